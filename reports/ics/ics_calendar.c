#include "reports/ics/ics_calendar.h"

#include <string.h>

#include "model/feed.h"
#include "reports/events/event_make.h"
#include "reports/events/event_match.h"
#include "reports/ics/ics.h"
#include "reports/registry.h"
#include "reports/shape.h"

/** One of the files: what it is called, how it looks in a list of calendars, what is in it. */
struct face {
	const char *title;
	const char *colour, *hex; /* the same colour; CSS calls it by name */
	unsigned include;
	bool picks; /* the options say which of these */
	bool todos; /* VTODO instead of VEVENT */
};

static const struct face faces[] = {
	{ "Staff plan", "steelblue", "#4682B4",
	  1 << EVENT_GAP | 1 << EVENT_ENGAGEMENT | 1 << EVENT_DEADLINE, true, false },
	{ "Staff gaps", "tomato", "#FF6347", 1 << EVENT_GAP, false, false },
	{ "Staff orders", "darkorange", "#FF8C00", 1 << EVENT_DEADLINE, false, true },
};
enum { FACE_PLAN, FACE_GAPS, FACE_ACTIONS };

static void put_head(const struct face *face, const struct plan *plan,
		     const struct report_options *options, FILE *out)
{
	const char *company = plan->company->settings.company;
	struct arena arena = ARENA_INIT;
	const char *name = company && *company
				   ? arena_format(&arena, "%s: %s", face->title, company)
				   : face->title;
	const char *doubt = feeds_doubt(plan->company, &arena);

	ics_line(out, "BEGIN", "VCALENDAR");
	ics_line(out, "VERSION", "2.0");
	ics_line(out, "PRODID", "-//staffgap//staffgap//EN");
	ics_line(out, "CALSCALE", "GREGORIAN");
	if (options->publish)
		ics_line(out, "METHOD", "PUBLISH");
	ics_text(out, "NAME", name);
	ics_text(out, "X-WR-CALNAME", name);
	if (doubt[0])
		ics_text(out, "X-WR-CALDESC", doubt);
	ics_line(out, "COLOR", face->colour);
	ics_line(out, "X-APPLE-CALENDAR-COLOR", face->hex);
	ics_line(out, "REFRESH-INTERVAL;VALUE=DURATION", "PT12H");
	ics_line(out, "X-PUBLISHED-TTL", "PT12H");
	arena_release(&arena);
}

static void put_categories(const char *lines, FILE *out)
{
	struct arena arena = ARENA_INIT;
	struct span rest = span_of(lines), line;
	const char **texts = NULL;
	size_t count = 0, room = 0;

	while (span_next(&rest, '\n', &line)) {
		texts = ARENA_PUSH(&arena, texts, count, room);
		texts[count++] = arena_copy(&arena, line);
	}
	if (count)
		ics_texts(out, "CATEGORIES", texts, count);
	arena_release(&arena);
}

/* Before the first day of an event; a task has none, so before the day on which it is due. */
static void put_alarm(const struct event *event, bool todo, int days, FILE *out)
{
	char trigger[sizeof("-P2147483647D")];

	snprintf(trigger, sizeof(trigger), "-P%dD", days);
	ics_line(out, "BEGIN", "VALARM");
	ics_line(out, "ACTION", "DISPLAY");
	ics_text(out, "DESCRIPTION", event->summary);
	ics_line(out, todo ? "TRIGGER;RELATED=END" : "TRIGGER", trigger);
	ics_line(out, "END", "VALARM");
}

static const char *status_of(const struct event *event, bool todo)
{
	if (event->cancelled)
		return "CANCELLED";
	if (todo)
		return "NEEDS-ACTION";
	return event->confirmed ? "CONFIRMED" : "TENTATIVE";
}

