/**
 * Addresses that are as good as passwords, kept outside the workspace.
 *
 * $XDG_CONFIG_HOME/staffgap/secrets (~/.config/staffgap/secrets), which only its owner may
 * read, has a line `NAME = ADDRESS` or `NAME = !COMMAND` for each; the first line that the
 * command prints is the address. Commands stand only there, never in a workspace, which may
 * come from somebody else.
 */
#ifndef SERVICE_FEED_SECRET_H
#define SERVICE_FEED_SECRET_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/fault.h"

/**
 * The address of a secret; it may hold a name and a password ("https://me:word@host/...").
 *
 * @return false with FAULT_INPUT when there is no such secret, others may read the file, the
 *         command fails or takes longer than 30 seconds, or it is no address. The
 *         message never holds the address.
 */
bool secret_find(const char *name, struct arena *arena, const char **url,
		 struct fault *fault) MUST_CHECK;

#endif
