#include "service/publish.h"

#include <stdlib.h>
#include <string.h>

#include "base/parallel.h"
#include "model/sourcing.h"
#include "reports/datapackage.h"
#include "service/changes.h"
#include "service/parts.h"
#include "service/redact.h"
#include "service/stored.h"
#include "service/workspace/folder.h"
#include "service/workspace/own.h"

/** One of the files that reports are written to. */
struct published {
	const char *path, *report;
	enum report_format format;
	enum report_layout layout;
	const char *media_type;
};

/* In the order in which readers should get them where they get them one by one. */
static const struct published published[] = {
	{ "gaps.csv", "gaps", FORMAT_CSV, LAYOUT_LONG, "text/csv" },
	{ "gaps-wide.csv", "gaps", FORMAT_CSV, LAYOUT_WIDE, "text/csv" },
	{ "engagements.csv", "engagements", FORMAT_CSV, LAYOUT_LONG, "text/csv" },
	{ "plan.ics", "calendar", FORMAT_ICS, LAYOUT_LONG, "text/calendar" },
	{ "actions.ics", "actions", FORMAT_ICS, LAYOUT_LONG, "text/calendar" },
	{ "plan.json", "plan", FORMAT_JSON, LAYOUT_LONG, "application/json" },
	{ "index.html", "page", FORMAT_HTML, LAYOUT_LONG, "text/html" },
};
#define PACKAGE "datapackage.json"
#define SUMS "SHA256SUMS"
enum { PUBLISHED = ARRAY_LEN(published), FILES_MAX = PUBLISHED + 2 };

/* One of them on its way: written into memory, several at a time. */
struct file_writing {
	const struct published *what;
	const struct report *report;
	char *bytes; /* of the heap: tens of megabytes need not be copied */
	size_t len;
	char sha256[2 * DIGEST_SIZE + 1];
	bool ok;
	struct fault fault;
};

struct publishing {
	struct session *session;
	struct computed *computed;
	struct report_options options;
	struct file_writing writing[FILES_MAX];
	size_t writing_count;
	struct folder_file files[FILES_MAX];
	struct package_file package[FILES_MAX];
	size_t count;
};

static void hex_digest(struct span bytes, char hex[2 * DIGEST_SIZE + 1])
{
	struct digest digest = digest_of(bytes);

	for (size_t i = 0; i < DIGEST_SIZE; i++)
		snprintf(hex + 2 * i, 3, "%02x", digest.bytes[i]);
}

static FILE *memory_open(struct file_writing *w)
{
	FILE *out = open_memstream(&w->bytes, &w->len);

	if (!out)
		w->ok = fault_set(&w->fault, FAULT_SYSTEM, "out of memory");
	return out;
}

static void memory_close(struct file_writing *w, FILE *out, bool good)
{
	bool closed = fclose(out) == 0;

	if (good && !closed)
		fault_set(&w->fault, FAULT_SYSTEM, "out of memory");
	w->ok = good && closed;
	if (w->ok)
		hex_digest((struct span){ w->bytes, w->len }, w->sha256);
}

/* What was written is the next file. */
static bool add_file(struct publishing *p, const struct file_writing *w, const char *path,
		     struct fault *fault)
{
	if (!w->ok) {
		*fault = w->fault;
		return false;
	}
	p->files[p->count] = (struct folder_file){ path, { w->bytes, w->len } };
	p->package[p->count++] =
		(struct package_file){ .path = path, .size = w->len, .sha256 = w->sha256 };
	return true;
}

static const struct report *find_report(const char *name)
{
	for (size_t i = 0; i < report_plan_count; i++)
		if (strcmp(report_list[i]->name, name) == 0)
			return report_list[i];
	return NULL;
}

