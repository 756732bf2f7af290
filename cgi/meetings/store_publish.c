/* What people add and wish before an agenda is out, and what is frozen when it is. */
#include "meetings/store_parts.h"

#include "base/text.h"
#include "results/store.h"
#include "sla/store.h"

#include <inttypes.h>
#include <string.h>
#include <talloc.h>

enum { RESULT_LINES_MOST = 4 };		/* of one figure: a line for each currency */

static bool
is_promised(const struct agreement_month *a, const struct result_shown *shown)
{
	for (size_t i = 0; a && i < a->attainment->count; i++)
		if (promise_says(a->attainment->promises[i].promise, shown))
			return true;
	return false;
}

/* A figure of results over the month and the one before, where either has cases. Returns how many lines that were. */
static size_t
result_lines(struct db *db, const void *ctx, const struct result_shown *shown, struct day month, int64_t now, struct promise_figure *into)
{
	const struct result_asked asked = { .figure = figure_of(shown->metric), .parted = PARTED_MONTH, .dimension = BY_NONE, .group_id = SUMS_ALL,
	    .from = day_add_months(month, -1), .to = day_add_months(month, 1) };
	const struct result *r = result_read(db, ctx, &asked, now);
	size_t count = 0;

	for (size_t i = 0; i < r->count && count < RESULT_LINES_MOST; i++) {
		const struct result_row *was = result_row_of(r, month_number(asked.from), r->rows[i].currency);
		const struct result_row *is = result_row_of(r, month_number(month), r->rows[i].currency);

		if (&r->rows[i] != (is ? is : was))
			continue;	/* its other month brings it */
		into[count++] = result_figure_of(ctx, shown, was ? &was->total : NULL, is ? &is->total : NULL, r->rows[i].currency, month);
	}
	return count;
}

struct promise_figure *
agenda_figures(struct db *db, const void *ctx, struct day month, const char *zone, int64_t now, size_t *count)
{
	const struct agreement_month *a = attained_in(db, ctx, month, 2, BASIS_PERIOD, zone, now);
	struct promise_figure *list = memory_need(talloc_array(ctx, struct promise_figure, (a ? a->attainment->count : 0) + METRICS * RESULT_LINES_MOST));

	*count = 0;
	for (int party = PARTY_MARKETING; party <= PARTY_BOTH; party++) {
		for (size_t i = 0; a && i < a->attainment->count; i++)
			if (a->attainment->promises[i].promise->party == party)
				list[(*count)++] = promise_figure_of(ctx, &a->attainment->promises[i], 2);
		for (const struct result_shown *r = results_shown; r->metric >= 0; r++)
			if (r->party == party && !is_promised(a, r))
				*count += result_lines(db, ctx, r, month, now, &list[*count]);
	}
	return list;
}

static const struct column figure_columns[] = {
	CODE_COLUMN(struct promise_figure, party, party_names),
	COLUMN(TEXT, struct promise_figure, name),
	COLUMN(TEXT, struct promise_figure, target),
	COLUMN(TEXT, struct promise_figure, before_words),
	COLUMN(TEXT, struct promise_figure, now_words),
	COLUMN(TEXT, struct promise_figure, cases_words),
	COLUMN(TEXT, struct promise_figure, state),
	COLUMN(TEXT, struct promise_figure, change_words),
	COLUMN(TEXT, struct promise_figure, href),
	{ 0 }
};
static const struct shape figure_shape = { sizeof(struct promise_figure), figure_columns };

struct promise_figure *
meeting_figures(struct db *db, const void *ctx, int64_t meeting_id, size_t *count)
{
	return db_list(db, ctx, &figure_shape, count, "SELECT party, name, target, before_words, now_words, cases_words, state, change_words, href"
	    " FROM meeting_figure WHERE meeting_id = ? ORDER BY position", "i", meeting_id);
}

static const struct column meant_columns[] = {
	COLUMN(BOOL, struct meant, is_agreement),
	COLUMN(TEXT, struct meant, slug),
	COLUMN(TEXT, struct meant, name),
	COLUMN(INT, struct meant, number),
	{ 0 }
};
static const struct shape meant_shape = { sizeof(struct meant), meant_columns };

