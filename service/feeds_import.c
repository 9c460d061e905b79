#include "service/feeds_import.h"

#include <string.h>

#include "import/import.h"
#include "service/refresh.h"
#include "service/state.h"
#include "service/workspace/workspace.h"

/* Settings that cannot be read were a fault of reading the feeds already. */
static bool retain(const struct session *session, struct store *store,
		   const struct plan_input *inputs, size_t count, struct fault *fault)
{
	struct settings settings = settings_default();
	struct notes said = NOTES_INIT(session->arena);

	for (size_t i = 0; i < count; i++)
		if (strcmp(inputs[i].name, "staffgap.conf") == 0 &&
		    !import_settings((struct source){ inputs[i].name, inputs[i].bytes },
				     session->arena, &settings, &said, fault))
			return false;
	return store_retain(store, settings.keep_plans, settings.keep_copies_days, session->today,
			    fault);
}

bool feeds_import(struct session *session, const struct import_request *request,
		  struct feed_outcome **outcomes, size_t *count, struct fault *fault)
{
	struct refresh_request refresh;
	struct plan_input *inputs;
	struct store *store = NULL;
	const char *root;
	size_t input_count;
	bool ok;

	if (!session_root(session, &root, fault) ||
	    !workspace_read(root, session->today, session->arena, &inputs, &input_count, fault) ||
	    !state_open(session, root, &store, fault))
		return false;
	refresh = refresh_of(session, root, store);
	refresh.only = request->only;
	refresh.only_count = request->only_count;
	refresh.offline = request->offline;
	refresh.accept_shrink = request->accept_shrink;
	refresh.tells = true;
	ok = feeds_refresh(&refresh, &inputs, &input_count, outcomes, count, fault) &&
	     retain(session, store, inputs, input_count, fault) && store_commit(store, fault);
	store_close(store);
	return ok;
}
