#include "service/feeds/feed_answer.h"

#include <string.h>

#include "base/arena.h"
#include "model/feed.h"
#include "service/feeds/feed_peer.h"

enum { REDIRECTS_MAX = 5 };

const char *answer_curl_trouble(const struct transfer *t, CURLcode code)
{
	struct arena *arena = t->all->arena;
	const char *host = feed_url_host(t->url, arena);

	if (t->refused && (code == CURLE_COULDNT_CONNECT || code == CURLE_ABORTED_BY_CALLBACK))
		return t->refused;
	if (t->too_large || code == CURLE_FILESIZE_EXCEEDED)
		return arena_format(arena, "it is larger than %zu MB (feed_mb in staffgap.conf)",
				    t->all->limits->bytes / 1000000);
	switch ((int)code) {
	case CURLE_COULDNT_RESOLVE_HOST:
	case CURLE_COULDNT_RESOLVE_PROXY:
		return arena_format(arena, "the host %s is not known (is the network there?)",
				    host);
	case CURLE_COULDNT_CONNECT:
		return arena_format(arena, "no connection to %s (is the server running?)", host);
	case CURLE_OPERATION_TIMEDOUT:
		return arena_format(arena,
				    "%s was too slow: not done within %d seconds (feed_seconds in "
				    "staffgap.conf), or nothing came for %d",
				    host, t->all->limits->seconds, TRANSFER_SLOW_SECONDS);
	case CURLE_PARTIAL_FILE: return arena_format(arena, "%s ended in the middle", host);
	case CURLE_PEER_FAILED_VERIFICATION:
		return arena_format(arena, "the certificate of %s cannot be trusted: %s", host,
				    feed_text_shown(span_of(t->error), arena));
	case CURLE_BAD_CONTENT_ENCODING:
		return arena_format(arena, "%s sent a compressed body that is damaged", host);
	default: break;
	}
	return arena_format(arena, "no answer from %s that can be read: %s", host,
			    curl_easy_strerror(code));
}

static const char *status_words(long status)
{
	switch (status) {
	case 401:
		return "the server wants a name and a password (put them into ~/.netrc, or into "
		       "the address of a secret)";
	case 403: return "the server refuses access (was the private address reset?)";
	case 404: return "there is no calendar at this address (was it deleted or moved?)";
	case 410: return "the calendar is gone for good (ask for its new address)";
	case 429: return "the server limits how often it may be asked";
	default: break;
	}
	return status >= 500 ? "the server has trouble of its own (try again later)"
			     : "not an answer that holds a calendar";
}

const char *answer_status_trouble(struct transfer *t, long status)
{
	struct arena *arena = t->all->arena;
	const char *wait = "";
	curl_off_t seconds = 0;

	curl_easy_getinfo(t->easy, CURLINFO_RETRY_AFTER, &seconds);
	if (seconds > 0)
		wait = arena_format(arena, "; it asks to wait for %lld seconds",
				    (long long)seconds);
	else if (status == 401 && t->all->limits->untrusted)
		wait = arena_format(arena, "; ~/.netrc is not read: %s", t->all->limits->untrusted);
	if (status == 429 || (status == 503 && seconds > 0))
		t->host->closed =
			arena_format(arena, "not asked: %s answered HTTP %ld to another feed%s",
				     t->host->name, status, wait);
	return arena_format(arena, "HTTP %ld: %s%s", status, status_words(status), wait);
}

/* --- redirects ------------------------------------------------------------------------- */

static const char *scheme_of(const char *url)
{
	return peer_is_https(url) ? "https" : "http";
}

/* Why a redirect is not followed; NULL when it may be. */
static const char *refusal(const struct transfer *t, const char *target)
{
	struct arena *arena = t->all->arena;
	struct fault fault = FAULT_INIT;
	enum source_kind kind;

	if (t->fetch->redirects >= REDIRECTS_MAX)
		return arena_format(arena, "more than %d redirects in a row", REDIRECTS_MAX);
	if (!target)
		return "the server redirects to nowhere";
	if (!target[0])
		return "the server redirects to what is not an address";
	if (!feed_source_parse(target, &kind, &fault) || kind != SOURCE_URL)
		return "the server redirects to an address that may not be used (only https:// "
		       "without a password may)";
	/* A feed from elsewhere must not make us talk to servers of this machine. */
	if (feed_host_is_loopback(feed_url_host(target, arena)) &&
	    !feed_host_is_loopback(t->host->name))
		return "the server redirects to this machine";
	if (strcmp(scheme_of(t->url), "https") == 0 &&
	    strcmp(scheme_of(feed_url(target, arena)), "https") != 0)
		return "the server redirects from https:// to http://";
	return NULL;
}

/*
 * Where a redirect leads: NULL for nowhere, "" when that is not an address. Worked out from the
 * address that was asked, without name and password: libcurl's own answer has those of ~/.netrc in
 * it. Bytes beyond ASCII are encoded as browsers do; control characters make it no address.
 */
static const char *target_of(const struct transfer *t)
{
	struct curl_header *location;
	CURLHcode found = curl_easy_header(t->easy, "Location", 0, CURLH_HEADER, -1, &location);
	CURLU *url = curl_url();
	CURLUcode code;
	char *whole = NULL;
	const char *target = "";

	if (found == CURLHE_OUT_OF_MEMORY || !url)
		arena_exhausted();
	if (found != CURLHE_OK) {
		curl_url_cleanup(url);
		return NULL;
	}
	code = curl_url_set(url, CURLUPART_URL, t->url, 0);
	if (code == CURLUE_OK)
		code = curl_url_set(url, CURLUPART_URL, location->value,
				    CURLU_URLENCODE | CURLU_NON_SUPPORT_SCHEME);
	if (code == CURLUE_OK)
		code = curl_url_get(url, CURLUPART_URL, &whole, 0);
	if (code == CURLUE_OUT_OF_MEMORY)
		arena_exhausted();
	if (code == CURLUE_OK)
		target = arena_copy(t->all->arena, span_of(whole));
	curl_free(whole);
	curl_url_cleanup(url);
	return target;
}

/* @param[out] trouble  NULL when the next request runs */
bool answer_follow(struct transfer *t, long status, const char **trouble, struct fault *fault)
{
	struct arena *arena = t->all->arena;
	const char *target = target_of(t);

	*trouble = refusal(t, target);
	if (*trouble)
		return true;
	target = feed_url(target, arena);
	if ((status == 301 || status == 308) && t->fetch->redirects == 0)
		t->fetch->moved_to = feed_source_shown(target, arena);
	t->fetch->redirects++;
	t->at_home = t->at_home && strcmp(scheme_of(t->url), scheme_of(target)) == 0 &&
		     strcmp(feed_url_host(target, arena), t->host->name) == 0;
	transfer_stop(t);
	t->url = target;
	*trouble = peer_literal_refusal(t);
	return *trouble || transfer_start(t, fault);
}

bool answer_is_redirect(long status)
{
	return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}
