/*
 * What waits for a person in words, agreements and meetings, what was agreed and won lately, and what the set-up lacks: in one statement, and one that
 * is remembered. Each sort of row is found as its own area's store finds it; what the columns mean stands at each.
 */
#include "home/store.h"

#include "base/days.h"
#include "base/text.h"

#include <string.h>
#include <talloc.h>

enum { SENT_BACK, TO_SIGN, DRAFT, DRAFTS, DUE, AGREEMENT_BACK, AGREEMENT_TO_SIGN, AGREEMENT_DRAFT, AMENDMENT, HANDOFF_DRAFT, AGREED, WON, SETUP, MEETING, TASK,
	SIGNED_AGREEMENT, SIGNED_AMENDMENT, SIGNED_VERSION };
enum { REMEMBERED_MOST = 100,	/* rows for each person: who has more waiting has them read again */
	MOST_NEEDS = 1000, MOST_AGREEMENTS = 20, MOST_RECENT = 4,
	MOST_SIGNED = 20 };

struct found {
	int64_t sort;
	int64_t id;
	int64_t number;
	int64_t revision;
	int64_t author_id;
	int64_t editor_id;
	int64_t charter_id;
	int64_t flag;
	bool marketing;
	bool sales;
	int64_t at;
	const char *slug;
	const char *name;
	const char *author;
	const char *editor;
	const char *words;
	const char *day;
};
static const struct column found_columns[] = {
	COLUMN(INT, struct found, sort), COLUMN(INT, struct found, id), COLUMN(INT, struct found, number), COLUMN(INT, struct found, revision),
	COLUMN(INT, struct found, author_id), COLUMN(INT, struct found, editor_id), COLUMN(INT, struct found, charter_id), COLUMN(INT, struct found, flag),
	COLUMN(BOOL, struct found, marketing), COLUMN(BOOL, struct found, sales), COLUMN(TIME, struct found, at), COLUMN(TEXT, struct found, slug),
	COLUMN(TEXT, struct found, name), COLUMN(TEXT, struct found, author), COLUMN(TEXT, struct found, editor), COLUMN(TEXT, struct found, words),
	COLUMN(TEXT, struct found, day),
	{ 0 }
};
static const struct shape found_shape = { sizeof(struct found), found_columns };

#define SIGNED(what, team) "EXISTS (SELECT 1 FROM signature g WHERE g." what " AND g.team = '" team "' AND g.standing = TRUE)"
#define OPEN_CHARTER(table, what) "(SELECT MAX(h.id) FROM " table " i JOIN sheet h ON h.id = i.sheet_id WHERE i." what " AND h.state = 'open' AND h.is_charter)"
#define OF_TEAM(table, what) " AND NOT EXISTS (SELECT 1 FROM " table " g WHERE g." what " AND g.team = ? AND g.standing = TRUE)"

/* An objection that stands: against what the person wrote, edited or had signed. Through the objections, as an import makes thousands of drafts. */
#define SENT_BACK_ROWS "(SELECT 0 AS sort, v.id, v.number, v.revision, v.author_id, c.person_id AS editor_id, 0 AS charter_id, 0 AS flag, FALSE AS marketing," \
	" FALSE AS sales, c.at, t.slug, t.name, p.name AS author, '' AS editor, c.words, CAST(NULL AS CHAR) AS day FROM version_act c" \
	" JOIN term_version v ON v.id = c.version_id JOIN term t ON t.id = v.term_id JOIN person p ON p.id = c.person_id" \
	" WHERE c.act = 'objection' AND c.person_id <> ? AND v.state = 'draft' AND NOT EXISTS (SELECT 1 FROM version_act x WHERE x.version_id = v.id" \
	" AND x.act IN ('objection', 'review') AND x.id > c.id) AND (v.author_id = ? OR v.edited_by = ? OR EXISTS (SELECT 1 FROM signature g" \
	" WHERE g.version_id = v.id AND g.person_id = ?)) ORDER BY c.id DESC LIMIT ?)"

