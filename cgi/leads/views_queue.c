/* Fills the queue and the list of all leads. */
#include "leads/views.h"

#include "base/text.h"

static const char *
view_code(int view)
{
	return view == VIEW_LEADS ? "leads" : queue_view_names[view];
}

static const char *
view_label(int view)
{
	return view == VIEW_LEADS ? "All leads" : queue_view_label(view);
}

static void
tabs_fill(struct view *view, int current)
{
	for (int i = VIEW_MINE; i <= VIEW_LEADS; i++) {
		struct view *row = view_row(view, lead_index_TAB_ROW);

		view_text(row, lead_index_TAB_CODE, view_code(i));
		view_text(row, lead_index_TAB_LABEL, i == VIEW_ALL ? "All handoffs" : view_label(i));
		view_show_if(row, lead_index_IS_CURRENT, i == current);
	}
}

static const char *
attempts_words(const void *ctx, const struct queue_row *row)
{
	if (row->attempts_wanted)
		return text_format(ctx, "%lld of %lld attempts", (long long)row->attempts, (long long)row->attempts_wanted);
	return row->attempts ? text_format(ctx, "%lld attempt%s", (long long)row->attempts, row->attempts == 1 ? "" : "s") : "No attempt yet";
}

/* Whether an attempt can be logged in this state. */
static bool
may_log(const struct request *req, const struct queue_row *row)
{
	return (user_roles(req->user) & SALES) && way_find(row->state, MOVE_ATTEMPT, GLOSSARY_NONE);
}

static void
queue_row_fill(struct view *row, struct request *req, const struct queue_row *q, int view, bool logs)
{
	const char *title = lead_title(row, q->lead_id, q->lead_name, q->lead_company);

	view_number(row, lead_index_HANDOFF_ID, q->id);
	view_number(row, lead_index_HANDOFF_REVISION, q->revision);
	view_text(row, lead_index_LEAD_TITLE, title);
	view_maybe(row, lead_index_HAS_COMPANY, lead_index_LEAD_COMPANY, text_equal(title, q->lead_company) ? NULL : q->lead_company);
	reach_fill(row, req->user, q->lead_phone, q->lead_email, q->do_not_contact);
	view_text(row, lead_index_LEAD_WORDS, q->words);
	view_maybe(row, lead_index_HAS_SOURCE, lead_index_LEAD_SOURCE, q->source);
	view_text(row, lead_index_AUTHOR_NAME, q->author_name);
	view_maybe(row, lead_index_HAS_OWNER, lead_index_OWNER_NAME, q->owner_name);
	queue_clock_fill(row, &q->clock);
	view_text(row, lead_index_ATTEMPT_WORDS, attempts_words(row, q));
	handoff_tag_fill(row, q->state, q->is_final);
	if (!logs)
		return;
	view_show(row, lead_index_HAS_LOGS);
	if (!may_log(req, q))
		return;
	view_show(row, lead_index_MAY_LOG);
	view_text(row, lead_index_VIEW_CODE, view_code(view));
}

static void
lead_row_fill(struct view *row, struct request *req, const struct lead_row *lead)
{
	bool member = user_roles(req->user) & MEMBER;
	const char *title = lead_title(row, lead->id, lead->name, lead->company);

	view_number(row, lead_index_LEAD_ID, lead->id);
	view_text(row, lead_index_LEAD_TITLE, title);
	view_maybe(row, lead_index_HAS_COMPANY, lead_index_LEAD_COMPANY, text_equal(title, lead->company) ? NULL : lead->company);
	view_text(row, lead_index_LEAD_EMAIL, member ? lead->email : email_masked(row, lead->email));
	view_text(row, lead_index_LEAD_SOURCE, lead->source);
	moment_fill(row, lead_index_ADDED_STAMP, lead_index_ADDED_WORDS, req, lead->created_at);
	if (lead->handoff_id)
		handoff_tag_fill(row, lead->handoff_state, lead->handoff_final);
	else
		tag_fill(row, TAG_PLAIN, "Not handed over");
}

