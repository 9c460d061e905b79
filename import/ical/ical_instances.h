/**
 * When a series takes place by itself: its start, rules, dates, and what is excluded. Overrides
 * come later (ical_series.c).
 *
 * All lists are in the arena of the series' zones.
 */
#ifndef IMPORT_ICAL_INSTANCES_H
#define IMPORT_ICAL_INSTANCES_H

#include "import/ical/ical_rule.h"
#include "import/ical/ical_series.h"

/** An instance of the master, before overrides. */
struct instance {
	struct moment wall; /* in the master's zone */
	int64_t utc;
	int64_t own_length; /* of an RDATE period; -1 when it is as long as the master */
};

/** An override and what it replaces: an instant, or a day. */
struct replacing {
	const struct ical_event *event;
	bool by_day;
	int64_t key; /* UTC seconds, or days since 1970 */
	bool met;    /* the series has such an instance */
};

struct series {
	const struct ical_event *master;
	struct replacing *overrides; /* sorted by by_day, key */
	size_t override_count, override_room;
	const struct ical_event **shifts; /* THISANDFUTURE, sorted by instance */
	size_t shift_count, shift_room;
	int64_t from, to;
	struct zones *zones;
	struct series_visitor visitor;
	struct instance *instances;
	size_t count, room;
	struct feed_budget *budget;
	bool too_many;
};

/** Tell the visitor, if that is of interest, what becomes of an event that never takes place. */
void series_fate(const struct series *s, const struct ical_event *event, enum event_use use,
		 const char *why);

/** A note with the line and the UID of an event. */
void series_doubt(const struct series *s, enum note_level level, const char *id,
		  const struct ical_event *event, const char *text);

/**
 * Fill the instances of the master, sorted, each time once: those in the window and those that
 * overrides refer to.
 *
 * What would cost more than the budget is left out, with a note.
 */
void series_collect(struct series *s);

#endif
