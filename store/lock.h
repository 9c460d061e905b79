/** Who has the write lock of a database, and the file that is locked. */
#ifndef STORE_LOCK_H
#define STORE_LOCK_H

/** A descriptor of the -shm file, to ask only. */
struct lock {
	char *path;
	int file; /* opened when it is asked first, since it need not be there before; else -1 */
};

/** Make the file for its owner only, where there is none. SQLite gives what it makes beside it the
 * same mode. */
void lock_file_make(const char *path);

/** To be called after the database was opened. @param path  of the database */
void lock_open(struct lock *lock, const char *path);

/** The process that writes or has the right to; 0 when nobody has or it is not known. */
long lock_holder(struct lock *lock);

/** Closing drops all locks of this process on the file: only when the database is closed. */
void lock_close(struct lock *lock);

#endif
