/**
 * What ends the program from outside: Ctrl-C (SIGINT), SIGTERM and SIGHUP.
 *
 * The status is 128 and the signal's number: 130, 143, 129. A signal that the parent ignores
 * (nohup, a job in the background of a script) stays ignored. A file that grows beyond its limit
 * (SIGXFSZ) is a write that fails, not the end. SIGPIPE ends the program without a word, as it does
 * others, but while an output that was named is written, see cli/output.h.
 */
#ifndef CLI_SIGNALS_H
#define CLI_SIGNALS_H

void signals_install(void);

#endif
