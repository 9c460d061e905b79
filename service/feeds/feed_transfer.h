/**
 * One address on its way, for the files behind service/feeds/feed_http.h only: a request, what
 * comes in of it, and its limits. Where it may go is service/feeds/feed_peer.h's, what an answer
 * means service/feeds/feed_answer.h's.
 */
#ifndef SERVICE_FEED_TRANSFER_H
#define SERVICE_FEED_TRANSFER_H

#include <curl/curl.h>
#include <stdint.h>

#include "service/feeds/feed_address.h"
#include "service/feeds/feed_http.h"

/** Nothing but a few bytes for so long ends a transfer. */
enum { TRANSFER_SLOW_SECONDS = 15 };

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

/** Begin the request for t->url. @return false with FAULT_SYSTEM when libcurl does not */
bool transfer_start(struct transfer *t, struct fault *fault) MUST_CHECK;

/** End the request, if one runs; its bytes stay. */
void transfer_stop(struct transfer *t);

#endif
