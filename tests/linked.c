/* Beside all objects of a room: that they link says that the room uses what it may (lint.cmake). */
int main(void)
{
	return 0;
}
