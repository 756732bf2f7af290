/* Who gets a lead that is handed over, and the rules that say so. */
#include "leads/store_assign.h"

#include "auth/audit.h"
#include "base/days.h"
#include "base/text.h"

#include <talloc.h>

enum { NOBODYS_TURN = 2000000000 };	/* beyond every turn: marks members who are about to go */

static const struct column seller_columns[] = {
	COLUMN(INT, struct seller, id),
	COLUMN(TEXT, struct seller, name),
	COLUMN(BOOL, struct seller, sells),
	COLUMN(BOOL, struct seller, is_out),
	COLUMN(INT, struct seller, deputy_id),
	{ 0 }
};
static const struct shape seller_shape = { sizeof(struct seller), seller_columns };

struct seller *
sellers_list(struct db *db, const void *ctx, int64_t now, const char *zone, size_t *count)
{
	return db_list(db, ctx, &seller_shape, count, "SELECT id, name, team = 'sales' AND disabled_at IS NULL AS sells,"
	    " COALESCE(out_until >= ?, FALSE) AS is_out, deputy_id FROM person WHERE team = 'sales' ORDER BY name, id", "s",
	    day_print(ctx, day_of(now, zone)));
}

struct seller *
seller_find(struct db *db, const void *ctx, int64_t id)
{
	return db_one(db, ctx, &seller_shape, "SELECT id, name, team = 'sales' AND disabled_at IS NULL AS sells, FALSE AS is_out, deputy_id"
	    " FROM person WHERE id = ?", "i", id);
}

bool
seller_stands(struct db *db, int64_t id)
{
	return id && db_integer(db, 0, "SELECT 1 FROM person WHERE id = ? AND team = 'sales' AND disabled_at IS NULL", "i", id);
}

static const struct column rule_columns[] = {
	COLUMN(INT, struct assign_rule, id),
	CODE_COLUMN(struct assign_rule, kind, assign_kind_names),
	COLUMN(INT, struct assign_rule, persona_id),
	COLUMN(TEXT, struct assign_rule, persona_name),
	COLUMN(INT, struct assign_rule, source_id),
	COLUMN(TEXT, struct assign_rule, source_name),
	COLUMN(INT, struct assign_rule, turns),
	{ 0 }
};
static const struct shape rule_shape = { sizeof(struct assign_rule), rule_columns };

static const struct column member_columns[] = {
	COLUMN(INT, struct assign_member, rule_id),
	COLUMN(INT, struct assign_member, person_id),
	COLUMN(TEXT, struct assign_member, name),
	COLUMN(INT, struct assign_member, turn),
	{ 0 }
};
static const struct shape member_shape = { sizeof(struct assign_member), member_columns };

struct assign_rule *
assign_rules(struct db *db, const void *ctx, size_t *count)
{
	struct assign_rule *rules = db_list(db, ctx, &rule_shape, count, "SELECT r.id, r.kind, r.persona_id, t.name AS persona_name, r.source_id,"
	    " s.name AS source_name, r.turns FROM assignment_rule r LEFT JOIN term t ON t.id = r.persona_id LEFT JOIN source s ON s.id = r.source_id"
	    " ORDER BY r.position, r.id", "");
	size_t all;
	const struct assign_member *members = *count ? db_list(db, ctx, &member_shape, &all, "SELECT m.rule_id, m.person_id, p.name, m.turn"
	    " FROM assignment_member m JOIN person p ON p.id = m.person_id ORDER BY m.rule_id, m.turn, p.name, m.person_id", "") : NULL;

	for (size_t i = 0; i < *count; i++)
		for (size_t j = 0; j < all; j++) {
			if (members[j].rule_id != rules[i].id)
				continue;
			if (!rules[i].member_count++)
				rules[i].members = &members[j];
		}
	return rules;
}

