/* What lists need besides when they are written into a file. As in glossary/store.h. */
#ifndef LEADS_STORE_EXPORT_H
#define LEADS_STORE_EXPORT_H

#include "glossary/store.h"

/* What other systems call each of these leads or deals, "crm:12; hubspot:9", in the order of the ids; "" for none. */
const char **leads_refs(struct db *db, const void *ctx, const int64_t *ids, size_t count);
const char **deals_refs(struct db *db, const void *ctx, const int64_t *ids, size_t count);

/* The leads of each of these deals, the primary one first, "12; 40"; and what other systems call those. */
const char **deals_leads(struct db *db, const void *ctx, const int64_t *ids, size_t count);
const char **deals_lead_refs(struct db *db, const void *ctx, const int64_t *ids, size_t count);

/* What else stands in the list of leads, in the order of the ids: names as lead_find() gives them, "" for none; and when each of these deals was made. */
struct lead_more {
	int64_t id;
	const char *website, *source, *campaign, *theme, *persona, *stage;
	int64_t converted_at;		/* 0: not known */
	int64_t revision;
};
const struct lead_more **leads_more(struct db *db, const void *ctx, const int64_t *ids, size_t count);
const int64_t *deals_made(struct db *db, const void *ctx, const int64_t *ids, size_t count);

/* The lead of each of these handoffs. */
struct handed {
	int64_t id;
	int64_t lead_id;
	const char *name, *company;
	const char *source;		/* NULL: none */
};
struct handed *handoffs_handed(struct db *db, const void *ctx, const int64_t *ids, size_t count, size_t *found);

#endif
