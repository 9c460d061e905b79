#include "import/settings_costs.h"

#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "model/plan.h"

/* --- values ------------------------------------------------------------ */

bool setting_whole(const char *text, int64_t low, int64_t high, int32_t *value, struct fault *fault)
{
	int64_t micro;

	if (!number_parse(span_of(text), '.', &micro, fault))
		return false;
	if (micro % MICRO != 0 || micro < low * MICRO || micro > high * MICRO)
		return fault_set(fault, FAULT_INPUT, "'%s' is not a whole number from %lld to %lld",
				 text, (long long)low, (long long)high);
	*value = (int32_t)(micro / MICRO);
	return true;
}

/* An amount of money as cents. */
static bool read_cents(struct span text, int64_t *cents, struct fault *fault)
{
	int64_t micro;

	if (!number_parse(text, '.', &micro, fault))
		return false;
	if (micro < 0)
		return fault_set(fault, FAULT_INPUT, "'%.*s' is below 0",
				 (int)(text.len < 60 ? text.len : 60), text.ptr);
	*cents = divide_half_even(micro, MICRO / 100);
	return true;
}

/* --- lists: "KEY=VALUE; KEY=VALUE" ------------------------------------- */

struct setting_pair {
	const char *key;
	struct span value;
};

static int by_key(const void *left, const void *right)
{
	return strcmp(((const struct setting_pair *)left)->key,
		      ((const struct setting_pair *)right)->key);
}

/* Sorted by key; a key that stands twice is wrong. */
static bool read_pairs(const char *text, const char *example, struct arena *arena,
		       struct setting_pair **pairs, size_t *count, struct fault *fault)
{
	struct span rest = span_of(text), item;
	struct setting_pair *list = NULL;
	size_t n = 0, room = 0;

	while (span_next(&rest, ';', &item)) {
		const char *equals = memchr(item.ptr, '=', item.len);
		struct span key = { item.ptr, equals ? (size_t)(equals - item.ptr) : 0 };

		if (item.len == 0)
			continue;
		key = span_trim(key);
		if (!equals || key.len == 0)
			return fault_set(fault, FAULT_INPUT, "'%.*s' is not understood (write %s)",
					 (int)(item.len < 60 ? item.len : 60), item.ptr, example);
		list = ARENA_PUSH(arena, list, n, room);
		list[n++] = (struct setting_pair){
			arena_copy(arena, key),
			span_trim((struct span){ equals + 1,
						 item.len - (size_t)(equals + 1 - item.ptr) })
		};
	}
	if (n > 0)
		qsort(list, n, sizeof(*list), by_key);
	for (size_t i = 1; i < n; i++)
		if (strcmp(list[i - 1].key, list[i].key) == 0)
			return fault_set(fault, FAULT_INPUT, "'%s' appears twice", list[i].key);
	*pairs = list;
	*count = n;
	return true;
}

static bool read_home(const char *text, struct arena *arena, struct settings *settings,
		      struct fault *fault)
{
	(void)fault;
	settings->home = arena_copy(arena, span_of(text));
	return true;
}

static bool read_exchange(const char *text, struct arena *arena, struct settings *settings,
			  struct fault *fault)
{
	struct exchange *list;
	struct setting_pair *pairs = NULL;
	size_t count = 0;

	if (!read_pairs(text, "\"USD=0.92; GBP=1.17\"", arena, &pairs, &count, fault))
		return false;
	list = ARENA_ARRAY(arena, struct exchange, count + 1);
	for (size_t i = 0; i < count; i++) {
		if (strlen(pairs[i].key) != 3 ||
		    strspn(pairs[i].key, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != 3)
			return fault_set(fault, FAULT_INPUT,
					 "'%s' is not a currency (write three capitals such as "
					 "USD)",
					 pairs[i].key);
		list[i].currency = pairs[i].key;
		if (!number_parse(pairs[i].value, '.', &list[i].worth_micro, fault))
			return false;
		if (list[i].worth_micro <= 0 || list[i].worth_micro > 1000000 * MICRO)
			return fault_set(fault, FAULT_INPUT,
					 "one %s is not worth more than 0 and at most 1000000",
					 pairs[i].key);
	}
	settings->exchange = list;
	settings->exchange_count = count;
	return true;
}

static bool read_overlap(const char *text, struct arena *arena, struct settings *settings,
			 struct fault *fault)
{
	int64_t micro;

