#include "import/roles.h"

#include <string.h>

static bool read_level(struct cursor *cursor, size_t column, struct span text, int32_t *level)
{
	if (text.len == 1 && text.ptr[0] >= '0' + LEVEL_JUNIOR && text.ptr[0] <= '0' + LEVEL_MAX) {
		*level = text.ptr[0] - '0';
		return true;
	}
	cursor_error(cursor, column, "level-wrong",
		     "'%.*s' is not a level (write 1 junior, 2 regular, 3 senior or 4 principal)",
		     (int)(text.len < 60 ? text.len : 60), text.ptr);
	return false;
}

static bool read_role(struct cursor *cursor, size_t column, struct span item,
		      struct role_level *role)
{
	const char *colon = memchr(item.ptr, ':', item.len);
	struct span name = { item.ptr, colon ? (size_t)(colon - item.ptr) : item.len };

	name = span_trim(name);
	if (name.len == 0) {
		cursor_error(cursor, column, "role-missing", "a role without a name in '%.*s'",
			     (int)(item.len < 60 ? item.len : 60), item.ptr);
		return false;
	}
	if (colon && !read_level(cursor, column,
				 span_trim((struct span){
					 colon + 1, item.len - (size_t)(colon + 1 - item.ptr) }),
				 &role->level))
		return false;
	role->role = arena_copy(cursor->arena, name);
	return true;
}

void cursor_roles(struct cursor *cursor, size_t column, int32_t level, struct role_level **roles,
		  size_t *count)
{
	struct span rest = span_of(cursor_text(cursor, column)), item;
	size_t room = 0;

	*roles = NULL;
	*count = 0;
	while (span_next(&rest, ';', &item)) {
		struct role_level role = { .level = level };

		if (item.len == 0 || !read_role(cursor, column, item, &role))
			continue;
		*roles = ARENA_PUSH(cursor->arena, *roles, *count, room);
		(*roles)[(*count)++] = role;
	}
}
