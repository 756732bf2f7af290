/* Who gets a lead: the rules in the database, the people they know, and leads that move from one person to another. */
#ifndef LEADS_STORE_ASSIGN_H
#define LEADS_STORE_ASSIGN_H

#include "glossary/store.h"
#include "leads/rules_assign.h"

/*
 * Who gets a lead that is handed over at `now`, in the caller's transaction; `previous_id` is the handoff it follows (0: none), whose owner
 * keeps it. Where people take turns their rule is locked and the turn counted, so that many at one instant are spread evenly.
 */
struct assigned assign_lead(struct db *db, const void *ctx, int64_t lead_id, int64_t previous_id, int64_t now, const char *zone);

/* The same for somebody else than `but_id`. */
struct assigned assign_lead_from(struct db *db, const void *ctx, int64_t lead_id, int64_t but_id, int64_t now, const char *zone);

/* The newest handoffs, newest first, and who would get them by the rules as they are, with nobody's turn counted and whoever had them left out. */
struct assign_trial {
	int64_t handoff_id;
	int64_t lead_id;
	const char *lead_name;
	const char *lead_company;
	struct assign_facts facts;
	struct assigned to;
};
struct assign_trial *assign_trials(struct db *db, const void *ctx, int64_t limit, int64_t now, const char *zone, size_t *count);

/* Everybody a rule may come upon, as they are on the day of `now`; and one of them, NULL: there is none. */
struct seller *sellers_list(struct db *db, const void *ctx, int64_t now, const char *zone, size_t *count);
struct seller *seller_find(struct db *db, const void *ctx, int64_t id);

/* Is of Sales and not disabled. False for 0. */
bool seller_stands(struct db *db, int64_t id);

/* The rules in their order, with their members by whose turn it is; and the revision of the list, from 1. */
struct assign_rule *assign_rules(struct db *db, const void *ctx, size_t *count);
int64_t assign_revision(struct db *db);

/* Who changed the list last, for whoever comes too late; NULL: nobody yet. */
const char *assign_editor(struct db *db, const void *ctx);

/*
 * Changes of the list, each naming its revision: RESULT_STALE where somebody was quicker, RESULT_GONE where there is no such rule. The rule was
 * found free of problems. A new one stands last; the first of all stands behind one of the account's owner, which held until then.
 * RESULT_TAKEN: there are as many as there may be. A rule whose members change keeps the turns of those who stay.
 */
enum act_result assign_rule_add(struct db *db, const struct actor *actor, const struct assign_rule *rule, int64_t revision);
enum act_result assign_rule_edit(struct db *db, const struct actor *actor, const struct assign_rule *rule, int64_t revision);
enum act_result assign_rule_drop(struct db *db, const struct actor *actor, int64_t id, int64_t revision);
/* One place up or down; at the end of the list nothing happens. */
enum act_result assign_rule_move(struct db *db, const void *ctx, const struct actor *actor, int64_t id, bool up, int64_t revision);

/* An account's pair: who looks after it in each team. */
struct account_pair {
	int64_t id;
	int64_t revision;
	const char *name;
	int64_t marketing_id;		/* 0 and NULL: nobody, as the next three */
	const char *marketing_name;
	int64_t sales_id;
	const char *sales_name;
};
struct account_pair *account_pair_find(struct db *db, const void *ctx, int64_t account_id);

/* Accounts that have somebody, by name. */
struct account_pair *account_pairs(struct db *db, const void *ctx, int64_t limit, size_t *count);

/* Sets the pair, naming the account's revision; people of the wrong team, and those who have left, are left out. RESULT_STALE, RESULT_GONE. */
enum act_result account_pair_save(struct db *db, const struct actor *actor, const struct account_pair *pair, int64_t revision);

/* What somebody has on the side of a team: open handoffs (Sales alone), leads, accounts; and open deals (Sales alone), which are listed and not moved. */
struct holding {
	int64_t person_id;
	const char *name;
	int team;			/* enum team: the side */
	bool has_left;			/* disabled, or of another team by now */
	int64_t handoffs, leads, accounts;
	int64_t deals;
};

/* Everybody who has left and still has something; and one person's on both sides, [0] Marketing, [1] Sales; NULL: no such person. */
struct holding *holdings_left(struct db *db, const void *ctx, size_t *count);
struct holding *holdings_of(struct db *db, const void *ctx, int64_t person_id);

/*
 * Moves all that somebody has on one side to `to_id`; 0: to nobody, so that the rules say who gets a lead when it is handed over.
 * `by_rules`: open handoffs are given away by the rules at once. The team's clocks run on. At most MOVES_MOST records, of these at most
 * MOVED_HANDOFFS_MOST handoffs, in one transaction: *moved is what was moved, holdings_of() what is left. RESULT_MOVED: `to_id` is not
 * of that team, has left, or is the person. RESULT_GONE: no such person.
 */
enum { MOVES_MOST = 5000, MOVED_HANDOFFS_MOST = 250 };
struct move_order {
	int64_t from_id;
	int team;
	int64_t to_id;
	bool by_rules;
};
enum { MOVED_LEADS_MOST = MOVES_MOST - MOVED_HANDOFFS_MOST };	/* leads and accounts */
enum act_result holding_move(struct db *db, const void *ctx, const struct actor *actor, const struct move_order *order, const char *zone,
    struct holding *moved);

/* Whether there is anything to move; and what one act leaves at least. */
bool holding_movable(const struct holding *holding);
struct holding holding_rest(const struct holding *holding);

/* What this person moved last from somebody within ten minutes; false: nothing. */
bool holding_moved(struct db *db, const void *ctx, const struct actor *actor, int64_t from_id, struct holding *moved);

#endif
