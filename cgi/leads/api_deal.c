/* Deals as JSON: the same demands as the pages. */
#include "leads/api.h"

#include "base/text.h"
#include "leads/api_shapes.h"

#include <talloc.h>

static json_t *
amount_json(int64_t minor, const char *currency)
{
	return currency ? json_pack("{s:I, s:s}", "minor", (json_int_t)minor, "currency", currency) : json_null();
}

static json_t *
id_or_null(int64_t id)
{
	return id ? json_integer(id) : json_null();
}

static json_t *
named(const char *name, const char *slug)
{
	return text_blank(name) ? json_null() : json_pack("{s:s, s:o}", "name", name, "term", json_text(slug));
}

static json_t *
event_json(struct request *req, const struct deal_event *events, size_t count, const struct deal_event *e)
{
	const struct deal_event *back = deal_reversal_of(events, count, e->id);
	json_t *body = json_pack("{s:I, s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:b, s:o, s:s, s:o}", "id", (json_int_t)e->id,
	    "kind", deal_kind_names[e->kind], "at", json_instant(req, e->at), "recorded_at", json_instant(req, e->recorded_at),
	    "stage", e->kind == DEAL_STAGE ? named(e->stage_name, e->stage_slug) : json_null(), "amount", amount_json(e->amount_minor, e->currency),
	    "reason", json_text(e->reason_slug), "words", json_text(e->words), "reverses", id_or_null(e->reverses_id),
	    "reversed_by", id_or_null(back ? back->id : 0), "imported", e->imported, "person", json_text(e->person_name), "team", team_names[e->team],
	    "undone_at", json_instant(req, e->undone_at));

	return body;
}

static json_t *
leads_json(struct request *req, int64_t id)
{
	size_t count;
	const struct deal_lead *leads = deal_leads(req->db, req, id, &count);
	json_t *list = json_array();

	for (size_t i = 0; i < count; i++)
		json_array_append_new(list, json_pack("{s:I, s:b}", "id", (json_int_t)leads[i].lead_id, "primary", leads[i].is_primary));
	return list;
}

static json_t *
deal_json(struct request *req, const struct deal *d)
{
	size_t count;
	const struct deal_event *events = deal_events(req->db, req, d->id, &count);
	json_t *list = json_array(), *body = json_pack("{s:I, s:I, s:s, s:s, s:s, s:o, s:o, s:o, s:o, s:o}", "id", (json_int_t)d->id, "revision",
	    (json_int_t)d->revision, "name", d->name, "state", deal_state_names[deal_state(d)], "origin", origin_names[d->origin], "account",
	    d->account_id ? json_pack("{s:I, s:o}", "id", (json_int_t)d->account_id, "name", json_text(d->account_name)) : json_null(),
	    "amount", amount_json(d->amount_minor, d->currency), "owner", json_text(d->owner_name), "leads", leads_json(req, d->id), "handoff", id_or_null(d->handoff_id));

	json_object_set_new(body, "stage", json_text(text_blank(d->stage_name) ? NULL : d->stage_name));
	json_object_set_new(body, "pipeline", json_text(deal_pipeline(req->db, req, d->id)));
	json_object_set_new(body, "lost_reason", json_text(d->lost_reason_name));
	json_object_set_new(body, "opened_at", json_instant(req, d->opened_at));
	json_object_set_new(body, "signed_at", json_instant(req, d->signed_at));
	json_object_set_new(body, "invoiced_at", json_instant(req, d->invoiced_at));
	json_object_set_new(body, "paid_at", json_instant(req, d->paid_at));
	json_object_set_new(body, "lost_at", json_instant(req, d->lost_at));
	json_object_set_new(body, "won_at", json_instant(req, d->won_at));
	for (size_t i = 0; i < count; i++)
		json_array_append_new(list, event_json(req, events, count, &events[i]));
	json_object_set_new(body, "events", list);
	return body;
}

static struct response
deal_answer(struct request *req, int status, int64_t id)
{
	const struct deal *d = deal_find(req->db, req, id);

	if (!d)
		return not_found(req);
	if (status == 201)
		return api_created(req, deal_json(req, d), d->revision, text_format(req, "/api/v1/deals/%lld", (long long)id));
	return api_show(req, status, deal_json(req, d), d->revision);
}

