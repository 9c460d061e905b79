#include "service/feeds/feed_refresh.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "service/feeds/feed_http.h"
#include "service/feeds/feed_jobs.h"
#include "service/feeds/feed_judge.h"
#include "service/feeds/feed_local.h"
#include "service/feeds/feed_result_bytes.h"
#include "service/feeds/feed_secret.h"
#include "service/feeds/feed_tell.h"
#include "service/feeds/worker.h"
#include "service/workspace/core_dump.h"
#include "service/workspace/now.h"
#include "service/workspace/shell.h"
#include "service/workspace/workspace.h"

enum { COMMIT_AFTER_MS = 300, PER_HOST = 2 };

/* --- the database, for others too ------------------------------------------------- */

static bool lock(struct refresh *r, struct fault *fault)
{
	if (!r->unlocked)
		return true;
	if (!store_resume(r->request->store, fault))
		return false;
	r->unlocked = false;
	r->locked_ms = now_ms();
	return true;
}

/* What has been written becomes lasting: each feed its old or its new copy, whole. */
static bool unlock(struct refresh *r, struct fault *fault)
{
	if (r->unlocked)
		return true;
	r->unlocked = true;
	return store_pause(r->request->store, fault);
}

/* Few commits when much is new, and yet nobody waits long. */
static bool unlock_in_time(struct refresh *r, struct fault *fault)
{
	return now_ms() - r->locked_ms < COMMIT_AFTER_MS || unlock(r, fault);
}

static bool idle(void *shared, struct fault *fault)
{
	return unlock_in_time(shared, fault);
}

/* --- how a feed fared --------------------------------------------------------------- */

static void tell_progress(const struct refresh *r)
{
	teller_progress(r->request->teller, "reading feeds:", r->ended, r->count);
}

static bool record(struct feed_job *j, struct fault *fault)
{
	struct refresh *r = j->refresh;

	j->now.checked_s = (int64_t)time(NULL);
	if (j->now.trouble[0])
		j->now.failures++;
	else {
		j->now.failures = 0;
		j->now.good_s = j->now.checked_s;
	}
	r->ended++;
	tell_progress(r);
	return lock(r, fault) && store_feed_check(r->request->store, &j->now, fault) &&
	       unlock_in_time(r, fault);
}

static bool end_with_trouble(struct feed_job *j, const char *trouble, struct fault *fault)
{
	/* What the server says about bytes that were not kept says nothing about the copy. */
	if (!j->kept) {
		j->now.source = j->before.has_copy ? j->before.source : j->now.source;
		j->now.etag = j->before.etag;
		j->now.last_modified = j->before.last_modified;
	}
	j->now.trouble = arena_copy(j->refresh->arena, span_of(trouble));
	return record(j, fault);
}

static bool end_good(struct feed_job *j, struct fault *fault)
{
	j->now.trouble = "";
	return record(j, fault);
}

/* Nothing has changed since the copy was taken, so the copy is one of today. */
static bool end_same(struct feed_job *j, struct fault *fault)
{
	j->now.read_on = j->refresh->request->today;
	j->outcome.state = FEED_UNCHANGED;
	return end_good(j, fault);
}

/* The copy and what was read in it are kept together. */
static bool keep(struct feed_job *j, const struct feed_reading_of_copy *new,
		 const struct feed_result *result, struct fault *fault)
{
	struct store *store = j->refresh->request->store;
	struct day today = j->refresh->request->today;
	struct digest rules, key;

	j->reading.source.bytes = SPAN("");
	rules = feed_result_rules(j->reading.settings, j->reading.first, j->reading.last);
	key = feed_result_key(&new->copy.digest, &j->reading, &rules);
	j->now.event_count = result->counts.event_count;
	j->now.skipped_count = result->counts.skipped_count;
	j->now.absence_count = feed_result_absences(result, today);
	j->now.digest = new->copy.digest;
	j->now.read_on = today;
	j->now.has_copy = true;
	j->now.hash = j->hash;
	/* One that was cut off is judged again each time. */
	j->now.size = result->cut_off ? FEED_SIZE_UNKNOWN : j->size;
	j->now.ours = true;
	j->kept = true;
	j->outcome.changed = !j->before.has_copy || memcmp(&j->before.digest, &new->copy.digest,
							   sizeof(new->copy.digest)) != 0;
	j->outcome.first = !j->before.has_copy;
	if (!j->outcome.changed)
		j->outcome.state = FEED_UNCHANGED;
	return lock(j->refresh, fault) &&
	       store_feed_keep(store, j->now.name, &new->copy, today, fault) &&
	       store_parsed_keep(store, &key, new->result, today, fault);
}

