/* Leads out of a file: what each row changes, done in bulk where they are new. */
#include "leads/store_import_match.h"

#include "base/text.h"
#include "leads/store_erase.h"
#include "leads/rules_handoff.h"
#include "leads/store_lead_parts.h"
#include "leads/store_result.h"

#include <string.h>
#include <talloc.h>

static void
owner_set(struct import_row *row, int field, bool of_sales, int64_t id)
{
	int64_t *owner = of_sales ? &row->lead.owner_sales_id : &row->lead.owner_marketing_id;

	if (*owner)
		return;
	*owner = id;
	row->owner_from[of_sales] = field;
}

/* Who looks after it, each on their own side, whichever column names them. */
static void
owners_find(struct import_pass *pass, struct import_row *row)
{
	static const int fields[] = { TO_OWNER_MARKETING, TO_OWNER_SALES };

	for (size_t i = 0; i < 2; i++) {
		int team;
		int64_t id = pass_person(pass, row->cells[fields[i]], &team);

		if (id)
			owner_set(row, fields[i], team == TEAM_SALES, id);
		else if (row->cells[fields[i]])
			import_row_notice(row, fields[i], "Nobody of Marketing or Sales is called so here, nor has this address. The lead goes in without this owner.");
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

/* What a file says of a lead beside its fields: whether that is news. What it says nothing of is none. */
static bool
past_differs(struct import_case *c)
{
	static const int fields[] = { TO_STAGE, TO_STATUS, TO_CREATED_AT, TO_MQL_AT, TO_SAL_AT, TO_SQL_AT, TO_FIRST_ATTEMPT_AT, TO_OUTCOME, TO_WON_AT, TO_LOST_AT, TO_AMOUNT, TO_CURRENCY, TO_KEPT };

	if (!c->said)
		return true;
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
		const char *says = import_said(c->row, c->row->said, fields[i]);

		if (says && !text_equal(import_said(c->row, c->said, fields[i]), says))
			return true;
	}
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
	differs = import_lead_merge(pass->ctx, is, c->row, c->said, c->fills ? KNOWN_FILL : pass->map->known, rank_is, rank_new, &c->becomes, &c->held);
	c->is = is;
	c->revision = is->revision;
	if (differs || (!c->fills && past_differs(c)))
		c->act = ROW_UPDATES;
}

/* Any cell of a row that is left out may be whose it is, in whichever column it landed, and all of them are kept. */
static int
cells_marked(const void *ctx, const struct marks *marks, const struct import_case *c)
{
	int by = ERASED_NOT;

	for (size_t i = 0; i < c->cell_count && by == ERASED_NOT; i++) {
		const char *cell = text_trim(ctx, c->cells[i] ? c->cells[i] : "");

		by = erased_marked(ctx, marks, &(struct lead){ .email = cell, .phone = cell });
	}
	return by;
}

/* A row about somebody who was erased on request makes no lead, and nothing of it is kept, whatever else is wrong with it. */
static void
erased_refuse(struct import_pass *pass, struct import_case *c, const struct marks *marks)
{
	struct lead lead = c->row->lead;
	const struct lead_ref ref = { 0, pass->map->system, c->row->cells[TO_EXTERNAL_ID] };
	int by;

	if (!text_blank(ref.system) && !text_blank(ref.external_id)) {
		lead.refs = &ref;
		lead.ref_count = 1;
	}
	by = erased_marked(pass->ctx, marks, &lead);
	if (by == ERASED_NOT && c->row->problem_count)
		by = cells_marked(pass->ctx, marks, c);
	if (by == ERASED_NOT)
		return;
	case_refuse_erased(c, by == ERASED_EMAIL ? TO_EMAIL : by == ERASED_PHONE ? TO_PHONE : TO_EXTERNAL_ID, erased_problem(by));
}

void
leads_judge(struct import_pass *pass)
{
	const struct marks *marks = erased_marks(pass->db, pass->ctx);

	twice_refuse(pass);
	leads_match(pass);
	for (size_t i = 0; i < pass->count; i++) {
		struct import_case *c = &pass->cases[i];

		if (marks && !c->subject_id && c->cell_count)
			erased_refuse(pass, c, marks);
		if (c->act == ROW_REFUSED)
			continue;
		owners_find(pass, c->row);
		c->row->lead.stage = stage_name(pass, c->row->lead.stage);
		if (c->subject_id)
			known_judge(pass, c);
		if (c->act == ROW_SAYS_SAME)
			c->row->notice_count = 0;	/* told when it was news */
		if (c->fills)
			import_row_notice(c->row, TO_EXTERNAL_ID, "The list does not say which revision of the lead it was written of, so this row only fills what is empty here. Download the list anew.");
	}
}

static void
update_apply(struct import_pass *pass, struct import_case *c)
{
	enum act_result result;

	c->before = lead_before(pass, c);
	c->becomes.refs = c->row->lead.refs;
	c->becomes.ref_count = c->row->lead.ref_count;
	result = lead_edit(pass->db, pass->ctx, &pass->actor, &c->becomes, MAKE_UNLESS_EMAIL);
	if (result == RESULT_ERASED) {
		case_refuse_erased(c, TO_EMAIL, erased_problem(ERASED_EMAIL));
		return;
	}
	if (result != RESULT_DONE) {
		c->act = ROW_REFUSED;
		import_row_refuse(c->row, TO_EMAIL, result == RESULT_TAKEN ? "This address or ID is another lead’s here. Make the two one, or mend the row."
		    : "Somebody changed this lead at the same moment. Import the row again.");
		return;
	}
	c->revision = c->becomes.revision;
	past_save(pass, c->subject_id, c->row);
	results_follow_lead(pass->db, pass->ctx, c->subject_id, pass->zone);
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
	json_array_append_new(pasts, json_pack("{s:I, s:I, s:s, s:s, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:s?, s:s?, s:I, s:I, s:s?, s:s}", "l", (json_int_t)p.lead_id, "i",
	    (json_int_t)p.stage_id, "n", p.stage_id ? "" : p.stage_name, "t", p.status, "c", (json_int_t)p.record_made_at, "m", (json_int_t)p.mql_at, "a", (json_int_t)p.sal_at,
	    "q", (json_int_t)p.sql_at, "w", (json_int_t)p.won_at, "x", (json_int_t)p.lost_at, "z", (json_int_t)p.first_attempt_at, "o", p.outcome < 0 ? NULL : outcome_names[p.outcome], "u", p.currency, "y",
	    (json_int_t)p.amount_minor, "f", (json_int_t)p.flags, "k", p.kept, "s", p.said));
}

/* FROM_UNIXTIME() ends in 2038. */
#define WHEN(name) "IF(j." name " = 0, NULL, TIMESTAMPADD(SECOND, j." name ", '1970-01-01'))"

static void
bulk_save(struct import_pass *pass, json_t *words, json_t *refs, json_t *pasts)
{
	const char *told = json_print(pass->ctx, pasts);

	db_run(pass->db, "INSERT IGNORE INTO lead_word (word, lead_id) SELECT j.w, j.l FROM JSON_TABLE(?, '$[*]' COLUMNS (l BIGINT UNSIGNED PATH '$.l',"
	    " w VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.w')) j ORDER BY j.w", "s", json_print(pass->ctx, words));
	db_run(pass->db, "INSERT INTO lead_ref (system, external_id, lead_id) SELECT ?, j.v, j.l FROM JSON_TABLE(?, '$[*]' COLUMNS (l BIGINT UNSIGNED PATH '$.l',"
	    " v VARCHAR(190) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.v')) j", "ss", pass->map->system, json_print(pass->ctx, refs));
	db_run(pass->db, "INSERT INTO lead_history (lead_id, import_id, system, stage_id, stage_name, status, record_made_at, mql_at, sal_at, sql_at, won_at, lost_at,"
	    " first_attempt_at, outcome, currency, amount_minor, flags, kept, said, told_at) SELECT j.l, ?, ?, NULLIF(j.i, 0), j.n, j.t, " WHEN("c") ", " WHEN("m") ", " WHEN("a") ", "
	    WHEN("q") ", " WHEN("w") ", " WHEN("x") ", " WHEN("z") ", j.o, j.u, IF(j.u IS NULL, NULL, j.y), j.f, j.k, '{}', ? FROM JSON_TABLE(?, '$[*]' COLUMNS"
	    " (l BIGINT UNSIGNED PATH '$.l', i BIGINT UNSIGNED PATH '$.i', n VARCHAR(120) PATH '$.n', t VARCHAR(120) PATH '$.t', c BIGINT PATH '$.c', m BIGINT PATH '$.m',"
	    " a BIGINT PATH '$.a', q BIGINT PATH '$.q', w BIGINT PATH '$.w', x BIGINT PATH '$.x', z BIGINT PATH '$.z', o VARCHAR(16) PATH '$.o', u CHAR(3) PATH '$.u', y BIGINT PATH '$.y',"
	    " f INT PATH '$.f', k TEXT PATH '$.k')) j", "ists", pass->file->id, pass->map->system, pass->actor.now, told);
	db_run(pass->db, "INSERT INTO lead_told (lead_id, system, import_id, said, told_at) SELECT j.l, ?, ?, j.s, ? FROM JSON_TABLE(?, '$[*]' COLUMNS"
	    " (l BIGINT UNSIGNED PATH '$.l', s MEDIUMTEXT PATH '$.s')) j", "sits", pass->map->system, pass->file->id, pass->actor.now, told);
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
	if (!*id)
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

/* One after the other: somebody else has just taken one of the addresses. */
static void
creates_apply_one(struct import_pass *pass, struct import_case *const list[], const struct lead_names names[], size_t count)
{
	for (size_t i = 0; i < count; i++) {
		list[i]->subject_id = lead_insert(pass->db, pass->ctx, &pass->actor, &list[i]->row->lead, &names[i], 0);
		if (list[i]->subject_id)
			continue;
		list[i]->act = ROW_REFUSED;
		import_row_refuse(list[i]->row, TO_EMAIL, "Somebody added this address at the same moment. Import the row again.");
	}
}

/* The accounts of all new leads at once. */
static void
accounts_once(struct import_pass *pass, struct finder *f)
{
	json_t *domains = json_array();
	const struct account_found *found;
	size_t count;
	bool fresh;

	for (size_t i = 0; i < pass->count; i++) {
		const struct lead *lead = &pass->cases[i].row->lead;
		const char *domain = pass->cases[i].act == ROW_CREATES ? lead_domain(pass->ctx, lead) : NULL;

		if (domain)
			once(pass->ctx, f, domain, &fresh);
		if (domain && fresh)
			json_array_append_new(domains, json_pack("[s, s]", domain, text_blank(lead->company) ? domain : lead->company));
	}
	found = accounts_for(pass->db, pass->ctx, &pass->actor, json_print(pass->ctx, domains), &count);
	for (size_t i = 0; i < count; i++)
		*once(pass->ctx, f, found[i].domain, &fresh) = found[i].id;
}

/* All that are new, in one statement. */
static void
creates_apply(struct import_pass *pass)
{
	struct finder accounts = { .list = NULL }, seen = { .list = NULL };
	struct import_case **list = memory_need(talloc_zero_array(pass->ctx, struct import_case *, pass->count + 1));
	const struct lead **leads = memory_need(talloc_zero_array(pass->ctx, const struct lead *, pass->count + 1));
	struct lead_names *names = memory_need(talloc_zero_array(pass->ctx, struct lead_names, pass->count + 1));
	int64_t *ids = memory_need(talloc_zero_array(pass->ctx, int64_t, pass->count + 1));
	size_t count = 0;

	accounts_once(pass, &accounts);
	for (size_t i = 0; i < pass->count; i++) {
		struct import_case *c = &pass->cases[i];

		if (c->act != ROW_CREATES)
			continue;
		names[count] = names_once(pass, &seen, &c->row->lead);
		c->row->lead.account_id = account_once(pass, &accounts, &c->row->lead);
		c->revision = 1;
		leads[count] = &c->row->lead;
		list[count++] = c;
	}
	if (!leads_insert(pass->db, pass->ctx, &pass->actor, leads, names, count, ids))
		creates_apply_one(pass, list, names, count);
	else
		for (size_t i = 0; i < count; i++)
			list[i]->subject_id = ids[i];
}

void
leads_apply(struct import_pass *pass)
{
	json_t *words = json_array(), *refs = json_array(), *pasts = json_array();
	int64_t *told = memory_need(talloc_array(pass->ctx, int64_t, pass->count + 1));
	size_t told_count = 0;

	creates_apply(pass);
	for (size_t i = 0; i < pass->count; i++) {
		struct import_case *c = &pass->cases[i];

		if (c->act == ROW_UPDATES)
			update_apply(pass, c);
		else if (c->act == ROW_CREATES)
			bulk_note(pass, c, words, refs, pasts);
		if (c->act == ROW_CREATES && c->row->times[TO_MQL_AT])
			told[told_count++] = c->subject_id;
	}
	bulk_save(pass, words, refs, pasts);
	results_add_leads(pass->db, pass->ctx, told, told_count, pass->zone);
}
