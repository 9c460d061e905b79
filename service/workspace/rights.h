/**
 * Who may read and write a file that takes the place of another: never more than before.
 *
 * The mode stays. Owner and group stay where the system lets us (root: always; a group: its
 * members); otherwise what the mode gave to the lost group goes, and of a lost owner's file what
 * the umask takes away. Access lists stay on Linux; where they cannot, what they gave goes.
 */
#ifndef SERVICE_RIGHTS_H
#define SERVICE_RIGHTS_H

#include <stdbool.h>
#include <sys/stat.h>

#include "base/attributes.h"

/** The process's umask. Not while other threads make files. */
mode_t rights_umask(void);

/** Whether an access list says more than the mode of the open file or folder. */
bool rights_has_list(int file);

/**
 * Give the rights of `name` in `folder` to the open file; nothing when there is no regular file.
 *
 * @return false with errno set
 */
bool rights_keep(int folder, const char *name, int file) MUST_CHECK;

/** What the mode leaves when its group cannot be kept: what all others may do. */
mode_t rights_without_group(mode_t mode);

#endif
