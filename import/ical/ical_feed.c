#include "import/ical/ical_feed.h"

#include <string.h>

#include "base/day.h"
#include "base/number.h"

enum { DAY_SECONDS = 86400 };

/* --- accounting -------------------------------------------------------- */

static void account(struct feed_read *f, const struct ical_event *event, struct verdict verdict)
{
	struct event_account *a;

	if (!f->accounts)
		return;
	a = &f->accounts[event->component];
	if (verdict.use >= a->use && verdict.use != USE_SKIPPED)
		return;
	a->use = verdict.use;
	a->reason = verdict.why;
}

/* Of the event first, then of its first occurrence in the window. */
static void account_start(struct feed_read *f, size_t component, int64_t start, bool all_day)
{
	int32_t start_minute = start > INT32_MAX ? INT32_MAX : (int32_t)start;
	struct event_account *a;

	if (!f->accounts)
		return;
	a = &f->accounts[component];
	if (a->occurrence_count == 0 || start_minute < a->start_minute) {
		a->start_minute = start_minute;
		a->all_day = all_day;
		a->has_start = true;
	}
}

void feed_account_events(struct feed_read *f)
{
	f->accounts = ARENA_ARRAY(f->arena, struct event_account, f->scan.component_count + 1);
	for (size_t i = 0; i < f->scan.component_count; i++) {
		const struct scan_component *c = &f->scan.components[i];
		const struct ical_line *uid = component_line(c, "UID");
		const struct ical_line *summary = component_line(c, "SUMMARY");

		f->accounts[i] = (struct event_account){
			.uid = uid ? line_text(uid, f->arena) : "",
			.summary = summary ? line_text(summary, f->arena) : "",
			.line = c->line,
			.use = USE_OUTSIDE,
			.reason = "nothing of it lies in the window",
			.person = "",
		};
	}
}

/* --- local time -------------------------------------------------------- */

/* Minutes since 1970 on the wall clock of the person. */
static int64_t local_minute(const struct feed_read *f, int64_t utc)
{
	return divide_down(utc + clock_offset(f->zones.person, utc), 60);
}

static int32_t clip(const struct feed_read *f, int64_t minute)
{
	if (minute < f->first)
		return f->first;
	return minute > f->end ? f->end : (int32_t)minute;
}

/* --- occurrences ------------------------------------------------------- */

struct pass {
	struct feed_read *feed;
	taken_visit *visit;
	void *context;
	const char *time_zone; /* of the people whose absences are wanted; NULL: of all */
	bool first;
};

static const char *zone_of(const struct feed_read *f, size_t person)
{
	const char *zone = f->request->people[person].time_zone;

	return zone && zone[0] ? zone : f->request->time_zone;
}

/* For remarks only. */
static struct day day_of_occurrence(const struct occurrence *o)
{
	return o->days ? o->first : (struct day){ (int32_t)(o->start / DAY_SECONDS) };
}

/* Absences: once per person of this pass; strangers are met in the first pass. */
static void fan_out(struct pass *p, struct taken_time *taken)
{
	struct feed_read *f = p->feed;
	const struct absentees *who = &f->absentees[taken->occurrence->event->component];

	if (who->count == 0 && p->first) {
		struct verdict stranger = { USE_UNKNOWN_PERSON,
					    "nobody in people.csv has that name" };

		if (taken->verdict.use == USE_ABSENT) {
			strangers_add(&f->strangers, who->unknown, taken->occurrence->event->line,
				      day_of_occurrence(taken->occurrence));
			taken->verdict = stranger;
		}
		account(f, taken->occurrence->event, taken->verdict);
	}
	for (size_t i = 0; i < who->count; i++) {
		if (strcmp(zone_of(f, who->people[i]), p->time_zone) != 0)
			continue;
		taken->person = who->people[i];
		account(f, taken->occurrence->event, taken->verdict);
		p->visit(p->context, taken);
	}
}

static bool counted_here(const struct pass *p, const struct ical_event *event)
{
	const struct absentees *who;

	if (!p->time_zone)
		return true;
	who = &p->feed->absentees[event->component];
	return who->count == 0 ? p->first
			       : strcmp(zone_of(p->feed, who->people[0]), p->time_zone) == 0;
}

static void take_occurrence(void *context, const struct occurrence *o)
{
	struct pass *p = context;
	struct feed_read *f = p->feed;
	struct taken_time taken = { .occurrence = o };
	int64_t start, end;

	if (o->days > 0) {
		start = (int64_t)o->first.since_1970 * DAY_MINUTES;
		end = start + (int64_t)o->days * DAY_MINUTES;
	} else {
		start = local_minute(f, o->start);
		end = local_minute(f, o->end);
	}
	/* An event without length is in the window when it begins there. */
	if (start >= f->end || (end <= f->first && start < f->first))
		return;
	taken.start_minute = clip(f, start);
	taken.end_minute = clip(f, end);
	taken.verdict = verdict_of(&f->judge, o);
	if (f->accounts && counted_here(p, o->event)) {
		account_start(f, o->event->component, start, o->days > 0);
		f->accounts[o->event->component].occurrence_count++;
	}
	if (p->time_zone) {
		fan_out(p, &taken);
		return;
	}
	account(f, o->event, taken.verdict);
	p->visit(p->context, &taken);
}

