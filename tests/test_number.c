#include <string.h>

#include "base/attributes.h"
#include "base/number.h"
#include "tests/test.h"

struct number_text {
	const char *name, *text;
	char point;
	bool ok;
	int64_t micro;
};

static const struct number_text parse_cases[] = {
	{ "a whole number", "12", '.', true, 12000000 },
	{ "one decimal", "12.5", '.', true, 12500000 },
	{ "six decimals", "0.123456", '.', true, 123456 },
	{ "a decimal comma", "12,5", ',', true, 12500000 },
	{ "a negative number", "-1.5", '.', true, -1500000 },
	{ "a plus sign", "+1", '.', true, 1000000 },
	{ "nine digits", "999999999", '.', true, 999999999000000 },
	{ "ten digits", "1000000000", '.', false, 0 },
	{ "seven decimals", "0.1234567", '.', false, 0 },
	{ "a comma where a point belongs", "12,5", '.', false, 0 },
	{ "a point where a comma belongs", "1.250,5", ',', false, 0 },
	{ "nothing after the point", "12.", '.', false, 0 },
	{ "nothing before the point", ".5", '.', false, 0 },
	{ "an exponent", "1e5", '.', false, 0 },
	{ "a blank", "1 000", '.', false, 0 },
	{ "a word", "many", '.', false, 0 },
	{ "a lone sign", "-", '.', false, 0 },
	{ "nothing", "", '.', false, 0 },
};

static void parse(void **state)
{
	const struct number_text *c = *state;
	struct fault fault = FAULT_INIT;
	int64_t micro = 77;

	assert_number(c->name, number_parse(span_of(c->text), c->point, &micro, &fault), c->ok);
	assert_number(c->name, micro, c->ok ? c->micro : 77);
	assert_number(c->name, fault.kind, c->ok ? FAULT_NONE : FAULT_INPUT);
}

struct format_case {
	const char *name;
	int64_t value, scale;
	int decimals;
	char point;
	const char *text;
};

static const struct format_case format_cases[] = {
	{ "minutes as hours", 1905, 60, 2, '.', "31.75" },
	{ "a half goes to the even neighbour below", 1, 8, 2, '.', "0.12" },
	{ "a half goes to the even neighbour above", 3, 8, 2, '.', "0.38" },
	{ "a third", 20, 60, 2, '.', "0.33" },
	{ "negative", -90, 60, 2, '.', "-1.50" },
	{ "no negative zero", -1, 1000, 2, '.', "0.00" },
	{ "decimal comma", 1905, 60, 2, ',', "31,75" },
	{ "no decimals", 150, 100, 0, '.', "2" },
	{ "the largest", INT64_MAX, 1, 0, '.', "9223372036854775807" },
};

static void format(void **state)
{
	const struct format_case *c = *state;
	char text[NUMBER_TEXT_SIZE];

	number_format(text, c->value, c->scale, c->decimals, c->point);
	if (strcmp(text, c->text) != 0)
		fail_msg("%s: got %s, want %s", c->name, text, c->text);
}

static void halves_go_to_even(void **state)
{
	(void)state;
	assert_number("0.5", divide_half_even(1, 2), 0);
	assert_number("1.5", divide_half_even(3, 2), 2);
	assert_number("-0.5", divide_half_even(-1, 2), 0);
	assert_number("-1.5", divide_half_even(-3, 2), -2);
	assert_number("2.5", divide_half_even(5, 2), 2);
	assert_number("just above", divide_half_even(501, 200), 3);
	assert_number("beyond 64 bits", scale_half_even(INT64_MAX, INT64_MAX, INT64_MAX),
		      INT64_MAX);
}

int main(void)
{
	struct CMUnitTest tests[ARRAY_LEN(parse_cases) + ARRAY_LEN(format_cases) + 1];
	size_t n = 0;

	for (size_t i = 0; i < ARRAY_LEN(parse_cases); i++)
		tests[n++] = ROW_TEST(parse, &parse_cases[i]);
	for (size_t i = 0; i < ARRAY_LEN(format_cases); i++)
		tests[n++] = ROW_TEST(format, &format_cases[i]);
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(halves_go_to_even);
	return cmocka_run_group_tests_name("number", tests, NULL, NULL);
}
