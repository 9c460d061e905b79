#include "cli/compute.h"

#include <stdlib.h>
#include <string.h>

#include "import/import.h"
#include "planner/names.h"
#include "planner/planner.h"
#include "planner/prove.h"
#include "planner/verify.h"
#include "store/text.h"

struct work {
	const struct plan_input *inputs;
	size_t count;
	struct day first, last; /* of the calendars' window */
	struct arena *arena;
	struct computed *computed;
	struct notes *notes;
};

static bool within_folder(const char *name, const char *folder)
{
	return strncmp(name, folder, strlen(folder)) == 0;
}

static bool is_feed(const struct plan_input *input)
{
	return within_folder(input->name, "calendars/") || within_folder(input->name, "holidays/");
}

/** "ana" of "calendars/ana.ics". */
static const char *stem(const char *name, struct arena *arena)
{
	const char *start = strrchr(name, '/') + 1;

	return arena_copy(arena, (struct span){ start, strlen(start) - strlen(".ics") });
}

static bool is_calendar(const struct plan_input *input, struct day day, struct arena *arena,
			struct fault *fault)
{
	struct calendar_request request = {
		.source = { input->name, input->bytes },
		.time_zone = "UTC",
		.first = day,
		.last = day,
	};
	struct notes unused = NOTES_INIT(arena);
	struct calendar_counts counts;
	struct calendar calendar;
	struct holiday *holidays;
	size_t count;

	request.kind = within_folder(input->name, "holidays/") ? FEED_HOLIDAYS : FEED_PERSONAL;
	return request.kind == FEED_HOLIDAYS
		       ? import_holidays(&request, "", arena, &holidays, &count, &counts, &unused,
					 fault)
		       : import_calendar(&request, arena, &calendar, &counts, &unused, fault);
}

static bool settle(struct store *store, struct day today, struct arena *arena,
		   struct plan_input *input, struct fault *fault)
{
	struct arena scratch = ARENA_INIT;
	struct fault trouble = FAULT_INIT;
	bool good = is_calendar(input, today, &scratch, &trouble), found;
	size_t named;

	arena_release(&scratch);
	if (good)
		return store_feed_keep(store, input->name, input->bytes, today, fault);
	input->bytes = SPAN("");
	/* The note about it names the file once. */
	named = strlen(input->name);
	if (strncmp(trouble.message, input->name, named) != 0 || trouble.message[named] != ':')
		named = 0;
	input->trouble =
		arena_copy(arena, span_trim(span_of(trouble.message + named + (named > 0))));
	return store_feed_last(store, input->name, arena, &found, &input->bytes, &input->read_on,
			       fault);
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct plan_input *)a)->name, ((const struct plan_input *)b)->name);
}

bool inputs_settle(struct store *store, struct day today, struct arena *arena,
		   struct plan_input **inputs, size_t *count, struct fault *fault)
{
	struct plan_input *list = *inputs, *known;
	size_t n = *count, room = *count, before = *count, name_count;
	const char **names;
	bool found;

	for (size_t i = 0; i < n; i++)
		if (is_feed(&list[i]) && !settle(store, today, arena, &list[i], fault))
			return false;
	if (!store_feed_names(store, arena, &names, &name_count, fault))
		return false;
	for (size_t i = 0; i < name_count; i++) {
		struct plan_input gone = { .name = names[i] };

		known = bsearch(&gone, list, before, sizeof(*list), by_name);
		if (known)
			continue;
		gone.trouble = "the file is gone (put it back; to give it up, put a calendar "
			       "without events in its place)";
		if (!store_feed_last(store, gone.name, arena, &found, &gone.bytes, &gone.read_on,
				     fault))
			return false;
		/* The sorted part is searched further, so new ones go to a list's end. */
		list = ARENA_PUSH(arena, list, n, room);
		list[n++] = gone;
	}
	qsort(list, n, sizeof(*list), by_name);
	*inputs = list;
	*count = n;
	return true;
}

