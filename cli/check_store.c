#include "cli/check_store.h"

#include "cli/door.h"
#include "service/spares.h"
#include "service/state.h"
#include "store/rescue.h"

static const char *const kind_names[] = {
	[RESCUE_PLANS] = "plans",          [RESCUE_COPIES] = "copies of calendars",
	[RESCUE_RESULTS] = "kept results", [RESCUE_EVENTS] = "calendar events",
	[RESCUE_OTHERS] = "other rows",
};
static_assert(ARRAY_LEN(kind_names) == RESCUE_KIND_COUNT, "every kind has a name");

static bool lost_any(const struct rescue *rescue)
{
	for (size_t i = 0; i < RESCUE_KIND_COUNT; i++)
		if (rescue->usable[i] < rescue->found[i])
			return true;
	return rescue->unreadable;
}

static void write_counts(const struct rescue *rescue)
{
	say_line("                       usable      lost");
	for (size_t i = 0; i < RESCUE_KIND_COUNT; i++)
		say_line("%-20s %8lld  %8lld", kind_names[i], (long long)rescue->usable[i],
			 (long long)(rescue->found[i] - rescue->usable[i]));
	if (rescue->unreadable)
		say_line("Some of it cannot be read at all.");
}

static void say_damage(struct run *run, const struct rescue *rescue)
{
	const char *trouble = rescue->trouble;

	if (rescue->aside[0])
		run->headline = arena_format(
			run->arena, "%s; it is now '%s', and what is usable is in a new database",
			trouble, rescue->aside);
	else
		run->headline = arena_format(run->arena, "%s; nothing was changed", trouble);
	if (!rescue->aside[0] || lost_any(rescue))
		run->status = EXIT_STALE;
	run->reason = run->headline;
}

bool check_store(struct run *run, struct fault *fault)
{
	struct spares_source source = { .session = run->session };
	struct rescue_spares spares = spares_of(&source);
	struct rescue rescue;
	const char *path;

	if (!session_root(run->session, &source.root, fault) ||
	    !state_path(run->session, source.root, &path, fault) ||
	    !store_rescue(path, !run->options->dry_run, &spares, run->arena, &rescue, fault))
		return false;
	write_counts(&rescue);
	if (rescue.none)
		run->headline = "there is no database yet (type 'staffgap plan')";
	else if (rescue.whole)
		run->headline = "the database is whole: nothing was changed";
	else
		say_damage(run, &rescue);
	return true;
}
