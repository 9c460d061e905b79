/** All commands, for main() only: it hands the table over to those that show it. */
#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include "cli/command.h"

/** In the order of the help. */
extern const struct command_table command_table;

#endif
