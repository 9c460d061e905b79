#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "cli/command.h"
#include "cli/door.h"
#include "cli/output.h"
#include "cli/plan_options.h"
#include "model/feed.h"
#include "reports/csv.h"
#include "reports/json.h"
#include "reports/shown.h"
#include "service/feed_source.h"
#include "service/session.h"

/* --- formats --------------------------------------------------------------------- */

enum feed_format { FEED_TABLE, FEED_CSV, FEED_JSON };

static bool read_format(const struct run *run, enum feed_format *format, struct fault *fault)
{
	const char *text = run->options->format;

	if (!text || strcmp(text, "table") == 0)
		*format = FEED_TABLE;
	else if (strcmp(text, "csv") == 0)
		*format = FEED_CSV;
	else if (strcmp(text, "json") == 0)
		*format = FEED_JSON;
	else
		return fault_set(fault, FAULT_USAGE,
				 "the format '%s' is not known here (table, csv or json)", text);
	return true;
}

static struct csv csv_of(FILE *out)
{
	struct report_options options = report_options_default();

	return csv_start(&options, out);
}

/* --- list ------------------------------------------------------------------------ */

static void list_table(const struct feed_outcome *list, size_t count, const struct run *run)
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
			say("  %3d d  %7d  %8d", (int)day_distance(o->read_on, run->session->today),
			    (int)o->event_count, (int)o->absence_count);
		else
			say("  %5s  %7s  %8s", "-", "-", "-");
		say_line("  %s%s%s", feed_state_name(o->state), o->trouble[0] ? ": " : "",
			 o->trouble);
	}
}

static void list_csv(const struct feed_outcome *list, size_t count, const struct run *run,
		     FILE *out)
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
			csv_integer(&csv, day_distance(o->read_on, run->session->today));
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

static void json_pair(struct json *json, const char *key, const char *text)
{
	json_key(json, key);
	json_text(json, text);
}

static void json_number(struct json *json, const char *key, int64_t number)
{
	json_key(json, key);
	json_integer(json, number);
}

static void list_json(const struct feed_outcome *list, size_t count, FILE *out)
{
	struct json json = json_start(out);

	json_open(&json, '{');
	json_pair(&json, "schema", "staffgap/feeds/1");
	json_key(&json, "feeds");
	json_open(&json, '[');
	for (size_t i = 0; i < count; i++) {
		const struct feed_outcome *o = &list[i];

		json_open_row(&json, '{');
		json_pair(&json, "feed", o->input);
		json_pair(&json, "kind", feed_kind_name(o->kind));
		json_pair(&json, "who", o->who);
		json_pair(&json, "source", o->source);
		json_pair(&json, "state", feed_state_name(o->state));
		json_key(&json, "read_on");
		if (o->has_copy)
			json_day(&json, o->read_on);
		else
			json_null(&json);
		json_number(&json, "events", o->event_count);
		json_number(&json, "absences", o->absence_count);
		json_number(&json, "skipped", o->skipped_count);
		json_number(&json, "failures", o->failures);
		json_pair(&json, "trouble", o->trouble);
		json_close(&json);
	}
	json_close(&json);
	json_close(&json);
}

static bool run_list(struct run *run, struct fault *fault)
{
	struct feed_outcome *list;
	enum feed_format format = FEED_TABLE;
	struct output output;
	size_t count, doubted = 0;
	bool ok = true;

	if (!read_format(run, &format, fault) || !feeds_known(run->session, &list, &count, fault))
		return false;
	if (format == FEED_TABLE) {
		list_table(list, count, run);
	} else {
		if (!output_open(NULL, FORMAT_CSV, run->arena, &output, fault))
			return false;
		if (format == FEED_CSV)
			list_csv(list, count, run, output.file);
		else
			list_json(list, count, output.file);
		ok = output_close(&output, true, fault);
	}
	for (size_t i = 0; i < count; i++)
		doubted += list[i].trouble[0] != '\0';
	if (doubted) {
		run->status = EXIT_STALE;
		run->reason = arena_format(run->arena, "%zu of %zu feeds %s in doubt (see 'state')",
					   doubted, count, doubted == 1 ? "is" : "are");
	}
	if (count == 0)
		run->headline = "there are no feeds: put calendars/PERSON.ics there, or name "
				"sources in feeds.csv";
	return ok;
}

/* --- what is asked for ---------------------------------------------------------------- */

static bool read_kind(const char *text, enum feed_kind *kind, struct arena *arena,
		      struct fault *fault)
{
	const char *names[FEED_FREEBUSY + 1], *near;

