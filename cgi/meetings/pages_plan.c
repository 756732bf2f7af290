/* Series, single meetings, and when they are. */
#include "meetings/pages.h"

#include "auth/session.h"
#include "base/text.h"
#include "base/zone_names.h"
#include "meetings/pages_parts.h"
#include "sla/store.h"

#include <talloc.h>

enum { FIELDS_MOST = 12, CALENDARS_MOST = 200 };

struct typed {
	const char *name, *start, *zone;
	int team, guest, nth, kind, closed, calendar, chair;
	int64_t minutes;
};

static const struct option teams[] = {
	{ "both", "Both teams", NULL, TEAM_OBSERVER }, { "marketing", "Marketing, with a guest from Sales", NULL, TEAM_MARKETING },
	{ "sales", "Sales, with a guest from Marketing", NULL, TEAM_SALES }, { 0 }
};
static const struct option kinds[] = {
	{ "monday", "Monday", NULL, 0 }, { "tuesday", "Tuesday", NULL, 1 }, { "wednesday", "Wednesday", NULL, 2 }, { "thursday", "Thursday", NULL, 3 },
	{ "friday", "Friday", NULL, 4 }, { "saturday", "Saturday", NULL, 5 }, { "sunday", "Sunday", NULL, 6 }, { "working_day", "working day", NULL, 7 },
	{ "day", "day", NULL, 8 }, { 0 }
};
static const struct option closings[] = {
	{ "next", "The next working day", NULL, CLOSED_NEXT }, { "previous", "The working day before", NULL, CLOSED_PREVIOUS },
	{ "stay", "That day all the same", NULL, CLOSED_STAY }, { 0 }
};

static const struct option *
nth_options(struct request *req)
{
	static const char *const words[] = { "First", "Second", "Third", "Fourth" };
	struct option *list = memory_need(talloc_zero_array(req, struct option, 33));

	for (int i = 1; i <= 31; i++)
		list[i - 1] = (struct option){ text_format(list, "%d", i), i <= 4 ? words[i - 1] : text_format(list, "%d%s", i, i % 10 == 1 && i != 11 ? "st" : i % 10 == 2
		    && i != 12 ? "nd" : i % 10 == 3 && i != 13 ? "rd" : "th"), NULL, i };
	list[31] = (struct option){ "last", "Last", NULL, NTH_LAST };
	return list;
}

static const struct option *
calendar_options(struct request *req)
{
	size_t count;
	const struct calendar_row *rows = calendars_list(req->db, req, organisation_today(req), NULL, CALENDARS_MOST, &count);
	struct option *list = memory_need(talloc_zero_array(req, struct option, count + 2));

	list[0] = (struct option){ "", "None: Monday to Friday", NULL, -1 };
	for (size_t i = 0; i < count; i++)
		list[i + 1] = (struct option){ text_format(list, "%lld", (long long)rows[i].id), rows[i].name, NULL, (int)rows[i].id };
	return list;
}

#define AT(marker_, member_) .at = series_form_##marker_##_FIELD, .into = offsetof(struct typed, member_)

static const struct field *
series_fields(struct request *req, bool fresh)
{
	struct field *list = memory_need(talloc_zero_array(req, struct field, FIELDS_MOST + 1)), *f = list;

	*f++ = (struct field){ .name = "name", .label = "Name", .kind = FIELD_TEXT, AT(NAME, name), .most = 100, .hint = "Such as Monthly review. The month is added." };
	if (fresh)
		*f++ = (struct field){ .name = "team", .label = "Who meets?", .kind = FIELD_RADIO, AT(TEAM, team), .options = teams };
	*f++ = (struct field){ .name = "guest", .label = "Guest from the other team", .kind = FIELD_SELECT, AT(GUEST, guest), .options = member_options(req, GLOSSARY_NONE, "Nobody"),
		.hint = "Only for a team's own meeting." };
	*f++ = (struct field){ .name = "nth", .label = "On the", .kind = FIELD_SELECT, AT(NTH, nth), .options = nth_options(req) };
	*f++ = (struct field){ .name = "kind", .label = "of each month", .kind = FIELD_SELECT, AT(KIND, kind), .options = kinds };
	*f++ = (struct field){ .name = "closed", .label = "If that day is closed", .kind = FIELD_SELECT, AT(CLOSED, closed), .options = closings,
		.hint = "Within its month where that is possible." };
	*f++ = (struct field){ .name = "start", .label = "Begins at", .kind = FIELD_TEXT, AT(START, start), .most = 100, .hint = "Such as 10:00." };
	*f++ = (struct field){ .name = "minutes", .label = "Minutes", .kind = FIELD_NUMBER, AT(MINUTES, minutes), .least = 1, .most = 600, .hint = "At most 60." };
	*f++ = (struct field){ .name = "zone", .label = "Time zone", .kind = FIELD_TEXT, AT(ZONE, zone), .most = 100, .hint = "Such as Europe/London." };
	*f++ = (struct field){ .name = "calendar", .label = "Working days and holidays of", .kind = FIELD_SELECT, AT(CALENDAR, calendar), .options = calendar_options(req) };
	*f++ = (struct field){ .name = "chair", .label = "Who leads it?", .kind = FIELD_SELECT, AT(CHAIR, chair), .options = member_options(req, GLOSSARY_NONE, NULL) };
	return list;
}