struct meant *
meeting_definitions(struct db *db, const void *ctx, int64_t meeting_id, size_t *count)
{
	return db_list(db, ctx, &meant_shape, count, "SELECT kind = 'agreement' AS is_agreement, slug, name, number FROM meeting_definition WHERE meeting_id = ?"
	    " ORDER BY kind DESC, name", "i", meeting_id);
}

/* Locks a meeting whose agenda can still change. */
static enum act_result
agenda_hold(struct db *db, const void *ctx, int64_t id, struct meeting **m)
{
	*m = meeting_hold(db, ctx, id);
	if (!*m)
		return RESULT_GONE;
	return meeting_can(*m, MEETING_AGENDA) ? RESULT_DONE : RESULT_MOVED;
}

enum act_result
point_add(struct db *db, const void *ctx, const struct actor *actor, int64_t meeting_id, const char *title, const char *detail, int64_t minutes, int64_t *id)
{
	struct meeting *m;
	enum act_result result = agenda_hold(db, ctx, meeting_id, &m);

	if (result != RESULT_DONE)
		return result;
	*id = db_insert(db, "INSERT INTO meeting_item (meeting_id, section, subject, title, detail, minutes, added_by, added_at) VALUES (?, 'own', ?, ?, ?, ?, ?, ?)",
	    "isssiit", meeting_id, text_format(ctx, "new-%s", actor->request_id ? actor->request_id : ""), title, detail, minutes, actor->person_id, actor->now);
	db_run(db, "UPDATE meeting_item SET subject = ?, subject_id = id WHERE id = ?", "si", text_format(ctx, "own-%" PRId64, *id), *id);
	pulse_move(db, meeting_id);
	audit_add(db, actor, "meeting.add", "meeting", meeting_id, NULL);
	return RESULT_DONE;
}

enum act_result
point_wish(struct db *db, const void *ctx, const struct actor *actor, int64_t meeting_id, const char *subject, int wish, const char *why)
{
	struct meeting *m;
	enum act_result result = agenda_hold(db, ctx, meeting_id, &m);

	if (result != RESULT_DONE)
		return result;
	db_run(db, "DELETE FROM meeting_wish WHERE meeting_id = ? AND subject = ?", "is", meeting_id, subject);
	if (wish >= 0)
		db_run(db, "INSERT INTO meeting_wish (meeting_id, subject, wish, why, person_id, at) VALUES (?, ?, ?, ?, ?, ?)", "isssit", meeting_id, subject,
		    wish_names[wish], why, actor->person_id, actor->now);
	pulse_move(db, meeting_id);
	audit_add(db, actor, wish < 0 ? "meeting.unwish" : "meeting.wish", "meeting", meeting_id, wish < 0 ? NULL : wish_names[wish]);
	return RESULT_DONE;
}

static void
point_freeze(struct db *db, const void *ctx, int64_t meeting_id, const struct point *p, int64_t position)
{
	const char *title = text_clip(ctx, p->title, POINT_TITLE_MOST);

	if (p->id)
		db_run(db, "UPDATE meeting_item SET position = ?, place = ?, why = ? WHERE id = ?", "issi", position, place_names[p->place], p->why, p->id);
	else
		db_run(db, "INSERT INTO meeting_item (meeting_id, section, subject, subject_id, position, place, why, title, detail, href, minutes)"
		    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", "issiisssssi", meeting_id, section_names[p->section], p->subject, p->subject_id, position,
		    place_names[p->place], p->why, title, p->detail, p->href, p->minutes);
}

static void
points_freeze(struct db *db, const void *ctx, const struct meeting *m, const char *zone, int64_t now)
{
	size_t count, waiting = 0;
	const struct point *points = agenda_points(db, ctx, m, zone, now, &count);
	int64_t position = 0;

	for (size_t i = 0; i < count; i++)
		if (points[i].place == PLACE_AGENDA)
			point_freeze(db, ctx, m->id, &points[i], ++position);
	for (size_t i = 0; i < count; i++)
		if (points[i].place != PLACE_AGENDA && (points[i].id || waiting++ < BACKLOG_KEPT))
			point_freeze(db, ctx, m->id, &points[i], position + (int64_t)i + 1);
	/* What people added beyond what is looked at waits as well. */
	db_run(db, "UPDATE meeting_item SET position = ?, place = 'backlog', why = ? WHERE meeting_id = ? AND position = 0", "isi", position + (int64_t)count + 1,
	    text_format(ctx, "The agenda takes %d of this kind.", section_cap(SECTION_OWN)), m->id);
}