	for (int i = 0; i <= FEED_FREEBUSY; i++) {
		names[i] = feed_kind_name((enum feed_kind)i);
		if (strcmp(text, names[i]) == 0) {
			*kind = (enum feed_kind)i;
			return true;
		}
	}
	near = text_nearest(text, names, ARRAY_LEN(names), arena);
	return fault_set(fault, FAULT_USAGE, "--kind '%s' is not known (%s'%s'%s)", text,
			 near ? "did you mean " : "personal, absence, holidays or ",
			 near ? near : "freebusy", near ? "?" : "");
}

static bool read_zone(const char *name, struct fault *fault)
{
	bool known;

	if (!import_zone_find(name, NULL, &known, fault))
		return false;
	return known || fault_set(fault, FAULT_USAGE,
				  "--time-zone '%s' is not a time zone (write it like "
				  "Europe/Berlin)",
				  name);
}

/* The source of the command line, as --kind and --time-zone say. */
static bool open_sample(struct run *run, bool fresh, struct feed_sample *sample,
			struct fault *fault)
{
	const struct options *given = run->options;
	enum feed_kind kind;
	struct feed_asked asked = { .text = run->args[1],
				    .fresh = fresh,
				    .kind = given->kind ? &kind : NULL,
				    .time_zone = given->time_zone };

	if ((given->kind && !read_kind(given->kind, &kind, run->arena, fault)) ||
	    (given->time_zone && !read_zone(given->time_zone, fault)))
		return false;
	return feed_sample_open(run->session, &asked, sample, fault);
}

/* From the week of --from or today on, for --weeks. */
static bool account_for(struct run *run, struct feed_sample *sample, struct feed_account *account,
			struct fault *fault)
{
	struct plan_options options;

	return plan_options_read(run, &options, fault) &&
	       feed_sample_account(run->session, sample, options.first_week, options.week_count,
				   account, fault);
}

/* --- test -------------------------------------------------------------------------- */

/* Files and commands answer nothing; after a redirect there may be no answer, either. */
static void say_answer(const struct feed_sample *sample)
{
	if (!sample->status && !sample->redirects)
		return;
	say("answer   ");
	if (sample->status)
		say("HTTP %d%s%s", sample->status, sample->type[0] ? ", " : "", sample->type);
	else
		say("%s", "none");
	if (sample->redirects)
		say(", after %d redirect%s", sample->redirects, sample->redirects == 1 ? "" : "s");
	say_line("%s", "");
}

static bool run_test(struct run *run, struct fault *fault)
{
	struct feed_sample sample;
	struct feed_account account;

	if (!open_sample(run, true, &sample, fault))
		return false;
	say_line("source   %s", sample.shown);
	say_answer(&sample);
	if (sample.moved_to[0])
		say_line("moved    for good, to %s", sample.moved_to);
	if (sample.trouble[0]) {
		say_line("trouble  %s", sample.trouble);
		run->status = EXIT_STALE;
		run->reason = "this is not a calendar that staffgap can read (see 'trouble')";
		return true;
	}
	say_line("bytes    %zu", sample.request.source.bytes.len);
	if (!account_for(run, &sample, &account, fault)) {
		say_line("trouble  %s", fault->message);
		*fault = (struct fault)FAULT_INIT;
		run->status = EXIT_STALE;
		run->reason = "this is not a calendar that staffgap can read (see 'trouble')";
		return true;
	}
	say_line("events   %d, %d of them could not be used", (int)account.counts.event_count,
		 (int)account.counts.skipped_count);
	say_line("absent   %d, busy %d, tentative %d, without effect %d",
		 (int)(account.by_use[USE_ABSENT] + account.by_use[USE_HOLIDAY]),
		 (int)account.by_use[USE_BUSY], (int)account.by_use[USE_TENTATIVE],
		 (int)(account.counts.event_count - account.by_use[USE_ABSENT] -
		       account.by_use[USE_HOLIDAY] - account.by_use[USE_BUSY] -
		       account.by_use[USE_TENTATIVE] - account.counts.skipped_count));
	run->headline = "this is a calendar that staffgap can read";
	return true;
}

/* --- inspect ------------------------------------------------------------------------- */

static void week_columns(const struct feed_account *account, FILE *out)
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
		csv_integer(&csv, week->absent_min);
		csv_integer(&csv, week->busy_min);
		csv_integer(&csv, week->tentative_min);
		csv_integer(&csv, week->blocked_min);
		csv_end(&csv);
	}
}

