#include "service/workspace/shell.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"

static const char *spelled_out(const char *text, struct arena *arena)
{
	enum { LARGEST = 4 }; /* \033 */
	struct span from = span_of(text);
	char *quoted = ARENA_ARRAY(arena, char, from.len *LARGEST + sizeof("$''"));
	char *to = quoted;

	*to++ = '$';
	*to++ = '\'';
	for (size_t i = 0; i < from.len; i++) {
		unsigned char byte = (unsigned char)from.ptr[i];

		if (byte < ' ' || byte >= 0x7f || byte == '\'' || byte == '\\')
			to += snprintf(to, LARGEST + 1, "\\%03o", byte);
		else
			*to++ = (char)byte;
	}
	*to++ = '\'';
	*to = '\0';
	return quoted;
}

const char *shell_quoted(const char *text, struct arena *arena)
{
	static const char inside[] = "'\\''";
	struct span from = span_of(text);
	char *quoted = ARENA_ARRAY(arena, char, from.len *strlen(inside) + sizeof("''"));
	char *to = quoted;

	if (!text_is_clean(text))
		return spelled_out(text, arena);
	*to++ = '\'';
	for (size_t i = 0; i < from.len; i++) {
		if (from.ptr[i] == '\'') {
			memcpy(to, inside, strlen(inside));
			to += strlen(inside);
		} else {
			*to++ = from.ptr[i];
		}
	}
	*to++ = '\'';
	*to = '\0';
	return quoted;
}

const char *shell_word(const char *text, struct arena *arena)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789_./:@%+-";

	return text[0] && !text[strspn(text, plain)] ? text : shell_quoted(text, arena);
}

const char *shell_staffgap(const char *folder, struct arena *arena)
{
	return folder ? arena_format(arena, "staffgap -C %s ", shell_quoted(folder, arena))
		      : "staffgap ";
}
