/**
 * Feeds over HTTP: many at once, with the rules for servers that fail, lie or stall.
 *
 * The door to libcurl, behind which stand feed_transfer.h, feed_peer.h and feed_answer.h; without
 * it (WITH_HTTP=OFF) every fetch fails in words. What is done about each case stands in
 * docs/feeds.md. Addresses are never put into a message.
 */
#ifndef SERVICE_FEED_HTTP_H
#define SERVICE_FEED_HTTP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/fault.h"
#include "base/span.h"

struct arena;

enum fetch_state {
	FETCH_WAITING,
	FETCH_GOOD,   /* bytes are there */
	FETCH_SAME,   /* the server says that nothing has changed */
	FETCH_FAILED, /* trouble says why */
};

struct fetch {
	const char *url;                  /* https://, or http:// to this machine */
	const char *etag, *last_modified; /* of the copy that is there; "" when unknown */

	enum fetch_state state;
	struct span bytes;   /* valid while fetch_done runs */
	const char *trouble; /* "" unless FETCH_FAILED */
	const char *new_etag, *new_last_modified;
	const char *moved_to; /* where it is for good now, to be shown; "" when it has not moved */
	const char *type;     /* Content-Type; "" when not given */
	int status;           /* the last HTTP status; 0: none came */
	int redirects;
};

struct fetch_limits {
	size_t bytes;    /* the most that is taken of one, after decompression */
	int seconds;     /* the longest that one may take, redirects and all */
	size_t per_host; /* at once */
	/*
	 * Why addresses of this machine, of private networks and ~/.netrc are not for them; NULL
	 * when they are.
	 */
	const char *untrusted;
};

/** Seconds after which no further one is begun, however many wait: they fail in words. */
enum { FETCH_ALL_SECONDS = 1800 };

/** One has ended. @return false with the fault set to stop all */
typedef bool fetch_done(void *context, struct fetch *fetch, struct fault *fault);

/** Called several times a second. The same return. */
typedef bool fetch_idle(void *context, struct fault *fault);

/** Fetch all of them; texts go into the arena. What fails is told by each fetch. */
bool fetch_all(struct fetch *list, size_t count, const struct fetch_limits *limits,
	       fetch_done *done, fetch_idle *idle, void *context, struct arena *arena,
	       struct fault *fault) MUST_CHECK;

#endif
