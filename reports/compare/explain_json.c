#include "reports/compare/explain_json.h"

#include "model/explain.h"
#include "reports/certificate.h"
#include "reports/json.h"

static void put_text(struct json *json, const char *key, const char *text)
{
	json_key(json, key);
	json_text(json, text);
}

static void put_number(struct json *json, const char *key, int64_t value)
{
	json_key(json, key);
	json_integer(json, value);
}

static void put_place(struct json *json, struct place place)
{
	put_text(json, "file", place.file);
	put_number(json, "line", place.line);
}

static void put_line(struct json *json, const struct plan *plan, const struct explanation *e,
		     const struct explained_line *line)
{
	const struct demand *d = &plan->company->demands[line->line];

	json_open_row(json, '{');
	put_text(json, "demand", d->id);
	put_text(json, "project", d->project);
	put_place(json, d->place);
	put_number(json, "level", d->level);
	put_number(json, "priority", d->priority);
	put_number(json, "demand_minutes", line->cover.demand_min);
	put_number(json, "covered_minutes", line->cover.covered_min);
	put_number(json, "without_it_minutes_less_short", line->helps_min);
	if (e->sourced) {
		put_number(json, "to_fill_minutes", line->to_fill_min);
		put_number(json, "engaged_minutes", line->engaged_min);
		put_number(json, "open_minutes", line->open_min);
		put_text(json, "outcome",
			 line->to_fill_min == 0 ? "" : gap_outcome_name(line->outcome));
	}
	json_close(json);
}

static void put_help(struct json *json, const struct plan *plan, const struct explanation *e)
{
	if (!e->sourced)
		return;
	put_number(json, "to_fill_minutes", e->to_fill_min);
	put_number(json, "engaged_minutes", e->engaged_min);
	put_number(json, "open_minutes", e->open_min);
	json_key(json, "engagements");
	json_open(json, '[');
	for (size_t i = 0; i < e->help_count; i++) {
		const struct explained_help *help = &e->help[i];
		const struct engagement *engagement =
			&plan->sourcing->engagements[help->engagement];

		json_open_row(json, '{');
		put_number(json, "engagement", (int64_t)help->engagement + 1);
		put_text(json, "option", plan->company->options[engagement->option].id);
		put_text(json, "decision", decision_name(engagement->decision));
		put_number(json, "heads", engagement->heads);
		json_key(json, "from");
		json_day(json, engagement->first_day);
		json_key(json, "to");
		json_day(json, engagement->last_day);
		put_text(json, "demand", plan->company->demands[help->line].id);
		put_number(json, "minutes", help->minutes);
		json_close(json);
	}
	json_close(json);
}

static void put_taken(struct json *json, const struct taken *taken)
{
	json_open_row(json, '{');
	put_text(json, "kind", taken_name(taken->kind));
	put_place(json, (struct place){ taken->feed, taken->line, 0 });
	put_text(json, "uid", taken->uid);
	put_text(json, "summary", taken->summary);
	put_number(json, "minutes", taken->minutes);
	put_number(json, "without_it_minutes_less_short", taken->helps_min);
	json_close(json);
}

static void put_booking(struct json *json, const struct plan *plan,
			const struct explained_booking *booked)
{
	const struct booking *b = &plan->company->bookings[booked->booking];

	json_open_row(json, '{');
	put_text(json, "project", b->project);
	put_text(json, "role", b->role);
	put_place(json, b->place);
	put_number(json, "minutes", booked->minutes);
	put_number(json, "without_it_minutes_less_short", booked->helps_min);
	json_close(json);
}

static void put_use(struct json *json, const struct plan *plan, const struct use *use)
{
	const struct demand *d = &plan->company->demands[use->line];

	json_open_row(json, '{');
	put_text(json, "demand", d->id);
	put_text(json, "role", d->role);
	put_place(json, d->place);
	json_key(json, "here");
	json_bool(json, use->here);
	put_number(json, "minutes", use->minutes);
	put_number(json, "booked_minutes", use->booked_min);
	json_close(json);
}

