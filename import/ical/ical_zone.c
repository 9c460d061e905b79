#include "import/ical/ical_zone.h"

#include <string.h>
#include <unicode/ucal.h>
#include <unicode/ustring.h>

#include "import/ical/ical_system.h"

/* More VTIMEZONEs than there are zones in the world are not read; longer names mean nothing. */
enum { WIDE_MAX = 128, TZID_MAX = 1000, ZONES_MAX = 600 };

/* NULL: there is none, or there is trouble, with which nothing that is read counts. */
static const struct clock *zone_of_system(struct zones *zones, const char *name)
{
	const struct clock *clock = NULL;

	if (zones->trouble.kind != FAULT_NONE ||
	    !system_zone_find(name, zones->marks, &clock, &zones->trouble))
		return NULL;
	return clock;
}

/* --- names of other systems -------------------------------------------- */

/* ICU says that it is out of memory; that is no answer about the name. */
static const struct clock *without_answer(struct zones *zones, UErrorCode error)
{
	if (error == U_MEMORY_ALLOCATION_ERROR)
		(void)fault_set(&zones->trouble, FAULT_SYSTEM, "out of memory");
	return NULL;
}

static const struct clock *zone_of_windows(struct zones *zones, const char *name)
{
	UChar wide[WIDE_MAX], found[WIDE_MAX];
	char narrow[WIDE_MAX];
	UErrorCode error = U_ZERO_ERROR;
	int32_t len;

	u_strFromUTF8(wide, WIDE_MAX, &len, name, -1, &error);
	if (U_FAILURE(error))
		return NULL;
	len = ucal_getTimeZoneIDForWindowsID(wide, len, NULL, found, WIDE_MAX, &error);
	if (U_FAILURE(error) || len <= 0 || len >= WIDE_MAX)
		return without_answer(zones, error);
	u_strToUTF8(narrow, sizeof(narrow), NULL, found, len, &error);
	return U_FAILURE(error) ? NULL : zone_of_system(zones, narrow);
}

