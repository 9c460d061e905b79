#include "import/ical/ical_rule.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

int moment_order(struct moment a, struct moment b)
{
	if (a.day.since_1970 != b.day.since_1970)
		return a.day.since_1970 < b.day.since_1970 ? -1 : 1;
	return (a.second > b.second) - (a.second < b.second);
}

/* The Z at the end of UNTIL, or NULL. */
static char *until_mark(char *text)
{
	static const char name[] = "UNTIL=";

	for (char *part = text; part; part = strchr(part, ';')) {
		char *end;

		part += *part == ';';
		if (strncasecmp(part, name, sizeof(name) - 1) != 0)
			continue;
		end = part + strcspn(part, ";");
		return end[-1] == 'Z' ? end - 1 : NULL;
	}
	return NULL;
}

bool rule_read(char *text, struct arena *arena, struct rule *rule)
{
	char *mark = until_mark(text);
	struct rule made = { .until_utc = mark != NULL };

	if (mark)
		memmove(mark, mark + 1, strlen(mark));
	icalerror_clear_errno();
	made.parts = icalrecurrencetype_from_string(text);
	if (icalerrno == ICAL_NEWFAILED_ERROR)
		arena_exhausted();
	if (made.parts.rscale && strcasecmp(made.parts.rscale, "GREGORIAN") != 0)
		made.calendar = arena_copy(arena, span_of(made.parts.rscale));
	free(made.parts.rscale);
	made.parts.rscale = NULL;
	*rule = made;
	return made.parts.freq != ICAL_NO_RECURRENCE && made.parts.interval >= 1;
}
