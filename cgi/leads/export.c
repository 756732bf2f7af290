/* Writes lists as CSV, page by page of the same lists that pages and API show. */
#include "leads/export.h"

#include "auth/audit.h"
#include "auth/session.h"
#include "base/csv.h"
#include "base/days.h"
#include "base/text.h"
#include "leads/rules_import.h"
#include "leads/store_deal.h"
#include "leads/store_export.h"
#include "sla/store.h"

#include <inttypes.h>
#include <string.h>
#include <talloc.h>

enum { ROWS_A_PART = 500 };

/* A file on its way. */
struct export {
	bool guard, bom, begun;
	bool names;			/* of who has it, or of whose promise it is */
	struct queue_filter queue;
	struct lead_filter leads;
	struct deal_filter deals;
	struct queue_behind behind;
	struct timer_list clocks;
	const int *statuses;		/* of clocks that are left to list; -1 ends them */
};

static struct export *
export_new(struct request *req)
{
	const char *guard = request_query(req, "guard"), *bom = request_query(req, "bom");
	struct export *e = memory_need(talloc_zero(req, struct export));

	e->guard = !text_equal(guard, "no");
	e->bom = text_equal(bom, "yes");
	return e;
}

static struct response
sent(struct request *req, const char *act, const char *what, const char *file_name, answer_part *part, struct export *e)
{
	audit_add(req->db, &req->actor, act, NULL, 0, what);
	return download_parts(req, "text/csv; charset=utf-8; header=present", file_name, part, e);
}

static void
row_add(struct buffer *out, struct export *e, const char *const cells[], size_t count)
{
	const char **all = memory_need(talloc_zero_array(out, const char *, count + 1));

	if (e->bom && !e->begun)
		buffer_text(out, "\xEF\xBB\xBF");
	for (size_t i = 0; i < count; i++)
		all[i] = cells[i];
	all[count] = e->begun ? "no" : IMPORT_GUARD_HEADER;	/* so that nothing is taken off when it comes back */
	e->begun = true;
	if (e->guard)
		csv_add_row(out, all, count);
	else
		csv_add_row_plain(out, all, count + 1);
}

#define CELLS(out, e, cells) row_add(out, e, cells, sizeof(cells) / sizeof *(cells))

static const char *
number(const void *ctx, int64_t n)
{
	return n ? text_format(ctx, "%" PRId64, n) : "";
}

static const char *
instant(const void *ctx, int64_t at)
{
	return at ? instant_print(ctx, at) : "";
}

static bool
masked(const struct request *req)
{
	return leads_may_write(req->user) != NULL;
}

static const char *
email_shown(const struct request *req, const void *ctx, const char *email)
{
	return masked(req) ? email_masked(ctx, email) : email;
}

static const char *
phone_shown(const struct request *req, const void *ctx, const char *phone)
{
	return masked(req) ? phone_masked(ctx, phone) : phone;
}

static const int64_t *
ids_of(const void *ctx, const void *rows, size_t size, size_t into, size_t count)
{
	int64_t *ids = memory_need(talloc_array(ctx, int64_t, count + 1));

	for (size_t i = 0; i < count; i++)
		memcpy(&ids[i], (const char *)rows + i * size + into, sizeof *ids);
	return ids;
}

/* What other systems call the leads of some rows: a lead may stand in several. */
#define LEAD_REFS(req, out, rows, count, type, member) \
	leads_refs((req)->db, out, ids_of(out, rows, sizeof(type), offsetof(type, member), count), count)

static void
queue_rows(struct request *req, struct buffer *out, struct export *e, const struct queue_page *page)
{
	const char **refs = LEAD_REFS(req, out, page->rows, page->count, struct queue_row, lead_id);

	for (size_t i = 0; i < page->count; i++) {
		const struct queue_row *q = &page->rows[i];
		bool missed = clock_look(&q->clock) == CLOCK_LATE && req->user->team != q->turn;
		const char *const cells[] = { number(out, q->id), number(out, q->lead_id), refs[i], q->lead_name, q->lead_company,
			email_shown(req, out, q->lead_email), phone_shown(req, out, q->lead_phone), q->source, handoff_state_names[q->state], number(out, q->round),
			q->turn < 0 ? "" : team_names[q->turn], instant(out, q->submitted_at), q->due_timer_id ? promise_kind_names[q->due_kind] : "",
			instant(out, q->clock.deadline), number(out, q->attempts), number(out, q->attempts_wanted), q->words,
			missed && q->turn == TEAM_MARKETING ? "" : q->author_name, missed && q->turn == TEAM_SALES ? "" : q->owner_name };

		row_add(out, e, cells, sizeof cells / sizeof *cells - (e->names ? 0 : 2));
	}
}

static const char *const queue_heads[] = { "handoff_id", "lead_id", "external_refs", "person", "company", "email", "phone", "source", "state", "round", "turn",
	"submitted_at", "due", "deadline", "attempts", "attempts_wanted", "words", "author", "owner" };