/* In review without the team's signature; flag: somebody else edited it after the person had signed. */
#define TO_SIGN_ROWS " UNION ALL (SELECT 1, v.id, v.number, v.revision, v.author_id, v.edited_by, " OPEN_CHARTER("sheet_version", "version_id = v.id") "," \
	" v.edited_by <> ? AND EXISTS (SELECT 1 FROM signature g WHERE g.version_id = v.id AND g.person_id = ? AND g.standing IS NULL" \
	" AND g.revision < v.revision), " SIGNED("version_id = v.id", "marketing") ", " SIGNED("version_id = v.id", "sales") ", v.edited_at, t.slug, t.name," \
	" a.name, e.name, v.change_note, NULL FROM term_version v JOIN term t ON t.id = v.term_id JOIN person a ON a.id = v.author_id" \
	" JOIN person e ON e.id = v.edited_by WHERE v.state = 'in_review'" OF_TEAM("signature", "version_id = v.id") " ORDER BY v.edited_at, v.id LIMIT ?)"

/* The person's own drafts that nobody sent back: the latest by hand, and how many there are: id all, number by hand, revision imported. */
#define BACK "IFNULL((SELECT x.act = 'objection' AND x.person_id <> ? FROM version_act x WHERE x.version_id = v.id" \
	" AND x.act IN ('objection', 'review') ORDER BY x.id DESC LIMIT 1), FALSE)"
#define DRAFT_ROWS " UNION ALL (SELECT 2, v.id, v.number, v.revision, v.author_id, v.edited_by, 0, 0, FALSE, FALSE, v.edited_at, t.slug, t.name, a.name," \
	" e.name, v.change_note, NULL FROM term_version v JOIN term t ON t.id = v.term_id JOIN person a ON a.id = v.author_id" \
	" JOIN person e ON e.id = v.edited_by WHERE v.author_id = ? AND v.state = 'draft' AND NOT v.imported AND NOT " BACK \
	" ORDER BY v.edited_at DESC, v.id DESC LIMIT ?)" \
	" UNION ALL SELECT 3, COUNT(*), IFNULL(SUM(NOT v.imported AND NOT " BACK "), 0), IFNULL(SUM(v.imported), 0), 0, 0, 0, 0, FALSE, FALSE, NULL, '', ''," \
	" '', '', '', NULL FROM term_version v WHERE v.author_id = ? AND v.state = 'draft'"

/* In force, and its review date has come, or the other team has confirmed it ahead. marketing, sales: who has confirmed. */
#define CONFIRMED(team) "EXISTS (SELECT 1 FROM confirmation k WHERE k.version_id = v.id AND k.review_due = v.review_due AND k.team = '" team "')"
#define DUE_ROWS " UNION ALL (SELECT 4, v.id, v.number, v.revision, 0, 0, 0, 0, " CONFIRMED("marketing") " AS marketing, " CONFIRMED("sales") " AS sales," \
	" NULL, t.slug, t.name, '', '', '', v.review_due AS due FROM term_version v JOIN term t ON t.id = v.term_id WHERE v.review_due <= ?" \
	" AND v.state = 'ratified' AND t.deprecated_at IS NULL AND v.id = (SELECT x.id FROM term_version x WHERE x.term_id = t.id AND x.in_force_at <= ?" \
	" ORDER BY x.in_force_at DESC, x.number DESC LIMIT 1) HAVING due <= ? OR marketing OR sales ORDER BY v.review_due, t.name LIMIT ?)"

