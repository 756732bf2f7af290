/* The queue: each view is one range of one column; filters look at so many rows of it and no more. */
#include "leads/store_queue_parts.h"

#include "base/days.h"
#include "base/text.h"
#include "sla/rules.h"
#include "sla/store.h"

#include <talloc.h>

enum { WORDS_SHOWN = 160 };

/* A row with what its clock is made of. */
struct looked {
	struct queue_row row;
	int64_t calendar_version_id;
	int64_t agreement_id;
	int64_t deadline;
	bool by_feed;
};
#define IN_ROW(type, member) { DB_##type, #member, offsetof(struct looked, row.member), NULL }
#define CODE_IN_ROW(member, names) { DB_CODE, #member, offsetof(struct looked, row.member), names }

static const struct column looked_columns[] = {
	IN_ROW(INT, id),
	IN_ROW(INT, revision),
	IN_ROW(INT, lead_id),
	IN_ROW(TEXT, lead_name),
	IN_ROW(TEXT, lead_company),
	IN_ROW(TEXT, lead_email),
	IN_ROW(TEXT, lead_phone),
	IN_ROW(BOOL, do_not_contact),
	IN_ROW(TEXT, source),
	IN_ROW(TEXT, words),
	IN_ROW(INT, round),
	CODE_IN_ROW(state, handoff_state_names),
	IN_ROW(BOOL, is_final),
	IN_ROW(INT, author_id),
	IN_ROW(TEXT, author_name),
	IN_ROW(INT, owner_id),
	IN_ROW(TEXT, owner_name),
	IN_ROW(TIME, submitted_at),
	IN_ROW(TIME, connected_at),
	IN_ROW(INT, attempts),
	IN_ROW(INT, attempts_wanted),
	IN_ROW(INT, queue_at),
	IN_ROW(INT, due_timer_id),
	CODE_IN_ROW(due_kind, promise_kind_names),
	COLUMN(INT, struct looked, calendar_version_id),
	COLUMN(INT, struct looked, agreement_id),
	COLUMN(TIME, struct looked, deadline),
	COLUMN(BOOL, struct looked, by_feed),
	{ 0 }
};
static const struct shape looked_shape = { sizeof(struct looked), looked_columns };

/* A range of one of the columns that sort, and what is asked besides. */
struct range {
	int64_t from, to;		/* positions: above, and below */
	int64_t person_id;		/* of owner_at and author_at */
	int64_t looks;			/* rows looked at */
};

const char *const queue_order_names[] = { "urgent", "newest", "oldest", NULL };

static bool
has_filters(const struct queue_filter *f)
{
	return f->order || f->state >= 0 || f->clock == CLOCKS_PAUSED || f->source_id || f->persona_id || f->owner_id || f->author_id || f->month
	    || !text_blank(f->text);
}

#define ROW_COLUMNS "SELECT STRAIGHT_JOIN h.id, h.revision, h.lead_id, l.name AS lead_name, l.company AS lead_company, l.email AS lead_email," \
	" l.phone AS lead_phone, l.do_not_contact, COALESCE(m.name, s.name) AS source, LEFT(h.words, 1000) AS words, h.round, h.state, h.is_final," \
	" h.author_id, w.name AS author_name, h.owner_id, o.name AS owner_name, h.submitted_at, h.connected_at, h.attempts, h.attempts_wanted," \
	" h.queue_at, h.due_timer_id, t.kind AS due_kind, COALESCE(t.calendar_version_id, h.calendar_version_id) AS calendar_version_id," \
	" h.agreement_id, t.deadline, COALESCE((SELECT q.measured = 'feed' FROM promise q WHERE q.id = t.promise_id), 0) AS by_feed FROM "
#define ROW_JOINS " k JOIN handoff h ON h.id = k.id JOIN lead_record l ON l.id = h.lead_id JOIN person w ON w.id = h.author_id" \
	" LEFT JOIN person o ON o.id = h.owner_id LEFT JOIN source s ON s.id = l.source_id LEFT JOIN source m ON m.id = s.same_as_id" \
	" LEFT JOIN timer t ON t.id = h.due_timer_id"
static int64_t
order_sign(const struct queue_filter *f)
{
	return f->order == ORDER_NEWEST ? -1 : 1;
}

#define ROW_FILTERS " WHERE (? IS NULL OR h.state = ?) AND (? = 0 OR l.source_id = ? OR s.same_as_id = ?) AND (? = 0 OR l.persona_id = ?)" \
	" AND (? = 0 OR COALESCE(h.owner_id, -2) = ?) AND (? = 0 OR h.author_id = ?)" \
	" AND (? IS NULL OR l.name LIKE ? ESCAPE '!' OR l.company LIKE ? ESCAPE '!')" \
	" AND (? = 0 OR h.queue_at IS NULL OR h.queue_at < ? OR h.queue_at >= ?)"
