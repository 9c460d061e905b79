#include "cli/report_options.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "cli/door.h"
#include "cli/output.h"
#include "model/event.h"

bool option_word(const char *option, const char *text, const char *const *words, size_t count,
		 int *index, struct arena *arena, struct fault *fault)
{
	const char *near;

	for (size_t i = 0; i < count; i++)
		if (strcmp(words[i], text) == 0) {
			*index = (int)i;
			return true;
		}
	near = text_nearest(text, words, count, arena);
	return fault_set(fault, FAULT_USAGE, "%s '%s' is not known (%s '%s'%s)", option, text,
			 near ? "did you mean" : "one is", near ? near : words[0], near ? "?" : "");
}

/* In the order of enum redact; nothing is what it is without the option. */
static const char *const hows[] = { "nothing", "names", "ids" };

bool redact_read(const struct options *options, enum redact *redact, struct arena *arena,
		 struct fault *fault)
{
	int how = 0;

	*redact = options->redact ? REDACT_NAMES : REDACT_NOTHING;
	if (!options->redact || !options->redact[0])
		return true;
	if (!option_word("--redact", options->redact, hows + REDACT_NAMES,
			 ARRAY_LEN(hows) - REDACT_NAMES, &how, arena, fault))
		return false;
	*redact = (enum redact)(how + REDACT_NAMES);
	return true;
}

/* "gaps,deadlines": a sum of 1 << enum event_kind. */
static bool read_include(const char *text, unsigned *include, struct arena *arena,
			 struct fault *fault)
{
	static const char *const kinds[] = { "gaps", "engagements", "deadlines" };
	struct span rest = span_of(text), word;
	unsigned sum = 0;

	static_assert(ARRAY_LEN(kinds) == EVENT_KIND_COUNT, "every kind has a word");
	while (span_next(&rest, ',', &word)) {
		int kind = 0;

		if (!option_word("--include", arena_copy(arena, word), kinds, ARRAY_LEN(kinds),
				 &kind, arena, fault))
			return false;
		sum |= 1U << kind;
	}
	*include = sum;
	return sum ||
	       fault_set(fault, FAULT_USAGE, "--include needs gaps, engagements or deadlines");
}

/* "14d", "2w". */
static bool read_remind(const char *text, int *days, struct fault *fault)
{
	char *end;
	long value = strtol(text, &end, 10);

	if (end == text || value < 1 || value > 366 ||
	    (strcmp(end, "d") != 0 && strcmp(end, "w") != 0))
		return fault_set(fault, FAULT_USAGE,
				 "--remind '%s' is not a time before an event (write 14d or 2w)",
				 text);
	*days = (int)value * (*end == 'w' ? 7 : 1);
	return true;
}

static bool calendar_options_read(const struct options *given, struct report_options *options,
				  struct arena *arena, struct fault *fault)
{
	static const char *const methods[] = { "publish" };
	int method = 0;

	if ((given->include && !read_include(given->include, &options->include, arena, fault)) ||
	    (given->remind && !read_remind(given->remind, &options->remind_days, fault)) ||
	    (given->method && !option_word("--method", given->method, methods, ARRAY_LEN(methods),
					   &method, arena, fault)))
		return false;
	options->publish = given->method != NULL;
	return true;
}

bool report_options_read(const struct run *run, struct report_options *options, struct fault *fault)
{
	static const char *const layouts[] = { "long", "wide" };
	static const char *const profiles[] = { "rfc4180", "excel", "excel-eu", "unix" };
	static const char *const headers[] = { "date", "iso" };
	const char *views[VIEW_COUNT];
	const struct options *given = run->options;
	int layout = (int)options->layout, profile = (int)options->profile;
	int view = (int)options->view, header = 0;

	for (int i = 0; i < VIEW_COUNT; i++)
		views[i] = view_name((enum view)i);
	if ((given->layout && !option_word("--layout", given->layout, layouts, ARRAY_LEN(layouts),
					   &layout, run->arena, fault)) ||
	    (given->profile && !option_word("--profile", given->profile, profiles,
					    ARRAY_LEN(profiles), &profile, run->arena, fault)) ||
	    (given->week_header && !option_word("--week-header", given->week_header, headers,
						ARRAY_LEN(headers), &header, run->arena, fault)) ||
	    (given->view && !option_word("--view", given->view, views, ARRAY_LEN(views), &view,
					 run->arena, fault)))
		return false;
	if (!calendar_options_read(given, options, run->arena, fault))
		return false;
	options->layout = (enum report_layout)layout;
	options->profile = (enum csv_profile)profile;
	options->view = (enum view)view;
	options->week_names = header == 1;
	options->guard = !given->no_guard;
	options->one_view = given->view != NULL;
	/* What goes to a file is the same whatever terminal it is written at. */
	if (!output_is_named(given->output)) {
		options->width = door_width();
		options->colour = door_colour_out();
	}
	return true;
}

