#include "planner/source_limits.h"

#include <string.h>

#include "store/number.h"

/* --- the limits that are set ------------------------------------------------------------------ */

static const char *quarter_name(struct day first, struct arena *arena)
{
	int year, month, mday;

	day_date(first, &year, &month, &mday);
	return arena_format(arena, "%04d-Q%d", year, (month - 1) / 3 + 1);
}

static void add_limit(struct source *s, enum limit_kind kind, const char *name, int64_t cents)
{
	s->limits[s->limit_count++] =
		(struct source_limit){ .kind = kind, .name = name, .limit_cents = cents };
}

void source_limits_make(struct source *s)
{
	const struct settings *settings = &s->company->settings;

	s->limits = ARENA_ARRAY(s->arena, struct source_limit,
				settings->quarter_count + settings->vendor_count + 2);
	if (settings->budget_cents != NO_BUDGET)
		add_limit(s, LIMIT_BUDGET, "", settings->budget_cents);
	for (size_t i = 0; i < settings->quarter_count; i++)
		add_limit(s, LIMIT_QUARTER, quarter_name(settings->quarters[i].first, s->arena),
			  settings->quarters[i].cents);
	if (settings->min_onshore_percent > 0)
		add_limit(s, LIMIT_ONSHORE, "", 0);
	for (size_t i = 0; i < settings->vendor_count; i++)
		add_limit(s, LIMIT_VENDOR, settings->vendors[i].vendor, settings->vendors[i].cents);
}

/* --- what is used
 * ---------------------------------------------------------------------------------- */

struct usage usage_new(const struct source *s, struct arena *arena)
{
	return (struct usage){ .used = ARENA_ARRAY(arena, int64_t, s->limit_count + 1),
			       .ours = ARENA_ARRAY(arena, int64_t, s->limit_count + 1) };
}

static struct day quarter_start(struct day day)
{
	int year, month, mday;

	day_date(day, &year, &month, &mday);
	return day_of(year, month - (month - 1) % 3, 1);
}

/* The day on which the quarter of a limit begins. */
static struct day limit_quarter(const struct source *s, size_t index)
{
	size_t before = s->company->settings.budget_cents != NO_BUDGET;

	return s->company->settings.quarters[index - before].first;
}

static int64_t counted(const struct source *s, size_t index, const struct engagement *e)
{
	const struct source_limit *limit = &s->limits[index];
	const struct option *option = &s->company->options[e->option];
	int64_t sum = 0;

	switch (limit->kind) {
	case LIMIT_BUDGET: return cost_spend(&e->cost);
	case LIMIT_ONSHORE:
		return option_is_onshore(&s->company->settings, option) ? cost_spend(&e->cost) : 0;
	case LIMIT_VENDOR:
		return strcmp(option->vendor, limit->name) == 0 ? cost_spend(&e->cost) : 0;
	case LIMIT_QUARTER:
		for (size_t i = 0; i < e->part_count; i++)
			if (day_distance(quarter_start(e->parts[i].first),
					 limit_quarter(s, index)) == 0)
				sum += cost_spend(&e->parts[i].cost);
		return sum;
	case LIMIT_COUNT: break;
	}
	return 0;
}

void usage_add(const struct source *s, const struct engagement *e, struct usage *usage)
{
	bool ours = e->decision == DECISION_NEW || e->decision == DECISION_EXTEND;

	usage->spend += cost_spend(&e->cost);
	for (size_t i = 0; i < s->limit_count; i++) {
		int64_t used = counted(s, i, e);

		usage->used[i] += used;
		if (ours)
			usage->ours[i] +=
				s->limits[i].kind == LIMIT_ONSHORE
					? (used == 0 &&
					   !option_is_onshore(&s->company->settings,
							      &s->company->options[e->option]))
					: used;
	}
}

static int64_t allowed(const struct source *s, size_t index, int64_t spend)
{
	if (s->limits[index].kind == LIMIT_ONSHORE)
		return (spend * s->company->settings.min_onshore_percent + 99) / 100;
	return s->limits[index].limit_cents;
}

bool usage_fits(const struct source *s, const struct usage *usage)
{
	for (size_t i = 0; i < s->limit_count; i++) {
		int64_t limit = allowed(s, i, usage->spend);
		bool kept = s->limits[i].kind == LIMIT_ONSHORE ? usage->used[i] >= limit
							       : usage->used[i] <= limit;

		if (!kept && usage->ours[i] > 0)
			return false;
	}
	return true;
}