static void put_capacity(struct json *json, const struct capacity *c)
{
	put_number(json, "contracted_minutes", c->contracted_min);
	put_number(json, "holiday_minutes", c->holiday_min);
	put_number(json, "absence_minutes", c->absent_min);
	put_number(json, "busy_minutes", c->busy_min);
	put_number(json, "tentative_minutes", c->tentative_min);
	put_number(json, "overhead_minutes", c->overhead_min);
	put_number(json, "deployable_minutes", c->deployable_min);
}

static void put_person(struct json *json, const struct plan *plan, size_t week,
		       const struct explained_person *person)
{
	const struct person *p = &plan->company->people[person->person];

	json_open(json, '{');
	put_text(json, "person", p->id);
	put_place(json, p->place);
	json_key(json, "qualifies");
	json_bool(json, person->qualifies);
	put_capacity(json, plan_capacity(plan, person->person, week));
	put_number(json, "here_minutes", person->here_min);
	put_number(json, "elsewhere_minutes", person->elsewhere_min);
	put_number(json, "unused_minutes", person->unused_min);
	json_key(json, "taken");
	json_open(json, '[');
	for (size_t i = 0; i < person->taken_count; i++)
		put_taken(json, &person->taken[i]);
	json_close(json);
	json_key(json, "bookings");
	json_open(json, '[');
	for (size_t i = 0; i < person->booking_count; i++)
		put_booking(json, plan, &person->bookings[i]);
	json_close(json);
	json_key(json, "works_on");
	json_open(json, '[');
	for (size_t i = 0; i < person->use_count; i++)
		put_use(json, plan, &person->uses[i]);
	json_close(json);
	json_close(json);
}

static void put_cell(struct json *json, const struct plan *plan, const struct explanation *e)
{
	put_text(json, "schema", "staffgap/explain/1");
	put_number(json, "plan", plan->options.number);
	put_text(json, "view", view_name(e->view));
	json_key(json, "week");
	json_week(json, plan_week(plan, e->week));
	put_text(json, "role", e->role);
	json_key(json, "level");
	if (e->level)
		json_integer(json, e->level);
	else
		json_null(json);
	json_key(json, "location");
	if (e->location)
		json_text(json, e->location);
	else
		json_null(json);
	put_number(json, "demand_minutes", e->demand_min);
	put_number(json, "covered_minutes", e->covered_min);
	put_number(json, "gap_minutes", e->demand_min - e->covered_min);
	put_number(json, "full_week_minutes", plan->company->settings.full_week_min);
}

void explain_json(const struct report_subject *subject, const struct report_options *options,
		  FILE *out)
{
	const struct plan *plan = subject->plan;
	const struct explanation *explained = subject->explanation;
	struct json json = json_start(out);
	struct arena arena = ARENA_INIT;

	(void)options;
	json_open(&json, '{');
	put_cell(&json, plan, explained);
	json_key(&json, "demand");
	json_open(&json, '[');
	for (size_t i = 0; i < explained->line_count; i++)
		put_line(&json, plan, explained, &explained->lines[i]);
	json_close(&json);
	put_help(&json, plan, explained);
	json_key(&json, "people");
	json_open(&json, '[');
	for (size_t i = 0; i < explained->person_count; i++)
		put_person(&json, plan, explained->week, &explained->people[i]);
	json_close(&json);
	json_key(&json, "certificates");
	json_open(&json, '[');
	for (size_t i = 0; i < explained->certificate_count; i++) {
		const struct certificate *c = &plan->proof->list[explained->certificates[i]];

		json_open_row(&json, '{');
		put_text(&json, "sentence", certificate_sentence(plan, c, &arena));
		put_text(&json, "reason", reason_name(c->reason));
		put_number(&json, "missing_minutes", c->missing_min);
		json_close(&json);
	}
	json_close(&json);
	json_close(&json);
	arena_release(&arena);
}
