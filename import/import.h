/**
 * Reading: bytes from outside become the nouns of model/. This is all that the room offers to those
 * who make plans.
 *
 * Importers touch neither the database nor the files of the workspace; service/
 * hands them the bytes. What an importer had to skip is a note of level ERROR,
 * what it doubts a WARNING: one bad row or event never takes the rest down.
 * A fault is kept for what makes the whole file useless (no header row, a
 * quote that never closes, no calendar in the bytes); then nothing of the file
 * is used. Everything returned lives in the given arena.
 */
#ifndef IMPORT_IMPORT_H
#define IMPORT_IMPORT_H

/* Tables. */
#include "import/bookings.h"
#include "import/demand.h"
#include "import/engagements.h"
#include "import/feeds.h"
#include "import/link.h"
#include "import/people.h"
#include "import/rates.h"
#include "import/settings.h"

/* Calendars. */
#include "import/ical/ical_ahead.h"
#include "import/ical/ical_import.h"
#include "import/ical/ical_offsets.h"
#include "import/ical/ical_system.h"
#include "import/ical/ical_version.h"
#include "import/ical/ical_weeks.h"

#endif
