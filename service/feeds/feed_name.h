/** What people call a feed. */
#ifndef SERVICE_FEED_NAME_H
#define SERVICE_FEED_NAME_H

#include <stddef.h>

/**
 * Which of the inputs a person means: by its whole name, or "ana" for feed:ana, else
 * calendars/ana.ics, else holidays/ana.ics.
 *
 * @return its index; count when there is none
 */
size_t feed_name_find(const char *const *inputs, size_t count, const char *name);

#endif