static const struct column facts_columns[] = {
	COLUMN(INT, struct assign_facts, before_id),
	COLUMN(INT, struct assign_facts, own_id),
	COLUMN(INT, struct assign_facts, account_owner_id),
	COLUMN(TEXT, struct assign_facts, account_name),
	COLUMN(INT, struct assign_facts, persona_id),
	COLUMN(INT, struct assign_facts, source_id),
	{ 0 }
};
static const struct shape facts_shape = { sizeof(struct assign_facts), facts_columns };

#define FACTS_COLUMNS "l.owner_sales_id AS own_id, a.owner_sales_id AS account_owner_id, a.name AS account_name, l.persona_id," \
	" COALESCE(s.same_as_id, s.id) AS source_id"
#define FACTS_JOINS " LEFT JOIN account a ON a.id = l.account_id LEFT JOIN source s ON s.id = l.source_id"

/* What a choice is made from. */
struct ballot {
	const struct assign_facts *facts;
	struct assign_rule *rules;
	struct seller *sellers;
	size_t rule_count, seller_count;
};

static struct ballot
ballot_read(struct db *db, const void *ctx, int64_t lead_id, int64_t previous_id, int64_t but_id, int64_t now, const char *zone)
{
	struct ballot b = { .facts = db_one(db, ctx, &facts_shape, "SELECT (SELECT h.owner_id FROM handoff h WHERE h.id = ?) AS before_id, "
	    FACTS_COLUMNS " FROM lead_record l" FACTS_JOINS " WHERE l.id = ?", "ii", previous_id, lead_id) };

	b.rules = assign_rules(db, ctx, &b.rule_count);
	b.sellers = sellers_list(db, ctx, now, zone, &b.seller_count);
	for (size_t i = 0; but_id && i < b.seller_count; i++)
		b.sellers[i].sells &= b.sellers[i].id != but_id;
	return b;
}

static struct assigned
ballot_find(const void *ctx, const struct ballot *b)
{
	return b->facts ? assign_find(ctx, b->rules, b->rule_count, b->sellers, b->seller_count, b->facts) : (struct assigned){ 0 };
}

/* Chooses anew under the lock of the rule whose people take turns, and counts the turn: whoever takes one waits for the one before. */
static struct assigned
turn_take(struct db *db, const void *ctx, struct ballot *b, int64_t rule_id)
{
	struct assigned to;
	int64_t turns;

	db_run(db, DB_AS_IT_IS_NOW "UPDATE assignment_rule SET turns = turns + 1 WHERE id = ?", "i", rule_id);
	turns = db_integer(db, 0, "SELECT turns FROM assignment_rule WHERE id = ?", "i", rule_id);
	for (size_t i = 0; i < b->rule_count; i++)
		if (b->rules[i].id == rule_id)
			b->rules[i].members = db_list(db, ctx, &member_shape, &b->rules[i].member_count, DB_AS_IT_IS_NOW "SELECT m.rule_id, m.person_id,"
			    " (SELECT p.name FROM person p WHERE p.id = m.person_id) AS name, m.turn FROM assignment_member m WHERE m.rule_id = ?"
			    " ORDER BY m.turn, name, m.person_id FOR UPDATE", "i", rule_id);
	to = ballot_find(ctx, b);
	if (to.rule_id)
		db_run(db, DB_AS_IT_IS_NOW "UPDATE assignment_member SET turn = ? WHERE rule_id = ? AND person_id = ?", "iii", turns, to.rule_id, to.member_id);
	return to;
}

static struct assigned
choose(struct db *db, const void *ctx, int64_t lead_id, int64_t previous_id, int64_t but_id, int64_t now, const char *zone)
{
	struct ballot b = ballot_read(db, ctx, lead_id, previous_id, but_id, now, zone);
	struct assigned to = ballot_find(ctx, &b);

	return to.rule_id ? turn_take(db, ctx, &b, to.rule_id) : to;
}

