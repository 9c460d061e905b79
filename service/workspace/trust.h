/**
 * The workspaces that the user trusts: $XDG_CONFIG_HOME/staffgap/trust.
 *
 * A workspace that somebody sent must neither make us use the user's passwords nor read what lies
 * outside of it. What only a trusted one may do is listed in docs/security.md. A line of the file
 * is `INODE PATH`: the real path of a folder, and the number that its file system gave it, so
 * that another folder put in its place is not trusted. (Device numbers change when machines start.)
 */
#ifndef SERVICE_TRUST_H
#define SERVICE_TRUST_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/fault.h"

/** A line of the list. */
struct trusted {
	unsigned long long inode;
	const char *path;
};

struct trust_list {
	struct trusted *list;
	size_t count;
};

/** Read it. @return false with FAULT_INPUT as user_file_read, or for a line that is none */
bool trust_read(struct arena *arena, struct trust_list *list, struct fault *fault) MUST_CHECK;

/** Whether a line is of that very folder as it is now. */
bool trust_holds(const struct trusted *trusted);

/**
 * Why the workspace may not do what only a trusted one may, with what to do about it.
 *
 * @return NULL when it is trusted
 */
const char *trust_refusal(const char *root, struct arena *arena);

/**
 * Add a folder to the list.
 *
 * @param[out] path  its real path
 * @return false with FAULT_INPUT when it is none, or its path has a line break
 */
bool trust_add(const char *folder, struct arena *arena, const char **path,
	       struct fault *fault) MUST_CHECK;

/** Take a folder off the list; it need not be there any more. @param[out] found  it was on it */
bool trust_remove(const char *folder, struct arena *arena, bool *found,
		  struct fault *fault) MUST_CHECK;

#endif
