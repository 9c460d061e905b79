#include "cli/command.h"

#include <string.h>

#include "base/text.h"

const struct command *command_find(const struct command_table *table, const char *name,
				   struct arena *arena, struct fault *fault)
{
	const char **names = ARENA_ARRAY(arena, const char *, table->count + 1);
	const char *near;

	for (size_t i = 0; i < table->count; i++) {
		if (strcmp(table->list[i]->name, name) == 0)
			return table->list[i];
		names[i] = table->list[i]->name;
	}
	near = text_nearest(name, names, table->count, arena);
	if (near)
		fault_set(fault, FAULT_USAGE, "there is no command '%s' (did you mean '%s'?)", name,
			  near);
	else
		fault_set(fault, FAULT_USAGE,
			  "there is no command '%s' ('staffgap help' lists them)", name);
	return NULL;
}
