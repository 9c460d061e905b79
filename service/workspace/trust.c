#include "service/workspace/trust.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "service/workspace/given.h"
#include "service/workspace/user_file.h"

static bool read_line(struct span line, struct arena *arena, struct trusted *trusted)
{
	size_t digits = 0;
	unsigned long long inode = 0;

	while (digits < line.len && line.ptr[digits] >= '0' && line.ptr[digits] <= '9')
		if (__builtin_mul_overflow(inode, 10ULL, &inode) ||
		    __builtin_add_overflow(inode, (unsigned long long)(line.ptr[digits++] - '0'),
					   &inode))
			return false;
	if (digits == 0 || digits + 1 >= line.len || line.ptr[digits] != ' ' ||
	    line.ptr[digits + 1] != '/')
		return false;
	*trusted = (struct trusted){ inode,
				     arena_copy(arena, (struct span){ line.ptr + digits + 1,
								      line.len - digits - 1 }) };
	return true;
}

/* As it is written: span_next would take blanks off the end of a path. */
static bool next_line(struct span *rest, struct span *line)
{
	const char *end;

	if (rest->len == 0)
		return false;
	end = memchr(rest->ptr, '\n', rest->len);
	*line = (struct span){ rest->ptr, end ? (size_t)(end - rest->ptr) : rest->len };
	rest->ptr += line->len + (end != NULL);
	rest->len -= line->len + (end != NULL);
	return true;
}

static bool read_list(const char *path, struct arena *arena, struct trust_list *list,
		      struct fault *fault)
{
	struct span text = SPAN(""), line;
	size_t room = 0, number = 0;
	bool found;

	*list = (struct trust_list){ NULL, 0 };
	if (!user_file_read(path, OTHERS_MAY_READ, arena, &text, &found, fault))
		return false;
	while (next_line(&text, &line)) {
		number++;
		if (line.len == 0 || line.ptr[0] == '#')
			continue;
		list->list = ARENA_PUSH(arena, list->list, list->count, room);
		if (!read_line(line, arena, &list->list[list->count++]))
			return fault_set(fault, FAULT_INPUT,
					 "'%s': line %zu is not 'NUMBER /FOLDER' (staffgap trust "
					 "writes them)",
					 path, number);
	}
	return true;
}

bool trust_read(struct arena *arena, struct trust_list *list, struct fault *fault)
{
	const char *path;

	return user_file_path("trust", arena, &path, fault) && read_list(path, arena, list, fault);
}

bool trust_holds(const struct trusted *trusted)
{
	struct stat about;

	return lstat(trusted->path, &about) == 0 && S_ISDIR(about.st_mode) &&
	       (unsigned long long)about.st_ino == trusted->inode;
}

static bool real_folder(const char *folder, struct arena *arena, const char **path,
			struct fault *fault)
{
	*path = given_real_path(folder, arena);
	return *path || fault_set(fault, FAULT_INPUT, "'%s': %s", folder, strerror(errno));
}

const char *trust_refusal(const char *root, struct arena *arena)
{
	struct fault fault = FAULT_INIT;
	struct trust_list list;
	const char *path;

	if (!real_folder(root, arena, &path, &fault) || !trust_read(arena, &list, &fault))
		return arena_format(arena, "this workspace is not trusted: %s", fault.message);
	for (size_t i = 0; i < list.count; i++) {
		if (strcmp(list.list[i].path, path) != 0)
			continue;
		return trust_holds(&list.list[i])
			       ? NULL
			       : "this workspace is not trusted: its folder is another than the "
				 "one that was (type 'staffgap trust DIR' again)";
	}
	return "this workspace is not trusted (if you know who made it, type 'staffgap trust "
	       "DIR')";
}

/* The list without the folder, and with `added` if there is one. */
static bool write_list(const char *file, const struct trust_list *list, const char *without,
		       const struct trusted *added, struct arena *arena, struct fault *fault)
{
	const char *text = "# Workspaces that may use secrets, own passwords and files outside: "
			   "staffgap trust\n";

	for (size_t i = 0; i < list->count; i++)
		if (strcmp(list->list[i].path, without) != 0)
			text = arena_format(arena, "%s%llu %s\n", text, list->list[i].inode,
					    list->list[i].path);
	if (added)
		text = arena_format(arena, "%s%llu %s\n", text, added->inode, added->path);
	return user_file_write(file, span_of(text), arena, fault);
}

static bool change(const char *without, const struct trusted *added, struct arena *arena,
		   bool *found, struct fault *fault)
{
	struct trust_list list;
	const char *file;
	int lock;
	bool ok;

	if (!user_file_path("trust", arena, &file, fault) ||
	    (lock = user_file_lock(file, arena, fault)) < 0)
		return false;
	ok = read_list(file, arena, &list, fault);
	for (size_t i = 0; ok && i < list.count; i++)
		*found |= strcmp(list.list[i].path, without) == 0;
	ok = ok && ((!added && !*found) || write_list(file, &list, without, added, arena, fault));
	close(lock);
	return ok;
}

bool trust_add(const char *folder, struct arena *arena, const char **path, struct fault *fault)
{
	struct trusted added;
	struct stat about;
	bool found = false;

	if (!real_folder(folder, arena, &added.path, fault))
		return false;
	if (stat(added.path, &about) != 0 || !S_ISDIR(about.st_mode))
		return fault_set(fault, FAULT_INPUT, "'%s' is not a folder", folder);
	if (strpbrk(added.path, "\r\n"))
		return fault_set(fault, FAULT_INPUT,
				 "a folder whose name has a line break cannot be trusted");
	added.inode = (unsigned long long)about.st_ino;
	if (!change(added.path, &added, arena, &found, fault))
		return false;
	*path = added.path;
	return true;
}

bool trust_remove(const char *folder, struct arena *arena, bool *found, struct fault *fault)
{
	struct fault gone = FAULT_INIT;
	const char *path = folder;

	*found = false;
	if (!real_folder(folder, arena, &path, &gone))
		path = folder; /* gone: as it is written in the list */
	return change(path, NULL, arena, found, fault);
}
