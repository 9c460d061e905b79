/* Menus of answers: what a group could do under limits. */
#include "planner/sourcing/source_menu.h"

#include <string.h>

#include "planner/allocation/price.h"
#include "planner/sourcing/source_engage.h"
#include "planner/sourcing/source_limits.h"
#include "planner/sourcing/source_state.h"
#include "solver/cover/cover_price.h"

enum {
	ENTRIES_MAX = 400,
	ENTRIES_LEAST = 40,
	ENTRIES_ALL = 4000, /* of all menus together, but ENTRIES_LEAST of each */
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
bool menu_add(struct master *m, size_t g, const struct cover_answer *answer)
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

struct cover_answer menu_carry(const struct source *s, const struct group *from,
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
void menu_thin_out(struct master *m, size_t g, struct cover_answer answer)
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
		menu_add(m, g, &answer);
	}
}

/* --- the first entries ----------------------------------------------------------------- */

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

struct master master_start(struct source *s)
{
	size_t limits = s->limit_count + 1, groups = s->group_count + 1;
	struct master m = { .s = s,
			    .effort = s->effort->cover,
			    .menus = ARENA_ARRAY(s->scratch, struct menu, groups),
			    .taken = ARENA_ARRAY(s->scratch, size_t, groups),
			    .trimmed = ARENA_ARRAY(s->scratch, bool, groups),
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
	for (size_t i = 0; i < a->pool_count; i++)
		if (memcmp(a->pools[i].heads_max, b->pools[i].heads_max,
			   a->week_count * sizeof(int32_t)) != 0)
			return false;
	return true;
}

void menu_fill(struct master *m, size_t g)
{
	struct source *s = m->s;
	struct group *group = &s->groups[g], before = *group;
	const struct cover_answer nothing = { .method = COVER_NOTHING };
	struct cover_answer agreed;
	bool trimmed;

	m->menus[g].entries = ARENA_ARRAY(s->scratch, struct entry, m->entries_max + MIX_ENTRIES);
	m->beyond = false;
	source_state(s, group);
	agreed = as_agreed(s, group);
	menu_add(m, g, &nothing);
	menu_add(m, g, &agreed);
	trimmed = m->trimmed[g] = !same_windows(&before.problem, &group->problem);
	/* Leave room for what the rounds bring. */
	m->entries_max -= (size_t)2 * MASTER_ROUNDS;
	if (trimmed) {
		struct group under = *group;

		*group = before;
		m->beyond = true;
		menu_add(m, g, &before.answer);
		m->entries_max /= 2;
		menu_thin_out(m, g, before.answer);
		m->entries_max *= 2;
		m->beyond = false;
		*group = under;
	}
	group->answer = menu_carry(s, &before, group);
	menu_add(m, g, &group->answer);
	menu_thin_out(m, g, group->answer);
	m->entries_max += (size_t)2 * MASTER_ROUNDS;
}
