#include "service/workspace/own.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "import/inputs.h"
#include "service/workspace/descriptor.h"
#include "service/workspace/find.h"

static const char scenarios[] = "scenarios";
static const char *const own_folders[] = { ".staffgap", "calendars", "holidays", scenarios };

enum { DEPTH_MAX = 4 };

/* Where a path leads, without links; what is not there yet stays as it is written. */
struct target {
	const char *path; /* absolute, "" for the root of all */
	struct stat is;
	bool there;
};

static bool same(const struct stat *a, const struct stat *b)
{
	return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

static struct target find(const char *path, struct arena *arena)
{
	struct target target = { .path = "" };
	char *head = arena_format(arena, "%s%s", path[0] == '/' ? "" : "./", path);
	size_t len = strlen(head), full;
	const char *whole;
	char *real;

	while (len > 1 && head[len - 1] == '/')
		head[--len] = '\0';
	full = len;
	whole = arena_copy(arena, span_of(head));
	target.there = stat(head, &target.is) == 0;
	while (!(real = realpath(len ? head : "/", NULL)) && len > 0) {
		while (len > 0 && head[len] != '/')
			len--;
		head[len] = '\0';
	}
	if (real)
		target.path =
			arena_format(arena, "%s%s%s", strcmp(real, "/") == 0 ? "" : real,
				     len < full ? "/" : "", len < full ? whole + len + 1 : "");
	free(real);
	return target;
}

/* What follows the folder in the path, "" when that is all; NULL when the path is elsewhere. */
static const char *rest_below(const struct target *target, const struct stat *folder,
			      struct arena *arena)
{
	char *path = arena_copy(arena, span_of(target->path));
	size_t len = strlen(path);
	struct stat is;

	for (;;) {
		path[len] = '\0';
		if (stat(len ? path : "/", &is) == 0 && same(&is, folder))
			return target->path + len + (target->path[len] == '/');
		if (len == 0)
			return NULL;
		while (len > 0 && path[--len] != '/')
			continue;
	}
}

/* --- by name ----------------------------------------------------------------- */

static bool is_word(struct span name, const char *word)
{
	return name.len == strlen(word) && strncasecmp(name.ptr, word, name.len) == 0;
}

bool own_name(struct span first, bool more)
{
	for (size_t i = 0; i < ARRAY_LEN(own_folders); i++)
		if (is_word(first, own_folders[i]))
			return true;
	for (size_t i = 0; !more && i < input_kind_count; i++)
		if (is_word(first, input_kinds[i].name))
			return true;
	return false;
}

/* --- by what it is: links and hard links --------------------------------------- */

struct own_search {
	const struct target *target;
	struct arena *arena;
	const char **folders; /* still to be looked through */
	size_t *depths;
	size_t count, folder_room, depth_room;
};

static void add_folder(struct own_search *search, const char *path, size_t depth)
{
	search->folders =
		ARENA_PUSH(search->arena, search->folders, search->count, search->folder_room);
	search->depths =
		ARENA_PUSH(search->arena, search->depths, search->count, search->depth_room);
	search->folders[search->count] = path;
	search->depths[search->count++] = depth;
}

/* Whether the target is this entry or below it. */
static bool is_entry(struct own_search *search, const char *folder, size_t depth,
		     const struct dirent *entry)
{
	const struct target *target = search->target;
	const char *path;
	struct stat is;

	if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
		return false;
	if (entry->d_type == DT_REG && !(target->there && entry->d_ino == target->is.st_ino))
		return false; /* thousands of calendars */
	path = arena_format(search->arena, "%s/%s", folder, entry->d_name);
	if (stat(path, &is) != 0)
		return false;
	if (target->there && same(&is, &target->is))
		return true;
	if (!S_ISDIR(is.st_mode))
		return false;
	if (depth < DEPTH_MAX)
		add_folder(search, path, depth + 1);
	return rest_below(target, &is, search->arena) != NULL;
}

static bool look_through(struct own_search *search, const char *folder, size_t depth)
{
	DIR *entries = opendir(folder);
	const struct dirent *entry;
	bool found = false;

	while (entries && !found && (entry = readdir(entries)))
		found = is_entry(search, folder, depth, entry);
	if (entries)
		closedir(entries);
	return found;
}

static bool is_own_file(const char *root, const struct target *target, struct arena *arena)
{
	struct own_search search = { .target = target, .arena = arena };
	struct stat is;

	for (size_t i = 0; target->there && i < input_kind_count; i++)
		if (stat(arena_format(arena, "%s/%s", root, input_kinds[i].name), &is) == 0 &&
		    same(&is, &target->is))
			return true;
	for (size_t i = 0; i < ARRAY_LEN(own_folders); i++) {
		const char *folder = arena_format(arena, "%s/%s", root, own_folders[i]);

		if (stat(folder, &is) != 0)
			continue;
		if (rest_below(target, &is, arena))
			return true;
		add_folder(&search, folder, 1);
	}
	for (size_t i = 0; i < search.count; i++)
		if (look_through(&search, search.folders[i], search.depths[i]))
			return true;
	return false;
}

static bool is_own(const char *root, const struct target *target, struct arena *arena)
{
	const char *rest = NULL;
	struct stat is;

	if (stat(root, &is) == 0)
		rest = rest_below(target, &is, arena);
	if (rest && rest[0]) {
		size_t len = strcspn(rest, "/");

		if (own_name((struct span){ rest, len }, rest[len] != '\0'))
			return true;
	}
	return is_own_file(root, target, arena);
}

/* --- what is refused ----------------------------------------------------------- */

bool own_spares(const char *root, const char *output, struct arena *arena, struct fault *fault)
{
	struct target target;

	if (!output || strcmp(output, "-") == 0)
		return true;
	target = find(output, arena);
	return !is_own(root, &target, arena) ||
	       fault_set(fault, FAULT_USAGE, "'%s' is the workspace's own: write to another file",
			 output);
}

bool own_apart(const char *root, const char *folder, struct arena *arena, struct fault *fault)
{
	struct target target = find(folder, arena), workspace = find(root, arena);

	if ((target.there && workspace.there && same(&target.is, &workspace.is)) ||
	    is_own(root, &target, arena))
		return fault_set(fault, FAULT_USAGE,
				 "'%s' is the workspace's own: publish into another folder",
				 folder);
	if (target.there && rest_below(&workspace, &target.is, arena))
		return fault_set(fault, FAULT_USAGE,
				 "the workspace lies in '%s' and would be seen with what is "
				 "published: publish into another folder",
				 folder);
	return true;
}

bool own_free(const char *folder, struct arena *arena, struct fault *fault)
{
	struct target target = find(folder, arena);
	char *path = arena_copy(arena, span_of(target.path));

	for (char *slash = strrchr(path, '/'); slash; slash = strrchr(path, '/')) {
		struct fault none = FAULT_INIT;
		const char *root;

		*slash = '\0';
		if (workspace_find(path[0] ? path : "/", arena, &root, &none) &&
		    is_own(root, &target, arena))
			return fault_set(
				fault, FAULT_USAGE,
				"'%s' belongs to the workspace '%s': choose another folder", folder,
				root);
	}
	return true;
}
