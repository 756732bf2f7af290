/* Leads out of a file: what each row changes, done in bulk where they are new. */
#include "leads/store_import_match.h"

#include "base/text.h"
#include "leads/rules_handoff.h"
#include "leads/store_lead_parts.h"

#include <string.h>
#include <talloc.h>

/* Who looks after it, each on their own side. */
static void
owners_find(struct import_pass *pass, struct import_row *row)
{
	static const int fields[] = { TO_OWNER_MARKETING, TO_OWNER_SALES };

	for (size_t i = 0; i < 2; i++) {
		int team;
		int64_t id = pass_person(pass, row->cells[fields[i]], &team);

		if (id && team == TEAM_MARKETING && !row->lead.owner_marketing_id)
			row->lead.owner_marketing_id = id;
		if (id && team == TEAM_SALES && !row->lead.owner_sales_id)
			row->lead.owner_sales_id = id;
	}
}

/* The term's own name of what the other system calls a stage. */
static const char *
stage_name(struct import_pass *pass, const char *stage)
{
	int64_t id = pass_stage(pass, stage);

	for (size_t i = 0; id && i < pass->rank_count; i++)
		if (pass->ranks[i].id == id)
			return pass->ranks[i].name;
	return stage;
}

/* What a file says of a lead beside its fields: whether that is news. */
static bool
past_differs(struct import_case *c)
{
	static const int fields[] = { TO_STAGE, TO_STATUS, TO_CREATED_AT, TO_MQL_AT, TO_SAL_AT, TO_SQL_AT, TO_OUTCOME, TO_WON_AT, TO_LOST_AT, TO_AMOUNT, TO_CURRENCY, TO_KEPT };

	if (!c->said)
		return true;
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		if (!text_equal(import_said(c->row, c->said, fields[i]), import_said(c->row, c->row->said, fields[i])))
			return true;
	return false;
}

static void
known_judge(struct import_pass *pass, struct import_case *c)
{
	int64_t rank_is, rank_new;
	const struct lead *is;
	bool differs;

	c->act = ROW_SAYS_SAME;
	if (text_equal(c->said, c->row->said) || pass->map->known == KNOWN_LEAVE)
		return;
	is = lead_find(pass->db, pass->ctx, c->subject_id);
	if (!is || is->erased_at)
		return;
	rank_is = stage_rank_of(pass, pass_stage(pass, is->stage));
	rank_new = stage_rank_of(pass, pass_stage(pass, c->row->lead.stage));
	differs = import_lead_merge(pass->ctx, is, c->row, c->said, pass->map->known, rank_is, rank_new, &c->becomes, &c->held);
	c->is = is;
	c->revision = is->revision;
	if (differs || past_differs(c))
		c->act = ROW_UPDATES;
}

void
leads_judge(struct import_pass *pass)
{
	twice_refuse(pass);
	leads_match(pass);
	for (size_t i = 0; i < pass->count; i++) {
		struct import_case *c = &pass->cases[i];

		if (c->act == ROW_REFUSED)
			continue;
		owners_find(pass, c->row);
		c->row->lead.stage = stage_name(pass, c->row->lead.stage);
		if (c->subject_id)
			known_judge(pass, c);
	}
}

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

/* What was said before: put back as it was. */
static json_t *
past_json(const struct lead_past *p)
{
	if (!p)
		return json_null();
	return json_pack("{s:I, s:s, s:I, s:s, s:s, s:[I,I,I,I,I,I], s:i, s:s?, s:I, s:I, s:s?, s:s, s:I}", "import_id", (json_int_t)p->import_id, "system", p->system,
	    "stage_id", (json_int_t)p->stage_id, "stage_name", p->stage_name ? p->stage_name : "", "status", p->status, "times", (json_int_t)p->record_made_at,
	    (json_int_t)p->mql_at, (json_int_t)p->sal_at, (json_int_t)p->sql_at, (json_int_t)p->won_at, (json_int_t)p->lost_at, "outcome", p->outcome, "currency",
	    p->currency, "amount", (json_int_t)p->amount_minor, "flags", (json_int_t)p->flags, "kept", p->kept, "said", p->said, "told_at", (json_int_t)p->told_at);
}

static const char *
before_json(struct import_pass *pass, const struct import_case *c)
{
	json_t *fields = json_object();

	for (size_t i = 0; i < LEAD_TEXTS; i++) {
		const char *was = text_of(pass->ctx, c->is, i), *is = text_of(pass->ctx, &c->becomes, i);

		if (!text_equal(was, is))
			json_object_set_new(fields, lead_texts[i].name, json_pack("[s, s]", was, is));
	}
	if (c->is->origin != c->becomes.origin)
		json_object_set_new(fields, "origin", json_pack("[s, s]", origin_names[c->is->origin], origin_names[c->becomes.origin]));
	return json_print(pass->ctx, json_pack("{s:o, s:s?, s:o}", "fields", fields, "ref", c->adds_id ? c->row->cells[TO_EXTERNAL_ID] : NULL, "past", past_json(lead_past_find(pass->db, pass->ctx, c->subject_id))));
}

