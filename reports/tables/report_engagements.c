#include "base/number.h"
#include "reports/certificate.h"
#include "reports/columns.h"
#include "reports/registry.h"
#include "reports/shape.h"
#include "reports/sheet.h"
#include "reports/shown.h"
#include "reports/source_words.h"
#include "reports/words.h"

/* --- rows -------------------------------------------------------------- */

static const struct sheet_column columns[] = {
	{ "plan", COLUMN_PLAN, true, "Number of the plan" },
	{ "engagement", COLUMN_INTEGER, true, "Number of the engagement within the plan" },
	{ "decision", COLUMN_WORD, false, "new, extend, let end or end early" },
	{ "running", COLUMN_TEXT, false, "Id in engagements.csv; empty for a new one" },
	{ "option", COLUMN_TEXT, false, "Id in rates.csv" },
	{ "vendor", COLUMN_TEXT, false, "Vendor" },
	{ "model", COLUMN_WORD, false, "onshore, nearshore, offshore, managed or hire" },
	{ "roles", COLUMN_LIST, false, "Roles with their levels" },
	{ "skills", COLUMN_LIST, false, "Skills of every head" },
	{ "location", COLUMN_TEXT, false, "Where heads work" },
	{ "heads", COLUMN_INTEGER, false, "Heads" },
	{ "fte", COLUMN_DECIMAL, false, "Their contracted time in FTE" },
	{ "first_day", COLUMN_DAY, false, "First day" },
	{ "last_day", COLUMN_DAY, false, "Last day" },
	{ "order_by", COLUMN_DAY, false, "Order, or decide, on this day at the latest" },
	{ "late_days", COLUMN_INTEGER, false, "Days by which it comes too late; 0 in time" },
	{ "delivered_hours", COLUMN_DECIMAL, false, "Hours that it could cover in the plan" },
	{ "covered_hours", COLUMN_DECIMAL, false, "Hours that it covers" },
	{ "projects", COLUMN_LIST, false, "Projects that it covers demand of" },
	{ "rate_cost", COLUMN_DECIMAL, false, "Rate, for days within the plan" },
	{ "fee_cost", COLUMN_DECIMAL, false, "Fixed fees" },
	{ "commitment_cost", COLUMN_DECIMAL, false, "Rate owed for days past the plan" },
	{ "spend", COLUMN_DECIMAL, false, "Paid outside: the three before" },
	{ "management_cost", COLUMN_DECIMAL, false, "Own people's time for directing" },
	{ "cost", COLUMN_DECIMAL, false, "Spend and management" },
	{ "cost_per_hour", COLUMN_DECIMAL, false, "Cost per covered hour; empty without one" },
	{ "drop_cost", COLUMN_DECIMAL, false, "By how much at most the total rises without it" },
	{ "runner_up", COLUMN_TEXT, false, "Option that would come next; empty: none named" },
	{ "runner_up_cost", COLUMN_DECIMAL, false,
	  "By how much at most the total rises with it; empty: not known" },
	{ "flip_rate", COLUMN_DECIMAL, false, "Rate from which the runner-up is as good" },
	{ "flip_weeks", COLUMN_INTEGER, false, "Weeks of need at which it is" },
	{ "flip_lead_days", COLUMN_INTEGER, false, "Lead time from which it is" },
	{ "currency", COLUMN_WORD, false, "Of all amounts" },
};

static void option_fields(struct sheet_out *out, const struct rate_option *option,
			  struct arena *arena)
{
	sheet_text(out, option->id);
	sheet_text(out, option->vendor);
	sheet_word(out, model_name(option->model));
	sheet_list(out, option_role_texts(option, arena), option->role_count);
	sheet_list(out, option->skills, option->skill_count);
	sheet_text(out, option->location);
}

