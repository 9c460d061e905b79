/*
 * libFuzzer target: a whole plan of a small workspace, from its bytes to its reports, in this
 * process: read or refused in words, and what is computed passes our own checks.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "reports/reports.h"
#include "service/compute.h"
#include "service/parts.h"
#include "tests/fuzz/workspace_bytes.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MONDAY = 20780, WEEKS_MAX = 6, DRAWS = 7 };

static void must(bool condition, const struct fault *fault)
{
	if (condition)
		return;
	fprintf(stderr, "fuzz_plan: %s\n", fault->message);
	abort();
}

/* A refusal has a reason, and it is none of ours. */
static bool accepted(bool ok, const struct fault *fault)
{
	must(ok || (fault->message[0] && fault->kind != FAULT_BROKEN), fault);
	return ok;
}

static void write_report(const struct report *report, struct computed *computed,
			 struct arena *arena)
{
	for (int format = FORMAT_TABLE; format < FORMAT_COUNT; format++) {
		struct report_options options = report_options_default();
		struct fault fault = FAULT_INIT;
		char *bytes = NULL;
		size_t len = 0;
		FILE *out;

		/* A workbook goes through files of libxlsxwriter. */
		if (format == FORMAT_XLSX || !report_has(report, (enum report_format)format) ||
		    (report->needs | report->more_needs[format]) & PLAN_CHANGES)
			continue;
		if (!accepted(compute_parts(computed, report->needs | report->more_needs[format],
					    arena, &fault),
			      &fault))
			continue;
		options.format = (enum report_format)format;
		out = open_memstream(&bytes, &len);
		must(out != NULL, &fault);
		(void)accepted(report_write(report, &computed->plan, &options, out, &fault),
			       &fault);
		fclose(out);
		free(bytes);
	}
}

static struct plan_options options_of(struct choices *from)
{
	struct plan_options options = {
		.today = { MONDAY + choose(from, 7) },
		.first_week = { MONDAY },
		.week_count = 1U + choose(from, WEEKS_MAX),
		.engine = ENGINE_SEARCH,
	};

	if (choose(from, 4) == 1)
		options.goal = (struct source_goal){ .percent = 80, .draws = DRAWS, .seed = 1 };
	return options;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct choices from = { data, size };
	struct arena arena = ARENA_INIT;
	struct notes notes = NOTES_INIT(&arena);
	struct fault fault = FAULT_INIT;
	struct plan_options options = options_of(&from);
	const struct report *report = report_list[choose(&from, 64) % report_plan_count];
	struct plan_input *inputs;
	struct computed computed;
	size_t count;

	workspace_of(&from, &arena, &inputs, &count);
	if (accepted(compute_plan(inputs, count, options, &arena, &computed, &notes, &fault),
		     &fault)) {
		must(compute_check(&computed, &fault), &fault);
		write_report(report, &computed, &arena);
	}
	arena_release(&arena);
	return 0;
}