/* What was typed as a series. */
static struct series
series_of(const struct typed *t, const struct series *before)
{
	struct series s = { .team = GLOSSARY_NONE, .start_minute = -1, .rhythm = { .kind = GLOSSARY_NONE } };
	int minute;

	if (before)
		s = *before;
	else if (t->team != TEAM_OBSERVER)
		s.team = t->team;
	s.name = t->name;
	s.guest_id = s.team < 0 || t->guest < 0 ? 0 : t->guest;
	s.rhythm = (struct rhythm){ .kind = t->kind < 0 ? GLOSSARY_NONE : t->kind == 7 ? RHYTHM_WORKING_DAY : t->kind == 8 ? RHYTHM_DAY : RHYTHM_WEEKDAY,
		.nth = t->nth, .weekday = t->kind >= 0 && t->kind < 7 ? t->kind : 0, .closed = t->closed < 0 ? CLOSED_NEXT : t->closed };
	s.start_minute = clock_parse(t->start, &minute) && minute < 1440 ? minute : -1;
	s.minutes = t->minutes;
	s.zone = t->zone;
	s.calendar_id = t->calendar > 0 ? t->calendar : 0;
	s.chair_id = t->chair > 0 ? t->chair : 0;
	return s;
}

static void
series_check(struct request *req, struct form *form, const struct series *s)
{
	struct problems *p = problems_new(req);

	series_problems(p, s, person_team(req->db, s->chair_id), person_team(req->db, s->guest_id));
	for (size_t i = 0; i < p->count; i++)
		form_reject(form, p->list[i].member, p->list[i].text);
}

struct response
series_new(struct request *req)
{
	struct typed t = { .name = "", .start = "10:00", .zone = req->session->organisation_zone, .team = TEAM_OBSERVER, .guest = -1, .nth = 1, .kind = 1, .closed = CLOSED_NEXT,
		.calendar = (int)teams_calendar_id(req->db, req->now), .chair = (int)req->user->id, .minutes = 60 };

	if (!t.calendar)
		t.calendar = -1;
	return show_form(req, 200, series_form_view(req, NULL, form_show(req, series_fields(req, true), &t), 0));
}

struct response
series_make(struct request *req)
{
	struct typed t = { .team = TEAM_OBSERVER };
	struct form *form = form_read(req, series_fields(req, true), &t);
	struct series s = series_of(&t, NULL);

	series_check(req, form, &s);
	if (!form_ok(form))
		return show_form(req, 422, series_form_view(req, NULL, form, 0));
	series_create(req->db, req, &req->actor, &s);
	return redirect(req, "/meetings");
}

struct response
series_show(struct request *req)
{
	const struct series *s = series_find(req->db, req, req->id);
	struct typed t;

	if (!s)
		return not_found(req);
	t = (struct typed){ .name = s->name, .start = clock_print(req, (int)s->start_minute), .zone = s->zone, .guest = s->guest_id ? (int)s->guest_id : -1,
		.nth = (int)s->rhythm.nth, .kind = s->rhythm.kind == RHYTHM_WORKING_DAY ? 7 : s->rhythm.kind == RHYTHM_DAY ? 8 : (int)s->rhythm.weekday,
		.closed = s->rhythm.closed, .calendar = s->calendar_id ? (int)s->calendar_id : -1, .chair = (int)s->chair_id, .minutes = s->minutes };
	return show_form(req, 200, series_form_view(req, s, form_show(req, series_fields(req, false), &t), s->revision));
}

