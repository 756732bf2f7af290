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

/* The same without counting a turn: who would get it. */
struct assigned assign_preview(struct db *db, const void *ctx, int64_t lead_id, int64_t now, const char *zone);

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

#endif
