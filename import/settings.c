/* Every setting is text to libconfuse, so that we judge it. */
#include "import/settings.h"

#include <confuse.h>
#include <stdio.h>
#include <string.h>

#include "base/attributes.h"
#include "base/number.h"
#include "base/text.h"
#include "import/ical/ical_system.h"
#include "import/ical/ical_titles.h"
#include "import/pattern.h"
#include "import/settings_costs.h"
#include "import/settings_scan.h"

/* --- values ------------------------------------------------------------ */

static bool read_company(const char *text, struct arena *arena, struct settings *settings,
			 struct fault *fault)
{
	(void)fault;
	settings->company = arena_copy(arena, span_of(text));
	return true;
}

static bool read_time_zone(const char *text, struct arena *arena, struct settings *settings,
			   struct fault *fault)
{
	bool known;

	if (!import_zone_find(text, NULL, &known, fault))
		return false;
	if (!known)
		return fault_set(fault, FAULT_INPUT,
				 "'%s' is not a time zone (write it like Europe/Berlin)", text);
	settings->time_zone = arena_copy(arena, span_of(text));
	return true;
}

static bool read_currency(const char *text, struct arena *arena, struct settings *settings,
			  struct fault *fault)
{
	if (strlen(text) != 3 || strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != 3)
		return fault_set(fault, FAULT_INPUT,
				 "'%s' is not a currency (write three capitals such as EUR)", text);
	settings->currency = arena_copy(arena, span_of(text));
	return true;
}

static bool read_hours(const char *text, struct arena *arena, struct settings *settings,
		       struct fault *fault)
{
	int64_t micro;

	(void)arena;
	if (!number_parse(span_of(text), '.', &micro, fault))
		return false;
	if (micro < MICRO || micro > 168 * MICRO)
		return fault_set(fault, FAULT_INPUT, "'%s' is not from 1 to 168", text);
	settings->full_week_minutes = (int32_t)scale_half_even(micro, 60, MICRO);
	return true;
}

static bool read_days(const char *text, struct arena *arena, struct settings *settings,
		      struct fault *fault)
{
	(void)arena;
	return pattern_days(span_of(text), settings->workday, fault);
}

static bool read_day_start(const char *text, struct arena *arena, struct settings *settings,
			   struct fault *fault)
{
	int hour, minute;
	char rest;

	(void)arena;
	/* The width of each number is limited, so neither can overflow. */
	/* NOLINTNEXTLINE(cert-err34-c) */
	if (strlen(text) > 5 || sscanf(text, "%2d:%2d%c", &hour, &minute, &rest) != 2 || hour < 0 ||
	    hour > 23 || minute < 0 || minute > 59)
		return fault_set(fault, FAULT_INPUT, "'%s' is not a time of day (write 09:00)",
				 text);
	settings->day_start_minute = hour * 60 + minute;
	return true;
}

static bool read_tentative(const char *text, struct arena *arena, struct settings *settings,
			   struct fault *fault)
{
	(void)arena;
	return setting_whole(text, 0, 100, &settings->tentative_percent, fault);
}

static bool read_overhead(const char *text, struct arena *arena, struct settings *settings,
			  struct fault *fault)
{
	(void)arena;
	return setting_whole(text, 0, 100, &settings->overhead_percent, fault);
}

static bool read_meetings(const char *text, struct arena *arena, struct settings *settings,
			  struct fault *fault)
{
	(void)arena;
	if (strcmp(text, "count") == 0)
		settings->meetings = MEETINGS_COUNT;
	else if (strcmp(text, "ignore") == 0)
		settings->meetings = MEETINGS_IGNORE;
	else
		return fault_set(fault, FAULT_INPUT, "'%s' is neither count nor ignore", text);
	return true;
}

static bool read_weeks(const char *text, struct arena *arena, struct settings *settings,
		       struct fault *fault)
{
	(void)arena;
	return setting_whole(text, 1, 104, &settings->plan_weeks, fault);
}

static bool read_levels_down(const char *text, struct arena *arena, struct settings *settings,
			     struct fault *fault)
{
	(void)arena;
	return setting_whole(text, 0, 3, &settings->max_levels_down, fault);
}

static bool read_pattern(const char *text, struct arena *arena, const char **pattern,
			 struct fault *fault)
{
	if (!title_pattern_check(text, fault))
		return false;
	*pattern = arena_copy(arena, span_of(text));
	return true;
}

static bool read_out_of_office(const char *text, struct arena *arena, struct settings *settings,
			       struct fault *fault)
{
	return read_pattern(text, arena, &settings->out_of_office, fault);
}

