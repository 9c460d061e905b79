#include "import/ical/ical_titles.h"

#include <locale.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

enum { TITLE_BYTES_MAX = 1000 };

/*
 * regcomp and regexec follow the locale of the thread, which is whatever the user has. For their
 * time it is the C locale with UTF-8; where the system lacks that, patterns match bytes.
 */
static locale_t enter(const struct titles *titles)
{
	return titles->utf8 ? uselocale(titles->utf8) : (locale_t)0;
}

static void leave(locale_t before)
{
	if (before)
		uselocale(before);
}

static bool is_ascii(const char *text)
{
	for (; *text; text++)
		if ((unsigned char)*text >= 0x80)
			return false;
	return true;
}

/* Composed, and cut to what is looked at; the caller frees. NULL when it is no UTF-8. */
static char *composed(const char *text, size_t most)
{
	char *copy = strndup(text, most), *made;

	if (!copy || is_ascii(copy))
		return copy;
	made = (char *)utf8proc_NFC((const utf8proc_uint8_t *)copy);
	free(copy);
	return made;
}

static bool compile(struct title_pattern *pattern, const char *text, struct fault *fault)
{
	char *form, why[128];
	int error;

	if (!text || !text[0])
		return true;
	form = composed(text, strlen(text));
	if (!form)
		return fault_set(fault, FAULT_INPUT, "'%s' is not UTF-8 text", text);
	error = regcomp(&pattern->regex, form, REG_EXTENDED | REG_ICASE);
	free(form);
	pattern->used = error == 0;
	if (error == 0)
		return true;
	regerror(error, &pattern->regex, why, sizeof(why));
	return fault_set(fault, FAULT_INPUT, "'%s' is not a pattern: %s", text, why);
}

static bool titles_open(struct titles *titles, const struct settings *settings, struct fault *fault)
{
	locale_t before;
	bool ok;

	*titles = (struct titles){ .utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0) };
	before = enter(titles);
	ok = compile(&titles->away, settings->out_of_office, fault) &&
	     compile(&titles->ignore, settings->ignore, fault) &&
	     compile(&titles->person, settings->absence_person, fault) &&
	     compile(&titles->holiday_ignore, settings->holiday_ignore, fault);
	leave(before);
	return ok;
}

static void titles_release(struct titles *titles)
{
	if (titles->away.used)
		regfree(&titles->away.regex);
	if (titles->ignore.used)
		regfree(&titles->ignore.regex);
	if (titles->person.used)
		regfree(&titles->person.regex);
	if (titles->holiday_ignore.used)
		regfree(&titles->holiday_ignore.regex);
	if (titles->utf8)
		freelocale(titles->utf8);
	*titles = (struct titles){ .away = { .used = false } };
}

bool title_pattern_check(const char *text, struct fault *fault)
{
	struct settings settings = { .out_of_office = text };
	struct titles titles;
	bool ok = titles_open(&titles, &settings, fault);

	titles_release(&titles);
	return ok;
}

/* --- patterns that are kept -------------------------------------------- */

enum { KEPT_MAX = 8 };

static pthread_mutex_t kept_lock = PTHREAD_MUTEX_INITIALIZER;
static struct arena kept_arena = ARENA_INIT;
static struct titles kept[KEPT_MAX];
static size_t kept_count;

static const char *text_of(const char *pattern)
{
	return pattern ? pattern : "";
}

static struct titles *find_kept(const char *const texts[TITLE_PATTERN_COUNT])
{
	for (size_t i = 0; i < kept_count; i++) {
		size_t same = 0;

		while (same < TITLE_PATTERN_COUNT && strcmp(kept[i].texts[same], texts[same]) == 0)
			same++;
		if (same == TITLE_PATTERN_COUNT)
			return &kept[i];
	}
	return NULL;
}

static struct titles *make(const char *const texts[TITLE_PATTERN_COUNT],
			   const struct settings *settings, struct fault *fault)
{
	struct titles made, *own;

	if (!titles_open(&made, settings, fault)) {
		titles_release(&made);
		return NULL;
	}
	made.kept = kept_count < KEPT_MAX;
	if (made.kept) {
		for (size_t i = 0; i < TITLE_PATTERN_COUNT; i++)
			made.texts[i] = arena_copy(&kept_arena, span_of(texts[i]));
		kept[kept_count] = made;
		return &kept[kept_count++];
	}
	own = malloc(sizeof(*own));
	if (!own)
		abort();
	*own = made;
	return own;
}

struct titles *titles_take(const struct settings *settings, struct fault *fault)
{
	const char *const texts[TITLE_PATTERN_COUNT] = { text_of(settings->out_of_office),
							 text_of(settings->ignore),
							 text_of(settings->absence_person),
							 text_of(settings->holiday_ignore) };
	struct titles *titles;

	pthread_mutex_lock(&kept_lock);
	titles = find_kept(texts);
	if (!titles)
		titles = make(texts, settings, fault);
	pthread_mutex_unlock(&kept_lock);
	return titles;
}

void titles_give(struct titles *titles)
{
	if (!titles || titles->kept)
		return;
	titles_release(titles);
	free(titles);
}

static bool match(const struct titles *titles, const struct title_pattern *pattern,
		  const char *form, size_t count, regmatch_t *groups)
{
	locale_t before = enter(titles);
	bool found = regexec(&pattern->regex, form, count, groups, 0) == 0;

	leave(before);
	return found;
}

bool title_matches(const struct titles *titles, const struct title_pattern *pattern,
		   const char *title)
{
	char *form;
	bool found;

	if (!pattern->used || !title[0])
		return false;
	form = composed(title, TITLE_BYTES_MAX);
	found = form && match(titles, pattern, form, 0, NULL);
	free(form);
	return found;
}

size_t title_groups(const struct titles *titles, const char *title, struct arena *arena,
		    const char *texts[TITLE_GROUPS_MAX])
{
	regmatch_t groups[TITLE_GROUPS_MAX + 1];
	const struct title_pattern *pattern = &titles->person;
	size_t count = 0;
	char *form;

	if (!pattern->used || !title[0])
		return 0;
	form = composed(title, TITLE_BYTES_MAX);
	if (form && match(titles, pattern, form, TITLE_GROUPS_MAX + 1, groups))
		for (size_t i = 1; i <= TITLE_GROUPS_MAX; i++) {
			struct span text;

			if (groups[i].rm_so < 0)
				continue;
			text = span_trim(
				(struct span){ form + groups[i].rm_so,
					       (size_t)(groups[i].rm_eo - groups[i].rm_so) });
			if (text.len > 0)
				texts[count++] = arena_copy(arena, text);
		}
	free(form);
	return count;
}
