#include "import/ical_event.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { DAY_SECONDS = 86400 };

struct parse {
	const struct scan_component *component;
	struct zones *zones;
	struct event *event;
	const struct ical_line *end, *duration;
	bool bad;
};

static void skip_event(struct parse *p, int32_t line, const char *id, const char *what,
		       struct span value)
{
	notes_add(p->zones->notes, NOTE_ERROR, id, (struct place){ p->zones->feed, line, 0 },
		  "event skipped: %s '%.*s' (%s%s)", what, (int)(value.len < 80 ? value.len : 80),
		  value.ptr, p->event->uid[0] ? "uid " : "no uid", p->event->uid);
	p->bad = true;
}

static void doubt(struct parse *p, int32_t line, const char *id, const char *text)
{
	notes_add(p->zones->notes, NOTE_WARNING, id, (struct place){ p->zones->feed, line, 0 },
		  "%s (%s%s)", text, p->event->uid[0] ? "uid " : "no uid", p->event->uid);
}

/* --- times ------------------------------------------------------------- */

static bool sane(const struct icaltimetype *t)
{
	return t->year >= 1 && t->year <= 9999 && t->month >= 1 && t->month <= 12 && t->day >= 1 &&
	       t->day <= day_month_length(t->year, t->month) && t->hour >= 0 && t->hour <= 24 &&
	       t->minute >= 0 && t->minute <= 59 && t->second >= 0 && t->second <= 60;
}

static struct moment wall_of(const struct icaltimetype *t)
{
	int32_t second = t->is_date ? 0 : t->hour * 3600 + t->minute * 60 + t->second;
	struct moment wall = { day_of(t->year, t->month, t->day), second };

	if (second >= DAY_SECONDS) /* 24:00:00 and leap seconds */
		wall = (struct moment){ day_add(wall.day, 1), second - DAY_SECONDS };
	return wall;
}

static bool only_digits(struct span text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] < '0' || text.ptr[i] > '9')
			return false;
	return true;
}

/* DATE is YYYYMMDD, DATE-TIME is YYYYMMDDTHHMMSS with an optional Z. */
static bool well_formed(struct span text)
{
	struct span date = { text.ptr, 8 }, time = { text.ptr + 9, 6 };

	if (text.len == 8)
		return only_digits(date);
	return (text.len == 15 ||
		(text.len == 16 && (text.ptr[15] == 'Z' || text.ptr[15] == 'z'))) &&
	       only_digits(date) && (text.ptr[8] == 'T' || text.ptr[8] == 't') && only_digits(time);
}

static bool read_time(struct parse *p, const struct ical_line *line, struct span value,
		      struct event_time *time)
{
	struct arena *arena = p->zones->arena;
	const char *tzid = line_parameter(line, "TZID", arena);
	struct icaltimetype t;
	char text[17] = "";

	value = span_trim(value);
	if (!well_formed(value))
		return false;
	for (size_t i = 0; i < value.len; i++)
		text[i] = (char)(value.ptr[i] >= 'a' ? value.ptr[i] - 'a' + 'A' : value.ptr[i]);
	t = icaltime_from_string(text);
	if (icaltime_is_null_time(t) || !sane(&t))
		return false;
	*time = (struct event_time){ .wall = wall_of(&t), .is_date = t.is_date };
	if (time->is_date || (value.len == 15 && tzid[0] == '\0'))
		time->zone = p->zones->person;
	else if (value.len == 16) {
		time->zone = icaltimezone_get_utc_timezone();
		time->is_utc = true;
	} else {
		const struct zone_entry *entry =
			zones_find(p->zones, p->component->calendar, tzid, line->line);

		time->zone = entry->zone;
		time->zone_guessed = entry->guessed;
	}
	return true;
}

int64_t zone_offset(icaltimezone *zone, int64_t utc)
{
	struct icaltimetype t =
		icaltime_from_timet_with_zone((time_t)utc, 0, icaltimezone_get_utc_timezone());
	int daylight = 0;

	return icaltimezone_get_utc_offset_of_utc_time(zone, &t, &daylight);
}

/*
 * A time that the clock skips is moved on by the gap; of one that it shows twice the first is meant
 * (RFC 5545, 3.3.5). libical 3.0 takes either side, so both are looked at with the offset of some
 * hours before.
 */
static int64_t settle_change(icaltimezone *zone, int64_t wall, int64_t utc)
{
	int64_t earlier = wall - zone_offset(zone, utc - INT64_C(6) * 3600);

	if (earlier == utc)
		return utc;
	if (earlier + zone_offset(zone, earlier) == wall)
		return earlier < utc ? earlier : utc;
	return utc + zone_offset(zone, utc) == wall ? utc : earlier;
}

