/** Borrowed bytes. Not NUL-terminated; owned by someone who outlives the span. */
#ifndef BASE_SPAN_H
#define BASE_SPAN_H

#include <stdbool.h>
#include <stddef.h>

struct span {
	const char *ptr;
	size_t len;
};

#define SPAN(literal) ((struct span){ "" literal, sizeof(literal) - 1 })

/** The bytes of a string, without its NUL. */
struct span span_of(const char *text);

/** Same bytes. */
bool span_equal(struct span a, struct span b);

/** Without blanks and tabs at both ends. */
struct span span_trim(struct span text);

/**
 * Cut the next item off a list such as "backend:3; sre:2".
 *
 * @param[in,out] rest  what is left after the item and its separator
 * @param[out] item     trimmed; may be empty ("a;;b")
 * @return false when nothing is left
 */
bool span_next(struct span *rest, char separator, struct span *item);

/** Whether there is nothing but 0 to 9 in it; so it is with nothing at all. */
bool span_is_digits(struct span text);

#endif
