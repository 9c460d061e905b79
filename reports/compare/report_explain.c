#include <string.h>

#include "base/number.h"
#include "base/text.h"
#include "model/explain.h"
#include "reports/certificate.h"
#include "reports/compare/explain_json.h"
#include "reports/registry.h"
#include "reports/shape.h"
#include "reports/shown.h"
#include "reports/words.h"

enum { LABEL = 16, WIDE_LABEL = 48, CELL = 10, PERSON_CELLS = 6, INDENT = 11 };

struct explain_page {
	const struct plan *plan;
	const struct explanation *e;
	FILE *out;
	int width;
	struct arena *arena;
};

/* --- numbers ------------------------------------------------------------------ */

/* Hours with two decimals; "." for none. */
static void put_hours(const struct explain_page *page, int64_t minutes, int sign)
{
	char number[NUMBER_TEXT_SIZE];

	number_format(number, minutes, 60, 2, '.');
	if (minutes == 0)
		fprintf(page->out, "%10s", ".");
	else
		fprintf(page->out, "%10s",
			arena_format(page->arena, "%s%s", sign < 0 ? "-" : "", number));
}

static const char *fte(const struct explain_page *page, int64_t minutes)
{
	char number[NUMBER_TEXT_SIZE];

	number_format(number, minutes, page->plan->company->settings.full_week_minutes, 2, '.');
	return arena_copy(page->arena, span_of(number));
}

/* "; without it 0.40 FTE less short" */
static const char *effect_text(const struct explain_page *page, int64_t minutes)
{
	if (minutes == 0)
		return "";
	return arena_format(page->arena, "; without it %s FTE %s short",
			    fte(page, minutes < 0 ? -minutes : minutes),
			    minutes < 0 ? "more" : "less");
}

/* A label, and below it the numbers where both do not fit beside each other. */
static void put_label(const struct explain_page *page, const char *label, size_t count)
{
	if (LABEL + CELL * (int)count <= page->width)
		shown_put(page->out, label, LABEL);
	else
		fprintf(page->out, "%s\n", shown_text(label, WIDE_LABEL, page->arena));
}

static void put_head(const struct explain_page *page, const char *label, const char *const *names,
		     size_t count)
{
	put_label(page, label, count);
	for (size_t i = 0; i < count; i++)
		fprintf(page->out, "%10s", names[i]);
	fputc('\n', page->out);
}

static void put_rule(const struct explain_page *page, size_t count)
{
	int all = LABEL + CELL * (int)count;
	int wide = all <= page->width ? all : CELL * (int)count;

	for (int i = 0; i < wide; i++)
		fputc('-', page->out);
	fputc('\n', page->out);
}

static void put_note(const struct explain_page *page, int64_t minutes, const char *text)
{
	char number[NUMBER_TEXT_SIZE];

	number_format(number, minutes, 60, 2, '.');
	words_hanging(page->out, arena_format(page->arena, "  %7s  ", number),
		      shown_text(text, SIZE_MAX / 2, page->arena), INDENT, page->width);
}

/* --- the cell --------------------------------------------------------------------- */

static void put_title(const struct explain_page *page)
{
	const struct explanation *e = page->e;
	struct day monday = plan_week(page->plan, e->week);
	char week[WEEK_TEXT_SIZE], first[DAY_TEXT_SIZE], last[DAY_TEXT_SIZE];
	int64_t gap = e->demand_minutes - e->covered_minutes;
	const char *which = "";

	week_format(monday, week);
	day_format(monday, first);
	day_format(day_add(monday, 6), last);
	if (e->level)
		which = arena_format(page->arena, ", level %d", (int)e->level);
	if (e->location)
		which = arena_format(page->arena, "%s, at %s", which,
				     e->location[0] ? e->location : "any place");
	words_hanging(page->out, "",
		      arena_format(page->arena,
				   "%s%s in %s (%s to %s), %s demand: %s FTE asked for - %s "
				   "covered = %s short",
				   e->role, which, week, first, last, view_name(e->view),
				   fte(page, e->demand_minutes), fte(page, e->covered_minutes),
				   fte(page, gap)),
		      0, page->width);
}

/* --- demand -------------------------------------------------------------------------- */

static const char *line_text(const struct explain_page *page, const struct explained_line *line)
{
	const struct demand *d = &page->plan->company->demands[line->line];
	const char *skills =
		skills_text((const char *const *)d->skills, d->skill_count, page->arena);

	return arena_format(
		page->arena, "%s:%d %s, P%d, level %d%s%s%s%s%s%s", d->place.file,
		(int)d->place.line, d->project, (int)d->priority, (int)d->level,
		skills[0] ? ", " : "", skills, d->location[0] ? ", in " : "", d->location,
		d->status == DEMAND_COMMITTED ? ""
					      : arena_format(page->arena, ", tentative %d %%",
							     (int)d->probability_percent),
		effect_text(page, line->effect_minutes));
}

