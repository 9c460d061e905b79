#include "base/number.h"
#include "model/samples.h"
#include "model/sourcing.h"
#include "reports/certificate.h"
#include "reports/columns.h"
#include "reports/compare/samples_json.h"
#include "reports/csv.h"
#include "reports/registry.h"
#include "reports/shape.h"
#include "reports/shown.h"
#include "reports/words.h"

enum { LABEL_MIN = 10, LABEL_MAX = 20, CELL = 10, CELLS = 1 + SAMPLE_QUANTILE_COUNT };

/* --- table ------------------------------------------------------------------ */

static void put_number(const struct plan *plan, int64_t value, int64_t scale, FILE *out)
{
	char text[NUMBER_TEXT_SIZE];

	number_format(text, value, scale * plan->company->settings.full_week_minutes, 2, '.');
	fprintf(out, "%10s", text);
}

/* What the numbers leave of the terminal. */
static int label_columns(int width)
{
	int room = width - CELL * CELLS;

	return room < LABEL_MIN ? LABEL_MIN : room > LABEL_MAX ? LABEL_MAX : room;
}

static void put_spread(const struct plan *plan, const struct samples *samples, const char *label,
		       int width, const struct spread *spread, FILE *out)
{
	shown_put(out, label, label_columns(width));
	put_number(plan, spread->sum_minutes, samples->count, out);
	for (enum sample_quantile q = 0; q < SAMPLE_QUANTILE_COUNT; q++)
		put_number(plan, spread->quantile_minutes[q], 1, out);
	fputc('\n', out);
}

static void put_title(const struct plan *plan, const struct samples *samples, int width, FILE *out,
		      struct arena *arena)
{
	char first[WEEK_TEXT_SIZE], last[WEEK_TEXT_SIZE];

	week_format(plan_week(plan, 0), first);
	week_format(plan_week(plan, plan->options.week_count - 1), last);
	words_wrapped(
		out,
		arena_format(
			arena,
			"Plan %d: %s to %s, %d simulations of %zu uncertain project%s, seed %lld",
			(int)plan->options.number, first, last, (int)samples->count,
			samples->project_count, samples->project_count == 1 ? "" : "s",
			(long long)samples->seed),
		0, width);
}

static bool has_engagements(const struct plan *plan, const struct samples *samples)
{
	return samples->uses && plan->sourcing->engagement_count > 0;
}

/* "34 of 1000 simulations (3.4 %)" */
static const char *share_text(const struct samples *samples, int32_t part, struct arena *arena)
{
	char percent[NUMBER_TEXT_SIZE];

	number_format(percent, 100 * (int64_t)part, samples->count, 1, '.');
	return arena_format(arena, "%d of %d simulations (%s %%)", (int)part, (int)samples->count,
			    percent);
}

static void put_roles(const struct plan *plan, const struct samples *samples, int width, FILE *out,
		      struct arena *arena)
{
	fputs("FTE-weeks short\n\n", out);
	shown_put(out, "Role", label_columns(width));
	fprintf(out, "%10s", "expected");
	for (enum sample_quantile q = 0; q < SAMPLE_QUANTILE_COUNT; q++)
		fprintf(out, "%7sP%d", "", (int)sample_percent(q));
	fputc('\n', out);
	for (size_t r = 0; r < samples->role_count; r++)
		put_spread(plan, samples, samples->roles[r], width, &samples->totals[r], out);
	for (int i = 0; i < label_columns(width) + CELL * CELLS; i++)
		fputc('-', out);
	fputc('\n', out);
	put_spread(plan, samples, "All roles", width, &samples->whole, out);
	if (has_engagements(plan, samples))
		put_spread(plan, samples, "After engagements", width, &samples->open_whole, out);
	fputc('\n', out);
	words_wrapped(out,
		      "P80: the gap is no larger in 80 % of simulations. Percentiles of roles do "
		      "not add up to the total.",
		      0, width);
	if (has_engagements(plan, samples))
		words_wrapped(out,
			      arena_format(arena, "The engagements close the whole gap in %s.",
					   share_text(samples, samples->closed_whole, arena)),
			      0, width);
}

