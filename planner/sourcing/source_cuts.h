/**
 * What heads must cover whatever our own people do: rows of a proven bound.
 *
 * A cluster is groups that our people couple: somebody may work in one or in another of them. Take
 * any classes of a cluster's week. Our people, and running heads that are there whatever is
 * decided, can do so much of them and no more: a maximum flow. The rest is for heads of the
 * resource classes that may do any of these classes, or it stays open. By the theorem of Gale and
 * Hoffman all such sets of classes together say everything that can be said of heads. There are too
 * many of them; those that matter are found by their being broken: for some heads, what then stays
 * open has a minimum cut, and the classes in it are a set.
 *
 * A set falls apart into those that no person and no head connects; these say more.
 */
#ifndef PLANNER_SOURCING_SOURCE_CUTS_H
#define PLANNER_SOURCING_SOURCE_CUTS_H

#include "planner/sourcing/source_reach.h"

struct cut_set {
	uint32_t *classes; /* of the week of the cluster, ascending */
	size_t count;
	int64_t minutes; /* above 0: what heads must cover, or stays open */
	int32_t number;  /* of its row in the problem that was solved last; below 0: of none */
};

/** A class of the week. */
struct cut_class {
	uint32_t class; /* of struct own_use */
	int32_t node;
	int32_t asked_minutes;
	int64_t penalty;
};

struct cut_week {
	struct flow flow;          /* from people and resource classes to classes */
	struct cut_class *classes; /* in the order in which they are served */
	size_t class_count;
	int32_t *there_minutes; /* [node]: of people and of heads that are there in any case */
	int32_t *resource_node; /* [resource of the cluster]; below 0: nothing to do */
	struct cut_set *sets;
	size_t set_count, set_room;
};

struct cluster {
	uint32_t *groups; /* ascending */
	size_t group_count;
	bool coupled;            /* somebody has a choice */
	uint32_t *resource_base; /* [its group]: its resource classes begin there */
	size_t resource_count;   /* at most RESOURCE_CLASSES_MAX: what is beyond shares the last one
				  */
	struct cut_week *weeks;
};

/** What solves weeks of a cluster. */
struct cut_work {
	const struct cluster *cluster;
	struct cut_week *week;
	struct arena *arena;
	struct flow_work flow;
};

struct cut_work cut_work_make(const struct cluster *cluster, size_t week, struct arena *arena);

/** The resource class of the cluster that a class of one of its groups is. */
uint32_t cluster_resource(const struct cluster *cluster, size_t group, uint32_t resource);

/** Cent60 of what stays open at best beside the heads' minutes: [resource of the cluster]; NULL:
 * none.
 */
int64_t cut_penalty(struct cut_work *work, const int64_t *external_minutes);

/**
 * Add the sets that these heads break, for each penalty those that are as dear or dearer.
 *
 * @return whether there is a new one
 */
bool cut_add_broken(struct cut_work *work, const int64_t *external_minutes);

/** Add each class by itself, each group's, all: what there is to begin with. */
void cut_add_first(struct cut_work *work, const struct own_use *own);

#endif
