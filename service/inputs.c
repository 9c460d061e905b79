#include "service/inputs.h"

#include <string.h>

const struct plan_input *input_over(const struct plan_input *inputs, size_t count,
				    const char *table)
{
	for (size_t i = 0; i < count; i++) {
		const char *slash = strrchr(inputs[i].name, '/');

		if (strncmp(inputs[i].name, SCENARIOS, strlen(SCENARIOS)) == 0 && slash &&
		    strcmp(slash + 1, table) == 0)
			return &inputs[i];
	}
	return NULL;
}
