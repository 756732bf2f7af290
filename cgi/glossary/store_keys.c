/* The two keys: who may turn one at this instant, and whether both are turned. */
#include "glossary/store_parts.h"

bool
signer_stands(struct db *db, const struct actor *actor)
{
	return db_integer(db, 0, "SELECT is_signatory AND team = ? AND disabled_at IS NULL FROM person WHERE id = ?"
	    " LOCK IN SHARE MODE", "si", team_names[actor->team], actor->person_id);
}

bool
sheet_bears_both(struct db *db, const struct open_sheet *sheet)
{
	for (size_t i = 0; i < sheet->count; i++)
		if (db_integer(db, 0, "SELECT COUNT(DISTINCT team) FROM signature WHERE version_id = ? AND sheet_id = ? AND revision = ?"
		    " AND standing = TRUE LOCK IN SHARE MODE", "iii", sheet->rows[i].id, sheet->id, sheet->rows[i].revision) != 2)
			return false;
	return sheet->count > 0;
}
