/* Leads: making and changing them. */
#include "leads/store_lead_parts.h"
#include "leads/store_erase.h"
#include "leads/store_result.h"

#include "auth/audit.h"
#include "base/text.h"

#include <jansson.h>
#include <talloc.h>

/* The words a lead is found by, put in place of those there were. */
static void
words_save(struct db *db, const void *ctx, const struct lead *lead)
{
	size_t count, length;
	char **words = lead_words(ctx, lead, &count), *text;
	json_t *list = memory_need(json_array());

	for (size_t i = 0; i < count; i++)
		json_array_append_new(list, json_string(words[i]));
	length = json_dumpb(list, NULL, 0, JSON_COMPACT);
	text = memory_need(talloc_zero_size(ctx, length + 1));
	json_dumpb(list, text, length, JSON_COMPACT);
	json_decref(list);
	db_run(db, "DELETE FROM lead_word WHERE lead_id = ?", "i", lead->id);
	db_run(db, "INSERT IGNORE INTO lead_word (word, lead_id) SELECT j.word, ? FROM"
	    " JSON_TABLE(?, '$[*]' COLUMNS (word VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$')) j", "is", lead->id, text);
}

/* Another lead that a reference belongs to; 0: none. */
static int64_t
refs_taken(struct db *db, const struct lead *lead)
{
	for (size_t i = 0; i < lead->ref_count; i++) {
		int64_t other = lead_by_ref(db, lead->refs[i].system, lead->refs[i].external_id);

		if (other && other != lead->id)
			return other;
	}
	return 0;
}

/* Adds the references that are new. Whose one is that somebody took meanwhile; 0: all are there. */
static int64_t
refs_save(struct db *db, const struct lead *lead)
{
	for (size_t i = 0; i < lead->ref_count; i++) {
		const struct lead_ref *ref = &lead->refs[i];

		db_run(db, "INSERT INTO lead_ref (system, external_id, lead_id) VALUES (?, ?, ?)", "ssi", ref->system, ref->external_id, lead->id);
		if (db_taken(db)) {
			int64_t other = db_integer(db, 0, "SELECT lead_id FROM lead_ref WHERE system = ? AND external_id = ? LOCK IN SHARE MODE", "ss",
			    ref->system, ref->external_id);

			if (other != lead->id)
				return other;
		}
	}
	return 0;
}

/*
 * The lead of an e-mail as the newest transaction left it: what a snapshot does not show makes the work start again. It does
 * so only where more is read than the index, hence the look at created_at.
 */
static int64_t
email_taken(struct db *db, const char *key)
{
	return lead_standing(db, db_integer(db, 0, "SELECT IF(created_at IS NULL, 0, id) FROM lead_record WHERE email_key = ?"
	    " ORDER BY copy LIMIT 1 LOCK IN SHARE MODE", "s", key));
}

#define OWNER_OF(team) "(SELECT p.id FROM person p WHERE p.id = ? AND p.team = '" team "')"

int64_t
lead_insert(struct db *db, const void *ctx, const struct actor *actor, const struct lead *l, const struct lead_names *n, int64_t copy)
{
	int64_t converted = l->converted_at > actor->now ? actor->now : l->converted_at;

	return db_insert(db, "INSERT INTO lead_record (account_id, name, name_key, company, job, email, email_key, copy, domain, phone, phone_key,"
	    " website, origin, source_id, campaign_id, theme_id, theme_name, persona_id, persona_name, first_touch, last_touch, converted_at, stage_id,"
	    " stage_name, owner_marketing_id, owner_sales_id, basis, do_not_contact, created_by, created_team, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?,"
	    " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, " OWNER_OF("marketing") ", " OWNER_OF("sales") ", ?, ?, ?, ?, ?)",
	    "nssssssisssssnnnsnssstnsiisiist", l->account_id, l->name, name_key(ctx, l->name), l->company, l->job, l->email,
	    email_key(ctx, l->email), copy, lead_domain(ctx, l), l->phone, phone_key(ctx, l->phone), l->website, origin_names[l->origin],
	    n->source_id, n->campaign_id, n->theme_id, n->theme_id ? "" : l->theme, n->persona_id, n->persona_id ? "" : l->persona,
	    touch_print(ctx, l->first_touch), touch_print(ctx, l->last_touch), converted, n->stage_id, n->stage_id ? "" : l->stage,
	    l->owner_marketing_id, l->owner_sales_id, l->basis, (int64_t)l->do_not_contact, actor->person_id, team_names[actor->team], actor->now);
}