/* "table, csv or json" of a set of bits 1 << FORMAT_.... */
static const char *formats_text(unsigned formats, struct arena *arena)
{
	const char *text = "";

	for (unsigned i = 0; formats >> i; i++) {
		const char *between = !text[0] ? "" : formats >> (i + 1) ? ", " : " or ";

		if (formats & 1U << i)
			text = arena_format(arena, "%s%s%s", text, between,
					    report_format_name((enum report_format)i));
	}
	return text;
}

/* Options that say nothing about this format: an option without effect would deceive. */
static bool options_suit(const struct run *run, enum report_format format, struct fault *fault)
{
	const struct options *given = run->options;
	const struct {
		const char *name;
		bool given;
		enum report_format format;
	} bound[] = {
		{ "layout", given->layout, FORMAT_CSV },
		{ "profile", given->profile, FORMAT_CSV },
		{ "week-header", given->week_header, FORMAT_CSV },
		{ "no-guard", given->no_guard, FORMAT_CSV },
		{ "include", given->include, FORMAT_ICS },
		{ "method", given->method, FORMAT_ICS },
		{ "remind", given->remind, FORMAT_ICS },
	};

	for (size_t i = 0; i < ARRAY_LEN(bound); i++)
		if (bound[i].given && bound[i].format != format)
			return fault_set(fault, FAULT_USAGE,
					 "--%s applies only to %s, but this is written as %s (add "
					 "-O %s, or leave it out)",
					 bound[i].name, report_format_name(bound[i].format),
					 report_format_name(format),
					 report_format_name(bound[i].format));
	if (given->week_header && !(given->layout && strcmp(given->layout, "wide") == 0))
		return fault_set(fault, FAULT_USAGE,
				 "--week-header is for weeks as columns (add --layout wide)");
	return true;
}

bool report_format_read(const struct run *run, const char *what, unsigned formats,
			enum report_format *format, struct fault *fault)
{
	const char *names[FORMAT_COUNT];
	const char *output = run->options->output, *text = run->options->format;
	const char *dot = output ? strrchr(output, '.') : NULL;
	int index = 0;

	for (int i = 0; i < FORMAT_COUNT; i++)
		names[i] = report_format_name((enum report_format)i);
	while (!(formats & 1u << index))
		index++; /* the first that it has: a table before CSV */
	if (!text && output && strcmp(output, "-") != 0) {
		text = !dot || strchr(dot, '/') ? "" : strcmp(dot, ".txt") == 0 ? "table" : dot + 1;
		if (!text[0])
			return fault_set(fault, FAULT_USAGE,
					 "cannot tell the format of '%s' (add -O and one of %s)",
					 output, formats_text(formats, run->arena));
	}
	if (text) {
		index = 0;
		while (index < FORMAT_COUNT && strcmp(names[index], text) != 0)
			index++;
		if (index == FORMAT_COUNT)
			return fault_set(fault, FAULT_USAGE,
					 "'%s' is not a format (%s can be written as %s)", text,
					 what, formats_text(formats, run->arena));
	}
	if (!(formats & 1u << index))
		return fault_set(fault, FAULT_USAGE, "%s cannot be written as %s (only as %s)",
				 what, names[index], formats_text(formats, run->arena));
	if (!options_suit(run, (enum report_format)index, fault))
		return false;
	*format = (enum report_format)index;
	return true;
}

bool report_format_of(const struct run *run, const struct report *report,
		      enum report_format *format, struct fault *fault)
{
	const char *what = report->called
				   ? report->called
				   : arena_format(run->arena, "the report '%s'", report->name);

	return report_format_read(run, what, report_formats(report), format, fault);
}