/* --- surcharges
 * --------------------------------------------------------------------------------------- */

/* Micro of the spend of an option whatever the day. */
static int64_t steady_burden(const struct source *s, const int64_t *micro, uint32_t option)
{
	const struct option *o = &s->company->options[option];
	int64_t sum = 0;

	for (size_t i = 0; i < s->limit_count; i++) {
		int64_t share = s->company->settings.min_onshore_percent;

		if (s->limits[i].kind == LIMIT_BUDGET)
			sum += micro[i];
		if (s->limits[i].kind == LIMIT_VENDOR && strcmp(o->vendor, s->limits[i].name) == 0)
			sum += micro[i];
		if (s->limits[i].kind == LIMIT_ONSHORE)
			sum += option_is_onshore(&s->company->settings, o)
				       ? -(micro[i] * (100 - share) / 100)
				       : micro[i] * share / 100;
	}
	return sum;
}

/* Micro of a day's quarter. */
static int64_t day_burden(const struct source *s, const int64_t *micro, struct day day)
{
	for (size_t i = 0; i < s->limit_count; i++)
		if (s->limits[i].kind == LIMIT_QUARTER &&
		    day_distance(quarter_start(day), limit_quarter(s, i)) == 0)
			return micro[i];
	return 0;
}

/* Of a week that two quarters share the lower one, so that the bound stays one. */
static void set_burden(struct source *s, const int64_t *micro)
{
	for (uint32_t k = 0; k < s->company->option_count; k++) {
		int64_t steady = steady_burden(s, micro, k);

		s->burden_past[k] = steady;
		for (size_t t = 0; t < s->weeks; t++) {
			struct day monday = plan_week(s->plan, t);
			int64_t first = day_burden(s, micro, monday);
			int64_t last = day_burden(s, micro, day_add(monday, 6));

			s->burden[k * s->weeks + t] = steady + (first < last ? first : last);
		}
	}
}

/* --- menus
 * --------------------------------------------------------------------------------------------- */

enum { ENTRIES_MAX = 48, ROUNDS = 9, ROUND_STEPS = 6000, ROUND_MULTIPLIERS = 200 };

struct entry {
	struct cover_answer answer;
	int64_t coins; /* cost and penalty, without surcharges */
	struct usage usage;
};

struct menu {
	struct entry *entries;
	size_t count;
};

struct master {
	struct source *s;
	struct menu *menus; /* per group */
	struct usage fixed; /* running engagements of no group */
	size_t *taken;      /* entry of each group */
	int64_t best_bound;
	int64_t *best_micro;
	struct cover_effort effort; /* of each round */
};

static struct usage use_of(struct source *s, struct group *group, const struct cover_answer *answer)
{
	struct usage usage = usage_new(s, s->scratch);
	struct arena arena = ARENA_INIT, *kept = s->arena;
	struct cover_answer before = group->answer;
	struct engagement *list;
	size_t count;

	s->arena = &arena;
	group->answer = *answer;
	source_engage_group(s, group, &list, &count);
	for (size_t i = 0; i < count; i++)
		usage_add(s, &list[i], &usage);
	group->answer = before;
	s->arena = kept;
	arena_release(&arena);
	return usage;
}

/* Returns the place of the entry in the menu. */
static size_t add_entry(struct master *m, size_t g, const struct cover_answer *answer)
{
	struct source *s = m->s;
	struct menu *menu = &m->menus[g];
	struct entry entry = { .answer = *answer };

	cover_price(&s->groups[g].problem, &entry.answer);
	entry.coins = entry.answer.spend + entry.answer.penalty;
	entry.usage = use_of(s, &s->groups[g], answer);
	for (size_t i = 0; i < menu->count; i++)
		if (menu->entries[i].coins == entry.coins &&
		    menu->entries[i].usage.spend == entry.usage.spend &&
		    memcmp(menu->entries[i].usage.used, entry.usage.used,
			   s->limit_count * sizeof(int64_t)) == 0)
			return i;
	if (menu->count == ENTRIES_MAX)
		return 0;
	menu->entries[menu->count] = entry;
	return menu->count++;
}

static struct cover_answer without_head(const struct source *s, const struct cover_answer *answer,
					size_t buy)
{
	struct cover_answer less = *answer;

	less.buys = ARENA_ARRAY(s->scratch, struct cover_buy, answer->buy_count + 1);
	less.buy_count = 0;
	for (size_t i = 0; i < answer->buy_count; i++) {
		less.buys[less.buy_count] = answer->buys[i];
		if (i == buy && --less.buys[less.buy_count].heads == 0)
			continue;
		less.buy_count++;
	}
	return less;
}

