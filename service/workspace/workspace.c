#include "service/workspace/workspace.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "import/inputs.h"
#include "service/workspace/trust.h"

/* Stated in docs/formats.md. */
enum { TABLE_BYTES_MAX = 256 * 1024 * 1024, CALENDARS_MAX = 50000 };

struct inputs {
	struct plan_input *list;
	size_t count, room;
};

struct given_place workspace_place(const char *root, struct arena *arena)
{
	struct given_place place = { NULL, trust_refusal(root, arena),
				     arena_format(arena, "%s/.staffgap/state.db", root) };

	/* Of a folder that is gone nothing can be read, trusted or not. */
	if (place.remedy)
		place.inside = given_real_path(root, arena);
	if (place.remedy && !place.inside)
		place.inside = root;
	return place;
}

static bool read_input(const char *root, const char *name, bool required, struct day today,
		       struct arena *arena, struct inputs *inputs, struct fault *fault)
{
	struct given_place place = workspace_place(root, arena);
	struct fault wrong = FAULT_INIT;
	struct given_file file;
	struct span bytes;
	enum given answer =
		given_open(arena_format(arena, "%s/%s", root, name), &place, &file, &wrong);
	bool ok = answer == GIVEN_OPEN;

	if (answer == GIVEN_MISSING && !required)
		return true;
	if (ok) {
		ok = given_read(&file, TABLE_BYTES_MAX, arena, &bytes, &wrong);
		close(file.file);
	}
	if (!ok) {
		*fault = wrong;
		return fault_within(fault, "%s", name);
	}
	inputs->list = ARENA_PUSH(arena, inputs->list, inputs->count, inputs->room);
	inputs->list[inputs->count++] =
		(struct plan_input){ .name = arena_copy(arena, span_of(name)),
				     .bytes = bytes,
				     .read_on = today,
				     .trouble = "" };
	return true;
}

static bool is_calendar(const char *name)
{
	size_t length = strlen(name);

	return name[0] != '.' && length > 4 && strcmp(name + length - 4, ".ics") == 0;
}

/* The names are on nobody's list but the folder's own. */
static bool list_names(DIR *dir, const char *folder, struct arena *arena, const char ***list,
		       size_t *count, size_t *room, struct fault *fault)
{
	const struct dirent *entry;
	size_t before = *count;

	while ((entry = readdir(dir))) {
		if (!is_calendar(entry->d_name))
			continue;
		if (*count - before == CALENDARS_MAX)
			return fault_set(fault, FAULT_INPUT, "%s: more than %d calendars", folder,
					 CALENDARS_MAX);
		*list = ARENA_PUSH(arena, *list, *count, *room);
		(*list)[(*count)++] = arena_format(arena, "%s/%s", folder, entry->d_name);
	}
	return true;
}

static bool list_folder(const char *root, const char *folder, struct arena *arena,
			const char ***list, size_t *count, size_t *room, struct fault *fault)
{
	struct given_place place = workspace_place(root, arena);
	const char *path = arena_format(arena, "%s/%s", root, folder);
	struct fault wrong = FAULT_INIT;
	enum given answer = given_folder(path, &place, &wrong);
	DIR *dir;
	bool ok;

	if (answer == GIVEN_MISSING)
		return true;
	if (answer == GIVEN_REFUSED) {
		*fault = wrong;
		return fault_within(fault, "%s", folder);
	}
	dir = opendir(path);
	if (!dir)
		return fault_set(fault, FAULT_INPUT, "%s: cannot open it: %s", folder,
				 strerror(errno));
	ok = list_names(dir, folder, arena, list, count, room, fault);
	closedir(dir);
	return ok;
}

bool workspace_calendars(const char *root, struct arena *arena, const char ***names, size_t *count,
			 struct fault *fault)
{
	const char **list = NULL;
	size_t n = 0, room = 0;

	if (!list_folder(root, "calendars", arena, &list, &n, &room, fault) ||
	    !list_folder(root, "holidays", arena, &list, &n, &room, fault))
		return false;
	*names = list;
	*count = n;
	return true;
}

bool workspace_file(const char *root, const char *name, struct day today, struct arena *arena,
		    struct plan_input *input, bool *found, struct fault *fault)
{
	struct inputs read = { 0 };

	if (!read_input(root, name, false, today, arena, &read, fault))
		return false;
	*found = read.count > 0;
	if (*found)
		*input = read.list[0];
	return true;
}

bool workspace_read(const char *root, struct day today, struct arena *arena,
		    struct plan_input **inputs, size_t *count, struct fault *fault)
{
	struct inputs read = { 0 };

	for (size_t i = 0; i < input_kind_count; i++)
		if (!read_input(root, input_kinds[i].name, input_kinds[i].required, today, arena,
				&read, fault))
			return false;
	if (read.count > 0)
		qsort(read.list, read.count, sizeof(*read.list), input_order);
	*inputs = read.list;
	*count = read.count;
	return true;
}
