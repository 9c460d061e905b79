/** Drawn companies in whose plans much can be decided about in few weeks, for oracles. */
#ifndef TESTS_ORACLES_DUMP_PLAN_H
#define TESTS_ORACLES_DUMP_PLAN_H

#include "base/attributes.h"
#include "base/fault.h"
#include "model/plan.h"
#include "model/sourcing.h"
#include "tests/generate.h"
#include "tests/generate_rates.h"

struct dump {
	struct arena arena;
	struct company company;
	struct plan plan;
	struct sourcing sourcing; /* our answer, by whoever sources the plan */
	uint64_t random;          /* goes on where drawing the company has stopped */
};

/** Say what went wrong with a seed, and end the program. */
NO_RETURN void dump_stop(uint64_t seed, const struct fault *fault);

/** Draw the company and plan it: terms are short, and today is up to 60 days before the plan
 * begins. */
void dump_make(struct dump *dump, const struct generate *how, const struct generate_rates *rates,
	       enum objective objective);

#endif
