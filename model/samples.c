#include "model/samples.h"

int32_t sample_percent(enum sample_quantile quantile)
{
	static const int32_t percents[] = { 10, 50, 80, 95 };

	static_assert(ARRAY_LEN(percents) == SAMPLE_QUANTILE_COUNT, "every quantile has a percent");
	return percents[quantile];
}