struct response
series_save(struct request *req)
{
	const struct series *before = series_find(req->db, req, req->id);
	struct typed t = { .team = TEAM_OBSERVER };
	struct series s;
	struct form *form;
	enum act_result result;

	if (!before)
		return not_found(req);
	form = form_read(req, series_fields(req, false), &t);
	s = series_of(&t, before);
	s.revision = request_revision(req);
	series_check(req, form, &s);
	if (!form_ok(form))
		return show_form(req, 422, series_form_view(req, before, form, s.revision));
	result = series_edit(req->db, req, &req->actor, &s);
	if (result == RESULT_DONE)
		return redirect(req, "/meetings");
	form_reject(form, NULL, "Somebody changed the series since you opened this form. What you typed is still here: look again, then save once more.");
	return show_form(req, 409, series_form_view(req, before, form, before->revision));
}

/* One meeting. */

struct single {
	const char *title, *day, *time, *why;
	int64_t minutes;
	int chair;
};

#define ONE(marker_, member_) .at = meeting_form_##marker_##_FIELD, .into = offsetof(struct single, member_)

static const struct field *
single_fields(struct request *req, bool fresh)
{
	struct field *list = memory_need(talloc_zero_array(req, struct field, 6)), *f = list;

	if (fresh)
		*f++ = (struct field){ .name = "title", .label = "Name", .kind = FIELD_TEXT, ONE(TITLE, title), .most = 100 };
	*f++ = (struct field){ .name = "day", .label = "Day", .kind = FIELD_DATE, ONE(DAY, day) };
	*f++ = (struct field){ .name = "time", .label = "Begins at", .kind = FIELD_TEXT, ONE(TIME, time), .most = 100 };
	*f++ = (struct field){ .name = "minutes", .label = "Minutes", .kind = FIELD_NUMBER, ONE(MINUTES, minutes), .least = 1, .most = 600, .hint = "At most 60." };
	if (fresh)
		*f++ = (struct field){ .name = "chair", .label = "Who leads it?", .kind = FIELD_SELECT, ONE(CHAIR, chair), .options = member_options(req, GLOSSARY_NONE, NULL) };
	return list;
}

static const struct field why_fields[] = {
	{ .name = "why", .label = "Why is it cancelled?", .kind = FIELD_AREA, ONE(WHY, why), .most = WHY_MOST, .rows = 3 }, { 0 }
};

/* What was typed as a meeting, checked. */
static struct meeting_making
making_of(struct request *req, struct form *form, const struct single *t, const struct meeting *m)
{
	struct meeting_making made = { .title = m ? m->title : t->title, .minutes = t->minutes, .zone = m ? m->zone : req->session->organisation_zone,
		.chair_id = m ? m->chair_id : t->chair > 0 ? t->chair : 0 };
	struct problems *p = problems_new(req);
	struct day day;
	int minute;

	if (!day_parse(t->day, &day))
		form_reject(form, "day", "Give the day.");
	else if (!clock_parse(t->time, &minute) || minute >= 1440)
		form_reject(form, "time", "Write the time as 10:00.");
	else
		made.starts_at = rhythm_instant(day, minute, made.zone);
	meeting_making_problems(p, &made, person_team(req->db, made.chair_id), req->now);
	for (size_t i = 0; i < p->count; i++)
		form_reject(form, text_equal(p->list[i].member, "starts_at") ? "day" : p->list[i].member, p->list[i].text);
	return made;
}

static struct response
single_answer(struct request *req, int status, const struct meeting *m, const struct form *form)
{
	struct meeting_form p = { .meeting = m, .title = m ? text_format(req, "Move %s", m->title) : "Plan one meeting",
		.lead = m ? "Everybody who was invited gets the new time by mail, and their calendars follow." : "Of both teams, besides the series.",
		.action = m ? text_format(req, "/meetings/%lld/time", (long long)m->id) : "/meetings/new", .save = m ? "Move it" : "Plan it", .form = form };

	return show_form(req, status, meeting_form_view(req, &p));
}

