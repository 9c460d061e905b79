#include "service/refresh.h"

struct refresh_request refresh_of(const struct session *session, const char *root,
				  struct store *store)
{
	return (struct refresh_request){ .root = root,
					 .store = store,
					 .arena = session->arena,
					 .notes = session->notes,
					 .today = session->today,
					 .teller = session->teller,
					 .first_week = day_week_start(session->today) };
}
