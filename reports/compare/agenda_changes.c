#include "reports/compare/agenda_changes.h"

#include <stdlib.h>

#include "model/feed.h"
#include "reports/compare/agenda_items.h"
#include "reports/compare/report_diff_orders.h"

enum { CAUSES_SHOWN = 8 };

/* A cause and where it stands in the list of causes, which decides between equals. */
struct ranked {
	const struct cause *cause;
	int64_t change_minutes;
};

static int by_change(const void *a, const void *b)
{
	const struct ranked *l = a, *r = b;
	int64_t left = l->change_minutes < 0 ? -l->change_minutes : l->change_minutes;
	int64_t right = r->change_minutes < 0 ? -r->change_minutes : r->change_minutes;

	if (left != right)
		return left > right ? -1 : 1;
	return l->cause < r->cause ? -1 : l->cause > r->cause;
}

static struct agenda_item *add_change(struct agenda *agenda, const char *kind, const char *subject,
				      const char *what, int64_t minutes)
{
	struct agenda_item *item = agenda_add(agenda, AGENDA_CHANGES, kind, subject, what);

	item->has_minutes = true;
	item->minutes = minutes;
	item->fte_minutes = agenda->plan->company->settings.full_week_minutes;
	return item;
}

static const char *place_text(const struct cause *cause, struct arena *arena)
{
	struct place place = cause->after.file[0] ? cause->after : cause->before;

	return place.line ? arena_format(arena, "%s:%d", place.file, (int)place.line) : place.file;
}

static void add_causes(struct agenda *agenda, enum view view)
{
	const struct diff *diff = agenda->diff;
	struct ranked *list = ARENA_ARRAY(agenda->arena, struct ranked, diff->cause_count + 1);
	int64_t rest = 0;

	for (size_t i = 0; i < diff->cause_count; i++)
		list[i] = (struct ranked){ &diff->causes[i], diff->causes[i].change_minutes[view] };
	qsort(list, diff->cause_count, sizeof(*list), by_change);
	for (size_t i = 0; i < diff->cause_count; i++) {
		const struct cause *cause = list[i].cause;

		if (i < CAUSES_SHOWN)
			add_change(agenda, cause_kind_name(cause->kind), cause->subject,
				   cause->what, list[i].change_minutes)
				->note = place_text(cause, agenda->arena);
		else
			rest += list[i].change_minutes;
	}
	if (diff->cause_count > CAUSES_SHOWN)
		add_change(agenda, "others", "",
			   arena_format(agenda->arena, "%zu smaller causes together",
					diff->cause_count - CAUSES_SHOWN),
			   rest);
}

/* The gap of one of the two plans: common weeks and those that only it has. */
static int64_t gap_of(const struct diff *diff, enum view view, const int64_t *common,
		      const int64_t *other)
{
	int64_t sum = 0;

	for (size_t r = 0; r < diff->role_count; r++) {
		sum += other[(size_t)view * diff->role_count + r];
		for (size_t w = 0; w < diff->week_count; w++)
			sum += common[diff_cell(diff, view, r, w)];
	}
	return sum;
}

static void add_window(struct agenda *agenda, enum view view)
{
	const struct diff *diff = agenda->diff;
	int64_t gone = 0, come = 0;

	for (size_t r = 0; r < diff->role_count; r++) {
		gone += diff->gone_minutes[(size_t)view * diff->role_count + r];
		come += diff->come_minutes[(size_t)view * diff->role_count + r];
	}
	if (diff->gone_weeks)
		add_change(agenda, "weeks gone", "",
			   arena_format(agenda->arena, "%zu week%s past", diff->gone_weeks,
					diff->gone_weeks == 1 ? " is" : "s are"),
			   -gone);
	if (diff->come_weeks)
		add_change(agenda, "weeks new", "",
			   arena_format(agenda->arena, "%zu new week%s", diff->come_weeks,
					diff->come_weeks == 1 ? "" : "s"),
			   come);
}

/* --- engagements ------------------------------------------------------------------- */