static const struct plan_input *find_input(const struct work *work, const char *name)
{
	for (size_t i = 0; i < work->count; i++)
		if (strcmp(work->inputs[i].name, name) == 0)
			return &work->inputs[i];
	return NULL;
}

typedef bool table_reader(struct source source, struct arena *arena, struct company *company,
			  struct notes *notes, struct fault *fault);

/* A file that is of no use is a note at its place, so that the other files are still read. */
static void note_unusable(const struct work *work, const char *name, const struct fault *trouble)
{
	const char *text = trouble->message;
	struct place place = { name, 0, 0 };
	size_t named = strlen(name);
	char *end;

	if (strncmp(text, name, named) == 0 && text[named] == ':') {
		text += named + 1;
		place.line = (int32_t)strtol(text, &end, 10);
		if (end != text && *end == ':')
			text = end + 1;
		else
			place.line = 0;
	}
	notes_add(work->notes, NOTE_ERROR, "file-unusable", place, "%s",
		  arena_copy(work->arena, span_trim(span_of(text))));
}

static bool read_settings(struct source source, struct arena *arena, struct company *company,
			  struct notes *notes, struct fault *fault)
{
	return import_settings(source, arena, &company->settings, notes, fault);
}

/* In an order in which each finds what it needs; all are read, also when one is of no use. */
static bool read_tables(const struct work *work, struct fault *fault)
{
	static const struct {
		const char *name;
		table_reader *read;
	} tables[] = {
		{ "staffgap.conf", read_settings }, { "people.csv", import_people },
		{ "demand.csv", import_demand },    { "bookings.csv", import_bookings },
		{ "rates.csv", import_rates },      { "engagements.csv", import_engagements }
	};
	struct company *company = &work->computed->company;
	const char *unusable = NULL;

	company->settings = settings_default();
	for (size_t i = 0; i < ARRAY_LEN(tables); i++) {
		const struct plan_input *input = find_input(work, tables[i].name);
		struct fault trouble = FAULT_INIT;

		if (!input || tables[i].read((struct source){ input->name, input->bytes },
					     work->arena, company, work->notes, &trouble))
			continue;
		if (trouble.kind != FAULT_INPUT) {
			*fault = trouble;
			return false;
		}
		note_unusable(work, input->name, &trouble);
		unusable = input->name;
	}
	return !unusable ||
	       fault_set(fault, FAULT_INPUT, "no plan without %s (see above)", unusable);
}

/** The person whose id is the file's name; NULL with a warning. */
static struct person *person_of(const struct work *work, const struct plan_input *input)
{
	struct company *company = &work->computed->company;
	const char *who = stem(input->name, work->arena);
	const char *key = text_key(span_of(who), work->arena), *near;
	const char **ids = ARENA_ARRAY(work->arena, const char *, company->person_count + 1);

	for (size_t i = 0; i < company->person_count; i++) {
		ids[i] = company->people[i].id;
		if (strcmp(text_key(span_of(ids[i]), work->arena), key) == 0)
			return &company->people[i];
	}
	near = text_nearest(who, ids, company->person_count, work->arena);
	notes_add(work->notes, NOTE_WARNING, "calendar-of-nobody",
		  (struct place){ input->name, 0, 0 },
		  "not used: people.csv has no person '%s'%s%s%s", who,
		  near ? " (did you mean '" : "", near ? near : "", near ? "'?)" : "");
	return NULL;
}

static bool add_holidays(const struct work *work, const struct calendar_request *request,
			 const char *location, struct calendar_counts *counts, struct fault *fault)
{
	struct company *company = &work->computed->company;
	struct holiday *more, *all;
	size_t count;

	if (!import_holidays(request, location, work->arena, &more, &count, counts, work->notes,
			     fault))
		return false;
	all = ARENA_ARRAY(work->arena, struct holiday, company->holiday_count + count + 1);
	if (company->holiday_count)
		memcpy(all, company->holidays, company->holiday_count * sizeof(*all));
	if (count)
		memcpy(all + company->holiday_count, more, count * sizeof(*all));
	company->holidays = all;
	company->holiday_count += count;
	return true;
}

