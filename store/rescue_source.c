#include "store/rescue_source.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "store/image.h"

enum { LOCK_WAIT_MS = 5000 };

void source_close(struct source *source)
{
	sqlite3_close(source->file);
	sqlite3_close(source->copy);
}

/* What cannot be read as a database is no failure: nothing of it is usable. */
static bool take_image(struct source *source, struct image *image)
{
	if (sqlite3_open(":memory:", &source->copy) != SQLITE_OK) {
		sqlite3_free(image->bytes);
		return false;
	}
	return image->size > 0 && image_load(image, source->copy) == SQLITE_OK &&
	       guard_connection(source->copy, &source->copy_guard) == SQLITE_OK;
}

bool source_look(struct source *source, const char *path, struct fault *fault)
{
	struct wait wait = { .patience = { .most_ms = LOCK_WAIT_MS } };
	struct image image = { NULL, 0 };
	struct fault unreadable = FAULT_INIT;

	if (!guard_file(path, &unreadable))
		return true;
	if (access(path, R_OK) != 0)
		return fault_set(fault, FAULT_STORE, "cannot read '%s': %s", path, strerror(errno));
	source->readable =
		image_read(path, &wait, &image, &unreadable) && take_image(source, &image);
	return true;
}

bool source_lock(struct source *source, const char *path, struct fault *fault)
{
	struct image image = { NULL, 0 };
	struct fault unreadable = FAULT_INIT;
	int code;

	if (!guard_file(path, &unreadable))
		return true;
	if (sqlite3_open_v2(path, &source->file, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
		return true;
	sqlite3_db_config(source->file, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
	sqlite3_busy_timeout(source->file, LOCK_WAIT_MS);
	code = guard_connection(source->file, &source->file_guard);
	if (code == SQLITE_OK)
		code = sqlite3_exec(source->file, "BEGIN IMMEDIATE", NULL, NULL, NULL);
	if ((code & 0xff) == SQLITE_BUSY)
		return fault_set(fault, FAULT_STORE,
				 "'%s': another staffgap is at work in this folder (wait for it to "
				 "end)",
				 path);
	source->readable =
		image_of(source->file, &image) == SQLITE_OK && take_image(source, &image);
	return true;
}
