#include "cli/feeds/feed_source.h"

#include <string.h>
#include <sys/stat.h>

#include "base/text.h"
#include "cli/core_dump.h"
#include "cli/feeds/feed_http.h"
#include "cli/feeds/feed_local.h"
#include "cli/feeds/feed_read.h"
#include "cli/feeds/feed_secret.h"
#include "cli/plan_options.h"
#include "cli/state.h"
#include "cli/workspace.h"

enum { WEEKS = 12 };

/* --- the workspace around -------------------------------------------------------------- */

struct known {
	struct store *store; /* must be closed */
	struct plan_input *inputs;
	struct feed_outcome *outcomes;
	size_t input_count, count;
};

static bool look(struct run *run, struct known *known, struct fault *fault)
{
	struct refresh_request request = { .first_week = day_week_start(run->today),
					   .offline = true,
					   .look_only = true,
					   .tells = true };

	*known = (struct known){ 0 };
	if (!workspace_find(run->options->folder, run->arena, &request.root, fault) ||
	    !workspace_read(request.root, run->today, run->arena, &known->inputs,
			    &known->input_count, fault) ||
	    !state_read(run, request.root, &known->store, fault))
		return false;
	request.store = known->store;
	if (feeds_refresh(run, &request, &known->inputs, &known->input_count, &known->outcomes,
			  &known->count, fault))
		return true;
	store_close(known->store);
	return false;
}

bool feeds_known(struct run *run, struct feed_outcome **list, size_t *count, struct fault *fault)
{
	struct known known;

	if (!look(run, &known, fault))
		return false;
	store_close(known.store);
	*list = known.outcomes;
	*count = known.count;
	return true;
}

static bool unknown_feed(const struct known *known, const char *name, struct arena *arena,
			 struct fault *fault)
{
	const char **names = ARENA_ARRAY(arena, const char *, known->count + 1), *near;

	for (size_t i = 0; i < known->count; i++)
		names[i] = known->outcomes[i].input;
	near = text_nearest(name, names, known->count, arena);
	return fault_set(fault, FAULT_USAGE,
			 "'%s' is neither a file nor a source nor a feed of this workspace%s%s%s",
			 feed_text_shown(span_of(name), arena), near ? " (did you mean '" : "",
			 near ? near : "", near ? "'?)" : "");
}

static const struct feed_outcome *outcome_named(const struct known *known, const char *name,
						struct arena *arena)
{
	const char **names = ARENA_ARRAY(arena, const char *, known->count + 1);
	size_t found;

	for (size_t i = 0; i < known->count; i++)
		names[i] = known->outcomes[i].input;
	found = feed_name_find(names, known->count, name);
	return found < known->count ? &known->outcomes[found] : NULL;
}

/* Settings and people, so that times and names mean what they mean in a plan. */
static void read_company(struct run *run, struct company *company)
{
	struct notes unused = NOTES_INIT(run->arena);
	struct fault none = FAULT_INIT;
	struct plan_input *inputs;
	const char *root;
	size_t count;

	*company = (struct company){ .settings = settings_default() };
	if (!workspace_find(run->options->folder, run->arena, &root, &none) ||
	    !workspace_read(root, run->today, run->arena, &inputs, &count, &none))
		return;
	for (size_t i = 0; i < count; i++) {
		struct source source = { inputs[i].name, inputs[i].bytes };

		/* What is wrong with them is said by check and plan. */
		if (strcmp(source.name, "staffgap.conf") == 0)
			(void)!import_settings(source, run->arena, &company->settings, &unused,
					       &none);
		else if (strcmp(source.name, "people.csv") == 0)
			(void)!import_people(source, run->arena, company, &unused, &none);
		else if (strcmp(source.name, "feeds.csv") == 0)
			(void)!import_feeds(source, run->arena, company, &unused, &none);
	}
}

/* --- bytes --------------------------------------------------------------------------------- */

struct fetching {
	struct feed_sample *sample;
	struct arena *arena;
};

static bool fetched(void *context, struct fetch *fetch, struct fault *fault)
{
	struct fetching *f = context;
	struct feed_sample *sample = f->sample;

	(void)fault;
	sample->status = fetch->status;
	sample->redirects = fetch->redirects;
	sample->type = fetch->type;
	sample->moved_to = fetch->moved_to;
	sample->trouble = fetch->trouble;
	sample->request.source.bytes =
		(struct span){ arena_copy(f->arena, fetch->bytes), fetch->bytes.len };
	return true;
}

