/**
 * The workspace: a folder of plain files, read.
 *
 * Reads bytes only; what they mean is for import/. Paths handed out live in
 * the arena that was given.
 */
#ifndef SERVICE_WORKSPACE_H
#define SERVICE_WORKSPACE_H

#include "service/workspace/find.h"
#include "service/workspace/given.h"
#include "store/store.h"

/**
 * Where what the workspace names may lie: in its own folder, links followed; anywhere when the user
 * trusts it (service/workspace/trust.h).
 */
struct given_place workspace_place(const char *root, struct arena *arena);

/**
 * Read the tables of the workspace and its settings, by name. Feeds are
 * service/feeds/feed_refresh.h's.
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