static void
none_fill(struct view *view, const struct index_page *p)
{
	bool searched = p->view == VIEW_LEADS && !text_blank(p->find);

	view_show(view, lead_index_NONE_HERE);
	view_text(view, lead_index_NONE_TITLE, searched ? "Nobody is called so." : p->view == VIEW_LEADS ? "No leads yet." : "Nothing waits here.");
	view_text(view, lead_index_NONE_WORDS, searched ? "Try the beginning of a name, a company, an e-mail address, or a number."
	    : p->view == VIEW_LEADS ? "Add the first one, or let another system send them."
	    : "What Marketing hands over stands here, what is due soonest first.");
}

struct view *
lead_index_view(struct request *req, const struct index_page *p)
{
	struct view *view = page(req, TPL_LEAD_INDEX, "Leads");
	bool logs = (user_roles(req->user) & SALES) && p->view != VIEW_LEADS;
	size_t queued = p->queue ? p->queue->count : 0;

	view_text(view, lead_index_LIST_LINE, p->view == VIEW_LEADS ? "Everybody we know of, newest first."
	    : "Handed over by Marketing, what is due soonest first. The clocks count working time.");
	view_show_if(view, lead_index_MAY_ADD, user_roles(req->user) & MEMBER);
	view_show_if(view, lead_index_MAY_HAND_SEVERAL, user_roles(req->user) & MARKETING);
	undo_fill(view, &p->undo);
	tabs_fill(view, p->view);
	view_text(view, lead_index_VIEW_LABEL, view_label(p->view));
	view_text(view, lead_index_ORDER_WORDS, p->view == VIEW_ALL ? "newest first" : "most urgent first");
	if (p->view == VIEW_LEADS) {
		view_show(view, lead_index_IS_SEARCH);
		view_text(view, lead_index_FIND_WORDS, p->find ? p->find : "");
	}
	view_show_if(view, lead_index_HAS_QUEUE, queued > 0);
	view_show_if(view, lead_index_HAS_LOGS, logs);
	if (p->bulk) {
		struct view *bulk = view_row(view, lead_index_MAY_BULK);

		view_text(bulk, lead_index_VIEW_CODE, view_code(p->view));
		form_fill(bulk, p->bulk);
	}
	for (size_t i = 0; i < queued; i++)
		queue_row_fill(view_row(view, lead_index_QUEUE_ROW), req, &p->queue->rows[i], p->view, logs);
	view_show_if(view, lead_index_HAS_LEADS, p->lead_count > 0);
	for (size_t i = 0; i < p->lead_count; i++)
		lead_row_fill(view_row(view, lead_index_LEAD_ROW), req, &p->leads[i]);
	if (!queued && !p->lead_count)
		none_fill(view, p);
	view_maybe(view, lead_index_MORE_LINK, lead_index_MORE_HREF, p->more);
	return view;
}

static const char *
result_words(const struct bulk_row *row)
{
	return row->problem ? row->problem : handoff_state_label(row->handoff->state, row->handoff->is_final);
}

struct view *
bulk_done_view(struct request *req, const struct bulk_row *rows, size_t count, const char *view_code_back)
{
	struct view *view = page(req, TPL_BULK_DONE, "What was done – Leads");
	size_t done = 0;

	crumbs_fill(view, (const struct crumb[]){ { "/leads", "Leads" }, { 0 } });
	for (size_t i = 0; i < count; i++) {
		struct view *row = view_row(view, bulk_done_RESULT_ROW);

		done += !rows[i].problem;
		view_number(row, bulk_done_HANDOFF_ID, rows[i].handoff->id);
		view_text(row, bulk_done_LEAD_TITLE, lead_title(row, rows[i].handoff->lead_id, rows[i].handoff->lead_name, rows[i].handoff->lead_company));
		view_text(row, bulk_done_RESULT_WORDS, result_words(&rows[i]));
		if (rows[i].problem)
			tag_fill(row, TAG_WARN, "Not done");
		else
			handoff_tag_fill(row, rows[i].handoff->state, rows[i].handoff->is_final);
	}
	view_text(view, bulk_done_DONE_TITLE, "What was done");
	view_format(view, bulk_done_DONE_LINE, "%zu of %zu.", done, count);
	view_text(view, bulk_done_VIEW_CODE, view_code_back);
	return view;
}
