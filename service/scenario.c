#include "service/scenario.h"

#include <dirent.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "import/inputs.h"
#include "service/inputs.h"
#include "service/stored.h"
#include "service/workspace/workspace.h"

static const char folder[] = SCENARIOS;

/* " (did you mean 'x'?)" of the scenarios that there are, or how to make one. */
static const char *guess(const struct session *session, const char *root, const char *name)
{
	DIR *dir = opendir(arena_format(session->arena, "%s/%s", root, folder));
	const struct dirent *entry;
	const char **names = NULL, *near = NULL;
	size_t count = 0, room = 0;

	while (dir && (entry = readdir(dir))) {
		if (entry->d_name[0] == '.')
			continue;
		names = ARENA_PUSH(session->arena, names, count, room);
		names[count++] = arena_copy(session->arena, span_of(entry->d_name));
	}
	if (dir)
		closedir(dir);
	near = count ? text_nearest(name, names, count, session->arena) : NULL;
	return near ? arena_format(session->arena, "(did you mean '%s'?)", near)
		    : "(a scenario is a folder scenarios/NAME with people.csv, demand.csv, ...)";
}

static bool is_name(const char *name)
{
	return name[0] && name[0] != '.' && !strchr(name, '/');
}

static bool add_tables(const struct session *session, const char *root, const char *name,
		       struct plan_input **inputs, size_t *count, struct fault *fault)
{
	struct plan_input *list =
		ARENA_ARRAY(session->arena, struct plan_input, *count + input_kind_count);
	size_t before = *count, n = before;

	if (!is_name(name) ||
	    access(arena_format(session->arena, "%s/%s/%s", root, folder, name), F_OK) != 0)
		return fault_set(fault, FAULT_USAGE, "there is no scenario '%s' %s", name,
				 guess(session, root, name));
	memcpy(list, *inputs, before * sizeof(*list));
	for (size_t i = 0; i < input_kind_count; i++) {
		bool found = false;

		if (!input_kinds[i].merge)
			continue;
		if (!workspace_file(root,
				    arena_format(session->arena, "%s/%s/%s", folder, name,
						 input_kinds[i].name),
				    session->today, session->arena, &list[n], &found, fault))
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

/* What the plan's own files are remarked for was said when it was made; errors only if it fails.
 * @return how many errors are not said again */
static size_t take_notes(struct session *session, const struct notes *notes, bool failed)
{
	size_t errors = 0;

	for (size_t i = 0; i < notes->count; i++) {
		const struct note *note = &notes->list[i];

		if (strncmp(note->place.file, folder, strlen(folder)) == 0 ||
		    (failed && strcmp(note->id, "file-unusable") == 0))
			notes_add_again(session->notes, note);
		else
			errors += note->level == NOTE_ERROR;
	}
	return errors;
}

bool scenario_plan(struct session *session, const char *number, const char *name,
		   struct computed *computed, struct fault *fault)
{
	struct notes notes = NOTES_INIT(session->arena);
	struct plan_options options;
	struct plan_input *inputs;
	struct store *store = NULL;
	const char *root;
	int32_t base;
	size_t count, errors;
	bool ok;

	if (!session_root(session, &root, fault) ||
	    !stored_inputs(session, number, &store, &options, &inputs, &count, fault))
		return false;
	base = options.number;
	options.number = 0;
	ok = add_tables(session, root, name, &inputs, &count, fault) &&
	     compute_plan(inputs, count, options, session->arena, computed, &notes, fault) &&
	     solution_cache_load(computed->answers, store, base, fault) &&
	     store_commit(store, fault);
	store_close(store);
	errors = take_notes(session, &notes, !ok);
	if (ok)
		stored_doubts(session, computed, base, &notes, errors);
	return ok;
}
