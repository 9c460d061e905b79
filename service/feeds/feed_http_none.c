/* Stands in for service/feeds/feed_http.c where libcurl is not wanted (WITH_HTTP=OFF). */
#include "service/feeds/feed_http.h"

bool fetch_all(struct fetch *list, size_t count, const struct fetch_limits *limits,
	       fetch_done *done, fetch_idle *idle, void *context, struct arena *arena,
	       struct fault *fault)
{
	(void)limits;
	(void)idle;
	(void)arena;
	for (size_t i = 0; i < count; i++) {
		list[i].state = FETCH_FAILED;
		list[i].trouble = "this staffgap was built without HTTP (WITH_HTTP=OFF)";
		list[i].new_etag = list[i].new_last_modified = list[i].moved_to = list[i].type = "";
		if (!done(context, &list[i], fault))
			return false;
	}
	return true;
}