struct assigned
assign_lead(struct db *db, const void *ctx, int64_t lead_id, int64_t previous_id, int64_t now, const char *zone)
{
	return choose(db, ctx, lead_id, previous_id, 0, now, zone);
}

struct assigned
assign_lead_from(struct db *db, const void *ctx, int64_t lead_id, int64_t but_id, int64_t now, const char *zone)
{
	return choose(db, ctx, lead_id, 0, but_id, now, zone);
}

#define IN_TRIAL(type, member) { DB_##type, #member, offsetof(struct assign_trial, facts.member), NULL }
static const struct column trial_columns[] = {
	COLUMN(INT, struct assign_trial, handoff_id),
	COLUMN(INT, struct assign_trial, lead_id),
	COLUMN(TEXT, struct assign_trial, lead_name),
	COLUMN(TEXT, struct assign_trial, lead_company),
	IN_TRIAL(INT, own_id),
	IN_TRIAL(INT, account_owner_id),
	IN_TRIAL(TEXT, account_name),
	IN_TRIAL(INT, persona_id),
	IN_TRIAL(INT, source_id),
	{ 0 }
};
static const struct shape trial_shape = { sizeof(struct assign_trial), trial_columns };

struct assign_trial *
assign_trials(struct db *db, const void *ctx, int64_t limit, int64_t now, const char *zone, size_t *count)
{
	struct assign_trial *trials = db_list(db, ctx, &trial_shape, count, "SELECT h.id AS handoff_id, l.id AS lead_id, l.name AS lead_name,"
	    " l.company AS lead_company, " FACTS_COLUMNS " FROM (SELECT id, lead_id FROM handoff ORDER BY id DESC LIMIT ?) h"
	    " JOIN lead_record l ON l.id = h.lead_id" FACTS_JOINS " ORDER BY h.id DESC", "i", limit);
	size_t rule_count, seller_count;
	const struct assign_rule *rules = assign_rules(db, ctx, &rule_count);
	const struct seller *sellers = sellers_list(db, ctx, now, zone, &seller_count);

	for (size_t i = 0; i < *count; i++)
		trials[i].to = assign_find(ctx, rules, rule_count, sellers, seller_count, &trials[i].facts);
	return trials;
}

int64_t
assign_revision(struct db *db)
{
	return db_integer(db, 1, "SELECT revision FROM assignment WHERE id = 1", "");
}

struct editor {
	const char *name;
};
static const struct column editor_columns[] = { COLUMN(TEXT, struct editor, name), { 0 } };
static const struct shape editor_shape = { sizeof(struct editor), editor_columns };

const char *
assign_editor(struct db *db, const void *ctx)
{
	const struct editor *e = db_one(db, ctx, &editor_shape, "SELECT p.name FROM assignment a JOIN person p ON p.id = a.edited_by WHERE a.id = 1", "");

	return e ? e->name : NULL;
}

/* Holds the list for a change; false: it is another than was seen. */
static bool
list_hold(struct db *db, const struct actor *actor, int64_t revision)
{
	db_run(db, "INSERT IGNORE INTO assignment (id) VALUES (1)", "");
	return db_run(db, "UPDATE assignment SET revision = revision + 1, edited_by = ?, edited_at = ? WHERE id = 1 AND revision = ?", "iti",
	    actor->person_id, actor->now, revision) == 1;
}

/* Puts the rule's members in place of those there were; who stays keeps their turn. */
static void
members_save(struct db *db, const struct assign_rule *rule)
{
	size_t count = rule->kind == ASSIGN_ACCOUNT ? 0 : rule->member_count;

	db_run(db, "UPDATE assignment_member SET turn = turn + ? WHERE rule_id = ?", "ii", (int64_t)NOBODYS_TURN, rule->id);
	for (size_t i = 0; i < count; i++)
		db_run(db, "INSERT INTO assignment_member (rule_id, person_id, turn) VALUES (?, ?, 0)"
		    " ON DUPLICATE KEY UPDATE turn = IF(turn >= ?, turn - ?, turn)", "iiii", rule->id, rule->members[i].person_id, (int64_t)NOBODYS_TURN,
		    (int64_t)NOBODYS_TURN);
	db_run(db, "DELETE FROM assignment_member WHERE rule_id = ? AND turn >= ?", "ii", rule->id, (int64_t)NOBODYS_TURN);
}