static void take_fate(void *context, const struct ical_event *event, enum event_use use,
		      const char *why)
{
	const struct pass *p = context;

	account(p->feed, event, (struct verdict){ use, why });
}

/* --- events ------------------------------------------------------------ */

/* In a feed of kind freebusy, events count only when there is nothing else. */
static bool reads_events(struct feed_read *f)
{
	if (f->request->kind != FEED_FREEBUSY)
		return true;
	for (size_t i = 0; i < f->scan.component_count; i++)
		if (f->scan.components[i].kind != SCAN_EVENT)
			return false;
	if (f->scan.component_count > 0)
		notes_add(f->notes, NOTE_WARNING, "freebusy-only-events",
			  (struct place){ f->request->source.name, f->scan.components[0].line, 0 },
			  "a feed of kind freebusy without any VFREEBUSY: its events are read as "
			  "those of a person");
	return true;
}

static bool wanted(const struct feed_read *f, enum scan_kind kind)
{
	if (kind == SCAN_EVENT)
		return true;
	return f->request->kind == FEED_PERSONAL || f->request->kind == FEED_FREEBUSY;
}

static void skip(struct feed_read *f, size_t component)
{
	f->counts.skipped_count++;
	if (f->accounts) {
		f->accounts[component].use = USE_SKIPPED;
		f->accounts[component].reason = "it cannot be read: see the remark on its line";
	}
}

static void ignore_by_kind(struct feed_read *f, size_t component)
{
	if (f->accounts) {
		f->accounts[component].use = USE_IGNORED;
		f->accounts[component].reason = "not read: not of this kind of feed";
	}
}

static void read_event(struct feed_read *f, size_t i, bool first)
{
	struct ical_event *event = &f->events[f->event_count];
	const char *email = f->request->email;

	if (!event_read(&f->scan.components[i], &f->zones, event)) {
		if (first)
			skip(f, i);
		return;
	}
	event->component = i;
	if (email && email[0])
		event->declined = person_declined(&f->scan.components[i], email, &f->scratch);
	if (first)
		account_start(f, i, local_minute(f, event->start_utc), event->start.is_date);
	f->event_count++;
}

static void read_events(struct feed_read *f, bool first)
{
	bool events = first ? reads_events(f) : true;

	f->events = ARENA_ARRAY(&f->scratch, struct ical_event, f->scan.component_count + 1);
	f->event_count = 0;
	for (size_t i = 0; i < f->scan.component_count; i++) {
		enum scan_kind kind = f->scan.components[i].kind;

		bool alone = kind == SCAN_AVAILABLE && f->scan.components[i].parent == i;

		if (first && ((kind == SCAN_EVENT && !events) || !wanted(f, kind) || alone))
			ignore_by_kind(f, i);
		if (kind == SCAN_EVENT && events)
			read_event(f, i, first);
	}
}

static void each_in_zone(struct pass *p, const char *time_zone, struct notes *notes)
{
	struct feed_read *f = p->feed;
	struct series_visitor visitor = { take_occurrence, take_fate, p };
	struct freebusy freebusy = { .scan = &f->scan,
				     .zones = &f->zones,
				     .from = f->from,
				     .to = f->to,
				     .budget = &f->budget };

	f->zones = (struct zones){ .arena = &f->scratch,
				   .notes = notes,
				   .feed = f->request->source.name,
				   .scan = &f->scan,
				   .marks = f->request->zones };
	zones_open(&f->zones, time_zone);
	f->judge.last = NULL;
	read_events(f, p->first);
	series_each(f->events, f->event_count, f->from, f->to, &f->zones, &f->budget, &visitor);
	if (wanted(f, SCAN_FREEBUSY)) {
		freebusy_each(&freebusy, &visitor);
		availability_each(&freebusy, &visitor);
		f->counts.skipped_count += freebusy.skipped_count;
	}
	if (f->trouble.kind == FAULT_NONE)
		f->trouble = f->zones.trouble;
}

/* --- absences ---------------------------------------------------------- */

static void name_doubtful(struct feed_read *f, size_t i)
{
	const struct absentees *who = &f->absentees[i];

	if (who->doubtful)
		notes_add(f->notes, NOTE_WARNING, "absence-of-organizer",
			  (struct place){ f->request->source.name, f->scan.components[i].line, 0 },
			  "taken as the absence of its organizer '%s', although the title names "
			  "somebody else",
			  f->request->people[who->people[0]].id);
}