static void cost_fields(struct sheet_out *out, const struct engagement *e)
{
	sheet_decimal(out, e->cost.rate_cents, 100);
	sheet_decimal(out, e->cost.fee_cents, 100);
	sheet_decimal(out, e->cost.commitment_cents, 100);
	sheet_decimal(out, cost_spend(&e->cost), 100);
	sheet_decimal(out, e->cost.management_cents, 100);
	sheet_decimal(out, cost_total(&e->cost), 100);
	if (e->covered_minutes > 0)
		sheet_decimal(out, scale_half_even(cost_total(&e->cost), 60, e->covered_minutes),
			      100);
	else
		sheet_empty(out);
}

static void choice_fields(struct sheet_out *out, const struct engagement *e)
{
	const struct company *company = out->plan->company;

	sheet_decimal(out, e->drop_cents, 100);
	if (e->runner_up == NO_OPTION)
		sheet_empty(out);
	else
		sheet_text(out, company->options[e->runner_up].id);
	if (e->runner)
		sheet_decimal(out, e->runner_up_cents, 100);
	else
		sheet_empty(out);
	if (e->break_even.rate_cents < 0)
		sheet_empty(out);
	else
		sheet_decimal(out, e->break_even.rate_cents, 100);
	if (e->break_even.weeks < 0)
		sheet_empty(out);
	else
		sheet_integer(out, e->break_even.weeks);
	if (e->break_even.lead_days < 0)
		sheet_empty(out);
	else
		sheet_integer(out, e->break_even.lead_days);
}

static void row(struct sheet_out *out, size_t index, struct arena *arena)
{
	const struct plan *plan = out->plan;
	const struct engagement *e = &plan->sourcing->engagements[index];
	const char **projects;
	size_t count;

	sheet_plan(out);
	sheet_integer(out, (int64_t)index + 1);
	sheet_word(out, decision_name(e->decision));
	if (e->contract == NO_CONTRACT)
		sheet_empty(out);
	else
		sheet_text(out, plan->company->contracts[e->contract].id);
	option_fields(out, &plan->company->options[e->option], arena);
	sheet_integer(out, e->heads);
	sheet_decimal(out, engagement_fte_micro(plan->company, e), MICRO);
	sheet_day(out, e->first_day);
	sheet_day(out, e->last_day);
	sheet_day(out, e->order_by);
	sheet_integer(out, e->late_days);
	sheet_decimal(out, e->delivered_minutes, 60);
	sheet_decimal(out, e->covered_minutes, 60);
	projects = engagement_projects(plan, index, &count, arena);
	sheet_list(out, projects, count);
	cost_fields(out, e);
	choice_fields(out, e);
	sheet_word(out, plan->company->settings.currency);
	sheet_end(out);
}

static void rows(const struct plan *plan, const struct report_options *options,
		 struct sheet_out *out)
{
	struct arena arena = ARENA_INIT;

	(void)options;
	for (size_t i = 0; i < plan->sourcing->engagement_count; i++)
		row(out, i, &arena);
	arena_release(&arena);
}

static const struct sheet sheet_engagements = {
	.name = "engagements",
	.columns = columns,
	.column_count = ARRAY_LEN(columns),
	.rows = rows,
};

/* --- table ------------------------------------------------------------- */

/* On a narrower terminal the days stand below. */
enum { DAYS_WIDTH = 78, DAY_COLUMNS = 10 };

/* "Vltava Works, nearshore; 41.5 of 80 h used, 62.10 per hour" */
static const char *first_detail(const struct plan *plan, const struct engagement *e,
				struct arena *arena)
{
	const struct rate_option *option = &plan->company->options[e->option];
	const char *text = arena_format(
		arena, "%s%s%s; %s of %s h used", shown_text(option->vendor, 40, arena),
		option->vendor[0] ? ", " : "", model_name(option->model),
		hours_text(e->covered_minutes, arena), hours_text(e->delivered_minutes, arena));

	if (e->covered_minutes == 0)
		return text;
	return arena_format(
		arena, "%s, %s %s per hour", text,
		money_text(scale_half_even(cost_total(&e->cost), 60, e->covered_minutes), arena),
		plan->company->settings.currency);
}

