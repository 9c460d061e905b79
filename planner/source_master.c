/*
 * Plans under limits: menus of answers, multipliers, and the choice of one answer per group.
 *
 * Column generation: the multipliers that are best for the menus are found without solving
 * anything; all groups are solved at these, which adds an entry to each menu; and so on until the
 * multipliers stay. Only then the groups are bounded. docs/sourcing.md.
 */
#include <string.h>

#include "planner/source_limits.h"
#include "store/number.h"

__extension__ typedef __int128 wide;

enum {
	ENTRIES_MAX =
		400, /* of all menus together a hundred times as many, ENTRIES_LEAST of each */
	ENTRIES_LEAST = 40,
	ENTRIES_ALL = 4000,
	FEW_GROUPS = 8,
	ROUNDS = 5,
	ROUND_STEPS = 2500,
	LAST_STEPS = 6000,
	SWEEPS = 4,
	PAIRS_MAX = 20000000,
};

#define MICRO_MOST (64 * MICRO)

struct entry {
	struct cover_answer answer;
	int64_t coins; /* cost and penalty, without surcharges */
	struct usage usage;
	int64_t *load; /* [limit]: cents that its multiplier charges */
	bool beyond;   /* breaks a limit whatever other groups do: only for multipliers */
};

struct menu {
	struct entry *entries;
	size_t count;
};

struct master {
	struct source *s;
	size_t entries_max;
	struct menu *menus;  /* per group */
	struct usage fixed;  /* running engagements of no group */
	struct usage agreed; /* when everything is left as agreed */
	bool *ours_only;     /* [limit]: see struct limit_prices */
	int64_t *rest;       /* [limit]: what the loads of all groups may sum up to */
	int64_t *left;       /* [limit]: of it when all that runs ends as soon as it may */
	int64_t *room; /* [limit]: that, less what is sunk, and whatever was agreed: for bounds */
	bool *trimmed; /* [group]: its problem is another one under limits */
	bool beyond;   /* whether such entries count */
	int64_t *plain_bound;       /* [group]: without surcharges */
	size_t *taken;              /* entry of each group */
	struct usage sum;           /* of what is taken */
	wide *base;                 /* of each entry, menu by menu: what other limits make of it */
	struct cover_effort effort; /* of each round */
	int64_t best_bound;
};

/* --- entries --------------------------------------------------------------------------- */

/* What was agreed of an engagement that is extended. */
static int64_t agreed_part(const struct source *s, size_t limit, const struct engagement *e,
			   struct arena *arena)
{
	struct engagement agreed = *e;

	agreed.decision = DECISION_LET_END;
	agreed.last_week = s->terms[e->running].agreed_week;
	price_engagement(s->company, &s->plan->options, arena, &agreed);
	return limit_counted(s, limit, &agreed);
}

static int64_t load_of(const struct master *m, size_t limit, const struct engagement *list,
		       size_t count, const struct usage *usage, struct arena *arena)
{
	const struct source *s = m->s;
	int64_t sum = 0;

	if (s->limits[limit].kind == LIMIT_ONSHORE)
		return usage->spend * s->company->settings.min_onshore_percent / 100 -
		       usage->used[limit];
	if (!m->ours_only[limit])
		return usage->used[limit];
	for (size_t i = 0; i < count; i++) {
		if (list[i].decision == DECISION_NEW)
			sum += limit_counted(s, limit, &list[i]);
		if (list[i].decision == DECISION_EXTEND)
			sum += limit_counted(s, limit, &list[i]) -
			       agreed_part(s, limit, &list[i], arena);
	}
	return sum;
}

