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

/* One that is ticked, as it was seen. */
struct ticked {
	int64_t id, seen;
};

static const struct field *
fields_of(struct request *req)
{
	static const int acts[] = { ACT_RETURN };
	const struct field fields[] = {
		{ .name = "seller", .label = "Seller", .kind = FIELD_SELECT, .at = lead_index_SELLER_FIELD, .into = offsetof(struct act_typed, seller),
		    .options = seller_options(req) },
		{ .name = "reason", .label = "Reason of the return", .kind = FIELD_SELECT, .at = lead_index_REASON_FIELD, .into = offsetof(struct act_typed, reason),
		    .options = reason_options(req, acts, 1) },
		{ .name = "found", .label = "What did you find?", .kind = FIELD_AREA, .at = lead_index_FOUND_FIELD, .into = offsetof(struct act_typed, found), .rows = 2 },
		{ 0 }
	};

	return memory_need(talloc_memdup(req, fields, sizeof fields));
}

struct form *
bulk_form(struct request *req)
{
	struct act_typed *typed = memory_need(talloc_zero(req, struct act_typed));

	typed->seller = (int)req->user->id;
	return form_show(req, fields_of(req), typed);
}

/* Whether it could be done. A form that lacks something is refused as a whole: *lacks is why. */
static bool
one_do(struct request *req, const struct handoff *h, int move, int64_t seen, const struct act_typed *typed, const char **lacks)
{
	struct handoff_input in = act_input(req, NULL, move, typed);
	struct problems *problems = problems_new(req);
	const char *zone = req->session->organisation_zone;

	in.seen = seen;
	if (!handoff_can(h, move, req->now))
		return false;
	handoff_complete(req->db, req, &req->actor, h, &in, zone);
	handoff_problems(problems, h, &in, req->now);
	if (problems->count)
		*lacks = problems->list[0].text;
	return !problems->count && handoff_act(req->db, req, &req->actor, h->id, &in, zone) == RESULT_DONE;
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

static size_t
ticked_read(const struct request *req, struct ticked *ticked)
{
	static const char prefix[] = "handoff_";
	size_t count = 0;

	for (size_t i = 0; i < req->body->count && count < BULK_MOST; i++) {
		const struct param *p = &req->body->items[i];

		if (text_starts(p->name, prefix) && text_integer(p->name + strlen(prefix), 1, INT64_MAX, &ticked[count].id)
		    && text_integer(p->value, 1, INT64_MAX, &ticked[count].seen))
			count++;
	}
	qsort(ticked, count, sizeof *ticked, by_id);
	return count;
}

/* Does it to each, and leads to the page that tells what came of it. */
struct response
handoff_bulk(struct request *req)
{
	struct ticked ticked[BULK_MOST] = { 0 };
	struct act_typed typed = ACT_TYPED_BLANK;
	const struct form *form = form_read(req, fields_of(req), &typed);
	const char *act = request_field(req, "act"), *from = request_field(req, "from"), *lacks = req->hold;
	struct buffer *done = buffer_new(req), *not_done = buffer_new(req);
	size_t count = ticked_read(req, ticked);
	int move = move_named(act);

	if (!count || move == GLOSSARY_NONE || !form_ok(form))
		return refuse(req, 422, req->hold ? req->hold : "Tick at least one lead of the list, and choose what to do.");
	for (size_t i = 0; i < count && !lacks; i++) {
		const struct handoff *h = handoff_find(req->db, req, ticked[i].id);

		if (h)
			buffer_format(one_do(req, h, move, ticked[i].seen, &typed, &lacks) ? done : not_done, "%lld.", (long long)h->id);
	}
	if (lacks)
		return refuse(req, 422, lacks);
	return redirect(req, "/handoffs?act=%s&done=%s&not=%s&view=%s", move_names[move], buffer_take(req, done), buffer_take(req, not_done),
	    url_encode(req, from ? from : "mine"));
}

/* The handoffs of a list of ids with dots between; `move` is what could not be done with them, GLOSSARY_NONE: it was done. */
static size_t
rows_add(struct request *req, struct bulk_row *rows, size_t count, const char *ids, int move)
{
	char **parts = text_split(req, ids ? ids : "", ".", NULL);

	for (size_t i = 0; parts[i] && count < BULK_MOST; i++) {
		int64_t id = 0;
		const struct handoff *h = text_integer(parts[i], 1, INT64_MAX, &id) ? handoff_find(req->db, req, id) : NULL;

		if (!h)
			continue;
		rows[count].handoff = h;
		rows[count].problem = move == GLOSSARY_NONE ? NULL : move == MOVE_SUBMISSION ? "Somebody handed it over before you." : handoff_can(h, move, req->now)
		    ? "Somebody changed it since you opened the list. Look again, then do it once more."
		    : handoff_refusal(req, h, move, handoff_last(req->db, req, h->id), req->now, req->user->time_zone);
		count++;
	}
	return count;
}

struct response
handoff_bulk_done(struct request *req)
{
	struct bulk_row rows[BULK_MOST] = { 0 };
	const char *view = request_query(req, "view");
	const char *act = request_query(req, "act");
	int move = act && text_equal(act, move_names[MOVE_SUBMISSION]) ? MOVE_SUBMISSION : move_named(act);
	size_t count = 0;

	if (move != GLOSSARY_NONE)
		count = rows_add(req, rows, 0, request_query(req, "not"), move);
	count = rows_add(req, rows, count, request_query(req, "done"), GLOSSARY_NONE);
	return show_form(req, 200, bulk_done_view(req, rows, count, view ? view : "mine"));
}
