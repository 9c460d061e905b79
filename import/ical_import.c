/* Stands in until the importers are built: every file of import/ replaces a part of it. */
#include "import/import.h"

#define NOT_BUILT(source, fault)                                                                   \
	fault_set((fault), FAULT_SYSTEM, "'%s': this importer is not built yet", (source).name)

bool import_zone_known(const char *time_zone)
{
	return time_zone[0] != '\0';
}

bool import_calendar(const struct calendar_request *request, struct arena *arena,
		     struct calendar *calendar, struct calendar_counts *counts, struct notes *notes,
		     struct fault *fault)
{
	(void)arena, (void)calendar, (void)counts, (void)notes;
	return NOT_BUILT(request->source, fault);
}

bool import_holidays(const struct calendar_request *request, const char *location,
		     struct arena *arena, struct holiday **holidays, size_t *holiday_count,
		     struct calendar_counts *counts, struct notes *notes, struct fault *fault)
{
	(void)location, (void)arena, (void)holidays, (void)holiday_count, (void)counts, (void)notes;
	return NOT_BUILT(request->source, fault);
}
