/* Who holds the lease: a name by which a runner beside it can tell that the holder is no more. */
#ifndef JOBS_HOLDER_H
#define JOBS_HOLDER_H

#include <stdbool.h>
#include <sys/types.h>

enum { HOLDER_LENGTH = 80 };	/* of a name at most */

/*
 * The name of a process of this machine, child of `ctx`: since which boot, in which space of processes, which, begun when, and a random part.
 * The random part alone where the system does not tell the others (proc(5)), as within a unit that may see processes alone: there the lease
 * runs out by its time.
 */
const char *holder_name(const void *ctx, pid_t pid);

/* Whether the process of that name certainly has ended. false too when nothing can be told, as of another machine or another boot. */
bool holder_is_gone(const char *name);

#endif