static void measure_entry(const struct master *m, struct group *group, struct entry *entry)
{
	struct source *s = m->s;
	struct arena arena = ARENA_INIT, *kept = s->arena;
	struct cover_answer before = group->answer;
	struct engagement *list;
	size_t count;

	entry->usage = usage_new(s, s->scratch);
	entry->load = ARENA_ARRAY(s->scratch, int64_t, s->limit_count + 1);
	s->arena = &arena;
	group->answer = entry->answer;
	source_engage_group(s, group, &list, &count);
	for (size_t i = 0; i < count; i++)
		usage_add(s, &list[i], &entry->usage);
	for (size_t i = 0; i < s->limit_count; i++)
		entry->load[i] = load_of(m, i, list, count, &entry->usage, &arena);
	group->answer = before;
	s->arena = kept;
	arena_release(&arena);
}

/* Whether the entry can be in no plan that fits, whatever the other groups do. */
static bool is_beyond(const struct master *m, const struct menu *menu, const struct entry *entry)
{
	for (size_t i = 0; menu->count > 0 && i < m->s->limit_count; i++) {
		int64_t sunk = m->ours_only[i] ? 0 : menu->entries[0].load[i];

		if (m->s->limits[i].kind != LIMIT_ONSHORE && entry->usage.ours[i] > 0 &&
		    entry->load[i] - sunk > m->left[i])
			return true;
	}
	return false;
}

static bool same_entry(const struct source *s, const struct entry *a, const struct entry *b)
{
	size_t bytes = s->limit_count * sizeof(int64_t);

	return a->coins == b->coins && a->usage.spend == b->usage.spend &&
	       memcmp(a->usage.used, b->usage.used, bytes) == 0 &&
	       memcmp(a->usage.ours, b->usage.ours, bytes) == 0;
}

/* False when there is such an entry already, or no room. */
static bool add_entry(struct master *m, size_t g, const struct cover_answer *answer)
{
	struct menu *menu = &m->menus[g];
	struct entry entry = { .answer = *answer, .beyond = m->beyond };

	if (menu->count == m->entries_max)
		return false;
	cover_price(&m->s->groups[g].problem, &entry.answer);
	entry.coins = entry.answer.spend + entry.answer.penalty;
	measure_entry(m, &m->s->groups[g], &entry);
	entry.beyond |= is_beyond(m, menu, &entry);
	for (size_t i = 0; i < menu->count; i++) {
		if (!same_entry(m->s, &menu->entries[i], &entry))
			continue;
		if (!entry.beyond)
			menu->entries[i] = entry;
		return false;
	}
	menu->entries[menu->count++] = entry;
	return true;
}

/* Everything that runs ends as agreed, and nothing is ordered. */
static struct cover_answer as_agreed(const struct source *s, const struct group *group)
{
	const struct cover_problem *p = &group->problem;
	struct cover_answer answer = { .method = COVER_NOTHING };

	answer.buys = ARENA_ARRAY(s->scratch, struct cover_buy, p->option_count + 1);
	for (uint32_t k = 0; k < p->option_count; k++) {
		uint32_t r = group->choices[k].running;
		int32_t end = (int32_t)s->weeks - 1;

		if (r == NO_RUNNING || s->terms[r].agreed_week <= s->terms[r].sunk_week)
			continue;
		if (s->terms[r].agreed_week < end)
			end = s->terms[r].agreed_week;
		answer.buys[answer.buy_count++] =
			(struct cover_buy){ k, (uint32_t)s->terms[r].sunk_week + 1, (uint32_t)end,
					    s->company->running[r].heads };
	}
	return answer;
}

/* An answer of the same group in its other problem, in which some starts are missing. */
static struct cover_answer carry(const struct source *s, const struct group *from,
				 const struct group *to)
{
	struct cover_answer answer = from->answer;

	answer.buys = ARENA_ARRAY(s->scratch, struct cover_buy, answer.buy_count + 1);
	answer.buy_count = 0;
	for (size_t i = 0; i < from->answer.buy_count; i++) {
		struct cover_buy buy = from->answer.buys[i];
		const struct choice *choice = &from->choices[buy.option];

		for (uint32_t k = 0; k < to->problem.option_count; k++) {
			const struct cover_option *o = &to->problem.options[k];

			if (to->choices[k].option != choice->option ||
			    to->choices[k].running != choice->running ||
			    o->last_min[buy.first] > o->last_max[buy.first])
				continue;
			buy.option = k;
			if (buy.last > o->last_max[buy.first])
				buy.last = o->last_max[buy.first];
			if (buy.last >= o->last_min[buy.first])
				answer.buys[answer.buy_count++] = buy;
			break;
		}
	}
	return answer;
}