static bool meanwhile(void *context, struct fault *fault)
{
	(void)context;
	(void)fault;
	return true;
}

static bool get_url(struct run *run, const char *url, const struct given_place *place,
		    struct feed_sample *sample, struct fault *fault)
{
	const struct settings *settings = &sample->company.settings;
	struct fetch fetch = { .url = url, .etag = "", .last_modified = "" };
	struct fetch_limits limits = { (size_t)settings->feed_mb * 1000000, settings->feed_seconds,
				       1, place->remedy };
	struct fetching context = { sample, run->arena };

	return fetch_all(&fetch, 1, &limits, fetched, meanwhile, &context, run->arena, fault);
}

/* @param place  where the workspace's files may lie; anywhere of what the user has typed */
static bool get_bytes(struct run *run, const char *source, enum source_kind kind,
		      const struct given_place *place, struct feed_sample *sample,
		      struct fault *fault)
{
	size_t most = (size_t)sample->company.settings.feed_mb * 1000000;
	struct fault trouble = FAULT_INIT;
	struct feed_local local;
	const char *url = "";
	bool ok = true;

	core_dump_forbid(); /* addresses are as good as passwords */
	switch (kind) {
	case SOURCE_URL: return get_url(run, feed_url(source, run->arena), place, sample, fault);
	case SOURCE_SECRET:
		ok = place->remedy
			     ? fault_set(&trouble, FAULT_INPUT, "its secret is not used: %s",
					 place->remedy)
			     : secret_find(source + strlen("secret:"), run->arena, &url, &trouble);
		if (ok)
			return get_url(run, url, place, sample, fault);
		break;
	case SOURCE_STDIN:
		ok = feed_stdin_read(most, run->arena, &sample->request.source.bytes, &trouble);
		break;
	case SOURCE_PATH:
		ok = feed_local_read(source, place, most, run->arena, &local, &trouble);
		if (ok)
			sample->request.source.bytes = local.bytes;
		break;
	}
	if (!ok)
		sample->trouble = arena_copy(run->arena, span_of(trouble.message));
	return true;
}

static bool get_copy(struct run *run, const struct known *known, const char *input,
		     struct feed_sample *sample, struct fault *fault)
{
	for (size_t i = 0; i < known->input_count; i++)
		if (strcmp(known->inputs[i].name, input) == 0)
			return input_read(&known->inputs[i], run->arena,
					  &sample->request.source.bytes, fault);
	return false;
}

/* --- a sample -------------------------------------------------------------------------------- */

static bool read_kind(const struct run *run, enum feed_kind *kind, struct fault *fault)
{
	const char *names[FEED_FREEBUSY + 1], *near;

	for (int i = 0; i <= FEED_FREEBUSY; i++) {
		names[i] = feed_kind_name((enum feed_kind)i);
		if (strcmp(run->options->kind, names[i]) == 0) {
			*kind = (enum feed_kind)i;
			return true;
		}
	}
	near = text_nearest(run->options->kind, names, ARRAY_LEN(names), run->arena);
	return fault_set(fault, FAULT_USAGE, "--kind '%s' is not known (%s'%s'%s)",
			 run->options->kind,
			 near ? "did you mean " : "personal, absence, holidays or ",
			 near ? near : "freebusy", near ? "?" : "");
}

static bool set_request(struct run *run, const struct feed_entry *entry, struct feed_sample *sample,
			struct fault *fault)
{
	struct feed_entry used = *entry;
	struct people_index people =
		people_index_make(sample->company.people, sample->company.person_count, run->arena);
	const struct person *person = NULL;
	struct source source = sample->request.source;

	if (run->options->kind && !read_kind(run, &used.kind, fault))
		return false;
	if (run->options->time_zone) {
		bool known;

		if (!import_zone_find(run->options->time_zone, NULL, &known, fault))
			return false;
		if (!known)
			return fault_set(fault, FAULT_USAGE,
					 "--time-zone '%s' is not a time zone (write it like "
					 "Europe/Berlin)",
					 run->options->time_zone);
		used.time_zone = run->options->time_zone;
	}
	if (used.kind == FEED_PERSONAL || used.kind == FEED_FREEBUSY)
		person = people_find(&people, used.who, run->arena);
	sample->request = feed_request(&used, person, &sample->company, run->today, run->today);
	sample->request.source = source;
	return true;
}

