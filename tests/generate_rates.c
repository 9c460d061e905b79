#include "tests/generate_rates.h"

#include "tests/generate.h"

/* What is usual, by model: EUR per hour, weeks, days, percent. */
struct usual {
	enum model model;
	enum rate_unit unit;
	int32_t rate, fee, lead, min_weeks, max_weeks, week_hours, heads, productivity, management;
	int32_t level;
	size_t ramp;
	const char *location;
};

static const struct usual usual[] = {
	{ MODEL_ONSHORE, UNIT_HOUR, 112, 0, 14, 2, 52, 40, 3, 100, 5, 3, 1, "DE-BE" },
	{ MODEL_ONSHORE, UNIT_DAY, 784, 0, 21, 12, WEEKS_OPEN, 40, HEADS_OPEN, 100, 5, 3, 1,
	  "DE-BY" },
	{ MODEL_NEARSHORE, UNIT_HOUR, 66, 500, 28, 8, 52, 40, HEADS_OPEN, 100, 10, 3, 2, "FR-75" },
	{ MODEL_NEARSHORE, UNIT_WEEK, 2320, 0, 28, 26, WEEKS_OPEN, 40, 4, 95, 10, 2, 2, "PL" },
	{ MODEL_OFFSHORE, UNIT_HOUR, 41, 900, 42, 12, WEEKS_OPEN, 40, HEADS_OPEN, 85, 15, 4, 3,
	  "IN" },
	{ MODEL_OFFSHORE, UNIT_MONTH, 6200, 0, 42, 26, 78, 40, 2, 85, 15, 2, 3, "IN" },
	{ MODEL_MANAGED, UNIT_MONTH, 15200, 8000, 56, 26, WEEKS_OPEN, 48, 2, 100, 3, 3, 1, "DE" },
	{ MODEL_HIRE, UNIT_MONTH, 10700, 18000, 84, 52, WEEKS_OPEN, 38, 4, 100, 0, 4, 3, "DE-BE" },
};

static struct zone_change utc_changes[] = { { { 0 }, 0 } };
static struct zone zones[] = { { "UTC", utc_changes, 1 } };

static int64_t about(uint64_t *random, int64_t value)
{
	return value * (85 + (int64_t)generate_below(random, 31)) / 100;
}

static struct rate_option make_option(const struct usual *u, size_t role, size_t index,
				      uint64_t *random, struct arena *arena)
{
	struct rate_option o = {
		.place = { "rates.csv", (int32_t)(role * ARRAY_LEN(usual) + index) + 2, 1 },
		.id = arena_format(arena, "o%02zu-%zu", role, index),
		.vendor = u->model == MODEL_HIRE ? ""
			  : index % 2            ? "vendor a"
						 : "vendor b",
		.model = u->model,
		.roles = ARENA_ARRAY(arena, struct role_level, 1),
		.role_count = 1,
		.location = u->location,
		.time_zone = "UTC",
		.currency = "EUR",
		.rate_cents = about(random, (int64_t)u->rate * 100),
		.fixed_fee_cents = (int64_t)u->fee * 100,
		.unit = u->unit,
		.week_minutes = u->week_hours * 60,
		.lead_days = u->lead + (int32_t)generate_below(random, 15) - 7,
		.min_weeks = u->min_weeks,
		.max_weeks = u->max_weeks,
		.notice_days = 14,
		.max_heads = u->heads,
		.ramp_percent = ARENA_ARRAY(arena, int32_t, 3),
		.ramp_count = u->ramp,
		.productivity_percent = u->productivity,
		.management_percent = u->management,
		.valid_from = DAY_FIRST,
		.valid_to = DAY_LAST,
		.sla = "",
		.note = "",
	};
	static const char *const skill_list[] = { "s00", "s01", "s02" };

	o.given_micro = o.rate_cents * 10000;
	o.roles[0] = (struct role_level){ arena_format(arena, "r%02zu", role), u->level };
	for (int d = 0; d < 5; d++)
		o.pattern_minutes[d] = o.week_minutes / 5;
	for (size_t i = 0; i < u->ramp; i++)
		o.ramp_percent[i] = 50 + 20 * (int32_t)i;
	if (generate_below(random, 2) == 0) {
		o.skills = ARENA_ARRAY(arena, const char *, ARRAY_LEN(skill_list));
		while (o.skill_count < ARRAY_LEN(skill_list)) {
			o.skills[o.skill_count] = skill_list[o.skill_count];
			o.skill_count++;
		}
	}
	return o;
}

static struct contract make_contract(const struct company *company, size_t index, uint64_t *random,
				     struct arena *arena)
{
	size_t k = (size_t)generate_below(random, company->option_count);
	int32_t start = GENERATE_MONDAY.since_1970 - 40 + (int32_t)generate_below(random, 60);
	struct contract contract = {
		.place = { "engagements.csv", (int32_t)index + 2, 1 },
		.id = arena_format(arena, "e%02zu", index),
		.option = company->options[k].id,
		.option_index = k,
		.heads = 1 + (int32_t)generate_below(random, 2),
		.start = { start },
		.notice_days = 7 * (int32_t)generate_below(random, 6),
		.note = "",
	};

	contract.end = day_add(contract.start, 20 + (int32_t)generate_below(random, 200));
	return contract;
}

void generate_rates(const struct generate_rates *how, struct arena *arena, struct company *company)
{
	uint64_t random = how->seed * 31 + 7;

	company->zones = zones;
	company->zone_count = 1;
	company->options = ARENA_ARRAY(arena, struct rate_option, how->roles * how->per_role + 1);
	company->option_count = 0;
	for (size_t r = 0; r < how->roles; r++)
		for (size_t i = 0; i < how->per_role; i++)
			company->options[company->option_count++] =
				make_option(&usual[i], r, i, &random, arena);
	company->contracts = ARENA_ARRAY(arena, struct contract, how->contracts + 1);
	company->contract_count = 0;
	for (size_t i = 0; company->option_count > 0 && i < how->contracts; i++)
		company->contracts[company->contract_count++] =
			make_contract(company, i, &random, arena);
}