/* --- fewer heads, shorter terms -------------------------------------------------------- */

enum cut { CUT_HEAD, CUT_END, CUT_START, CUT_COUNT };

/* One head of a buy less, or for a week less; false when its terms do not let it. */
static bool cut_buy(const struct source *s, const struct cover_problem *p,
		    const struct cover_answer *answer, size_t buy, enum cut how,
		    struct cover_answer *less)
{
	struct cover_buy head = answer->buys[buy];
	const struct cover_option *o = &p->options[head.option];

	if (how == CUT_END && head.last-- <= o->last_min[head.first])
		return false;
	if (how == CUT_START && (head.first++ == head.last || o->last_min[head.first] > head.last ||
				 o->last_max[head.first] < head.last))
		return false;
	*less = *answer;
	less->buys = ARENA_ARRAY(s->scratch, struct cover_buy, answer->buy_count + 2);
	less->buy_count = 0;
	for (size_t i = 0; i < answer->buy_count; i++) {
		less->buys[less->buy_count] = answer->buys[i];
		less->buys[less->buy_count].heads -= i == buy;
		less->buy_count += less->buys[less->buy_count].heads > 0;
	}
	head.heads = 1;
	if (how != CUT_HEAD)
		less->buys[less->buy_count++] = head;
	return true;
}

/* Cut again and again, each time what is missed least for what it costs. */
static void thin_out(struct master *m, size_t g, struct cover_answer answer)
{
	const struct cover_problem *p = &m->s->groups[g].problem;
	enum cut ways = m->s->group_count <= FEW_GROUPS ? CUT_COUNT : CUT_END;

	cover_price(p, &answer);
	while (answer.buy_count > 0 && m->menus[g].count < m->entries_max) {
		struct cover_answer best = answer;
		int64_t best_loss = INT64_MAX, best_saved = 1;

		for (size_t i = 0; i < answer.buy_count * ways; i++) {
			struct cover_answer less;
			int64_t loss, saved;

			if (!cut_buy(m->s, p, &answer, i / ways, (enum cut)(i % ways), &less))
				continue;
			cover_price(p, &less);
			loss = less.penalty - answer.penalty;
			saved = answer.spend - less.spend;
			if (best_loss == INT64_MAX ||
			    (wide)loss * best_saved < (wide)best_loss * saved) {
				best = less;
				best_loss = loss;
				best_saved = saved;
			}
		}
		answer = best;
		add_entry(m, g, &answer);
	}
}

/* --- multipliers of the menus ---------------------------------------------------------- */

static int64_t most_micro(const struct source *s, size_t limit)
{
	/* No price may fall below 0. */
	return s->limits[limit].kind == LIMIT_ONSHORE
		       ? INT64_C(95) * MICRO / (101 - s->company->settings.min_onshore_percent)
		       : MICRO_MOST;
}

static wide charged(const struct master *m, const struct entry *entry, const int64_t *micro)
{
	wide sum = (wide)entry->coins * MICRO;

	for (size_t i = 0; i < m->s->limit_count; i++)
		sum += (wide)micro[i] * entry->load[i] * COVER_COINS;
	return sum;
}

