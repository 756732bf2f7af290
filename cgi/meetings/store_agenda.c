/* Gathers what an agenda could talk about. */
#include "meetings/store_parts.h"

#include "base/text.h"
#include "leads/store.h"
#include "sla/store.h"

#include <inttypes.h>
#include <string.h>
#include <talloc.h>

/* Points in the making. */
struct gathering {
	struct db *db;
	const void *ctx;
	const struct meeting *meeting;
	const char *zone;
	int64_t now;
	struct point *list;
	size_t count, room;
};

static struct point *
point_new(struct gathering *g, int section, int64_t id)
{
	struct point *p;

	if (g->count == g->room) {
		g->room = 2 * g->room + 64;
		g->list = memory_need(talloc_realloc(g->ctx, g->list, struct point, g->room));
	}
	p = &g->list[g->count++];
	*p = (struct point){ .section = section, .subject = text_format(g->ctx, "%s-%" PRId64, section_names[section], id), .subject_id = id, .title = "", .detail = "",
		.href = "", .minutes = section_minutes(section), .wish = GLOSSARY_NONE };
	return p;
}

/* What one statement brings for points of a section: enough of it for each. */
struct found {
	int64_t id;
	const char *one;
	const char *two;
	const char *three;
	int64_t number;
	int64_t other;
};
static const struct column found_columns[] = {
	COLUMN(INT, struct found, id),
	COLUMN(TEXT, struct found, one),
	COLUMN(TEXT, struct found, two),
	COLUMN(TEXT, struct found, three),
	COLUMN(INT, struct found, number),
	COLUMN(INT, struct found, other),
	{ 0 }
};
static const struct shape found_shape = { sizeof(struct found), found_columns };

/* What was taken on before and is not reported: of this series, or of any meeting of both teams. */
static void
add_assignments(struct gathering *g)
{
	size_t count;
	const struct found *rows = db_list(g->db, g->ctx, &found_shape, &count, "SELECT t.id, t.words AS one, p.name AS two, t.due_on AS three,"
	    " UNIX_TIMESTAMP(t.due_at) AS number, 0 AS other FROM meeting_task t JOIN person p ON p.id = t.owner_id LEFT JOIN meeting m ON m.id = t.meeting_id"
	    " WHERE t.state = 'open' AND t.created_at <= ? AND m.team <=> ? AND (t.due_at <= ? OR m.state = 'closed') ORDER BY t.due_at, t.id LIMIT ?", "tsti", g->now,
	    g->meeting->team < 0 ? NULL : team_names[g->meeting->team], g->meeting->starts_at + 86400, (int64_t)CANDIDATES_MOST);

	for (size_t i = 0; i < count; i++) {
		struct point *p = point_new(g, SECTION_ASSIGNMENTS, rows[i].id);
		struct day due = { 0 };

		day_parse(rows[i].three, &due);
		p->title = text_clip(g->ctx, rows[i].one, POINT_TITLE_MOST);
		p->detail = text_format(g->ctx, "%s, by %s", rows[i].two, day_long(g->ctx, due));
		p->href = text_format(g->ctx, "/assignments/%" PRId64, rows[i].id);
		p->weight = -rows[i].number;
	}
}

static struct day
month_looked_at(const struct gathering *g)
{
	return figures_month(day_of(meeting_figures_at(g->meeting, g->now), g->zone));
}

static void
add_figures(struct gathering *g)
{
	struct point *p;
	size_t count;

	agenda_figures(g->db, g->ctx, month_looked_at(g), g->zone, g->now, &count);
	if (!count)
		return;
	p = point_new(g, SECTION_FIGURES, 0);
	p->title = text_format(g->ctx, "Both directions in %s", month_long(g->ctx, month_looked_at(g)));
	p->detail = text_format(g->ctx, "What each team promised and how it went, what came of it, and what changed since the month before.");
	p->href = "/sla";
}

