#include "reports/compare/agenda_html.h"

#include "model/feed.h"
#include "reports/compare/agenda_items.h"
#include "reports/compare/agenda_text.h"
#include "reports/html.h"
#include "reports/page_parts.h"

/* A page has room for more than a terminal, and is still one to be read in a meeting. */
enum { ROWS_TIMES = 2 };

static void put_head(const struct agenda *agenda, enum view view, FILE *out)
{
	const char *company = agenda->plan->company->settings.company;
	const char *doubt = feeds_doubt(agenda->plan->company, agenda->arena);

	fputs("<header>\n<p class=\"eyebrow\">", out);
	if (company && *company) {
		html_name(out, company);
		fputs(" \xc2\xb7 ", out);
	}
	fputs("agenda of ", out);
	html_day(out, agenda->plan->options.today);
	fputs("</p>\n<h1>", out);
	if (agenda->in_section[AGENDA_DECISIONS])
		fprintf(out, "%zu decision%s due in the next four weeks",
			agenda->in_section[AGENDA_DECISIONS],
			agenda->in_section[AGENDA_DECISIONS] == 1 ? " is" : "s are");
	else
		fputs("No decision is due in the next four weeks", out);
	fputs("</h1>\n<p class=\"lede\">", out);
	html_name(out, agenda_first(agenda, agenda->arena));
	fputs("</p>\n<p class=\"scope\">", out);
	html_text(out, agenda_scope(agenda, view, agenda->arena));
	fputs(".</p>\n", out);
	if (doubt[0]) {
		fputs("<div class=\"warning\"><p><strong>", out);
		html_text(out, doubt);
		fputs(".</strong> Absences since then are not in this plan: see <a "
		      "href=\"#doubts\">in doubt</a>.</p></div>\n",
		      out);
	}
	fputs("</header>\n", out);
}

static bool is_day(enum agenda_field field)
{
	return field == AGENDA_DUE || field == AGENDA_FIRST || field == AGENDA_LAST;
}

static void put_cell(const struct page *page, const struct agenda_item *item,
		     enum agenda_field field, bool head)
{
	const char *text = agenda_text(item, field, page->arena);

	fputs(head ? "<th scope=\"row\"" : "<td", page->out);
	fputs(agenda_field_is_number(field) ? " class=\"n\">"
	      : field == AGENDA_WEEKS       ? " class=\"weeks\">"
					    : ">",
	      page->out);
	if (text[0] && is_day(field))
		html_day(page->out, field == AGENDA_DUE     ? item->due
				    : field == AGENDA_FIRST ? item->first
							    : item->last);
	else if (text[0] && field == AGENDA_LATE) {
		fputs("<strong class=\"bad\">", page->out);
		html_text(page->out, text);
		fputs("</strong>", page->out);
	} else if (text[0])
		html_name(page->out, text);
	fputs(head ? "</th>" : "</td>", page->out);
}

/* The column that names the row. */
static size_t head_column(const struct agenda_shape *shape)
{
	for (size_t c = 0; c < AGENDA_COLUMNS && shape->columns[c].name; c++)
		if (shape->columns[c].field == AGENDA_DECISION ||
		    shape->columns[c].field == AGENDA_SUBJECT)
			return c;
	return 0;
}

static void put_rows(const struct page *page, const struct agenda_shape *shape,
		     const struct agenda_item *items, size_t count)
{
	size_t head = head_column(shape);

	for (size_t i = 0; i < count; i++) {
		fputs("<tr>", page->out);
		for (size_t c = 0; c < AGENDA_COLUMNS && shape->columns[c].name; c++)
			put_cell(page, &items[i], shape->columns[c].field,
				 c == head && agenda_text(&items[i], shape->columns[c].field,
							  page->arena)[0]);
		fputs("</tr>\n", page->out);
	}
}

static void put_section(const struct page *page, const struct agenda *agenda,
			enum agenda_section section, const struct agenda_item *items)
{
	const struct agenda_shape *shape = agenda_shape(section);
	size_t count = agenda->in_section[section], most = ROWS_TIMES * shape->shown;
	size_t shown = count < most ? count : most;

	fprintf(page->out, "<section id=\"%s\">\n<h2>%s</h2>\n", agenda_section_name(section),
		shape->title);
	if (!count) {
		fprintf(page->out, "<p>%s</p>\n</section>\n", shape->none);
		return;
	}
	page_table_begin(page, "list", shape->title);
	fputs("<thead><tr>", page->out);
	for (size_t c = 0; c < AGENDA_COLUMNS && shape->columns[c].name; c++) {
		fprintf(page->out, "<th scope=\"col\"%s>",
			agenda_field_is_number(shape->columns[c].field) ? " class=\"n\"" : "");
		html_text(page->out, shape->columns[c].name);
		if (shape->columns[c].field == AGENDA_COST) {
			fputs(", ", page->out);
			html_text(page->out, agenda->plan->company->settings.currency);
		}
		fputs("</th>", page->out);
	}
	fputs("</tr></thead>\n<tbody>\n", page->out);
	put_rows(page, shape, items, shown);
	fputs("</tbody>\n", page->out);
	page_table_end(page);
	if (shown < count)
		fprintf(page->out,
			"<p class=\"rest\">%zu more are not listed: <code>staffgap "
			"agenda -O csv</code> has all.</p>\n",
			count - shown);
	fputs("</section>\n", page->out);
}

void agenda_html(const struct report_subject *subject, const struct report_options *options,
		 FILE *out)
{
	const struct agenda *agenda = subject->agenda;
	struct page page = { .plan = agenda->plan,
			     .options = options,
			     .view = options->view,
			     .arena = agenda->arena,
			     .out = out };
	const struct agenda_item *items = agenda->items;

	page_top(&page, "agenda of the week");
	put_head(agenda, options->view, out);
	fputs("<main>\n", out);
	for (int s = 0; s < AGENDA_SECTION_COUNT; s++) {
		if (s != AGENDA_CHANGES || agenda->diff)
			put_section(&page, agenda, (enum agenda_section)s, items);
		items += agenda->in_section[s];
	}
	fputs("</main>\n<footer>\n<p>FTE: full-time weeks of the company. Written by staffgap. "
	      "The same plans always give this same page.</p>\n</footer>\n</body>\n</html>\n",
	      out);
}
