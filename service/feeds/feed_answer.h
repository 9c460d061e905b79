/**
 * What an answer means, for the files behind service/feeds/feed_http.h only: failures in words, and
 * redirects, each of which is judged. Texts lie in the transfer's arena and hold no address.
 */
#ifndef SERVICE_FEED_ANSWER_H
#define SERVICE_FEED_ANSWER_H

#include "service/feeds/feed_transfer.h"

/** Why libcurl got no answer. */
const char *answer_curl_trouble(const struct transfer *t, CURLcode code);

/** Why a status holds no calendar; a server that asks for patience is asked no more. */
const char *answer_status_trouble(struct transfer *t, long status);

bool answer_is_redirect(long status);

/**
 * Ask where the server redirects to.
 *
 * @param[out] trouble  why not; NULL when the next request runs
 * @return false with FAULT_SYSTEM when libcurl does not start
 */
bool answer_follow(struct transfer *t, long status, const char **trouble,
		   struct fault *fault) MUST_CHECK;

#endif
