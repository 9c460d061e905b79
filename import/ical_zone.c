#include "import/ical_zone.h"

#include <string.h>
#include <strings.h>
#include <unicode/ucal.h>
#include <unicode/ustring.h>

enum { ZONE_NAME_MAX = 128, ZONE_TEXT_MAX = 1000 * 1000 };

bool import_zone_known(const char *time_zone)
{
	return zone_of_system(time_zone) != NULL;
}

icaltimezone *zone_of_system(const char *name)
{
	size_t len = strlen(name);

	if (strcasecmp(name, "UTC") == 0 || strcmp(name, "Etc/UTC") == 0 ||
	    strcmp(name, "GMT") == 0 || strcmp(name, "Z") == 0)
		return icaltimezone_get_utc_timezone();
	if (len == 0 || len > ZONE_NAME_MAX || name[0] == '/' || strstr(name, "..") ||
	    strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/_+-") !=
		    len)
		return NULL;
	return icaltimezone_get_builtin_timezone(name);
}

/* --- names of other systems -------------------------------------------- */

static icaltimezone *zone_of_windows(const char *name)
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
static icaltimezone *zone_of_display_name(const char *name)
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
static icaltimezone *zone_of_path(const char *name)
{
	const char *slash = strchr(name, '/');

	while (slash) {
		icaltimezone *zone = strchr(slash + 1, '/') ? zone_of_system(slash + 1) : NULL;

		if (zone)
			return zone;
		slash = strchr(slash + 1, '/');
	}
	return NULL;
}

/* "GMT Standard Time 1": Outlook numbers zones that it has changed. */
static icaltimezone *zone_of_numbered(const char *name, struct arena *arena)
{
	size_t len = strlen(name), digits = 0;

	while (digits < len && name[len - 1 - digits] >= '0' && name[len - 1 - digits] <= '9')
		digits++;
	if (digits == 0 || digits + 1 >= len || name[len - 1 - digits] != ' ')
		return NULL;
	return zone_of_windows(arena_copy(arena, (struct span){ name, len - 1 - digits }));
}

static icaltimezone *zone_of_name(const char *name, struct arena *arena)
{
	icaltimezone *zone = zone_of_system(name);

	if (!zone)
		zone = zone_of_windows(name);
	if (!zone)
		zone = zone_of_numbered(name, arena);
	if (!zone)
		zone = zone_of_path(name);
	return zone ? zone : zone_of_display_name(name);
}

/* --- VTIMEZONE --------------------------------------------------------- */

struct text_reader {
	struct span rest;
};

static char *next_line(char *out, size_t size, void *data)
{
	struct text_reader *reader = data;
	size_t len = 0;

	if (reader->rest.len == 0 || size < 2)
		return NULL;
	while (len < reader->rest.len && len + 1 < size &&
	       (len == 0 || reader->rest.ptr[len - 1] != '\n'))
		len++;
	memcpy(out, reader->rest.ptr, len);
	out[len] = '\0';
	reader->rest.ptr += len;
	reader->rest.len -= len;
	return out;
}

static icalcomponent *parse_component(struct span text)
{
	struct text_reader reader = { text };
	icalparser *parser = icalparser_new();
	icalcomponent *component;

	icalparser_set_gen_data(parser, &reader);
	component = icalparser_parse(parser, next_line);
	icalparser_free(parser);
	return component;
}

static icaltimezone *read_zone(const struct scan_zone *written)
{
	icalcomponent *component = NULL;
	icaltimezone *zone = NULL;

	if (written->text.len <= ZONE_TEXT_MAX)
		component = parse_component(written->text);
	if (!component)
		return NULL;
	zone = icaltimezone_new();
	if (icalcomponent_isa(component) == ICAL_VTIMEZONE_COMPONENT &&
	    icaltimezone_set_component(zone, component))
		return zone;
	icalcomponent_free(component);
	icaltimezone_free(zone, 1);
	return NULL;
}

static void add_entry(struct zones *zones, struct zone_entry entry)
{
	zones->entries = ARENA_PUSH(zones->arena, zones->entries, zones->count, zones->room);
	zones->entries[zones->count++] = entry;
}

static void read_zones(struct zones *zones, size_t calendar)
{
	const struct scan_calendar *c = &zones->scan->calendars[calendar];

	for (size_t i = 0; i < c->zone_count; i++) {
		icaltimezone *zone = read_zone(&c->zones[i]);
		const char *tzid = zone ? icaltimezone_get_tzid(zone) : NULL;

		if (!tzid) {
			notes_add(zones->notes, NOTE_WARNING, "zone-unreadable",
				  (struct place){ zones->feed, c->zones[i].line, 0 },
				  "this VTIMEZONE cannot be read: the system's zones are used");
			if (zone)
				icaltimezone_free(zone, 1);
			continue;
		}
		add_entry(zones,
			  (struct zone_entry){ .calendar = calendar,
					       .tzid = arena_copy(zones->arena, span_of(tzid)),
					       .zone = zone,
					       .owned = true });
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
		zones->person = icaltimezone_get_utc_timezone();
	}
	for (size_t i = 0; i < scan->calendar_count; i++)
		read_zones(zones, i);
}

static icaltimezone *default_zone(struct zones *zones, size_t calendar)
{
	icaltimezone *zone =
		zone_of_name(zones->scan->calendars[calendar].time_zone_hint, zones->arena);

	return zone ? zone : zones->person;
}

const struct zone_entry *zones_find(struct zones *zones, size_t calendar, const char *tzid,
				    int32_t line)
{
	struct zone_entry entry = { .calendar = calendar };

	for (size_t i = 0; i < zones->count; i++)
		if (zones->entries[i].calendar == calendar &&
		    strcmp(zones->entries[i].tzid, tzid) == 0)
			return &zones->entries[i];
	entry.tzid = arena_copy(zones->arena, span_of(tzid));
	entry.zone = zone_of_name(tzid, zones->arena);
	entry.guessed = !entry.zone;
	if (entry.guessed) {
		entry.zone = default_zone(zones, calendar);
		notes_add(zones->notes, NOTE_WARNING, "zone-unknown",
			  (struct place){ zones->feed, line, 0 },
			  "the time zone '%s' is not known: times are read as %s", tzid,
			  icaltimezone_get_location(entry.zone)
				  ? icaltimezone_get_location(entry.zone)
				  : "UTC");
	}
	add_entry(zones, entry);
	return &zones->entries[zones->count - 1];
}

void zones_release(struct zones *zones)
{
	for (size_t i = 0; i < zones->count; i++)
		if (zones->entries[i].owned)
			icaltimezone_free(zones->entries[i].zone, 1);
	zones->count = 0;
}
