#include "tests/writer_lock.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

/* sqlite.org/walformat.html, 2.3.1 */
static bool is_locked_by(pid_t process, const char *path)
{
	struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 120, .l_len = 1 };
	char name[4096];
	int file;

	snprintf(name, sizeof(name), "%s-shm", path);
	file = open(name, O_RDONLY | O_CLOEXEC);
	return file >= 0 && fcntl(file, F_GETLK, &lock) == 0 && lock.l_type == F_WRLCK &&
	       lock.l_pid == process;
}

bool writer_lock_is_ours(const char *path)
{
	pid_t ours = getpid(), child = fork();
	int status = 0;

	if (child == 0)
		_exit(is_locked_by(ours, path) ? 0 : 1);
	return child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status) &&
	       WEXITSTATUS(status) == 0;
}
