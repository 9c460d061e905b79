#include "service/feeds/feed_read.h"

#include <stdlib.h>
#include <string.h>

#include "base/parallel.h"
#include "base/text.h"
#include "service/feeds/feed_result_bytes.h"
#include "service/feeds/worker.h"

void feed_window(struct day first_week, struct day *first, struct day *last)
{
	int year, month, mday;

	/* Whole years: the longest plan from any week of the year fits, and the window seldom
	 * moves. */
	day_date(first_week, &year, &month, &mday);
	*first = day_of(year, 1, 1);
	*last = day_of(year + 2, 12, 31);
}

/* --- what a feed is ------------------------------------------------------------ */

static bool within_folder(const char *name, const char *folder)
{
	return strncmp(name, folder, strlen(folder)) == 0;
}

/* "ana" of "calendars/ana.ics"; NULL for what is not the name of such a file. */
static const char *stem(const char *name, struct arena *arena)
{
	const char *slash = strrchr(name, '/');
	size_t len = slash ? strlen(slash + 1) : 0, end = strlen(".ics");

	if (len <= end || strcmp(slash + 1 + len - end, ".ics") != 0)
		return NULL;
	return arena_copy(arena, (struct span){ slash + 1, len - end });
}

const char *feed_input_name(const struct feed_entry *entry, struct arena *arena)
{
	return arena_format(arena, "feed:%s", entry->name);
}

bool feed_entry_of(const char *input, const struct company *company, struct arena *arena,
		   struct feed_entry *entry)
{
	if (within_folder(input, "feed:")) {
		for (size_t i = 0; i < company->feed_entry_count; i++)
			if (strcmp(company->feed_entries[i].name, input + strlen("feed:")) == 0) {
				*entry = company->feed_entries[i];
				return true;
			}
		return false;
	}
	*entry = (struct feed_entry){
		.place = { input, 0, 0 },
		.name = input,
		.kind = within_folder(input, "holidays/") ? FEED_HOLIDAYS : FEED_PERSONAL,
		.who = stem(input, arena),
		.source = input,
		.source_kind = SOURCE_PATH,
		.time_zone = "",
	};
	return entry->who != NULL; /* of a database that somebody wrote it may be any text */
}

static int by_key(const void *left, const void *right)
{
	const struct person_key *a = left, *b = right;

	return strcmp(a->key, b->key);
}

struct people_index people_index_make(struct person *people, size_t count, struct arena *arena)
{
	struct people_index index = { people, count,
				      ARENA_ARRAY(arena, struct person_key, count + 1) };

	for (size_t i = 0; i < count; i++)
		index.keys[i] =
			(struct person_key){ text_key(span_of(people[i].id), arena), &people[i] };
	if (count > 0)
		qsort(index.keys, count, sizeof(*index.keys), by_key);
	return index;
}

struct person *people_find(const struct people_index *index, const char *id, struct arena *arena)
{
	struct person_key wanted = { text_key(span_of(id), arena), NULL }, *found;

	found = index->count
			? bsearch(&wanted, index->keys, index->count, sizeof(*index->keys), by_key)
			: NULL;
	return found ? found->person : NULL;
}

struct calendar_request feed_request(const struct feed_entry *entry, const struct person *person,
				     const struct company *company, struct day first,
				     struct day last)
{
	struct calendar_request request = {
		.kind = entry->kind,
		.time_zone = company->settings.time_zone,
		.first = first,
		.last = last,
		.meetings = entry->has_meetings ? entry->meetings : company->settings.meetings,
		.settings = &company->settings,
	};

	if (person) {
		request.time_zone = person->time_zone;
		request.email = person->email[0] ? person->email : NULL;
	}
	if (entry->kind == FEED_ABSENCE) {
		request.people = company->people;
		request.person_count = company->person_count;
	}
	if (entry->time_zone[0])
		request.time_zone = entry->time_zone;
	return request;
}

/* --- reading ------------------------------------------------------------------- */

/* One feed of the plan on its way. */
struct task {
	const struct feed_reading *reading;
	const struct plan_input *input;
	struct feed_entry entry;
	struct feed *feed;
	struct person *person; /* whose calendar it is; NULL for other kinds */
	struct calendar_request request;
	struct digest key;
	struct feed_result result;
	struct packed packed; /* of the result, where it is kept */
	bool wanted, kept, done;
};

static bool is_personal(enum feed_kind kind)
{
	return kind == FEED_PERSONAL || kind == FEED_FREEBUSY;
}

