#include "cli/feed_inspect.h"

#include <string.h>

#include "base/day.h"
#include "cli/door.h"
#include "reports/csv.h"
#include "reports/json.h"
#include "reports/shown.h"

static struct csv csv_of(FILE *out)
{
	struct report_options options = report_options_default();

	return csv_start(&options, out);
}

void feed_inspect_csv(const struct feed_account *account, FILE *out)
{
	static const char *const columns[] = { "week", "absent_minutes", "busy_minutes",
					       "tentative_minutes", "blocked_minutes" };
	struct csv csv = csv_of(out);

	for (size_t i = 0; i < ARRAY_LEN(columns); i++)
		csv_word(&csv, columns[i]);
	csv_end(&csv);
	for (size_t i = 0; i < account->week_count; i++) {
		const struct calendar_week *week = &account->weeks[i];
		char name[WEEK_TEXT_SIZE];

		week_format(week->monday, name);
		csv_word(&csv, name);
		csv_integer(&csv, week->absent_minutes);
		csv_integer(&csv, week->busy_minutes);
		csv_integer(&csv, week->tentative_minutes);
		csv_integer(&csv, week->blocked_minutes);
		csv_end(&csv);
	}
}

static const char *start_text(const struct event_account *event, struct arena *arena)
{
	enum { HOUR = 60 };
	int32_t day = event->start_minute / DAY_MINUTES - (event->start_minute % DAY_MINUTES < 0);
	int32_t minute = event->start_minute - day * DAY_MINUTES;
	char text[DAY_TEXT_SIZE];

	if (!event->has_start)
		return "-";
	day_format((struct day){ day }, text);
	return event->all_day
		       ? arena_format(arena, "%s", text)
		       : arena_format(arena, "%s %02d:%02d", text, minute / HOUR, minute % HOUR);
}

/* Two lines, of 80 columns each: what it is and becomes, and why. */
static void inspect_event(const struct event_account *event, struct arena *arena)
{
	const char *why = event->reason;

	if (event->occurrence_count > 1)
		why = arena_format(arena, "%s, %d times", why, (int)event->occurrence_count);
	if (event->person[0])
		why = arena_format(arena, "%s, of [%s]", why, shown_text(event->person, 30, arena));
	say_line("%7d  %-16s  %-14s  %s", (int)event->line, start_text(event, arena),
		 event_use_name(event->use),
		 event->summary[0] ? shown_text(event->summary, 36, arena) : "(no title)");
	/* Short reasons and short UIDs share the line. */
	if (strlen(why) <= 32) {
		say_line("%8s %s; UID %s", "", why,
			 event->uid[0] ? shown_text(event->uid, 32, arena) : "-");
	} else {
		say_line("%8s %s", "", why);
		say_line("%8s UID %s", "", event->uid[0] ? shown_text(event->uid, 64, arena) : "-");
	}
}

void feed_inspect_table(const struct feed_account *account, const char *name, struct arena *arena)
{
	int use_count = 0;

	say_line("%s", shown_text(name, 80, arena));
	say_line("week      absent  busy  tentative  blocked (minutes)");
	for (size_t i = 0; i < account->week_count; i++) {
		const struct calendar_week *week = &account->weeks[i];
		char text[WEEK_TEXT_SIZE];

		week_format(week->monday, text);
		say_line("%s  %6d  %4d  %9d  %7d", text, (int)week->absent_minutes,
			 (int)week->busy_minutes, (int)week->tentative_minutes,
			 (int)week->blocked_minutes);
	}
	say_line("%s", "");
	for (int32_t i = 0; i < account->counts.event_count; i++) {
		if (i == 0)
			say_line("   line  start             use             title");
		inspect_event(&account->events[i], arena);
	}
	say_line("%s", "");
	say("%d events:", (int)account->counts.event_count);
	for (int use = 0; use < USE_COUNT; use++)
		if (account->by_use[use])
			say("%s %d %s", use_count++ ? "," : "", (int)account->by_use[use],
			    event_use_name((enum event_use)use));
	if (account->counts.other_count)
		say("; %d to-dos and journals are not read", (int)account->counts.other_count);
	say_line("%s", "");
}

void feed_inspect_json(const struct feed_account *account, const char *name, struct arena *arena,
		       FILE *out)
{
	struct json json = json_start(out);

	json_open(&json, '{');
	json_text_at(&json, "schema", "staffgap/feed/1");
	json_text_at(&json, "feed", name);
	json_key(&json, "weeks");
	json_open(&json, '[');
	for (size_t i = 0; i < account->week_count; i++) {
		json_open_row(&json, '{');
		json_key(&json, "week");
		json_week(&json, account->weeks[i].monday);
		json_integer_at(&json, "absent_minutes", account->weeks[i].absent_minutes);
		json_integer_at(&json, "busy_minutes", account->weeks[i].busy_minutes);
		json_integer_at(&json, "tentative_minutes", account->weeks[i].tentative_minutes);
		json_integer_at(&json, "blocked_minutes", account->weeks[i].blocked_minutes);
		json_close(&json);
	}
	json_close(&json);
	json_key(&json, "events");
	json_open(&json, '[');
	for (int32_t i = 0; i < account->counts.event_count; i++) {
		const struct event_account *event = &account->events[i];

		json_open_row(&json, '{');
		json_integer_at(&json, "line", event->line);
		json_text_at(&json, "uid", event->uid);
		json_text_at(&json, "start", start_text(event, arena));
		json_text_at(&json, "use", event_use_name(event->use));
		json_text_at(&json, "reason", event->reason);
		json_integer_at(&json, "occurrences", event->occurrence_count);
		json_text_at(&json, "person", event->person);
		json_text_at(&json, "summary", event->summary);
		json_close(&json);
	}
	json_close(&json);
	json_close(&json);
}
