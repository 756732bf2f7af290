/* Leads as they were before a file, and taking back what it did to them. */
#include "leads/store_import_match.h"

#include "base/text.h"
#include "leads/rules_handoff.h"
#include "leads/store_result.h"

#include <string.h>
#include <talloc.h>

/* The fields that a file may change, as texts, so that an undo can put them back. */
static const struct { const char *name; size_t at; bool is_number; } lead_texts[] = {
	{ "name", offsetof(struct lead, name), false }, { "company", offsetof(struct lead, company), false }, { "job", offsetof(struct lead, job), false },
	{ "email", offsetof(struct lead, email), false }, { "phone", offsetof(struct lead, phone), false }, { "website", offsetof(struct lead, website), false },
	{ "source", offsetof(struct lead, source), false }, { "campaign", offsetof(struct lead, campaign), false }, { "theme", offsetof(struct lead, theme), false },
	{ "persona", offsetof(struct lead, persona), false }, { "stage", offsetof(struct lead, stage), false },
	{ "converted_at", offsetof(struct lead, converted_at), true }, { "owner_marketing", offsetof(struct lead, owner_marketing_id), true },
	{ "owner_sales", offsetof(struct lead, owner_sales_id), true }
};
enum { LEAD_TEXTS = sizeof lead_texts / sizeof *lead_texts };

static const char *
text_of(const void *ctx, const struct lead *l, size_t i)
{
	const void *at = (const char *)l + lead_texts[i].at;
	const char *text;

	if (lead_texts[i].is_number)
		return text_format(ctx, "%lld", (long long)*(const int64_t *)at);
	text = *(const char *const *)at;
	return text ? text : "";
}

static void
text_put(struct lead *l, size_t i, const char *text)
{
	void *at = (char *)l + lead_texts[i].at;

	if (lead_texts[i].is_number)
		text_integer(text, 0, INT64_MAX, at);
	else
		*(const char **)at = *text || lead_texts[i].at != offsetof(struct lead, email) ? text : NULL;
}

const char *
lead_before(struct import_pass *pass, const struct import_case *c)
{
	json_t *fields = json_object();

	for (size_t i = 0; i < LEAD_TEXTS; i++) {
		const char *was = text_of(pass->ctx, c->is, i), *is = text_of(pass->ctx, &c->becomes, i);

		if (!text_equal(was, is))
			json_object_set_new(fields, lead_texts[i].name, json_pack("[s, s]", was, is));
	}
	if (c->is->origin != c->becomes.origin)
		json_object_set_new(fields, "origin", json_pack("[s, s]", origin_names[c->is->origin], origin_names[c->becomes.origin]));
	return json_print(pass->ctx, json_pack("{s:o, s:s?, s:o, s:o}", "fields", fields, "ref", c->adds_id ? c->row->cells[TO_EXTERNAL_ID] : NULL, "past", past_json(lead_past_find(pass->db, pass->ctx, c->subject_id)), "told",
	    told_json(pass, c->subject_id)));
}

/*
 * Nobody has gone on with it: it was not handed over, is part of no deal, was not merged or edited, and no other file nor person has told more of it, such as
 * its history or an ID.
 */
static bool
is_untouched(struct db *db, const struct import_file *file, const struct import_done *row)
{
	return db_integer(db, 0, "SELECT 1 FROM lead_record l WHERE l.id = ? AND l.revision = ? AND l.handoffs = 0 AND l.merged_into_id IS NULL AND l.erased_at IS NULL"
	    " AND NOT EXISTS (SELECT 1 FROM handoff h WHERE h.lead_id = l.id) AND NOT EXISTS (SELECT 1 FROM handoff_draft d WHERE d.lead_id = l.id)"
	    " AND NOT EXISTS (SELECT 1 FROM deal_lead x WHERE x.lead_id = l.id) AND NOT EXISTS (SELECT 1 FROM lead_record m WHERE m.merged_into_id = l.id)"
	    " AND NOT EXISTS (SELECT 1 FROM import_row r JOIN import_file f ON f.id = r.import_id AND f.kind = 'leads' WHERE r.subject_id = l.id AND r.import_id <> ?"
	    " AND r.act = 'update' AND NOT r.taken_back <=> TRUE) AND NOT EXISTS (SELECT 1 FROM lead_history p WHERE p.lead_id = l.id AND p.import_id <> ?)"
	    " AND (SELECT COUNT(*) FROM lead_ref e WHERE e.lead_id = l.id) = (SELECT COUNT(*) FROM (SELECT lead_id FROM lead_ref WHERE lead_id = ? AND system = ? LIMIT 1) o)"
	    " FOR UPDATE", "iiiiis", row->subject_id, row->revision, file->id, file->id, row->subject_id, file->system) == 1;
}

