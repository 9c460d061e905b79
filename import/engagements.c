#include "import/engagements.h"

#include "import/table.h"

enum { ENGAGEMENT, OPTION, HEADS, START, END, NOTICE_DAYS, NOTE, COLUMN_COUNT };

static const struct table_column column_list[COLUMN_COUNT] = {
	[ENGAGEMENT] = { "engagement", true, HOLDS_NOBODY },
	[OPTION] = { "option", true, HOLDS_NOBODY },
	[HEADS] = { "heads", true, HOLDS_NOBODY },
	[START] = { "start", true, HOLDS_NOBODY },
	[END] = { "end", true, HOLDS_NOBODY },
	[NOTICE_DAYS] = { "notice_days", false, HOLDS_NOBODY },
	[NOTE] = { "note", false, HOLDS_TEXT },
};
const struct table_columns engagements_columns = { column_list, COLUMN_COUNT };

enum { NOTICE_MAX = 1000 };

static void read_contract(struct cursor *cursor, struct contract *contract)
{
	bool start, end;

	*contract = (struct contract){ .place = cursor_place(cursor, ENGAGEMENT),
				       .id = cursor_text(cursor, ENGAGEMENT),
				       .option = cursor_text(cursor, OPTION),
				       .notice_days = -1, /* the option's, once it is known */
				       .note = cursor_text(cursor, NOTE) };
	(void)cursor_integer(cursor, HEADS, 1, HEADS_OPEN, &contract->heads);
	(void)cursor_integer(cursor, NOTICE_DAYS, 0, NOTICE_MAX, &contract->notice_days);
	start = cursor_day(cursor, START, &contract->start);
	end = cursor_day(cursor, END, &contract->end);
	if (start && end && day_distance(contract->start, contract->end) < 0)
		cursor_error(cursor, END, "end-before-start", "the end is before the start");
}

bool import_engagements(struct source source, struct arena *arena, struct company *company,
			struct notes *notes, struct fault *fault)
{
	struct csv_table table;
	struct cursor cursor;
	struct ids ids = { 0 };
	struct contract *contracts;
	size_t count = 0;

	if (!csv_read(source, arena, &table, notes, fault) ||
	    !cursor_open(&cursor, &table, &engagements_columns, NULL, NULL, arena, notes, fault))
		return false;
	contracts = ARENA_ARRAY(arena, struct contract, table.row_count + 1);
	while (cursor_next(&cursor)) {
		read_contract(&cursor, &contracts[count]);
		if (contracts[count].id[0])
			cursor_id_is_new(&cursor, &ids, ENGAGEMENT, contracts[count].id);
		count += cursor_row_ok(&cursor);
	}
	company->contracts = contracts;
	company->contract_count = count;
	return true;
}
