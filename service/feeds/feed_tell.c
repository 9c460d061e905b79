#include "service/feeds/feed_tell.h"

#include <string.h>

#include "service/feeds/feed_read.h"

/* Whoever wrote the database may have put any bytes there. */
const char *job_foreign_copy(const struct feed_job *j)
{
	return store_has_key(j->refresh->request->store)
		       ? "its copy was not taken by this account (type 'staffgap import')"
		       : "nobody knows who took its copy: this account has no key (it is kept "
			 "in XDG_STATE_HOME, or below HOME)";
}

void job_input(struct feed_job *j, struct plan_input *input)
{
	const struct feed_check *now = &j->now;
	struct feed_outcome *o = &j->outcome;

	*input = (struct plan_input){ .name = now->name,
				      .bytes = SPAN(""),
				      .read_on = now->read_on,
				      .trouble = now->trouble[0] ? now->trouble : j->doubt };
	if (now->has_copy && now->trouble[0] && !now->ours)
		input->trouble = arena_format(j->refresh->arena, "%s; %s", now->trouble,
					      job_foreign_copy(j));
	if (now->has_copy) {
		input->store = j->refresh->request->store;
		input->digest = now->digest;
	}
	o->input = now->name;
	o->kind = j->entry.kind;
	o->who = j->entry.who;
	o->failures = now->failures;
	o->has_copy = now->has_copy;
	o->source = feed_source_shown(j->entry.source, j->refresh->arena);
	o->trouble = input->trouble;
	o->read_on = now->read_on;
	o->event_count = now->event_count;
	o->absence_count = now->absence_count;
	o->skipped_count = now->skipped_count;
	if (input->trouble[0])
		o->state = now->has_copy ? FEED_STALE : FEED_MISSING;
}

/* By the settings of today: a copy that has not changed may be read differently. */
static bool take_counts(struct feed_job *j, struct feed_outcome *outcome, const struct feed *feed,
			struct fault *fault)
{
	struct feed_check *now = &j->now;

	outcome->state = feed->state == FEED_READ ? outcome->state : feed->state;
	if (feed->state == FEED_MISSING) {
		outcome->trouble = feed->trouble;
		outcome->has_copy = false;
	}
	if (!feed->counted)
		return true;
	outcome->event_count = feed->event_count;
	outcome->absence_count = feed->absence_count;
	outcome->skipped_count = feed->skipped_count;
	if (now->event_count == feed->event_count && now->absence_count == feed->absence_count &&
	    now->skipped_count == feed->skipped_count)
		return true;
	now->event_count = feed->event_count;
	now->absence_count = feed->absence_count;
	now->skipped_count = feed->skipped_count;
	return store_feed_check(j->refresh->request->store, now, fault);
}

/* The same remarks as a plan makes, in its order; what the line of a feed says is not said twice.
 */
static void take_notes(struct notes *to, const struct notes *notes)
{
	for (size_t i = 0; i < notes->count; i++)
		if (strcmp(notes->list[i].id, "feed-stale") != 0 &&
		    strcmp(notes->list[i].id, "feed-missing") != 0)
			notes_add_again(to, &notes->list[i]);
}

/* The feeds that were asked for are read as a plan reads them. */
bool refresh_tell(struct refresh *r, struct feed_outcome *outcomes, struct fault *fault)
{
	struct plan_input *list = ARENA_ARRAY(r->arena, struct plan_input, r->count + 1);
	struct notes notes = NOTES_INIT(r->arena);
	struct feed_reading reading = { .inputs = list,
					.first_week = r->request->first_week,
					.today = r->request->today,
					.arena = r->arena,
					.notes = &notes,
					.company = &r->company };

	for (size_t i = 0; i < r->count; i++)
		if (r->jobs[i].outcome.tried || r->request->only_count == 0)
			job_input(&r->jobs[i], &list[reading.count++]);
	if (!feeds_read(&reading, fault))
		return false;
	for (size_t i = 0, k = 0; i < r->count && k < r->company.feed_count; i++)
		if (strcmp(outcomes[i].input, r->company.feeds[k].name) == 0 &&
		    !take_counts(&r->jobs[i], &outcomes[i], &r->company.feeds[k++], fault))
			return false;
	take_notes(r->request->notes, &notes);
	return true;
}
