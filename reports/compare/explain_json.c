#include "reports/compare/explain_json.h"

#include "model/explain.h"
#include "reports/certificate.h"
#include "reports/json.h"

static void put_place(struct json *json, struct place place)
{
	json_text_at(json, "file", place.file);
	json_integer_at(json, "line", place.line);
}

static void put_line(struct json *json, const struct plan *plan, const struct explanation *e,
		     const struct explained_line *line)
{
	const struct demand *d = &plan->company->demands[line->line];

	json_open_row(json, '{');
	json_text_at(json, "demand", d->id);
	json_text_at(json, "project", d->project);
	put_place(json, d->place);
	json_integer_at(json, "level", d->level);
	json_integer_at(json, "priority", d->priority);
	json_integer_at(json, "demand_minutes", line->cover.demand_minutes);
	json_integer_at(json, "covered_minutes", line->cover.covered_minutes);
	json_integer_at(json, "without_it_minutes_less_short", line->effect_minutes);
	if (e->sourced) {
		json_integer_at(json, "to_fill_minutes", line->to_fill_minutes);
		json_integer_at(json, "engaged_minutes", line->engaged_minutes);
		json_integer_at(json, "open_minutes", line->open_minutes);
		json_text_at(json, "outcome",
			     line->to_fill_minutes == 0 ? "" : gap_outcome_name(line->outcome));
	}
	json_close(json);
}

static void put_external(struct json *json, const struct plan *plan, const struct explanation *e)
{
	if (!e->sourced)
		return;
	json_integer_at(json, "to_fill_minutes", e->to_fill_minutes);
	json_integer_at(json, "engaged_minutes", e->engaged_minutes);
	json_integer_at(json, "open_minutes", e->open_minutes);
	json_open_at(json, "engagements", '[');
	for (size_t i = 0; i < e->external_count; i++) {
		const struct explained_external *external = &e->external[i];
		const struct engagement *engagement =
			&plan->sourcing->engagements[external->engagement];

		json_open_row(json, '{');
		json_integer_at(json, "engagement", (int64_t)external->engagement + 1);
		json_text_at(json, "option", plan->company->options[engagement->option].id);
		json_text_at(json, "decision", decision_name(engagement->decision));
		json_integer_at(json, "heads", engagement->heads);
		json_day_at(json, "from", engagement->first_day);
		json_day_at(json, "to", engagement->last_day);
		json_text_at(json, "demand", plan->company->demands[external->line].id);
		json_integer_at(json, "minutes", external->minutes);
		json_close(json);
	}
	json_close(json);
}

static void put_taken(struct json *json, const struct time_taken *taken)
{
	json_open_row(json, '{');
	json_text_at(json, "kind", taken_name(taken->kind));
	put_place(json, (struct place){ taken->feed, taken->line, 0 });
	json_text_at(json, "uid", taken->uid);
	json_text_at(json, "summary", taken->summary);
	json_integer_at(json, "minutes", taken->minutes);
	json_integer_at(json, "without_it_minutes_less_short", taken->effect_minutes);
	json_close(json);
}

static void put_booking(struct json *json, const struct plan *plan,
			const struct explained_booking *booked)
{
	const struct booking *b = &plan->company->bookings[booked->booking];

	json_open_row(json, '{');
	json_text_at(json, "project", b->project);
	json_text_at(json, "role", b->role);
	put_place(json, b->place);
	json_integer_at(json, "minutes", booked->minutes);
	json_integer_at(json, "without_it_minutes_less_short", booked->effect_minutes);
	json_close(json);
}

static void put_use(struct json *json, const struct plan *plan, const struct use *use)
{
	const struct demand *d = &plan->company->demands[use->line];

	json_open_row(json, '{');
	json_text_at(json, "demand", d->id);
	json_text_at(json, "role", d->role);
	put_place(json, d->place);
	json_key(json, "here");
	json_bool(json, use->here);
	json_integer_at(json, "minutes", use->minutes);
	json_integer_at(json, "booked_minutes", use->booked_minutes);
	json_close(json);
}

static void put_capacity(struct json *json, const struct capacity *c)
{
	json_integer_at(json, "contracted_minutes", c->contracted_minutes);
	json_integer_at(json, "holiday_minutes", c->holiday_minutes);
	json_integer_at(json, "absence_minutes", c->absent_minutes);
	json_integer_at(json, "busy_minutes", c->busy_minutes);
	json_integer_at(json, "tentative_minutes", c->tentative_minutes);
	json_integer_at(json, "overhead_minutes", c->overhead_minutes);
	json_integer_at(json, "deployable_minutes", c->deployable_minutes);
}

static void put_person(struct json *json, const struct plan *plan, size_t week,
		       const struct explained_person *person)
{
	const struct person *p = &plan->company->people[person->person];

	json_open(json, '{');
	json_text_at(json, "person", p->id);
	put_place(json, p->place);
	json_key(json, "qualifies");
	json_bool(json, person->qualifies);
	put_capacity(json, plan_capacity(plan, person->person, week));
	json_integer_at(json, "here_minutes", person->here_minutes);
	json_integer_at(json, "elsewhere_minutes", person->elsewhere_minutes);
	json_integer_at(json, "unused_minutes", person->unused_minutes);
	json_open_at(json, "taken", '[');
	for (size_t i = 0; i < person->taken_count; i++)
		put_taken(json, &person->taken[i]);
	json_close(json);
	json_open_at(json, "bookings", '[');
	for (size_t i = 0; i < person->booking_count; i++)
		put_booking(json, plan, &person->bookings[i]);
	json_close(json);
	json_open_at(json, "works_on", '[');
	for (size_t i = 0; i < person->use_count; i++)
		put_use(json, plan, &person->uses[i]);
	json_close(json);
	json_close(json);
}

static void put_cell(struct json *json, const struct plan *plan, const struct explanation *e)
{
	json_text_at(json, "schema", "staffgap/explain/1");
	json_integer_at(json, "plan", plan->options.number);
	json_text_at(json, "view", view_name(e->view));
	json_week_at(json, "week", plan_week(plan, e->week));
	json_text_at(json, "role", e->role);
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
	json_integer_at(json, "demand_minutes", e->demand_minutes);
	json_integer_at(json, "covered_minutes", e->covered_minutes);
	json_integer_at(json, "gap_minutes", e->demand_minutes - e->covered_minutes);
	json_integer_at(json, "full_week_minutes", plan->company->settings.full_week_minutes);
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
	json_open_at(&json, "demand", '[');
	for (size_t i = 0; i < explained->line_count; i++)
		put_line(&json, plan, explained, &explained->lines[i]);
	json_close(&json);
	put_external(&json, plan, explained);
	json_open_at(&json, "people", '[');
	for (size_t i = 0; i < explained->person_count; i++)
		put_person(&json, plan, explained->week, &explained->people[i]);
	json_close(&json);
	json_open_at(&json, "certificates", '[');
	for (size_t i = 0; i < explained->certificate_count; i++) {
		const struct certificate *c = &plan->proof->list[explained->certificates[i]];

		json_open_row(&json, '{');
		json_text_at(&json, "sentence", certificate_sentence(plan, c, &arena));
		json_text_at(&json, "reason", reason_name(c->reason));
		json_integer_at(&json, "missing_minutes", c->missing_minutes);
		json_close(&json);
	}
	json_close(&json);
	json_close(&json);
	arena_release(&arena);
}
