#include "service/feeds/feed_judge.h"

#include <string.h>

#include "service/feeds/feed_result_bytes.h"

enum { SHRINK_PERCENT = 80 };

struct copy_head {
	uint64_t result_size, copy_size, deflated_size;
	struct digest digest;
};

struct span feed_copy_write(const struct calendar_request *request, struct arena *arena)
{
	struct feed_result result;
	struct packed copy = bytes_pack(request->source.bytes, arena);
	struct span written;
	struct copy_head head;
	char *all;

	feed_result_make(request, arena, &result);
	written = feed_result_write(&result, arena);
	head = (struct copy_head){ written.len, copy.size, copy.deflated.len, copy.digest };
	all = ARENA_ARRAY(arena, char, sizeof(head) + written.len + copy.deflated.len);
	memcpy(all, &head, sizeof(head));
	memcpy(all + sizeof(head), written.ptr, written.len);
	memcpy(all + sizeof(head) + written.len, copy.deflated.ptr, copy.deflated.len);
	return (struct span){ all, sizeof(head) + written.len + copy.deflated.len };
}

bool feed_copy_read(struct span bytes, struct feed_reading_of_copy *copy)
{
	struct copy_head head;
	const char *rest = bytes.ptr + sizeof(head);

	if (bytes.len < sizeof(head))
		return false;
	memcpy(&head, bytes.ptr, sizeof(head));
	bytes.len -= sizeof(head);
	if (head.result_size > bytes.len || head.deflated_size != bytes.len - head.result_size)
		return false;
	*copy = (struct feed_reading_of_copy){
		.result = { rest, head.result_size },
		.copy = { head.digest,
			  head.copy_size,
			  { rest + head.result_size, head.deflated_size } },
	};
	return true;
}

const char *feed_judge(const struct feed_check *before, const struct feed_result *result,
		       const struct packed *copy, bool accept_shrink, struct arena *arena,
		       bool *keep)
{
	int64_t was = before->event_count, is = result->counts.event_count;
	bool same = before->has_copy &&
		    memcmp(&before->digest, &copy->digest, sizeof(copy->digest)) == 0;

	*keep = false;
	if (result->trouble[0])
		return result->trouble;
	if (result->cut_off) {
		*keep = same || !before->has_copy;
		return "it was cut off: events may be missing";
	}
	if (before->has_copy && !same && !accept_shrink && was > 0 &&
	    is * 100 < was * (100 - SHRINK_PERCENT))
		return is == 0 ? arena_format(arena,
					      "it has no events any more, and had %lld (add "
					      "--accept-shrink if that is right)",
					      (long long)was)
			       : arena_format(arena,
					      "only %lld of %lld events are left (add "
					      "--accept-shrink if that is right)",
					      (long long)is, (long long)was);
	*keep = true;
	return "";
}