static void note_nobody(const struct feed_reading *r, const struct task *t)
{
	const char **ids = ARENA_ARRAY(r->arena, const char *, r->company->person_count + 1);
	const struct skipped_row *row = skipped_row_find(&r->company->skipped_people, t->entry.who);
	const char *near;

	if (row) {
		notes_add(r->notes, NOTE_WARNING, "calendar-of-nobody", t->entry.place,
			  "not used: the row of '%s' was skipped (%s:%d)", t->entry.who,
			  row->place.file, (int)row->place.line);
		return;
	}
	for (size_t i = 0; i < r->company->person_count; i++)
		ids[i] = r->company->people[i].id;
	near = text_nearest(t->entry.who, ids, r->company->person_count, r->arena);
	notes_add(r->notes, NOTE_WARNING, "calendar-of-nobody", t->entry.place,
		  "not used: people.csv has no person '%s'%s%s%s", t->entry.who,
		  near ? " (did you mean '" : "", near ? near : "", near ? "'?)" : "");
}

static bool is_empty(const struct plan_input *input)
{
	struct digest none;

	if (!input->store)
		return input->bytes.len == 0;
	none = digest_of(SPAN(""));
	return memcmp(&none, &input->digest, sizeof(none)) == 0;
}

static void set_missing(struct feed_reading *r, struct feed *feed, const char *trouble)
{
	feed->state = FEED_MISSING;
	feed->trouble = trouble;
	notes_add(r->notes, NOTE_WARNING, "feed-missing", (struct place){ feed->name, 0, 0 },
		  "nothing is known of this calendar: %s", trouble);
}

static void add_trouble(struct feed_reading *r, const struct task *t)
{
	char day[DAY_TEXT_SIZE];

	if (!t->input->trouble[0])
		return;
	r->stale_count++;
	if (is_empty(t->input)) {
		set_missing(r, t->feed, t->input->trouble);
		return;
	}
	day_format(t->input->read_on, day);
	t->feed->state = FEED_STALE;
	notes_add(r->notes, NOTE_WARNING, "feed-stale", (struct place){ t->input->name, 0, 0 },
		  "the copy of %s is used: %s", day, t->input->trouble);
}

/* What is known before the feed is read. */
static void open_task(struct feed_reading *r, const struct people_index *people, struct task *t)
{
	struct day first, last;

	*t->feed = (struct feed){
		.name = t->input->name,
		.kind = t->entry.kind,
		.who = t->entry.who,
		.source = feed_source_shown(t->entry.source, r->arena),
		.state = FEED_READ,
		.read_on = t->input->read_on,
		.trouble = t->input->trouble,
	};
	if (is_personal(t->entry.kind)) {
		t->person = people_find(people, t->entry.who, r->arena);
		if (!t->person) {
			note_nobody(r, t);
			return;
		}
	}
	add_trouble(r, t);
	feed_window(r->first_week, &first, &last);
	t->request = feed_request(&t->entry, t->person, r->company, first, last);
	t->request.source.name = t->input->name;
	t->wanted = t->feed->state != FEED_MISSING;
}

static bool find_kept(struct task *t, const struct digest *rules, struct arena *arena,
		      struct fault *fault)
{
	if (!t->input->store)
		return true;
	t->key = feed_result_key(&t->input->digest, &t->request, rules);
	return store_parsed_find(t->input->store, &t->key, t->reading->today, arena, &t->kept,
				 &t->packed, fault);
}

/* Few bytes can be packed for very many: of what is beyond, feeds are read anew, one at a time. */
#define KEPT_BYTES_MAX INT64_C(1000000000)

struct unpacking {
	struct task *tasks;
	struct arena arenas[PARALLEL_MAX];
};

static void unpack_some(void *shared, size_t worker, size_t from, size_t to)
{
	struct unpacking *u = shared;

	for (size_t i = from; i < to; i++) {
		struct task *t = &u->tasks[i];
		struct arena scratch = ARENA_INIT;
		struct span bytes;

		t->done = t->kept && bytes_unpack(&t->packed, &scratch, &bytes) &&
			  feed_result_read(bytes, t->input->name, &u->arenas[worker], &t->result);
		arena_release(&scratch);
	}
}

/* What has been read before: the database is asked in turn, the answers are unpacked together. */
static bool take_kept(const struct feed_reading *r, struct task *tasks, size_t count,
		      struct fault *fault)
{
	struct unpacking u = { .tasks = tasks };
	struct arena packed = ARENA_INIT;
	struct digest rules;
	struct day first, last;
	int64_t size = 0;
	bool ok = true;

	feed_window(r->first_week, &first, &last);
	rules = feed_result_rules(&r->company->settings, first, last);
	for (size_t i = 0; i < count && ok; i++) {
		ok = !tasks[i].wanted || find_kept(&tasks[i], &rules, &packed, fault);
		size += ok && tasks[i].kept ? (int64_t)tasks[i].packed.size : 0;
		tasks[i].kept = tasks[i].kept && size <= KEPT_BYTES_MAX;
	}
	if (ok)
		parallel_run(parallel_workers(r->threads, count), count, unpack_some, &u);
	/* Under other data of its time zones a feed is read again. */
	for (size_t i = 0; i < count && ok; i++)
		ok = !tasks[i].done ||
		     feed_result_zones(&tasks[i].result, r->zones, &tasks[i].done, fault);
	for (size_t i = 0; i < PARALLEL_MAX; i++)
		arena_join(r->arena, &u.arenas[i]);
	arena_release(&packed);
	return ok;
}

