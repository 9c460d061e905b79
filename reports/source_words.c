#include "reports/source_words.h"

#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"

void month_text(struct day day, char out[MONTH_TEXT_SIZE])
{
	char text[DAY_TEXT_SIZE];

	day_format(day, text);
	memcpy(out, text, MONTH_TEXT_SIZE - 1);
	out[MONTH_TEXT_SIZE - 1] = '\0';
}

const char **option_role_texts(const struct rate_option *option, struct arena *arena)
{
	const char **texts = ARENA_ARRAY(arena, const char *, option->role_count + 1);

	for (size_t i = 0; i < option->role_count; i++)
		texts[i] = arena_format(arena, "%s:%d", option->roles[i].role,
					(int)option->roles[i].level);
	return texts;
}

const char **engagement_projects(const struct plan *plan, size_t engagement, size_t *count,
				 struct arena *arena)
{
	const struct sourcing *sourcing = plan->sourcing;
	const char **projects = NULL;
	size_t n = 0, room = 0, kept = 0;

	for (size_t i = 0; i < sourcing->coverage_count; i++) {
		const struct coverage *c = &sourcing->coverage[i];

		if (c->engagement != engagement ||
		    (i > 0 && c[-1].engagement == engagement && c[-1].line == c->line))
			continue;
		projects = ARENA_PUSH(arena, projects, n, room);
		projects[n++] = plan->company->demands[c->line].project;
	}
	if (n > 0)
		qsort(projects, n, sizeof(*projects), text_order);
	for (size_t i = 0; i < n; i++)
		if (i == 0 || strcmp(projects[i], projects[kept - 1]) != 0)
			projects[kept++] = projects[i];
	*count = kept;
	return projects;
}

const char *money_text(int64_t cents, struct arena *arena)
{
	char text[NUMBER_TEXT_SIZE];

	number_format(text, cents, 100, 2, '.');
	return arena_copy(arena, span_of(text));
}

/* By how much a total is above a bound, in tenths of a percent; rounded up: never said to be better
 * than proven. */
static const char *percent_above(int64_t total, int64_t bound, struct arena *arena)
{
	int64_t above = total - bound, tenths = scale_half_even(above, 1000, bound);
	char text[NUMBER_TEXT_SIZE];

	if (scale_half_even(tenths, bound, 1000) < above)
		tenths++;
	number_format(text, tenths, 10, 1, '.');
	return arena_format(arena, "%s %%", text);
}

static const char *proven_text(const struct sourcing *sourcing, struct arena *arena)
{
	int64_t total = sourcing->total_cents, best = sourcing->bound_cents;
	int64_t use = sourcing->use_bound_cents;
	const char *here, *anywhere;

	if (best >= total)
		return "proven optimal";
	anywhere = best > 0 ? arena_format(arena, "within %s", percent_above(total, best, arena))
			    : "without a bound";
	if (use <= best)
		return best > 0 ? arena_format(arena, "proven %s of optimal", anywhere)
				: "not proven to be near the optimum";
	here = use >= total ? "optimal"
			    : arena_format(arena, "within %s of optimal",
					   percent_above(total, use, arena));
	return arena_format(arena, "proven %s with these assignments, %s over all assignments",
			    here, anywhere);
}

const char *bound_text(const struct sourcing *sourcing, struct arena *arena)
{
	const char *text = proven_text(sourcing, arena);
	size_t groups = sourcing->aggregated_count;

	if (groups == 0)
		return text;
	return arena_format(arena,
			    "%s (nothing is proven of %zu group%s of work with more than 256 kinds "
			    "of external staff)",
			    text, groups, groups == 1 ? "" : "s");
}
