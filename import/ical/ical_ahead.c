/* What reading a calendar asks the system for, asked for beforehand. */
#include <libical/ical.h>
#include <unicode/ucal.h>

#include "import/import.h"

void import_read_ahead(void)
{
	static const UChar any[] = u"W. Europe Standard Time";
	static bool done = false;
	UErrorCode error = U_ZERO_ERROR;
	UChar found[128];

	if (done)
		return;
	done = true;
	(void)icaltimezone_get_builtin_timezones(); /* their names */
	/* ICU keeps its table of Windows' zones after the first question. */
	(void)ucal_getTimeZoneIDForWindowsID(any, -1, NULL, found, ARRAY_LEN(found), &error);
}