/* In a process of its own. */
static struct span read_feed(void *context, struct arena *arena)
{
	const struct task *t = context;
	struct feed_result result;

	feed_result_make(&t->request, arena, &result);
	return feed_result_write(&result, arena);
}

static bool take_result(void *context, struct span answer, const char *trouble, struct fault *fault)
{
	struct task *t = context;
	struct arena *arena = t->reading->arena;

	bool current;

	t->done = true;
	if (!trouble && feed_result_read(answer, t->input->name, arena, &t->result))
		return feed_result_zones(&t->result, t->reading->zones, &current, fault) &&
		       (!t->input->store || store_parsed_keep(t->input->store, &t->key, answer,
							      t->reading->today, fault));
	t->result = (struct feed_result){
		.trouble = arena_copy(arena, span_of(trouble ? trouble : "reading it failed")),
	};
	return true;
}

static bool start(struct workers *workers, struct task *t, struct fault *fault)
{
	struct arena scratch = ARENA_INIT;
	bool ok = import_read_ahead(fault) &&
		  input_read(t->input, &scratch, &t->request.source.bytes, fault) &&
		  workers_start(workers, t, fault);

	/* The process has its own copy. */
	t->request.source.bytes = SPAN("");
	arena_release(&scratch);
	return ok;
}

static bool read_all(const struct feed_reading *r, struct task *tasks, size_t count,
		     struct fault *fault)
{
	const struct worker_limits limits = worker_limits_of(r->company->settings.feed_seconds);
	struct workers *workers = workers_open(&limits, read_feed, take_result);
	bool ok = take_kept(r, tasks, count, fault);

	for (size_t i = 0; i < count && ok; i++) {
		if (tasks[i].wanted && !tasks[i].done)
			ok = start(workers, &tasks[i], fault);
	}
	ok = ok && workers_finish(workers, fault);
	workers_close(workers);
	return ok;
}

/* --- results become the company's ------------------------------------------------ */

static void add_holidays(struct company *company, const struct task *t, size_t *room)
{
	struct arena *arena = t->reading->arena;

	for (size_t i = 0; i < t->result.holiday_count; i++) {
		company->holidays =
			ARENA_PUSH(arena, company->holidays, company->holiday_count, *room);
		company->holidays[company->holiday_count] = t->result.holidays[i];
		company->holidays[company->holiday_count++].location = t->entry.who;
	}
}

static void apply(struct feed_reading *r, const struct people_index *people, struct task *t,
		  size_t *room)
{
	const struct feed_result *result = &t->result;

	if (result->trouble[0]) {
		r->stale_count += t->feed->state == FEED_READ;
		set_missing(r, t->feed, result->trouble);
		return;
	}
	t->feed->event_count = result->counts.event_count;
	t->feed->counted = true;
	t->feed->absence_count = feed_result_absences(result, r->today);
	t->feed->busy_count = result->counts.busy_count;
	t->feed->skipped_count = result->counts.skipped_count;
	for (size_t i = 0; i < result->note_count; i++)
		notes_add_again(r->notes, &result->notes[i]);
	for (size_t i = 0; i < result->time_count; i++) {
		const char *id = result->times[i].person;
		struct person *person = id[0] ? people_find(people, id, r->arena) : t->person;

		if (person)
			calendar_add(&person->calendar, &result->times[i].calendar, r->arena);
	}
	add_holidays(r->company, t, room);
}

bool feeds_read(struct feed_reading *r, struct fault *fault)
{
	struct company *company = r->company;
	struct task *tasks = ARENA_ARRAY(r->arena, struct task, r->count + 1);
	struct people_index people =
		people_index_make(company->people, company->person_count, r->arena);
	size_t room = 0;

	company->feeds = ARENA_ARRAY(r->arena, struct feed, r->count + 1);
	for (size_t i = 0; i < r->count; i++) {
		struct task *t = &tasks[company->feed_count];

		if (!input_is_feed(r->inputs[i].name) ||
		    !feed_entry_of(r->inputs[i].name, company, r->arena, &t->entry))
			continue;
		t->reading = r;
		t->input = &r->inputs[i];
		t->feed = &company->feeds[company->feed_count++];
		open_task(r, &people, t);
	}
	if (!read_all(r, tasks, company->feed_count, fault))
		return false;
	for (size_t i = 0; i < company->feed_count; i++)
		if (tasks[i].wanted)
			apply(r, &people, &tasks[i], &room);
	return true;
}
