#include "service/feeds/feed_http.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "model/feed.h"
#include "service/feeds/feed_answer.h"
#include "service/feeds/feed_peer.h"
#include "service/feeds/feed_transfer.h"
#include "service/workspace/now.h"

enum { ACTIVE_MAX = 8, WAIT_MS = 100, HOST_TIMEOUTS_MAX = 4 };

/* --- how one ended ------------------------------------------------------------------- */

static bool end(struct transfer *t, enum fetch_state state, const char *trouble,
		struct fault *fault)
{
	struct fetching *all = t->all;
	struct fetch *fetch = t->fetch;
	bool ok;

	fetch->state = state;
	fetch->trouble = trouble;
	fetch->new_etag = state == FETCH_GOOD ? t->etag : fetch->etag;
	fetch->new_last_modified = state == FETCH_GOOD ? t->last_modified : fetch->last_modified;
	fetch->bytes = (struct span){ t->data ? t->data : "", t->size };
	all->ended++;
	ok = all->done(all->context, fetch, fault);
	free(t->data);
	t->data = NULL;
	fetch->bytes = SPAN("");
	return ok;
}

/* A host that is always too slow costs its time a few times, not once for each of its feeds. */
static void count_timeouts(struct transfer *t, CURLcode code)
{
	t->host->timeouts = code == CURLE_OPERATION_TIMEDOUT ? t->host->timeouts + 1 : 0;
	if (t->host->timeouts >= HOST_TIMEOUTS_MAX)
		t->host->closed =
			arena_format(t->all->arena, "not asked: %s was too slow %d times in a row",
				     t->host->name, HOST_TIMEOUTS_MAX);
}

static bool finish(struct transfer *t, CURLcode code, struct fault *fault)
{
	enum fetch_state state = FETCH_FAILED;
	const char *trouble = "";
	char *type = NULL;
	long status = 0;
	bool asked = t->fetch->etag[0] || t->fetch->last_modified[0];

	curl_easy_getinfo(t->easy, CURLINFO_RESPONSE_CODE, &status);
	curl_easy_getinfo(t->easy, CURLINFO_CONTENT_TYPE, &type);
	t->fetch->status = (int)status;
	t->fetch->type = type ? arena_copy(t->all->arena, span_of(type)) : "";
	if (code != CURLE_OK) {
		trouble = answer_curl_trouble(t, code);
	} else if (answer_is_redirect(status)) {
		if (!answer_follow(t, status, &trouble, fault))
			return false;
		if (!trouble)
			return true;
	} else if (status == 200 || status == 203) {
		state = FETCH_GOOD;
	} else if (status == 304 && asked) {
		state = FETCH_SAME;
	} else {
		trouble = answer_status_trouble(t, status);
	}
	count_timeouts(t, code);
	transfer_stop(t);
	t->all->active--;
	t->host->active--;
	return end(t, state, trouble, fault);
}

/* --- all of them ------------------------------------------------------------------------- */

static struct host *host_of(struct fetching *all, const char *name)
{
	for (size_t i = 0; i < all->host_count; i++)
		if (strcmp(all->hosts[i].name, name) == 0)
			return &all->hosts[i];
	all->hosts[all->host_count] = (struct host){ .name = name };
	return &all->hosts[all->host_count++];
}

static const char *url_part(CURLU *url, CURLUPart part, struct arena *arena)
{
	const char *copy = NULL;
	char *text;

	if (curl_url_get(url, part, &text, CURLU_URLDECODE) == CURLUE_OK) {
		copy = arena_copy(arena, span_of(text));
		curl_free(text);
	}
	return copy;
}

