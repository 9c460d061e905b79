#include "reports/sheet.h"

#include <string.h>

#include "reports/shape.h"

/* The column of the field that is written now; its key is out when this is JSON. */
static void field(struct sheet_out *out, enum column_type type)
{
	const struct sheet_column *column = &out->sheet->columns[out->next];

	assert(out->next < out->sheet->column_count && column->type == type);
	(void)type;
	if (out->json && !out->next)
		json_open_row(out->json, '{');
	if (out->json && column->type != COLUMN_PLAN)
		json_row_key(out->json, out->keys[out->next]);
	out->next++;
}

void sheet_plan(struct sheet_out *out)
{
	field(out, COLUMN_PLAN);
	if (out->csv)
		shape_plan(out->csv, out->plan);
}

void sheet_integer(struct sheet_out *out, int64_t value)
{
	field(out, COLUMN_INTEGER);
	if (out->csv)
		csv_integer(out->csv, value);
	else
		json_integer(out->json, value);
}

void sheet_decimal(struct sheet_out *out, int64_t value, int64_t scale)
{
	field(out, COLUMN_DECIMAL);
	if (out->csv)
		csv_decimal(out->csv, value, scale);
	else
		json_decimal(out->json, value, scale);
}

void sheet_text(struct sheet_out *out, const char *text)
{
	field(out, COLUMN_TEXT);
	if (out->csv)
		csv_text(out->csv, text);
	else
		json_text(out->json, text);
}

void sheet_list(struct sheet_out *out, const char *const *texts, size_t count)
{
	field(out, COLUMN_LIST);
	if (out->csv && count < 2) {
		csv_text(out->csv, count ? texts[0] : "");
	} else if (out->csv) {
		struct arena arena = ARENA_INIT;

		csv_text(out->csv, skills_text(texts, count, &arena));
		arena_release(&arena);
	} else {
		json_texts(out->json, texts, count);
	}
}

void sheet_word(struct sheet_out *out, const char *word)
{
	field(out, COLUMN_WORD);
	if (out->csv)
		csv_word(out->csv, word);
	else
		json_plain(out->json, word);
}

/* A week or a day: nothing in it to quote. */
static void plain(struct sheet_out *out, enum column_type type, const char *text)
{
	field(out, type);
	if (out->csv)
		csv_plain(out->csv, text);
	else
		json_plain(out->json, text);
}

void sheet_week(struct sheet_out *out, struct day day)
{
	char text[WEEK_TEXT_SIZE];

	week_format(day, text);
	plain(out, COLUMN_WEEK, text);
}

void sheet_day(struct sheet_out *out, struct day day)
{
	char text[DAY_TEXT_SIZE];

	day_format(day, text);
	plain(out, COLUMN_DAY, text);
}

void sheet_bool(struct sheet_out *out, bool value)
{
	field(out, COLUMN_BOOL);
	if (out->csv)
		csv_plain(out->csv, value ? "true" : "false");
	else
		json_bool(out->json, value);
}

void sheet_empty(struct sheet_out *out)
{
	assert(out->next < out->sheet->column_count);
	field(out, out->sheet->columns[out->next].type);
	if (out->csv)
		csv_plain(out->csv, "");
	else
		json_null(out->json);
}

void sheet_plan_week(struct sheet_out *out, size_t week)
{
	sheet_plan(out);
	plain(out, COLUMN_WEEK, out->weeks[week].week);
	plain(out, COLUMN_DAY, out->weeks[week].day);
}

void sheet_line(struct sheet_out *out, const struct demand *line)
{
	sheet_text(out, line->id);
	sheet_text(out, line->project);
	sheet_text(out, line->role);
	sheet_integer(out, line->level);
	sheet_list(out, line->skills, line->skill_count);
	sheet_text(out, line->location);
}

void sheet_demand_coverage(struct sheet_out *out, const struct demand_coverage *cover)
{
	sheet_decimal(out, cover->demand_minutes, 60);
	sheet_decimal(out, cover->covered_minutes, 60);
	sheet_decimal(out, coverage_gap(cover), 60);
	sheet_decimal(out, coverage_gap(cover), out->plan->company->settings.full_week_minutes);
}

void sheet_end(struct sheet_out *out)
{
	assert(out->next == out->sheet->column_count);
	if (out->csv)
		csv_end(out->csv);
	else
		json_close(out->json);
	out->next = 0;
}

/* All rows into one of the two. */
static void put_rows(const struct sheet *sheet, const struct plan *plan,
		     const struct report_options *options, struct csv *csv, struct json *json)
{
	struct arena arena = ARENA_INIT;
	struct span *keys = ARENA_ARRAY(&arena, struct span, sheet->column_count);
	struct sheet_week *weeks = ARENA_ARRAY(&arena, struct sheet_week, plan->options.week_count);
	struct sheet_out rows = { sheet, plan, csv, json, 0, keys, weeks };

	for (size_t i = 0; i < sheet->column_count; i++)
		keys[i] = span_of(arena_format(&arena, ", \"%s\": ", sheet->columns[i].name));
	for (size_t w = 0; w < plan->options.week_count; w++) {
		week_format(plan_week(plan, w), weeks[w].week);
		day_format(plan_week(plan, w), weeks[w].day);
	}
	sheet->rows(plan, options, &rows);
	arena_release(&arena);
}

