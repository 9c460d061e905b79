#include "import/ical/ical_system.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/lock.h"
#include "import/ical/ical_clock.h"
#include "import/ical/ical_tzif.h"
#include "import/ical/ical_zone_file.h"

#define NO_ZONE ((struct span){ NULL, 0 })

struct kept_zone {
	const char *name;
	struct span bytes;
	const char *trouble;       /* why there are none; NULL: there are */
	const struct clock *clock; /* once somebody asked */
};

/* Everything below is the lock's. */
static struct lock lock = LOCK_INIT(1);
static struct arena arena = ARENA_INIT;
static struct kept_zone *zones;
static size_t zone_count, zone_room;
static bool complete; /* there are no others */
static bool absent;   /* nor any of these: there is no folder */

/* Where the name stands, or belongs. */
static size_t place_of(const char *name)
{
	size_t low = 0, high = zone_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcmp(zones[middle].name, name) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static struct kept_zone *find(const char *name)
{
	size_t i = place_of(name);

	return i < zone_count && strcmp(zones[i].name, name) == 0 ? &zones[i] : NULL;
}

static void add(void *context, const char *name, struct span bytes, const char *trouble)
{
	size_t i = place_of(name);

	(void)context;
	if (find(name)) /* its clock is in use */
		return;
	zones = ARENA_PUSH(&arena, zones, zone_count, zone_room);
	memmove(zones + i + 1, zones + i, (zone_count - i) * sizeof(*zones));
	zones[i] = (struct kept_zone){ .name = arena_copy(&arena, span_of(name)),
				       .bytes = bytes,
				       .trouble = trouble };
	zone_count++;
}

/* Names that nobody has are not kept: a feed may have any number of them. */
static bool look_up(const char *name, struct kept_zone **zone, struct fault *fault)
{
	struct span bytes;

	*zone = find(name);
	if (absent)
		return zone_folder_missing(fault);
	if (*zone || complete)
		return true;
	if (!zone_file_read(name, &arena, &bytes, fault))
		return false;
	if (bytes.ptr) {
		add(NULL, name, bytes, NULL);
		*zone = find(name);
	}
	return true;
}

static bool read_clock(struct kept_zone *zone, struct fault *fault)
{
	struct clock *clock;

	if (zone->clock)
		return true;
	if (zone->trouble)
		return fault_set(fault, FAULT_SYSTEM, "%s", zone->trouble);
	clock = ARENA_ARRAY(&arena, struct clock, 1);
	if (!tzif_read(zone->bytes, &arena, clock, fault))
		return fault_within(fault,
				    "the time zone '%s' is damaged (no plan is made without it: "
				    "repair or install tzdata)",
				    zone_file_path(zone->name, &arena));
	clock->name = zone->name;
	zone->clock = clock;
	return true;
}

static bool is_utc(const char *name)
{
	return strcasecmp(name, "UTC") == 0 || strcmp(name, "Etc/UTC") == 0 ||
	       strcmp(name, "GMT") == 0 || strcmp(name, "Z") == 0;
}

/* A copy: the list moves while others add to it. */
static bool find_clock(const char *name, struct kept_zone *copy, bool *known, struct fault *fault)
{
	struct kept_zone *zone = NULL;
	bool ok;

	lock_take(&lock);
	ok = look_up(name, &zone, fault) && (!zone || read_clock(zone, fault));
	*known = ok && zone;
	if (*known)
		*copy = *zone;
	lock_give(&lock);
	return ok;
}

bool system_zone_find(const char *name, struct zone_marks *marks, const struct clock **clock,
		      struct fault *fault)
{
	struct kept_zone zone;
	bool known, ok;

	if (is_utc(name) || !zone_name_ok(name)) {
		*clock = is_utc(name) ? &clock_utc : NULL;
		return true;
	}
	ok = find_clock(name, &zone, &known, fault);
	if (marks)
		zone_marks_add(marks, (struct zone_mark){ name, known ? zone.bytes : NO_ZONE });
	if (ok)
		*clock = known ? zone.clock : NULL;
	return ok;
}

bool import_zone_find(const char *time_zone, struct zone_marks *marks, bool *known,
		      struct fault *fault)
{
	const struct clock *clock = NULL;

	if (!system_zone_find(time_zone, marks, &clock, fault))
		return false;
	*known = clock != NULL;
	return true;
}

bool import_zones_load(struct fault *fault)
{
	bool ok = true;

	lock_take(&lock);
	if (!complete && !zone_folder_there())
		complete = absent = true; /* who works in UTC needs none */
	if (!complete)
		ok = complete = zone_files_each(&arena, add, NULL, fault);
	lock_give(&lock);
	return ok;
}
