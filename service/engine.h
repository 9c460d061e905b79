/** Which solver finds engagements, of those that are built in. */
#ifndef SERVICE_ENGINE_H
#define SERVICE_ENGINE_H

#include "base/fault.h"
#include "model/plan.h"

/** The engine that is taken for one of an option or of the settings: auto is the search where CBC
 * is not built in. */
enum engine engine_settled(enum engine engine);

/**
 * Whether an engine is built in.
 *
 * @param who  what the message begins with: who wants it
 * @return false with FAULT_USAGE
 */
bool engine_there(enum engine engine, const char *who, struct fault *fault) MUST_CHECK;

#endif
