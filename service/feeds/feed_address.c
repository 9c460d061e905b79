/*
 * Ranges: the registries of special-purpose addresses (RFC 6890, iana.org), and what providers of
 * machines answer from inside of them with keys: 169.254.169.254 and fd00:ec2::254 (Amazon and
 * most), fd20:ce::254 (Google), 100.100.100.200 (Alibaba), 192.0.0.192 (Oracle), 168.63.129.16
 * (Azure).
 */
#include "service/feeds/feed_address.h"

#include <netdb.h>
#include <netinet/in.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "model/feed.h"

/* --- ranges ------------------------------------------------------------------------------ */

/* The first `bits` of an address that are of this kind. */
struct address_range {
	uint8_t start[16];
	int bits;
	enum nearness nearness;
};

/* Of those that hold an address the first counts. */
static const struct address_range ranges_v4[] = {
	{ { 127 }, 8, ADDRESS_LOOPBACK },
	{ { 100, 100, 100, 200 }, 32, ADDRESS_REFUSED },
	{ { 168, 63, 129, 16 }, 32, ADDRESS_REFUSED },
	{ { 10 }, 8, ADDRESS_PRIVATE },
	{ { 172, 16 }, 12, ADDRESS_PRIVATE },
	{ { 192, 168 }, 16, ADDRESS_PRIVATE },
	{ { 100, 64 }, 10, ADDRESS_PRIVATE },
	{ { 198, 18 }, 15, ADDRESS_PRIVATE }, /* networks that measure themselves */
	{ { 0 }, 8, ADDRESS_REFUSED },
	{ { 169, 254 }, 16, ADDRESS_REFUSED },
	{ { 192, 0, 0 }, 24, ADDRESS_REFUSED },
	{ { 224 }, 3, ADDRESS_REFUSED }, /* many, reserved, and everybody */
};

static const struct address_range ranges_v6[] = {
	{ { [15] = 1 }, 128, ADDRESS_LOOPBACK },
	{ { 0 }, 128, ADDRESS_REFUSED },
	{ { 0xfe, 0x80 }, 10, ADDRESS_REFUSED },
	{ { 0xff }, 8, ADDRESS_REFUSED },
	{ { 0xfd, 0x00, 0x0e, 0xc2, [14] = 0x02, 0x54 }, 128, ADDRESS_REFUSED },
	{ { 0xfd, 0x20, 0x00, 0xce, [14] = 0x02, 0x54 }, 128, ADDRESS_REFUSED },
	{ { 0xfc }, 7, ADDRESS_PRIVATE },
	{ { 0xfe, 0xc0 }, 10, ADDRESS_PRIVATE },
};

static bool holds(const struct address_range *range, const uint8_t *bytes)
{
	int whole = range->bits / 8, rest = range->bits % 8;

	return memcmp(range->start, bytes, (size_t)whole) == 0 &&
	       (rest == 0 || (range->start[whole] ^ bytes[whole]) >> (8 - rest) == 0);
}

static enum nearness nearness_in(const struct address_range *ranges, size_t count,
				 const uint8_t *bytes)
{
	for (size_t i = 0; i < count; i++)
		if (holds(&ranges[i], bytes))
			return ranges[i].nearness;
	return ADDRESS_PUBLIC;
}

static enum nearness nearness_v4(const uint8_t *bytes)
{
	return nearness_in(ranges_v4, ARRAY_LEN(ranges_v4), bytes);
}

/* --- IPv4 inside of IPv6 ------------------------------------------------------------------- */

/* Where an address that begins so holds one of IPv4. */
static const struct embedding {
	struct address_range prefix;
	int at;
	uint8_t mask; /* Teredo writes it inverted */
} embeddings[] = {
	{ { { [10] = 0xff, 0xff }, 96, ADDRESS_PUBLIC }, 12, 0 },            /* mapped */
	{ { { 0 }, 96, ADDRESS_PUBLIC }, 12, 0 },                            /* compatible */
	{ { { [8] = 0xff, 0xff }, 96, ADDRESS_PUBLIC }, 12, 0 },             /* translated */
	{ { { 0x00, 0x64, 0xff, 0x9b }, 96, ADDRESS_PUBLIC }, 12, 0 },       /* NAT64 */
	{ { { 0x00, 0x64, 0xff, 0x9b, 0, 1 }, 48, ADDRESS_PUBLIC }, 12, 0 }, /* RFC 8215 */
	{ { { 0x20, 0x02 }, 16, ADDRESS_PUBLIC }, 2, 0 },                    /* 6to4 */
	{ { { 0x20, 0x01, 0, 0 }, 32, ADDRESS_PUBLIC }, 4, 0 },              /* Teredo: server */
	{ { { 0x20, 0x01, 0, 0 }, 32, ADDRESS_PUBLIC }, 12, 0xff },          /* and client */
};

static enum nearness nearer(enum nearness a, enum nearness b)
{
	return a > b ? a : b;
}

static enum nearness embedded(const uint8_t *bytes, int at, uint8_t mask)
{
	uint8_t inside[4];

	for (int i = 0; i < 4; i++)
		inside[i] = bytes[at + i] ^ mask;
	return nearness_v4(inside);
}

/* 64:ff9b:1::/48 is cut by its network: RFC 6052 has four places, around a byte of 0. */
static enum nearness translated(const uint8_t *bytes)
{
	static const struct address_range local = { { 0x00, 0x64, 0xff, 0x9b, 0, 1 },
						    48,
						    ADDRESS_PUBLIC };
	const uint8_t at_48[] = { bytes[6], bytes[7], bytes[9], bytes[10] };
	const uint8_t at_56[] = { bytes[7], bytes[9], bytes[10], bytes[11] };

