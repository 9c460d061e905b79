#include "import/ical/ical_ahead.h"

#include <locale.h>
#include <unicode/ucal.h>

#include "import/ical/ical_system.h"

bool import_read_ahead(struct fault *fault)
{
	static const UChar any[] = u"W. Europe Standard Time";
	static locale_t utf8; /* kept: the C library opens no file for it again */
	static bool done = false;
	UErrorCode error = U_ZERO_ERROR;
	UChar found[128];

	if (done)
		return true;
	/* ICU keeps its table of Windows' zones after the first question. */
	(void)ucal_getTimeZoneIDForWindowsID(any, -1, NULL, found, ARRAY_LEN(found), &error);
	if (error == U_MEMORY_ALLOCATION_ERROR)
		return fault_set(fault, FAULT_SYSTEM, "out of memory");
	if (!utf8)
		utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
	done = import_zones_load(fault);
	return done;
}
