#include "reports/page/page_proof.h"

#include <stdlib.h>
#include <string.h>

#include "model/proof.h"
#include "reports/html.h"
#include "reports/page_parts.h"

enum { RUNS = 20, NAMES = 12 };

/* Certificates of consecutive weeks about the same lines, for the same reason. */
struct proof_run {
	struct certificate *weeks; /* copies */
	size_t week_count, room;
	int64_t missing_minutes, demand_minutes, supply_minutes;
};

struct proof_runs {
	struct proof_run *list;
	size_t count, room;
};

static bool goes_on(const struct proof_run *run, const struct certificate *next)
{
	const struct certificate *last = &run->weeks[run->week_count - 1];

	return last->week + 1 == next->week && last->reason == next->reason &&
	       last->line_count == next->line_count &&
	       memcmp(last->lines, next->lines, last->line_count * sizeof(*last->lines)) == 0;
}

/* The run that the certificate goes on, or a new one. Only runs of the week before can. */
static struct proof_run *run_for(struct proof_runs *runs, const struct certificate *next,
				 struct arena *arena)
{
	for (size_t i = runs->count; i-- > 0;)
		if (goes_on(&runs->list[i], next))
			return &runs->list[i];
	runs->list = ARENA_PUSH(arena, runs->list, runs->count, runs->room);
	runs->list[runs->count] = (struct proof_run){ 0 };
	return &runs->list[runs->count++];
}

static int by_missing(const void *a, const void *b)
{
	const struct proof_run *left = a, *right = b;

	if (left->missing_minutes != right->missing_minutes)
		return left->missing_minutes > right->missing_minutes ? -1 : 1;
	if (left->weeks[0].week != right->weeks[0].week)
		return left->weeks[0].week < right->weeks[0].week ? -1 : 1;
	return left->weeks[0].lines[0] < right->weeks[0].lines[0] ? -1 : 1;
}

static struct proof_runs find_runs(const struct page *page)
{
	const struct proof *proof = page->plan->proof;
	struct proof_runs runs = { 0 };

	for (size_t i = 0; i < proof->count; i++) {
		const struct certificate *c = &proof->list[i];
		struct proof_run *run = run_for(&runs, c, page->arena);

		run->weeks = ARENA_PUSH(page->arena, run->weeks, run->week_count, run->room);
		run->weeks[run->week_count++] = *c;
		run->missing_minutes += c->missing_minutes;
		run->demand_minutes += c->demand_minutes;
		run->supply_minutes += c->supply_minutes;
	}
	if (runs.count)
		qsort(runs.list, runs.count, sizeof(*runs.list), by_missing);
	return runs;
}

/* --- words ------------------------------------------------------------------------- */

static void put_hours(const struct page *page, int64_t minutes)
{
	if (minutes > 0 && minutes <= 3)
		fputs("&lt;0.1", page->out);
	else
		html_decimal(page->out, minutes, 60, minutes % 60 ? 1 : 0);
	fputs("\xc2\xa0h", page->out);
}

/* The roles of the lines, each once; lines are few, so looking back is cheap. */
static void put_roles(const struct page *page, const struct certificate *c)
{
	const struct demand *demands = page->plan->company->demands;
	size_t named = 0;

	for (size_t i = 0; i < c->line_count; i++) {
		bool before = false;

		for (size_t j = 0; j < i && !before; j++)
			before = strcmp(demands[c->lines[j]].role, demands[c->lines[i]].role) == 0;
		if (before)
			continue;
		if (named == 4) {
			fputs(", \xe2\x80\xa6", page->out);
			return;
		}
		fputs(named++ ? ", " : "", page->out);
		html_name(page->out, demands[c->lines[i]].role);
	}
}

static void put_why(const struct page *page, enum reason reason)
{
	static const char *const words[] = {
		"Nobody who is employed then has the role.",
		"People have the role, but below the level that is asked for.",
		"People are in other places than the demand allows.",
		"People have the role without the skills.",
		"People are booked for other work.",
		"People are on holiday, on leave or in meetings.",
		"There are too few people: no single rule is to blame.",
	};

	static_assert(ARRAY_LEN(words) == REASON_COUNT, "every reason has words");
	fputs(words[reason], page->out);
}

