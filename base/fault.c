#include "base/fault.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* A message that did not fit ends in "...", never inside a UTF-8 character. */
static void mark_cut(char *message, size_t size)
{
	size_t end = size - sizeof("...");

	while (end > 0 && ((unsigned char)message[end] & 0xC0) == 0x80)
		end--;
	memcpy(message + end, "...", sizeof("..."));
}

static void put(char *message, size_t size, const char *format, va_list args)
	__attribute__((format(printf, 3, 0)));

static void put(char *message, size_t size, const char *format, va_list args)
{
	int len = vsnprintf(message, size, format, args);

	if (len >= 0 && (size_t)len >= size)
		mark_cut(message, size);
}

bool fault_set(struct fault *fault, enum fault_kind kind, const char *format, ...)
{
	va_list args;

	fault->kind = kind;
	va_start(args, format);
	put(fault->message, sizeof(fault->message), format, args);
	va_end(args);
	return false;
}

bool fault_within(struct fault *fault, const char *format, ...)
{
	char context[sizeof(fault->message)];
	char cause[sizeof(fault->message)];
	va_list args;
	int len;

	memcpy(cause, fault->message, sizeof(cause));
	va_start(args, format);
	put(context, sizeof(context), format, args);
	va_end(args);
	len = snprintf(fault->message, sizeof(fault->message), "%s: %s", context, cause);
	if (len >= 0 && (size_t)len >= sizeof(fault->message))
		mark_cut(fault->message, sizeof(fault->message));
	return false;
}
