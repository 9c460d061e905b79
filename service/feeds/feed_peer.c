#include "service/feeds/feed_peer.h"

#include <string.h>
#include <strings.h>
#include <sys/socket.h>

#include "model/feed.h"
#include "service/feeds/feed_transfer.h"

bool peer_is_https(const char *url)
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
	bool in_clear = !peer_is_https(t->url) && nearness != ADDRESS_LOOPBACK;

	if (nearness == ADDRESS_PUBLIC && !in_clear)
		return NULL;
	if (address_is_proxy(address, peer_is_https(t->url), arena))
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
curl_socket_t peer_open_socket(void *context, curlsocktype purpose, struct curl_sockaddr *address)
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
int peer_before_request(void *context, char *peer, char *local, int peer_port, int local_port)
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
	if (t->fetch->redirects == 0 && !address_is_proxy((const struct sockaddr *)&address,
							  peer_is_https(t->url), t->all->arena))
		t->nearness = address_nearness((const struct sockaddr *)&address);
	return CURL_PREREQFUNC_OK;
}

/*
 * An address in numbers is judged before anything is asked for it: a proxy would not. What it is
 * relative to is not known yet, so only what is refused to all.
 */
const char *peer_literal_refusal(const struct transfer *t)
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
