/* Writes the audit trail. */
#include "auth/audit.h"

#include "auth/watch.h"
#include "data/db.h"

void
audit_add(struct db *db, const struct actor *actor, const char *act, const char *subject, int64_t id, const char *detail)
{
	const char *team = actor->person_id ? team_names[actor->team] : NULL;

	int64_t line = db_insert(db, "INSERT INTO audit (at, person_id, team, token_id, act, subject, subject_id, detail, request_id)"
	    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", "tnsnssnss", actor->now, actor->person_id, team, actor->token_id, act,
	    subject, id, detail, actor->request_id);

	watch_tell(db, actor, act, subject, id, line);
}