static struct span read_copy(void *context, struct arena *arena)
{
	const struct feed_job *j = context;

	return feed_copy_write(&j->reading, arena);
}

static bool take_copy(void *context, struct span answer, const char *trouble, struct fault *fault)
{
	struct feed_job *j = context;
	struct refresh *r = j->refresh;
	struct arena scratch = ARENA_INIT;
	struct feed_reading_of_copy new;
	struct feed_result result;
	bool wanted = false, current, ok;

	if (!trouble && (!feed_copy_read(answer, &new) ||
			 !feed_result_read(new.result, j->now.name, &scratch, &result)))
		trouble = "reading it failed";
	if (!trouble && !feed_result_zones(&result, NULL, &current, fault)) {
		arena_release(&scratch);
		return false;
	}
	if (!trouble)
		trouble = feed_judge(&j->before, &result, &new.copy, r->request->accept_shrink,
				     &scratch, &wanted);
	ok = (!wanted || keep(j, &new, &result, fault)) &&
	     (trouble[0] ? end_with_trouble(j, trouble, fault) : end_good(j, fault));
	arena_release(&scratch);
	return ok;
}

/* --- new bytes ------------------------------------------------------------------------- */

static bool take_bytes(struct feed_job *j, struct span bytes, struct fault *fault)
{
	struct refresh *r = j->refresh;

	j->hash = fast_hash_of(bytes);
	j->size = bytes.len;
	if (j->before.has_copy && j->before.size == bytes.len &&
	    memcmp(&j->hash, &j->before.hash, sizeof(j->hash)) == 0)
		return end_same(j, fault);
	j->reading.source.bytes = bytes;
	return import_read_ahead(fault) && workers_start(r->workers, j, fault);
}

static size_t most_bytes(const struct refresh *r)
{
	return (size_t)r->company.settings.feed_mb * 1000000;
}

static const char *path_of(const struct feed_job *j, struct arena *arena)
{
	return j->entry.source[0] == '/'
		       ? j->entry.source
		       : arena_format(arena, "%s/%s", j->refresh->request->root, j->entry.source);
}

/* Files that nobody writes any more are no news; only who says so with stale_days is warned. */
static void judge_age(struct feed_job *j, struct day changed)
{
	int32_t age = day_distance(changed, j->refresh->request->today);

	if (j->entry.stale_days > 0 && age > j->entry.stale_days)
		j->doubt = arena_format(j->refresh->arena,
					"it was last changed %d days ago (stale_days is %d)", age,
					j->entry.stale_days);
}

static bool read_local(struct feed_job *j, struct fault *fault)
{
	struct refresh *r = j->refresh;
	struct arena scratch = ARENA_INIT;
	struct fault trouble = FAULT_INIT;
	struct feed_local local = { .changed = r->request->today };
	bool ok = j->entry.source_kind == SOURCE_STDIN
			  ? feed_stdin_read(most_bytes(r), &scratch, &local.bytes, &trouble)
			  : feed_local_read(path_of(j, &scratch), &r->place, most_bytes(r),
					    &scratch, &local, &trouble);

	if (ok)
		judge_age(j, local.changed);
	ok = ok ? take_bytes(j, local.bytes, fault) : end_with_trouble(j, trouble.message, fault);
	j->reading.source.bytes = SPAN("");
	arena_release(&scratch);
	return ok;
}

