/* What waits for whom, as named and saved views with filters, and all leads. */
#include "leads/pages.h"

#include "auth/session.h"
#include "base/days.h"
#include "base/text.h"
#include "leads/pages_parts.h"
#include "web/urlencode.h"

bool
place_asked(struct request *req, const struct params *asked, struct place *into)
{
	const char *saved = params_get(asked, "saved"), *after = params_get(asked, "after");
	const struct saved_view *view;
	int64_t id = 0;

	*into = (struct place)PLACE_BLANK;
	into->filter.view = queue_view_first(req->user);
	if (!saved)
		return place_read(req, asked, into);
	view = text_integer(saved, 1, INT64_MAX, &id) ? saved_view_find(req->db, req, id, req->user->id, req->user->team) : NULL;
	if (!view || !place_parse(req, view->query, into))
		return false;
	into->saved_id = view->id;
	into->filter.after = 0;
	return !after || text_integer(after, 1, INT64_MAX, &into->filter.after);
}

bool
place_named(struct request *req, const char *text, struct place *into)
{
	const char *problem;
	const struct params *asked = text ? params_query(req, text, NULL, &problem) : NULL;

	return asked && (params_get(asked, "view") || params_get(asked, "saved")) && place_asked(req, asked, into);
}

/* A form without script sends empty fields, too: their address is not one to keep. */
static bool
has_blanks(const struct params *asked)
{
	for (int i = 0; i < PART_COUNT; i++) {
		const char *value = params_get(asked, place_part_names[i]);

		if (value && !*value)
			return true;
	}
	return false;
}

/* "November 2026", where closed ones are filtered: within one month. */
static const char *
month_words(struct request *req, const struct place *place)
{
	const struct queue_filter *f = &place->filter;
	const char *day = text_format(req, "%s-01", f->month ? f->month : "");
	struct day first;

	if (f->view != VIEW_ALL || !place_filtered(req, place))
		return NULL;
	if (!day_parse(day, &first))
		first = day_month_start(day_of(req->now, req->session->organisation_zone));
	return text_format(req, "%s %d", month_name(first.month), first.year);
}

static void
queue_read(struct request *req, struct index_page *p)
{
	struct queue_filter filter = p->place->filter;
	struct place next = *p->place;

	filter.person_id = req->user->id;
	filter.limit = ROWS_SHOWN;
	filter.by_others = !(user_roles(req->user) & SALES);
	p->queue = queue_list(req->db, req, &filter, req->now, req->session->organisation_zone);
	next.filter.after = p->queue->next;
	if (p->queue->next)
		p->more = text_format(req, "/leads?%s", place_text(req, &next, true));
	if (!p->queue->count)
		p->newest_at = queue_newest(req->db);
}

/* Filters are read only where some are set, or are to be. */
static void
filters_find(struct request *req, struct index_page *p)
{
	const char *asked = request_query(req, "filter");
	bool set = place_filtered(req, p->place), open = req->method == GET && asked && text_equal(asked, "open");
	const struct filters *filters = set || open ? filters_read(req) : NULL;

	if (set)
		p->chips = filter_chips(req, filters, p->place, &p->chip_count);
	if (open)
		p->filter = filter_form(req, filters, p->place);
	if (set && !p->place->saved_id && !p->naming)
		p->naming = naming_form(req);
	p->month_words = month_words(req, p->place);
}

struct response
queue_answer(struct request *req, int status, const struct place *place, const struct index_page *refused)
{
	struct index_page p = *refused;
	int64_t id = 0;
	const char *done = request_query(req, "done");
	struct view *view;

	p.place = place;
	p.view = place->filter.view;
	queue_read(req, &p);
	filters_find(req, &p);
	p.saved = saved_views(req->db, req, req->user->id, req->user->team, &p.saved_count);
	if (text_integer(request_query(req, "undo"), 1, INT64_MAX, &id))
		p.undo = undo_of(req, id, place_text(req, place, true));
	if (!p.bulk && (user_roles(req->user) & SALES) && p.queue->count)
		p.bulk = bulk_form(req);
	view = lead_index_view(req, &p);
	if (done)
		page_notice(view, text_equal(done, "saved") && place->saved_id ? "Saved as a view." : text_equal(done, "removed") ? "The view is deleted."
		    : text_equal(done, "none") ? "Nothing else waits for you now." : NULL);
	return show_form(req, status, view);
}

static struct response
leads_answer(struct request *req)
{
	struct lead_filter filter = { .text = request_query(req, "find"), .after = request_query(req, "after"), .limit = ROWS_SHOWN + 1,
		.by_name = leads_may_write(req->user) != NULL };
	struct place place = PLACE_BLANK;
	struct index_page p = INDEX_BLANK;
	struct view *view;

	p.view = VIEW_LEADS;
	p.place = &place;
	p.find = filter.text;
	p.saved = saved_views(req->db, req, req->user->id, req->user->team, &p.saved_count);
	p.leads = leads_list(req->db, req, &filter, &p.lead_count);
	if (p.lead_count > ROWS_SHOWN) {
		p.lead_count = ROWS_SHOWN;
		p.more = text_format(req, "/leads?view=leads&find=%s&after=%s", url_encode(req, filter.text ? filter.text : ""),
		    url_encode(req, leads_cursor(req, &filter, &p.leads[ROWS_SHOWN - 1])));
	}
	view = lead_index_view(req, &p);
	if (text_equal(request_query(req, "done"), "erased") && (user_roles(req->user) & ADMINISTRATOR))
		page_notice(view, "Erased, everywhere here. Nothing names this person any more.");
	return show_form(req, 200, view);
}

struct response
lead_index_page(struct request *req)
{
	const char *name = request_query(req, "view");
	struct index_page blank = INDEX_BLANK;
	struct place place;

	if (name && text_equal(name, "leads"))
		return leads_answer(req);
	if (!place_asked(req, req->query, &place))
		return not_found(req);
	if (has_blanks(req->query))
		return redirect(req, "/leads?%s", place_text(req, &place, true));
	return queue_answer(req, 200, &place, &blank);
}

/* What is most urgent of one's own and of nobody's. */
struct response
lead_next(struct request *req)
{
	int64_t but = 0, next;

	text_integer(request_query(req, "but"), 1, INT64_MAX, &but);
	next = queue_next(req->db, req->user->id, but, req->now);
	return next ? redirect(req, "/handoffs/%lld", (long long)next) : redirect(req, "/leads?view=mine&done=none");
}