static bool
queue_part(struct request *req, struct buffer *out, void *state)
{
	struct export *e = state;
	const struct queue_page *page;

	if (!e->begun)
		CELLS(out, e, queue_heads);
	page = queue_list(req->db, out, &e->queue, req->now, req->session->organisation_zone);
	queue_rows(req, out, e, page);
	e->queue.after = page->next;
	return page->next != 0;
}

struct response
export_queue(struct request *req, const struct queue_filter *filter)
{
	struct export *e = export_new(req);

	e->queue = *filter;
	e->queue.person_id = req->user->id;
	e->queue.limit = ROWS_A_PART;
	e->queue.by_others = !(user_roles(req->user) & SALES);
	e->names = true;
	return sent(req, "handoff.export", queue_view_names[filter->view], "handoffs.csv", queue_part, e);
}

static bool
leads_part(struct request *req, struct buffer *out, void *state)
{
	static const char *const heads[] = { "lead_id", "external_refs", "person", "company", "job", "email", "phone", "origin", "source", "owner_marketing",
		"owner_sales", "handoff_id", "state", "created_at", "stage", "campaign", "theme", "persona", "website", "converted_at",
		"revision" };
	struct export *e = state;
	size_t count;
	const struct lead_row *rows = leads_list(req->db, out, &e->leads, &count);
	const struct lead_more **more;
	const char **refs;

	if (!e->begun)
		CELLS(out, e, heads);
	refs = LEAD_REFS(req, out, rows, count, struct lead_row, id);
	more = leads_more(req->db, out, ids_of(out, rows, sizeof *rows, offsetof(struct lead_row, id), count), count);
	for (size_t i = 0; i < count; i++) {
		const struct lead_row *l = &rows[i];
		const char *const cells[] = { number(out, l->id), refs[i], l->name, l->company, l->job, email_shown(req, out, l->email), phone_shown(req, out, l->phone),
			origin_names[l->origin], more[i]->source, l->owner_marketing_name, l->owner_sales_name, number(out, l->handoff_id),
			l->handoff_id ? handoff_state_names[l->handoff_state] : "", instant(out, l->created_at),
			more[i]->stage, more[i]->campaign, more[i]->theme, more[i]->persona, more[i]->website, instant(out, more[i]->converted_at),
			number(out, more[i]->revision) };

		CELLS(out, e, cells);
	}
	if (count < ROWS_A_PART)
		return false;
	e->leads.after = text_copy(e, leads_cursor(out, &e->leads, &rows[count - 1]));
	return true;
}

struct response
export_leads(struct request *req)
{
	struct export *e = export_new(req);
	const char *find = request_query(req, req->api ? "q" : "find");

	e->leads = (struct lead_filter){ .text = find, .limit = ROWS_A_PART, .by_name = masked(req) };
	return sent(req, "lead.export", text_blank(find) ? "all" : "found", "leads.csv", leads_part, e);
}

static bool
deals_part(struct request *req, struct buffer *out, void *state)
{
	static const char *const heads[] = { "deal_id", "external_refs", "name", "state", "account", "lead_ids", "lead_external_refs", "owner", "stage",
		"amount_minor", "currency", "opened_at", "won_at", "lost_at", "created_at" };
	struct export *e = state;
	size_t count;
	const struct deal_row *rows = deals_list(req->db, out, &e->deals, &count);
	const int64_t *ids = ids_of(out, rows, sizeof *rows, offsetof(struct deal_row, id), count), *made = deals_made(req->db, out, ids, count);
	const char **refs = deals_refs(req->db, out, ids, count), **leads = deals_leads(req->db, out, ids, count),
	    **lead_refs = deals_lead_refs(req->db, out, ids, count);

	if (!e->begun)
		CELLS(out, e, heads);
	for (size_t i = 0; i < count; i++) {
		const struct deal_row *d = &rows[i];
		const char *const cells[] = { number(out, d->id), refs[i], d->name, deal_state_names[d->state], d->account_name, leads[i], lead_refs[i], d->owner_name,
			d->stage_name, d->currency ? text_format(out, "%" PRId64, d->amount_minor) : "", d->currency, instant(out, d->opened_at), instant(out, d->won_at),
			instant(out, d->lost_at), instant(out, made[i]) };

		CELLS(out, e, cells);
	}
	if (count)
		e->deals.before_id = rows[count - 1].id;
	return count == ROWS_A_PART;
}