/* "...; break-even: rate 110.23 EUR, 4 weeks of need, lead time 99 days": what is known of it. */
static const char *break_even(const struct engagement *e, const struct company *company,
			      const char *text, struct arena *arena)
{
	const char *before = "; break-even: ";

	if (e->break_even.rate_cents >= 0) {
		text = arena_format(arena, "%s%srate %s %s", text, before,
				    money_text(e->break_even.rate_cents, arena),
				    company->settings.currency);
		before = ", ";
	}
	if (e->break_even.weeks >= 0) {
		text = arena_format(arena, "%s%s%d week%s of need", text, before,
				    (int)e->break_even.weeks, e->break_even.weeks == 1 ? "" : "s");
		before = ", ";
	}
	if (e->break_even.lead_days >= 0)
		text = arena_format(arena, "%s%slead time %d days", text, before,
				    (int)e->break_even.lead_days);
	return text;
}

static const char *detail(const struct plan *plan, const struct engagement *e, struct arena *arena)
{
	const struct company *company = plan->company;
	const char *text = first_detail(plan, e, arena);

	if (e->contract != NO_CONTRACT)
		text = arena_format(arena, "%s; runs as %s", text,
				    shown_text(company->contracts[e->contract].id, 30, arena));
	if (e->late_days > 0)
		text = arena_format(arena, "%s; late by %d days", text, (int)e->late_days);
	if (e->decision == DECISION_LET_END)
		return text;
	/* Nobody can drop what is only paid to its end. */
	if (e->decision != DECISION_END_EARLY || e->drop_cents != 0)
		text = arena_format(arena, "%s; if dropped, up to %s more", text,
				    money_text(e->drop_cents, arena));
	if (e->runner_up != NO_OPTION)
		text = arena_format(arena, "%s; next best %s, up to %s more", text,
				    shown_text(company->options[e->runner_up].id, 30, arena),
				    money_text(e->runner_up_cents, arena));
	else if (e->runner && e->decision == DECISION_NEW && e->runner_up_cents != e->drop_cents)
		text = arena_format(arena, "%s; without a new head, up to %s more", text,
				    money_text(e->runner_up_cents, arena));
	return break_even(e, company, text, arena);
}

static const char *date_text(struct day day, struct arena *arena)
{
	char text[DAY_TEXT_SIZE];

	day_format(day, text);
	return arena_copy(arena, span_of(text));
}

/* A line for each engagement, and below it what there is to know. */
static void put_list(const struct plan *plan, int width, FILE *out, struct arena *arena)
{
	const struct sourcing *s = plan->sourcing;
	const struct column_head wide[] = {
		{ "Order by", false, DAY_COLUMNS },
		{ "Decision", false, 9 },
		{ "No", true, 0 },
		{ "Option", false, 6 },
		{ "From", false, DAY_COLUMNS },
		{ "To", false, DAY_COLUMNS },
		{ plan->company->settings.currency, true, 0 },
	};
	const struct column_head narrow[] = { wide[0], wide[1], wide[2], wide[3], wide[6] };
	bool days = width >= DAYS_WIDTH;
	size_t shown = days ? ARRAY_LEN(wide) : ARRAY_LEN(narrow);
	const char **cells = ARENA_ARRAY(arena, const char *, s->engagement_count *shown);
	const char **below = ARENA_ARRAY(arena, const char *, s->engagement_count);

	for (size_t i = 0; i < s->engagement_count; i++) {
		const struct engagement *e = &s->engagements[i];
		const char **row = cells + i * shown;
		const char *from = date_text(e->first_day, arena);
		const char *to = date_text(e->last_day, arena);

		row[0] = date_text(e->order_by, arena);
		row[1] = decision_name(e->decision);
		row[2] = arena_format(arena, "%d", (int)e->heads);
		row[3] = plan->company->options[e->option].id;
		if (days) {
			row[4] = from;
			row[5] = to;
		}
		row[shown - 1] = money_text(cost_total(&e->cost), arena);
		below[i] = detail(plan, e, arena);
		if (!days)
			below[i] = arena_format(arena, "%s to %s; %s", from, to, below[i]);
	}
	columns_write_below(out, width, days ? wide : narrow, shown, cells, below,
			    s->engagement_count);
}

