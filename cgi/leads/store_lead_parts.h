/* What the files of the leads' store share; nobody else includes it. */
#ifndef LEADS_STORE_LEAD_PARTS_H
#define LEADS_STORE_LEAD_PARTS_H

#include "leads/store_lead.h"

/* The columns of a struct lead_row but `same`, from lead_record l and LEAD_ROW_JOINS. */
#define LEAD_ROW_COLUMNS " l.id, l.name, l.company, l.job, l.email, l.phone, l.origin, s.name AS source," \
	" m.name AS owner_marketing_name, o.name AS owner_sales_name, h.id AS handoff_id, h.state AS handoff_state," \
	" h.is_final AS handoff_final, l.created_at"
#define LEAD_ROW_JOINS " LEFT JOIN source s ON s.id = l.source_id LEFT JOIN person m ON m.id = l.owner_marketing_id" \
	" LEFT JOIN person o ON o.id = l.owner_sales_id" \
	" LEFT JOIN handoff h ON h.id = (SELECT MAX(x.id) FROM handoff x WHERE x.lead_id = l.id)"
extern const struct shape lead_row_shape;	/* with `same` as the last column */

/* What names become in the row of a lead. */
struct lead_names {
	int64_t source_id, campaign_id;		/* 0: none */
	int64_t theme_id, persona_id, stage_id;	/* of terms; 0: kept as text */
};

/* Finds what the names of a lead mean; sources and campaigns that are new are made. */
struct lead_names lead_names_find(struct db *db, const void *ctx, const struct actor *actor, const struct lead *lead);

/* The account of a lead by domain, else by name of the company, made where there is none, and locked where it has a domain; 0: none. */
int64_t account_for(struct db *db, const void *ctx, const struct actor *actor, const struct lead *lead);

/*
 * The accounts of several domains, made where there are none, and locked: `domains` is JSON, [[domain, name], …], each domain once. Those
 * that are not among what comes back are account_for()'s. Two statements for all of them.
 */
struct account_found {
	int64_t id;
	const char *domain;
};
struct account_found *accounts_for(struct db *db, const void *ctx, const struct actor *actor, const char *domains, size_t *count);

/* The row of a tidied lead alone, without its words and references; 0: its address is taken. */
int64_t lead_insert(struct db *db, const void *ctx, const struct actor *actor, const struct lead *lead, const struct lead_names *names, int64_t copy);

/* A LIKE pattern for what begins so. ESCAPE '!'. */
const char *like_prefix(const void *ctx, const char *text);

#endif