#define AGREEMENT_ROWS \
	" UNION ALL (SELECT 5, a.id, a.number, a.revision, a.author_id, c.person_id, 0, 0, FALSE, FALSE, c.at, '', '', p.name, '', c.words, NULL" \
	" FROM agreement a JOIN agreement_act c ON c.id = (SELECT MAX(x.id) FROM agreement_act x WHERE x.agreement_id = a.id" \
	" AND x.act IN ('objection', 'review')) JOIN person p ON p.id = c.person_id WHERE a.state = 'draft' AND c.act = 'objection' AND c.person_id <> ?" \
	" AND (a.author_id = ? OR a.edited_by = ? OR EXISTS (SELECT 1 FROM signature g WHERE g.agreement_id = a.id AND g.person_id = ?))" \
	" ORDER BY c.id DESC LIMIT ?)" \
	" UNION ALL (SELECT IF(a.state = 'draft', 7, 6), a.id, a.number, a.revision, a.author_id, a.edited_by, " \
	OPEN_CHARTER("sheet_agreement", "agreement_id = a.id") ", 0, " SIGNED("agreement_id = a.id", "marketing") ", " SIGNED("agreement_id = a.id", "sales") "," \
	" a.edited_at, '', '', p.name, '', a.change_note, NULL FROM agreement a JOIN person p ON p.id = a.author_id WHERE (a.state = 'in_review'" \
	OF_TEAM("signature", "agreement_id = a.id") ") OR (a.state = 'draft' AND a.author_id = ?) ORDER BY a.edited_at, a.id LIMIT ?)" \
	" UNION ALL (SELECT 8, a.id, a.number, a.revision, a.author_id, 0, 0, 0, EXISTS (SELECT 1 FROM amendment_signature g WHERE g.amendment_id = a.id" \
	" AND g.team = 'marketing' AND g.standing = TRUE), EXISTS (SELECT 1 FROM amendment_signature g WHERE g.amendment_id = a.id AND g.team = 'sales'" \
	" AND g.standing = TRUE), a.edited_at, '', c.name, p.name, '', a.reason, NULL FROM amendment a JOIN calendar c ON c.id = a.calendar_id" \
	" JOIN person p ON p.id = a.author_id WHERE a.state = 'in_review'" OF_TEAM("amendment_signature", "amendment_id = a.id") " ORDER BY a.number LIMIT ?)"

/* Signed by the team and not by the other one: author who signed, at when. */
#define SIGNED_OF(table, what) " JOIN " table " s ON s." what " AND s.team = ? AND s.standing = TRUE JOIN person p ON p.id = s.person_id"
#define SIGNED_ROWS \
	" UNION ALL (SELECT 15, a.id, a.number, 0, 0, 0, " OPEN_CHARTER("sheet_agreement", "agreement_id = a.id") ", 0, FALSE, FALSE, s.at, '', '', p.name, ''," \
	" '', NULL FROM agreement a" SIGNED_OF("signature", "agreement_id = a.id") " WHERE a.state = 'in_review'" OF_TEAM("signature", "agreement_id = a.id") \
	" ORDER BY a.number LIMIT ?)" \
	" UNION ALL (SELECT 16, a.id, a.number, 0, 0, 0, 0, 0, FALSE, FALSE, s.at, '', c.name, p.name, '', '', NULL FROM amendment a" \
	SIGNED_OF("amendment_signature", "amendment_id = a.id") " JOIN calendar c ON c.id = a.calendar_id WHERE a.state = 'in_review'" \
	OF_TEAM("amendment_signature", "amendment_id = a.id") " ORDER BY a.number LIMIT ?)" \
	" UNION ALL (SELECT 17, v.id, v.number, 0, 0, 0, " OPEN_CHARTER("sheet_version", "version_id = v.id") ", 0, FALSE, FALSE, s.at, t.slug, t.name, p.name, ''," \
	" '', NULL FROM term_version v" SIGNED_OF("signature", "version_id = v.id") " JOIN term t ON t.id = v.term_id WHERE v.state = 'in_review'" \
	OF_TEAM("signature", "version_id = v.id") " ORDER BY s.at, v.id LIMIT ?)"

/* Forms that were kept: id the lead, words its company. */
#define HANDOFF_DRAFT_ROWS " UNION ALL (SELECT 9, d.lead_id, 0, 0, 0, 0, 0, 0, FALSE, FALSE, d.saved_at, '', l.name, '', '', l.company, NULL" \
	" FROM handoff_draft d JOIN lead_record l ON l.id = d.lead_id WHERE d.person_id = ? ORDER BY d.saved_at DESC, d.id DESC LIMIT ?)"