/* Display names that Outlook and Exchange write where an id belongs. */
static const struct clock *zone_of_display_name(struct zones *zones, const char *name)
{
	static const struct {
		const char *part, *zone;
	} table[] = {
		{ "Amsterdam, Berlin, Bern, Rome", "Europe/Berlin" },
		{ "Brussels, Copenhagen, Madrid, Paris", "Europe/Paris" },
		{ "Sarajevo, Skopje, Warsaw, Zagreb", "Europe/Warsaw" },
		{ "Belgrade, Bratislava, Budapest", "Europe/Budapest" },
		{ "Dublin, Edinburgh, Lisbon, London", "Europe/London" },
		{ "Athens, Bucharest", "Europe/Bucharest" },
		{ "Helsinki, Kyiv, Riga", "Europe/Helsinki" },
		{ "Chennai, Kolkata, Mumbai, New Delhi", "Asia/Kolkata" },
		{ "Eastern Time (US", "America/New_York" },
		{ "Central Time (US", "America/Chicago" },
		{ "Mountain Time (US", "America/Denver" },
		{ "Pacific Time (US", "America/Los_Angeles" },
		{ "Coordinated Universal Time", "UTC" },
		{ "Pacific Time", "America/Los_Angeles" },
		{ "Eastern Time", "America/New_York" },
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		if (strstr(name, table[i].part))
			return zone_of_system(zones, table[i].zone);
	return NULL;
}

/* "/freeassociation.sourceforge.net/Europe/Berlin": the tail that is a zone. */
static const struct clock *zone_of_path(struct zones *zones, const char *name)
{
	const char *slash = strchr(name, '/');

	while (slash) {
		const struct clock *zone =
			strchr(slash + 1, '/') ? zone_of_system(zones, slash + 1) : NULL;

		if (zone)
			return zone;
		slash = strchr(slash + 1, '/');
	}
	return NULL;
}

/* "GMT Standard Time 1": Outlook numbers zones that it has changed. */
static const struct clock *zone_of_numbered(struct zones *zones, const char *name)
{
	size_t len = strlen(name), digits = 0;

	while (digits < len && name[len - 1 - digits] >= '0' && name[len - 1 - digits] <= '9')
		digits++;
	if (digits == 0 || digits + 1 >= len || name[len - 1 - digits] != ' ')
		return NULL;
	return zone_of_windows(zones,
			       arena_copy(zones->arena, (struct span){ name, len - 1 - digits }));
}

static const struct clock *zone_of_name(struct zones *zones, const char *name)
{
	const struct clock *zone;

	if (strlen(name) > TZID_MAX)
		return NULL;
	zone = zone_of_system(zones, name);
	if (!zone)
		zone = zone_of_windows(zones, name);
	if (!zone)
		zone = zone_of_numbered(zones, name);
	if (!zone)
		zone = zone_of_path(zones, name);
	return zone ? zone : zone_of_display_name(zones, name);
}

/* --- VTIMEZONE --------------------------------------------------------- */

static void add_entry(struct zones *zones, struct zone_entry entry)
{
	zones->entries = ARENA_PUSH(zones->arena, zones->entries, zones->count, zones->room);
	zones->entries[zones->count++] = entry;
}

static void read_zones(struct zones *zones, size_t calendar)
{
	const struct scan_calendar *c = &zones->scan->calendars[calendar];

	for (size_t i = 0; i < c->zone_count; i++) {
		const struct clock *clock =
			i < ZONES_MAX ? clock_of_text(c->zones[i].text, zones->arena) : NULL;

		if (clock)
			add_entry(zones, (struct zone_entry){ .calendar = calendar,
							      .tzid = span_of(clock->name),
							      .clock = clock });
		else
			notes_add(zones->notes, NOTE_WARNING, "zone-unreadable",
				  (struct place){ zones->feed, c->zones[i].line, 0 },
				  "this VTIMEZONE cannot be read: the system's zones are used");
	}
}

/* --- door -------------------------------------------------------------- */

void zones_open(struct zones *zones, const char *person_zone)
{
	zones->person = zone_of_system(zones, person_zone);
	if (!zones->person) {
		notes_add(zones->notes, NOTE_WARNING, "zone-unknown",
			  (struct place){ zones->feed, 0, 0 },
			  "'%s' is not a time zone that this system knows: UTC is used",
			  person_zone);
		zones->person = &clock_utc;
	}
	for (size_t i = 0; i < zones->scan->calendar_count; i++)
		read_zones(zones, i);
}

static const struct clock *default_zone(struct zones *zones, size_t calendar)
{
	const struct clock *zone =
		zone_of_name(zones, zones->scan->calendars[calendar].time_zone_hint);

	return zone ? zone : zones->person;
}

static bool is_entry(const struct zone_entry *entry, size_t calendar, struct span tzid)
{
	return entry->calendar == calendar && span_equal(entry->tzid, tzid);
}

const struct zone_entry *zones_find(struct zones *zones, size_t calendar, struct span tzid,
				    int32_t line)
{
	struct zone_entry entry = { .calendar = calendar };
	const char *name;

	if (zones->last < zones->count && is_entry(&zones->entries[zones->last], calendar, tzid))
		return &zones->entries[zones->last];
	for (size_t i = 0; i < zones->count; i++)
		if (is_entry(&zones->entries[i], calendar, tzid)) {
			zones->last = i;
			return &zones->entries[i];
		}
	name = arena_copy(zones->arena, tzid);
	entry.tzid = (struct span){ name, tzid.len };
	/* What stands behind a NUL belongs to the name, too. */
	if (strlen(name) == tzid.len)
		entry.clock = zone_of_name(zones, name);
	entry.guessed = !entry.clock;
	if (entry.guessed) {
		entry.clock = default_zone(zones, calendar);
		notes_add(zones->notes, NOTE_WARNING, "zone-unknown",
			  (struct place){ zones->feed, line, 0 },
			  "the time zone '%s' is not known: times are read as %s", name,
			  entry.clock->name);
	}
	add_entry(zones, entry);
	zones->last = zones->count - 1;
	return &zones->entries[zones->last];
}
