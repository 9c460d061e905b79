#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/door.h"
#include "service/session.h"
#include "service/workspace/find.h"
#include "service/workspace/trust.h"

static bool list(struct run *run, struct fault *fault)
{
	struct trust_list list;

	if (!trust_read(run->arena, &list, fault))
		return false;
	for (size_t i = 0; i < list.count; i++)
		say_line("%s%s", list.list[i].path,
			 trust_holds(&list.list[i]) ? "" : "  (it has changed: not trusted)");
	if (list.count == 0)
		run->headline = "no workspace is trusted";
	return true;
}

static const char *folder_of(const struct run *run)
{
	return run->arg_count > 0 ? run->args[0] : run->options->folder;
}

static bool take_back(struct run *run, struct fault *fault)
{
	const char *folder = folder_of(run);
	bool found;

	if (!folder && !workspace_find(NULL, run->arena, &folder, fault))
		return false;
	if (!trust_remove(folder, run->arena, &found, fault))
		return false;
	if (!found)
		return fault_set(fault, FAULT_USAGE,
				 "'%s' was not trusted ('staffgap trust --list' lists who is)",
				 folder);
	run->headline = arena_format(run->arena, "%s is no longer trusted", folder);
	return true;
}

/* Who else can change what the workspace says. */
static void warn_of_others(struct run *run, const char *path)
{
	struct stat about;

	if (stat(path, &about) != 0)
		return;
	if (about.st_uid != geteuid())
		notes_add(run->session->notes, NOTE_WARNING, "trust-of-others",
			  (struct place){ path, 0, 0 },
			  "the folder belongs to somebody else, who may change what it asks for");
	else if (about.st_mode & 022)
		notes_add(run->session->notes, NOTE_WARNING, "trust-of-others",
			  (struct place){ path, 0, 0 },
			  "others may write here, and so change what it asks for");
}

static bool run_trust(struct run *run, struct fault *fault)
{
	const char *root, *path;

	if (run->options->list && run->options->remove)
		return fault_set(fault, FAULT_USAGE, "--list and --remove exclude each other");
	if (run->options->list)
		return list(run, fault);
	if (run->options->remove)
		return take_back(run, fault);
	if (!workspace_find(folder_of(run), run->arena, &root, fault) ||
	    !trust_add(root, run->arena, &path, fault))
		return false;
	warn_of_others(run, path);
	run->headline = arena_format(
		run->arena,
		"%s is trusted: it may use your secrets and passwords, files outside of it, and "
		"servers of this machine and of private networks",
		path);
	return true;
}

const struct command command_trust = {
	.name = "trust",
	.usage = "[DIR]",
	.summary = "Allow a workspace to use your secrets and files outside it",
	.options = "list remove",
	.max_args = 1,
	.run = run_trust,
};