/* Of everybody: words agreed lately. And deals won: slug their currency, number their worth, author who handed it over, editor the seller. */
#define AGREED_ROWS "(SELECT 10 AS sort, v.id, v.number, 0 AS revision, 0 AS author_id, 0 AS editor_id, 0 AS charter_id, 0 AS flag, FALSE AS marketing," \
	" FALSE AS sales, v.in_force_at AS at, t.slug, t.name, '' AS author, '' AS editor, v.meaning AS words, CAST(NULL AS CHAR) AS day FROM term_version v" \
	" JOIN term t ON t.id = v.term_id WHERE v.state = 'ratified' AND v.in_force_at <= ? AND t.deprecated_at IS NULL AND NOT EXISTS (SELECT 1" \
	" FROM term_version w WHERE w.term_id = v.term_id AND w.in_force_at > v.in_force_at AND w.in_force_at <= ?) ORDER BY v.in_force_at DESC, v.id DESC" \
	" LIMIT ?)"
#define WON_ROWS "(SELECT 11 AS sort, d.id, d.amount_minor AS number, 0 AS revision, 0 AS author_id, 0 AS editor_id, 0 AS charter_id, 0 AS flag, FALSE AS marketing," \
	" FALSE AS sales, d.won_at AS at, d.currency AS slug, d.name, w.name AS author, o.name AS editor, a.name AS words, CAST(NULL AS CHAR) AS day" \
	" FROM deal d FORCE INDEX (deal_won) LEFT JOIN account a ON a.id = d.account_id LEFT JOIN person o ON o.id = d.owner_id" \
	" LEFT JOIN handoff h ON h.id = d.handoff_id LEFT JOIN person w ON w.id = h.author_id WHERE d.won_at > ? AND d.won_at <= ? AND d.lost_at IS NULL" \
	" ORDER BY d.won_at DESC, d.id DESC LIMIT ?)"

/* The next one of both teams, as meeting_next() finds it: flag its state, number its minutes, author its zone. */
#define MEETING_ROW " UNION ALL (SELECT 13, m.id, m.minutes, 0, 0, 0, 0, FIELD(m.state, 'planned', 'published', 'running') - 1, FALSE, FALSE, m.starts_at, ''," \
	" m.title, m.zone, '', '', NULL FROM meeting m WHERE m.state IN ('planned', 'published', 'running') AND m.team IS NULL ORDER BY m.starts_at, m.id LIMIT 1)"

/* What was taken on, at its due date; flag: it is done, author says so, and a point person of the other team is to confirm it. */
#define TASK_ROWS " UNION ALL (SELECT 14, w.id, 0, 0, 0, 0, 0, FALSE, FALSE, FALSE, w.due_at, '', '', '', '', w.words, w.due_on" \
	" FROM meeting_task w FORCE INDEX (meeting_task_owner) WHERE w.owner_id = ? AND w.state = 'open' ORDER BY w.due_at, w.id LIMIT ?)" \
	" UNION ALL (SELECT 14, w.id, 0, 0, 0, 0, 0, TRUE, FALSE, FALSE, w.due_at, '', '', p.name, '', w.words, w.due_on" \
	" FROM meeting_task w FORCE INDEX (meeting_task_unconfirmed) STRAIGHT_JOIN person p FORCE INDEX (PRIMARY) ON p.id = w.owner_id" \
	" WHERE ? AND w.state = 'done' AND w.confirmed_at IS NULL AND p.team = ? ORDER BY w.due_at, w.id LIMIT ?)"

/* What the set-up has, for an administrator: bits of `flag`, see enum setup in store.h; number the people who may sign in. */
#define SETUP_ROW " UNION ALL SELECT 12, 0, (SELECT COUNT(*) FROM person WHERE disabled_at IS NULL), 0, 0, 0, 0," \
	" EXISTS (SELECT 1 FROM person WHERE is_signatory AND team = 'marketing' AND disabled_at IS NULL)" \
	" + 2 * EXISTS (SELECT 1 FROM person WHERE is_signatory AND team = 'sales' AND disabled_at IS NULL)" \
	" + 4 * EXISTS (SELECT 1 FROM calendar) + 8 * EXISTS (SELECT 1 FROM term_version WHERE state = 'ratified' AND in_force_at <= ?)" \
	" + 16 * EXISTS (SELECT 1 FROM agreement WHERE in_force_at <= ?) + 32 * EXISTS (SELECT 1 FROM assignment_rule) + 64 * EXISTS (SELECT 1 FROM lead_record)," \
	" FALSE, FALSE, NULL, '', '', '', '', '', NULL FROM organisation WHERE id = 1 AND ?"

