/* What waits for whom, as named views, and all leads there are. */
#include "leads/pages.h"

#include "auth/session.h"
#include "base/text.h"
#include "leads/pages_parts.h"
#include "web/urlencode.h"

/* The view an address names; the reader's first one without a name; GLOSSARY_NONE: there is no such view. */
static int
view_asked(struct request *req)
{
	const char *name = request_query(req, "view");

	if (!name)
		return queue_view_first(req->user);
	if (text_equal(name, "leads"))
		return VIEW_LEADS;
	for (int i = VIEW_MINE; i <= VIEW_ALL; i++)
		if (text_equal(name, queue_view_names[i]))
			return i;
	return GLOSSARY_NONE;
}

static void
queue_read(struct request *req, struct index_page *p)
{
	struct queue_filter filter = QUEUE_FILTER_BLANK;

	filter.view = p->view;
	filter.person_id = req->user->id;
	filter.limit = ROWS_SHOWN;
	text_integer(request_query(req, "after"), 1, INT64_MAX, &filter.after);
	p->queue = queue_list(req->db, req, &filter, req->now, req->session->organisation_zone);
	if (p->queue->next)
		p->more = text_format(req, "/leads?view=%s&after=%lld", queue_view_names[p->view], (long long)p->queue->next);
}

static void
leads_read(struct request *req, struct index_page *p)
{
	struct lead_filter filter = { .text = request_query(req, "find"), .after = request_query(req, "after"), .limit = ROWS_SHOWN + 1 };

	p->find = filter.text;
	p->leads = leads_list(req->db, req, &filter, &p->lead_count);
	if (p->lead_count <= ROWS_SHOWN)
		return;
	p->lead_count = ROWS_SHOWN;
	p->more = text_format(req, "/leads?view=leads&find=%s&after=%s", url_encode(req, filter.text ? filter.text : ""),
	    url_encode(req, leads_cursor(req, &filter, &p->leads[ROWS_SHOWN - 1])));
}

struct response
lead_index_page(struct request *req)
{
	struct index_page p = { .view = view_asked(req) };
	int64_t id = 0;

	if (p.view == GLOSSARY_NONE)
		return not_found(req);
	if (p.view == VIEW_LEADS)
		leads_read(req, &p);
	else
		queue_read(req, &p);
	if (text_integer(request_query(req, "undo"), 1, INT64_MAX, &id))
		p.undo = undo_of(req, id, p.view == VIEW_LEADS ? "leads" : queue_view_names[p.view]);
	if ((user_roles(req->user) & SALES) && p.queue && p.queue->count)
		p.bulk = bulk_form(req);
	return show_form(req, 200, lead_index_view(req, &p));
}

/* The most urgent one of the reader's own and of those nobody has; what they have, where nothing waits. */
struct response
handoff_next(struct request *req)
{
	int64_t id = queue_next(req->db, req->user->id, 0);

	return id ? redirect(req, "/handoffs/%lld", (long long)id) : redirect(req, "/leads?view=%s", queue_view_names[VIEW_MINE]);
}