static void find_absentees(struct feed_read *f)
{
	directory_open(&f->directory, f->request->people, f->request->person_count, &f->scratch);
	f->strangers.arena = &f->scratch;
	f->absentees = ARENA_ARRAY(&f->scratch, struct absentees, f->scan.component_count + 1);
	for (size_t i = 0; i < f->scan.component_count; i++) {
		struct absentees *who = &f->absentees[i];
		const char *names = "";

		*who = absentees_of(&f->scan.components[i], &f->directory, &f->judge.titles,
				    &f->scratch);
		name_doubtful(f, i);
		for (size_t k = 0; f->accounts && k < who->count; k++)
			names = arena_format(f->arena, "%s%s%s", names, k ? "; " : "",
					     f->request->people[who->people[k]].id);
		if (f->accounts)
			f->accounts[i].person = names;
	}
}

/* The feed is read once for each time zone of the people whom it names. */
static void each_absence(struct feed_read *f, taken_visit *visit, void *context)
{
	struct notes unheard = NOTES_INIT(&f->scratch);
	struct pass pass = { f, visit, context, f->request->time_zone, true };
	const char **zones = ARENA_ARRAY(&f->scratch, const char *, f->request->person_count + 1);
	bool *named = ARENA_ARRAY(&f->scratch, bool, f->request->person_count + 1);
	size_t count = 1;

	zones[0] = f->request->time_zone;
	for (size_t i = 0; i < f->scan.component_count; i++)
		for (size_t k = 0; k < f->absentees[i].count; k++)
			named[f->absentees[i].people[k]] = true;
	for (size_t i = 0; i < f->request->person_count; i++) {
		size_t at = 0;

		while (named[i] && at < count && strcmp(zones[at], zone_of(f, i)) != 0)
			at++;
		if (named[i] && at == count)
			zones[count++] = zone_of(f, i);
	}
	for (size_t i = 0; i < count; i++) {
		pass.time_zone = zones[i];
		pass.first = i == 0;
		each_in_zone(&pass, zones[i], i == 0 ? f->notes : &unheard);
	}
	strangers_note(&f->strangers, &f->directory, f->request->source.name, f->notes);
}

/* ----------------------------------------------------------------------- */

bool feed_open(struct feed_read *f, struct fault *fault)
{
	const struct calendar_request *q = f->request;
	struct settings defaults = settings_default();
	struct scan_wishes wishes;

	f->judge = (struct judge){ .kind = q->kind, .meetings = q->meetings, .arena = &f->scratch };
	f->budget = (struct feed_budget){ FEED_STEPS_MAX, FEED_OCCURRENCES_MAX, false };
	if (!titles_read(q->settings ? q->settings : &defaults, &f->scratch, &f->judge.titles,
			 fault))
		return fault_place(fault, (struct place){ q->source.name, 0, 0 });
	f->from = ((int64_t)q->first.since_1970 - 1) * DAY_SECONDS;
	f->to = ((int64_t)q->last.since_1970 + 2) * DAY_SECONDS;
	f->first = q->first.since_1970 * DAY_MINUTES;
	f->end = (q->last.since_1970 + 1) * DAY_MINUTES;
	wishes = (struct scan_wishes){
		.people = q->kind == FEED_ABSENCE || (q->email && q->email[0]),
		.descriptions = q->kind == FEED_HOLIDAYS,
		.only_window = !f->accounting,
		.max_events = (size_t)(q->settings ? q->settings : &defaults)->feed_events,
		.from = f->from,
		.to = f->to,
	};
	if (!scan_feed(q->source, &wishes, &f->scratch, &f->scan, f->notes, fault))
		return false;
	f->counts.event_count = (int32_t)f->scan.component_count + f->scan.outside_count;
	f->counts.other_count = f->scan.other_count;
	return true;
}

bool feed_each(struct feed_read *f, taken_visit *visit, void *context, struct fault *fault)
{
	struct pass pass = { f, visit, context, NULL, true };

	if (f->request->kind == FEED_ABSENCE) {
		find_absentees(f);
		each_absence(f, visit, context);
	} else {
		each_in_zone(&pass, f->request->time_zone, f->notes);
	}
	if (f->budget.exhausted)
		notes_add(f->notes, NOTE_ERROR, "feed-too-many-occurrences",
			  (struct place){ f->request->source.name, 0, 0 },
			  "the feed has more than %d occurrences: the rest is missing",
			  FEED_OCCURRENCES_MAX);
	if (f->trouble.kind != FAULT_NONE)
		*fault = f->trouble;
	return f->trouble.kind == FAULT_NONE;
}

void feed_close(struct feed_read *f)
{
	arena_release(&f->scratch);
}
