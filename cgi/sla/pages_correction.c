/* Corrections of single clocks: asked for by one team, confirmed by the other. */
#include "sla/pages.h"

#include "base/days.h"
#include "base/text.h"
#include "sla/store.h"
#include "sla/store_correction.h"
#include "sla/views_correction.h"

enum what { WHAT_DONE, WHAT_NOT_DONE };

struct typed {
	int what;
	const char *day;
	const char *time;
	const char *words;
};

static const struct option whats[] = {
	{ "done", "It was done at another time", NULL, WHAT_DONE }, { "not_done", "It was not done", NULL, WHAT_NOT_DONE }, { 0 }
};

#define AT(marker_, member_) .at = correction_form_##marker_##_FIELD, .into = offsetof(struct typed, member_)
static const struct field fields[] = {
	{ .name = "what", .label = "What really happened", .kind = FIELD_RADIO, AT(WHAT, what), .options = whats, .required = true },
	{ .name = "on_day", .label = "Day", .kind = FIELD_DATE, AT(DAY, day) },
	{ .name = "at_time", .label = "Time", .kind = FIELD_TEXT, AT(TIME, time), .most = 5, .hint = "As 14:05, in your own zone." },
	{ .name = "words", .label = "By what the other team can see that", .kind = FIELD_AREA, AT(WORDS, words), .most = CORRECTION_WORDS_MOST,
	    .required = true, .rows = 3, .hint = "Such as the telephone system’s list, or her mail of Tuesday." },
	{ 0 }
};

/* The instant that was typed; 0 with a refusal where it is none. */
static int64_t
instant_typed(struct request *req, struct form *form, const struct typed *typed)
{
	struct day day;
	int minutes;

	if (text_blank(typed->day))
		form_reject(form, "on_day", "Give the day on which it was done.");
	if (!clock_parse(typed->time, &minutes))
		form_reject(form, "at_time", "Write the time as 14:05.");
	return form_ok(form) && day_parse(typed->day, &day) ? local_instant(day, minutes * 60, req->user->time_zone, LOCAL_FIRST) : 0;
}

struct response
correction_new(struct request *req)
{
	const struct explained *e = timer_explain(req->db, req, req->id, req->now);
	struct typed typed = { .what = WHAT_DONE };

	if (!e)
		return not_found(req);
	typed.day = day_print(req, day_of(e->timer.deadline ? e->timer.deadline : req->now, req->user->time_zone));
	return show(req, 200, correction_form_view(req, e, form_show(req, fields, &typed)));
}

/* What is wrong with it, at the fields of the form. */
static void
check(struct request *req, struct form *form, const struct explained *e, struct correction *c)
{
	struct problems *problems = problems_new(req);
	const struct recorded recorded = { e->timer.started_at, e->timer.late_at ? e->timer.late_at : e->timer.ended_at };

	correction_problems(problems, &recorded, c, req->now);
	for (size_t i = 0; i < problems->count; i++)
		form_reject(form, text_equal(problems->list[i].member, "words") ? "words" : c->happened_at ? "at_time" : "what", problems->list[i].text);
}

struct response
correction_make(struct request *req)
{
	const struct explained *e = timer_explain(req->db, req, req->id, req->now);
	struct typed typed = { .what = -1 };
	struct form *form = form_read(req, fields, &typed);
	struct correction c = { .timer_id = req->id, .words = typed.words };

	if (!e)
		return not_found(req);
	if (typed.what == WHAT_DONE)
		c.happened_at = instant_typed(req, form, &typed);
	if (form_ok(form))
		check(req, form, e, &c);
	if (!form_ok(form))
		return show_form(req, 422, correction_form_view(req, e, form));
	if (correction_ask(req->db, &req->actor, &c) != RESULT_DONE) {
		form_reject(form, NULL, "Another correction of this record waits to be confirmed. Wait for the answer, or withdraw that one first.");
		return show_form(req, 409, correction_form_view(req, e, form));
	}
	return redirect(req, "/sla/timers/%lld?done=asked#corrections", (long long)req->id);
}

enum { CORRECTIONS_LISTED = 100 };

struct response
correction_index_page(struct request *req)
{
	size_t open_count, closed_count;
	const struct correction *open = corrections_open(req->db, req, CORRECTIONS_LISTED, &open_count);
	const struct correction *closed = corrections_closed(req->db, req, CORRECTIONS_LISTED, &closed_count);

	return show(req, 200, correction_index_view(req, open, open_count, closed, closed_count));
}

/* The answer to a question that is not open any more. */
static struct response
moved(struct request *req, const struct correction *c, enum act_result result)
{
	c = correction_find(req->db, req, c->id);
	if (!c || result == RESULT_GONE)
		return not_found(req);
	if (c->state == CORRECTION_OPEN)
		return conflict(req, "The record says by now what was asked for, so there is nothing left to correct. Withdraw the correction.");
	return conflict(req, text_format(req, "%s by %s, %s. Nothing was changed now.", correction_state_label(c->state),
	    c->answered_team == req->user->team ? c->answerer_name : team_label(c->answered_team), instant_short(req, c->answered_at, req->user->time_zone)));
}

struct response
correction_confirmation(struct request *req)
{
	const struct correction *c = correction_find(req->db, req, req->id);
	const char *why = c ? correction_may_answer(req->user, c) : NULL;
	enum act_result result;

	if (!c)
		return not_found(req);
	if (why)
		return forbidden(req, why);
	result = correction_confirm(req->db, req, &req->actor, c->id, request_revision(req));
	if (result != RESULT_DONE)
		return moved(req, c, result);
	return redirect(req, "/sla/timers/%lld?done=confirmed#corrections", (long long)c->timer_id);
}

static struct response
end(struct request *req, enum correction_state state, const char *done)
{
	const struct correction *c = correction_find(req->db, req, req->id);
	const char *why = !c ? NULL : state == CORRECTION_REFUSED ? correction_may_answer(req->user, c) : correction_may_withdraw(req->user, c);
	enum act_result result;

	if (!c)
		return not_found(req);
	if (why)
		return forbidden(req, why);
	result = correction_end(req->db, &req->actor, c->id, request_revision(req), state);
	if (result != RESULT_DONE)
		return moved(req, c, result);
	return redirect(req, "/sla/timers/%lld?done=%s#corrections", (long long)c->timer_id, done);
}

struct response
correction_refusal(struct request *req)
{
	return end(req, CORRECTION_REFUSED, "refused");
}

struct response
correction_withdrawal(struct request *req)
{
	return end(req, CORRECTION_WITHDRAWN, "withdrawn");
}