struct response
export_deals(struct request *req)
{
	const char *show = request_query(req, req->api ? "state" : "show"), *owner = request_query(req, "owner");
	struct export *e = export_new(req);

	e->deals = (struct deal_filter){ .state = req->api ? GLOSSARY_NONE : DEAL_IS_OPEN, .limit = ROWS_A_PART };
	for (int i = DEAL_IS_OPEN; show && i <= DEAL_IS_LOST; i++)
		if (text_equal(show, deal_state_names[i]))
			e->deals.state = i;
	if (text_equal(show, "all"))
		e->deals.state = GLOSSARY_NONE;
	if (text_equal(owner, "me"))
		e->deals.owner_id = req->user->id;
	else
		text_integer(owner, 1, INT64_MAX, &e->deals.owner_id);
	return sent(req, "deal.export", e->deals.state < 0 ? "all" : deal_state_names[e->deals.state], "deals.csv", deals_part, e);
}

static bool
behind_part(struct request *req, struct buffer *out, void *state)
{
	struct export *e = state;
	const struct queue_page *page = queue_behind(req->db, out, &e->behind, req->now, req->session->organisation_zone);

	if (!e->begun)
		row_add(out, e, queue_heads, sizeof queue_heads / sizeof *queue_heads - (e->names ? 0 : 2));
	queue_rows(req, out, e, page);
	e->behind.after = page->next;
	return page->next != 0;
}

static const struct handed *
handed_of(const struct handed *list, size_t count, int64_t id)
{
	static const struct handed nobody = { 0, 0, "", "", "" };

	for (size_t i = 0; i < count; i++)
		if (list[i].id == id)
			return &list[i];
	return &nobody;
}

static void
clock_rows(struct request *req, struct buffer *out, struct export *e, const struct clock *clocks, size_t count)
{
	size_t found;
	const struct handed *handed = handoffs_handed(req->db, out, ids_of(out, clocks, sizeof *clocks, offsetof(struct clock, subject_id), count), count, &found);
	const char **refs = LEAD_REFS(req, out, handed, found, struct handed, lead_id);

	for (size_t i = 0; i < count; i++) {
		const struct clock *t = &clocks[i];
		const struct handed *h = handed_of(handed, found, t->subject_id);
		const char *const cells[] = { number(out, t->id), number(out, t->subject_id), number(out, h->lead_id), h->id ? refs[h - handed] : "", h->name, h->company,
			h->source, timer_state_names[t->status], instant(out, t->started_at), instant(out, t->deadline), instant(out, t->ended_at), instant(out, t->late_at),
			t->person_name };

		row_add(out, e, cells, sizeof cells / sizeof *cells - (e->names ? 0 : 1));
	}
}

static bool
clocks_part(struct request *req, struct buffer *out, void *state)
{
	static const char *const heads[] = { "clock_id", "handoff_id", "lead_id", "external_refs", "person", "company", "source", "state", "started_at", "deadline",
		"ended_at", "done_late_at", "owner" };
	struct export *e = state;
	const struct clock *clocks;
	size_t count;

	if (!e->begun)
		row_add(out, e, heads, sizeof heads / sizeof *heads - (e->names ? 0 : 1));
	e->clocks.status = *e->statuses;
	clocks = timers_behind(req->db, out, &e->clocks, req->now, &count);
	clock_rows(req, out, e, clocks, count);
	if (count == ROWS_A_PART) {
		e->clocks.after_deadline = clocks[count - 1].deadline;
		e->clocks.after_id = clocks[count - 1].id;
		return true;
	}
	e->clocks.after_deadline = e->clocks.after_id = 0;
	return *++e->statuses >= 0;
}

struct response
export_behind(struct request *req)
{
	static const int statuses[] = { TIMER_MET, TIMER_MISSED, TIMER_RUNNING, -1 };
	const struct promise *promise = promise_find(req->db, req, req->id);
	const char *typed = request_query(req, "month"), *counted = request_query(req, "counted"), *zone = req->session->organisation_zone;
	struct day month = day_month_start(day_of(req->now, zone));
	struct export *e = export_new(req);

	if (!promise || promise->kind == PROMISE_MEETING || (typed && (strlen(typed) != 7 || !day_parse(text_format(req, "%s-01", typed), &month))))
		return not_found(req);
	e->names = promise->party == PARTY_BOTH ? req->user->team != TEAM_OBSERVER : (int)req->user->team == promise->party;
	e->behind = (struct queue_behind){ .promise_id = promise->id, .month = text_copy_bytes(req, day_print(req, month), 7), .limit = ROWS_A_PART,
		.counted = text_equal(counted, "yes") ? 1 : text_equal(counted, "no") ? 0 : GLOSSARY_NONE };
	e->clocks = (struct timer_list){ .line_id = promise->line_id ? promise->line_id : promise->id, .from = start_of_day(month, zone), .to = start_of_day(day_add_months(month, 1), zone),
		.limit = ROWS_A_PART };
	e->statuses = statuses;
	return sent(req, "handoff.export", text_format(req, "promise %" PRId64 " %s", promise->id, e->behind.month), "behind.csv",
	    promise->kind == PROMISE_VOLUME || promise->kind == PROMISE_QUALITY || promise->kind == PROMISE_CONTEXT || promise->kind == PROMISE_FEEDBACK
	    ? behind_part : clocks_part, e);
}
