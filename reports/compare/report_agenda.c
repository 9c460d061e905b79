#include <string.h>

#include "base/number.h"
#include "reports/columns.h"
#include "reports/compare/agenda_html.h"
#include "reports/compare/agenda_items.h"
#include "reports/compare/agenda_text.h"
#include "reports/csv.h"
#include "reports/json.h"
#include "reports/registry.h"
#include "reports/shape.h"
#include "reports/sheet.h"
#include "reports/shown.h"
#include "reports/words.h"

enum { INDENT = 9, TEXT_MAX = 2000 };

/* --- table ----------------------------------------------------------------------------- */

static size_t section_start(const struct agenda *agenda, enum agenda_section section)
{
	size_t start = 0;

	for (int s = 0; s < (int)section; s++)
		start += agenda->in_section[s];
	return start;
}

static void put_columns(const struct agenda *agenda, enum agenda_section section, size_t count,
			int width, FILE *out)
{
	const struct agenda_shape *shape = agenda_shape(section);
	const struct agenda_item *items = agenda->items + section_start(agenda, section);
	struct column_head heads[AGENDA_COLUMNS];
	size_t columns = 0;
	const char **cells;

	for (; columns < AGENDA_COLUMNS && shape->columns[columns].name; columns++)
		heads[columns] =
			(struct column_head){ shape->columns[columns].field == AGENDA_COST
						      ? agenda->plan->company->settings.currency
						      : shape->columns[columns].name,
					      agenda_field_is_number(shape->columns[columns].field),
					      shape->columns[columns].least };
	cells = ARENA_ARRAY(agenda->arena, const char *, columns *count + 1);
	for (size_t i = 0; i < count; i++)
		for (size_t c = 0; c < columns; c++)
			cells[i * columns + c] =
				agenda_text(&items[i], shape->columns[c].field, agenda->arena);
	columns_write(out, width, heads, columns, cells, count);
}

/* Sentences are not cut: changes and doubts are lists. */
static void put_list(const struct agenda *agenda, enum agenda_section section, size_t count,
		     int width, FILE *out)
{
	const struct agenda_shape *shape = agenda_shape(section);
	const struct agenda_item *items = agenda->items + section_start(agenda, section);
	struct arena *arena = agenda->arena;

	for (size_t i = 0; i < count; i++) {
		const struct agenda_item *item = &items[i];
		const char *number = agenda_text(item, shape->columns[0].field, arena);
		/* Why a feed is stale is a sentence with brackets of its own. */
		bool why = section == AGENDA_DOUBTS && !item->has_minutes;
		const char *text = arena_format(
			arena, "%s%s%s%s%s%s%s%s",
			strncmp(item->kind, "engagement", 10) == 0 ? item->kind : item->subject,
			item->subject[0] ? ": " : "", item->what,
			!item->note[0] ? ""
			: why          ? ": "
				       : " (",
			item->note, item->note[0] && !why ? ")" : "",
			section == AGENDA_DOUBTS && item->has_minutes ? ", " : "",
			section == AGENDA_DOUBTS && item->has_minutes
				? agenda_text(item, AGENDA_WEEKS, arena)
				: "");

		words_hanging(out,
			      arena_format(arena, "%7s  ",
					   item->has_minutes && !item->minutes ? "." : number),
			      shown_text(text, TEXT_MAX, arena), INDENT, width);
	}
}

static void put_section(const struct agenda *agenda, enum agenda_section section, int width,
			FILE *out)
{
	const struct agenda_shape *shape = agenda_shape(section);
	size_t count = agenda->in_section[section];
	size_t shown = count < shape->shown ? count : shape->shown;

	fprintf(out, "%s\n", shape->title);
	if (!count)
		fprintf(out, "%s\n", shape->none);
	else if (section >= AGENDA_CHANGES)
		put_list(agenda, section, shown, width, out);
	else
		put_columns(agenda, section, shown, width, out);
	if (shown < count)
		fprintf(out, "and %zu more: staffgap %s\n", count - shown, shape->report);
	fputc('\n', out);
}

static void write_table(const struct report_subject *subject, const struct report_options *options,
			FILE *out)
{
	const struct agenda *agenda = subject->agenda;

	words_wrapped(out, agenda_scope(agenda, options->view, agenda->arena), 0, options->width);
	fputc('\n', out);
	for (int s = AGENDA_SECTION_COUNT - 1; s >= 0; s--)
		if (s != AGENDA_CHANGES || agenda->diff)
			put_section(agenda, (enum agenda_section)s, options->width, out);
	words_wrapped(out, shown_text(agenda_first(agenda, agenda->arena), TEXT_MAX, agenda->arena),
		      0, options->width);
}

