#include "reports/events/event_match.h"

#include <sha256.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/number.h"

enum { UID_BYTES = 16 };

struct event_pair {
	size_t before, fresh; /* indexes */
	bool cancelled;       /* the old one is */
	int32_t shared;       /* days; below 1 when they lie apart */
	int32_t first_moved, last_moved;
};

struct matching {
	const struct event_list *before, *fresh;
	const struct event_frame *frame;
	size_t *old_of; /* of each new event; before->count when it has none */
	bool *taken;    /* old events */
	struct event_pair *pairs;
	size_t pair_count, pair_room;
	struct arena *arena;
};

struct event_frame event_frame_of(const struct plan *plan)
{
	const char *company = plan->company->settings.company;

	return (struct event_frame){
		.company = company ? company : "",
		.number = plan->options.number,
		.today = plan->options.today,
		.first = plan->options.first_week,
		.last = day_add(plan_week(plan, plan->options.week_count), -1),
	};
}

static int32_t shared_days(const struct event *a, const struct event *b)
{
	return day_distance(day_later(a->first, b->first), day_earlier(a->last, b->last)) + 1;
}

static int pair_order(const void *a, const void *b)
{
	const struct event_pair *x = a, *y = b;
	const int orders[] = {
		number_order(x->cancelled, y->cancelled),
		number_order(y->shared, x->shared),
		number_order(x->first_moved, y->first_moved),
		number_order(x->last_moved, y->last_moved),
		number_order((int64_t)x->fresh, (int64_t)y->fresh),
		number_order((int64_t)x->before, (int64_t)y->before),
	};

	for (size_t i = 0; i < ARRAY_LEN(orders); i++)
		if (orders[i])
			return orders[i];
	return 0;
}

static int key_order(const struct event *a, const struct event *b)
{
	int order = number_order(a->kind, b->kind);

	return order ? order : strcmp(a->key, b->key);
}

static int by_key(const void *a, const void *b)
{
	const struct event *const *x = a, *const *y = b;
	int order = key_order(*x, *y);

	return order ? order : event_order(*x, *y);
}

static const struct event **sorted_by_key(const struct event_list *events, struct arena *arena)
{
	const struct event **sorted = ARENA_ARRAY(arena, const struct event *, events->count + 1);

	for (size_t i = 0; i < events->count; i++)
		sorted[i] = &events->list[i];
	qsort(sorted, events->count, sizeof(struct event *), by_key);
	return sorted;
}

static void consider(struct matching *m, const struct event *old, const struct event *new)
{
	struct event_pair pair = {
		.before = (size_t)(old - m->before->list),
		.fresh = (size_t)(new - m->fresh->list),
		.cancelled = old->cancelled,
		.shared = shared_days(old, new),
		.first_moved = abs(day_distance(old->first, new->first)),
		.last_moved = abs(day_distance(old->last, new->last)),
	};

	if (pair.shared < 1 - EVENT_KEEP_DAYS)
		return;
	m->pairs = ARENA_PUSH(m->arena, m->pairs, m->pair_count, m->pair_room);
	m->pairs[m->pair_count++] = pair;
}

/* All pairs of one kind and key that may be the same event. */
static void find_pairs(struct matching *m)
{
	const struct event **old = sorted_by_key(m->before, m->arena);
	const struct event **new = sorted_by_key(m->fresh, m->arena);
	size_t first = 0;

	for (size_t n = 0; n < m->fresh->count; n++) {
		while (first < m->before->count && key_order(old[first], new[n]) < 0)
			first++;
		for (size_t o = first; o < m->before->count && !key_order(old[o], new[n]); o++)
			consider(m, old[o], new[n]);
	}
}

static void take_pairs(struct matching *m)
{
	if (m->pair_count)
		qsort(m->pairs, m->pair_count, sizeof(*m->pairs), pair_order);
	for (size_t i = 0; i < m->pair_count; i++) {
		const struct event_pair *pair = &m->pairs[i];

		if (m->taken[pair->before] || m->old_of[pair->fresh] != m->before->count)
			continue;
		m->taken[pair->before] = true;
		m->old_of[pair->fresh] = pair->before;
	}
}

/* Each part ends in a NUL, so that no two events spell the same bytes. */
static void hash_part(SHA2_CTX *hash, const char *text)
{
	SHA256Update(hash, (const uint8_t *)text, strlen(text) + 1);
}

static const char *uid_of(const struct matching *m, size_t fresh)
{
	const struct event *event = &m->fresh->list[fresh];
	uint8_t digest[SHA256_DIGEST_LENGTH];
	char hex[2 * UID_BYTES + 1];
	size_t twins = 0;
	SHA2_CTX hash;

	/* They stand side by side. */
	while (twins < fresh && !key_order(event - twins - 1, event) &&
	       !day_distance((event - twins - 1)->first, event->first))
		twins++;
	SHA256Init(&hash);
	hash_part(&hash, event_kind_name(event->kind));
	hash_part(&hash, m->frame->company);
	hash_part(&hash, event->key);
	hash_part(&hash, arena_format(m->arena, "%d %d %zu", (int)m->frame->number,
				      (int)event->first.since_1970, twins));
	SHA256Final(digest, &hash);
	for (size_t i = 0; i < UID_BYTES; i++)
		snprintf(hex + 2 * i, 3, "%02x", digest[i]);
	return arena_format(m->arena, "%s@%s.staffgap", hex, event_kind_name(event->kind));
}

