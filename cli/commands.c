#include "cli/commands.h"

extern const struct command command_plan, command_report, command_check, command_plans,
	command_help, command_version, command_man, command_completion, command_init, command_demo,
	command_publish, command_import, command_feed, command_trust, command_forget;

/* The Monday meeting. */
extern const struct command command_agenda, command_diff, command_explain, command_compare,
	command_what_if, command_risk;

/* In the order of the help. */
static const struct command *const list[] = {
	&command_init,       &command_demo,    &command_import,  &command_feed,    &command_trust,
	&command_forget,     &command_plan,    &command_report,  &command_publish, &command_agenda,
	&command_diff,       &command_explain, &command_compare, &command_what_if, &command_risk,
	&command_check,      &command_plans,   &command_help,    &command_version, &command_man,
	&command_completion,
};
const struct command_table command_table = { list, ARRAY_LEN(list) };