#define FILTER_ARGS "ssiiiiiiiiisssiii"
#define FILTER_VALUES(f, state, text) state, state, f->source_id, f->source_id, f->source_id, f->persona_id, f->persona_id, f->owner_id, f->owner_id, \
	f->author_id, f->author_id, text, text, text, (int64_t)(f->by_others && f->owner_id > 0), queue_from(TEAM_SALES, 0), queue_from(TEAM_SALES, now)

/* In another order than the view's own: those that were looked at, each once behind the last of the page before. */
#define ROW_SORTED " AND (? = 0 OR CAST(h.id AS SIGNED) * ? > ? * ?) ORDER BY CAST(h.id AS SIGNED) * ? LIMIT ?"
#define SORTED_ARGS "iiiiii"
#define SORTED_VALUES(f) f->after, order_sign(f), f->after, order_sign(f), order_sign(f), f->limit + 1

/* The ranges themselves: each reads one index from where the page begins. */
#define BY_QUEUE "SELECT id, queue_at AS place FROM handoff FORCE INDEX (handoff_queue) WHERE queue_at > ? AND queue_at < ? ORDER BY queue_at LIMIT ?"
#define BY_OWNER "SELECT id, owner_at AS place FROM handoff FORCE INDEX (handoff_mine) WHERE owner_at > ? AND owner_at < ? ORDER BY owner_at LIMIT ?"
#define BY_AUTHOR "SELECT id, author_at AS place FROM handoff FORCE INDEX (handoff_written_by) WHERE author_at > ? AND author_at < ?" \
	" ORDER BY author_at LIMIT ?"
#define BY_ID "SELECT id, id AS place FROM handoff WHERE id < ? ORDER BY id DESC LIMIT ?"
#define BY_MONTH "SELECT id, id AS place FROM handoff FORCE INDEX (handoff_month) WHERE first_submitted_at >= ? AND first_submitted_at < ? AND id < ?" \
	" ORDER BY first_submitted_at DESC, id DESC LIMIT ?"

#define BY_STATE "SELECT id, id AS place FROM handoff FORCE INDEX (handoff_state) WHERE state = ? AND id < ? ORDER BY id DESC LIMIT ?"

/* The month of a filter as instants; the page before cuts its end. */
struct month {
	int64_t from, to;
};

static struct month
month_named(const void *ctx, const char *month, int64_t now, const char *zone)
{
	struct day first = day_month_start(day_of(now, zone)), given;

	if (month && day_parse(text_format(ctx, "%s-01", month), &given))
		first = given;
	return (struct month){ start_of_day(first, zone), start_of_day(day_add_months(first, 1), zone) };
}

static struct month
month_of(struct db *db, const void *ctx, const struct queue_filter *f, int64_t now, const char *zone)
{
	struct month m = month_named(ctx, f->month, now, zone);
	int64_t last = f->after ? db_integer(db, 0, "SELECT UNIX_TIMESTAMP(first_submitted_at) FROM handoff WHERE id = ?", "i", f->after) : 0;

	if (last && last + 1 < m.to)
		m.to = last + 1;
	return m;
}

static const char *
text_pattern(const void *ctx, const char *text)
{
	const char *plain;

	if (text_blank(text))
		return NULL;
	plain = text_replace(ctx, text_replace(ctx, text_replace(ctx, text, "!", "!!"), "%", "!%"), "_", "!_");
	return text_format(ctx, "%%%s%%", plain);
}

/* A view in another order than its own, of which QUEUE_LOOKS rows are looked at. */
static struct looked *
look_sorted(struct db *db, const void *ctx, const struct queue_filter *f, const struct range *r, int64_t now, size_t *count)
{
	const char *state = f->state < 0 ? NULL : handoff_state_names[f->state], *text = text_pattern(ctx, f->text);

	switch (f->view) {
	case VIEW_MINE:
	case VIEW_UNASSIGNED:
		return db_list(db, ctx, &looked_shape, count, ROW_COLUMNS "(" BY_OWNER ")" ROW_JOINS ROW_FILTERS ROW_SORTED, "ssi" FILTER_ARGS SORTED_ARGS,
		    queue_key(ctx, r->person_id, r->from), queue_key(ctx, r->person_id, r->to), r->looks, FILTER_VALUES(f, state, text), SORTED_VALUES(f));
	case VIEW_MY_RETURNED:
		return db_list(db, ctx, &looked_shape, count, ROW_COLUMNS "(" BY_AUTHOR ")" ROW_JOINS ROW_FILTERS ROW_SORTED, "ssi" FILTER_ARGS SORTED_ARGS,
		    queue_key(ctx, r->person_id, r->from), queue_key(ctx, r->person_id, r->to), r->looks, FILTER_VALUES(f, state, text), SORTED_VALUES(f));
	}
	return db_list(db, ctx, &looked_shape, count, ROW_COLUMNS "(" BY_QUEUE ")" ROW_JOINS ROW_FILTERS ROW_SORTED, "iii" FILTER_ARGS SORTED_ARGS,
	    r->from, r->to, r->looks, FILTER_VALUES(f, state, text), SORTED_VALUES(f));
}

