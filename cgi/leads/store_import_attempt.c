/* Attempts out of a file: through the same acts as by hand, told to be imported. */
#include "leads/store_import_match.h"

#include "leads/store_handoff_parts.h"

static int64_t
attempt_known(struct import_pass *pass, const struct import_row *row)
{
	return db_integer(pass->db, 0, "SELECT id FROM attempt WHERE system = ? AND external_id = ?", "ss", pass->map->system, row->cells[TO_EXTERNAL_ID]);
}

void
attempts_judge(struct import_pass *pass)
{
	twice_refuse(pass);
	for (size_t i = 0; i < pass->count; i++) {
		struct import_case *c = &pass->cases[i];
		int64_t lead;

		if (c->act == ROW_REFUSED)
			continue;
		if (attempt_known(pass, c->row)) {
			c->act = ROW_SAYS_SAME;
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
