/** The settings about what external staff may cost, for the reader of staffgap.conf. */
#ifndef IMPORT_SETTINGS_COSTS_H
#define IMPORT_SETTINGS_COSTS_H

#include "base/arena.h"
#include "model/settings.h"

/** Read a value's text; false with what is wrong. Only that member of settings is touched. */
typedef bool read_value(const char *text, struct arena *arena, struct settings *settings,
			struct fault *fault);

struct setting {
	const char *name;
	read_value *read;
};

enum { COST_SETTING_COUNT = 15 };
extern const struct setting cost_settings[COST_SETTING_COUNT];

/** A whole number from low to high. */
bool setting_whole(const char *text, int64_t low, int64_t high, int32_t *value,
		   struct fault *fault) MUST_CHECK;

#endif