static void add_engagement(struct agenda *agenda, const struct order_change *change)
{
	const struct engagement *e = change->after ? change->after : change->before;
	struct agenda_item *item = agenda_add(
		agenda, AGENDA_CHANGES,
		arena_format(agenda->arena, "engagement %s", order_change_name(change->kind)),
		change->option->id, order_change_text(change, agenda->arena));

	item->has_first = item->has_last = true;
	item->first = e->first_day;
	item->last = e->last_day;
}

void agenda_add_changes(struct agenda *agenda, enum view view)
{
	const struct diff *diff = agenda->diff;

	if (!diff)
		return;
	add_change(agenda, "before", "",
		   arena_format(agenda->arena, "short in plan %d", (int)diff->before.number),
		   gap_of(diff, view, diff->gap_before, diff->gone_minutes));
	add_window(agenda, view);
	add_causes(agenda, view);
	add_change(agenda, "now", "",
		   arena_format(agenda->arena, "short in plan %d", (int)diff->after.number),
		   gap_of(diff, view, diff->gap_after, diff->come_minutes));
	for (size_t i = 0; i < diff->order_count; i++)
		add_engagement(agenda, &diff->orders[i]);
}

/* --- doubts ------------------------------------------------------------------------- */

static int by_subject(const void *a, const void *b)
{
	const struct finding *l = a, *r = b;

	if (l->kind != r->kind)
		return l->kind < r->kind ? -1 : 1;
	if (l->person != r->person)
		return l->person < r->person ? -1 : 1;
	if (l->booking != r->booking)
		return l->booking < r->booking ? -1 : 1;
	return l->week < r->week ? -1 : l->week > r->week;
}

static bool same_subject(const struct finding *a, const struct finding *b)
{
	return a->kind == b->kind && a->person == b->person && a->booking == b->booking;
}

static const char *finding_text(const struct agenda *agenda, const struct finding *finding)
{
	static const char *const words[] = { "booked beyond what they can work",
					     "booked beyond the demand",
					     "booked while not employed",
					     "booked for a role they do not have" };
	const struct company *company = agenda->plan->company;

	static_assert(ARRAY_LEN(words) == FINDING_KIND_COUNT, "every finding has words");
	if (finding->booking == NO_BOOKING)
		return words[finding->kind];
	return arena_format(agenda->arena, "%s: %s", words[finding->kind],
			    company->bookings[finding->booking].project);
}

static void add_findings(struct agenda *agenda)
{
	const struct plan *plan = agenda->plan;
	size_t count = plan->finding_count;
	struct finding *sorted = ARENA_ARRAY(agenda->arena, struct finding, count + 1);

	for (size_t i = 0; i < count; i++)
		sorted[i] = plan->findings[i];
	qsort(sorted, count, sizeof(*sorted), by_subject);
	for (size_t i = 0, end; i < count; i = end) {
		const struct finding *first = &sorted[i];
		struct agenda_item *item = agenda_add(
			agenda, AGENDA_DOUBTS, finding_name(first->kind),
			plan->company->people[first->person].id, finding_text(agenda, first));

		item->has_minutes = item->has_first = item->has_last = true;
		for (end = i; end < count && same_subject(first, &sorted[end]); end++)
			item->minutes += sorted[end].minutes;
		item->first = plan_week(plan, first->week);
		item->last = day_add(plan_week(plan, sorted[end - 1].week), 6);
		if (first->booking != NO_BOOKING)
			item->note = arena_format(
				agenda->arena, "%s:%d",
				plan->company->bookings[first->booking].place.file,
				(int)plan->company->bookings[first->booking].place.line);
	}
}

void agenda_add_doubts(struct agenda *agenda)
{
	const struct company *company = agenda->plan->company;

	for (size_t i = 0; i < company->feed_count; i++) {
		const struct feed *feed = &company->feeds[i];
		char day[DAY_TEXT_SIZE];

		if (feed->state != FEED_STALE && feed->state != FEED_MISSING)
			continue;
		day_format(feed->read_on, day);
		agenda_add(agenda, AGENDA_DOUBTS, feed_state_name(feed->state), feed->name,
			   feed->state == FEED_STALE
				   ? arena_format(agenda->arena, "the copy of %s is used", day)
				   : "never read: its people count as fully available")
			->note = feed->trouble ? feed->trouble : "";
	}
	add_findings(agenda);
}
