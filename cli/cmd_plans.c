#include <stdio.h>

#include "cli/command.h"
#include "cli/workspace.h"

static bool run_plans(struct run *run, struct fault *fault)
{
	struct plan_record *records;
	struct store *store = NULL;
	const char *root;
	size_t count;
	bool ok;

	if (!workspace_find(run->options->folder, run->arena, &root, fault) ||
	    !workspace_store(root, run->arena, &store, fault))
		return false;
	ok = store_plans(store, run->arena, &records, &count, fault) && store_commit(store, fault);
	store_close(store);
	if (!ok)
		return false;
	if (count)
		puts("plan  made for    from      weeks");
	for (size_t i = 0; i < count; i++) {
		char today[DAY_TEXT_SIZE], week[WEEK_TEXT_SIZE];

		day_format(records[i].today, today);
		week_format(records[i].first_week, week);
		printf("%4d  %s  %s  %5zu\n", records[i].number, today, week,
		       records[i].week_count);
	}
	if (!count)
		run->headline = "there is no plan yet (type 'staffgap plan')";
	return true;
}

const struct command command_plans = {
	.name = "plans",
	.usage = "",
	.summary = "List the stored plans",
	.options = "",
	.run = run_plans,
};
