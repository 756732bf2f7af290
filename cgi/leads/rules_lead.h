/*
 * What a lead is, when two are the same, and what an observer sees of one. Pure: the clock and the database are arguments.
 * Texts, lines, days, instants and enums as in glossary/rules.h.
 */
#ifndef LEADS_RULES_LEAD_H
#define LEADS_RULES_LEAD_H

#include "glossary/rules.h"

enum origin { ORIGIN_MARKETING, ORIGIN_SALES, ORIGIN_PARTNER, ORIGIN_CUSTOMER };
extern const char *const origin_names[];
const char *origin_label(int origin);			/* "Marketing", "Sales", "Partner", "Customer" */

/* What another system calls a lead. The system is a short lower-case name: "hubspot". */
struct lead_ref {
	int64_t lead_id;
	const char *system;
	const char *external_id;
};

/* How somebody came to us, once: the first time or the last. NULL members were not told. */
struct touch {
	const char *source;		/* utm_source, as the next four */
	const char *medium;
	const char *campaign;
	const char *term;
	const char *content;
	const char *landing_page;
	const char *referrer;
	int64_t at;			/* instant; 0: not told */
};

/* As it is stored, one JSON object; NULL for NULL or for nothing told. And back; NULL is NULL. */
const char *touch_print(const void *ctx, const struct touch *touch);
struct touch *touch_read(const void *ctx, const char *json);

/* A lead. After lead_tidy() texts are never NULL but where it says so. */
struct lead {
	int64_t id;
	int64_t revision;

	/* What a form, a file or the API fills in. */
	const char *name;		/* "" when only the company is known */
	const char *company;
	const char *job;
	const char *email;		/* as typed; NULL: none */
	const char *phone;
	const char *website;
	int origin;
	const char *source;		/* names; "" none. Unknown ones are kept as they came, as the next four */
	const char *campaign;
	const char *theme;		/* a term's name, abbreviation or synonym; what came, where no term is called so */
	const char *persona;
	const char *stage;
	const struct touch *first_touch;	/* NULL: not known, as the next */
	const struct touch *last_touch;
	int64_t converted_at;		/* when the person asked; 0: not known */
	int64_t owner_marketing_id;	/* 0: nobody, as the next */
	int64_t owner_sales_id;
	const char *basis;		/* on which the person's data is held: "consent", "legitimate_interest" …; "" not said */
	bool do_not_contact;
	const struct lead_ref *refs;
	size_t ref_count;

	/* What goes with it. */
	int64_t account_id;		/* 0: none */
	const char *account_name;	/* NULL: none, as the next four */
	const char *account_domain;
	const char *owner_marketing_name;
	const char *owner_sales_name;
	const char *theme_slug;		/* of the term; NULL: unmapped, as the next two */
	const char *persona_slug;
	const char *stage_slug;
	bool source_known;		/* somebody has chosen this name; false: it came with a lead */
	bool campaign_known;
	int64_t merged_into_id;		/* 0: not merged */
	int64_t erased_at;		/* 0: not */
	int64_t created_by;
	const char *author_name;
	int64_t created_at;
};
#define LEAD_BLANK { .origin = GLOSSARY_NONE }

enum {
	LEAD_NAME_MOST = 200, LEAD_COMPANY_MOST = 200, LEAD_JOB_MOST = 120, LEAD_EMAIL_MOST = 254, LEAD_PHONE_MOST = 40,
	LEAD_WEBSITE_MOST = 200, LEAD_SOURCE_MOST = 120, LEAD_CAMPAIGN_MOST = 160, LEAD_TERM_MOST = 120, LEAD_REFS_MOST = 20,
	REF_SYSTEM_MOST = 40, REF_ID_MOST = 190, TOUCH_MOST = 500
};

/* Brings texts into their stored shape: one line, squeezed, without marks nobody sees; an empty e-mail is NULL. */
void lead_tidy(const void *ctx, struct lead *lead);

/*
 * What is wrong with a tidied lead, members as in the struct; of a reference "external_refs" with its place as index. A lead
 * needs a person or a company, and an e-mail, a phone or a reference. `now`: a conversion up to 60 s ahead counts as now, later
 * is refused.
 */
void lead_problems(struct problems *problems, const struct lead *lead, int64_t now);

/* The same of one name in another system alone; members "system" and "id". */
struct lead_ref ref_tidy(const void *ctx, const struct lead_ref *ref);
void ref_problems(struct problems *problems, int index, const struct lead_ref *ref);

/* RFC 6901: "/email", "/external_refs/0/id", "/first_touch/at". Also of handoff_problems(): "/answers/BUDGET/value". */
const char *lead_problem_pointer(const void *ctx, const struct problem *problem);

/* One @ with something before it and a domain with a dot behind it, no blanks, at most 254 bytes. */
bool email_sound(const char *email);

/* What equal ones have in common; NULL or "" where there is nothing to compare. */
const char *email_key(const void *ctx, const char *email);	/* NULL for NULL: letters made small */
const char *name_key(const void *ctx, const char *name);	/* letters made small and plain, words in the order of the alphabet: "anna weber" for "Wéber, Anna" */
const char *phone_key(const void *ctx, const char *phone);	/* the last nine digits; "" with fewer than six */

/*
 * What another system calls a record, the same however it was written: of Salesforce's two ways, 15 characters that are told apart by case, and those with
 * three more that say which are capitals (developer.salesforce.com, "ID field type"), the longer one. `id` itself of other systems, and of what is neither;
 * NULL for NULL. And the shorter one of the longer.
 */
const char *ref_id(const void *ctx, const char *system, const char *id);
const char *ref_id_short(const void *ctx, const char *system, const char *id);

/*
 * The domain that joins people of one company: of the e-mail address, else of the website; NULL where there is none or it is
 * one of the free-mail ones.
 */
const char *lead_domain(const void *ctx, const struct lead *lead);
bool domain_is_free_mail(const char *domain);

/* The plain words a lead is found by: of name, company, e-mail address; each once, at most 30, 2 to 40 bytes; NULL ends them. */
char **lead_words(const void *ctx, const struct lead *lead, size_t *count);
/* The same of what somebody typed into the search, in their order; the last one may be unfinished. */
char **search_words(const void *ctx, const char *text, size_t *count);

/* Why another lead may be the same one. */
enum same_by { SAME_NOT, SAME_EMAIL, SAME_NAME_AND_DOMAIN };

/* What an observer sees: "m…@f….com", "…42" of a phone; "" for none. Names stay. */
const char *email_masked(const void *ctx, const char *email);
const char *phone_masked(const void *ctx, const char *phone);

/* Masks what `user` may not see in a lead about to be shown or sent. */
void lead_mask(const void *ctx, struct lead *lead, const struct user *user);

/* What a lead is called: the name, else the company, else "Lead 12". */
const char *lead_title(const void *ctx, int64_t id, const char *name, const char *company);

/* NULL, or the sentence for the 403 page: observers read. */
const char *leads_may_write(const struct user *user);

/* The fields whose changes the history names, in order; NULL ends them. lead_differs(): does field `i` differ? */
extern const char *const lead_fields[];
bool lead_differs(const void *ctx, const struct lead *a, const struct lead *b, size_t field);

#endif
