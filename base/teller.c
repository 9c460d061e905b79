#include "base/teller.h"

void teller_progress(const struct teller *teller, const char *what, size_t done, size_t all)
{
	if (teller && teller->progress)
		teller->progress(teller->shared, what, done, all);
}

void teller_over(const struct teller *teller)
{
	if (teller && teller->over)
		teller->over(teller->shared);
}

void teller_waiting(const struct teller *teller, int32_t waited_ms, int32_t most_ms, long process)
{
	if (teller && teller->waiting)
		teller->waiting(teller->shared, waited_ms, most_ms, process);
}

void teller_line(const struct teller *teller, const char *text)
{
	if (teller && teller->line)
		teller->line(teller->shared, text);
}
