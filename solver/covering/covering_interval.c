/*
 * Pricing: the column of the largest reduced profit (the least reduced cost), and the schedule of
 * several such columns (docs/sourcing.md, "Three ways to solve a group", Search and Bound).
 *
 * The gain of an interval is a difference of prefix sums: what its weeks bring past the ramp, plus
 * what its first weeks bring within it, less the start cost. The best last week for every first one
 * lies in a window that only moves forward, so a queue of candidates finds all of them in linear
 * time. The schedule of one head, never in two places at once, is a dynamic program over weeks.
 */
#include "solver/covering/covering_interval.h"

/* Sums that the gain of any interval is a difference of. */
struct gain_sums {
	const struct covering_option *option;
	size_t weeks;
	const int64_t *value;
	int64_t full[COVERING_WEEKS_MAX + 1]; /* of the weeks before, past the ramp */
	int64_t ramped[COVERING_WEEKS_MAX]; /* [first]: of all weeks of the ramp, less the start */
};

static void sum_up(struct gain_sums *s, const struct covering_option *option, size_t weeks,
		   const int64_t *value)
{
	const int64_t *full = value + option->ramp_count * weeks;

	s->option = option;
	s->weeks = weeks;
	s->value = value;
	s->full[0] = 0;
	for (size_t t = 0; t < weeks; t++) {
		s->full[t + 1] = s->full[t] + full[t];
		s->ramped[t] = -option->start_cost[t];
	}
	for (size_t age = 0; age < option->ramp_count && age < weeks; age++)
		for (size_t first = 0; first < weeks - age; first++)
			s->ramped[first] += value[age * weeks + age + first];
}

/* The gain of an interval that ends within its ramp, given that of the interval that ends a week
 * before. */
static int64_t ramp_on(const struct gain_sums *s, size_t first, size_t age, int64_t gain)
{
	return gain + s->value[age * s->weeks + first + age];
}

/* Of the interval from `first` that is `length` weeks long, all of them in its ramp. */
static int64_t ramp_to(const struct gain_sums *s, size_t first, size_t length)
{
	int64_t gain = -s->option->start_cost[first];

	for (size_t age = 0; age < length; age++)
		gain = ramp_on(s, first, age, gain);
	return gain;
}

static bool starts(const struct covering_option *option, size_t first)
{
	return option->min_last[first] <= option->max_last[first];
}

/* The largest of a window that only moves forward. */
struct sliding_window {
	uint32_t at[COVERING_WEEKS_MAX + 1];
	size_t front, back;
};

static void window_add(struct sliding_window *w, const int64_t *value, uint32_t at)
{
	while (w->back > w->front && value[w->at[w->back - 1]] < value[at])
		w->back--;
	w->at[w->back++] = at;
}

static void consider(struct covering_interval *best, size_t first, size_t last, int64_t gain)
{
	if (gain > best->gain)
		*best = (struct covering_interval){ (uint32_t)first, (uint32_t)last, gain };
}

bool covering_best_interval(const struct covering_option *option, size_t weeks,
			    const int64_t *value, int64_t above, struct covering_interval *best)
{
	struct covering_interval found = { 0, 0, above };
	struct sliding_window window = { .front = 0 };
	size_t ramp = option->ramp_count, added = 0;
	struct gain_sums s;

	sum_up(&s, option, weeks, value);
	for (size_t first = 0; first < weeks; first++) {
		size_t from, to = option->max_last[first];

		if (!starts(option, first))
			continue;
		from = option->min_last[first];
		if (from < first + ramp) {
			int64_t gain = ramp_to(&s, first, from - first);

			for (; from <= to && from < first + ramp; from++) {
				gain = ramp_on(&s, first, from - first, gain);
				consider(&found, first, from, gain);
			}
		}
		/* From here `from` is at least first + ramp: the head is past its ramp. */
		if (added < from)
			added = from;
		for (; added <= to; added++)
			window_add(&window, s.full + 1, (uint32_t)added);
		while (window.front < window.back && window.at[window.front] < from)
			window.front++;
		if (from <= to && window.front < window.back)
			consider(&found, first, window.at[window.front],
				 s.ramped[first] + s.full[window.at[window.front] + 1] -
					 s.full[first + ramp]);
	}
	if (found.gain <= above)
		return false;
	*best = found;
	return true;
}