static void put_lines(const struct explain_page *page)
{
	static const char *const names[] = { "asked", "covered", "short" };
	const struct explanation *e = page->e;

	fputc('\n', page->out);
	put_head(page, "Demand, in hours", names, ARRAY_LEN(names));
	for (size_t i = 0; i < e->line_count; i++) {
		const struct explained_line *line = &e->lines[i];

		shown_put(page->out, page->plan->company->demands[line->line].id, LABEL);
		put_hours(page, line->cover.demand_minutes, 1);
		put_hours(page, line->cover.covered_minutes, 1);
		put_hours(page, line->cover.demand_minutes - line->cover.covered_minutes, 1);
		fputc('\n', page->out);
		words_hanging(page->out, "",
			      shown_text(line_text(page, line), SIZE_MAX / 2, page->arena), 2,
			      page->width);
	}
	put_rule(page, ARRAY_LEN(names));
	shown_put(page->out, "Sum", LABEL);
	put_hours(page, e->demand_minutes, 1);
	put_hours(page, e->covered_minutes, 1);
	put_hours(page, e->demand_minutes - e->covered_minutes, 1);
	fputc('\n', page->out);
}

/* --- people -------------------------------------------------------------------------- */

static const char *taken_text(const struct explain_page *page, const struct time_taken *taken)
{
	const char *title = taken->summary;

	if (title[0])
		title = arena_format(page->arena, " \"%s\"", title);
	return arena_format(page->arena, "%s: %s:%d%s%s%s%s", taken_name(taken->kind), taken->feed,
			    (int)taken->line, title, taken->uid[0] ? " uid " : "", taken->uid,
			    effect_text(page, taken->effect_minutes));
}

static const char *booking_text(const struct explain_page *page,
				const struct explained_booking *booked)
{
	const struct booking *b = &page->plan->company->bookings[booked->booking];

	return arena_format(page->arena, "booked: %s:%d %s%s%s%s", b->place.file,
			    (int)b->place.line, b->project, b->role[0] ? " as " : "", b->role,
			    effect_text(page, booked->effect_minutes));
}

static const char *use_text(const struct explain_page *page, const struct use *use)
{
	const struct demand *d = &page->plan->company->demands[use->line];

	return arena_format(page->arena, "%s %s (%s:%d), %s, P%d%s",
			    use->here ? "works here on" : "works on", d->id, d->place.file,
			    (int)d->place.line, d->role, (int)d->priority,
			    use->booked_minutes ? ", by booking" : "");
}

static void put_person(const struct explain_page *page, const struct explained_person *person)
{
	const struct person *p = &page->plan->company->people[person->person];
	const struct capacity *c = plan_capacity(page->plan, person->person, page->e->week);

	put_label(page, p->id, PERSON_CELLS);
	put_hours(page, c->contracted_minutes, 1);
	put_hours(page, c->contracted_minutes - c->available_minutes, -1);
	put_hours(page, c->overhead_minutes, -1);
	put_hours(page, person->here_minutes, 1);
	put_hours(page, person->elsewhere_minutes, 1);
	put_hours(page, person->unused_minutes, 1);
	fputc('\n', page->out);
	if (!person->qualifies)
		fprintf(page->out, "  qualifies for none of these lines, but is booked here\n");
	for (size_t i = 0; i < person->taken_count; i++)
		if (person->taken[i].minutes)
			put_note(page, -person->taken[i].minutes,
				 taken_text(page, &person->taken[i]));
	for (size_t i = 0; i < person->booking_count; i++)
		put_note(page, person->bookings[i].minutes,
			 booking_text(page, &person->bookings[i]));
	for (size_t i = 0; i < person->use_count; i++)
		put_note(page, person->uses[i].minutes, use_text(page, &person->uses[i]));
}

static void put_people(const struct explain_page *page)
{
	static const char *const names[] = { "contract", "away",  "overhead",
					     "here",     "other", "unused" };
	const struct explanation *e = page->e;
	int64_t here = 0;

	fputc('\n', page->out);
	put_head(page, "Who qualifies", names, ARRAY_LEN(names));
	for (size_t i = 0; i < e->person_count; i++) {
		put_person(page, &e->people[i]);
		here += e->people[i].here_minutes;
	}
	if (!e->person_count)
		fputs("Nobody.\n", page->out);
	put_rule(page, ARRAY_LEN(names));
	words_wrapped(page->out,
		      arena_format(page->arena,
				   "Together they cover %s h. Each row: contract - away - overhead "
				   "= here + other + unused.",
				   hours_text(here, page->arena)),
		      0, page->width);
}

