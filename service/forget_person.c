#include "service/forget_person.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "service/compute.h"
#include "service/damaged.h"
#include "service/feeds/feed_read.h"
#include "service/forget.h"
#include "service/inputs.h"
#include "service/state.h"
#include "service/workspace/workspace.h"

/* Bytes that were looked at: those that stand in their place; the same bytes where nothing does. */
struct forgotten_bytes {
	struct digest digest;
	const char *name; /* of a table; "" or "drop" of a feed */
	struct span bytes;
	bool changed;
};

struct forgetting {
	struct session *session;
	struct store *store;
	struct forgotten who;
	struct past *past;
	size_t past_count;
	struct plan_input *tables; /* of the workspace */
	size_t table_count;
	struct event_numbers numbers;
	struct forgotten_bytes *made;
	size_t made_count, made_room;
	size_t plan_count, copy_count; /* in which they were */
	struct mention_place *places;  /* in the files of the workspace */
	size_t place_count, place_room;
};

/* --- whose feeds ----------------------------------------------------------------------- */

static void read_entries(const struct forgetting *f, const struct plan_input *inputs, size_t count,
			 struct company *company)
{
	const struct plan_input *table = input_named(inputs, count, "feeds.csv");
	struct notes unused = NOTES_INIT(f->session->arena);
	struct fault none = FAULT_INIT;

	*company = (struct company){ .settings = settings_default() };
	if (table)
		(void)!import_feeds((struct source){ table->name, table->bytes }, f->session->arena,
				    company, &unused, &none);
}

enum whose { OTHERS, THEIRS, ALL_ABSENCES };

static enum whose whose_feed(const struct forgetting *f, const char *name,
			     const struct company *company)
{
	struct arena *arena = f->session->arena;
	struct feed_entry entry;

	if (!feed_entry_of(name, company, arena, &entry) || entry.kind == FEED_HOLIDAYS)
		return OTHERS;
	if (entry.kind == FEED_ABSENCE)
		return ALL_ABSENCES;
	return strcmp(text_key(span_of(entry.who), arena), text_key(span_of(f->who.id), arena)) == 0
		       ? THEIRS
		       : OTHERS;
}

/* --- their times in a plan ------------------------------------------------------------------ */

/* The tables that say how feeds are read, and the feeds that may speak of them. */
static struct plan_input *inputs_that_speak(const struct forgetting *f, const struct past *past,
					    const struct company *company, size_t *count)
{
	static const char *const tables[] = { "staffgap.conf", "people.csv", "feeds.csv" };
	struct plan_input *list =
		ARENA_ARRAY(f->session->arena, struct plan_input, past->count + 1);

	*count = 0;
	for (size_t i = 0; i < past->count; i++) {
		const char *name = past->inputs[i].name;
		bool speaks = input_is_feed(name) && whose_feed(f, name, company) != OTHERS;

		for (size_t t = 0; t < ARRAY_LEN(tables); t++)
			speaks = speaks || strcmp(tables[t], name) == 0;
		if (speaks)
			list[(*count)++] = past->inputs[i];
	}
	return list;
}

/* @param[out] calendar  empty bytes when nothing is known of their times */
static bool read_times(struct forgetting *f, const struct past *past, const struct company *entries,
		       struct span *calendar, struct fault *fault)
{
	struct arena scratch = ARENA_INIT;
	struct notes unused = NOTES_INIT(&scratch);
	struct computed *computed = ARENA_ARRAY(&scratch, struct computed, 1);
	struct plan_options options = { .first_week = past->record.first_week,
					.today = past->record.today,
					.threads = 1 };
	size_t count;
	struct plan_input *inputs = inputs_that_speak(f, past, entries, &count);
	bool ok = compute_company(inputs, count, options, &scratch, computed, &unused, fault);
	const char *key = text_key(span_of(f->who.id), &scratch);

	*calendar = SPAN("");
	for (size_t i = 0; ok && i < computed->company.person_count; i++) {
		const struct person *person = &computed->company.people[i];

		if (strcmp(text_key(span_of(person->id), &scratch), key) != 0 ||
		    !person->calendar.known)
			continue;
		*calendar = forget_calendar(&person->calendar, f->who.token, &f->numbers,
					    f->session->arena);
	}
	arena_release(&scratch);
	return ok;
}

/* --- files without them ------------------------------------------------------------------------
 */

static const struct forgotten_bytes *find_made(const struct forgetting *f,
					       const struct digest *digest, const char *name)
{
	for (size_t i = 0; i < f->made_count; i++)
		if (memcmp(&f->made[i].digest, digest, sizeof(*digest)) == 0 &&
		    strcmp(f->made[i].name, name) == 0)
			return &f->made[i];
	return NULL;
}

