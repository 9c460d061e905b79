/**
 * The system's time zones are part of what a plan comes from: it keeps their digests among its
 * inputs, and so they are part of what identifies it.
 */
#ifndef SERVICE_PLAN_ZONES_H
#define SERVICE_PLAN_ZONES_H

#include "import/import.h"
#include "store/store.h"

/** The zones that there are, by name, each with the SHA-256 of its data; "" for none. */
const char *plan_zones_text(struct zone_marks *zones, struct arena *arena);

/** The inputs of a plan and its zones, by name; the inputs themselves when there are none. */
const struct plan_input *plan_zones_add(const struct plan_input *inputs, size_t *count,
					const char *zones, struct day today, struct arena *arena);

/** Say when the inputs are of a stored plan that had other zones. */
void plan_zones_compare(const struct plan_input *inputs, size_t count, const char *now,
			struct notes *notes);

#endif
