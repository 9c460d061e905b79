#include "cli/plan_options.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/number.h"
#include "reports/shortage.h"
#include "service/compute.h"
#include "service/engine.h"
#include "service/plan_keep.h"
#include "service/session.h"

bool option_integer(const char *option, const char *text, int64_t low, int64_t high, int64_t *value,
		    struct fault *fault)
{
	char *end;
	long long number = strtoll(text, &end, 10);

	/* strtoll would take blanks and a sign, too. */
	if (text[0] < '0' || text[0] > '9' || *end || number < low || number > high)
		return fault_set(fault, FAULT_USAGE, "%s '%s' is not a number from %lld to %lld",
				 option, text, (long long)low, (long long)high);
	*value = number;
	return true;
}

static bool read_weeks(const char *option, const char *text, size_t *weeks, struct fault *fault)
{
	int64_t value = 0;

	if (!option_integer(option, text, 1, PLAN_WEEKS_MAX, &value, fault))
		return false;
	*weeks = (size_t)value;
	return true;
}

static bool read_from(const char *text, struct day *monday, struct fault *fault)
{
	struct fault unused = FAULT_INIT;
	struct day day;

	if (week_parse(span_of(text), monday, &unused))
		return true;
	if (!day_parse(span_of(text), &day, &unused))
		return fault_set(fault, FAULT_USAGE,
				 "--from '%s' is neither a day nor a week (write 2026-11-30 or "
				 "2026-W49)",
				 text);
	*monday = day_week_start(day);
	return true;
}

bool threads_read(const struct options *options, int *threads, struct fault *fault)
{
	int64_t value = 0;

	if (options->threads &&
	    !option_integer("--threads", options->threads, 1, SESSION_THREADS_MAX, &value, fault))
		return false;
	*threads = (int)value;
	return true;
}

static bool read_objective(const char *text, enum objective *objective, struct fault *fault)
{
	for (int i = 0; i < OBJECTIVE_COUNT; i++)
		if (strcmp(text, objective_name((enum objective)i)) == 0) {
			*objective = (enum objective)i;
			return true;
		}
	return fault_set(fault, FAULT_USAGE,
			 "--objective '%s' is not known (write priority or cost)", text);
}

bool samples_read(const struct run *run, int32_t *draws, int64_t *seed, struct fault *fault)
{
	int64_t count = *draws;

	if (run->options->draws &&
	    !option_integer("--draws", run->options->draws, 1, DRAWS_MAX, &count, fault))
		return false;
	*draws = (int32_t)count;
	return !run->options->seed ||
	       option_integer("--seed", run->options->seed, 0, INT32_MAX, seed, fault);
}

static bool read_goal(const struct run *run, struct source_goal *goal, struct fault *fault)
{
	const char *text = run->options->source_to;

	*goal = (struct source_goal){ GOAL_AS_SET, GOAL_AS_SET, GOAL_AS_SET };
	if (text && !source_goal_parse(text, &goal->percent))
		return fault_set(fault, FAULT_USAGE,
				 "--source-to '%s' is not known (write view, or a percentile such "
				 "as P80)",
				 text);
	if ((run->options->draws || run->options->seed) && goal->percent <= 0)
		return fault_set(fault, FAULT_USAGE,
				 "--draws and --seed need --source-to with a percentile: nothing "
				 "else is simulated");
	return samples_read(run, &goal->draws, &goal->seed, fault);
}

/* Where CBC is not built in, auto is the search, and stored as that. */
static bool read_engine(const char *text, enum engine *engine, struct fault *fault)
{
	if (!engine_parse(text, engine))
		return fault_set(fault, FAULT_USAGE,
				 "--engine '%s' is not known (write search, cbc or auto)", text);
	*engine = engine_settled(*engine);
	return engine_there(*engine, "--engine cbc asks for", fault);
}

static bool read_first_week(const struct run *run, struct day *monday, struct fault *fault)
{
	char last[DAY_TEXT_SIZE];

	*monday = day_week_start(run->session->today);
	if (run->options->from && !read_from(run->options->from, monday, fault))
		return false;
	if (monday->since_1970 <= PLAN_DAY_LAST)
		return true;
	day_format((struct day){ PLAN_DAY_LAST }, last);
	return fault_set(fault, FAULT_USAGE, "cannot plan for a day after %s", last);
}

bool plan_options_read(const struct run *run, struct plan_options *options, struct fault *fault)
{
	*options = plan_request_default(run->session).options;
	return read_first_week(run, &options->first_week, fault) &&
	       (!run->options->objective ||
		read_objective(run->options->objective, &options->objective, fault)) &&
	       read_goal(run, &options->goal, fault) &&
	       (!run->options->engine ||
		read_engine(run->options->engine, &options->engine, fault)) &&
	       (!run->options->weeks ||
		read_weeks("--weeks", run->options->weeks, &options->week_count, fault));
}

bool gap_gate_read(const struct run *run, struct gap_gate *gate, struct fault *fault)
{
	const char *over = run->options->fail_on_gap;
	struct gap_gate made = { .wanted = over != NULL, .within = SIZE_MAX };

	if (run->options->within && !over)
		return fault_set(fault, FAULT_USAGE,
				 "--within needs --fail-on-gap: it says in which weeks a gap "
				 "counts");
	if (over && over[0] &&
	    (!number_parse(span_of(over), '.', &made.over_micro_fte, fault) ||
	     made.over_micro_fte < 0)) {
		return fault_set(fault, FAULT_USAGE,
				 "--fail-on-gap '%s' is not a number of FTE (write it like "
				 "--fail-on-gap=0.5)",
				 over);
	}
	if (run->options->within &&
	    !read_weeks("--within", run->options->within, &made.within, fault))
		return false;
	*gate = made;
	return true;
}

void gap_gate_judge(const struct gap_gate *gate, const struct plan *plan, enum view view,
		    struct run *run)
{
	int64_t full = plan->company->settings.full_week_minutes, worst = 0;
	size_t weeks = plan->options.week_count, worst_week = 0, worst_role = 0;
	char fte[NUMBER_TEXT_SIZE], week[WEEK_TEXT_SIZE];

	if (!gate->wanted)
		return;
	for (size_t r = 0; r < plan->requirement_count;) {
		struct requirement_range role = range_of_role(plan, r);

		for (size_t w = 0; w < weeks && w < gate->within; w++) {
			int64_t gap = range_gap(plan, view, role, w);

			if (gap > worst) {
				worst = gap;
				worst_week = w;
				worst_role = r;
			}
		}
		r = role.end;
	}
	/* Compared in micro minutes, so that nothing is rounded. */
	if (worst == 0 || (__int128)worst * MICRO <= (__int128)gate->over_micro_fte * full)
		return;
	number_format(fte, worst, full, 2, '.');
	week_format(plan_week(plan, worst_week), week);
	run->status = EXIT_GAP;
	run->headline = arena_format(run->arena, "--fail-on-gap: %s is %s FTE short in %s",
				     plan->requirements[worst_role].role, fte, week);
	run->reason = run->headline;
}
