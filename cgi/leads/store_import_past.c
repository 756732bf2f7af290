/* What other systems say of leads: what all of them come to, what each said last, and both put back. */
#include "leads/store_import_match.h"

#include "base/text.h"
#include "leads/rules_handoff.h"

#include <talloc.h>

struct lead_past
past_of(struct import_pass *pass, int64_t lead_id, const struct import_row *row)
{
	struct lead_past p = { .lead_id = lead_id, .import_id = pass->file->id, .system = pass->map->system, .stage_id = pass_stage(pass, row->lead.stage),
		.stage_name = row->lead.stage, .status = row->cells[TO_STATUS] ? text_clip(row, row->cells[TO_STATUS], 120) : "", .record_made_at = row->times[TO_CREATED_AT],
		.mql_at = row->times[TO_MQL_AT], .sal_at = row->times[TO_SAL_AT], .sql_at = row->times[TO_SQL_AT], .won_at = row->times[TO_WON_AT],
		.first_attempt_at = row->times[TO_FIRST_ATTEMPT_AT],
		.lost_at = row->times[TO_LOST_AT], .outcome = row->outcome, .currency = row->has_amount ? row->currency : NULL, .amount_minor = row->minor,
		.flags = row->flags, .kept = row->kept, .said = row->said, .told_at = pass->actor.now };

	return p;
}

/* Days told before stay where the row has none, or only fills what is empty; what cannot be so is judged of them all. */
static void
times_keep(struct lead_past *p, const struct lead_past *was, bool fills, int64_t now)
{
	const struct { int field; int64_t *is; int64_t was; } all[] = { { TO_CREATED_AT, &p->record_made_at, was->record_made_at }, { TO_MQL_AT, &p->mql_at, was->mql_at },
		{ TO_SAL_AT, &p->sal_at, was->sal_at }, { TO_SQL_AT, &p->sql_at, was->sql_at }, { TO_WON_AT, &p->won_at, was->won_at }, { TO_LOST_AT, &p->lost_at, was->lost_at },
		{ TO_FIRST_ATTEMPT_AT, &p->first_attempt_at, was->first_attempt_at } };
	int64_t times[IMPORT_FIELDS] = { 0 };

	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		if (all[i].was && (fills || !*all[i].is))
			*all[i].is = all[i].was;
		times[all[i].field] = *all[i].is;
	}
	p->flags = import_flags(times, now);
}

/* What another file, or this one with other columns, told of the lead: a row takes nothing of it away by its silence. */
static void
past_keep(struct lead_past *p, const struct lead_past *was, bool fills, int64_t now)
{
	times_keep(p, was, fills, now);
	if (!text_blank(was->stage_name) && (fills || text_blank(p->stage_name))) {
		p->stage_id = was->stage_id;
		p->stage_name = was->stage_name;
	}
	if (*was->status && (fills || !*p->status))
		p->status = was->status;
	if (was->outcome >= 0 && (fills || p->outcome < 0))
		p->outcome = was->outcome;
	if (was->currency && (fills || !p->currency)) {
		p->currency = was->currency;
		p->amount_minor = was->amount_minor;
	}
	if (was->kept && (fills || !p->kept))
		p->kept = was->kept;
}

void
past_write(struct db *db, const struct lead_past *p)
{
	db_run(db, "REPLACE INTO lead_history (lead_id, import_id, system, stage_id, stage_name, status, record_made_at, mql_at, sal_at, sql_at, outcome, won_at,"
	    " lost_at, first_attempt_at, currency, amount_minor, flags, kept, said, told_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, IF(? IS NULL, NULL, ?), ?, ?, '{}', ?)",
	    "iisnssttttstttssiist", p->lead_id, p->import_id, p->system, p->stage_id, p->stage_id ? "" : p->stage_name, p->status, p->record_made_at, p->mql_at, p->sal_at,
	    p->sql_at, p->outcome < 0 ? NULL : outcome_names[p->outcome], p->won_at, p->lost_at, p->first_attempt_at, p->currency, p->currency, p->amount_minor, p->flags, p->kept, p->told_at);
}

void
told_write(struct db *db, const struct lead_past *p)
{
	db_run(db, "REPLACE INTO lead_told (lead_id, system, import_id, said, told_at) VALUES (?, ?, ?, ?, ?)", "isist", p->lead_id, p->system, p->import_id, p->said, p->told_at);
}

void
past_save(struct import_pass *pass, int64_t lead_id, const struct import_row *row)
{
	const struct lead_past *was = lead_past_find(pass->db, pass->ctx, lead_id);
	struct lead_past p = past_of(pass, lead_id, row);

	if (pass_is_own(pass))		/* no other system says so */
		return;
	if (was)
		past_keep(&p, was, pass->map->known == KNOWN_FILL, pass->actor.now);
	past_write(pass->db, &p);
	told_write(pass->db, &p);
}

