#include "service/workspace/descriptor.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/attributes.h"

enum { DESCRIPTOR_DIGITS_MAX = 6 };

int descriptor_named(const char *path)
{
	static const char *const folders[] = { "/dev/fd/", "/proc/self/fd/" };

	if (strcmp(path, "/dev/stdout") == 0)
		return STDOUT_FILENO;
	if (strcmp(path, "/dev/stderr") == 0)
		return STDERR_FILENO;
	for (size_t i = 0; i < ARRAY_LEN(folders); i++) {
		size_t len = strlen(folders[i]), digits;

		if (strncmp(path, folders[i], len) != 0)
			continue;
		digits = strspn(path + len, "0123456789");
		if (digits > 0 && digits <= DESCRIPTOR_DIGITS_MAX && !path[len + digits])
			return (int)strtol(path + len, NULL, 10);
	}
	return -1;
}
