#include "import/ical/ical_zone.h"

#include <string.h>
#include <strings.h>
#include <unicode/ucal.h>
#include <unicode/ustring.h>

/* More VTIMEZONEs than there are zones in the world are not read. */
enum { ZONE_NAME_MAX = 128, ZONES_MAX = 600 };

bool import_zone_known(const char *time_zone)
{
	return zone_of_system(time_zone) != NULL;
}

const struct clock *zone_of_system(const char *name)
{
	size_t len = strlen(name);

	if (strcasecmp(name, "UTC") == 0 || strcmp(name, "Etc/UTC") == 0 ||
	    strcmp(name, "GMT") == 0 || strcmp(name, "Z") == 0)
		return &clock_utc;
	if (len == 0 || len > ZONE_NAME_MAX || name[0] == '/' || strstr(name, "..") ||
	    strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/_+-") !=
		    len)
		return NULL;
	return clock_of_system(name);
}

/* --- names of other systems -------------------------------------------- */

static const struct clock *zone_of_windows(const char *name)
{
	UChar wide[ZONE_NAME_MAX], found[ZONE_NAME_MAX];
	char narrow[ZONE_NAME_MAX];
	UErrorCode error = U_ZERO_ERROR;
	int32_t len;

	u_strFromUTF8(wide, ZONE_NAME_MAX, &len, name, -1, &error);
	if (U_FAILURE(error))
		return NULL;
	len = ucal_getTimeZoneIDForWindowsID(wide, len, NULL, found, ZONE_NAME_MAX, &error);
	if (U_FAILURE(error) || len <= 0 || len >= ZONE_NAME_MAX)
		return NULL;
	u_strToUTF8(narrow, sizeof(narrow), NULL, found, len, &error);
	return U_FAILURE(error) ? NULL : zone_of_system(narrow);
}

/* Display names that Outlook and Exchange write where an id belongs. */
static const struct clock *zone_of_display_name(const char *name)
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
			return zone_of_system(table[i].zone);
	return NULL;
}

/* "/freeassociation.sourceforge.net/Europe/Berlin": the tail that is a zone. */
static const struct clock *zone_of_path(const char *name)
{
	const char *slash = strchr(name, '/');

	while (slash) {
		const struct clock *zone =
			strchr(slash + 1, '/') ? zone_of_system(slash + 1) : NULL;

		if (zone)
			return zone;
		slash = strchr(slash + 1, '/');
	}
	return NULL;
}

/* "GMT Standard Time 1": Outlook numbers zones that it has changed. */
static const struct clock *zone_of_numbered(const char *name, struct arena *arena)
{
	size_t len = strlen(name), digits = 0;

	while (digits < len && name[len - 1 - digits] >= '0' && name[len - 1 - digits] <= '9')
		digits++;
	if (digits == 0 || digits + 1 >= len || name[len - 1 - digits] != ' ')
		return NULL;
	return zone_of_windows(arena_copy(arena, (struct span){ name, len - 1 - digits }));
}

static const struct clock *zone_of_name(const char *name, struct arena *arena)
{
	const struct clock *zone = zone_of_system(name);

	if (!zone)
		zone = zone_of_windows(name);
	if (!zone)
		zone = zone_of_numbered(name, arena);
	if (!zone)
		zone = zone_of_path(name);
	return zone ? zone : zone_of_display_name(name);
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
							      .tzid = clock->name,
							      .clock = clock });
		else
			notes_add(zones->notes, NOTE_WARNING, "zone-unreadable",
				  (struct place){ zones->feed, c->zones[i].line, 0 },
				  "this VTIMEZONE cannot be read: the system's zones are used");
	}
}

/* --- door -------------------------------------------------------------- */

void zones_open(struct zones *zones, const char *feed, const char *person_zone,
		const struct scan *scan, struct arena *arena, struct notes *notes)
{
	*zones = (struct zones){ .arena = arena, .notes = notes, .feed = feed, .scan = scan };
	zones->person = zone_of_system(person_zone);
	if (!zones->person) {
		notes_add(notes, NOTE_WARNING, "zone-unknown", (struct place){ feed, 0, 0 },
			  "'%s' is not a time zone that this system knows: UTC is taken",
			  person_zone);
		zones->person = &clock_utc;
	}
	for (size_t i = 0; i < scan->calendar_count; i++)
		read_zones(zones, i);
}

static const struct clock *default_zone(struct zones *zones, size_t calendar)
{
	const struct clock *zone =
		zone_of_name(zones->scan->calendars[calendar].time_zone_hint, zones->arena);

	return zone ? zone : zones->person;
}

static bool is_entry(const struct zone_entry *entry, size_t calendar, struct span tzid)
{
	return entry->calendar == calendar && strncmp(entry->tzid, tzid.ptr, tzid.len) == 0 &&
	       entry->tzid[tzid.len] == '\0';
}

const struct zone_entry *zones_find(struct zones *zones, size_t calendar, struct span tzid,
				    int32_t line)
{
	struct zone_entry entry = { .calendar = calendar };

	if (zones->last < zones->count && is_entry(&zones->entries[zones->last], calendar, tzid))
		return &zones->entries[zones->last];
	for (size_t i = 0; i < zones->count; i++)
		if (is_entry(&zones->entries[i], calendar, tzid)) {
			zones->last = i;
			return &zones->entries[i];
		}
	entry.tzid = arena_copy(zones->arena, tzid);
	entry.clock = zone_of_name(entry.tzid, zones->arena);
	entry.guessed = !entry.clock;
	if (entry.guessed) {
		entry.clock = default_zone(zones, calendar);
		notes_add(zones->notes, NOTE_WARNING, "zone-unknown",
			  (struct place){ zones->feed, line, 0 },
			  "the time zone '%s' is not known: times are read as %s", entry.tzid,
			  entry.clock->name);
	}
	add_entry(zones, entry);
	zones->last = zones->count - 1;
	return &zones->entries[zones->last];
}