/* --- over the network -------------------------------------------------------------------- */

static bool find_url(struct feed_job *j, struct fault *fault)
{
	const char *untrusted = j->refresh->place.remedy;
	struct fault trouble = FAULT_INIT;

	core_dump_forbid(); /* addresses are as good as passwords */
	if (j->entry.source_kind == SOURCE_SECRET && untrusted)
		return end_with_trouble(
			j, arena_format(j->refresh->arena, "its secret is not used: %s", untrusted),
			fault);
	if (j->entry.source_kind == SOURCE_URL)
		j->url = feed_url(j->entry.source, j->refresh->arena);
	else if (!secret_find(j->entry.source + strlen("secret:"), j->refresh->arena, &j->url,
			      &trouble))
		return end_with_trouble(j, trouble.message, fault);
	j->now.source = source_digest(j->url);
	return true;
}

struct feed_network {
	struct refresh *refresh;
	struct fetch *list;
	struct feed_job **jobs;
};

static bool fetched(void *context, struct fetch *fetch, struct fault *fault)
{
	struct feed_network *n = context;
	struct feed_job *j = n->jobs[fetch - n->list];
	bool ok;

	if (fetch->moved_to[0])
		notes_add(n->refresh->request->notes, NOTE_WARNING, "feed-moved",
			  (struct place){ j->now.name, 0, 0 },
			  "it has moved for good, to %s (change its address)", fetch->moved_to);
	if (fetch->state == FETCH_FAILED)
		return end_with_trouble(j, fetch->trouble, fault);
	j->now.etag = fetch->new_etag;
	j->now.last_modified = fetch->new_last_modified;
	if (fetch->state == FETCH_SAME)
		return end_same(j, fault);
	ok = take_bytes(j, fetch->bytes, fault);
	j->reading.source.bytes = SPAN("");
	return ok;
}

static bool meanwhile(void *context, struct fault *fault)
{
	struct feed_network *n = context;

	tell_progress(n->refresh);
	return workers_poll(n->refresh->workers, 0, fault) && unlock(n->refresh, fault);
}

static bool read_network(struct refresh *r, struct fault *fault)
{
	struct fetch_limits limits = { most_bytes(r), r->company.settings.feed_seconds, PER_HOST,
				       r->place.remedy };
	struct feed_network n = { r, ARENA_ARRAY(r->arena, struct fetch, r->count + 1),
				  ARENA_ARRAY(r->arena, struct feed_job *, r->count + 1) };
	size_t count = 0;

	for (size_t i = 0; i < r->count; i++) {
		struct feed_job *j = &r->jobs[i];
		bool known;

		if (!j->url)
			continue;
		/* Only of a good copy from the same place may a server say "not modified". */
		known = j->before.has_copy && j->before.size != FEED_SIZE_UNKNOWN &&
			memcmp(&j->before.source, &j->now.source, sizeof(j->now.source)) == 0;
		n.list[count] =
			(struct fetch){ .url = j->url,
					.etag = known ? j->before.etag : "",
					.last_modified = known ? j->before.last_modified : "" };
		n.jobs[count++] = j;
	}
	return fetch_all(n.list, count, &limits, fetched, meanwhile, &n, r->arena, fault);
}

/* --- all of it -----------------------------------------------------------------------------------
 */

/* What comes from outside is handed over by who has it. */
static const char *from_stdin(const char *name, struct arena *arena)
{
	return arena_format(arena, " %s%s < FILE", name[0] == '-' ? "-- " : "",
			    shell_word(name, arena));
}

