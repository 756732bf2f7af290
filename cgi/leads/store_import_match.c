/* Which rows of a piece name the same record twice, and which name one that is here. A few statements for all of them. */
#include "leads/store_import_match.h"

#include "base/text.h"
#include "leads/store_erase.h"

#include <sodium.h>
#include <string.h>
#include <talloc.h>

enum { HASH_BYTES = 16 };

/* What a row is known by in its file: 'r' its ID there, 'e' an address. */
static void
key_add(const void *ctx, json_t *list, const struct import_case *c, char sort, const char *value)
{
	unsigned char hash[HASH_BYTES];
	char hex[2 * HASH_BYTES + 1];
	const char *key = text_format(ctx, "%c %s", sort, value);

	crypto_generichash(hash, sizeof hash, (const unsigned char *)key, strlen(key), NULL, 0);
	sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
	json_array_append_new(list, json_pack("{s:s, s:I, s:s#}", "h", hex, "n", (json_int_t)c->row->line, "s", &sort, 1));
}

struct twice_row {
	int64_t line;
	int64_t first;
	const char *sort;
};
static const struct column twice_columns[] = {
	COLUMN(INT, struct twice_row, line),
	COLUMN(INT, struct twice_row, first),
	COLUMN(TEXT, struct twice_row, sort),
	{ 0 }
};
static const struct shape twice_shape = { sizeof(struct twice_row), twice_columns };

static struct import_case *
case_at(struct import_pass *pass, int64_t line)
{
	for (size_t i = 0; i < pass->count; i++)
		if ((int64_t)pass->cases[i].row->line == line)
			return &pass->cases[i];
	return NULL;
}

void
twice_refuse(struct import_pass *pass)
{
	json_t *list = json_array();
	const struct twice_row *rows;
	const char *keys;
	size_t count;

	for (size_t i = 0; i < pass->count; i++) {
		const struct import_case *c = &pass->cases[i];

		if (c->act == ROW_REFUSED)
			continue;
		if (c->row->cells[TO_EXTERNAL_ID])
			key_add(pass->ctx, list, c, 'r', c->row->cells[TO_EXTERNAL_ID]);
		if (c->row->lead.email && !pass_is_own(pass))	/* here several may have one on purpose */
			key_add(pass->ctx, list, c, 'e', email_key(pass->ctx, c->row->lead.email));
	}
	keys = json_print(pass->ctx, list);
	if (pass->checks)
		db_run(pass->db, "INSERT IGNORE INTO import_key (import_id, hash, line) SELECT ?, UNHEX(j.h), j.n FROM JSON_TABLE(?, '$[*]' COLUMNS"
		    " (h CHAR(32) CHARACTER SET ascii PATH '$.h', n INT PATH '$.n')) j ORDER BY j.n", "is", pass->file->id, keys);
	rows = db_list(pass->db, pass->ctx, &twice_shape, &count, "SELECT j.n AS line, k.line AS first, j.s AS sort FROM JSON_TABLE(?, '$[*]' COLUMNS"
	    " (h CHAR(32) CHARACTER SET ascii PATH '$.h', n INT PATH '$.n', s CHAR(1) CHARACTER SET ascii PATH '$.s')) j"
	    " STRAIGHT_JOIN import_key k ON k.import_id = ? AND k.hash = UNHEX(j.h) WHERE k.line <> j.n", "si", keys, pass->file->id);
	for (size_t i = 0; i < count; i++) {
		struct import_case *c = case_at(pass, rows[i].line);

		if (!c)
			continue;
		c->act = ROW_REFUSED;
		import_row_refuse(c->row, *rows[i].sort == 'r' ? TO_EXTERNAL_ID : TO_EMAIL, text_format(pass->ctx, *rows[i].sort == 'r'
		    ? "Same ID as line %lld. Take one of the two out." : "Same address as line %lld. Take one of the two out.", (long long)rows[i].first));
	}
}

struct match_row {
	int64_t line;
	int64_t lead_id;
	bool gone;
};
static const struct column match_columns[] = {
	COLUMN(INT, struct match_row, line),
	COLUMN(INT, struct match_row, lead_id),
	COLUMN(BOOL, struct match_row, gone),
	{ 0 }
};
static const struct shape match_shape = { sizeof(struct match_row), match_columns };

/* [{n: line, v: ID or address}] of the rows that are still good. */
static const char *
named_by(struct import_pass *pass, bool by_email)
{
	json_t *list = json_array();

	for (size_t i = 0; i < pass->count; i++) {
		const struct import_row *row = pass->cases[i].row;
		const char *value = by_email ? email_key(pass->ctx, row->lead.email) : row->cells[TO_EXTERNAL_ID];

		if (pass->cases[i].act != ROW_REFUSED && value)
			json_array_append_new(list, json_pack("{s:I, s:s}", "n", (json_int_t)row->line, "v", value));
	}
	return json_print(pass->ctx, list);
}

