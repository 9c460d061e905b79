/** How much time has gone by: for limits and progress, never for what a plan says. */
#ifndef SERVICE_NOW_H
#define SERVICE_NOW_H

#include <stdint.h>

/** Milliseconds since some moment in the past that stays the same; it is never set back. */
int64_t now_ms(void);

#endif
