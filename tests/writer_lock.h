/** The lock of writers, as another process finds it. */
#ifndef TESTS_WRITER_LOCK_H
#define TESTS_WRITER_LOCK_H

#include <stdbool.h>

/** Whether this process has it. @param path  of the database */
bool writer_lock_is_ours(const char *path);

#endif