/* Whether the feed is left alone, and why that may be wrong. */
static void leave_alone(struct feed_job *j)
{
	int32_t days = j->entry.stale_days > 0 ? j->entry.stale_days
					       : j->refresh->company.settings.stale_days;
	int32_t age = day_distance(j->now.read_on, j->refresh->request->today);

	j->refresh->ended++;
	if (!j->now.has_copy)
		j->doubt = arena_format(j->refresh->arena,
					"it was never read (type 'staffgap import%s')",
					j->entry.source_kind == SOURCE_STDIN
						? from_stdin(j->entry.name, j->refresh->arena)
						: "");
	else if (!j->now.trouble[0] && !j->now.ours && !j->refresh->request->look_only)
		j->doubt = job_foreign_copy(j);
	else if (!j->now.trouble[0] && age > days)
		j->doubt =
			arena_format(j->refresh->arena,
				     "it was last read %d days ago (stale_days is %d)", age, days);
}

static bool read_job(struct feed_job *j, struct fault *fault)
{
	struct refresh *r = j->refresh;
	bool remote = j->entry.source_kind == SOURCE_URL || j->entry.source_kind == SOURCE_SECRET;

	j->outcome.tried = j->wanted && !(remote && r->request->offline) &&
			   (j->entry.source_kind != SOURCE_STDIN || r->request->only_count > 0);
	if (!j->outcome.tried) {
		leave_alone(j);
		return true;
	}
	if (j->gone)
		return end_with_trouble(j,
					arena_format(r->arena,
						     "the file is gone (put it back, or type "
						     "'staffgap feed forget %s%s')",
						     j->now.name[0] == '-' ? "-- " : "",
						     shell_word(j->now.name, r->arena)),
					fault);
	/* A command or a person may take as long as they like. */
	if ((remote || j->entry.source_kind == SOURCE_STDIN) && !unlock(r, fault))
		return false;
	return remote ? find_url(j, fault) : read_local(j, fault);
}

static void make_inputs(struct refresh *r, struct plan_input **inputs, size_t *count)
{
	struct plan_input *all = ARENA_ARRAY(r->arena, struct plan_input, *count + r->count + 1);

	for (size_t i = 0; i < *count; i++) {
		all[i] = (*inputs)[i];
		if (strcmp(all[i].name, "feeds.csv") == 0)
			all[i].bytes = span_of(feed_text_shown(all[i].bytes, r->arena));
	}
	for (size_t i = 0; i < r->count; i++)
		job_input(&r->jobs[i], &all[*count + i]);
	*count += r->count;
	qsort(all, *count, sizeof(*all), input_order);
	*inputs = all;
}

static bool read_feeds(struct refresh *r, struct fault *fault)
{
	const struct worker_limits limits = worker_limits_of(r->company.settings.feed_seconds);
	bool ok = unlock(r, fault);

	r->workers = workers_open(&limits, read_copy, take_copy);
	workers_meanwhile(r->workers, idle, r);
	for (size_t i = 0; i < r->count && ok; i++)
		ok = read_job(&r->jobs[i], fault) && workers_poll(r->workers, 0, fault);
	ok = ok && read_network(r, fault) && workers_finish(r->workers, fault);
	workers_close(r->workers);
	teller_over(r->request->teller);
	return ok && lock(r, fault);
}

bool feeds_refresh(const struct refresh_request *request, struct plan_input **inputs, size_t *count,
		   struct feed_outcome **outcomes, size_t *outcome_count, struct fault *fault)
{
	struct refresh r = { .request = request, .arena = request->arena, .locked_ms = now_ms() };

	r.place = workspace_place(request->root, request->arena);
	if (!jobs_read_tables(&r, *inputs, *count, fault) ||
	    !store_feed_checks(request->store, request->arena, &r.checks, &r.check_count, fault) ||
	    !jobs_list(&r, fault) || !read_feeds(&r, fault))
		return false;
	make_inputs(&r, inputs, count);
	*outcomes = ARENA_ARRAY(request->arena, struct feed_outcome, r.count + 1);
	for (size_t i = 0; i < r.count; i++)
		(*outcomes)[i] = r.jobs[i].outcome;
	*outcome_count = r.count;
	return !request->tells || request->look_only || refresh_tell(&r, *outcomes, fault);
}
