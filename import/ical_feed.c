#include "import/ical_feed.h"

enum { DAY_SECONDS = 86400, DAY_MIN = 24 * 60 };

static void read_events(struct feed_read *f)
{
	f->events = ARENA_ARRAY(&f->scratch, struct event, f->scan.component_count + 1);
	for (size_t i = 0; i < f->scan.component_count; i++) {
		if (f->scan.components[i].kind != SCAN_EVENT)
			continue;
		f->counts.event_count++;
		if (event_read(&f->scan.components[i], &f->zones, &f->events[f->event_count]))
			f->event_count++;
		else
			f->counts.skipped_count++;
	}
}

bool feed_open(struct feed_read *f, struct fault *fault)
{
	const struct calendar_request *q = f->request;

	if (!scan_feed(q->source, &f->scratch, &f->scan, f->notes, fault))
		return false;
	zones_open(&f->zones, q->source.name, q->time_zone, &f->scan, &f->scratch, f->notes);
	f->from = ((int64_t)q->first.since_1970 - 1) * DAY_SECONDS;
	f->to = ((int64_t)q->last.since_1970 + 2) * DAY_SECONDS;
	f->first = q->first.since_1970 * DAY_MIN;
	f->end = (q->last.since_1970 + 1) * DAY_MIN;
	read_events(f);
	return true;
}

void feed_close(struct feed_read *f)
{
	zones_release(&f->zones);
	arena_release(&f->scratch);
}

void feed_each(struct feed_read *f, occurrence_visit *visit, void *context)
{
	series_each(f->events, f->event_count, f->from, f->to, &f->zones, visit, context);
}
