/*
 * Steps are written as the pattern is read. What they jump to is counted from themselves, so that
 * a part can be moved to make room for a fork in front of it, and be copied for a repeat: no tree
 * is built, and nothing calls itself.
 */
#include "import/ical/ical_match.h"

#include <string.h>
#include <utf8proc.h>

#include "import/ical/ical_match_steps.h"

/* An open parenthesis; the first stands for the pattern. */
struct match_frame {
	size_t start;       /* of its first step, that of SAVE included */
	size_t alternative; /* where the alternative begins that is being read */
	size_t jumps; /* the last JUMP to its end, 1 for the first step; each has the one before */
	int group;    /* 0: none */
};

struct pattern_reader {
	const char *at, *end;
	struct match *match;
	struct match_frame frames[MATCH_DEPTH_MAX + 1];
	size_t depth;
	size_t atom; /* where what a repeat would repeat begins; NONE: nothing does */
	struct fault *fault;
};

#define NONE SIZE_MAX

static bool refuse(const struct pattern_reader *r, const char *why)
{
	return fault_set(r->fault, FAULT_INPUT, "%s", why);
}

/* --- steps ------------------------------------------------------------------------------ */

static bool has_room(const struct pattern_reader *r, size_t more)
{
	return more <= MATCH_STEPS_MAX - r->match->count ||
	       refuse(r, "it is too complex: its repeats, written out, are more than 5000 steps");
}

static bool add(struct pattern_reader *r, struct match_step step)
{
	struct match *m = r->match;

	if (!has_room(r, 1))
		return false;
	m->steps = ARENA_PUSH(m->arena, m->steps, m->count, m->room);
	m->steps[m->count++] = step;
	return true;
}

/* Make room for a step in front of others. */
static bool insert(struct pattern_reader *r, size_t at, struct match_step step)
{
	struct match *m = r->match;

	if (!add(r, step))
		return false;
	memmove(m->steps + at + 1, m->steps + at, (m->count - 1 - at) * sizeof(*m->steps));
	m->steps[at] = step;
	return true;
}

static bool add_atom(struct pattern_reader *r, struct match_step step)
{
	r->atom = r->match->count;
	return add(r, step);
}

static int32_t distance(size_t from, size_t to)
{
	return (int32_t)to - (int32_t)from;
}

/* --- characters -------------------------------------------------------------------------- */

/* The pattern is valid UTF-8. In capitals, as the text is. */
static int32_t next_point(struct pattern_reader *r)
{
	utf8proc_int32_t point = 0;
	utf8proc_ssize_t size =
		utf8proc_iterate((const utf8proc_uint8_t *)r->at, r->end - r->at, &point);

	r->at += size > 0 ? size : 1;
	return utf8proc_toupper(point);
}

static bool next_is(struct pattern_reader *r, char c)
{
	if (r->at == r->end || *r->at != c)
		return false;
	r->at++;
	return true;
}

static bool add_set(struct pattern_reader *r, struct point_set set)
{
	struct match *m = r->match;

	m->sets = ARENA_PUSH(m->arena, m->sets, m->set_count, m->set_room);
	m->sets[m->set_count] = set;
	return add_atom(r, (struct match_step){ STEP_SET, (int32_t)m->set_count++, 0 });
}

/* "[:alpha:]", "[=a=]", "[.-.]": what stands between, behind "[:" */
static bool read_named(struct pattern_reader *r, char kind, struct point_set *set, int32_t *point)
{
	const char *from = r->at, *stop = from;

	while (stop + 1 < r->end && !(stop[0] == kind && stop[1] == ']'))
		stop++;
	if (stop + 1 >= r->end)
		return refuse(r, "a bracket is not closed");
	*point = -1;
	if (kind == ':') {
		unsigned classes = point_class_named(from, (size_t)(stop - from));

		if (!classes)
			return refuse(r, "there is no such class of characters");
		set->classes |= classes;
	} else {
		if (stop > from)
			*point = next_point(r);
		if (r->at != stop || *point < 0)
			return refuse(r, "only a single character can be there");
	}
	r->at = stop + 2;
	return true;
}

/* A character of a bracket, or a class: then -1. */
static bool read_member(struct pattern_reader *r, struct point_set *set, int32_t *point)
{
	if (r->at == r->end)
		return refuse(r, "a bracket is not closed");
	if (r->end - r->at > 1 && r->at[0] == '[' && strchr(":=.", r->at[1])) {
		char kind = r->at[1];

		r->at += 2;
		return read_named(r, kind, set, point);
	}
	*point = next_point(r);
	return true;
}

static bool is_range(const struct pattern_reader *r)
{
	return r->end - r->at > 1 && r->at[0] == '-' && r->at[1] != ']';
}

