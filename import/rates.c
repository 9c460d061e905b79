#include "import/rates.h"

#include <stdlib.h>
#include <string.h>

#include "base/attributes.h"
#include "base/number.h"
#include "import/pattern.h"
#include "import/roles.h"

enum {
	OPTION,
	VENDOR,
	MODEL,
	ROLE,
	LEVEL,
	SKILLS,
	LOCATION,
	TIME_ZONE,
	RATE,
	UNIT,
	CURRENCY,
	FIXED_FEE,
	HOURS_PER_WEEK,
	LEAD_DAYS,
	MIN_WEEKS,
	MAX_WEEKS,
	NOTICE_DAYS,
	MAX_HEADS,
	RAMP,
	PRODUCTIVITY_PERCENT,
	MANAGEMENT_PERCENT,
	VALID_FROM,
	VALID_TO,
	SLA,
	NOTE,
	COLUMN_COUNT
};

static const struct table_column column_list[COLUMN_COUNT] = {
	[OPTION] = { "option", true, HOLDS_NOBODY },
	[VENDOR] = { "vendor", false, HOLDS_NOBODY },
	[MODEL] = { "model", true, HOLDS_NOBODY },
	[ROLE] = { "role", true, HOLDS_NOBODY },
	[LEVEL] = { "level", false, HOLDS_NOBODY },
	[SKILLS] = { "skills", false, HOLDS_NOBODY },
	[LOCATION] = { "location", false, HOLDS_NOBODY },
	[TIME_ZONE] = { "time_zone", false, HOLDS_NOBODY },
	[RATE] = { "rate", true, HOLDS_NOBODY },
	[UNIT] = { "unit", true, HOLDS_NOBODY },
	[CURRENCY] = { "currency", false, HOLDS_NOBODY },
	[FIXED_FEE] = { "fixed_fee", false, HOLDS_NOBODY },
	[HOURS_PER_WEEK] = { "hours_per_week", false, HOLDS_NOBODY },
	[LEAD_DAYS] = { "lead_days", false, HOLDS_NOBODY },
	[MIN_WEEKS] = { "min_weeks", false, HOLDS_NOBODY },
	[MAX_WEEKS] = { "max_weeks", false, HOLDS_NOBODY },
	[NOTICE_DAYS] = { "notice_days", false, HOLDS_NOBODY },
	[MAX_HEADS] = { "max_heads", false, HOLDS_NOBODY },
	[RAMP] = { "ramp", false, HOLDS_NOBODY },
	[PRODUCTIVITY_PERCENT] = { "productivity_percent", false, HOLDS_NOBODY },
	[MANAGEMENT_PERCENT] = { "management_percent", false, HOLDS_NOBODY },
	[VALID_FROM] = { "valid_from", false, HOLDS_NOBODY },
	[VALID_TO] = { "valid_to", false, HOLDS_NOBODY },
	[SLA] = { "sla", false, HOLDS_TEXT },
	[NOTE] = { "note", false, HOLDS_TEXT },
};
const struct table_columns rates_columns = { column_list, COLUMN_COUNT };

enum { RATE_MAX = 10000000, DAYS_MAX = 1000, MANAGEMENT_MAX = 1000 };

/* After exchange: sums over heads and weeks stay far within an int64. */
#define CENTS_MAX INT64_C(100000000000)

/* What an empty cell means, by model; the sources stand in docs/formats.md. */
static const int32_t lead_default[] = { 21, 21, 28, 42, 56 };
static const int32_t notice_default[] = { 30, 30, 30, 90, 90 };

static_assert(ARRAY_LEN(lead_default) == MODEL_COUNT, "every model has a lead time");
static_assert(ARRAY_LEN(notice_default) == MODEL_COUNT, "every model has a notice");

/* --- money ------------------------------------------------------------- */

static bool worth_of(const struct settings *settings, const char *currency, int64_t *micro)
{
	if (strcmp(currency, settings->currency) == 0) {
		*micro = MICRO;
		return true;
	}
	for (size_t i = 0; i < settings->exchange_count; i++)
		if (strcmp(settings->exchange[i].currency, currency) == 0) {
			*micro = settings->exchange[i].worth_micro;
			return true;
		}
	return false;
}

static bool read_currency(struct cursor *cursor, const struct settings *settings,
			  struct rate_option *option, int64_t *worth_micro)
{
	const char *currency = cursor_text(cursor, CURRENCY);

