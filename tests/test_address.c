/* How near addresses of the network are: service/feeds/feed_address.h. */
#include "service/feeds/feed_address.h"

#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>

#include "tests/test.h"

struct address_case {
	const char *name, *text;
	enum nearness nearness;
};

static const struct address_case address_cases[] = {
	{ "a server of the world", "93.184.216.34", ADDRESS_PUBLIC },
	{ "a server of the world in IPv6", "2606:2800:220:1:248:1893:25c8:1946", ADDRESS_PUBLIC },
	{ "before the private 10", "9.255.255.255", ADDRESS_PUBLIC },
	{ "the private 10", "10.0.0.1", ADDRESS_PRIVATE },
	{ "the end of the private 10", "10.255.255.255", ADDRESS_PRIVATE },
	{ "behind the private 10", "11.0.0.0", ADDRESS_PUBLIC },
	{ "before the private 172.16", "172.15.255.255", ADDRESS_PUBLIC },
	{ "the private 172.16", "172.16.0.0", ADDRESS_PRIVATE },
	{ "the end of the private 172.16", "172.31.255.255", ADDRESS_PRIVATE },
	{ "behind the private 172.16", "172.32.0.0", ADDRESS_PUBLIC },
	{ "the private 192.168", "192.168.178.1", ADDRESS_PRIVATE },
	{ "behind the private 192.168", "192.169.0.0", ADDRESS_PUBLIC },
	{ "shared by a provider", "100.64.0.1", ADDRESS_PRIVATE },
	{ "the end of what a provider shares", "100.127.255.255", ADDRESS_PRIVATE },
	{ "behind what a provider shares", "100.128.0.0", ADDRESS_PUBLIC },
	{ "a network that measures itself", "198.19.255.255", ADDRESS_PRIVATE },
	{ "unique local", "fc00::1", ADDRESS_PRIVATE },
	{ "unique local of a number drawn", "fd12:3456:789a::1", ADDRESS_PRIVATE },
	{ "site-local of old", "fec0::1", ADDRESS_PRIVATE },
	{ "this machine", "127.0.0.1", ADDRESS_LOOPBACK },
	{ "this machine by another number", "127.255.255.254", ADDRESS_LOOPBACK },
	{ "this machine in IPv6", "::1", ADDRESS_LOOPBACK },
	{ "this machine in one decimal", "2130706433", ADDRESS_LOOPBACK },
	{ "this machine in hexadecimal", "0x7f000001", ADDRESS_LOOPBACK },
	{ "this machine in octal", "0177.0.0.01", ADDRESS_LOOPBACK },
	{ "this machine in two parts", "127.1", ADDRESS_LOOPBACK },
	{ "this machine, mapped", "::ffff:127.0.0.1", ADDRESS_LOOPBACK },
	{ "a private one, mapped in hexadecimal", "::ffff:c0a8:101", ADDRESS_PRIVATE },
	{ "a server of the world, mapped", "::ffff:93.184.216.34", ADDRESS_PUBLIC },
	{ "the old way of 4 in 6", "::192.168.1.1", ADDRESS_PRIVATE },
	{ "metadata of Amazon and most", "169.254.169.254", ADDRESS_REFUSED },
	{ "metadata in one decimal", "2852039166", ADDRESS_REFUSED },
	{ "metadata in hexadecimal", "0xa9.0xfe.0xa9.0xfe", ADDRESS_REFUSED },
	{ "metadata in octal", "0251.0376.0251.0376", ADDRESS_REFUSED },
	{ "metadata, mapped", "::ffff:169.254.169.254", ADDRESS_REFUSED },
	{ "metadata, translated by a mapping of old", "::ffff:0:169.254.169.254", ADDRESS_REFUSED },
	{ "metadata by NAT64", "64:ff9b::a9fe:a9fe", ADDRESS_REFUSED },
	{ "a server of the world by NAT64", "64:ff9b::5db8:d822", ADDRESS_PUBLIC },
	{ "metadata by a network's own NAT64 of 96 bits", "64:ff9b:1::a9fe:a9fe", ADDRESS_REFUSED },
	{ "metadata by one of 48 bits", "64:ff9b:1:a9fe:a9:fe00::", ADDRESS_REFUSED },
	{ "metadata by one of 56 bits", "64:ff9b:1:a9:fe:a9fe::", ADDRESS_REFUSED },
	{ "metadata by one of 64 bits", "64:ff9b:1:0:a9:fea9:fe00:0", ADDRESS_REFUSED },
	{ "metadata by 6to4", "2002:a9fe:a9fe::1", ADDRESS_REFUSED },
	{ "a private one by 6to4", "2002:a00:1::1", ADDRESS_PRIVATE },
	{ "metadata by Teredo, whose client is inverted", "2001:0:5db8:d822::5601:5601",
	  ADDRESS_REFUSED },
	{ "metadata as the server of Teredo", "2001:0:a9fe:a9fe::a247:27dd", ADDRESS_REFUSED },
	{ "metadata by ISATAP", "2606:2800:220:1:0:5efe:a9fe:a9fe", ADDRESS_REFUSED },
	{ "metadata of Amazon in IPv6", "fd00:ec2::254", ADDRESS_REFUSED },
	{ "the neighbour of Amazon's", "fd00:ec2::253", ADDRESS_PRIVATE },
	{ "metadata of Google in IPv6", "fd20:ce::254", ADDRESS_REFUSED },
	{ "metadata of Alibaba", "100.100.100.200", ADDRESS_REFUSED },
	{ "metadata of Oracle", "192.0.0.192", ADDRESS_REFUSED },
	{ "the wire server of Azure", "168.63.129.16", ADDRESS_REFUSED },
	{ "link-local", "169.254.0.1", ADDRESS_REFUSED },
	{ "before link-local", "169.253.255.255", ADDRESS_PUBLIC },
	{ "behind link-local", "169.255.0.0", ADDRESS_PUBLIC },
	{ "link-local in IPv6", "fe80::1", ADDRESS_REFUSED },
	{ "link-local to its end", "febf::1", ADDRESS_REFUSED },
	{ "no address", "0.0.0.0", ADDRESS_REFUSED },
	{ "this network", "0.1.2.3", ADDRESS_REFUSED },
	{ "no address in IPv6", "::", ADDRESS_REFUSED },
	{ "no address, mapped", "::ffff:0.0.0.0", ADDRESS_REFUSED },
	{ "many", "224.0.0.251", ADDRESS_REFUSED },
	{ "many in IPv6", "ff02::fb", ADDRESS_REFUSED },
	{ "reserved", "240.0.0.1", ADDRESS_REFUSED },
	{ "everybody", "255.255.255.255", ADDRESS_REFUSED },
	{ "before the many", "223.255.255.255", ADDRESS_PUBLIC },
};

