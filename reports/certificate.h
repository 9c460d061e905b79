/**
 * A certificate as a sentence that people read and can check.
 */
#ifndef REPORTS_CERTIFICATE_H
#define REPORTS_CERTIFICATE_H

#include "model/proof.h"

/**
 * "backend, sre and kafka work of 2026-W52 needs 168 h; only Ana, Kim and Lee qualify, with
 * 81 h: 87 h are missing however you assign them", in the arena.
 */
const char *certificate_sentence(const struct plan *plan, const struct certificate *certificate,
				 struct arena *arena);

/** What stands in the way: "level: 20 h less if any level would do", in the arena. */
const char *certificate_reason(const struct certificate *certificate, struct arena *arena);

/** The requirements of its lines, each once, in order (so those of a role stand together). */
size_t *certificate_requirements(const struct plan *plan, const struct certificate *certificate,
				 struct arena *arena, size_t *count);

/** Minutes of its supply that come from hard bookings. */
int64_t certificate_booked_minutes(const struct plan *plan, const struct certificate *certificate);

/** Minutes as hours with at most two decimals: "168", "11.5", in the arena. */
const char *hours_text(int64_t minutes, struct arena *arena);

#endif
