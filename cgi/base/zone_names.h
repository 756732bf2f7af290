/* The names of time zones, to choose from. */
#ifndef BASE_ZONE_NAMES_H
#define BASE_ZONE_NAMES_H

#include <stddef.h>

/*
 * One name for each zone of the machine's tz database that differs from all others since 1970, "UTC" and "Europe/London" among them, in
 * alphabetical order; NULL ends them. Read once and kept. When the list cannot be read, UTC alone: every name
 * that zone_known() knows stays good.
 */
const char *const *zone_names(size_t *count);

/* The third column of the text of zone1970.tab ("codes, coordinates, name, comments", # begins a comment), sorted, with UTC. */
const char *const *zone_names_read(const void *ctx, const char *text, size_t *count);

#endif