/* A line for each engagement. Hours are per draw: none of them hides how they spread. */
static void put_engagements(const struct plan *plan, const struct samples *samples, int width,
			    FILE *out, struct arena *arena)
{
	static const struct column_head heads[] = {
		{ "Decision", false, 0 },
		{ "No", true, 0 },
		{ "Option", false, 8 },
		{ "Used in", true, 0 },
		{ "Hours", true, 0 },
		{ "P10", true, 0 },
		{ "P80", true, 0 },
		{ "Planned", true, COLUMN_SPARE },
		{ "Delivers", true, COLUMN_SPARE },
	};
	size_t count = plan->sourcing->engagement_count;
	const char **cells = ARENA_ARRAY(arena, const char *, count *ARRAY_LEN(heads) + 1);

	for (size_t i = 0; i < count; i++) {
		const struct engagement *e = &plan->sourcing->engagements[i];
		const struct sample_use *use = &samples->uses[i];
		const char **cell = &cells[i * ARRAY_LEN(heads)];
		char percent[NUMBER_TEXT_SIZE];

		number_format(percent, 100 * (int64_t)use->used_samples, samples->count, 1, '.');
		*cell++ = decision_name(e->decision);
		*cell++ = arena_format(arena, "%d", (int)e->heads);
		*cell++ = plan->company->options[e->option].id;
		*cell++ = arena_format(arena, "%s %%", percent);
		*cell++ = hours_text(divide_half_even(use->covered.sum_minutes, samples->count),
				     arena);
		*cell++ = hours_text(use->covered.quantile_minutes[SAMPLE_P10], arena);
		*cell++ = hours_text(use->covered.quantile_minutes[SAMPLE_P80], arena);
		*cell++ = hours_text(e->covered_minutes, arena);
		*cell++ = hours_text(e->delivered_minutes, arena);
	}
	columns_write(out, width, heads, ARRAY_LEN(heads), cells, count);
	fputc('\n', out);
	words_wrapped(
		out,
		"Used in: simulations in which the engagement covers anything. Hours: what it "
		"covers per simulation, on average; P10, P80: no more than this in 10 %, 80 % of "
		"them.",
		0, width);
}

static void write_table(const struct report_subject *subject, const struct report_options *options,
			FILE *out)
{
	const struct plan *plan = subject->plan;
	struct arena arena = ARENA_INIT;

	put_title(plan, subject->samples, options->width, out, &arena);
	put_roles(plan, subject->samples, options->width, out, &arena);
	if (has_engagements(plan, subject->samples)) {
		fputc('\n', out);
		put_engagements(plan, subject->samples, options->width, out, &arena);
	}
	arena_release(&arena);
}

static void write_engagements_table(const struct report_subject *subject,
				    const struct report_options *options, FILE *out)
{
	const struct plan *plan = subject->plan;
	struct arena arena = ARENA_INIT;

	put_title(plan, subject->samples, options->width, out, &arena);
	fputc('\n', out);
	if (has_engagements(plan, subject->samples))
		put_engagements(plan, subject->samples, options->width, out, &arena);
	else
		fputs("The plan has no engagements.\n", out);
	arena_release(&arena);
}

/* --- CSV ---------------------------------------------------------------------- */

static void csv_spread(struct csv *csv, const struct samples *samples, const struct spread *spread,
		       int64_t unit_minutes)
{
	csv_decimal(csv, spread->sum_minutes, samples->count * unit_minutes);
	for (enum sample_quantile q = 0; q < SAMPLE_QUANTILE_COUNT; q++)
		csv_decimal(csv, spread->quantile_minutes[q], unit_minutes);
}

static void csv_names(struct csv *csv, const char *const *names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		csv_word(csv, names[i]);
	csv_end(csv);
}

