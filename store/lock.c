#include "store/lock.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The byte of the -shm file that a writer locks: sqlite.org/walformat.html, 2.3.1. */
enum { WRITE_LOCK_AT = 120 };

void lock_file_make(const char *path)
{
	int file = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);

	/* What is wrong SQLite says. */
	if (file >= 0)
		close(file);
}

void lock_open(struct lock *lock, const char *path)
{
	size_t size = strlen(path) + sizeof("-shm");

	lock->path = malloc(size);
	if (lock->path)
		snprintf(lock->path, size, "%s-shm", path);
}

long lock_holder(struct lock *lock)
{
	struct flock write = {
		.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = WRITE_LOCK_AT, .l_len = 1
	};

	if (lock->file < 0 && lock->path)
		lock->file = open(lock->path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (lock->file < 0 || fcntl(lock->file, F_GETLK, &write) != 0 || write.l_type == F_UNLCK ||
	    write.l_pid <= 0)
		return 0;
	return (long)write.l_pid;
}

void lock_close(struct lock *lock)
{
	if (lock->file >= 0)
		close(lock->file);
	free(lock->path);
	*lock = (struct lock){ NULL, -1 };
}
