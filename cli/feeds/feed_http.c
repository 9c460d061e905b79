#include "cli/feeds/feed_http.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <time.h>

#include "cli/feeds/feed_address.h"
#include "store/feed.h"

enum { ACTIVE_MAX = 8, REDIRECTS_MAX = 5, CONNECT_SECONDS = 10, SLOW_SECONDS = 15, WAIT_MS = 100 };
enum { SLOW_BYTES = 10, HEADER_MAX = 1024, HOST_TIMEOUTS_MAX = 4 };

/* A server and what it said to us in this run. */
struct host {
	const char *name;
	size_t active;
	int timeouts;       /* in a row */
	const char *closed; /* why it is not asked again; NULL while it may be */
};

struct transfer {
	struct fetch *fetch;
	struct host *host;           /* of the first address: it counts for the cap */
	const char *url;             /* where we are now; without name and password */
	const char *user, *password; /* for the first host only; NULL when there are none */
	bool at_home;                /* still at the first host */
	enum nearness nearness;      /* of the first server's address */
	const char *refused;         /* why an address is not asked; NULL while none was refused */
	int64_t until_ms;            /* 0: it has not begun */
	CURL *easy;                  /* NULL when it does not run */
	struct curl_slist *headers;
	char *data;
	size_t size, room;
	bool too_large;
	const char *etag, *last_modified;
	char error[CURL_ERROR_SIZE];
	struct fetching *all;
};

struct fetching {
	const struct fetch_limits *limits;
	fetch_done *done;
	void *context;
	struct arena *arena;
	CURLM *multi;
	struct transfer *transfers;
	size_t count, active, ended;
	struct host *hosts;
	size_t host_count;
	int64_t until_ms; /* then no further one begins */
};

static int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* --- what comes in --------------------------------------------------------------- */

static size_t take_body(char *bytes, size_t size, size_t count, void *context)
{
	struct transfer *t = context;
	size_t length = size * count;

	/* After decompression: only here a small body is seen to become a large one. */
	if (length > t->all->limits->bytes - t->size) {
		t->too_large = true;
		return 0;
	}
	if (length > t->room - t->size) {
		t->room = (t->room + length) * 2;
		t->data = realloc(t->data, t->room);
		if (!t->data)
			arena_exhausted();
	}
	memcpy(t->data + t->size, bytes, length);
	t->size += length;
	return length;
}

static const char *header_value(const struct transfer *t, struct span line, const char *name)
{
	size_t length = strlen(name);
	struct span value;

	if (line.len <= length || line.len > HEADER_MAX || line.ptr[length] != ':' ||
	    strncasecmp(line.ptr, name, length) != 0)
		return NULL;
	value = (struct span){ line.ptr + length + 1, line.len - length - 1 };
	while (value.len > 0 && (unsigned char)value.ptr[value.len - 1] <= ' ')
		value.len--;
	value = span_trim(value);
	for (size_t i = 0; i < value.len; i++)
		if ((unsigned char)value.ptr[i] < ' ' || value.ptr[i] == 0x7f)
			return NULL;
	return arena_copy(t->all->arena, value);
}

static size_t take_header(char *bytes, size_t size, size_t count, void *context)
{
	struct transfer *t = context;
	struct span line = { bytes, size * count };
	const char *value;

	if (line.len > 5 && strncmp(line.ptr, "HTTP/", 5) == 0)
		t->etag = t->last_modified = "";
	if ((value = header_value(t, line, "ETag")))
		t->etag = value;
	if ((value = header_value(t, line, "Last-Modified")))
		t->last_modified = value;
	return line.len;
}

/* --- whom we speak to --------------------------------------------------------------- */

static bool is_https(const char *url)
{
	return strncasecmp(url, "https:", 6) == 0;
}

static const char *words_of(enum nearness nearness)
{
	switch (nearness) {
	case ADDRESS_PUBLIC: break;
	case ADDRESS_PRIVATE: return "in a private network";
	case ADDRESS_LOOPBACK: return "this machine";
	case ADDRESS_REFUSED: return "at an address that no calendar has (docs/security.md)";
	}
	return "elsewhere";
}

/* Why the server at this address is not asked; NULL when it may be. */
static const char *peer_refusal(const struct transfer *t, const struct sockaddr *address)
{
	struct arena *arena = t->all->arena;
	enum nearness nearness = address_nearness(address);
	const char *host = feed_url_host(t->url, arena);
	bool in_clear = !is_https(t->url) && nearness != ADDRESS_LOOPBACK;

	if (nearness == ADDRESS_PUBLIC && !in_clear)
		return NULL;
	if (address_is_proxy(address, is_https(t->url), arena))
		return NULL;
	if (nearness == ADDRESS_REFUSED)
		return arena_format(arena, "%s is %s", host, words_of(nearness));
	if (in_clear)
		return arena_format(arena, "%s is not this machine, and http:// is for it only",
				    host);
	if (t->fetch->redirects > 0 && nearness > t->nearness)
		return arena_format(arena, "the server redirects to %s, which is %s", host,
				    words_of(nearness));
	if (t->all->limits->untrusted)
		return arena_format(arena, "%s is %s, and %s", host, words_of(nearness),
				    t->all->limits->untrusted);
	return NULL;
}

