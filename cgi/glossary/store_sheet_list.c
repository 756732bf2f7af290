/* Sheets as they are read: one, and its lines. */
#include "glossary/store_parts.h"

static const struct column sheet_columns[] = {
	COLUMN(INT, struct sheet, id),
	COLUMN(INT, struct sheet, revision),
	CODE_COLUMN(struct sheet, state, sheet_state_names),
	COLUMN(BOOL, struct sheet, is_charter),
	COLUMN(INT, struct sheet, created_by),
	COLUMN(TEXT, struct sheet, person_name),
	COLUMN(TIME, struct sheet, created_at),
	{ 0 }
};
static const struct shape sheet_shape = { sizeof(struct sheet), sheet_columns };

struct sheet *
sheet_find(struct db *db, const void *ctx, int64_t id)
{
	return db_one(db, ctx, &sheet_shape, "SELECT s.id, s.revision, s.state, s.is_charter, s.created_by,"
	    " p.name AS person_name, s.created_at FROM sheet s JOIN person p ON p.id = s.created_by WHERE s.id = ?", "i", id);
}

static const struct column line_columns[] = {
	COLUMN(INT, struct sheet_line, sheet_id),
	COLUMN(INT, struct sheet_line, version_id),
	COLUMN(INT, struct sheet_line, number),
	COLUMN(INT, struct sheet_line, revision),
	CODE_COLUMN(struct sheet_line, state, version_state_names),
	COLUMN(TEXT, struct sheet_line, slug),
	COLUMN(TEXT, struct sheet_line, name),
	CODE_COLUMN(struct sheet_line, kind, term_kind_names),
	COLUMN(TEXT, struct sheet_line, meaning),
	COLUMN(BOOL, struct sheet_line, marketing_signed),
	COLUMN(BOOL, struct sheet_line, sales_signed),
	COLUMN(TIME, struct sheet_line, in_force_at),
	{ 0 }
};
static const struct shape line_shape = { sizeof(struct sheet_line), line_columns };

struct sheet_line *
sheet_lines(struct db *db, const void *ctx, int64_t sheet_id, size_t *count)
{
	return db_list(db, ctx, &line_shape, count, "SELECT i.sheet_id, v.id AS version_id, v.number, v.revision, v.state,"
	    " t.slug, t.name, t.kind, v.meaning, " SIGNED_BY("marketing", "v.id") " AS marketing_signed, "
	    SIGNED_BY("sales", "v.id") " AS sales_signed, v.in_force_at FROM sheet_version i"
	    " JOIN term_version v ON v.id = i.version_id JOIN term t ON t.id = v.term_id WHERE i.sheet_id = ? ORDER BY t.name",
	    "i", sheet_id);
}
