/* Keeps what people watch, and tells them. */
#include "auth/watch.h"

#include "auth/outbox.h"
#include "data/db.h"

#include <string.h>
#include <talloc.h>

const char *const watch_kind_names[] = { "term", "agreement", "lead", NULL };

bool
watch_has(struct db *db, int64_t person_id, enum watch_kind kind, int64_t subject_id)
{
	return db_integer(db, 0, "SELECT 1 FROM watch WHERE person_id = ? AND kind = ? AND subject_id = ?", "isi", person_id, watch_kind_names[kind], subject_id) != 0;
}

void
watch_set(struct db *db, const struct actor *actor, enum watch_kind kind, int64_t subject_id, bool on)
{
	/* Held against whoever takes the lead away at the same moment, and its watches with it. */
	if (on && kind == WATCH_LEAD && !db_integer(db, 0, "SELECT 1 FROM lead_record WHERE id = ? AND erased_at IS NULL AND merged_into_id IS NULL"
	    " LOCK IN SHARE MODE", "i", subject_id))
		return;
	if (on)
		db_run(db, "INSERT INTO watch (person_id, kind, subject_id, since) VALUES (?, ?, ?, ?)", "isit", actor->person_id, watch_kind_names[kind], subject_id,
		    actor->now);
	else
		db_run(db, "DELETE FROM watch WHERE person_id = ? AND kind = ? AND subject_id = ?", "isi", actor->person_id, watch_kind_names[kind], subject_id);
}

void
watches_end_of(struct db *db, int64_t person_id)
{
	db_run(db, "DELETE FROM watch WHERE person_id = ?", "i", person_id);
}

void
watches_follow_merge(struct db *db, int64_t from_lead_id, int64_t into_lead_id)
{
	db_run(db, "UPDATE IGNORE watch SET subject_id = ? WHERE kind = 'lead' AND subject_id = ?", "ii", into_lead_id, from_lead_id);
	db_run(db, "DELETE FROM watch WHERE kind = 'lead' AND subject_id = ?", "i", from_lead_id);
}

struct watcher {
	int64_t person_id;
};
static const struct column watcher_columns[] = { COLUMN(INT, struct watcher, person_id), { 0 } };
static const struct shape watcher_shape = { sizeof(struct watcher), watcher_columns };

#define WATCHERS "SELECT DISTINCT w.person_id FROM watch w JOIN person p ON p.id = w.person_id AND p.disabled_at IS NULL"

/* Who watches what an act of a subject changes; acts are parted by blanks, and "" is every act there is. */
static const struct concern {
	const char *subject, *acts, *watchers;
} concerns[] = {
	{ "term", "term.edit term.deprecate term.restore", WATCHERS " WHERE w.kind = 'term' AND w.subject_id = ?" },
	{ "version", "version.create version.review version.objection version.withdrawal version.ratified version.comment version.confirm",
	    WATCHERS " JOIN term_version v ON w.kind = 'term' AND w.subject_id = v.term_id WHERE v.id = ?" },
	{ "agreement", "agreement.draft agreement.review agreement.objection agreement.withdrawal agreement.ratified agreement.comment",
	    WATCHERS " WHERE w.kind = 'agreement' AND ? > 0" },
	{ "amendment", "amendment.review amendment.objection amendment.withdrawal amendment.ratified", WATCHERS " WHERE w.kind = 'agreement' AND ? > 0" },
	{ "timer", "correction.confirm", WATCHERS " WHERE w.kind = 'agreement' AND ? > 0" },
	{ "lead", "lead.edit", WATCHERS " WHERE w.kind = 'lead' AND w.subject_id = ?" },
	{ "handoff", "", WATCHERS " JOIN handoff h ON w.kind = 'lead' AND w.subject_id = h.lead_id WHERE h.id = ?" },
	{ "deal", "", WATCHERS " JOIN deal_lead d ON w.kind = 'lead' AND w.subject_id = d.lead_id WHERE d.deal_id = ?" },
};

/* Whether a word stands in a text of words parted by blanks. */
static bool
named(const char *words, const char *word)
{
	size_t length = strlen(word);

	for (const char *at = words; (at = strstr(at, word)) != NULL; at += length)
		if ((at == words || at[-1] == ' ') && (at[length] == ' ' || at[length] == '\0'))
			return true;
	return false;
}

static const struct concern *
concern_of(const char *act, const char *subject)
{
	for (size_t i = 0; subject && i < sizeof concerns / sizeof *concerns; i++)
		if (strcmp(concerns[i].subject, subject) == 0)
			return !*concerns[i].acts || named(concerns[i].acts, act) ? &concerns[i] : NULL;
	return NULL;
}

void
watch_tell(struct db *db, const struct actor *actor, const char *act, const char *subject, int64_t id, int64_t audit_id)
{
	const struct concern *concern = concern_of(act, subject);
	const struct watcher *list;
	size_t count;
	void *ctx;

	if (!concern || !audit_id)
		return;
	ctx = talloc_new(NULL);
	list = db_list(db, ctx, &watcher_shape, &count, concern->watchers, "i", id);	/* read first: who watches nothing is in nobody's way */
	for (size_t i = 0; i < count; i++)
		if (list[i].person_id != actor->person_id)
			outbox_person(db, actor, "watch", audit_id, list[i].person_id);
	talloc_free(ctx);
}
