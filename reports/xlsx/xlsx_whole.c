#include "reports/xlsx/xlsx_whole.h"

#include <minizip/unzip.h>
#include <string.h>

#include "base/arena.h"

enum { NAME_MAX_BYTES = 256, PART_MAX = 1 << 30 };

struct xlsx_counts {
	size_t sheets, cells, texts;
};

static size_t count(struct span part, const char *tag)
{
	size_t len = strlen(tag), found = 0;
	const char *end = part.ptr + part.len;

	for (const char *at = part.ptr; (size_t)(end - at) >= len; at++) {
		at = memchr(at, '<', (size_t)(end - at) - len + 1);
		if (!at)
			break;
		found += memcmp(at, tag, len) == 0;
	}
	return found;
}

/* "<?xml ...?> <worksheet ...> ... </worksheet>", or one tag that ends in itself. */
static bool is_document(struct span part)
{
	const char *prolog = part.len > 5 && memcmp(part.ptr, "<?xml", 5) == 0
				     ? memchr(part.ptr, '>', part.len)
				     : NULL;
	const char *root =
		prolog ? memchr(prolog, '<', part.len - (size_t)(prolog - part.ptr)) : NULL;
	size_t len = root ? strcspn(root + 1, " >/") : 0;

	if (!root || len == 0 || part.len < len + 3)
		return false;
	if (memcmp(part.ptr + part.len - 2, "/>", 2) == 0)
		return memchr(root + 1, '<', part.len - (size_t)(root + 1 - part.ptr)) == NULL;
	return part.ptr[part.len - 1] == '>' &&
	       memcmp(part.ptr + part.len - len - 1, root + 1, len) == 0 &&
	       memcmp(part.ptr + part.len - len - 3, "</", 2) == 0;
}

/* Closing tells whether all bytes have the sum that they were packed with. */
static bool read_part(unzFile file, const unz_file_info64 *about, struct arena *arena,
		      struct span *part)
{
	size_t size = (size_t)about->uncompressed_size;
	char *data;
	int got;

	if (size > PART_MAX || unzOpenCurrentFile(file) != UNZ_OK)
		return false;
	data = ARENA_ARRAY(arena, char, size + 1);
	got = unzReadCurrentFile(file, data, (unsigned)size);
	*part = (struct span){ data, size };
	while (part->len > 0 && data[part->len - 1] == '\n')
		part->len--;
	return unzCloseCurrentFile(file) == UNZ_OK && got >= 0 && (size_t)got == size;
}

static bool look_at_part(unzFile file, struct xlsx_counts *found)
{
	struct arena arena = ARENA_INIT;
	char name[NAME_MAX_BYTES] = "";
	unz_file_info64 about;
	struct span part;
	bool ok = unzGetCurrentFileInfo64(file, &about, name, sizeof(name), NULL, 0, NULL, 0) ==
			  UNZ_OK &&
		  read_part(file, &about, &arena, &part) && is_document(part);

	if (ok && strncmp(name, "xl/worksheets/sheet", strlen("xl/worksheets/sheet")) == 0) {
		found->sheets++;
		found->cells += count(part, "<c ");
	}
	if (ok && strcmp(name, "xl/sharedStrings.xml") == 0)
		found->texts = count(part, "<si>");
	arena_release(&arena);
	return ok;
}

bool xlsx_whole(const char *path, size_t sheets, size_t cells, size_t texts)
{
	struct xlsx_counts found = { 0 };
	unzFile file = unzOpen64(path);
	int code;
	bool ok = file != NULL;

	if (!file)
		return false;
	for (code = unzGoToFirstFile(file); ok && code == UNZ_OK; code = unzGoToNextFile(file))
		ok = look_at_part(file, &found);
	unzClose(file);
	return ok && code == UNZ_END_OF_LIST_OF_FILE && found.sheets == sheets &&
	       found.cells == cells && found.texts == texts;
}
