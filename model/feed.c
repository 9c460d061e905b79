#include "model/feed.h"

#include <string.h>
#include <strings.h>

#include "model/company.h"

enum { SHOWN_END = 4, DOUBTS_SHOWN = 3 };

const char *feed_kind_name(enum feed_kind kind)
{
	static const char *const names[] = { "personal", "absence", "holidays", "freebusy" };

	return names[kind];
}

const char *feed_state_name(enum feed_state state)
{
	static const char *const names[] = { "read", "unchanged", "stale", "missing" };

	return names[state];
}

static bool starts(const char *text, const char *start)
{
	return strncasecmp(text, start, strlen(start)) == 0;
}

/* The part between :// and the path, the query or the end. */
static struct span authority_of(const char *url)
{
	const char *from = strstr(url, "://");

	from = from ? from + 3 : url;
	return (struct span){ from, strcspn(from, "/?#") };
}

const char *feed_url_host(const char *url, struct arena *arena)
{
	struct span authority = authority_of(url);
	char *host;

	for (size_t i = authority.len; i > 0; i--)
		if (authority.ptr[i - 1] == '@') {
			authority = (struct span){ authority.ptr + i, authority.len - i };
			break;
		}
	host = arena_copy(arena, authority);
	for (char *c = host; *c; c++)
		if (*c >= 'A' && *c <= 'Z')
			*c = (char)(*c - 'A' + 'a');
	return host;
}

bool feed_host_is_loopback(const char *host)
{
	size_t name = host[0] == '[' ? strcspn(host, "]") + 1 : strcspn(host, ":");

	if (name == strlen("[::1]") && strncmp(host, "[::1]", name) == 0)
		return true;
	if (name == strlen("localhost") && strncmp(host, "localhost", name) == 0)
		return true;
	/* Digits and dots only: 127.evil.example is a name. */
	return strncmp(host, "127.", 4) == 0 && strspn(host, "0123456789.") == name;
}

static bool parse_url(const char *source, struct fault *fault)
{
	static const char *const schemes[] = { "https://", "webcal://", "webcals://", "http://" };
	struct arena scratch = ARENA_INIT;
	struct span authority = authority_of(source);
	const char *host = feed_url_host(source, &scratch);
	bool known = false, loopback = feed_host_is_loopback(host), empty = !host[0];

	arena_release(&scratch);
	for (size_t i = 0; i < ARRAY_LEN(schemes); i++)
		known = known || starts(source, schemes[i]);
	if (starts(source, "file:"))
		return fault_set(fault, FAULT_INPUT, "write the file's path, without file://");
	if (!known)
		return fault_set(fault, FAULT_INPUT,
				 "'%.*s://' is not known here (use a path, https://, webcal:// or "
				 "secret:NAME)",
				 (int)(strstr(source, "://") - source), source);
	if (empty)
		return fault_set(fault, FAULT_INPUT, "the address has no host");
	if (memchr(authority.ptr, '@', authority.len))
		return fault_set(fault, FAULT_INPUT,
				 "the address holds a password, which does not belong here (use "
				 "secret:NAME or ~/.netrc)");
	if (starts(source, "http://") && !loopback)
		return fault_set(fault, FAULT_INPUT,
				 "http:// would send the calendar in the clear (use https://; "
				 "http:// is for this machine only)");
	return true;
}

bool feed_source_parse(const char *source, enum source_kind *kind, struct fault *fault)
{
	if (!source[0])
		return fault_set(fault, FAULT_INPUT, "the source is empty");
	if (strcmp(source, "-") == 0) {
		*kind = SOURCE_STDIN;
	} else if (starts(source, "secret:")) {
		const char *name = source + strlen("secret:");

		if (!name[0] || name[strcspn(name, " \t=#!/:")])
			return fault_set(
				fault, FAULT_INPUT,
				"after secret: there must be a name without spaces (the address is "
				"kept elsewhere)");
		*kind = SOURCE_SECRET;
	} else if (strstr(source, "://") && strcspn(source, "/") == strcspn(source, ":") + 1) {
		if (!parse_url(source, fault))
			return false;
		*kind = SOURCE_URL;
	} else {
		*kind = SOURCE_PATH;
	}
	return true;
}

const char *feed_url(const char *source, struct arena *arena)
{
	const char *rest = strstr(source, "://") + 3;

	if (starts(source, "webcals:") ||
	    (starts(source, "webcal:") && !feed_host_is_loopback(feed_url_host(source, arena))))
		return arena_format(arena, "https://%s", rest);
	if (starts(source, "webcal:"))
		return arena_format(arena, "http://%s", rest);
	return arena_copy(arena, span_of(source));
}

