/** Names of files that are open already. */
#ifndef SERVICE_DESCRIPTOR_H
#define SERVICE_DESCRIPTOR_H

/** "/dev/fd/3", "/dev/stderr", "/proc/self/fd/3": the descriptor, else -1. */
int descriptor_named(const char *path);

#endif
