#include "model/redact.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

enum redacted_kind { PERSON, PROJECT, LINE, OPTION, VENDOR, ORDER, FEED, EVENT, KIND_COUNT };

static const char *const words[KIND_COUNT] = { "person", "project", "line", "option",
					       "vendor", "order",   "feed", "event" };

/* Names of one kind, sorted, each once. */
struct names {
	const char **list;
	size_t count, room;
	int digits; /* of the highest number */
};

struct redaction {
	enum redact how;
	struct arena *arena;
	struct names names[KIND_COUNT];
};

/* --- numbers ------------------------------------------------------------------- */

static void add(struct redaction *r, enum redacted_kind kind, const char *name)
{
	struct names *names = &r->names[kind];

	if (!name || !name[0])
		return;
	names->list = ARENA_PUSH(r->arena, names->list, names->count, names->room);
	names->list[names->count++] = name;
}

static void sort(struct names *names)
{
	size_t kept = 0;

	if (names->count > 0)
		qsort(names->list, names->count, sizeof(*names->list), text_order);
	for (size_t i = 0; i < names->count; i++)
		if (kept == 0 || strcmp(names->list[kept - 1], names->list[i]) != 0)
			names->list[kept++] = names->list[i];
	names->count = kept;
	for (names->digits = 1; kept >= 10; kept /= 10)
		names->digits++;
}

/* From 1; 0 for what is no such name. */
static int place_of(const struct names *names, const char *name)
{
	const char *const *found = NULL;

	if (name && names->count > 0)
		found = bsearch(&name, names->list, names->count, sizeof(*names->list), text_order);
	return found ? (int)(found - names->list) + 1 : 0;
}

/* "person-07"; "" for what is no such name. */
static const char *number(const struct redaction *r, enum redacted_kind kind, const char *name)
{
	const struct names *names = &r->names[kind];
	int place = place_of(names, name);

	return place ? arena_format(r->arena, "%s-%0*d", words[kind], names->digits, place) : "";
}

static bool is_known(const struct redaction *r, enum redacted_kind kind, const char *name)
{
	return place_of(&r->names[kind], name) > 0;
}

/* What stays a name where only names of people go. */
static const char *id(const struct redaction *r, enum redacted_kind kind, const char *name)
{
	return r->how == REDACT_IDS ? number(r, kind, name) : name;
}

/* --- which names there are ------------------------------------------------------- */

/* What makes an event the same in two plans: its UID, else its title. */
static const char *event_key(const struct busy *busy)
{
	return busy->uid[0] ? busy->uid : busy->summary;
}

static void add_people(struct redaction *r, const struct company *company, bool events)
{
	for (size_t i = 0; i < company->person_count; i++) {
		const struct calendar *calendar = &company->people[i].calendar;

		add(r, PERSON, company->people[i].id);
		for (size_t b = 0; b < calendar->busy_count; b++) {
			/* Times of one feed mostly stand side by side. */
			if (b == 0 || calendar->busy[b].feed != calendar->busy[b - 1].feed)
				add(r, FEED, calendar->busy[b].feed);
			if (events)
				add(r, EVENT, event_key(&calendar->busy[b]));
		}
	}
	for (size_t i = 0; i < company->booking_count; i++)
		add(r, PERSON, company->bookings[i].person);
}

static void add_feeds(struct redaction *r, const struct company *company)
{
	for (size_t i = 0; i < company->feed_count; i++)
		add(r, FEED, company->feeds[i].name);
	for (size_t i = 0; i < company->holiday_count; i++)
		add(r, FEED, company->holidays[i].feed);
}

static void add_work(struct redaction *r, const struct company *company)
{
	for (size_t i = 0; i < company->demand_count; i++) {
		add(r, LINE, company->demands[i].id);
		add(r, PROJECT, company->demands[i].project);
	}
	for (size_t i = 0; i < company->booking_count; i++)
		add(r, PROJECT, company->bookings[i].project);
	for (size_t i = 0; i < company->option_count; i++) {
		add(r, OPTION, company->options[i].id);
		add(r, VENDOR, company->options[i].vendor);
	}
	for (size_t i = 0; i < company->contract_count; i++) {
		add(r, ORDER, company->contracts[i].id);
		add(r, OPTION, company->contracts[i].option);
	}
	for (size_t i = 0; i < company->settings.vendor_count; i++)
		add(r, VENDOR, company->settings.vendors[i].vendor);
}

struct redaction *redaction_new(enum redact how, const struct company *const *companies,
				size_t count, struct arena *arena)
{
	struct redaction *r = ARENA_ARRAY(arena, struct redaction, 1);

	*r = (struct redaction){ .how = how, .arena = arena };
	for (size_t i = 0; i < count; i++) {
		add_people(r, companies[i], count > 1);
		add_feeds(r, companies[i]);
		add_work(r, companies[i]);
	}
	for (int kind = 0; kind < KIND_COUNT; kind++)
		sort(&r->names[kind]);
	return r;
}

