#include "service/compute.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "import/inputs.h"
#include "planner/allocation/prove.h"
#include "planner/planner.h"
#include "planner/roster/names.h"
#include "planner/roster/names_bench.h"
#include "planner/simulation/draw_kept.h"
#include "planner/sourcing/source.h"
#include "planner/verify/verify.h"
#include "planner/verify/verify_draws.h"
#include "planner/verify/verify_proof.h"
#include "planner/verify/verify_roster.h"
#include "planner/verify/verify_sourcing.h"
#include "service/feeds/feed_read.h"
#include "service/inputs.h"
#include "service/plan_zones.h"
#include "solver/cover/cover_milp.h"

/* Of each week's draws, to check the use of own people in them. */
enum { DRAWS_SOLVED_AGAIN = 1 };

struct work {
	const struct plan_input *inputs;
	size_t count;
	struct arena *arena;
	struct computed *computed;
	struct notes *notes;
};

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
		place.column = place.line ? (int32_t)strtol(text, &end, 10) : 0;
		if (end != text && *end == ':')
			text = end + 1;
		else
			place.column = 0;
	}
	notes_add(work->notes, NOTE_ERROR, "file-unusable", place, "%s",
		  arena_copy(work->arena, span_trim(span_of(text))));
}

/* The table, and the scenario's over it. */
static bool read_table(const struct work *work, const struct input_kind *kind, struct fault *fault)
{
	const struct plan_input *inputs[] = { input_named(work->inputs, work->count, kind->name),
					      input_over(work->inputs, work->count, kind->name) };
	input_reader *readers[] = { kind->read, kind->merge };

	for (size_t i = 0; i < ARRAY_LEN(inputs); i++) {
		struct fault trouble = FAULT_INIT;

		if (!inputs[i] ||
		    readers[i]((struct source){ inputs[i]->name, inputs[i]->bytes }, work->arena,
			       &work->computed->company, work->notes, &trouble))
			continue;
		if (trouble.kind == FAULT_INPUT)
			note_unusable(work, inputs[i]->name, &trouble);
		return fault_set(fault, trouble.kind, "%s",
				 trouble.kind == FAULT_INPUT ? inputs[i]->name : trouble.message);
	}
	return true;
}

/* All are read, also when one is of no use. */
static bool read_tables(const struct work *work, struct fault *fault)
{
	struct company *company = &work->computed->company;
	const char *unusable = NULL;

	company->settings = settings_default();
	for (size_t i = 0; i < input_kind_count; i++) {
		struct fault trouble = FAULT_INIT;

		if (read_table(work, &input_kinds[i], &trouble))
			continue;
		if (trouble.kind != FAULT_INPUT) {
			*fault = trouble;
			return false;
		}
		company->settings.unknown |= input_kinds[i].settings;
		unusable = arena_copy(work->arena, span_of(trouble.message));
	}
	return !unusable ||
	       fault_set(fault, FAULT_INPUT, "no plan without %s (see above)", unusable);
}

static bool read_feeds(const struct work *work, const struct plan_options *options,
		       struct fault *fault)
{
	struct feed_reading reading = { .inputs = work->inputs,
					.count = work->count,
					.first_week = options->first_week,
					.today = options->today,
					.threads = options->threads,
					.arena = work->arena,
					.notes = work->notes,
					.zones = &work->computed->asked,
					.company = &work->computed->company };

	if (!feeds_read(&reading, fault))
		return false;
	work->computed->stale_count = reading.stale_count;
	return true;
}

/** The plan's numbers as little-endian bytes, so that the hash is the same on every machine. */
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
	struct fast_hash hash;

	put(&out, (const int32_t *)plan->requirement_cover, covers);
	put(&out, (const int32_t *)plan->demand_cover, demands);
	put(&out, (const int32_t *)plan->people, people);
	/* It tells whether a program computes the same, not whether somebody forged it. */
	hash = fast_hash_of((struct span){ (const char *)out.bytes, out.count });
	arena_release(&scratch);
	return digest_of((struct span){ (const char *)hash.bytes, sizeof(hash.bytes) });
}