static int64_t
rule_insert(struct db *db, const struct assign_rule *rule)
{
	return db_insert(db, "INSERT INTO assignment_rule (position, kind, persona_id, source_id) SELECT COALESCE(MAX(position), 0) + 1, ?, ?, ?"
	    " FROM assignment_rule", "snn", assign_kind_names[rule->kind], rule->kind == ASSIGN_PERSONA ? rule->persona_id : 0,
	    rule->kind == ASSIGN_SOURCE ? rule->source_id : 0);
}

enum act_result
assign_rule_add(struct db *db, const struct actor *actor, const struct assign_rule *rule, int64_t revision)
{
	struct assign_rule made = *rule;
	int64_t count;

	if (!list_hold(db, actor, revision))
		return RESULT_STALE;
	count = db_integer(db, 0, "SELECT COUNT(*) FROM assignment_rule", "");
	if (count >= ASSIGN_RULES_MOST)
		return RESULT_TAKEN;
	if (!count && rule->kind != ASSIGN_ACCOUNT)
		rule_insert(db, &(struct assign_rule){ .kind = ASSIGN_ACCOUNT });
	made.id = rule_insert(db, rule);
	members_save(db, &made);
	audit_add(db, actor, "assignment.create", "assignment", made.id, assign_kind_names[rule->kind]);
	return RESULT_DONE;
}

enum act_result
assign_rule_edit(struct db *db, const struct actor *actor, const struct assign_rule *rule, int64_t revision)
{
	if (!list_hold(db, actor, revision))
		return RESULT_STALE;
	if (db_run(db, "UPDATE assignment_rule SET kind = ?, persona_id = ?, source_id = ? WHERE id = ?", "snni", assign_kind_names[rule->kind],
	    rule->kind == ASSIGN_PERSONA ? rule->persona_id : 0, rule->kind == ASSIGN_SOURCE ? rule->source_id : 0, rule->id) != 1)
		return RESULT_GONE;
	members_save(db, rule);
	audit_add(db, actor, "assignment.edit", "assignment", rule->id, assign_kind_names[rule->kind]);
	return RESULT_DONE;
}

enum act_result
assign_rule_drop(struct db *db, const struct actor *actor, int64_t id, int64_t revision)
{
	if (!list_hold(db, actor, revision))
		return RESULT_STALE;
	if (db_run(db, "DELETE FROM assignment_rule WHERE id = ?", "i", id) != 1)
		return RESULT_GONE;
	audit_add(db, actor, "assignment.removal", "assignment", id, NULL);
	return RESULT_DONE;
}

enum act_result
assign_rule_move(struct db *db, const void *ctx, const struct actor *actor, int64_t id, bool up, int64_t revision)
{
	size_t count, at = 0, to;
	const struct assign_rule *rules;

	if (!list_hold(db, actor, revision))
		return RESULT_STALE;
	rules = assign_rules(db, ctx, &count);
	while (at < count && rules[at].id != id)
		at++;
	if (at == count)
		return RESULT_GONE;
	to = up ? at - 1 : at + 1;
	if (up ? !at : to == count)
		return RESULT_DONE;
	for (size_t i = 0; i < count; i++)
		db_run(db, "UPDATE assignment_rule SET position = ? WHERE id = ?", "ii", (int64_t)(i == at ? to : i == to ? at : i) + 1, rules[i].id);
	audit_add(db, actor, "assignment.order", "assignment", id, up ? "up" : "down");
	return RESULT_DONE;
}
