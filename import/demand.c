#include "import/demand.h"

#include <string.h>

#include "base/number.h"
#include "import/table.h"

enum {
	DEMAND,
	PROJECT,
	ROLE,
	LEVEL,
	SKILLS,
	LOCATION,
	START,
	END,
	FTE,
	HOURS_PER_WEEK,
	HOURS,
	PRIORITY,
	STATUS,
	PROBABILITY,
	DELAY_MAX_WEEKS,
	SIZE_LOW_PERCENT,
	SIZE_HIGH_PERCENT,
	UNIT,
	OVERLAP_HOURS,
	TIME_ZONE,
	COLUMN_COUNT
};

static const struct table_column column_list[COLUMN_COUNT] = {
	[DEMAND] = { "demand", true, HOLDS_NOBODY },
	[PROJECT] = { "project", true, HOLDS_NOBODY },
	[ROLE] = { "role", true, HOLDS_NOBODY },
	[LEVEL] = { "level", false, HOLDS_NOBODY },
	[SKILLS] = { "skills", false, HOLDS_NOBODY },
	[LOCATION] = { "location", false, HOLDS_NOBODY },
	[START] = { "start", false, HOLDS_NOBODY },
	[END] = { "end", false, HOLDS_NOBODY },
	[FTE] = { "fte", false, HOLDS_NOBODY },
	[HOURS_PER_WEEK] = { "hours_per_week", false, HOLDS_NOBODY },
	[HOURS] = { "hours", false, HOLDS_NOBODY },
	[PRIORITY] = { "priority", false, HOLDS_NOBODY },
	[STATUS] = { "status", false, HOLDS_NOBODY },
	[PROBABILITY] = { "probability", false, HOLDS_NOBODY },
	[UNIT] = { "unit", false, HOLDS_NOBODY },
	[DELAY_MAX_WEEKS] = { "delay_max_weeks", false, HOLDS_NOBODY },
	[SIZE_LOW_PERCENT] = { "size_low_percent", false, HOLDS_NOBODY },
	[SIZE_HIGH_PERCENT] = { "size_high_percent", false, HOLDS_NOBODY },
	[OVERLAP_HOURS] = { "overlap_hours", false, HOLDS_NOBODY },
	[TIME_ZONE] = { "time_zone", false, HOLDS_NOBODY },
};
const struct table_columns demand_columns = { column_list, COLUMN_COUNT };

/* The most that one line may ask for: what an int32 of minutes holds with room to add lines. */
enum { FTE_MAX = 10000, HOURS_WEEK_MAX = 400000, HOURS_TOTAL_MAX = 10000000 };
enum { DELAY_MAX = 52, SIZE_MAX_PERCENT = 200 };

/* A column of the wide layout. */
struct week_column {
	struct day monday;
	size_t cell;
};

struct wide {
	struct arena *arena;
	struct week_column *weeks;
	size_t count, room;
};

/* --- wide layout ------------------------------------------------------- */

static bool is_week(struct span header, struct day *monday)
{
	struct fault fault = FAULT_INIT;

	return week_parse(header, monday, &fault) ||
	       (day_parse(header, monday, &fault) && day_weekday(*monday) == 0);
}

static bool week_column(struct span header, void *context)
{
	struct day monday;

	(void)context;
	return is_week(span_trim(header), &monday);
}

static bool find_weeks(const struct csv_table *table, struct wide *wide, struct fault *fault)
{
	for (size_t c = 0; c < table->header.count; c++) {
		struct week_column week = { .cell = c };

		if (!is_week(span_trim(span_of(table->header.cells[c].text)), &week.monday))
			continue;
		for (size_t i = 0; i < wide->count; i++)
			if (day_distance(wide->weeks[i].monday, week.monday) == 0)
				return fault_set_at(fault, FAULT_INPUT,
						    (struct place){ table->name, table->header.line,
								    (int32_t)c + 1 },
						    "duplicate week '%s'",
						    table->header.cells[c].text);
		wide->weeks = ARENA_PUSH(wide->arena, wide->weeks, wide->count, wide->room);
		wide->weeks[wide->count++] = week;
		for (size_t i = wide->count - 1;
		     i > 0 && day_distance(wide->weeks[i].monday, wide->weeks[i - 1].monday) > 0;
		     i--) {
			struct week_column later = wide->weeks[i - 1];

			wide->weeks[i - 1] = wide->weeks[i];
			wide->weeks[i] = later;
		}
	}
	return true;
}

