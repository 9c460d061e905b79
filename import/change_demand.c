#include "import/change_demand.h"

#include <string.h>

#include "base/attributes.h"

enum { FTE_MAX = 10000, HOURS_MAX = 400000 };

static bool is_named(const struct changing *c, const struct demand *demand, const char *name,
		     bool by_project)
{
	return change_same(c, by_project ? demand->project : demand->id, name);
}

/* Whether the name is a line's or a project's; else a fault with a guess. */
static bool find_name(const struct changing *c, const char *name, bool *by_project)
{
	const struct company *company = c->company;
	const char **names = ARENA_ARRAY(c->arena, const char *, 2 * company->demand_count + 1);

	for (int project = 0; project < 2; project++)
		for (size_t d = 0; d < company->demand_count; d++)
			if (is_named(c, &company->demands[d], name, project)) {
				*by_project = project;
				return true;
			}
	for (size_t d = 0; d < company->demand_count; d++) {
		names[2 * d] = company->demands[d].id;
		names[2 * d + 1] = company->demands[d].project;
	}
	return fault_set(c->fault, FAULT_USAGE, "'%s': there is no demand line or project '%s'%s",
			 c->text, name, change_guess(c, name, names, 2 * company->demand_count));
}

typedef bool set_field(const struct changing *c, struct demand *demand, const char *value);

static bool check_period(const struct changing *c, const struct demand *demand)
{
	return day_distance(demand->start, demand->end) >= 0 ||
	       fault_set(c->fault, FAULT_USAGE, "'%s': %s would end before it starts", c->text,
			 demand->id);
}

static bool is_long(const struct changing *c, const struct demand *demand)
{
	return !demand->weeks ||
	       fault_set(c->fault, FAULT_USAGE,
			 "'%s': %s has an amount for each week; only 'move' by weeks, "
			 "'priority', 'status' and 'probability' can be changed",
			 c->text, demand->id);
}

static bool set_start(const struct changing *c, struct demand *demand, const char *value)
{
	return is_long(c, demand) && change_read_day(c, value, &demand->start) &&
	       check_period(c, demand);
}

static bool set_end(const struct changing *c, struct demand *demand, const char *value)
{
	return is_long(c, demand) && change_read_day(c, value, &demand->end) &&
	       check_period(c, demand);
}

static bool set_move(const struct changing *c, struct demand *demand, const char *value)
{
	struct demand_week *weeks = demand->weeks;
	int32_t days = 0;

	if (!change_read_shift(value, &days))
		return change_wrong(c, "a shift", value, "write +2w or -3d");
	if (weeks && days % 7)
		return is_long(c, demand);
	demand->start = day_add(demand->start, days);
	demand->end = day_add(demand->end, days);
	if (!weeks)
		return true;
	demand->weeks = change_copy_list(c->arena, weeks, demand->week_count, 0, sizeof(*weeks));
	for (size_t i = 0; i < demand->week_count; i++)
		demand->weeks[i].monday = day_add(weeks[i].monday, days);
	return true;
}

static bool set_amount(const struct changing *c, struct demand *demand, const char *value,
		       enum amount_unit unit, int64_t high)
{
	if (!is_long(c, demand) || !change_read_number(c, value, high, &demand->amount_micro))
		return false;
	demand->unit = unit;
	return true;
}

static bool set_fte(const struct changing *c, struct demand *demand, const char *value)
{
	return set_amount(c, demand, value, AMOUNT_FTE, FTE_MAX);
}

static bool set_hours_per_week(const struct changing *c, struct demand *demand, const char *value)
{
	return set_amount(c, demand, value, AMOUNT_HOURS_PER_WEEK, HOURS_MAX);
}

static bool set_hours(const struct changing *c, struct demand *demand, const char *value)
{
	return set_amount(c, demand, value, AMOUNT_HOURS_TOTAL, HOURS_MAX);
}

static bool set_priority(const struct changing *c, struct demand *demand, const char *value)
{
	return change_read_whole(c, value, PRIORITY_HIGHEST, PRIORITY_MAX, &demand->priority);
}

static bool set_probability(const struct changing *c, struct demand *demand, const char *value)
{
	return change_read_whole(c, value, 0, 100, &demand->probability_percent);
}

