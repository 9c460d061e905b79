#include "reports/certificate.h"

#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "reports/shown.h"
#include "reports/words.h"

enum { ROLES_SHOWN = 4, PEOPLE_SHOWN = 6, NAME_COLUMNS = 40 };

const char *hours_text(int64_t minutes, struct arena *arena)
{
	char text[NUMBER_TEXT_SIZE];
	size_t len;

	number_format(text, minutes, 60, 2, '.');
	len = strlen(text);
	while (text[len - 1] == '0')
		text[--len] = '\0';
	if (text[len - 1] == '.')
		text[--len] = '\0';
	return arena_copy(arena, (struct span){ text, len });
}

/* --- what is asked for -------------------------------------------------- */

/* "sre (level 3, kafka, in DE)" */
static const char *requirement_text(const struct requirement *asked, struct arena *arena)
{
	const char *skills = "", *place = "";

	for (size_t i = 0; i < asked->skill_count; i++)
		skills = arena_format(arena, "%s, %s", skills,
				      shown_text(asked->skills[i], NAME_COLUMNS, arena));
	if (asked->location[0])
		place = arena_format(arena, ", in %s",
				     shown_text(asked->location, NAME_COLUMNS, arena));
	return arena_format(arena, "%s (level %d%s%s)",
			    shown_text(asked->role, NAME_COLUMNS, arena), (int)asked->level, skills,
			    place);
}

static int by_index(const void *left, const void *right)
{
	size_t a = *(const size_t *)left, b = *(const size_t *)right;

	return (a > b) - (a < b);
}

size_t *certificate_requirements(const struct plan *plan, const struct certificate *c,
				 struct arena *arena, size_t *count)
{
	size_t *list = ARENA_ARRAY(arena, size_t, c->line_count + 1), unique = 0;

	for (size_t i = 0; i < c->line_count; i++)
		list[i] = plan->demand_requirement[c->lines[i]];
	qsort(list, c->line_count, sizeof(*list), by_index);
	for (size_t i = 0; i < c->line_count; i++)
		if (unique == 0 || list[i] != list[unique - 1])
			list[unique++] = list[i];
	*count = unique;
	return list;
}

/* A role whose lines all ask for the same is told with what they ask for. */
static const char *roles_text(const struct plan *plan, const struct certificate *c,
			      struct arena *arena)
{
	size_t asked_count, count = 0;
	size_t *asked = certificate_requirements(plan, c, arena, &asked_count);
	const char **names = ARENA_ARRAY(arena, const char *, asked_count + 1);

	for (size_t i = 0, next = 0; i < asked_count; i = next) {
		const struct requirement *first = &plan->requirements[asked[i]];

		while (next < asked_count &&
		       strcmp(plan->requirements[asked[next]].role, first->role) == 0)
			next++;
		names[count++] = next - i == 1 ? requirement_text(first, arena)
					       : shown_text(first->role, NAME_COLUMNS, arena);
	}
	return words_listed(names, count, ROLES_SHOWN, arena);
}

/* --- who there is ------------------------------------------------------- */

static const char *people_text(const struct plan *plan, const struct certificate *c,
			       struct arena *arena)
{
	const char *names[PEOPLE_SHOWN] = { NULL };

	for (size_t i = 0; i < c->people_count && i < PEOPLE_SHOWN; i++)
		names[i] =
			shown_text(plan->company->people[c->people[i]].name, NAME_COLUMNS, arena);
	return words_listed(names, c->people_count, PEOPLE_SHOWN, arena);
}

int64_t certificate_booked_minutes(const struct plan *plan, const struct certificate *c)
{
	int64_t sum = 0;

	for (size_t i = 0; i < c->booking_count; i++)
		sum += plan_booking_minutes(plan, c->bookings[i], c->week);
	return sum;
}

static const char *supply_text(const struct plan *plan, const struct certificate *c,
			       struct arena *arena)
{
	int64_t booked = certificate_booked_minutes(plan, c);
	const char *people = "nobody qualifies";

	if (c->people_count)
		people = arena_format(arena, "only %s qualif%s, with %s h",
				      people_text(plan, c, arena),
				      c->people_count == 1 ? "ies" : "y",
				      hours_text(c->supply_minutes - booked, arena));
	if (!booked)
		return people;
	return arena_format(arena, "%s%s %s h are booked for it", people,
			    c->people_count ? ", and" : ";", hours_text(booked, arena));
}

const char *certificate_sentence(const struct plan *plan, const struct certificate *c,
				 struct arena *arena)
{
	char week[WEEK_TEXT_SIZE];

	week_format(plan_week(plan, c->week), week);
	return arena_format(
		arena, "%s work of %s needs %s h; %s: %s h are missing however you assign them",
		roles_text(plan, c, arena), week, hours_text(c->demand_minutes, arena),
		supply_text(plan, c, arena), hours_text(c->missing_minutes, arena));
}

/* --- why ---------------------------------------------------------------- */

static const char *cause(enum reason reason)
{
	switch (reason) {
	case REASON_LEVEL: return "the level asked for";
	case REASON_LOCATION: return "the location";
	case REASON_SKILL: return "the skills asked for";
	case REASON_BOOKED: return "other bookings";
	case REASON_AWAY: return "absences";
	case REASON_NOBODY:
	case REASON_TOO_FEW:
	case REASON_COUNT: break;
	}
	return "";
}

const char *certificate_reason(const struct certificate *c, struct arena *arena)
{
	if (c->reason == REASON_NOBODY)
		return "nobody employed at the time has the role";
	if (c->reason == REASON_TOO_FEW)
		return "not enough people (no single rule explains half of it)";
	return arena_format(arena, "%s (%s h of it)", cause(c->reason),
			    hours_text(c->effect_minutes[c->reason], arena));
}