static void read_week_cells(struct cursor *cursor, const struct wide *wide, struct demand *demand)
{
	static const char *const units[] = { "fte", "hours" };
	size_t unit = cursor_word(cursor, UNIT, units, 2, 0);

	demand->unit = unit == 0 ? AMOUNT_FTE : AMOUNT_HOURS_PER_WEEK;
	demand->weeks = ARENA_ARRAY(cursor->arena, struct demand_week, wide->count);
	for (size_t i = 0; i < wide->count; i++) {
		struct demand_week week = { .monday = wide->weeks[i].monday };

		if (cursor_number_at(cursor, wide->weeks[i].cell, 0,
				     unit == 0 ? FTE_MAX : HOURS_WEEK_MAX, &week.amount_micro) &&
		    week.amount_micro > 0)
			demand->weeks[demand->week_count++] = week;
	}
	demand->start = wide->weeks[0].monday;
	demand->end = day_add(wide->weeks[wide->count - 1].monday, 6);
	if (demand->week_count > 0) {
		demand->start = demand->weeks[0].monday;
		demand->end = day_add(demand->weeks[demand->week_count - 1].monday, 6);
	}
	if (cursor_text(cursor, FTE)[0] || cursor_text(cursor, HOURS)[0] ||
	    cursor_text(cursor, HOURS_PER_WEEK)[0])
		cursor_error(cursor, UNIT, "amount-twice",
			     "the table has a column per week, so fte, hours_per_week and hours "
			     "must be empty");
}

/* --- long layout ------------------------------------------------------- */

static void read_amount(struct cursor *cursor, struct demand *demand)
{
	static const struct {
		size_t column;
		enum amount_unit unit;
		int32_t most;
	} amounts[] = {
		{ FTE, AMOUNT_FTE, FTE_MAX },
		{ HOURS_PER_WEEK, AMOUNT_HOURS_PER_WEEK, HOURS_WEEK_MAX },
		{ HOURS, AMOUNT_HOURS_TOTAL, HOURS_TOTAL_MAX },
	};
	int found = 0;

	for (size_t i = 0; i < sizeof(amounts) / sizeof(amounts[0]); i++) {
		if (cursor_text(cursor, amounts[i].column)[0] == '\0')
			continue;
		found++;
		demand->unit = amounts[i].unit;
		(void)cursor_number(cursor, amounts[i].column, 0, amounts[i].most,
				    &demand->amount_micro);
	}
	if (found == 0)
		cursor_error(cursor, FTE, "amount-missing",
			     "one of fte, hours_per_week and hours must be given");
	else if (found > 1)
		cursor_error(cursor, FTE, "amount-twice",
			     "only one of fte, hours_per_week and hours may be given");
}

static void read_period(struct cursor *cursor, struct demand *demand)
{
	bool start = cursor_day(cursor, START, &demand->start);
	bool end = cursor_day(cursor, END, &demand->end);

	if (cursor_text(cursor, START)[0] == '\0')
		cursor_error(cursor, START, "cell-missing", "'start' is empty");
	if (cursor_text(cursor, END)[0] == '\0')
		cursor_error(cursor, END, "cell-missing", "'end' is empty");
	if (start && end && day_distance(demand->start, demand->end) < 0)
		cursor_error(cursor, END, "end-before-start", "the end is before the start");
}

/* --- both -------------------------------------------------------------- */

static void read_status(struct cursor *cursor, struct demand *demand)
{
	static const char *const statuses[] = { "committed", "tentative" };
	bool given;

	demand->status =
		(enum demand_status)cursor_word(cursor, STATUS, statuses, 2, DEMAND_COMMITTED);
	demand->probability_percent = 100;
	given = cursor_integer(cursor, PROBABILITY, 0, 100, &demand->probability_percent);
	if (demand->status == DEMAND_COMMITTED && given && demand->probability_percent != 100) {
		cursor_warning(cursor, PROBABILITY, "probability-of-committed",
			       "committed demand counts in full: the probability is ignored (write "
			       "status tentative if it is not signed)");
		demand->probability_percent = 100;
	}
	if (demand->status == DEMAND_TENTATIVE && !given &&
	    cursor_text(cursor, PROBABILITY)[0] == '\0')
		cursor_error(cursor, PROBABILITY, "probability-missing",
			     "tentative demand needs a probability from 0 to 100");
}