static void
refs_match(struct import_pass *pass)
{
	size_t count;
	const struct match_row *rows = db_list(pass->db, pass->ctx, &match_shape, &count, "SELECT j.n AS line, r.lead_id, l.erased_at IS NOT NULL AS gone FROM"
	    " JSON_TABLE(?, '$[*]' COLUMNS (n INT PATH '$.n', v VARCHAR(190) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.v')) j"
	    " STRAIGHT_JOIN lead_ref r ON r.system = ? AND r.external_id = j.v JOIN lead_record l ON l.id = r.lead_id", "ss", named_by(pass, false),
	    pass->map->system);

	for (size_t i = 0; i < count; i++) {
		struct import_case *c = case_at(pass, rows[i].line);

		if (!c)
			continue;
		c->subject_id = lead_standing(pass->db, rows[i].lead_id);
		if (rows[i].gone)
			case_refuse_erased(c, TO_EXTERNAL_ID, "The person of this ID was erased here at their request. Take them out of the other system, too.");
	}
}

/* The ID a lead has in this system already; NULL: none. */
static const char *
other_id(struct import_pass *pass, int64_t lead_id)
{
	struct text_row { const char *external_id; };
	static const struct column columns[] = { COLUMN(TEXT, struct text_row, external_id), { 0 } };
	static const struct shape shape = { sizeof(struct text_row), columns };
	const struct text_row *r = db_one(pass->db, pass->ctx, &shape, "SELECT external_id FROM lead_ref WHERE lead_id = ? AND system = ? LIMIT 1", "is", lead_id,
	    pass->map->system);

	return r ? r->external_id : NULL;
}

static void
email_match(struct import_pass *pass, struct import_case *c, int64_t lead_id)
{
	int64_t standing = lead_standing(pass->db, lead_id);
	const char *other;

	if (!standing || c->subject_id == standing)
		return;
	if (c->subject_id) {
		c->act = ROW_REFUSED;
		import_row_refuse(c->row, TO_EMAIL, text_format(pass->ctx, "The address is that of lead %lld here, the ID that of lead %lld. Make the two one, or mend the address.",
		    (long long)standing, (long long)c->subject_id));
		return;
	}
	other = c->row->cells[TO_EXTERNAL_ID] ? other_id(pass, standing) : NULL;
	if (other) {
		c->act = ROW_REFUSED;
		import_row_refuse(c->row, TO_EMAIL, text_format(pass->ctx, "This address is here already, with the ID %s. Make the two records one in the other system, or mend the address.",
		    text_clip(pass->ctx, other, 40)));
		return;
	}
	c->subject_id = standing;
	c->adds_id = c->row->cells[TO_EXTERNAL_ID] != NULL;
}

static void
emails_match(struct import_pass *pass)
{
	size_t count;
	int64_t last = 0;
	const struct match_row *rows = db_list(pass->db, pass->ctx, &match_shape, &count, "SELECT j.n AS line, l.id AS lead_id, FALSE AS gone FROM"
	    " JSON_TABLE(?, '$[*]' COLUMNS (n INT PATH '$.n', v VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.v')) j"
	    " STRAIGHT_JOIN lead_record l ON l.email_key = j.v ORDER BY j.n, l.copy", "s", named_by(pass, true));

	for (size_t i = 0; i < count; i++) {
		struct import_case *c = case_at(pass, rows[i].line);

		if (c && c->act != ROW_REFUSED && rows[i].line != last && (!c->subject_id || c->subject_id != lead_standing(pass->db, rows[i].lead_id)))
			email_match(pass, c, rows[i].lead_id);
		last = rows[i].line;
	}
}

struct said_row {
	int64_t lead_id;
	const char *said;
};
static const struct column said_columns[] = { COLUMN(INT, struct said_row, lead_id), COLUMN(TEXT, struct said_row, said), { 0 } };
static const struct shape said_shape = { sizeof(struct said_row), said_columns };

static void
said_find(struct import_pass *pass)
{
	json_t *list = json_array();
	const struct said_row *rows;
	size_t count;

	for (size_t i = 0; i < pass->count; i++)
		if (pass->cases[i].act != ROW_REFUSED && pass->cases[i].subject_id)
			json_array_append_new(list, json_integer((json_int_t)pass->cases[i].subject_id));
	rows = db_list(pass->db, pass->ctx, &said_shape, &count, "SELECT h.lead_id, h.said FROM JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT UNSIGNED PATH '$')) j"
	    " STRAIGHT_JOIN lead_told h ON h.lead_id = j.id AND h.system = ?", "ss", json_print(pass->ctx, list), pass->map->system);
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < pass->count; j++)
			if (pass->cases[j].subject_id == rows[i].lead_id)
				pass->cases[j].said = rows[i].said;
}

void
leads_match(struct import_pass *pass)
{
	if (pass_is_own(pass)) {
		own_leads_match(pass);
		return;
	}
	refs_match(pass);
	emails_match(pass);
	said_find(pass);
}

void
refs_erased(struct import_pass *pass, struct import_case *c)
{
	size_t parts;
	char **names = text_split(pass->ctx, c->row->cells[TO_LEAD_REF], ";", &parts);

	for (size_t i = 0; i < parts; i++) {
		const struct lead_ref ref = { 0, pass->map->system, text_trim(pass->ctx, names[i]) };
		const struct lead named = { .refs = &ref, .ref_count = 1 };
		int by = lead_erased_by(pass->db, pass->ctx, &named, NULL);

		if (by != ERASED_NOT)
			case_refuse_erased(c, TO_LEAD_REF, erased_problem(by));
	}
}
