/*
 * Recurrence rules, row by row: the examples of RFC 5545 (3.8.5.3, 3.3.10) and the shapes that
 * libical 3.0's own iterator gets wrong.
 *
 * Days are written YYYYMMDD, with "/HH:MM" when the time is not that of the start; more of the
 * same day follow after a comma. Rows with many instances give their number and the last one.
 */
#include <stdio.h>
#include <string.h>

#include "import/ical/ical_rule_each.h"
#include "tests/test.h"

struct rule_row {
	const char *name, *start, *rule;
	const char *before; /* where the test stops looking, "" when the rule ends */
	const char *want;
};

static const struct rule_row rows[] = {
	{ "daily for 10 occurrences", "19970902T090000", "FREQ=DAILY;COUNT=10", "",
	  "19970902 19970903 19970904 19970905 19970906 19970907 19970908 "
	  "19970909 19970910 19970911" },
	{ "daily until Christmas Eve: 113 days", "19970902T090000",
	  "FREQ=DAILY;UNTIL=19971224T000000", "", "113, last 1997-12-23 09:00" },
	{ "every other day", "19970902T090000", "FREQ=DAILY;INTERVAL=2", "1997-09-30",
	  "19970902 19970904 19970906 19970908 19970910 19970912 19970914 "
	  "19970916 19970918 19970920 19970922 19970924 19970926 19970928" },
	{ "every 10 days, 5 occurrences", "19970902T090000", "FREQ=DAILY;INTERVAL=10;COUNT=5", "",
	  "19970902 19970912 19970922 19971002 19971012" },
	{ "every day in January, yearly, for 3 years: 93 days", "19980101T090000",
	  "FREQ=YEARLY;UNTIL=20000131T140000;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA", "",
	  "93, last 2000-01-31 09:00" },
	{ "every day in January, daily, for 3 years: 93 days", "19980101T090000",
	  "FREQ=DAILY;UNTIL=20000131T140000;BYMONTH=1", "", "93, last 2000-01-31 09:00" },
	{ "weekly for 10 occurrences", "19970902T090000", "FREQ=WEEKLY;COUNT=10", "",
	  "19970902 19970909 19970916 19970923 19970930 19971007 19971014 "
	  "19971021 19971028 19971104" },
	{ "weekly until Christmas Eve", "19970902T090000", "FREQ=WEEKLY;UNTIL=19971224T000000", "",
	  "19970902 19970909 19970916 19970923 19970930 19971007 19971014 "
	  "19971021 19971028 19971104 19971111 19971118 19971125 19971202 "
	  "19971209 19971216 19971223" },
	{ "every other week, weeks begin on Sunday", "19970902T090000",
	  "FREQ=WEEKLY;INTERVAL=2;WKST=SU", "1998-02-18",
	  "19970902 19970916 19970930 19971014 19971028 19971111 19971125 "
	  "19971209 19971223 19980106 19980120 19980203 19980217" },
	{ "weekly on Tuesday and Thursday for five weeks, until", "19970902T090000",
	  "FREQ=WEEKLY;UNTIL=19971007T000000;WKST=SU;BYDAY=TU,TH", "",
	  "19970902 19970904 19970909 19970911 19970916 19970918 19970923 "
	  "19970925 19970930 19971002" },
	{ "weekly on Tuesday and Thursday for five weeks, count", "19970902T090000",
	  "FREQ=WEEKLY;COUNT=10;WKST=SU;BYDAY=TU,TH", "",
	  "19970902 19970904 19970909 19970911 19970916 19970918 19970923 "
	  "19970925 19970930 19971002" },
	{ "every other week on Monday, Wednesday, Friday", "19970901T090000",
	  "FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000;WKST=SU;BYDAY=MO,WE,FR", "",
	  "19970901 19970903 19970905 19970915 19970917 19970919 19970929 "
	  "19971001 19971003 19971013 19971015 19971017 19971027 19971029 "
	  "19971031 19971110 19971112 19971114 19971124 19971126 19971128 "
	  "19971208 19971210 19971212 19971222" },
	{ "every other week on Tuesday and Thursday, 8 occurrences", "19970902T090000",
	  "FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH", "",
	  "19970902 19970904 19970916 19970918 19970930 19971002 19971014 "
	  "19971016" },
	{ "the first Friday of the month, 10 occurrences", "19970905T090000",
	  "FREQ=MONTHLY;COUNT=10;BYDAY=1FR", "",
	  "19970905 19971003 19971107 19971205 19980102 19980206 19980306 "
	  "19980403 19980501 19980605" },
	{ "the first Friday of the month until Christmas Eve", "19970905T090000",
	  "FREQ=MONTHLY;UNTIL=19971224T000000;BYDAY=1FR", "",
	  "19970905 19971003 19971107 19971205" },
	{ "every other month on the first and last Sunday", "19970907T090000",
	  "FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU", "",
	  "19970907 19970928 19971102 19971130 19980104 19980125 19980301 "
	  "19980329 19980503 19980531" },
	{ "the second-to-last Monday, 6 months", "19970922T090000",
	  "FREQ=MONTHLY;COUNT=6;BYDAY=-2MO", "",
	  "19970922 19971020 19971117 19971222 19980119 19980216" },
	{ "the third-to-the-last day of the month", "19970928T090000", "FREQ=MONTHLY;BYMONTHDAY=-3",
	  "1998-03-01", "19970928 19971029 19971128 19971229 19980129 19980226" },
	{ "the 2nd and 15th of the month, 10 occurrences", "19970902T090000",
	  "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15", "",
	  "19970902 19970915 19971002 19971015 19971102 19971115 19971202 "
	  "19971215 19980102 19980115" },
	{ "the first and last day of the month, 10 occurrences", "19970930T090000",
	  "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1", "",
	  "19970930 19971001 19971031 19971101 19971130 19971201 19971231 "
	  "19980101 19980131 19980201" },
	{ "every 18 months on the 10th thru 15th", "19970910T090000",
	  "FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15", "",
	  "19970910 19970911 19970912 19970913 19970914 19970915 19990310 "
	  "19990311 19990312 19990313" },
	{ "every Tuesday, every other month", "19970902T090000", "FREQ=MONTHLY;INTERVAL=2;BYDAY=TU",
	  "1998-04-01",
	  "19970902 19970909 19970916 19970923 19970930 19971104 19971111 "
	  "19971118 19971125 19980106 19980113 19980120 19980127 19980303 "
	  "19980310 19980317 19980324 19980331" },
	{ "yearly in June and July, 10 occurrences", "19970610T090000",
	  "FREQ=YEARLY;COUNT=10;BYMONTH=6,7", "",
	  "19970610 19970710 19980610 19980710 19990610 19990710 20000610 "
	  "20000710 20010610 20010710" },
	{ "every other year in January, February, March", "19970310T090000",
	  "FREQ=YEARLY;INTERVAL=2;COUNT=10;BYMONTH=1,2,3", "",
	  "19970310 19990110 19990210 19990310 20010110 20010210 20010310 "
	  "20030110 20030210 20030310" },
	{ "every third year on the 1st, 100th and 200th day", "19970101T090000",
	  "FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200", "",
	  "19970101 19970410 19970719 20000101 20000409 20000718 20030101 "
	  "20030410 20030719 20060101" },
	{ "every 20th Monday of the year", "19970519T090000", "FREQ=YEARLY;BYDAY=20MO",
	  "2000-01-01", "19970519 19980518 19990517" },
	{ "Monday of week 20", "19970512T090000", "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "2000-01-01",
	  "19970512 19980511 19990517" },
	{ "every Thursday in March", "19970313T090000", "FREQ=YEARLY;BYMONTH=3;BYDAY=TH",
	  "2000-01-01",
	  "19970313 19970320 19970327 19980305 19980312 19980319 19980326 "
	  "19990304 19990311 19990318 19990325" },
	{ "every Thursday in June, July and August", "19970605T090000",
	  "FREQ=YEARLY;BYDAY=TH;BYMONTH=6,7,8", "1998-01-01",
	  "19970605 19970612 19970619 19970626 19970703 19970710 19970717 "
	  "19970724 19970731 19970807 19970814 19970821 19970828" },
	{ "every Friday the 13th", "19980213T090000", "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
	  "2000-12-31", "19980213 19980313 19981113 19990813 20001013" },
	{ "the first Saturday after the first Sunday of the month", "19970913T090000",
	  "FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13", "1998-07-01",
	  "19970913 19971011 19971108 19971213 19980110 19980207 19980307 "
	  "19980411 19980509 19980613" },
	{ "US election day: the first Tuesday after a Monday in November", "19961105T090000",
	  "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8", "2005-01-01",
	  "19961105 20001107 20041102" },
	{ "the third of Tuesday, Wednesday, Thursday of the month", "19970904T090000",
	  "FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3", "", "19970904 19971007 19971106" },
	{ "the second-to-last weekday of the month", "19970929T090000",
	  "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2", "1998-04-01",
	  "19970929 19971030 19971127 19971230 19980129 19980226 19980330" },
	{ "every 3 hours from 9 to 5 on one day", "19970902T090000",
	  "FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T170000", "", "19970902,12:00,15:00" },
	{ "every 15 minutes, 6 occurrences", "19970902T090000", "FREQ=MINUTELY;INTERVAL=15;COUNT=6",
	  "", "19970902,09:15,09:30,09:45,10:00,10:15" },
	{ "every hour and a half, 4 occurrences", "19970902T090000",
	  "FREQ=MINUTELY;INTERVAL=90;COUNT=4", "", "19970902,10:30,12:00,13:30" },
	{ "every 20 minutes from 9 to 16:40 daily: 24 a day", "19970902T090000",
	  "FREQ=DAILY;BYHOUR=9,10,11,12,13,14,15,16;BYMINUTE=0,20,40;COUNT=48", "",
	  "48, last 1997-09-03 16:40" },
	{ "every 20 minutes from 9 to 16:40, minutely: 24 a day", "19970902T090000",
	  "FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,10,11,12,13,14,15,16;COUNT=48", "",
	  "48, last 1997-09-03 16:40" },
	{ "weeks that begin on Monday", "19970805T090000",
	  "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", "",
	  "19970805 19970810 19970819 19970824" },
	{ "weeks that begin on Sunday", "19970805T090000",
	  "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", "",
	  "19970805 19970817 19970819 19970831" },
	{ "an invalid date of the month is passed over", "20070115T090000",
	  "FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5", "",
	  "20070115 20070130 20070215 20070315 20070330" },
	{ "libical: BYSETPOS with DAILY", "20261123T090000",
	  "FREQ=DAILY;BYHOUR=9,12,15;BYSETPOS=-1;COUNT=3", "",
	  "20261123/15:00 20261124/15:00 20261125/15:00" },
	{ "libical: BYSETPOS with WEEKLY", "20261123T090000",
	  "FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=1,-1;COUNT=6", "",
	  "20261123 20261127 20261130 20261204 20261207 20261211" },
	{ "libical: BYSETPOS with HOURLY", "20261123T090000",
	  "FREQ=HOURLY;BYMINUTE=0,20,40;BYSETPOS=2;COUNT=3", "", "20261123/09:20,10:20,11:20" },
	{ "libical: BYSETPOS with MINUTELY", "20261123T090000",
	  "FREQ=MINUTELY;INTERVAL=10;BYSECOND=0,30;BYSETPOS=-1;COUNT=3", "",
	  "20261123/09:00:30,09:10:30,09:20:30" },
	{ "a number before a weekday counts in months and years only", "20260105T090000",
	  "FREQ=WEEKLY;BYDAY=2MO;COUNT=3", "", "20260105 20260112 20260119" },
	{ "nor beside numbers of weeks", "20260511T090000",
	  "FREQ=YEARLY;BYWEEKNO=20;BYDAY=3MO;COUNT=2", "", "20260511 20270517" },
	{ "libical: BYWEEKNO=53", "20201228T090000", "FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO,SU",
	  "2033-01-01", "20201228 20210103 20261228 20270103 20321227" },
	{ "libical: BYWEEKNO=-1", "20261228T090000", "FREQ=YEARLY;BYWEEKNO=-1;BYDAY=MO;COUNT=4", "",
	  "20261228 20271227 20281225 20291224" },
	{ "libical: week 1 may begin in December", "20251229T090000",
	  "FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO,TU,WE,TH,FR;COUNT=10", "",
	  "20251229 20251230 20251231 20260101 20260102 20270104 20270105 "
	  "20270106 20270107 20270108" },
	{ "libical: negative BYMONTHDAY with DAILY", "20261129T090000",
	  "FREQ=DAILY;BYMONTHDAY=-1,-2;COUNT=6", "",
	  "20261129 20261130 20261230 20261231 20270130 20270131" },
	{ "libical: negative BYYEARDAY with DAILY", "20261231T090000",
	  "FREQ=DAILY;BYYEARDAY=-1;COUNT=3", "", "20261231 20271231 20281231" },
	{ "libical: negative BYMONTHDAY with HOURLY", "20261130T000000",
	  "FREQ=HOURLY;INTERVAL=8;BYMONTHDAY=-1;COUNT=4", "", "20261130,08:00,16:00 20261231" },
	{ "libical: a day that is listed twice counts once", "20261122T090000",
	  "FREQ=WEEKLY;BYDAY=SU,TH,TH;COUNT=4", "", "20261122 20261126 20261129 20261203" },
	{ "libical: HOURLY with INTERVAL and BYHOUR", "20261123T090000",
	  "FREQ=HOURLY;INTERVAL=3;BYHOUR=9,10,12;COUNT=4", "", "20261123,12:00 20261124,12:00" },
	{ "libical: MINUTELY with INTERVAL and BYMINUTE", "20261123T090000",
	  "FREQ=MINUTELY;INTERVAL=7;BYMINUTE=0,21,42;COUNT=4", "", "20261123,09:21,09:42,16:00" },
	{ "libical: seconds in no order", "20261123T090000",
	  "FREQ=MINUTELY;INTERVAL=30;BYSECOND=45,0;COUNT=4", "",
	  "20261123,09:00:45,09:30,09:30:45" },
	{ "the last workday of the year", "20261231T090000",
	  "FREQ=YEARLY;BYMONTH=12;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=3", "",
	  "20261231 20271231 20281229" },
	{ "the 366th day only in leap years", "20241231T090000",
	  "FREQ=YEARLY;BYYEARDAY=366;COUNT=3", "", "20241231 20281231 20321231" },
	{ "the 29th of February", "20240229T090000", "FREQ=YEARLY;COUNT=3", "",
	  "20240229 20280229 20320229" },
	{ "the 31st of every month that has one", "20260131T090000", "FREQ=MONTHLY;COUNT=4", "",
	  "20260131 20260331 20260531 20260731" },
};

