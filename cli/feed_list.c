#include "cli/feed_list.h"

#include <string.h>

#include "base/text.h"
#include "cli/door.h"
#include "model/feed.h"
#include "reports/csv.h"
#include "reports/json.h"

static struct csv csv_of(FILE *out)
{
	struct report_options options = report_options_default();

	return csv_start(&options, out);
}

void feed_list_table(const struct feed_outcome *list, size_t count, struct day today)
{
	int width = (int)strlen("feed");

	for (size_t i = 0; i < count; i++) {
		int name = (int)text_width(span_of(list[i].input));

		width = name > width ? name : width;
	}
	if (count > 0)
		say_line("%-*s  kind      age     events  absences  state", width, "feed");
	for (size_t i = 0; i < count; i++) {
		const struct feed_outcome *o = &list[i];
		int pad = width - (int)text_width(span_of(o->input));

		say("%s%*s  %-8s", o->input, pad, "", feed_kind_name(o->kind));
		if (o->has_copy)
			say("  %3d d  %7d  %8d", (int)day_distance(o->read_on, today),
			    (int)o->event_count, (int)o->absence_count);
		else
			say("  %5s  %7s  %8s", "-", "-", "-");
		say_line("  %s%s%s", feed_state_name(o->state), o->trouble[0] ? ": " : "",
			 o->trouble);
	}
}

void feed_list_csv(const struct feed_outcome *list, size_t count, struct day today, FILE *out)
{
	static const char *const columns[] = { "feed",     "kind",    "who",      "source",
					       "state",    "read_on", "age_days", "events",
					       "absences", "skipped", "failures", "trouble" };
	struct csv csv = csv_of(out);

	for (size_t i = 0; i < ARRAY_LEN(columns); i++)
		csv_word(&csv, columns[i]);
	csv_end(&csv);
	for (size_t i = 0; i < count; i++) {
		const struct feed_outcome *o = &list[i];

		csv_text(&csv, o->input);
		csv_word(&csv, feed_kind_name(o->kind));
		csv_text(&csv, o->who);
		csv_text(&csv, o->source);
		csv_word(&csv, feed_state_name(o->state));
		if (o->has_copy) {
			csv_day(&csv, o->read_on);
			csv_integer(&csv, day_distance(o->read_on, today));
		} else {
			csv_word(&csv, "");
			csv_word(&csv, "");
		}
		csv_integer(&csv, o->event_count);
		csv_integer(&csv, o->absence_count);
		csv_integer(&csv, o->skipped_count);
		csv_integer(&csv, o->failures);
		csv_text(&csv, o->trouble);
		csv_end(&csv);
	}
}

void feed_list_json(const struct feed_outcome *list, size_t count, FILE *out)
{
	struct json json = json_start(out);

	json_open(&json, '{');
	json_text_at(&json, "schema", "staffgap/feeds/1");
	json_key(&json, "feeds");
	json_open(&json, '[');
	for (size_t i = 0; i < count; i++) {
		const struct feed_outcome *o = &list[i];

		json_open_row(&json, '{');
		json_text_at(&json, "feed", o->input);
		json_text_at(&json, "kind", feed_kind_name(o->kind));
		json_text_at(&json, "who", o->who);
		json_text_at(&json, "source", o->source);
		json_text_at(&json, "state", feed_state_name(o->state));
		json_key(&json, "read_on");
		if (o->has_copy)
			json_day(&json, o->read_on);
		else
			json_null(&json);
		json_integer_at(&json, "events", o->event_count);
		json_integer_at(&json, "absences", o->absence_count);
		json_integer_at(&json, "skipped", o->skipped_count);
		json_integer_at(&json, "failures", o->failures);
		json_text_at(&json, "trouble", o->trouble);
		json_close(&json);
	}
	json_close(&json);
	json_close(&json);
}
