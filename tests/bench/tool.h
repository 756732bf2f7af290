/* What the programs of the bench share. */
#ifndef BENCH_TOOL_H
#define BENCH_TOOL_H

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/* Seconds on a clock that nobody sets. */
static inline double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Says what went wrong, and ends with status 1. */
static inline void
fail(const char *what, const char *why)
{
	fprintf(stderr, "%s: %s\n", what, why);
	exit(1);
}

#endif