static void read_overlap(struct cursor *cursor, const struct settings *settings,
			 struct demand *demand)
{
	int64_t micro;

	demand->overlap_minutes = settings->min_overlap_minutes;
	demand->time_zone =
		cursor_zone(cursor, TIME_ZONE, settings->time_zone, settings->time_zone);
	if (cursor_number(cursor, OVERLAP_HOURS, 0, 24, &micro))
		demand->overlap_minutes = (int32_t)scale_half_even(micro, 60, MICRO);
}

/* How the line may turn out. */
static void read_risk(struct cursor *cursor, struct demand *demand)
{
	int32_t low = 100, high = 100;

	(void)cursor_integer(cursor, DELAY_MAX_WEEKS, 0, DELAY_MAX, &demand->delay_max_weeks);
	(void)cursor_integer(cursor, SIZE_LOW_PERCENT, 0, 100, &low);
	(void)cursor_integer(cursor, SIZE_HIGH_PERCENT, 100, SIZE_MAX_PERCENT, &high);
	demand->size_less_percent = 100 - low;
	demand->size_more_percent = high - 100;
}

static void read_demand(struct cursor *cursor, const struct settings *settings,
			const struct wide *wide, struct demand *demand)
{
	*demand = (struct demand){ .place = cursor_place(cursor, DEMAND),
				   .id = cursor_text(cursor, DEMAND),
				   .project = cursor_text(cursor, PROJECT),
				   .role = cursor_text(cursor, ROLE),
				   .level = LEVEL_REGULAR,
				   .location = cursor_text(cursor, LOCATION),
				   .priority = PRIORITY_DEFAULT };
	demand->skills = cursor_list(cursor, SKILLS, &demand->skill_count);
	(void)cursor_integer(cursor, LEVEL, LEVEL_JUNIOR, LEVEL_MAX, &demand->level);
	(void)cursor_integer(cursor, PRIORITY, PRIORITY_HIGHEST, PRIORITY_MAX, &demand->priority);
	read_status(cursor, demand);
	read_risk(cursor, demand);
	read_overlap(cursor, settings, demand);
	if (wide->count > 0) {
		read_week_cells(cursor, wide, demand);
	} else {
		read_period(cursor, demand);
		read_amount(cursor, demand);
	}
}

static bool check_layout(const struct cursor *cursor, const struct wide *wide, struct fault *fault)
{
	static const size_t needed[] = { START, END };

	for (size_t i = 0; wide->count == 0 && i < sizeof(needed) / sizeof(needed[0]); i++)
		if (cursor->index[needed[i]] == SIZE_MAX)
			return fault_set_at(fault, FAULT_INPUT,
					    (struct place){ cursor->table->name,
							    cursor->table->header.line, 0 },
					    "the column '%s' is missing (or, in the wide layout, "
					    "columns named by weeks such as 2026-W49)",
					    column_list[needed[i]].name);
	return true;
}

bool import_demand(struct source source, struct arena *arena, struct company *company,
		   struct notes *notes, struct fault *fault)
{
	struct csv_table table;
	struct cursor cursor;
	struct ids ids = { 0 };
	struct wide wide = { .arena = arena };
	struct demand *demands;
	size_t count = 0;

	if (!csv_read(source, arena, &table, notes, fault) || !find_weeks(&table, &wide, fault) ||
	    !cursor_open(&cursor, &table, &demand_columns, week_column, NULL, arena, notes,
			 fault) ||
	    !check_layout(&cursor, &wide, fault))
		return false;
	demands = ARENA_ARRAY(arena, struct demand, table.row_count + 1);
	while (cursor_next(&cursor)) {
		read_demand(&cursor, &company->settings, &wide, &demands[count]);
		if (demands[count].id[0])
			cursor_id_is_new(&cursor, &ids, DEMAND, demands[count].id);
		count += cursor_row_ok(&cursor);
	}
	if (!cursor_close(&cursor, fault))
		return false;
	company->demands = demands;
	company->demand_count = count;
	return true;
}
