/** SQLite's write-ahead log, read as recovery reads it: sqlite.org/walformat.html. */
#ifndef STORE_WAL_H
#define STORE_WAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { WAL_HEADER_SIZE = 32 };

/** A log that is open; one that is not there has no header. */
struct wal {
	int file; /* -1: not there */
	unsigned char header[WAL_HEADER_SIZE];
	size_t header_size; /* less than WAL_HEADER_SIZE: nothing is in it */
};

/** What is committed in a log. */
struct wal_extent {
	uint32_t frames; /* 0: nothing, the file alone counts */
	uint32_t pages;  /* of the database, after the last of them */
	uint32_t page_size;
};

/** @return false with errno set when it is there and cannot be read */
bool wal_open(const char *path, struct wal *wal);

void wal_close(struct wal *wal);

/**
 * Whether the log has begun anew since wal_open: then pages that were read from the database may be
 * newer than those of the log.
 */
bool wal_is_another(const struct wal *wal, const char *path);

/** Find the last frame that is committed: all before it carry the sum of all before them. */
bool wal_measure(const struct wal *wal, struct wal_extent *extent);

/** Lay the frames over the pages. @param pages  extent->pages of them */
bool wal_apply(const struct wal *wal, const struct wal_extent *extent, unsigned char *pages);

#endif
