#include "service/feed_source.h"

#include <string.h>
#include <sys/stat.h>

#include "base/text.h"
#include "import/inputs.h"
#include "service/feeds/feed_http.h"
#include "service/feeds/feed_local.h"
#include "service/feeds/feed_name.h"
#include "service/feeds/feed_read.h"
#include "service/feeds/feed_secret.h"
#include "service/refresh.h"
#include "service/state.h"
#include "service/workspace/core_dump.h"
#include "service/workspace/workspace.h"

enum { WEEKS = 12 };

/* --- the workspace around -------------------------------------------------------------- */

struct known {
	struct store *store; /* must be closed */
	struct plan_input *inputs;
	struct feed_outcome *outcomes;
	size_t input_count, count;
};

static bool look(struct session *session, struct known *known, struct fault *fault)
{
	struct refresh_request request;
	const char *root;

	*known = (struct known){ 0 };
	if (!session_root(session, &root, fault) ||
	    !workspace_read(root, session->today, session->arena, &known->inputs,
			    &known->input_count, fault) ||
	    !state_read(session, root, &known->store, fault))
		return false;
	request = refresh_of(session, root, known->store);
	request.offline = true;
	request.look_only = true;
	request.tells = true;
	if (feeds_refresh(&request, &known->inputs, &known->input_count, &known->outcomes,
			  &known->count, fault))
		return true;
	store_close(known->store);
	return false;
}

bool feeds_known(struct session *session, struct feed_outcome **list, size_t *count,
		 struct fault *fault)
{
	struct known known;

	if (!look(session, &known, fault))
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
static void read_company(struct session *session, struct company *company)
{
	struct notes unused = NOTES_INIT(session->arena);
	struct fault none = FAULT_INIT;
	struct plan_input *inputs;
	const char *root;
	size_t count;

	*company = (struct company){ .settings = settings_default() };
	if (!session_root(session, &root, &none) ||
	    !workspace_read(root, session->today, session->arena, &inputs, &count, &none))
		return;
	/* What is wrong with them is said by check and plan. */
	for (size_t i = 0; i < input_kind_count; i++) {
		const struct plan_input *input = input_named(inputs, count, input_kinds[i].name);

		if (input && input_kinds[i].for_feeds)
			(void)!input_kinds[i].read((struct source){ input->name, input->bytes },
						   session->arena, company, &unused, &none);
	}
}

/* --- bytes --------------------------------------------------------------------------------- */

struct sample_fetch {
	struct feed_sample *sample;
	struct arena *arena;
};

static bool fetched(void *context, struct fetch *fetch, struct fault *fault)
{
	struct sample_fetch *f = context;
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

static bool get_url(struct session *session, const char *url, const struct given_place *place,
		    struct feed_sample *sample, struct fault *fault)
{
	const struct settings *settings = &sample->company.settings;
	struct fetch fetch = { .url = url, .etag = "", .last_modified = "" };
	struct fetch_limits limits = { (size_t)settings->feed_mb * 1000000, settings->feed_seconds,
				       1, place->remedy };
	struct sample_fetch context = { sample, session->arena };

	return fetch_all(&fetch, 1, &limits, fetched, meanwhile, &context, session->arena, fault);
}

/* @param place  where the workspace's files may lie; anywhere of what the user has typed */
static bool get_bytes(struct session *session, const char *source, enum source_kind kind,
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
	case SOURCE_URL:
		return get_url(session, feed_url(source, session->arena), place, sample, fault);
	case SOURCE_SECRET:
		ok = place->remedy ? fault_set(&trouble, FAULT_INPUT, "its secret is not used: %s",
					       place->remedy)
				   : secret_find(source + strlen("secret:"), session->arena, &url,
						 &trouble);
		if (ok)
			return get_url(session, url, place, sample, fault);
		break;
	case SOURCE_STDIN:
		ok = feed_stdin_read(most, session->arena, &sample->request.source.bytes, &trouble);
		break;
	case SOURCE_PATH:
		ok = feed_local_read(source, place, most, session->arena, &local, &trouble);
		if (ok)
			sample->request.source.bytes = local.bytes;
		break;
	}
	if (!ok)
		sample->trouble = arena_copy(session->arena, span_of(trouble.message));
	return true;
}

static bool get_copy(struct session *session, const struct known *known, const char *input,
		     struct feed_sample *sample, struct fault *fault)
{
	const struct plan_input *copy = input_named(known->inputs, known->input_count, input);

