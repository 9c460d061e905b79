#include "service/tables.h"

#include <stdlib.h>
#include <string.h>

#include "import/inputs.h"
#include "service/inputs.h"

/* What is read, and where it goes. */
struct reading {
	const struct plan_input *inputs;
	size_t count;
	struct arena *arena;
	struct tables *tables;
	struct notes *notes;
};

/* A file that is of no use is a note at its place, so that the other files are still read. */
static void note_unusable(const struct reading *r, const char *name, const struct fault *trouble)
{
	const char *text = trouble->message;
	struct place place = { name, 0, 0 };
	size_t named = strlen(name);
	char *end;

	if (strncmp(text, name, named) == 0 && text[named] == ':') {
		text += named + 1;
		place.line = (int32_t)strtol(text, &end, 10);
		if (end != text && *end == ':')
			text = end + 1;
		else
			place.line = 0;
		place.column = place.line ? (int32_t)strtol(text, &end, 10) : 0;
		if (end != text && *end == ':')
			text = end + 1;
		else
			place.column = 0;
	}
	notes_add(r->notes, NOTE_ERROR, "file-unusable", place, "%s",
		  arena_copy(r->arena, span_trim(span_of(text))));
}

/* The table, and the scenario's over it. */
static bool read_table(const struct reading *r, const struct input_kind *kind, struct fault *fault)
{
	const struct plan_input *inputs[] = { input_named(r->inputs, r->count, kind->name),
					      input_over(r->inputs, r->count, kind->name) };
	input_reader *readers[] = { kind->read, kind->merge };

	for (size_t i = 0; i < ARRAY_LEN(inputs); i++) {
		struct fault trouble = FAULT_INIT;

		if (!inputs[i] || readers[i]((struct source){ inputs[i]->name, inputs[i]->bytes },
					     r->arena, &r->tables->company, r->notes, &trouble))
			continue;
		if (trouble.kind == FAULT_INPUT)
			note_unusable(r, inputs[i]->name, &trouble);
		return fault_set(fault, trouble.kind, "%s",
				 trouble.kind == FAULT_INPUT ? inputs[i]->name : trouble.message);
	}
	return true;
}

/* What is of no use is a note, and its name kept: the others are read. */
static bool read_if_usable(const struct reading *r, const struct input_kind *kind,
			   struct fault *fault)
{
	struct fault trouble = FAULT_INIT;

	if (read_table(r, kind, &trouble))
		return true;
	if (trouble.kind != FAULT_INPUT) {
		*fault = trouble;
		return false;
	}
	r->tables->company.settings.unknown |= kind->settings;
	r->tables->no_feeds |= kind->for_feeds;
	r->tables->unusable = arena_copy(r->arena, span_of(trouble.message));
	return true;
}

bool tables_read(const struct plan_input *inputs, size_t count, enum tables_part part,
		 struct arena *arena, struct tables *tables, struct notes *notes,
		 struct fault *fault)
{
	const struct reading r = { inputs, count, arena, tables, notes };

	if (part != TABLES_WITH_ADDRESSES)
		*tables = (struct tables){ .company = { .settings = settings_default() } };
	for (size_t i = 0; i < input_kind_count; i++)
		if ((input_kinds[i].addresses ? part != TABLES_WITHOUT_ADDRESSES
					      : part != TABLES_WITH_ADDRESSES) &&
		    !read_if_usable(&r, &input_kinds[i], fault))
			return false;
	return true;
}

bool tables_usable(const struct tables *tables, struct fault *fault)
{
	return !tables->unusable ||
	       fault_set(fault, FAULT_INPUT, "no plan without %s (see above)", tables->unusable);
}
