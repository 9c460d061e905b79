#include "cli/output.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "service/workspace/descriptor.h"

enum { DESCRIPTOR_LEAST = 3 };

static bool trouble(const char *path, int error, struct fault *fault)
{
	return fault_set(fault, FAULT_SYSTEM, "cannot write '%s': %s", path, strerror(error));
}

/* The descriptor itself and not what its name leads to: it keeps its place in the file. */
static bool open_descriptor(struct output *output, int number, struct fault *fault)
{
	int flags = fcntl(number, F_GETFL);

	if (flags < 0 || (flags & O_ACCMODE) == O_RDONLY)
		return fault_set(fault, FAULT_USAGE, "'%s' is not open for writing", output->path);
	output->through = fcntl(number, F_DUPFD_CLOEXEC, DESCRIPTOR_LEAST);
	return output->through >= 0 || trouble(output->path, errno, fault);
}

/* A device or FIFO. One that nobody reads is waited for, as others do, but not in silence. */
static bool open_through(struct output *output, struct fault *fault)
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
	output->through = opened;
	return true;
}

static bool find_folder(struct output *output, struct arena *arena, struct fault *fault)
{
	const char *name;

	output->folder = draft_find_folder(output->path, arena, &name);
	if (output->folder < 0)
		return trouble(output->path, errno, fault);
	if (!name[0] || strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
		return fault_set(fault, FAULT_USAGE, "'%s' does not name a file", output->path);
	output->name = name;
	return true;
}

/* As what is there wants it: beside, or through. */
static bool open_named(struct output *output, struct fault *fault)
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
		bool ok = open_through(output, fault);

		output->name = NULL;
		return ok;
	}
	draft_sweep(output->folder, NULL, 0);
	return draft_open(output->folder, output->name, &output->draft) ||
	       trouble(output->path, errno, fault);
}

/* The stream of an output that remembers why a write failed: the standard's forget it. */
static ssize_t put(void *cookie, const char *bytes, size_t len)
{
	struct output *output = cookie;
	int file = output->name ? output->draft.file : output->through;
	size_t done = 0;

	while (done < len && !output->error) {
		ssize_t got = write(file, bytes + done, len - done);

		if (got < 0 && errno == EAGAIN) {
			struct pollfd out = { .fd = file, .events = POLLOUT };

			(void)poll(&out, 1, -1); /* a descriptor that somebody made so */
		} else if (got < 0 && errno != EINTR) {
			output->error = errno;
		}
		done += got > 0 ? (size_t)got : 0;
	}
	return (ssize_t)done;
}

static FILE *stream_of(struct output *output)
{
	const cookie_io_functions_t functions = { .write = put };

	return fopencookie(output, "wb", functions);
}

/* False when what is written through could not be closed. */
static bool release(struct output *output)
{
	bool ok = true;

	draft_drop(&output->draft);
	if (output->through >= 0)
		ok = close(output->through) == 0;
	if (output->folder >= 0)
		close(output->folder);
	signal(SIGPIPE, SIG_DFL);
	return ok;
}

bool output_is_named(const char *path)
{
	return path && strcmp(path, "-") != 0 && descriptor_named(path) != STDOUT_FILENO;
}

static bool open_stream(const char *path, struct arena *arena, struct output *output,
			struct fault *fault)
{
	int descriptor = path ? descriptor_named(path) : STDOUT_FILENO;
	bool ok;

	*output = (struct output){
		.file = door_data(), .folder = -1, .through = -1, .draft = { .file = -1 }
	};
	if (!output_is_named(path))
		return true;
	output->path = path;
	signal(SIGPIPE, SIG_IGN); /* who was named and goes away is a failure */
	ok = descriptor >= 0 ? open_descriptor(output, descriptor, fault)
			     : find_folder(output, arena, fault) && open_named(output, fault);
	if (ok) {
		output->file = stream_of(output);
		ok = output->file || trouble(path, errno, fault);
	}
	if (!ok)
		(void)release(output);
	return ok;
}

bool output_open(const char *path, enum report_format format, struct arena *arena,
		 struct output *output, struct fault *fault)
{
	if (!open_stream(path, arena, output, fault))
		return false;
	if (format != FORMAT_TABLE && !isatty(output->path ? output->through : STDOUT_FILENO))
		return true;
	if (!door_open(&output->door, output->file, fault)) {
		if (output->path) {
			fclose(output->file);
			(void)release(output);
		}
		return false;
	}
	output->file = output->door.page;
	return true;
}

static bool close_stdout(FILE *file, bool good, struct fault *fault)
{
	bool written = fflush(file) == 0 && !ferror(file);

	return written || !good || trouble("standard output", errno, fault);
}

bool output_close(struct output *output, bool good, struct fault *fault)
{
	int error;

	if (output->door.page) {
		output->file = output->door.stream;
		good = door_close(&output->door, good, fault) && good;
	}
	if (!output->path)
		return close_stdout(output->file, good, fault) && good;
	if (fclose(output->file) != 0 && !output->error)
		output->error = errno;
	if (output->name && good && !output->error && !draft_keep(&output->draft, output->name))
		output->error = errno;
	error = output->error;
	if (!release(output) && !error)
		error = errno;
	if (error)
		return trouble(output->path, error, fault);
	return good || fault_within(fault, "'%s'", output->path);
}
