/*
 * dump_sourcing WORKSPACE FOLDER SEED WEEKS: engagements drawn by chance from a workspace's rate
 * card, verified, and written as reports engagements, costs and outcomes (CSV) into FOLDER.
 *
 * For tests/oracles/reprice.py: no optimiser in between, but everything that a rate card can say.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "import/import.h"
#include "planner/allocation/costing.h"
#include "planner/eligible.h"
#include "planner/plan.h"
#include "planner/verify/verify_sourcing.h"
#include "reports/registry.h"

enum { FILE_BYTES_MAX = 1 << 20, NEW_MAX = 60 };

struct sourcing_dump {
	struct arena arena;
	struct notes notes;
	struct company company;
	struct plan plan;
	struct sourcing sourcing;
	uint64_t random;
};

static void stop_unless(bool ok, const struct fault *fault)
{
	if (ok)
		return;
	fprintf(stderr, "%s\n", fault->message);
	exit(EXIT_FAILURE);
}

static struct span read_file(const char *path, struct arena *arena)
{
	char *bytes = ARENA_ARRAY(arena, char, FILE_BYTES_MAX);
	FILE *file = fopen(path, "rb");
	size_t len;

	if (!file)
		return (struct span){ "", 0 };
	len = fread(bytes, 1, FILE_BYTES_MAX, file);
	fclose(file);
	return (struct span){ bytes, len };
}

/* --- reading ----------------------------------------------------------- */

static void add_holidays(struct sourcing_dump *d, const char *folder, const char *file)
{
	struct company *company = &d->company;
	struct calendar_request request = {
		.source = { file,
			    read_file(arena_format(&d->arena, "%s/%s", folder, file), &d->arena) },
		.kind = FEED_HOLIDAYS,
		.time_zone = company->settings.time_zone,
		.first = day_of(2026, 1, 1),
		.last = day_of(2028, 12, 31),
	};
	struct span stem = { file, strlen(file) - strlen(".ics") };
	struct calendar_counts counts;
	struct fault fault = FAULT_INIT;
	struct holiday *more, *all;
	size_t count;

	stop_unless(import_holidays(&request, arena_copy(&d->arena, stem), &d->arena, &more, &count,
				    &counts, &d->notes, &fault),
		    &fault);
	all = ARENA_ARRAY(&d->arena, struct holiday, company->holiday_count + count + 1);
	for (size_t i = 0; i < company->holiday_count; i++)
		all[i] = company->holidays[i];
	for (size_t i = 0; i < count; i++)
		all[company->holiday_count++] = more[i];
	company->holidays = all;
}

static void read_workspace(struct sourcing_dump *d, const char *root)
{
	static const struct {
		const char *name;
		bool (*read)(struct source, struct arena *, struct company *, struct notes *,
			     struct fault *);
	} tables[] = { { "people.csv", import_people },
		       { "demand.csv", import_demand },
		       { "rates.csv", import_rates },
		       { "engagements.csv", import_engagements } };
	const char *folder = arena_format(&d->arena, "%s/holidays", root);
	struct source conf = { "staffgap.conf",
			       read_file(arena_format(&d->arena, "%s/staffgap.conf", root),
					 &d->arena) };
	struct fault fault = FAULT_INIT;
	const struct dirent *entry;
	DIR *dir = opendir(folder);

	d->company.settings = settings_default();
	stop_unless(import_settings(conf, &d->arena, &d->company.settings, &d->notes, &fault),
		    &fault);
	for (size_t i = 0; i < ARRAY_LEN(tables); i++) {
		struct source source = {
			tables[i].name,
			read_file(arena_format(&d->arena, "%s/%s", root, tables[i].name), &d->arena)
		};

		stop_unless(tables[i].read(source, &d->arena, &d->company, &d->notes, &fault),
			    &fault);
	}
	while (dir && (entry = readdir(dir)))
		if (entry->d_name[0] != '.')
			add_holidays(d, folder, arena_copy(&d->arena, span_of(entry->d_name)));
	if (dir)
		closedir(dir);
	company_link(&d->company, &d->arena, &d->notes);
	stop_unless(company_zones(&d->company, day_of(2026, 1, 1), day_of(2028, 12, 31), &d->arena,
				  NULL, &fault),
		    &fault);
}