/* What was said before: put back as it was. */
json_t *
past_json(const struct lead_past *p)
{
	if (!p)
		return json_null();
	return json_pack("{s:I, s:s, s:I, s:s, s:s, s:[I,I,I,I,I,I,I], s:i, s:s?, s:I, s:I, s:s?, s:I}", "import_id", (json_int_t)p->import_id, "system", p->system,
	    "stage_id", (json_int_t)p->stage_id, "stage_name", p->stage_name ? p->stage_name : "", "status", p->status, "times", (json_int_t)p->record_made_at,
	    (json_int_t)p->mql_at, (json_int_t)p->sal_at, (json_int_t)p->sql_at, (json_int_t)p->won_at, (json_int_t)p->lost_at, (json_int_t)p->first_attempt_at, "outcome", p->outcome, "currency",
	    p->currency, "amount", (json_int_t)p->amount_minor, "flags", (json_int_t)p->flags, "kept", p->kept, "told_at", (json_int_t)p->told_at);
}

struct told_row {
	int64_t import_id;
	const char *said;
	int64_t told_at;
};
static const struct column told_columns[] = {
	COLUMN(INT, struct told_row, import_id), COLUMN(TEXT, struct told_row, said), COLUMN(TIME, struct told_row, told_at), { 0 }
};
static const struct shape told_shape = { sizeof(struct told_row), told_columns };

json_t *
told_json(struct import_pass *pass, int64_t lead_id)
{
	const struct told_row *t = db_one(pass->db, pass->ctx, &told_shape, "SELECT import_id, said, told_at FROM lead_told WHERE lead_id = ? AND system = ?", "is", lead_id,
	    pass->file->system);

	return t ? json_pack("{s:I, s:s, s:I}", "import_id", (json_int_t)t->import_id, "said", t->said, "told_at", (json_int_t)t->told_at) : json_null();
}

/* What the file's system had said before; a file that went in before that was kept for each system has it with its history. */
static void
told_put_back(struct import_pass *pass, int64_t lead_id, const json_t *before, const json_t *past)
{
	const json_t *is = json_object_get(before, "told"), *told = is ? is : text_equal(json_string_value(json_object_get(past, "system")), pass->file->system) ? past : NULL;
	const struct lead_past p = { .lead_id = lead_id, .system = pass->file->system, .import_id = json_integer_value(json_object_get(told, "import_id")),
		.said = json_string_value(json_object_get(told, "said")), .told_at = json_integer_value(json_object_get(told, "told_at")) };

	if (db_integer(pass->db, 0, "SELECT import_id FROM lead_told WHERE lead_id = ? AND system = ?", "is", lead_id, pass->file->system) != pass->file->id)
		return;	/* a later file has said something else */
	if (p.said)
		told_write(pass->db, &p);
	else
		db_run(pass->db, "DELETE FROM lead_told WHERE lead_id = ? AND system = ?", "is", lead_id, pass->file->system);
}

static int64_t
time_at(const json_t *times, size_t i)
{
	return json_integer_value(json_array_get(times, i));
}

void
past_put_back(struct import_pass *pass, int64_t lead_id, const json_t *before)
{
	const json_t *past = json_object_get(before, "past"), *times = json_object_get(past, "times");
	struct lead_past p = { .lead_id = lead_id, .import_id = json_integer_value(json_object_get(past, "import_id")),
		.system = json_string_value(json_object_get(past, "system")), .stage_id = json_integer_value(json_object_get(past, "stage_id")),
		.stage_name = json_string_value(json_object_get(past, "stage_name")), .status = json_string_value(json_object_get(past, "status")),
		.record_made_at = time_at(times, 0), .mql_at = time_at(times, 1), .sal_at = time_at(times, 2), .sql_at = time_at(times, 3), .won_at = time_at(times, 4),
		.lost_at = time_at(times, 5), .first_attempt_at = time_at(times, 6), .outcome = (int)json_integer_value(json_object_get(past, "outcome")),
		.currency = json_string_value(json_object_get(past, "currency")), .amount_minor = json_integer_value(json_object_get(past, "amount")),
		.flags = json_integer_value(json_object_get(past, "flags")), .kept = json_string_value(json_object_get(past, "kept")), .told_at = json_integer_value(json_object_get(past, "told_at")) };

	told_put_back(pass, lead_id, before, past);
	if (db_integer(pass->db, 0, "SELECT import_id FROM lead_history WHERE lead_id = ?", "i", lead_id) != pass->file->id)
		return;	/* a later file has said something else */
	if (json_is_object(past))
		past_write(pass->db, &p);
	else
		db_run(pass->db, "DELETE FROM lead_history WHERE lead_id = ?", "i", lead_id);
}
