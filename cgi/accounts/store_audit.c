/* Reads the audit trail. */
#include "accounts/store_audit.h"

static const struct column trace_columns[] = {
	COLUMN(INT, struct trace, id),
	COLUMN(TIME, struct trace, at),
	COLUMN(TEXT, struct trace, person_name),
	CODE_COLUMN(struct trace, team, team_names),
	COLUMN(BOOL, struct trace, by_token),
	COLUMN(TEXT, struct trace, act),
	COLUMN(TEXT, struct trace, subject),
	COLUMN(INT, struct trace, subject_id),
	COLUMN(TEXT, struct trace, subject_name),
	COLUMN(TEXT, struct trace, detail),
	{ 0 }
};
static const struct shape trace_shape = { sizeof(struct trace), trace_columns };

struct trace *
traces_list(struct db *db, const void *ctx, const struct trace_wish *w, int64_t most, size_t *count)
{
	return db_list(db, ctx, &trace_shape, count, "SELECT a.id, a.at, p.name AS person_name, a.team,"
	    " a.token_id IS NOT NULL AS by_token, a.act, a.subject, a.subject_id, s.name AS subject_name, a.detail FROM audit a"
	    " LEFT JOIN person p ON p.id = a.person_id LEFT JOIN person s ON a.subject = 'person' AND s.id = a.subject_id"
	    " WHERE (? = 0 OR a.person_id = ?) AND (? IS NULL OR a.act = ? OR a.act LIKE CONCAT(REPLACE(?, '_', '\\\\_'), '.%'))"
	    " AND (? = 0 OR a.at >= ?) AND (? = 0 OR a.at < ?) AND (? = 0 OR a.id < ?) ORDER BY a.id DESC LIMIT ?", "iisssititiii",
	    w->person_id, w->person_id, w->group, w->group, w->group, w->from, w->from, w->to, w->to, w->before,
	    w->before, most);
}
