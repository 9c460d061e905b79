/** How large the gap of a stored plan may become: its uncertain demand, drawn. */
#ifndef SERVICE_RISK_H
#define SERVICE_RISK_H

#include "model/samples.h"
#include "service/compute.h"
#include "service/session.h"

struct risk_request {
	const char *number; /* of the plan, as stored_plan takes it */
	int32_t draws;      /* RISK_AS_SET: as the plan or its settings say */
	int64_t seed;       /* the same */
};

enum { RISK_AS_SET = -1 };

struct risk {
	struct computed computed;
	struct samples samples; /* of risk_sample */
	struct source_goal goal;
};

/**
 * Compute the plan and its engagements, redacted as the session is.
 *
 * @param[out] risk  must stay where it is as long as its plan is used; when this returns true the
 * caller ends with risk_release
 * @return false with FAULT_USAGE when there are too many draws for the plan; as stored_plan
 */
bool risk_prepare(struct session *session, const struct risk_request *request, struct risk *risk,
		  struct fault *fault) MUST_CHECK;

/** Draw: what takes long. */
void risk_sample(struct session *session, struct risk *risk);

void risk_release(struct risk *risk);

#endif
