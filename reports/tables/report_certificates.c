#include "reports/tables/report_certificates.h"

#include <string.h>

#include "reports/certificate.h"
#include "reports/registry.h"
#include "reports/shape.h"
#include "reports/sheet.h"
#include "reports/words.h"

/* --- lists of a certificate --------------------------------------------- */

static const char **line_ids(const struct plan *plan, const struct certificate *c,
			     struct arena *arena)
{
	const char **ids = ARENA_ARRAY(arena, const char *, c->line_count + 1);

	for (size_t i = 0; i < c->line_count; i++)
		ids[i] = plan->company->demands[c->lines[i]].id;
	return ids;
}

static const char **people_ids(const struct plan *plan, const struct certificate *c,
			       struct arena *arena)
{
	const char **ids = ARENA_ARRAY(arena, const char *, c->people_count + 1);

	for (size_t i = 0; i < c->people_count; i++)
		ids[i] = plan->company->people[c->people[i]].id;
	return ids;
}

/* Whose bookings count; bookings are sorted by person. */
static const char **booked_ids(const struct plan *plan, const struct certificate *c,
			       struct arena *arena, size_t *count)
{
	const char **ids = ARENA_ARRAY(arena, const char *, c->booking_count + 1);

	*count = 0;
	for (size_t i = 0; i < c->booking_count; i++) {
		const struct booking *booking = &plan->company->bookings[c->bookings[i]];
		const char *id = plan->company->people[booking->person_index].id;

		if (*count == 0 || strcmp(ids[*count - 1], id) != 0)
			ids[(*count)++] = id;
	}
	return ids;
}

/* Each role once, in order. */
static const char **roles(const struct plan *plan, const struct certificate *c, struct arena *arena,
			  size_t *count)
{
	size_t asked_count;
	size_t *asked = certificate_requirements(plan, c, arena, &asked_count);
	const char **names = ARENA_ARRAY(arena, const char *, asked_count + 1);

	*count = 0;
	for (size_t i = 0; i < asked_count; i++) {
		const char *role = plan->requirements[asked[i]].role;

		if (*count == 0 || strcmp(names[*count - 1], role) != 0)
			names[(*count)++] = role;
	}
	return names;
}

/* --- rows ----------------------------------------------------------------- */

static const struct sheet_column columns[] = {
	SHEET_WEEK_COLUMNS,
	{ "view", COLUMN_WORD, true, "Which demand counts: committed, weighted or all" },
	{ "certificate", COLUMN_INTEGER, true, "Number within the week" },
	{ "roles", COLUMN_LIST, false, "Roles of the demand lines" },
	{ "demands", COLUMN_LIST, false, "Ids of the demand lines" },
	{ "people", COLUMN_LIST, false, "Ids of all who qualify for any of them" },
	{ "booked_people", COLUMN_LIST, false, "Ids of those who are booked for any of them" },
	{ "demand_hours", COLUMN_DECIMAL, false, "Hours that the lines ask for" },
	{ "supply_hours", COLUMN_DECIMAL, false, "Free hours of the people, and booked hours" },
	{ "booked_hours", COLUMN_DECIMAL, false, "Of the supply: from hard bookings" },
	{ "missing_hours", COLUMN_DECIMAL, false, "Demand less supply" },
	{ "reason", COLUMN_WORD, false, "What stands in the way" },
	{ "without_level_hours", COLUMN_DECIMAL, false, "Less missing if any level would do" },
	{ "without_location_hours", COLUMN_DECIMAL, false, "... if the place did not matter" },
	{ "without_skill_hours", COLUMN_DECIMAL, false, "... if skills were not asked for" },
	{ "without_booking_hours", COLUMN_DECIMAL, false, "... if nobody were booked" },
	{ "without_absence_hours", COLUMN_DECIMAL, false, "... if nobody were away" },
	{ "sentence", COLUMN_TEXT, false, "The same in words" },
};

static const enum reason rules[] = { REASON_LEVEL, REASON_LOCATION, REASON_SKILL, REASON_BOOKED,
				     REASON_AWAY };

static void row(struct sheet_out *out, const struct certificate *c, int64_t number,
		struct arena *arena)
{
	const struct plan *plan = out->plan;
	size_t booked_count, role_count;
	const char **booked = booked_ids(plan, c, arena, &booked_count);
	const char **names = roles(plan, c, arena, &role_count);

	sheet_plan_week(out, c->week);
	sheet_word(out, view_name(c->view));
	sheet_integer(out, number);
	sheet_list(out, names, role_count);
	sheet_list(out, line_ids(plan, c, arena), c->line_count);
	sheet_list(out, people_ids(plan, c, arena), c->people_count);
	sheet_list(out, booked, booked_count);
	sheet_decimal(out, c->demand_minutes, 60);
	sheet_decimal(out, c->supply_minutes, 60);
	sheet_decimal(out, certificate_booked_minutes(plan, c), 60);
	sheet_decimal(out, c->missing_minutes, 60);
	sheet_word(out, reason_name(c->reason));
	for (size_t i = 0; i < ARRAY_LEN(rules); i++)
		sheet_decimal(out, c->effect_minutes[rules[i]], 60);
	sheet_text(out, certificate_sentence(plan, c, arena));
	sheet_end(out);
}

static void rows(const struct plan *plan, const struct report_options *options,
		 struct sheet_out *out)
{
	struct arena arena = ARENA_INIT;
	int64_t number = 0;

	(void)options;
	for (size_t i = 0; i < plan->proof->count; i++) {
		const struct certificate *c = &plan->proof->list[i];

		number = i > 0 && plan->proof->list[i - 1].week == c->week ? number + 1 : 1;
		row(out, c, number, &arena);
		arena_release(&arena);
	}
}

static const struct sheet sheet_certificates = {
	.name = "certificates",
	.columns = columns,
	.column_count = ARRAY_LEN(columns),
	.rows = rows,
};

/* --- sentences ------------------------------------------------------------ */

bool certificates_table(const struct plan *plan, const struct report_options *options, FILE *out,
			struct fault *fault)
{
	struct arena arena = ARENA_INIT;
	int64_t missing = 0;

	words_title_before(out, options->width, plan, view_name(plan->proof->view),
			   "Why the gap is unavoidable", "outcomes");
	for (size_t i = 0; i < plan->proof->count; i++) {
		const struct certificate *c = &plan->proof->list[i];

		missing += c->missing_minutes;
		words_wrapped(out,
			      arena_format(&arena, "%s. Main cause: %s.",
					   certificate_sentence(plan, c, &arena),
					   certificate_reason(c, &arena)),
			      2, options->width);
		arena_release(&arena);
	}
	if (plan->proof->count == 0)
		fprintf(out, "Nothing is missing: all %s demand is covered.\n",
			view_name(plan->proof->view));
	else
		fprintf(out, "\n%zu certificate%s, %s h: all that is missing.\n",
			plan->proof->count, plan->proof->count == 1 ? "" : "s",
			hours_text(missing, &arena));
	arena_release(&arena);
	return shape_finish(out, fault);
}

const struct report report_certificates = {
	.name = "certificates",
	.summary = "Why each gap is unavoidable: who qualifies, what is missing",
	.needs = PLAN_PROOF,
	.sheet = &sheet_certificates,
	.write = { [FORMAT_TABLE] = certificates_table },
};