static bool is_path(const char *text)
{
	struct stat about;

	return stat(text, &about) == 0;
}

/* The feed of the workspace that is meant; its copy, or what its source gives now. */
static bool open_known(struct run *run, const char *text, bool fresh, struct feed_sample *sample,
		       struct feed_entry *entry, struct fault *fault)
{
	struct known known;
	const struct feed_outcome *outcome;
	const char *root;
	bool ok = true;

	if (!look(run, &known, fault) ||
	    !workspace_find(run->options->folder, run->arena, &root, fault))
		return false;
	outcome = outcome_named(&known, text, run->arena);
	if (!outcome || !feed_entry_of(outcome->input, &sample->company, run->arena, entry)) {
		ok = unknown_feed(&known, text, run->arena, fault);
	} else {
		struct given_place place = workspace_place(root, run->arena);
		const char *source = entry->source;

		if (entry->source_kind == SOURCE_PATH && source[0] != '/')
			source = arena_format(run->arena, "%s/%s", root, source);
		sample->shown = outcome->source;
		sample->request.source.name = outcome->input;
		if (!fresh && outcome->has_copy)
			ok = get_copy(run, &known, outcome->input, sample, fault);
		else
			ok = get_bytes(run, source, entry->source_kind, &place, sample, fault);
	}
	store_close(known.store);
	return ok;
}

bool feed_sample_open(struct run *run, const char *text, bool fresh, struct feed_sample *sample,
		      struct fault *fault)
{
	static const struct given_place anywhere = { NULL, NULL, NULL };
	struct feed_entry entry = { .who = "", .time_zone = "", .source = text };
	bool path = is_path(text);

	*sample = (struct feed_sample){ .trouble = "", .type = "", .moved_to = "" };
	read_company(run, &sample->company);
	if (!path && !feed_source_parse(text, &entry.source_kind, fault))
		return false;
	if (path || entry.source_kind != SOURCE_PATH) {
		sample->shown = feed_source_shown(text, run->arena);
		sample->request.source.name = path                     ? text
					      : strcmp(text, "-") == 0 ? "standard input"
								       : sample->shown;
		if (!get_bytes(run, text, path ? SOURCE_PATH : entry.source_kind, &anywhere, sample,
			       fault))
			return false;
	} else if (!open_known(run, text, fresh, sample, &entry, fault)) {
		return false;
	}
	return set_request(run, &entry, sample, fault);
}

bool feed_sample_account(struct run *run, struct feed_sample *sample, struct feed_account *account,
			 struct fault *fault)
{
	struct plan_options options;

	if (!plan_options_read(run, &options, fault))
		return false;
	sample->request.first = options.first_week;
	sample->request.last =
		day_add(options.first_week,
			7 * (int32_t)(options.week_count ? options.week_count : (size_t)WEEKS) - 1);
	return import_account(&sample->request, run->arena, account, run->notes, fault);
}

bool feed_forget(struct run *run, const char *name, struct fault *fault)
{
	struct store *store;
	struct feed_check *checks;
	const char *root, **names;
	size_t count, found;
	bool ok;

	if (!workspace_find(run->options->folder, run->arena, &root, fault) ||
	    !state_open(run, root, &store, fault))
		return false;
	ok = store_feed_checks(store, run->arena, &checks, &count, fault);
	if (ok) {
		names = ARENA_ARRAY(run->arena, const char *, count + 1);
		for (size_t i = 0; i < count; i++)
			names[i] = checks[i].name;
		found = feed_name_find(names, count, name);
		if (found == count)
			ok = fault_set(fault, FAULT_USAGE, "nothing is kept of a feed '%s'", name);
		else
			ok = store_feed_forget(store, names[found], fault) &&
			     store_commit(store, fault);
		if (ok)
			run->headline = arena_format(run->arena, "%s is forgotten", names[found]);
	}
	store_close(store);
	return ok;
}