static void
add_issues(struct gathering *g)
{
	size_t count;
	const struct found *rows = db_list(g->db, g->ctx, &found_shape, &count, "SELECT a.id, a.words AS one, p.name AS two, a.month AS three,"
	    " FIELD(a.author_team, 'marketing', 'sales') AS number, 0 AS other FROM aired_issue a LEFT JOIN person p ON p.id = a.author_id WHERE a.state = 'waiting'"
	    " ORDER BY a.month, a.id LIMIT ?", "i", (int64_t)CANDIDATES_MOST);

	for (size_t i = 0; i < count; i++) {
		struct point *p = point_new(g, SECTION_ISSUES, rows[i].id);
		struct day month = { 0 };

		day_parse(rows[i].three, &month);
		p->title = text_first_sentence(g->ctx, rows[i].one, 120);
		if (text_blank(p->title))
			p->title = "An issue";
		p->detail = rows[i].two ? text_format(g->ctx, "Aired by %s, %s", rows[i].two, team_label((int)rows[i].number - 1)) : "Aired without a name";
		if (strcmp(p->title, rows[i].one) != 0)
			p->detail = text_format(g->ctx, "%s\n\n%s", p->detail, rows[i].one);
		p->href = text_format(g->ctx, "/issues/%" PRId64, rows[i].id);
		p->weight = -day_number(month);
	}
}

enum { APPEAL_DAYS = 2 };

/* Appeals that were not settled within two days. */
static void
add_appeals(struct gathering *g)
{
	size_t count;
	const struct found *rows = db_list(g->db, g->ctx, &found_shape, &count, "SELECT h.id, COALESCE(NULLIF(l.company, ''), 'a lead') AS one, p.name AS two,"
	    " NULL AS three, UNIX_TIMESTAMP(MAX(a.at)) AS number, 0 AS other FROM handoff h JOIN handoff_act a ON a.handoff_id = h.id AND a.act = 'appeal'"
	    " JOIN lead_record l ON l.id = h.lead_id JOIN person p ON p.id = h.author_id WHERE h.queue_at IS NOT NULL AND h.state = 'appealed'"
	    " GROUP BY h.id HAVING number <= ? ORDER BY number LIMIT ?", "ii", g->now - APPEAL_DAYS * 86400, (int64_t)CANDIDATES_MOST);

	for (size_t i = 0; i < count; i++) {
		struct point *p = point_new(g, SECTION_APPEALS, rows[i].id);

		p->title = text_format(g->ctx, "Settle the appeal about %s", text_clip(g->ctx, rows[i].one, 120));
		p->detail = text_format(g->ctx, "%s appealed against the return on %s, and nobody has settled it.", rows[i].two, day_long(g->ctx, day_of(rows[i].number, g->zone)));
		p->href = text_format(g->ctx, "/handoffs/%" PRId64, rows[i].id);
		p->weight = -rows[i].number;
	}
}

enum { CRITERION_LEAST = 3, CRITERION_DAYS = 62 };

