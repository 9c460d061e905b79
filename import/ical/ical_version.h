/** What reads calendars, in a text. */
#ifndef IMPORT_ICAL_VERSION_H
#define IMPORT_ICAL_VERSION_H

/**
 * What decides how calendars are read beside their bytes and the request: a hash of this
 * importer's source and the versions of the libraries behind it.
 */
const char *import_version(void);

#endif
