#define XXH_INLINE_ALL
#include "store/packed.h"

#include <sha256.h>
#include <string.h>
#include <xxhash.h>
#include <zlib.h>

struct digest digest_of(struct span bytes)
{
	struct digest digest;
	SHA256_CTX context;

	static_assert(sizeof(digest.bytes) == SHA256_DIGEST_LENGTH, "a SHA-256 has 32 bytes");
	SHA256Init(&context);
	SHA256Update(&context, (const uint8_t *)bytes.ptr, bytes.len);
	SHA256Final(digest.bytes, &context);
	return digest;
}

struct fast_hash fast_hash_of(struct span bytes)
{
	struct fast_hash hash;
	XXH128_canonical_t canonical;

	static_assert(sizeof(hash.bytes) == sizeof(canonical.digest), "128 bits");
	XXH128_canonicalFromHash(&canonical, XXH3_128bits(bytes.len ? bytes.ptr : "", bytes.len));
	memcpy(hash.bytes, canonical.digest, sizeof(hash.bytes));
	return hash;
}

struct packed bytes_pack(struct span bytes, struct arena *arena)
{
	uLongf size = compressBound(bytes.len);
	Bytef *deflated = ARENA_ARRAY(arena, Bytef, size);
	/* Calendars repeat themselves so much that more effort saves little. */
	int code = compress2(deflated, &size, (const Bytef *)(bytes.len ? bytes.ptr : ""),
			     bytes.len, Z_BEST_SPEED);

	if (code != Z_OK) /* the room is enough, so only its own memory can fail */
		arena_exhausted();
	return (struct packed){ digest_of(bytes), bytes.len, { (const char *)deflated, size } };
}

/* What deflate reaches at most, and what zlib puts around it. */
enum { RATIO_MAX = 1032 };

bool packed_fits(const struct packed *packed)
{
	return packed->deflated.ptr && packed->size <= INPUT_BYTES_MAX &&
	       packed->size / RATIO_MAX <= packed->deflated.len;
}

bool bytes_unpack(const struct packed *packed, struct arena *arena, struct span *bytes)
{
	uLongf size = (uLongf)packed->size;
	uLong used = (uLong)packed->deflated.len;
	char *data;

	if (!packed_fits(packed))
		return false;
	data = ARENA_ARRAY(arena, char, size + 1);
	if (uncompress2((Bytef *)data, &size, (const Bytef *)packed->deflated.ptr, &used) != Z_OK ||
	    size != packed->size)
		return false;
	*bytes = (struct span){ data, size };
	return true;
}
