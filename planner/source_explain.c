/*
 * Why these engagements: what each is worth, what would come in its place, when it would.
 *
 * Without it: the plan as it is less the engagement, its work given to those who stay. In its
 * place: the group solved again without new heads of the option. The values at which the choice
 * flips are found by solving again with the option ever later, and with ever less of the need;
 * for the dearest engagements only, since each takes some solving.
 */
#include <stdlib.h>
#include <string.h>

#include "planner/source_inner.h"
#include "store/number.h"

enum { AGAIN_STEPS = 2500, FLIPS_MAX = 12 };

/* What is explained: an engagement within its group's problem. */
struct asking {
	struct source *s;
	struct group *group;
	struct engagement *engagement;
};

static struct group *group_holding(struct source *s, uint32_t option)
{
	for (size_t g = 0; g < s->group_count; g++)
		for (size_t i = 0; i < s->groups[g].option_count; i++)
			if (s->groups[g].options[i] == option)
				return &s->groups[g];
	return NULL;
}

static bool is_meant(const struct asking *a, uint32_t cover_option)
{
	const struct choice *choice = &a->group->choices[cover_option];

	return choice->option == a->engagement->option && choice->running == a->engagement->running;
}

/* --- solving again -------------------------------------------------------------------------------
 */

/* Forbid starts of the option before a week, and needs from a week on. */
static struct cover_problem changed(const struct asking *a, uint32_t earliest, uint32_t need_end)
{
	struct cover_problem p = a->group->problem;
	struct arena *arena = a->s->scratch;
	struct cover_option *options = ARENA_ARRAY(arena, struct cover_option, p.option_count + 1);

	for (uint32_t k = 0; k < p.option_count; k++) {
		uint32_t *last_min;

		options[k] = p.options[k];
		if (!is_meant(a, k))
			continue;
		last_min = ARENA_ARRAY(arena, uint32_t, p.week_count);
		memcpy(last_min, options[k].last_min, p.week_count * sizeof(*last_min));
		for (uint32_t t = 0; t < earliest && t < p.week_count; t++)
			last_min[t] = options[k].last_max[t] + 1;
		options[k].last_min = last_min;
	}
	p.options = options;
	while (p.need_count > 0 && p.needs[p.need_count - 1].week >= need_end)
		p.need_count--;
	return p;
}

static struct cover_answer again(const struct asking *a, uint32_t earliest, uint32_t need_end)
{
	const struct cover_effort effort = { .search_steps = AGAIN_STEPS, .bound_rounds = -1 };
	struct cover_problem p = changed(a, earliest, need_end);
	struct cover_answer answer;

	cover_solve(&p, &effort, a->s->scratch, &answer);
	return answer;
}

static bool takes(const struct asking *a, const struct cover_answer *answer)
{
	for (size_t i = 0; i < answer->buy_count; i++)
		if (is_meant(a, answer->buys[i].option))
			return true;
	return false;
}

/* --- what dropping it costs
 * --------------------------------------------------------------------------- */

static bool is_buy_of(const struct asking *a, const struct cover_buy *buy)
{
	const struct engagement *e = a->engagement;
	int32_t end = (int32_t)a->s->weeks - 1;

	return is_meant(a, buy->option) &&
	       (e->decision == DECISION_EXTEND || (int32_t)buy->first == e->first_week) &&
	       (int32_t)buy->last == (e->last_week < end ? e->last_week : end);
}

static int64_t drop_coins(const struct asking *a)
{
	struct cover_answer less = a->group->answer;
	int64_t now = less.spend + less.penalty;

	less.buys = ARENA_ARRAY(a->s->scratch, struct cover_buy, less.buy_count + 1);
	less.buy_count = 0;
	for (size_t i = 0; i < a->group->answer.buy_count; i++)
		if (!is_buy_of(a, &a->group->answer.buys[i]))
			less.buys[less.buy_count++] = a->group->answer.buys[i];
	cover_price(&a->group->problem, &less);
	return less.spend + less.penalty - now;
}

/* --- the runner-up
 * --------------------------------------------------------------------------------------- */

static int64_t head_weeks(const struct asking *a, const struct cover_answer *answer,
			  uint32_t option)
{
	int64_t sum = 0;

	for (size_t i = 0; i < answer->buy_count; i++) {
		const struct cover_buy *buy = &answer->buys[i];

		for (uint32_t t = buy->first; t <= buy->last; t++)
			if (a->group->choices[buy->option].option == option &&
			    (int32_t)t >= a->engagement->first_week &&
			    (int32_t)t <= a->engagement->last_week)
				sum += buy->heads;
	}
	return sum;
}