static void put_lines(const struct page *page, const struct certificate *c)
{
	const struct demand *demands = page->plan->company->demands;
	size_t shown = c->line_count <= NAMES ? c->line_count : NAMES;

	fputs("<dt>Demand</dt><dd>", page->out);
	for (size_t i = 0; i < shown; i++) {
		const struct demand *line = &demands[c->lines[i]];

		fputs(i ? "; " : "", page->out);
		html_name(page->out, line->project);
		fputs(" ", page->out);
		html_name(page->out, line->id);
		fprintf(page->out, " <small>P%d</small>", (int)line->priority);
	}
	if (shown < c->line_count)
		fprintf(page->out, " and %zu more line%s", c->line_count - shown,
			c->line_count - shown == 1 ? "" : "s");
	fputs("</dd>", page->out);
}

/* Everybody who qualifies in one of the weeks: the union, as the people are sorted. */
static void put_people(const struct page *page, const struct proof_run *run)
{
	const struct company *company = page->plan->company;
	bool *qualifies = ARENA_ARRAY(page->arena, bool, company->person_count + 1);
	size_t count = 0, shown = 0;

	for (size_t w = 0; w < run->week_count; w++)
		for (size_t i = 0; i < run->weeks[w].people_count; i++) {
			count += !qualifies[run->weeks[w].people[i]];
			qualifies[run->weeks[w].people[i]] = true;
		}
	fputs("<dt>Qualified</dt><dd>", page->out);
	if (!count)
		fputs("nobody", page->out);
	for (size_t p = 0; p < company->person_count && shown < NAMES; p++) {
		if (!qualifies[p])
			continue;
		fputs(shown++ ? ", " : "", page->out);
		html_name(page->out, company->people[p].name);
	}
	if (shown < count)
		fprintf(page->out, " and %zu more", count - shown);
	fputs("</dd>", page->out);
}

static void put_effects(const struct page *page, const struct proof_run *run)
{
	static const char *const words[] = {
		NULL, "the level", "the place", "the skills", "other bookings", "absences", NULL,
	};
	bool any = false;

	static_assert(ARRAY_LEN(words) == REASON_COUNT, "every reason has words");
	for (enum reason r = 0; r < REASON_COUNT; r++) {
		int64_t minutes = 0;

		for (size_t w = 0; w < run->week_count; w++)
			minutes += run->weeks[w].effect_minutes[r];
		if (!minutes || !words[r])
			continue;
		fprintf(page->out, "%s%s ", any ? ", " : "<dt>Without</dt><dd>", words[r]);
		put_hours(page, minutes);
		fputs(" less short", page->out);
		any = true;
	}
	fputs(any ? "</dd>" : "", page->out);
}

static void put_run(const struct page *page, const struct proof_run *run)
{
	const struct certificate *first = &run->weeks[0], *last = &run->weeks[run->week_count - 1];

	fputs("<details><summary><span class=\"n\">", page->out);
	put_hours(page, run->missing_minutes);
	fputs("</span> <span class=\"who\">", page->out);
	put_roles(page, first);
	fputs("</span> <span class=\"weeks\">", page->out);
	page_weeks(page, first->week, last->week);
	fprintf(page->out, "</span> <span>%s</span></summary>\n<p>", page_reason(first->reason));
	put_why(page, first->reason);
	fputs(" Needed ", page->out);
	put_hours(page, run->demand_minutes);
	fputs(", all who qualify can give ", page->out);
	put_hours(page, run->supply_minutes);
	fputs(": <strong>", page->out);
	put_hours(page, run->missing_minutes);
	fputs("</strong> are missing however people are assigned.</p>\n<dl>", page->out);
	put_lines(page, first);
	put_people(page, run);
	put_effects(page, run);
	fputs("</dl></details>\n", page->out);
}

static void put_rest(const struct page *page, const struct proof_runs *runs)
{
	int64_t rest = 0;

	for (size_t i = RUNS; i < runs->count; i++)
		rest += runs->list[i].missing_minutes;
	if (runs->count <= RUNS)
		return;
	fprintf(page->out, "<p class=\"rest\">%zu smaller ones are not listed, ",
		runs->count - RUNS);
	put_hours(page, rest);
	fputs(" together.</p>\n", page->out);
}

void page_proof(const struct page *page)
{
	struct proof_runs runs;

	if (!page->plan->proof || !page->plan->proof->count)
		return;
	runs = find_runs(page);
	fprintf(page->out,
		"<section id=\"why\">\n<h2>Why our people cannot close the gaps</h2>\n"
		"<p>Each line is a proof that anybody can check: the demand, everybody who "
		"qualifies "
		"for any of it, and the difference. View: %s demand.</p>\n<div class=\"proof\">\n",
		view_name(page->plan->proof->view));
	for (size_t i = 0; i < runs.count && i < RUNS; i++)
		put_run(page, &runs.list[i]);
	fputs("</div>\n", page->out);
	put_rest(page, &runs);
	fputs("</section>\n", page->out);
}