	if (!holds(&local, bytes))
		return ADDRESS_PUBLIC;
	return nearer(nearer(nearness_v4(at_48), nearness_v4(at_56)), embedded(bytes, 9, 0));
}

static enum nearness nearness_v6(const uint8_t *bytes)
{
	static const uint8_t isatap[] = { 0x00, 0x5e, 0xfe };
	enum nearness nearness = nearness_in(ranges_v6, ARRAY_LEN(ranges_v6), bytes);

	if (nearness == ADDRESS_LOOPBACK)
		return nearness;
	for (size_t i = 0; i < ARRAY_LEN(embeddings); i++)
		if (holds(&embeddings[i].prefix, bytes))
			nearness = nearer(nearness,
					  embedded(bytes, embeddings[i].at, embeddings[i].mask));
	if ((bytes[8] & 0xfc) == 0 && memcmp(bytes + 9, isatap, sizeof(isatap)) == 0)
		nearness = nearer(nearness, embedded(bytes, 12, 0));
	return nearer(nearness, translated(bytes));
}

enum nearness address_nearness(const struct sockaddr *address)
{
	struct sockaddr_in v4;
	struct sockaddr_in6 v6;
	uint8_t bytes[4];

	switch (address->sa_family) {
	case AF_INET:
		memcpy(&v4, address, sizeof(v4));
		memcpy(bytes, &v4.sin_addr, sizeof(bytes));
		return nearness_v4(bytes);
	case AF_INET6: memcpy(&v6, address, sizeof(v6)); return nearness_v6(v6.sin6_addr.s6_addr);
	default: return ADDRESS_REFUSED;
	}
}

/* --- text ------------------------------------------------------------------------------------ */

bool address_read(const char *text, struct sockaddr_storage *address)
{
	struct addrinfo wanted = { .ai_family = AF_UNSPEC,
				   .ai_socktype = SOCK_STREAM,
				   .ai_flags = AI_NUMERICHOST };
	struct addrinfo *found;

	if (getaddrinfo(text, NULL, &wanted, &found) != 0)
		return false;
	memset(address, 0, sizeof(*address));
	memcpy(address, found->ai_addr, found->ai_addrlen);
	freeaddrinfo(found);
	return true;
}

void address_set_port(struct sockaddr_storage *address, int port)
{
	in_port_t number = htons((uint16_t)port);

	if (address->ss_family == AF_INET)
		memcpy((char *)address + offsetof(struct sockaddr_in, sin_port), &number,
		       sizeof(number));
	else if (address->ss_family == AF_INET6)
		memcpy((char *)address + offsetof(struct sockaddr_in6, sin6_port), &number,
		       sizeof(number));
}

/* --- the user's proxy --------------------------------------------------------------------------
 */

/* The names that libcurl knows; HTTP_PROXY is none of them, because a server's CGI sets it. */
static const char *proxy_of(bool https)
{
	static const char *const of_https[] = { "https_proxy", "HTTPS_PROXY", "all_proxy",
						"ALL_PROXY" };
	static const char *const of_http[] = { "http_proxy", "all_proxy", "ALL_PROXY" };
	const char *const *names = https ? of_https : of_http;
	size_t count = https ? ARRAY_LEN(of_https) : ARRAY_LEN(of_http);

	for (size_t i = 0; i < count; i++) {
		const char *value = getenv(names[i]);

		if (value && value[0])
			return value;
	}
	return NULL;
}

/* Same numbers of host and port. */
static bool same_peer(const struct sockaddr *a, const struct sockaddr *b)
{
	struct sockaddr_in a4, b4;
	struct sockaddr_in6 a6, b6;

	if (a->sa_family != b->sa_family)
		return false;
	if (a->sa_family == AF_INET) {
		memcpy(&a4, a, sizeof(a4));
		memcpy(&b4, b, sizeof(b4));
		return a4.sin_port == b4.sin_port && a4.sin_addr.s_addr == b4.sin_addr.s_addr;
	}
	memcpy(&a6, a, sizeof(a6));
	memcpy(&b6, b, sizeof(b6));
	return a->sa_family == AF_INET6 && a6.sin6_port == b6.sin6_port &&
	       memcmp(&a6.sin6_addr, &b6.sin6_addr, sizeof(a6.sin6_addr)) == 0;
}

/* What libcurl takes where the proxy's address names no port. */
static const char *usual_port(const char *proxy)
{
	return strncasecmp(proxy, "https:", 6) == 0 ? "443" : "1080";
}

static void split(const char *proxy, struct arena *arena, const char **host, const char **port)
{
	char *name = arena_copy(arena, span_of(feed_url_host(proxy, arena)));
	char *end = name[0] == '[' ? strchr(name, ']') : name;
	char *colon = end ? strchr(end, ':') : NULL;

	*port = colon ? colon + 1 : usual_port(proxy);
	if (colon)
		*colon = '\0';
	if (name[0] == '[' && end) {
		*end = '\0';
		name++;
	}
	*host = name;
}

bool address_is_proxy(const struct sockaddr *address, bool https, struct arena *arena)
{
	struct addrinfo wanted = { .ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM };
	struct addrinfo *list;
	const char *proxy = proxy_of(https), *host, *port;
	bool found = false;

	if (!proxy)
		return false;
	if (address->sa_family == AF_UNIX) /* no address of a feed leads there */
		return true;
	split(proxy, arena, &host, &port);
	if (getaddrinfo(host, port, &wanted, &list) != 0)
		return false;
	for (const struct addrinfo *one = list; one && !found; one = one->ai_next)
		found = same_peer(address, one->ai_addr);
	freeaddrinfo(list);
	return found;
}
