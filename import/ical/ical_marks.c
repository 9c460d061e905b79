#include "import/ical/ical_marks.h"

#include <string.h>

/* More names that nobody has are not marked: a feed may have any number of them. */
enum { UNKNOWN_MARKS_MAX = 1000 };

void zone_marks_add(struct zone_marks *marks, struct zone_mark mark)
{
	for (size_t i = 0; i < marks->count; i++)
		if (strcmp(marks->list[i].name, mark.name) == 0)
			return;
	if (!mark.bytes.ptr && marks->unknown++ >= UNKNOWN_MARKS_MAX)
		return;
	mark.name = arena_copy(marks->arena, span_of(mark.name));
	marks->list = ARENA_PUSH(marks->arena, marks->list, marks->count, marks->room);
	marks->list[marks->count++] = mark;
}