/* Criteria of the definition in force that returns cited most. */
static void
add_criteria(struct gathering *g)
{
	size_t count;
	const struct found *rows = db_list(g->db, g->ctx, &found_shape, &count, "SELECT t.id * 100 + k.position AS id, k.label AS one, t.name AS two, t.slug AS three,"
	    " COUNT(DISTINCT a.handoff_id) AS number, 0 AS other FROM handoff_act a JOIN handoff h ON h.id = a.handoff_id JOIN handoff_cited c ON c.act_id = a.id"
	    " JOIN term_version v ON v.id = h.term_version_id JOIN term t ON t.id = v.term_id JOIN criterion k ON k.code = c.code AND k.version_id ="
	    " (SELECT w.id FROM term_version w WHERE w.term_id = v.term_id AND w.in_force_at <= ? ORDER BY w.in_force_at DESC, w.number DESC LIMIT 1)"
	    " WHERE a.act = 'return' AND a.at >= ? AND h.first_submitted_at >= ? GROUP BY t.id, k.position HAVING number >= ? ORDER BY number DESC LIMIT ?", "tttii",
	    g->now, g->now - CRITERION_DAYS * 86400, g->now - 2 * CRITERION_DAYS * 86400, (int64_t)CRITERION_LEAST, (int64_t)CANDIDATES_MOST);

	for (size_t i = 0; i < count; i++) {
		struct point *p = point_new(g, SECTION_CRITERIA, rows[i].id);

		p->title = text_format(g->ctx, "%lld leads came back for “%s”", (long long)rows[i].number, text_clip(g->ctx, rows[i].one, 110));
		p->detail = text_format(g->ctx, "In the last two months, by the definition of %s. Is the criterion wrong, or what is handed over?", rows[i].two);
		p->href = text_format(g->ctx, "/glossary/%s", rows[i].three);
		p->weight = rows[i].number;
	}
}

/* A word that is to be settled, with why; each once, for its heaviest reason. */
static void
word_add(struct gathering *g, const struct found *f, const char *why, int64_t weight)
{
	struct point *p;

	for (size_t i = 0; i < g->count; i++)
		if (g->list[i].section == SECTION_WORDS && g->list[i].subject_id == f->id)
			return;
	p = point_new(g, SECTION_WORDS, f->id);
	p->title = text_clip(g->ctx, f->one, POINT_TITLE_MOST);
	p->detail = why;
	p->href = text_format(g->ctx, "/glossary/%s", f->three);
	p->weight = weight;
}

/* Sent back by an objection and not withdrawn, the latest objection first. */
static void
add_disputed(struct gathering *g)
{
	size_t count;
	const struct found *rows = db_list(g->db, g->ctx, &found_shape, &count, "SELECT t.id, t.name AS one, p.name AS two, t.slug AS three, v.number, 0 AS other"
	    " FROM version_act a JOIN term_version v ON v.id = a.version_id AND v.state = 'draft' JOIN term t ON t.id = v.term_id AND t.deprecated_at IS NULL"
	    " JOIN person p ON p.id = a.person_id WHERE a.act = 'objection' ORDER BY a.id DESC LIMIT ?", "i", (int64_t)CANDIDATES_MOST);

	for (size_t i = 0; i < count; i++)
		word_add(g, &rows[i], text_format(g->ctx, "Disputed: %s asked for a change to version %lld.", rows[i].two, (long long)rows[i].number), 400);
}

static void
add_proposed(struct gathering *g)
{
	size_t count;
	const struct found *rows = db_list(g->db, g->ctx, &found_shape, &count, "SELECT t.id, t.name AS one, p.name AS two, t.slug AS three, v.number, 0 AS other"
	    " FROM term_version v JOIN term t ON t.id = v.term_id AND t.deprecated_at IS NULL JOIN person p ON p.id = v.author_id WHERE v.state = 'in_review'"
	    " ORDER BY v.edited_at LIMIT ?", "i", (int64_t)CANDIDATES_MOST);

	for (size_t i = 0; i < count; i++)
		word_add(g, &rows[i], text_format(g->ctx, "Proposed: version %lld by %s waits for signatures.", (long long)rows[i].number, rows[i].two), 300);
}

static void
add_past_review(struct gathering *g)
{
	const char *today = day_print(g->ctx, day_of(g->meeting->starts_at, g->zone));
	size_t count;
	const struct found *rows = db_list(g->db, g->ctx, &found_shape, &count, "SELECT t.id, t.name AS one, v.review_due AS two, t.slug AS three, v.number, 0 AS other"
	    " FROM term_version v JOIN term t ON t.id = v.term_id AND t.deprecated_at IS NULL WHERE v.review_due <= ? AND v.in_force_at <= ? AND v.id ="
	    " (SELECT w.id FROM term_version w WHERE w.term_id = t.id AND w.in_force_at <= ? ORDER BY w.in_force_at DESC, w.number DESC LIMIT 1)"
	    " ORDER BY v.review_due LIMIT ?", "stti", today, g->now, g->now, (int64_t)CANDIDATES_MOST);

	for (size_t i = 0; i < count; i++) {
		struct day due = { 0 };

		day_parse(rows[i].two, &due);
		word_add(g, &rows[i], text_format(g->ctx, "Its review date was %s: is it still right?", day_long(g->ctx, due)), 200);
	}
}

