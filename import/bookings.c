#include "import/bookings.h"

#include "import/table.h"

enum { PERSON, PROJECT, ROLE, START, END, PERCENT, HOURS_PER_WEEK, HOURS, STATUS, COLUMN_COUNT };

static const struct table_column column_list[COLUMN_COUNT] = {
	[PERSON] = { "person", true, HOLDS_ID },
	[PROJECT] = { "project", true, HOLDS_NOBODY },
	[ROLE] = { "role", false, HOLDS_NOBODY },
	[START] = { "start", true, HOLDS_NOBODY },
	[END] = { "end", true, HOLDS_NOBODY },
	[PERCENT] = { "percent", false, HOLDS_NOBODY },
	[HOURS_PER_WEEK] = { "hours_per_week", false, HOLDS_NOBODY },
	[HOURS] = { "hours", false, HOLDS_NOBODY },
	[STATUS] = { "status", false, HOLDS_NOBODY },
};
const struct table_columns bookings_columns = { column_list, COLUMN_COUNT };

static void read_amount(struct cursor *cursor, struct booking *booking)
{
	static const struct {
		size_t column;
		enum amount_unit unit;
		int32_t most;
	} amounts[] = {
		{ PERCENT, AMOUNT_PERCENT, 1000 },
		{ HOURS_PER_WEEK, AMOUNT_HOURS_PER_WEEK, 168 },
		{ HOURS, AMOUNT_HOURS_TOTAL, 1000000 },
	};
	int found = 0;

	for (size_t i = 0; i < sizeof(amounts) / sizeof(amounts[0]); i++) {
		if (cursor_text(cursor, amounts[i].column)[0] == '\0')
			continue;
		found++;
		booking->unit = amounts[i].unit;
		(void)cursor_number(cursor, amounts[i].column, 0, amounts[i].most,
				    &booking->amount_micro);
	}
	if (found == 0)
		cursor_error(cursor, PERCENT, "amount-missing",
			     "one of percent, hours_per_week and hours must be given");
	else if (found > 1)
		cursor_error(cursor, PERCENT, "amount-twice",
			     "only one of percent, hours_per_week and hours may be given");
}

static void read_booking(struct cursor *cursor, struct booking *booking)
{
	static const char *const statuses[] = { "hard", "soft" };
	bool start, end;

	*booking = (struct booking){ .place = cursor_place(cursor, PERSON),
				     .person = cursor_text(cursor, PERSON),
				     .project = cursor_text(cursor, PROJECT),
				     .role = cursor_text(cursor, ROLE) };
	start = cursor_day(cursor, START, &booking->start);
	end = cursor_day(cursor, END, &booking->end);
	if (start && end && day_distance(booking->start, booking->end) < 0)
		cursor_error(cursor, END, "end-before-start", "the end is before the start");
	booking->status =
		(enum booking_status)cursor_word(cursor, STATUS, statuses, 2, BOOKING_HARD);
	read_amount(cursor, booking);
}

bool import_bookings(struct source source, struct arena *arena, struct company *company,
		     struct notes *notes, struct fault *fault)
{
	struct csv_table table;
	struct cursor cursor;
	struct booking *bookings;
	size_t count = 0;

	if (!csv_read(source, arena, &table, notes, fault) ||
	    !cursor_open(&cursor, &table, &bookings_columns, NULL, NULL, arena, notes, fault))
		return false;
	bookings = ARENA_ARRAY(arena, struct booking, table.row_count + 1);
	while (cursor_next(&cursor)) {
		read_booking(&cursor, &bookings[count]);
		count += cursor_row_ok(&cursor);
	}
	company->bookings = bookings;
	company->booking_count = count;
	return true;
}
