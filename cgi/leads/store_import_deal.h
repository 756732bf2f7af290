/* What the files of imported deals share; nobody else includes it. */
#ifndef LEADS_STORE_IMPORT_DEAL_H
#define LEADS_STORE_IMPORT_DEAL_H

#include "leads/store_deal_parts.h"
#include "leads/store_import_match.h"

#define FIELD_BIT(field) (UINT64_C(1) << (field))

/* What a row makes of a deal that is here. */
struct deal_change {
	struct deal is;			/* as it stands */
	struct deal becomes;
	const int64_t *leads;		/* NULL: those it has */
	size_t lead_count;
	int64_t opened_at;		/* 0: as it is */
};

/* Looks at what a row says of a known deal; what cannot be done becomes a notice, and a bit of c->not_taken. */
struct deal_change *deal_change_of(struct import_pass *pass, struct import_case *c);

/* A notice where the seller a row names is nobody's name here, or not of Sales. */
bool deal_owner_look(struct import_pass *pass, struct import_case *c);

/* The leads named, "77;78", as far as they are here. NULL names none. */
int64_t *leads_named(struct import_pass *pass, const char *refs, size_t *count);

/* Whether a row says something new in a field, of a deal that was told before; and in what it is worth. */
bool deal_is_news(const struct import_case *c, int field);
bool deal_amount_is_news(const struct import_case *c);

/* Carries out: where it stands and how it ended, as far as that is news (the ids are added to `events`); its seller; what was said of it. */
void deal_events_tell(struct import_pass *pass, struct import_case *c, json_t *events);
void deal_owner_set(struct import_pass *pass, const struct import_case *c);
void deal_past_save(struct import_pass *pass, const struct import_case *c);

/* A known deal as its row has it. store_import_deal_edit.c */
void deal_update_apply(struct import_pass *pass, struct import_case *c);

#endif