static void put_component(const struct event *event, bool todo,
			  const struct report_options *options, FILE *out)
{
	const char *name = todo ? "VTODO" : "VEVENT";
	struct arena arena = ARENA_INIT;

	ics_line(out, "BEGIN", name);
	/* An item of its own in a client that has both files. */
	ics_line(out, "UID", todo ? arena_format(&arena, "todo-%s", event->uid) : event->uid);
	ics_stamp(out, "DTSTAMP", event->revised_minute);
	ics_stamp(out, "LAST-MODIFIED", event->revised_minute);
	ics_line(out, "SEQUENCE", arena_format(&arena, "%d", (int)event->sequence));
	if (todo) {
		ics_date(out, "DUE", event->last);
	} else {
		ics_date(out, "DTSTART", event->first);
		ics_date(out, "DTEND", day_add(event->last, 1));
	}
	ics_text(out, "SUMMARY", event->summary);
	ics_text(out, "DESCRIPTION", event->description);
	put_categories(event->categories, out);
	ics_line(out, "STATUS", status_of(event, todo));
	if (!todo)
		ics_line(out, "TRANSP", "TRANSPARENT");
	if (options->remind_days && !event->cancelled)
		put_alarm(event, todo, options->remind_days, out);
	ics_line(out, "END", name);
	arena_release(&arena);
}

/* The events as they were kept with the plan; of a plan that is not stored, as if it were the
 * first.
 */
static void events_of(const struct plan *plan, struct arena *arena, struct event_list *events)
{
	const struct event_list none = { 0 };
	struct event_list fresh;
	struct event_frame frame = event_frame_of(plan);

	if (plan->events) {
		*events = *plan->events;
		return;
	}
	events_make(plan, arena, &fresh);
	events_match(&none, &fresh, &frame, arena, events);
}

/* A calendar must hold something (RFC 5545, 3.6); a zone is nothing that anybody sees. */
static void put_placeholder(FILE *out)
{
	ics_line(out, "BEGIN", "VTIMEZONE");
	ics_line(out, "TZID", "Etc/UTC");
	ics_line(out, "BEGIN", "STANDARD");
	ics_line(out, "DTSTART", "19700101T000000");
	ics_line(out, "TZOFFSETFROM", "+0000");
	ics_line(out, "TZOFFSETTO", "+0000");
	ics_line(out, "END", "STANDARD");
	ics_line(out, "END", "VTIMEZONE");
}

static bool write_face(const struct face *face, const struct plan *plan,
		       const struct report_options *options, FILE *out, struct fault *fault)
{
	unsigned include = options->include && face->picks ? options->include : face->include;
	struct arena arena = ARENA_INIT;
	struct event_list events;
	size_t written = 0;

	events_of(plan, &arena, &events);
	put_head(face, plan, options, out);
	for (size_t i = 0; i < events.count; i++)
		if (include & 1U << events.list[i].kind) {
			put_component(&events.list[i], face->todos, options, out);
			written++;
		}
	if (!written)
		put_placeholder(out);
	ics_line(out, "END", "VCALENDAR");
	arena_release(&arena);
	return shape_finish(out, fault);
}

bool ics_gaps_write(const struct plan *plan, const struct report_options *options, FILE *out,
		    struct fault *fault)
{
	return write_face(&faces[FACE_GAPS], plan, options, out, fault);
}

static bool write_plan(const struct plan *plan, const struct report_options *options, FILE *out,
		       struct fault *fault)
{
	return write_face(&faces[FACE_PLAN], plan, options, out, fault);
}

static bool write_actions(const struct plan *plan, const struct report_options *options, FILE *out,
			  struct fault *fault)
{
	return write_face(&faces[FACE_ACTIONS], plan, options, out, fault);
}

const struct report report_calendar = {
	.name = "calendar",
	.summary = "Gaps, engagements and deadlines to subscribe to",
	.write = { [FORMAT_ICS] = write_plan },
	.viewless = 1U << FORMAT_ICS,
	.picks_events = true,
};

const struct report report_actions = {
	.name = "actions",
	.summary = "What to order by when, as tasks for clients that have them",
	.write = { [FORMAT_ICS] = write_actions },
	.viewless = 1U << FORMAT_ICS,
};
