#include "reports/compare/agenda_items.h"

#include <assert.h>

const char *agenda_section_name(enum agenda_section section)
{
	static const char *const names[] = { "decisions", "roles",   "people",
					     "contracts", "changes", "doubts" };

	static_assert(ARRAY_LEN(names) == AGENDA_SECTION_COUNT, "every section has a name");
	return names[section];
}

struct agenda_item *agenda_add(struct agenda *agenda, enum agenda_section section, const char *kind,
			       const char *subject, const char *what)
{
	struct agenda_item *item;

	agenda->items = ARENA_PUSH(agenda->arena, agenda->items, agenda->count, agenda->room);
	item = &agenda->items[agenda->count];
	*item = (struct agenda_item){ .section = section,
				      .rank = agenda->count++,
				      .kind = kind,
				      .subject = subject,
				      .what = what,
				      .note = "" };
	agenda->in_section[section]++;
	return item;
}