/* Entry 0 is nothing at all, and never beyond. */
static void choose(const struct master *m, const int64_t *micro, size_t *chosen)
{
	for (size_t g = 0; g < m->s->group_count; g++) {
		const struct menu *menu = &m->menus[g];
		wide least = charged(m, &menu->entries[0], micro);

		chosen[g] = 0;
		for (size_t e = 1; e < menu->count; e++) {
			wide sum = charged(m, &menu->entries[e], micro);

			if (sum < least && !menu->entries[e].beyond) {
				least = sum;
				chosen[g] = e;
			}
		}
	}
}

/* Whether what is cheapest at that multiplier breaks the limit; base holds the other limits. */
static bool breaks(const struct master *m, size_t limit, int64_t micro)
{
	const wide *base = m->base;
	int64_t load = 0;

	for (size_t g = 0; g < m->s->group_count; g++) {
		const struct menu *menu = &m->menus[g];
		size_t best = 0;
		wide least = 0;

		for (size_t e = 0; e < menu->count; e++) {
			wide sum =
				base[e] + (wide)micro * menu->entries[e].load[limit] * COVER_COINS;

			if (e == 0 || (sum < least && (m->beyond || !menu->entries[e].beyond))) {
				least = sum;
				best = e;
			}
		}
		load += menu->entries[best].load[limit];
		base += menu->count;
	}
	return load > m->rest[limit];
}

/* The least multiplier at which the limit is kept, when the others stay as they are. */
static bool settle(struct master *m, size_t limit, int64_t *micro)
{
	int64_t before = micro[limit], low = -1, high = most_micro(m->s, limit);
	wide *base = m->base;

	micro[limit] = 0;
	for (size_t g = 0; g < m->s->group_count; g++)
		for (size_t e = 0; e < m->menus[g].count; e++)
			*base++ = charged(m, &m->menus[g].entries[e], micro);
	while (high - low > 1) {
		int64_t middle = low + (high - low) / 2;

		if (breaks(m, limit, middle))
			low = middle;
		else
			high = middle;
	}
	micro[limit] = high;
	return high != before;
}

static void settle_all(struct master *m, int64_t *micro)
{
	size_t count = 0;
	bool moved = true;

	for (size_t g = 0; g < m->s->group_count; g++)
		count += m->menus[g].count;
	m->base = ARENA_ARRAY(m->s->scratch, wide, count);
	for (int sweep = 0; moved && sweep < SWEEPS; sweep++) {
		moved = false;
		for (size_t i = 0; i < m->s->limit_count; i++)
			moved |= settle(m, i, micro);
	}
}

/* --- bounds ---------------------------------------------------------------------------- */

/* What the problems charge more than there is for weeks that an agreed end cuts. */
static int64_t cut_coins(const struct source *s)
{
	int64_t coins = 0;

	for (uint32_t r = 0; r < s->company->running_count; r++) {
		size_t k = s->company->running[r].option_index;
		const struct burden *b;
		int64_t rate, most;

		if (!s->terms[r].within || !s->tables[k].present_min)
			continue;
		source_cut_cents(s, r, &rate);
		if (rate <= 0)
			continue;
		b = &s->burden[k * s->weeks + (size_t)s->terms[r].agreed_week];
		most = b->kept > b->kept_late ? b->kept : b->kept_late;
		if (most > 0)
			coins += (scale_half_even(most, rate, MICRO) + 1) * COVER_COINS;
	}
	return coins;
}

/* The value of the relaxed problem: a bound, however the multipliers are. */
static int64_t relaxed(const struct master *m, const int64_t *micro, int64_t group_coins)
{
	int64_t coins = group_coins + source_fixed_coins(m->s) - cut_coins(m->s);

	for (size_t i = 0; i < m->s->limit_count; i++)
		if (micro[i] > 0)
			coins -= (scale_half_even(micro[i], m->room[i], MICRO) + 1) * COVER_COINS;
	return coins;
}