static const struct forgotten_bytes *keep_made(struct forgetting *f, struct forgotten_bytes made,
					       struct span before, struct span after)
{
	made.changed = !span_equal(before, after);
	if (made.changed)
		made.bytes = (struct span){ arena_copy(f->session->arena, after), after.len };
	f->made = ARENA_PUSH(f->session->arena, f->made, f->made_count, f->made_room);
	f->made[f->made_count] = made;
	return &f->made[f->made_count++];
}

static const struct forgotten_bytes *without(struct forgetting *f, const struct plan_input *input,
					     enum whose whose, struct fault *fault)
{
	bool feed = input_is_feed(input->name), drop = whose == ALL_ABSENCES;
	const char *name = !feed ? input->name : drop ? "drop" : "";
	struct digest digest = input_digest(input);
	const struct forgotten_bytes *made = find_made(f, &digest, name);
	struct arena scratch = ARENA_INIT;
	struct span before, after;

	if (made)
		return made;
	if (input_read(input, &scratch, &before, fault)) {
		after = feed ? forget_in_feed(before, drop, &f->who, &scratch)
			     : forget_in_table((struct source){ input->name, before }, &f->who,
					       &scratch);
		made = keep_made(f, (struct forgotten_bytes){ .digest = digest, .name = name },
				 before, after);
	}
	arena_release(&scratch);
	return made;
}

static const char *unsaid(void *context, const char *text, struct arena *arena)
{
	const struct forgetting *f = context;
	struct span said = span_of(text);
	struct span left = mentions_replace(f->who.mentioned, said, f->who.token, arena);

	return left.ptr == said.ptr ? text : arena_copy(arena, left);
}

static bool change_input(struct forgetting *f, struct plan_input *input, enum whose whose,
			 bool *changed, struct fault *fault)
{
	const struct forgotten_bytes *made = without(f, input, whose, fault);

	if (!made)
		return false;
	*changed = *changed || made->changed;
	if (made->changed) {
		input->bytes = made->bytes;
		input->store = NULL;
	}
	input->trouble = unsaid(f, input->trouble, f->session->arena);
	if (strncmp(input->name, "feed:", strlen("feed:")) == 0)
		input->name = unsaid(f, input->name, f->session->arena);
	return true;
}

static bool change_past(struct forgetting *f, struct past *past, struct fault *fault)
{
	struct arena *arena = f->session->arena;
	struct plan_input *inputs = ARENA_ARRAY(arena, struct plan_input, past->count + 1);
	struct company entries;
	struct span calendar;
	size_t count = 0;
	bool changed = false;

	read_entries(f, past->inputs, past->count, &entries);
	if (!read_times(f, past, &entries, &calendar, fault))
		return false;
	for (size_t i = 0; i < past->count; i++) {
		const char *name = past->inputs[i].name;
		enum whose whose = input_is_feed(name) ? whose_feed(f, name, &entries) : OTHERS;

		if (whose == THEIRS)
			continue;
		inputs[count] = past->inputs[i];
		if (!change_input(f, &inputs[count++], whose, &changed, fault))
			return false;
	}
	f->plan_count += changed || count < past->count || calendar.len > 0;
	if (calendar.len > 0)
		inputs[count++] =
			(struct plan_input){ .name = arena_format(arena, "calendars/%s.ics",
								  f->who.token),
					     .bytes = calendar,
					     .read_on = past->record.today,
					     .trouble = "" };
	qsort(inputs, count, sizeof(*inputs), input_order);
	past->inputs = inputs;
	past->count = count;
	return true;
}

/* --- copies -------------------------------------------------------------------------------------
 */

static bool change_copy(struct forgetting *f, const struct feed_check *check,
			const struct company *entries, struct fault *fault)
{
	struct plan_input input = { .name = check->name,
				    .store = f->store,
				    .digest = check->digest };
	enum whose whose = whose_feed(f, check->name, entries);
	const struct forgotten_bytes *made;

	if (whose == THEIRS || mentions_in(f->who.mentioned, span_of(check->name))) {
		f->copy_count++;
		return store_feed_forget(f->store, check->name, fault);
	}
	if (!check->has_copy)
		return true;
	made = without(f, &input, whose, fault);
	f->copy_count += made && made->changed;
	return made && (!made->changed || store_feed_rewrite(f->store, check, made->bytes, fault));
}

