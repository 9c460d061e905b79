#include "reports/xlsx/xlsx_notes.h"

#include "reports/xlsx/xlsx_book.h"

struct notes_sheet {
	struct book *book;
	lxw_worksheet *sheet;
	lxw_row_t row;
};

static void put_fact(struct notes_sheet *notes, const char *name, const char *text)
{
	book_word(notes->book, notes->sheet, notes->row, 0, name, notes->book->soft);
	book_text(notes->book, notes->sheet, notes->row++, 1, text, notes->book->text);
}

static void put_date(struct notes_sheet *notes, const char *name, struct day day)
{
	book_word(notes->book, notes->sheet, notes->row, 0, name, notes->book->soft);
	book_day(notes->book, notes->sheet, notes->row++, 1, day, NULL);
}

static void put_facts(struct notes_sheet *notes)
{
	const struct plan *plan = notes->book->plan;

	put_fact(notes, "Company", plan->company->settings.company);
	book_word(notes->book, notes->sheet, notes->row, 0, "Plan", notes->book->soft);
	if (plan->options.number)
		book_whole(notes->book, notes->sheet, notes->row, 1, plan->options.number,
			   notes->book->plain);
	notes->row++;
	put_date(notes, "Made for", plan->options.today);
	put_date(notes, "From", plan_week(plan, 0));
	put_date(notes, "To", day_add(plan_week(plan, plan->options.week_count - 1), 6));
	put_fact(notes, "Demand counted", view_name(notes->book->view));
	book_word(notes->book, notes->sheet, notes->row, 0, "1 FTE, hours", notes->book->soft);
	book_number(notes->book, notes->sheet, notes->row++, 1,
		    plan->company->settings.full_week_minutes, 60, notes->book->plain);
	notes->row++;
}

static void put_feeds(struct notes_sheet *notes)
{
	static const char *const heads[] = { "Calendar", "State", "Copy of", "Trouble" };
	static const char *const states[] = { "read", "unchanged", "stale", "missing" };
	const struct company *company = notes->book->plan->company;

	if (!company->feed_count)
		return;
	book_heads(notes->book, notes->sheet, notes->row++, heads, "llll");
	for (size_t f = 0; f < company->feed_count; f++) {
		const struct feed *feed = &company->feeds[f];

		book_text(notes->book, notes->sheet, notes->row, 0, feed->name, notes->book->text);
		book_word(notes->book, notes->sheet, notes->row, 1, states[feed->state],
			  feed->state < FEED_STALE ? notes->book->text : notes->book->late);
		if (feed->state != FEED_MISSING && feed->read_on.since_1970)
			book_day(notes->book, notes->sheet, notes->row, 2, feed->read_on, NULL);
		book_text(notes->book, notes->sheet, notes->row++, 3,
			  feed->trouble ? feed->trouble : "", notes->book->text);
	}
	notes->row++;
}

static void put_notes(struct notes_sheet *notes)
{
	static const char *const heads[] = { "Where", "Line", "Kind", "What", "Note" };
	const struct notes *said = notes->book->plan->notes;
	bool titles = notes->book->plan->company->settings.show_titles;

	if (!said || !said->count)
		return;
	book_heads(notes->book, notes->sheet, notes->row++, heads, "lllll");
	for (size_t i = 0; i < said->count; i++) {
		const struct note *note = &said->list[i];

		book_text(notes->book, notes->sheet, notes->row, 0, note->place.file,
			  notes->book->text);
		if (note->place.line > 0)
			book_whole(notes->book, notes->sheet, notes->row, 1, note->place.line,
				   notes->book->plain);
		book_word(notes->book, notes->sheet, notes->row, 2, note_level_name(note->level),
			  notes->book->text);
		book_text(notes->book, notes->sheet, notes->row, 3, note_text(note, titles),
			  notes->book->text);
		book_word(notes->book, notes->sheet, notes->row++, 4, note->id, notes->book->soft);
	}
}

void xlsx_notes(struct book *book)
{
	struct notes_sheet notes = { .book = book, .row = 3 };

	notes.sheet = book_sheet(book, "Notes", "What this plan was made from",
				 "Facts, calendars, doubts about the input");
	worksheet_set_column(notes.sheet, 0, 0, 26, NULL);
	worksheet_set_column(notes.sheet, 1, 2, 14, NULL);
	worksheet_set_column(notes.sheet, 3, 3, 70, NULL);
	worksheet_set_column(notes.sheet, 4, 4, 26, NULL);
	put_facts(&notes);
	put_feeds(&notes);
	put_notes(&notes);
}
