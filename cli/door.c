#include "cli/door.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/text.h"

enum { WIDTH_DEFAULT = 80, WIDTH_LEAST = 40 };

/* Those of notes and of the cells of tables (reports/tables/plan_table.c). */
static const char *const colours[] = { "\033[0m", "\033[31m", "\033[33m", "\033[36m",
				       "\033[1;31m" };

static bool has_colour(FILE *stream)
{
	const char *no = getenv("NO_COLOR"), *term = getenv("TERM");

	return isatty(fileno(stream)) && !(no && no[0]) && !(term && strcmp(term, "dumb") == 0);
}

bool door_colour_out(void)
{
	return has_colour(stdout);
}

int door_width(void)
{
	struct winsize size;
	int width = WIDTH_DEFAULT;

	if (isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 &&
	    size.ws_col > 0)
		width = size.ws_col;
	return width < WIDTH_LEAST ? WIDTH_LEAST : width;
}

static bool told;

bool door_told(void)
{
	return told;
}

/* --- lines --------------------------------------------------------------- */

static void put(FILE *stream, const char *end, const char *format, va_list args)
	__attribute__((format(printf, 3, 0)));

static void put(FILE *stream, const char *end, const char *format, va_list args)
{
	struct arena arena = ARENA_INIT;

	fputs(text_clean(arena_vformat(&arena, format, args), &arena), stream);
	fputs(end, stream);
	arena_release(&arena);
}

void say(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	put(stdout, "", format, args);
	va_end(args);
}

void say_line(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	put(stdout, "\n", format, args);
	va_end(args);
}

void tell(const char *format, ...)
{
	va_list args;

	told = true;
	va_start(args, format);
	put(stderr, "", format, args);
	va_end(args);
}

void tell_line(const char *format, ...)
{
	va_list args;

	told = true;
	va_start(args, format);
	put(stderr, "\n", format, args);
	va_end(args);
}

void say_ours(const char *format, ...)
{
	struct arena arena = ARENA_INIT;
	va_list args;

	va_start(args, format);
	fputs(text_clean_lines(span_of(arena_vformat(&arena, format, args)), NULL, 0, &arena),
	      stdout);
	va_end(args);
	arena_release(&arena);
}

void say_block(const char *lines)
{
	say_ours("%s\n", lines);
}

void tell_colour(const char *colour)
{
	if (has_colour(stderr))
		fputs(colour, stderr);
}

void tell_again(const char *text)
{
	struct arena arena = ARENA_INIT;

	fputs(text ? "\r" : "\r\033[K", stderr);
	if (text)
		fputs(text_clean(text, &arena), stderr);
	fflush(stderr);
	arena_release(&arena);
}

/* --- pages --------------------------------------------------------------- */

FILE *door_data(void)
{
	return stdout;
}

bool door_open(struct door *door, FILE *stream, struct fault *fault)
{
	*door = (struct door){ .stream = stream };
	door->page = open_memstream(&door->bytes, &door->len);
	return door->page != NULL ||
	       fault_set(fault, FAULT_SYSTEM, "cannot make a page: %s", strerror(errno));
}

bool door_close(struct door *door, bool good, struct fault *fault)
{
	bool coloured = door->stream == stdout && has_colour(stdout);
	bool whole = !ferror(door->page);
	struct arena arena = ARENA_INIT;

	if (fclose(door->page) != 0)
		whole = false;
	if (whole && good)
		fputs(text_clean_lines((struct span){ door->bytes, door->len }, colours,
				       coloured ? ARRAY_LEN(colours) : 0, &arena),
		      door->stream);
	free(door->bytes);
	arena_release(&arena);
	*door = (struct door){ .page = NULL };
	return whole || !good ||
	       fault_set(fault, FAULT_SYSTEM, "cannot write: the page is incomplete");
}

bool door_finish(struct fault *fault)
{
	return (fflush(stdout) == 0 && !ferror(stdout)) ||
	       fault_set(fault, FAULT_SYSTEM, "cannot write to standard output: %s",
			 strerror(errno));
}