	return copy && input_read(copy, session->arena, &sample->request.source.bytes, fault);
}

/* --- a sample -------------------------------------------------------------------------------- */

static void set_request(const struct session *session, const struct feed_asked *asked,
			const struct feed_entry *entry, struct feed_sample *sample)
{
	struct feed_entry used = *entry;
	struct people_index people = people_index_make(
		sample->company.people, sample->company.person_count, session->arena);
	const struct person *person = NULL;
	struct source source = sample->request.source;

	if (asked->kind)
		used.kind = *asked->kind;
	if (asked->time_zone)
		used.time_zone = asked->time_zone;
	if (used.kind == FEED_PERSONAL || used.kind == FEED_FREEBUSY)
		person = people_find(&people, used.who, session->arena);
	sample->request =
		feed_request(&used, person, &sample->company, session->today, session->today);
	sample->request.source = source;
}

static bool is_path(const char *text)
{
	struct stat about;

	return stat(text, &about) == 0;
}

/* The feed of the workspace that is meant; its copy, or what its source gives now. */
static bool open_known(struct session *session, const char *text, bool fresh,
		       struct feed_sample *sample, struct feed_entry *entry, struct fault *fault)
{
	struct known known;
	const struct feed_outcome *outcome;
	const char *root;
	bool ok = true;

	if (!look(session, &known, fault) || !session_root(session, &root, fault))
		return false;
	outcome = outcome_named(&known, text, session->arena);
	if (!outcome || !feed_entry_of(outcome->input, &sample->company, session->arena, entry)) {
		ok = unknown_feed(&known, text, session->arena, fault);
	} else {
		struct given_place place = workspace_place(root, session->arena);
		const char *source = entry->source;

		if (entry->source_kind == SOURCE_PATH && source[0] != '/')
			source = arena_format(session->arena, "%s/%s", root, source);
		sample->shown = outcome->source;
		sample->request.source.name = outcome->input;
		if (!fresh && outcome->has_copy)
			ok = get_copy(session, &known, outcome->input, sample, fault);
		else
			ok = get_bytes(session, source, entry->source_kind, &place, sample, fault);
	}
	store_close(known.store);
	return ok;
}

bool feed_sample_open(struct session *session, const struct feed_asked *asked,
		      struct feed_sample *sample, struct fault *fault)
{
	static const struct given_place anywhere = { NULL, NULL, NULL };
	const char *text = asked->text;
	struct feed_entry entry = { .who = "", .time_zone = "", .source = text };
	bool path = is_path(text);

	*sample = (struct feed_sample){ .trouble = "", .type = "", .moved_to = "" };
	read_company(session, &sample->company);
	if (!path && !feed_source_parse(text, &entry.source_kind, fault))
		return false;
	if (path || entry.source_kind != SOURCE_PATH) {
		sample->shown = feed_source_shown(text, session->arena);
		sample->request.source.name = path                     ? text
					      : strcmp(text, "-") == 0 ? "standard input"
								       : sample->shown;
		if (!get_bytes(session, text, path ? SOURCE_PATH : entry.source_kind, &anywhere,
			       sample, fault))
			return false;
	} else if (!open_known(session, text, asked->fresh, sample, &entry, fault)) {
		return false;
	}
	set_request(session, asked, &entry, sample);
	return true;
}

bool feed_sample_account(struct session *session, struct feed_sample *sample, struct day first_week,
			 size_t weeks, struct feed_account *account, struct fault *fault)
{
	sample->request.first = first_week;
	sample->request.last =
		day_add(first_week, 7 * (int32_t)(weeks ? weeks : (size_t)WEEKS) - 1);
	return import_account(&sample->request, session->arena, account, session->notes, fault);
}

bool feed_forget(struct session *session, const char *name, const char **forgotten,
		 struct fault *fault)
{
	struct store *store;
	struct feed_check *checks;
	const char *root, **names;
	size_t count, found;
	bool ok;

	if (!session_root(session, &root, fault) || !state_open(session, root, &store, fault))
		return false;
	ok = store_feed_checks(store, session->arena, &checks, &count, fault);
	if (ok) {
		names = ARENA_ARRAY(session->arena, const char *, count + 1);
		for (size_t i = 0; i < count; i++)
			names[i] = checks[i].name;
		found = feed_name_find(names, count, name);
		if (found == count)
			ok = fault_set(fault, FAULT_USAGE, "nothing is kept of a feed '%s'", name);
		else
			ok = store_feed_forget(store, names[found], fault) &&
			     store_commit(store, fault);
		if (ok)
			*forgotten = names[found];
	}
	store_close(store);
	return ok;
}
