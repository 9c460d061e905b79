#include "import/ical/ical_people.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"

/* The address of "mailto:ana@example.com", or of EMAIL= where the value is something else. */
static const char *address_of(const struct ical_line *line, struct arena *arena)
{
	struct span value = line->value;
	const char *email = line_parameter(line, "EMAIL", arena);

	if (email[0] && !memchr(value.ptr, '@', value.len))
		return email;
	if (value.len >= 7 && strncasecmp(value.ptr, "mailto:", 7) == 0)
		value = (struct span){ value.ptr + 7, value.len - 7 };
	return arena_copy(arena, span_trim(value));
}

static bool is_attendee(const struct ical_line *line)
{
	return strcmp(line->name, "ATTENDEE") == 0;
}

static bool declined(const struct ical_line *line, struct arena *arena)
{
	return strcasecmp(line_parameter(line, "PARTSTAT", arena), "DECLINED") == 0;
}

bool person_declined(const struct scan_component *component, const char *email, struct arena *arena)
{
	for (size_t i = 0; i < component->count; i++) {
		const struct ical_line *line = &component->lines[i];

		if (is_attendee(line) && declined(line, arena) &&
		    strcasecmp(address_of(line, arena), email) == 0)
			return true;
	}
	return false;
}

/* --- directory --------------------------------------------------------- */

struct directory_entry {
	const char *key;
	size_t person;
	bool shared; /* several people have it: it names nobody */
};

static int by_key(const void *left, const void *right)
{
	const struct directory_entry *a = left, *b = right;
	int order = strcmp(a->key, b->key);

	return order ? order : (a->person > b->person) - (a->person < b->person);
}

static void add_key(struct directory *d, const char *name, size_t person, struct arena *arena)
{
	if (name && name[0])
		d->entries[d->entry_count++] =
			(struct directory_entry){ text_key(span_of(name), arena), person, false };
}

/* "Lovelace, Ada" */
static const char *family_first(const char *name, struct arena *arena)
{
	const char *cut = name ? strrchr(name, ' ') : NULL;

	return cut ? arena_format(arena, "%s, %.*s", cut + 1, (int)(cut - name), name) : NULL;
}

void directory_open(struct directory *d, const struct person *people, size_t person_count,
		    struct arena *arena)
{
	size_t kept = 0;

	*d = (struct directory){ .people = people,
				 .person_count = person_count,
				 .entries = ARENA_ARRAY(arena, struct directory_entry,
							4 * person_count + 1) };
	for (size_t i = 0; i < person_count; i++) {
		add_key(d, people[i].id, i, arena);
		add_key(d, people[i].name, i, arena);
		add_key(d, people[i].email, i, arena);
		add_key(d, family_first(people[i].name, arena), i, arena);
	}
	qsort(d->entries, d->entry_count, sizeof(*d->entries), by_key);
	for (size_t i = 0; i < d->entry_count; i++)
		if (kept == 0 || strcmp(d->entries[kept - 1].key, d->entries[i].key) != 0)
			d->entries[kept++] = d->entries[i];
		else if (d->entries[kept - 1].person != d->entries[i].person)
			d->entries[kept - 1].shared = true;
	d->entry_count = kept;
}

static int by_name(const void *wanted, const void *entry)
{
	return strcmp(wanted, ((const struct directory_entry *)entry)->key);
}

/* Index of the person with this id, name or address; SIZE_MAX when there is none, or several. */
static size_t person_named(const struct directory *d, const char *name, struct arena *arena)
{
	const struct directory_entry *found = bsearch(text_key(span_of(name), arena), d->entries,
						      d->entry_count, sizeof(*d->entries), by_name);

	return found && !found->shared ? found->person : SIZE_MAX;
}

/* --- absentees --------------------------------------------------------- */

static void add_absentee(struct absentees *a, size_t person)
{
	for (size_t i = 0; i < a->count; i++)
		if (a->people[i] == person)
			return;
	a->people[a->count++] = person;
}

static void by_attendees(const struct scan_component *c, const struct directory *d,
			 struct arena *arena, struct absentees *a)
{
	for (size_t i = 0; i < c->count; i++) {
		const struct ical_line *line = &c->lines[i];
		const char *address;
		size_t person;

		if (!is_attendee(line) || declined(line, arena))
			continue;
		address = address_of(line, arena);
		person = person_named(d, address, arena);
		if (person == SIZE_MAX)
			person = person_named(d, line_parameter(line, "CN", arena), arena);
		if (person != SIZE_MAX)
			add_absentee(a, person);
		else if (!a->unknown[0])
			a->unknown = address;
	}
}

