/* Deals: the list, one deal, and what is recorded of it. */
#include "leads/pages.h"

#include "auth/session.h"
#include "base/days.h"
#include "base/text.h"
#include "leads/pages_deal_parts.h"
#include "leads/pages_parts.h"

#include <talloc.h>

static bool
owner_chosen(const struct deal_owner *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (list[i].chosen)
			return true;
	return false;
}

/* The sellers to choose from, and whoever is asked for though they have left; *id is whose deals are asked for. */
static const struct deal_owner *
owners_of(struct request *req, const char *asked, size_t *count, int64_t *id)
{
	size_t people_count;
	const struct person *people = people_choices(req->db, req, &people_count);
	struct deal_owner *list = memory_need(talloc_zero_array(req, struct deal_owner, people_count + 3));

	*count = 0;
	*id = 0;
	list[(*count)++] = (struct deal_owner){ "", "Anybody", !*asked };
	if (req->user->team == TEAM_SALES)
		list[(*count)++] = (struct deal_owner){ "me", "Me", text_equal(asked, "me") };
	for (size_t i = 0; i < people_count; i++) {
		const char *code = text_format(list, "%lld", (long long)people[i].id);

		if (people[i].team == TEAM_SALES && people[i].id != req->user->id)
			list[(*count)++] = (struct deal_owner){ code, people[i].name, text_equal(asked, code) };
	}
	if (text_equal(asked, "me"))
		*id = req->user->id;
	else if (text_integer(asked, 1, INT64_MAX, id) && !owner_chosen(list, *count)) {
		const struct seller *gone = seller_find(req->db, req, *id);

		if (gone)
			list[(*count)++] = (struct deal_owner){ asked, gone->name, true };
	}
	return list;
}

struct response
deal_index_page(struct request *req)
{
	const char *show = request_query(req, "show"), *owner = request_query(req, "owner");
	struct deal_index p = { .owner = owner ? owner : "" };
	struct deal_filter f = { .state = DEAL_IS_OPEN, .limit = ROWS_SHOWN + 1 };
	int64_t at = 0;
	bool closed;

	for (int i = DEAL_IS_OPEN; show && i <= DEAL_IS_LOST; i++)
		if (text_equal(show, deal_state_names[i]))
			f.state = i;
	if (show && text_equal(show, "all"))
		f.state = GLOSSARY_NONE;
	p.owners = owners_of(req, p.owner, &p.owner_count, &f.owner_id);
	if (!f.owner_id)
		p.owner = "";
	text_integer(request_query(req, "after"), 1, INT64_MAX, &f.before_id);
	closed = f.state == DEAL_IS_WON || f.state == DEAL_IS_LOST;
	p.state = f.state;
	if (f.before_id && closed && !text_integer(request_query(req, "at"), 1, LAST_INSTANT, &at))
		f.before_id = 0;
	p.rows = closed ? deals_closed(req->db, req, &f, at, &p.count) : deals_list(req->db, req, &f, &p.count);
	if (p.count > ROWS_SHOWN) {
		p.count = ROWS_SHOWN;
		p.next = p.rows[ROWS_SHOWN - 1].id;
		p.next_at = closed ? deal_row_closed_at(&p.rows[ROWS_SHOWN - 1]) : 0;
	}
	return show_form(req, 200, deal_index_view(req, &p));
}

/* What the reader has just recorded and may take back. */
static struct undo
undo_of_deal(struct request *req, const struct deal *d, const struct deal_event *events, size_t count)
{
	const struct deal_event *last = deal_last(events, count);

	if (!deal_undoes(events, count, req->user, req->now))
		return (struct undo){ 0 };
	return (struct undo){ .event_id = last->id, .words = text_format(req, "%s: %s.", d->name, text_lower(req, deal_kind_label(last->kind))), .place = "deal",
		.seconds = last->recorded_at + DEAL_UNDO_SECONDS - req->now, .deal_id = d->id };
}

