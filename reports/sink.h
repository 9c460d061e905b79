/**
 * Bytes on their way to a stream: the writers of CSV and JSON put millions of short texts, and a
 * call of stdio for each would take most of their time.
 *
 * What was put is in the stream only after sink_flush. Errors stay with the stream: check ferror
 * at the end.
 */
#ifndef REPORTS_SINK_H
#define REPORTS_SINK_H

#include <stdio.h>
#include <string.h>

#include "base/number.h"

enum { SINK_SIZE = 16384 };

struct sink {
	FILE *out;
	size_t used;
	char bytes[SINK_SIZE];
};

static inline void sink_flush(struct sink *sink)
{
	fwrite(sink->bytes, 1, sink->used, sink->out);
	sink->used = 0;
}

static inline void sink_char(struct sink *sink, char c)
{
	if (sink->used == sizeof(sink->bytes))
		sink_flush(sink);
	sink->bytes[sink->used++] = c;
}

static inline void sink_bytes(struct sink *sink, const char *bytes, size_t len)
{
	if (len > sizeof(sink->bytes) - sink->used)
		sink_flush(sink);
	if (len > sizeof(sink->bytes)) {
		fwrite(bytes, 1, len, sink->out);
		return;
	}
	memcpy(sink->bytes + sink->used, bytes, len);
	sink->used += len;
}

/** As number_format has it. */
static inline void sink_number(struct sink *sink, int64_t value, int64_t scale, int decimals,
			       char point)
{
	if (sizeof(sink->bytes) - sink->used < NUMBER_TEXT_SIZE)
		sink_flush(sink);
	sink->used += number_format(sink->bytes + sink->used, value, scale, decimals, point);
}

static inline void sink_text(struct sink *sink, const char *text)
{
	sink_bytes(sink, text, strlen(text));
}

#endif
