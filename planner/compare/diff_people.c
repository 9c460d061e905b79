/*
 * Steps for settings, the rate card and people: who left, who joined, what they can do.
 *
 * A setting acts through everybody at once: the default overhead moves with it for people who
 * have it in both plans, and settings that decide which events count bring the calendars of the
 * newer plan with them. The rate card and the objective only decide who is served first, so their
 * step is dropped again when it changed no gap. docs/ritual.md, "What changed, and why", 1 to 4.
 */
#include "planner/compare/diff_people.h"

#include <string.h>

#include "base/number.h"
#include "planner/compare/diff_walk.h"
#include "planner/compare/diff_words.h"

/* --- settings --------------------------------------------------------------- */

static const char *number(int64_t value, int64_t scale, struct arena *arena)
{
	return decimal_words(value, scale, arena);
}

static const char *clock_words(int32_t minute, struct arena *arena)
{
	return arena_format(arena, "%02d:%02d", (int)(minute / 60), (int)(minute % 60));
}

static const char *workdays(const struct settings *settings, struct arena *arena)
{
	static const char *const names[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
	const char *text = "";

	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		if (settings->workday[i])
			text = arena_format(arena, "%s%s%s", text, text[0] ? "," : "", names[i]);
	return text;
}

/* Patterns of titles have names of people and customers in them: they are not quoted. */
static const char *pattern_changed(const char *text, const char *name, const char *now,
				   const char *was, struct arena *arena)
{
	if (strcmp(now, was) == 0)
		return text;
	return arena_format(arena, "%s%s%s changed", text, text[0] ? ", " : "", name);
}

/* What changed of the settings that change hours, in words; "" when nothing did. */
static const char *settings_words(const struct settings *was, const struct settings *now,
				  struct arena *arena)
{
	static const char *const meetings[] = {
		[MEETINGS_COUNT] = "count", [MEETINGS_IGNORE] = "ignore"
	};
	const char *text = "";

	text = also_changed(text, "hours_per_week", number(now->full_week_minutes, 60, arena),
			    number(was->full_week_minutes, 60, arena), arena);
	text = also_changed(text, "working_days", workdays(now, arena), workdays(was, arena),
			    arena);
	text = also_changed(text, "day_start", clock_words(now->day_start_minute, arena),
			    clock_words(was->day_start_minute, arena), arena);
	text = also_changed(text, "overhead_percent", number(now->overhead_percent, 1, arena),
			    number(was->overhead_percent, 1, arena), arena);
	text = also_changed(text, "tentative_percent", number(now->tentative_percent, 1, arena),
			    number(was->tentative_percent, 1, arena), arena);
	text = also_changed(text, "max_levels_down", number(now->max_levels_down, 1, arena),
			    number(was->max_levels_down, 1, arena), arena);
	text = pattern_changed(text, "out_of_office", now->out_of_office, was->out_of_office,
			       arena);
	text = pattern_changed(text, "ignore", now->ignore, was->ignore, arena);
	text = also_changed(text, "meetings", meetings[now->meetings], meetings[was->meetings],
			    arena);
	return also_changed(text, "time_zone", now->time_zone, was->time_zone, arena);
}

static bool has_default_overhead(const struct person *person, const struct settings *settings)
{
	return person->overhead_micro_percent == settings->overhead_percent * MICRO;
}

static bool walk_settings(struct diff_walk *walk, struct fault *fault)
{
	const struct settings *was = &walk->before->company->settings;
	const struct settings *now = &walk->after->company->settings;
	const char *what = settings_words(was, now, walk->arena);
	struct place file = { "staffgap.conf", 0, 0 };
	bool calendars = was->meetings != now->meetings ||
			 strcmp(was->time_zone, now->time_zone) != 0 ||
			 strcmp(was->out_of_office, now->out_of_office) != 0 ||
			 strcmp(was->ignore, now->ignore) != 0;

	if (what[0] == '\0')
		return true;
	walk->settings = *now;
	for (size_t i = 0; i < walk->person_count; i++) {
		struct walk_person *pair = &walk->people[i];

		if (!pair->before || !pair->after)
			continue;
		if (has_default_overhead(pair->before, was) &&
		    has_default_overhead(pair->after, now))
			pair->now.overhead_micro_percent = pair->after->overhead_micro_percent;
		if (calendars) /* every event may lie elsewhere or not count any more */
			pair->now.calendar = pair->after->calendar;
	}
	return walk_step(walk,
			 (struct cause){ .kind = CAUSE_SETTINGS,
					 .subject = "settings",
					 .what = what,
					 .before = file,
					 .after = file },
			 fault);
}

/* Listed only where it changes a gap: most of a rate card never does. */
static bool walk_rates(struct diff_walk *walk, struct fault *fault)
{
	const struct plan_options *was = &walk->before->options, *now = &walk->after->options;
	size_t before = walk->diff->cause_count;
	struct place file = { "rates.csv", 0, 0 };
	const char *what = "other prices from outside";

	if (was->objective != now->objective)
		what = arena_format(walk->arena, "%s (was %s)", objective_name(now->objective),
				    objective_name(was->objective));
	walk->settings = walk->after->company->settings;
	walk->rates = walk->after->company;
	walk->options = plan_options_part(now, walk->diff->first_week, walk->diff->week_count);
	if (!walk_step(walk,
		       (struct cause){ .kind = CAUSE_RATES,
				       .subject = was->objective == now->objective ? "rates"
										   : "objective",
				       .what = what,
				       .before = file,
				       .after = file },
		       fault))
		return false;
	if (walk->diff->causes[before].effect_count == 0)
		walk->diff->cause_count = before;
	return true;
}

/* --- left and joined ----------------------------------------------------------- */

static size_t bookings_of(const struct company *company, const char *person)
{
	size_t count = 0;

	for (size_t b = 0; b < company->booking_count; b++)
		count += strcmp(company->bookings[b].person, person) == 0;
	return count;
}

/* People who left, with their bookings: these are in vain without them. */
static bool leave(struct diff_walk *walk, struct walk_person *pair, struct fault *fault)
{
	size_t bookings = bookings_of(walk->before->company, pair->before->id);
	const char *roles = roles_words(pair->before, walk->arena);

	pair->there = false;
	return walk_step(
		walk,
		(struct cause){
			.kind = CAUSE_LEFT,
			.subject = pair->before->id,
			.what = bookings
					? arena_format(walk->arena, "left (%s), with %zu booking%s",
						       roles, bookings, bookings == 1 ? "" : "s")
					: arena_format(walk->arena, "left (%s)", roles),
			.before = pair->before->place,
		},
		fault);
}

static bool enter(struct diff_walk *walk, struct walk_person *pair, struct fault *fault)
{
	pair->there = true;
	pair->now = *pair->after;
	return walk_step(walk,
			 (struct cause){
				 .kind = CAUSE_JOINED,
				 .subject = pair->after->id,
				 .what = arena_format(walk->arena, "joined (%s)",
						      roles_words(pair->after, walk->arena)),
				 .after = pair->after->place,
			 },
			 fault);
}

/* --- what people can do ---------------------------------------------------------- */

/* Roles with levels, skills and place: what the person may do. */
static bool change_roles(struct diff_walk *walk, struct walk_person *pair, struct fault *fault)
{
	const struct person *was = pair->before, *now = pair->after;
	struct arena *arena = walk->arena;
	const char *what = "";

	what = also_changed(what, "roles", roles_words(now, arena), roles_words(was, arena), arena);
	what = also_changed(what, "skills", skills_words(now->skills, now->skill_count, arena),
			    skills_words(was->skills, was->skill_count, arena), arena);
	what = also_changed(what, "location", now->location, was->location, arena);
	if (what[0] == '\0')
		return true;
	pair->now.roles = now->roles;
	pair->now.role_count = now->role_count;
	pair->now.skills = now->skills;
	pair->now.skill_count = now->skill_count;
	pair->now.location = now->location;
	return walk_step(walk,
			 (struct cause){ .kind = CAUSE_ROLES,
					 .subject = now->id,
					 .what = what,
					 .before = was->place,
					 .after = now->place },
			 fault);
}

bool walk_people(struct diff_walk *walk, struct fault *fault)
{
	if (!walk_settings(walk, fault) || !walk_rates(walk, fault))
		return false;
	for (size_t i = 0; i < walk->person_count; i++)
		if (!walk->people[i].after && !leave(walk, &walk->people[i], fault))
			return false;
	for (size_t i = 0; i < walk->person_count; i++)
		if (!walk->people[i].before && !enter(walk, &walk->people[i], fault))
			return false;
	for (size_t i = 0; i < walk->person_count; i++)
		if (walk->people[i].before && walk->people[i].after &&
		    !change_roles(walk, &walk->people[i], fault))
			return false;
	return true;
}
