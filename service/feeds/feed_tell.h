/**
 * What a refresh came to, for service/feeds/feed_refresh.c only: each feed as the input of a plan,
 * and the remarks that `import` makes about those that were read.
 */
#ifndef SERVICE_FEED_TELL_H
#define SERVICE_FEED_TELL_H

#include "service/feeds/feed_jobs.h"

/** Why a copy is doubted that was not taken by this account. */
const char *job_foreign_copy(const struct feed_job *j);

/** The feed as a plan gets it; fills the job's outcome, too. */
void job_input(struct feed_job *j, struct plan_input *input);

/**
 * Read the copies of the feeds that were asked for as a plan reads them: their remarks become
 * notes, their numbers are those of today's settings.
 *
 * @param[in,out] outcomes  of all jobs, in their order
 */
bool refresh_tell(struct refresh *r, struct feed_outcome *outcomes, struct fault *fault) MUST_CHECK;

#endif