/* Take name and password out of the address. */
static void open_transfer(struct fetching *all, struct transfer *t, struct fetch *fetch)
{
	CURLU *url = curl_url();
	char *bare = NULL;

	*t = (struct transfer){ .fetch = fetch, .all = all, .url = fetch->url, .at_home = true };
	fetch->state = FETCH_WAITING;
	fetch->bytes = SPAN("");
	fetch->trouble = fetch->new_etag = fetch->new_last_modified = fetch->moved_to =
		fetch->type = "";
	fetch->status = fetch->redirects = 0;
	t->host = host_of(all, feed_url_host(fetch->url, all->arena));
	if (url && curl_url_set(url, CURLUPART_URL, fetch->url, 0) == CURLUE_OK) {
		t->user = url_part(url, CURLUPART_USER, all->arena);
		t->password = url_part(url, CURLUPART_PASSWORD, all->arena);
		curl_url_set(url, CURLUPART_USER, NULL, 0);
		curl_url_set(url, CURLUPART_PASSWORD, NULL, 0);
		if (t->user && curl_url_get(url, CURLUPART_URL, &bare, 0) == CURLUE_OK) {
			t->url = arena_copy(all->arena, span_of(bare));
			curl_free(bare);
		}
		if (t->user && !t->password)
			t->password = "";
	}
	curl_url_cleanup(url);
}

static const char *reason_not_to_start(const struct transfer *t)
{
	if (t->host->closed)
		return t->host->closed;
	if (now_ms() > t->all->until_ms)
		return arena_format(t->all->arena, "not asked: the feeds before took %d minutes",
				    FETCH_ALL_SECONDS / 60);
	return peer_literal_refusal(t);
}

/* Start what may run now; what may not run at all ends here. */
static bool start_some(struct fetching *all, size_t *next, struct fault *fault)
{
	for (size_t i = *next; i < all->count && all->active < ACTIVE_MAX; i++) {
		struct transfer *t = &all->transfers[i];
		const char *reason;

		if (t->fetch->state != FETCH_WAITING || t->easy)
			continue;
		reason = reason_not_to_start(t);
		if (reason) {
			if (!end(t, FETCH_FAILED, reason, fault))
				return false;
			continue;
		}
		if (t->host->active >= all->limits->per_host)
			continue;
		all->active++;
		t->host->active++;
		if (!transfer_start(t, fault))
			return false;
	}
	while (*next < all->count && all->transfers[*next].fetch->state != FETCH_WAITING)
		++*next;
	return true;
}

static bool run(struct fetching *all, fetch_idle *idle, struct fault *fault)
{
	size_t next = 0;
	CURLMsg *message;
	int running, left;

	while (all->ended < all->count) {
		if (!start_some(all, &next, fault))
			return false;
		if (curl_multi_perform(all->multi, &running) != CURLM_OK)
			return fault_set(fault, FAULT_SYSTEM, "libcurl stops");
		while ((message = curl_multi_info_read(all->multi, &left))) {
			struct transfer *t;
			CURLcode code = message->data.result;

			curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, (char **)&t);
			if (!finish(t, code, fault))
				return false;
		}
		if (!idle(all->context, fault))
			return false;
		if (all->active > 0)
			curl_multi_poll(all->multi, NULL, 0, WAIT_MS, NULL);
	}
	return true;
}

bool fetch_all(struct fetch *list, size_t count, const struct fetch_limits *limits,
	       fetch_done *done, fetch_idle *idle, void *context, struct arena *arena,
	       struct fault *fault)
{
	struct fetching all = { .limits = limits,
				.done = done,
				.context = context,
				.arena = arena,
				.count = count,
				.transfers = ARENA_ARRAY(arena, struct transfer, count + 1),
				.hosts = ARENA_ARRAY(arena, struct host, count + 1),
				.until_ms = now_ms() + FETCH_ALL_SECONDS * INT64_C(1000) };
	bool ok;

	if (count == 0)
		return true;
	if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK || !(all.multi = curl_multi_init()))
		return fault_set(fault, FAULT_SYSTEM, "libcurl does not start");
	for (size_t i = 0; i < count; i++)
		open_transfer(&all, &all.transfers[i], &list[i]);
	ok = run(&all, idle, fault);
	for (size_t i = 0; i < count; i++) {
		transfer_stop(&all.transfers[i]);
		free(all.transfers[i].data);
	}
	curl_multi_cleanup(all.multi);
	curl_global_cleanup();
	return ok;
}