struct response
api_deal_show(struct request *req)
{
	return deal_answer(req, 200, req->id);
}

static json_t *
row_json(struct request *req, const struct deal_row *r)
{
	return json_pack("{s:I, s:o, s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "id", (json_int_t)r->id, "name", json_text(r->name), "state", deal_state_names[r->state],
	    "account", json_text(r->account_name), "owner", json_text(r->owner_name), "stage", json_text(r->stage_name), "amount",
	    amount_json(r->amount_minor, r->currency), "opened_at", json_instant(req, r->opened_at), "won_at", json_instant(req, r->won_at), "lost_at",
	    json_instant(req, r->lost_at));
}

struct response
api_deal_list(struct request *req)
{
	const char *cursor = request_query(req, "cursor"), *state = request_query(req, "state"), *after = cursor ? api_cursor_read(req, cursor) : NULL;
	struct deal_filter filter = { .state = name_place(deal_state_names, state), .limit = api_limit(req) };
	const struct deal_row *rows;
	json_t *items, *next = json_null();
	int64_t limit = filter.limit;
	size_t count;

	if (!limit)
		return api_problem(req, 400, "No such limit", "Write ?limit= with a number from 1 to 200.");
	if (state && filter.state == GLOSSARY_NONE)
		return api_problem(req, 400, "No such state", "Write ?state= with open, won or lost, or leave it out.");
	if (cursor && (!after || !text_integer(after, 1, INT64_MAX, &filter.before_id)))
		return api_problem(req, 400, "No such cursor", "Take the cursor from the page before, or leave it out.");
	filter.limit++;
	rows = deals_list(req->db, req, &filter, &count);
	if (count > (size_t)limit) {
		count = (size_t)limit;
		next = api_cursor(req, text_format(req, "%lld", (long long)rows[count - 1].id));
	}
	items = json_array();
	for (size_t i = 0; i < count; i++)
		json_array_append_new(items, row_json(req, &rows[i]));
	return api_show(req, 200, json_pack("{s:o, s:o}", "items", items, "next", next), 0);
}

/* {minor, currency} below "amount": exact, in whole minor units. False: there is none. */
static bool
amount_in(struct json_in *in, int64_t *minor, const char **currency)
{
	static const char *const known[] = { "minor", "currency", NULL };
	const json_t *amount = json_object_get(json_in_object(in), "amount"), *number, *code;
	const char *member;
	json_t *inner;

	json_in_know(in, (const char *const[]){ "amount", NULL });
	if (!amount || json_is_null(amount))
		return false;
	number = json_object_get(amount, "minor");
	code = json_object_get(amount, "currency");
	if (!json_is_integer(number) || !json_is_string(code)) {
		json_in_reject(in, "/amount", "Give an object with minor, a whole number of minor units, and currency, a code such as EUR.");
		return false;
	}
	json_object_foreach((json_t *)amount, member, inner)
		if (!text_in(member, known))
			json_in_reject(in, text_format(in, "/amount/%s", json_step(in, member)), "There is no such member here.");
	*minor = json_integer_value(number);
	*currency = json_string_value(code);
	return true;
}

/* A company by its name, or by the id it has here. */
static void
account_in(struct request *req, struct json_in *in, struct deal_making *m)
{
	const json_t *account = json_object_get(json_in_object(in), "account");

	if (!json_is_integer(account)) {
		m->account = json_in_text(in, "account", false);
		return;
	}
	m->account_id = json_in_integer(in, "account", false);
	if (!account_known(req->db, m->account_id))
		json_in_reject(in, "/account", "There is no such company. Give its name instead.");
}

static void
lead_ids_in(struct request *req, struct json_in *in, struct deal_making *m)
{
	const json_t *list = json_object_get(json_in_object(in), "leads");
	size_t i, count = json_array_size(list);
	int64_t *ids = memory_need(talloc_zero_array(req, int64_t, count + 1));
	json_t *id;

	json_in_know(in, (const char *const[]){ "leads", NULL });
	if (!list || json_is_null(list))
		return;
	if (!json_is_array(list)) {
		json_in_reject(in, "/leads", "Give a list of ids; the first is the lead it comes from.");
		return;
	}
	json_array_foreach((json_t *)list, i, id) {
		ids[i] = json_is_integer(id) ? lead_standing(req->db, json_integer_value(id)) : 0;
		if (!ids[i])
			json_in_reject(in, text_format(req, "/leads/%zu", i), "There is no such lead.");
	}
	m->leads = ids;
	m->lead_count = count;
}