static bool set_status(const struct changing *c, struct demand *demand, const char *value)
{
	bool committed = strcmp(value, "committed") == 0;

	if (!committed && strcmp(value, "tentative") != 0)
		return change_wrong(c, "a status", value, "write committed or tentative");
	demand->status = committed ? DEMAND_COMMITTED : DEMAND_TENTATIVE;
	if (committed)
		demand->probability_percent = 100;
	return true;
}

static const struct {
	const char *name;
	set_field *set;
} fields[] = {
	{ "start", set_start },       { "end", set_end },
	{ "move", set_move },         { "fte", set_fte },
	{ "hours", set_hours },       { "hours_per_week", set_hours_per_week },
	{ "priority", set_priority }, { "probability", set_probability },
	{ "status", set_status },
};

static set_field *find_field(const struct changing *c, const char *name)
{
	const char *names[ARRAY_LEN(fields)], *all = "", *near;

	for (size_t i = 0; i < ARRAY_LEN(fields); i++) {
		if (strcmp(fields[i].name, name) == 0)
			return fields[i].set;
		names[i] = fields[i].name;
		all = arena_format(c->arena, "%s%s%s", all, i ? ", " : "", names[i]);
	}
	near = change_guess(c, name, names, ARRAY_LEN(fields));
	if (!near[0])
		near = arena_format(c->arena, " (there are %s)", all);
	fault_set(c->fault, FAULT_USAGE, "'%s': a demand line has no field '%s'%s", c->text, name,
		  near);
	return NULL;
}

static bool remove_demand(const struct changing *c, const char *name)
{
	struct company *company = c->company;
	bool by_project = false;
	size_t kept = 0;

	if (!find_name(c, name, &by_project))
		return false;
	for (size_t d = 0; d < company->demand_count; d++)
		if (!is_named(c, &company->demands[d], name, by_project))
			company->demands[kept++] = company->demands[d];
	company->demand_count = kept;
	return true;
}

/* "ID.FIELD=VALUE": the last dot before the first equals sign, since ids may have dots. */
static bool cut(const struct changing *c, const char **name, const char **field, const char **value)
{
	const char *equals = strchr(c->text, '='), *dot = NULL;

	for (const char *at = c->text; equals && at < equals; at++)
		if (*at == '.')
			dot = at;
	if (!equals || !dot || dot == c->text || dot + 1 == equals || !equals[1])
		return fault_set(c->fault, FAULT_USAGE,
				 "--demand '%s' is not understood (write ID.start=+2w, "
				 "ID.fte=0.5, or -ID)",
				 c->text);
	*name = arena_copy(c->arena, (struct span){ c->text, (size_t)(dot - c->text) });
	*field = arena_copy(c->arena, (struct span){ dot + 1, (size_t)(equals - dot) - 1 });
	*value = equals + 1;
	return true;
}

/* What is committed comes for sure: a probability would change nothing, and the answer mislead. */
static bool set_on_all(const struct changing *c, const char *name, bool by_project, set_field *set,
		       const char *value)
{
	struct company *company = c->company;
	size_t changed = 0;

	for (size_t d = 0; d < company->demand_count; d++) {
		struct demand *demand = &company->demands[d];

		if (!is_named(c, demand, name, by_project) ||
		    (set == set_probability && demand->status != DEMAND_TENTATIVE))
			continue;
		if (!set(c, demand, value))
			return false;
		changed++;
	}
	return changed > 0 || fault_set(c->fault, FAULT_USAGE, "'%s': nothing of '%s' is tentative",
					c->text, name);
}

bool change_demand(const struct changing *c)
{
	const char *name = "", *field = "", *value = "";
	set_field *set;
	bool by_project = false;

	if (c->text[0] == '-')
		return remove_demand(c, c->text + 1);
	if (!cut(c, &name, &field, &value) || !find_name(c, name, &by_project))
		return false;
	set = find_field(c, field);
	return set && set_on_all(c, name, by_project, set, value);
}

/* --- probability ------------------------------------------------------------------------ */

bool change_probability(const struct changing *c)
{
	const char *equals = strrchr(c->text, '='), *name;
	bool by_project = false;

	if (!equals || equals == c->text || !equals[1])
		return fault_set(c->fault, FAULT_USAGE,
				 "--probability '%s' is not understood (write PROJECT=80)",
				 c->text);
	name = arena_copy(c->arena, (struct span){ c->text, (size_t)(equals - c->text) });
	return find_name(c, name, &by_project) &&
	       set_on_all(c, name, by_project, set_probability, equals + 1);
}
