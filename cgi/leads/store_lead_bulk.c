/* Many new leads in one statement, for files of other systems. */
#include "leads/store_lead_parts.h"

#include "base/text.h"

#include <jansson.h>
#include <talloc.h>

/* What lead_insert() puts down, as a JSON list in the order of the columns below. */
static json_t *
row_json(const void *ctx, const struct actor *actor, const struct lead *l, const struct lead_names *n)
{
	int64_t converted = l->converted_at > actor->now ? actor->now : l->converted_at;

	return json_pack("[I, s, s?, s, s, s?, s?, s?, s, s?, s, s, I, I, I, s, I, s, s?, s?, I, I, s, I, I, s?, I]", (json_int_t)l->account_id, l->name, name_key(ctx, l->name),
	    l->company, l->job, l->email, email_key(ctx, l->email), lead_domain(ctx, l), l->phone, phone_key(ctx, l->phone), l->website, origin_names[l->origin],
	    (json_int_t)n->source_id, (json_int_t)n->campaign_id, (json_int_t)n->theme_id, n->theme_id ? "" : l->theme, (json_int_t)n->persona_id,
	    n->persona_id ? "" : l->persona, touch_print(ctx, l->first_touch), touch_print(ctx, l->last_touch), (json_int_t)converted, (json_int_t)n->stage_id,
	    n->stage_id ? "" : l->stage, (json_int_t)l->owner_marketing_id, (json_int_t)l->owner_sales_id, l->basis, (json_int_t)l->do_not_contact);
}

#define TEXT_AT(name, size, place) name " VARCHAR(" size ") CHARACTER SET utf8mb4 PATH '$[" place "]', "
#define ID_AT(name, place) name " BIGINT UNSIGNED PATH '$[" place "]', "
#define OWNER_OF(team, name) "(SELECT p.id FROM person p WHERE p.id = j." name " AND p.team = '" team "')"

static const char insert_all[] = "INSERT INTO lead_record (account_id, name, name_key, company, job, email, email_key, domain, phone, phone_key, website, origin,"
    " source_id, campaign_id, theme_id, theme_name, persona_id, persona_name, first_touch, last_touch, converted_at, stage_id, stage_name, owner_marketing_id,"
    " owner_sales_id, basis, do_not_contact, created_by, created_team, created_at) SELECT NULLIF(j.a, 0), j.n, j.nk, j.c, j.t, j.e, j.ek, j.d, j.p, j.pk, j.w, j.o,"
    " NULLIF(j.s, 0), NULLIF(j.ca, 0), NULLIF(j.th, 0), j.tn, NULLIF(j.pe, 0), j.pn, j.ft, j.lt, IF(j.co = 0, NULL, TIMESTAMPADD(SECOND, j.co, '1970-01-01')), NULLIF(j.st, 0), j.sn, "
    OWNER_OF("marketing", "om") ", " OWNER_OF("sales", "os") ", j.b, j.dn, ?, ?, ? FROM JSON_TABLE(?, '$[*]' COLUMNS (k FOR ORDINALITY, " ID_AT("a", "0")
    TEXT_AT("n", "200", "1") TEXT_AT("nk", "200", "2") TEXT_AT("c", "200", "3") TEXT_AT("t", "120", "4") TEXT_AT("e", "254", "5") TEXT_AT("ek", "254", "6")
    TEXT_AT("d", "190", "7") TEXT_AT("p", "40", "8") TEXT_AT("pk", "20", "9") TEXT_AT("w", "200", "10") TEXT_AT("o", "16", "11") ID_AT("s", "12") ID_AT("ca", "13")
    ID_AT("th", "14") TEXT_AT("tn", "120", "15") ID_AT("pe", "16") TEXT_AT("pn", "120", "17") "ft TEXT PATH '$[18]', lt TEXT PATH '$[19]', co BIGINT PATH '$[20]', "
    ID_AT("st", "21") TEXT_AT("sn", "120", "22") ID_AT("om", "23") ID_AT("os", "24") TEXT_AT("b", "40", "25") "dn BOOLEAN PATH '$[26]')) j ORDER BY j.k";

struct new_row {
	int64_t id;
	const char *name;
};
static const struct column new_columns[] = { COLUMN(INT, struct new_row, id), COLUMN(TEXT, struct new_row, name), { 0 } };
static const struct shape new_shape = { sizeof(struct new_row), new_columns };

/* The ids they got: those from the first on that this transaction made, in the order they were given. */
static bool
ids_take(struct db *db, const void *ctx, const struct actor *actor, const struct lead *const leads[], size_t count, int64_t ids[])
{
	size_t found;
	const struct new_row *rows = db_list(db, ctx, &new_shape, &found, "SELECT id, name FROM lead_record WHERE id >= LAST_INSERT_ID() AND created_by = ?"
	    " ORDER BY id LIMIT ?", "ii", actor->person_id, (int64_t)count + 1);
	bool all = found == count;

	for (size_t i = 0; all && i < count; i++) {
		all = text_equal(rows[i].name, leads[i]->name);
		ids[i] = rows[i].id;
	}
	return all;
}

bool
leads_insert(struct db *db, const void *ctx, const struct actor *actor, const struct lead *const leads[], const struct lead_names names[], size_t count,
    int64_t ids[])
{
	json_t *list = memory_need(json_array());
	size_t length;
	char *text;

	for (size_t i = 0; i < count; i++)
		json_array_append_new(list, row_json(ctx, actor, leads[i], &names[i]));
	length = json_dumpb(list, NULL, 0, JSON_COMPACT);
	text = memory_need(talloc_zero_size(ctx, length + 1));
	json_dumpb(list, text, length, JSON_COMPACT);
	if (json_array_size(list) != count) {
		json_decref(list);
		return false;
	}
	json_decref(list);
	if (!count)
		return true;
	db_run(db, "SAVEPOINT leads_insert", "");
	if (db_run(db, insert_all, "ists", actor->person_id, team_names[actor->team], actor->now, text) == (int64_t)count
	    && ids_take(db, ctx, actor, leads, count, ids))
		return true;
	db_run(db, "ROLLBACK TO SAVEPOINT leads_insert", "");
	return false;
}
