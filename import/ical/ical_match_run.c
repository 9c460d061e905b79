/*
 * All ways through the steps are followed side by side, one character after the other (Thompson
 * 1968, Pike 1987). Which steps can be where after the same characters is worked out once and
 * kept as a state, up to a limit, since titles of a feed are alike.
 */
#include "import/ical/ical_match_run.h"

#include <string.h>

#include "import/ical/ical_match_steps.h"

enum { STATES_MAX = 256, COLUMN_END = 128, COLUMN_COUNT, SLOT_COUNT = 2 * (MATCH_GROUPS_MAX + 1) };
enum { NEXT_FOUND = -1, NEXT_NONE = -2 }; /* of a state, beside numbers from 1; 0: not known */

/* What stands before a place in the text. */
enum before { BEFORE_ALL, BEFORE_WORD, BEFORE_OTHER };

struct state {
	uint16_t *at; /* steps behind the last character */
	size_t count;
	enum before before;
	int16_t next[COLUMN_COUNT];
};

/* A step to be followed, or a place to be put back when the ways behind it are done. */
struct pending {
	int32_t step; /* below 0: put back */
	int32_t slot, value;
};

struct thread {
	int32_t step;
	int32_t slots[SLOT_COUNT];
};

struct runner {
	struct pending *stack;
	uint32_t *seen, round;
	uint16_t *list; /* steps that take a character */
	size_t count;
	uint16_t *found; /* the same after one */
	struct state *states;
	size_t state_count;
	uint16_t *room; /* of the states' steps */
	size_t room_used;
	uint32_t age; /* how often all states were forgotten */
	struct thread *threads[2];
};

static struct runner *runner_of(struct match *m)
{
	struct runner *r = m->runner;

	if (r)
		return r;
	r = m->runner = ARENA_ARRAY(m->arena, struct runner, 1);
	/* Each step is followed once and leaves at most two behind. */
	r->stack = ARENA_ARRAY(m->arena, struct pending, 3 * m->count + 3);
	r->seen = ARENA_ARRAY(m->arena, uint32_t, m->count);
	r->list = ARENA_ARRAY(m->arena, uint16_t, m->count);
	r->found = ARENA_ARRAY(m->arena, uint16_t, m->count);
	return r;
}

/* --- places ------------------------------------------------------------------------------ */

static bool is_word(int32_t capital)
{
	return (point_classes(capital) & (CLASS_ALPHA | CLASS_DIGIT | CLASS_LINE)) != 0;
}

static enum before before_of(int32_t capital)
{
	return is_word(capital) ? BEFORE_WORD : BEFORE_OTHER;
}

/* Whether an edge is here. @param next  the character that follows, -1 at the end */
static bool holds(enum step_kind kind, enum before before, int32_t next)
{
	bool was = before == BEFORE_WORD, is = next >= 0 && is_word(next);

	switch (kind) {
	case STEP_BEGIN: return before == BEFORE_ALL;
	case STEP_END: return next < 0;
	case STEP_WORD_BEGIN: return !was && is;
	case STEP_WORD_END: return was && !is;
	case STEP_WORD_EDGE: return was != is;
	case STEP_NO_EDGE: return was == is;
	case STEP_POINT:
	case STEP_ANY:
	case STEP_SET:
	case STEP_FORK:
	case STEP_JUMP:
	case STEP_SAVE:
	case STEP_DONE: break;
	}
	return true;
}

static bool takes(const struct match *m, const struct match_step *step, int32_t capital)
{
	if (step->kind == STEP_POINT)
		return step->x == capital;
	return step->kind == STEP_ANY || point_in_set(&m->sets[step->x], capital);
}

/* --- whether it is there ------------------------------------------------------------------- */

