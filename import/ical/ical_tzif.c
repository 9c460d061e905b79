#include "import/ical/ical_tzif.h"

#include <string.h>

#include "import/ical/ical_tz_rule.h"

/* RFC 9636, 3.1: magic, version, fifteen bytes for later, six counts. */
enum { HEADER_SIZE = 44, COUNTS_AT = 20, TYPE_SIZE = 6, OFFSET_MIN = -89999, OFFSET_MAX = 93599 };

struct tzif_block {
	uint32_t isut_count, isstd_count, leap_count, time_count, type_count, char_count;
	size_t time_size; /* 4 in the first block, 8 in the second */
	const unsigned char *times, *kinds, *types, *isstd, *isut;
	int version;
};

struct tzif_reader {
	struct span rest;
	struct fault *fault;
};

static bool bad(const struct tzif_reader *r, const char *why)
{
	return fault_set(r->fault, FAULT_SYSTEM, "%s", why);
}

/* Count things of a size; false when fewer bytes are left. */
static bool take(struct tzif_reader *r, uint64_t count, size_t size, const unsigned char **bytes)
{
	uint64_t total;

	if (__builtin_mul_overflow(count, (uint64_t)size, &total) || total > r->rest.len) {
		bad(r, "it ends too early");
		return false; /* in so many words: clang-tidy does not know what a fault returns */
	}
	*bytes = (const unsigned char *)r->rest.ptr;
	r->rest = (struct span){ r->rest.ptr + total, r->rest.len - (size_t)total };
	return true;
}

static uint64_t number(const unsigned char *bytes, size_t size)
{
	uint64_t value = 0;

	for (size_t i = 0; i < size; i++)
		value = value << 8 | bytes[i];
	return value;
}

static int64_t time_at(const struct tzif_block *b, size_t i)
{
	const unsigned char *at = b->times + i * b->time_size;

	return b->time_size == 4 ? (int32_t)(uint32_t)number(at, 4) : (int64_t)number(at, 8);
}

static int32_t type_offset(const struct tzif_block *b, size_t type)
{
	return (int32_t)(uint32_t)number(b->types + type * TYPE_SIZE, 4);
}

/* --- checks ------------------------------------------------------------------------- */

static bool check_counts(const struct tzif_reader *r, const struct tzif_block *b)
{
	if (b->type_count == 0 || b->type_count > 256 || b->char_count == 0)
		return bad(r, "it has no types of local time, or too many");
	if ((b->isut_count != 0 && b->isut_count != b->type_count) ||
	    (b->isstd_count != 0 && b->isstd_count != b->type_count))
		return bad(r, "its counts do not agree");
	return b->leap_count == 0 || bad(r, "it counts leap seconds");
}

static bool check_types(const struct tzif_reader *r, const struct tzif_block *b)
{
	for (size_t i = 0; i < b->type_count; i++) {
		const unsigned char *type = b->types + i * TYPE_SIZE;

		if (type_offset(b, i) < OFFSET_MIN || type_offset(b, i) > OFFSET_MAX ||
		    type[4] > 1 || type[5] >= b->char_count)
			return bad(r, "one of its types of local time is wrong");
	}
	for (size_t i = 0; i < b->isstd_count; i++)
		if (b->isstd[i] > 1)
			return bad(r, "one of its indicators is wrong");
	for (size_t i = 0; i < b->isut_count; i++)
		if (b->isut[i] > 1 || (b->isut[i] && (!b->isstd_count || !b->isstd[i])))
			return bad(r, "one of its indicators is wrong");
	return true;
}

static bool check_times(const struct tzif_reader *r, const struct tzif_block *b)
{
	for (size_t i = 0; i < b->time_count; i++) {
		if (i > 0 && time_at(b, i) <= time_at(b, i - 1))
			return bad(r, "its times are not in ascending order");
		if (b->kinds[i] >= b->type_count)
			return bad(r, "a change is to a type of local time that it does not have");
	}
	return true;
}

/* --- blocks -------------------------------------------------------------------------- */