static bool
of_every_month(const struct queue_filter *f)
{
	return f->ever && f->state >= 0 && !f->month;
}

static struct looked *
look(struct db *db, const void *ctx, const struct queue_filter *f, const struct range *r, int64_t now, const char *zone, size_t *count)
{
	const char *state = f->state < 0 ? NULL : handoff_state_names[f->state], *text = text_pattern(ctx, f->text);
	int64_t before = f->after ? f->after : INT64_MAX;
	struct month m;

	switch (f->view) {
	case VIEW_MINE:
	case VIEW_UNASSIGNED:
		return db_list(db, ctx, &looked_shape, count, ROW_COLUMNS "(" BY_OWNER ")" ROW_JOINS ROW_FILTERS " ORDER BY k.place LIMIT ?", "ssi" FILTER_ARGS "i",
		    queue_key(ctx, r->person_id, r->from), queue_key(ctx, r->person_id, r->to), r->looks, FILTER_VALUES(f, state, text), f->limit + 1);
	case VIEW_MY_RETURNED:
		return db_list(db, ctx, &looked_shape, count, ROW_COLUMNS "(" BY_AUTHOR ")" ROW_JOINS ROW_FILTERS " ORDER BY k.place LIMIT ?", "ssi" FILTER_ARGS "i",
		    queue_key(ctx, r->person_id, r->from), queue_key(ctx, r->person_id, r->to), r->looks, FILTER_VALUES(f, state, text), f->limit + 1);
	case VIEW_ALL:
		if (!has_filters(f))
			return db_list(db, ctx, &looked_shape, count, ROW_COLUMNS "(" BY_ID ")" ROW_JOINS ROW_FILTERS " ORDER BY k.place DESC LIMIT ?", "ii" FILTER_ARGS "i",
			    before, r->looks, FILTER_VALUES(f, state, text), f->limit + 1);
		if (of_every_month(f))
			return db_list(db, ctx, &looked_shape, count, ROW_COLUMNS "(" BY_STATE ")" ROW_JOINS ROW_FILTERS " ORDER BY k.place DESC LIMIT ?", "sii" FILTER_ARGS "i",
			    state, before, r->looks, FILTER_VALUES(f, state, text), f->limit + 1);
		m = month_of(db, ctx, f, now, zone);
		return db_list(db, ctx, &looked_shape, count, ROW_COLUMNS "(" BY_MONTH ")" ROW_JOINS ROW_FILTERS " ORDER BY k.place DESC LIMIT ?", "ttii" FILTER_ARGS "i",
		    m.from, m.to, before, r->looks, FILTER_VALUES(f, state, text), f->limit + 1);
	}
	return db_list(db, ctx, &looked_shape, count, ROW_COLUMNS "(" BY_QUEUE ")" ROW_JOINS ROW_FILTERS " ORDER BY k.place LIMIT ?", "iii" FILTER_ARGS "i",
	    r->from, r->to, r->looks, FILTER_VALUES(f, state, text), f->limit + 1);
}

