/**
 * Whom a transfer may speak to, for the files behind service/feeds/feed_http.h only: judged by the
 * numbers that a name has when it is connected to, for each request anew. See docs/security.md.
 */
#ifndef SERVICE_FEED_PEER_H
#define SERVICE_FEED_PEER_H

#include <curl/curl.h>
#include <stdbool.h>

struct transfer;

bool peer_is_https(const char *url);

/** For CURLOPT_OPENSOCKETFUNCTION, with the transfer: sets t->refused where it opens none. */
curl_socket_t peer_open_socket(void *context, curlsocktype purpose, struct curl_sockaddr *address);

/** For CURLOPT_PREREQFUNCTION, with the transfer: also connections that are used again. */
int peer_before_request(void *context, char *peer, char *local, int peer_port, int local_port);

/** Why an address in numbers is not asked for, in the transfer's arena; NULL when it may be. */
const char *peer_literal_refusal(const struct transfer *t);

#endif
