#include "cli/output.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DESCRIPTOR_DIGITS_MAX = 6, DESCRIPTOR_LEAST = 3 };

static bool trouble(const char *path, int error, struct fault *fault)
{
	return fault_set(fault, FAULT_SYSTEM, "cannot write '%s': %s", path, strerror(error));
}

int output_descriptor(const char *path)
{
	static const char *const folders[] = { "/dev/fd/", "/proc/self/fd/" };

	if (strcmp(path, "/dev/stdout") == 0)
		return STDOUT_FILENO;
	if (strcmp(path, "/dev/stderr") == 0)
		return STDERR_FILENO;
	for (size_t i = 0; i < ARRAY_LEN(folders); i++) {
		size_t len = strlen(folders[i]), digits;

		if (strncmp(path, folders[i], len) != 0)
			continue;
		digits = strspn(path + len, "0123456789");
		if (digits > 0 && digits <= DESCRIPTOR_DIGITS_MAX && !path[len + digits])
			return (int)strtol(path + len, NULL, 10);
	}
	return -1;
}

/* The descriptor itself and not what its name leads to: it keeps its place in the file. */
static bool open_descriptor(const char *path, int number, int *file, struct fault *fault)
{
	int flags = fcntl(number, F_GETFL);

	if (flags < 0 || (flags & O_ACCMODE) == O_RDONLY)
		return fault_set(fault, FAULT_USAGE, "'%s' is not open for writing", path);
	*file = fcntl(number, F_DUPFD_CLOEXEC, DESCRIPTOR_LEAST);
	return *file >= 0 || trouble(path, errno, fault);
}

/* A device or FIFO. One that nobody reads is waited for, as others do, but not in silence. */
static bool open_through(const struct output *output, int *file, struct fault *fault)
{
	const int flags = O_WRONLY | O_NOFOLLOW | O_NOCTTY | O_CLOEXEC;
	struct stat is;
	int opened = openat(output->folder, output->name, flags | O_NONBLOCK);

	if (opened < 0 && errno == ENXIO &&
	    fstatat(output->folder, output->name, &is, AT_SYMLINK_NOFOLLOW) == 0 &&
	    S_ISFIFO(is.st_mode)) {
		tell_line("staffgap: waiting until somebody reads '%s'", output->path);
		opened = openat(output->folder, output->name, flags);
	}
	if (opened < 0)
		return trouble(output->path, errno, fault);
	if (fstat(opened, &is) != 0 || S_ISREG(is.st_mode) ||
	    fcntl(opened, F_SETFL, fcntl(opened, F_GETFL) & ~O_NONBLOCK) != 0) {
		close(opened);
		return fault_set(fault, FAULT_SYSTEM, "'%s' has changed meanwhile", output->path);
	}
	*file = opened;
	return true;
}

static bool find_folder(struct output *output, struct arena *arena, struct fault *fault)
{
	const char *name;

	output->folder = draft_find_folder(output->path, arena, &name);
	if (output->folder < 0)
		return trouble(output->path, errno, fault);
	if (!name[0] || strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
		return fault_set(fault, FAULT_USAGE, "'%s' names no file", output->path);
	output->name = name;
	return true;
}

/* As what is there wants it: beside, or through. */
static bool open_named(struct output *output, int *file, struct fault *fault)
{
	struct stat is;
	bool there = fstatat(output->folder, output->name, &is, AT_SYMLINK_NOFOLLOW) == 0;

	if (!there && errno != ENOENT)
		return trouble(output->path, errno, fault);
	if (there && S_ISLNK(is.st_mode))
		return fault_set(fault, FAULT_USAGE,
				 "'%s' is a symbolic link: name the file that it leads to, or "
				 "remove the link",
				 output->path);
	if (there && S_ISDIR(is.st_mode))
		return fault_set(fault, FAULT_USAGE, "'%s' is a folder: name a file in it",
				 output->path);
	if (there && S_ISSOCK(is.st_mode))
		return fault_set(fault, FAULT_USAGE,
				 "'%s' is a socket: name a file, a FIFO or a device", output->path);
	if (there && !S_ISREG(is.st_mode)) {
		bool ok = open_through(output, file, fault);

		output->name = NULL;
		return ok;
	}
	draft_sweep(output->folder, NULL, 0);
	if (!draft_open(output->folder, output->name, &output->draft))
		return trouble(output->path, errno, fault);
	/* The stream closes its own: the draft's is needed until it has its name. */
	*file = fcntl(output->draft.file, F_DUPFD_CLOEXEC, DESCRIPTOR_LEAST);
	return *file >= 0 || trouble(output->path, errno, fault);
}

static void release(struct output *output)
{
	if (output->name)
		draft_drop(&output->draft);
	if (output->folder >= 0)
		close(output->folder);
	if (output->path)
		signal(SIGPIPE, SIG_DFL);
}

static bool open_stream(const char *path, struct arena *arena, struct output *output,
			struct fault *fault)
{
	int descriptor = path ? output_descriptor(path) : STDOUT_FILENO, file = -1;
	bool ok;

	*output = (struct output){ .file = door_data(), .folder = -1, .draft = { .file = -1 } };
	if (descriptor == STDOUT_FILENO || strcmp(path, "-") == 0)
		return true;
	output->path = path;
	signal(SIGPIPE, SIG_IGN); /* who was named and goes away is a failure */
	ok = descriptor >= 0
		     ? open_descriptor(path, descriptor, &file, fault)
		     : find_folder(output, arena, fault) && open_named(output, &file, fault);
	if (ok) {
		output->file = fdopen(file, "wb");
		ok = output->file || trouble(path, errno, fault);
	}
	if (!ok) {
		if (file >= 0)
			close(file);
		release(output);
	}
	return ok;
}

bool output_open(const char *path, enum report_format format, struct arena *arena,
		 struct output *output, struct fault *fault)
{
	if (!open_stream(path, arena, output, fault))
		return false;
	if (format != FORMAT_TABLE && !isatty(fileno(output->file)))
		return true;
	if (!door_open(&output->door, output->file, fault)) {
		if (output->path) {
			fclose(output->file);
			release(output);
		}
		return false;
	}
	output->file = output->door.page;
	return true;
}

bool output_close(struct output *output, bool good, struct fault *fault)
{
	bool written;
	int error;

	if (output->door.page) {
		output->file = output->door.stream;
		good = door_close(&output->door, good, fault) && good;
	}
	written = fflush(output->file) == 0 && !ferror(output->file);
	error = errno;
	if (output->path && fclose(output->file) != 0 && written) {
		written = false;
		error = errno;
	}
	if (output->name && good && written && !draft_keep(&output->draft, output->name)) {
		written = false;
		error = errno;
	}
	if (output->path)
		release(output);
	if (!good)
		return !output->path || fault_within(fault, "'%s'", output->path);
	return written || trouble(output->path ? output->path : "standard output", error, fault);
}
