/** People who come and go (change.h says how that is written). Bookings of those who go, go with
 * them. */
#ifndef IMPORT_CHANGE_PEOPLE_H
#define IMPORT_CHANGE_PEOPLE_H

#include "import/change_words.h"

/** "+2:sre:3@DE-BE/kafka" or "-ana"; false with FAULT_USAGE. */
bool change_people(const struct changing *c) MUST_CHECK;

#endif