/* The person whom the title names; SIZE_MAX and *stranger when it names somebody else. */
static size_t by_title(const struct scan_component *c, const struct directory *d,
		       const struct titles *titles, struct arena *arena, const char **stranger)
{
	const struct ical_line *line = component_line(c, "SUMMARY");
	const char *groups[TITLE_GROUPS_MAX], *title = line ? line_text(line, arena) : "";
	size_t count = title_groups(titles, title, arena, groups);

	for (size_t i = 0; i < count; i++) {
		size_t person = person_named(d, groups[i], arena);

		if (person != SIZE_MAX)
			return person;
	}
	*stranger = count > 0 ? groups[0] : title;
	return person_named(d, title, arena);
}

struct absentees absentees_of(const struct scan_component *c, const struct directory *d,
			      const struct titles *titles, struct arena *arena)
{
	struct absentees a = { .people = ARENA_ARRAY(arena, size_t, c->count + 2), .unknown = "" };
	const struct ical_line *organizer = component_line(c, "ORGANIZER");
	const char *stranger = "";
	size_t titled;

	by_attendees(c, d, arena, &a);
	if (a.count > 0)
		return a;
	titled = by_title(c, d, titles, arena, &stranger);
	if (organizer && !a.unknown[0]) { /* an organizer is no substitute for an attendee */
		size_t person = person_named(d, address_of(organizer, arena), arena);

		if (person != SIZE_MAX) {
			add_absentee(&a, person);
			a.doubtful = titled != SIZE_MAX && titled != person;
			return a;
		}
	}
	if (titled != SIZE_MAX)
		add_absentee(&a, titled);
	else if (!a.unknown[0])
		a.unknown = stranger;
	return a;
}

/* --- strangers --------------------------------------------------------- */

enum { STRANGERS_MAX = 1000 };

void strangers_add(struct strangers *s, const char *name, int32_t line, struct day day)
{
	for (size_t i = 0; i < s->count; i++)
		if (strcmp(s->list[i].name, name) == 0) {
			s->list[i].count++;
			return;
		}
	if (s->count == STRANGERS_MAX) { /* the rest under one head, so that it stays linear */
		s->list[s->count - 1].name = "(others)";
		s->list[s->count - 1].count++;
		return;
	}
	s->list = ARENA_PUSH(s->arena, s->list, s->count, s->room);
	s->list[s->count++] = (struct stranger){ name, line, 1, day };
}

static const char *unnamed(const struct stranger *one, struct arena *arena)
{
	char day[DAY_TEXT_SIZE];

	day_format(one->day, day);
	return arena_format(arena,
			    "%d absence%s (from %s) not used: nobody in people.csv has the name or "
			    "address",
			    (int)one->count, one->count == 1 ? "" : "s", day);
}

void strangers_note(const struct strangers *s, const struct directory *d, const char *feed,
		    struct notes *notes)
{
	const char **names = ARENA_ARRAY(s->arena, const char *, 3 * d->person_count + 1);
	size_t count = 0;

	for (size_t i = 0; i < d->person_count; i++) {
		names[count++] = d->people[i].id;
		names[count++] = d->people[i].name;
		if (d->people[i].email && d->people[i].email[0])
			names[count++] = d->people[i].email;
	}
	for (size_t i = 0; i < s->count; i++) {
		const struct stranger *one = &s->list[i];
		const char *near = text_nearest(one->name, names, count, s->arena);
		struct place place = { feed, one->line, 0 };

		/* Who is not found by a name or address is called by the title of the event. */
		if (one->name[0])
			notes_add_quoting(notes, NOTE_WARNING, "absence-of-unknown", place,
					  unnamed(one, s->arena),
					  "%d absence%s of '%s' not used: nobody in people.csv has "
					  "that name or address%s%s%s",
					  (int)one->count, one->count == 1 ? "" : "s", one->name,
					  near ? " (did you mean '" : "", near ? near : "",
					  near ? "'?)" : "");
		else
			notes_add(notes, NOTE_WARNING, "absence-of-nobody", place,
				  "%d absence%s not used: no attendee, no organizer and no title "
				  "says whose",
				  (int)one->count, one->count == 1 ? "" : "s");
	}
}
