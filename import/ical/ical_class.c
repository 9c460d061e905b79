#include "import/ical/ical_class.h"

#include <assert.h>
#include <string.h>

#include "base/text.h"

static bool says_any(const char *summary, const char *const *words, size_t count,
		     struct arena *arena)
{
	const char *key = text_key(span_of(summary), arena);

	for (size_t i = 0; i < count; i++)
		if (strstr(key, words[i]))
			return true;
	return false;
}

#define SAYS_ANY(summary, words, arena)                                                            \
	says_any((summary), (words), sizeof(words) / sizeof((words)[0]), (arena))

static void look_at_title(struct judge *judge, const struct ical_event *event)
{
	if (judge->last == event)
		return;
	judge->last = event;
	judge->last_away = title_matches(judge->titles.away, event->summary);
	judge->last_ignore =
		!judge->last_away && title_matches(judge->titles.ignore, event->summary);
}

/* An event that would take time: the title may say that it is more, or nothing. */
static struct verdict by_title(struct judge *judge, const struct occurrence *o,
			       struct verdict verdict)
{
	look_at_title(judge, o->event);
	if (judge->last_ignore)
		return (struct verdict){ USE_IGNORED, "the title matches the setting ignore" };
	/* Google writes out-of-office as an ordinary event; its title is all there is to see. */
	if (verdict.use == USE_BUSY && judge->last_away)
		return (struct verdict){ USE_ABSENT,
					 "the title matches the setting out_of_office" };
	if (verdict.use == USE_BUSY && o->days == 0 && judge->meetings == MEETINGS_IGNORE)
		return (struct verdict){ USE_IGNORED, "a meeting (meetings = ignore)" };
	return verdict;
}

static struct verdict opaque(const struct occurrence *o)
{
	if (o->days > 0 || o->event->all_day_said)
		return (struct verdict){ USE_ABSENT, "all day" };
	return (struct verdict){ USE_BUSY, "takes its hours" };
}

static struct verdict personal(struct judge *judge, const struct occurrence *o)
{
	const struct ical_event *e = o->event;
	struct verdict tentative = { USE_TENTATIVE, "busy status TENTATIVE" };

	if (e->declined)
		return (struct verdict){ USE_DECLINED, "PARTSTAT=DECLINED" };
	switch (e->busy_status) {
	case STATUS_OOF: return (struct verdict){ USE_ABSENT, "busy status OOF" };
	case STATUS_ELSEWHERE:
		return (struct verdict){ USE_ELSEWHERE, "busy status WORKINGELSEWHERE" };
	case STATUS_FREE: return (struct verdict){ USE_FREE, "busy status FREE" };
	case STATUS_TENTATIVE: return by_title(judge, o, tentative);
	case STATUS_BUSY:
		return by_title(judge, o, (struct verdict){ USE_BUSY, "busy status BUSY" });
	case STATUS_NOT_SAID: break;
	}
	if (e->transparent)
		return (struct verdict){ USE_FREE, "TRANSP:TRANSPARENT" };
	if (e->tentative)
		return by_title(judge, o, (struct verdict){ USE_TENTATIVE, "STATUS:TENTATIVE" });
	return by_title(judge, o, opaque(o));
}

/* Of a feed of holidays: "Observance" is the first line of what Google says about some. */
static bool is_no_day_off(struct judge *judge, const struct ical_event *event)
{
	struct match *pattern = judge->titles.holiday_ignore;
	struct span first = { event->description, strcspn(event->description, "\n") };

	if (judge->last == event)
		return judge->last_ignore;
	judge->last = event;
	judge->last_ignore = title_matches(pattern, event->summary) ||
			     title_matches(pattern, arena_copy(judge->arena, span_trim(first)));
	return judge->last_ignore;
}

/* Whether the title says that the day is worked. */
static bool is_makeup_day(const char *summary, struct arena *arena)
{
	static const char *const words[] = { "补班",
					     "上班",
					     "調整上班",
					     "make-up working",
					     "make-up workday",
					     "makeup workday",
					     "working saturday" };

	return SAYS_ANY(summary, words, arena);
}

static struct verdict holiday(struct judge *judge, const struct occurrence *o)
{
	if (o->days == 0)
		return (struct verdict){ USE_IGNORED, "not an all-day event" };
	if (is_no_day_off(judge, o->event))
		return (struct verdict){ USE_IGNORED,
					 "title or description match the setting holiday_ignore" };
	if (is_makeup_day(o->event->summary, judge->arena))
		return (struct verdict){ USE_WORKDAY, "the title says make-up working day" };
	return (struct verdict){ USE_HOLIDAY, "all day in a holiday feed" };
}

struct verdict verdict_of(struct judge *judge, const struct occurrence *o)
{
	const struct ical_event *e = o->event;

	if (e->settled)
		return (struct verdict){ e->use, e->settled };
	if (e->cancelled)
		return (struct verdict){ USE_CANCELLED, "cancelled" };
	switch (judge->kind) {
	case FEED_ABSENCE: return (struct verdict){ USE_ABSENT, "an absence" };
	case FEED_HOLIDAYS: return holiday(judge, o);
	case FEED_PERSONAL:
	case FEED_FREEBUSY: break;
	}
	return personal(judge, o);
}

bool busy_class_of(enum event_use use, enum busy_class *class)
{
	static_assert((int)USE_ABSENT == (int)BUSY_ABSENT && (int)USE_BUSY == (int)BUSY_BUSY &&
			      (int)USE_TENTATIVE == (int)BUSY_TENTATIVE,
		      "the same order");
	if (use > USE_TENTATIVE)
		return false;
	*class = (enum busy_class)use;
	return true;
}

enum busy_part half_of(const char *summary, struct arena *arena)
{
	static const char *const half[] = {
		"half day", "half-day",     "1/2 day",      "halber tag", "halben tag",
		"halbtag",  "demi-journée", "demi journée", "medio día",  "media jornada",
		"0.5 day",  "0,5 tag",      "1⁄2"
	};
	static const char *const later[] = { "afternoon",  "nachmittag",   "après-midi",
					     "aprés-midi", "por la tarde", "(pm)",
					     " pm" };
	static const char *const early[] = { "morning",       "vormittag", "matin",
					     "por la mañana", "(am)",      " am)" };
	bool pm = SAYS_ANY(summary, later, arena);

	if (!pm && !SAYS_ANY(summary, half, arena) && !SAYS_ANY(summary, early, arena))
		return PART_DAY;
	return pm ? PART_AFTERNOON : PART_MORNING;
}
