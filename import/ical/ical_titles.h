/**
 * What titles say: the patterns of the settings out_of_office, ignore, absence_person and
 * holiday_ignore.
 *
 * POSIX extended regular expressions, without regard to case, over UTF-8 in composed
 * form (NFC), whatever the locale of the process is. Of a title the first 1,000 bytes
 * are looked at.
 */
#ifndef IMPORT_ICAL_TITLES_H
#define IMPORT_ICAL_TITLES_H

#include <locale.h>
#include <regex.h>

#include "store/arena.h"
#include "store/settings.h"

enum { TITLE_GROUPS_MAX = 9, TITLE_PATTERN_COUNT = 4 };

struct title_pattern {
	regex_t regex;
	bool used; /* false: the pattern is empty and matches nothing */
};

struct titles {
	struct title_pattern away, ignore, person, holiday_ignore;
	locale_t utf8; /* of the patterns; 0 where the system has none */
	bool kept;
	const char *texts[TITLE_PATTERN_COUNT]; /* when kept: what was compiled */
};

/**
 * The patterns of the settings, compiled. The first few that a process asks for are kept for
 * good, since compiling takes longer than reading a small feed; all threads may use them.
 * @return NULL with FAULT_INPUT when one cannot be read; else give it back with titles_give
 */
struct titles *titles_take(const struct settings *settings, struct fault *fault);

/** Does nothing with NULL. */
void titles_give(struct titles *titles);

/** Whether the text can be used as a pattern; false with FAULT_INPUT when not. */
bool title_pattern_check(const char *text, struct fault *fault) MUST_CHECK;

/** Whether one of the patterns matches somewhere in the title. */
bool title_matches(const struct titles *titles, const struct title_pattern *pattern,
		   const char *title);

/**
 * What the groups of `person` caught, blanks at their ends cut, empty ones left out.
 * @param[out] texts  in the arena
 * @return how many; 0 when the pattern does not match
 */
size_t title_groups(const struct titles *titles, const char *title, struct arena *arena,
		    const char *texts[TITLE_GROUPS_MAX]);

#endif
