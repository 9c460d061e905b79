#include "store/image.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/guard.h"
#include "store/wal.h"

/*
 * Why a copy of two files is one moment of the database:
 * - The shared lock keeps out who writes the file itself (a rollback journal's writer) and who
 *   would remove the log (the last connection to close). What is left is a checkpoint, which writes
 *   pages of the log into the file.
 * - The file is read first, the log afterwards. What a checkpoint wrote into the file meanwhile is
 *   a page of the log, and frames that are committed stay until the log begins anew: laying the
 *   log over the file puts every such page right, also one that was read half old, half new.
 * - A log that begins anew has other salts in its header, which are compared before and after.
 */
enum {
	CHUNK = 1 << 20,
	TRIES_MAX = 1000,
	REPLACED_MAX = 10,
	HEADER_SIZE = 100,
	WRITE_VERSION_AT = 18,
	WAL_VERSION = 2
};

struct image_source {
	const char *path;
	char *log, *journal;
	sqlite3_file *file;
	struct wait *wait;
};

static bool too_large(const struct image_source *source, struct fault *fault)
{
	return fault_set(fault, FAULT_STORE,
			 "'%s' is larger than 1 GB, the most that is read ('staffgap plans prune "
			 "--keep 52' leaves a year of plans)",
			 source->path);
}

static bool unreadable(const struct image_source *source, int code, struct fault *fault)
{
	bool memory = (code & 0xff) == SQLITE_NOMEM;
	int reason = errno;

	return fault_set(fault, memory ? FAULT_SYSTEM : FAULT_STORE, "cannot read '%s': %s",
			 source->path, memory || !reason ? sqlite3_errstr(code) : strerror(reason));
}

/* --- locks ----------------------------------------------------------------------- */

static bool lock(const struct image_source *source, struct fault *fault)
{
	int code;

	do
		code = source->file->pMethods->xLock(source->file, SQLITE_LOCK_SHARED);
	while (code == SQLITE_BUSY && wait_more(source->wait));
	wait_end(source->wait);
	if (code == SQLITE_BUSY)
		return fault_set(fault, FAULT_STORE,
				 "'%s' is locked: another program keeps it to itself (wait for it "
				 "to end)",
				 source->path);
	return code == SQLITE_OK || unreadable(source, code, fault);
}

/*
 * A journal that nobody works on says that a writer died in the middle of the file. Only the making
 * of a database is written so, and then there was nothing before.
 */