/* Whether the surcharges change nothing for a group. */
static bool is_spared(const struct source *s, const struct group *group)
{
	for (size_t i = 0; i < group->option_count; i++) {
		const struct burden *b = &s->burden[group->options[i] * s->weeks];

		if (s->burden_past[group->options[i]] != 0)
			return false;
		for (size_t t = 0; t < s->weeks; t++)
			if (b[t].rate || b[t].late || b[t].kept || b[t].kept_late)
				return false;
	}
	return true;
}

/* Solve all groups at the multipliers; whether that brought a new entry. */
static bool solve_round(struct master *m, const int64_t *micro, bool bound)
{
	struct source *s = m->s;
	struct limit_prices prices = { s, micro, m->ours_only };
	struct group *groups = ARENA_ARRAY(s->scratch, struct group, s->group_count + 1);
	size_t *number = ARENA_ARRAY(s->scratch, size_t, s->group_count + 1), count = 0;
	struct cover_effort effort = m->effort;
	int64_t coins = 0, value;
	bool added = false;

	limit_prices_set(s, &prices);
	if (!bound)
		effort.bound_rounds = -1;
	if (effort.search_steps == 0)
		effort.search_steps = bound ? LAST_STEPS : ROUND_STEPS;
	for (size_t g = 0; g < s->group_count; g++) {
		if (!m->trimmed[g] && is_spared(s, &s->groups[g])) {
			coins += m->plain_bound[g];
			continue;
		}
		groups[count] = s->groups[g];
		number[count++] = g;
	}
	source_solve(s, groups, count, &effort);
	for (size_t i = 0; i < count; i++) {
		coins += groups[i].narrowed ? 0 : groups[i].answer.bound;
		added |= add_entry(m, number[i], &groups[i].answer);
	}
	value = bound ? relaxed(m, micro, coins) : INT64_MIN;
	if (value > m->best_bound)
		m->best_bound = value;
	limit_prices_clear(s);
	return added;
}

/* --- the choice ------------------------------------------------------------------------ */

static void usage_change(const struct source *s, struct usage *sum, const struct usage *change,
			 int sign)
{
	sum->spend += sign * change->spend;
	for (size_t i = 0; i < s->limit_count; i++) {
		sum->used[i] += sign * change->used[i];
		sum->ours[i] += sign * change->ours[i];
	}
}

static struct usage sum_usage(const struct master *m, const size_t *chosen)
{
	struct usage sum = usage_new(m->s, m->s->scratch);

	usage_change(m->s, &sum, &m->fixed, 1);
	for (size_t g = 0; g < m->s->group_count; g++)
		usage_change(m->s, &sum, &m->menus[g].entries[chosen[g]].usage, 1);
	return sum;
}

static int64_t sum_coins(const struct master *m, const size_t *chosen)
{
	int64_t sum = 0;

	for (size_t g = 0; g < m->s->group_count; g++)
		sum += m->menus[g].entries[chosen[g]].coins;
	return sum;
}

static void take(struct master *m, size_t g, size_t e)
{
	usage_change(m->s, &m->sum, &m->menus[g].entries[m->taken[g]].usage, -1);
	usage_change(m->s, &m->sum, &m->menus[g].entries[e].usage, 1);
	m->taken[g] = e;
}

static int64_t step_coins(const struct master *m, size_t g, size_t e)
{
	return m->menus[g].entries[e].coins - m->menus[g].entries[m->taken[g]].coins;
}

static bool improve_one(struct master *m)
{
	bool better = false;

	for (size_t g = 0; g < m->s->group_count; g++)
		for (size_t e = 0; e < m->menus[g].count; e++) {
			size_t before = m->taken[g];

			if (m->menus[g].entries[e].beyond || step_coins(m, g, e) >= 0)
				continue;
			take(m, g, e);
			if (usage_fits(m->s, &m->sum))
				better = true;
			else
				take(m, g, before);
		}
	return better;
}

