#include "import/ical/ical_event.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { DAY_SECONDS = 86400 };

struct parse {
	const struct scan_component *component;
	struct zones *zones;
	struct ical_event *event;
	const struct ical_line *end, *duration;
	bool bad;
};

static void skip_event(struct parse *p, int32_t line, const char *id, const char *what,
		       struct span value)
{
	const char *uid = p->event->uid;

	notes_add_quoting(
		p->zones->notes, NOTE_ERROR, id, (struct place){ p->zones->feed, line, 0 },
		arena_format(p->zones->arena, "event skipped: %s", what),
		"event skipped: %s '%.*s' (%s%s)", what, (int)(value.len < 80 ? value.len : 80),
		value.ptr, uid[0] ? "uid " : "no uid", uid);
	p->bad = true;
}

static void doubt(struct parse *p, int32_t line, const char *id, const char *text)
{
	notes_add(p->zones->notes, NOTE_WARNING, id, (struct place){ p->zones->feed, line, 0 },
		  "%s (%s%s)", text, p->event->uid[0] ? "uid " : "no uid", p->event->uid);
}

/* --- lists of times ---------------------------------------------------- */

static void read_not_on(struct parse *p, const struct ical_line *line)
{
	struct ical_event *e = p->event;
	struct span rest = line->value, item;
	struct event_time time;

	while (span_next(&rest, ',', &item)) {
		if (item.len == 0)
			continue;
		if (!time_read(p->zones, p->component->calendar, line, item, &time)) {
			doubt(p, line->line, "event-exdate-wrong",
			      "an EXDATE is not a time: this exception is ignored");
			continue;
		}
		e->not_on = ARENA_PUSH(p->zones->arena, e->not_on, e->not_on_count, e->not_on_room);
		e->not_on[e->not_on_count++] = time;
	}
}

static void read_extras(struct parse *p, const struct ical_line *line)
{
	struct ical_event *e = p->event;
	struct span rest = line->value, item;

	while (span_next(&rest, ',', &item)) {
		struct extra extra = { .length = 0 };

		if (item.len == 0)
			continue;
		if (!period_read(p->zones, p->component->calendar, line, item, &extra)) {
			doubt(p, line->line, "event-rdate-wrong",
			      "an RDATE is not a time: this instance is missing");
			continue;
		}
		e->extras = ARENA_PUSH(p->zones->arena, e->extras, e->extra_count, e->extra_room);
		e->extras[e->extra_count++] = extra;
	}
}

/* --- rules ------------------------------------------------------------- */

static struct rule *add_rule(struct parse *p, const struct ical_line *line, struct rule *rules,
			     size_t *count)
{
	struct arena *arena = p->zones->arena;
	struct rule rule, *more;
	bool ok = rule_read(arena_copy(arena, line->value), arena, &rule);

	if (rule.calendar) {
		skip_event(p, line->line, "event-rule-unsupported",
			   "its rule counts in another calendar than ours:", line->value);
		return rules;
	}
	if (!ok) {
		skip_event(p, line->line, "event-rule-wrong",
			   "its rule cannot be read:", line->value);
		return rules;
	}
	more = ARENA_ARRAY(arena, struct rule, *count + 1);
	if (*count > 0)
		memcpy(more, rules, *count * sizeof(*rules));
	more[(*count)++] = rule;
	return more;
}

static void read_rule(struct parse *p, const struct ical_line *line)
{
	struct ical_event *e = p->event;

	if (line->value.len == 0)
		doubt(p, line->line, "event-rule-empty", "its rule is empty: it takes place once");
	else if (strcmp(line->name, "RRULE") == 0)
		e->rules = add_rule(p, line, e->rules, &e->rule_count);
	else
		e->not_rules = add_rule(p, line, e->not_rules, &e->not_rule_count);
}

/* --- what it says about itself ----------------------------------------- */

