/**
 * Sentences and lists for tables on a terminal.
 */
#ifndef REPORTS_WORDS_H
#define REPORTS_WORDS_H

#include <stdio.h>

#include "model/plan.h"

/** The texts with the separator between, in the arena; "" for none. */
const char *words_joined(const char *const *texts, size_t count, const char *separator,
			 struct arena *arena);

/** "a", "a and b", "a, b and c"; beyond `shown` texts "a, b, c and 4 others"; in the arena. */
const char *words_listed(const char *const *texts, size_t count, size_t shown, struct arena *arena);

/** Write text in lines of at most `width` columns, broken at blanks; all but the first indented. */
void words_wrapped(FILE *out, const char *text, int indent, int width);

/** Write a head, padded to `indent` columns, and the text beside it in lines that begin there. */
void words_hanging(FILE *out, const char *head, const char *text, int indent, int width);

/** "Plan 3: 2026-W48 to 2027-W14, weighted demand, by priority", the caption, an empty line. */
void words_title(FILE *out, int width, const struct plan *plan, const char *view,
		 const char *caption);

/** words_title of a report about our people alone: with a rate card it says so, and that `after`
 * (a report) shows them given the recommended engagements. */
void words_title_before(FILE *out, int width, const struct plan *plan, const char *view,
			const char *caption, const char *after);

/** What the engagements are to close, in the arena: "weighted demand", "P80 of 1000 simulations
 * (seed 1)". */
const char *sourced_to_text(const struct source_goal *goal, enum view view, struct arena *arena);

/** A caption of what names say, with "given the recommended engagements" where there are some. */
const char *words_beside(const struct plan *plan, struct arena *arena, const char *caption);

/** words_title of a report about engagements. */
void words_title_sourced(FILE *out, int width, const struct plan *plan, enum view view,
			 const char *caption);

#endif