/* Follow all that takes no character. @return whether the end of the pattern was reached */
static bool follow(struct match *m, int32_t from, enum before before, int32_t next)
{
	struct runner *r = m->runner;
	size_t depth = 0;

	r->stack[depth++].step = from;
	while (depth > 0) {
		int32_t i = r->stack[--depth].step;
		const struct match_step *step = &m->steps[i];

		if (r->seen[i] == r->round)
			continue;
		r->seen[i] = r->round;
		if (step->kind == STEP_DONE)
			return true;
		if (step->kind == STEP_POINT || step->kind == STEP_ANY || step->kind == STEP_SET) {
			r->list[r->count++] = (uint16_t)i;
			continue;
		}
		if (step->kind == STEP_FORK)
			r->stack[depth++].step = i + step->y;
		if (step->kind == STEP_FORK || step->kind == STEP_JUMP)
			r->stack[depth++].step = i + step->x;
		else if (holds(step->kind, before, next))
			r->stack[depth++].step = i + 1;
	}
	return false;
}

/* A match may begin at any character: step 0 is always among them. */
static bool follow_all(struct match *m, const struct state *state, int32_t next)
{
	struct runner *r = m->runner;

	r->round++;
	r->count = 0;
	for (size_t i = 0; i < state->count; i++)
		if (follow(m, state->at[i], state->before, next))
			return true;
	return follow(m, 0, state->before, next);
}

static bool is_state(const struct state *s, const uint16_t *at, size_t count, enum before before)
{
	return s->count == count && s->before == before &&
	       (count == 0 || memcmp(s->at, at, count * sizeof(*at)) == 0);
}

/* When there is no room for another one, all are forgotten. */
static struct state *state_for(struct match *m, const uint16_t *at, size_t count,
			       enum before before)
{
	struct runner *r = m->runner;
	size_t room = (size_t)STATES_MAX * 64 + m->count;
	struct state *made;

	for (size_t i = 0; i < r->state_count; i++)
		if (is_state(&r->states[i], at, count, before))
			return &r->states[i];
	if (!r->states) {
		r->states = ARENA_ARRAY(m->arena, struct state, STATES_MAX);
		r->room = ARENA_ARRAY(m->arena, uint16_t, room);
	}
	if (r->state_count == STATES_MAX || r->room_used + count > room) {
		r->state_count = r->room_used = 0;
		r->age++;
	}
	made = &r->states[r->state_count++];
	*made = (struct state){ .at = r->room + r->room_used, .count = count, .before = before };
	if (count > 0)
		memcpy(made->at, at, count * sizeof(*at));
	r->room_used += count;
	return made;
}

/* What follows a state. @return NULL when the pattern was found. */
static struct state *advance(struct match *m, const struct state *state, int32_t capital)
{
	struct runner *r = m->runner;
	size_t count = 0;

	if (follow_all(m, state, capital))
		return NULL;
	for (size_t i = 0; i < r->count; i++)
		if (takes(m, &m->steps[r->list[i]], capital))
			r->found[count++] = (uint16_t)(r->list[i] + 1);
	return state_for(m, r->found, count, before_of(capital));
}

static struct state *next_state(struct match *m, struct state *state, int32_t capital)
{
	int32_t column = capital < COLUMN_END ? capital : COLUMN_END;
	struct state *next;
	uint32_t age = m->runner->age;

	if (column != COLUMN_END && state->next[column] == NEXT_FOUND)
		return NULL;
	if (column != COLUMN_END && state->next[column] > 0)
		return &m->runner->states[state->next[column] - 1];
	next = advance(m, state, capital);
	/* Not when all were forgotten, this one among them. */
	if (column != COLUMN_END && m->runner->age == age)
		state->next[column] = (int16_t)(next ? next - m->runner->states + 1 : NEXT_FOUND);
	return next;
}

bool match_finds(struct match *m, struct match_text text)
{
	struct state *state;

	(void)runner_of(m);
	state = state_for(m, NULL, 0, BEFORE_ALL);

	for (size_t i = 0; i < text.count; i++) {
		state = next_state(m, state, text.capitals[i]);
		if (!state)
			return true;
	}
	if (state->next[COLUMN_END] == 0)
		state->next[COLUMN_END] =
			(int16_t)(follow_all(m, state, -1) ? NEXT_FOUND : NEXT_NONE);
	return state->next[COLUMN_END] == NEXT_FOUND;
}

