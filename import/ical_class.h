/**
 * What an event does to its person's time, by what it says about itself.
 *
 * The table with sources is in docs/calendars.md. In short, the first that
 * applies: cancelled, Microsoft's busy status, transparency, status.
 */
#ifndef IMPORT_ICAL_CLASS_H
#define IMPORT_ICAL_CLASS_H

#include "import/ical_series.h"

enum effect {
	EFFECT_ABSENT,
	EFFECT_BUSY,
	EFFECT_TENTATIVE,
	EFFECT_FREE,      /* shown in the calendar, costs no time */
	EFFECT_ELSEWHERE, /* works, in another place */
	EFFECT_CANCELLED,
};

/** The effect of an occurrence in a personal feed. */
enum effect effect_of(const struct occurrence *occurrence);

/** The class of time that an effect takes; false when it takes none. */
bool busy_class_of(enum effect effect, enum busy_class *class);

/**
 * Which half of its days an all-day event means by its title: "half day",
 * "halber Tag", "vormittags", "PM", ...; PART_DAY when it says nothing.
 */
enum busy_part half_of(const char *summary, struct arena *arena);

/** Whether a title of a holiday feed says that the day is worked: "补班", "make-up working day". */
bool is_makeup_day(const char *summary, struct arena *arena);

#endif
