/* Who of Sales gets a lead that is handed over, and by which rule. Pure: who is here today is an argument. */
#ifndef LEADS_RULES_ASSIGN_H
#define LEADS_RULES_ASSIGN_H

#include "glossary/rules.h"

/* What a rule looks at; names as stored. The first gives a lead to the owner of its account, the others to their members. */
enum assign_kind { ASSIGN_ACCOUNT, ASSIGN_PERSONA, ASSIGN_SOURCE, ASSIGN_ANY };
extern const char *const assign_kind_names[];

/* Anybody a rule may come upon. */
struct seller {
	int64_t id;
	const char *name;
	bool sells;			/* is of Sales and may sign in */
	bool is_out;			/* today, in the organisation's zone */
	int64_t deputy_id;		/* 0: none */
};

struct assign_member {
	int64_t rule_id;
	int64_t person_id;
	const char *name;
	int64_t turn;			/* the rule's number of turns when it was theirs; the least is next */
};

struct assign_rule {
	int64_t id;
	int kind;
	int64_t persona_id;		/* of its kind; 0 and NULL: none, as the next three */
	const char *persona_name;
	int64_t source_id;
	const char *source_name;
	int64_t turns;
	const struct assign_member *members;
	size_t member_count;
};
enum { ASSIGN_RULES_MOST = 50, ASSIGN_MEMBERS_MOST = 60 };

/* "The account has an owner", "Persona: Operations lead", "Source: Web form", "Every lead". */
const char *assign_when(const void *ctx, const struct assign_rule *rule);

/* What is known of a lead. */
struct assign_facts {
	int64_t before_id;		/* who had it when it was recycled; 0: nobody, as the next two */
	int64_t own_id;			/* its own seller */
	int64_t account_owner_id;	/* its account's */
	const char *account_name;	/* NULL: it has none */
	int64_t persona_id;		/* 0: none that is a term, as the next */
	int64_t source_id;		/* the one it was mapped to */
};

/*
 * Who gets it. Whoever had it before or is its seller keeps it; then the rules are asked in their order, no rule at all being one of
 * ASSIGN_ACCOUNT. Who is out today is stood in for by their deputy, or the deputy's; a rule whose people are all out, gone or of
 * another team gives it to nobody, and the next one is asked. In a rule of several it is the turn of whoever waited longest.
 */
struct assigned {
	int64_t person_id;		/* 0: nobody, it stays in the shared queue; the rest is then empty */
	int64_t instead_of_id;		/* who is out; 0: they are here */
	int64_t rule_id;		/* whose turns move on; 0: nobody takes turns in it */
	int64_t member_id;		/* whose turn it was */
	const char *words;		/* "Given to Daniel Osei: owner of Fernhill." */
};
struct assigned assign_find(const void *ctx, const struct assign_rule *rules, size_t rule_count, const struct seller *sellers,
    size_t seller_count, const struct assign_facts *facts);

/* Who is here for a person: they, or whoever stands in for them at the end of the chain of deputies; NULL: nobody. */
const struct seller *seller_here(const struct seller *sellers, size_t count, int64_t id);

/* What is wrong with a rule as it was put together: fields "kind", "persona", "source", "members". */
void assign_rule_problems(struct problems *problems, const struct assign_rule *rule);

#endif
