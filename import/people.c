#include "import/people.h"

#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "import/pattern.h"
#include "import/roles.h"

enum {
	PERSON,
	NAME,
	EMAIL,
	ROLES,
	SKILLS,
	LOCATION,
	TIME_ZONE,
	HOURS_PER_WEEK,
	PATTERN,
	START,
	END,
	EMPLOYMENT,
	OVERHEAD_PERCENT,
	COST_RATE,
	COLUMN_COUNT
};

static const struct table_column column_list[COLUMN_COUNT] = {
	[PERSON] = { "person", true, HOLDS_ID },
	[NAME] = { "name", false, HOLDS_NAME },
	[EMAIL] = { "email", false, HOLDS_NAME },
	[ROLES] = { "roles", true, HOLDS_NOBODY },
	[SKILLS] = { "skills", false, HOLDS_NOBODY },
	[LOCATION] = { "location", false, HOLDS_NOBODY },
	[TIME_ZONE] = { "time_zone", false, HOLDS_NOBODY },
	[HOURS_PER_WEEK] = { "hours_per_week", false, HOLDS_NOBODY },
	[PATTERN] = { "pattern", false, HOLDS_NOBODY },
	[START] = { "start", false, HOLDS_NOBODY },
	[END] = { "end", false, HOLDS_NOBODY },
	[EMPLOYMENT] = { "employment", false, HOLDS_NOBODY },
	[OVERHEAD_PERCENT] = { "overhead_percent", false, HOLDS_NOBODY },
	[COST_RATE] = { "cost_rate", false, HOLDS_NOBODY },
};
const struct table_columns people_columns = { column_list, COLUMN_COUNT };

static void read_roles(struct cursor *cursor, struct person *person)
{
	cursor_roles(cursor, ROLES, LEVEL_REGULAR, &person->roles, &person->role_count);
	if (person->role_count == 0 && !cursor->bad)
		cursor_error(cursor, ROLES, "role-missing",
			     "a person needs at least one role (write it like 'backend:3; sre:2')");
}

static void read_pattern(struct cursor *cursor, const struct settings *settings,
			 struct person *person)
{
	const char *pattern = cursor_text(cursor, PATTERN);
	int64_t week_minutes = settings->full_week_minutes, micro, sum = 0;
	bool has_hours = cursor_number(cursor, HOURS_PER_WEEK, 0, 168, &micro);
	struct fault fault = FAULT_INIT;

	if (has_hours)
		week_minutes = scale_half_even(micro, 60, MICRO);
	if (pattern[0] == '\0') {
		if (!pattern_fits(settings, week_minutes)) {
			cursor_error(cursor, HOURS_PER_WEEK, "number-out-of-range",
				     "'%s' is more than 24 hours a working day, of which "
				     "there are %d (write a pattern)",
				     cursor_text(cursor, HOURS_PER_WEEK),
				     settings_workdays(settings));
			return;
		}
		pattern_spread(settings, week_minutes, person->pattern_minutes);
		return;
	}
	if (!pattern_parse(span_of(pattern), person->pattern_minutes, &fault)) {
		cursor_error(cursor, PATTERN, "pattern-wrong", "%s", fault.message);
		return;
	}
	for (int i = 0; i < 7; i++)
		sum += person->pattern_minutes[i];
	if (has_hours && sum != week_minutes)
		cursor_warning(cursor, PATTERN, "pattern-disagrees",
			       "the pattern has %lld minutes a week, hours_per_week says %lld: the "
			       "pattern counts",
			       (long long)sum, (long long)week_minutes);
}

static void read_dates(struct cursor *cursor, struct person *person)
{
	if (!cursor_day(cursor, START, &person->start))
		person->start = DAY_FIRST;
	if (!cursor_day(cursor, END, &person->end))
		person->end = DAY_LAST;
	if (day_distance(person->start, person->end) < 0)
		cursor_error(cursor, END, "end-before-start", "the end is before the start");
}

static const char *text_or(const char *text, const char *otherwise)
{
	return text[0] ? text : otherwise;
}

static void read_person(struct cursor *cursor, const struct settings *settings,
			struct person *person)
{
	static const char *const employments[] = { "employee", "contractor" };
	int64_t rate = 0;

	*person = (struct person){ .place = cursor_place(cursor, PERSON) };
	person->id = cursor_text(cursor, PERSON);
	person->name = text_or(cursor_text(cursor, NAME), person->id);
	person->email = cursor_text(cursor, EMAIL);
	person->location = cursor_text(cursor, LOCATION);
	read_roles(cursor, person);
	person->skills = cursor_list(cursor, SKILLS, &person->skill_count);
	person->time_zone =
		cursor_zone(cursor, TIME_ZONE, settings->time_zone, settings->time_zone);
	read_pattern(cursor, settings, person);
	read_dates(cursor, person);
	person->employment = (enum employment)cursor_word(cursor, EMPLOYMENT, employments, 2,
							  EMPLOYMENT_EMPLOYEE);
	if (!cursor_number(cursor, OVERHEAD_PERCENT, 0, 100, &person->overhead_micro_percent))
		person->overhead_micro_percent = settings->overhead_percent * MICRO;
	if (cursor_number(cursor, COST_RATE, 0, 1000000, &rate))
		person->cost_rate_cents = divide_half_even(rate * 100, MICRO);
}

bool import_people(struct source source, struct arena *arena, struct company *company,
		   struct notes *notes, struct fault *fault)
{
	struct csv_table table;
	struct cursor cursor;
	struct ids ids = { 0 };
	struct skipped_rows skipped = { 0 };
	struct person *people;
	size_t count = 0;

	if (!csv_read(source, arena, &table, notes, fault) ||
	    !cursor_open(&cursor, &table, &people_columns, NULL, NULL, arena, notes, fault))
		return false;
	people = ARENA_ARRAY(arena, struct person, table.row_count + 1);
	while (cursor_next(&cursor)) {
		read_person(&cursor, &company->settings, &people[count]);
		if (people[count].id[0])
			cursor_id_is_new(&cursor, &ids, PERSON, people[count].id);
		count += cursor_row_kept(&cursor, PERSON, &skipped);
	}
	if (!cursor_close(&cursor, fault))
		return false;
	company->people = people;
	company->person_count = count;
	company->skipped_people = skipped;
	return true;
}