/* How many rows there are of a sort. */
static size_t
count_of(const struct found *rows, size_t count, int64_t sort)
{
	size_t n = 0;

	for (size_t i = 0; i < count; i++)
		n += rows[i].sort == sort;
	return n;
}

static struct version_row
version_of(const struct found *f)
{
	return (struct version_row){ .id = f->id, .number = f->number, .revision = f->revision, .state = f->sort == DRAFT ? STATE_DRAFT : STATE_IN_REVIEW,
		.slug = f->slug, .name = f->name, .change_note = f->words, .edited_at = f->at, .author_id = f->author_id, .author_name = f->author,
		.edited_by = f->editor_id, .editor_name = f->editor, .marketing_signed = f->marketing, .sales_signed = f->sales, .charter_id = f->charter_id };
}

static void
words_take(struct home *home, const struct found *f)
{
	switch (f->sort) {
	case SENT_BACK:
		home->sent_back[home->sent_back_count++] = (struct version_news){ .version_id = f->id, .number = f->number, .slug = f->slug, .name = f->name,
			.person_name = f->author, .words = f->words, .at = f->at };
		return;
	case TO_SIGN:
		if (f->flag)
			home->edited[home->edited_count++] = (struct version_news){ .version_id = f->id, .number = f->number, .slug = f->slug, .name = f->name,
				.person_name = f->editor, .words = "", .at = f->at };
		home->to_sign[home->to_sign_count++] = version_of(f);
		return;
	case DRAFT:
		home->drafts[home->draft_count++] = version_of(f);
		return;
	case DRAFTS:
		home->draft_counts = (struct draft_counts){ .all = f->id, .by_hand = f->number, .imported = f->revision };
		return;
	case DUE:
		home->due[home->due_count++] = (struct due_row){ .version_id = f->id, .number = f->number, .revision = f->revision, .slug = f->slug, .name = f->name,
			.review_due = f->day, .marketing_confirmed = f->marketing, .sales_confirmed = f->sales };
		return;
	case HANDOFF_DRAFT:
		home->handoff_drafts[home->handoff_draft_count++] = (struct handoff_draft){ .lead_id = f->id, .lead_name = f->name, .lead_company = f->words,
			.saved_at = f->at };
		return;
	}
}

static void
agreements_take(struct home *home, const struct found *f)
{
	struct agreement_row row = { .id = f->id, .number = f->number, .revision = f->revision, .change_note = f->words, .author_id = f->author_id,
		.author_name = f->author, .edited_by = f->editor_id, .edited_at = f->at, .marketing_signed = f->marketing, .sales_signed = f->sales,
		.charter_id = f->charter_id };

	switch (f->sort) {
	case AGREEMENT_BACK:
		home->agreements_back[home->agreements_back_count++] = (struct agreement_news){ .number = f->number, .person_name = f->author, .words = f->words,
			.at = f->at };
		return;
	case AGREEMENT_TO_SIGN:
		home->agreements_to_sign[home->agreements_to_sign_count++] = row;
		return;
	case AGREEMENT_DRAFT:
		home->agreement_drafts[home->agreement_draft_count++] = row;
		return;
	case AMENDMENT:
		home->amendments_to_sign[home->amendments_to_sign_count++] = (struct amendment_row){ .id = f->id, .number = f->number,
			.calendar_name = f->name, .reason = f->words, .author_name = f->author, .edited_at = f->at, .marketing_signed = f->marketing,
			.sales_signed = f->sales };
		return;
	}
}

