/** Shared by the files of store/ and by tests/test_store.c only. */
#ifndef STORE_STORE_INTERNAL_H
#define STORE_STORE_INTERNAL_H

#include "store/store.h"

extern const char *const store_migrations[];
extern const int store_migration_count;

#endif
