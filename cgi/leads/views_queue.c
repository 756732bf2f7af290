/* Fills the queue and the list of all leads. */
#include "leads/views.h"

#include "base/text.h"
#include "web/urlencode.h"

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

/* How many stand in a view; NULL: it is not counted, or nothing does. */
static const char *
count_words(const void *ctx, const struct queue_counts *c, int view)
{
	int64_t count = 0;

	if (!c)
		return NULL;
	switch (view) {
	case VIEW_MINE: count = c->mine; break;
	case VIEW_TEAM: count = c->team; break;
	case VIEW_SOON: count = c->soon; break;
	case VIEW_UNASSIGNED: count = c->unassigned; break;
	case VIEW_MARKETING: count = c->marketing; break;
	case VIEW_MY_RETURNED: count = c->returned; break;
	}
	if (!count)
		return NULL;
	return count < COUNTED_MOST ? text_format(ctx, "%lld", (long long)count) : "99+";
}

/* The views that are of use to a team, the one to begin with first; the present one stands there in any case. */
static void
tabs_fill(struct view *view, const struct request *req, const struct index_page *p)
{
	static const int of_sales[] = { VIEW_MINE, VIEW_UNASSIGNED, VIEW_SOON, VIEW_TEAM, VIEW_MARKETING, VIEW_ALL, VIEW_LEADS };
	static const int of_marketing[] = { VIEW_MY_RETURNED, VIEW_MARKETING, VIEW_TEAM, VIEW_SOON, VIEW_UNASSIGNED, VIEW_ALL, VIEW_LEADS };
	static const int of_observers[] = { VIEW_TEAM, VIEW_SOON, VIEW_UNASSIGNED, VIEW_MARKETING, VIEW_ALL, VIEW_LEADS, GLOSSARY_NONE };
	const int *views = req->user->team == TEAM_SALES ? of_sales : req->user->team == TEAM_MARKETING ? of_marketing : of_observers;
	int last = p->view;

	for (size_t i = 0; i <= sizeof of_sales / sizeof *of_sales; i++) {
		int which = i < sizeof of_sales / sizeof *of_sales ? views[i] : last;
		struct view *row;

		if (which == last)
			last = GLOSSARY_NONE;
		if (which == GLOSSARY_NONE)
			continue;
		row = view_row(view, lead_index_TAB_ROW);
		view_text(row, lead_index_TAB_CODE, view_code(which));
		view_text(row, lead_index_TAB_LABEL, which == VIEW_ALL ? "All handoffs" : view_label(which));
		view_maybe(row, lead_index_HAS_COUNT, lead_index_TAB_COUNT, count_words(row, p->counts, which));
		view_show_if(row, lead_index_IS_CURRENT, which == p->view && !p->place->saved_id);
	}
}

static void
saved_fill(struct view *view, const struct index_page *p)
{
	if (p->saved_count)
		view_show(view, lead_index_HAS_SAVED);
	for (size_t i = 0; i < p->saved_count; i++) {
		const struct saved_view *s = &p->saved[i];
		struct view *row = view_row(view, lead_index_SAVED_ROW);

		view_number(row, lead_index_SAVED_ID, s->id);
		view_text(row, lead_index_SAVED_NAME, s->name);
		view_maybe(row, lead_index_HAS_TEAM, lead_index_SAVED_TEAM, s->team == GLOSSARY_NONE ? NULL : team_label(s->team));
		view_show_if(row, lead_index_IS_CURRENT, s->id == p->place->saved_id);
		if (s->id == p->place->saved_id) {
			struct view *own = view_row(view, lead_index_SAVED_OPEN);

			view_number(own, lead_index_SAVED_ID, s->id);
		}
	}
}

