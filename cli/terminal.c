#include "cli/terminal.h"

#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cli/door.h"

enum {
	SHOWN_OF_A_KIND = 5,
	PROGRESS_AFTER_MS = 500,
	PROGRESS_EVERY_MS = 100,
};

static void print_note(const struct note *note)
{
	static const char *const colours[] = { "\033[36m", "\033[33m", "\033[31m" };
	const struct place *place = &note->place;

	if (place->file[0])
		tell("%s:", place->file);
	if (place->file[0] && place->line > 0)
		tell("%d:", place->line);
	if (place->file[0] && place->line > 0 && place->column > 0)
		tell("%d:", place->column);
	tell("%s", place->file[0] ? " " : "");
	tell_colour(colours[note->level]);
	tell("%s:", note_level_name(note->level));
	tell_colour("\033[0m");
	tell_line(" %s [%s]", note->text, note->id);
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
	size_t hidden = 0;

	notes_sort(notes);
	for (size_t i = 0; i < notes->count; i++) {
		if (options->quiet && notes->list[i].level != NOTE_ERROR)
			continue;
		if (limited && same_before(notes, i) >= SHOWN_OF_A_KIND)
			hidden++;
		else
			print_note(&notes->list[i]);
	}
	if (hidden)
		tell_line("and %zu more of the same kinds (-v shows all)", hidden);
}

void run_in_doubt(struct run *run, size_t feeds)
{
	run->status = EXIT_STALE;
	run->reason =
		arena_format(run->arena, "%zu feed%s in doubt ('staffgap feed list' says why)",
			     feeds, feeds == 1 ? " is" : "s are");
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
	struct arena arena = ARENA_INIT;
	int64_t now = now_ms();

	if (!progress->wanted || now - progress->started_ms < PROGRESS_AFTER_MS ||
	    now - progress->shown_ms < PROGRESS_EVERY_MS)
		return;
	progress->shown_ms = now;
	tell_again(arena_format(&arena, "%s %zu of %zu", progress->what, done, all));
	arena_release(&arena);
}

void progress_clear(struct progress *progress)
{
	if (progress->shown_ms)
		tell_again(NULL);
	progress->shown_ms = 0;
}