static const char *start_text(const struct event_account *event, struct arena *arena)
{
	enum { HOUR = 60, DAY = 24 * HOUR };
	int32_t day = event->start_min / DAY - (event->start_min % DAY < 0);
	int32_t minute = event->start_min - day * DAY;
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

static void inspect_table(const struct feed_account *account, const char *name, struct arena *arena)
{
	int use_count = 0;

	say_line("%s", shown_text(name, 80, arena));
	say_line("week      absent  busy  tentative  blocked (minutes)");
	for (size_t i = 0; i < account->week_count; i++) {
		const struct calendar_week *week = &account->weeks[i];
		char text[WEEK_TEXT_SIZE];

		week_format(week->monday, text);
		say_line("%s  %6d  %4d  %9d  %7d", text, (int)week->absent_min, (int)week->busy_min,
			 (int)week->tentative_min, (int)week->blocked_min);
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

static void inspect_json(const struct feed_account *account, const char *name, struct arena *arena,
			 FILE *out)
{
	struct json json = json_start(out);

	json_open(&json, '{');
	json_pair(&json, "schema", "staffgap/feed/1");
	json_pair(&json, "feed", name);
	json_key(&json, "weeks");
	json_open(&json, '[');
	for (size_t i = 0; i < account->week_count; i++) {
		json_open_row(&json, '{');
		json_key(&json, "week");
		json_week(&json, account->weeks[i].monday);
		json_number(&json, "absent_minutes", account->weeks[i].absent_min);
		json_number(&json, "busy_minutes", account->weeks[i].busy_min);
		json_number(&json, "tentative_minutes", account->weeks[i].tentative_min);
		json_number(&json, "blocked_minutes", account->weeks[i].blocked_min);
		json_close(&json);
	}
	json_close(&json);
	json_key(&json, "events");
	json_open(&json, '[');
	for (int32_t i = 0; i < account->counts.event_count; i++) {
		const struct event_account *event = &account->events[i];

		json_open_row(&json, '{');
		json_number(&json, "line", event->line);
		json_pair(&json, "uid", event->uid);
		json_pair(&json, "start", start_text(event, arena));
		json_pair(&json, "use", event_use_name(event->use));
		json_pair(&json, "reason", event->reason);
		json_number(&json, "occurrences", event->occurrence_count);
		json_pair(&json, "person", event->person);
		json_pair(&json, "summary", event->summary);
		json_close(&json);
	}
	json_close(&json);
	json_close(&json);
}

static bool run_inspect(struct run *run, struct fault *fault)
{
	struct feed_sample sample;
	struct feed_account account;
	enum feed_format format = FEED_TABLE;
	struct output output;

	if (!read_format(run, &format, fault) || !open_sample(run, false, &sample, fault))
		return false;
	if (sample.trouble[0])
		return fault_set(fault, FAULT_INPUT, "%s: %s", sample.shown, sample.trouble);
	if (!account_for(run, &sample, &account, fault))
		return false;
	if (format == FEED_TABLE) {
		inspect_table(&account, sample.request.source.name, run->arena);
		return true;
	}
	if (!output_open(NULL, FORMAT_CSV, run->arena, &output, fault))
		return false;
	if (format == FEED_CSV)
		week_columns(&account, output.file);
	else
		inspect_json(&account, sample.request.source.name, run->arena, output.file);
	return output_close(&output, true, fault);
}

/* --- the command ----------------------------------------------------------------------- */

static bool run_forget(struct run *run, struct fault *fault)
{
	const char *name;

	if (!feed_forget(run->session, run->args[1], &name, fault))
		return false;
	run->headline = arena_format(run->arena, "%s is forgotten", name);
	return true;
}

static bool run_feed(struct run *run, struct fault *fault)
{
	static const struct {
		const char *name;
		size_t args;
		bool (*run)(struct run *run, struct fault *fault);
	} verbs[] = { { "list", 1, run_list },
		      { "test", 2, run_test },
		      { "inspect", 2, run_inspect },
		      { "forget", 2, run_forget } };
	const char *names[ARRAY_LEN(verbs)], *near;

	for (size_t i = 0; i < ARRAY_LEN(verbs); i++) {
		names[i] = verbs[i].name;
		if (strcmp(run->args[0], verbs[i].name) != 0)
			continue;
		if (run->arg_count != verbs[i].args)
			return fault_set(fault, FAULT_USAGE, "usage: staffgap feed %s%s",
					 verbs[i].name, verbs[i].args > 1 ? " FEED|SOURCE" : "");
		return verbs[i].run(run, fault);
	}
	near = text_nearest(run->args[0], names, ARRAY_LEN(names), run->arena);
	return fault_set(fault, FAULT_USAGE, "there is no 'feed %s' (%s'%s'%s)", run->args[0],
			 near ? "did you mean " : "there are list, test, inspect and ",
			 near ? near : "forget", near ? "?" : "");
}

const struct command command_feed = {
	.name = "feed",
	.usage = "list | test SOURCE | inspect SOURCE | forget FEED",
	.summary = "Show how feeds fare, try a source, account for every event",
	.options = "today from weeks kind time-zone format offline",
	.min_args = 1,
	.max_args = 2,
	.run = run_feed,
};
