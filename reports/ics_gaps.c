#include "reports/ics_gaps.h"

#include <sha256.h>
#include <string.h>

#include "reports/ics.h"
#include "reports/shape.h"
#include "reports/shortage.h"
#include "store/number.h"

enum { UID_BYTES = 16 };

struct gap_event {
	const struct plan *plan;
	enum view view;
	struct range range; /* one requirement */
	struct shortage run;
};

static const struct requirement *requirement_of(const struct gap_event *event)
{
	return &event->plan->requirements[event->range.first];
}

/* Each part ends in a NUL, so that no two requirements spell the same bytes. */
static void hash_part(SHA2_CTX *hash, const char *text)
{
	SHA256Update(hash, (const uint8_t *)text, strlen(text) + 1);
}

static const char *uid_of(const struct gap_event *event, struct arena *arena)
{
	const struct requirement *requirement = requirement_of(event);
	char first[WEEK_TEXT_SIZE];
	uint8_t digest[SHA256_DIGEST_LENGTH];
	const char *hex = "";
	SHA2_CTX hash;

	week_format(plan_week(event->plan, event->run.first_week), first);
	SHA256Init(&hash);
	hash_part(&hash, "gap");
	hash_part(&hash, first);
	hash_part(&hash, requirement->role);
	hash_part(&hash, arena_format(arena, "%d", (int)requirement->level));
	hash_part(&hash, requirement->location);
	for (size_t i = 0; i < requirement->skill_count; i++)
		hash_part(&hash, requirement->skills[i]);
	SHA256Final(digest, &hash);
	for (size_t i = 0; i < UID_BYTES; i++)
		hex = arena_format(arena, "%s%02x", hex, digest[i]);
	return arena_format(arena, "%s@gap.staffgap", hex);
}

static const char *fte(const struct plan *plan, int64_t minutes, struct arena *arena)
{
	char text[NUMBER_TEXT_SIZE];

	number_format(text, minutes, plan->company->settings.full_week_min, 2, '.');
	return arena_format(arena, "%s", text);
}

/* "+2.0 SRE, P1": the number first, since a month view cuts the rest. */
static const char *summary_of(const struct gap_event *event, struct arena *arena)
{
	const struct plan *plan = event->plan;
	char number[NUMBER_TEXT_SIZE];

	number_format(number, event->run.peak_min, plan->company->settings.full_week_min, 1, '.');
	return arena_format(arena, "%s%s %s, P%d", strcmp(number, "0.0") == 0 ? "<" : "+",
			    strcmp(number, "0.0") == 0 ? "0.1" : number,
			    requirement_of(event)->role,
			    (int)plan->company->demands[event->run.line].priority);
}

static const char *needs_of(const struct gap_event *event, struct arena *arena)
{
	const struct requirement *requirement = requirement_of(event);
	const char *skills = skills_text(requirement->skills, requirement->skill_count, arena);

	return arena_format(arena, "%s, level %d%s%s%s%s\n", requirement->role,
			    (int)requirement->level, *skills ? ", skills " : "", skills,
			    *requirement->location ? ", in " : "", requirement->location);
}

/* Week by week, then the lines that go short. */
static const char *description_of(const struct gap_event *event, struct arena *arena)
{
	const struct plan *plan = event->plan;
	const struct shortage *run = &event->run;
	const char *text = arena_format(arena, "%sFTE short (%s demand):\n", needs_of(event, arena),
					view_name(event->view));

	for (size_t w = run->first_week; w <= run->last_week; w++) {
		char week[WEEK_TEXT_SIZE];

		week_format(plan_week(plan, w), week);
		text = arena_format(
			arena, "%s%s  %s\n", text, week,
			fte(plan, range_gap(plan, event->view, event->range, w), arena));
	}
	text = arena_format(arena, "%sFTE-weeks missing by project:", text);
	for (size_t d = 0; d < plan->company->demand_count; d++) {
		const struct demand *demand = &plan->company->demands[d];
		int64_t gap = line_gap(plan, event->view, d, run->first_week, run->last_week);

		if (gap && range_has_line(plan, event->range, d))
			text = arena_format(arena, "%s\nP%d %s (%s)  %s", text,
					    (int)demand->priority, demand->project, demand->id,
					    fte(plan, gap, arena));
	}
	return text;
}

/* Signed demand goes short in this run: then the gap is a fact, not a forecast. */
static bool is_confirmed(const struct gap_event *event)
{
	for (size_t w = event->run.first_week; w <= event->run.last_week; w++)
		if (range_gap(event->plan, VIEW_COMMITTED, event->range, w))
			return true;
	return false;
}

static void put_event(const struct gap_event *event, FILE *out)
{
	const struct plan *plan = event->plan;
	const char *categories[] = { requirement_of(event)->role,
				     plan->company->demands[event->run.line].project };
	struct arena arena = ARENA_INIT;

	ics_line(out, "BEGIN", "VEVENT");
	ics_line(out, "UID", uid_of(event, &arena));
	ics_stamp(out, "DTSTAMP", plan->options.today);
	ics_stamp(out, "LAST-MODIFIED", plan->options.today);
	ics_date(out, "DTSTART", plan_week(plan, event->run.first_week));
	ics_date(out, "DTEND", plan_week(plan, event->run.last_week + 1));
	ics_text(out, "SUMMARY", summary_of(event, &arena));
	ics_text(out, "DESCRIPTION", description_of(event, &arena));
	ics_texts(out, "CATEGORIES", categories, 2);
	ics_line(out, "STATUS", is_confirmed(event) ? "CONFIRMED" : "TENTATIVE");
	ics_line(out, "TRANSP", "TRANSPARENT");
	ics_line(out, "END", "VEVENT");
	arena_release(&arena);
}

static void put_calendar_head(const struct plan *plan, FILE *out)
{
	const char *company = plan->company->settings.company;
	struct arena arena = ARENA_INIT;
	const char *name = company && *company ? arena_format(&arena, "Staff gaps: %s", company)
					       : "Staff gaps";

	ics_line(out, "BEGIN", "VCALENDAR");
	ics_line(out, "VERSION", "2.0");
	ics_line(out, "PRODID", "-//staffgap//staffgap//EN");
	ics_line(out, "CALSCALE", "GREGORIAN");
	ics_text(out, "NAME", name);
	ics_text(out, "X-WR-CALNAME", name);
	ics_line(out, "REFRESH-INTERVAL;VALUE=DURATION", "PT12H");
	ics_line(out, "X-PUBLISHED-TTL", "PT12H");
	arena_release(&arena);
}

bool ics_gaps_write(const struct plan *plan, const struct report_options *options, FILE *out,
		    struct fault *fault)
{
	put_calendar_head(plan, out);
	for (size_t r = 0; r < plan->requirement_count; r++) {
		struct gap_event event = { plan, options->view, { r, r + 1 }, { 0 } };

		for (size_t w = 0; shortage_find(plan, event.view, event.range, w, &event.run);
		     w = event.run.last_week + 1)
			put_event(&event, out);
	}
	ics_line(out, "END", "VCALENDAR");
	return shape_finish(out, fault);
}
