/**
 * What an event does to its person's time, by what it says about itself.
 *
 * The table with sources is in docs/calendars.md. In short, the first that
 * applies: cancelled, declined, Microsoft's busy status, transparency, status;
 * then what its title says and whether it takes whole days.
 */
#ifndef IMPORT_ICAL_CLASS_H
#define IMPORT_ICAL_CLASS_H

#include "import/ical/ical_series.h"
#include "import/ical/ical_titles.h"
#include "import/ical/ical_use.h"

/** What the verdicts of one feed depend on. */
struct judge {
	enum feed_kind kind;
	enum meetings meetings;
	struct titles titles;
	struct arena *arena;           /* scratch */
	const struct ical_event *last; /* whose title was looked at last, and what it said */
	bool last_away, last_ignore;
};

struct verdict {
	enum event_use use;
	const char *why; /* a literal */
};

/** What an occurrence does in a feed of the judge's kind. */
struct verdict verdict_of(struct judge *judge, const struct occurrence *occurrence);

/** The class of time that a use takes; false when it takes none. */
bool busy_class_of(enum event_use use, enum busy_class *class);

/**
 * Which half of its days an all-day event means by its title: "half day",
 * "halber Tag", "vormittags", "PM", ...; PART_DAY when it says nothing.
 */
enum busy_part half_of(const char *summary, struct arena *arena);

#endif
