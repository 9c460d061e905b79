#include <string.h>

#include "cli/command.h"
#include "cli/door.h"
#include "service/forget_person.h"

/* Who is nowhere, as after the first time, was given no word either. */
static const char *was_where(const struct person_forgotten *f, struct arena *arena)
{
	if (f->plan_count == 0 && f->copy_count == 0)
		return arena_format(arena, "nothing to forget: '%s' is not in any plan or copy",
				    f->id);
	if (f->plan_count == 0)
		return arena_format(arena,
				    "'%s' was not in any plan and has been removed from all copies",
				    f->id);
	return arena_format(arena, "'%s' is now '%s' in %zu plan%s and no longer in any copy",
			    f->id, f->token, f->plan_count, f->plan_count == 1 ? "" : "s");
}

static bool forget(struct run *run, const char *id, struct fault *fault)
{
	struct person_forgotten forgotten;

	if (!forget_person(run->session, id, &forgotten, fault))
		return false;
	for (size_t i = 0; i < forgotten.place_count; i++) {
		const struct mention_place *place = &forgotten.places[i];

		if (place->line)
			say_line("%s:%d", place->file, (int)place->line);
		else
			say_line("%s", place->file);
	}
	run->headline = arena_format(
		run->arena, "%s%s", was_where(&forgotten, run->arena),
		forgotten.place_count ? "; your own files still name them in the lines above: "
					"until you change those, the next plan will, too"
				      : "");
	return true;
}

static bool run_forget(struct run *run, struct fault *fault)
{
	if (strcmp(run->args[0], "person") != 0)
		return fault_set(fault, FAULT_USAGE,
				 "'forget' takes 'person' and an id, not '%s' ('staffgap feed "
				 "forget' forgets a feed)",
				 run->args[0]);
	return forget(run, run->args[1], fault);
}

const struct command command_forget = {
	.name = "forget",
	.usage = "person ID",
	.summary = "Remove a person from stored plans and copies",
	.options = "",
	.min_args = 2,
	.max_args = 2,
	.run = run_forget,
};
