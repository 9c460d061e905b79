#include "import/engagements.h"

#include "import/table.h"

enum { ENGAGEMENT, OPTION, HEADS, START, END, NOTICE_DAYS, NOTE, COLUMN_COUNT };

static const struct column columns[COLUMN_COUNT] = {
	[ENGAGEMENT] = { "engagement", true },
	[OPTION] = { "option", true },
	[HEADS] = { "heads", true },
	[START] = { "start", true },
	[END] = { "end", true },
	[NOTICE_DAYS] = { "notice_days", false },
	[NOTE] = { "note", false },
};

enum { NOTICE_MAX = 1000 };

static void read_running(struct cursor *cursor, struct running *running)
{
	bool start, end;

	*running = (struct running){ .place = cursor_place(cursor, ENGAGEMENT),
				     .id = cursor_text(cursor, ENGAGEMENT),
				     .option = cursor_text(cursor, OPTION),
				     .notice_days = -1, /* the option's, once it is known */
				     .note = cursor_text(cursor, NOTE) };
	(void)cursor_integer(cursor, HEADS, 1, HEADS_OPEN, &running->heads);
	(void)cursor_integer(cursor, NOTICE_DAYS, 0, NOTICE_MAX, &running->notice_days);
	start = cursor_day(cursor, START, &running->start);
	end = cursor_day(cursor, END, &running->end);
	if (start && end && day_distance(running->start, running->end) < 0)
		cursor_error(cursor, END, "end-before-start", "the end is before the start");
}

bool import_engagements(struct source source, struct arena *arena, struct company *company,
			struct notes *notes, struct fault *fault)
{
	struct csv_table table;
	struct cursor cursor;
	struct ids ids = { 0 };
	struct running *running;
	size_t count = 0;

	if (!csv_read(source, arena, &table, notes, fault) ||
	    !cursor_open(&cursor, &table, columns, COLUMN_COUNT, NULL, NULL, arena, notes, fault))
		return false;
	running = ARENA_ARRAY(arena, struct running, table.row_count + 1);
	while (cursor_next(&cursor)) {
		read_running(&cursor, &running[count]);
		if (running[count].id[0])
			cursor_id_is_new(&cursor, &ids, ENGAGEMENT, running[count].id);
		count += cursor_row_ok(&cursor);
	}
	company->running = running;
	company->running_count = count;
	return true;
}
