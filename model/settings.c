#include "model/settings.h"

#include <assert.h>
#include <string.h>

#define START "(^|[^[:alpha:]])"
#define STOP "([^[:alpha:]]|$)"

/* English, German, French, Spanish. Documented in docs/settings.md. */
static const char out_of_office[] =
	"out[ -]of[ -](the[ -])?office|(day|days|time|week) off|off sick|on leave|leave of absence|"
	"(annual|parental|maternity|paternity|sick|unpaid|compassionate)[ -]leave|vacation|" START
	"(ooo|oof|pto|holidays?)" STOP "|abwesend|abwesenheit|nicht im b(ü|ue)ro|" START
	"((jahres|rest|sonder|bildungs)?urlaub|krank|krankheit|krankgeschrieben|elternzeit|"
	"mutterschutz|zeitausgleich|überstundenabbau|gleittag)" STOP "|" START
	"(absente?s?|congés?|rtt)" STOP "|vacances|arrêt maladie|hors du bureau"
	"|fuera de (la )?oficina|vacaciones|" START
	"(ausente|día libre|días libres|baja médica|baja por enfermedad)" STOP;

static const char ignore[] = START
	"(home[ -]?office|wfh|work(ing)? from home|working remotely|remote work|telework(ing)?|"
	"mobiles? arbeiten|mobilarbeit|telearbeit|télétravail|teletrabajo|"
	"trabajo (remoto|desde casa))" STOP "|birthday|geburtstag|anniversaire d|cumpleaños";

static const char absence_person[] =
	"^([^(:–—]*[^(:–— ]) *[(:–—] *([^)]*).*$"
	"|^(.*[^ ]) - (.*)$"
	"|^(.+) (abwesend|absent|absente|away|ausente|out of office|on leave|on vacation|im urlaub|"
	"krank|en congés?|en vacances|de vacaciones)$"
	"|^(urlaub|abwesenheit|vacation|leave|absence|congés?|vacances|vacaciones|ausencia) (.+)$";

/* What Google writes as the first line of the description of days that are no days off. */
static const char holiday_ignore[] =
	"^(observance|gedenktag|celebración|journée de célébration)( - .*)?$";

const char *engine_name(enum engine engine)
{
	switch (engine) {
	case ENGINE_AS_SET: return "as set";
	case ENGINE_SEARCH: return "search";
	case ENGINE_CBC: return "cbc";
	case ENGINE_AUTO: return "auto";
	case ENGINE_COUNT: break;
	}
	assert(engine < ENGINE_COUNT);
	return "";
}

bool engine_parse(const char *text, enum engine *engine)
{
	for (int i = ENGINE_SEARCH; i < ENGINE_COUNT; i++)
		if (strcmp(text, engine_name((enum engine)i)) == 0) {
			*engine = (enum engine)i;
			return true;
		}
	return false;
}

struct settings settings_default(void)
{
	return (struct settings){
		.company = "",
		.time_zone = "UTC",
		.currency = "EUR",
		.full_week_minutes = 40 * 60,
		.workday = { true, true, true, true, true, false, false },
		.day_start_minute = 9 * 60,
		.tentative_percent = 50,
		.meetings = MEETINGS_COUNT,
		.out_of_office = out_of_office,
		.ignore = ignore,
		.absence_person = absence_person,
		.holiday_ignore = holiday_ignore,
		.max_levels_down = 3,
		.plan_weeks = 12,
		.home = "",
		.penalty_hour_cents = { 0, 50000, 40000, 30000, 20000, 15000 },
		.external_hour_cents = 10000,
		.budget_cents = NO_BUDGET,
		.levels_down = 3,
		.engine = ENGINE_SEARCH,
		.draws = DRAWS_DEFAULT,
		.seed = 1,
		.stale_days = 7,
		.feed_mb = 50,
		.feed_events = 500000,
		.feed_seconds = 60,
	};
}

int settings_workdays(const struct settings *settings)
{
	int days = 0;

	for (int i = 0; i < 7; i++)
		days += settings->workday[i];
	return days;
}

int32_t settings_full_day_minutes(const struct settings *settings, struct day day)
{
	int weekday = day_weekday(day), days = settings_workdays(settings), before = 0;

	if (!settings->workday[weekday])
		return 0;
	for (int i = 0; i < weekday; i++)
		before += settings->workday[i];
	/* Differences of running totals: no minute of the week is lost to rounding. */
	return settings->full_week_minutes * (before + 1) / days -
	       settings->full_week_minutes * before / days;
}
