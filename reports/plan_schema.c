#include "reports/plan_schema.h"

#include "reports/registry.h"
#include "reports/sheet.h"

/** A member of the document that is no table. */
struct member {
	const char *name, *type, *format;
	bool nullable;
};

static void put_type(struct json *json, const char *type, const char *format, bool nullable)
{
	json_key(json, "type");
	if (nullable) {
		const char *const types[] = { type, "null" };

		json_texts(json, types, 2);
	} else {
		json_text(json, type);
	}
	if (format)
		json_text_at(json, "format", format);
}

static void put_members(struct json *json, const struct member *members, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		json_open_row_at(json, members[i].name, '{');
		put_type(json, members[i].type, members[i].format, members[i].nullable);
		json_close(json);
	}
}

static void put_required(struct json *json, const struct member *members, size_t count)
{
	json_open_row_at(json, "required", '[');
	for (size_t i = 0; i < count; i++)
		json_text(json, members[i].name);
	json_close(json);
}

/* {"type": "array", "items": {"type": "object", "properties": {members}, "required": [...]}} */
static void put_list(struct json *json, const char *name, const struct member *members,
		     size_t count)
{
	json_open_at(json, name, '{');
	json_text_at(json, "type", "array");
	json_open_at(json, "items", '{');
	json_text_at(json, "type", "object");
	json_open_at(json, "properties", '{');
	put_members(json, members, count);
	json_close(json);
	put_required(json, members, count);
	json_close(json);
	json_close(json);
}

static void put_column(struct json *json, const struct sheet_column *column)
{
	static const struct member types[] = {
		[COLUMN_PLAN] = { "", "integer", NULL, true },
		[COLUMN_INTEGER] = { "", "integer", NULL, true },
		[COLUMN_DECIMAL] = { "", "number", NULL, true },
		[COLUMN_TEXT] = { "", "string", NULL, true },
		[COLUMN_LIST] = { "", "array", NULL, true },
		[COLUMN_WORD] = { "", "string", NULL, true },
		[COLUMN_WEEK] = { "", "string", NULL, true },
		[COLUMN_DAY] = { "", "string", "date", true },
		[COLUMN_BOOL] = { "", "boolean", NULL, true },
	};
	const struct member *type = &types[column->type];

	json_open_row_at(json, column->name, '{');
	put_type(json, type->type, type->format, type->nullable);
	if (column->type == COLUMN_WEEK)
		json_text_at(json, "pattern", "^[0-9]{4}-W[0-5][0-9]$");
	json_text_at(json, "description", column->meaning);
	json_close(json);
}

static void put_sheet(struct json *json, const struct report *report)
{
	const struct sheet *sheet = report->sheet;

	json_open_at(json, report->name, '{');
	json_text_at(json, "type", "array");
	json_open_at(json, "items", '{');
	json_text_at(json, "type", "object");
	json_open_at(json, "properties", '{');
	for (size_t i = 0; i < sheet->column_count; i++)
		if (sheet->columns[i].type != COLUMN_PLAN)
			put_column(json, &sheet->columns[i]);
	json_close(json);
	json_open_row_at(json, "required", '[');
	for (size_t i = 0; i < sheet->column_count; i++)
		if (sheet->columns[i].type != COLUMN_PLAN)
			json_text(json, sheet->columns[i].name);
	json_close(json);
	json_close(json);
	json_close(json);
}

static void put_totals(struct json *json)
{
	static const struct member members[] = { { "demand_hours", "number", NULL, false },
						 { "covered_hours", "number", NULL, false },
						 { "gap_hours", "number", NULL, false },
						 { "gap_fte_weeks", "number", NULL, false } };

	json_open_at(json, "totals", '{');
	json_text_at(json, "type", "object");
	json_open_at(json, "properties", '{');
	for (enum view v = 0; v < VIEW_COUNT; v++) {
		json_open_at(json, view_name(v), '{');
		json_text_at(json, "type", "object");
		json_open_at(json, "properties", '{');
		put_members(json, members, ARRAY_LEN(members));
		json_close(json);
		put_required(json, members, ARRAY_LEN(members));
		json_close(json);
	}
	json_close(json);
	json_close(json);
}

static const struct member head[] = {
	{ "plan", "integer", NULL, true },        { "company", "string", NULL, false },
	{ "today", "string", "date", false },     { "first_week", "string", NULL, false },
	{ "week_count", "integer", NULL, false }, { "full_week_hours", "number", NULL, false },
	{ "currency", "string", NULL, false },    { "objective", "string", NULL, false },
	{ "source_to", "string", NULL, false },   { "draws", "integer", NULL, true },
	{ "seed", "integer", NULL, true },        { "engine", "string", NULL, false },
};

static void put_properties(struct json *json)
{
	static const struct member weeks[] = { { "week", "string", NULL, false },
					       { "week_start", "string", "date", false } };
	static const struct member feeds[] = {
		{ "feed", "string", NULL, false },      { "kind", "string", NULL, false },
		{ "who", "string", NULL, false },       { "state", "string", NULL, false },
		{ "read_on", "string", "date", false }, { "events", "integer", NULL, false },
		{ "skipped", "integer", NULL, false },
	};

	json_open_at(json, "properties", '{');
	json_open_row_at(json, "schema", '{');
	json_text_at(json, "const", "staffgap/plan/1");
	json_close(json);
	put_members(json, head, ARRAY_LEN(head));
	put_list(json, "weeks", weeks, ARRAY_LEN(weeks));
	put_totals(json);
	put_list(json, "feeds", feeds, ARRAY_LEN(feeds));
	for (size_t i = 0; i < report_plan_count; i++)
		if (report_list[i]->sheet)
			put_sheet(json, report_list[i]);
	json_close(json);
}

void plan_schema_write(FILE *out)
{
	static const char *const tables[] = {
		"weeks", "totals", "feeds", "gaps", "people", "demand"
	};
	struct json json = json_start(out);

	json_open(&json, '{');
	json_text_at(&json, "$schema", "http://json-schema.org/draft-07/schema#");
	json_text_at(&json, "title", "A plan of staffgap");
	json_text_at(
		&json, "description",
		"What 'staffgap report plan -O json' writes. Keys are only ever added within /1.");
	json_text_at(&json, "type", "object");
	put_properties(&json);
	json_open_row_at(&json, "required", '[');
	json_text(&json, "schema");
	for (size_t i = 0; i < ARRAY_LEN(head); i++)
		json_text(&json, head[i].name);
	for (size_t i = 0; i < ARRAY_LEN(tables); i++)
		json_text(&json, tables[i]);
	json_close(&json);
	json_close(&json);
}