static int64_t midnight(const struct matching *m)
{
	return (int64_t)m->frame->today.since_1970 * DAY_MINUTES;
}

/* `event` says something else than the old one did. */
static struct event revised(const struct matching *m, struct event event, const struct event *old)
{
	event.uid = old->uid;
	event.sequence = old->sequence + 1;
	event.revised_minute =
		midnight(m) > old->revised_minute ? midnight(m) : old->revised_minute + 1;
	return event;
}

static bool is_before(struct day a, struct day b)
{
	return day_distance(a, b) > 0;
}

/* A line about a week: "2026-W47  3.00 ...". */
static bool names_week(struct span line)
{
	return line.len >= WEEK_TEXT_SIZE && line.ptr[4] == '-' && line.ptr[5] == 'W' &&
	       line.ptr[WEEK_TEXT_SIZE - 1] == ' ';
}

/*
 * The new description with the weeks that have passed since, as the old one has them: above its
 * own weeks. A gap says everything by week, so what is to come is told as if nothing had passed.
 */
static const char *with_past(const struct matching *m, const char *fresh, const char *old)
{
	struct span rest = span_of(fresh), line;
	char begin[WEEK_TEXT_SIZE];
	const char *text = "";
	bool found = false;
	size_t head;

	while (!found && span_next(&rest, '\n', &line))
		found = names_week(line);
	if (!found)
		return fresh;
	head = (size_t)(line.ptr - fresh);
	week_format(m->frame->first, begin);
	rest = span_of(old);
	while (span_next(&rest, '\n', &line))
		if (names_week(line) && memcmp(line.ptr, begin, WEEK_TEXT_SIZE - 1) < 0)
			text = arena_format(m->arena, "%s%.*s\n", text, (int)line.len, line.ptr);
	return arena_format(m->arena, "%.*s%s%s", (int)head, fresh, text, fresh + head);
}

/* Its number, priority and status are of all its weeks, and the new ones only of those to come. */
static bool same_weeks(const struct event *event, const struct event *old)
{
	return !day_distance(event->last, old->last) &&
	       strcmp(event->description, old->description) == 0;
}

/* The new event with the identity of the old one. */
static struct event continued(const struct matching *m, const struct event *fresh,
			      const struct event *old)
{
	struct event event = *fresh;

	if (event.kind == EVENT_GAP && !old->cancelled) {
		if (!is_before(event.last, m->frame->last))
			event.last = day_later(event.last, old->last);
		if (!is_before(m->frame->first, event.first) &&
		    is_before(old->first, event.first)) {
			event.first = old->first;
			event.description = with_past(m, event.description, old->description);
			if (same_weeks(&event, old))
				return *old;
		}
	}
	return event_same(&event, old) ? *old : revised(m, event, old);
}

/* What becomes of an old event that no new one continues; false: it is dropped. */
static bool left_over(const struct matching *m, const struct event *old, struct event *event)
{
	const struct event_frame *frame = m->frame;
	struct day begin = old->kind == EVENT_DEADLINE ? frame->today : frame->first;

	*event = *old;
	if (old->cancelled)
		return day_distance(old->cancelled_on, frame->today) <= EVENT_KEEP_DAYS;
	if (is_before(old->last, begin))
		return day_distance(old->last, frame->today) <= EVENT_KEEP_DAYS;
	if (is_before(frame->last, old->first))
		return true;
	if (old->kind == EVENT_GAP && is_before(old->first, begin)) {
		event->last = day_add(begin, -1);
	} else {
		event->cancelled = true;
		event->cancelled_on = frame->today;
	}
	*event = revised(m, *event, old);
	return true;
}

static int by_order(const void *a, const void *b)
{
	return event_order(a, b);
}

void events_match(const struct event_list *before, const struct event_list *fresh,
		  const struct event_frame *frame, struct arena *arena, struct event_list *events)
{
	struct matching m = {
		.before = before,
		.fresh = fresh,
		.frame = frame,
		.old_of = ARENA_ARRAY(arena, size_t, fresh->count + 1),
		.taken = ARENA_ARRAY(arena, bool, before->count + 1),
		.arena = arena,
	};
	struct event_list out = {
		ARENA_ARRAY(arena, struct event, before->count + fresh->count + 1), 0
	};

	for (size_t i = 0; i < fresh->count; i++)
		m.old_of[i] = before->count;
	find_pairs(&m);
	take_pairs(&m);
	for (size_t i = 0; i < fresh->count; i++) {
		struct event *event = &out.list[out.count++];

		*event = fresh->list[i];
		if (m.old_of[i] != before->count) {
			*event = continued(&m, event, &before->list[m.old_of[i]]);
		} else {
			event->uid = uid_of(&m, i);
			event->revised_minute = midnight(&m);
		}
	}
	for (size_t i = 0; i < before->count; i++)
		if (!m.taken[i] && left_over(&m, &before->list[i], &out.list[out.count]))
			out.count++;
	qsort(out.list, out.count, sizeof(*out.list), by_order);
	*events = out;
}
