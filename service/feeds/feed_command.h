/**
 * The commands of the user's own secrets file: run, and what they print.
 *
 * A command has a session and a process group of its own, no standard input, and none of our
 * descriptors but standard error, where it may say what is wrong.
 */
#ifndef SERVICE_FEED_COMMAND_H
#define SERVICE_FEED_COMMAND_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/fault.h"

/** The longest that a command may take, and the most that it may print. */
enum { COMMAND_SECONDS = 30, COMMAND_BYTES_MAX = 8192 };

/**
 * The first line that a shell command prints.
 *
 * It has ended when the shell has, whatever it left in the background; that is then killed, as
 * everything of it is when the time is up.
 * @return false with FAULT_INPUT when it fails, prints nothing, takes longer than
 *         `seconds` of the monotonic clock, or prints more than COMMAND_BYTES_MAX bytes or a NUL
 */
bool command_answer(const char *command, int seconds, struct arena *arena, struct span *line,
		    struct fault *fault) MUST_CHECK;

#endif