/* What a report shows is worked out first, in turn. */
static bool prepare(struct publishing *p, const struct published *what, struct fault *fault)
{
	const struct report *report = find_report(what->report);
	const struct plan *plan = &p->computed->plan;

	if (!report || !report_has(report, what->format))
		return true;
	/* Engagements are worked out once for all files: with what explains them. */
	if (!compute_parts(p->computed,
			   report->needs | (report->needs & PLAN_SOURCING ? PLAN_REASONS : 0),
			   p->session->arena, fault) ||
	    (report->needs & PLAN_CHANGES &&
	     !changes_since_last(p->session, p->computed, p->options.view, fault)))
		return false;
	/* Without a rate card nothing is ordered; then there is no such file. */
	if (what->layout == LAYOUT_LONG && what->format == FORMAT_CSV &&
	    report->needs & (PLAN_SOURCING | PLAN_REASONS) &&
	    (!plan->sourcing || plan->company->option_count == 0))
		return true;
	p->writing[p->writing_count++] = (struct file_writing){ .what = what, .report = report };
	return true;
}

static void write_some(void *shared, size_t worker, size_t from, size_t to)
{
	struct publishing *p = shared;

	(void)worker;
	for (size_t i = from; i < to; i++) {
		struct file_writing *w = &p->writing[i];
		struct report_options options = p->options;
		FILE *out = memory_open(w);

		options.format = w->what->format;
		options.layout = w->what->layout;
		if (out)
			memory_close(w, out,
				     report_write(w->report, &p->computed->plan, &options, out,
						  &w->fault));
	}
}

static bool write_reports(struct publishing *p, struct fault *fault)
{
	int threads = p->computed->plan.options.threads;

	for (size_t i = 0; i < PUBLISHED; i++)
		if (!prepare(p, &published[i], fault))
			return false;
	redact_plans(p->session, &p->computed, 1);
	parallel_run_singly(parallel_workers(threads, p->writing_count), p->writing_count,
			    write_some, p);
	for (size_t i = 0; i < p->writing_count; i++) {
		const struct file_writing *w = &p->writing[i];
		struct package_file *file = &p->package[p->count];

		if (!add_file(p, w, w->what->path, fault))
			return false;
		file->media_type = w->what->media_type;
		file->layout = w->what->layout;
		if (w->what->format == FORMAT_CSV)
			file->sheet = w->report->sheet;
	}
	return true;
}

static bool write_package(struct publishing *p, struct fault *fault)
{
	struct file_writing *w = &p->writing[p->writing_count++];
	FILE *out = memory_open(w);

	if (out)
		memory_close(w, out,
			     datapackage_write(&p->computed->plan, &p->options, p->package,
					       p->count, out, &w->fault));
	return add_file(p, w, PACKAGE, fault);
}

/* What sha256sum -c reads. */
static bool write_sums(struct publishing *p, struct fault *fault)
{
	struct file_writing *w = &p->writing[p->writing_count++];
	FILE *out = memory_open(w);

	for (size_t i = 0; out && i < p->count; i++)
		fprintf(out, "%s  %s\n", p->package[i].sha256, p->package[i].path);
	if (out)
		memory_close(w, out, !ferror(out));
	return add_file(p, w, SUMS, fault);
}

static bool write_all(struct publishing *p, const char *folder, size_t *changed,
		      struct fault *fault)
{
	const char *known[FILES_MAX] = { [PUBLISHED] = PACKAGE, [PUBLISHED + 1] = SUMS };

	for (size_t i = 0; i < PUBLISHED; i++)
		known[i] = published[i].path;
	return write_reports(p, fault) && write_package(p, fault) && write_sums(p, fault) &&
	       folder_replace(folder, p->files, p->count, known, FILES_MAX, p->session->arena,
			      changed, fault);
}

bool plan_publish(struct session *session, const char *number, const char *folder,
		  const struct report_options *options, struct publication *publication,
		  struct fault *fault)
{
	struct publishing *p = ARENA_ARRAY(session->arena, struct publishing, 1);
	const char *root;
	size_t changed = 0;
	bool ok;

	*p = (struct publishing){ .session = session, .options = *options };
	p->computed = ARENA_ARRAY(session->arena, struct computed, 1);
	if (!session_root(session, &root, fault) ||
	    !own_apart(root, folder, session->arena, fault) ||
	    !stored_plan(session, number, p->computed, fault))
		return false;
	ok = write_all(p, folder, &changed, fault);
	for (size_t i = 0; i < p->writing_count; i++)
		free(p->writing[i].bytes);
	*publication = (struct publication){ p->computed->plan.options.number, p->count, changed };
	return ok;
}