static void
past_write(struct db *db, const struct lead_past *p)
{
	db_run(db, "REPLACE INTO lead_history (lead_id, import_id, system, stage_id, stage_name, status, record_made_at, mql_at, sal_at, sql_at, outcome, won_at,"
	    " lost_at, currency, amount_minor, flags, kept, said, told_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, IF(? IS NULL, NULL, ?), ?, ?, ?, ?)",
	    "iisnssttttsttssiisst", p->lead_id, p->import_id, p->system, p->stage_id, p->stage_id ? "" : p->stage_name, p->status, p->record_made_at, p->mql_at, p->sal_at,
	    p->sql_at, p->outcome < 0 ? NULL : outcome_names[p->outcome], p->won_at, p->lost_at, p->currency, p->currency, p->amount_minor, p->flags, p->kept, p->said,
	    p->told_at);
}

static struct lead_past
past_of(struct import_pass *pass, int64_t lead_id, const struct import_row *row)
{
	struct lead_past p = { .lead_id = lead_id, .import_id = pass->file->id, .system = pass->map->system, .stage_id = pass_stage(pass, row->lead.stage),
		.stage_name = row->lead.stage, .status = row->cells[TO_STATUS] ? text_clip(row, row->cells[TO_STATUS], 120) : "", .record_made_at = row->times[TO_CREATED_AT],
		.mql_at = row->times[TO_MQL_AT], .sal_at = row->times[TO_SAL_AT], .sql_at = row->times[TO_SQL_AT], .won_at = row->times[TO_WON_AT],
		.lost_at = row->times[TO_LOST_AT], .outcome = row->outcome, .currency = row->has_amount ? row->currency : NULL, .amount_minor = row->minor,
		.flags = row->flags, .kept = row->kept, .said = row->said, .told_at = pass->actor.now };

	return p;
}

void
past_save(struct import_pass *pass, int64_t lead_id, const struct import_row *row)
{
	struct lead_past p = past_of(pass, lead_id, row);

	past_write(pass->db, &p);
}

static void
update_apply(struct import_pass *pass, struct import_case *c)
{
	enum act_result result;

	c->before = before_json(pass, c);
	c->becomes.refs = c->row->lead.refs;
	c->becomes.ref_count = c->row->lead.ref_count;
	result = lead_edit(pass->db, pass->ctx, &pass->actor, &c->becomes, MAKE_UNLESS_EMAIL);
	if (result != RESULT_DONE) {
		c->act = ROW_REFUSED;
		import_row_refuse(c->row, TO_EMAIL, result == RESULT_TAKEN ? "This address or ID is another lead’s here. Make the two one, or mend the row."
		    : "Somebody changed this lead at the same moment. Import the row again.");
		return;
	}
	c->revision = c->becomes.revision;
	past_save(pass, c->subject_id, c->row);
}

/* Adds to a list of what is put down for all new leads at once. */
static void
bulk_note(struct import_pass *pass, const struct import_case *c, json_t *words, json_t *refs, json_t *pasts)
{
	size_t count;
	char **list = lead_words(pass->ctx, &c->row->lead, &count);
	struct lead_past p = past_of(pass, c->subject_id, c->row);

	for (size_t i = 0; i < count; i++)
		json_array_append_new(words, json_pack("{s:I, s:s}", "l", (json_int_t)c->subject_id, "w", list[i]));
	if (c->row->lead.ref_count)
		json_array_append_new(refs, json_pack("{s:I, s:s}", "l", (json_int_t)c->subject_id, "v", c->row->lead.refs[0].external_id));
	json_array_append_new(pasts, json_pack("{s:I, s:I, s:s, s:s, s:I, s:I, s:I, s:I, s:I, s:I, s:s?, s:s?, s:I, s:I, s:s?, s:s}", "l", (json_int_t)p.lead_id, "i",
	    (json_int_t)p.stage_id, "n", p.stage_id ? "" : p.stage_name, "t", p.status, "c", (json_int_t)p.record_made_at, "m", (json_int_t)p.mql_at, "a", (json_int_t)p.sal_at,
	    "q", (json_int_t)p.sql_at, "w", (json_int_t)p.won_at, "x", (json_int_t)p.lost_at, "o", p.outcome < 0 ? NULL : outcome_names[p.outcome], "u", p.currency, "y",
	    (json_int_t)p.amount_minor, "f", (json_int_t)p.flags, "k", p.kept, "s", p.said));
}

