#include "service/spares.h"

#include "service/workspace/workspace.h"

struct rescue_spares spares_of(struct session *session, const char *root)
{
	struct fault unread = FAULT_INIT;
	struct plan_input *tables = NULL;
	const char **calendars = NULL;
	size_t table_count = 0, calendar_count = 0, count = 0;
	struct span *list;

	if (!workspace_read(root, session->today, session->arena, &tables, &table_count, &unread))
		table_count = 0;
	if (!workspace_calendars(root, session->arena, &calendars, &calendar_count, &unread))
		calendar_count = 0;
	list = ARENA_ARRAY(session->arena, struct span, table_count + calendar_count + 1);
	for (size_t i = 0; i < table_count; i++)
		list[count++] = tables[i].bytes;
	for (size_t i = 0; i < calendar_count; i++) {
		struct plan_input input;
		bool found = false;

		if (workspace_file(root, calendars[i], session->today, session->arena, &input,
				   &found, &unread) &&
		    found)
			list[count++] = input.bytes;
	}
	return (struct rescue_spares){ list, count };
}
