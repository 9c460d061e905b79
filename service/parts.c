#include "service/parts.h"

#include "model/sourcing.h"
#include "planner/allocation/prove.h"
#include "planner/roster/roster_assign.h"
#include "planner/roster/roster_bench.h"
#include "planner/simulation/sample_cache.h"
#include "planner/sourcing/source.h"
#include "planner/verify/verify.h"
#include "planner/verify/verify_proof.h"
#include "planner/verify/verify_roster.h"
#include "planner/verify/verify_samples.h"
#include "planner/verify/verify_sourcing.h"
#include "service/engine.h"

/* Of each week's draws, to check the use of own people in them. */
enum { SAMPLES_SOLVED_AGAIN = 1 };

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

	if (!(alone ? roster_assign(plan, view, ROSTER_MIN_CHUNK_MINUTES, arena, roster, fault)
		    : roster_assign_beside(plan, plan->sourcing, ROSTER_MIN_CHUNK_MINUTES, arena,
					   roster, fault)) ||
	    !verify_roster(plan, roster, fault))
		return false;
	roster_bench(plan, roster, ROSTER_MIN_CHUNK_MINUTES, arena, bench);
	plan->roster = roster;
	plan->bench = bench;
	return true;
}

void parts_tell_weeks(void *shared, size_t done, size_t all)
{
	const struct teller *const *teller = shared;

	teller_progress(*teller, "drawing the pipeline: week", done, all);
}

/* Who looks at the draws of a plan that is sourced to a percentile. */
struct watching {
	struct sample_check *check;
	struct sample_cache *kept; /* may be NULL */
};

static void watch(void *shared, const struct sample_week *week, const struct demand_coverage *need)
{
	const struct watching *watching = shared;

	verify_samples_week(watching->check, week, need);
	if (watching->kept)
		sample_cache_add(watching->kept, week);
}

static bool compute_sourcing(struct computed *computed, bool explain, struct arena *arena,
			     struct fault *fault)
{
	struct plan *plan = &computed->plan;
	struct source_effort effort = { .explain = explain,
					.unbounded = computed->unbounded,
					.cache = solution_cache_use(computed->answers) };
	struct sourcing *sourcing = ARENA_ARRAY(arena, struct sourcing, 1);
	struct arena scratch = ARENA_INIT;
	struct watching watching = { NULL, computed->kept };
	bool ok;

	if (!engine_there(plan->options.engine,
			  plan->company->settings.engine == plan->options.engine
				  ? "the settings ask for"
				  : "the plan was made for",
			  fault))
		return false;
	if (plan_is_drawn(plan)) {
		if (!samples_possible(plan, fault))
			return false;
		watching.check = verify_samples_make(plan, SAMPLES_SOLVED_AGAIN, &scratch);
		effort.watch = watch;
		effort.shared = &watching;
		effort.progress = parts_tell_weeks;
		effort.progress_shared = &computed->teller;
	}
	source_plan(plan, computed->view, &effort, arena, sourcing);
	teller_over(computed->teller);
	plan->sourcing = sourcing;
	ok = verify_sourcing_within(plan, sourcing, VERIFY_LOOKS, &computed->unchecked, fault) &&
	     (!watching.check || verify_samples(watching.check, sourcing, fault));
	arena_release(&scratch);
	return ok;
}

void parts_note_unchecked(const struct computed *computed, struct notes *notes)
{
	if (computed->unchecked)
		notes_add(
			notes, NOTE_INFO, "reasons-unchecked", (struct place){ "", 0, 0 },
			"what dropping an engagement costs and what would come in its place was "
			"not checked a second time for %zu of %zu: the plan is too large (all else "
			"was)",
			computed->unchecked, computed->plan.sourcing->engagement_count);
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