static bool read_header(struct tzif_reader *r, struct tzif_block *b)
{
	const unsigned char *header = NULL;
	uint32_t *const counts[] = { &b->isut_count, &b->isstd_count, &b->leap_count,
				     &b->time_count, &b->type_count,  &b->char_count };

	if (!take(r, 1, HEADER_SIZE, &header))
		return false;
	if (memcmp(header, "TZif", 4) != 0)
		return bad(r, "it is not time zone data");
	b->version = header[4] ? header[4] - '0' : 1;
	if (header[4] != 0 && header[4] < '2')
		return bad(r, "its version is not known");
	for (size_t i = 0; i < 6; i++)
		*counts[i] = (uint32_t)number(header + COUNTS_AT + 4 * i, 4);
	return true;
}

static bool read_block(struct tzif_reader *r, struct tzif_block *b)
{
	const unsigned char *unused;

	return take(r, b->time_count, b->time_size, &b->times) &&
	       take(r, b->time_count, 1, &b->kinds) &&
	       take(r, b->type_count, TYPE_SIZE, &b->types) && take(r, b->char_count, 1, &unused) &&
	       take(r, b->leap_count, b->time_size + 4, &unused) &&
	       take(r, b->isstd_count, 1, &b->isstd) && take(r, b->isut_count, 1, &b->isut);
}

/* The rule behind the second block, between two newlines; with it the file ends. */
static bool read_footer(struct tzif_reader *r, struct span *rule)
{
	const char *end;

	if (r->rest.len < 2 || r->rest.ptr[0] != '\n')
		return bad(r, "the rule at its end is missing");
	*rule = (struct span){ r->rest.ptr + 1, r->rest.len - 1 };
	end = memchr(rule->ptr, '\n', rule->len);
	if (!end)
		return bad(r, "it ends too early");
	if (end + 1 != rule->ptr + rule->len)
		return bad(r, "something follows its end");
	rule->len = (size_t)(end - rule->ptr);
	return true;
}

/* The block that counts, and the rule: "" when there is none. */
static bool read_blocks(struct tzif_reader *r, struct tzif_block *b, struct span *rule)
{
	struct tzif_block second = { .time_size = 8 };

	b->time_size = 4;
	*rule = SPAN("");
	if (!read_header(r, b) || !read_block(r, b))
		return false;
	if (b->version == 1)
		return r->rest.len == 0 || bad(r, "something follows its end");
	if (!read_header(r, &second) || !read_block(r, &second))
		return false;
	if (second.version != b->version)
		return bad(r, "its two versions do not agree");
	*b = second;
	return read_footer(r, rule);
}

/* --- clocks --------------------------------------------------------------------------- */

/* Changes that change nothing are left out: only daylight saving by name, or an abbreviation. */
static void add_times(const struct tzif_block *b, struct arena *arena, struct clock *clock)
{
	int32_t last = type_offset(b, 0);

	clock->before = last;
	clock->changes = ARENA_ARRAY(arena, struct clock_change, (size_t)b->time_count + 1);
	for (size_t i = 0; i < b->time_count; i++) {
		int32_t offset = type_offset(b, b->kinds[i]);

		if (offset != last)
			clock->changes[clock->count++] =
				(struct clock_change){ time_at(b, i), offset };
		last = offset;
	}
}

static bool add_rule(const struct tzif_reader *r, const struct tzif_block *b, struct span text,
		     struct arena *arena, struct clock *clock)
{
	struct tz_rule rule;
	bool table = b->time_count > 0;
	int64_t last = table ? time_at(b, b->time_count - 1) : INT64_MIN;

	if (text.len == 0)
		return true;
	if (!tz_rule_read(text, &rule))
		return bad(r, "the rule at its end is not one");
	if (table && tz_rule_offset(&rule, last) != type_offset(b, b->kinds[b->time_count - 1]))
		return bad(r, "the rule at its end does not agree with its table");
	tz_rule_extend(&rule, last, arena, clock);
	return true;
}

bool tzif_read(struct span bytes, struct arena *arena, struct clock *clock, struct fault *fault)
{
	struct tzif_reader r = { bytes, fault };
	struct clock made = { .name = "" };
	struct span rule;
	struct tzif_block b = { .version = 0 };

	if (bytes.len > TZIF_BYTES_MAX)
		return bad(&r, "it is larger than any time zone");
	if (!read_blocks(&r, &b, &rule) || !check_counts(&r, &b) || !check_types(&r, &b) ||
	    !check_times(&r, &b))
		return false;
	add_times(&b, arena, &made);
	if (!add_rule(&r, &b, rule, arena, &made))
		return false;
	*clock = made;
	return true;
}