/* Where the last row that was looked at stands; 0: there were fewer than could be looked at. */
static int64_t
looked_last(struct db *db, const void *ctx, const struct queue_filter *f, const struct range *r, int64_t now, const char *zone)
{
	struct month m;

	switch (f->view) {
	case VIEW_MINE:
	case VIEW_UNASSIGNED:
		return db_integer(db, 0, "SELECT MAX(h.queue_at) FROM (" BY_OWNER ") k JOIN handoff h ON h.id = k.id HAVING COUNT(*) = ?", "ssii",
		    queue_key(ctx, r->person_id, r->from), queue_key(ctx, r->person_id, r->to), r->looks, r->looks);
	case VIEW_MY_RETURNED:
		return db_integer(db, 0, "SELECT MAX(h.queue_at) FROM (" BY_AUTHOR ") k JOIN handoff h ON h.id = k.id HAVING COUNT(*) = ?", "ssii",
		    queue_key(ctx, r->person_id, r->from), queue_key(ctx, r->person_id, r->to), r->looks, r->looks);
	case VIEW_ALL:
		if (of_every_month(f))
			return db_integer(db, 0, "SELECT MIN(k.place) FROM (" BY_STATE ") k HAVING COUNT(*) = ?", "siii", handoff_state_names[f->state],
			    f->after ? f->after : INT64_MAX, r->looks, r->looks);
		m = month_of(db, ctx, f, now, zone);
		return db_integer(db, 0, "SELECT MIN(k.place) FROM (" BY_MONTH ") k HAVING COUNT(*) = ?", "ttiii", m.from, m.to,
		    f->after ? f->after : INT64_MAX, r->looks, r->looks);
	}
	return db_integer(db, 0, "SELECT MAX(k.place) FROM (" BY_QUEUE ") k HAVING COUNT(*) = ?", "iiii", r->from, r->to, r->looks, r->looks);
}

static struct queue_row *
rows_made(struct db *db, const void *ctx, struct looked *found, size_t count, int64_t now, const char *zone)
{
	struct queue_row *rows = memory_need(talloc_zero_array(ctx, struct queue_row, count + 1));
	int64_t known_up_to = -1;
	const struct calendar_version *version = NULL;

	for (size_t i = 0; i < count; i++) {
		const struct looked *f = &found[i];

		if (!version || version->id != f->calendar_version_id)		/* nearly all have one */
			version = f->calendar_version_id ? calendar_version_get(db, ctx, f->calendar_version_id) : NULL;

		rows[i] = f->row;
		rows[i].words = text_clip(ctx, text_squeeze(ctx, f->row.words), WORDS_SHOWN);
		rows[i].turn = handoff_turn(f->row.state, f->row.is_final);
		rows[i].clock = queue_clock_made(ctx, version ? &version->calendar : NULL, f->deadline, f->agreement_id > 0, f->row.state == HANDOFF_INFO_REQUESTED, now, zone);
		if (!f->by_feed || !f->deadline || f->deadline >= now)
			continue;
		if (known_up_to < 0)
			known_up_to = feed_known_up_to(db, "attempts");
		rows[i].clock.unmeasured = f->deadline > known_up_to;
	}
	return rows;
}

/* When the open time that makes a clock red will have passed, by the calendar that holds now. */
static int64_t
short_ends(struct db *db, const void *ctx, int64_t now, const char *zone)
{
	const struct agreement *agreement = agreement_then(db, ctx, now);
	const struct calendar_version *version = agreement ? calendar_version_on(db, ctx, agreement->calendar_id, day_print(ctx, day_of(now, zone))) : NULL;
	struct deadline d = { .state = DEADLINE_NO_HOURS };

	if (version)
		d = calendar_deadline(&version->calendar, now, QUEUE_SHORT_SECONDS, NULL);
	return d.state == DEADLINE_SET ? d.at : now + QUEUE_SHORT_SECONDS;
}

/* As the statements take it: no "me", and a pause as its state. */
static struct queue_filter
filter_plain(const struct queue_filter *asked)
{
	struct queue_filter f = *asked;

	if (f.owner_id == OWNER_ME)
		f.owner_id = f.person_id;
	if (f.view == VIEW_ALL)
		f.order = ORDER_URGENT;		/* which is newest first there, always */
	if (f.clock == CLOCKS_PAUSED && f.state == GLOSSARY_NONE)
		f.state = HANDOFF_INFO_REQUESTED;
	return f;
}

struct queue_page *
queue_list(struct db *db, const void *ctx, const struct queue_filter *asked, int64_t now, const char *zone)
{
	struct queue_page *page = memory_need(talloc_zero(ctx, struct queue_page));
	const struct queue_filter plain = filter_plain(asked), *f = &plain;
	const struct queue_range whole = queue_range_of(f->view, f->clock, now, f->clock == CLOCKS_SHORT ? short_ends(db, page, now, zone) : 0, zone);
	struct range r = { .from = whole.from, .to = whole.to, .person_id = queue_view_is_personal(f->view) ? f->person_id : 0 };
	struct looked *found;

	if (f->after > r.from && f->view != VIEW_ALL && !f->order)
		r.from = f->after;
	if (f->clock == CLOCKS_PAUSED && f->state != HANDOFF_INFO_REQUESTED)
		r.to = r.from;
	r.looks = has_filters(f) ? QUEUE_LOOKS : f->limit + 1;
	found = f->order ? look_sorted(db, page, f, &r, now, &page->count) : look(db, page, f, &r, now, zone, &page->count);
	if (page->count > (size_t)f->limit) {
		page->count = (size_t)f->limit;
		page->next = f->view == VIEW_ALL || f->order ? found[page->count - 1].row.id : found[page->count - 1].row.queue_at;
	}
	page->rows = rows_made(db, page, found, page->count, now, zone);
	if (f->order)
		page->capped = looked_last(db, page, f, &r, now, zone) != 0;
	else if (!page->next && has_filters(f)) {
		page->next = looked_last(db, page, f, &r, now, zone);
		page->capped = page->next != 0;
	}
	return page;
}

