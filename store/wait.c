#include "store/wait.h"

#include <sqlite3.h>

/* Commits take a few milliseconds; whoever is still there after that stays a while. */
enum { SOON_MS = 100, STEP_SOON_MS = 5, STEP_MS = 50 };

bool wait_more(struct wait *wait)
{
	const struct store_patience *patience = &wait->patience;
	int32_t step = wait->waited_ms < SOON_MS ? STEP_SOON_MS : STEP_MS;

	if (wait->waited_ms >= patience->most_ms)
		return false;
	if (patience->tell)
		patience->tell(patience->shared, wait->waited_ms, wait->process);
	sqlite3_sleep(step);
	wait->waited_ms += step;
	return true;
}

void wait_end(const struct wait *wait)
{
	if (wait->waited_ms > 0 && wait->patience.tell)
		wait->patience.tell(wait->patience.shared, STORE_WAIT_OVER, 0);
}
