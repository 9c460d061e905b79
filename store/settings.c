#include "store/settings.h"

struct settings settings_default(void)
{
	return (struct settings){
		.company = "",
		.time_zone = "UTC",
		.currency = "EUR",
		.full_week_min = 40 * 60,
		.workday = { true, true, true, true, true, false, false },
		.day_start_min = 9 * 60,
		.tentative_percent = 50,
		.meetings = MEETINGS_COUNT,
		.plan_weeks = 12,
		.home = "",
		.penalty_hour_cents = { 0, 50000, 40000, 30000, 20000, 15000 },
		.external_hour_cents = 10000,
		.budget_cents = NO_BUDGET,
		.levels_down = 3,
	};
}

int settings_workdays(const struct settings *settings)
{
	int days = 0;

	for (int i = 0; i < 7; i++)
		days += settings->workday[i];
	return days;
}

int32_t settings_full_day_min(const struct settings *settings, struct day day)
{
	int weekday = day_weekday(day), days = settings_workdays(settings), before = 0;

	if (!settings->workday[weekday])
		return 0;
	for (int i = 0; i < weekday; i++)
		before += settings->workday[i];
	/* Differences of running totals: no minute of the week is lost to rounding. */
	return settings->full_week_min * (before + 1) / days -
	       settings->full_week_min * before / days;
}
