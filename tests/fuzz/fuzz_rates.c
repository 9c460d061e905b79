/* libFuzzer target: any bytes as rates.csv must be read or refused, never more. */
#include "import/import.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = ARENA_INIT;
	struct notes notes = NOTES_INIT(&arena);
	struct fault fault = FAULT_INIT;
	struct source source = { "rates.csv", { (const char *)data, size } };
	struct company company = { .settings = settings_default() };

	if (import_rates(source, &arena, &company, &notes, &fault))
		company_link(&company, &arena, &notes);
	arena_release(&arena);
	return 0;
}