	option->currency = currency[0] ? currency : settings->currency;
	if (worth_of(settings, option->currency, worth_micro) || settings->unknown)
		return true;
	cursor_error(cursor, CURRENCY, "currency-unknown",
		     "there is no exchange rate for '%s' (write exchange = \"%s=0.90\" in "
		     "staffgap.conf: what one %s is worth in %s)",
		     option->currency, option->currency, option->currency, settings->currency);
	return false;
}

/* millionths of a unit of the currency -> cents of the workspace's */
static bool exchange(struct cursor *cursor, size_t column, int64_t micro, int64_t worth_micro,
		     int64_t *cents)
{
	*cents = scale_half_even(micro, worth_micro, MICRO * MICRO / 100);
	if (*cents <= CENTS_MAX)
		return true;
	cursor_error(cursor, column, "number-out-of-range", "'%s' is more than %lld after exchange",
		     cursor_text(cursor, column), (long long)(CENTS_MAX / 100));
	return false;
}

static void read_money(struct cursor *cursor, const struct settings *settings,
		       struct rate_option *option)
{
	static const char *const units[] = { "hour", "day", "week", "month" };
	int64_t worth = MICRO, fee;

	option->unit = (enum rate_unit)cursor_word(cursor, UNIT, units, UNIT_COUNT, UNIT_HOUR);
	if (!read_currency(cursor, settings, option, &worth))
		return;
	if (cursor_number(cursor, RATE, 0, RATE_MAX, &option->given_micro))
		(void)exchange(cursor, RATE, option->given_micro, worth, &option->rate_cents);
	if (cursor_number(cursor, FIXED_FEE, 0, RATE_MAX, &fee))
		(void)exchange(cursor, FIXED_FEE, fee, worth, &option->fixed_fee_cents);
}

/* --- what and where ---------------------------------------------------- */

static int by_role(const void *left, const void *right)
{
	return strcmp(((const struct role_level *)left)->role,
		      ((const struct role_level *)right)->role);
}

static void read_what(struct cursor *cursor, const struct settings *settings,
		      struct rate_option *option)
{
	int32_t level = LEVEL_REGULAR;

	(void)cursor_integer(cursor, LEVEL, LEVEL_JUNIOR, LEVEL_MAX, &level);
	cursor_roles(cursor, ROLE, level, &option->roles, &option->role_count);
	if (option->role_count > 1 && option->model != MODEL_MANAGED)
		cursor_error(cursor, ROLE, "roles-of-one-head",
			     "only a managed service covers several roles (write a row for each)");
	if (option->role_count > 0)
		qsort(option->roles, option->role_count, sizeof(*option->roles), by_role);
	option->skills = cursor_list(cursor, SKILLS, &option->skill_count);
	option->location = cursor_text(cursor, LOCATION);
	option->time_zone =
		cursor_zone(cursor, TIME_ZONE, settings->time_zone, settings->time_zone);
}

static void read_hours(struct cursor *cursor, const struct settings *settings,
		       struct rate_option *option)
{
	int64_t micro, days = settings->unknown ? 7 : settings_workdays(settings), most = days * 24;

	option->week_minutes = settings->full_week_minutes;
	if (cursor_number(cursor, HOURS_PER_WEEK, 1, most, &micro))
		option->week_minutes = (int32_t)scale_half_even(micro, 60, MICRO);
	pattern_spread(settings, option->week_minutes, option->pattern_minutes);
}

/* --- terms ------------------------------------------------------------- */

static void read_ramp(struct cursor *cursor, struct rate_option *option)
{
	struct span rest = span_of(cursor_text(cursor, RAMP)), item;
	size_t room = 0;

	while (span_next(&rest, ';', &item)) {
		struct fault fault = FAULT_INIT;
		int64_t micro;

		if (item.len == 0)
			continue;
		if (!number_parse(item, '.', &micro, &fault) || micro % MICRO != 0 || micro < 0 ||
		    micro > 100 * MICRO) {
			cursor_error(cursor, RAMP, "ramp-wrong",
				     "'%.*s' is not a whole percent from 0 to 100 (write '50;75': "
				     "of the first week, of the second, then 100)",
				     (int)(item.len < 60 ? item.len : 60), item.ptr);
			return;
		}
		option->ramp_percent =
			ARENA_PUSH(cursor->arena, option->ramp_percent, option->ramp_count, room);
		option->ramp_percent[option->ramp_count++] = (int32_t)(micro / MICRO);
	}
	if (option->ramp_count > RAMP_MAX)
		cursor_error(cursor, RAMP, "ramp-wrong", "a ramp has at most %d weeks", RAMP_MAX);
}