static void add_trouble(const struct work *work, const struct plan_input *input, struct feed *feed)
{
	char day[DAY_TEXT_SIZE];

	if (!input->trouble[0])
		return;
	day_format(input->read_on, day);
	feed->state = input->bytes.len ? FEED_STALE : FEED_MISSING;
	work->computed->stale_count++;
	if (feed->state == FEED_STALE)
		notes_add(work->notes, NOTE_WARNING, "feed-stale",
			  (struct place){ input->name, 0, 0 }, "the copy of %s is used: %s", day,
			  input->trouble);
	else
		notes_add(work->notes, NOTE_WARNING, "feed-missing",
			  (struct place){ input->name, 0, 0 },
			  "nothing is known of this calendar: %s", input->trouble);
}

static bool read_feed(const struct work *work, const struct plan_input *input, struct feed *feed,
		      struct fault *fault)
{
	struct company *company = &work->computed->company;
	struct calendar_counts counts = { 0 };
	struct calendar_request request = {
		.source = { input->name, input->bytes },
		.kind = feed->kind,
		.time_zone = company->settings.time_zone,
		.first = work->first,
		.last = work->last,
		.meetings = company->settings.meetings,
	};
	struct person *person = NULL;

	if (feed->kind == FEED_PERSONAL && !(person = person_of(work, input)))
		return true;
	add_trouble(work, input, feed);
	if (feed->state == FEED_MISSING)
		return true;
	if (person && person->calendar.known) {
		notes_add(work->notes, NOTE_ERROR, "calendar-twice",
			  (struct place){ input->name, 0, 0 },
			  "not used: '%s' has another calendar already", person->id);
		return true;
	}
	if (person)
		request.time_zone = person->time_zone;
	if (person ? !import_calendar(&request, work->arena, &person->calendar, &counts,
				      work->notes, fault)
		   : !add_holidays(work, &request, feed->who, &counts, fault))
		return false;
	feed->event_count = counts.event_count;
	feed->busy_count = counts.busy_count;
	feed->skipped_count = counts.skipped_count;
	return true;
}

static bool read_feeds(const struct work *work, struct fault *fault)
{
	struct company *company = &work->computed->company;

	company->feeds = ARENA_ARRAY(work->arena, struct feed, work->count + 1);
	for (size_t i = 0; i < work->count; i++) {
		const struct plan_input *input = &work->inputs[i];
		struct feed *feed = &company->feeds[company->feed_count];

		if (!is_feed(input))
			continue;
		company->feed_count++;
		*feed = (struct feed){
			.name = input->name,
			.kind = within_folder(input->name, "holidays/") ? FEED_HOLIDAYS
									: FEED_PERSONAL,
			.who = stem(input->name, work->arena),
			.source = input->name,
			.state = FEED_READ,
			.read_on = input->read_on,
			.trouble = input->trouble,
		};
		if (!read_feed(work, input, feed, fault))
			return false;
	}
	return true;
}

/** The plan's numbers as little-endian bytes, so that the digest is the same on every machine. */
struct number_bytes {
	unsigned char *bytes;
	size_t count;
};

static void put(struct number_bytes *out, const int32_t *numbers, size_t count)
{
	for (size_t i = 0; i < count; i++)
		for (int shift = 0; shift < 32; shift += 8)
			out->bytes[out->count++] = (unsigned char)((uint32_t)numbers[i] >> shift);
}

