#include "base/span.h"

#include <string.h>

struct span span_of(const char *text)
{
	return (struct span){ text, strlen(text) };
}

bool span_equal(struct span a, struct span b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

struct span span_trim(struct span text)
{
	while (text.len && is_blank(text.ptr[0])) {
		text.ptr++;
		text.len--;
	}
	while (text.len && is_blank(text.ptr[text.len - 1]))
		text.len--;
	return text;
}

bool span_next(struct span *rest, char separator, struct span *item)
{
	const char *cut;
	size_t len;

	if (rest->len == 0)
		return false;
	cut = memchr(rest->ptr, separator, rest->len);
	len = cut ? (size_t)(cut - rest->ptr) : rest->len;
	*item = span_trim((struct span){ rest->ptr, len });
	if (cut)
		len++;
	rest->ptr += len;
	rest->len -= len;
	return true;
}

bool span_is_digits(struct span text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] < '0' || text.ptr[i] > '9')
			return false;
	return true;
}