static void read_dates(struct cursor *cursor, struct rate_option *option)
{
	if (!cursor_day(cursor, VALID_FROM, &option->valid_from))
		option->valid_from = DAY_FIRST;
	if (!cursor_day(cursor, VALID_TO, &option->valid_to))
		option->valid_to = DAY_LAST;
	if (day_distance(option->valid_from, option->valid_to) < 0)
		cursor_error(cursor, VALID_TO, "end-before-start", "valid_to is before valid_from");
}

static void read_terms(struct cursor *cursor, struct rate_option *option)
{
	option->lead_days = lead_default[option->model];
	option->notice_days = notice_default[option->model];
	option->min_weeks = 1;
	option->max_weeks = WEEKS_OPEN;
	option->max_heads = HEADS_OPEN;
	option->productivity_percent = 100;
	(void)cursor_integer(cursor, LEAD_DAYS, 0, DAYS_MAX, &option->lead_days);
	(void)cursor_integer(cursor, NOTICE_DAYS, 0, DAYS_MAX, &option->notice_days);
	(void)cursor_integer(cursor, MIN_WEEKS, 1, TERM_MAX, &option->min_weeks);
	(void)cursor_integer(cursor, MAX_WEEKS, 1, TERM_MAX, &option->max_weeks);
	(void)cursor_integer(cursor, MAX_HEADS, 1, HEADS_OPEN, &option->max_heads);
	(void)cursor_integer(cursor, PRODUCTIVITY_PERCENT, 1, 100, &option->productivity_percent);
	(void)cursor_integer(cursor, MANAGEMENT_PERCENT, 0, MANAGEMENT_MAX,
			     &option->management_percent);
	if (option->max_weeks < option->min_weeks)
		cursor_error(cursor, MAX_WEEKS, "term-wrong", "max_weeks is less than min_weeks");
	read_ramp(cursor, option);
	if (option->model != MODEL_HIRE && option->ramp_count > (size_t)option->min_weeks)
		cursor_error(cursor, RAMP, "ramp-too-long",
			     "the ramp has %zu weeks, the shortest term %d: nobody would ever be "
			     "fully productive (raise min_weeks or shorten the ramp)",
			     option->ramp_count, (int)option->min_weeks);
	read_dates(cursor, option);
}

/* --- the file ---------------------------------------------------------- */

static void read_option(struct cursor *cursor, const struct settings *settings,
			struct rate_option *option)
{
	static const char *const models[] = { "onshore", "nearshore", "offshore", "managed",
					      "hire" };

	*option = (struct rate_option){ .place = cursor_place(cursor, OPTION),
					.id = cursor_text(cursor, OPTION),
					.vendor = cursor_text(cursor, VENDOR),
					.sla = cursor_text(cursor, SLA),
					.note = cursor_text(cursor, NOTE) };
	option->model = (enum model)cursor_word(cursor, MODEL, models, MODEL_COUNT, MODEL_ONSHORE);
	read_what(cursor, settings, option);
	read_money(cursor, settings, option);
	read_hours(cursor, settings, option);
	read_terms(cursor, option);
}

bool import_rates(struct source source, struct arena *arena, struct company *company,
		  struct notes *notes, struct fault *fault)
{
	struct csv_table table;
	struct cursor cursor;
	struct ids ids = { 0 };
	struct skipped_rows skipped = { 0 };
	struct rate_option *options;
	size_t count = 0;

	if (!csv_read(source, arena, &table, notes, fault) ||
	    !cursor_open(&cursor, &table, &rates_columns, NULL, NULL, arena, notes, fault))
		return false;
	options = ARENA_ARRAY(arena, struct rate_option, table.row_count + 1);
	while (cursor_next(&cursor)) {
		read_option(&cursor, &company->settings, &options[count]);
		if (options[count].id[0])
			cursor_id_is_new(&cursor, &ids, OPTION, options[count].id);
		count += cursor_row_kept(&cursor, OPTION, &skipped);
	}
	if (!cursor_close(&cursor, fault))
		return false;
	company->options = options;
	company->option_count = count;
	company->skipped_options = skipped;
	return true;
}