/* Take heads out one after the other, each time the one that is missed least for what it costs. */
static void thin_out(struct master *m, size_t g, struct cover_answer answer)
{
	const struct cover_problem *p = &m->s->groups[g].problem;

	while (answer.buy_count > 0 && m->menus[g].count < ENTRIES_MAX) {
		struct cover_answer best = answer;
		int64_t best_loss = INT64_MAX, best_saved = 1;

		for (size_t i = 0; i < answer.buy_count; i++) {
			struct cover_answer less = without_head(m->s, &answer, i);
			int64_t loss, saved;

			cover_price(p, &less);
			loss = less.penalty - answer.penalty;
			saved = answer.spend - less.spend;
			/* loss / saved is least; both in 1/1024 of what they are against overflow.
			 */
			if (best_loss == INT64_MAX ||
			    (loss >> 10) * (best_saved >> 10) < (best_loss >> 10) * (saved >> 10)) {
				best = less;
				best_loss = loss;
				best_saved = saved;
			}
		}
		answer = best;
		add_entry(m, g, &answer);
	}
}

/* --- multipliers
 * --------------------------------------------------------------------------------------- */

/* The value of the relaxed problem: a bound. What was agreed may break a limit. */
static int64_t relaxed(const struct master *m, const int64_t *micro, int64_t group_coins)
{
	const struct source *s = m->s;
	int64_t coins = group_coins + source_fixed_coins(s);

	for (size_t i = 0; i < s->limit_count; i++) {
		int64_t sunk = s->sunk_used[i], room;

		if (s->limits[i].kind == LIMIT_ONSHORE)
			/* share of all that is sunk, less what of it is onshore */
			room = -(s->sunk_spend * s->company->settings.min_onshore_percent / 100 -
				 sunk);
		else
			room = s->limits[i].limit_cents - sunk;
		if (room < 0)
			room = 0;
		coins -= scale_half_even(micro[i], room, MICRO) * COVER_COINS;
	}
	return coins;
}

static void solve_round(struct master *m, const int64_t *micro, size_t *chosen)
{
	struct source *s = m->s;
	int64_t coins = 0, value;

	struct group *charged = ARENA_ARRAY(s->scratch, struct group, s->group_count + 1);

	set_burden(s, micro);
	memcpy(charged, s->groups, s->group_count * sizeof(*charged));
	source_solve(s, charged, &m->effort);
	for (size_t g = 0; g < s->group_count; g++) {
		coins += charged[g].narrowed ? 0 : charged[g].answer.bound;
		chosen[g] = add_entry(m, g, &charged[g].answer);
	}
	value = relaxed(m, micro, coins);
	if (value > m->best_bound) {
		m->best_bound = value;
		memcpy(m->best_micro, micro, s->limit_count * sizeof(*micro));
	}
}

static struct usage sum_usage(const struct master *m, const size_t *chosen)
{
	const struct source *s = m->s;
	struct usage sum = usage_new(s, s->scratch);

	sum.spend = m->fixed.spend;
	for (size_t i = 0; i < s->limit_count; i++) {
		sum.used[i] = m->fixed.used[i];
		sum.ours[i] = m->fixed.ours[i];
	}
	for (size_t g = 0; g < s->group_count; g++) {
		const struct usage *usage = &m->menus[g].entries[chosen[g]].usage;

		sum.spend += usage->spend;
		for (size_t i = 0; i < s->limit_count; i++) {
			sum.used[i] += usage->used[i];
			sum.ours[i] += usage->ours[i];
		}
	}
	return sum;
}

static int64_t sum_coins(const struct master *m, const size_t *chosen)
{
	int64_t sum = 0;

	for (size_t g = 0; g < m->s->group_count; g++)
		sum += m->menus[g].entries[chosen[g]].coins;
	return sum;
}

/* Entry by entry, as long as a single change or two of them make the plan cheaper and fit. */
static void improve(struct master *m)
{
	const struct source *s = m->s;
	bool better = true;

	while (better) {
		better = false;
		for (size_t g = 0; g < s->group_count; g++)
			for (size_t e = 0; e < m->menus[g].count; e++) {
				size_t before = m->taken[g];
				struct usage usage;

				if (m->menus[g].entries[e].coins >=
				    m->menus[g].entries[before].coins)
					continue;
				m->taken[g] = e;
				usage = sum_usage(m, m->taken);
				if (usage_fits(s, &usage))
					better = true;
				else
					m->taken[g] = before;
			}
	}
}

