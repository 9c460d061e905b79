/**
 * Signals that end the program: Ctrl-C (SIGINT), SIGTERM and SIGHUP leave nothing half done behind.
 *
 * The status is 128 and the signal's number: 130, 143, 129. A signal that the parent ignores
 * (nohup, a job in the background of a script) stays ignored. A file that grows beyond its limit
 * (SIGXFSZ) is a write that fails, not the end. SIGPIPE ends the program without a word, as it does
 * others, but while an output that was named is written, see cli/output.h.
 */
#ifndef SERVICE_INTERRUPT_H
#define SERVICE_INTERRUPT_H

#include <signal.h>

void interrupt_install(void);

/** Signals wait from here on. @param[out] before  for interrupt_release */
void interrupt_hold(sigset_t *before);
void interrupt_release(const sigset_t *before);

/**
 * What is to be removed when a signal ends the program.
 *
 * @param folder  a handle that stays open
 * @param name    in that folder, borrowed; NULL: nothing more
 */
void interrupt_removes(int folder, const char *name);

#endif
