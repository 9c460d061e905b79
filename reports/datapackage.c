#include "reports/datapackage.h"

#include <string.h>

#include "reports/shape.h"

static const char *type_of(enum column_type type)
{
	switch (type) {
	case COLUMN_PLAN:
	case COLUMN_INTEGER: return "integer";
	case COLUMN_DECIMAL: return "number";
	case COLUMN_DAY: return "date";
	case COLUMN_BOOL: return "boolean";
	case COLUMN_TEXT:
	case COLUMN_LIST:
	case COLUMN_WORD:
	case COLUMN_WEEK: return "string";
	}
	return "string";
}

static void put_field(const struct sheet_column *column, const char *name,
		      const struct report_options *options, struct json *json)
{
	json_open_row(json, '{');
	json_text_at(json, "name", name);
	json_text_at(json, "type", type_of(column->type));
	if (column->type == COLUMN_DECIMAL && options->profile == CSV_EXCEL_EU)
		json_text_at(json, "decimalChar", ",");
	json_text_at(json, "description", column->meaning);
	json_close(json);
}

static void put_wide_fields(const struct sheet *sheet, const struct plan *plan,
			    const struct report_options *options, struct json *json)
{
	for (size_t i = 0; i < sheet->wide_count; i++)
		put_field(&sheet->wide[i], sheet->wide[i].name, options, json);
	for (size_t w = 0; w < plan->options.week_count; w++) {
		char day[DAY_TEXT_SIZE], week[WEEK_TEXT_SIZE];

		day_format(plan_week(plan, w), day);
		week_format(plan_week(plan, w), week);
		put_field(sheet->wide_week, options->week_names ? week : day, options, json);
	}
	put_field(sheet->wide_total, sheet->wide_total->name, options, json);
}

/* What makes a row unique. The wide layout has a row of totals, so no key. */
static void put_key(const struct sheet *sheet, struct json *json)
{
	json_open_row_at(json, "primaryKey", '[');
	for (size_t i = 0; i < sheet->column_count; i++)
		if (sheet->columns[i].key)
			json_text(json, sheet->columns[i].name);
	json_close(json);
}

static void put_schema(const struct package_file *file, const struct plan *plan,
		       const struct report_options *options, struct json *json)
{
	const struct sheet *sheet = file->sheet;

	json_open_at(json, "schema", '{');
	json_open_at(json, "fields", '[');
	if (file->layout == LAYOUT_WIDE)
		put_wide_fields(sheet, plan, options, json);
	else
		for (size_t i = 0; i < sheet->column_count; i++)
			put_field(&sheet->columns[i], sheet->columns[i].name, options, json);
	json_close(json);
	if (file->layout == LAYOUT_LONG)
		put_key(sheet, json);
	json_key(json, "missingValues");
	json_texts(json, &(const char *){ "" }, 1);
	json_close(json);
}

static void put_dialect(const struct report_options *options, struct json *json)
{
	json_open_row_at(json, "dialect", '{');
	json_text_at(json, "delimiter", options->profile == CSV_EXCEL_EU ? ";" : ",");
	json_text_at(json, "lineTerminator", options->profile == CSV_UNIX ? "\n" : "\r\n");
	json_text_at(json, "quoteChar", "\"");
	json_key(json, "doubleQuote");
	json_bool(json, true);
	json_key(json, "header");
	json_bool(json, true);
	json_close(json);
}

static void put_resource(const struct package_file *file, const struct plan *plan,
			 const struct report_options *options, struct json *json)
{
	struct arena arena = ARENA_INIT;
	const char *dot = strrchr(file->path, '.');
	size_t stem = dot ? (size_t)(dot - file->path) : strlen(file->path);

	json_open(json, '{');
	/* Names must be unique: plan.ics and plan.json are plan-ics and plan-json. */
	json_text_at(json, "name",
		     file->sheet ? arena_copy(&arena, (struct span){ file->path, stem })
				 : arena_format(&arena, "%.*s-%s", (int)stem, file->path,
						dot ? dot + 1 : "file"));
	json_text_at(json, "path", file->path);
	if (file->sheet)
		json_text_at(json, "profile", "tabular-data-resource");
	json_text_at(json, "format", dot ? dot + 1 : "");
	json_text_at(json, "mediatype", file->media_type);
	json_text_at(json, "encoding", "utf-8");
	json_integer_at(json, "bytes", (int64_t)file->size);
	json_text_at(json, "hash", arena_format(&arena, "sha256:%s", file->sha256));
	if (file->sheet) {
		put_dialect(options, json);
		put_schema(file, plan, options, json);
	}
	json_close(json);
	arena_release(&arena);
}

bool datapackage_write(const struct plan *plan, const struct report_options *options,
		       const struct package_file *files, size_t count, FILE *out,
		       struct fault *fault)
{
	struct json json = json_start(out);

	json_open(&json, '{');
	json_text_at(&json, "name", "staffgap-plan");
	json_text_at(&json, "profile", "data-package");
	json_text_at(&json, "title", "Demand, coverage and gaps by role and week");
	sheet_json_head(plan, &json);
	json_open_at(&json, "resources", '[');
	for (size_t i = 0; i < count; i++)
		put_resource(&files[i], plan, options, &json);
	json_close(&json);
	json_close(&json);
	return shape_finish(out, fault);
}