static bool judge_journal(const struct image_source *source, bool *nothing, struct fault *fault)
{
	static const unsigned char magic[] = { 0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7 };
	enum { PAGES_BEFORE_AT = 16, JOURNAL_HEADER = 28 };
	unsigned char head[JOURNAL_HEADER];
	int file = open(source->journal, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	int reserved = 1;
	bool hot;

	*nothing = false;
	if (file < 0)
		return errno == ENOENT || unreadable(source, SQLITE_CANTOPEN, fault);
	hot = pread(file, head, sizeof(head), 0) == (ssize_t)sizeof(head) &&
	      memcmp(head, magic, sizeof(magic)) == 0;
	close(file);
	if (!hot ||
	    source->file->pMethods->xCheckReservedLock(source->file, &reserved) != SQLITE_OK ||
	    reserved)
		return true;
	*nothing = memcmp(head + PAGES_BEFORE_AT, "\0\0\0", 4) == 0;
	return *nothing || fault_set(fault, FAULT_STORE,
				     "'%s' was left half written by a program that died: any "
				     "command that stores repairs it ('staffgap plan')",
				     source->path);
}

/* --- pages ------------------------------------------------------------------------ */

static bool read_file(const struct image_source *source, struct image *image, struct fault *fault)
{
	const sqlite3_io_methods *methods = source->file->pMethods;
	sqlite3_int64 size = 0;
	int code = methods->xFileSize(source->file, &size);

	if (code != SQLITE_OK)
		return unreadable(source, code, fault);
	if (size > IMAGE_BYTES_MAX)
		return too_large(source, fault);
	image->bytes = sqlite3_malloc64((sqlite3_uint64)size + 1);
	if (!image->bytes)
		return unreadable(source, SQLITE_NOMEM, fault);
	image->size = size;
	for (sqlite3_int64 at = 0; at < size; at += CHUNK) {
		int part = size - at < CHUNK ? (int)(size - at) : CHUNK;

		errno = 0;
		code = methods->xRead(source->file, image->bytes + at, part, at);
		/* One that a checkpoint has just cut is short, and the rest is zeros. */
		if (code != SQLITE_OK && code != SQLITE_IOERR_SHORT_READ)
			return unreadable(source, code, fault);
	}
	return true;
}

/* As many pages as the last commit says. */
static bool resize(const struct image_source *source, const struct wal_extent *extent,
		   struct image *image, struct fault *fault)
{
	int64_t size = (int64_t)extent->pages * extent->page_size;
	unsigned char *bytes;

	/* A page is in the file or in the log. */
	if (extent->pages > image->size / extent->page_size + extent->frames)
		return fault_set(fault, FAULT_STORE, "'%s' is damaged: pages are missing",
				 source->path) ||
		       fault_advise(fault, "move it away and run the command again");
	if (size > IMAGE_BYTES_MAX)
		return too_large(source, fault);
	bytes = sqlite3_realloc64(image->bytes, (sqlite3_uint64)size);
	if (!bytes)
		return unreadable(source, SQLITE_NOMEM, fault);
	if (size > image->size)
		memset(bytes + image->size, 0, (size_t)(size - image->size));
	*image = (struct image){ bytes, size };
	return true;
}

static bool read_log(const struct image_source *source, const struct wal *log, struct image *image,
		     struct fault *fault)
{
	struct wal_extent extent;

	if (log->header_size != WAL_HEADER_SIZE)
		return true;
	if (!wal_measure(log, &extent))
		return unreadable(source, SQLITE_IOERR, fault);
	if (extent.frames == 0)
		return true;
	if (!resize(source, &extent, image, fault))
		return false;
	return wal_apply(log, &extent, image->bytes) || unreadable(source, SQLITE_IOERR, fault);
}

static void drop(struct image *image)
{
	sqlite3_free(image->bytes);
	*image = (struct image){ NULL, 0 };
}

/* One try. @param[out] settled  false when the log began anew meanwhile: what was read is no moment
 */
static bool read_once(const struct image_source *source, struct image *image, bool *settled,
		      struct fault *fault)
{
	struct fault trouble = FAULT_INIT;
	struct wal log;
	bool ok;

	if (!wal_open(source->log, &log))
		return unreadable(source, SQLITE_CANTOPEN, fault);
	ok = read_file(source, image, &trouble) && read_log(source, &log, image, &trouble);
	*settled = !wal_is_another(&log, source->log);
	wal_close(&log);
	if (ok && *settled)
		return true;
	drop(image);
	if (!ok && *settled)
		*fault = trouble;
	return !*settled;
}

static bool read_locked(const struct image_source *source, struct image *image, struct fault *fault)
{
	bool nothing, settled = false;

	if (!judge_journal(source, &nothing, fault))
		return false;
	if (nothing)
		return true;
	for (int i = 0; i < TRIES_MAX && !settled; i++)
		if (!read_once(source, image, &settled, fault))
			return false;
	return settled || fault_set(fault, FAULT_STORE,
				    "'%s' is written without a pause (wait for "
				    "it to end)",
				    source->path);
}

/* --- the whole --------------------------------------------------------------------- */

static char *beside(const char *path, const char *suffix)
{
	return sqlite3_mprintf("%s%s", path, suffix);
}

static bool read_open(sqlite3 *db, struct image_source *source, struct image *image,
		      struct fault *fault)
{
	bool ok;

	source->log = beside(source->path, "-wal");
	source->journal = beside(source->path, "-journal");
	ok = source->log && source->journal &&
	     sqlite3_file_control(db, "main", SQLITE_FCNTL_FILE_POINTER, &source->file) ==
		     SQLITE_OK;
	if (!ok)
		unreadable(source, SQLITE_NOMEM, fault);
	ok = ok && lock(source, fault);
	if (ok) {
		ok = read_locked(source, image, fault);
		source->file->pMethods->xUnlock(source->file, SQLITE_LOCK_NONE);
	}
	sqlite3_free(source->log);
	sqlite3_free(source->journal);
	return ok;
}

static bool read_path(struct image_source *source, struct image *image, struct fault *fault)
{
	sqlite3 *db = NULL;
	int code;
	bool ok;

	guard_memory();
	code = sqlite3_open_v2(source->path, &db, SQLITE_OPEN_READONLY, NULL);
	errno = db ? sqlite3_system_errno(db) : 0;
	ok = code == SQLITE_OK ? read_open(db, source, image, fault)
			       : unreadable(source, code, fault);
	sqlite3_close(db);
	return ok;
}

/* Another file may have taken the place of this one, and then the log that was read is not its own.
 */
static bool is_still(const char *path, const struct stat *before)
{
	struct stat now;

	return lstat(path, &now) == 0 && now.st_dev == before->st_dev &&
	       now.st_ino == before->st_ino;
}

bool image_read(const char *path, struct wait *wait, struct image *image, struct fault *fault)
{
	struct image_source source = { .path = path, .wait = wait };

	for (int i = 0; i < REPLACED_MAX; i++) {
		struct image read = { NULL, 0 };
		struct fault trouble = FAULT_INIT;
		struct stat found;
		bool ok;

		*image = read;
		if (lstat(path, &found) != 0)
			return errno == ENOENT || unreadable(&source, SQLITE_CANTOPEN, fault);
		ok = read_path(&source, &read, &trouble);
		if (is_still(path, &found)) {
			if (ok)
				*image = read;
			else
				*fault = trouble;
			return ok;
		}
		drop(&read);
	}
	return fault_set(fault, FAULT_STORE, "'%s' is replaced again and again", path);
}

int image_of(sqlite3 *db, struct image *image)
{
	sqlite3_int64 size = 0;
	unsigned char *bytes;

	if (!sqlite3_serialize(db, "main", &size, SQLITE_SERIALIZE_NOCOPY) &&
	    size > IMAGE_BYTES_MAX)
		return SQLITE_TOOBIG;
	bytes = sqlite3_serialize(db, "main", &size, 0);
	if (!bytes && size > 0)
		return SQLITE_NOMEM;
	*image = (struct image){ bytes, size };
	return SQLITE_OK;
}

int image_load(struct image *image, sqlite3 *memory)
{
	unsigned char *bytes = image->bytes;
	int64_t size = image->size;

	*image = (struct image){ NULL, 0 };
	if (size == 0) {
		sqlite3_free(bytes);
		return SQLITE_OK;
	}
	/* Memory has no log beside it. */
	if (size >= HEADER_SIZE && bytes[WRITE_VERSION_AT] == WAL_VERSION &&
	    bytes[WRITE_VERSION_AT + 1] == WAL_VERSION)
		bytes[WRITE_VERSION_AT] = bytes[WRITE_VERSION_AT + 1] = 1;
	return sqlite3_deserialize(memory, "main", bytes, size, size,
				   SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_RESIZEABLE);
}