static bool read_ignore(const char *text, struct arena *arena, struct settings *settings,
			struct fault *fault)
{
	return read_pattern(text, arena, &settings->ignore, fault);
}

static bool read_absence_person(const char *text, struct arena *arena, struct settings *settings,
				struct fault *fault)
{
	return read_pattern(text, arena, &settings->absence_person, fault);
}

static bool read_holiday_ignore(const char *text, struct arena *arena, struct settings *settings,
				struct fault *fault)
{
	return read_pattern(text, arena, &settings->holiday_ignore, fault);
}

static bool read_show_titles(const char *text, struct arena *arena, struct settings *settings,
			     struct fault *fault)
{
	(void)arena;
	if (strcmp(text, "yes") != 0 && strcmp(text, "no") != 0)
		return fault_set(fault, FAULT_INPUT, "'%s' is neither yes nor no", text);
	settings->show_titles = text[0] == 'y';
	return true;
}

static bool read_keep_plans(const char *text, struct arena *arena, struct settings *settings,
			    struct fault *fault)
{
	(void)arena;
	return setting_whole(text, 1, 1000000, &settings->keep_plans, fault);
}

static bool read_keep_copies(const char *text, struct arena *arena, struct settings *settings,
			     struct fault *fault)
{
	(void)arena;
	return setting_whole(text, 1, 36500, &settings->keep_copies_days, fault);
}

static bool read_stale_days(const char *text, struct arena *arena, struct settings *settings,
			    struct fault *fault)
{
	(void)arena;
	return setting_whole(text, 1, 3650, &settings->stale_days, fault);
}

static bool read_feed_mb(const char *text, struct arena *arena, struct settings *settings,
			 struct fault *fault)
{
	(void)arena;
	return setting_whole(text, 1, 1000, &settings->feed_mb, fault);
}

static bool read_feed_events(const char *text, struct arena *arena, struct settings *settings,
			     struct fault *fault)
{
	(void)arena;
	return setting_whole(text, 1, 5000000, &settings->feed_events, fault);
}

static bool read_feed_seconds(const char *text, struct arena *arena, struct settings *settings,
			      struct fault *fault)
{
	(void)arena;
	return setting_whole(text, 1, 3600, &settings->feed_seconds, fault);
}

static const struct setting work_settings[] = {
	{ "company", read_company },
	{ "time_zone", read_time_zone },
	{ "currency", read_currency },
	{ "hours_per_week", read_hours },
	{ "working_days", read_days },
	{ "day_start", read_day_start },
	{ "tentative_percent", read_tentative },
	{ "overhead_percent", read_overhead },
	{ "meetings", read_meetings },
	{ "max_levels_down", read_levels_down },
	{ "weeks", read_weeks },
	{ "out_of_office", read_out_of_office },
	{ "ignore", read_ignore },
	{ "absence_person", read_absence_person },
	{ "holiday_ignore", read_holiday_ignore },
	{ "show_titles", read_show_titles },
	{ "keep_plans", read_keep_plans },
	{ "keep_copies_days", read_keep_copies },
	{ "stale_days", read_stale_days },
	{ "feed_mb", read_feed_mb },
	{ "feed_events", read_feed_events },
	{ "feed_seconds", read_feed_seconds },
};

enum { WORK_COUNT = ARRAY_LEN(work_settings), SETTING_COUNT = WORK_COUNT + COST_SETTING_COUNT };

static const struct setting *setting_at(size_t i)
{
	return i < WORK_COUNT ? &work_settings[i] : &cost_settings[i - WORK_COUNT];
}

/* --- the file ---------------------------------------------------------- */

/* libconfuse reports through a callback without a context pointer. */
static _Thread_local struct complaint {
	int line;
	char text[256];
} complaint;

PRINTF_LIKE(2, 0)
static void complain(cfg_t *cfg, const char *format, va_list list)
{
	if (complaint.line != 0) /* the first says most */
		return;
	complaint.line = cfg ? cfg->line : 1;
	(void)vsnprintf(complaint.text, sizeof(complaint.text), format, list);
}

/* What was meant is looked for as often; nobody mistypes more. */
enum { GUESSES_MAX = 100 };

static const struct setting_line *last_of(const struct setting_line *lines, size_t count,
					  const char *name)
{
	while (count > 0)
		if (strcmp(lines[--count].name, name) == 0)
			return &lines[count];
	return NULL;
}

static bool is_known(const char *name)
{
	for (size_t i = 0; i < SETTING_COUNT; i++)
		if (strcmp(setting_at(i)->name, name) == 0)
			return true;
	return false;
}

static void note_unknown(const struct setting_line *line, bool guess, struct arena *arena,
			 struct notes *notes)
{
	const char *names[SETTING_COUNT], *near;