/* --- drawing ----------------------------------------------------------- */

static int32_t draw(struct sourcing_dump *d, int32_t low, int32_t high)
{
	d->random ^= d->random << 13;
	d->random ^= d->random >> 7;
	d->random ^= d->random << 17;
	return low + (int32_t)(d->random % (uint64_t)(high - low + 1));
}

static struct engagement *push(struct sourcing_dump *d, struct engagement engagement)
{
	engagement.runner_up = NO_OPTION;
	engagement.break_even = (struct break_even){ -1, -1, -1 };
	d->sourcing.engagements[d->sourcing.engagement_count] = engagement;
	return &d->sourcing.engagements[d->sourcing.engagement_count++];
}

/* One new engagement of the option at a time, so that max_heads holds without counting. */
static void draw_new(struct sourcing_dump *d, uint32_t option, const struct costing_table *table)
{
	const struct rate_option *o = &d->company.options[option];
	int32_t weeks = (int32_t)d->plan.options.week_count, start = draw(d, 0, weeks - 1), least;
	struct engagement *e;
	int32_t last;

	if (!table->may_start[start])
		return;
	least = costing_least_last_week(&d->plan.options, o, start);
	last = draw(d, start, weeks - 1);
	if (last - start + 1 > table->longest[start])
		last = start + table->longest[start] - 1;
	if (last < least)
		last = least;
	e = push(d, (struct engagement){ .option = option,
					 .contract = NO_CONTRACT,
					 .heads = draw(d, 1, o->max_heads),
					 .first_week = start,
					 .last_week = last });
	e->wanted = day_add(d->plan.options.first_week, 7 * start);
}

static void draw_contract(struct sourcing_dump *d, uint32_t index)
{
	const struct contract *contract = &d->company.contracts[index];
	const struct plan_options *options = &d->plan.options;
	int32_t weeks = (int32_t)options->week_count;
	int32_t agreed = costing_agreed_last_week(options, contract);
	const struct rate_option *option = &d->company.options[contract->option_index];
	int32_t first = day_distance(options->first_week, day_week_start(contract->start)) / 7;
	int32_t earliest =
		(day_distance(options->first_week, options->today) + contract->notice_days) / 7;
	struct engagement e = { .option = (uint32_t)contract->option_index,
				.contract = index,
				.decision = DECISION_LET_END,
				.heads = contract->heads,
				.first_week = first > 0 ? first : 0,
				.last_week = agreed };
	int32_t kept = draw(d, 0, 2), least = first + option->min_weeks - 1;
	int32_t longest = costing_longest_weeks(&d->company.settings, option, contract->start);

	if (least < earliest + 1)
		least = earliest + 1;
	if (kept == 1 && agreed + 2 < weeks && agreed + 2 - first < longest) {
		e.decision = DECISION_EXTEND;
		e.last_week = agreed + draw(d, 1, 2);
		if (contract->heads > 1) {
			e.heads--;
			push(d, e);
			e.heads = 1;
			e.decision = DECISION_LET_END;
			e.last_week = agreed;
		}
	} else if (kept == 2 && least < agreed && least < weeks) {
		e.decision = DECISION_END_EARLY;
		e.last_week = least;
	}
	push(d, e);
}

static int by_key(const void *left, const void *right)
{
	const struct engagement *a = left, *b = right;
	int64_t order = (int64_t)a->first_day.since_1970 - b->first_day.since_1970;

	order = order ? order : (int64_t)a->option - b->option;
	order = order ? order : (int64_t)a->contract - b->contract;
	order = order ? order : (int64_t)a->decision - (int64_t)b->decision;
	order = order ? order : (int64_t)a->last_day.since_1970 - b->last_day.since_1970;
	return (order > 0) - (order < 0);
}

