/* One act on several handoffs: each by the same rules as alone, and each told of. */
#include "leads/pages.h"

#include "auth/session.h"
#include "base/text.h"
#include "leads/pages_parts.h"
#include "web/urlencode.h"

#include <stdlib.h>
#include <string.h>
#include <talloc.h>

enum { BULK_MOST = 100 };

static const struct field *
fields_of(struct request *req, const struct version *gate)
{
	static const int acts[] = { ACT_RETURN };
	const struct field fields[] = {
		{ .name = "seller", .label = "Seller", .kind = FIELD_SELECT, .at = lead_index_SELLER_FIELD, .into = offsetof(struct act_typed, seller),
		    .options = seller_options(req) },
		{ .name = "reason", .label = "Reason of the return", .kind = FIELD_SELECT, .at = lead_index_REASON_FIELD, .into = offsetof(struct act_typed, reason),
		    .options = reason_options(req, acts, 1) },
		{ .name = "found", .label = "What did you find?", .kind = FIELD_AREA, .at = lead_index_FOUND_FIELD, .into = offsetof(struct act_typed, found),
		    .rows = 2, .hint = "Marketing reads this with each of them, and answers." },
		{ .name = "criteria", .label = "Which criteria are not met?", .kind = FIELD_CHECKS, .at = lead_index_CRITERIA_FIELD,
		    .into = offsetof(struct act_typed, cited), .options = gate && gate->criteria_count ? criteria_options(req, gate) : NULL },
		{ 0 }
	};
	struct field *copy = memory_need(talloc_memdup(req, fields, sizeof fields));

	if (!copy[3].options)
		copy[3] = (struct field){ 0 };
	return copy;
}

struct form *
bulk_form(struct request *req)
{
	struct act_typed *typed = memory_need(talloc_zero(req, struct act_typed));

	typed->seller = (int)req->user->id;
	return form_show(req, fields_of(req, handoff_gate_criteria(req->db, req, req->now)), typed);
}

/* What is to be done with all of them. */
struct bulk {
	int move;
	struct act_typed typed;
	const struct version *gate;	/* whose criteria the form lists; NULL: none */
	struct form *form;
};

/* Why it was not done, in the address of the page that tells; its words are made from how it stands then. */
enum { NOT_MOVED = 'm', NOT_ITS_CRITERION = 'c' };

/* 0: done; else one of the above. What the form itself lacks is said at its fields, and nothing is done then. */
static int
one_do(struct request *req, const struct handoff *h, const struct bulk *b, int64_t seen)
{
	struct handoff_input in = act_input(req, b->gate, b->move, &b->typed);
	struct problems *problems = problems_new(req);
	const char *zone = req->session->organisation_zone;
	bool cites = in.cited && in.cited[0];

	in.seen = seen;
	if (!handoff_can(h, b->move, req->now))
		return NOT_MOVED;
	handoff_complete(req->db, req, &req->actor, h, &in, zone);
	handoff_problems(problems, h, &in, req->now);
	if (problems->count && cites && text_equal(problems->list[0].member, "criteria"))
		return NOT_ITS_CRITERION;
	act_reject(b->form, b->move, problems);
	return form_ok(b->form) && handoff_act(req->db, req, &req->actor, h->id, &in, zone) == RESULT_DONE ? 0 : NOT_MOVED;
}

/* In order, so that two who do this at once never wait for each other. */
static int
by_id(const void *a, const void *b)
{
	const struct ticked *x = a, *y = b;

	return (x->id > y->id) - (x->id < y->id);
}

static int
move_named(const char *act)
{
	static const int moves[] = { MOVE_ACCEPTANCE, MOVE_RETURN, MOVE_ASSIGNMENT };

	for (size_t i = 0; act && i < sizeof moves / sizeof *moves; i++)
		if (text_equal(act, move_names[moves[i]]))
			return moves[i];
	return GLOSSARY_NONE;
}

/* At most one more than may be. */
static size_t
ticked_read(const struct request *req, struct ticked *ticked)
{
	static const char prefix[] = "handoff_";
	size_t count = 0;

	for (size_t i = 0; i < req->body->count && count <= BULK_MOST; i++) {
		const struct param *p = &req->body->items[i];

		if (text_starts(p->name, prefix) && text_integer(p->name + strlen(prefix), 1, INT64_MAX, &ticked[count].id)
		    && text_integer(p->value, 1, INT64_MAX, &ticked[count].seen))
			count++;
	}
	qsort(ticked, count, sizeof *ticked, by_id);
	return count;
}