const char *feed_source_shown(const char *source, struct arena *arena)
{
	const char *rest = strstr(source, "://");
	struct span authority;
	size_t length = strlen(source);
	const char *host;

	if (!rest || strcspn(source, "/") != (size_t)(rest + 1 - source))
		return arena_copy(arena, span_of(source));
	authority = authority_of(source);
	host = feed_url_host(source, arena);
	/* A password is hidden, but not that there is one: it keeps the row wrong. */
	if (memchr(authority.ptr, '@', authority.len))
		host = arena_format(arena, "...@%s", host);
	if (source + length <= authority.ptr + authority.len + 1)
		return arena_format(arena, "%.*s://%s/", (int)(rest - source), source, host);
	/* Short paths are shown less than half: four characters of five would be all of it. */
	length = (size_t)(source + length - (authority.ptr + authority.len + 1));
	if (strncmp(authority.ptr + authority.len + 1, "...", 3) == 0 && length <= 3 + SHOWN_END)
		return arena_copy(arena, span_of(source)); /* as this function made it */
	return arena_format(arena, "%.*s://%s/...%s", (int)(rest - source), source, host,
			    length >= 2 * (size_t)SHOWN_END
				    ? authority.ptr + authority.len + 1 + length - SHOWN_END
				    : "");
}

/* Where an address that contains "://" at `mark` begins and ends. */
static struct span address_at(struct span text, const char *mark)
{
	const char *from = mark, *end = mark + 3, *stop = text.ptr + text.len;
	bool quoted;

	while (from > text.ptr &&
	       ((from[-1] >= 'a' && from[-1] <= 'z') || (from[-1] >= 'A' && from[-1] <= 'Z')))
		from--;
	quoted = from > text.ptr && from[-1] == '"';
	while (end < stop && !strchr(quoted ? "\"\r\n" : "\"\r\n\t ,;'<>", *end))
		end++;
	return (struct span){ from, (size_t)(end - from) };
}

struct growing_text {
	struct arena *arena;
	char *data;
	size_t size, room;
};

static void add_text(struct growing_text *text, struct span more)
{
	text->data = arena_grow(text->arena, text->data, text->size, &text->room,
				text->size + more.len + 1, 1);
	memcpy(text->data + text->size, more.ptr, more.len);
	text->size += more.len;
	text->data[text->size] = '\0';
}

const char *feed_text_shown(struct span text, struct arena *arena)
{
	struct growing_text out = { .arena = arena };
	struct span rest = text, address;

	for (size_t i = 0; i + 3 <= rest.len;) {
		if (memcmp(rest.ptr + i, "://", 3) != 0) {
			i++;
			continue;
		}
		address = address_at(rest, rest.ptr + i);
		i = (size_t)(address.ptr - rest.ptr);
		add_text(&out, (struct span){ rest.ptr, i });
		add_text(&out, span_of(feed_source_shown(arena_copy(arena, address), arena)));
		i += address.len;
		rest = (struct span){ rest.ptr + i, rest.len - i };
		i = 0;
	}
	add_text(&out, rest);
	return out.data;
}

struct feed_entry *feed_entries_shown(const struct feed_entry *list, size_t count,
				      struct arena *arena)
{
	struct feed_entry *shown = ARENA_ARRAY(arena, struct feed_entry, count + 1);

	for (size_t i = 0; i < count; i++) {
		shown[i] = list[i];
		shown[i].source = feed_source_shown(list[i].source, arena);
	}
	return shown;
}

const char *feeds_doubt(const struct company *company, struct arena *arena)
{
	const char *names = "";
	size_t count = 0;

	for (size_t i = 0; i < company->feed_count; i++) {
		const struct feed *feed = &company->feeds[i];
		char day[DAY_TEXT_SIZE];

		if (feed->state != FEED_STALE && feed->state != FEED_MISSING)
			continue;
		count++;
		if (count > DOUBTS_SHOWN)
			continue;
		day_format(feed->read_on, day);
		names = arena_format(arena, "%s%s%s (%s%s)", names, count > 1 ? ", " : "",
				     feed->name,
				     feed->state == FEED_STALE ? "copy of " : "never read",
				     feed->state == FEED_STALE ? day : "");
	}
	if (count > DOUBTS_SHOWN)
		names = arena_format(arena, "%s and %zu more", names, count - DOUBTS_SHOWN);
	return count == 0 ? ""
			  : arena_format(arena, "%zu feed%s not up to date: %s", count,
					 count > 1 ? "s are" : " is", names);
}