static void draw_engagements(struct sourcing_dump *d)
{
	struct sourcing *s = &d->sourcing;
	size_t options = d->company.option_count, contracts = d->company.contract_count;

	s->engagements = ARENA_ARRAY(&d->arena, struct engagement, options + 2 * contracts + 1);
	for (uint32_t r = 0; r < contracts; r++)
		draw_contract(d, r);
	for (uint32_t k = 0; k < options; k++) {
		struct costing_table table;
		bool busy = false;

		for (size_t r = 0; r < contracts; r++)
			busy |= d->company.contracts[r].option_index == k;
		costing_option(&d->company, &d->plan.options, &d->company.options[k], &d->arena,
			       &table);
		if (!busy)
			draw_new(d, k, &table);
	}
	for (size_t i = 0; i < s->engagement_count; i++) {
		struct engagement *e = &s->engagements[i];

		costing_engagement(&d->company, &d->plan.options, &d->arena, e);
		if (e->decision == DECISION_EXTEND)
			e->late_days = day_distance(e->order_by, d->plan.options.today) > 0
					       ? day_distance(e->order_by, d->plan.options.today)
					       : 0;
	}
	qsort(s->engagements, s->engagement_count, sizeof(*s->engagements), by_key);
}

/* --- the rest of a sourcing -------------------------------------------- */

static void cover_line(struct sourcing_dump *d, uint32_t engagement, uint32_t line, size_t *room)
{
	struct sourcing *s = &d->sourcing;
	struct engagement *e = &s->engagements[engagement];
	size_t weeks = d->plan.options.week_count;

	for (size_t i = 0; i < e->week_count; i++) {
		struct engagement_week *week = &e->weeks[i];
		int32_t open = sourcing_open_minutes(&d->plan, s, line, week->week);
		int64_t left = week->delivered_minutes - week->covered_minutes;
		int32_t minutes = left < open ? (int32_t)left : open;

		if (minutes == 0)
			continue;
		s->lines[line * weeks + week->week].external_minutes += minutes;
		week->covered_minutes += minutes;
		e->covered_minutes += minutes;
		s->coverage = ARENA_PUSH(&d->arena, s->coverage, s->coverage_count, *room);
		s->coverage[s->coverage_count++] =
			(struct coverage){ engagement, line, week->week, minutes };
	}
}

/* Whether an option may fill the line and can have come by the week. */
static bool comes_in_time(const struct sourcing_dump *d, const struct rate_option *option,
			  uint32_t week)
{
	for (uint32_t w = 0; w <= week; w++)
		if (costing_may_begin(&d->company.settings, &d->plan.options, option,
				      plan_week(&d->plan, w)))
			return true;
	return false;
}

static bool is_full(const struct sourcing_dump *d, size_t option, uint32_t week)
{
	int64_t heads = 0;

	for (size_t i = 0; i < d->sourcing.engagement_count; i++) {
		const struct engagement *e = &d->sourcing.engagements[i];

		if (e->option == option && e->first_week <= (int32_t)week &&
		    (int32_t)week <= e->last_week)
			heads += e->heads;
	}
	return d->company.options[option].max_heads < HEADS_OPEN &&
	       heads >= d->company.options[option].max_heads;
}

struct external {
	bool fillable, in_time, full;
};

static void look_for_external(const struct sourcing_dump *d, size_t line, uint32_t week,
			      struct external *found)
{
	for (size_t k = 0; k < d->company.option_count; k++) {
		const struct rate_option *option = &d->company.options[k];

		if (!costing_may_fill(&d->company, &d->plan.options, option,
				      &d->company.demands[line]))
			continue;
		found->fillable = true;
		if (!comes_in_time(d, option, week))
			continue;
		found->in_time = true;
		found->full = found->full || is_full(d, k, week);
	}
}

static enum gap_outcome outcome_of(int32_t open, const struct external *external)
{
	if (open == 0)
		return GAP_COVERED;
	if (!external->fillable)
		return GAP_NO_OPTION;
	if (!external->in_time)
		return GAP_TOO_LATE;
	return external->full ? GAP_CAP : GAP_DEARER;
}

