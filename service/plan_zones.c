#include "service/plan_zones.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Among the inputs of a plan. */
static const char name[] = "system:zones";

static int by_name(const void *left, const void *right)
{
	return strcmp(((const struct zone_mark *)left)->name,
		      ((const struct zone_mark *)right)->name);
}

/* "Europe/Berlin 3f...\n" of each. */
const char *plan_zones_text(struct zone_marks *zones, struct arena *arena)
{
	const char *text = "";

	if (zones->count > 0)
		qsort(zones->list, zones->count, sizeof(*zones->list), by_name);
	for (size_t i = 0; i < zones->count; i++) {
		char hex[2 * DIGEST_SIZE + 1];
		struct digest digest;

		if (!zones->list[i].bytes.ptr)
			continue;
		digest = digest_of(zones->list[i].bytes);
		for (size_t k = 0; k < DIGEST_SIZE; k++)
			(void)snprintf(hex + 2 * k, 3, "%02x", digest.bytes[k]);
		text = arena_format(arena, "%s%s %s\n", text, zones->list[i].name, hex);
	}
	return text;
}

static int by_input(const void *left, const void *right)
{
	return strcmp(((const struct plan_input *)left)->name,
		      ((const struct plan_input *)right)->name);
}

const struct plan_input *plan_zones_add(const struct plan_input *inputs, size_t *count,
					const char *zones, struct day today, struct arena *arena)
{
	struct plan_input *all = ARENA_ARRAY(arena, struct plan_input, *count + 1);

	if (!zones[0])
		return inputs;
	if (*count > 0)
		memcpy(all, inputs, *count * sizeof(*all));
	all[(*count)++] = (struct plan_input){
		.name = name, .bytes = span_of(zones), .read_on = today, .trouble = ""
	};
	qsort(all, *count, sizeof(*all), by_input);
	return all;
}

/* Zones that nobody asks for any more (of somebody who was forgotten) decide nothing. */
static bool holds_all(struct span kept, const char *now)
{
	struct span rest = span_of(now), line, had;

	while (span_next(&rest, '\n', &line)) {
		struct span lines = kept;
		bool found = line.len == 0;

		while (!found && span_next(&lines, '\n', &had))
			found = span_equal(line, had);
		if (!found)
			return false;
	}
	return true;
}

void plan_zones_compare(const struct plan_input *inputs, size_t count, const char *now,
			struct notes *notes)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(inputs[i].name, name) == 0 && !holds_all(inputs[i].bytes, now))
			notes_add(notes, NOTE_WARNING, "zones-changed", (struct place){ "", 0, 0 },
				  "the plan was made with other data of the system's time zones: "
				  "it is computed with those of today");
}
