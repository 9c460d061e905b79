#include "import/ical/ical_titles.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/text.h"
#include "import/ical/ical_match_run.h"

/* A code point comes apart into four at most while it is composed anew. */
enum { TITLE_BYTES_MAX = 1000, POINTS_MAX = 4 * TITLE_BYTES_MAX };

/* What is looked at of a title, never half a character. */
static size_t looked_at(const char *title)
{
	size_t size = strnlen(title, TITLE_BYTES_MAX + 1);

	if (size <= TITLE_BYTES_MAX)
		return size;
	size = TITLE_BYTES_MAX;
	while (size > 0 && ((unsigned char)title[size] & 0xC0) == 0x80)
		size--;
	return size;
}

/* Composed code points; false when it is no UTF-8. */
static bool compose(const char *title, size_t size, int32_t points[POINTS_MAX], size_t *count)
{
	utf8proc_ssize_t got;
	size_t plain = 0;

	while (plain < size && (unsigned char)title[plain] < 0x80) {
		points[plain] = (unsigned char)title[plain];
		plain++;
	}
	*count = plain;
	if (plain == size)
		return true;
	got = utf8proc_decompose((const utf8proc_uint8_t *)title, (utf8proc_ssize_t)size, points,
				 POINTS_MAX, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
	if (got >= 0 && got <= POINTS_MAX)
		got = utf8proc_normalize_utf32(points, got, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
	*count = got > 0 && got <= POINTS_MAX ? (size_t)got : 0;
	return *count > 0;
}

static bool read_title(const char *title, int32_t points[POINTS_MAX], int32_t capitals[POINTS_MAX],
		       struct match_text *text)
{
	if (!compose(title, looked_at(title), points, &text->count))
		return false;
	for (size_t i = 0; i < text->count; i++)
		capitals[i] = utf8proc_toupper(points[i]);
	text->points = points;
	text->capitals = capitals;
	return true;
}

static bool read_pattern(const char *text, struct arena *arena, struct match **match,
			 struct fault *fault)
{
	char *form;
	bool ok;

	*match = NULL;
	if (!text || !text[0])
		return true;
	if (!text_is_utf8(span_of(text), NULL))
		return fault_set(fault, FAULT_INPUT, "'%.60s' is not UTF-8 text", text);
	form = (char *)utf8proc_NFC((const utf8proc_uint8_t *)text);
	if (!form)
		arena_exhausted();
	ok = match_read(form, arena, match, fault);
	free(form);
	return ok || fault_within(fault, "'%.60s%s' is not a pattern", text,
				  strlen(text) > 60 ? "..." : "");
}

bool titles_read(const struct settings *settings, struct arena *arena, struct titles *titles,
		 struct fault *fault)
{
	return read_pattern(settings->out_of_office, arena, &titles->away, fault) &&
	       read_pattern(settings->ignore, arena, &titles->ignore, fault) &&
	       read_pattern(settings->absence_person, arena, &titles->person, fault) &&
	       read_pattern(settings->holiday_ignore, arena, &titles->holiday_ignore, fault);
}

bool title_pattern_check(const char *text, struct fault *fault)
{
	struct arena scratch = ARENA_INIT;
	struct match *match;
	bool ok = read_pattern(text, &scratch, &match, fault);

	arena_release(&scratch);
	return ok;
}

bool title_matches(struct match *pattern, const char *title)
{
	int32_t points[POINTS_MAX], capitals[POINTS_MAX];
	struct match_text text;

	return pattern && title[0] && read_title(title, points, capitals, &text) &&
	       match_finds(pattern, text);
}

static struct span group_text(struct match_text text, const int32_t ends[2], struct arena *arena)
{
	char *bytes = ARENA_ARRAY(arena, char, (size_t)(ends[1] - ends[0]) * 4 + 1);
	size_t size = 0;

	for (int32_t i = ends[0]; i < ends[1]; i++)
		size += (size_t)utf8proc_encode_char(text.points[i],
						     (utf8proc_uint8_t *)bytes + size);
	return span_trim((struct span){ bytes, size });
}

size_t title_groups(const struct titles *titles, const char *title, struct arena *arena,
		    const char *texts[TITLE_GROUPS_MAX])
{
	int32_t points[POINTS_MAX], capitals[POINTS_MAX], ends[MATCH_GROUPS_MAX + 1][2];
	struct match_text text;
	size_t count = 0;

	if (!titles->person || !title[0] || !read_title(title, points, capitals, &text) ||
	    !match_groups(titles->person, text, ends))
		return 0;
	for (size_t i = 1; i <= TITLE_GROUPS_MAX; i++) {
		struct span group;

		if (ends[i][0] < 0 || ends[i][1] < ends[i][0])
			continue;
		group = group_text(text, ends[i], arena);
		if (group.len > 0)
			texts[count++] = arena_copy(arena, group);
	}
	return count;
}
