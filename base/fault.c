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

/* What stands before what is wrong. */
static void put_place(char *text, size_t size, struct place place)
{
	if (place.column > 0)
		(void)snprintf(text, size, "%s:%d:%d: ", place.file, (int)place.line,
			       (int)place.column);
	else if (place.line > 0)
		(void)snprintf(text, size, "%s:%d: ", place.file, (int)place.line);
	else
		(void)snprintf(text, size, "%s: ", place.file);
}

size_t fault_unadvised(const struct fault *fault)
{
	return strlen(fault->message) - fault->advice_length;
}

/* The message may have been cut before its advice ends, or begins. */
static void note_advice(struct fault *fault, size_t unadvised)
{
	size_t length = strlen(fault->message);

	fault->advice_length = length > unadvised ? length - unadvised : 0;
}

/* Put it before the message. @return its length, or that of all when nothing else has room */
static size_t put_before(struct fault *fault, const char *before)
{
	char said[sizeof(fault->message)];
	size_t size = sizeof(fault->message), length = strlen(before);
	size_t unadvised = length + fault_unadvised(fault);
	int len;

	memcpy(said, fault->message, sizeof(said));
	len = snprintf(fault->message, size, "%s%s", before, said);
	if (len >= 0 && (size_t)len >= size)
		mark_cut(fault->message, size);
	note_advice(fault, unadvised);
	return length < strlen(fault->message) ? length : strlen(fault->message);
}

static void begin(struct fault *fault, enum fault_kind kind)
{
	fault->kind = kind;
	fault->line = fault->column = 0;
	fault->said_at = 0;
	fault->advice_length = 0;
}

bool fault_set(struct fault *fault, enum fault_kind kind, const char *format, ...)
{
	va_list args;

	begin(fault, kind);
	va_start(args, format);
	put(fault->message, sizeof(fault->message), format, args);
	va_end(args);
	return false;
}

bool fault_set_at(struct fault *fault, enum fault_kind kind, struct place place, const char *format,
		  ...)
{
	va_list args;

	begin(fault, kind);
	va_start(args, format);
	put(fault->message, sizeof(fault->message), format, args);
	va_end(args);
	return fault_place(fault, place);
}

bool fault_place(struct fault *fault, struct place place)
{
	char before[sizeof(fault->message)];

	put_place(before, sizeof(before), place);
	fault->line = place.line;
	fault->column = place.column;
	fault->said_at = put_before(fault, before);
	return false;
}

bool fault_advise(struct fault *fault, const char *advice)
{
	size_t said = strlen(fault->message), size = sizeof(fault->message);
	int len = snprintf(fault->message + said, size - said, " (%s)", advice);

	if (len >= 0 && (size_t)len >= size - said)
		mark_cut(fault->message, size);
	note_advice(fault, said);
	return false;
}

const char *fault_said(const struct fault *fault)
{
	return fault->message + fault->said_at;
}

bool fault_within(struct fault *fault, const char *format, ...)
{
	char context[sizeof(fault->message)], before[sizeof(fault->message) + 2];
	size_t length;
	va_list args;

	va_start(args, format);
	put(context, sizeof(context), format, args);
	va_end(args);
	(void)snprintf(before, sizeof(before), "%s: ", context);
	length = put_before(fault, before);
	if (fault->said_at)
		fault->said_at = fault->said_at + length < strlen(fault->message)
					 ? fault->said_at + length
					 : strlen(fault->message);
	return false;
}
