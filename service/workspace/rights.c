#include "service/workspace/rights.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/xattr.h>
#endif

enum { LIST_MAX = 65536, PERMISSIONS = 0777 };

mode_t rights_umask(void)
{
	mode_t mask = umask(077);

	umask(mask);
	return mask;
}

mode_t rights_without_group(mode_t mode)
{
	return mode & ~(mode_t)(070 & ~((mode & 07) << 3));
}

#ifdef __linux__
static const char list_name[] = "system.posix_acl_access";
static const char default_name[] = "system.posix_acl_default";

bool rights_has_list(int file)
{
	return fgetxattr(file, list_name, NULL, 0) > 0 ||
	       fgetxattr(file, default_name, NULL, 0) > 0;
}

/* False when who may read the old file cannot be said of the new one. */
static bool copy_list(int old, int file)
{
	static char list[LIST_MAX];
	ssize_t size = fgetxattr(old, list_name, list, sizeof(list));

	if (size > 0)
		return fsetxattr(file, list_name, list, (size_t)size, 0) == 0;
	/* What the folder gives to new files, the old one did not have. */
	if (fremovexattr(file, list_name) != 0 && errno != ENODATA && errno != EOPNOTSUPP)
		return false;
	return size == 0 || errno == ENODATA || errno == EOPNOTSUPP;
}
#else
bool rights_has_list(int file)
{
	(void)file;
	return false;
}

static bool copy_list(int old, int file)
{
	(void)old;
	(void)file;
	return true;
}
#endif

/* Owner and group first: the rights that follow are theirs. */
static bool keep_owner(const struct stat *was, int file)
{
	struct stat is;

	return fstat(file, &is) == 0 &&
	       (is.st_uid == was->st_uid || fchown(file, was->st_uid, (gid_t)-1) == 0);
}

static bool keep_group(const struct stat *was, int file)
{
	struct stat is;

	return fstat(file, &is) == 0 &&
	       (is.st_gid == was->st_gid || fchown(file, (uid_t)-1, was->st_gid) == 0);
}

bool rights_keep(int folder, const char *name, int file)
{
	int old = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	struct stat was;
	bool keeps_owner;
	mode_t mode;

	if (fstatat(folder, name, &was, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISREG(was.st_mode)) {
		if (old >= 0)
			close(old);
		return true;
	}
	mode = was.st_mode & PERMISSIONS;
	keeps_owner = keep_owner(&was, file);
	if (!keep_group(&was, file) || old < 0 || !copy_list(old, file))
		mode = rights_without_group(mode);
	if (!keeps_owner)
		mode &= ~rights_umask();
	if (old >= 0)
		close(old);
	return fchmod(file, mode) == 0;
}