struct response
meeting_new(struct request *req)
{
	struct single t = { .title = "", .time = "10:00", .minutes = 60, .chair = (int)req->user->id };

	return single_answer(req, 200, NULL, form_show(req, single_fields(req, true), &t));
}

struct response
meeting_make(struct request *req)
{
	struct single t = { .chair = -1 };
	struct form *form = form_read(req, single_fields(req, true), &t);
	struct meeting_making made = making_of(req, form, &t, NULL);

	if (!form_ok(form))
		return single_answer(req, 422, NULL, form);
	return redirect(req, "/meetings/%lld", (long long)meeting_create(req->db, req, &req->actor, &made, req->session->organisation_zone));
}

struct response
meeting_time(struct request *req)
{
	const struct meeting *m = meeting_named(req);
	struct single t;

	if (!m)
		return not_found(req);
	if (!meeting_can(m, MEETING_MOVE))
		return meeting_conflict(req, m->id, MEETING_MOVE, RESULT_MOVED);
	t = (struct single){ .day = day_print(req, day_of(m->starts_at, m->zone)), .time = instant_time(req, m->starts_at, m->zone), .minutes = m->minutes };
	return single_answer(req, 200, m, form_show(req, single_fields(req, false), &t));
}

struct response
meeting_moved(struct request *req)
{
	const struct meeting *m = meeting_named(req);
	struct single t = { .chair = -1 };
	struct meeting_making made;
	struct form *form;
	enum act_result result;

	if (!m)
		return not_found(req);
	if (!meeting_can(m, MEETING_MOVE))
		return meeting_conflict(req, m->id, MEETING_MOVE, RESULT_MOVED);
	form = form_read(req, single_fields(req, false), &t);
	made = making_of(req, form, &t, m);
	if (!form_ok(form))
		return single_answer(req, 422, m, form);
	result = meeting_move(req->db, req, &req->actor, m->id, request_revision(req), made.starts_at, made.minutes);
	if (result == RESULT_STALE) {
		form_reject(form, NULL, "Somebody changed the meeting since you opened this form. Look at it again, then save once more.");
		return single_answer(req, 409, m, form);
	}
	return result == RESULT_DONE ? redirect(req, "/meetings/%lld", (long long)m->id) : meeting_conflict(req, m->id, MEETING_MOVE, result);
}

static struct response
cancelling_answer(struct request *req, int status, const struct meeting *m, const struct form *form)
{
	struct meeting_form p = { .meeting = m, .title = text_format(req, "Cancel %s", m->title),
		.lead = m->state == MEETING_PUBLISHED ? "Everybody who was invited is told by mail, and it leaves their calendars. What is on its agenda comes up again in the next."
		    : "What would have been on its agenda comes up again in the next.", .action = text_format(req, "/meetings/%lld/cancellation", (long long)m->id),
		.save = "Cancel the meeting", .form = form };

	return show_form(req, status, meeting_form_view(req, &p));
}

struct response
meeting_cancelling(struct request *req)
{
	const struct meeting *m = meeting_named(req);

	if (!m)
		return not_found(req);
	if (!meeting_can(m, MEETING_CANCEL))
		return meeting_conflict(req, m->id, MEETING_CANCEL, RESULT_MOVED);
	return cancelling_answer(req, 200, m, form_show(req, why_fields, KEPT(req, (struct single){ .why = "" })));
}

struct response
meeting_cancelled(struct request *req)
{
	const struct meeting *m = meeting_named(req);
	struct single t = { .why = "" };
	struct form *form;
	enum act_result result;

	if (!m)
		return not_found(req);
	if (!meeting_can(m, MEETING_CANCEL))
		return meeting_conflict(req, m->id, MEETING_CANCEL, RESULT_MOVED);
	form = form_read(req, why_fields, &t);
	form_reject(form, "why", why_problem(t.why));
	if (!form_ok(form))
		return cancelling_answer(req, 422, m, form);
	result = meeting_cancel(req->db, req, &req->actor, m->id, request_revision(req), t.why);
	return result == RESULT_DONE ? redirect(req, "/meetings/%lld", (long long)m->id) : meeting_conflict(req, m->id, MEETING_CANCEL, result);
}