static bool read_bracket(struct pattern_reader *r)
{
	struct point_set set = { .negated = next_is(r, '^') };
	bool first = true;

	for (; first || r->at == r->end || *r->at != ']'; first = false) {
		struct point_range range = { -1, -1 };

		if (!read_member(r, &set, &range.low))
			return false;
		range.high = range.low;
		if (is_range(r)) {
			r->at++;
			if (range.low < 0 || !read_member(r, &set, &range.high) ||
			    range.high < range.low)
				return r->fault->kind != FAULT_NONE
					       ? false
					       : refuse(r, "a range ends before it begins");
		}
		if (range.low < 0)
			continue;
		set.ranges = ARENA_PUSH(r->match->arena, set.ranges, set.count, set.room);
		set.ranges[set.count++] = range;
	}
	r->at++;
	return add_set(r, set);
}

static bool read_escape(struct pattern_reader *r)
{
	struct point_set word = { .classes = CLASS_ALPHA | CLASS_DIGIT | CLASS_LINE };
	struct point_set space = { .classes = CLASS_SPACE };
	static const struct {
		char name;
		enum step_kind kind;
	} edges[] = { { '<', STEP_WORD_BEGIN }, { '>', STEP_WORD_END }, { 'b', STEP_WORD_EDGE },
		      { 'B', STEP_NO_EDGE },    { '`', STEP_BEGIN },    { '\'', STEP_END } };

	if (r->at == r->end)
		return refuse(r, "it ends in a backslash");
	if (*r->at >= '1' && *r->at <= '9')
		return refuse(r,
			      "it refers back to a group, which cannot be matched in bounded time");
	for (size_t i = 0; i < ARRAY_LEN(edges); i++)
		if (next_is(r, edges[i].name)) {
			r->atom = NONE;
			return add(r, (struct match_step){ .kind = edges[i].kind });
		}
	word.negated = *r->at == 'W';
	space.negated = *r->at == 'S';
	if (next_is(r, 'w') || next_is(r, 'W'))
		return add_set(r, word);
	if (next_is(r, 's') || next_is(r, 'S'))
		return add_set(r, space);
	return add_atom(r, (struct match_step){ .kind = STEP_POINT, .x = next_point(r) });
}

/* --- repeats ------------------------------------------------------------------------------ */

/* Copy what is repeated behind the end. */
static bool copy_atom(struct pattern_reader *r, size_t length)
{
	struct match *m = r->match;

	if (!has_room(r, length))
		return false;
	for (size_t i = 0; i < length; i++)
		if (!add(r, m->steps[r->atom + i]))
			return false;
	return true;
}

/* As often as one likes, the last copy again and again. */
static bool repeat_ever(struct pattern_reader *r, int least, size_t length)
{
	struct match *m = r->match;

	if (least == 0)
		return insert(r, r->atom,
			      (struct match_step){ STEP_FORK, 1, (int32_t)length + 2 }) &&
		       add(r, (struct match_step){ .kind = STEP_JUMP, .x = -(int32_t)length - 1 });
	for (int i = 1; i < least; i++)
		if (!copy_atom(r, length))
			return false;
	return add(r, (struct match_step){ STEP_FORK, distance(m->count, m->count - length), 1 });
}

/* Copies that can be left out, each only with all that follow it: they fork to the same end. */
static bool repeat_to(struct pattern_reader *r, int least, int most, size_t length)
{
	struct match *m = r->match;
	size_t end = r->atom + length * (size_t)most + (size_t)(most - least);

	if (most == 0) {
		m->count = r->atom;
		return true;
	}
	if (end > MATCH_STEPS_MAX)
		return has_room(r, end - m->count);
	for (int i = 1; i < least; i++)
		if (!copy_atom(r, length))
			return false;
	if (least == 0 &&
	    !insert(r, r->atom, (struct match_step){ STEP_FORK, 1, distance(r->atom, end) }))
		return false;
	r->atom += least == 0;
	for (int i = least ? least : 1; i < most; i++)
		if (!add(r, (struct match_step){ STEP_FORK, 1, distance(m->count, end) }) ||
		    !copy_atom(r, length))
			return false;
	return true;
}

static bool repeat(struct pattern_reader *r, int least, int most)
{
	size_t atom = r->atom, length;
	bool ok;

	if (r->atom == NONE)
		return refuse(r, "there is nothing to repeat");
	length = r->match->count - r->atom;
	ok = most < 0 ? repeat_ever(r, least, length) : repeat_to(r, least, most, length);
	r->atom = atom; /* "a{2}{3}" repeats all of it */
	return ok;
}

static bool read_count(struct pattern_reader *r, int *count)
{
	const char *from = r->at;

	*count = 0;
	while (r->at < r->end && *r->at >= '0' && *r->at <= '9') {
		*count = *count * 10 + (*r->at++ - '0');
		if (*count > MATCH_REPEAT_MAX)
			return refuse(r, "it repeats something more than 1000 times");
	}
	return r->at > from;
}