/* One group gets more while another gives. */
static bool improve_two(struct master *m, size_t g, size_t e, int64_t *looks)
{
	size_t before = m->taken[g], other_before;
	int64_t gain = step_coins(m, g, e);

	take(m, g, e);
	for (size_t h = 0; h < m->s->group_count; h++) {
		if (h == g)
			continue;
		other_before = m->taken[h];
		for (size_t f = 0; f < m->menus[h].count; f++) {
			int64_t loss = step_coins(m, h, f);

			(*looks)--;
			if (loss < 0 || gain + loss >= 0 || m->menus[h].entries[f].beyond)
				continue;
			take(m, h, f);
			if (usage_fits(m->s, &m->sum))
				return true;
			take(m, h, other_before);
		}
	}
	take(m, g, before);
	return false;
}

static bool improve_pairs(struct master *m, int64_t *looks)
{
	bool better = false;

	for (size_t g = 0; g < m->s->group_count; g++)
		for (size_t e = 0; e<m->menus[g].count && * looks> 0; e++)
			if (!m->menus[g].entries[e].beyond && step_coins(m, g, e) < 0)
				better |= improve_two(m, g, e, looks);
	return better;
}

/* Change single groups and pairs as long as that makes the plan cheaper and it fits. */
static void improve(struct master *m)
{
	int64_t looks = PAIRS_MAX;
	bool better = true;

	m->sum = sum_usage(m, m->taken);
	while (better && looks > 0) {
		better = improve_one(m);
		better |= improve_pairs(m, &looks);
	}
}

/* Start from a choice that fits, improve it, and keep the better one. */
static void try_choice(struct master *m, const size_t *chosen)
{
	struct source *s = m->s;
	struct usage usage = sum_usage(m, chosen);
	size_t bytes = s->group_count * sizeof(*chosen);
	size_t *before = ARENA_ARRAY(s->scratch, size_t, s->group_count + 1);

	if (!usage_fits(s, &usage))
		return;
	memcpy(before, m->taken, bytes);
	memcpy(m->taken, chosen, bytes);
	improve(m);
	if (sum_coins(m, m->taken) > sum_coins(m, before))
		memcpy(m->taken, before, bytes);
}

/* Of each menu what is cheapest at the multipliers, and at higher ones until it fits. */
static void choose_and_improve(struct master *m, const int64_t *micro)
{
	static const int32_t percents[] = { 100, 102, 105, 110, 120, 150, 200, 400, 1600 };
	struct source *s = m->s;
	size_t *chosen = ARENA_ARRAY(s->scratch, size_t, s->group_count + 1);
	int64_t *raised = ARENA_ARRAY(s->scratch, int64_t, s->limit_count + 1);

	memset(chosen, 0, s->group_count * sizeof(*chosen));
	try_choice(m, chosen); /* all ended */
	for (size_t g = 0; g < s->group_count; g++)
		chosen[g] = m->menus[g].count > 1;
	try_choice(m, chosen); /* all as agreed, where that is another one */
	for (size_t i = 0; i < ARRAY_LEN(percents); i++) {
		struct usage usage;

		for (size_t k = 0; k < s->limit_count; k++) {
			raised[k] = micro[k] * percents[i] / 100;
			if (raised[k] > most_micro(s, k))
				raised[k] = most_micro(s, k);
		}
		choose(m, raised, chosen);
		usage = sum_usage(m, chosen);
		if (!usage_fits(s, &usage))
			continue;
		try_choice(m, chosen);
		break;
	}
}

/* --- all of it ------------------------------------------------------------------------- */

