#include "bench/sourcing_milp.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench/clock.h"
#include "planner/sourcing/source_problems.h"
#include "solver/covering/covering_cost.h"
#include "solver/covering/covering_milp.h"

struct found {
	int64_t cost, bound;
};

struct milp_sums {
	size_t groups, flows, solved, cut, equal, cheaper;
	double ours, milp;                    /* CPU seconds */
	int64_t our_cost, milp_cost, our_all; /* cent60; the first two of groups that CBC solved */
};

/* Of all children that have ended. */
static double cpu_of_children(void)
{
	struct rusage usage;

	getrusage(RUSAGE_CHILDREN, &usage);
	return (double)usage.ru_utime.tv_sec + (double)usage.ru_utime.tv_usec / 1e6 +
	       (double)usage.ru_stime.tv_sec + (double)usage.ru_stime.tv_usec / 1e6;
}

static void die(const char *what)
{
	perror(what);
	exit(1);
}

static int64_t price_columns(const struct covering_problem *problem,
			     const struct covering_columns *columns, struct arena *arena)
{
	struct covering_solution answer = { .buys = ARENA_ARRAY(arena, struct covering_buy,
								columns->count + 1) };

	for (; answer.buy_count < columns->count; answer.buy_count++) {
		const struct covering_column *column = &columns->list[answer.buy_count];

		answer.buys[answer.buy_count] =
			(struct covering_buy){ column->option, column->first, column->last, 1 };
	}
	covering_evaluate(problem, &answer);
	return answer.spend + answer.penalty;
}

/* In the child: CBC alone. */
static void branch(const struct covering_problem *problem, int64_t gap_part, unsigned seconds,
		   int out)
{
	const struct rlimit limit = { seconds, seconds };
	struct covering_solution nothing = { .buy_count = 0 };
	struct covering_columns columns = { .count = 0 };
	struct arena arena = ARENA_INIT;
	struct covering_core core;
	struct found found;

	if (setrlimit(RLIMIT_CPU, &limit) != 0)
		die("setrlimit");
	covering_core_make(problem, &arena, &core);
	if (!covering_milp(&core, &nothing, gap_part, &arena, &columns, &found.bound))
		_exit(1);
	found.cost = price_columns(problem, &columns, &arena);
	if (write(out, &found, sizeof(found)) != (ssize_t)sizeof(found))
		die("write");
	_exit(0);
}

/* Whether CBC came to an end; its seconds count either way. */
static bool solve_by_cbc(const struct covering_problem *problem, int64_t gap_part, unsigned seconds,
			 double *cpu, struct found *found)
{
	double before = cpu_of_children();
	bool done;
	pid_t child;
	int ends[2], status;

	if (pipe(ends) != 0)
		die("pipe");
	child = fork();
	if (child < 0)
		die("fork");
	if (child == 0)
		branch(problem, gap_part, seconds, ends[1]);
	close(ends[1]);
	done = read(ends[0], found, sizeof(*found)) == (ssize_t)sizeof(*found);
	close(ends[0]);
	if (waitpid(child, &status, 0) < 0)
		die("waitpid");
	*cpu += cpu_of_children() - before;
	return done;
}

static void add_group(const struct covering_problem *problem, int64_t gap_part, unsigned seconds,
		      struct milp_sums *sums)
{
	const struct covering_effort effort = { .bound_rounds = -1 };
	struct arena arena = ARENA_INIT;
	struct covering_solution answer;
	struct found found;
	double start = cpu_seconds(), spent;
	int64_t cost;

	covering_solve(problem, &effort, &arena, &answer);
	spent = cpu_seconds() - start;
	cost = answer.spend + answer.penalty;
	sums->our_all += cost;
	sums->groups++;
	sums->flows += answer.method != COVERING_SEARCH;
	arena_release(&arena);
	if (answer.method != COVERING_SEARCH)
		return;
	sums->ours += spent;
	if (!solve_by_cbc(problem, gap_part, seconds, &sums->milp, &found)) {
		sums->cut++;
		return;
	}
	sums->solved++;
	sums->our_cost += cost;
	sums->milp_cost += found.cost;
	sums->equal += cost == found.cost;
	sums->cheaper += cost < found.cost;
}

void sourcing_milp(const struct plan *plan, int64_t gap_part, unsigned seconds, double sourced)
{
	struct arena arena = ARENA_INIT;
	const struct covering_problem **problems;
	struct milp_sums sums = { .groups = 0 };
	size_t count;

	if (!covering_cbc_version()) {
		printf("built without CBC: nothing to compare with\n");
		return;
	}
	fflush(stdout);
	source_problems(plan, VIEW_WEIGHTED, &arena, &problems, &count);
	for (size_t g = 0; g < count; g++)
		add_group(problems[g], gap_part, seconds, &sums);
	printf("  CBC %s to 1/%lld, %u s of CPU for each group: %zu groups, %zu exact by flow or "
	       "with "
	       "nothing to solve, %zu ended, %zu cut off\n",
	       covering_cbc_version(), (long long)gap_part, seconds, sums.groups, sums.flows,
	       sums.solved, sums.cut);
	printf("  CPU: CBC %s%.2f s, search of the same groups %.2f s (ratio %s%.0f), whole "
	       "sourcing "
	       "%.2f s (ratio %s%.0f)\n",
	       sums.cut ? "at least " : "", sums.milp, sums.ours, sums.cut ? "at least " : "",
	       sums.milp / sums.ours, sourced, sums.cut ? "at least " : "", sums.milp / sourced);
	printf("  groups that ended: CBC %.0f, search %.0f (%+.3f %%; equal in %zu, cheaper in "
	       "%zu)\n",
	       (double)sums.milp_cost / 6000, (double)sums.our_cost / 6000,
	       sums.milp_cost
		       ? 100.0 * (double)(sums.our_cost - sums.milp_cost) / (double)sums.milp_cost
		       : 0.0,
	       sums.equal, sums.cheaper);
	arena_release(&arena);
}
