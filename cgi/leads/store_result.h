/*
 * Keeping what results are counted from: the cases of a lead and of a deal, and the sums of each month, replaced in the transaction of
 * whatever changes them. Results, ctx and failures as in glossary/store.h.
 */
#ifndef LEADS_STORE_RESULT_H
#define LEADS_STORE_RESULT_H

#include "data/db.h"
#include "leads/rules_result.h"

/*
 * Counts a lead with all its handoffs anew, or a deal with what it makes of its lead and its account. To be called last in an act, on every
 * record it has changed; whoever counts the same lead or account meanwhile waits. A record that is not there counts as nothing.
 */
void results_follow_lead(struct db *db, const void *ctx, int64_t lead_id, const char *zone);
void results_follow_deal(struct db *db, const void *ctx, int64_t deal_id, const char *zone);

/* The same of a deal that is taken out of the database, with the account and the lead it had (0: none): called once it is gone. */
void results_follow_gone(struct db *db, const void *ctx, int64_t deal_id, int64_t account_id, int64_t lead_id, const char *zone);

/* The same of a lead whose fields were edited, or that was made one with another: with the deals that come from it. */
void results_follow_edited(struct db *db, const void *ctx, int64_t lead_id);

/* Counts leads that are new and have no cases yet, by ids in order: those a file has brought with a history. */
void results_add_leads(struct db *db, const void *ctx, const int64_t *ids, size_t id_count, const char *zone);

/* Whether what came before was counted; and counting all of it, in pieces that are committed one by one. False: the database failed. */
bool results_filled(struct db *db);
bool results_fill(struct db *db, const void *ctx, int64_t now);

/*
 * What is wrong with what is kept, as sentences, the first few: cases that are not what counting their record gives, and sums that are
 * not those of the cases. For concord check, in one view of the database.
 */
char **results_faults(struct db *db, const void *ctx, size_t *count);

/* All readings: what the terms of metrics say and said, by their addresses. Kept for the transaction. */
struct readings metric_readings(struct db *db, const void *ctx);

#endif
