/* Writing and editing drafts of the agreement. */
#include "sla/pages.h"

#include "auth/session.h"
#include "base/text.h"
#include "sla/pages_agreement_parts.h"
#include "sla/pages_agreement_words.h"
#include "sla/rules_agreement_merge.h"
#include "sla/store_plan.h"

#include <talloc.h>

enum { VERSIONS_MOST = 500 };

/* The newest version that is still argued over; NULL: none. */
static const struct agreement_row *
open_version(struct request *req)
{
	size_t count;
	const struct agreement_row *rows = agreements_all(req->db, req, req->now, VERSIONS_MOST, &count);

	return agreement_open(rows, count);
}

/* What stands below the title of the form. */
static const char *
lead_words(struct request *req, const struct agreement *edited, const struct agreement_row *open, const struct agreement *in_force)
{
	if (open)
		return text_format(req, "Version %lld by %s is still open. Edit that one, unless you mean another beside it.",
		    (long long)open->number, open->author_name);
	if (edited && edited->state == STATE_IN_REVIEW)
		return "It stays in review; whoever has signed signs again.";
	if (edited)
		return text_format(req, "Last edited by %s, %s.", edited->editor_name, moment_words(req, edited->edited_at));
	if (in_force)
		return text_format(req, "Version %lld stays in force until a signatory of each team has signed yours.", (long long)in_force->number);
	return "It is saved as a draft. Both teams discuss it, and a signatory of each team signs it.";
}

/* Whether it is edited on the way to the sheet it is to be signed on. */
static bool
to_charter(struct request *req)
{
	return text_equal(request_query(req, "to"), "charter");
}

/* The form around its words. `edited` NULL: a new version. */
static struct response
form_answer(struct request *req, int status, const struct agreement *edited, struct agreement_typed *t,
    const struct agreement *in_force, const struct clash *clash)
{
	struct agreement_form f = { .edited = edited, .in_force = in_force, .form = t->form, .rows = t->parts, .row_count = t->row_count,
		.focus = t->focus, .began_from = t->agreement.began_from, .all_terms = t->all_terms, .some_hidden = t->some_hidden,
		.notice = t->notice, .missing = t->missing, .to_charter = to_charter(req),
		.may_start = !edited && req->method == GET && !request_query(req, "start"), .clash = clash };
	const struct agreement_row *open = edited ? NULL : open_version(req);

	f.open_number = open ? open->number : 0;
	f.lead = lead_words(req, edited, open, in_force);
	f.revision = req->method == GET || clash ? (edited ? edited->revision : 0) : request_revision(req);
	if (edited)
		f.base = req->method == GET || clash ? agreement_base(req, edited) : request_field(req, "base");
	f.no_calendars = !t->choices->calendar_count;
	f.preview = agreement_typed_preview(req, t);
	return agreement_show_form(req, status, agreement_form_view(req, &f));
}

/* What a new version begins with: the words of another, its promises going on. */
static struct agreement
begun(const struct agreement *from)
{
	struct agreement a = AGREEMENT_BLANK;

	if (!from)
		return a;
	a = *from;
	a.began_from = from->number;
	a.change_note = "";
	a.valid_from = NULL;
	return a;
}

/* The version a query or a field names by its number; NULL: none. */
static const struct agreement *
named(struct request *req, const char *number)
{
	int64_t n;

	return text_integer(number, 1, INT64_MAX, &n) ? agreement_find(req->db, req, n, req->now) : NULL;
}

/* Writes the volume of the plan into the words, where the address asks for it. What that did, for the page; NULL: nothing. */
static const char *
plan_taken(struct request *req, struct agreement *a)
{
	const char *which = request_query(req, "plan");
	const struct plan *plan = which ? plan_find(req->db, req) : NULL;
	struct plan_history history;
	const struct plan_result *result;

	if (!plan)
		return NULL;
	history = plan_history(req->db, req, req->now, req->session->organisation_zone);
	result = plan_reckon(req, plan, &history);
	if (result->problem)
		return NULL;
	if (!plan_fill(req, a, plan, result, text_equal(which, "sources") && plan->source_count))
		return "There is no room for the plan’s promises: remove some first.";
	return text_format(req, "Filled in from the plan: %lld leads a month. Everything else is as it was, and nothing is saved yet.",
	    (long long)result->leads);
}

