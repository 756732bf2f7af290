/* The list of meetings, agendas, and what happens to a meeting before it runs. */
#include "meetings/pages.h"

#include "auth/session.h"
#include "base/text.h"
#include "meetings/pages_parts.h"

#include <string.h>
#include <talloc.h>

struct typed {
	const char *title, *detail;
	int64_t minutes;
	const char *why;
};

static const struct field adding_fields[] = {
	{ .name = "title", .label = "What about?", .kind = FIELD_TEXT, .at = meeting_show_TITLE_FIELD, .into = offsetof(struct typed, title), .most = POINT_TITLE_MOST },
	{ .name = "detail", .label = "What should everybody know before?", .kind = FIELD_AREA, .at = meeting_show_DETAIL_FIELD, .into = offsetof(struct typed, detail),
	    .most = POINT_DETAIL_MOST, .optional = true, .rows = 3 },
	{ .name = "minutes", .label = "Minutes", .kind = FIELD_NUMBER, .at = meeting_show_MINUTES_FIELD, .into = offsetof(struct typed, minutes), .least = 1,
	    .most = OWN_POINT_MOST },
	{ 0 }
};

int64_t
number_field(struct request *req, const char *name)
{
	int64_t id = 0;

	text_integer(request_field(req, name), 1, INT64_MAX, &id);
	return id;
}

struct meeting *
meeting_named(struct request *req)
{
	struct meeting *m = meeting_find(req->db, req, req->id);

	return m && meeting_is_for(m, req->user) ? m : NULL;
}

struct response
meeting_conflict(struct request *req, int64_t id, int act, enum act_result result)
{
	const struct meeting *m = meeting_find(req->db, req, id);

	if (!m)
		return not_found(req);
	if (result == RESULT_GONE)
		return refuse(req, 422, "There is no such point on this agenda. Open the meeting again and choose one.");
	if (result == RESULT_STALE && meeting_can(m, act))
		return conflict(req, "Somebody changed the meeting since you opened the page. Open it again to see how it stands now.");
	return conflict(req, meeting_refusal(m, act));
}

const struct option *
member_options(struct request *req, int team, const char *none)
{
	size_t count;
	const struct person *people = people_choices(req->db, req, &count);
	struct option *list = memory_need(talloc_zero_array(req, struct option, count + 2)), *next = list;

	*next++ = (struct option){ "", none ? none : "Choose", NULL, -1 };
	for (size_t i = 0; i < count; i++)
		if (people[i].team != TEAM_OBSERVER && (team < 0 || people[i].team == team))
			*next++ = (struct option){ text_format(list, "%lld", (long long)people[i].id), text_format(list, "%s, %s", people[i].name, team_label(people[i].team)),
				NULL, (int)people[i].id };
	return list;
}

struct response
meeting_index_page(struct request *req)
{
	struct meeting_filter coming = { .user = req->user, .limit = MEETINGS_SHOWN }, past = { .user = req->user, .past = true, .limit = MEETINGS_SHOWN + 1 };
	struct index_of_meetings p = { .more = 0 };

	text_integer(request_query(req, "after"), 1, INT64_MAX, &past.after);
	p.coming = meetings_list(req->db, req, &coming, &p.coming_count);
	p.past = meetings_list(req->db, req, &past, &p.past_count);
	p.series = series_all(req->db, req, &p.series_count);
	if (p.past_count > MEETINGS_SHOWN) {
		p.past_count = MEETINGS_SHOWN;
		p.more = p.past[MEETINGS_SHOWN - 1].id;
	}
	return show_form(req, 200, meeting_index_view(req, &p));
}

/* The name of the field that says why a point is moved: another one for each point of the page. */
static const char *
why_name(const void *ctx, const char *subject)
{
	return text_format(ctx, "why_%s", text_replace(ctx, subject, "-", "_"));
}

static const struct field *
why_fields(struct request *req, const char *subject)
{
	struct field *f = memory_need(talloc_zero_array(req, struct field, 2));

	f[0] = (struct field){ .name = why_name(req, subject), .label = "Why?", .kind = FIELD_TEXT, .at = meeting_show_WHY_FIELD, .into = offsetof(struct typed, why),
		.most = WHY_MOST };
	return f;
}

/* The points as they were frozen. */
static const struct point *
points_of_items(struct request *req, int64_t meeting_id, size_t *count)
{
	const struct item *items = meeting_items(req->db, req, meeting_id, count);
	struct point *points = memory_need(talloc_zero_array(req, struct point, *count + 1));

	for (size_t i = 0; i < *count; i++)
		points[i] = (struct point){ .id = items[i].id, .section = items[i].section, .subject = items[i].subject, .subject_id = items[i].subject_id,
			.title = items[i].title, .detail = items[i].detail, .href = items[i].href, .minutes = items[i].minutes, .added_name = items[i].added_name, .wish = -1,
			.place = items[i].place, .why = items[i].why };
	return points;
}

static const char *
moved_words(struct request *req, const struct series *s, const struct meeting *m)
{
	struct day month;

	if (!s || !day_parse(m->month, &month) || m->state > MEETING_PUBLISHED)
		return NULL;
	return rhythm_moved(req, &s->rhythm, series_calendar(req->db, req, s->calendar_id, month), month);
}

