#include "reports/page/page_sources.h"

#include <stdlib.h>

#include "reports/html.h"
#include "reports/page_parts.h"

enum { FEEDS = 40, NOTES = 40 };

/* --- calendars ---------------------------------------------------------------------- */

/* Those in trouble first; else as the company has them, which is by name. */
static int by_trouble(const void *a, const void *b)
{
	const struct feed *left = *(const struct feed *const *)a;
	const struct feed *right = *(const struct feed *const *)b;
	int l = left->state == FEED_MISSING ? 0 : left->state == FEED_STALE ? 1 : 2;
	int r = right->state == FEED_MISSING ? 0 : right->state == FEED_STALE ? 1 : 2;

	return l != r ? l - r : left < right ? -1 : left > right;
}

static const char *const kinds[] = { "personal", "absence", "holidays", "free/busy" };

static void put_feed(const struct page *page, const struct feed *feed)
{
	static const char *const states[] = { "read", "unchanged", "stale", "missing" };
	bool good = feed->state == FEED_READ || feed->state == FEED_UNCHANGED;

	fputs("<tr><th scope=\"row\">", page->out);
	html_name(page->out, feed->name);
	fprintf(page->out, "</th><td>%s</td><td%s>%s", kinds[feed->kind],
		good ? "" : " class=\"bad\"", states[feed->state]);
	if (feed->trouble && feed->trouble[0]) {
		fputs(": ", page->out);
		html_text(page->out, feed->trouble);
	}
	fputs("</td><td class=\"weeks\">", page->out);
	if (feed->read_on.since_1970)
		html_day(page->out, feed->read_on);
	fprintf(page->out,
		"</td><td class=\"n\">%d</td><td class=\"n\">%d</td><td class=\"n\">%d</td></tr>\n",
		(int)feed->event_count, (int)feed->busy_count, (int)feed->skipped_count);
}

static void put_feeds(const struct page *page)
{
	const struct company *company = page->plan->company;
	const struct feed **feeds =
		ARENA_ARRAY(page->arena, const struct feed *, company->feed_count);

	for (size_t f = 0; f < company->feed_count; f++)
		feeds[f] = &company->feeds[f];
	qsort(feeds, company->feed_count, sizeof(const struct feed *), by_trouble);
	fputs("<section id=\"calendars\">\n<h2>Calendars</h2>\n", page->out);
	page_table_begin(page, "list", "Calendars and how they were read");
	fputs("<caption>How each calendar was read, those with problems "
	      "first</caption>\n<thead><tr>"
	      "<th scope=\"col\">Calendar</th><th scope=\"col\">Kind</th><th "
	      "scope=\"col\">State</th>"
	      "<th scope=\"col\">Copy of</th><th scope=\"col\" class=\"n\">Events</th>"
	      "<th scope=\"col\" class=\"n\">Used times</th>"
	      "<th scope=\"col\" class=\"n\">Skipped</th></tr></thead>\n<tbody>\n",
	      page->out);
	for (size_t f = 0; f < company->feed_count && f < FEEDS; f++)
		put_feed(page, feeds[f]);
	fputs("</tbody>\n", page->out);
	page_table_end(page);
	if (company->feed_count > FEEDS)
		fprintf(page->out, "<p class=\"rest\">%zu more calendars are not listed.</p>\n",
			company->feed_count - FEEDS);
	fputs("</section>\n", page->out);
}

/* --- notes ---------------------------------------------------------------------------- */

static void put_note(const struct page *page, const struct note *note)
{
	fprintf(page->out, "<li><b>%s</b> ", note_level_name(note->level));
	if (note->place.file[0]) {
		html_name(page->out, note->place.file);
		if (note->place.line > 0)
			fprintf(page->out, ":%d", (int)note->place.line);
		fputs(": ", page->out);
	}
	html_text(page->out, note_text(note, page->plan->company->settings.show_titles));
	fprintf(page->out, " <small>%s</small></li>\n", note->id);
}

static void put_notes(const struct page *page)
{
	const struct notes *notes = page->plan->notes;
	size_t shown = 0;

	fprintf(page->out,
		"<section id=\"notes\">\n<h2>Doubts about the input</h2>\n"
		"<details><summary>%zu note%s</summary>\n<ul>\n",
		notes->count, notes->count == 1 ? "" : "s");
	for (int level = NOTE_ERROR; level >= NOTE_INFO; level--)
		for (size_t i = 0; i < notes->count && shown < NOTES; i++)
			if (notes->list[i].level == (enum note_level)level) {
				put_note(page, &notes->list[i]);
				shown++;
			}
	if (shown < notes->count)
		fprintf(page->out,
			"<li>and %zu more: <code>staffgap -v plan</code> prints all</li>\n",
			notes->count - shown);
	fputs("</ul>\n</details>\n</section>\n", page->out);
}

void page_sources(const struct page *page)
{
	if (page->plan->company->feed_count)
		put_feeds(page);
	if (page->plan->notes && page->plan->notes->count)
		put_notes(page);
}
