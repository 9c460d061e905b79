/** What a plan came to, in 32 bytes. */
#ifndef SERVICE_PLAN_DIGEST_H
#define SERVICE_PLAN_DIGEST_H

#include "model/plan.h"
#include "store/store.h"

/** Of all that people and demand lines have in each week and view: the same on every machine. */
struct digest plan_digest(const struct plan *plan);

#endif