/* The wordings that figures of results were counted by until `before`. */
static void
readings_freeze(struct db *db, const void *ctx, int64_t meeting_id, const struct promise_figure *figures, size_t count, int64_t before)
{
	const struct readings all = metric_readings(db, ctx);

	for (size_t i = 0; i < count; i++) {
		const struct reading *r = figures[i].shown ? reading_before(&all, figures[i].shown->metric, before) : NULL;

		if (r && r->term_id && r->number)
			db_run(db, "INSERT IGNORE INTO meeting_definition (meeting_id, kind, slug, name, number) SELECT ?, 'term', slug, LEFT(name, 160), ? FROM term WHERE id = ?",
			    "iii", meeting_id, r->number, r->term_id);
	}
}

static void
figures_freeze(struct db *db, const void *ctx, const struct meeting *m, const char *zone, int64_t now)
{
	const struct day month = figures_month(day_of(meeting_figures_at(m, now), zone));
	int64_t end = start_of_day(day_add_months(month, 1), zone);
	size_t count;
	const struct promise_figure *f = agenda_figures(db, ctx, month, zone, now, &count);

	for (size_t i = 0; i < count; i++)
		db_run(db, "INSERT INTO meeting_figure (meeting_id, position, party, name, target, before_words, now_words, cases_words, state, change_words, href)"
		    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", "iisssssssss", m->id, (int64_t)i + 1, party_names[f[i].party], text_clip(ctx, f[i].name, 300), f[i].target,
		    f[i].before_words, f[i].now_words, f[i].cases_words, f[i].state, f[i].change_words, f[i].href);
	readings_freeze(db, ctx, m->id, f, count, now < end ? now : end);
}

/* The agreement, the definition handoffs meet, what its promises count, and the words that are talked about: as in force now. */
static void
definitions_freeze(struct db *db, const void *ctx, const struct meeting *m, int64_t now)
{
	const struct agreement *a = agreement_in_force(db, ctx, now);

	if (a)
		db_run(db, "INSERT IGNORE INTO meeting_definition (meeting_id, kind, slug, name, number) VALUES (?, 'agreement', 'agreement', 'Agreement', ?)", "ii", m->id,
		    a->number);
	db_run(db, "INSERT IGNORE INTO meeting_definition (meeting_id, kind, slug, name, number) SELECT ?, 'term', t.slug, LEFT(t.name, 160), v.number FROM term t"
	    " JOIN term_version v ON v.id = (SELECT w.id FROM term_version w WHERE w.term_id = t.id AND w.in_force_at <= ? ORDER BY w.in_force_at DESC, w.number DESC"
	    " LIMIT 1) WHERE t.id = ? OR t.id IN (SELECT p.definition_id FROM promise p WHERE p.agreement_id = ?) OR t.id IN (SELECT i.subject_id FROM meeting_item i"
	    " WHERE i.meeting_id = ? AND i.section = 'words' AND i.place = 'agenda')", "itiii", m->id, now, a ? a->gate_id : 0, a ? a->id : 0, m->id);
}

enum act_result
meeting_publish(struct db *db, const void *ctx, const struct actor *actor, int64_t id, int64_t revision, const char *zone)
{
	struct meeting *m;
	enum act_result result = agenda_hold(db, ctx, id, &m);

	if (result != RESULT_DONE)
		return result;
	if (revision && revision != m->revision)
		return RESULT_STALE;
	points_freeze(db, ctx, m, zone, actor->now);
	figures_freeze(db, ctx, m, zone, actor->now);
	definitions_freeze(db, ctx, m, actor->now);
	db_run(db, "UPDATE meeting SET revision = revision + 1, pulse = pulse + 1, sequence = sequence + 1, changed_at = ?, state = 'published', published_at = ?,"
	    " published_by = ?, agreement_number = ? WHERE id = ?", "ttini", actor->now, actor->now, actor->person_id, agreement_in_force_number(db, actor->now), id);
	if (m->series_id)
		series_plan(db, ctx, series_find(db, ctx, m->series_id), actor->now);
	meeting_tell(db, actor, "meeting.published", m);
	audit_add(db, actor, "meeting.publish", "meeting", id, NULL);
	return RESULT_DONE;
}
