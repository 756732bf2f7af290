/* Issues in the database. */
#include "meetings/store_parts.h"

#include "base/text.h"

#include <sodium.h>
#include <string.h>

const char *const issue_state_names[] = { "waiting", "heard", "dropped", NULL };

static const struct column issue_columns[] = {
	COLUMN(INT, struct issue, id),
	COLUMN(TEXT, struct issue, words),
	COLUMN(TEXT, struct issue, month),
	COLUMN(BOOL, struct issue, is_anonymous),
	COLUMN(INT, struct issue, author_id),
	COLUMN(TEXT, struct issue, author_name),
	CODE_COLUMN(struct issue, author_team, team_names),
	CODE_COLUMN(struct issue, state, issue_state_names),
	COLUMN(INT, struct issue, heard_in),
	COLUMN(TEXT, struct issue, meeting_title),
	COLUMN(BOOL, struct issue, opened),
	COLUMN(INT, struct issue, owner_id),
	COLUMN(TEXT, struct issue, owner_name),
	{ 0 }
};
static const struct shape issue_shape = { sizeof(struct issue), issue_columns };

#define ISSUE_SELECT "SELECT a.id, a.words, a.month, a.is_anonymous, a.author_id, p.name AS author_name, a.author_team, a.state, a.heard_in," \
	" m.title AS meeting_title, COALESCE(m.state = 'closed', FALSE) AS opened, a.owner_id, o.name AS owner_name FROM aired_issue a" \
	" LEFT JOIN person p ON p.id = a.author_id LEFT JOIN person o ON o.id = a.owner_id LEFT JOIN meeting m ON m.id = a.heard_in"

struct issue *
issue_find(struct db *db, const void *ctx, int64_t id)
{
	return db_one(db, ctx, &issue_shape, ISSUE_SELECT " WHERE a.id = ?", "i", id);
}

struct issue *
issues_list(struct db *db, const void *ctx, bool waiting, int64_t after, int64_t limit, size_t *count)
{
	if (waiting)
		return db_list(db, ctx, &issue_shape, count, ISSUE_SELECT " LEFT JOIN aired_issue b ON b.id = ? WHERE a.state = 'waiting'"
		    " AND a.month >= COALESCE((SELECT month FROM aired_issue WHERE id = ?), '0001-01-01') AND (b.id IS NULL OR (a.month, a.id) > (b.month, b.id))"
		    " ORDER BY a.month, a.id LIMIT ?", "iii", after, after, limit);
	return db_list(db, ctx, &issue_shape, count, ISSUE_SELECT " LEFT JOIN aired_issue b ON b.id = ? WHERE a.state = 'heard'"
	    " AND a.month <= COALESCE((SELECT month FROM aired_issue WHERE id = ?), '9999-12-31') AND (b.id IS NULL OR (a.month, a.id) < (b.month, b.id))"
	    " ORDER BY a.month DESC, a.id DESC LIMIT ?", "iii", after, after, limit);
}

struct issue *
issues_search(struct db *db, const void *ctx, const char *words, int64_t limit, size_t *count)
{
	return db_list(db, ctx, &issue_shape, count, ISSUE_SELECT " JOIN (SELECT id FROM aired_issue ORDER BY month DESC, id DESC LIMIT ?) latest ON latest.id = a.id"
	    " WHERE a.words LIKE ? ORDER BY a.month DESC, a.id LIMIT ?", "isi", (int64_t)ISSUES_SEARCHED, like_words(ctx, words), limit);
}

struct words_row {
	int64_t id;
	const char *words;
};
static const struct column words_columns[] = { COLUMN(INT, struct words_row, id), COLUMN(TEXT, struct words_row, words), { 0 } };
static const struct shape words_shape = { sizeof(struct words_row), words_columns };

enum act_result
issue_air(struct db *db, const void *ctx, const struct actor *actor, const char *key, const char *words, bool anonymous, const char *zone, int64_t *id)
{
	const char *month = day_print(ctx, day_month_start(day_of(actor->now, zone)));
	unsigned char hash[32];
	const struct words_row *before;

	crypto_generichash(hash, sizeof hash, (const unsigned char *)key, strlen(key), NULL, 0);
	before = db_one(db, ctx, &words_shape, "SELECT id, words FROM aired_issue WHERE form_hash = ? FOR UPDATE", "h", hash);
	if (before) {
		*id = before->id;
		return strcmp(before->words, words) == 0 ? RESULT_DONE : RESULT_TAKEN;
	}
	*id = (int64_t)randombytes_uniform(INT32_MAX - 1) + 1;
	db_run(db, "INSERT INTO aired_issue (id, form_hash, words, month, is_anonymous, author_id, author_team) VALUES (?, ?, ?, ?, ?, ?, ?)", "ihssins", *id, hash,
	    words, month, (int64_t)anonymous, anonymous ? (int64_t)0 : actor->person_id, anonymous ? NULL : team_names[actor->team]);
	if (db_taken(db))
		return RESULT_MOVED;
	if (!anonymous)
		audit_add(db, actor, "issue.air", "issue", *id, NULL);
	return RESULT_DONE;
}

static const struct column reply_columns[] = {
	COLUMN(INT, struct issue_reply, id),
	COLUMN(TEXT, struct issue_reply, words),
	COLUMN(TEXT, struct issue_reply, person_name),
	CODE_COLUMN(struct issue_reply, team, team_names),
	COLUMN(TIME, struct issue_reply, at),
	{ 0 }
};
static const struct shape reply_shape = { sizeof(struct issue_reply), reply_columns };

struct issue_reply *
issue_replies(struct db *db, const void *ctx, int64_t issue_id, size_t *count)
{
	return db_list(db, ctx, &reply_shape, count, "SELECT r.id, r.words, p.name AS person_name, r.team, r.at FROM issue_reply r JOIN person p ON p.id = r.person_id"
	    " WHERE r.issue_id = ? ORDER BY r.id", "i", issue_id);
}

enum act_result
issue_answer(struct db *db, const void *ctx, const struct actor *actor, int64_t id, const char *words)
{
	const struct issue *issue = issue_find(db, ctx, id);

	if (!issue)
		return RESULT_GONE;
	if (!issue->opened)
		return RESULT_MOVED;
	db_insert(db, "INSERT INTO issue_reply (issue_id, words, person_id, team, at) VALUES (?, ?, ?, ?, ?)", "isist", id, words, actor->person_id,
	    team_names[actor->team], actor->now);
	audit_add(db, actor, "issue.answer", "issue", id, NULL);
	return RESULT_DONE;
}
