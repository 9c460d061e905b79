/**
 * Where the settings of staffgap.conf stand, before libconfuse reads their values.
 *
 * Settings are only settings: libconfuse fills in variables of the environment, and knows
 * functions, sections, lists and `+=`. What would need one of them is refused here, with its
 * place and what to write instead, so that libconfuse never sees it.
 */
#ifndef IMPORT_SETTINGS_SCAN_H
#define IMPORT_SETTINGS_SCAN_H

#include "base/arena.h"
#include "base/fault.h"
#include "base/note.h"
#include "base/source.h"

/* More bytes are refused; the longest settings that make sense have a tenth of it. */
enum { SETTINGS_BYTES_MAX = 256 * 1024, SETTING_NAME_MAX = 64 };

/** One `name = value`. */
struct setting_line {
	const char *name; /* in the arena */
	struct place place;
	struct span text; /* name to value, with its quotes; in the source */
};

/**
 * Find all settings of a file: one a line, but for values in quotes that go on over lines.
 *
 * @param[out] lines  in the arena, as they stand
 * @return false with FAULT_INPUT ("staffgap.conf:3:9: ...") when the file is too long, no UTF-8
 *         text, or not a list of settings
 */
bool settings_scan(struct source source, struct arena *arena, struct setting_line **lines,
		   size_t *count, struct fault *fault) MUST_CHECK;

#endif