/* --- CSV, JSON ---------------------------------------------------------------------------- */

static void csv_optional_day(struct csv *csv, bool has, struct day day)
{
	if (has)
		csv_day(csv, day);
	else
		csv_word(csv, "");
}

static void csv_optional(struct csv *csv, bool has, int64_t value, int64_t scale)
{
	if (has)
		csv_decimal(csv, value, scale);
	else
		csv_word(csv, "");
}

static void write_csv(const struct report_subject *subject, const struct report_options *options,
		      FILE *out)
{
	const struct agenda *agenda = subject->agenda;
	static const char *const names[] = { "plan",      "plan_before", "section", "kind",
					     "due",       "late_days",   "subject", "what",
					     "first_day", "last_day",    "hours",   "fte",
					     "cost",      "currency",    "note" };
	struct csv csv = csv_start(options, out);

	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		csv_word(&csv, names[i]);
	csv_end(&csv);
	for (size_t i = 0; i < agenda->count; i++) {
		const struct agenda_item *item = &agenda->items[i];

		csv_integer(&csv, agenda->plan->options.number);
		if (agenda->diff)
			csv_integer(&csv, agenda->diff->before.number);
		else
			csv_word(&csv, "");
		csv_word(&csv, agenda_section_name(item->section));
		csv_word(&csv, item->kind);
		csv_optional_day(&csv, item->has_due, item->due);
		csv_integer(&csv, item->late_days);
		csv_text(&csv, item->subject);
		csv_text(&csv, item->what);
		csv_optional_day(&csv, item->has_first, item->first);
		csv_optional_day(&csv, item->has_last, item->last);
		csv_optional(&csv, item->has_minutes, item->minutes, 60);
		csv_optional(&csv, item->fte_minutes > 0, item->minutes,
			     item->fte_minutes > 0 ? item->fte_minutes : 1);
		csv_optional(&csv, item->has_cost, item->cost_cents, 100);
		csv_word(&csv, item->has_cost ? agenda->plan->company->settings.currency : "");
		csv_text(&csv, item->note);
		csv_end(&csv);
	}
}

static void json_optional_day(struct json *json, const char *key, bool has, struct day day)
{
	json_key(json, key);
	if (has)
		json_day(json, day);
	else
		json_null(json);
}

static void json_optional(struct json *json, const char *key, bool has, int64_t value,
			  int64_t scale)
{
	json_key(json, key);
	if (has)
		json_decimal(json, value, scale);
	else
		json_null(json);
}

static void json_item(struct json *json, const struct agenda_item *item)
{
	json_open_row(json, '{');
	json_text_at(json, "section", agenda_section_name(item->section));
	json_text_at(json, "kind", item->kind);
	json_optional_day(json, "due", item->has_due, item->due);
	json_integer_at(json, "late_days", item->late_days);
	json_text_at(json, "subject", item->subject);
	json_text_at(json, "what", item->what);
	json_optional_day(json, "first_day", item->has_first, item->first);
	json_optional_day(json, "last_day", item->has_last, item->last);
	json_optional(json, "hours", item->has_minutes, item->minutes, 60);
	json_optional(json, "fte", item->fte_minutes > 0, item->minutes,
		      item->fte_minutes > 0 ? item->fte_minutes : 1);
	json_optional(json, "cost", item->has_cost, item->cost_cents, 100);
	json_text_at(json, "note", item->note);
	json_close(json);
}

static void write_json(const struct report_subject *subject, const struct report_options *options,
		       FILE *out)
{
	const struct agenda *agenda = subject->agenda;
	struct json json = json_start(out);

	json_open(&json, '{');
	json_text_at(&json, "schema", "staffgap/agenda/1");
	json_integer_at(&json, "plan", agenda->plan->options.number);
	json_key(&json, "plan_before");
	if (agenda->diff)
		json_integer(&json, agenda->diff->before.number);
	else
		json_null(&json);
	json_day_at(&json, "today", agenda->plan->options.today);
	json_text_at(&json, "view", view_name(options->view));
	sheet_json_goal(&json, &agenda->plan->options.goal);
	json_text_at(&json, "currency", agenda->plan->company->settings.currency);
	json_open_at(&json, "rows", '[');
	for (size_t i = 0; i < agenda->count; i++)
		json_item(&json, &agenda->items[i]);
	json_close(&json);
	json_close(&json);
}

const struct report report_agenda = {
	.name = "agenda",
	.called = "an agenda",
	.from = FROM_AGENDA,
	.write_from = { [FORMAT_TABLE] = write_table,
			[FORMAT_CSV] = write_csv,
			[FORMAT_JSON] = write_json,
			[FORMAT_HTML] = agenda_html },
};
