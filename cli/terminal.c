#include "cli/terminal.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

enum {
	SHOWN_OF_A_KIND = 5,
	WIDTH_DEFAULT = 80,
	WIDTH_LEAST = 40,
	PROGRESS_AFTER_MS = 500,
	PROGRESS_EVERY_MS = 100,
};

bool terminal_colour(FILE *stream)
{
	const char *no = getenv("NO_COLOR"), *term = getenv("TERM");

	return isatty(fileno(stream)) && !(no && no[0]) && !(term && strcmp(term, "dumb") == 0);
}

int terminal_width(FILE *stream)
{
	struct winsize size;
	int width = WIDTH_DEFAULT;

	if (isatty(fileno(stream)) && ioctl(fileno(stream), TIOCGWINSZ, &size) == 0 &&
	    size.ws_col > 0)
		width = size.ws_col;
	return width < WIDTH_LEAST ? WIDTH_LEAST : width;
}

static void print_note(const struct note *note, bool colour)
{
	static const char *const colours[] = { "\033[36m", "\033[33m", "\033[31m" };
	const struct place *place = &note->place;

	if (place->file[0] && place->line > 0 && place->column > 0)
		fprintf(stderr, "%s:%d:%d: ", place->file, place->line, place->column);
	else if (place->file[0] && place->line > 0)
		fprintf(stderr, "%s:%d: ", place->file, place->line);
	else if (place->file[0])
		fprintf(stderr, "%s: ", place->file);
	fprintf(stderr, "%s%s:%s %s [%s]\n", colour ? colours[note->level] : "",
		note_level_name(note->level), colour ? "\033[0m" : "", note->text, note->id);
}

/** How many of the first `count` notes have the same id as the note. */
static size_t same_before(const struct notes *notes, size_t count)
{
	size_t same = 0;

	for (size_t i = 0; i < count && same <= SHOWN_OF_A_KIND; i++)
		same += strcmp(notes->list[i].id, notes->list[count].id) == 0;
	return same;
}

void terminal_notes(struct notes *notes, const struct options *options)
{
	bool limited = isatty(STDERR_FILENO) && !options->verbose;
	bool colour = terminal_colour(stderr);
	size_t hidden = 0;

	notes_sort(notes);
	for (size_t i = 0; i < notes->count; i++) {
		if (options->quiet && notes->list[i].level != NOTE_ERROR)
			continue;
		if (limited && same_before(notes, i) >= SHOWN_OF_A_KIND)
			hidden++;
		else
			print_note(&notes->list[i], colour);
	}
	if (hidden)
		fprintf(stderr, "and %zu more of the same kinds (-v shows all)\n", hidden);
}

/* --- progress ---------------------------------------------------------- */

static int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

struct progress progress_start(const char *what, bool wanted)
{
	return (struct progress){ .what = what,
				  .wanted = wanted && isatty(STDERR_FILENO),
				  .started_ms = now_ms() };
}

void progress_show(struct progress *progress, size_t done, size_t all)
{
	int64_t now = now_ms();

	if (!progress->wanted || now - progress->started_ms < PROGRESS_AFTER_MS ||
	    now - progress->shown_ms < PROGRESS_EVERY_MS)
		return;
	progress->shown_ms = now;
	fprintf(stderr, "\r%s %zu of %zu", progress->what, done, all);
	fflush(stderr);
}

void progress_clear(struct progress *progress)
{
	if (progress->shown_ms)
		fputs("\r\033[K", stderr);
	progress->shown_ms = 0;
}
