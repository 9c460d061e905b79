#include "reports/page_parts.h"

#include <sha2.h>
#include <string.h>

#include "base/number.h"
#include "reports/html.h"

/* reports/page/page.css; a policy names it by its hash. */
extern const char page_css[];

void page_fte(const struct page *page, int64_t minutes)
{
	int64_t full = page->plan->company->settings.full_week_minutes;
	char text[NUMBER_TEXT_SIZE];

	number_format(text, minutes, full, 1, '.');
	if (minutes > 0 && strcmp(text, "0.0") == 0)
		fputs("&lt;0.1", page->out);
	else
		html_decimal(page->out, minutes, full, 1);
}

void page_gap(const struct page *page, int64_t minutes)
{
	if (minutes * 20 >= page->plan->company->settings.full_week_minutes)
		fputs("+", page->out);
	page_fte(page, minutes);
}

const char *page_reason(enum reason reason)
{
	static const char *const words[] = {
		"nobody has the role",
		"people are below the level",
		"people are elsewhere",
		"people lack the skills",
		"people are booked for other work",
		"people are away",
		"too few people",
	};

	static_assert(ARRAY_LEN(words) == REASON_COUNT, "every reason has words");
	return words[reason];
}

void page_week(const struct page *page, size_t week)
{
	char name[WEEK_TEXT_SIZE];

	week_format(plan_week(page->plan, week), name);
	fputs(strchr(name, 'W'), page->out);
}

void page_weeks(const struct page *page, size_t first, size_t last)
{
	char from[WEEK_TEXT_SIZE], to[WEEK_TEXT_SIZE];

	week_format(plan_week(page->plan, first), from);
	week_format(plan_week(page->plan, last), to);
	if (first == last)
		fputs(from, page->out);
	else
		fprintf(page->out, "%s to %s", from,
			memcmp(from, to, 4) == 0 ? strchr(to, 'W') : to);
}

const char *page_level(int32_t level)
{
	static const char *const names[] = { "", "junior", "regular", "senior", "principal" };

	return level >= LEVEL_JUNIOR && level <= LEVEL_MAX ? names[level] : "";
}

void page_requirement(const struct page *page, const struct requirement *requirement)
{
	fprintf(page->out, "<small class=\"req\">%s", page_level(requirement->level));
	if (requirement->location[0]) {
		fputs(", ", page->out);
		html_name(page->out, requirement->location);
	}
	for (size_t s = 0; s < requirement->skill_count; s++) {
		fputs(s ? " + " : ", ", page->out);
		html_name(page->out, requirement->skills[s]);
	}
	fputs("</small>", page->out);
}

void page_table_begin(const struct page *page, const char *class, const char *label)
{
	fprintf(page->out,
		"<section class=\"scroll\" tabindex=\"0\" aria-label=\"%s\">\n"
		"<table class=\"%s\">\n",
		label, class);
}

void page_table_end(const struct page *page)
{
	fputs("</table>\n</section>\n", page->out);
}

static void put_policy(FILE *out)
{
	unsigned char digest[SHA256_DIGEST_LENGTH];
	SHA2_CTX context;

	SHA256Init(&context);
	SHA256Update(&context, (const unsigned char *)page_css, strlen(page_css));
	SHA256Final(digest, &context);
	fputs("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
	      "style-src 'sha256-",
	      out);
	html_base64(out, digest, sizeof(digest));
	fputs("'; base-uri 'none'; form-action 'none'\">\n", out);
}

void page_top(const struct page *page, const char *title)
{
	FILE *out = page->out;

	fputs("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n", out);
	put_policy(out);
	fputs("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
	      "<meta name=\"color-scheme\" content=\"light dark\">\n"
	      "<meta name=\"referrer\" content=\"no-referrer\">\n<title>",
	      out);
	if (page->plan->options.number)
		fprintf(out, "Plan %d: ", (int)page->plan->options.number);
	fprintf(out, "%s</title>\n<style>", title);
	fputs(page_css, out);
	fputs("</style>\n</head>\n<body>\n", out);
	/* Stripes mark what is tentative in every chart. */
	fputs("<svg class=\"defs\" aria-hidden=\"true\" width=\"0\" height=\"0\"><defs>"
	      "<pattern id=\"stripes\" width=\"7\" height=\"7\" patternUnits=\"userSpaceOnUse\" "
	      "patternTransform=\"rotate(45)\"><path class=\"stripe\" d=\"M0 "
	      "0h3v7h-3z\"/></pattern>"
	      "</defs></svg>\n",
	      out);
}