#define WHEN(name) "IF(j." name " = 0, NULL, FROM_UNIXTIME(j." name "))"

static void
bulk_save(struct import_pass *pass, json_t *words, json_t *refs, json_t *pasts)
{
	db_run(pass->db, "INSERT IGNORE INTO lead_word (word, lead_id) SELECT j.w, j.l FROM JSON_TABLE(?, '$[*]' COLUMNS (l BIGINT UNSIGNED PATH '$.l',"
	    " w VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.w')) j ORDER BY j.w", "s", json_print(pass->ctx, words));
	db_run(pass->db, "INSERT INTO lead_ref (system, external_id, lead_id) SELECT ?, j.v, j.l FROM JSON_TABLE(?, '$[*]' COLUMNS (l BIGINT UNSIGNED PATH '$.l',"
	    " v VARCHAR(190) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.v')) j", "ss", pass->map->system, json_print(pass->ctx, refs));
	db_run(pass->db, "INSERT INTO lead_history (lead_id, import_id, system, stage_id, stage_name, status, record_made_at, mql_at, sal_at, sql_at, won_at, lost_at,"
	    " outcome, currency, amount_minor, flags, kept, said, told_at) SELECT j.l, ?, ?, NULLIF(j.i, 0), j.n, j.t, " WHEN("c") ", " WHEN("m") ", " WHEN("a") ", "
	    WHEN("q") ", " WHEN("w") ", " WHEN("x") ", j.o, j.u, IF(j.u IS NULL, NULL, j.y), j.f, j.k, j.s, ? FROM JSON_TABLE(?, '$[*]' COLUMNS"
	    " (l BIGINT UNSIGNED PATH '$.l', i BIGINT UNSIGNED PATH '$.i', n VARCHAR(120) PATH '$.n', t VARCHAR(120) PATH '$.t', c BIGINT PATH '$.c', m BIGINT PATH '$.m',"
	    " a BIGINT PATH '$.a', q BIGINT PATH '$.q', w BIGINT PATH '$.w', x BIGINT PATH '$.x', o VARCHAR(16) PATH '$.o', u CHAR(3) PATH '$.u', y BIGINT PATH '$.y',"
	    " f INT PATH '$.f', k TEXT PATH '$.k', s TEXT PATH '$.s')) j", "ists", pass->file->id, pass->map->system, pass->actor.now, json_print(pass->ctx, pasts));
}

/* Accounts and names that are found already, for the other rows of the piece. */
struct found_once {
	const char *key;
	int64_t id;
};
struct finder {
	struct found_once *list;
	size_t count;
};

static int64_t *
once(const void *ctx, struct finder *f, const char *key, bool *fresh)
{
	*fresh = false;
	for (size_t i = 0; i < f->count; i++)
		if (strcmp(f->list[i].key, key) == 0)
			return &f->list[i].id;
	if ((f->count & (f->count + 1)) == 0)
		f->list = memory_need(talloc_realloc(ctx, f->list, struct found_once, 2 * (f->count + 1)));
	f->list[f->count] = (struct found_once){ .key = key };
	*fresh = true;
	return &f->list[f->count++].id;
}

static int64_t
account_once(struct import_pass *pass, struct finder *f, const struct lead *lead)
{
	const char *domain = lead_domain(pass->ctx, lead);
	bool fresh;
	int64_t *id;

	if (!domain && text_blank(lead->company))
		return 0;
	id = once(pass->ctx, f, domain ? domain : text_format(pass->ctx, " %s", lead->company), &fresh);
	if (fresh)
		*id = account_for(pass->db, pass->ctx, &pass->actor, lead);
	return *id;
}

/* One of the names of a lead, each looked up once. */
static int64_t
name_once(struct import_pass *pass, struct finder *f, char sort, const struct lead *only)
{
	const char *name = sort == 's' ? only->source : sort == 'c' ? only->campaign : sort == 't' ? only->theme : only->persona;
	struct lead_names names;
	bool fresh;
	int64_t *id;

	if (text_blank(name))
		return 0;
	id = once(pass->ctx, f, text_format(pass->ctx, "%c %s", sort, name), &fresh);
	if (fresh) {
		names = lead_names_find(pass->db, pass->ctx, &pass->actor, only);
		*id = sort == 's' ? names.source_id : sort == 'c' ? names.campaign_id : sort == 't' ? names.theme_id : names.persona_id;
	}
	return *id;
}

static struct lead_names
names_once(struct import_pass *pass, struct finder *f, const struct lead *l)
{
	return (struct lead_names){
		.source_id = name_once(pass, f, 's', &(struct lead){ .source = l->source }), .campaign_id = name_once(pass, f, 'c', &(struct lead){ .campaign = l->campaign }),
		.theme_id = name_once(pass, f, 't', &(struct lead){ .theme = l->theme }), .persona_id = name_once(pass, f, 'p', &(struct lead){ .persona = l->persona }),
		.stage_id = pass_stage(pass, l->stage)
	};
}

