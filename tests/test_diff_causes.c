/*
 * What is said of each cause comes true: the old files are changed by hand, cause after cause, and
 * planned from scratch each time. Of a cause nothing is believed but its kind and whom it names.
 */
#include <stdio.h>
#include <string.h>

#include "model/company_order.h"
#include "planner/compare/diff.h"
#include "tests/diff_pairs.h"
#include "tests/generate.h"
#include "tests/mutate.h"
#include "tests/test.h"

static struct person *person_of(const struct company *company, const char *id)
{
	size_t index = company_person(company, id);

	return index == SIZE_MAX ? NULL : &company->people[index];
}

static struct demand *line_of(const struct company *company, const char *id)
{
	for (size_t d = 0; d < company->demand_count; d++)
		if (strcmp(company->demands[d].id, id) == 0)
			return &company->demands[d];
	return NULL;
}

/* A copy with room for a few more of everything. */
static void copy_of(const struct company *company, struct arena *arena, struct company *copy)
{
	mutate_company(company, 0, 0, arena, copy);
}

/* --- settings, rates ---------------------------------------------------------------- */

static void take_settings(struct company *now, const struct company *after)
{
	int64_t was = now->settings.overhead_percent * INT64_C(1000000);

	now->settings = after->settings;
	for (size_t p = 0; p < now->person_count; p++) {
		const struct person *to = person_of(after, now->people[p].id);
		int64_t is = after->settings.overhead_percent * INT64_C(1000000);

		if (to && now->people[p].overhead_micro_percent == was &&
		    to->overhead_micro_percent == is)
			now->people[p].overhead_micro_percent = is;
	}
}

static void take_rates(struct company *now, const struct company *after)
{
	now->settings = after->settings;
	now->options = after->options;
	now->option_count = after->option_count;
	now->contracts = after->contracts;
	now->contract_count = after->contract_count;
}

/* --- people --------------------------------------------------------------------------- */

static void drop_person(struct company *now, const char *id)
{
	size_t kept = 0, index = company_person(now, id);

	for (size_t b = 0; b < now->booking_count; b++)
		if (strcmp(now->bookings[b].person, id) != 0)
			now->bookings[kept++] = now->bookings[b];
	now->booking_count = kept;
	memmove(&now->people[index], &now->people[index + 1],
		(--now->person_count - index) * sizeof(*now->people));
}

static void take_roles(struct person *now, const struct person *after)
{
	now->roles = after->roles;
	now->role_count = after->role_count;
	now->skills = after->skills;
	now->skill_count = after->skill_count;
	now->location = after->location;
}

static void take_contract(struct person *now, const struct person *after)
{
	memcpy(now->pattern_minutes, after->pattern_minutes, sizeof(now->pattern_minutes));
	now->start = after->start;
	now->end = after->end;
	now->overhead_micro_percent = after->overhead_micro_percent;
}

/* --- time ------------------------------------------------------------------------------ */

/* The day that the words of a holiday name, behind its title. */
static struct day named_day(const struct cause *cause)
{
	const char *text = strrchr(cause->what, '"');
	struct fault fault = FAULT_INIT;
	struct day day = { 0 };

	assert_non_null(text);
	assert_ok(day_parse((struct span){ text + 2, strlen("2026-12-24") }, &day, &fault), &fault);
	return day;
}

static bool is_named(const struct holiday *holiday, const struct cause *cause, struct day day)
{
	const char *place = holiday->location[0] ? holiday->location : "everywhere";

	return day_distance(holiday->day, day) == 0 && strcmp(place, cause->subject) == 0;
}

static void take_holiday(struct company *now, const struct company *after,
			 const struct cause *cause)
{
	struct day day = named_day(cause);
	size_t kept = 0;

	for (size_t h = 0; h < now->holiday_count; h++)
		if (!is_named(&now->holidays[h], cause, day))
			now->holidays[kept++] = now->holidays[h];
	now->holiday_count = kept;
	for (size_t h = 0; h < after->holiday_count; h++)
		if (is_named(&after->holidays[h], cause, day))
			now->holidays[now->holiday_count++] = after->holidays[h];
}

static bool is_event(const struct busy *busy, const struct cause *cause)
{
	return strcmp(busy->uid, cause->uid) == 0;
}

/* All times of the event; of all events when it names none (no UID, or too many changed). */
static void take_event(struct person *now, const struct person *after, const struct cause *cause,
		       struct arena *arena)
{
	const struct calendar *from = &now->calendar, *to = &after->calendar;
	struct busy *list = ARENA_ARRAY(arena, struct busy, from->busy_count + to->busy_count + 1);
	size_t count = 0;

	for (size_t i = 0; i < from->busy_count; i++)
		if (cause->uid[0] && !is_event(&from->busy[i], cause))
			list[count++] = from->busy[i];
	for (size_t i = 0; i < to->busy_count; i++)
		if (!cause->uid[0] || is_event(&to->busy[i], cause))
			list[count++] = to->busy[i];
	now->calendar.busy = list;
	now->calendar.busy_count = count;
}

/* --- bookings, demand --------------------------------------------------------------------- */

/* "Fjord, backend: ..." names the bookings of a person for a project and role. */
static bool is_booked(const struct booking *booking, const struct cause *cause, struct arena *arena)
{
	const char *head = arena_format(arena, "%s%s%s: ", booking->project,
					booking->role[0] ? ", " : "", booking->role);

	return strcmp(booking->person, cause->subject) == 0 &&
	       strncmp(cause->what, head, strlen(head)) == 0;
}

