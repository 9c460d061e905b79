#include "reports/html.h"

#include <string.h>

#include "base/attributes.h"
#include "base/number.h"
#include "base/text.h"

enum { TAME = 24 }; /* characters */

static const char *escape_of(char byte)
{
	switch (byte) {
	case '&': return "&amp;";
	case '<': return "&lt;";
	case '>': return "&gt;";
	case '"': return "&quot;";
	case '\'': return "&#39;";
	default: return NULL;
	}
}

void html_text(FILE *out, const char *text)
{
	struct arena arena = ARENA_INIT;

	for (const char *at = text_clean(text, &arena); *at; at++) {
		const char *escape = escape_of(*at);

		if (escape)
			fputs(escape, out);
		else
			fputc(*at, out);
	}
	arena_release(&arena);
}

/* A short name in ASCII turns nothing around and needs no room to wrap. */
static bool is_tame(const char *text)
{
	size_t len = 0;

	while (len <= TAME && text[len] >= ' ' && text[len] <= '~')
		len++;
	return !text[len] && len <= TAME;
}

void html_name(FILE *out, const char *text)
{
	if (is_tame(text)) {
		html_text(out, text);
		return;
	}
	fputs("<bdi>", out);
	html_text(out, text);
	fputs("</bdi>", out);
}

void html_decimal(FILE *out, int64_t value, int64_t scale, int decimals)
{
	char text[NUMBER_TEXT_SIZE];
	size_t digits, first;

	number_format(text, value, scale, decimals, '.');
	first = text[0] == '-';
	digits = strspn(text + first, "0123456789");
	for (size_t i = 0; text[i]; i++) {
		if (i > first && i < first + digits && (first + digits - i) % 3 == 0)
			fputs("\xe2\x80\xaf", out);
		fputc(text[i], out);
	}
}

const char *html_month(int month)
{
	static const char *const names[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
					     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };

	return names[month - 1];
}

void html_day(FILE *out, struct day day)
{
	char iso[DAY_TEXT_SIZE];
	int year, month, mday;

	day_format(day, iso);
	day_date(day, &year, &month, &mday);
	fprintf(out, "<time datetime=\"%s\">%d\xc2\xa0%s\xc2\xa0%d</time>", iso, mday,
		html_month(month), year);
}

void html_base64(FILE *out, const unsigned char *bytes, size_t len)
{
	static const char digits[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t i = 0; i < len; i += 3) {
		size_t left = len - i;
		uint32_t word = (uint32_t)bytes[i] << 16;

		if (left > 1)
			word |= (uint32_t)bytes[i + 1] << 8;
		if (left > 2)
			word |= bytes[i + 2];
		fputc(digits[word >> 18], out);
		fputc(digits[word >> 12 & 63], out);
		fputc(left > 1 ? digits[word >> 6 & 63] : '=', out);
		fputc(left > 2 ? digits[word & 63] : '=', out);
	}
}
