/**
 * The workspace: a folder of plain files, found and read.
 *
 * Reads bytes only; what they mean is for import/. Paths handed out live in
 * the arena that was given.
 */
#ifndef CLI_WORKSPACE_H
#define CLI_WORKSPACE_H

#include "cli/given.h"
#include "store/store.h"

/**
 * Find the workspace: `folder` itself, or (NULL) the nearest folder from the current one
 * upwards that holds people.csv or staffgap.conf.
 *
 * @return false with FAULT_INPUT and what to type when there is none
 */
bool workspace_find(const char *folder, struct arena *arena, const char **root,
		    struct fault *fault) MUST_CHECK;

/**
 * Where what the workspace names may lie: in its own folder, links followed; anywhere when the user
 * trusts it (cli/trust.h).
 */
struct given_place workspace_place(const char *root, struct arena *arena);

/**
 * Read the tables of the workspace and its settings, by name. Feeds are cli/feeds/feed_refresh.h's.
 *
 * feeds.csv is given as it is written, addresses and all.
 * @param today  becomes read_on of each
 * @return false with FAULT_INPUT when a file cannot be read, is no file, lies outside of a
 * workspace that is not trusted or is larger than 256 MB, or people.csv or demand.csv is missing
 */
bool workspace_read(const char *root, struct day today, struct arena *arena,
		    struct plan_input **inputs, size_t *count, struct fault *fault) MUST_CHECK;

/** The names of *.ics in calendars/ and holidays/, in no order. */
bool workspace_calendars(const char *root, struct arena *arena, const char ***names, size_t *count,
			 struct fault *fault) MUST_CHECK;

/** Read one more file of the workspace, as workspace_read does. @param[out] found  whether it is
 * there */
bool workspace_file(const char *root, const char *name, struct day today, struct arena *arena,
		    struct plan_input *input, bool *found, struct fault *fault) MUST_CHECK;

#endif
