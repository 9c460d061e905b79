/*
 * The need of sourcing to a percentile, checked by code that shares nothing with what drew it.
 *
 * Three things are told again. What each line asks for in each draw: the random numbers are a
 * hash of seed, draw, die and item (splitmix64), so that any of them can be worked out by
 * itself, from the row of the line alone. The percentile: at least that share of the draws miss
 * no more than the need and fewer miss less, and the need is that of a draw. The use of our
 * people: in some outcomes of each week a maximum flow finds that they can do what they are said
 * to do, and a search from the open lines that nobody with time left could do more (max-flow
 * min-cut).
 *
 * Cost: lines times draws for each week, and a flow for each outcome that is looked at,
 * `solved_outcomes` of them, others in each week. docs/sourcing.md, "Sourcing to a percentile".
 */
#include "planner/verify/verify_samples.h"

#include <string.h>

#include "planner/verify/verify_facts.h"
#include "planner/verify/verify_flow.h"
#include "planner/verify/verify_money.h"

#define CERTAIN SIZE_MAX

struct sample_check {
	const struct plan *plan;
	size_t solved_outcomes, lines, weeks;
	size_t *project; /* per line: number of its project, in order of lines; CERTAIN */
	struct own_sources sources;
	struct demand_coverage *seen; /* [line][week]: the need as it was checked */
	/* Per week: what is wrong and of whom; NULL when nothing is. */
	const char **what, **whom;
};

/* --- who may do what ------------------------------------------------------------- */

static void may_of_person(const struct sample_check *c, size_t person, bool *row)
{
	for (size_t d = 0; d < c->lines; d++)
		row[d] = facts_may_do(c->plan, &c->plan->company->people[person],
				      &c->plan->requirements[c->plan->demand_requirement[d]]);
}

/* People who may do the same are one source, each hard booking is one of its own. */
static void find_sources(struct sample_check *c, struct arena *arena)
{
	const struct company *company = c->plan->company;
	struct own_sources *s = &c->sources;
	size_t most = company->person_count + company->booking_count;

	s->group = ARENA_ARRAY(arena, size_t, company->person_count + 1);
	s->may = ARENA_ARRAY(arena, bool, most * c->lines + 1);
	for (size_t p = 0; p < company->person_count; p++) {
		bool *row = &s->may[s->group_count * c->lines];
		size_t g = 0;

		may_of_person(c, p, row);
		while (g < s->group_count && memcmp(&s->may[g * c->lines], row, c->lines) != 0)
			g++;
		s->group[p] = g;
		s->group_count += g == s->group_count;
	}
	s->count = s->group_count;
	for (size_t b = 0; b < company->booking_count; b++) {
		bool *row = &s->may[s->count++ * c->lines];

		for (size_t d = 0; d < c->lines; d++)
			row[d] = facts_is_booked_for(c->plan, &company->bookings[b], d);
	}
}

/* Dice are thrown for projects, in the order of their first line that is not certain. */
static void find_projects(struct sample_check *c)
{
	const struct demand *demands = c->plan->company->demands;
	size_t known = 0;

	for (size_t d = 0; d < c->lines; d++) {
		const struct demand *demand = &demands[d];
		size_t first = 0;

		c->project[d] = CERTAIN;
		if (demand->status != DEMAND_TENTATIVE && demand->delay_max_weeks == 0 &&
		    demand->size_less_percent == 0 && demand->size_more_percent == 0)
			continue;
		while (first < d && (c->project[first] == CERTAIN ||
				     strcmp(demands[first].project, demand->project) != 0))
			first++;
		c->project[d] = first < d ? c->project[first] : known++;
	}
}

struct sample_check *verify_samples_make(const struct plan *plan, size_t solved_outcomes,
					 struct arena *arena)
{
	struct sample_check *c = ARENA_ARRAY(arena, struct sample_check, 1);
	size_t lines = plan->company->demand_count, weeks = plan->options.week_count;