/* The list again, with what was ticked and typed. */
static struct response
bulk_refused(struct request *req, const struct bulk *b, const struct ticked *ticked, size_t count)
{
	struct index_page refused = INDEX_BLANK;
	struct place place;

	if (!place_named(req, request_field(req, "from"), &place))
		place = (struct place){ .filter = QUEUE_FILTER_BLANK };
	refused.bulk = b->form;
	refused.bulk_refused = b->move;
	refused.ticked = ticked;
	refused.ticked_count = count;
	return queue_answer(req, 422, &place, &refused);
}

/* Does it to each, and leads to the page that tells what came of it. */
struct response
handoff_bulk(struct request *req)
{
	struct ticked ticked[BULK_MOST + 1] = { 0 };
	struct bulk b = { .move = move_named(request_field(req, "act")), .typed = ACT_TYPED_BLANK };
	const char *from = request_field(req, "from");
	struct buffer *done = buffer_new(req), *not_done = buffer_new(req);
	size_t count = ticked_read(req, ticked);

	b.gate = handoff_gate(req->db, req, req->now, NULL);
	b.form = form_read(req, fields_of(req, b.gate), &b.typed);
	if (!count || count > BULK_MOST || b.move == GLOSSARY_NONE)
		form_reject(b.form, NULL, count > BULK_MOST ? text_format(req, "Tick at most %d at once.", BULK_MOST)
		    : "Tick at least one lead of the list, and choose what to do.");
	for (size_t i = 0; i < count && form_ok(b.form); i++) {
		const struct handoff *h = handoff_find(req->db, req, ticked[i].id);
		int why = h ? one_do(req, h, &b, ticked[i].seen) : 0;

		if (h && why)
			buffer_format(not_done, "%lld%c.", (long long)h->id, why);
		else if (h)
			buffer_format(done, "%lld.", (long long)h->id);
	}
	if (!form_ok(b.form))
		return bulk_refused(req, &b, ticked, count);
	return redirect(req, "/handoffs?act=%s&done=%s&not=%s&from=%s", move_names[b.move], buffer_take(req, done), buffer_take(req, not_done),
	    url_encode(req, from ? from : ""));
}

static const char *
why_not(struct request *req, const struct handoff *h, int move, int why)
{
	if (move == MOVE_SUBMISSION)
		return "Somebody handed it over before you.";
	if (why == NOT_ITS_CRITERION)
		return "It was handed over by another version of the definition, without that criterion. Return it from its own page.";
	if (handoff_can(h, move, req->now))
		return "Somebody changed it since you opened the list. Look again, then do it once more.";
	return handoff_refusal(req, h, move, handoff_last(req->db, req, h->id), req->now, req->user->time_zone);
}

/* The handoffs of a list of ids with dots between, each with a letter behind it where it was not done. */
static size_t
rows_add(struct request *req, struct bulk_row *rows, size_t count, const char *ids, int move)
{
	char **parts = text_split(req, ids ? ids : "", ".", NULL);

	for (size_t i = 0; i < BULK_MOST && parts[i] && count < BULK_MOST; i++) {
		size_t n = strspn(parts[i], "0123456789");
		int why = (unsigned char)parts[i][n];
		int64_t id = 0;
		const struct handoff *h;

		parts[i][n] = '\0';
		h = text_integer(parts[i], 1, INT64_MAX, &id) ? handoff_find(req->db, req, id) : NULL;
		if (h)
			rows[count++] = (struct bulk_row){ h, why ? why_not(req, h, move, why) : NULL };
	}
	return count;
}

struct response
handoff_bulk_done(struct request *req)
{
	struct bulk_row rows[BULK_MOST] = { 0 };
	const char *act = request_query(req, "act");
	int move = text_equal(act, move_names[MOVE_SUBMISSION]) ? MOVE_SUBMISSION : move_named(act);
	struct place place;
	size_t count = 0;

	if (!place_named(req, request_query(req, "from"), &place)) {
		place = (struct place)PLACE_BLANK;
		place.filter.view = queue_view_first(req->user);
	}
	if (move != GLOSSARY_NONE)
		count = rows_add(req, rows, rows_add(req, rows, 0, request_query(req, "not"), move), request_query(req, "done"), move);
	return show_form(req, 200, bulk_done_view(req, rows, count, move, &place));
}
