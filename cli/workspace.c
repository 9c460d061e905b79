#include "cli/workspace.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/own.h"

enum { FILE_BYTES_MAX = 256 * 1024 * 1024 };

struct inputs {
	struct plan_input *list;
	size_t count, room;
};

static bool holds_workspace(const char *folder, struct arena *arena)
{
	return access(arena_format(arena, "%s/people.csv", folder), F_OK) == 0 ||
	       access(arena_format(arena, "%s/staffgap.conf", folder), F_OK) == 0;
}

bool workspace_find(const char *folder, struct arena *arena, const char **root, struct fault *fault)
{
	char here[PATH_MAX];
	char *slash;

	if (folder) {
		if (!holds_workspace(folder, arena))
			return fault_set(fault, FAULT_INPUT,
					 "'%s' is no workspace: it has neither people.csv nor "
					 "staffgap.conf",
					 folder);
		*root = folder;
		return true;
	}
	if (!getcwd(here, sizeof(here)))
		return fault_set(fault, FAULT_SYSTEM, "cannot tell the current folder: %s",
				 strerror(errno));
	for (;;) {
		if (holds_workspace(here[0] ? here : "/", arena)) {
			*root = arena_copy(arena, span_of(here[0] ? here : "/"));
			return true;
		}
		slash = strrchr(here, '/');
		if (!slash)
			break;
		*slash = '\0';
	}
	return fault_set(fault, FAULT_INPUT,
			 "no workspace here or above: no folder has people.csv or staffgap.conf "
			 "(name one with -C DIR)");
}

static bool read_all(FILE *file, struct arena *arena, struct span *bytes)
{
	char *data = NULL;
	size_t size = 0, room = 0, got;

	do {
		data = arena_grow(arena, data, size, &room, size + 65536, 1);
		got = fread(data + size, 1, room - size, file);
		size += got;
	} while (got > 0 && size <= FILE_BYTES_MAX);
	*bytes = (struct span){ data, size };
	return !ferror(file);
}

static bool read_input(const char *root, const char *name, bool required, struct day today,
		       struct arena *arena, struct inputs *inputs, struct fault *fault)
{
	FILE *file = fopen(arena_format(arena, "%s/%s", root, name), "rb");
	struct span bytes;
	bool ok;

	if (!file && errno == ENOENT && !required)
		return true;
	if (!file)
		return fault_set(fault, FAULT_INPUT, "%s: cannot open it: %s", name,
				 strerror(errno));
	ok = read_all(file, arena, &bytes);
	if (!ok)
		fault_set(fault, FAULT_INPUT, "%s: cannot read it: %s", name, strerror(errno));
	else if (bytes.len > FILE_BYTES_MAX)
		ok = fault_set(fault, FAULT_INPUT, "%s: larger than 256 MB", name);
	fclose(file);
	if (!ok)
		return false;
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

static bool list_folder(const char *root, const char *folder, struct arena *arena,
			const char ***list, size_t *count, size_t *room, struct fault *fault)
{
	DIR *dir = opendir(arena_format(arena, "%s/%s", root, folder));
	const struct dirent *entry;

	if (!dir)
		return errno == ENOENT || fault_set(fault, FAULT_INPUT, "%s: cannot open it: %s",
						    folder, strerror(errno));
	while ((entry = readdir(dir)))
		if (is_calendar(entry->d_name)) {
			*list = ARENA_PUSH(arena, *list, *count, *room);
			(*list)[(*count)++] = arena_format(arena, "%s/%s", folder, entry->d_name);
		}
	closedir(dir);
	return true;
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

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct plan_input *)a)->name, ((const struct plan_input *)b)->name);
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

	for (size_t i = 0; i < own_table_count; i++)
		if (!read_input(root, own_tables[i].name, own_tables[i].required, today, arena,
				&read, fault))
			return false;
	qsort(read.list, read.count, sizeof(*read.list), by_name);
	*inputs = read.list;
	*count = read.count;
	return true;
}