static bool
create_take_back(struct import_pass *pass, const struct import_done *row)
{
	if (!is_untouched(pass->db, pass->file, row))
		return false;
	db_run(pass->db, "DELETE FROM lead_told WHERE lead_id = ?", "i", row->subject_id);
	if (db_run(pass->db, "DELETE FROM lead_history WHERE lead_id = ?", "i", row->subject_id) > 0)
		results_follow_lead(pass->db, pass->ctx, row->subject_id, pass->zone);
	db_run(pass->db, "DELETE FROM lead_word WHERE lead_id = ?", "i", row->subject_id);
	db_run(pass->db, "DELETE FROM lead_ref WHERE lead_id = ?", "i", row->subject_id);
	db_run(pass->db, "DELETE FROM lead_edit WHERE lead_id = ?", "i", row->subject_id);
	db_run(pass->db, "DELETE FROM watch WHERE kind = 'lead' AND subject_id = ?", "i", row->subject_id);
	db_run(pass->db, "DELETE FROM lead_record WHERE id = ?", "i", row->subject_id);
	return true;
}

/* Fields that are still as the file left them go back; whether all of them were. */
static bool
fields_put_back(const void *ctx, struct lead *lead, const json_t *fields)
{
	bool all = true;

	for (size_t i = 0; i < LEAD_TEXTS; i++) {
		const json_t *pair = json_object_get(fields, lead_texts[i].name);
		const char *was = json_string_value(json_array_get(pair, 0)), *is = json_string_value(json_array_get(pair, 1));

		if (!was || !is)
			continue;
		if (text_equal(text_of(ctx, lead, i), is))
			text_put(lead, i, text_copy(ctx, was));
		else
			all = false;
	}
	for (int o = 0; origin_names[o]; o++)
		if (text_equal(json_string_value(json_array_get(json_object_get(fields, "origin"), 0)), origin_names[o]))
			lead->origin = o;
	return all;
}

static bool
update_take_back(struct import_pass *pass, const struct import_done *row)
{
	struct lead *lead = lead_find(pass->db, pass->ctx, row->subject_id);
	json_t *before = row->before ? json_loads(row->before, 0, NULL) : NULL;
	bool all;

	if (!lead || !before || lead->merged_into_id || lead->erased_at) {
		json_decref(before);
		return false;
	}
	all = fields_put_back(pass->ctx, lead, json_object_get(before, "fields"));
	lead->refs = NULL;
	lead->ref_count = 0;
	all = lead_edit(pass->db, pass->ctx, &pass->actor, lead, MAKE_UNLESS_EMAIL) == RESULT_DONE && all;
	if (db_integer(pass->db, 0, "SELECT 1 FROM lead_edit WHERE lead_id = ? AND field = 'merged' AND revision > ? LIMIT 1", "ii", row->subject_id, row->revision) != 1)
		past_put_back(pass, row->subject_id, before);	/* else it is what was said of two records since */
	results_follow_lead(pass->db, pass->ctx, row->subject_id, pass->zone);
	if (json_is_string(json_object_get(before, "ref")))
		db_run(pass->db, "DELETE FROM lead_ref WHERE system = ? AND external_id = ? AND lead_id = ?", "ssi", pass->file->system,
		    json_string_value(json_object_get(before, "ref")), row->subject_id);
	json_decref(before);
	return all;
}

bool
lead_take_back(struct import_pass *pass, const struct import_done *row)
{
	return row->act == ROW_CREATES ? create_take_back(pass, row) : update_take_back(pass, row);
}