static void add_gap(struct sourcing_dump *d, uint32_t requirement, uint32_t week)
{
	struct sourcing *s = &d->sourcing;
	int64_t open_by[PRIORITY_MAX + 1] = { 0 };
	int32_t gap = 0, open = 0;
	struct external external = { false, false, false };

	for (size_t line = 0; line < d->company.demand_count; line++) {
		int32_t left = sourcing_open_minutes(&d->plan, s, line, week);

		if (d->plan.demand_requirement[line] != requirement)
			continue;
		gap += plan_demand_coverage(&d->plan, s->view, line, week)->demand_minutes -
		       s->lines[line * d->plan.options.week_count + week].own_minutes;
		open += left;
		open_by[d->company.demands[line].priority] += left;
		s->open_minutes[d->company.demands[line].priority] += left;
		if (left > 0)
			look_for_external(d, line, week, &external);
	}
	if (gap > 0)
		s->gaps[s->gap_count++] =
			(struct sourced_gap){ requirement,
					      week,
					      gap,
					      open,
					      outcome_of(open, &external),
					      penalty_cents(&d->company.settings, open_by) };
}

static void finish(struct sourcing_dump *d)
{
	struct sourcing *s = &d->sourcing;
	size_t weeks = d->plan.options.week_count, room = 0;

	s->lines =
		ARENA_ARRAY(&d->arena, struct line_coverage, d->company.demand_count * weeks + 1);
	s->gaps = ARENA_ARRAY(&d->arena, struct sourced_gap, d->plan.requirement_count * weeks + 1);
	for (size_t i = 0; i < d->company.demand_count; i++)
		for (size_t w = 0; w < weeks; w++) {
			const struct demand_coverage *cover =
				plan_demand_coverage(&d->plan, s->view, i, w);

			s->lines[i * weeks + w] =
				(struct line_coverage){ .own_minutes = cover->covered_minutes,
							.asked_minutes = cover->demand_minutes };
		}
	for (uint32_t i = 0; i < s->engagement_count; i++) {
		cost_add(&s->cost, &s->engagements[i].cost);
		for (uint32_t line = 0; line < d->company.demand_count; line++)
			if (costing_may_fill(&d->company, &d->plan.options,
					     &d->company.options[s->engagements[i].option],
					     &d->company.demands[line]))
				cover_line(d, i, line, &room);
	}
	for (uint32_t r = 0; r < d->plan.requirement_count; r++)
		for (uint32_t w = 0; w < weeks; w++)
			add_gap(d, r, w);
	s->penalty_cents = penalty_cents(&d->company.settings, s->open_minutes);
	s->total_cents = cost_total(&s->cost) + s->penalty_cents;
	s->idle_cents = s->total_cents;
	s->engine = "chance";
	s->version = "1";
	d->plan.sourcing = s;
}

static void write_report(struct sourcing_dump *d, const struct report *report, const char *folder)
{
	struct report_options options = report_options_default();
	const char *path = arena_format(&d->arena, "%s/%s.csv", folder, report->name);
	struct fault fault = FAULT_INIT;
	FILE *out = fopen(path, "wb");

	options.format = FORMAT_CSV;
	if (!out) {
		perror(path);
		exit(EXIT_FAILURE);
	}
	stop_unless(report_write(report, &d->plan, &options, out, &fault), &fault);
	fclose(out);
}

int main(int argc, char **argv)
{
	struct sourcing_dump d = { .arena = ARENA_INIT };
	struct plan_options options = { .today = day_of(2026, 11, 25),
					.first_week = day_of(2026, 11, 23) };
	struct fault fault = FAULT_INIT;

	if (argc != 5) {
		fprintf(stderr, "usage: dump_sourcing WORKSPACE FOLDER SEED WEEKS\n");
		return EXIT_FAILURE;
	}
	d.notes.arena = &d.arena;
	d.random = strtoull(argv[3], NULL, 10) * UINT64_C(2654435761) + 88172645463325252U;
	options.week_count = strtoul(argv[4], NULL, 10);
	read_workspace(&d, argv[1]);
	stop_unless(plan_make(&d.company, &options, &d.arena, &d.plan, &d.notes, &fault), &fault);
	d.sourcing.view = VIEW_WEIGHTED;
	draw_engagements(&d);
	finish(&d);
	stop_unless(verify_sourcing(&d.plan, &d.sourcing, &fault), &fault);
	write_report(&d, &report_engagements, argv[2]);
	write_report(&d, &report_costs, argv[2]);
	write_report(&d, &report_outcomes, argv[2]);
	arena_release(&d.arena);
	return EXIT_SUCCESS;
}
