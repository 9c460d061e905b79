/**
 * A library for LD_PRELOAD that makes the n-th call of a kind fail, in the program and in the
 * processes that it forks, which count together. Used by faults.py; never part of the program.
 *
 * FAULT=KIND:N:ACTION     KIND is a row of `kinds`, N counts from 1 and "N+" means this call and
 * all after it; ACTION is the number of an errno, "short" (half of the bytes), "kill", "term",
 * "hup" or "int" (a signal to the own process before the call) FAULT_COUNTS=FILE       where the
 * process that was started leaves "KIND COUNT" lines at its end
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

#define KINDS(X)                                                                                   \
	X(READ, "read")                                                                            \
	X(WRITE, "write")                                                                          \
	X(FSYNC, "fsync")                                                                          \
	X(RENAME, "rename")                                                                        \
	X(OPEN, "open")                                                                            \
	X(MMAP, "mmap")                                                                            \
	X(MALLOC, "malloc")                                                                        \
	X(FORK, "fork")                                                                            \
	X(SQLITE, "sqlite")                                                                        \
	X(FOLDER, "folder")                                                                        \
	X(CLOCK, "clock")
#define KIND_ENUM(name, text) KIND_##name,
enum shim_call { KINDS(KIND_ENUM) KIND_COUNT };
#define KIND_TEXT(name, text) [KIND_##name] = (text),
static const char *const kinds[] = { KINDS(KIND_TEXT) };

enum { SQLITE_IOERR = 10, SQLITE_FULL = 13, EARLY_SIZE = 65536 };

struct fault_plan {
	bool on, on_from_there, shortened;
	enum shim_call kind;
	long at;
	int number, signal;
};

static struct fault_plan plan;
static long *counts; /* shared with the processes that are forked */
static pid_t first;

static void die(const char *what)
{
	(void)!write(STDERR_FILENO, what, strlen(what));
	_exit(99);
}

static void read_plan(const char *text)
{
	char kind[16], action[16], at[24];
	static const struct {
		const char *name;
		int signal;
	} signals[] = {
		{ "kill", SIGKILL }, { "term", SIGTERM }, { "hup", SIGHUP }, { "int", SIGINT }
	};

	if (sscanf(text, "%15[a-z]:%23[0-9+]:%15s", kind, at, action) != 3)
		die("shim: FAULT is KIND:N:ACTION\n");
	for (size_t i = 0; i < KIND_COUNT; i++)
		if (strcmp(kinds[i], kind) == 0) {
			plan.kind = (enum shim_call)i;
			plan.on = true;
		}
	if (!plan.on)
		die("shim: no such kind of call\n");
	plan.at = strtol(at, NULL, 10);
	plan.on_from_there = strchr(at, '+') != NULL;
	plan.shortened = strcmp(action, "short") == 0;
	plan.number = atoi(action);
	for (size_t i = 0; i < sizeof(signals) / sizeof(*signals); i++)
		if (strcmp(signals[i].name, action) == 0)
			plan.signal = signals[i].signal;
}

