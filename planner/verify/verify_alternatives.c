/*
 * What an alternative to an engagement leaves open: its engagements given to lines by augmenting
 * paths, the dear lines first.
 *
 * What a line has got no later one takes away, so serving lines by falling penalty leaves the
 * least penalty (what can be served is a polymatroid). Other code than
 * planner/sourcing/source_open.c, which it checks: single paths in place of flows by penalty.
 * Cost: every look at an option and a line is counted, since verify_reasons.c bounds how many
 * there may be. docs/sourcing.md, "How it is known to be right".
 */
#include "planner/verify/verify_alternatives.h"

#include <string.h>

/* Work of one week: what is given of each engagement to each line, by augmenting paths. */
struct giving {
	struct reasons *r;
	const struct checked_alternative *alternative;
	uint32_t *all; /* lines that the options may fill, the dearest first */
	size_t all_count;
	uint32_t *lines; /* of these, with a gap in the week */
	size_t line_count;
	int64_t *left;  /* [engagement] */
	int64_t *given; /* [engagement][line] */
	bool *seen;     /* [line] */
	uint32_t *from; /* [line]: the line before on the path */
	uint32_t *over; /* [line]: the engagement that links the two */
	uint32_t *queue;
};

static int64_t gap_of(const struct reasons *r, uint32_t line, size_t week)
{
	const struct line_coverage *cover =
		&r->check->sourcing->lines[line * (size_t)r->check->weeks + week];

	return cover->asked_minutes - cover->own_minutes;
}

static int64_t price_of(const struct reasons *r, uint32_t line)
{
	const struct company *company = r->check->company;

	return company->settings.penalty_hour_cents[company->demands[line].priority];
}

static bool may(const struct reasons *r, const struct engagement *e, uint32_t line)
{
	return r->may[e->option * r->check->company->demand_count + line];
}

/* The lines that the options may fill, sorted by insertion: the dearest first, equal ones in
 * their order. */
static void list_lines(struct giving *g)
{
	const struct reasons *r = g->r;

	for (uint32_t d = 0; d < r->check->company->demand_count; d++) {
		bool any = false;
		size_t at = g->all_count;

		for (size_t k = 0; k < g->alternative->of->option_count && !any; k++)
			any = r->may[g->alternative->of->options[k] *
					     r->check->company->demand_count +
				     d];
		if (!any)
			continue;
		for (; at > 0 && price_of(r, g->all[at - 1]) < price_of(r, d); at--)
			g->all[at] = g->all[at - 1];
		g->all[at] = d;
		g->all_count++;
	}
}

/* Move minutes along the path that ends at a line with an engagement that has some left. */
static int64_t push(struct giving *g, uint32_t end, size_t spare, int64_t wanted)
{
	int64_t most = wanted < g->left[spare] ? wanted : g->left[spare];
	size_t engagement = spare;

	for (uint32_t l = end; g->from[l] != l; l = g->from[l]) {
		int64_t given = g->given[g->over[l] * g->line_count + l];

		most = given < most ? given : most;
	}
	g->left[spare] -= most;
	for (uint32_t l = end;; l = g->from[l]) {
		g->given[engagement * g->line_count + l] += most;
		if (g->from[l] == l)
			return most;
		engagement = g->over[l];
		g->given[engagement * g->line_count + l] -= most;
	}
}

/* One path from a line to an engagement with minutes left; how much it brought. */
static int64_t augment(struct giving *g, uint32_t start, int64_t wanted)
{
	size_t head = 0, tail = 0;

	memset(g->seen, 0, g->line_count * sizeof(*g->seen));
	g->queue[tail++] = start;
	g->seen[start] = true;
	g->from[start] = start;
	while (head < tail) {
		uint32_t l = g->queue[head++];

		for (uint32_t e = 0; e < g->alternative->count; e++) {
			if (!may(g->r, g->alternative->list[e], g->lines[l]))
				continue;
			if (g->left[e] > 0)
				return push(g, l, e, wanted);
			g->r->looks -= (int64_t)g->line_count;
			for (uint32_t m = 0; m < g->line_count; m++)
				if (!g->seen[m] && g->given[e * g->line_count + m] > 0) {
					g->seen[m] = true;
					g->from[m] = l;
					g->over[m] = e;
					g->queue[tail++] = m;
				}
		}
	}
	return 0;
}

/* Serve the lines of a week one after the other; the penalty of what they do not get. */
static int64_t open_week_cent60(struct giving *g, size_t week)
{
	int64_t sum = 0;

	g->line_count = 0;
	for (size_t i = 0; i < g->all_count; i++)
		if (gap_of(g->r, g->all[i], week) > 0)
			g->lines[g->line_count++] = g->all[i];
	g->r->looks -= (int64_t)g->all_count;
	memset(g->given, 0, g->alternative->count * g->line_count * sizeof(*g->given));
	for (size_t e = 0; e < g->alternative->count; e++) {
		g->left[e] = 0;
		for (size_t i = 0; i < g->alternative->list[e]->week_count; i++)
			if (g->alternative->list[e]->weeks[i].week == week)
				g->left[e] = g->alternative->list[e]->weeks[i].delivered_minutes;
	}
	for (uint32_t l = 0; l < g->line_count; l++) {
		int64_t wanted = gap_of(g->r, g->lines[l], week), got = 1;

		while (wanted > 0 && got > 0) {
			got = augment(g, l, wanted);
			wanted -= got;
		}
		sum += wanted * price_of(g->r, g->lines[l]);
	}
	return sum;
}

int64_t alternative_open_cent60(struct reasons *r, const struct checked_alternative *alternative)
{
	size_t lines = r->check->company->demand_count + 1;
	struct arena arena = ARENA_INIT;
	struct giving g = { .r = r,
			    .alternative = alternative,
			    .all = ARENA_ARRAY(&arena, uint32_t, lines),
			    .lines = ARENA_ARRAY(&arena, uint32_t, lines),
			    .left = ARENA_ARRAY(&arena, int64_t, alternative->count + 1),
			    .given = ARENA_ARRAY(&arena, int64_t, (alternative->count + 1) * lines),
			    .seen = ARENA_ARRAY(&arena, bool, lines),
			    .from = ARENA_ARRAY(&arena, uint32_t, lines),
			    .over = ARENA_ARRAY(&arena, uint32_t, lines),
			    .queue = ARENA_ARRAY(&arena, uint32_t, lines) };
	int64_t sum = 0;

	list_lines(&g);
	for (size_t w = 0; w < (size_t)r->check->weeks; w++)
		sum += open_week_cent60(&g, w);
	arena_release(&arena);
	return sum;
}