static bool
create_apply(struct import_pass *pass, struct import_case *c, struct finder *accounts, struct finder *names)
{
	struct lead *lead = &c->row->lead;
	struct lead_names found = names_once(pass, names, lead);

	lead->account_id = account_once(pass, accounts, lead);
	c->subject_id = lead_insert(pass->db, pass->ctx, &pass->actor, lead, &found, 0);
	c->revision = 1;
	if (c->subject_id)
		return true;
	c->act = ROW_REFUSED;
	import_row_refuse(c->row, TO_EMAIL, "Somebody added this address at the same moment. Import the row again.");
	return false;
}

void
leads_apply(struct import_pass *pass)
{
	json_t *words = json_array(), *refs = json_array(), *pasts = json_array();
	struct finder accounts = { .list = NULL }, names = { .list = NULL };

	for (size_t i = 0; i < pass->count; i++) {
		struct import_case *c = &pass->cases[i];

		if (c->act == ROW_UPDATES)
			update_apply(pass, c);
		else if (c->act == ROW_CREATES && create_apply(pass, c, &accounts, &names))
			bulk_note(pass, c, words, refs, pasts);
	}
	bulk_save(pass, words, refs, pasts);
}

/* Nobody has gone on with it: it was not handed over, is part of no deal, was not merged or edited. */
static bool
is_untouched(struct db *db, const struct import_done *row)
{
	return db_integer(db, 0, "SELECT 1 FROM lead_record l WHERE l.id = ? AND l.revision = ? AND l.handoffs = 0 AND l.merged_into_id IS NULL AND l.erased_at IS NULL"
	    " AND NOT EXISTS (SELECT 1 FROM handoff h WHERE h.lead_id = l.id) AND NOT EXISTS (SELECT 1 FROM handoff_draft d WHERE d.lead_id = l.id)"
	    " AND NOT EXISTS (SELECT 1 FROM deal_lead x WHERE x.lead_id = l.id) AND NOT EXISTS (SELECT 1 FROM lead_record m WHERE m.merged_into_id = l.id) FOR UPDATE",
	    "ii", row->subject_id, row->revision) == 1;
}

static bool
create_take_back(struct import_pass *pass, const struct import_done *row)
{
	if (!is_untouched(pass->db, row))
		return false;
	db_run(pass->db, "DELETE FROM lead_history WHERE lead_id = ?", "i", row->subject_id);
	db_run(pass->db, "DELETE FROM lead_word WHERE lead_id = ?", "i", row->subject_id);
	db_run(pass->db, "DELETE FROM lead_ref WHERE lead_id = ?", "i", row->subject_id);
	db_run(pass->db, "DELETE FROM lead_edit WHERE lead_id = ?", "i", row->subject_id);
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

static int64_t
time_at(const json_t *times, size_t i)
{
	return json_integer_value(json_array_get(times, i));
}

static void
past_put_back(struct import_pass *pass, int64_t lead_id, const json_t *past)
{
	const json_t *times = json_object_get(past, "times");
	struct lead_past p = { .lead_id = lead_id, .import_id = json_integer_value(json_object_get(past, "import_id")),
		.system = json_string_value(json_object_get(past, "system")), .stage_id = json_integer_value(json_object_get(past, "stage_id")),
		.stage_name = json_string_value(json_object_get(past, "stage_name")), .status = json_string_value(json_object_get(past, "status")),
		.record_made_at = time_at(times, 0), .mql_at = time_at(times, 1), .sal_at = time_at(times, 2), .sql_at = time_at(times, 3), .won_at = time_at(times, 4),
		.lost_at = time_at(times, 5), .outcome = (int)json_integer_value(json_object_get(past, "outcome")),
		.currency = json_string_value(json_object_get(past, "currency")), .amount_minor = json_integer_value(json_object_get(past, "amount")),
		.flags = json_integer_value(json_object_get(past, "flags")), .kept = json_string_value(json_object_get(past, "kept")),
		.said = json_string_value(json_object_get(past, "said")), .told_at = json_integer_value(json_object_get(past, "told_at")) };

	if (db_integer(pass->db, 0, "SELECT import_id FROM lead_history WHERE lead_id = ?", "i", lead_id) != pass->file->id)
		return;	/* a later file has said something else */
	if (json_is_object(past))
		past_write(pass->db, &p);
	else
		db_run(pass->db, "DELETE FROM lead_history WHERE lead_id = ?", "i", lead_id);
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
	past_put_back(pass, row->subject_id, json_object_get(before, "past"));
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