static void put_head(const struct sheet *sheet, struct csv *csv)
{
	for (size_t i = 0; i < sheet->column_count; i++)
		csv_word(csv, sheet->columns[i].name);
	csv_end(csv);
}

static void put_wide_head(const struct sheet *sheet, const struct plan *plan,
			  const struct report_options *options, struct csv *csv)
{
	for (size_t i = 0; i < sheet->wide_count; i++)
		csv_word(csv, sheet->wide[i].name);
	shape_week_columns(csv, plan, options);
	csv_word(csv, sheet->wide_total->name);
	csv_end(csv);
}

/* The end of a row: each week, then their sum. */
static void wide_end(const struct sheet_wide *wide, const struct plan *plan, enum view view,
		     size_t row, struct csv *csv)
{
	int64_t total = 0;

	csv_word(csv, view_name(view));
	for (size_t w = 0; w < plan->options.week_count; w++) {
		int64_t minutes = wide->value(plan, view, row, w);

		csv_decimal(csv, minutes, wide->scale);
		total += minutes;
	}
	csv_decimal(csv, total, wide->scale);
	csv_end(csv);
}

void sheet_wide_rows(const struct sheet_wide *wide, const struct plan *plan, enum view view,
		     struct csv *csv)
{
	struct arena arena = ARENA_INIT;

	for (size_t row = 0; row < wide->row_count; row++) {
		shape_plan(csv, plan);
		wide->labels(csv, plan, row, &arena);
		wide_end(wide, plan, view, row, csv);
	}
	shape_plan(csv, plan);
	csv_word(csv, "total");
	for (int i = 1; i < wide->label_count; i++)
		csv_word(csv, "");
	wide_end(wide, plan, view, wide->row_count, csv);
	arena_release(&arena);
}

bool sheet_write_csv(const struct sheet *sheet, const struct plan *plan,
		     const struct report_options *options, FILE *out, struct fault *fault)
{
	struct csv csv = csv_start(options, out);

	if (options->layout == LAYOUT_WIDE && sheet->wide_rows) {
		put_wide_head(sheet, plan, options, &csv);
		sheet->wide_rows(plan, options, &csv);
	} else {
		put_head(sheet, &csv);
		put_rows(sheet, plan, options, &csv, NULL);
	}
	return shape_finish(out, fault);
}

void sheet_json_rows(const struct sheet *sheet, const struct plan *plan,
		     const struct report_options *options, struct json *json)
{
	json_open(json, '[');
	put_rows(sheet, plan, options, NULL, json);
	json_close(json);
}

void sheet_json_goal(struct json *json, const struct source_goal *goal)
{
	struct arena arena = ARENA_INIT;

	json_text_at(json, "source_to", source_goal_name(goal->percent, &arena));
	json_key(json, "draws");
	if (goal->percent)
		json_integer(json, goal->draws);
	else
		json_null(json);
	json_key(json, "seed");
	if (goal->percent)
		json_integer(json, goal->seed);
	else
		json_null(json);
	arena_release(&arena);
}

void sheet_json_head(const struct plan *plan, struct json *json)
{
	const struct settings *settings = &plan->company->settings;

	json_key(json, "plan");
	if (plan->options.number)
		json_integer(json, plan->options.number);
	else
		json_null(json);
	json_text_at(json, "company", settings->company ? settings->company : "");
	json_day_at(json, "today", plan->options.today);
	json_week_at(json, "first_week", plan->options.first_week);
	json_integer_at(json, "week_count", (int64_t)plan->options.week_count);
	json_text_at(json, "objective", objective_name(plan->options.objective));
	sheet_json_goal(json, &plan->options.goal);
	json_text_at(json, "engine", engine_name(plan->options.engine));
	json_decimal_at(json, "full_week_hours", settings->full_week_minutes, 60);
	json_text_at(json, "currency", settings->currency ? settings->currency : "");
}

bool sheet_write_json(const struct sheet *sheet, const struct plan *plan,
		      const struct report_options *options, FILE *out, struct fault *fault)
{
	struct arena arena = ARENA_INIT;
	struct json json = json_start(out);

	json_open(&json, '{');
	json_text_at(&json, "schema", arena_format(&arena, "staffgap/%s/1", sheet->name));
	sheet_json_head(plan, &json);
	json_key(&json, "rows");
	sheet_json_rows(sheet, plan, options, &json);
	json_close(&json);
	arena_release(&arena);
	return shape_finish(out, fault);
}
