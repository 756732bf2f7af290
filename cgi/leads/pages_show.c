/* The page of one lead with a handoff of it. */
#include "leads/pages_parts.h"

#include "auth/session.h"
#include "base/days.h"
#include "base/text.h"
#include "web/watch.h"

#include <talloc.h>

enum { EVENTS_SHOWN = 200, CHANGES_SHOWN = 100, OTHERS_SHOWN = 10 };

struct lead *
lead_named(struct request *req)
{
	int64_t id = lead_standing(req->db, req->id);
	struct lead *lead = id ? lead_find(req->db, req, id) : NULL;

	return lead && !lead->erased_at ? lead : NULL;
}

struct response
lead_missing(struct request *req)
{
	int64_t id = lead_standing(req->db, req->id);
	const struct lead *lead = id ? lead_find(req->db, req, id) : NULL;

	if (!lead || !lead->erased_at)
		return not_found(req);
	return refuse(req, 404, text_format(req, "This person was erased on %s. That there was a lead and what became of it is still counted, without a name.",
	    day_print(req, day_of(lead->erased_at, req->session->organisation_zone))));
}

struct undo
undo_of(struct request *req, int64_t handoff_id, const char *place)
{
	const struct handoff_event *last = handoff_last(req->db, req, handoff_id);
	const struct handoff *h = last && handoff_undoes(last, req->user, req->now) ? handoff_find(req->db, req, handoff_id) : NULL;

	if (!h)
		return (struct undo){ 0 };
	return (struct undo){ h->id, last->id, undo_words(req, h, last), place, last->recorded_at + UNDO_SECONDS - req->now, 0 };
}

/* The handoff that the address names as just done; else the one that is shown. */
static struct undo
undo_asked(struct request *req, const struct handoff *shown)
{
	int64_t id = shown ? shown->id : 0;
	struct undo undo;

	text_integer(request_query(req, "undo"), 1, INT64_MAX, &id);
	undo = id ? undo_of(req, id, shown && id == shown->id ? "handoff" : "lead") : (struct undo){ 0 };
	if (undo.event_id && shown && id != shown->id)
		undo.words = text_format(req, "%s Next: %s.", undo.words, lead_title(req, shown->lead_id, shown->lead_name, shown->lead_company));
	return undo;
}

static void
offers_find(struct request *req, struct lead_page *p)
{
	for (int move = MOVE_SUBMISSION; p->handoff && move < MOVE_UNANSWERED; move++)
		p->offers[move] = move != MOVE_UNDO && handoff_offers(p->handoff, req->user, move, req->now);
	p->may_hand = (user_roles(req->user) & MARKETING) && !handoff_open_of(req->db, p->lead->id);
	p->has_draft = p->may_hand && handoff_draft_find(req->db, req, req->user->id, p->lead->id);
}

static void
forms_find(struct request *req, struct lead_page *p, const struct refused_act *refused)
{
	static const int moves[] = { MOVE_RETURN, MOVE_QUESTION, MOVE_INFORM, MOVE_APPEAL, MOVE_SETTLEMENT, MOVE_OUTCOME, MOVE_ASSIGNMENT, MOVE_ATTEMPT, MOVE_FEEDBACK };
	const struct form **forms[] = { &p->forms.returning, &p->forms.question, &p->forms.inform, &p->forms.appeal, &p->forms.settlement,
		&p->forms.outcome, &p->forms.assignment, &p->forms.attempt, &p->forms.rating };

	for (size_t i = 0; p->handoff && i < sizeof moves / sizeof *moves; i++) {
		struct act_typed *typed;

		if (!p->offers[moves[i]])
			continue;
		typed = memory_need(talloc_zero(req, struct act_typed));
		if (refused && refused->form && refused->move == moves[i])
			*forms[i] = p->forms.refused = refused->form;
		else
			*forms[i] = act_form(req, p->handoff, p->version, moves[i], typed, false);
	}
	p->problem = refused ? refused->problem : NULL;
}

/* The second gate, where Sales has answered it. */
static void
second_read(struct request *req, struct lead_page *p)
{
	const struct handoff *h = p->handoff;
	const struct term *term = NULL;

	p->second.version = handoff_sql_version(req->db, req, h, req->now, &term);
	if (!p->second.version || !term)
		return;
	p->second.title = "What Sales found out";
	p->second.slug = term->slug;
	p->second.name = term->name;
	p->second.answers = handoff_answers(req->db, req, h->id, h->round, true, &p->second.count);
}

