/**
 * Whether a workbook arrived on the disk as it was written.
 *
 * libxlsxwriter writes each sheet into a temporary file and packs that, and looks at no write on
 * the way: on a full disk it makes a workbook of what came through, and says that all is well. So
 * the finished file is read again: each part is packed without an error, is one document from its
 * first to its last tag, and the sheets together have as many cells, the table of texts as many
 * texts, as were put into them.
 */
#ifndef REPORTS_XLSX_WHOLE_H
#define REPORTS_XLSX_WHOLE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attributes.h"

/**
 * @param path  of the file, closed
 * @param cells  of all sheets together
 * @param texts  different ones
 * @return false when something is missing, or it cannot be read
 */
bool xlsx_whole(const char *path, size_t sheets, size_t cells, size_t texts) MUST_CHECK;

#endif
