/**
 * Signals that end the program, for who leaves nothing half done behind: they wait where something
 * must not be cut in two, and there is one thing to remove first.
 *
 * What happens when one comes the front end says, if it says anything (cli/signals.h).
 */
#ifndef SERVICE_INTERRUPT_H
#define SERVICE_INTERRUPT_H

#include <signal.h>

/** Ctrl-C (SIGINT), SIGTERM and SIGHUP. */
enum { INTERRUPT_COUNT = 3 };
extern const int interrupt_list[INTERRUPT_COUNT];

/** All of them. */
void interrupt_set(sigset_t *set);

/** Signals wait from here on. @param[out] before  for interrupt_release */
void interrupt_hold(sigset_t *before);
void interrupt_release(const sigset_t *before);

/**
 * What is to be removed when a signal ends the program: of several sessions that write at a time
 * the last one's. What is left of the others the next that writes there removes (draft.h).
 *
 * @param folder  a handle that stays open
 * @param name    in that folder, borrowed; NULL: nothing more
 */
void interrupt_removes(int folder, const char *name);

/** Remove it: for a handler of signals. */
void interrupt_remove(void);

#endif