/* --- schedules ---------------------------------------------------------------------- */

struct schedule {
	int64_t best[COVERING_WEEKS_MAX + 1]; /* of the weeks before */
	uint32_t
		from[COVERING_WEEKS_MAX + 1]; /* the interval that ends just before began here... */
	bool idle[COVERING_WEEKS_MAX + 1];    /* ... unless the week before is idle */
	int64_t value[COVERING_WEEKS_MAX]; /* per start: what an interval past the ramp builds on */
};

static void link_interval(struct schedule *c, size_t first, size_t end, int64_t value)
{
	if (value <= c->best[end])
		return;
	c->best[end] = value;
	c->from[end] = (uint32_t)first;
	c->idle[end] = false;
}

/* Take what is known of the weeks before `first` on to intervals that start there. */
static void start_here(const struct gain_sums *s, struct schedule *c, size_t first)
{
	const struct covering_option *option = s->option;
	size_t ramp = option->ramp_count, last = option->min_last[first];

	if (last < first + ramp) {
		int64_t gain = c->best[first] + ramp_to(s, first, last - first);

		for (; last <= option->max_last[first] && last < first + ramp; last++) {
			gain = ramp_on(s, first, last - first, gain);
			link_interval(c, first, last + 1, gain);
		}
	}
	if (first + ramp <= s->weeks)
		c->value[first] = c->best[first] + s->ramped[first] - s->full[first + ramp];
}

static size_t earliest_last(const struct covering_option *option, size_t first)
{
	size_t ramped = first + option->ramp_count;

	return ramped > option->min_last[first] ? ramped : option->min_last[first];
}

static int64_t build_schedule(const struct gain_sums *s, struct schedule *c)
{
	const struct covering_option *option = s->option;
	struct sliding_window window = { .front = 0 };
	size_t next = 0;

	for (size_t end = 0; end <= s->weeks; end++) {
		c->best[end] = end ? INT64_MIN : 0;
		c->idle[end] = true;
	}
	for (size_t week = 0; week < s->weeks; week++) {
		if (starts(option, week))
			start_here(s, c, week);
		for (; next <= week; next++) {
			if (!starts(option, next))
				continue;
			if (earliest_last(option, next) > week)
				break;
			window_add(&window, c->value, (uint32_t)next);
		}
		while (window.front < window.back &&
		       option->max_last[window.at[window.front]] < week)
			window.front++;
		if (window.front < window.back)
			link_interval(c, window.at[window.front], week + 1,
				      c->value[window.at[window.front]] + s->full[week + 1]);
		if (c->best[week] >= c->best[week + 1]) {
			c->best[week + 1] = c->best[week];
			c->idle[week + 1] = true;
		}
	}
	return c->best[s->weeks];
}

int64_t covering_best_schedule(const struct covering_option *option, size_t weeks,
			       const int64_t *value, struct covering_interval *intervals,
			       size_t *count)
{
	struct gain_sums s;
	struct schedule c = { .best = { 0 } };
	int64_t gain;

	sum_up(&s, option, weeks, value);
	gain = build_schedule(&s, &c);
	*count = 0;
	for (size_t end = weeks; end > 0;) {
		if (c.idle[end]) {
			end--;
			continue;
		}
		intervals[*count] = (struct covering_interval){ c.from[end], (uint32_t)end - 1,
								c.best[end] - c.best[c.from[end]] };
		end = intervals[(*count)++].first;
	}
	return gain;
}