static void nearness(void **state)
{
	const struct address_case *c = *state;
	struct sockaddr_storage address;

	assert_number(c->name, address_read(c->text, &address), true);
	assert_number(c->name, address_nearness((const struct sockaddr *)&address), c->nearness);
}

static void names_are_no_addresses(void **state)
{
	static const char *const names[] = {
		"localhost", "127.evil.example", "metadata.google.internal",
		"",          "1.2.3.4.5",        "::1::"
	};
	struct sockaddr_storage address;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		assert_number(names[i], address_read(names[i], &address), false);
}

static void other_families_are_refused(void **state)
{
	struct sockaddr address = { .sa_family = AF_UNIX };

	(void)state;
	assert_number("a socket of the file system", address_nearness(&address), ADDRESS_REFUSED);
}

struct proxy_case {
	const char *name, *variable, *value, *peer;
	int port;
	bool https, is;
};

static const struct proxy_case proxy_cases[] = {
	{ "the proxy itself", "https_proxy", "http://127.0.0.1:3128", "127.0.0.1", 3128, true,
	  true },
	{ "in capitals", "HTTPS_PROXY", "127.0.0.1:3128/", "127.0.0.1", 3128, true, true },
	{ "with a password", "https_proxy", "http://me:w@127.0.0.1:3128", "127.0.0.1", 3128, true,
	  true },
	{ "in IPv6", "ALL_PROXY", "socks5h://[::1]:1080", "::1", 1080, true, true },
	{ "without a port", "all_proxy", "http://127.0.0.1", "127.0.0.1", 1080, false, true },
	{ "another port of that machine", "https_proxy", "http://127.0.0.1:3128", "127.0.0.1", 80,
	  true, false },
	{ "another machine", "https_proxy", "http://127.0.0.1:3128", "169.254.169.254", 3128, true,
	  false },
	{ "the other scheme's", "https_proxy", "http://127.0.0.1:3128", "127.0.0.1", 3128, false,
	  false },
	{ "HTTP_PROXY, which a web server sets from a header", "HTTP_PROXY",
	  "http://127.0.0.1:3128", "127.0.0.1", 3128, false, false },
	{ "no proxy", "https_proxy", "", "127.0.0.1", 3128, true, false },
};

static void proxies(void **state)
{
	static const char *const all[] = { "http_proxy",  "HTTP_PROXY", "https_proxy",
					   "HTTPS_PROXY", "all_proxy",  "ALL_PROXY" };
	const struct proxy_case *c = *state;
	struct arena arena = ARENA_INIT;
	struct sockaddr_storage peer;

	for (size_t i = 0; i < ARRAY_LEN(all); i++)
		unsetenv(all[i]);
	setenv(c->variable, c->value, 1);
	assert_number(c->name, address_read(c->peer, &peer), true);
	address_set_port(&peer, c->port);
	assert_number(c->name, address_is_proxy((const struct sockaddr *)&peer, c->https, &arena),
		      c->is);
	arena_release(&arena);
}

int main(void)
{
	struct CMUnitTest tests[ARRAY_LEN(address_cases) + ARRAY_LEN(proxy_cases) + 2] = {
		cmocka_unit_test(names_are_no_addresses),
		cmocka_unit_test(other_families_are_refused),
	};
	size_t count = 2;

	for (size_t i = 0; i < ARRAY_LEN(address_cases); i++)
		tests[count++] = ROW_TEST(nearness, &address_cases[i]);
	for (size_t i = 0; i < ARRAY_LEN(proxy_cases); i++)
		tests[count++] = ROW_TEST(proxies, &proxy_cases[i]);
	return cmocka_run_group_tests_name("address", tests, NULL, NULL);
}