/* The numbers that the name has now are judged, not the name: it may have others a moment later. */
static curl_socket_t open_socket(void *context, curlsocktype purpose, struct curl_sockaddr *address)
{
	struct transfer *t = context;
	const char *refused = peer_refusal(t, &address->addr);

	(void)purpose;
	if (refused) {
		t->refused = refused;
		return CURL_SOCKET_BAD;
	}
	return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

/* A connection of another feed may be used again: who is at its other end is judged for each. */
static int before_request(void *context, char *peer, char *local, int peer_port, int local_port)
{
	struct transfer *t = context;
	struct sockaddr_storage address;

	(void)local;
	(void)local_port;
	if (!address_read(peer, &address))
		return CURL_PREREQFUNC_OK; /* of the proxy's socket in the file system */
	address_set_port(&address, peer_port);
	t->refused = peer_refusal(t, (const struct sockaddr *)&address);
	if (t->refused)
		return CURL_PREREQFUNC_ABORT;
	if (t->fetch->redirects == 0 &&
	    !address_is_proxy((const struct sockaddr *)&address, is_https(t->url), t->all->arena))
		t->nearness = address_nearness((const struct sockaddr *)&address);
	return CURL_PREREQFUNC_OK;
}

/*
 * An address in numbers is judged before anything is asked for it: a proxy would not. What it is
 * relative to is not known yet, so only what is refused to all.
 */
static const char *literal_refusal(const struct transfer *t)
{
	struct arena *arena = t->all->arena;
	struct sockaddr_storage address;
	char *host = arena_copy(arena, span_of(feed_url_host(t->url, arena)));
	bool bracketed = host[0] == '[';

	host[strcspn(host, bracketed ? "]" : ":")] = '\0';
	if (!address_read(host + bracketed, &address))
		return NULL;
	if (address_nearness((const struct sockaddr *)&address) == ADDRESS_REFUSED)
		return arena_format(arena, "%s is %s", feed_url_host(t->url, arena),
				    words_of(ADDRESS_REFUSED));
	return NULL;
}

/* --- one request ------------------------------------------------------------------- */

static void add_header(struct transfer *t, const char *name, const char *value)
{
	struct curl_slist *longer =
		curl_slist_append(t->headers, arena_format(t->all->arena, "%s: %s", name, value));

	if (!longer)
		arena_exhausted();
	t->headers = longer;
}

static void set_limits(const struct transfer *t)
{
	const struct fetch_limits *limits = t->all->limits;
	long left = t->until_ms > now_ms() ? (long)(t->until_ms - now_ms()) : 1;

	curl_easy_setopt(t->easy, CURLOPT_CONNECTTIMEOUT_MS,
			 left < CONNECT_SECONDS * 1000L ? left : CONNECT_SECONDS * 1000L);
	curl_easy_setopt(t->easy, CURLOPT_TIMEOUT_MS, left);
	curl_easy_setopt(t->easy, CURLOPT_LOW_SPEED_LIMIT, (long)SLOW_BYTES);
	curl_easy_setopt(t->easy, CURLOPT_LOW_SPEED_TIME, (long)SLOW_SECONDS);
	curl_easy_setopt(t->easy, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)limits->bytes);
	curl_easy_setopt(t->easy, CURLOPT_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(t->easy, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
	/* Each redirect is judged by us. */
	curl_easy_setopt(t->easy, CURLOPT_FOLLOWLOCATION, 0L);
}

/* Name and password go to the host that they were given for, and to no other. */
static void set_login(const struct transfer *t)
{
	if (!t->at_home)
		return;
	curl_easy_setopt(t->easy, CURLOPT_HTTPAUTH, (long)CURLAUTH_BASIC);
	if (t->user) {
		curl_easy_setopt(t->easy, CURLOPT_USERNAME, t->user);
		curl_easy_setopt(t->easy, CURLOPT_PASSWORD, t->password);
	} else if (!t->all->limits->untrusted) {
		curl_easy_setopt(t->easy, CURLOPT_NETRC, (long)CURL_NETRC_OPTIONAL);
	}
}

static bool start(struct transfer *t, struct fault *fault)
{
	t->easy = curl_easy_init();
	if (!t->easy)
		return fault_set(fault, FAULT_SYSTEM, "libcurl does not start");
	t->size = 0;
	t->error[0] = '\0';
	t->refused = NULL;
	if (t->until_ms == 0)
		t->until_ms = now_ms() + (int64_t)t->all->limits->seconds * 1000;
	t->etag = t->last_modified = "";
	curl_easy_setopt(t->easy, CURLOPT_URL, t->url);
	curl_easy_setopt(t->easy, CURLOPT_PRIVATE, t);
	curl_easy_setopt(t->easy, CURLOPT_WRITEFUNCTION, take_body);
	curl_easy_setopt(t->easy, CURLOPT_WRITEDATA, t);
	curl_easy_setopt(t->easy, CURLOPT_HEADERFUNCTION, take_header);
	curl_easy_setopt(t->easy, CURLOPT_HEADERDATA, t);
	curl_easy_setopt(t->easy, CURLOPT_ERRORBUFFER, t->error);
	curl_easy_setopt(t->easy, CURLOPT_ACCEPT_ENCODING, "");
	curl_easy_setopt(t->easy, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(t->easy, CURLOPT_USERAGENT, "staffgap/" STAFFGAP_VERSION);
	curl_easy_setopt(t->easy, CURLOPT_OPENSOCKETFUNCTION, open_socket);
	curl_easy_setopt(t->easy, CURLOPT_OPENSOCKETDATA, t);
	curl_easy_setopt(t->easy, CURLOPT_PREREQFUNCTION, before_request);
	curl_easy_setopt(t->easy, CURLOPT_PREREQDATA, t);
	set_limits(t);
	set_login(t);
	add_header(t, "Accept", "text/calendar, */*;q=0.5");
	if (t->fetch->etag[0])
		add_header(t, "If-None-Match", t->fetch->etag);
	if (t->fetch->last_modified[0])
		add_header(t, "If-Modified-Since", t->fetch->last_modified);
	curl_easy_setopt(t->easy, CURLOPT_HTTPHEADER, t->headers);
	if (curl_multi_add_handle(t->all->multi, t->easy) != CURLM_OK)
		return fault_set(fault, FAULT_SYSTEM, "libcurl does not start a transfer");
	return true;
}

static void stop(struct transfer *t)
{
	if (t->easy) {
		curl_multi_remove_handle(t->all->multi, t->easy);
		curl_easy_cleanup(t->easy);
	}
	curl_slist_free_all(t->headers);
	t->easy = NULL;
	t->headers = NULL;
}

/* --- how it ended -------------------------------------------------------------------- */

static const char *curl_trouble(const struct transfer *t, CURLcode code)
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
				    host, t->all->limits->seconds, SLOW_SECONDS);
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

static const char *status_trouble(struct transfer *t, long status)
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

/* --- redirects ------------------------------------------------------------------------- */

static const char *scheme_of(const char *url)
{
	return is_https(url) ? "https" : "http";
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

/* @param[out] trouble  NULL when the next request runs */
static bool follow(struct transfer *t, long status, const char **trouble, struct fault *fault)
{
	struct arena *arena = t->all->arena;
	char *location = NULL;
	const char *target;

	curl_easy_getinfo(t->easy, CURLINFO_REDIRECT_URL, &location);
	target = location ? arena_copy(arena, span_of(location)) : NULL;
	*trouble = refusal(t, target);
	if (*trouble)
		return true;
	target = feed_url(target, arena);
	if ((status == 301 || status == 308) && t->fetch->redirects == 0)
		t->fetch->moved_to = feed_source_shown(target, arena);
	t->fetch->redirects++;
	t->at_home = t->at_home && strcmp(scheme_of(t->url), scheme_of(target)) == 0 &&
		     strcmp(feed_url_host(target, arena), t->host->name) == 0;
	stop(t);
	t->url = target;
	*trouble = literal_refusal(t);
	return *trouble || start(t, fault);
}

static bool is_redirect(long status)
{
	return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
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
		trouble = curl_trouble(t, code);
	} else if (is_redirect(status)) {
		if (!follow(t, status, &trouble, fault))
			return false;
		if (!trouble)
			return true;
	} else if (status == 200 || status == 203) {
		state = FETCH_GOOD;
	} else if (status == 304 && asked) {
		state = FETCH_SAME;
	} else {
		trouble = status_trouble(t, status);
	}
	count_timeouts(t, code);
	stop(t);
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
	return literal_refusal(t);
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
		if (!start(t, fault))
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
		stop(&all.transfers[i]);
		free(all.transfers[i].data);
	}
	curl_multi_cleanup(all.multi);
	curl_global_cleanup();
	return ok;
}
