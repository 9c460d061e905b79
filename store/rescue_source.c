#include "store/rescue_source.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "store/image.h"

enum { LOCK_WAIT_MS = 5000 };

void source_close(struct rescue_source *source)
{
	sqlite3_close(source->file);
	sqlite3_close(source->copy);
}

/* --- pages ------------------------------------------------------------------- */

static bool load(struct rescue_source *source, struct image *image)
{
	if (sqlite3_open(":memory:", &source->copy) != SQLITE_OK) {
		sqlite3_free(image->bytes);
		return false;
	}
	return image->size > 0 && image_load(image, source->copy) == SQLITE_OK;
}

/* What cannot be read as a database is no failure. Definitions that are not SQL come up later. */
static bool take_image(struct rescue_source *source, struct image *image)
{
	int code = load(source, image) ? guard_connection(source->copy, &source->copy_guard)
				       : SQLITE_NOTADB;

	return code == SQLITE_OK || (code & 0xff) == SQLITE_CORRUPT;
}

static bool read_image(struct rescue_source *source, const char *path)
{
	struct wait wait = { .patience = { .most_ms = LOCK_WAIT_MS } };
	struct image image = { NULL, 0 };
	struct fault unreadable = FAULT_INIT;

	return image_read(path, &wait, &image, &unreadable) && take_image(source, &image);
}

bool source_look(struct rescue_source *source, const char *path, struct fault *fault)
{
	struct fault unreadable = FAULT_INIT;

	if (!guard_file(path, &unreadable))
		return true;
	if (access(path, R_OK) != 0)
		return fault_set(fault, FAULT_STORE, "cannot read '%s': %s", path, strerror(errno));
	source->readable = read_image(source, path);
	return true;
}

/* What SQLite cannot lock nobody else can open either. */
bool source_lock(struct rescue_source *source, const char *path, struct fault *fault)
{
	struct fault unreadable = FAULT_INIT;
	int code;

	if (!guard_file(path, &unreadable))
		return true;
	if (sqlite3_open_v2(path, &source->file, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
		return true;
	sqlite3_db_config(source->file, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
	sqlite3_db_config(source->file, SQLITE_DBCONFIG_WRITABLE_SCHEMA, 1, NULL);
	sqlite3_busy_timeout(source->file, LOCK_WAIT_MS);
	code = guard_connection(source->file, &source->file_guard);
	if ((code & 0xff) != SQLITE_BUSY)
		code = sqlite3_exec(source->file, "BEGIN IMMEDIATE", NULL, NULL, NULL);
	if ((code & 0xff) == SQLITE_BUSY)
		return fault_set(fault, FAULT_STORE,
				 "'%s': another staffgap is at work in this folder (wait for it to "
				 "end)",
				 path);
	source->readable = read_image(source, path);
	return true;
}

/* --- the header ---------------------------------------------------------------- */

/* Places in it: https://www.sqlite.org/fileformat2.html, 1.3 and 1.6. Numbers are big-endian. */
enum {
	PAGE_SIZE_AT = 16,
	VERSIONS_AT = 18,
	RESERVED_AT = 20,
	FRACTIONS_AT = 21,
	CHANGES_AT = 24,
	PAGES_AT = 28,
	FREE_AT = 32,
	FORMAT_AT = 44,
	CACHE_AT = 48,
	LARGEST_ROOT_AT = 52,
	ENCODING_AT = 56,
	VACUUM_AT = 64,
	PAGES_AS_OF_AT = 92,
	HEADER_SIZE = 100,
	PAGE_SIZE_MIN = 512,
	PAGE_SIZE_MAX = 65536,
	PAGE_SIZE_USUAL = 4096,
	LEAF_OF_TABLE = 13
};

static void put(unsigned char *bytes, size_t at, uint32_t number)
{
	for (int i = 3; i >= 0; i--, number >>= 8)
		bytes[at + (size_t)i] = (unsigned char)number;
}

static uint32_t page_size_of(const unsigned char *bytes)
{
	uint32_t size = (uint32_t)bytes[PAGE_SIZE_AT] << 8 | bytes[PAGE_SIZE_AT + 1];

	if (size == 1)
		return PAGE_SIZE_MAX;
	return size < PAGE_SIZE_MIN || size & (size - 1) ? PAGE_SIZE_USUAL : size;
}

/* As staffgap makes it: texts in UTF-8, nothing reserved, no page known to be free. */
static void mend_header(unsigned char *bytes, int64_t size, uint32_t page_size)
{
	static const unsigned char fractions[] = { 64, 32, 32 };

	memcpy(bytes, "SQLite format 3", 16);
	bytes[PAGE_SIZE_AT] = (unsigned char)(page_size == PAGE_SIZE_MAX ? 0 : page_size >> 8);
	bytes[PAGE_SIZE_AT + 1] = page_size == PAGE_SIZE_MAX;
	bytes[VERSIONS_AT] = bytes[VERSIONS_AT + 1] = 1;
	bytes[RESERVED_AT] = 0;
	memcpy(bytes + FRACTIONS_AT, fractions, sizeof(fractions));
	put(bytes, PAGES_AT, (uint32_t)(size / page_size));
	memcpy(bytes + PAGES_AS_OF_AT, bytes + CHANGES_AT, 4);
	memset(bytes + FREE_AT, 0, 8);
	put(bytes, FORMAT_AT, 4);
	put(bytes, CACHE_AT, 0);
	put(bytes, LARGEST_ROOT_AT, 0);
	put(bytes, ENCODING_AT, SQLITE_UTF8);
	put(bytes, VACUUM_AT, 0);
}

static void empty_schema(unsigned char *bytes, uint32_t page_size)
{
	unsigned char *head = bytes + HEADER_SIZE;

	memset(head, 0, page_size - HEADER_SIZE);
	head[0] = LEAF_OF_TABLE;
	head[5] = (unsigned char)(page_size == PAGE_SIZE_MAX ? 0 : page_size >> 8);
	head[6] = (unsigned char)(page_size == PAGE_SIZE_MAX ? 0 : page_size);
}

bool source_mend(struct rescue_source *source, enum source_schema schema)
{
	struct image image = { NULL, 0 };
	uint32_t page_size;

	if (!source->copy || image_of(source->copy, &image) != SQLITE_OK)
		return false;
	sqlite3_close(source->copy);
	source->copy = NULL;
	page_size = image.size >= HEADER_SIZE ? page_size_of(image.bytes) : PAGE_SIZE_MAX;
	if (image.size < page_size) {
		sqlite3_free(image.bytes);
		return false;
	}
	mend_header(image.bytes, image.size, page_size);
	if (schema == SCHEMA_EMPTY)
		empty_schema(image.bytes, page_size);
	if (!load(source, &image))
		return false;
	sqlite3_db_config(source->copy, SQLITE_DBCONFIG_WRITABLE_SCHEMA, 1, NULL);
	return guard_connection(source->copy, &source->copy_guard) == SQLITE_OK;
}
