#include "service/feeds/feed_transfer.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "service/feeds/feed_peer.h"
#include "service/workspace/now.h"

enum { CONNECT_SECONDS = 10, SLOW_BYTES = 10, HEADER_MAX = 1024 };

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
	curl_easy_setopt(t->easy, CURLOPT_LOW_SPEED_TIME, (long)TRANSFER_SLOW_SECONDS);
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

bool transfer_start(struct transfer *t, struct fault *fault)
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
	curl_easy_setopt(t->easy, CURLOPT_OPENSOCKETFUNCTION, peer_open_socket);
	curl_easy_setopt(t->easy, CURLOPT_OPENSOCKETDATA, t);
	curl_easy_setopt(t->easy, CURLOPT_PREREQFUNCTION, peer_before_request);
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

void transfer_stop(struct transfer *t)
{
	if (t->easy) {
		curl_multi_remove_handle(t->all->multi, t->easy);
		curl_easy_cleanup(t->easy);
	}
	curl_slist_free_all(t->headers);
	t->easy = NULL;
	t->headers = NULL;
}
