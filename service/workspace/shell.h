/** Words of commands that people are told to type, as their shell reads them. */
#ifndef SERVICE_SHELL_H
#define SERVICE_SHELL_H

#include "base/arena.h"

/**
 * The text in quotes, in the arena: 'it'\''s'. One that a terminal does not show as it is
 * (text_is_clean) is spelled out: $'a\012b', which bash, ksh, zsh and POSIX of 2024 read.
 */
const char *shell_quoted(const char *text, struct arena *arena);

/** The same without quotes where none are needed. */
const char *shell_word(const char *text, struct arena *arena);

/** "staffgap " and, when a folder was given, "-C 'FOLDER' ": how a command for it begins. */
const char *shell_staffgap(const char *folder, struct arena *arena);

#endif
