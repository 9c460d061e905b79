#include "import/ical/ical_match_set.h"

#include <string.h>
#include <utf8proc.h>

#include "base/attributes.h"

static unsigned ascii_classes(int32_t c)
{
	unsigned sum = c == '_' ? CLASS_LINE : 0;

	if ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'))
		sum |= CLASS_ALPHA;
	if (c >= '0' && c <= '9')
		sum |= CLASS_DIGIT;
	if ((sum & CLASS_DIGIT) || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f'))
		sum |= CLASS_XDIGIT;
	if (c == ' ' || (c >= '\t' && c <= '\r'))
		sum |= CLASS_SPACE;
	if (c == ' ' || c == '\t')
		sum |= CLASS_BLANK;
	if (c < ' ' || c == 0x7F)
		return sum | CLASS_CNTRL;
	if (c > ' ' && !(sum & (CLASS_ALPHA | CLASS_DIGIT)))
		sum |= CLASS_PUNCT;
	return sum | CLASS_PRINT | (c > ' ' ? CLASS_GRAPH : 0);
}

#define OF(category) (1u << UTF8PROC_CATEGORY_##category)

/* As the C library's UTF-8 has them: digits of other scripts count as letters. */
static unsigned other_classes(int32_t c)
{
	static const unsigned letters = OF(LU) | OF(LL) | OF(LT) | OF(LM) | OF(LO) | OF(NL) |
					OF(ND) | OF(MC),
			      lines = OF(ZL) | OF(ZP), nothing = OF(CN) | OF(CS);
	unsigned category = 1u << utf8proc_category(c);
	bool fixed = c == 0xA0 || c == 0x2007 || c == 0x202F; /* nothing breaks there */

	if (category & letters)
		return CLASS_ALPHA | CLASS_GRAPH | CLASS_PRINT;
	if (category & nothing)
		return 0;
	if (category & OF(CC))
		return CLASS_CNTRL;
	if (category & lines)
		return CLASS_CNTRL | CLASS_SPACE;
	if ((category & OF(ZS)) && !fixed)
		return CLASS_SPACE | CLASS_BLANK | CLASS_PRINT;
	return CLASS_PUNCT | CLASS_GRAPH | CLASS_PRINT;
}

unsigned point_classes(int32_t point)
{
	return point < 0x80 ? ascii_classes(point) : other_classes(point);
}

unsigned point_class_named(const char *name, size_t len)
{
	static const struct {
		const char *name;
		unsigned classes;
	} names[] = {
		{ "alpha", CLASS_ALPHA },   { "upper", CLASS_ALPHA },
		{ "lower", CLASS_ALPHA },   { "digit", CLASS_DIGIT },
		{ "xdigit", CLASS_XDIGIT }, { "alnum", CLASS_ALPHA | CLASS_DIGIT },
		{ "space", CLASS_SPACE },   { "blank", CLASS_BLANK },
		{ "punct", CLASS_PUNCT },   { "cntrl", CLASS_CNTRL },
		{ "graph", CLASS_GRAPH },   { "print", CLASS_PRINT },
	};

	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		if (strlen(names[i].name) == len && memcmp(names[i].name, name, len) == 0)
			return names[i].classes;
	return 0;
}

bool point_in_set(const struct point_set *set, int32_t capital)
{
	bool in = set->classes && (set->classes & point_classes(capital)) != 0;

	for (size_t i = 0; i < set->count && !in; i++)
		in = capital >= set->ranges[i].low && capital <= set->ranges[i].high;
	return in != set->negated;
}
