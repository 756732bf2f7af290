/* A person's calendar feed: its secret address, and what it shows. */
#ifndef MEETINGS_STORE_FEED_H
#define MEETINGS_STORE_FEED_H

#include "auth/session.h"
#include "glossary/store.h"
#include "meetings/rules.h"

/* When the person's present address was made; 0: they have none. */
int64_t feed_made_at(struct db *db, int64_t person_id);

/* Makes an address in place of the former one; its secret is `token`. And ends it. */
void feed_make(struct db *db, const struct actor *actor, const char *token);
void feed_end(struct db *db, const struct actor *actor);

/* Whose feed it is: somebody who may sign in; NULL: nobody's. */
struct user *feed_of(struct db *db, const void *ctx, const char *token);

/* What a person's calendar shows: meetings of the last year and to come, and what they took on and have not reported. */
struct ical_event *feed_events(struct db *db, const void *ctx, const struct user *user, const char *base_url, const char *host, int64_t now, size_t *count);

/* One meeting as an event. */
struct ical_event meeting_event(const void *ctx, const struct meeting *meeting, const char *base_url, const char *host);

#endif
