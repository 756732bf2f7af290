/* Attempts out of a file: through the same acts as by hand, told to be imported. */
#include "leads/store_import_match.h"

#include "leads/store_handoff_parts.h"

static int64_t
attempt_known(struct import_pass *pass, const struct import_row *row)
{
	return db_integer(pass->db, 0, "SELECT id FROM attempt WHERE system = ? AND external_id = ?", "ss", pass->map->system, row->cells[TO_EXTERNAL_ID]);
}

struct attempt_here {
	int channel, result;
	int64_t happened_at;
};
static const struct column here_columns[] = {
	CODE_COLUMN(struct attempt_here, channel, channel_names), CODE_COLUMN(struct attempt_here, result, attempt_result_names), COLUMN(TIME, struct attempt_here, happened_at), { 0 }
};
static const struct shape here_shape = { sizeof(struct attempt_here), here_columns };

enum { A_LITTLE = 60 };	/* seconds: what was told a little ahead was put at that moment */

/* What a row says of an attempt that is here and was told otherwise: promises are measured by it, so a file does not move it. */
static void
known_attempt_judge(struct import_pass *pass, struct import_case *c, int64_t id)
{
	const struct attempt_here *a = db_one(pass->db, pass->ctx, &here_shape, "SELECT channel, result, happened_at FROM attempt WHERE id = ?", "i", id);
	const struct import_row *row = c->row;
	int field;

	c->act = ROW_SAYS_SAME;
	if (!a || pass->map->known == KNOWN_LEAVE)
		return;
	field = row->result != a->result ? TO_RESULT : row->channel != GLOSSARY_NONE && row->channel != a->channel ? TO_CHANNEL
	    : row->times[TO_HAPPENED_AT] < a->happened_at - A_LITTLE || row->times[TO_HAPPENED_AT] > a->happened_at + A_LITTLE ? TO_HAPPENED_AT : GLOSSARY_NONE;
	if (field == GLOSSARY_NONE)
		return;
	c->act = ROW_REFUSED;
	import_row_refuse(c->row, field, "The attempt of this ID is here and says something else. Promises are measured by it, so an import does not change it: take the row out,"
	    " or give what was tried besides an ID of its own.");
}

void
attempts_judge(struct import_pass *pass)
{
	twice_refuse(pass);
	for (size_t i = 0; i < pass->count; i++) {
		struct import_case *c = &pass->cases[i];
		int64_t lead, known;

		if (c->act == ROW_REFUSED)
			continue;
		known = attempt_known(pass, c->row);
		if (known) {
			known_attempt_judge(pass, c, known);
			continue;
		}
		lead = lead_by_ref(pass->db, pass->map->system, c->row->cells[TO_LEAD_REF]);
		if (lead && handoff_open_of(pass->db, lead))
			continue;
		c->act = ROW_REFUSED;
		import_row_refuse(c->row, TO_LEAD_REF, lead ? "This lead has no open handoff, so there is nothing to try for." : "There is no lead of this ID here. Import the leads first.");
		refs_erased(pass, c);
	}
}

void
attempts_apply(struct import_pass *pass)
{
	for (size_t i = 0; i < pass->count; i++) {
		struct import_case *c = &pass->cases[i];
		const struct import_row *row = c->row;
		struct attempt_told told = { .lead_system = pass->map->system, .lead_external_id = row->cells[TO_LEAD_REF], .channel = row->channel, .result = row->result,
			.happened_at = row->times[TO_HAPPENED_AT], .by = row->cells[TO_BY], .system = pass->map->system, .external_id = row->cells[TO_EXTERNAL_ID] };

		if (c->act != ROW_CREATES)
			continue;
		attempts_take(pass->db, pass->ctx, &pass->actor, &told, 1, pass->zone);
		if (told.status == TOLD_CREATED) {
			c->subject_id = attempt_known(pass, row);
		} else {
			c->act = told.status == TOLD_SAME ? ROW_SAYS_SAME : ROW_REFUSED;
			if (told.problem)
				import_row_refuse(c->row, TO_EXTERNAL_ID, told.problem);
		}
	}
}

bool
attempt_take_back(struct import_pass *pass, const struct import_done *row)
{
	return attempt_undo_told(pass->db, pass->ctx, &pass->actor, row->subject_id, pass->zone);
}
