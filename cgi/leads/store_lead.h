/* Leads in the database. Results, ctx and failures as in glossary/store.h; acts belong into one transaction. */
#ifndef LEADS_STORE_LEAD_H
#define LEADS_STORE_LEAD_H

#include "glossary/store.h"
#include "leads/rules_lead.h"

/* With all names and references; also a merged or erased one. NULL: there is none. */
struct lead *lead_find(struct db *db, const void *ctx, int64_t id);

/* The id of the lead another system calls so, through merges; 0: nobody. */
int64_t lead_by_ref(struct db *db, const char *system, const char *external_id);

/* The lead itself, or the one it was merged into; 0: there is none. */
int64_t lead_standing(struct db *db, int64_t id);

/* Another lead, as it is shown before a second one is made. */
struct lead_row {
	int64_t id;
	const char *name;
	const char *company;
	const char *job;
	const char *email;		/* NULL: none */
	const char *phone;
	int origin;
	const char *source;		/* NULL: none */
	const char *owner_marketing_name;	/* NULL: nobody, as the next */
	const char *owner_sales_name;
	int64_t handoff_id;		/* its newest handoff; 0: none */
	int handoff_state;		/* GLOSSARY_NONE: none */
	bool handoff_final;
	int64_t created_at;
	int64_t same_by;		/* as the next, for the store */
	int same;			/* enum same_by; of leads_like() alone */
};

/* Leads that may be the same as `lead`, which may be new (id 0): at most 20, equal e-mails first. Merged and erased ones are none. */
struct lead_row *leads_like(struct db *db, const void *ctx, const struct lead *lead, size_t *count);

/* Other people at an account, newest first. */
struct lead_row *leads_at_account(struct db *db, const void *ctx, int64_t account_id, int64_t but_id, int64_t limit, size_t *count);

/* Leads of a marketer, and of nobody, that were never handed over, newest first; below `before_id`, 0: from the start. */
struct lead_row *leads_unhanded(struct db *db, const void *ctx, int64_t person_id, int64_t before_id, int64_t limit, size_t *count);

enum lead_make {
	MAKE_UNLESS_LIKE,		/* a form: any possible duplicate is shown first */
	MAKE_UNLESS_EMAIL,		/* the API: only an equal e-mail is the same lead */
	MAKE_ANYWAY			/* somebody has looked, or said allow_duplicate */
};

/*
 * Makes a tidied lead; sets its id and revision. *like (never NULL) are the possible duplicates there were. RESULT_TAKEN: nothing
 * was made because of them, and lead->id is the first of them; also when another system's name is some other lead's.
 * Sources and campaigns are found by name or made as unknown; theme, persona and stage are terms by name, abbreviation or synonym,
 * else kept as they came. Its account is found by domain, else by name, or made. Owners of the wrong team are left out.
 * Twenty who make the same lead at one instant make one. RESULT_ERASED: somebody who was erased on request, see lead_erased_by().
 */
enum act_result lead_create(struct db *db, const void *ctx, const struct actor *actor, struct lead *lead, enum lead_make make,
    struct lead_row **like, size_t *like_count);

/*
 * Saves a tidied lead where it differs from what is there, naming lead->revision, which moves on in the struct; a row of history for each
 * field, without values. References that are new are added, none is taken away. RESULT_TAKEN: the e-mail is another lead's and `make` is
 * not MAKE_ANYWAY, or a reference is; lead->id then is that lead's. RESULT_MOVED: merged or erased. RESULT_ERASED as above, by what is new.
 */
enum act_result lead_edit(struct db *db, const void *ctx, const struct actor *actor, struct lead *lead, enum lead_make make);

/*
 * Makes two records of one person one, naming both revisions: `into` stays, takes what it did not know, and gets the other's references,
 * handoffs and drafts; the other only leads to it from then on. RESULT_MOVED: one of them is merged, erased or not there; RESULT_TAKEN:
 * both have an open handoff.
 */
enum act_result lead_merge(struct db *db, const void *ctx, const struct actor *actor, int64_t from_id, int64_t from_revision,
    int64_t into_id, int64_t into_revision);

/* The history of a lead's fields, newest first. */
struct lead_change {
	int64_t id;
	int64_t revision;
	const char *person_name;
	int team;
	int64_t at;
	const char *field;		/* one of lead_fields, or "merged" */
};
struct lead_change *lead_changes(struct db *db, const void *ctx, int64_t lead_id, int64_t limit, size_t *count);

/* Which leads a list shows. */
struct lead_filter {
	const char *text;		/* words that begin words of name, company or e-mail; digits find a phone; NULL or "": all */
	bool by_name;			/* of name and company alone: who sees addresses masked does not find out what they are */
	int64_t owner_id;		/* on either side; 0: anybody's */
	int64_t source_id;		/* 0: any, as the next */
	int64_t persona_id;		/* a term */
	int64_t account_id;
	const char *after;		/* where the page before ended: leads_cursor(); NULL: from the start */
	int64_t limit;			/* ask for one more than shown */
};

/*
 * Newest first; of a search by the word that was found. Merged and erased ones are left out. Of several filters at once, or of one with words,
 * the first 5,000 of one are looked at and no more.
 */
struct lead_row *leads_list(struct db *db, const void *ctx, const struct lead_filter *filter, size_t *count);

/* Where the next page begins, for the address: the last row shown. Nonsense in `after` counts as the start. */
const char *leads_cursor(const void *ctx, const struct lead_filter *filter, const struct lead_row *last);

/* Names to choose from: known ones by name; with `all` those that came with leads, too. */
struct choice {
	int64_t id;
	const char *name;
	bool is_known;
};
struct choice *sources_list(struct db *db, const void *ctx, bool all, size_t *count);
struct choice *campaigns_list(struct db *db, const void *ctx, bool all, size_t *count);

/* Makes a name a known one, adding it where it is new. */
int64_t source_know(struct db *db, const struct actor *actor, const char *name);

#endif
