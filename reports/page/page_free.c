#include "reports/page/page_free.h"

#include <stdlib.h>

#include "model/roster.h"
#include "reports/html.h"
#include "reports/page_parts.h"

enum { ROWS = 12 };

static int by_time(const void *a, const void *b)
{
	const struct bench_run *left = a, *right = b;

	if (left->free_minutes != right->free_minutes)
		return left->free_minutes > right->free_minutes ? -1 : 1;
	if (left->first_week != right->first_week)
		return left->first_week < right->first_week ? -1 : 1;
	return left->person < right->person ? -1 : left->person > right->person;
}

static void put_run(const struct page *page, const struct bench_run *run)
{
	const struct company *company = page->plan->company;
	const struct person *person = &company->people[run->person];

	fputs("<tr><th scope=\"row\">", page->out);
	html_name(page->out, person->name);
	fputs("</th><td>", page->out);
	for (size_t r = 0; r < person->role_count; r++) {
		fputs(r ? ", " : "", page->out);
		html_name(page->out, person->roles[r].role);
		fprintf(page->out, " <small>%s</small>", page_level(person->roles[r].level));
	}
	fputs("</td><td>", page->out);
	html_name(page->out, person->location);
	fputs("</td><td class=\"weeks\">", page->out);
	page_weeks(page, run->first_week, run->first_week + run->week_count - 1);
	fputs("</td><td class=\"n\">", page->out);
	html_decimal(page->out, run->free_minutes,
		     (int64_t)company->settings.full_week_minutes * run->week_count, 1);
	fputs("</td><td class=\"n\">", page->out);
	html_decimal(page->out, run->free_minutes, 60, 0);
	fputs("</td></tr>\n", page->out);
}

static void put_rest(const struct page *page, const struct bench_run *runs, size_t count)
{
	int64_t rest = 0;

	for (size_t i = ROWS; i < count; i++)
		rest += runs[i].free_minutes;
	if (count <= ROWS)
		return;
	fprintf(page->out, "<p class=\"rest\">%zu shorter ones are not listed, ", count - ROWS);
	html_decimal(page->out, rest, 60, 0);
	fputs(" hours together: <code>staffgap report bench</code> has all.</p>\n", page->out);
}

void page_free(const struct page *page)
{
	const struct bench *bench = page->plan->bench;
	struct bench_run *runs;

	if (!bench || !bench->count)
		return;
	runs = ARENA_ARRAY(page->arena, struct bench_run, bench->count);
	for (size_t i = 0; i < bench->count; i++)
		runs[i] = bench->list[i];
	qsort(runs, bench->count, sizeof(*runs), by_time);
	fputs("<section id=\"free\">\n<h2>Who is free</h2>\n", page->out);
	page_table_begin(page, "list", "Who is free");
	fputs("<caption>Weeks in a row in which somebody has time that no demand and no booking "
	      "uses, most hours first</caption>\n<thead><tr><th scope=\"col\">Who</th>"
	      "<th scope=\"col\">Roles</th><th scope=\"col\">Place</th><th scope=\"col\">Weeks</th>"
	      "<th scope=\"col\" class=\"n\">FTE</th><th scope=\"col\" class=\"n\">Hours</th>"
	      "</tr></thead>\n<tbody>\n",
	      page->out);
	for (size_t i = 0; i < bench->count && i < ROWS; i++)
		put_run(page, &runs[i]);
	fputs("</tbody>\n", page->out);
	page_table_end(page);
	put_rest(page, runs, bench->count);
	fputs("</section>\n", page->out);
}
