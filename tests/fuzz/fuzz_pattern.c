/* libFuzzer target: a pattern, a line end, titles: read or refused, and matched, whatever they are.
 */
#include <stdlib.h>
#include <string.h>

#include "import/ical/ical_titles.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = ARENA_INIT;
	struct fault fault = FAULT_INIT;
	struct span rest = { (const char *)data, size }, line;
	struct settings settings = { .ignore = NULL };
	const char *texts[TITLE_GROUPS_MAX];
	struct titles titles;

	if (span_next(&rest, '\n', &line)) {
		settings.out_of_office = settings.absence_person = arena_copy(&arena, line);
		if (titles_read(&settings, &arena, &titles, &fault))
			while (span_next(&rest, '\n', &line)) {
				const char *title = arena_copy(&arena, line);
				bool found = title_matches(titles.away, title);

				/* Both ways of looking agree, and so do kept states. */
				if ((title_groups(&titles, title, &arena, texts) > 0 && !found) ||
				    title_matches(titles.away, title) != found)
					abort();
			}
	}
	arena_release(&arena);
	return 0;
}
