/**
 * datapackage.json: what the files of a published plan are (Frictionless Data Package 1).
 *
 * Fields, types and keys of the tables come from the same lists of columns as the tables
 * themselves (reports/sheet.h).
 */
#ifndef REPORTS_DATAPACKAGE_H
#define REPORTS_DATAPACKAGE_H

#include "reports/sheet.h"

/** A file that stands beside datapackage.json. */
struct package_file {
	const char *path, *media_type;
	const struct sheet *sheet; /* NULL when it is no table */
	enum report_layout layout; /* of the table */
	size_t size;               /* bytes */
	const char *sha256;        /* in hexadecimal */
};

bool datapackage_write(const struct plan *plan, const struct report_options *options,
		       const struct package_file *files, size_t count, FILE *out,
		       struct fault *fault) MUST_CHECK;

#endif
