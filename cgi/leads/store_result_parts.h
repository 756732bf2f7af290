/* What the files that count results share; nobody else includes it. */
#ifndef LEADS_STORE_RESULT_PARTS_H
#define LEADS_STORE_RESULT_PARTS_H

#include "leads/store_result.h"

enum result_record { RECORD_LEAD, RECORD_DEAL };
extern const char *const result_record_names[];

/*
 * The cases of some leads or deals as they are now, by ids in [from, to], which lie behind each other; children of `ctx`. A lead's come with
 * its handoffs, by id.
 */
struct record_cases {
	int64_t record_id;
	struct result_cases *cases;
	const struct counted_handoff *handoffs;
	size_t handoff_count;
};
struct record_cases *leads_count(struct db *db, const void *ctx, int64_t from, int64_t to, const char *zone, size_t *count);
struct record_cases *deals_count(struct db *db, const void *ctx, int64_t from, int64_t to, const char *zone, size_t *count);

/* Replaces the kept cases of a record, which the caller has said it counts, by these, and moves the sums. */
void cases_replace(struct db *db, const void *ctx, enum result_record record, int64_t record_id, struct result_cases *is);

/* Adds the cases of records that have none yet, and moves the sums. */
void cases_insert(struct db *db, const void *ctx, enum result_record record, const struct record_cases *list, size_t count);

/* The kept cases of a record, sorted; those of all records by ids in [from, to] that have any, as leads_count() gives them. */
struct result_cases *cases_kept(struct db *db, const void *ctx, enum result_record record, int64_t record_id);
struct record_cases *cases_kept_all(struct db *db, const void *ctx, enum result_record record, int64_t from, int64_t to, size_t *count);

/* What a lead's decided handoffs, as leads_count() gave them in the same transaction, add to the criteria that did not hold: replaces it and moves the sums. */
void cited_replace(struct db *db, const void *ctx, const struct record_cases *lead, const char *zone);

/* The leads from one id to another, as leads_count() gave them in the same transaction, of which it is not what was done with their handoffs. */
int64_t *cited_wrong(struct db *db, const void *ctx, int64_t from, int64_t to, const struct record_cases *leads, size_t lead_count, const char *zone, size_t *count);

#endif