struct written {
	struct moment start, last, until;
	bool has_until;
	size_t count;
	const char *text;
	struct arena arena;
};

static const char *clock_of(struct written *w, struct moment moment)
{
	int hour = moment.second / 3600, minute = moment.second / 60 % 60,
	    second = moment.second % 60;

	if (second)
		return arena_format(&w->arena, "%02d:%02d:%02d", hour, minute, second);
	return arena_format(&w->arena, "%02d:%02d", hour, minute);
}

static bool write_moment(void *context, struct moment moment)
{
	struct written *w = context;
	int year, month, mday;

	if (w->has_until && moment_order(moment, w->until) > 0)
		return false;
	day_date(moment.day, &year, &month, &mday);
	if (w->count > 0 && day_distance(w->last.day, moment.day) == 0)
		w->text = arena_format(&w->arena, "%s,%s", w->text, clock_of(w, moment));
	else
		w->text = arena_format(&w->arena, "%s%s%04d%02d%02d%s%s", w->text,
				       w->count ? " " : "", year, month, mday,
				       moment.second == w->start.second ? "" : "/",
				       moment.second == w->start.second ? "" : clock_of(w, moment));
	w->last = moment;
	w->count++;
	return true;
}

static struct moment moment_of(struct icaltimetype t)
{
	return (struct moment){ day_of(t.year, t.month, t.day),
				t.hour * 3600 + t.minute * 60 + t.second };
}

