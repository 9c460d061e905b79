#include "model/sourcing.h"

#include <assert.h>

#include "base/attributes.h"
#include "base/number.h"

int64_t cost_spend(const struct cost *cost)
{
	return cost->rate_cents + cost->fee_cents + cost->commitment_cents;
}

int64_t cost_total(const struct cost *cost)
{
	return cost_spend(cost) + cost->management_cents;
}

void cost_add(struct cost *sum, const struct cost *cost)
{
	sum->rate_cents += cost->rate_cents;
	sum->fee_cents += cost->fee_cents;
	sum->commitment_cents += cost->commitment_cents;
	sum->management_cents += cost->management_cents;
}

const char *decision_name(enum decision decision)
{
	static const char *const names[] = { "new", "extend", "let end", "end early" };

	static_assert(ARRAY_LEN(names) == DECISION_COUNT, "every decision has a name");
	assert(decision < DECISION_COUNT);
	return names[decision];
}

const char *gap_outcome_name(enum gap_outcome outcome)
{
	static const char *const names[] = { "covered", "too late",  "too expensive",
					     "cap",     "no option", "budget" };

	static_assert(ARRAY_LEN(names) == GAP_OUTCOME_COUNT, "every outcome has a name");
	assert(outcome < GAP_OUTCOME_COUNT);
	return names[outcome];
}

const struct limit_words *limit_words(enum limit_kind kind)
{
	static const struct limit_words words[] = {
		[LIMIT_BUDGET] = { .name = "budget" },
		[LIMIT_QUARTER] = { .name = "quarter" },
		[LIMIT_ONSHORE] = { .name = "onshore", .least = true },
		[LIMIT_VENDOR] = { .name = "vendor", .of_vendor = true },
	};

	static_assert(ARRAY_LEN(words) == LIMIT_COUNT, "every limit has words");
	assert(kind < LIMIT_COUNT);
	return &words[kind];
}

const char *limit_name(enum limit_kind kind)
{
	return limit_words(kind)->name;
}

bool limit_is_broken(const struct source_limit *limit)
{
	return limit_words(limit->kind)->least ? limit->used_cents < limit->limit_cents
					       : limit->used_cents > limit->limit_cents;
}

int32_t sourcing_open_minutes(const struct plan *plan, const struct sourcing *sourcing, size_t line,
			      size_t week)
{
	const struct line_coverage *cover =
		&sourcing->lines[line * plan->options.week_count + week];
	int32_t open = cover->asked_minutes - cover->own_minutes - cover->external_minutes;

	return open > 0 ? open : 0;
}

int64_t engagement_fte_micro(const struct company *company, const struct engagement *engagement)
{
	return scale_half_even((int64_t)engagement->heads *
				       company->options[engagement->option].week_minutes,
			       MICRO, company->settings.full_week_minutes);
}

bool sourcing_is_hybrid(const struct company *company, const struct sourcing *sourcing)
{
	for (size_t i = 1; i < sourcing->engagement_count; i++)
		if (company->options[sourcing->engagements[i].option].model !=
		    company->options[sourcing->engagements[0].option].model)
			return true;
	return false;
}

int64_t penalty_cents(const struct settings *settings, const int64_t open_minutes[PRIORITY_MAX + 1])
{
	int64_t sum = 0;

	for (int p = PRIORITY_HIGHEST; p <= PRIORITY_MAX; p++)
		sum += settings->penalty_hour_cents[p] * open_minutes[p];
	return divide_half_even(sum, 60);
}