	*c = (struct sample_check){ .plan = plan,
				    .solved_outcomes = solved_outcomes,
				    .lines = lines,
				    .weeks = weeks,
				    .project = ARENA_ARRAY(arena, size_t, lines + 1),
				    .seen = ARENA_ARRAY(arena, struct demand_coverage,
							lines * weeks + 1),
				    .what = ARENA_ARRAY(arena, const char *, weeks + 1),
				    .whom = ARENA_ARRAY(arena, const char *, weeks + 1) };
	find_projects(c);
	find_sources(c, arena);
	return c;
}

/* Keep what is wrong until verify_samples asks; weeks are watched by several threads, each has
 * its place. */
static bool wrong(const struct sample_check *c, size_t week, const char *what, const char *whom)
{
	c->what[week] = what;
	c->whom[week] = whom;
	return false;
}

/* --- what is asked for -------------------------------------------------------------- */

/* splitmix64 (Steele, Lea and Flood 2014). */
static uint64_t scrambled(uint64_t x)
{
	x += 11400714819323198485u;
	x ^= x >> 30;
	x *= 13787848793156543929u;
	x ^= x >> 27;
	x *= 10723151780598845931u;
	return x ^ (x >> 31);
}

enum die { DIE_COMES, DIE_LATE, DIE_LARGE };

static int64_t thrown(const struct sample_check *c, size_t sample, enum die die, size_t item,
		      int64_t sides)
{
	uint64_t x = scrambled((uint64_t)c->plan->options.goal.seed);

	x = scrambled(x ^ sample);
	x = scrambled(x ^ (uint64_t)die);
	x = scrambled(x ^ item) >> 32;
	return (int64_t)(((wide_int)x * sides) / 4294967296);
}

/* The minutes of a line by how many weeks it is late, in the week at hand. */
static int64_t *late_minutes(const struct sample_check *c, size_t line, size_t week,
			     struct arena *arena)
{
	const struct demand *demand = &c->plan->company->demands[line];
	int64_t *minutes = ARENA_ARRAY(arena, int64_t, (size_t)demand->delay_max_weeks + 1);

	for (int32_t late = 0; late <= demand->delay_max_weeks; late++)
		minutes[late] = facts_line_minutes(c->plan, demand,
						   c->plan->options.first_week.since_1970 +
							   7 * ((int64_t)week - late));
	return minutes;
}

static int64_t minutes_in(const struct sample_check *c, size_t sample, size_t line,
			  const int64_t *delayed_minutes)
{
	const struct demand *demand = &c->plan->company->demands[line];
	int64_t late, minutes, percent, from = 100 - demand->size_less_percent;

	if (demand->status == DEMAND_TENTATIVE &&
	    thrown(c, sample, DIE_COMES, c->project[line], 100) >= demand->probability_percent)
		return 0;
	/* In 2^20ths, so that every number of weeks is as likely to less than a millionth. */
	late = thrown(c, sample, DIE_LATE, c->project[line], 1048576) *
	       (demand->delay_max_weeks + 1) / 1048576;
	minutes = delayed_minutes[late];
	percent = from + thrown(c, sample, DIE_LARGE, line,
				demand->size_less_percent + demand->size_more_percent + 1);
	return verify_share((wide_int)minutes * percent, 100);
}

/* What every line asks for in every draw of the week. */
static bool check_asked(const struct sample_check *c, const struct sample_week *week)
{
	size_t entry = 0;

	for (size_t d = 0; d < c->lines; d++) {
		const int64_t *delayed_minutes;

		if (c->project[d] == CERTAIN)
			continue;
		delayed_minutes = late_minutes(c, d, week->week, week->arena);
		for (size_t sample = 0; sample < (size_t)c->plan->options.goal.draws; sample++)
			if (week->asked[week->outcome[sample]][entry] !=
			    minutes_in(c, sample, d, delayed_minutes))
				return wrong(c, week->week, "what is asked for in a draw",
					     c->plan->company->demands[d].id);
		entry++;
	}
	return true;
}

/* --- the percentile ------------------------------------------------------------------- */

struct counting {
	int64_t *asked;   /* [outcome][line] */
	int64_t *times;   /* [outcome]: draws that have it */
	int64_t *missing; /* [requirement][outcome] */
};