	(void)arena;
	if (!number_parse(span_of(text), '.', &micro, fault))
		return false;
	if (micro < 0 || micro > 24 * MICRO)
		return fault_set(fault, FAULT_INPUT, "'%s' is not from 0 to 24", text);
	settings->min_overlap_minutes = (int32_t)scale_half_even(micro, 60, MICRO);
	return true;
}

/* One amount for all priorities, or five from priority 1 to 5. */
static bool read_penalty(const char *text, struct arena *arena, struct settings *settings,
			 struct fault *fault)
{
	int64_t cents[PRIORITY_MAX + 1] = { 0 };
	struct span rest = span_of(text), item;
	int count = 0;

	(void)arena;
	while (span_next(&rest, ';', &item)) {
		if (count == PRIORITY_MAX) {
			count++;
			break;
		}
		if (!read_cents(item, &cents[++count], fault))
			return false;
		if (cents[count] > INT64_C(100000000))
			return fault_set(fault, FAULT_INPUT,
					 "a penalty is at most 1000000 an hour");
	}
	if (count != 1 && count != PRIORITY_MAX)
		return fault_set(fault, FAULT_INPUT,
				 "'%s' is neither one amount nor five, for priority 1 to 5 "
				 "(write \"500; 400; 300; 200; 150\")",
				 text);
	for (int p = 1; p <= PRIORITY_MAX; p++)
		settings->penalty_hour_cents[p] = cents[count == 1 ? 1 : p];
	return true;
}

static bool read_price(const char *text, struct arena *arena, struct settings *settings,
		       struct fault *fault)
{
	int64_t cents = 0;

	(void)arena;
	if (!read_cents(span_of(text), &cents, fault))
		return false;
	if (cents > INT64_C(100000000))
		return fault_set(fault, FAULT_INPUT, "'%s' is more than 1000000", text);
	settings->external_hour_cents = cents;
	return true;
}

static bool read_budget(const char *text, struct arena *arena, struct settings *settings,
			struct fault *fault)
{
	(void)arena;
	return read_cents(span_of(text), &settings->budget_cents, fault);
}

static bool read_quarter(const char *text, struct day *first)
{
	if (strlen(text) != 7 || strspn(text, "0123456789") != 4 || text[4] != '-' ||
	    text[5] != 'Q' || text[6] < '1' || text[6] > '4' || strncmp(text, "0000", 4) == 0)
		return false;
	*first = day_of((int)strtol(text, NULL, 10), 3 * (text[6] - '1') + 1, 1);
	return true;
}

static bool read_quarters(const char *text, struct arena *arena, struct settings *settings,
			  struct fault *fault)
{
	struct quarter_budget *list;
	struct setting_pair *pairs = NULL;
	size_t count = 0;

	if (!read_pairs(text, "\"2027-Q1=200000; 2027-Q2=150000\"", arena, &pairs, &count, fault))
		return false;
	list = ARENA_ARRAY(arena, struct quarter_budget, count + 1);
	for (size_t i = 0; i < count; i++) {
		if (!read_quarter(pairs[i].key, &list[i].first))
			return fault_set(fault, FAULT_INPUT,
					 "'%s' is not a quarter (write 2027-Q1)", pairs[i].key);
		if (!read_cents(pairs[i].value, &list[i].cents, fault))
			return false;
	}
	settings->quarters = list;
	settings->quarter_count = count;
	return true;
}

static bool read_onshore(const char *text, struct arena *arena, struct settings *settings,
			 struct fault *fault)
{
	(void)arena;
	return setting_whole(text, 0, 100, &settings->min_onshore_percent, fault);
}

static bool read_vendors(const char *text, struct arena *arena, struct settings *settings,
			 struct fault *fault)
{
	struct vendor_limit *list;
	struct setting_pair *pairs = NULL;
	size_t count = 0;

