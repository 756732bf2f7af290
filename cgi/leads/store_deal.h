/*
 * Deals in the database. Results, ctx and failures as in glossary/store.h. An act locks the deal's row, then leads by their ids, asks the
 * rules again, adds its event and writes what all events come to, in the caller's transaction.
 */
#ifndef LEADS_STORE_DEAL_H
#define LEADS_STORE_DEAL_H

#include "base/days.h"
#include "glossary/store.h"
#include "leads/rules_deal.h"

/* One deal; NULL: there is none. And what happened to it, in the order it was recorded. */
struct deal *deal_find(struct db *db, const void *ctx, int64_t id);
const char *deal_pipeline(struct db *db, const void *ctx, int64_t id);	/* of another system, that it stands in there; NULL: none was told */
struct deal_event *deal_events(struct db *db, const void *ctx, int64_t deal_id, size_t *count);

/* Its leads, the primary one first. */
struct deal_lead {
	int64_t lead_id;
	bool is_primary;
	const char *name;
	const char *company;
	bool erased;
};
struct deal_lead *deal_leads(struct db *db, const void *ctx, int64_t deal_id, size_t *count);

/* What another system calls it: the deal's id, 0: none. And such a name given; RESULT_TAKEN: it is another deal's. */
int64_t deal_by_ref(struct db *db, const char *system, const char *external_id);
enum act_result deal_ref_add(struct db *db, int64_t deal_id, const char *system, const char *external_id);

/* Whether there is a company of that id. */
bool account_known(struct db *db, int64_t id);

/* Stages of the deal path in use, in their order: as agreed, or as drafted while nothing is. */
struct deal_stage {
	int64_t id;
	const char *slug;
	const char *name;
	int64_t position;		/* 0: not given */
};
struct deal_stage *deal_stages(struct db *db, const void *ctx, int64_t now, size_t *count);

/* Everything that was ever in force about what closes a deal. */
struct closing *deal_closings(struct db *db, const void *ctx, size_t *count);

/*
 * Makes a deal that was found free of problems, opened at `opened_at` (0: now), with its first event; sets *id. Its seller is the actor
 * when they are of Sales. RESULT_GONE: one of the leads is not there, merged or erased; *which (may be NULL) is its place.
 */
enum act_result deal_create(struct db *db, const void *ctx, const struct actor *actor, const struct deal_making *making, int64_t opened_at,
    bool imported, int64_t *id, size_t *which);

/* Looks up what the demands of an event need: the stage, the reason. Before deal_problems(). */
void deal_complete(struct db *db, const void *ctx, const struct deal *deal, struct deal_input *input, int64_t now);

/*
 * Adds what `input` says, which was completed and found free of problems. RESULT_MOVED: it is not possible (any more); RESULT_STALE:
 * another revision than input->seen.
 */
enum act_result deal_add_event(struct db *db, const void *ctx, const struct actor *actor, int64_t id, const struct deal_input *input);

/* Takes the newest event back within DEAL_UNDO_SECONDS, by whoever recorded it. RESULT_MOVED: it is another one, or too late. */
enum act_result deal_undo(struct db *db, const void *ctx, const struct actor *actor, int64_t id, int64_t event_id);

/*
 * Saves name, company (by account_name), origin and seller where they differ, naming edited->revision, which moves on in the struct; and, unless
 * NULL, which leads it has, the primary one first. RESULT_GONE: no such deal, or a lead that is new to it is not there, merged or erased.
 */
enum act_result deal_edit(struct db *db, const void *ctx, const struct actor *actor, struct deal *edited, const int64_t *leads, size_t lead_count);

/* Which deals a list shows, newest first. */
struct deal_filter {
	int state;			/* enum deal_state; GLOSSARY_NONE: all */
	int64_t owner_id;		/* 0: anybody's */
	int64_t before_id;		/* 0: from the start */
	int64_t limit;
};
struct deal_row {
	int64_t id;
	const char *name;
	const char *account_name;	/* NULL: none, as the next two */
	const char *owner_name;
	const char *stage_name;
	const char *currency;
	int64_t amount_minor;
	int state;			/* enum deal_state */
	int64_t opened_at;
	int64_t won_at;
	int64_t lost_at;
};
struct deal_row *deals_list(struct db *db, const void *ctx, const struct deal_filter *filter, size_t *count);

/* Those that were won (DEAL_IS_WON) or lost (DEAL_IS_LOST), by that instant, newest first: those behind the deal before_id, closed at before_at. */
struct deal_row *deals_closed(struct db *db, const void *ctx, const struct deal_filter *filter, int64_t before_at, size_t *count);
#define LAST_INSTANT INT64_C(253402300799)		/* the end of 9999, the last the database knows */
int64_t deal_row_closed_at(const struct deal_row *row);	/* 0: it is open */
struct deal_row *deals_of_lead(struct db *db, const void *ctx, int64_t lead_id, int64_t limit, size_t *count);

/* The currency of the newest deal whose worth is known, of the last hundred; NULL: there is none. */
const char *deals_currency(struct db *db, const void *ctx);

/* How many were won from one instant up to another, and are not lost since. */
int64_t deals_won(struct db *db, int64_t from, int64_t to);

/* After a lead has taken over another's handoffs and deals, or one of its handoffs was withdrawn: its deals may come from other handoffs now. */
void deals_follow_lead(struct db *db, const void *ctx, int64_t lead_id);

/* The same of every lead whose deals come of a handoff that was withdrawn, as they did in an earlier release. */
void deals_leave_withdrawn(struct db *db, const void *ctx);

/* Some deals that came of handoffs, by the day in `zone` they were opened on: those behind the id `after`, up to *last (0: there were no more). */
struct deal_opened {
	struct day on;
	bool won;
};
struct deal_opened *deals_opened(struct db *db, const void *ctx, int64_t after, const char *zone, size_t *count, int64_t *last);

/* Deals whose row is not what their events come to: the ids of the first few, for concord check. */
int64_t *deal_miscounts(struct db *db, const void *ctx, size_t *count);

#endif
