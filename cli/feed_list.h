/** How the feeds of a workspace fare, for people and for programs. */
#ifndef CLI_FEED_LIST_H
#define CLI_FEED_LIST_H

#include <stdio.h>

#include "service/feeds/feed_refresh.h"

/** On standard output; of 80 columns, but for names and troubles. */
void feed_list_table(const struct feed_outcome *list, size_t count, struct day today);

void feed_list_csv(const struct feed_outcome *list, size_t count, struct day today, FILE *out);

void feed_list_json(const struct feed_outcome *list, size_t count, FILE *out);

#endif
