#include <string.h>

#include "base/text.h"
#include "cli/command.h"
#include "cli/door.h"
#include "model/feed.h"
#include "service/feeds_import.h"

enum { FEEDS_MAX = 10000 };

static const char *state_words(const struct feed_outcome *o, struct arena *arena)
{
	char day[DAY_TEXT_SIZE];

	day_format(o->read_on, day);
	if (o->trouble[0] && o->has_copy)
		return arena_format(arena, "stale: %s; the copy of %s is used", o->trouble, day);
	if (o->trouble[0])
		return arena_format(arena, "missing: %s", o->trouble);
	if (!o->tried)
		return arena_format(arena, "not read now; the copy of %s is used", day);
	return !o->changed ? "unchanged" : o->first ? "new" : "changed";
}

static void print_outcome(const struct feed_outcome *o, int width, struct arena *arena)
{
	const char *name = feed_text_shown(span_of(o->input), arena);
	const char *skipped =
		o->skipped_count ? arena_format(arena, "  %d skipped", (int)o->skipped_count) : "";

	say("%s%s%*s", o->trouble[0] ? "! " : "  ", name, width - (int)text_width(span_of(name)),
	    "");
	if (o->has_copy)
		say("  %5d events  %4d absences%s", (int)o->event_count, (int)o->absence_count,
		    skipped);
	say_line("  %s", state_words(o, arena));
}

static void sum_up(struct run *run, const struct feed_outcome *list, size_t count)
{
	size_t new = 0, changed = 0, unchanged = 0, stale = 0, missing = 0;

	for (size_t i = 0; i < count; i++) {
		const struct feed_outcome *o = &list[i];

		stale += o->trouble[0] && o->has_copy;
		missing += o->trouble[0] && !o->has_copy;
		if (o->trouble[0] || !o->tried)
			continue;
		new += o->changed && o->first;
		changed += o->changed && !o->first;
		unchanged += !o->changed;
	}
	if (stale + missing > 0)
		run->status = EXIT_STALE;
	if (count == 0)
		run->headline = "there are no feeds: put calendars/PERSON.ics there, or name "
				"sources in feeds.csv";
	else
		run->headline =
			arena_format(run->arena,
				     "%zu feeds: %zu new, %zu changed, %zu unchanged, %zu stale, "
				     "%zu missing",
				     count, new, changed, unchanged, stale, missing);
	run->reason = run->headline;
}

static bool run_import(struct run *run, struct fault *fault)
{
	struct import_request request = { .only = run->args,
					  .only_count = run->arg_count,
					  .offline = run->options->offline,
					  .accept_shrink = run->options->accept_shrink };
	struct feed_outcome *outcomes;
	size_t outcome_count;
	int width = 0;

	if (!feeds_import(run->session, &request, &outcomes, &outcome_count, fault))
		return false;
	for (size_t i = 0; i < outcome_count; i++) {
		int name = (int)text_width(span_of(outcomes[i].input));

		width = name > width ? name : width;
	}
	for (size_t i = 0; i < outcome_count; i++)
		if (run->arg_count == 0 || outcomes[i].tried)
			print_outcome(&outcomes[i], width, run->arena);
	sum_up(run, outcomes, outcome_count);
	run->next = outcome_count ? "staffgap plan" : NULL;
	return true;
}

const struct command command_import = {
	.name = "import",
	.usage = "[FEED...]",
	.summary = "Read all feeds of the workspace and keep copies",
	.options = "today offline accept-shrink",
	.min_args = 0,
	.max_args = FEEDS_MAX,
	.run = run_import,
};
