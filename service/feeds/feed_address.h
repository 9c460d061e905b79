/**
 * How near an address of the network is to us, and so who may have us ask it.
 *
 * A feed's address comes from a workspace, its numbers from whoever answers for the name, and a
 * redirect from the server: none of them may make us speak to servers that only this machine or its
 * network reaches, unless the user trusts the workspace. See docs/security.md.
 */
#ifndef SERVICE_FEED_ADDRESS_H
#define SERVICE_FEED_ADDRESS_H

#include <stdbool.h>
#include <sys/socket.h>

#include "base/arena.h"

/** From far to near; what is refused is refused to everybody. */
enum nearness {
	ADDRESS_PUBLIC,
	ADDRESS_PRIVATE,  /* RFC 1918, 6598, 4193 and the old site-local ones */
	ADDRESS_LOOPBACK, /* this machine */
	ADDRESS_REFUSED,  /* link-local, of the provider's metadata, of nobody or of many, reserved
			   */
};

/**
 * IPv4 inside of IPv6 (mapped, compatible, NAT64, 6to4, Teredo, ISATAP) is as near as the nearest
 * of both. Families other than these two are refused.
 */
enum nearness address_nearness(const struct sockaddr *address);

/**
 * Read an address as text: "127.0.0.1", "::1", also the ways of writing IPv4 that are
 * rather not written: "2130706433", "0x7f.1", "0177.0.0.1". A name is none.
 *
 * @param[out] address  set only on success
 */
bool address_read(const char *text, struct sockaddr_storage *address);

/** Of an address as address_read gives it, which has none. */
void address_set_port(struct sockaddr_storage *address, int port);

/**
 * Whether it is the proxy that the environment names for addresses of this scheme: that one is
 * the user's, wherever it is.
 */
bool address_is_proxy(const struct sockaddr *address, bool https, struct arena *arena);

#endif