/* --- where its groups are -------------------------------------------------------------------- */

/* The ways of a pattern through a text, in the order of what is preferred. */
struct match_search {
	struct match *match;
	struct match_text text;
	struct thread *now, *then;
	size_t now_count;
	int32_t best[SLOT_COUNT]; /* best[0] < 0: nothing yet */
};

static int32_t point_at(const struct match_search *s, size_t i)
{
	return i < s->text.count ? s->text.capitals[i] : -1;
}

/* Leftmost, then longest; of equal ones the first. */
static void take_end(struct match_search *s, const int32_t *slots)
{
	if (s->best[0] < 0 || slots[0] < s->best[0] ||
	    (slots[0] == s->best[0] && slots[1] > s->best[1]))
		memcpy(s->best, slots, sizeof(s->best));
}

/* What is still pending of a way: its other branch, or the place that this one overwrote. */
static void follow_way(struct match_search *s, const struct thread *from, size_t at)
{
	struct match *m = s->match;
	struct runner *r = m->runner;
	enum before before = at == 0 ? BEFORE_ALL : before_of(s->text.capitals[at - 1]);
	int32_t slots[SLOT_COUNT];
	size_t depth = 0;

	memcpy(slots, from->slots, sizeof(slots));
	r->stack[depth++] = (struct pending){ .step = from->step };
	while (depth > 0) {
		struct pending p = r->stack[--depth];
		const struct match_step *step = &m->steps[p.step < 0 ? 0 : p.step];

		if (p.step < 0) {
			slots[p.slot] = p.value;
			continue;
		}
		if (r->seen[p.step] == r->round)
			continue;
		r->seen[p.step] = r->round;
		if (step->kind == STEP_DONE) {
			take_end(s, slots);
			continue;
		}
		if (step->kind == STEP_POINT || step->kind == STEP_ANY || step->kind == STEP_SET) {
			struct thread *t = &s->now[s->now_count++];

			t->step = p.step;
			memcpy(t->slots, slots, sizeof(slots));
			continue;
		}
		if (step->kind == STEP_SAVE) {
			r->stack[depth++] = (struct pending){ -1, step->x, slots[step->x] };
			slots[step->x] = (int32_t)at;
		}
		if (step->kind == STEP_FORK)
			r->stack[depth++] = (struct pending){ .step = p.step + step->y };
		if (step->kind == STEP_FORK || step->kind == STEP_JUMP)
			r->stack[depth++] = (struct pending){ .step = p.step + step->x };
		else if (holds(step->kind, before, point_at(s, at)))
			r->stack[depth++] = (struct pending){ .step = p.step + 1 };
	}
}

/* One character further. */
static void advance_ways(struct match_search *s, size_t at)
{
	struct thread *last = s->now;
	size_t count = s->now_count;

	s->now = s->then;
	s->then = last;
	s->now_count = 0;
	s->match->runner->round++;
	for (size_t i = 0; i < count; i++) {
		if (!takes(s->match, &s->match->steps[last[i].step], s->text.capitals[at - 1]))
			continue;
		last[i].step++;
		follow_way(s, &last[i], at);
	}
}

bool match_groups(struct match *m, struct match_text text, int32_t ends[MATCH_GROUPS_MAX + 1][2])
{
	struct runner *r = runner_of(m);
	struct match_search s = { .match = m, .text = text };
	struct thread start = { .step = 0 };

	for (size_t i = 0; i < 2; i++)
		if (!r->threads[i])
			r->threads[i] = ARENA_ARRAY(m->arena, struct thread, m->count);
	s.now = r->threads[0];
	s.then = r->threads[1];
	memset(s.best, -1, sizeof(s.best));
	memset(start.slots, -1, sizeof(start.slots));
	for (size_t at = 0; at <= text.count; at++) {
		if (at > 0)
			advance_ways(&s, at);
		else
			r->round++;
		if (s.best[0] < 0)
			follow_way(&s, &start, at);
		else if (s.now_count == 0)
			break;
	}
	memcpy(ends, s.best, sizeof(s.best));
	return s.best[0] >= 0;
}
