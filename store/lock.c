#include "store/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The byte of the -shm file that a writer locks: sqlite.org/walformat.html, 2.3.1. */
enum { WRITE_LOCK_AT = 120 };

void lock_file_make(const char *path)
{
	int file;

	/* There is no handle to close then. Where the call is refused nobody knows the file yet. */
	if (mknod(path, S_IFREG | 0600, 0) == 0 || errno == EEXIST)
		return;
	file = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	/* What is wrong SQLite says. */
	if (file >= 0)
		close(file);
}

/* What stands before `mark`, which is skipped. @return -1 when there is no number */
static long long take_number(char **text, int base, char mark)
{
	char *end = *text;
	long long number = strtoll(*text, &end, base);

	if (end == *text || *end != mark)
		return -1;
	*text = end + 1;
	return number;
}

/*
 * "2: POSIX  ADVISORY  WRITE 11446 fe:00:12746756 120 120": the process, the file system, the file,
 * the first and the last byte (proc(5)). Some file systems are listed by another number than stat
 * gives, so the file's has to do: no two databases that are at work have the same by accident.
 */
static long writer_of(char *line, ino_t file)
{
	char *text = strstr(line, ": POSIX ");
	long long process, first;

	text = text ? strstr(text, " WRITE ") : NULL;
	if (!text)
		return 0;
	text += sizeof(" WRITE ") - 1;
	process = take_number(&text, 10, ' ');
	if (process <= 0 || take_number(&text, 16, ':') < 0 || take_number(&text, 16, ':') < 0 ||
	    take_number(&text, 10, ' ') != (long long)file)
		return 0;
	first = take_number(&text, 10, ' ');
	if (first < 0 || first > WRITE_LOCK_AT)
		return 0;
	return strncmp(text, "EOF", 3) == 0 || strtoll(text, NULL, 10) >= WRITE_LOCK_AT
		       ? (long)process
		       : 0;
}

long lock_holder(const char *path)
{
	char name[4096], line[256];
	struct stat found;
	FILE *locks;
	long process = 0;

	if ((size_t)snprintf(name, sizeof(name), "%s-shm", path) >= sizeof(name) ||
	    lstat(name, &found) != 0)
		return 0;
	locks = fopen("/proc/locks", "re");
	while (locks && process == 0 && fgets(line, sizeof(line), locks))
		process = writer_of(line, found.st_ino);
	if (locks)
		fclose(locks);
	return process;
}
