/** staffgap.conf. */
#ifndef IMPORT_SETTINGS_H
#define IMPORT_SETTINGS_H

#include "base/source.h"
#include "model/company.h"

/**
 * Read staffgap.conf over the defaults that `settings` already holds.
 *
 * An unknown setting is a warning with a did-you-mean.
 * @return false with FAULT_INPUT and file:line when it cannot be read as settings
 *         or a value is out of its range; settings is then untouched
 */
bool import_settings(struct source source, struct arena *arena, struct settings *settings,
		     struct notes *notes, struct fault *fault) MUST_CHECK;

#endif