static bool change_copies(struct forgetting *f, struct fault *fault)
{
	struct feed_check *checks;
	struct company entries;
	size_t count;

	read_entries(f, f->tables, f->table_count, &entries);
	if (!store_feed_checks(f->store, f->session->arena, &checks, &count, fault))
		return false;
	for (size_t i = 0; i < count; i++)
		if (!change_copy(f, &checks[i], &entries, fault))
			return false;
	return true;
}

static bool change_store(struct forgetting *f, struct fault *fault)
{
	for (size_t i = 0; i < f->past_count; i++)
		if (!change_past(f, &f->past[i], fault))
			return false;
	if (!store_rewrite_begin(f->store, fault))
		return false;
	for (size_t i = 0; i < f->past_count; i++)
		if (!store_plan_rewrite(f->store, &f->past[i].record, f->past[i].inputs,
					f->past[i].count, fault))
			return false;
	return change_copies(f, fault) && store_texts_rewrite(f->store, unsaid, f, fault) &&
	       store_rewrite_end(f->store, fault) && store_commit(f->store, fault) &&
	       store_shrink(f->store, fault);
}

/* --- the files of the workspace, which are the user's
 * ------------------------------------------------ */

static void add_place(struct forgetting *f, const char *name, int32_t line)
{
	f->places = ARENA_PUSH(f->session->arena, f->places, f->place_count, f->place_room);
	f->places[f->place_count++] =
		(struct mention_place){ arena_copy(f->session->arena, span_of(name)), line };
}

static void look_into(struct forgetting *f, const char *name, struct span bytes)
{
	struct arena scratch = ARENA_INIT;
	size_t count;
	int32_t *lines = forget_lines(bytes, f->who.mentioned, &scratch, &count);

	for (size_t i = 0; i < count; i++)
		add_place(f, name, lines[i]);
	/* A calendar may only be called after them. */
	if (count == 0 && mentions_in(f->who.mentioned, span_of(name)))
		add_place(f, name, 0);
	arena_release(&scratch);
}

static bool look_into_named(struct forgetting *f, const char *root, const char *name,
			    struct fault *fault)
{
	struct arena scratch = ARENA_INIT;
	struct plan_input input;
	bool found = false, ok;

	ok = workspace_file(root, name, f->session->today, &scratch, &input, &found, fault);
	if (ok && found)
		look_into(f, name, input.bytes);
	arena_release(&scratch);
	return ok;
}

static bool look_into_scenarios(struct forgetting *f, const char *root, struct fault *fault)
{
	struct arena *arena = f->session->arena;
	DIR *dir = opendir(arena_format(arena, "%s/scenarios", root));
	const struct dirent *entry;
	bool ok = true;

	while (ok && dir && (entry = readdir(dir)))
		for (size_t i = 0; ok && entry->d_name[0] != '.' && i < f->table_count; i++)
			ok = look_into_named(f, root,
					     arena_format(arena, "scenarios/%s/%s", entry->d_name,
							  f->tables[i].name),
					     fault);
	if (dir)
		closedir(dir);
	return ok;
}

static bool look_into_files(struct forgetting *f, const char *root, struct fault *fault)
{
	const char **calendars;
	size_t calendar_count;

	for (size_t i = 0; i < f->table_count; i++)
		look_into(f, f->tables[i].name, f->tables[i].bytes);
	if (!workspace_calendars(root, f->session->arena, &calendars, &calendar_count, fault))
		return false;
	for (size_t i = 0; i < calendar_count; i++)
		if (!look_into_named(f, root, calendars[i], fault))
			return false;
	return look_into_scenarios(f, root, fault);
}

/* --- all of it --------------------------------------------------------------------- */

bool forget_person(struct session *session, const char *id, struct person_forgotten *forgotten,
		   struct fault *fault)
{
	struct forgetting f = { .session = session, .numbers = { .arena = session->arena } };
	const char *root;
	bool ok;

	if (!session_root(session, &root, fault) ||
	    !workspace_read(root, session->today, session->arena, &f.tables, &f.table_count,
			    fault) ||
	    !state_open(session, root, &f.store, fault))
		return false;
	ok = past_read(session, f.store, &f.past, &f.past_count, fault) &&
	     forgotten_find(session, id, f.past, f.past_count, f.tables, f.table_count, &f.who,
			    fault) &&
	     change_store(&f, fault);
	store_close(f.store);
	if (!ok || !damaged_remove(session, root, fault) || !look_into_files(&f, root, fault))
		return false;
	*forgotten = (struct person_forgotten){ .id = f.who.id,
						.token = f.who.token,
						.plan_count = f.plan_count,
						.copy_count = f.copy_count,
						.places = f.places,
						.place_count = f.place_count };
	return true;
}
