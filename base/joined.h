/**
 * What hangs together: a forest in an array, in which each node names its parent, and roots
 * themselves. Two trees are joined by giving the root of one the other as its parent.
 */
#ifndef BASE_JOINED_H
#define BASE_JOINED_H

#include <stdint.h>

/** The root of a node; on the way, paths are halved, so that the next ask is cheap. */
uint32_t joined_root(uint32_t *parent, uint32_t node);

#endif
