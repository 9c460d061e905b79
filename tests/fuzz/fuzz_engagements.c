/* libFuzzer target: any bytes as engagements.csv, with one option, must be read or refused. */
#include <stdlib.h>

#include "import/import.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = ARENA_INIT;
	struct notes notes = NOTES_INIT(&arena);
	struct fault fault = FAULT_INIT;
	struct source rates = { "rates.csv",
				SPAN("option,model,role,rate,unit\ngood,onshore,sre,1,hour\n") };
	struct source source = { "engagements.csv", { (const char *)data, size } };
	struct company company = { .settings = settings_default() };

	if (!import_rates(rates, &arena, &company, &notes, &fault))
		abort();
	if (import_engagements(source, &arena, &company, &notes, &fault))
		company_link(&company, &arena, &notes);
	arena_release(&arena);
	return 0;
}
