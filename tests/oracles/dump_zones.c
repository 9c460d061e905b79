/* For each name on standard input the changes of its clock: "NAME BEFORE UTC OFFSET UTC OFFSET
 * ...". */
#include <stdio.h>
#include <string.h>

#include "import/ical/ical_clock.h"
#include "import/ical/ical_system.h"

int main(void)
{
	char name[256];

	while (fgets(name, sizeof(name), stdin)) {
		const struct clock *clock = NULL;
		struct fault fault = FAULT_INIT;

		name[strcspn(name, "\n")] = '\0';
		if (!system_zone_find(name, NULL, &clock, &fault)) {
			fprintf(stderr, "%s\n", fault.message);
			return 1;
		}
		if (!clock) {
			fprintf(stderr, "%s: no such zone\n", name);
			return 1;
		}
		printf("%s %d", name, (int)clock->before);
		for (size_t i = 0; i < clock->count; i++)
			printf(" %lld %d", (long long)clock->changes[i].utc,
			       (int)clock->changes[i].offset);
		putchar('\n');
	}
	return 0;
}
