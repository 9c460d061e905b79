/**
 * What titles say: the patterns of the settings out_of_office, ignore, absence_person and
 * holiday_ignore.
 *
 * Without regard to case, over UTF-8 in composed form (NFC), whatever the locale of the process
 * is (ical_match.h). Of a title the first 1,000 bytes are looked at.
 */
#ifndef IMPORT_ICAL_TITLES_H
#define IMPORT_ICAL_TITLES_H

#include "import/ical/ical_match.h"
#include "model/settings.h"

enum { TITLE_GROUPS_MAX = MATCH_GROUPS_MAX };

/** NULL: the pattern is empty and matches nothing. */
struct titles {
	struct match *away, *ignore, *person, *holiday_ignore;
};

/**
 * The patterns of the settings, in the arena; for one thread.
 * @return false with FAULT_INPUT when one cannot be read
 */
bool titles_read(const struct settings *settings, struct arena *arena, struct titles *titles,
		 struct fault *fault) MUST_CHECK;

/** Whether the text can be used as a pattern; false with FAULT_INPUT when not. */
bool title_pattern_check(const char *text, struct fault *fault) MUST_CHECK;

/** Whether a pattern (NULL: none) matches somewhere in the title. */
bool title_matches(struct match *pattern, const char *title);

/**
 * What the groups of `person` caught, blanks at their ends cut, empty ones left out.
 * @param[out] texts  in the arena
 * @return how many; 0 when the pattern does not match
 */
size_t title_groups(const struct titles *titles, const char *title, struct arena *arena,
		    const char *texts[TITLE_GROUPS_MAX]);

#endif
