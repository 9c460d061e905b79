#include "planner/sourcing/source_engage.h"

#include <stdlib.h>

#include "planner/allocation/price.h"
#include "planner/sourcing/source_limits.h"

struct engaging {
	struct source *s;
	struct engagement *list;
	size_t count, room;
};

static void add(struct engaging *out, struct engagement e)
{
	out->list = ARENA_PUSH(out->s->arena, out->list, out->count, out->room);
	out->list[out->count++] = e;
}

static void add_new(struct engaging *out, uint32_t k, const struct cover_buy *buy)
{
	const struct source *s = out->s;
	int32_t least = price_least_last_week(&s->plan->options, &s->company->options[k],
					      (int32_t)buy->first);

	add(out, (struct engagement){
			 .option = k,
			 .running = NO_RUNNING,
			 .decision = DECISION_NEW,
			 .heads = buy->heads,
			 .first_week = (int32_t)buy->first,
			 .last_week = least >= (int32_t)s->weeks ? least : (int32_t)buy->last,
		 });
}

/* Heads that are there up to a week of the plan. */
static void add_running(struct engaging *out, uint32_t r, int32_t heads, int32_t last_week)
{
	const struct source *s = out->s;
	const struct term *term = &s->terms[r];
	int32_t agreed = term->agreed_week, end = (int32_t)s->weeks - 1;
	struct engagement e = { .option = (uint32_t)s->company->running[r].option_index,
				.running = r,
				.heads = heads,
				.first_week = term->first_week,
				.last_week = last_week };

	if (heads == 0)
		return;
	if (last_week == (agreed < end ? agreed : end)) {
		e.decision = DECISION_LET_END;
		e.last_week = agreed;
	} else {
		e.decision = last_week < agreed ? DECISION_END_EARLY : DECISION_EXTEND;
	}
	add(out, e);
}

static void add_answer(struct engaging *out, const struct group *group, int32_t *heads_left)
{
	for (size_t i = 0; i < group->answer.buy_count; i++) {
		const struct cover_buy *buy = &group->answer.buys[i];
		struct choice choice = group->choices[buy->option];

		if (choice.running == NO_RUNNING) {
			add_new(out, choice.option, buy);
			continue;
		}
		add_running(out, choice.running, buy->heads, (int32_t)buy->last);
		heads_left[choice.running] -= buy->heads;
	}
}

static int by_order(const void *left, const void *right)
{
	const struct engagement *a = left, *b = right;

	if (a->first_day.since_1970 != b->first_day.since_1970)
		return a->first_day.since_1970 < b->first_day.since_1970 ? -1 : 1;
	if (a->option != b->option)
		return a->option < b->option ? -1 : 1;
	if (a->running != b->running)
		return a->running < b->running ? -1 : 1;
	if (a->decision != b->decision)
		return a->decision < b->decision ? -1 : 1;
	return (a->last_day.since_1970 > b->last_day.since_1970) -
	       (a->last_day.since_1970 < b->last_day.since_1970);
}

static void price_all(struct engaging *out)
{
	struct source *s = out->s;

	for (size_t i = 0; i < out->count; i++) {
		price_engagement(s->company, &s->plan->options, s->arena, &out->list[i]);
		out->list[i].wanted = out->list[i].first_day;
		out->list[i].runner_up = NO_OPTION;
		out->list[i].flip = (struct flip){ -1, -1, -1 };
	}
}

static int32_t *heads_within(const struct source *s)
{
	int32_t *heads = ARENA_ARRAY(s->scratch, int32_t, s->company->running_count + 1);

	for (uint32_t r = 0; r < s->company->running_count; r++)
		heads[r] = s->terms[r].within ? s->company->running[r].heads : 0;
	return heads;
}

static bool belongs(const struct source *s, const struct group *group, uint32_t running)
{
	for (size_t i = 0; i < group->option_count; i++)
		if (group->options[i] == s->company->running[running].option_index)
			return true;
	return false;
}

void source_engage_group(struct source *s, const struct group *group, struct engagement **list,
			 size_t *count)
{
	struct engaging out = { .s = s };
	int32_t *left = heads_within(s);

	add_answer(&out, group, left);
	for (uint32_t r = 0; r < s->company->running_count; r++)
		if (belongs(s, group, r))
			add_running(&out, r, left[r], s->terms[r].sunk_week);
	price_all(&out);
	*list = out.list;
	*count = out.count;
}

struct usage source_fixed_usage(struct source *s)
{
	struct engaging out = { .s = s };
	struct usage usage = usage_new(s, s->scratch);
	int32_t *heads = heads_within(s);

	for (uint32_t r = 0; r < s->company->running_count; r++)
		if (!s->tables[s->company->running[r].option_index].present_min)
			add_running(&out, r, heads[r], s->terms[r].sunk_week);
	price_all(&out);
	for (size_t i = 0; i < out.count; i++)
		usage_add(s, &out.list[i], &usage);
	return usage;
}

void source_engage(struct source *s, bool answers, struct sourcing *sourcing)
{
	struct engaging out = { .s = s };
	int32_t *left = heads_within(s);

	for (size_t g = 0; answers && g < s->group_count; g++)
		add_answer(&out, &s->groups[g], left);
	for (uint32_t r = 0; r < s->company->running_count; r++) {
		const struct term *term = &s->terms[r];
		int32_t agreed = term->agreed_week, end = (int32_t)s->weeks - 1;

		/* What helps nobody ends as soon as it may, too. */
		add_running(&out, r, left[r],
			    answers        ? term->sunk_week
			    : agreed < end ? agreed
					   : end);
	}
	price_all(&out);
	if (out.count > 0)
		qsort(out.list, out.count, sizeof(*out.list), by_order);
	sourcing->engagements = out.list;
	sourcing->engagement_count = out.count;
}