/* The number the next lead with this address gets; 0 where nobody shares it. */
static int64_t
copy_next(struct db *db, const char *key)
{
	return key ? db_integer(db, 0, "SELECT MAX(copy) + 1 FROM lead_record WHERE email_key = ? LOCK IN SHARE MODE", "s", key) : 0;
}

/* What stands against making the lead; 0: nothing. The account is locked: of one company, one lead at a time. */
static int64_t
in_the_way(struct db *db, const void *ctx, const struct lead *lead, enum lead_make make, const struct lead_row *like, size_t count)
{
	const char *key = name_key(ctx, lead->name), *domain = lead_domain(ctx, lead);
	int64_t other = refs_taken(db, lead);

	if (other || make == MAKE_ANYWAY)
		return other;
	if (count && (make == MAKE_UNLESS_LIKE || like[0].same == SAME_EMAIL))
		return like[0].id;
	if (!domain || !*key || make != MAKE_UNLESS_LIKE)
		return 0;
	/* What the newest transaction left, likewise. */
	return db_integer(db, 0, "SELECT IF(created_at IS NULL, 0, id) FROM lead_record WHERE name_key = ? AND domain = ? AND merged_into_id IS NULL"
	    " LIMIT 1 LOCK IN SHARE MODE", "ss", key, domain);
}

enum act_result
lead_create(struct db *db, const void *ctx, const struct actor *actor, struct lead *lead, enum lead_make make, struct lead_row **like,
    size_t *like_count)
{
	const char *key = email_key(ctx, lead->email);
	int64_t account, other;
	struct lead_names names;

	lead->id = 0;
	*like = NULL;
	*like_count = 0;
	if (lead_erased_by(db, ctx, lead, NULL) != ERASED_NOT)
		return RESULT_ERASED;
	account = account_for(db, ctx, actor, lead);
	*like = leads_like(db, ctx, lead, like_count);
	other = in_the_way(db, ctx, lead, make, *like, *like_count);
	if (!other) {
		names = lead_names_find(db, ctx, actor, lead);
		lead->account_id = account;
		lead->id = lead_insert(db, ctx, actor, lead, &names, make == MAKE_ANYWAY ? copy_next(db, key) : 0);
		if (!lead->id && db_taken(db))
			other = email_taken(db, key);
		else
			other = refs_save(db, lead);
	}
	if (other) {
		lead->id = other;
		return RESULT_TAKEN;
	}
	lead->revision = 1;
	words_save(db, ctx, lead);
	audit_add(db, actor, "lead.create", "lead", lead->id, NULL);
	return RESULT_DONE;
}

static bool
lead_update(struct db *db, const void *ctx, const struct actor *actor, const struct lead *l, const struct lead_names *n, int64_t copy)
{
	int64_t converted = l->converted_at > actor->now ? actor->now : l->converted_at;

	return db_run(db, "UPDATE lead_record SET revision = revision + 1, account_id = ?, name = ?, name_key = ?, company = ?, job = ?, email = ?,"
	    " email_key = ?, copy = ?, domain = ?, phone = ?, phone_key = ?, website = ?, origin = ?, source_id = ?, campaign_id = ?, theme_id = ?,"
	    " theme_name = ?, persona_id = ?, persona_name = ?, first_touch = ?, last_touch = ?, converted_at = ?, stage_id = ?, stage_name = ?,"
	    " owner_marketing_id = " OWNER_OF("marketing") ", owner_sales_id = " OWNER_OF("sales") ", basis = ?, do_not_contact = ?"
	    " WHERE id = ? AND revision = ?", "nssssssisssssnnnsnssstnsiisiii", l->account_id, l->name, name_key(ctx, l->name), l->company, l->job,
	    l->email, email_key(ctx, l->email), copy, lead_domain(ctx, l), l->phone, phone_key(ctx, l->phone), l->website, origin_names[l->origin],
	    n->source_id, n->campaign_id, n->theme_id, n->theme_id ? "" : l->theme, n->persona_id, n->persona_id ? "" : l->persona,
	    touch_print(ctx, l->first_touch), touch_print(ctx, l->last_touch), converted, n->stage_id, n->stage_id ? "" : l->stage,
	    l->owner_marketing_id, l->owner_sales_id, l->basis, (int64_t)l->do_not_contact, l->id, l->revision) == 1;
}

