#include "service/feeds/feed_local.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/text.h"

enum { CHUNK = 65536 };

struct buffer {
	struct arena *arena;
	const struct given_place *place;
	char *data;
	size_t size, room, most;
};

static bool too_large(size_t most, struct fault *fault)
{
	return fault_set(fault, FAULT_INPUT, "it is larger than %zu MB (feed_mb in staffgap.conf)",
			 most / 1000000);
}

static bool add(struct buffer *b, struct span bytes, struct fault *fault)
{
	if (bytes.len > b->most - b->size)
		return too_large(b->most, fault);
	b->data = arena_grow(b->arena, b->data, b->size, &b->room, b->size + bytes.len + 1, 1);
	memcpy(b->data + b->size, bytes.ptr, bytes.len);
	b->size += bytes.len;
	return true;
}

/* Read to the end, `expected` bytes if all goes as it should. */
static bool add_all(struct buffer *b, int file, size_t expected, struct fault *fault)
{
	for (;;) {
		size_t want = expected ? expected + 1 : CHUNK;
		ssize_t got;

		b->data = arena_grow(b->arena, b->data, b->size, &b->room, b->size + want, 1);
		got = read(file, b->data + b->size, b->room - b->size);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return fault_set(fault, FAULT_INPUT, "cannot read it: %s", strerror(errno));
		if (got == 0)
			return true;
		b->size += (size_t)got;
		expected -= expected < (size_t)got ? expected : (size_t)got;
		if (b->size > b->most)
			return too_large(b->most, fault);
	}
}

static struct day local_day(time_t seconds)
{
	struct tm local;

	if (!localtime_r(&seconds, &local))
		return DAY_FIRST;
	return day_of(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
}

static bool add_file(struct buffer *b, const char *path, struct feed_local *local,
		     struct fault *fault)
{
	struct given_file given;
	bool ok;

	if (given_open(path, b->place, &given, fault) != GIVEN_OPEN)
		return false;
	if ((size_t)given.about.st_size > b->most)
		ok = too_large(b->most, fault);
	else
		ok = add_all(b, given.file, (size_t)given.about.st_size, fault);
	close(given.file);
	if (ok) {
		local->changed = day_later(local->changed, local_day(given.about.st_mtim.tv_sec));
		local->item_count++;
	}
	return ok;
}

static bool is_item(const char *name)
{
	size_t length = strlen(name);

	return name[0] != '.' && length > 4 && strcmp(name + length - 4, ".ics") == 0 &&
	       !strpbrk(name, "\r\n");
}

static bool list_names(DIR *folder, struct arena *arena, const char ***names, size_t *count,
		       struct fault *fault)
{
	const struct dirent *entry;
	const char **list = NULL;
	size_t n = 0, room = 0;

	while ((entry = readdir(folder))) {
		if (!is_item(entry->d_name))
			continue;
		if (n == FEED_ITEMS_MAX)
			return fault_set(fault, FAULT_INPUT,
					 "the folder has more than %d .ics files", FEED_ITEMS_MAX);
		list = ARENA_PUSH(arena, list, n, room);
		list[n++] = arena_copy(arena, span_of(entry->d_name));
	}
	if (n == 0)
		return fault_set(fault, FAULT_INPUT, "the folder has no .ics files");
	qsort(list, n, sizeof(*list), text_order);
	*names = list;
	*count = n;
	return true;
}

static bool list_items(struct buffer *b, const char *path, const char ***names, size_t *count,
		       struct fault *fault)
{
	DIR *folder;
	bool ok;

	if (given_folder(path, b->place, fault) != GIVEN_OPEN)
		return false;
	folder = opendir(path);
	if (!folder)
		return fault_set(fault, FAULT_INPUT, "cannot open it: %s", strerror(errno));
	ok = list_names(folder, b->arena, names, count, fault);
	closedir(folder);
	return ok;
}

static bool add_folder(struct buffer *b, const char *path, struct feed_local *local,
		       struct fault *fault)
{
	const char **names = NULL;
	size_t count = 0;

	if (!list_items(b, path, &names, &count, fault))
		return false;
	for (size_t i = 0; i < count; i++) {
		const char *line = arena_format(b->arena, "%s%s\r\n", FEED_ITEM_LINE, names[i]);

		if (!add(b, span_of(line), fault))
			return false;
		if (!add_file(b, arena_format(b->arena, "%s/%s", path, names[i]), local, fault))
			return fault_within(fault, "%s", names[i]);
		if (b->size > 0 && b->data[b->size - 1] != '\n' && !add(b, SPAN("\r\n"), fault))
			return false;
	}
	return true;
}

bool feed_local_read(const char *path, const struct given_place *place, size_t most,
		     struct arena *arena, struct feed_local *local, struct fault *fault)
{
	struct buffer buffer = { .arena = arena, .place = place, .most = most };
	struct feed_local read = { .changed = DAY_FIRST };
	struct stat about;

	if (stat(path, &about) != 0)
		return errno == ENOENT ? fault_set(fault, FAULT_INPUT, "there is no such file")
				       : fault_set(fault, FAULT_INPUT, "cannot open it: %s",
						   strerror(errno));
	if (!(S_ISDIR(about.st_mode) ? add_folder(&buffer, path, &read, fault)
				     : add_file(&buffer, path, &read, fault)))
		return false;
	read.bytes = (struct span){ buffer.data, buffer.size };
	*local = read;
	return true;
}

bool feed_stdin_read(size_t most, struct arena *arena, struct span *bytes, struct fault *fault)
{
	struct buffer buffer = { .arena = arena, .most = most };

	if (!add_all(&buffer, STDIN_FILENO, 0, fault))
		return false;
	*bytes = (struct span){ buffer.data, buffer.size };
	return true;
}
