#include "reports/words.h"

#include <string.h>

#include "base/number.h"
#include "base/text.h"
#include "model/feed.h"
#include "model/roster.h"
#include "model/sourcing.h"
#include "reports/shown.h"

enum { DOUBT_COLUMNS = 240 };

const char *words_joined(const char *const *texts, size_t count, const char *separator,
			 struct arena *arena)
{
	size_t length = 0, gap = strlen(separator);
	char *text, *to;

	for (size_t i = 0; i < count; i++)
		length += strlen(texts[i]) + gap;
	text = ARENA_ARRAY(arena, char, length + 1);
	to = text;
	for (size_t i = 0; i < count; i++) {
		size_t len = strlen(texts[i]);

		if (i > 0) {
			memcpy(to, separator, gap);
			to += gap;
		}
		memcpy(to, texts[i], len);
		to += len;
	}
	*to = '\0';
	return text;
}

const char *words_listed(const char *const *texts, size_t count, size_t shown, struct arena *arena)
{
	if (count > shown)
		return arena_format(arena, "%s and %zu others",
				    words_joined(texts, shown - 1, ", ", arena), count - shown + 1);
	if (count < 2)
		return words_joined(texts, count, "", arena);
	return arena_format(arena, "%s and %s", words_joined(texts, count - 1, ", ", arena),
			    texts[count - 1]);
}

static void put_words(FILE *out, const char *text, int column, int indent, int width)
{
	struct span rest = span_of(text), word;
	int start = column;

	while (span_next(&rest, ' ', &word)) {
		int wide = (int)text_width(word);

		if (column > start && column > indent && column + 1 + wide > width) {
			fprintf(out, "\n%*s", indent, "");
			column = start = indent;
		} else if (column > start) {
			fputc(' ', out);
			column++;
		}
		fprintf(out, "%.*s", (int)word.len, word.ptr);
		column += wide;
	}
	fputc('\n', out);
}

void words_hanging(FILE *out, const char *head, const char *text, int indent, int width)
{
	int column = (int)text_width(span_of(head));

	fputs(head, out);
	if (column < indent) {
		fprintf(out, "%*s", indent - column, "");
		column = indent;
	}
	put_words(out, text, column, indent, width);
}

void words_wrapped(FILE *out, const char *text, int indent, int width)
{
	put_words(out, text, 0, indent, width);
}

static void put_title(FILE *out, int width, const struct plan *plan, const char *scope,
		      const char *caption)
{
	char first[WEEK_TEXT_SIZE], last[WEEK_TEXT_SIZE], number[NUMBER_TEXT_SIZE] = "";
	struct arena arena = ARENA_INIT;
	const char *doubt = feeds_doubt(plan->company, &arena);

	week_format(plan_week(plan, 0), first);
	week_format(plan_week(plan, plan->options.week_count - 1), last);
	if (plan->options.number)
		snprintf(number, sizeof(number), " %d", (int)plan->options.number);
	fprintf(out, "Plan%s: %s to %s, %s, by %s\n%s\n\n", number, first, last, scope,
		objective_name(plan->options.objective), caption);
	if (doubt[0])
		words_wrapped(
			out,
			arena_format(&arena, "! %s\n", shown_text(doubt, DOUBT_COLUMNS, &arena)), 2,
			width - 2);
	arena_release(&arena);
}

void words_title(FILE *out, int width, const struct plan *plan, const char *view,
		 const char *caption)
{
	struct arena arena = ARENA_INIT;

	put_title(out, width, plan, arena_format(&arena, "%s demand", view), caption);
	arena_release(&arena);
}

void words_title_before(FILE *out, int width, const struct plan *plan, const char *view,
			const char *caption, const char *after)
{
	struct arena arena = ARENA_INIT;

	if (plan->company->option_count > 0)
		caption =
			arena_format(&arena, "%s\nBefore external staff. After: staffgap report %s",
				     caption, after);
	words_title(out, width, plan, view, caption);
	arena_release(&arena);
}

const char *sourced_to_text(const struct source_goal *goal, enum view view, struct arena *arena)
{
	if (!goal->percent)
		return arena_format(arena, "%s demand", view_name(view));
	return arena_format(arena, "%s of %d simulations (seed %lld)",
			    source_goal_name(goal->percent, arena), (int)goal->draws,
			    (long long)goal->seed);
}

void words_title_sourced(FILE *out, int width, const struct plan *plan, enum view view,
			 const char *caption)
{
	const struct source_goal of_view = { 0, 0, 0 };
	const struct source_goal *goal = plan_is_drawn(plan) ? &plan->options.goal : &of_view;
	struct arena arena = ARENA_INIT;

	put_title(out, width, plan, sourced_to_text(goal, view, &arena), caption);
	arena_release(&arena);
}

const char *words_beside(const struct plan *plan, struct arena *arena, const char *caption)
{
	const struct sourcing *beside = plan->roster->beside;

	if (!beside || beside->engagement_count == 0)
		return caption;
	return arena_format(arena, "%s, given the recommended engagements", caption);
}
