#include <string.h>

#include "base/text.h"
#include "cli/command.h"
#include "cli/door.h"
#include "cli/feed_inspect.h"
#include "cli/feed_list.h"
#include "cli/output.h"
#include "cli/plan_options.h"
#include "model/feed.h"
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
		feed_list_table(list, count, run->session->today);
	} else {
		if (!output_open(NULL, FORMAT_CSV, run->arena, &output, fault))
			return false;
		if (format == FEED_CSV)
			feed_list_csv(list, count, run->session->today, output.file);
		else
			feed_list_json(list, count, output.file);
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
		feed_inspect_table(&account, sample.request.source.name, run->arena);
		return true;
	}
	if (!output_open(NULL, FORMAT_CSV, run->arena, &output, fault))
		return false;
	if (format == FEED_CSV)
		feed_inspect_csv(&account, output.file);
	else
		feed_inspect_json(&account, sample.request.source.name, run->arena, output.file);
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
	.summary = "List feeds, test a source, show how each event is used",
	.options = "today from weeks kind time-zone format offline",
	.min_args = 1,
	.max_args = 2,
	.run = run_feed,
};