int64_t event_time_utc(struct event_time time)
{
	struct icaltimetype t = icaltime_null_time();
	int64_t wall = (int64_t)time.wall.day.since_1970 * DAY_SECONDS + time.wall.second;

	if (time.is_utc)
		return wall;
	day_date(time.wall.day, &t.year, &t.month, &t.day);
	t.hour = time.wall.second / 3600;
	t.minute = time.wall.second / 60 % 60;
	t.second = time.wall.second % 60;
	return settle_change(time.zone, wall, (int64_t)icaltime_as_timet_with_zone(t, time.zone));
}

/* --- lists of times ---------------------------------------------------- */

static void read_not_on(struct parse *p, const struct ical_line *line)
{
	struct event *e = p->event;
	struct span rest = line->value, item;
	struct event_time time;

	while (span_next(&rest, ',', &item)) {
		if (item.len == 0)
			continue;
		if (!read_time(p, line, item, &time)) {
			skip_event(p, line->line, "event-exdate-wrong",
				   "its EXDATE is not a time:", item);
			return;
		}
		e->not_on = ARENA_PUSH(p->zones->arena, e->not_on, e->not_on_count, e->not_on_room);
		e->not_on[e->not_on_count++] = time;
	}
}

static bool read_duration(struct span value, int32_t *days, int64_t *seconds, struct arena *arena)
{
	const char *text = arena_copy(arena, value);
	struct icaldurationtype d = icaldurationtype_from_string(text);

	if (icaldurationtype_is_bad_duration(d) || text[0] == '\0')
		return false;
	*days = (int32_t)(d.weeks * 7 + d.days);
	*seconds = (int64_t)d.hours * 3600 + (int64_t)d.minutes * 60 + d.seconds;
	if (d.is_neg) {
		*days = -*days;
		*seconds = -*seconds;
	}
	return true;
}

/* "START/END" or "START/DURATION" */
static bool read_period(struct parse *p, const struct ical_line *line, struct span value,
			struct extra *extra)
{
	const char *slash = memchr(value.ptr, '/', value.len);
	struct span first = { value.ptr, slash ? (size_t)(slash - value.ptr) : value.len }, second;
	struct event_time end;
	int32_t days;

	if (!read_time(p, line, first, &extra->time))
		return false;
	if (!slash)
		return true;
	extra->has_length = true;
	second = (struct span){ slash + 1, value.len - first.len - 1 };
	if (read_time(p, line, second, &end)) {
		extra->length = event_time_utc(end) - event_time_utc(extra->time);
		return extra->length >= 0;
	}
	if (!read_duration(second, &days, &extra->length, p->zones->arena))
		return false;
	extra->length += (int64_t)days * DAY_SECONDS;
	return extra->length >= 0;
}

static void read_extras(struct parse *p, const struct ical_line *line)
{
	struct event *e = p->event;
	struct span rest = line->value, item;

	while (span_next(&rest, ',', &item)) {
		struct extra extra = { .length = 0 };

		if (item.len == 0)
			continue;
		if (!read_period(p, line, item, &extra)) {
			skip_event(p, line->line, "event-rdate-wrong",
				   "its RDATE is not a time:", item);
			return;
		}
		e->extras = ARENA_PUSH(p->zones->arena, e->extras, e->extra_count, e->extra_room);
		e->extras[e->extra_count++] = extra;
	}
}

/* --- rules ------------------------------------------------------------- */

static struct icalrecurrencetype *add_rule(struct parse *p, const struct ical_line *line,
					   struct icalrecurrencetype *rules, size_t *count)
{
	const char *text = arena_copy(p->zones->arena, line->value);
	struct icalrecurrencetype rule, *more;

	icalerror_clear_errno();
	rule = icalrecurrencetype_from_string(text);
	if (rule.rscale && strcasecmp(rule.rscale, "GREGORIAN") != 0) {
		skip_event(p, line->line, "event-rule-unsupported",
			   "its rule counts in another calendar than ours:", line->value);
		free(rule.rscale);
		return rules;
	}
	free(rule.rscale);
	rule.rscale = NULL;
	if (rule.freq == ICAL_NO_RECURRENCE || rule.interval < 1) {
		skip_event(p, line->line, "event-rule-wrong",
			   "its rule cannot be read:", line->value);
		return rules;
	}
	more = ARENA_ARRAY(p->zones->arena, struct icalrecurrencetype, *count + 1);
	if (*count > 0)
		memcpy(more, rules, *count * sizeof(*rules));
	more[(*count)++] = rule;
	return more;
}

static void read_rule(struct parse *p, const struct ical_line *line)
{
	struct event *e = p->event;

	if (line->value.len == 0)
		doubt(p, line->line, "event-rule-empty", "its rule is empty: it takes place once");
	else if (strcmp(line->name, "RRULE") == 0)
		e->rules = add_rule(p, line, e->rules, &e->rule_count);
	else
		e->not_rules = add_rule(p, line, e->not_rules, &e->not_rule_count);
}

