/** What finds answers, in a text. */
#ifndef SOLVER_VERSION_H
#define SOLVER_VERSION_H

/** Changes whenever the methods do: answers must not outlive what found them. */
const char *covering_version(void);

#endif
