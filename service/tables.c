#include "service/tables.h"

#include "import/inputs.h"
#include "service/inputs.h"

/* What is read, and where it goes. */
struct tables_reading {
	const struct plan_input *inputs;
	size_t count;
	struct arena *arena;
	struct tables *tables;
	struct notes *notes;
};

/* A file that is of no use is a note at its place, so that the other files are still read. */
static void note_unusable(const struct tables_reading *r, const char *name,
			  const struct fault *trouble)
{
	struct place place = { name, trouble->line, trouble->column };

	notes_add(r->notes, NOTE_ERROR, "file-unusable", place, "%s", fault_said(trouble));
}

/*
 * What is of no use is a note, and its name kept; nothing can read what is in a foreign database
 * only.
 * @return false for what is no fault of its own
 */
static bool read_input(const struct tables_reading *r, const struct input_kind *kind,
		       const struct plan_input *input, input_reader *read, struct fault *fault)
{
	struct source source = { input->name, input->bytes };
	struct fault trouble = FAULT_INIT;

	if (read ? read(source, r->arena, &r->tables->company, r->notes, &trouble)
		 : fault_set_at(&trouble, FAULT_INPUT, (struct place){ input->name, 0, 0 },
				"a scenario cannot have this file"))
		return true;
	if (trouble.kind != FAULT_INPUT) {
		*fault = trouble;
		return false;
	}
	note_unusable(r, input->name, &trouble);
	r->tables->company.settings.unknown |= kind->settings;
	r->tables->no_feeds |= kind->for_feeds;
	r->tables->unusable = input->name;
	return true;
}

/* The table, and the scenario's over it. */
static bool read_kind(const struct tables_reading *r, const struct input_kind *kind,
		      struct fault *fault)
{
	const struct plan_input *input = input_named(r->inputs, r->count, kind->name);
	const struct plan_input *over = input_over(r->inputs, r->count, kind->name);
	const char *unusable = r->tables->unusable;

	if (input && !read_input(r, kind, input, kind->read, fault))
		return false;
	/* Over what is of no use nothing can be said. */
	return !over || r->tables->unusable != unusable ||
	       read_input(r, kind, over, kind->merge, fault);
}

bool tables_read(const struct plan_input *inputs, size_t count, struct arena *arena,
		 struct tables *tables, struct notes *notes, struct fault *fault)
{
	const struct tables_reading r = { inputs, count, arena, tables, notes };

	*tables = (struct tables){ .company = { .settings = settings_default() } };
	for (size_t i = 0; i < input_kind_count; i++)
		if (!read_kind(&r, &input_kinds[i], fault))
			return false;
	return true;
}

bool tables_usable(const struct tables *tables, struct fault *fault)
{
	return !tables->unusable ||
	       fault_set(fault, FAULT_INPUT, "cannot plan without a usable %s (see above)",
			 tables->unusable);
}
