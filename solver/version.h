/** What finds answers, in a text. */
#ifndef SOLVER_VERSION_H
#define SOLVER_VERSION_H

/** Changes whenever the methods do: answers must not outlive what found them. */
const char *cover_version(void);

#endif
