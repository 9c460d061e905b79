/**
 * One source or feed to look at, without planning: for the verbs of the command `feed`.
 */
#ifndef CLI_FEED_SOURCE_H
#define CLI_FEED_SOURCE_H

#include "cli/feeds/feed_refresh.h"
#include "import/import.h"

struct feed_sample {
	const char *shown;               /* the source, as it may be shown */
	const char *trouble;             /* why there are no bytes; "" when there are */
	struct calendar_request request; /* with bytes and name, ready to be read */
	struct company company;          /* of the workspace around it, if any */
	int status, redirects;           /* of HTTP; 0 for other sources */
	const char *type, *moved_to;
};

/** What is known of each feed of the workspace; nothing is read. */
bool feeds_known(struct run *run, struct feed_outcome **list, size_t *count,
		 struct fault *fault) MUST_CHECK;

/**
 * Get the bytes of a source: a path, an address, secret:NAME, "-"; or of a feed of the
 * workspace by its name (fresh: from where it comes; else the copy that is in use).
 *
 * --kind and --time-zone win over what the workspace says.
 * @param[out] sample  must stay where it is
 * @return false with FAULT_USAGE or FAULT_INPUT when it is neither
 */
bool feed_sample_open(struct run *run, const char *text, bool fresh, struct feed_sample *sample,
		      struct fault *fault) MUST_CHECK;

/** Account for its events, from the week of --from or today on, for --weeks or 12. */
bool feed_sample_account(struct run *run, struct feed_sample *sample, struct feed_account *account,
			 struct fault *fault) MUST_CHECK;

/** Drop what is kept of a feed. Plans that used its copy keep it. */
bool feed_forget(struct run *run, const char *name, struct fault *fault) MUST_CHECK;

#endif