static void put_limits(const struct plan *plan, int width, FILE *out, struct arena *arena)
{
	const struct sourcing *s = plan->sourcing;

	for (size_t i = 0; i < s->limit_count; i++) {
		const struct source_limit *limit = &s->limits[i];
		const char *text = arena_format(
			arena, "Limit %s%s%s: %s of %s used%s", limit_name(limit->kind),
			limit->name[0] ? " " : "", shown_text(limit->name, 40, arena),
			money_text(limit->used_cents, arena), money_text(limit->limit_cents, arena),
			limit_words(limit->kind)->least ? " (at least)" : "");
		char saves[NUMBER_TEXT_SIZE];

		number_format(saves, limit->saves_micro, MICRO, 2, '.');
		if (limit->saves_micro > 0)
			text = arena_format(arena,
					    "%s; one more %s saves %s on average, from one "
					    "whole head to the next",
					    text, plan->company->settings.currency, saves);
		if (limit_is_broken(limit))
			text = arena_format(arena,
					    "%s; broken by what was agreed before, nothing is "
					    "ordered against it",
					    text);
		words_wrapped(out, arena_format(arena, "%s.", text), 0, width);
	}
}

static void put_open(const struct plan *plan, int width, FILE *out, struct arena *arena)
{
	const struct sourcing *s = plan->sourcing;
	int64_t minutes[GAP_OUTCOME_COUNT] = { 0 };
	const char *text = "";

	for (size_t i = 0; i < s->gap_count; i++)
		minutes[s->gaps[i].outcome] += s->gaps[i].open_minutes;
	for (int outcome = GAP_COVERED + 1; outcome < GAP_OUTCOME_COUNT; outcome++)
		if (minutes[outcome] > 0)
			text = arena_format(
				arena, "%s%s%s h %s", text,
				*text ? ", " : "Stays open: ", hours_text(minutes[outcome], arena),
				gap_outcome_name((enum gap_outcome)outcome));
	if (*text)
		words_wrapped(out, arena_format(arena, "%s.", text), 0, width);
}

static void put_totals(const struct plan *plan, int width, FILE *out, struct arena *arena)
{
	const struct sourcing *s = plan->sourcing;

	put_limits(plan, width, out, arena);
	put_open(plan, width, out, arena);
	words_wrapped(out,
		      arena_format(arena,
				   "Spend %s + management %s + penalty %s = %s %s%s, %s (%s %s); "
				   "%s without any orders.",
				   money_text(cost_spend(&s->cost), arena),
				   money_text(s->cost.management_cents, arena),
				   money_text(s->penalty_cents, arena),
				   money_text(s->total_cents, arena),
				   plan->company->settings.currency,
				   sourcing_is_hybrid(plan->company, s) ? " (mix of models)" : "",
				   bound_text(s, arena), s->engine, s->version,
				   money_text(s->idle_cents, arena)),
		      0, width);
}

static bool write_table(const struct plan *plan, const struct report_options *options, FILE *out,
			struct fault *fault)
{
	const struct sourcing *s = plan->sourcing;
	struct arena arena = ARENA_INIT;

	words_title_sourced(out, options->width, plan, s->view, "Engagements that close the gap");
	if (s->engagement_count)
		put_list(plan, options->width, out, &arena);
	fputs(s->engagement_count ? "\n" : "Nothing is worth ordering.\n", out);
	put_totals(plan, options->width, out, &arena);
	arena_release(&arena);
	return shape_finish(out, fault);
}

const struct report report_engagements = {
	.name = "engagements",
	.summary = "External staff to order: option, heads, days, cost",
	.needs = PLAN_REASONS,
	.sheet = &sheet_engagements,
	.write = { [FORMAT_TABLE] = write_table },
};
