#include "import/ical_class.h"

#include <string.h>

#include "store/text.h"

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

/* Google writes out-of-office as an ordinary event; its title is all there is to see. */
static bool says_away(const char *summary, struct arena *arena)
{
	static const char *const words[] = {
		"out of office", "out-of-office", "on leave",   "annual leave",
		"vacation",      "day off",       "sick leave", "parental leave",
		"abwesend",      "urlaub",        "krank",      "elternzeit",
		"absent",        "congé",         "vacances",   "fuera de la oficina",
		"vacaciones",
	};

	return SAYS_ANY(summary, words, arena);
}

static enum effect opaque_effect(const struct occurrence *o)
{
	struct arena scratch = ARENA_INIT;
	bool away;

	if (o->days > 0 || o->event->all_day_said)
		return EFFECT_ABSENT;
	away = says_away(o->event->summary, &scratch);
	arena_release(&scratch);
	return away ? EFFECT_ABSENT : EFFECT_BUSY;
}

enum effect effect_of(const struct occurrence *o)
{
	const struct event *e = o->event;

	if (e->cancelled)
		return EFFECT_CANCELLED;
	switch (e->busy_status) {
	case STATUS_OOF: return EFFECT_ABSENT;
	case STATUS_ELSEWHERE: return EFFECT_ELSEWHERE;
	case STATUS_FREE: return EFFECT_FREE;
	case STATUS_TENTATIVE: return EFFECT_TENTATIVE;
	case STATUS_BUSY: return EFFECT_BUSY;
	case STATUS_NOT_SAID: break;
	}
	if (e->transparent)
		return EFFECT_FREE;
	return e->tentative ? EFFECT_TENTATIVE : opaque_effect(o);
}

bool busy_class_of(enum effect effect, enum busy_class *class)
{
	switch (effect) {
	case EFFECT_ABSENT: *class = BUSY_ABSENT; return true;
	case EFFECT_BUSY: *class = BUSY_BUSY; return true;
	case EFFECT_TENTATIVE: *class = BUSY_TENTATIVE; return true;
	case EFFECT_FREE:
	case EFFECT_ELSEWHERE:
	case EFFECT_CANCELLED: break;
	}
	return false;
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

bool is_makeup_day(const char *summary, struct arena *arena)
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