/* What every limit leaves: of the loads of entries, and for bounds. */
static void set_rooms(struct master *m)
{
	struct source *s = m->s;
	int64_t share = s->company->settings.min_onshore_percent;

	for (size_t i = 0; i < s->limit_count; i++) {
		int64_t limit = s->limits[i].limit_cents, sunk = s->sunk_used[i];
		int64_t left = limit > sunk ? limit - sunk : 0;

		m->room[i] = m->left[i] = left;
		m->rest[i] = m->ours_only[i] ? left : limit - m->fixed.used[i];
		if (s->limits[i].kind == LIMIT_ONSHORE) {
			int64_t elsewhere =
				m->agreed.spend - m->agreed.used[i] - s->sunk_spend + sunk;

			m->rest[i] = m->fixed.used[i] - m->fixed.spend * share / 100;
			/* What was agreed elsewhere may stay, whatever the share. */
			m->room[i] = sunk - s->sunk_spend * share / 100;
			if (m->room[i] < elsewhere * share / 100 + 1)
				m->room[i] = elsewhere * share / 100 + 1;
		}
	}
}

static void measure_agreed(struct master *m)
{
	struct source *s = m->s;
	struct arena arena = ARENA_INIT, *kept = s->arena;
	struct sourcing agreed = { .view = s->view };

	m->agreed = usage_new(s, s->scratch);
	s->arena = &arena;
	source_engage(s, false, &agreed);
	for (size_t i = 0; i < agreed.engagement_count; i++)
		usage_add(s, &agreed.engagements[i], &m->agreed);
	s->arena = kept;
	arena_release(&arena);
	for (size_t i = 0; i < s->limit_count; i++)
		m->ours_only[i] = s->limits[i].kind != LIMIT_ONSHORE &&
				  m->agreed.used[i] > s->limits[i].limit_cents;
}

static struct master start(struct source *s, int64_t bound_coins)
{
	size_t limits = s->limit_count + 1, groups = s->group_count + 1;
	struct master m = { .s = s,
			    .effort = s->effort->cover,
			    .best_bound = bound_coins,
			    .menus = ARENA_ARRAY(s->scratch, struct menu, groups),
			    .taken = ARENA_ARRAY(s->scratch, size_t, groups),
			    .trimmed = ARENA_ARRAY(s->scratch, bool, groups),
			    .plain_bound = ARENA_ARRAY(s->scratch, int64_t, groups),
			    .ours_only = ARENA_ARRAY(s->scratch, bool, limits),
			    .rest = ARENA_ARRAY(s->scratch, int64_t, limits),
			    .left = ARENA_ARRAY(s->scratch, int64_t, limits),
			    .room = ARENA_ARRAY(s->scratch, int64_t, limits) };

	m.entries_max = ENTRIES_ALL / groups;
	if (m.entries_max < ENTRIES_LEAST)
		m.entries_max = ENTRIES_LEAST;
	if (m.entries_max > ENTRIES_MAX)
		m.entries_max = ENTRIES_MAX;
	m.fixed = source_fixed_usage(s);
	measure_agreed(&m);
	set_rooms(&m);
	return m;
}

/* Whether limits leave the same starts, terms and heads. */
static bool same_windows(const struct cover_problem *a, const struct cover_problem *b)
{
	size_t bytes = a->week_count * sizeof(uint32_t);

	if (a->option_count != b->option_count || a->pool_count != b->pool_count)
		return false;
	for (size_t k = 0; k < a->option_count; k++)
		if (a->options[k].heads_max != b->options[k].heads_max ||
		    memcmp(a->options[k].last_min, b->options[k].last_min, bytes) != 0 ||
		    memcmp(a->options[k].last_max, b->options[k].last_max, bytes) != 0)
			return false;
	return true;
}

