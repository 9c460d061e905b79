#include "store/mac.h"

#include <string.h>

enum { INNER = 0x36, OUTER = 0x5c };

static void pad(SHA256_CTX *context, const struct store_key *key, unsigned char with)
{
	unsigned char block[SHA256_BLOCK_LENGTH];

	static_assert(sizeof(key->bytes) <= sizeof(block), "longer keys would be hashed first");
	memset(block, with, sizeof(block));
	for (size_t i = 0; i < sizeof(key->bytes); i++)
		block[i] ^= key->bytes[i];
	SHA256Init(context);
	SHA256Update(context, block, sizeof(block));
}

static void start(struct mac *mac, const struct store_key *key)
{
	pad(&mac->inner, key, INNER);
	pad(&mac->outer, key, OUTER);
}

static void add(struct mac *mac, const void *bytes, size_t size)
{
	SHA256Update(&mac->inner, bytes, size);
}

void mac_begin(struct mac *mac, const struct store_key *key, const char *kind)
{
	start(mac, key);
	mac_text(mac, kind);
}

/* Little-endian, so that a home that several machines share has one meaning. */
void mac_number(struct mac *mac, int64_t number)
{
	unsigned char bytes[sizeof(number)];

	for (size_t i = 0; i < sizeof(bytes); i++)
		bytes[i] = (unsigned char)((uint64_t)number >> (8 * i));
	add(mac, bytes, sizeof(bytes));
}

void mac_bytes(struct mac *mac, struct span bytes)
{
	mac_number(mac, (int64_t)bytes.len);
	if (bytes.len)
		add(mac, bytes.ptr, bytes.len);
}

void mac_text(struct mac *mac, const char *text)
{
	mac_bytes(mac, span_of(text));
}

struct digest mac_end(struct mac *mac)
{
	struct digest digest;

	SHA256Final(digest.bytes, &mac->inner);
	SHA256Update(&mac->outer, digest.bytes, sizeof(digest.bytes));
	SHA256Final(digest.bytes, &mac->outer);
	return digest;
}

bool mac_is(const struct digest *mac, struct span kept)
{
	unsigned char differs = 0;

	if (kept.len != sizeof(mac->bytes))
		return false;
	for (size_t i = 0; i < sizeof(mac->bytes); i++)
		differs |= mac->bytes[i] ^ (unsigned char)kept.ptr[i];
	return differs == 0;
}

struct digest mac_of(const struct store_key *key, struct span bytes)
{
	struct mac mac;

	start(&mac, key);
	if (bytes.len)
		add(&mac, bytes.ptr, bytes.len);
	return mac_end(&mac);
}