static bool has_unread(const struct company *company, const char *id, struct arena *arena)
{
	const char *key = text_key(span_of(id), arena);

	for (size_t i = 0; i < company->feed_count; i++) {
		const struct feed *feed = &company->feeds[i];

		if (feed->state == FEED_MISSING &&
		    (feed->kind == FEED_PERSONAL || feed->kind == FEED_FREEBUSY) &&
		    strcmp(text_key(span_of(feed->who), arena), key) == 0)
			return true;
	}
	return false;
}

/** Who has no calendar counts as fully available; that is said. */
static void name_unknown(const struct company *company, struct notes *notes)
{
	for (size_t i = 0; i < company->person_count; i++)
		if (!company->people[i].calendar.known)
			notes_add(notes, NOTE_INFO, "person-without-calendar",
				  company->people[i].place,
				  "'%s' has no calendar%s and is taken as fully available",
				  company->people[i].id,
				  has_unread(company, company->people[i].id, notes->arena)
					  ? " that could be read"
					  : "");
}

enum engine compute_engine(enum engine engine)
{
	return engine == ENGINE_AUTO && !cover_cbc_version() ? ENGINE_SEARCH : engine;
}

bool compute_engine_there(enum engine engine, const char *who, struct fault *fault)
{
	if ((engine != ENGINE_CBC && engine != ENGINE_AUTO) || cover_cbc_version())
		return true;
	return fault_set(fault, FAULT_USAGE,
			 "%s the engine CBC, which this staffgap was built without (install "
			 "coinor-libcbc-dev and build it again, or plan anew with --engine search)",
			 who);
}

/* What a goal leaves to the settings; draws and seed stand with a percentile only. */
static void settle_goal(const struct settings *settings, struct source_goal *goal)
{
	if (goal->percent == GOAL_AS_SET)
		goal->percent = settings->source_percent;
	if (goal->draws == GOAL_AS_SET)
		goal->draws = settings->draws;
	if (goal->seed == GOAL_AS_SET)
		goal->seed = settings->seed;
	if (goal->percent == 0)
		*goal = (struct source_goal){ 0, 0, 0 };
}

bool compute_company(const struct plan_input *inputs, size_t count, struct plan_options options,
		     struct arena *arena, struct computed *computed, struct notes *notes,
		     struct fault *fault)
{
	struct work work = { .inputs = inputs,
			     .count = count,
			     .arena = arena,
			     .computed = computed,
			     .notes = notes };

	*computed = (struct computed){ .view = VIEW_WEIGHTED,
				       .answers = answers_new(arena),
				       .asked = ZONE_MARKS_INIT(arena) };
	return read_tables(&work, fault) && read_feeds(&work, &options, fault);
}

bool compute_plan(const struct plan_input *inputs, size_t count, struct plan_options options,
		  struct arena *arena, struct computed *computed, struct notes *notes,
		  struct fault *fault)
{
	struct day first, last;

	if (!compute_company(inputs, count, options, arena, computed, notes, fault))
		return false;
	company_link(&computed->company, arena, notes);
	feed_window(options.first_week, &first, &last);
	if (!company_zones(&computed->company, first, last, arena, &computed->asked, fault))
		return false;
	computed->zones = plan_zones_text(&computed->asked, arena);
	plan_zones_compare(inputs, count, computed->zones, notes);
	name_unknown(&computed->company, notes);
	if (options.week_count == 0)
		options.week_count = (size_t)computed->company.settings.plan_weeks;
	settle_goal(&computed->company.settings, &options.goal);
	if (options.engine == ENGINE_AS_SET)
		options.engine = compute_engine(computed->company.settings.engine);
	if (!plan_make(&computed->company, &options, arena, &computed->plan, notes, fault))
		return false;
	computed->outcome = plan_digest(&computed->plan);
	return true;
}

static bool compute_proof(struct plan *plan, enum view view, struct arena *arena,
			  struct fault *fault)
{
	struct proof *proof = ARENA_ARRAY(arena, struct proof, 1);

	prove_plan(plan, view, true, arena, proof);
	plan->proof = proof;
	return verify_proof(plan, proof, fault);
}