/* What each line asks for in each outcome. */
static void read_asked(const struct sample_check *c, const struct sample_week *week, int64_t *asked)
{
	size_t entry = 0;

	for (size_t d = 0; d < c->lines; d++) {
		int64_t certain = 0;

		if (c->project[d] == CERTAIN)
			certain = facts_line_minutes(c->plan, &c->plan->company->demands[d],
						     plan_week(c->plan, week->week).since_1970);
		for (size_t o = 0; o < week->outcome_count; o++)
			asked[o * c->lines + d] =
				c->project[d] == CERTAIN ? certain : week->asked[o][entry];
		entry += c->project[d] != CERTAIN;
	}
}

static struct counting count_all(const struct sample_check *c, const struct sample_week *week)
{
	size_t outcomes = week->outcome_count;
	struct counting k = {
		ARENA_ARRAY(week->arena, int64_t, outcomes * c->lines + 1),
		ARENA_ARRAY(week->arena, int64_t, outcomes + 1),
		ARENA_ARRAY(week->arena, int64_t, outcomes * c->plan->requirement_count + 1),
	};

	read_asked(c, week, k.asked);
	for (size_t o = 0; o < outcomes; o++)
		for (size_t d = 0; d < c->lines; d++)
			k.missing[c->plan->demand_requirement[d] * outcomes + o] += week->gap[o][d];
	for (size_t sample = 0; sample < (size_t)c->plan->options.goal.draws; sample++)
		k.times[week->outcome[sample]]++;
	return k;
}

/* Whether the lines of the requirement are like that in the outcome. */
static bool like_outcome(const struct sample_check *c, const struct sample_week *week,
			 const struct counting *k, const struct demand_coverage *need,
			 size_t requirement, size_t outcome)
{
	for (size_t d = 0; d < c->lines; d++)
		if (c->plan->demand_requirement[d] == requirement &&
		    (need[d].demand_minutes != k->asked[outcome * c->lines + d] ||
		     need[d].demand_minutes - need[d].covered_minutes != week->gap[outcome][d]))
			return false;
	return true;
}

/* At least so many percent of the samples miss no more, and fewer miss less. */
static bool check_need(const struct sample_check *c, const struct sample_week *week,
		       const struct counting *k, const struct demand_coverage *need,
		       const int64_t *sums, size_t requirement)
{
	const int64_t *missing = &k->missing[requirement * week->outcome_count];
	int64_t percent = c->plan->options.goal.percent, all = c->plan->options.goal.draws;
	int64_t less = 0, equal = 0;
	bool like = false;

	for (size_t o = 0; o < week->outcome_count; o++) {
		less += missing[o] < sums[requirement] ? k->times[o] : 0;
		equal += missing[o] == sums[requirement] ? k->times[o] : 0;
		like |= !like && missing[o] == sums[requirement] &&
			like_outcome(c, week, k, need, requirement, o);
	}
	if (100 * (less + equal) < percent * all || 100 * less >= percent * all)
		return wrong(c, week->week, "the percentile",
			     c->plan->requirements[requirement].role);
	return like || wrong(c, week->week, "the draw that stands for the gap",
			     c->plan->requirements[requirement].role);
}

/* The percentile of every requirement; what was checked is kept to be compared with the
 * sourcing. */
static bool check_needs(const struct sample_check *c, const struct sample_week *week,
			const struct counting *k, const struct demand_coverage *need)
{
	int64_t *sums = ARENA_ARRAY(week->arena, int64_t, c->plan->requirement_count + 1);

	for (size_t d = 0; d < c->lines; d++) {
		sums[c->plan->demand_requirement[d]] +=
			need[d].demand_minutes - need[d].covered_minutes;
		c->seen[d * c->weeks + week->week] = need[d];
	}
	for (size_t r = 0; r < c->plan->requirement_count; r++)
		if (!check_need(c, week, k, need, sums, r))
			return false;
	return true;
}

/* --- own people in one outcome ---------------------------------------------------------- */