/* One limit's multiplier between what was too little and what was enough. */
struct bracket {
	int64_t low, high; /* micro; high below 0: not known yet */
};

static void next_micro(const struct master *m, const struct usage *usage, struct bracket *brackets,
		       int64_t *micro)
{
	const struct source *s = m->s;

	for (size_t i = 0; i < s->limit_count; i++) {
		struct bracket *b = &brackets[i];
		int64_t limit = allowed(s, i, usage->spend);
		bool kept = s->limits[i].kind == LIMIT_ONSHORE ? usage->used[i] >= limit
							       : usage->used[i] <= limit;
		int64_t most = s->limits[i].kind == LIMIT_ONSHORE
				       ? INT64_C(95) * MICRO /
						 (101 - s->company->settings.min_onshore_percent)
				       : 64 * MICRO;

		if (kept)
			b->high = micro[i];
		else
			b->low = micro[i];
		if (b->high >= 0)
			micro[i] = (b->low + b->high) / 2;
		else
			micro[i] = b->low == 0 ? MICRO / 4 : 2 * b->low;
		if (micro[i] > most)
			micro[i] = most;
	}
}

static void take_if_better(struct master *m, const size_t *chosen)
{
	struct usage usage = sum_usage(m, chosen);

	if (usage_fits(m->s, &usage) && sum_coins(m, chosen) < sum_coins(m, m->taken))
		memcpy(m->taken, chosen, m->s->group_count * sizeof(*chosen));
}

static void search_multipliers(struct master *m, size_t *chosen)
{
	struct source *s = m->s;
	struct bracket *brackets = ARENA_ARRAY(s->scratch, struct bracket, s->limit_count + 1);
	int64_t *micro = ARENA_ARRAY(s->scratch, int64_t, s->limit_count + 1);
	struct usage usage = sum_usage(m, chosen);

	for (size_t i = 0; i < s->limit_count; i++)
		brackets[i].high = -1;
	for (int round = 0; round < ROUNDS; round++) {
		next_micro(m, &usage, brackets, micro);
		solve_round(m, micro, chosen);
		usage = sum_usage(m, chosen);
		take_if_better(m, chosen);
	}
	memset(s->burden, 0, s->company->option_count * s->weeks * sizeof(*s->burden));
	memset(s->burden_past, 0, s->company->option_count * sizeof(*s->burden_past));
}

bool source_limits_solve(struct source *s, int64_t *bound_coins)
{
	struct master m = { .s = s, .effort = s->effort->cover };
	size_t *chosen = ARENA_ARRAY(s->scratch, size_t, s->group_count + 1);
	const struct cover_answer nothing = { .method = COVER_NOTHING };
	struct usage usage;

	m.menus = ARENA_ARRAY(s->scratch, struct menu, s->group_count + 1);
	m.taken = ARENA_ARRAY(s->scratch, size_t, s->group_count + 1);
	m.best_micro = ARENA_ARRAY(s->scratch, int64_t, s->limit_count + 1);
	m.best_bound = *bound_coins;
	if (m.effort.search_steps == 0)
		m.effort.search_steps = ROUND_STEPS;
	if (m.effort.bound_rounds == 0)
		m.effort.bound_rounds = ROUND_MULTIPLIERS;
	m.fixed = source_fixed_usage(s);
	for (size_t g = 0; g < s->group_count; g++) {
		m.menus[g].entries = ARENA_ARRAY(s->scratch, struct entry, ENTRIES_MAX);
		m.taken[g] = add_entry(&m, g, &nothing);
		chosen[g] = add_entry(&m, g, &s->groups[g].answer);
	}
	search_multipliers(&m, chosen);
	for (size_t g = 0; g < s->group_count; g++)
		thin_out(&m, g, s->groups[g].answer);
	usage = sum_usage(&m, m.taken);
	if (!usage_fits(s, &usage))
		return false;
	improve(&m);
	for (size_t g = 0; g < s->group_count; g++) {
		enum cover_method method = s->groups[g].answer.method;

		s->groups[g].answer = m.menus[g].entries[m.taken[g]].answer;
		s->groups[g].answer.method = method;
	}
	for (size_t i = 0; i < s->limit_count; i++)
		s->limits[i].saves_micro = m.best_micro[i];
	*bound_coins = m.best_bound;
	return true;
}