static void csv_gap(struct csv *csv, const struct plan *plan, const struct samples *samples,
		    const char *role, size_t week, const struct spread *spread)
{
	int64_t full = plan->company->settings.full_week_minutes;
	bool open = !role[0] && samples->uses;
	char name[WEEK_TEXT_SIZE];

	week_format(plan_week(plan, week), name);
	shape_plan(csv, plan);
	csv_word(csv, name);
	csv_day(csv, plan_week(plan, week));
	csv_text(csv, role);
	csv_spread(csv, samples, spread, full);
	if (open) {
		csv_spread(csv, samples, &samples->open[week], full);
		csv_decimal(csv, 100 * (int64_t)samples->closed_samples[week], samples->count);
	} else {
		for (int i = 0; i < SAMPLE_QUANTILE_COUNT + 2; i++)
			csv_word(csv, "");
	}
	csv_end(csv);
}

/* A row of all roles follows those of each role: their quantiles are no sums. */
static void csv_gaps(const struct plan *plan, const struct samples *samples, struct csv *csv)
{
	static const char *const names[] = {
		"plan",         "week",         "week_start",   "role",         "expected_fte",
		"p10_fte",      "p50_fte",      "p80_fte",      "p95_fte",      "open_expected_fte",
		"open_p10_fte", "open_p50_fte", "open_p80_fte", "open_p95_fte", "closed_percent"
	};
	size_t weeks = plan->options.week_count;

	csv_names(csv, names, ARRAY_LEN(names));
	for (size_t r = 0; r < samples->role_count; r++)
		for (size_t w = 0; w < weeks; w++)
			csv_gap(csv, plan, samples, samples->roles[r], w,
				&samples->cells[r * weeks + w]);
	for (size_t w = 0; w < weeks; w++)
		csv_gap(csv, plan, samples, "", w, &samples->weeks[w]);
}

static void csv_engagements(const struct plan *plan, const struct samples *samples, struct csv *csv)
{
	static const char *const names[] = {
		"plan",          "engagement",   "decision",       "option",    "vendor",
		"heads",         "first_day",    "last_day",       "order_by",  "delivered_hours",
		"planned_hours", "used_percent", "expected_hours", "p10_hours", "p50_hours",
		"p80_hours",     "p95_hours"
	};

	csv_names(csv, names, ARRAY_LEN(names));
	for (size_t i = 0; samples->uses && i < plan->sourcing->engagement_count; i++) {
		const struct engagement *e = &plan->sourcing->engagements[i];
		const struct rate_option *option = &plan->company->options[e->option];

		shape_plan(csv, plan);
		csv_integer(csv, (int64_t)i + 1);
		csv_word(csv, decision_name(e->decision));
		csv_text(csv, option->id);
		csv_text(csv, option->vendor);
		csv_integer(csv, e->heads);
		csv_day(csv, e->first_day);
		csv_day(csv, e->last_day);
		csv_day(csv, e->order_by);
		csv_decimal(csv, e->delivered_minutes, 60);
		csv_decimal(csv, e->covered_minutes, 60);
		csv_decimal(csv, 100 * (int64_t)samples->uses[i].used_samples, samples->count);
		csv_spread(csv, samples, &samples->uses[i].covered, 60);
		csv_end(csv);
	}
}

static void write_csv(const struct report_subject *subject, const struct report_options *options,
		      FILE *out)
{
	struct csv csv = csv_start(options, out);

	csv_gaps(subject->plan, subject->samples, &csv);
}

static void write_engagements_csv(const struct report_subject *subject,
				  const struct report_options *options, FILE *out)
{
	struct csv csv = csv_start(options, out);

	csv_engagements(subject->plan, subject->samples, &csv);
}

/* --- the reports ------------------------------------------------------------------- */

/* CSV has the gaps, since a file has one kind of rows. */
const struct report report_risk = {
	.name = "risk",
	.called = "a risk report",
	.from = FROM_SAMPLES,
	.write_from = { [FORMAT_TABLE] = write_table,
			[FORMAT_CSV] = write_csv,
			[FORMAT_JSON] = samples_json },
};

const struct report report_risk_engagements = {
	.name = "risk engagements",
	.called = "a risk report",
	.from = FROM_SAMPLES,
	.write_from = { [FORMAT_TABLE] = write_engagements_table,
			[FORMAT_CSV] = write_engagements_csv,
			[FORMAT_JSON] = samples_json },
};