static void rule_row(void **state)
{
	const struct rule_row *row = *state;
	struct icalrecurrencetype rule = icalrecurrencetype_from_string(row->rule);
	struct written w = { .start = moment_of(icaltime_from_string(row->start)),
			     .has_until = !icaltime_is_null_time(rule.until),
			     .text = "" };
	struct moment to = { day_of(2100, 1, 1), 0 };
	struct fault fault = FAULT_INIT;
	int64_t steps = RULE_STEPS_MAX;

	if (w.has_until)
		w.until = moment_of(rule.until);
	if (row->before[0]) {
		assert_ok(day_parse(span_of(row->before), &to.day, &fault), &fault);
		to = (struct moment){ day_add(to.day, -1), 86399 };
	}
	assert_int_equal(rule_each(&rule, w.start, w.start, to, &steps, write_moment, &w),
			 RULE_DONE);
	if (strstr(row->want, "last")) {
		char day[DAY_TEXT_SIZE];

		day_format(w.last.day, day);
		w.text = arena_format(&w.arena, "%d, last %s %s", (int)w.count, day,
				      clock_of(&w, w.last));
	}
	assert_string_equal(w.text, row->want);
	arena_release(&w.arena);
}

/* What never matches, or matches too often, ends after a bounded number of steps. */
static void hostile_rules_end(void **state)
{
	static const struct {
		const char *rule;
		enum rule_end end;
	} hostile[] = {
		{ "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30", RULE_DONE },
		{ "FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30", RULE_DONE },
		{ "FREQ=SECONDLY;INTERVAL=7;BYHOUR=25;BYMONTH=4;BYMONTHDAY=31", RULE_DONE },
		{ "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", RULE_DONE },
		{ "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", RULE_DONE },
		{ "FREQ=SECONDLY;COUNT=2000000000", RULE_TOO_COSTLY },
		{ "FREQ=YEARLY;BYSETPOS=366;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,"
		  "19,20,"
		  "21,22,23;BYMINUTE=0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,"
		  "24,25,"
		  "26,27,28,29,30,31,32,33,34,35,36,37,38,39,40,41,42,43,44,45,46,47,48,49,50,51,"
		  "52,53,"
		  "54,55,56,57,58,59;BYDAY=MO,TU,WE,TH,FR,SA,SU",
		  RULE_TOO_COSTLY },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(hostile); i++) {
		struct icalrecurrencetype rule = icalrecurrencetype_from_string(hostile[i].rule);
		struct written w = { .text = "" };
		struct moment start = { day_of(1970, 1, 1), 0 };
		struct moment from = { day_of(2026, 11, 23), 0 }, to = { day_of(2028, 11, 23), 0 };
		int64_t steps = RULE_STEPS_MAX;

		if (rule.freq == ICAL_NO_RECURRENCE) /* libical refuses it: so does the importer */
			continue;
		assert_number(hostile[i].rule,
			      rule_each(&rule, start, from, to, &steps, write_moment, &w),
			      hostile[i].end);
		assert_number(hostile[i].rule, steps <= RULE_STEPS_MAX, true);
		arena_release(&w.arena);
	}
}

int main(void)
{
	struct CMUnitTest tests[ARRAY_LEN(rows) + 1] = { cmocka_unit_test(hostile_rules_end) };

	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		tests[i + 1] = ROW_TEST(rule_row, &rows[i]);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
