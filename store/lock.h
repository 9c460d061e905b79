/**
 * Who has the write lock of a database, and the file that is locked.
 *
 * Nothing here ever opens a file that SQLite may have a lock of: closing any handle of it drops all
 * locks of the process on it (POSIX.1-2017, fcntl; sqlite.org/howtocorrupt.html, 2.2), also those
 * of another session.
 */
#ifndef STORE_LOCK_H
#define STORE_LOCK_H

/** Make the file for its owner only, where there is none. SQLite gives what it makes beside it the
 * same mode. */
void lock_file_make(const char *path);

/**
 * The process that writes or has the right to.
 *
 * @param path  of the database
 * @return 0 when nobody has or it is not known: where the system does not list its locks
 */
long lock_holder(const char *path);

#endif