static struct digest plan_digest(const struct plan *plan)
{
	static_assert(sizeof(struct cover) == 2 * sizeof(int32_t), "no padding");
	static_assert(sizeof(struct capacity) % sizeof(int32_t) == 0, "only int32_t");
	size_t weeks = plan->options.week_count;
	size_t covers = VIEW_COUNT * plan->requirement_count * weeks * 2;
	size_t demands = VIEW_COUNT * plan->company->demand_count * weeks * 2;
	size_t people =
		plan->company->person_count * weeks * (sizeof(struct capacity) / sizeof(int32_t));
	struct arena scratch = ARENA_INIT;
	struct number_bytes out = {
		ARENA_ARRAY(&scratch, unsigned char, 4 * (covers + demands + people) + 1), 0
	};
	struct digest digest;

	put(&out, (const int32_t *)plan->requirement_cover, covers);
	put(&out, (const int32_t *)plan->demand_cover, demands);
	put(&out, (const int32_t *)plan->people, people);
	digest = digest_of((struct span){ (const char *)out.bytes, out.count });
	arena_release(&scratch);
	return digest;
}

/** Who has no calendar counts as fully available; that is said. */
static void name_unknown(const struct work *work)
{
	const struct company *company = &work->computed->company;

	for (size_t i = 0; i < company->person_count; i++)
		if (!company->people[i].calendar.known)
			notes_add(work->notes, NOTE_INFO, "person-without-calendar",
				  company->people[i].place,
				  "'%s' has no calendar and is taken as fully available",
				  company->people[i].id);
}

bool compute_plan(const struct plan_input *inputs, size_t count, struct plan_options options,
		  struct arena *arena, struct computed *computed, struct notes *notes,
		  struct fault *fault)
{
	struct work work = { .inputs = inputs,
			     .count = count,
			     .arena = arena,
			     .computed = computed,
			     .notes = notes };
	int year, month, mday;

	*computed = (struct computed){ .view = VIEW_WEIGHTED };
	/* Whole years: the longest plan from any week of the year fits, and the window seldom
	 * moves. */
	day_date(options.first_week, &year, &month, &mday);
	work.first = day_of(year, 1, 1);
	work.last = day_of(year + 2, 12, 31);
	if (!read_tables(&work, fault) || !read_feeds(&work, fault))
		return false;
	company_link(&computed->company, arena, notes);
	company_zones(&computed->company, work.first, work.last, arena);
	name_unknown(&work);
	if (options.week_count == 0)
		options.week_count = (size_t)computed->company.settings.plan_weeks;
	if (!plan_make(&computed->company, &options, arena, &computed->plan, notes, fault))
		return false;
	computed->outcome = plan_digest(&computed->plan);
	return true;
}

static bool compute_proof(struct plan *plan, enum view view, struct arena *arena,
			  struct fault *fault)
{
	struct proof *proof = ARENA_ARRAY(arena, struct proof, 1);

	prove_plan(plan, view, arena, proof);
	plan->proof = proof;
	return verify_proof(plan, proof, fault);
}

static bool compute_roster(struct plan *plan, enum view view, struct arena *arena,
			   struct fault *fault)
{
	struct roster *roster = ARENA_ARRAY(arena, struct roster, 1);
	struct bench *bench = ARENA_ARRAY(arena, struct bench, 1);

	if (!names_assign(plan, view, NAMES_CHUNK_MIN, arena, roster, fault) ||
	    !verify_roster(plan, roster, fault))
		return false;
	names_bench(plan, roster, NAMES_CHUNK_MIN, arena, bench);
	plan->roster = roster;
	plan->bench = bench;
	return true;
}

bool compute_parts(struct computed *computed, unsigned parts, struct arena *arena,
		   struct fault *fault)
{
	struct plan *plan = &computed->plan;

	return (!(parts & PLAN_PROOF) || plan->proof ||
		compute_proof(plan, computed->view, arena, fault)) &&
	       (!(parts & PLAN_ROSTER) || plan->roster ||
		compute_roster(plan, computed->view, arena, fault));
}

void computed_redact(struct computed *computed)
{
	company_redact(&computed->company);
	computed->plan.notes = NULL;
}
