/*
 * Preloaded by feeds_zones.py: the ZONE_FAIL-th read of a file below $TZDIR fails (ZONE_SHORT: ends
 * early), and whoever opens one by other ways than open() is written to ZONE_LOG.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool zone_file[1024];
static int reads;

static bool is_zone(const char *path)
{
	const char *folder = getenv("TZDIR");

	return folder && path && strncmp(path, folder, strlen(folder)) == 0;
}

static void *next(const char *name)
{
	return dlsym(RTLD_NEXT, name);
}

static void tell(const char *who, const char *path)
{
	const char *log = getenv("ZONE_LOG");
	int (*really)(const char *, int, ...) = (int (*)(const char *, int, ...))next("open");
	int file = log && (is_zone(path) || (path && strstr(path, "zoneinfo")))
			   ? really(log, O_WRONLY | O_CREAT | O_APPEND, 0600)
			   : -1;

	if (file < 0)
		return;
	dprintf(file, "%s %s\n", who, path);
	close(file);
}

int open(const char *path, int flags, ...)
{
	int (*really)(const char *, int, ...) = (int (*)(const char *, int, ...))next("open");
	mode_t mode = 0;
	va_list list;
	int file;

	va_start(list, flags);
	if (flags & O_CREAT)
		mode = va_arg(list, mode_t);
	va_end(list);
	file = really(path, flags, mode);
	if (file >= 0 && file < 1024)
		zone_file[file] = is_zone(path);
	tell("open", path);
	return file;
}

FILE *fopen(const char *path, const char *how)
{
	tell("fopen", path);
	return ((FILE * (*)(const char *, const char *)) next("fopen"))(path, how);
}

int access(const char *path, int how)
{
	tell("access", path);
	return ((int (*)(const char *, int))next("access"))(path, how);
}

ssize_t read(int file, void *data, size_t size)
{
	ssize_t (*really)(int, void *, size_t) = (ssize_t(*)(int, void *, size_t))next("read");
	const char *fail = getenv("ZONE_FAIL");

	if (file >= 0 && file < 1024 && zone_file[file] && fail && ++reads == atoi(fail)) {
		if (getenv("ZONE_SHORT"))
			return 0;
		errno = EIO;
		return -1;
	}
	return really(file, data, size);
}

int close(int file)
{
	if (file >= 0 && file < 1024)
		zone_file[file] = false;
	return ((int (*)(int))next("close"))(file);
}