	if (!read_pairs(text, "\"Kranich Consulting=100000\"", arena, &pairs, &count, fault))
		return false;
	list = ARENA_ARRAY(arena, struct vendor_limit, count + 1);
	for (size_t i = 0; i < count; i++) {
		list[i].vendor = pairs[i].key;
		if (!read_cents(pairs[i].value, &list[i].cents, fault))
			return false;
	}
	settings->vendors = list;
	settings->vendor_count = count;
	return true;
}

/* "78" or "78 from 2017-04-01" */
static bool read_tenure(struct span value, struct arena *arena, struct tenure *tenure,
			struct fault *fault)
{
	const char *text = arena_copy(arena, value), *from = strstr(text, " from ");
	struct span weeks = { text, from ? (size_t)(from - text) : strlen(text) };

	tenure->from = DAY_FIRST;
	return setting_whole(arena_copy(arena, span_trim(weeks)), 1, 520, &tenure->weeks, fault) &&
	       (!from ||
		day_parse(span_trim(span_of(from + strlen(" from "))), &tenure->from, fault));
}

static bool read_tenures(const char *text, struct arena *arena, struct settings *settings,
			 struct fault *fault)
{
	struct tenure *list;
	struct setting_pair *pairs = NULL;
	size_t count = 0;

	if (!read_pairs(text, "\"DE=78 from 2017-04-01\"", arena, &pairs, &count, fault))
		return false;
	list = ARENA_ARRAY(arena, struct tenure, count + 1);
	for (size_t i = 0; i < count; i++) {
		list[i].scope = pairs[i].key;
		if (!read_tenure(pairs[i].value, arena, &list[i], fault))
			return false;
	}
	settings->tenures = list;
	settings->tenure_count = count;
	return true;
}

static bool read_levels(const char *text, struct arena *arena, struct settings *settings,
			struct fault *fault)
{
	(void)arena;
	return setting_whole(text, 0, 3, &settings->levels_down, fault);
}

static bool read_engine(const char *text, struct arena *arena, struct settings *settings,
			struct fault *fault)
{
	(void)arena;
	return engine_parse(text, &settings->engine) ||
	       fault_set(fault, FAULT_INPUT, "'%s' is not known (write search, cbc or auto)", text);
}

static bool read_source_to(const char *text, struct arena *arena, struct settings *settings,
			   struct fault *fault)
{
	(void)arena;
	return source_goal_parse(text, &settings->source_percent) ||
	       fault_set(fault, FAULT_INPUT, "'%s' is neither view nor a percentile from P1 to P99",
			 text);
}

static bool read_draws(const char *text, struct arena *arena, struct settings *settings,
		       struct fault *fault)
{
	(void)arena;
	return setting_whole(text, 1, DRAWS_MAX, &settings->draws, fault);
}

static bool read_seed(const char *text, struct arena *arena, struct settings *settings,
		      struct fault *fault)
{
	(void)arena;
	return setting_whole(text, 0, INT32_MAX, &settings->seed, fault);
}

const struct setting cost_settings[COST_SETTING_COUNT] = {
	{ "home", read_home },
	{ "exchange", read_exchange },
	{ "min_overlap_hours", read_overlap },
	{ "penalty_per_hour", read_penalty },
	{ "external_price_per_hour", read_price },
	{ "budget", read_budget },
	{ "budget_by_quarter", read_quarters },
	{ "min_onshore_percent", read_onshore },
	{ "vendor_max_spend", read_vendors },
	{ "max_tenure_weeks", read_tenures },
	{ "external_levels_down", read_levels },
	{ "engine", read_engine },
	{ "source_to", read_source_to },
	{ "draws", read_draws },
	{ "seed", read_seed },
};