	for (size_t i = 0; i < SETTING_COUNT; i++)
		names[i] = setting_at(i)->name;
	near = guess ? text_nearest(line->name, names, SETTING_COUNT, arena) : NULL;
	notes_add(notes, NOTE_WARNING, "setting-unknown", line->place,
		  "there is no setting '%s'%s%s%s: it is ignored", line->name,
		  near ? " (did you mean '" : "", near ? near : "", near ? "'?)" : "");
}

/* Only the settings that we know, where they stood: all else is blank. */
static char *known_text(struct source source, const struct setting_line *lines, size_t count,
			struct arena *arena, struct notes *notes)
{
	char *text = arena_copy(arena, source.bytes);
	size_t unknown = 0;

	for (size_t i = 0; i < source.bytes.len; i++)
		if (text[i] != '\n')
			text[i] = ' ';
	for (size_t i = 0; i < count; i++) {
		if (!is_known(lines[i].name)) {
			note_unknown(&lines[i], unknown++ < GUESSES_MAX, arena, notes);
			continue;
		}
		if (last_of(lines, i, lines[i].name))
			notes_add(notes, NOTE_WARNING, "setting-twice", lines[i].place,
				  "'%s' is set on an earlier line, too: this one counts",
				  lines[i].name);
		memcpy(text + (lines[i].text.ptr - source.bytes.ptr), lines[i].text.ptr,
		       lines[i].text.len);
	}
	return text;
}

/* What is wrong with a value is its whole line's. */
static struct place line_of(const struct setting_line *line)
{
	return (struct place){ line->place.file, line->place.line, 0 };
}

/* Each of the two is right by itself: the place is that of the hours, where the file has them. */
static bool wrong_hours(const struct setting_line *lines, size_t count,
			const struct settings *settings, struct fault *fault)
{
	const struct setting_line *hours = last_of(lines, count, "hours_per_week");
	const struct setting_line *line = hours ? hours : last_of(lines, count, "working_days");

	fault_set(fault, FAULT_INPUT,
		  "%d hours are more than 24 a working day (working_days has %d)",
		  (int)(settings->full_week_minutes / 60), settings_workdays(settings));
	return line && (fault_within(fault, "hours_per_week") || fault_place(fault, line_of(line)));
}

static bool take_values(cfg_t *cfg, const struct setting_line *lines, size_t count,
			struct arena *arena, struct settings *settings, struct fault *fault)
{
	struct settings made = *settings;

	for (size_t i = 0; i < SETTING_COUNT; i++) {
		const struct setting *setting = setting_at(i);
		const struct setting_line *line = last_of(lines, count, setting->name);

		if (line && !cfg_getstr(cfg, setting->name))
			return fault_set(fault, FAULT_SYSTEM, "out of memory");
		if (line && !setting->read(cfg_getstr(cfg, setting->name), arena, &made, fault))
			return fault_within(fault, "%s", setting->name) ||
			       fault_place(fault, line_of(line));
	}
	if (!pattern_fits(&made, made.full_week_minutes))
		return wrong_hours(lines, count, &made, fault);
	*settings = made;
	return true;
}

bool import_settings(struct source source, struct arena *arena, struct settings *settings,
		     struct notes *notes, struct fault *fault)
{
	cfg_opt_t options[SETTING_COUNT + 1];
	struct setting_line *lines = NULL;
	size_t count = 0;
	cfg_t *cfg;
	bool ok;

	if (!settings_scan(source, arena, &lines, &count, fault))
		return false;
	for (size_t i = 0; i < SETTING_COUNT; i++)
		options[i] = (cfg_opt_t)CFG_STR(arena_copy(arena, span_of(setting_at(i)->name)),
						NULL, CFGF_NONE);
	options[SETTING_COUNT] = (cfg_opt_t)CFG_END();
	cfg = cfg_init(options, CFGF_NONE);
	if (!cfg)
		return fault_set(fault, FAULT_SYSTEM, "out of memory");
	memset(&complaint, 0, sizeof(complaint));
	cfg_set_error_function(cfg, complain);
	ok = cfg_parse_buf(cfg, known_text(source, lines, count, arena, notes)) == CFG_SUCCESS ||
	     (complaint.text[0] ? fault_set_at(fault, FAULT_INPUT,
					       (struct place){ source.name, complaint.line, 0 },
					       "%s", complaint.text)
				: fault_set(fault, FAULT_SYSTEM, "out of memory"));
	ok = ok && take_values(cfg, lines, count, arena, settings, fault);
	cfg_free(cfg);
	return ok;
}