/* "{2}", "{2,}", "{,3}", "{2,3}", behind the brace */
static bool read_braces(struct pattern_reader *r)
{
	int least = 0, most = 0;
	bool has_least = read_count(r, &least), comma = next_is(r, ',');
	bool has_most = comma && read_count(r, &most);

	if (r->fault->kind != FAULT_NONE)
		return false;
	if (!has_most)
		most = comma ? -1 : least;
	if (!(has_least || has_most) || !next_is(r, '}') || (most >= 0 && most < least))
		return refuse(
			r, "a count of repeats is written {2}, {2,} or {2,5} (a brace itself \\{)");
	return repeat(r, least, most);
}

/* --- alternatives and groups ---------------------------------------------------------------- */

static bool end_alternative(struct pattern_reader *r)
{
	struct match_frame *f = &r->frames[r->depth];
	struct match *m = r->match;
	int32_t length = distance(f->alternative, m->count);
	int32_t before = (int32_t)f->jumps;

	if (!insert(r, f->alternative, (struct match_step){ STEP_FORK, 1, length + 2 }) ||
	    !add(r, (struct match_step){ .kind = STEP_JUMP, .x = before }))
		return false;
	f->jumps = m->count;
	f->alternative = m->count;
	r->atom = NONE;
	return true;
}

/* All alternatives go on here. */
static void end_frame(struct pattern_reader *r)
{
	struct match_frame *f = &r->frames[r->depth];
	struct match *m = r->match;
	size_t jump = f->jumps;

	while (jump > 0) {
		struct match_step *step = &m->steps[jump - 1];
		size_t before = (size_t)step->x;

		step->x = distance(jump - 1, m->count);
		jump = before;
	}
}

static bool open_group(struct pattern_reader *r)
{
	struct match *m = r->match;
	struct match_frame f = { .start = m->count };

	if (r->depth == MATCH_DEPTH_MAX)
		return refuse(r, "it has more than 50 parentheses within each other");
	if (m->group_count < MATCH_GROUPS_MAX) {
		f.group = ++m->group_count;
		if (!add(r, (struct match_step){ .kind = STEP_SAVE, .x = 2 * f.group }))
			return false;
	}
	f.alternative = m->count;
	r->frames[++r->depth] = f;
	r->atom = NONE;
	return true;
}

static bool close_group(struct pattern_reader *r)
{
	struct match_frame f = r->frames[r->depth];

	end_frame(r);
	r->depth--;
	r->atom = f.start;
	return !f.group || add(r, (struct match_step){ .kind = STEP_SAVE, .x = 2 * f.group + 1 });
}

/* --- pattern --------------------------------------------------------------------------------- */

static bool read_next(struct pattern_reader *r)
{
	char c = *r->at;

	/* As the C library has it, a parenthesis that closes nothing is itself. */
	if (!strchr("([.*+?{|^$\\", c) && (c != ')' || r->depth == 0))
		return add_atom(r, (struct match_step){ .kind = STEP_POINT, .x = next_point(r) });
	r->at++;
	switch (c) {
	case '(': return open_group(r);
	case ')': return close_group(r);
	case '|': return end_alternative(r);
	case '[': return read_bracket(r);
	case '.': return add_atom(r, (struct match_step){ .kind = STEP_ANY });
	case '*': return repeat(r, 0, -1);
	case '+': return repeat(r, 1, -1);
	case '?': return repeat(r, 0, 1);
	case '{': return read_braces(r);
	case '\\': return read_escape(r);
	default:
		r->atom = NONE;
		return add(r, (struct match_step){ .kind = c == '^' ? STEP_BEGIN : STEP_END });
	}
}

static bool read_all(struct pattern_reader *r)
{
	if (!add(r, (struct match_step){ .kind = STEP_SAVE, .x = 0 }))
		return false;
	r->frames[0].alternative = r->match->count;
	while (r->at < r->end)
		if (!read_next(r))
			return false;
	if (r->depth > 0)
		return refuse(r, "a parenthesis is not closed");
	end_frame(r);
	return add(r, (struct match_step){ .kind = STEP_SAVE, .x = 1 }) &&
	       add(r, (struct match_step){ .kind = STEP_DONE });
}

bool match_read(const char *pattern, struct arena *arena, struct match **match, struct fault *fault)
{
	struct match *made = ARENA_ARRAY(arena, struct match, 1);
	struct fault trouble = FAULT_INIT;
	struct pattern_reader r = { .at = pattern,
				    .end = pattern + strlen(pattern),
				    .match = made,
				    .atom = NONE,
				    .fault = &trouble };

	made->arena = arena;
	if (strlen(pattern) > MATCH_BYTES_MAX)
		return fault_set(fault, FAULT_INPUT, "it has more than 4000 bytes");
	if (!read_all(&r)) {
		*fault = trouble;
		return false;
	}
	*match = made;
	return true;
}