const char *redaction_vendor(const struct redaction *redaction, const char *vendor)
{
	return id(redaction, VENDOR, vendor);
}

/* --- replacing -------------------------------------------------------------------- */

/* "scenarios/winter/people.csv" tells of a folder, "people.csv" of nothing. */
static struct place place_redacted(struct place place)
{
	const char *slash = place.file ? strrchr(place.file, '/') : NULL;

	if (slash)
		place.file = slash + 1;
	return place;
}

static void redact_person(const struct redaction *r, struct person *person)
{
	struct calendar *calendar = &person->calendar;
	struct busy *busy = ARENA_ARRAY(r->arena, struct busy, calendar->busy_count + 1);
	const char *feed = NULL, *named = "";

	for (size_t b = 0; b < calendar->busy_count; b++) {
		busy[b] = calendar->busy[b];
		if (busy[b].feed != feed)
			named = number(r, FEED, busy[b].feed);
		feed = busy[b].feed;
		busy[b].feed = named;
		busy[b].uid = number(r, EVENT, event_key(&busy[b]));
		busy[b].summary = "";
	}
	calendar->busy = busy;
	person->place = place_redacted(person->place);
	person->id = id(r, PERSON, person->id);
	person->name = person->id;
	person->email = "";
}

static void redact_work(const struct redaction *r, struct company *company)
{
	for (size_t i = 0; i < company->demand_count; i++) {
		struct demand *demand = &company->demands[i];

		demand->place = place_redacted(demand->place);
		demand->id = id(r, LINE, demand->id);
		demand->project = id(r, PROJECT, demand->project);
	}
	for (size_t i = 0; i < company->booking_count; i++) {
		struct booking *booking = &company->bookings[i];

		booking->place = place_redacted(booking->place);
		booking->person = id(r, PERSON, booking->person);
		booking->project = id(r, PROJECT, booking->project);
	}
}

static void redact_rates(const struct redaction *r, struct company *company)
{
	for (size_t i = 0; i < company->option_count; i++) {
		struct rate_option *option = &company->options[i];

		option->place = place_redacted(option->place);
		option->id = id(r, OPTION, option->id);
		option->vendor = id(r, VENDOR, option->vendor);
		option->sla = option->note = "";
	}
	for (size_t i = 0; i < company->contract_count; i++) {
		struct contract *contract = &company->contracts[i];

		contract->place = place_redacted(contract->place);
		contract->id = id(r, ORDER, contract->id);
		contract->option = id(r, OPTION, contract->option);
		contract->note = "";
	}
	for (size_t i = 0; i < company->settings.vendor_count; i++) {
		struct vendor_limit *limit = &company->settings.vendors[i];

		limit->vendor = id(r, VENDOR, limit->vendor);
	}
}

static void redact_feeds(const struct redaction *r, struct company *company)
{
	for (size_t i = 0; i < company->feed_count; i++) {
		struct feed *feed = &company->feeds[i];

		feed->name = number(r, FEED, feed->name);
		feed->source = "";
		if (feed->kind != FEED_HOLIDAYS)
			feed->who = is_known(r, PERSON, feed->who) ? id(r, PERSON, feed->who) : "";
		if (feed->trouble && feed->trouble[0])
			feed->trouble = "not read as it should be";
	}
	for (size_t i = 0; i < company->holiday_count; i++) {
		struct holiday *holiday = &company->holidays[i];

		holiday->feed = number(r, FEED, holiday->feed);
		holiday->name = holiday->uid = "";
	}
	company->feed_entries = NULL;
	company->feed_entry_count = 0;
}

#define OWN_LIST(list, count, arena) ((list) = list_copy((list), (count), sizeof(*(list)), (arena)))

static void *list_copy(const void *list, size_t count, size_t size, struct arena *arena)
{
	void *copy = arena_alloc(arena, count + 1, size);

	if (count > 0)
		memcpy(copy, list, count * size);
	return copy;
}

void company_redact(struct company *company, const struct redaction *redaction, struct arena *arena)
{
	struct settings *settings = &company->settings;

	OWN_LIST(company->people, company->person_count, arena);
	OWN_LIST(company->demands, company->demand_count, arena);
	OWN_LIST(company->bookings, company->booking_count, arena);
	OWN_LIST(company->options, company->option_count, arena);
	OWN_LIST(company->contracts, company->contract_count, arena);
	OWN_LIST(company->feeds, company->feed_count, arena);
	OWN_LIST(company->holidays, company->holiday_count, arena);
	OWN_LIST(settings->vendors, settings->vendor_count, arena);
	for (size_t i = 0; i < company->person_count; i++)
		redact_person(redaction, &company->people[i]);
	redact_work(redaction, company);
	redact_rates(redaction, company);
	redact_feeds(redaction, company);
	settings->show_titles = false;
	if (redaction->how == REDACT_IDS)
		settings->company = "";
}