/* The page, with a form that was refused (NULL: none). */
static struct response
page_answer(struct request *req, int status, const struct deal *d, int kind, struct form *refused)
{
	struct deal_page p = { .deal = d, .refused = refused };
	size_t count;
	const struct closing *meanings = deal_closings(req->db, req, &count);

	p.closed = deal_kind_names[closing_kind(meanings, count, req->now)];
	p.events = deal_events(req->db, req, d->id, &p.event_count);
	p.pipeline = deal_pipeline(req->db, req, d->id);
	p.leads = deal_leads(req->db, req, d->id, &p.lead_count);
	p.may_edit = user_roles(req->user) & SALES;
	if (p.may_edit)
		p.acts = deal_acts(req, d, p.events, p.event_count, kind, refused, &p.act_count);
	p.undo = undo_of_deal(req, d, p.events, p.event_count);
	return show_form(req, status, deal_show_view(req, &p));
}

struct response
deal_show_page(struct request *req)
{
	const struct deal *d = deal_find(req->db, req, req->id);

	return d ? page_answer(req, 200, d, GLOSSARY_NONE, NULL) : not_found(req);
}

/* Somebody was faster: the words stay in the form where it is still possible, and are kept on the page that says why where it is not. */
static struct response
event_conflict(struct request *req, int64_t id, int kind, enum act_result result, struct form *form)
{
	const struct deal *d = deal_find(req->db, req, id);
	const struct deal_event *events;
	size_t count;

	if (!d || result == RESULT_GONE)
		return not_found(req);
	events = deal_events(req->db, req, id, &count);
	if (result != RESULT_STALE || !deal_can(d, events, count, kind, false))
		return conflict(req, deal_refusal(req, d, kind, deal_last(events, count), req->now, req->user->time_zone));
	form_reject(form, NULL, deal_moved_on(req, deal_last(events, count), req->now, req->user->time_zone));
	return page_answer(req, 409, d, kind, form);
}

struct response
deal_event_page(struct request *req)
{
	const struct deal *d = deal_find(req->db, req, req->id);
	const char *happened = request_field(req, "happened");
	struct deal_input in = { .kind = GLOSSARY_NONE };
	const struct deal_event *events;
	enum act_result result;
	struct form *form;
	size_t count;

	if (!d)
		return not_found(req);
	for (int kind = 0; happened && kind < DEAL_KINDS; kind++)
		if (text_equal(happened, deal_kind_names[kind]))
			in.kind = kind;
	if (in.kind == GLOSSARY_NONE)
		return refuse(req, 422, "Choose what happened to the deal on its page, then record it there.");
	events = deal_events(req->db, req, d->id, &count);
	form = deal_act_read(req, d, events, count, &in);
	if (!deal_can(d, events, count, in.kind, false))
		return event_conflict(req, d->id, in.kind, RESULT_MOVED, form);
	deal_act_check(req, d, events, count, &in, form);
	if (!form_ok(form))
		return page_answer(req, 422, d, in.kind, form);
	result = deal_add_event(req->db, req, &req->actor, d->id, &in);
	if (result != RESULT_DONE)
		return event_conflict(req, d->id, in.kind, result, form);
	return redirect(req, "/deals/%lld", (long long)d->id);
}

struct response
deal_undoing(struct request *req)
{
	int64_t event = 0;
	enum act_result result;

	text_integer(request_field(req, "event"), 1, INT64_MAX, &event);
	result = req->hold ? RESULT_MOVED : deal_undo(req->db, req, &req->actor, req->id, event);
	if (result == RESULT_GONE)
		return not_found(req);
	if (result != RESULT_DONE)
		return conflict(req, "It is too late to undo this: 30 seconds have passed, or something else has happened since. Take it back instead, with the reason.");
	return redirect(req, "/deals/%lld", (long long)req->id);
}
