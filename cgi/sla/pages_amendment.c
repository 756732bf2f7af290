/* Amendments: the list, one with what it changes, and what is done with it. */
#include "sla/pages.h"

#include "auth/session.h"
#include "base/text.h"
#include "sla/pages_amendment_parts.h"

#include <talloc.h>

enum { AMENDMENTS_SHOWN = 500, JUST_NOW = 10 * 60 /* seconds */ };

struct response
amendment_index_page(struct request *req)
{
	size_t count;
	const struct amendment_row *rows = amendments_all(req->db, req, AMENDMENTS_SHOWN, &count);

	return show(req, 200, amendment_index_view(req, rows, count));
}

/* What an act has just done, as long as the page bears it out. */
static const char *
done_words(struct request *req, const struct amendment_page *p)
{
	static const struct { const char *key, *words; int state; enum act_kind kind; } table[] = {
		{ "draft", "Saved as a draft. Look at what it would change, then send it to both teams.", STATE_DRAFT, HAPPENED_DRAFT },
		{ "saved", "Saved.", STATE_DRAFT, HAPPENED_EDIT },
		{ "saved", "Saved. Whoever has signed signs again.", STATE_IN_REVIEW, HAPPENED_EDIT },
		{ "sent", "Sent to both teams. It waits for a signature of each.", STATE_IN_REVIEW, HAPPENED_REVIEW },
		{ "signed", "Signed for your team. It waits for the other team’s signature.", STATE_IN_REVIEW, HAPPENED_SIGNATURE },
		{ "signed", "Signed by both teams, and applied.", STATE_RATIFIED, HAPPENED_SIGNATURE },
		{ "objected", "Sent back with your reason. It is a draft again.", STATE_DRAFT, HAPPENED_OBJECTION },
		{ "withdrawn", "Withdrawn. It changed nothing.", STATE_WITHDRAWN, HAPPENED_WITHDRAWAL },
	};
	const char *key = request_query(req, "done");

	for (size_t i = 0; key && i < sizeof table / sizeof *table; i++) {
		if (!text_equal(table[i].key, key) || table[i].state != p->amendment->state)
			continue;
		for (size_t n = p->act_count; n-- > 0 && p->acts[n].at >= req->now - JUST_NOW;)
			if (p->acts[n].kind == (int)table[i].kind && p->acts[n].person_id == req->user->id)
				return table[i].words;
	}
	return NULL;
}

/* What the calendar had on each of the days, in words. */
static const char *const *
before_words(struct request *req, const struct amendment *a)
{
	const char **words = memory_need(talloc_array(req, const char *, a->day_count + 1));

	for (size_t i = 0; i < a->day_count; i++) {
		const struct calendar_version *v = calendar_version_before(req->db, req, a->calendar_id, day_print(req, a->days[i].day), a->id);
		const struct day_look look = v ? calendar_look(&v->calendar, a->days[i].day) : (struct day_look){ 0 };

		words[i] = look.hours ? sentence_case(req, hours_print(req, look.hours)) : "";
	}
	return words;
}

/* The flips of one page out of all effects. */
static void
flips_take(struct request *req, struct amendment_page *p, int64_t after)
{
	struct clock_effect *list = memory_need(talloc_array(req, struct clock_effect, RESULTS_SHOWN + 1));

	for (size_t i = 0; i < p->effects->count && p->result_count <= RESULTS_SHOWN; i++)
		if (p->effects->list[i].effect == EFFECT_FLIPS && p->effects->list[i].timer_id > after)
			list[p->result_count++] = p->effects->list[i];
	p->results = list;
	p->months = p->effects->months;
	p->month_count = p->effects->month_count;
}

struct view *
amendment_page_of(struct request *req, const struct amendment *a, const struct reply *reply)
{
	struct amendment_page p = { .amendment = a, .reply = reply, .reader = reader_new(req, NULL) };
	const char *typed = request_query(req, "after");
	int64_t after = 0;

	if (typed)
		text_integer(typed, 0, INT64_MAX, &after);
	p.reader->people = people_choices(req->db, req, &p.reader->people_count);
	p.before = before_words(req, a);
	if (a->state == STATE_RATIFIED) {
		p.results = amendment_results(req->db, req, a->id, after, RESULTS_SHOWN + 1, &p.result_count);
		p.months = amendment_months(req->db, req, a->id, &p.month_count);
	} else if (a->state != STATE_WITHDRAWN) {
		p.effects = amendment_effects(req->db, req, a, req->session->organisation_zone, req->now);
		flips_take(req, &p, after);
	}
	p.more = p.result_count > RESULTS_SHOWN;
	if (p.more)
		p.result_count = RESULTS_SHOWN;
	p.subjects = clock_subjects(req->db, req, p.results, p.result_count, &p.subject_count);
	p.acts = amendment_acts(req->db, req, a->id, &p.act_count);
	p.notice = reply || req->method != GET ? NULL : done_words(req, &p);
	return amendment_view(req, &p);
}

