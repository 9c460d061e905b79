/*
 * What engagements cover in a sample: a maximum flow between classes of lines and engagements,
 * served engagement by engagement, so that the first ones count as much as they can
 * (docs/ritual.md, "How certain is it").
 *
 * Lines that the same options may fill are one node, which keeps the graph small: it is made once a
 * week and solved for each outcome. Left out: our people are not moved, and an open minute is an
 * open minute, whatever its priority.
 */
#include "planner/simulation/sample_use.h"

#include "planner/eligible.h"
#include "solver/network/flow.h"

static bool same_fillers(const bool *may, size_t options, size_t lines, size_t a, size_t b)
{
	for (size_t k = 0; k < options; k++)
		if (may[k * lines + a] != may[k * lines + b])
			return false;
	return true;
}

struct use_rules use_rules_make(const struct plan *plan, struct arena *arena)
{
	const struct company *company = plan->company;
	size_t lines = company->demand_count, options = company->option_count;
	bool *may = ARENA_ARRAY(arena, bool, options *lines + 1);
	size_t *first_line = ARENA_ARRAY(arena, size_t, lines + 1);
	struct use_rules rules = { .plan = plan,
				   .line_class = ARENA_ARRAY(arena, uint32_t, lines + 1) };

	for (size_t k = 0; k < options; k++)
		for (size_t d = 0; d < lines; d++)
			may[k * lines + d] =
				costing_may_fill(company, &plan->options, &company->options[k],
						 &company->demands[d]);
	for (size_t d = 0; d < lines; d++) {
		size_t line_class = 0;

		while (line_class < rules.class_count &&
		       !same_fillers(may, options, lines, first_line[line_class], d))
			line_class++;
		if (line_class == rules.class_count)
			first_line[rules.class_count++] = d;
		rules.line_class[d] = (uint32_t)line_class;
	}
	rules.may = ARENA_ARRAY(arena, bool, options *rules.class_count + 1);
	for (size_t k = 0; k < options; k++)
		for (size_t line_class = 0; line_class < rules.class_count; line_class++)
			rules.may[k * rules.class_count + line_class] =
				may[k * lines + first_line[line_class]];
	return rules;
}

static int32_t delivered_in(const struct engagement *e, size_t week)
{
	for (size_t i = 0; i < e->week_count; i++)
		if (e->weeks[i].week == week)
			return (int32_t)e->weeks[i].delivered_minutes;
	return 0;
}

/* Classes of lines are the nodes from 0 and give their gap; engagements follow and take it. */
void use_week_make(const struct use_rules *rules, size_t week, struct arena *arena,
		   struct use_week *made)
{
	const struct sourcing *sourcing = rules->plan->sourcing;
	size_t all = sourcing->engagement_count, classes = rules->class_count;

	*made = (struct use_week){ .rules = rules,
				   .engagements = ARENA_ARRAY(arena, uint32_t, all + 1),
				   .delivered = ARENA_ARRAY(arena, int32_t, all + 1),
				   .flow = flow_make(arena) };
	for (uint32_t e = 0; e < all; e++) {
		int32_t minutes = delivered_in(&sourcing->engagements[e], week);

		if (minutes <= 0)
			continue;
		made->delivered[made->count] = minutes;
		made->engagements[made->count++] = e;
	}
	for (size_t i = 0; i < classes + made->count; i++)
		flow_node(&made->flow);
	for (size_t i = 0; i < made->count; i++) {
		uint32_t option = sourcing->engagements[made->engagements[i]].option;

		for (size_t line_class = 0; line_class < classes; line_class++)
			if (rules->may[option * classes + line_class])
				flow_arc(&made->flow, (int32_t)line_class, (int32_t)(classes + i));
	}
	flow_seal(&made->flow);
	made->work = flow_work_make(&made->flow, arena);
}

int64_t use_cover(struct use_week *made, const int32_t *gap, int32_t *used)
{
	const struct use_rules *rules = made->rules;
	int64_t open = 0;

	flow_clear(&made->work);
	for (size_t d = 0; d < rules->plan->company->demand_count; d++) {
		made->work.supply[rules->line_class[d]] += gap[d];
		open += gap[d];
	}
	for (size_t i = 0; i < made->count; i++) {
		int32_t node = (int32_t)(rules->class_count + i);

		used[i] = 0;
		if (open == 0)
			continue;
		flow_want(&made->work, node, made->delivered[i]);
		flow_serve(&made->work);
		used[i] = made->delivered[i] - made->work.need[node];
		made->work.need[node] = 0;
		open -= used[i];
	}
	return open;
}
