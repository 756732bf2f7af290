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

/* From an index that is told, since of its own accord the database would begin at the newest for each page; but between days it finds its way. */
#define TRACE_SELECT(from) "SELECT a.id, a.at, p.name AS person_name, a.team, a.token_id IS NOT NULL AS by_token, a.act, a.subject, a.subject_id," \
	" s.name AS subject_name, a.detail FROM audit a" from " LEFT JOIN person p ON p.id = a.person_id" \
	" LEFT JOIN person s ON a.subject = 'person' AND s.id = a.subject_id WHERE"
#define TRACE_FILTER " a.id < ? AND (? IS NULL OR a.act = ? OR a.act LIKE CONCAT(REPLACE(?, '_', '\\\\_'), '.%')) AND (? = 0 OR a.at >= ?)" \
	" AND (? = 0 OR a.at < ?) ORDER BY a.id DESC LIMIT ?"
#define TRACE_ARGS "isssititi"
#define TRACE_VALUES before, w->group, w->group, w->group, w->from, w->from, w->to, w->to, most

struct trace *
traces_list(struct db *db, const void *ctx, const struct trace_wish *w, int64_t most, size_t *count)
{
	int64_t before = w->before ? w->before : INT64_MAX;

	if (w->person_id)
		return db_list(db, ctx, &trace_shape, count, TRACE_SELECT(" FORCE INDEX (audit_person)") " a.person_id = ? AND" TRACE_FILTER, "i" TRACE_ARGS, w->person_id, TRACE_VALUES);
	if (w->from || w->to)
		return db_list(db, ctx, &trace_shape, count, TRACE_SELECT("") TRACE_FILTER, TRACE_ARGS, TRACE_VALUES);
	return db_list(db, ctx, &trace_shape, count, TRACE_SELECT(" FORCE INDEX (PRIMARY)") TRACE_FILTER, TRACE_ARGS, TRACE_VALUES);
}
