#include "store/store.h"

bool store_open(const char *path, struct store **store, struct fault *fault)
{
	(void)store;
	return fault_set(fault, FAULT_STORE, "'%s': the store is not built yet", path);
}

void store_close(struct store *store)
{
	(void)store;
}
