#include "model/draws.h"

int32_t draw_percent(enum draw_quantile quantile)
{
	static const int32_t percents[] = { 10, 50, 80, 95 };

	static_assert(ARRAY_LEN(percents) == DRAW_QUANTILE_COUNT, "every quantile has a percent");
	return percents[quantile];
}
