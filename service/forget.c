#include "service/forget.h"

#include <string.h>

#include "base/text.h"
#include "service/inputs.h"

bool past_read(const struct session *session, struct store *store, struct past **past,
	       size_t *count, struct fault *fault)
{
	struct plan_record *records = NULL;
	size_t n = 0;

	if (!store_plans(store, session->arena, &records, &n, fault))
		return false;
	*past = ARENA_ARRAY(session->arena, struct past, n + 1);
	for (size_t i = 0; i < n; i++) {
		(*past)[i].record = records[i];
		if (!store_plan_inputs(store, records[i].number, session->arena, &(*past)[i].inputs,
				       &(*past)[i].count, fault))
			return false;
	}
	*count = n;
	return true;
}

/* --- who there was ------------------------------------------------------------------ */

struct id_search {
	const char *id, *key;
	struct mentions *named, *mentioned;
	const char **ids; /* of the others; with doubles */
	size_t count, room;
	const char *spelling; /* the smallest of the wanted id; NULL: not found */
	struct span last;     /* the table that was looked at last: mostly it is the same again */
	struct arena *arena;
};

/* "Lovelace, Ada", also with the comma as calendars write it. */
static void add_name(struct id_search *s, const char *name)
{
	const char *cut = strrchr(name, ' ');
	struct mentions *both[] = { s->named, s->mentioned };

	/* A name that is just the id is found where the id is. */
	if (strcmp(text_key(span_of(name), s->arena), s->key) == 0)
		return;
	for (size_t i = 0; i < ARRAY_LEN(both); i++) {
		mentions_add(both[i], name);
		if (!cut)
			continue;
		mentions_add(both[i],
			     arena_format(s->arena, "%s, %.*s", cut + 1, (int)(cut - name), name));
		mentions_add(both[i], arena_format(s->arena, "%s\\, %.*s", cut + 1,
						   (int)(cut - name), name));
	}
}

static void look_at_person(struct id_search *s, const struct person *person)
{
	if (strcmp(text_key(span_of(person->id), s->arena), s->key) != 0) {
		s->ids = ARENA_PUSH(s->arena, s->ids, s->count, s->room);
		s->ids[s->count++] = person->id;
		return;
	}
	if (!s->spelling || strcmp(person->id, s->spelling) < 0)
		s->spelling = person->id;
	add_name(s, person->name);
	mentions_add(s->named, person->email);
	mentions_add(s->mentioned, person->email);
}

static void look_at_table(struct id_search *s, const struct plan_input *table)
{
	struct company company = { .settings = settings_default() };
	struct notes unused = NOTES_INIT(s->arena);
	struct fault none = FAULT_INIT;

	if (!table || span_equal(table->bytes, s->last) ||
	    !import_people((struct source){ table->name, table->bytes }, s->arena, &company,
			   &unused, &none))
		return;
	s->last = table->bytes;
	for (size_t i = 0; i < company.person_count; i++)
		look_at_person(s, &company.people[i]);
	/* Of a row that no plan could use the id is known, and the row is stored all the same. */
	for (size_t i = 0; i < company.skipped_people.count; i++) {
		const char *id = company.skipped_people.list[i].id;

		look_at_person(s, &(struct person){ .id = id, .name = id, .email = "" });
	}
}

/* --- what they are called from now on ---------------------------------------------------- */

static bool is_taken(const struct id_search *s, const char *word)
{
	for (size_t i = 0; i < s->count; i++)
		if (strcmp(text_key(span_of(s->ids[i]), s->arena),
			   text_key(span_of(word), s->arena)) == 0)
			return true;
	return false;
}

/* The ids of others that stand just before and after; NULL where nobody does. */
static void neighbours(const struct id_search *s, const char **before, const char **after)
{
	*before = *after = NULL;
	for (size_t i = 0; i < s->count; i++) {
		int order = strcmp(s->ids[i], s->spelling);

		if (order < 0 && (!*before || strcmp(s->ids[i], *before) > 0))
			*before = s->ids[i];
		if (order > 0 && (!*after || strcmp(s->ids[i], *after) < 0))
			*after = s->ids[i];
	}
}

static bool fits(const struct id_search *s, const char *before, const char *word, const char *after)
{
	return (!before || strcmp(word, before) > 0) && (!after || strcmp(word, after) < 0) &&
	       !is_taken(s, word);
}

/* The beginning of the id before, then a sign that sorts late (or early), then a number. */
static const char *token_of(const struct id_search *s)
{
	enum { NUMBERS = 100 };
	static const char *const signs[] = { "~", "!", "" };
	const char *before, *after, *start;

	neighbours(s, &before, &after);
	start = before ? before : "";
	if (fits(s, before, "person-1", after))
		return "person-1";
	for (size_t len = 0; len <= strlen(start); len++) {
		if (((unsigned char)start[len] & 0xC0) == 0x80 || memchr(start, '/', len))
			continue;
		for (int i = 0; i < NUMBERS * (int)ARRAY_LEN(signs); i++) {
			const char *word = arena_format(s->arena, "%.*s%sperson-%d", (int)len,
							start, signs[i / NUMBERS], i % NUMBERS + 1);

			if (fits(s, before, word, after))
				return word;
		}
	}
	/* Nothing lies between: somebody else may come first where it makes no difference. */
	for (int number = 1;; number++) {
		const char *word = arena_format(s->arena, "person-%d", number);

		if (!is_taken(s, word))
			return word;
	}
}

static bool not_found(const struct id_search *s, struct fault *fault)
{
	const char *near = text_nearest(s->id, s->ids, s->count, s->arena);

	return fault_set(fault, FAULT_USAGE,
			 "nobody is called '%s' in people.csv or in a stored plan%s%s%s", s->id,
			 near ? " (did you mean '" : "", near ? near : "", near ? "'?)" : "");
}

bool forgotten_find(const struct session *session, const char *id, const struct past *past,
		    size_t count, const struct plan_input *tables, size_t table_count,
		    struct forgotten *who, struct fault *fault)
{
	enum { ID_MIN = 3 }; /* shorter ones are words of any text */
	struct id_search s = { .id = id,
			       .key = text_key(span_of(id), session->arena),
			       .named = mentions_new(session->arena),
			       .mentioned = mentions_new(session->arena),
			       .last = SPAN(""),
			       .arena = session->arena };

	look_at_table(&s, input_named(tables, table_count, "people.csv"));
	for (size_t i = 0; i < count; i++)
		look_at_table(&s, input_named(past[i].inputs, past[i].count, "people.csv"));
	if (!s.spelling)
		return not_found(&s, fault);
	if (strlen(id) >= ID_MIN)
		mentions_add(s.mentioned, id);
	*who = (struct forgotten){
		.id = id, .token = token_of(&s), .named = s.named, .mentioned = s.mentioned
	};
	return true;
}