static void
problems_note(struct json_in *in, const struct problems *problems)
{
	for (size_t i = 0; i < problems->count; i++)
		json_in_reject(in, text_format(in, "/%s", problems->list[i].member), problems->list[i].text);
}

static struct response
make(struct request *req, struct json_in *in, struct deal_making *m)
{
	struct problems *problems = problems_new(req);
	struct response refused;
	int64_t id = 0;

	m->name = json_in_text(in, "name", true);
	m->has_amount = amount_in(in, &m->amount.minor, &m->amount.currency);
	deal_making_problems(problems, m);
	problems_note(in, problems);
	if (!json_in_end(in, &refused))
		return refused;
	if (deal_create(req->db, req, &req->actor, m, 0, false, &id, NULL) != RESULT_DONE)
		return conflict(req, "One of the leads was made one with another, or erased, meanwhile. Read it again.");
	return deal_answer(req, 201, id);
}

struct response
api_deal_make(struct request *req)
{
	struct deal_making m = { .origin = GLOSSARY_NONE };
	struct response refused;
	struct json_in *in = json_in(req, &refused);
	const char *origin;

	if (!in)
		return refused;
	account_in(req, in, &m);
	lead_ids_in(req, in, &m);
	origin = json_in_text(in, "origin", false);
	m.origin = name_place(origin_names, origin);
	if (origin && m.origin == GLOSSARY_NONE)
		json_in_reject(in, "/origin", "Give marketing, sales, partner or customer.");
	return make(req, in, &m);
}

struct response
api_lead_deal_make(struct request *req)
{
	int64_t lead = lead_standing(req->db, req->id);
	struct deal_making m = { .origin = GLOSSARY_NONE, .leads = &lead, .lead_count = 1 };
	struct response refused;
	struct json_in *in;

	if (!lead)
		return not_found(req);
	in = json_in(req, &refused);
	return in ? make(req, in, &m) : refused;
}

struct response
api_deal_event(struct request *req)
{
	const struct deal *d = deal_find(req->db, req, req->id);
	struct problems *problems = problems_new(req);
	struct deal_input input = { .kind = GLOSSARY_NONE };
	const struct deal_event *events;
	struct response refused;
	struct json_in *in;
	const char *kind;
	enum act_result result;
	size_t count;

	if (!d)
		return not_found(req);
	in = json_in(req, &refused);
	if (!in)
		return refused;
	kind = json_in_text(in, "kind", true);
	input.kind = name_place(deal_kind_names, kind);
	if (kind && input.kind == GLOSSARY_NONE)
		json_in_reject(in, "/kind", "Give opened, stage, signed, invoiced, paid, lost or reversed.");
	json_in_text(in, "at", true);
	input.at = instant_in(req, in, "at");
	input.stage = json_in_text(in, "stage", false);
	input.reason = json_in_text(in, "reason", false);
	input.words = json_in_text(in, "words", false);
	input.reverses = json_in_integer(in, "reverses", false);
	input.seen = json_in_integer(in, "revision", false);
	input.has_amount = amount_in(in, &input.amount.minor, &input.amount.currency);
	if (input.kind == GLOSSARY_NONE) {
		json_in_end(in, &refused);
		return refused;
	}
	events = deal_events(req->db, req, d->id, &count);
	if (!deal_can(d, events, count, input.kind, false))
		return conflict(req, deal_refusal(req, d, input.kind, deal_last(events, count), req->now, req->user->time_zone));
	deal_complete(req->db, req, d, &input, req->now);
	deal_problems(problems, d, events, count, &input, req->now);
	problems_note(in, problems);
	if (!json_in_end(in, &refused))
		return refused;
	result = deal_add_event(req->db, req, &req->actor, d->id, &input);
	if (result == RESULT_STALE)
		return conflict(req, deal_moved_on(req, deal_last(events, count), req->now, req->user->time_zone));
	if (result != RESULT_DONE)
		return conflict(req, deal_refusal(req, d, input.kind, deal_last(events, count), req->now, req->user->time_zone));
	return deal_answer(req, 201, d->id);
}