/* The stage or word in force that was looked at longest ago, on an agenda or by its signatures. */
static void
add_refresher(struct gathering *g)
{
	const struct found *f = db_one(g->db, g->ctx, &found_shape, "SELECT t.id, t.name AS one, NULL AS two, t.slug AS three, v.number, 0 AS other FROM term t"
	    " JOIN term_version v ON v.id = (SELECT w.id FROM term_version w WHERE w.term_id = t.id AND w.in_force_at <= ? ORDER BY w.in_force_at DESC, w.number DESC"
	    " LIMIT 1) WHERE t.kind IN ('stage', 'word') AND t.deprecated_at IS NULL ORDER BY GREATEST(v.in_force_at, COALESCE((SELECT MAX(m.starts_at)"
	    " FROM meeting_item i JOIN meeting m ON m.id = i.meeting_id WHERE i.section = 'words' AND i.subject_id = t.id AND i.place = 'agenda'), v.in_force_at)),"
	    " t.kind, t.id LIMIT 1", "t", g->now);

	if (f)
		word_add(g, f, text_format(g->ctx, "A refresher: nobody has talked about version %lld for longest. Does everybody mean the same?", (long long)f->number), 100);
}

enum { WIN_DAYS = 45 };

/* Deals won lately whose handoff kept the promises of both sides: no clock of it was missed. */
static void
add_wins(struct gathering *g)
{
	size_t count;
	const struct found *rows = db_list(g->db, g->ctx, &found_shape, &count, "SELECT d.id, CONCAT(d.name, IF(a.name IS NULL, '', CONCAT(', ', a.name))) AS one,"
	    " CONCAT(p.name, ' and ', COALESCE(o.name, s.name, 'Sales')) AS two, COALESCE(t.name, NULLIF(l.theme_name, '')) AS three,"
	    " UNIX_TIMESTAMP(d.won_at) AS number, 0 AS other FROM deal d JOIN handoff h ON h.id = d.handoff_id JOIN lead_record l ON l.id = h.lead_id"
	    " JOIN person p ON p.id = h.author_id LEFT JOIN person o ON o.id = d.owner_id LEFT JOIN person s ON s.id = h.owner_id LEFT JOIN account a ON a.id = d.account_id"
	    " LEFT JOIN term t ON t.id = l.theme_id WHERE d.won_at >= ? AND d.won_at <= ? AND NOT EXISTS (SELECT 1 FROM timer x WHERE x.subject = 'handoff' AND x.subject_id = h.id"
	    " AND (x.state = 'missed' OR (x.state = 'running' AND x.deadline < ?))) ORDER BY d.won_at DESC LIMIT ?", "ttti", g->now - WIN_DAYS * 86400, g->now, g->now,
	    (int64_t)CANDIDATES_MOST);

	for (size_t i = 0; i < count; i++) {
		struct point *p = point_new(g, SECTION_WINS, rows[i].id);

		p->title = text_clip(g->ctx, rows[i].one, POINT_TITLE_MOST);
		p->detail = text_format(g->ctx, "%s won it together, and kept every promise on the way%s%s.", rows[i].two, rows[i].three ? ". Theme: " : "",
		    rows[i].three ? rows[i].three : "");
		p->href = text_format(g->ctx, "/deals/%" PRId64, rows[i].id);
		p->weight = rows[i].number;
	}
}

