#include "service/feeds/feed_name.h"

#include <string.h>

#include "base/attributes.h"

size_t feed_name_find(const char *const *inputs, size_t count, const char *name)
{
	static const struct {
		const char *before, *after;
	} forms[] = {
		{ "", "" }, { "feed:", "" }, { "calendars/", ".ics" }, { "holidays/", ".ics" }
	};
	size_t length = strlen(name);

	for (size_t f = 0; f < ARRAY_LEN(forms); f++)
		for (size_t i = 0; i < count; i++) {
			size_t before = strlen(forms[f].before);

			if (strlen(inputs[i]) == before + length + strlen(forms[f].after) &&
			    strncmp(inputs[i], forms[f].before, before) == 0 &&
			    strncmp(inputs[i] + before, name, length) == 0 &&
			    strcmp(inputs[i] + before + length, forms[f].after) == 0)
				return i;
		}
	return count;
}
