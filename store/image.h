/**
 * The committed content of a database file as bytes, taken without writing anything.
 *
 * SQLite itself cannot read a file in WAL mode without making or changing the -shm beside it, or
 * else ignores the log. So the file is copied under SQLite's own shared lock, and the log is laid
 * over it as recovery would do (docs/decisions.md, 61; the formats:
 * sqlite.org/fileformat2.html, 4, and sqlite.org/walformat.html).
 */
#ifndef STORE_IMAGE_H
#define STORE_IMAGE_H

#include <sqlite3.h>
#include <stdint.h>

#include "store/wait.h"

/** The largest database that is copied. */
#define IMAGE_BYTES_MAX (INT64_C(1) << 30)

struct image {
	unsigned char *bytes; /* by sqlite3_malloc64; NULL when there is nothing */
	int64_t size;
};

/**
 * What was committed last in the file and in the log beside it; nothing when there is no file.
 *
 * Beside writers that hold their lock for long it does not wait: only for those that write the
 * file itself, which SQLite does in the moment of the last close.
 * @return false with FAULT_STORE when it cannot be read, is larger than IMAGE_BYTES_MAX, is locked
 *         for longer than is waited, or a program died while writing it without a log
 */
bool image_read(const char *path, struct wait *wait, struct image *image,
		struct fault *fault) MUST_CHECK;

/** What the connection sees, with what it has not committed yet. @return SQLite's code, TOOBIG
 * above IMAGE_BYTES_MAX */
int image_of(sqlite3 *db, struct image *image) MUST_CHECK;

/** Make the image the content of a connection to ":memory:", which owns the bytes from then on,
 * also when this fails. @return SQLite's code */
int image_load(struct image *image, sqlite3 *memory) MUST_CHECK;

#endif
