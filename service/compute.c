#include "service/compute.h"

#include <string.h>

#include "base/text.h"
#include "planner/plan.h"
#include "service/engine.h"
#include "service/feeds/feed_read.h"
#include "service/plan_digest.h"
#include "service/plan_zones.h"

static bool read_feeds(const struct plan_input *inputs, size_t count,
		       const struct plan_options *options, struct arena *arena,
		       struct computed *computed, struct notes *notes, struct fault *fault)
{
	struct feed_reading reading = { .inputs = inputs,
					.count = count,
					.first_week = options->first_week,
					.today = options->today,
					.threads = options->threads,
					.arena = arena,
					.notes = notes,
					.zones = &computed->asked,
					.company = &computed->company };

	if (!feeds_read(&reading, fault))
		return false;
	computed->stale_count = reading.stale_count;
	return true;
}

static bool has_unread(const struct company *company, const char *id, struct arena *arena)
{
	const char *key = text_key(span_of(id), arena);

	for (size_t i = 0; i < company->feed_count; i++) {
		const struct feed *feed = &company->feeds[i];

		if (feed->state == FEED_MISSING &&
		    (feed->kind == FEED_PERSONAL || feed->kind == FEED_FREEBUSY) &&
		    strcmp(text_key(span_of(feed->who), arena), key) == 0)
			return true;
	}
	return false;
}

/** Who has no calendar counts as fully available; that is said. */
static void name_unknown(const struct company *company, struct notes *notes)
{
	for (size_t i = 0; i < company->person_count; i++)
		if (!company->people[i].calendar.known)
			notes_add(notes, NOTE_INFO, "person-without-calendar",
				  company->people[i].place,
				  "'%s' has no calendar%s and counts as fully available",
				  company->people[i].id,
				  has_unread(company, company->people[i].id, notes->arena)
					  ? " that could be read"
					  : "");
}

/* What a goal leaves to the settings; draws and seed stand with a percentile only. */
static void settle_goal(const struct settings *settings, struct source_goal *goal)
{
	if (goal->percent == GOAL_AS_SET)
		goal->percent = settings->source_percent;
	if (goal->draws == GOAL_AS_SET)
		goal->draws = settings->draws;
	if (goal->seed == GOAL_AS_SET)
		goal->seed = settings->seed;
	if (goal->percent == 0)
		*goal = (struct source_goal){ 0, 0, 0 };
}

static bool company_of_tables(const struct plan_input *inputs, size_t count,
			      const struct tables *tables, const struct plan_options *options,
			      struct arena *arena, struct computed *computed, struct notes *notes,
			      struct fault *fault)
{
	*computed = (struct computed){ .company = tables->company,
				       .view = VIEW_WEIGHTED,
				       .answers = solution_cache_make(arena),
				       .asked = ZONE_MARKS_INIT(arena) };
	computed->company.feed_entries = feed_entries_shown(
		tables->company.feed_entries, tables->company.feed_entry_count, arena);
	return tables_usable(tables, fault) &&
	       read_feeds(inputs, count, options, arena, computed, notes, fault);
}

bool compute_company(const struct plan_input *inputs, size_t count, struct plan_options options,
		     struct arena *arena, struct computed *computed, struct notes *notes,
		     struct fault *fault)
{
	struct tables tables;

	return tables_read(inputs, count, arena, &tables, notes, fault) &&
	       company_of_tables(inputs, count, &tables, &options, arena, computed, notes, fault);
}

bool compute_plan(const struct plan_input *inputs, size_t count, struct plan_options options,
		  struct arena *arena, struct computed *computed, struct notes *notes,
		  struct fault *fault)
{
	struct tables tables;

	return tables_read(inputs, count, arena, &tables, notes, fault) &&
	       compute_of_tables(inputs, count, &tables, options, arena, computed, notes, fault);
}

bool compute_of_tables(const struct plan_input *inputs, size_t count, const struct tables *tables,
		       struct plan_options options, struct arena *arena, struct computed *computed,
		       struct notes *notes, struct fault *fault)
{
	struct day first, last;

	if (!company_of_tables(inputs, count, tables, &options, arena, computed, notes, fault))
		return false;
	company_link(&computed->company, arena, notes);
	feed_window(options.first_week, &first, &last);
	if (!company_zones(&computed->company, first, last, arena, &computed->asked, fault))
		return false;
	computed->zones = plan_zones_text(&computed->asked, arena);
	plan_zones_compare(inputs, count, computed->zones, notes);
	name_unknown(&computed->company, notes);
	if (options.week_count == 0)
		options.week_count = (size_t)computed->company.settings.plan_weeks;
	settle_goal(&computed->company.settings, &options.goal);
	if (options.engine == ENGINE_AS_SET)
		options.engine = engine_settled(computed->company.settings.engine);
	if (!plan_make(&computed->company, &options, arena, &computed->plan, notes, fault))
		return false;
	computed->outcome = plan_digest(&computed->plan);
	return true;
}