struct response
amendment_show_page(struct request *req)
{
	const struct amendment *a = amendment_find(req->db, req, req->number);

	return a ? show(req, 200, amendment_page_of(req, a, NULL)) : not_found(req);
}

struct response
amendment_done(struct request *req, int64_t number, const char *done)
{
	return redirect(req, "%s?done=%s", amendment_url(req, number, NULL), done);
}

struct response
amendment_moved(struct request *req, int64_t number, enum version_step step, enum act_result result, struct reply reply)
{
	const struct amendment *a = amendment_find(req->db, req, number);
	const char *why;

	if (!a || result == RESULT_GONE)
		return not_found(req);
	why = amendment_refusal(req, a, step);
	if (why)
		reply.problem = why;
	else if (result == RESULT_TAKEN)
		reply.problem = text_format(req, "%s has signed already, or you have signed for the other team.", team_label(req->user->team));
	else if (step == STEP_SIGN && a->revision == request_revision(req))
		reply.problem = "The list of results that change is another than the one you had before you. Read it as it stands now, then decide again.";
	else
		reply.problem = text_format(req, "%s edited it, %s. Read it as it stands now, then decide again.", a->editor_name,
		    moment_words(req, a->edited_at));
	if (text_blank(reply.typed) || why)
		reply.field = NULL;
	return show_form(req, 409, amendment_page_of(req, a, &reply));
}

struct response
amendment_send(struct request *req)
{
	const struct amendment *a = amendment_find(req->db, req, req->number);
	enum act_result result;

	if (!a)
		return not_found(req);
	result = amendment_review(req->db, req, &req->actor, a->id, request_revision(req));
	if (result != RESULT_DONE)
		return amendment_moved(req, a->number, STEP_REVIEW, result, (struct reply){ 0 });
	return amendment_done(req, a->number, "sent");
}

struct response
amendment_signing(struct request *req)
{
	const struct amendment *a = amendment_find(req->db, req, req->number);
	const char *why = amendment_may(req->user, STEP_SIGN), *list = request_query(req, "list");
	enum act_result result;

	if (!a)
		return not_found(req);
	if (why)
		return forbidden(req, why);
	result = amendment_sign(req->db, req, &req->actor, a->id, request_revision(req), list ? list : "", req->session->organisation_zone);
	if (result != RESULT_DONE)
		return amendment_moved(req, a->number, STEP_SIGN, result, (struct reply){ 0 });
	return amendment_done(req, a->number, "signed");
}

struct response
amendment_objection(struct request *req)
{
	const struct amendment *a = amendment_find(req->db, req, req->number);
	const char *why = amendment_may(req->user, STEP_OBJECT), *typed = request_field(req, "reason");
	struct reply reply = { .field = "reason", .number = req->number, .typed = typed ? typed : "" };
	enum act_result result;

	if (!a)
		return not_found(req);
	if (why)
		return forbidden(req, why);
	if (!version_can(a->state, STEP_OBJECT))
		return amendment_moved(req, a->number, STEP_OBJECT, RESULT_MOVED, reply);
	reply.problem = req->hold ? req->hold : objection_problem(reply.typed);
	if (reply.problem)
		return show_form(req, 422, amendment_page_of(req, a, &reply));
	result = amendment_object(req->db, req, &req->actor, a->id, request_revision(req), reply.typed);
	if (result != RESULT_DONE)
		return amendment_moved(req, a->number, STEP_OBJECT, result, reply);
	return amendment_done(req, a->number, "objected");
}

struct response
amendment_withdrawal(struct request *req)
{
	const struct amendment *a = amendment_find(req->db, req, req->number);
	enum act_result result;

	if (!a)
		return not_found(req);
	result = amendment_withdraw(req->db, req, &req->actor, a->id, request_revision(req));
	if (result != RESULT_DONE)
		return amendment_moved(req, a->number, STEP_WITHDRAW, result, (struct reply){ 0 });
	return amendment_done(req, a->number, "withdrawn");
}