static const char *
span_words(struct request *req, const struct handoff *h, const struct calendar_version *calendar, int64_t from, int64_t to, bool so_far)
{
	int64_t minutes = (to <= from ? 0 : calendar ? calendar_open_seconds(&calendar->calendar, from, to, NULL) : to - from) / 60;
	const char *words = !minutes ? "Less than a minute" : calendar ? working_time(req, minutes)
	    : minutes < 60 ? text_format(req, "%lld min", (long long)minutes) : text_format(req, "%lld h %lld min", (long long)minutes / 60, (long long)minutes % 60);

	if (calendar && !minutes && to >= from + 60)
		words = "No working time";
	return text_format(req, "%s%s", words, so_far && h->turn == TEAM_SALES ? " so far" : "");
}

/* How long it took until somebody had it, and how long they took to try: in working time where a calendar is agreed. */
static void
spans_find(struct request *req, struct lead_page *p)
{
	const struct handoff *h = p->handoff;
	const struct calendar_version *calendar = h->calendar_version_id ? calendar_version_get(req->db, req, h->calendar_version_id) : NULL;
	int64_t tried = 0;
	size_t count;
	const struct attempt *list = h->attempts ? attempts_of(req->db, req, h->id, &count) : NULL;

	for (size_t i = 0; list && i < count; i++)
		if (!list[i].undone_at && (!tried || list[i].happened_at < tried))
			tried = list[i].happened_at;
	if (h->first_assigned_at || h->turn == TEAM_SALES)
		p->routing = span_words(req, h, calendar, h->first_submitted_at, h->first_assigned_at ? h->first_assigned_at : req->now, !h->first_assigned_at);
	if (h->first_assigned_at && (tried || h->turn == TEAM_SALES))
		p->selling = span_words(req, h, calendar, h->first_assigned_at, tried ? tried : req->now, !tried);
}

static void
handoff_read(struct request *req, struct lead_page *p)
{
	const struct handoff *h = p->handoff;

	p->version = handoff_version(req->db, req, h, req->now);
	p->given = (struct answers_given){ h->round > 1 ? text_format(req, "Answers, round %lld", (long long)h->round) : "Answers", h->term_slug, h->term_name,
	    .version = p->version };
	p->given.answers = handoff_answers(req->db, req, h->id, h->round, false, &p->given.count);
	second_read(req, p);
	p->timers = timers_of(req->db, req, "handoff", h->id, req->now, &p->timer_count);
	p->clock = handoff_clock(req->db, req, h, p->timers, p->timer_count, req->now, req->session->organisation_zone);
	spans_find(req, p);
	p->promises = handoff_promises(req->db, req, h->id, &p->promise_count);
	p->known_up_to = promises_by_feed(p->promises, p->promise_count) ? attempts_known_up_to(req->db) : 0;
}

struct view *
lead_page_of(struct request *req, struct lead *lead, const struct handoff *handoff, const struct refused_act *refused)
{
	struct lead_page p = { .lead = lead, .handoff = handoff };
	const struct term *term = NULL;

	p.rounds = handoffs_of_lead(req->db, req, lead->id, &p.round_count);
	if (!p.handoff && p.round_count)
		p.handoff = handoff_find(req->db, req, p.rounds[0].id);
	if (p.handoff)
		handoff_read(req, &p);
	p.events = lead_events(req->db, req, lead->id, EVENTS_SHOWN, &p.event_count);
	p.changes = lead_changes(req->db, req, lead->id, CHANGES_SHOWN, &p.change_count);
	if (lead->account_id)
		p.pair = account_pair_find(req->db, req, lead->account_id);
	if (lead->account_id)
		p.others = leads_at_account(req->db, req, lead->account_id, lead->id, OTHERS_SHOWN, &p.other_count);
	offers_find(req, &p);
	forms_find(req, &p, refused);
	if (p.offers[MOVE_SQL] && sql_gate(req->db, req, req->now, &term) && term)
		p.sql_name = term->name;
	p.past = lead_past_find(req->db, req, lead->id);
	if (p.past && !leads_may_write(req->user))
		p.gate = handoff_gate(req->db, req, req->now, &p.gate_term);
	p.deals = deals_of_lead(req->db, req, lead->id, OTHERS_SHOWN, &p.deal_count);
	p.may_deal = user_roles(req->user) & SALES;
	if (!refused)	/* beside a refusal it would contradict it */
		p.undo = undo_asked(req, p.handoff);
	p.watched = watch_has(req->db, req->user->id, WATCH_LEAD, lead->id);
	lead_mask(req, lead, req->user);
	return lead_show_view(req, &p);
}