/* Filters: those that are set, the form for more, and saving them. */
static void
filters_fill(struct view *view, const struct index_page *p)
{
	struct place bare = *p->place, open = *p->place;
	struct view *tools;

	if (p->view == VIEW_LEADS)
		return;
	tools = view_row(view, lead_index_MAY_FILTER);
	open.saved_id = bare.saved_id = 0;
	bare.filter = (struct queue_filter)QUEUE_FILTER_BLANK;
	bare.filter.view = p->view;
	view_format(tools, lead_index_FILTER_HREF, "/leads?%s&filter=open#filters", place_text(tools, &open, false));
	view_text(tools, lead_index_FILTER_LABEL, p->chip_count ? "Change filters" : "Filter");
	view_show_if(tools, lead_index_IS_CLOSED, !p->filter);
	for (size_t i = 0; i < p->chip_count; i++) {
		struct view *row = view_row(tools, lead_index_CHIP_ROW);

		view_text(row, lead_index_CHIP_WORDS, p->chips[i].words);
		view_text(row, lead_index_CHIP_HREF, p->chips[i].href);
	}
	view_show_if(tools, lead_index_HAS_CHIPS, p->chip_count > 0);
	view_format(tools, lead_index_CLEAR_HREF, "/leads?%s", place_text(tools, &bare, false));
	view_maybe(tools, lead_index_IN_MONTH, lead_index_MONTH_WORDS, p->month_words);
	if (p->filter) {
		struct view *form = view_row(tools, lead_index_FILTER_FORM);

		view_text(form, lead_index_VIEW_CODE, queue_view_names[p->view]);
		view_format(form, lead_index_CANCEL_HREF, "/leads?%s", place_text(form, &open, false));
		form_fill(form, p->filter);
	}
	if (p->naming) {
		struct view *form = view_row(tools, lead_index_MAY_SAVE);

		view_text(form, lead_index_PLACE_TEXT, place_text(form, &open, false));
		view_show_if(form, lead_index_IS_OPEN, p->naming_refused);
		form_fill(form, p->naming);
	}
}

static void
bulk_fill(struct view *view, const struct index_page *p)
{
	struct view *bulk;

	if (!p->bulk)
		return;
	bulk = view_row(view, lead_index_MAY_BULK);
	view_text(bulk, lead_index_PLACE_TEXT, place_text(bulk, p->place, true));
	view_show_if(bulk, lead_index_WAS_REFUSED, p->bulk_refused != GLOSSARY_NONE || p->ticked_count);
	view_show_if(bulk, lead_index_IS_RETURN, p->bulk_refused == MOVE_RETURN);
	view_show_if(bulk, lead_index_IS_ASSIGNMENT, p->bulk_refused == MOVE_ASSIGNMENT);
	form_fill(bulk, p->bulk);
}