static void
signed_take(struct home *home, const struct found *f)
{
	if (f->sort == SIGNED_AGREEMENT || f->sort == SIGNED_VERSION || f->sort == SIGNED_AMENDMENT)
		home->half_signed[home->half_signed_count++] = (struct half_signed){ .what = f->sort == SIGNED_AGREEMENT ? HALF_AGREEMENT
			: f->sort == SIGNED_VERSION ? HALF_VERSION : HALF_AMENDMENT, .number = f->number, .charter_id = f->charter_id, .slug = f->slug, .name = f->name,
			.signer_name = f->author, .signed_at = f->at };
}

static void
others_take(struct home *home, const struct found *f)
{
	switch (f->sort) {
	case AGREED:
		home->recent[home->recent_count++] = (struct agreed_row){ .id = f->id, .number = f->number, .slug = f->slug, .name = f->name, .meaning = f->words,
			.in_force_at = f->at };
		return;
	case WON:
		home->wins[home->win_count++] = (struct win){ .deal_id = f->id, .name = f->name, .account = f->words, .currency = f->slug,
			.amount_minor = f->number, .won_at = f->at, .marketer = f->author, .seller = f->editor };
		return;
	case SETUP:
		home->setup_shown = true;
		home->setup_has = (unsigned)f->flag;
		home->people = f->number;
		return;
	}
}

static void
meetings_take(const void *ctx, struct home *home, const struct found *f)
{
	switch (f->sort) {
	case MEETING:
		home->next_meeting = memory_need(talloc(ctx, struct meeting));
		*home->next_meeting = (struct meeting){ .id = f->id, .title = f->name, .starts_at = f->at, .minutes = f->number, .zone = f->author, .state = (int)f->flag };
		return;
	case TASK:
		home->tasks[home->task_count++] = (struct task){ .id = f->id, .words = f->words, .due_at = f->at, .due_on = f->day, .owner_name = f->author,
			.state = f->flag ? TASK_DONE : TASK_OPEN };
		return;
	}
}

static void
take(const void *ctx, struct home *home, const struct found *rows, size_t count)
{
	home->sent_back = memory_need(talloc_zero_array(ctx, struct version_news, count_of(rows, count, SENT_BACK) + 1));
	home->edited = memory_need(talloc_zero_array(ctx, struct version_news, count_of(rows, count, TO_SIGN) + 1));
	home->to_sign = memory_need(talloc_zero_array(ctx, struct version_row, count_of(rows, count, TO_SIGN) + 1));
	home->drafts = memory_need(talloc_zero_array(ctx, struct version_row, count_of(rows, count, DRAFT) + 1));
	home->due = memory_need(talloc_zero_array(ctx, struct due_row, count_of(rows, count, DUE) + 1));
	home->agreements_back = memory_need(talloc_zero_array(ctx, struct agreement_news, count_of(rows, count, AGREEMENT_BACK) + 1));
	home->agreements_to_sign = memory_need(talloc_zero_array(ctx, struct agreement_row, count_of(rows, count, AGREEMENT_TO_SIGN) + 1));
	home->agreement_drafts = memory_need(talloc_zero_array(ctx, struct agreement_row, count_of(rows, count, AGREEMENT_DRAFT) + 1));
	home->amendments_to_sign = memory_need(talloc_zero_array(ctx, struct amendment_row, count_of(rows, count, AMENDMENT) + 1));
	home->half_signed = memory_need(talloc_zero_array(ctx, struct half_signed, count_of(rows, count, SIGNED_AGREEMENT)
	    + count_of(rows, count, SIGNED_VERSION) + count_of(rows, count, SIGNED_AMENDMENT) + 1));
	home->handoff_drafts = memory_need(talloc_zero_array(ctx, struct handoff_draft, count_of(rows, count, HANDOFF_DRAFT) + 1));
	home->recent = memory_need(talloc_zero_array(ctx, struct agreed_row, count_of(rows, count, AGREED) + 1));
	home->wins = memory_need(talloc_zero_array(ctx, struct win, count_of(rows, count, WON) + 1));
	home->tasks = memory_need(talloc_zero_array(ctx, struct task, count_of(rows, count, TASK) + 1));
	for (size_t i = 0; i < count; i++) {
		words_take(home, &rows[i]);
		agreements_take(home, &rows[i]);
		signed_take(home, &rows[i]);
		others_take(home, &rows[i]);
		meetings_take(ctx, home, &rows[i]);
	}
}

