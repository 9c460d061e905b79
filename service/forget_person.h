/** Taking somebody out of what is stored. */
#ifndef SERVICE_FORGET_PERSON_H
#define SERVICE_FORGET_PERSON_H

#include "service/session.h"

/** Where a file of the workspace still names them; it is the user's, and stays as it is. */
struct mention_place {
	const char *file;
	int32_t line; /* 0: its name does */
};

struct person_forgotten {
	const char *id, *token;        /* who they were, and what they are called from now on */
	size_t plan_count, copy_count; /* in which they were */
	const struct mention_place *places; /* in the order of the files */
	size_t place_count;
};

/**
 * Take somebody out of all stored plans, copies of calendars and what is kept of them. Plans keep
 * their numbers; their times stay, as those of the token.
 *
 * @return false with FAULT_USAGE and a guess when nobody has the id, FAULT_INPUT, FAULT_STORE;
 * nothing is changed then
 */
bool forget_person(struct session *session, const char *id, struct person_forgotten *forgotten,
		   struct fault *fault) MUST_CHECK;

#endif
