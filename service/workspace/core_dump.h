/** No core dump, and no look by other processes of the user, once secrets are in memory. */
#ifndef SERVICE_CORE_DUMP_H
#define SERVICE_CORE_DUMP_H

/** From here on, for this process and its children. Not in builds with sanitizers, which look
 * themselves. */
void core_dump_forbid(void);

#endif