/* What waits in words and agreements, and what was agreed lately: it is remembered, as only they move it. */
static const struct found *
words_read(struct db *db, const void *ctx, const struct user *user, int64_t now, struct day today, size_t *count)
{
	const char *day = day_print(ctx, today), *soon = day_print(ctx, day_add(today, REVIEW_CONFIRM_BEFORE)), *team = team_names[user->team],
	    *other = team_names[team_other(user->team)];
	struct found *rows = db_kept_list(db, "needs", user->id, count);
	int64_t p = user->id;

	if (rows)
		return rows;
	if (user->team == TEAM_OBSERVER)
		rows = db_list(db, ctx, &found_shape, count, AGREED_ROWS, "tti", now, now, (int64_t)MOST_RECENT);
	else
		rows = db_list(db, ctx, &found_shape, count, SENT_BACK_ROWS TO_SIGN_ROWS DRAFT_ROWS DUE_ROWS AGREEMENT_ROWS SIGNED_ROWS " UNION ALL " AGREED_ROWS,
		    "iiiii" "iisi" "iii" "ii" "stsi" "iiiii" "sii" "si" "ssi" "ssi" "ssi" "tti", p, p, p, p, (int64_t)MOST_NEEDS, p, p, team, (int64_t)MOST_NEEDS, p, p, (int64_t)MOST_DRAFTS,
		    p, p, soon, now, day, (int64_t)MOST_NEEDS, p, p, p, p, (int64_t)MOST_AGREEMENTS, team, p, (int64_t)MOST_AGREEMENTS, team, (int64_t)MOST_AGREEMENTS,
		    team, other, (int64_t)MOST_SIGNED, team, other, (int64_t)MOST_SIGNED, team, other, (int64_t)MOST_SIGNED, now, now, (int64_t)MOST_RECENT);
	if (*count > REMEMBERED_MOST)
		return rows;
	talloc_steal(db_rememberer(db, ctx), rows);
	db_keep_list(db, "needs", user->id, rows, *count);
	return rows;
}

/* And all else. */
static const struct found *
others_read(struct db *db, const void *ctx, const struct user *user, int64_t now, size_t *count)
{
	int64_t p = user->id, won_since = now - (int64_t)WINS_DAYS * 86400, most_tasks = TASKS_SHOWN + 1;

	if (user->team == TEAM_OBSERVER)
		return db_list(db, ctx, &found_shape, count, WON_ROWS MEETING_ROW SETUP_ROW, "tti" "tti", won_since, now, (int64_t)MOST_RECENT, now, now,
		    (int64_t)user->is_administrator);
	return db_list(db, ctx, &found_shape, count, WON_ROWS MEETING_ROW SETUP_ROW HANDOFF_DRAFT_ROWS TASK_ROWS, "tti" "tti" "ii" "iiisi", won_since, now,
	    (int64_t)MOST_RECENT, now, now, (int64_t)user->is_administrator, p, (int64_t)MOST_DRAFTS, p, most_tasks, (int64_t)user->is_point_person,
	    team_names[team_other(user->team)], most_tasks);
}

void
needs_read(struct db *db, const void *ctx, const struct user *user, int64_t now, const char *zone, struct home *home)
{
	size_t of_words, of_others;
	const struct found *words = words_read(db, ctx, user, now, day_of(now, zone), &of_words), *others = others_read(db, ctx, user, now, &of_others);
	struct found *rows = memory_need(talloc_array(ctx, struct found, of_words + of_others + 1));

	memcpy(rows, words, of_words * sizeof *rows);
	memcpy(rows + of_words, others, of_others * sizeof *rows);
	take(ctx, home, rows, of_words + of_others);
}