static void fill_menu(struct master *m, size_t g)
{
	struct source *s = m->s;
	struct group *group = &s->groups[g], before = *group;
	const struct cover_answer nothing = { .method = COVER_NOTHING };
	struct cover_answer agreed;
	bool trimmed;

	m->plain_bound[g] = group->narrowed ? 0 : group->answer.bound;
	m->menus[g].entries = ARENA_ARRAY(s->scratch, struct entry, m->entries_max);
	m->beyond = false;
	source_state(s, group);
	agreed = as_agreed(s, group);
	add_entry(m, g, &nothing);
	add_entry(m, g, &agreed);
	trimmed = m->trimmed[g] = !same_windows(&before.problem, &group->problem);
	/* Leave room for what the rounds bring. */
	m->entries_max -= 2 * ROUNDS;
	if (trimmed) {
		struct group under = *group;

		*group = before;
		m->beyond = true;
		add_entry(m, g, &before.answer);
		m->entries_max /= 2;
		thin_out(m, g, before.answer);
		m->entries_max *= 2;
		m->beyond = false;
		*group = under;
	}
	group->answer = carry(s, &before, group);
	add_entry(m, g, &group->answer);
	thin_out(m, g, group->answer);
	m->entries_max += 2 * ROUNDS;
}

/* With few groups a whole head is much: menus are made finer around the multipliers. */
static void refine(struct master *m, const int64_t *micro)
{
	static const int32_t percents[] = { 0, 40, 70, 85, 95, 105, 115, 130, 160, 250, 400 };
	struct source *s = m->s;
	int64_t *moved = ARENA_ARRAY(s->scratch, int64_t, s->limit_count + 1);

	for (size_t i = 0; i < ARRAY_LEN(percents); i++) {
		for (size_t k = 0; k < s->limit_count; k++) {
			moved[k] = micro[k] * percents[i] / 100;
			if (moved[k] > most_micro(s, k))
				moved[k] = most_micro(s, k);
		}
		/* Near by a bound may be better, too. */
		solve_round(m, moved, percents[i] >= 70 && percents[i] <= 130);
	}
	for (size_t g = 0; g < s->group_count; g++)
		for (size_t e = 0, count = m->menus[g].count; e < count; e++)
			if (!m->menus[g].entries[e].beyond)
				thin_out(m, g, m->menus[g].entries[e].answer);
}

/* Within a fiftieth: another round would hardly bring anything new. */
static bool are_close(const struct source *s, const int64_t *a, const int64_t *b)
{
	for (size_t i = 0; i < s->limit_count; i++)
		if ((a[i] > b[i] ? a[i] - b[i] : b[i] - a[i]) > b[i] / 50)
			return false;
	return true;
}

bool source_limits_solve(struct source *s, int64_t *bound_coins)
{
	struct master m = start(s, *bound_coins);
	int64_t *micro = ARENA_ARRAY(s->scratch, int64_t, s->limit_count + 1);
	int64_t *before = ARENA_ARRAY(s->scratch, int64_t, s->limit_count + 1);
	int64_t *saves = ARENA_ARRAY(s->scratch, int64_t, s->limit_count + 1);
	size_t bytes = s->limit_count * sizeof(*micro);

	s->limited = true;
	for (size_t g = 0; g < s->group_count; g++)
		fill_menu(&m, g);
	for (int round = 0; round < ROUNDS; round++) {
		memcpy(before, micro, bytes);
		settle_all(&m, micro);
		if (round > 0 && are_close(s, before, micro))
			break;
		if (!solve_round(&m, micro, false))
			break;
	}
	solve_round(&m, micro, true);
	m.beyond = true;
	memcpy(saves, micro, bytes);
	settle_all(&m, saves);
	m.beyond = false;
	if (s->group_count <= FEW_GROUPS) {
		solve_round(&m, saves, true);
		refine(&m, saves);
	}
	choose_and_improve(&m, micro);
	for (size_t g = 0; g < s->group_count; g++) {
		enum cover_method method = s->groups[g].answer.method;

		s->groups[g].answer = m.menus[g].entries[m.taken[g]].answer;
		s->groups[g].answer.method = method;
	}
	for (size_t i = 0; i < s->limit_count; i++)
		s->limits[i].saves_micro = saves[i];
	*bound_coins = m.best_bound;
	s->limited = false;
	m.sum = sum_usage(&m, m.taken);
	return usage_fits(s, &m.sum);
}
