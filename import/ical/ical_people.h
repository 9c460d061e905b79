/** Who an event speaks of: attendees, the organizer, a name in the title. */
#ifndef IMPORT_ICAL_PEOPLE_H
#define IMPORT_ICAL_PEOPLE_H

#include "import/ical/ical_titles.h"

#include "import/ical/ical_scan.h"

/** Whether ATTENDEE says that the person of this address declined. */
bool person_declined(const struct scan_component *component, const char *email,
		     struct arena *arena);

/** The people of a company by the keys of their ids, names and addresses. */
struct directory {
	const struct person *people;
	size_t person_count;
	struct directory_entry *entries; /* sorted by key */
	size_t entry_count;
};

void directory_open(struct directory *directory, const struct person *people, size_t person_count,
		    struct arena *arena);

/** Whose absence an event is. */
struct absentees {
	size_t *people; /* indices, each once; empty when nobody is known */
	size_t count;
	const char *unknown; /* when empty: the name that nobody has; "" when it names nobody */
	bool doubtful;       /* the organizer counts, although the title names somebody else */
};

/** Look at ATTENDEE, then ORGANIZER, then the title. */
struct absentees absentees_of(const struct scan_component *component,
			      const struct directory *directory, const struct titles *titles,
			      struct arena *arena);

/** Names that nobody has, each with how often it was met. */
struct strangers {
	struct arena *arena;
	struct stranger {
		const char *name;
		int32_t line, count; /* line of the first event */
		struct day day;      /* of its first time away */
	} * list;
	size_t count, room;
};

void strangers_add(struct strangers *strangers, const char *name, int32_t line, struct day day);

/** A warning for each name, with a guess at who was meant. */
void strangers_note(const struct strangers *strangers, const struct directory *directory,
		    const char *feed, struct notes *notes);

#endif
