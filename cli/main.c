#include <stdio.h>

int main(void)
{
	fputs("staffgap: the commands are not built yet\n", stderr);
	return 1;
}
