#include "cli/terminal.h"

#include <string.h>
#include <unistd.h>

#include "cli/door.h"
#include "service/workspace/now.h"

enum {
	SHOWN_OF_A_KIND = 5,
	PROGRESS_AFTER_MS = 500,
	PROGRESS_EVERY_MS = 100,
	WAITING_AFTER_MS = 300,
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

/* --- progress ---------------------------------------------------------- */

/* Whether something that goes on is to be shown now: after a while, and not all the time. */
static bool is_due(struct terminal *t, const char *what)
{
	int64_t now = now_ms();

	if (!t->what || strcmp(t->what, what) != 0) {
		t->what = what;
		t->started_ms = now;
	}
	if (!isatty(STDERR_FILENO) || now - t->started_ms < PROGRESS_AFTER_MS ||
	    now - t->shown_ms < PROGRESS_EVERY_MS)
		return false;
	t->shown_ms = now;
	return true;
}

/* "drawing the pipeline: week 12 of 52", in place of what stood there. */
static void show_progress(void *shared, const char *what, size_t done, size_t all)
{
	struct arena arena = ARENA_INIT;

	if (is_due(shared, what))
		tell_again(arena_format(&arena, "%s %zu of %zu", what, done, all));
	arena_release(&arena);
}

static void show_waiting(void *shared, int32_t waited_ms, int32_t most_ms, long process)
{
	struct terminal *t = shared;
	struct arena arena = ARENA_INIT;
	const char *who = process ? arena_format(&arena, " (process %ld)", process) : "";

	if (is_due(t, "waiting")) {
		tell_again(arena_format(
			&arena, "waiting for another staffgap%s in this folder: second %d of %d",
			who, (int)waited_ms / 1000, (int)most_ms / 1000));
	} else if (!isatty(STDERR_FILENO) && !t->said && waited_ms >= WAITING_AFTER_MS) {
		t->said = true;
		tell_line("waiting for another staffgap%s in this folder", who);
	}
	arena_release(&arena);
}

static void take_off(void *shared)
{
	struct terminal *t = shared;

	if (t->shown_ms)
		tell_again(NULL);
	*t = (struct terminal){ .said = false };
}

static void tell_text(void *shared, const char *text)
{
	(void)shared;
	tell_line("%s", text);
}

struct teller terminal_teller(struct terminal *terminal)
{
	return (struct teller){ .progress = show_progress,
				.over = take_off,
				.waiting = show_waiting,
				.line = tell_text,
				.shared = terminal };
}