static enum busy_status busy_status_of(const struct ical_line *line)
{
	static const struct {
		const char *word;
		enum busy_status status;
	} words[] = {
		{ "FREE", STATUS_FREE },
		{ "TENTATIVE", STATUS_TENTATIVE },
		{ "BUSY", STATUS_BUSY },
		{ "OOF", STATUS_OOF },
		{ "WORKINGELSEWHERE", STATUS_ELSEWHERE },
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (line_is(line, words[i].word))
			return words[i].status;
	return STATUS_NOT_SAID;
}

static void read_status(struct ical_event *e, const struct ical_line *line)
{
	e->cancelled |= line_is(line, "CANCELLED") || line_is(line, "CANCELED");
	e->tentative |= line_is(line, "TENTATIVE");
}

static void read_transparency(struct ical_event *e, const struct ical_line *line)
{
	e->transparent |= line_is(line, "TRANSPARENT");
}

static void read_all_day(struct ical_event *e, const struct ical_line *line)
{
	e->all_day_said |= line_is(line, "TRUE");
}

static void read_busy_status(struct ical_event *e, const struct ical_line *line)
{
	e->busy_status = busy_status_of(line);
}

static void read_old_busy_status(struct ical_event *e, const struct ical_line *line)
{
	if (e->busy_status == STATUS_NOT_SAID)
		e->busy_status = busy_status_of(line);
}

static void read_sequence(struct ical_event *e, const struct ical_line *line)
{
	int32_t number = 0;

	if (line->value.len > 9 || !span_is_digits(line->value))
		return;
	for (size_t i = 0; i < line->value.len; i++)
		number = number * 10 + (line->value.ptr[i] - '0');
	e->sequence = number;
}

static void read_flag(struct parse *p, const struct ical_line *line)
{
	static const struct {
		const char *name;
		void (*read)(struct ical_event *event, const struct ical_line *line);
	} flags[] = {
		{ "STATUS", read_status },
		{ "TRANSP", read_transparency },
		{ "X-MICROSOFT-CDO-ALLDAYEVENT", read_all_day },
		{ "X-MICROSOFT-CDO-BUSYSTATUS", read_busy_status },
		{ "X-MICROSOFT-MSNCALENDAR-BUSYSTATUS", read_old_busy_status },
		{ "SEQUENCE", read_sequence },
	};

	for (size_t i = 0; i < sizeof(flags) / sizeof(flags[0]); i++)
		if (strcmp(line->name, flags[i].name) == 0)
			flags[i].read(p->event, line);
	if (strcmp(line->name, "LAST-MODIFIED") == 0 ||
	    (strcmp(line->name, "DTSTAMP") == 0 && p->event->stamp[0] == '\0'))
		p->event->stamp = arena_copy(p->zones->arena, line->value);
}

/* --- all lines --------------------------------------------------------- */

static void read_start(struct parse *p, const struct ical_line *line, bool *found)
{
	if (*found)
		return;
	*found = time_read(p->zones, p->component->calendar, line, line->value, &p->event->start);
	if (!*found)
		skip_event(p, line->line, "event-start-wrong",
			   "its start is not a time:", line->value);
}

static void read_instance(struct parse *p, const struct ical_line *line)
{
	p->event->is_override = true;
	p->event->this_and_future =
		strcasecmp(line_parameter(line, "RANGE", p->zones->arena), "THISANDFUTURE") == 0;
	if (!time_read(p->zones, p->component->calendar, line, line->value, &p->event->instance))
		skip_event(p, line->line, "event-instance-wrong",
			   "its RECURRENCE-ID is not a time:", line->value);
}

/* Of what is given twice the first counts. */
static void read_names(struct parse *p)
{
	const struct ical_line *uid = component_line(p->component, "UID");
	const struct ical_line *summary = component_line(p->component, "SUMMARY");
	const struct ical_line *description = component_line(p->component, "DESCRIPTION");

	if (uid)
		p->event->uid = line_text(uid, p->zones->arena);
	if (summary)
		p->event->summary = line_text(summary, p->zones->arena);
	if (description)
		p->event->description = line_text(description, p->zones->arena);
}

static bool read_lines(struct parse *p)
{
	bool started = false;

	for (size_t i = 0; i < p->component->count && !p->bad; i++) {
		const struct ical_line *line = &p->component->lines[i];

		if (strcmp(line->name, "DTSTART") == 0)
			read_start(p, line, &started);
		else if (strcmp(line->name, "DTEND") == 0)
			p->end = p->end ? p->end : line;
		else if (strcmp(line->name, "DURATION") == 0)
			p->duration = p->duration ? p->duration : line;
		else if (strcmp(line->name, "RRULE") == 0 || strcmp(line->name, "EXRULE") == 0)
			read_rule(p, line);
		else if (strcmp(line->name, "EXDATE") == 0)
			read_not_on(p, line);
		else if (strcmp(line->name, "RDATE") == 0)
			read_extras(p, line);
		else if (strcmp(line->name, "RECURRENCE-ID") == 0)
			read_instance(p, line);
		else
			read_flag(p, line);
	}
	if (!p->bad && !started)
		skip_event(p, p->component->line, "event-without-start", "it has no start",
			   (struct span){ "", 0 });
	return !p->bad;
}

/* --- length ------------------------------------------------------------ */

static void take_end_of_date(struct parse *p, struct event_time end)
{
	struct ical_event *e = p->event;

	e->days = day_distance(e->start.wall.day, end.wall.day);
	if (!end.is_date && end.wall.second > 0)
		e->days++;
	if (e->days < 0)
		doubt(p, p->end->line, "event-end-before-start",
		      "it ends before it starts: it counts as one day");
	if (e->days < 1)
		e->days = 1;
}

static void take_end(struct parse *p)
{
	struct ical_event *e = p->event;
	struct event_time end;

	if (!time_read(p->zones, p->component->calendar, p->end, p->end->value, &end)) {
		skip_event(p, p->end->line, "event-end-wrong",
			   "its end is not a time:", p->end->value);
		return;
	}
	/* A floating end belongs to the zone of the start: RFC 5545 wants them equal. */
	if (p->end->value.len == 15 && line_parameter(p->end, "TZID", p->zones->arena)[0] == '\0')
		end.zone = e->start.zone;
	if (e->start.is_date) {
		take_end_of_date(p, end);
		return;
	}
	if (end.is_date)
		end.zone = e->start.zone;
	e->length = event_time_utc(end) - e->start_utc;
	if (e->length < 0) {
		doubt(p, p->end->line, "event-end-before-start",
		      "it ends before it starts: it takes no time");
		e->length = 0;
	}
}

static void take_duration(struct parse *p)
{
	struct ical_event *e = p->event;

	if (!duration_read(p->duration->value, &e->nominal_days, &e->length, p->zones->arena) ||
	    e->nominal_days < 0 || e->length < 0) {
		doubt(p, p->duration->line, "event-duration-wrong",
		      "its DURATION cannot be read: it is ignored");
		e->nominal_days = 0;
		e->length = 0;
	}
	if (e->start.is_date) {
		e->days = e->nominal_days + (int32_t)((e->length + DAY_SECONDS - 1) / DAY_SECONDS);
		e->nominal_days = 0;
		e->length = 0;
		if (e->days < 1)
			e->days = 1;
	}
}

bool event_read(const struct scan_component *component, struct zones *zones,
		struct ical_event *event)
{
	struct parse p = { .component = component, .zones = zones, .event = event };

	*event = (struct ical_event){ .uid = "",
				      .summary = "",
				      .description = "",
				      .stamp = "",
				      .line = component->line,
				      .calendar = component->calendar,
				      .cancelled =
					      zones->scan->calendars[component->calendar].cancelled,
				      .days = 1 };
	read_names(&p);
	if (!read_lines(&p))
		return false;
	event->start_utc = event_time_utc(event->start);
	if (event->is_override)
		event->instance_utc = event_time_utc(event->instance);
	if (p.end)
		take_end(&p);
	else if (p.duration)
		take_duration(&p);
	return !p.bad;
}
