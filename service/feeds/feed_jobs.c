#include "service/feeds/feed_jobs.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "import/inputs.h"
#include "service/feeds/feed_name.h"
#include "service/workspace/workspace.h"

struct digest source_digest(const char *source)
{
	return digest_of(span_of(source));
}

/* --- which feeds ----------------------------------------------------------------------------- */

static const struct feed_check *find_check(const struct refresh *r, const char *name)
{
	for (size_t low = 0, high = r->check_count; low < high;) {
		size_t middle = low + (high - low) / 2;
		int order = strcmp(name, r->checks[middle].name);

		if (order == 0)
			return &r->checks[middle];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

static void add_job(struct refresh *r, const char *input, const struct feed_entry *entry)
{
	const struct feed_check *check = find_check(r, input);
	const struct person *person = NULL;
	struct feed_job *j;
	struct day first, last;

	r->jobs = ARENA_PUSH(r->arena, r->jobs, r->count, r->room);
	j = &r->jobs[r->count++];
	*j = (struct feed_job){ .entry = *entry, .wanted = true, .doubt = "" };
	if (check)
		j->before = *check;
	else
		j->before = (struct feed_check){
			.trouble = "", .etag = "", .last_modified = "", .ours = true
		};
	j->before.name = input;
	j->now = j->before;
	j->now.source = source_digest(entry->source);
	if (entry->kind == FEED_PERSONAL || entry->kind == FEED_FREEBUSY)
		person = people_find(&r->people, entry->who, r->arena);
	feed_window(r->request->first_week, &first, &last);
	j->reading = feed_request(entry, person, &r->company, first, last);
	j->reading.source.name = input;
}

/* Files that a plan has used and that are not there now. */
static void add_gone(struct refresh *r, const char *const *files, size_t file_count)
{
	for (size_t i = 0; i < r->check_count; i++) {
		const char *name = r->checks[i].name;
		struct feed_entry entry;
		bool there = strncmp(name, "feed:", 5) == 0 || !r->checks[i].has_copy;

		for (size_t k = 0; k < file_count && !there; k++)
			there = strcmp(files[k], name) == 0;
		if (there || !feed_entry_of(name, &r->company, r->arena, &entry))
			continue;
		add_job(r, name, &entry);
		r->jobs[r->count - 1].gone = true;
	}
}

static int by_input(const void *a, const void *b)
{
	return strcmp(((const struct feed_job *)a)->now.name,
		      ((const struct feed_job *)b)->now.name);
}

static bool list_all(struct refresh *r, struct fault *fault)
{
	const char **files;
	size_t count;
	struct feed_entry entry;

	if (!workspace_calendars(r->request->root, r->arena, &files, &count, fault))
		return false;
	for (size_t i = 0; i < count; i++)
		if (feed_entry_of(files[i], &r->company, r->arena, &entry))
			add_job(r, files[i], &entry);
	add_gone(r, files, count);
	for (size_t i = 0; i < r->company.feed_entry_count; i++)
		add_job(r, feed_input_name(&r->company.feed_entries[i], r->arena),
			&r->company.feed_entries[i]);
	if (r->count > 0)
		qsort(r->jobs, r->count, sizeof(*r->jobs), by_input);
	for (size_t i = 0; i < r->count; i++)
		r->jobs[i].refresh = r;
	return true;
}

static bool choose_jobs(struct refresh *r, struct fault *fault)
{
	const char **names = ARENA_ARRAY(r->arena, const char *, r->count + 1);

	for (size_t i = 0; i < r->count && r->request->look_only; i++)
		r->jobs[i].wanted = false;
	if (r->request->only_count == 0)
		return true;
	for (size_t i = 0; i < r->count; i++) {
		names[i] = r->jobs[i].now.name;
		r->jobs[i].wanted = false;
	}
	for (size_t i = 0; i < r->request->only_count; i++) {
		const char *name = r->request->only[i], *near;
		size_t found = feed_name_find(names, r->count, name);

		if (found == r->count) {
			near = text_nearest(name, names, r->count, r->arena);
			return fault_set(fault, FAULT_USAGE, "there is no feed '%s'%s%s%s", name,
					 near ? " (did you mean '"
					      : " ('staffgap feed list' "
						"lists them",
					 near ? near : "", near ? "'?)" : ")");
		}
		r->jobs[found].wanted = true;
	}
	return true;
}

/* --- the tables --- */

/* What says how feeds are read. */
static bool read_company(struct refresh *r, const struct plan_input *inputs, size_t count,
			 struct fault *fault)
{
	struct notes unsaid = NOTES_INIT(r->arena); /* whoever computes the plan says them */
	struct notes *notes = r->request->tells ? r->request->notes : &unsaid;

	r->company.settings = settings_default();
	for (size_t i = 0; i < input_kind_count; i++) {
		const struct plan_input *input = input_named(inputs, count, input_kinds[i].name);

		if (input && input_kinds[i].for_feeds &&
		    !input_kinds[i].read((struct source){ input->name, input->bytes }, r->arena,
					 &r->company, notes, fault))
			return false;
	}
	return true;
}

bool jobs_read_tables(struct refresh *r, const struct plan_input *inputs, size_t count,
		      struct fault *fault)
{
	const struct company *company = r->request->company;

	if (company)
		r->company = (struct company){ .settings = company->settings,
					       .people = company->people,
					       .person_count = company->person_count,
					       .feed_entries = company->feed_entries,
					       .feed_entry_count = company->feed_entry_count };
	else if (!read_company(r, inputs, count, fault))
		return false;
	r->people = people_index_make(r->company.people, r->company.person_count, r->arena);
	return true;
}

bool jobs_list(struct refresh *r, struct fault *fault)
{
	return list_all(r, fault) && choose_jobs(r, fault);
}