/* The option that stands most in its weeks, beyond what it does now. */
static void find_runner_up(const struct asking *a, const struct cover_answer *other)
{
	struct engagement *e = a->engagement;
	int64_t most = 0;

	for (size_t i = 0; i < a->group->option_count; i++) {
		uint32_t option = a->group->options[i];
		int64_t more =
			head_weeks(a, other, option) - head_weeks(a, &a->group->answer, option);

		if (option != e->option && more > most) {
			most = more;
			e->runner_up = option;
		}
	}
}

/* Cents of the option's new engagements that grow with its rate. */
static int64_t rated_cents(const struct asking *a, const struct sourcing *sourcing)
{
	int64_t sum = 0;

	for (size_t i = 0; i < sourcing->engagement_count; i++) {
		const struct engagement *e = &sourcing->engagements[i];

		if (e->option == a->engagement->option && e->running == a->engagement->running)
			sum += e->cost.rate_cents + e->cost.commitment_cents +
			       e->cost.management_cents;
	}
	return sum;
}

static void explain_choice(const struct asking *a, const struct sourcing *sourcing)
{
	struct engagement *e = a->engagement;
	struct cover_answer other = again(a, UINT32_MAX, UINT32_MAX);
	int64_t now = a->group->answer.spend + a->group->answer.penalty;
	int64_t more = (other.spend + other.penalty - now) / COVER_COINS;
	int64_t rated = rated_cents(a, sourcing);
	int64_t rate = a->s->company->options[e->option].rate_cents;

	find_runner_up(a, &other);
	e->runner_up_cents = more > 0 ? more : 0;
	if (e->decision == DECISION_NEW && rated > 0)
		e->flip.rate_cents = rate + scale_half_even(rate, e->runner_up_cents, rated) + 1;
}

/* --- flips
 * ---------------------------------------------------------------------------------------------------
 */

/* The first week from which on it is not taken any more when it can not come earlier. */
static void flip_lead(const struct asking *a)
{
	struct engagement *e = a->engagement;
	uint32_t low = (uint32_t)e->first_week, high = (uint32_t)a->s->weeks;
	struct cover_answer answer;

	while (high - low > 1) {
		uint32_t middle = (low + high) / 2;

		answer = again(a, middle, UINT32_MAX);
		if (takes(a, &answer))
			low = middle;
		else
			high = middle;
	}
	/* A start in week `low` must just not be possible any more. */
	e->flip.lead_days = day_distance(a->s->plan->options.today, plan_week(a->s->plan, low)) + 1;
}

/* With so many weeks of need it is not taken. */
static void flip_weeks(const struct asking *a)
{
	struct engagement *e = a->engagement;
	uint32_t first = (uint32_t)e->first_week, low = 0, high;
	struct cover_answer answer;

	high = (uint32_t)(e->last_week < (int32_t)a->s->weeks ? e->last_week
							      : (int32_t)a->s->weeks - 1) -
	       first + 1;
	while (high - low > 1) {
		uint32_t middle = (low + high) / 2;

		answer = again(a, 0, first + middle);
		if (takes(a, &answer))
			high = middle;
		else
			low = middle;
	}
	if (low > 0)
		e->flip.weeks = (int32_t)low;
}

/* The n-th largest cost of new engagements, so that only the dearest are looked at closely. */
static int64_t dear_from(const struct sourcing *sourcing)
{
	int64_t least = 0;

	for (size_t i = 0; i < sourcing->engagement_count; i++) {
		int64_t cost = cost_total(&sourcing->engagements[i].cost);
		size_t dearer = 0;

		for (size_t k = 0; k < sourcing->engagement_count; k++)
			dearer += cost_total(&sourcing->engagements[k].cost) > cost;
		if (dearer >= FLIPS_MAX && cost >= least)
			least = cost + 1;
	}
	return least;
}

void source_explain(struct source *s, struct sourcing *sourcing)
{
	int64_t dear = dear_from(sourcing);

	for (size_t i = 0; i < sourcing->engagement_count; i++) {
		struct engagement *e = &sourcing->engagements[i];
		struct arena scratch = ARENA_INIT, *kept = s->scratch;
		struct asking asking = { s, group_holding(s, e->option), e };

		if ((e->decision != DECISION_NEW && e->decision != DECISION_EXTEND) ||
		    !asking.group)
			continue;
		s->scratch = &scratch;
		e->drop_cents = drop_coins(&asking) / COVER_COINS;
		explain_choice(&asking, sourcing);
		if (e->decision == DECISION_NEW && cost_total(&e->cost) >= dear) {
			flip_lead(&asking);
			flip_weeks(&asking);
		}
		s->scratch = kept;
		arena_release(&scratch);
	}
}
