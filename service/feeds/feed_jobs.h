/**
 * Which feeds a workspace has, for service/feeds/feed_refresh.c only: the jobs of one refresh.
 */
#ifndef SERVICE_FEED_JOBS_H
#define SERVICE_FEED_JOBS_H

#include "service/feeds/feed_read.h"
#include "service/feeds/feed_refresh.h"
#include "service/workspace/given.h"

struct workers;

struct refresh {
	const struct refresh_request *request;
	struct arena *arena;
	struct company company; /* settings, people and feeds.csv: as much as reading feeds needs */
	struct people_index people;
	struct given_place place;  /* where the workspace's files may lie */
	struct feed_check *checks; /* of the database, by name */
	size_t check_count;
	struct feed_job *jobs; /* by input */
	size_t count, room, ended;
	struct workers *workers;
	bool unlocked; /* others may write: store_resume before writing */
	int64_t locked_ms;
};

struct feed_job {
	struct refresh *refresh;
	struct feed_entry entry;
	struct feed_check before; /* name is the input's; zero when it was never tried */
	struct feed_check now;
	bool wanted;           /* to be read now */
	bool kept;             /* a new copy is there */
	bool gone;             /* a file of calendars/ or holidays/ that is not there any more */
	const char *url;       /* of what comes over the network */
	const char *doubt;     /* the copy is good, and yet something is wrong with it */
	struct fast_hash hash; /* of the new bytes */
	size_t size;
	struct calendar_request reading; /* with the new bytes, until a process has them */
	struct feed_outcome outcome;
};

/** The SHA-256 of where a feed is read from. */
struct digest source_digest(const char *source);

/** Read staffgap.conf, people.csv and feeds.csv, as much as reading feeds needs. */
bool jobs_read_tables(struct refresh *r, const struct plan_input *inputs, size_t count,
		      struct fault *fault) MUST_CHECK;

/** Make a job of each feed, and find which of them are wanted. */
bool jobs_list(struct refresh *r, struct fault *fault) MUST_CHECK;

#endif
