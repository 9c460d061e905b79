#include "cli/scenario.h"

#include <dirent.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "cli/stored.h"
#include "cli/workspace.h"

static const char folder[] = "scenarios";
static const char *const tables[] = { "staffgap.conf", "people.csv", "demand.csv", "bookings.csv",
				      "rates.csv" };

const struct plan_input *scenario_table(const struct plan_input *inputs, size_t count,
					const char *table)
{
	for (size_t i = 0; i < count; i++) {
		const char *slash = strrchr(inputs[i].name, '/');

		if (strncmp(inputs[i].name, folder, strlen(folder)) == 0 && slash &&
		    strcmp(slash + 1, table) == 0)
			return &inputs[i];
	}
	return NULL;
}

/* " (did you mean 'x'?)" of the scenarios that there are, or how to make one. */
static const char *guess(const struct run *run, const char *root, const char *name)
{
	DIR *dir = opendir(arena_format(run->arena, "%s/%s", root, folder));
	const struct dirent *entry;
	const char **names = NULL, *near = NULL;
	size_t count = 0, room = 0;

	while (dir && (entry = readdir(dir))) {
		if (entry->d_name[0] == '.')
			continue;
		names = ARENA_PUSH(run->arena, names, count, room);
		names[count++] = arena_copy(run->arena, span_of(entry->d_name));
	}
	if (dir)
		closedir(dir);
	near = count ? text_nearest(name, names, count, run->arena) : NULL;
	return near ? arena_format(run->arena, "(did you mean '%s'?)", near)
		    : "(a scenario is a folder scenarios/NAME with people.csv, demand.csv, ...)";
}

static bool is_name(const char *name)
{
	return name[0] && name[0] != '.' && !strchr(name, '/');
}

static bool add_tables(const struct run *run, const char *root, const char *name,
		       struct plan_input **inputs, size_t *count, struct fault *fault)
{
	struct plan_input *list =
		ARENA_ARRAY(run->arena, struct plan_input, *count + ARRAY_LEN(tables));
	size_t before = *count, n = before;

	if (!is_name(name) ||
	    access(arena_format(run->arena, "%s/%s/%s", root, folder, name), F_OK) != 0)
		return fault_set(fault, FAULT_USAGE, "there is no scenario '%s' %s", name,
				 guess(run, root, name));
	memcpy(list, *inputs, before * sizeof(*list));
	for (size_t i = 0; i < ARRAY_LEN(tables); i++) {
		bool found = false;

		if (!workspace_file(root,
				    arena_format(run->arena, "%s/%s/%s", folder, name, tables[i]),
				    run->today, run->arena, &list[n], &found, fault))
			return false;
		n += found;
	}
	if (n == before)
		return fault_set(fault, FAULT_INPUT,
				 "%s/%s has none of people.csv, demand.csv, bookings.csv, "
				 "rates.csv, staffgap.conf",
				 folder, name);
	*inputs = list;
	*count = n;
	return true;
}

/* What the plan's own files are remarked for was said when it was made; errors only if it fails. */
static void take_notes(struct run *run, const struct notes *notes, bool failed)
{
	for (size_t i = 0; i < notes->count; i++) {
		const struct note *note = &notes->list[i];

		if (strncmp(note->place.file, folder, strlen(folder)) == 0 ||
		    (failed && strcmp(note->id, "file-unusable") == 0))
			notes_add_again(run->notes, note);
	}
}

bool scenario_plan(struct run *run, const char *number, const char *name, struct computed *computed,
		   struct fault *fault)
{
	struct notes notes = NOTES_INIT(run->arena);
	struct plan_options options;
	struct plan_input *inputs;
	struct store *store = NULL;
	const char *root;
	int32_t base;
	size_t count;
	bool ok;

	if (!workspace_find(run->options->folder, run->arena, &root, fault) ||
	    !stored_inputs(run, number, &store, &options, &inputs, &count, fault))
		return false;
	base = options.number;
	options.number = 0;
	ok = add_tables(run, root, name, &inputs, &count, fault) &&
	     compute_plan(inputs, count, options, run->arena, computed, &notes, fault) &&
	     answers_load(computed->answers, store, base, fault) && store_commit(store, fault);
	store_close(store);
	take_notes(run, &notes, !ok);
	return ok;
}