__attribute__((constructor)) static void begin(void)
{
	const char *text = getenv("FAULT");

	counts = mmap(NULL, sizeof(long) * KIND_COUNT, PROT_READ | PROT_WRITE,
		      MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (counts == MAP_FAILED)
		die("shim: no memory\n");
	memset(counts, 0, sizeof(long) * KIND_COUNT);
	first = getpid();
	if (text)
		read_plan(text);
}

__attribute__((destructor)) static void end(void)
{
	const char *path = getenv("FAULT_COUNTS");
	FILE *out;

	plan.on = false;
	if (!path || getpid() != first || !(out = fopen(path, "w")))
		return;
	for (size_t i = 0; i < KIND_COUNT; i++)
		fprintf(out, "%s %ld\n", kinds[i], counts[i]);
	fclose(out);
}

/* Count the call; whether it is the one that fails. A signal is raised here. */
static bool fails(enum shim_call kind)
{
	long count;

	if (!counts)
		return false;
	count = __atomic_add_fetch(&counts[kind], 1, __ATOMIC_SEQ_CST);
	if (!plan.on || plan.kind != kind || count < plan.at ||
	    (count > plan.at && !plan.on_from_there))
		return false;
	if (plan.signal) {
		raise(plan.signal);
		return false;
	}
	return true;
}

static bool fails_with_errno(enum shim_call kind)
{
	if (!fails(kind) || plan.shortened)
		return false;
	errno = plan.number;
	return true;
}

/* How many of the bytes the call is to move; -1 when it fails. */
static ssize_t amount(enum shim_call kind, size_t size)
{
	if (!fails(kind))
		return (ssize_t)size;
	if (plan.shortened)
		return (ssize_t)(size / 2);
	errno = plan.number;
	return -1;
}

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define REAL(name)                                                                                 \
	static __typeof__(&name) real;                                                             \
	if (!real)                                                                                 \
	real = NEXT(name)

/* --- memory ------------------------------------------------------------------ */

static char early[EARLY_SIZE]; /* what dlsym itself asks for before there is an allocator */
static size_t early_used;
static __typeof__(&malloc) real_malloc;
static __typeof__(&calloc) real_calloc;
static __typeof__(&realloc) real_realloc;
static __typeof__(&free) real_free;
static bool looking;

static void *early_get(size_t size)
{
	void *got = early + early_used;

	early_used += (size + 15) / 16 * 16;
	if (early_used > EARLY_SIZE)
		die("shim: no early memory\n");
	return got;
}

static bool is_early(const void *at)
{
	return (const char *)at >= early && (const char *)at < early + EARLY_SIZE;
}

static bool look_up(void)
{
	if (real_free)
		return true;
	if (looking)
		return false;
	looking = true;
	real_malloc = NEXT(malloc);
	real_calloc = NEXT(calloc);
	real_realloc = NEXT(realloc);
	real_free = NEXT(free);
	looking = false;
	return true;
}

/* The sanitizer asks where the stack of a new thread is, and takes an answer for granted: what that
 * takes is no call of the program. */
static _Thread_local bool of_sanitizer
	__attribute__((tls_model("initial-exec"))); /* else looking asks for memory */

int pthread_getattr_np(pthread_t thread, pthread_attr_t *attributes)
{
	REAL(pthread_getattr_np);
	int status;

	of_sanitizer = true;
	status = real(thread, attributes);
	of_sanitizer = false;
	return status;
}

static bool malloc_fails(void)
{
	return !of_sanitizer && fails_with_errno(KIND_MALLOC);
}

void *malloc(size_t size)
{
	if (!look_up())
		return early_get(size);
	return malloc_fails() ? NULL : real_malloc(size);
}

void *calloc(size_t count, size_t size)
{
	if (!look_up())
		return early_get(count * size);
	return malloc_fails() ? NULL : real_calloc(count, size);
}

void *realloc(void *at, size_t size)
{
	if (!look_up() || is_early(at))
		die("shim: early realloc\n");
	return malloc_fails() ? NULL : real_realloc(at, size);
}

void free(void *at)
{
	if (at && !is_early(at) && look_up())
		real_free(at);
}

void *mmap(void *at, size_t size, int protection, int flags, int file, off_t offset)
{
	REAL(mmap);
	return fails_with_errno(KIND_MMAP) ? MAP_FAILED
					   : real(at, size, protection, flags, file, offset);
}

void *mmap64(void *at, size_t size, int protection, int flags, int file, off64_t offset)
{
	REAL(mmap64);
	return fails_with_errno(KIND_MMAP) ? MAP_FAILED
					   : real(at, size, protection, flags, file, offset);
}

/* --- files -------------------------------------------------------------------- */

static mode_t mode_of(int flags, va_list arguments)
{
	return flags & (O_CREAT | O_TMPFILE) ? (mode_t)va_arg(arguments, int) : 0;
}

#define OPEN_CALL(name)                                                                            \
	int name(const char *path, int flags, ...)                                                 \
	{                                                                                          \
		REAL(name);                                                                        \
		va_list arguments;                                                                 \
		mode_t mode;                                                                       \
		va_start(arguments, flags);                                                        \
		mode = mode_of(flags, arguments);                                                  \
		va_end(arguments);                                                                 \
		return fails_with_errno(KIND_OPEN) ? -1 : real(path, flags, mode);                 \
	}
#define OPENAT_CALL(name)                                                                          \
	int name(int folder, const char *path, int flags, ...)                                     \
	{                                                                                          \
		REAL(name);                                                                        \
		va_list arguments;                                                                 \
		mode_t mode;                                                                       \
		va_start(arguments, flags);                                                        \
		mode = mode_of(flags, arguments);                                                  \
		va_end(arguments);                                                                 \
		return fails_with_errno(KIND_OPEN) ? -1 : real(folder, path, flags, mode);         \
	}
OPEN_CALL(open)
OPEN_CALL(open64)
OPENAT_CALL(openat)
OPENAT_CALL(openat64)

FILE *fopen(const char *path, const char *mode)
{
	REAL(fopen);
	return fails_with_errno(KIND_OPEN) ? NULL : real(path, mode);
}

FILE *fopen64(const char *path, const char *mode)
{
	REAL(fopen64);
	return fails_with_errno(KIND_OPEN) ? NULL : real(path, mode);
}

ssize_t read(int file, void *data, size_t size)
{
	REAL(read);
	ssize_t most = amount(KIND_READ, size);

	return most < 0 ? -1 : real(file, data, (size_t)most);
}

ssize_t pread64(int file, void *data, size_t size, off64_t offset)
{
	REAL(pread64);
	ssize_t most = amount(KIND_READ, size);

	return most < 0 ? -1 : real(file, data, (size_t)most, offset);
}

ssize_t pread(int file, void *data, size_t size, off_t offset)
{
	return pread64(file, data, size, offset);
}

/* Below stdio nothing can be put in between; an error is one that the stream has, too. */
static size_t stream_amount(enum shim_call kind, FILE *stream, size_t count, bool *bad)
{
	ssize_t most = amount(kind, count);

	*bad = most < 0;
	if (*bad || (size_t)most < count)
		stream->_flags |= 0x20; /* _IO_ERR_SEEN: what ferror looks at */
	return *bad ? 0 : (size_t)most;
}

/* Streams in memory have no file: only the allocator makes them fail. */
static bool has_file(FILE *stream)
{
	return fileno(stream) >= 0;
}

size_t fread(void *data, size_t size, size_t count, FILE *stream)
{
	REAL(fread);
	bool bad = false;
	size_t most = has_file(stream) ? stream_amount(KIND_READ, stream, count, &bad) : count;

	return bad ? 0 : real(data, size, most, stream);
}

ssize_t write(int file, const void *data, size_t size)
{
	REAL(write);
	ssize_t most = amount(KIND_WRITE, size);

	return most < 0 ? -1 : real(file, data, (size_t)most);
}

ssize_t pwrite64(int file, const void *data, size_t size, off64_t offset)
{
	REAL(pwrite64);
	ssize_t most = amount(KIND_WRITE, size);

	return most < 0 ? -1 : real(file, data, (size_t)most, offset);
}

ssize_t pwrite(int file, const void *data, size_t size, off_t offset)
{
	return pwrite64(file, data, size, offset);
}

/*
 * What a stream has taken into its buffer fails only when the system is asked: from here on its
 * file can be read, and no longer be written.
 */
static void break_stream(FILE *stream)
{
	REAL(open);
	char path[32];
	int kept;

	snprintf(path, sizeof(path), "/proc/self/fd/%d", fileno(stream));
	kept = real(path, O_RDONLY | O_NONBLOCK);
	if (kept < 0)
		return;
	dup2(kept, fileno(stream));
	close(kept);
}

size_t fwrite(const void *data, size_t size, size_t count, FILE *stream)
{
	REAL(fwrite);
	if (has_file(stream) && fails(KIND_WRITE))
		break_stream(stream);
	return real(data, size, count, stream);
}

int fflush(FILE *stream)
{
	REAL(fflush);
	if (stream && has_file(stream) && fails(KIND_WRITE))
		break_stream(stream);
	return real(stream);
}

int fclose(FILE *stream)
{
	REAL(fclose);
	if (has_file(stream) && stream != stderr && fails(KIND_WRITE))
		break_stream(stream);
	return real(stream);
}

int fsync(int file)
{
	REAL(fsync);
	return fails_with_errno(KIND_FSYNC) ? -1 : real(file);
}

int fdatasync(int file)
{
	REAL(fdatasync);
	return fails_with_errno(KIND_FSYNC) ? -1 : real(file);
}

int ftruncate64(int file, off64_t size)
{
	REAL(ftruncate64);
	return fails_with_errno(KIND_WRITE) ? -1 : real(file, size);
}

int rename(const char *from, const char *to)
{
	REAL(rename);
	return fails_with_errno(KIND_RENAME) ? -1 : real(from, to);
}

int renameat(int a, const char *from, int b, const char *to)
{
	REAL(renameat);
	return fails_with_errno(KIND_RENAME) ? -1 : real(a, from, b, to);
}

int renameat2(int a, const char *from, int b, const char *to, unsigned flags)
{
	REAL(renameat2);
	return fails_with_errno(KIND_RENAME) ? -1 : real(a, from, b, to, flags);
}

int link(const char *from, const char *to)
{
	REAL(link);
	return fails_with_errno(KIND_RENAME) ? -1 : real(from, to);
}

int mkdir(const char *path, mode_t mode)
{
	REAL(mkdir);
	return fails_with_errno(KIND_FOLDER) ? -1 : real(path, mode);
}

int unlink(const char *path)
{
	REAL(unlink);
	return fails_with_errno(KIND_FOLDER) ? -1 : real(path);
}

int fchmod(int file, mode_t mode)
{
	REAL(fchmod);
	return fails_with_errno(KIND_FOLDER) ? -1 : real(file, mode);
}

int chmod(const char *path, mode_t mode)
{
	REAL(chmod);
	return fails_with_errno(KIND_FOLDER) ? -1 : real(path, mode);
}

/* --- processes, clock ---------------------------------------------------------- */

pid_t fork(void)
{
	REAL(fork);
	return fails_with_errno(KIND_FORK) ? -1 : real();
}

int pipe(int ends[2])
{
	REAL(pipe);
	return fails_with_errno(KIND_FORK) ? -1 : real(ends);
}

int pipe2(int ends[2], int flags)
{
	REAL(pipe2);
	return fails_with_errno(KIND_FORK) ? -1 : real(ends, flags);
}

/* The clock of the day jumps back by an hour, for good; the other one cannot. */
int clock_gettime(clockid_t id, struct timespec *now)
{
	REAL(clock_gettime);
	int code = real(id, now);

	if (id == CLOCK_REALTIME && fails(KIND_CLOCK))
		now->tv_sec -= 3600;
	return code;
}

time_t time(time_t *now)
{
	struct timespec at = { 0 };

	(void)clock_gettime(CLOCK_REALTIME, &at);
	if (now)
		*now = at.tv_sec;
	return at.tv_sec;
}

/* --- SQLite --------------------------------------------------------------------- */

struct sqlite3;
struct sqlite3_stmt;
int sqlite3_step(struct sqlite3_stmt *statement);
int sqlite3_prepare_v2(struct sqlite3 *db, const char *sql, int size,
		       struct sqlite3_stmt **statement, const char **tail);
int sqlite3_prepare_v3(struct sqlite3 *db, const char *sql, int size, unsigned flags,
		       struct sqlite3_stmt **statement, const char **tail);
int sqlite3_exec(struct sqlite3 *db, const char *sql, int (*row)(void *, int, char **, char **),
		 void *shared, char **trouble);
int sqlite3_open_v2(const char *path, struct sqlite3 **db, int flags, const char *vfs);

/* What SQLite asks of itself is not asked by the program. */
static _Thread_local int inside;

static bool sqlite_fails(void)
{
	return inside == 0 && fails(KIND_SQLITE);
}

static int sqlite_code(void)
{
	return plan.number == ENOSPC ? SQLITE_FULL : SQLITE_IOERR;
}

int sqlite3_step(struct sqlite3_stmt *statement)
{
	REAL(sqlite3_step);
	return sqlite_fails() ? sqlite_code() : real(statement);
}

int sqlite3_prepare_v2(struct sqlite3 *db, const char *sql, int size,
		       struct sqlite3_stmt **statement, const char **tail)
{
	REAL(sqlite3_prepare_v2);
	if (sqlite_fails()) {
		*statement = NULL;
		return sqlite_code();
	}
	return real(db, sql, size, statement, tail);
}

int sqlite3_prepare_v3(struct sqlite3 *db, const char *sql, int size, unsigned flags,
		       struct sqlite3_stmt **statement, const char **tail)
{
	REAL(sqlite3_prepare_v3);
	if (sqlite_fails()) {
		*statement = NULL;
		return sqlite_code();
	}
	return real(db, sql, size, flags, statement, tail);
}

int sqlite3_exec(struct sqlite3 *db, const char *sql, int (*row)(void *, int, char **, char **),
		 void *shared, char **trouble)
{
	REAL(sqlite3_exec);
	int code;

	if (sqlite_fails())
		return sqlite_code();
	inside++;
	code = real(db, sql, row, shared, trouble);
	inside--;
	return code;
}

int sqlite3_open_v2(const char *path, struct sqlite3 **db, int flags, const char *vfs)
{
	REAL(sqlite3_open_v2);
	if (sqlite_fails()) {
		*db = NULL;
		return sqlite_code();
	}
	return real(path, db, flags, vfs);
}