static void take_bookings(struct company *now, const struct company *after,
			  const struct cause *cause, struct arena *arena)
{
	size_t kept = 0;

	for (size_t b = 0; b < now->booking_count; b++)
		if (!is_booked(&now->bookings[b], cause, arena))
			now->bookings[kept++] = now->bookings[b];
	now->booking_count = kept;
	for (size_t b = 0; b < after->booking_count; b++)
		if (is_booked(&after->bookings[b], cause, arena))
			now->bookings[now->booking_count++] = after->bookings[b];
}

static void take_asked(struct demand *now, const struct demand *after)
{
	now->project = after->project;
	now->role = after->role;
	now->level = after->level;
	now->skills = after->skills;
	now->skill_count = after->skill_count;
	now->location = after->location;
	now->priority = after->priority;
}

static void take_line(struct company *now, const struct company *after, const struct cause *cause)
{
	struct demand *line = line_of(now, cause->subject);
	const struct demand *to = line_of(after, cause->subject);

	switch ((int)cause->kind) {
	case CAUSE_ADDED: now->demands[now->demand_count++] = *to; break;
	case CAUSE_REMOVED: *line = now->demands[--now->demand_count]; break;
	case CAUSE_MOVED:
		line->start = to->start;
		line->end = to->end;
		break;
	case CAUSE_RESIZED:
		line->unit = to->unit;
		line->amount_micro = to->amount_micro;
		break;
	case CAUSE_ASKED: take_asked(line, to); break;
	default: line->status = to->status; line->probability_percent = to->probability_percent;
	}
}

/* --- all ------------------------------------------------------------------------------------ */

static void take(struct company *now, const struct company *after, const struct cause *cause,
		 struct arena *arena)
{
	struct person *person = person_of(now, cause->subject);
	const struct person *to = person_of(after, cause->subject);

	switch ((int)cause->kind) {
	case CAUSE_SETTINGS: take_settings(now, after); break;
	case CAUSE_RATES: take_rates(now, after); break;
	case CAUSE_LEFT: drop_person(now, cause->subject); break;
	case CAUSE_JOINED: now->people[now->person_count++] = *to; break;
	case CAUSE_ROLES: take_roles(person, to); break;
	case CAUSE_CONTRACT: take_contract(person, to); break;
	case CAUSE_HOLIDAY: take_holiday(now, after, cause); break;
	case CAUSE_CALENDAR: take_event(person, to, cause, arena); break;
	case CAUSE_BOOKING: take_bookings(now, after, cause, arena); break;
	default: take_line(now, after, cause);
	}
	company_settle(now);
}

static int64_t effect_of(const struct cause *cause, enum view view, size_t role, size_t week)
{
	for (size_t i = 0; i < cause->effect_count; i++)
		if (cause->effects[i].role == role && cause->effects[i].week == week)
			return cause->effects[i].change_minutes[view];
	return 0;
}

/* In every cell the gap changes by what is said, from the one plan to the other. */
static void check_effects(const char *name, const struct diff *diff, const struct cause *cause,
			  const struct plan *was, const struct plan *is)
{
	for (size_t r = 0; r < diff->role_count; r++)
		for (size_t w = 0; w < diff->week_count; w++)
			for (enum view v = 0; v < VIEW_COUNT; v++) {
				struct day monday = day_add(diff->first_week, 7 * (int32_t)w);
				int64_t gap = diff_role_gap(is, v, diff->roles[r], monday) -
					      diff_role_gap(was, v, diff->roles[r], monday);

				assert_number(name, effect_of(cause, v, r, w), gap);
			}
}

/* So that the prices are those of the whole plans, as the diff has them: planned on all weeks. */
static void plan_now(const struct company *company, struct diff_pair *pair, struct plan *plan)
{
	diff_plan_make(company, 0, DIFF_WEEKS, &pair->arena, plan);
}

static void by_hand(void **state)
{
	size_t with_effect[CAUSE_KIND_COUNT] = { 0 };

	(void)state;
	for (uint64_t seed = 1; seed <= DIFF_PAIRS; seed++) {
		struct fault fault = FAULT_INIT;
		struct company now;
		struct plan was, is;
		struct diff_pair pair;
		struct diff diff;
		bool rated = false;

		diff_pair_make(seed, 1 + seed % 6, 0, &pair);
		assert_ok(diff_make(&pair.old, &pair.new, &pair.arena, &diff, &fault), &fault);
		copy_of(&pair.before, &pair.arena, &now);
		for (size_t c = 0; c < diff.cause_count; c++) {
			const struct cause *cause = &diff.causes[c];
			struct company next;
			char name[96];

			/* Rates that change no gap are not listed, and hold from there on all the
			 * same. */
			if (!rated && cause->kind > CAUSE_RATES)
				take_rates(&now, &pair.after);
			rated |= cause->kind >= CAUSE_RATES;
			copy_of(&now, &pair.arena, &next);
			take(&next, &pair.after, cause, &pair.arena);
			plan_now(&now, &pair, &was);
			plan_now(&next, &pair, &is);
			snprintf(name, sizeof(name), "pair %d, %s %s", (int)seed,
				 cause_kind_name(cause->kind), cause->subject);
			check_effects(name, &diff, cause, &was, &is);
			with_effect[cause->kind] += cause->effect_count > 0;
			now = next;
		}
		arena_release(&pair.arena);
	}
	for (size_t k = 0; k < CAUSE_KIND_COUNT; k++)
		if (with_effect[k] == 0)
			fail_msg("no cause of the kind '%s' had an effect",
				 cause_kind_name((enum cause_kind)k));
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(by_hand) };

	return cmocka_run_group_tests_name("diff_causes", tests, NULL, NULL);
}