struct queue_page *
queue_of_person(struct db *db, const void *ctx, int64_t person_id, int team, int64_t limit, int64_t now, const char *zone)
{
	struct queue_page *page = memory_need(talloc_zero(ctx, struct queue_page));
	const struct queue_range whole = queue_range(team == TEAM_SALES ? VIEW_MINE : VIEW_MY_RETURNED, now, zone);
	int64_t from = whole.from, to = whole.to, most = limit + 1;
	struct looked *found;

	if (team == TEAM_SALES)
		found = db_list(db, page, &looked_shape, &page->count, ROW_COLUMNS "((" BY_OWNER ") UNION ALL (" BY_OWNER "))" ROW_JOINS " ORDER BY h.queue_at LIMIT ?",
		    "ssissii", queue_key(page, person_id, from), queue_key(page, person_id, to), most, queue_key(page, 0, from), queue_key(page, 0, to), most, most);
	else
		found = db_list(db, page, &looked_shape, &page->count, ROW_COLUMNS "(" BY_AUTHOR ")" ROW_JOINS " ORDER BY k.place LIMIT ?", "ssii",
		    queue_key(page, person_id, from), queue_key(page, person_id, to), most, most);
	if (page->count > (size_t)limit) {
		page->count = (size_t)limit;
		page->next = found[page->count - 1].row.queue_at;
	}
	page->rows = rows_made(db, page, found, page->count, now, zone);
	return page;
}

/* How long after it was handed over a handoff may still be decided or closed and be found behind a number. */
enum { BEHIND_SECONDS = 400 * 86400 };

#define IN_LINE " WHERE EXISTS (SELECT 1 FROM promise q JOIN promise p ON p.line_id = q.line_id JOIN handoff_promise x ON x.promise_id = p.id" \
	" WHERE q.id = ? AND x.handoff_id = h.id)"
#define COUNTS_BY " AND CASE ? WHEN 'quality' THEN h.decided_at WHEN 'feedback' THEN h.outcome_at ELSE h.first_submitted_at END"
#define IS_CASE " AND CASE ? WHEN 'quality' THEN h.decision IS NOT NULL WHEN 'feedback' THEN h.outcome IS NOT NULL AND h.feedback_asked" \
	" ELSE h.state <> 'withdrawn' END"
#define IS_COUNTED " AND (? < 0 OR CASE ? WHEN 'quality' THEN h.decision = 'accepted' WHEN 'feedback' THEN h.feedback_quality IS NOT NULL" \
	" WHEN 'context' THEN h.all_known ELSE h.all_met AND h.in_volume AND NOT (h.state = 'returned' AND (h.is_final OR h.unanswered)) END = ?)"

struct queue_page *
queue_behind(struct db *db, const void *ctx, const struct queue_behind *b, int64_t now, const char *zone)
{
	struct queue_page *page = memory_need(talloc_zero(ctx, struct queue_page));
	const struct promise *promise = promise_find(db, page, b->promise_id);
	const char *kind = promise ? promise_kind_names[promise->kind] : "";
	const struct month m = month_named(page, b->month, now, zone);
	struct looked *found = db_list(db, page, &looked_shape, &page->count, ROW_COLUMNS "(" BY_MONTH ")" ROW_JOINS IN_LINE COUNTS_BY " >= ?"
	    COUNTS_BY " < ?" IS_CASE IS_COUNTED " ORDER BY k.place DESC LIMIT ?", "ttiiiststsisii", m.from - BEHIND_SECONDS, m.to,
	    b->after ? b->after : INT64_MAX, INT64_MAX, b->promise_id, kind, m.from, kind, m.to, kind, (int64_t)b->counted, kind, (int64_t)b->counted,
	    b->limit + 1);

	if (page->count > (size_t)b->limit) {
		page->count = (size_t)b->limit;
		page->next = found[page->count - 1].row.id;
	}
	page->rows = rows_made(db, page, found, page->count, now, zone);
	return page;
}
