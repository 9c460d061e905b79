/* Stands in until the importers are built: every file of import/ replaces a part of it. */
#include "import/import.h"

#define NOT_BUILT(source, fault)                                                                   \
	fault_set((fault), FAULT_SYSTEM, "'%s': this importer is not built yet", (source).name)

bool import_settings(struct source source, struct arena *arena, struct settings *settings,
		     struct notes *notes, struct fault *fault)
{
	(void)arena, (void)settings, (void)notes;
	return NOT_BUILT(source, fault);
}

bool import_people(struct source source, struct arena *arena, struct company *company,
		   struct notes *notes, struct fault *fault)
{
	(void)arena, (void)company, (void)notes;
	return NOT_BUILT(source, fault);
}

bool import_demand(struct source source, struct arena *arena, struct company *company,
		   struct notes *notes, struct fault *fault)
{
	(void)arena, (void)company, (void)notes;
	return NOT_BUILT(source, fault);
}

bool import_bookings(struct source source, struct arena *arena, struct company *company,
		     struct notes *notes, struct fault *fault)
{
	(void)arena, (void)company, (void)notes;
	return NOT_BUILT(source, fault);
}

void company_link(struct company *company, struct arena *arena, struct notes *notes)
{
	(void)company, (void)arena, (void)notes;
}

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
