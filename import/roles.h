/** A cell of roles with levels: "backend:3; sre:2". */
#ifndef IMPORT_ROLES_H
#define IMPORT_ROLES_H

#include "import/table.h"

/**
 * Read a column's roles, in the order of the cell.
 *
 * @param level  of those that say none
 * @param[out] roles, count  in the cursor's arena; what cannot be read is an error of the row
 */
void cursor_roles(struct cursor *cursor, size_t column, int32_t level, struct role_level **roles,
		  size_t *count);

#endif