/* --- what it says about itself ----------------------------------------- */

static bool value_is(const struct ical_line *line, const char *word)
{
	return strlen(word) == line->value.len &&
	       strncasecmp(word, line->value.ptr, line->value.len) == 0;
}

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
		if (value_is(line, words[i].word))
			return words[i].status;
	return STATUS_NOT_SAID;
}

static void read_status(struct event *e, const struct ical_line *line)
{
	e->cancelled |= value_is(line, "CANCELLED") || value_is(line, "CANCELED");
	e->tentative |= value_is(line, "TENTATIVE");
}

static void read_transparency(struct event *e, const struct ical_line *line)
{
	e->transparent |= value_is(line, "TRANSPARENT");
}

static void read_all_day(struct event *e, const struct ical_line *line)
{
	e->all_day_said |= value_is(line, "TRUE");
}

static void read_busy_status(struct event *e, const struct ical_line *line)
{
	e->busy_status = busy_status_of(line);
}

static void read_old_busy_status(struct event *e, const struct ical_line *line)
{
	if (e->busy_status == STATUS_NOT_SAID)
		e->busy_status = busy_status_of(line);
}

static void read_sequence(struct event *e, const struct ical_line *line)
{
	int32_t number = 0;

	if (line->value.len > 9 || !only_digits(line->value))
		return;
	for (size_t i = 0; i < line->value.len; i++)
		number = number * 10 + (line->value.ptr[i] - '0');
	e->sequence = number;
}

static void read_flag(struct parse *p, const struct ical_line *line)
{
	static const struct {
		const char *name;
		void (*read)(struct event *event, const struct ical_line *line);
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
	*found = read_time(p, line, line->value, &p->event->start);
	if (!*found)
		skip_event(p, line->line, "event-start-wrong",
			   "its start is not a time:", line->value);
}

static void read_instance(struct parse *p, const struct ical_line *line)
{
	p->event->is_override = true;
	p->event->this_and_future =
		strcasecmp(line_parameter(line, "RANGE", p->zones->arena), "THISANDFUTURE") == 0;
	if (!read_time(p, line, line->value, &p->event->instance))
		skip_event(p, line->line, "event-instance-wrong",
			   "its RECURRENCE-ID is not a time:", line->value);
}

static void read_names(struct parse *p)
{
	for (size_t i = 0; i < p->component->count; i++) {
		const struct ical_line *line = &p->component->lines[i];

		if (strcmp(line->name, "UID") == 0)
			p->event->uid = line_text(line, p->zones->arena);
		else if (strcmp(line->name, "SUMMARY") == 0)
			p->event->summary = line_text(line, p->zones->arena);
	}
}

static bool read_lines(struct parse *p)
{
	bool started = false;

	for (size_t i = 0; i < p->component->count && !p->bad; i++) {
		const struct ical_line *line = &p->component->lines[i];

		if (strcmp(line->name, "DTSTART") == 0)
			read_start(p, line, &started);
		else if (strcmp(line->name, "DTEND") == 0)
			p->end = line;
		else if (strcmp(line->name, "DURATION") == 0)
			p->duration = line;
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
	struct event *e = p->event;

	e->days = day_distance(e->start.wall.day, end.wall.day);
	if (!end.is_date && end.wall.second > 0)
		e->days++;
	if (e->days < 0)
		doubt(p, p->end->line, "event-end-before-start",
		      "it ends before it starts: it is taken as one day");
	if (e->days < 1)
		e->days = 1;
}

static void take_end(struct parse *p)
{
	struct event *e = p->event;
	struct event_time end;

	if (!read_time(p, p->end, p->end->value, &end)) {
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
	e->length = event_time_utc(end) - event_time_utc(e->start);
	if (e->length < 0) {
		doubt(p, p->end->line, "event-end-before-start",
		      "it ends before it starts: it takes no time");
		e->length = 0;
	}
}

static void take_duration(struct parse *p)
{
	struct event *e = p->event;

	if (!read_duration(p->duration->value, &e->nominal_days, &e->length, p->zones->arena) ||
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

bool event_read(const struct scan_component *component, struct zones *zones, struct event *event)
{
	struct parse p = { .component = component, .zones = zones, .event = event };

	*event = (struct event){ .uid = "",
				 .summary = "",
				 .stamp = "",
				 .line = component->line,
				 .calendar = component->calendar,
				 .cancelled = zones->scan->calendars[component->calendar].cancelled,
				 .days = 1 };
	read_names(&p);
	if (!read_lines(&p))
		return false;
	if (p.end)
		take_end(&p);
	else if (p.duration)
		take_duration(&p);
	return !p.bad;
}