/* Writes the rates of the organisation's own past into the words, where the address brings them. As plan_taken(). */
static const char *
own_taken(struct request *req, struct agreement *a)
{
	struct own_numbers own = { 0 };
	const struct { const char *name; int64_t *into, most; } all[] = {
		{ "own_volume", &own.volume, 1000000 }, { "own_quality", &own.quality, 100 }, { "own_context", &own.context, 100 },
		{ "own_decision", &own.decision, 30000 }, { "own_decision_percent", &own.decision_percent, 100 },
		{ "own_attempt", &own.attempt, 30000 }, { "own_attempt_percent", &own.attempt_percent, 100 },
	};
	size_t taken;

	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (!text_integer(request_query(req, all[i].name), 1, all[i].most, all[i].into))
			*all[i].into = 0;
	taken = starter_own(a, &own);
	if (!taken)
		return NULL;
	return text_format(req, taken == 1 ? "One promise begins with your own rate: what you keep already. Everything can be changed, and nothing is saved yet."
	    : "%zu promises begin with your own rates: what you keep already. Everything can be changed, and nothing is saved yet.", taken);
}

struct response
agreement_new(struct request *req)
{
	const struct agreement *in_force = agreement_in_force(req->db, req, req->now), *from = named(req, request_query(req, "from"));
	struct agreement_typed *t;
	struct agreement a;
	const char *notice, *start = request_query(req, "start");
	struct term_missing missing = { 0 };

	if (request_query(req, "from") && !from)
		return not_found(req);
	a = begun(from ? from : in_force);
	if (start && !starter_taken(req, start, &a, &missing))
		return not_found(req);
	notice = plan_taken(req, &a);
	if (!notice)
		notice = own_taken(req, &a);
	t = agreement_typed_show(req, &a, in_force != NULL);
	t->notice = notice;
	t->missing = missing;
	return form_answer(req, 200, NULL, t, in_force, NULL);
}

struct response
agreement_make(struct request *req)
{
	const struct agreement *in_force = agreement_in_force(req->db, req, req->now), *from = named(req, request_field(req, "began_from"));
	struct agreement_typed *t;
	bool again;

	t = agreement_typed_read(req, in_force != NULL, &again);
	t->agreement.began_from = from ? from->number : 0;
	if (again)
		return form_answer(req, 200, NULL, t, in_force, NULL);
	agreement_typed_check(req, t, in_force != NULL);
	if (!form_ok(t->form))
		return form_answer(req, 422, NULL, t, in_force, NULL);
	if (agreement_create(req->db, req, &req->actor, &t->agreement) != RESULT_DONE)
		return conflict(req, NULL);
	return agreement_done(req, t->agreement.number, "draft");
}

struct response
agreement_edit_page(struct request *req)
{
	const struct agreement *a = agreement_find(req->db, req, req->number, req->now), *in_force;
	struct agreement filled;
	struct agreement_typed *t;
	const char *notice;

	if (!a)
		return not_found(req);
	if (!version_can(a->state, STEP_EDIT))
		return agreement_moved(req, a->number, STEP_EDIT, RESULT_MOVED, (struct reply){ 0 });
	in_force = agreement_in_force(req->db, req, req->now);
	filled = *a;
	notice = plan_taken(req, &filled);
	t = agreement_typed_show(req, &filled, in_force != NULL);
	t->notice = notice;
	return form_answer(req, 200, a, t, in_force, NULL);
}

/* Whether an edit would change nothing: then it must not clear a signature either. */
static bool
same_edit(const struct agreement *now, const struct agreement *typed)
{
	return agreement_same_words(now, typed) && text_equal(now->change_note, typed->change_note)
	    && text_equal(now->valid_from, typed->valid_from);
}