static struct own_flow flow_start(const struct sample_check *c, size_t week, struct arena *arena)
{
	size_t sources = c->sources.count, lines = c->lines;
	struct own_flow f = { &c->sources,
			      lines,
			      ARENA_ARRAY(arena, int64_t, sources + 1),
			      ARENA_ARRAY(arena, int64_t, lines + 1),
			      ARENA_ARRAY(arena, int64_t, sources * lines + 1),
			      ARENA_ARRAY(arena, size_t, lines + 1),
			      ARENA_ARRAY(arena, size_t, sources + 1),
			      ARENA_ARRAY(arena, bool, lines + 1),
			      ARENA_ARRAY(arena, bool, sources + 1),
			      ARENA_ARRAY(arena, size_t, lines + 1) };

	for (size_t p = 0; p < c->plan->company->person_count; p++)
		f.left[c->sources.group[p]] += plan_capacity(c->plan, p, week)->free_minutes;
	for (size_t b = 0; b < c->plan->company->booking_count; b++)
		f.left[c->sources.group_count + b] = plan_booking_minutes(c->plan, b, week);
	return f;
}

/* Own people can do what they are said to do, and nobody of them could do more. */
static bool check_outcome(const struct sample_check *c, const struct sample_week *week,
			  const struct counting *k, size_t outcome)
{
	struct own_flow f = flow_start(c, week->week, week->arena);
	size_t waiting = 0;

	for (size_t d = 0; d < c->lines; d++) {
		f.want[d] = k->asked[outcome * c->lines + d] - week->gap[outcome][d];
		if (week->gap[outcome][d] < 0 || f.want[d] < 0)
			return wrong(c, week->week, "the gap in a draw",
				     c->plan->company->demands[d].id);
	}
	for (size_t d = 0; d < c->lines; d++)
		if (!own_flow_serve(&f, d))
			return wrong(c, week->week, "own people's time in a draw",
				     c->plan->company->demands[d].id);
	own_flow_forget(&f);
	for (size_t d = 0; d < c->lines; d++)
		if (week->gap[outcome][d] > 0) {
			f.line_seen[d] = true;
			f.queue[waiting++] = d;
		}
	return own_flow_search(&f, waiting) == c->sources.count ||
	       wrong(c, week->week, "idle own people in a draw", "the plan");
}

/* Spread over the outcomes, other ones in each week. */
static bool check_outcomes(const struct sample_check *c, const struct sample_week *week,
			   const struct counting *k)
{
	size_t count =
		week->outcome_count < c->solved_outcomes ? week->outcome_count : c->solved_outcomes;

	for (size_t i = 0; i < count; i++)
		if (!check_outcome(c, week, k,
				   (i * week->outcome_count / count + week->week) %
					   week->outcome_count))
			return false;
	return true;
}

/* --- all of it ------------------------------------------------------------------------------ */

void verify_samples_week(void *check, const struct sample_week *week,
			 const struct demand_coverage *need)
{
	const struct sample_check *c = check;
	struct counting k;

	if (!check_asked(c, week))
		return;
	k = count_all(c, week);
	if (check_needs(c, week, &k, need))
		(void)check_outcomes(c, week, &k);
}

static bool broken(const struct sample_check *c, const char *what, const char *whom, size_t week,
		   struct fault *fault)
{
	char name[WEEK_TEXT_SIZE];

	week_format(plan_week(c->plan, week), name);
	return fault_set(fault, FAULT_BROKEN,
			 "the draws contradict their input: %s of '%s' in %s "
			 "(a bug: please report it)",
			 what, whom, name);
}

bool verify_samples(const struct sample_check *c, const struct sourcing *sourcing,
		    struct fault *fault)
{
	for (size_t w = 0; w < c->weeks; w++) {
		if (c->what[w])
			return broken(c, c->what[w], c->whom[w], w, fault);
		for (size_t d = 0; d < c->lines; d++) {
			const struct demand_coverage *seen = &c->seen[d * c->weeks + w];
			const struct line_coverage *line = &sourcing->lines[d * c->weeks + w];

			if (line->asked_minutes != seen->demand_minutes ||
			    line->own_minutes != seen->covered_minutes)
				return broken(c, "what is to be covered",
					      c->plan->company->demands[d].id, w, fault);
		}
	}
	return true;
}
