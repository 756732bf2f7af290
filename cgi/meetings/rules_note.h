/* Notes of one meeting by several hands: what two have written at the same time is brought together, or kept side by side. Pure. */
#ifndef MEETINGS_RULES_NOTE_H
#define MEETINGS_RULES_NOTE_H

#include <stdbool.h>

/*
 * Both began from `base` and came to `theirs`, which is saved, and to `mine`. True with the text that has all of both in *merged, a
 * child of ctx: where they changed different lines, or both added at one place (theirs comes first), or wrote the same. False: both
 * changed the same lines, and nothing may be chosen for them.
 */
bool note_merge(const void *ctx, const char *base, const char *theirs, const char *mine, const char **merged);

/* A note as it is kept: line ends LF, without blanks at the end. */
const char *note_tidy(const void *ctx, const char *words);

#endif
