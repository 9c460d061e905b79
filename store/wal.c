#include "store/wal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/*
 * A log is a header and frames of one page each. A frame belongs to it when it carries the header's
 * two salts and the sum of everything before it; the last that says how many pages the
 * database has (a commit) ends what counts. Who begins the log anew writes other salts first.
 */
enum {
	FRAME_HEADER = 24,
	PAGE_SIZE_MAX = 65536,
	/* bytes of the header */
	MAGIC_AT = 0,
	VERSION_AT = 4,
	PAGE_SIZE_AT = 8,
	SALTS_AT = 16,
	SUM_AT = 24,
	/* bytes of a frame's header */
	FRAME_PAGE_AT = 0,
	FRAME_COMMIT_AT = 4,
	FRAME_SALTS_AT = 8,
	FRAME_SUM_AT = 16,
	VERSION = 3007000,
	MAGIC = 0x377f0682, /* the lowest bit: sums are of big-endian words */
};

struct wal_sum {
	uint32_t a, b;
};

static uint32_t big(const unsigned char *bytes)
{
	return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 |
	       bytes[3];
}

static uint32_t little(const unsigned char *bytes)
{
	return (uint32_t)bytes[3] << 24 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[1] << 8 |
	       bytes[0];
}

static struct wal_sum sum_on(struct wal_sum sum, bool big_endian, const unsigned char *bytes,
			     size_t size)
{
	for (size_t i = 0; i < size; i += 8) {
		const unsigned char *at = bytes + i;

		sum.a += (big_endian ? big(at) : little(at)) + sum.b;
		sum.b += (big_endian ? big(at + 4) : little(at + 4)) + sum.a;
	}
	return sum;
}

static bool sum_is(struct wal_sum sum, const unsigned char *at)
{
	return sum.a == big(at) && sum.b == big(at + 4);
}

enum wal_reading {
	READ_ALL,
	READ_TO_END, /* the file is shorter */
	READ_FAILED, /* with errno set */
};

static enum wal_reading read_at(int file, unsigned char *bytes, size_t size, off_t at)
{
	size_t done = 0;

	while (done < size) {
		ssize_t got = pread(file, bytes + done, size - done, at + (off_t)done);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return got < 0 ? READ_FAILED : READ_TO_END;
		done += (size_t)got;
	}
	return READ_ALL;
}

bool wal_open(const char *path, struct wal *wal)
{
	*wal = (struct wal){ .file = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC) };

	if (wal->file < 0)
		return errno == ENOENT;
	switch (read_at(wal->file, wal->header, WAL_HEADER_SIZE, 0)) {
	case READ_ALL: wal->header_size = WAL_HEADER_SIZE; return true;
	case READ_TO_END: return true;
	case READ_FAILED: break;
	}
	wal_close(wal);
	return false;
}

void wal_close(struct wal *wal)
{
	if (wal->file >= 0)
		close(wal->file);
	wal->file = -1;
}

bool wal_is_another(const struct wal *wal, const char *path)
{
	struct wal now;
	bool same;

	if (!wal_open(path, &now))
		return true;
	same = (wal->file < 0) == (now.file < 0) && wal->header_size == now.header_size &&
	       memcmp(wal->header, now.header, sizeof(now.header)) == 0;
	wal_close(&now);
	return !same;
}

static off_t frame_at(uint32_t frame, uint32_t page_size)
{
	return WAL_HEADER_SIZE + (off_t)frame * (FRAME_HEADER + (off_t)page_size);
}

/* A header that a writer died in is none: then everything before it is in the database. */
static bool is_whole(const struct wal *wal, struct wal_sum *sum)
{
	const unsigned char *h = wal->header;
	uint32_t page_size = big(h + PAGE_SIZE_AT);

	if (wal->header_size != WAL_HEADER_SIZE || (big(h + MAGIC_AT) & ~1u) != MAGIC ||
	    big(h + VERSION_AT) != VERSION || page_size < 512 || page_size > PAGE_SIZE_MAX ||
	    (page_size & (page_size - 1)) != 0)
		return false;
	*sum = sum_on((struct wal_sum){ 0, 0 }, h[MAGIC_AT + 3] & 1, h, SUM_AT);
	return sum_is(*sum, h + SUM_AT);
}

/* Read one frame after another for as long as they belong to the log. */
static enum wal_reading measure(const struct wal *wal, struct wal_sum sum, unsigned char *frame,
				struct wal_extent *extent)
{
	bool big_endian = wal->header[MAGIC_AT + 3] & 1;
	size_t size = FRAME_HEADER + (size_t)extent->page_size;
	enum wal_reading reading;

	for (uint32_t i = 0; (reading = read_at(wal->file, frame, size,
						frame_at(i, extent->page_size))) == READ_ALL;
	     i++) {
		sum = sum_on(sum, big_endian, frame, FRAME_SALTS_AT);
		sum = sum_on(sum, big_endian, frame + FRAME_HEADER, extent->page_size);
		if (memcmp(frame + FRAME_SALTS_AT, wal->header + SALTS_AT, 8) != 0 ||
		    big(frame + FRAME_PAGE_AT) == 0 || !sum_is(sum, frame + FRAME_SUM_AT))
			break;
		if (big(frame + FRAME_COMMIT_AT) != 0) {
			extent->frames = i + 1;
			extent->pages = big(frame + FRAME_COMMIT_AT);
		}
	}
	return reading;
}

bool wal_measure(const struct wal *wal, struct wal_extent *extent)
{
	struct wal_sum sum = { 0, 0 };
	unsigned char *frame;
	enum wal_reading reading;

	*extent = (struct wal_extent){ .page_size = big(wal->header + PAGE_SIZE_AT) };
	if (!is_whole(wal, &sum))
		return true;
	frame = malloc(FRAME_HEADER + (size_t)extent->page_size);
	if (!frame)
		return false;
	reading = measure(wal, sum, frame, extent);
	free(frame);
	return reading != READ_FAILED;
}

bool wal_apply(const struct wal *wal, const struct wal_extent *extent, unsigned char *pages)
{
	unsigned char head[FRAME_HEADER];

	for (uint32_t i = 0; i < extent->frames; i++) {
		off_t at = frame_at(i, extent->page_size);
		uint32_t page;

		if (read_at(wal->file, head, sizeof(head), at) != READ_ALL)
			return false;
		page = big(head + FRAME_PAGE_AT);
		/* One that a later commit cut off. */
		if (page == 0 || page > extent->pages)
			continue;
		if (read_at(wal->file, pages + (size_t)(page - 1) * extent->page_size,
			    extent->page_size, at + FRAME_HEADER) != READ_ALL)
			return false;
	}
	return true;
}