static const char *
promises_text(const void *ctx, const struct agreement *a)
{
	struct buffer *lines = buffer_new(ctx);

	for (size_t i = 0; i < a->promise_count; i++)
		buffer_format(lines, "%s%s: %s", i ? "\n" : "", party_label(a->promises[i].party), promise_sentence(ctx, &a->promises[i]));
	return buffer_take(ctx, lines);
}

/* Every text of one beside the same of the other. */
static const struct clash_row *
clash_rows(const void *ctx, const struct agreement *theirs, const struct agreement *yours)
{
	size_t facts, count = 0;
	const struct agreement_fact *a = agreement_facts(ctx, theirs, &facts), *b = agreement_facts(ctx, yours, &facts);
	struct clash_row *rows = memory_need(talloc_zero_array(ctx, struct clash_row, facts + 5));

	rows[count++] = (struct clash_row){ "What we agree on", theirs->text, yours->text };
	rows[count++] = (struct clash_row){ "What changes, and why", theirs->change_note, yours->change_note };
	rows[count++] = (struct clash_row){ "Promises", promises_text(ctx, theirs), promises_text(ctx, yours) };
	rows[count++] = (struct clash_row){ "In force from", day_words_of(ctx, theirs->valid_from), day_words_of(ctx, yours->valid_from) };
	for (size_t i = 0; i < facts; i++)
		rows[count++] = (struct clash_row){ a[i].label, a[i].words, b[i].words };
	return rows;
}

/* Somebody saved first: the form again with both people's changes together, and beside each other what both changed. */
static struct response
edit_clash(struct request *req, struct agreement_typed *t, const struct agreement *in_force)
{
	const struct agreement *now = agreement_find(req->db, req, req->number, req->now);
	const struct agreement_merge *merge;
	struct agreement merged, disputed;
	struct clash clash;

	if (!now || !version_can(now->state, STEP_EDIT))
		return agreement_moved(req, req->number, STEP_EDIT, RESULT_MOVED, (struct reply){ 0 });
	merge = agreement_merge(req, request_field(req, "base"), &t->agreement, now);
	merged = merge->merged;
	disputed = merge->disputed;
	agreement_name(problems_new(req), &merged, t->choices);
	agreement_name(problems_new(req), &disputed, t->choices);
	clash = (struct clash){ now->editor_name, now->edited_at, clash_rows(req, now, &disputed), clash_labels(req, clash_rows(req, &merged, &t->agreement)) };
	return form_answer(req, 409, now, agreement_typed_show(req, &merged, in_force != NULL), in_force, &clash);
}

static struct response
edit_done(struct request *req, int64_t number, const char *done)
{
	return to_charter(req) ? redirect(req, "/charter?done=%s#agreement-%lld", done, (long long)number) : agreement_done(req, number, done);
}

struct response
agreement_save(struct request *req)
{
	const struct agreement *a = agreement_find(req->db, req, req->number, req->now), *in_force;
	struct agreement_typed *t;
	enum act_result result;
	bool again;

	if (!a)
		return not_found(req);
	if (!version_can(a->state, STEP_EDIT))
		return agreement_moved(req, a->number, STEP_EDIT, RESULT_MOVED, (struct reply){ 0 });
	in_force = agreement_in_force(req->db, req, req->now);
	t = agreement_typed_read(req, in_force != NULL, &again);
	if (again)
		return form_answer(req, 200, a, t, in_force, NULL);
	agreement_typed_check(req, t, in_force != NULL);
	if (!form_ok(t->form))
		return form_answer(req, 422, a, t, in_force, NULL);
	if (same_edit(a, &t->agreement))
		return edit_done(req, a->number, "same");
	t->agreement.id = a->id;
	t->agreement.revision = request_revision(req);
	result = agreement_edit(req->db, req, &req->actor, &t->agreement);
	if (result == RESULT_STALE)
		return edit_clash(req, t, in_force);
	if (result != RESULT_DONE)
		return agreement_moved(req, a->number, STEP_EDIT, result, (struct reply){ 0 });
	return edit_done(req, a->number, "saved");
}