static const char *
attempts_words(const void *ctx, const struct queue_row *row)
{
	if (!row->attempts && !way_find(row->state, MOVE_ATTEMPT, GLOSSARY_NONE))
		return "";
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

static bool
was_ticked(const struct index_page *p, int64_t id)
{
	for (size_t i = 0; i < p->ticked_count; i++)
		if (p->ticked[i].id == id)
			return true;
	return false;
}

/* Who has it and who wrote it: behind a miss nobody is named to the other team. Among one's own the seller need not be said. */
static void
people_fill(struct view *row, const struct request *req, const struct queue_row *q, int shown)
{
	bool missed = clock_look(&q->clock) == CLOCK_LATE && req->user->team != q->turn;

	view_maybe(row, lead_index_HAS_AUTHOR, lead_index_AUTHOR_NAME, missed && q->turn == TEAM_MARKETING ? NULL : q->author_name);
	view_maybe(row, lead_index_HAS_OWNER, lead_index_OWNER_NAME, (missed && q->turn == TEAM_SALES) || shown == VIEW_MINE ? NULL : q->owner_name);
}

static void
queue_row_fill(struct view *row, struct request *req, const struct index_page *p, const struct queue_row *q, const char *place, bool logs)
{
	const char *title = lead_title(row, q->lead_id, q->lead_name, q->lead_company);
	const struct queue_row *last = p->queue->rows + p->queue->count - 1;

	view_number(row, lead_index_HANDOFF_ID, q->id);
	view_number(row, lead_index_HANDOFF_REVISION, q->revision);
	view_show_if(row, lead_index_IS_TICKED, was_ticked(p, q->id));
	view_text(row, lead_index_LEAD_TITLE, title);
	view_maybe(row, lead_index_HAS_COMPANY, lead_index_LEAD_COMPANY, text_equal(title, q->lead_company) ? NULL : q->lead_company);
	reach_fill(row, req->user, q->lead_phone, q->lead_email, q->do_not_contact);
	view_text(row, lead_index_LEAD_WORDS, q->words);
	view_maybe(row, lead_index_HAS_SOURCE, lead_index_LEAD_SOURCE, q->source);
	people_fill(row, req, q, p->view);
	queue_clock_fill(row, &q->clock);
	view_text(row, lead_index_ATTEMPT_WORDS, attempts_words(row, q));
	handoff_tag_fill(row, q->state, q->is_final);
	if (!logs)
		return;
	view_show(row, lead_index_HAS_LOGS);
	if (!may_log(req, q))
		return;
	view_show(row, lead_index_MAY_LOG);
	view_text(row, lead_index_PLACE_TEXT, place);
	if (q < last) {
		view_show(row, lead_index_HAS_NEXT);
		view_number(row, lead_index_NEXT_ID, q[1].id);
	}
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

/* What an empty list says: why it is empty, and what to do. */
struct nothing {
	const char *title, *words;
	const char *href, *label;	/* NULL: nothing to be done */
};

static struct nothing
nothing_of(struct request *req, const struct index_page *p)
{
	const char *newest = p->newest_at ? text_format(req, "The last lead was handed over on %s.", moment_words(req, p->newest_at))
	    : "Marketing has not handed over a lead yet.";
	bool sells = user_roles(req->user) & SALES;

	if (p->view == VIEW_LEADS && !text_blank(p->find))
		return (struct nothing){ "Nobody is called so.", "Try the beginning of a name, a company, an email address, or a number.", NULL, NULL };
	if (p->view == VIEW_LEADS)
		return (struct nothing){ "No leads yet.", "Add the first one, or let another system send them.", NULL, NULL };
	if (p->queue && p->queue->capped)
		return (struct nothing){ "Nothing so far.", text_format(req, "%d leads were looked at. There are more of them.", QUEUE_LOOKS), NULL, NULL };
	if (p->chip_count)
		return (struct nothing){ "No lead matches these filters.", "Take one away above, or clear them all.", NULL, NULL };
	if (p->place->filter.after)
		return (struct nothing){ "Nothing more.", "This was the last page.", NULL, NULL };
	switch (p->view) {
	case VIEW_MINE:
		return (struct nothing){ "Nothing of yours waits.", newest, sells ? "/leads?view=unassigned" : NULL, "Look at the unassigned" };
	case VIEW_UNASSIGNED:
		return (struct nothing){ "Every lead has its seller.", newest, sells ? "/leads?view=mine" : NULL, "Look at yours" };
	case VIEW_SOON:
		return (struct nothing){ "No clock runs out today.", newest, "/leads?view=open", "Look at all open ones" };
	case VIEW_MARKETING:
	case VIEW_MY_RETURNED:
		return (struct nothing){ "Nothing waits for Marketing.", "What Sales returns or asks about stands here until it is answered.", NULL, NULL };
	}
	return (struct nothing){ "Nothing waits here.", newest, NULL, NULL };
}

static void
none_fill(struct view *view, struct request *req, const struct index_page *p)
{
	const struct nothing n = nothing_of(req, p);
	struct view *none = view_row(view, lead_index_NONE_HERE);

	view_text(none, lead_index_NONE_TITLE, n.title);
	view_text(none, lead_index_NONE_WORDS, n.words);
	if (n.href) {
		view_show(none, lead_index_NONE_LINK);
		view_text(none, lead_index_NONE_HREF, n.href);
		view_text(none, lead_index_NONE_LABEL, n.label);
	}
}

static void
rows_fill(struct view *view, struct request *req, const struct index_page *p)
{
	size_t queued = p->queue ? p->queue->count : 0;
	bool logs = (user_roles(req->user) & SALES) && p->view != VIEW_LEADS;
	const char *place = place_text(view, p->place, true);

	view_show_if(view, lead_index_HAS_QUEUE, queued > 0);
	view_show_if(view, lead_index_HAS_LOGS, logs);
	for (size_t i = 0; i < queued; i++)
		queue_row_fill(view_row(view, lead_index_QUEUE_ROW), req, p, &p->queue->rows[i], place, logs);
	view_show_if(view, lead_index_HAS_LEADS, p->lead_count > 0);
	for (size_t i = 0; i < p->lead_count; i++)
		lead_row_fill(view_row(view, lead_index_LEAD_ROW), req, &p->leads[i]);
	if (!queued && !p->lead_count)
		none_fill(view, req, p);
	if (queued && p->queue->capped)
		view_format(view_row(view, lead_index_CAPPED_NOTE), lead_index_CAPPED_WORDS, "Found among the first %d of this view. There are more of them.", QUEUE_LOOKS);
	if (logs && queued && req->user->shortcuts)
		view_show(view, lead_index_HAS_KEYS);
}

/* Which of the two is the first thing to do here: Sales has another one. */
static void
adding_fill(struct view *part, struct request *req)
{
	bool hands_over = user_roles(req->user) & MARKETING;

	view_show_if(part, lead_index_MAY_HAND_SEVERAL, hands_over);
	view_show_if(part, lead_index_IS_MAIN, !(user_roles(req->user) & SALES));
}

struct view *
lead_index_view(struct request *req, const struct index_page *p)
{
	const char *saved = NULL;
	struct view *view;

	for (size_t i = 0; i < p->saved_count; i++)
		if (p->saved[i].id == p->place->saved_id)
			saved = p->saved[i].name;
	view = page(req, TPL_LEAD_INDEX, text_format(req, "%s – Leads", saved ? saved : view_label(p->view)));
	view_text(view, lead_index_LIST_LINE, p->view == VIEW_LEADS ? "Everybody we know of, newest first."
	    : p->view == VIEW_ALL ? "All that Marketing has handed over, newest first." : p->place->filter.order ? "What waits, in the order you chose. The clocks count working time." : "What is due soonest stands first. The clocks count working time.");
	if (user_roles(req->user) & MEMBER)
		adding_fill(view_row(view, lead_index_MAY_ADD), req);
	else
		view_show(view, lead_index_MAY_LOOK);
	undo_fill(view, &p->undo);
	tabs_fill(view, req, p);
	saved_fill(view, p);
	filters_fill(view, p);
	view_text(view, lead_index_VIEW_LABEL, saved ? saved : view_label(p->view));
	view_text(view, lead_index_ORDER_WORDS, p->view == VIEW_ALL || p->place->filter.order == ORDER_NEWEST ? "newest first"
	    : p->place->filter.order == ORDER_OLDEST ? "longest waiting first" : "most urgent first");
	if (p->view == VIEW_LEADS) {
		view_show(view, lead_index_IS_SEARCH);
		view_text(view, lead_index_FIND_LABEL, user_roles(req->user) & MEMBER ? "Name, company, email or phone" : "Name or company");
		view_text(view, lead_index_FIND_WORDS, p->find ? p->find : "");
	}
	bulk_fill(view, p);
	rows_fill(view, req, p);
	if (p->naming_refused)
		form_errors_fill(view, lead_index_FORM_ERRORS, p->naming);
	else if (p->bulk)
		form_errors_fill(view, lead_index_FORM_ERRORS, p->bulk);
	if (p->view == VIEW_LEADS ? p->lead_count > 0 : p->queue->count > 0)
		view_maybe(view, lead_index_FILE_LINK, lead_index_FILE_HREF, p->view == VIEW_LEADS ? text_format(view, "/leads/leads.csv?find=%s",
		    url_encode(view, p->find ? p->find : "")) : text_format(view, "/leads/handoffs.csv?%s", place_text(view, p->place, false)));
	if (p->more) {
		struct view *more = view_row(view, lead_index_MORE_LINK);

		view_text(more, lead_index_MORE_HREF, p->more);
		view_text(more, lead_index_MORE_LABEL, p->queue && p->queue->capped ? text_format(more, "Look through the next %d", QUEUE_LOOKS) : "More");
	}
	return view;
}
