#include <stdlib.h>
#include <string.h>

#include "cli/changes.h"
#include "cli/command.h"
#include "cli/folder.h"
#include "cli/report_options.h"
#include "cli/stored.h"
#include "cli/workspace.h"
#include "reports/datapackage.h"
#include "store/sourcing.h"

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

struct publishing {
	struct run *run;
	struct computed *computed;
	struct report_options options;
	struct folder_file files[FILES_MAX];
	struct package_file package[FILES_MAX];
	size_t count;
};

/** Bytes that are written into memory. */
struct memory {
	FILE *out;
	char *bytes;
	size_t len;
};

static bool memory_open(struct memory *memory, struct fault *fault)
{
	*memory = (struct memory){ 0 };
	memory->out = open_memstream(&memory->bytes, &memory->len);
	return memory->out || fault_set(fault, FAULT_SYSTEM, "out of memory");
}

static const char *hex_digest(struct span bytes, struct arena *arena)
{
	struct digest digest = digest_of(bytes);
	char *hex = ARENA_ARRAY(arena, char, 2 * DIGEST_SIZE + 1);

	for (size_t i = 0; i < DIGEST_SIZE; i++)
		snprintf(hex + 2 * i, 3, "%02x", digest.bytes[i]);
	return hex;
}

/* Take the bytes as the next file when `good`. */
static bool memory_close(struct memory *memory, bool good, const char *path, struct publishing *p,
			 struct fault *fault)
{
	struct arena *arena = p->run->arena;
	bool closed = fclose(memory->out) == 0;

	if (good && closed) {
		struct span bytes = {
			arena_copy(arena, (struct span){ memory->bytes, memory->len }), memory->len
		};

		p->files[p->count] = (struct folder_file){ path, bytes };
		p->package[p->count] = (struct package_file){ .path = path,
							      .size = bytes.len,
							      .sha256 = hex_digest(bytes, arena) };
		p->count++;
	}
	free(memory->bytes);
	return good && (closed || fault_set(fault, FAULT_SYSTEM, "out of memory"));
}

static const struct report *find_report(const char *name)
{
	for (size_t i = 0; i < report_count; i++)
		if (strcmp(report_list[i]->name, name) == 0)
			return report_list[i];
	return NULL;
}

static bool write_report(struct publishing *p, const struct published *what, struct fault *fault)
{
	const struct report *report = find_report(what->report);
	const struct plan *plan = &p->computed->plan;
	struct report_options options = p->options;
	struct memory memory;

	if (!report || !report_has(report, what->format))
		return true;
	/* Engagements are worked out once for all files: with what explains them. */
	if ((report->needs & PLAN_CHANGES &&
	     !changes_since_last(p->run, p->computed, p->options.view, fault)) ||
	    !compute_parts(p->computed,
			   report->needs | (report->needs & PLAN_SOURCING ? PLAN_REASONS : 0),
			   p->run->arena, fault))
		return false;
	/* Without a rate card nothing is ordered; then there is no such file. */
	if (what->layout == LAYOUT_LONG && what->format == FORMAT_CSV &&
	    report->needs & (PLAN_SOURCING | PLAN_REASONS) &&
	    (!plan->sourcing || plan->company->option_count == 0))
		return true;
	options.format = what->format;
	options.layout = what->layout;
	if (!memory_open(&memory, fault) ||
	    !memory_close(&memory, report_write(report, plan, &options, memory.out, fault),
			  what->path, p, fault))
		return false;
	p->package[p->count - 1].media_type = what->media_type;
	p->package[p->count - 1].layout = what->layout;
	if (what->format == FORMAT_CSV)
		p->package[p->count - 1].sheet = report->sheet;
	return true;
}

static bool write_package(struct publishing *p, struct fault *fault)
{
	struct memory memory;

	return memory_open(&memory, fault) &&
	       memory_close(&memory,
			    datapackage_write(&p->computed->plan, &p->options, p->package, p->count,
					      memory.out, fault),
			    PACKAGE, p, fault);
}

/* What sha256sum -c reads. */
static bool write_sums(struct publishing *p, struct fault *fault)
{
	struct memory memory;

	if (!memory_open(&memory, fault))
		return false;
	for (size_t i = 0; i < p->count; i++)
		fprintf(memory.out, "%s  %s\n", p->package[i].sha256, p->package[i].path);
	return memory_close(&memory, !ferror(memory.out), SUMS, p, fault);
}

static bool write_all(struct publishing *p, const char *folder, struct fault *fault)
{
	const char *known[FILES_MAX] = { [PUBLISHED] = PACKAGE, [PUBLISHED + 1] = SUMS };
	size_t changed = 0;

	for (size_t i = 0; i < PUBLISHED; i++) {
		known[i] = published[i].path;
		if (!write_report(p, &published[i], fault))
			return false;
	}
	if (!write_package(p, fault) || !write_sums(p, fault) ||
	    !folder_replace(folder, p->files, p->count, known, FILES_MAX, p->run->arena, &changed,
			    fault))
		return false;
	p->run->headline =
		arena_format(p->run->arena, "published plan %d in '%s': %zu files, %zu changed",
			     p->computed->plan.options.number, folder, p->count, changed);
	return true;
}

static bool run_publish(struct run *run, struct fault *fault)
{
	struct publishing *p = ARENA_ARRAY(run->arena, struct publishing, 1);
	const char *root;

	*p = (struct publishing){ .run = run, .options = report_options_default() };
	p->computed = ARENA_ARRAY(run->arena, struct computed, 1);
	if (!report_options_read(run, &p->options, fault) ||
	    !workspace_find(run->options->folder, run->arena, &root, fault) ||
	    !workspace_apart(root, run->args[0], run->arena, fault) ||
	    !stored_plan(run, run->options->plan, p->computed, fault))
		return false;
	p->options.colour = false;
	p->options.width = report_options_default().width;
	return write_all(p, run->args[0], fault);
}

const struct command command_publish = {
	.name = "publish",
	.usage = "DIR",
	.summary = "Write the plan into a folder for a web server: page, tables, calendars",
	.options = "plan threads profile week-header no-guard include method remind redact",
	.min_args = 1,
	.max_args = 1,
	.run = run_publish,
};
