/**
 * One source or feed to look at, without planning: for the verbs of the command `feed`.
 */
#ifndef SERVICE_FEED_SOURCE_H
#define SERVICE_FEED_SOURCE_H

#include "import/import.h"
#include "service/feeds/feed_refresh.h"
#include "service/session.h"

struct feed_sample {
	const char *shown;               /* the source, as it may be shown */
	const char *trouble;             /* why there are no bytes; "" when there are */
	struct calendar_request request; /* with bytes and name, ready to be read */
	struct company company;          /* of the workspace around it, if any */
	int status, redirects;           /* of HTTP; 0 for other sources */
	const char *type, *moved_to;
};

/** What is known of each feed of the workspace; nothing is read. */
bool feeds_known(struct session *session, struct feed_outcome **list, size_t *count,
		 struct fault *fault) MUST_CHECK;

/** What is to be looked at, and as what. */
struct feed_asked {
	const char *text; /* a path, an address, secret:NAME, "-"; or the name of a feed */
	bool fresh;       /* a feed from where it comes; else the copy that is in use */
	/* Both win over what the workspace says; NULL: as it says. */
	const enum feed_kind *kind;
	const char *time_zone; /* one that there is */
};

/**
 * Get the bytes of a source, or of a feed of the workspace.
 *
 * @param[out] sample  must stay where it is
 * @return false with FAULT_USAGE or FAULT_INPUT when it is neither
 */
bool feed_sample_open(struct session *session, const struct feed_asked *asked,
		      struct feed_sample *sample, struct fault *fault) MUST_CHECK;

/** Account for its events. @param weeks  0: twelve */
bool feed_sample_account(struct session *session, struct feed_sample *sample, struct day first_week,
			 size_t weeks, struct feed_account *account,
			 struct fault *fault) MUST_CHECK;

/** Drop what is kept of a feed. Plans that used its copy keep it. @param[out] forgotten  its whole
 * name */
bool feed_forget(struct session *session, const char *name, const char **forgotten,
		 struct fault *fault) MUST_CHECK;

#endif
