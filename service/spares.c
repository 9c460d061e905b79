#include "service/spares.h"

#include <stdlib.h>

#include "service/workspace/workspace.h"

struct gathered {
	struct arena *arena;
	struct rescue_spare *list;
	size_t count, room;
};

static void add(struct gathered *g, struct span bytes)
{
	g->list = ARENA_PUSH(g->arena, g->list, g->count, g->room);
	g->list[g->count++] = (struct rescue_spare){ digest_of(bytes), bytes };
}

static void add_tables(struct gathered *g, const char *root, struct day today)
{
	struct fault unread = FAULT_INIT;
	struct plan_input *tables;
	size_t count;

	if (!workspace_read(root, today, g->arena, &tables, &count, &unread))
		return;
	for (size_t i = 0; i < count; i++)
		add(g, tables[i].bytes);
}

static void add_calendars(struct gathered *g, const char *root, struct day today)
{
	struct fault unread = FAULT_INIT;
	const char **names;
	size_t count;

	if (!workspace_calendars(root, g->arena, &names, &count, &unread))
		return;
	for (size_t i = 0; i < count; i++) {
		struct plan_input input;
		bool found = false;

		if (workspace_file(root, names[i], today, g->arena, &input, &found, &unread) &&
		    found)
			add(g, input.bytes);
	}
}

static void make(struct rescue_spares *spares, void *shared)
{
	const struct spares_source *source = shared;
	struct gathered g = { .arena = source->session->arena };

	add_tables(&g, source->root, source->session->today);
	add_calendars(&g, source->root, source->session->today);
	if (g.count)
		qsort(g.list, g.count, sizeof(*g.list), rescue_spare_order);
	spares->list = g.list;
	spares->count = g.count;
}

struct rescue_spares spares_of(struct spares_source *source)
{
	return (struct rescue_spares){ .make = make, .shared = source };
}
