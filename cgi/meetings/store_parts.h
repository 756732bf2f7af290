/* What the files of the meetings' store share; nobody else includes it. */
#ifndef MEETINGS_STORE_PARTS_H
#define MEETINGS_STORE_PARTS_H

#include "auth/outbox.h"
#include "meetings/store.h"

/* Everybody who follows the meeting looks again. */
void pulse_move(struct db *db, int64_t meeting_id);

/* Takes what is on the table off it, adding up its time, and puts another there (0: nothing). */
void table_set(struct db *db, int64_t meeting_id, int64_t item_id, int64_t now);

/* Mail of a kind to everybody the meeting is for. */
void meeting_tell(struct db *db, const struct actor *actor, const char *kind, const struct meeting *meeting);

/* "%words%" with what LIKE reads escaped. */
const char *like_words(const void *ctx, const char *words);

#endif