/* What people added to this meeting, and what the one before carried over or had no room for. */
static void
add_own(struct gathering *g)
{
	int64_t before = meeting_before(g->db, g->meeting);
	size_t count;
	const struct found *rows = db_list(g->db, g->ctx, &found_shape, &count, "SELECT i.id, i.title AS one, i.detail AS two, p.name AS three, i.minutes AS number,"
	    " i.added_by AS other FROM meeting_item i LEFT JOIN person p ON p.id = i.added_by WHERE i.meeting_id = ? AND i.section = 'own' ORDER BY i.id LIMIT ?", "ii",
	    g->meeting->id, (int64_t)CANDIDATES_MOST);

	for (size_t i = 0; i < count; i++) {
		struct point *p = point_new(g, SECTION_OWN, rows[i].id);

		p->id = rows[i].id;
		p->title = rows[i].one;
		p->detail = rows[i].two;
		p->minutes = rows[i].number;
		p->added_by = rows[i].other;
		p->added_name = rows[i].three;
		p->weight = -rows[i].id;
	}
	rows = db_list(g->db, g->ctx, &found_shape, &count, "SELECT i.id, i.title AS one, i.detail AS two, i.outcome AS three, i.minutes AS number, 0 AS other"
	    " FROM meeting_item i WHERE i.meeting_id = ? AND ((i.place = 'agenda' AND (i.outcome = 'carried' OR (i.outcome IS NULL AND i.section = 'own')))"
	    " OR (i.place = 'backlog' AND i.section = 'own')) AND i.section NOT IN ('assignments', 'figures', 'issues') ORDER BY i.id LIMIT ?", "ii", before,
	    (int64_t)CANDIDATES_MOST);
	for (size_t i = 0; i < count; i++) {
		struct point *p = point_new(g, SECTION_OWN, rows[i].id);

		p->title = rows[i].one;
		p->detail = rows[i].two;
		if (!text_starts(p->detail, "Carried over from") && !text_starts(p->detail, "There was no time"))
			p->detail = text_format(g->ctx, "%s the last meeting.%s%s", text_equal(rows[i].three, "carried") ? "Carried over from" : "There was no time for it in",
			    *rows[i].two ? "\n\n" : "", rows[i].two);
		p->minutes = rows[i].number;
		p->weight = INT64_C(1) << 40;
	}
}

static void
wishes_set(struct gathering *g)
{
	size_t count;
	const struct found *rows = db_list(g->db, g->ctx, &found_shape, &count, "SELECT 0 AS id, w.subject AS one, w.why AS two, p.name AS three,"
	    " FIELD(w.wish, 'first', 'later', 'dropped') - 1 AS number, 0 AS other FROM meeting_wish w JOIN person p ON p.id = w.person_id WHERE w.meeting_id = ?", "i", g->meeting->id);

	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < g->count; j++)
			if (strcmp(g->list[j].subject, rows[i].one) == 0) {
				g->list[j].wish = (int)rows[i].number;
				g->list[j].wish_why = rows[i].two;
				g->list[j].wish_name = rows[i].three;
			}
}

struct point *
agenda_points(struct db *db, const void *ctx, const struct meeting *m, const char *zone, int64_t now, size_t *count)
{
	struct gathering g = { .db = db, .ctx = ctx, .meeting = m, .zone = zone, .now = now, .list = memory_need(talloc_array(ctx, struct point, 64)), .room = 64 };

	add_assignments(&g);
	add_figures(&g);
	if (m->team < 0)
		add_issues(&g);
	add_appeals(&g);
	add_criteria(&g);
	add_disputed(&g);
	add_proposed(&g);
	add_past_review(&g);
	add_refresher(&g);
	add_wins(&g);
	add_own(&g);
	wishes_set(&g);
	agenda_write(ctx, g.list, g.count, m->minutes);
	*count = g.count;
	return g.list;
}