/* A row of history for each field that differs. */
static void
edits_add(struct db *db, const void *ctx, const struct actor *actor, const struct lead *before, const struct lead *after)
{
	for (size_t i = 0; lead_fields[i]; i++)
		if (lead_differs(ctx, before, after, i))
			db_run(db, "INSERT INTO lead_edit (lead_id, revision, person_id, team, at, field) VALUES (?, ?, ?, ?, ?, ?)", "iiists", after->id,
			    after->revision, actor->person_id, team_names[actor->team], actor->now, lead_fields[i]);
}

static bool
differs_at_all(const void *ctx, const struct lead *before, const struct lead *after)
{
	for (size_t i = 0; lead_fields[i]; i++)
		if (lead_differs(ctx, before, after, i))
			return true;
	return false;
}

/* Saves the fields of a locked lead that differ. Whose e-mail it is, where another has it; 0: saved. */
static int64_t
fields_save(struct db *db, const void *ctx, const struct actor *actor, const struct lead *before, struct lead *lead, enum lead_make make)
{
	const char *key = email_key(ctx, lead->email);
	bool other_email = !text_equal(key, email_key(ctx, before->email)), other_company = !text_equal(before->company, lead->company);
	struct lead_names names = lead_names_find(db, ctx, actor, lead);
	int64_t copy = other_email ? make == MAKE_ANYWAY ? copy_next(db, key) : 0
	    : db_integer(db, 0, "SELECT copy FROM lead_record WHERE id = ?", "i", lead->id), other;

	lead->account_id = other_email || other_company || !text_equal(before->website, lead->website)
	    ? account_for(db, ctx, actor, lead) : before->account_id;
	if (!lead_update(db, ctx, actor, lead, &names, copy)) {
		other = db_taken(db) ? email_taken(db, key) : 0;
		/* Its own: a record that was made one with it has the address. */
		if (other != lead->id || !lead_update(db, ctx, actor, lead, &names, copy_next(db, key)))
			return other;
	}
	lead->revision++;
	edits_add(db, ctx, actor, before, lead);
	if (other_email || other_company || !text_equal(before->name, lead->name))
		words_save(db, ctx, lead);
	audit_add(db, actor, "lead.edit", "lead", lead->id, text_format(ctx, "r%lld", (long long)lead->revision));
	return 0;
}

enum act_result
lead_edit(struct db *db, const void *ctx, const struct actor *actor, struct lead *lead, enum lead_make make)
{
	int64_t revision = db_integer(db, 0, "SELECT revision FROM lead_record WHERE id = ? FOR UPDATE", "i", lead->id), other;
	const struct lead *before = revision ? lead_find(db, ctx, lead->id) : NULL;

	if (!before)
		return RESULT_GONE;
	if (before->merged_into_id || before->erased_at)
		return RESULT_MOVED;
	if (revision != lead->revision)
		return RESULT_STALE;
	if (lead_erased_by(db, ctx, lead, before) != ERASED_NOT)
		return RESULT_ERASED;
	other = refs_taken(db, lead);
	if (!other && differs_at_all(ctx, before, lead))
		other = fields_save(db, ctx, actor, before, lead, make);
	if (!other)
		other = refs_save(db, lead);
	if (other) {
		lead->id = other;
		return RESULT_TAKEN;
	}
	results_follow_edited(db, ctx, lead->id);
	return RESULT_DONE;
}
