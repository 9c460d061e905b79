#include "cli/command.h"

#include <string.h>

#include "base/text.h"

extern const struct command command_plan, command_report, command_check, command_plans,
	command_help, command_version, command_man, command_completion, command_init, command_demo,
	command_publish, command_import, command_feed, command_trust, command_forget;

/* The Monday meeting. */
extern const struct command command_agenda, command_diff, command_explain, command_compare,
	command_what_if, command_risk;

/* In the order of the help. */
const struct command *const command_list[] = {
	&command_init,       &command_demo,    &command_import,  &command_feed,    &command_trust,
	&command_forget,     &command_plan,    &command_report,  &command_publish, &command_agenda,
	&command_diff,       &command_explain, &command_compare, &command_what_if, &command_risk,
	&command_check,      &command_plans,   &command_help,    &command_version, &command_man,
	&command_completion,
};
const size_t command_count = ARRAY_LEN(command_list);

const struct command *command_find(const char *name, struct arena *arena, struct fault *fault)
{
	const char *names[ARRAY_LEN(command_list)];
	const char *near;

	for (size_t i = 0; i < command_count; i++) {
		if (strcmp(command_list[i]->name, name) == 0)
			return command_list[i];
		names[i] = command_list[i]->name;
	}
	near = text_nearest(name, names, command_count, arena);
	if (near)
		fault_set(fault, FAULT_USAGE, "there is no command '%s' (did you mean '%s'?)", name,
			  near);
	else
		fault_set(fault, FAULT_USAGE,
			  "there is no command '%s' ('staffgap help' lists them)", name);
	return NULL;
}