/* --- external staff ------------------------------------------------------------------ */

static void put_external(const struct explain_page *page, const struct explained_external *external)
{
	const struct engagement *e = &page->plan->sourcing->engagements[external->engagement];
	const struct demand *d = &page->plan->company->demands[external->line];
	char from[DAY_TEXT_SIZE], to[DAY_TEXT_SIZE], by[DAY_TEXT_SIZE];

	day_format(e->first_day, from);
	day_format(e->last_day, to);
	day_format(e->order_by, by);
	put_note(page, external->minutes,
		 arena_format(page->arena, "engagement %d: %d %s, %s to %s (%s%s%s), on %s",
			      (int)external->engagement + 1, (int)e->heads,
			      page->plan->company->options[e->option].id, from, to,
			      decision_name(e->decision),
			      e->decision == DECISION_NEW ? ", order by " : "",
			      e->decision == DECISION_NEW ? by : "", d->id));
}

/* Short, and what becomes of it: our people may do more once heads free them, or less. */
static const char *sum_of_external(const struct explain_page *page)
{
	const struct explanation *e = page->e;
	int64_t gap = e->to_fill_minutes, more = gap - e->engaged_minutes - e->open_minutes;
	const char *shortage = hours_text(gap, page->arena);
	const char *engaged = hours_text(e->engaged_minutes, page->arena);
	const char *open = hours_text(e->open_minutes, page->arena);

	if (more > 0)
		return arena_format(page->arena,
				    "%s h short = %s h by engagements + %s h by our people, whom "
				    "they free elsewhere + %s h open.",
				    shortage, engaged, hours_text(more, page->arena), open);
	if (more < 0)
		return arena_format(page->arena,
				    "%s h short + %s h of our people, who are needed elsewhere = "
				    "%s h by engagements + %s h open.",
				    shortage, hours_text(-more, page->arena), engaged, open);
	return arena_format(page->arena, "%s h short = %s h by engagements + %s h open.", shortage,
			    engaged, open);
}

static void put_outside(const struct explain_page *page)
{
	const struct explanation *e = page->e;

	if (!e->sourced || (e->to_fill_minutes == 0 && e->engaged_minutes == 0))
		return;
	fputs("\nWhat fills the gap, in hours\n", page->out);
	if (plan_is_drawn(page->plan))
		words_wrapped(
			page->out,
			arena_format(
				page->arena,
				"Orders are sized for %s: %s h, not the %s h short above.",
				sourced_to_text(&page->plan->options.goal, e->view, page->arena),
				hours_text(e->to_fill_minutes, page->arena),
				hours_text(e->demand_minutes - e->covered_minutes, page->arena)),
			0, page->width);
	for (size_t i = 0; i < e->external_count; i++)
		put_external(page, &e->external[i]);
	for (size_t i = 0; i < e->line_count; i++) {
		const struct explained_line *line = &e->lines[i];

		if (line->open_minutes)
			put_note(page, line->open_minutes,
				 arena_format(page->arena, "%s stays open: %s",
					      page->plan->company->demands[line->line].id,
					      gap_outcome_name(line->outcome)));
	}
	words_wrapped(page->out, sum_of_external(page), 0, page->width);
}

/* --- why it cannot be better ------------------------------------------------------------- */

static void put_proof(const struct explain_page *page)
{
	const struct explanation *e = page->e;

	if (!e->certificate_count)
		return;
	fputs("\nWhy no other assignment of people leaves a smaller gap\n", page->out);
	for (size_t i = 0; i < e->certificate_count; i++) {
		const struct certificate *c = &page->plan->proof->list[e->certificates[i]];

		words_hanging(page->out, "  ", certificate_sentence(page->plan, c, page->arena), 2,
			      page->width);
		words_hanging(page->out, "  ",
			      arena_format(page->arena, "Main cause: %s",
					   certificate_reason(c, page->arena)),
			      2, page->width);
	}
}

static void write_table(const struct report_subject *subject, const struct report_options *options,
			FILE *out)
{
	struct arena arena = ARENA_INIT;
	struct explain_page page = { subject->plan, subject->explanation, out, options->width,
				     &arena };

	put_title(&page);
	put_lines(&page);
	put_people(&page);
	put_proof(&page);
	put_outside(&page);
	arena_release(&arena);
}

const struct report report_explain = {
	.name = "explain",
	.called = "an explanation",
	.from = FROM_EXPLANATION,
	.write_from = { [FORMAT_TABLE] = write_table, [FORMAT_JSON] = explain_json },
};