struct response
agenda_answer(struct request *req, int status, const struct meeting *m, const struct form *adding, const char *subject, struct form *wish)
{
	const char *zone = req->session->organisation_zone;
	struct agenda_page p = { .meeting = m, .refused = adding ? adding : wish };
	bool writes = (user_roles(req->user) & MEMBER) && meeting_can(m, MEETING_AGENDA);

	p.series = m->series_id ? series_find(req->db, req, m->series_id) : NULL;
	p.moved = moved_words(req, p.series, m);
	if (m->state == MEETING_PLANNED) {
		p.points = agenda_points(req->db, req, m, zone, req->now, &p.count);
		p.figures = agenda_figures(req->db, req, meeting_month(req, m), zone, req->now, &p.figure_count);
	} else {
		p.points = points_of_items(req, m->id, &p.count);
		p.figures = meeting_figures(req->db, req, m->id, &p.figure_count);
	}
	if (writes) {
		p.adding = adding ? adding : form_show(req, adding_fields, KEPT(req, (struct typed){ .title = "", .detail = "", .minutes = 5 }));
		p.wishes = memory_need(talloc_zero_array(req, struct form *, p.count + 1));
		for (size_t i = 0; i < p.count; i++)
			p.wishes[i] = wish && text_equal(subject, p.points[i].subject) ? wish
			    : form_show(req, why_fields(req, p.points[i].subject), KEPT(req, (struct typed){ .why = "" }));
	}
	return show_form(req, status, meeting_show_view(req, &p));
}

struct response
meeting_show_page(struct request *req)
{
	const struct meeting *m = meeting_named(req);

	return m ? agenda_answer(req, 200, m, NULL, NULL, NULL) : not_found(req);
}

struct response
meeting_point(struct request *req)
{
	const struct meeting *m = meeting_named(req);
	struct typed typed = { .title = "" };
	enum act_result result;
	struct form *form;
	int64_t id = 0;

	if (!m)
		return not_found(req);
	if (!meeting_can(m, MEETING_AGENDA))
		return meeting_conflict(req, m->id, MEETING_AGENDA, RESULT_MOVED);
	form = form_read(req, adding_fields, &typed);
	form_reject(form, "title", point_title_problem(typed.title));
	form_reject(form, "minutes", point_minutes_problem(typed.minutes));
	if (!form_ok(form))
		return agenda_answer(req, 422, m, form, NULL, NULL);
	result = point_add(req->db, req, &req->actor, m->id, typed.title, typed.detail, typed.minutes, &id);
	if (result != RESULT_DONE)
		return meeting_conflict(req, m->id, MEETING_AGENDA, result);
	return redirect(req, "/meetings/%lld#own-%lld", (long long)m->id, (long long)id);
}

/* Whether a point of that name stands on the agenda, or waits. */
static bool
point_known(struct request *req, const struct meeting *m, const char *subject)
{
	size_t count;
	const struct point *points = agenda_points(req->db, req, m, req->session->organisation_zone, req->now, &count);

	for (size_t i = 0; i < count; i++)
		if (text_equal(points[i].subject, subject))
			return true;
	return false;
}

struct response
meeting_wish(struct request *req)
{
	const struct meeting *m = meeting_named(req);
	const char *subject = request_field(req, "subject"), *wished = request_field(req, "wish");
	struct typed typed = { .why = "" };
	enum act_result result;
	struct form *form;
	int wish = -1;

	if (!m)
		return not_found(req);
	if (!meeting_can(m, MEETING_AGENDA))
		return meeting_conflict(req, m->id, MEETING_AGENDA, RESULT_MOVED);
	for (int i = 0; wished && wish_names[i]; i++)
		if (text_equal(wished, wish_names[i]))
			wish = i;
	if (!subject || !wished || (wish < 0 && !text_equal(wished, "none")) || !point_known(req, m, subject))
		return refuse(req, 422, "Choose a point of the agenda and what you want of it, on the page of the meeting.");
	form = form_read(req, why_fields(req, subject), &typed);
	if (wish >= 0)
		form_reject(form, why_name(req, subject), why_problem(typed.why));
	if (!form_ok(form))
		return agenda_answer(req, 422, m, NULL, subject, form);
	result = point_wish(req->db, req, &req->actor, m->id, subject, wish, typed.why);
	if (result != RESULT_DONE)
		return meeting_conflict(req, m->id, MEETING_AGENDA, result);
	return redirect(req, "/meetings/%lld#%s", (long long)m->id, subject);
}

struct response
meeting_publication(struct request *req)
{
	const struct meeting *m = meeting_named(req);
	enum act_result result;

	if (!m)
		return not_found(req);
	result = req->hold ? RESULT_MOVED : meeting_publish(req->db, req, &req->actor, m->id, request_revision(req), req->session->organisation_zone);
	if (result != RESULT_DONE)
		return meeting_conflict(req, m->id, MEETING_PUBLISH, result);
	return redirect(req, "/meetings/%lld", (long long)m->id);
}

struct response
meeting_started(struct request *req)
{
	const struct meeting *m = meeting_named(req);
	enum act_result result;

	if (!m)
		return not_found(req);
	result = req->hold ? RESULT_MOVED : meeting_start(req->db, req, &req->actor, m->id, request_revision(req));
	if (result != RESULT_DONE)
		return meeting_conflict(req, m->id, MEETING_START, result);
	return redirect(req, "/meetings/%lld/run", (long long)m->id);
}