bool compute_check(const struct computed *computed, struct fault *fault)
{
	bool ok = verify_plan(&computed->plan, fault);

	for (enum view v = 0; ok && v < VIEW_COUNT; v++) {
		struct arena scratch = ARENA_INIT;
		struct proof proof;

		prove_plan(&computed->plan, v, false, &scratch, &proof);
		ok = verify_proof(&computed->plan, &proof, fault);
		arena_release(&scratch);
	}
	return ok;
}

static bool compute_roster(struct plan *plan, enum view view, bool alone, struct arena *arena,
			   struct fault *fault)
{
	struct roster *roster = ARENA_ARRAY(arena, struct roster, 1);
	struct bench *bench = ARENA_ARRAY(arena, struct bench, 1);

	if (!(alone ? names_assign(plan, view, NAMES_CHUNK_MIN, arena, roster, fault)
		    : names_assign_beside(plan, plan->sourcing, NAMES_CHUNK_MIN, arena, roster,
					  fault)) ||
	    !verify_roster(plan, roster, fault))
		return false;
	names_bench(plan, roster, NAMES_CHUNK_MIN, arena, bench);
	plan->roster = roster;
	plan->bench = bench;
	return true;
}

static void tell_weeks(void *shared, size_t done, size_t all)
{
	const struct teller *teller = shared;

	if (teller->progress)
		teller->progress(teller->shared, "drawing the pipeline: week", done, all);
}

/* Who looks at the draws of a plan that is sourced to a percentile. */
struct watching {
	struct draw_check *check;
	struct draw_kept *kept; /* may be NULL */
};

static void watch(void *shared, const struct draw_week *week, const struct cover *need)
{
	const struct watching *watching = shared;

	verify_draws_week(watching->check, week, need);
	if (watching->kept)
		draw_kept_add(watching->kept, week);
}

static bool compute_sourcing(struct computed *computed, bool explain, struct arena *arena,
			     struct fault *fault)
{
	struct plan *plan = &computed->plan;
	struct teller teller = computed->teller ? *computed->teller : (struct teller){ 0 };
	struct source_effort effort = { .explain = explain,
					.unbounded = computed->unbounded,
					.known = answers_known(computed->answers) };
	struct sourcing *sourcing = ARENA_ARRAY(arena, struct sourcing, 1);
	struct arena scratch = ARENA_INIT;
	struct watching watching = { NULL, computed->kept };
	bool ok;

	if (!compute_engine_there(plan->options.engine,
				  plan->company->settings.engine == plan->options.engine
					  ? "the settings ask for"
					  : "the plan was made for",
				  fault))
		return false;
	if (plan_is_drawn(plan)) {
		if (!draws_possible(plan, fault))
			return false;
		watching.check = verify_draws_new(plan, DRAWS_SOLVED_AGAIN, &scratch);
		effort.watch = watch;
		effort.shared = &watching;
		effort.progress = tell_weeks;
		effort.progress_shared = &teller;
	}
	source_plan(plan, computed->view, &effort, arena, sourcing);
	if (teller.over)
		teller.over(teller.shared);
	plan->sourcing = sourcing;
	ok = verify_sourcing(plan, sourcing, fault) &&
	     (!watching.check || verify_draws(watching.check, sourcing, fault));
	arena_release(&scratch);
	return ok;
}

bool compute_parts(struct computed *computed, unsigned parts, struct arena *arena,
		   struct fault *fault)
{
	struct plan *plan = &computed->plan;
	bool named = parts & (PLAN_ROSTER | PLAN_ALONE);
	/* Sourced to a percentile our people have no single use: names are those of the view. */
	bool alone = parts & PLAN_ALONE || !plan->company->option_count || plan_is_drawn(plan);
	bool explain = parts & PLAN_REASONS;
	bool source = explain || parts & PLAN_SOURCING || (named && !alone);

	if (plan->sourcing && (!explain || plan->sourcing->explained))
		source = false;
	return (!(parts & PLAN_PROOF) || plan->proof ||
		compute_proof(plan, computed->view, arena, fault)) &&
	       (!source || compute_sourcing(computed, explain, arena, fault)) &&
	       (!named || plan->roster ||
		compute_roster(plan, computed->view, alone, arena, fault));
}
