/* The forms that are made of a definition: handing over, handing over again, the second gate. */
#include "leads/pages.h"

#include "auth/session.h"
#include "base/days.h"
#include "base/text.h"
#include "leads/pages_parts.h"
#include "leads/rules_bound.h"

#include <string.h>

enum { DRAFT_MOST = 65535 };	/* bytes of a form that is kept, as it is sent */

/* What a submission says besides its answers; `text` of the forms that are no submission. */
struct typed {
	const char *words, *how, *situation, *next, *text;
};

static const struct field submission_fields[] = {
	{ .name = "words", .label = "What did the person ask for?", .kind = FIELD_AREA, .at = handoff_form_WORDS_FIELD, .into = offsetof(struct typed, words),
	    .hint = "Their own words help most.", .rows = 4, .optional = true, .most = WORDS_MOST },
	{ .name = "how_entered", .label = "How the lead came", .kind = FIELD_TEXT, .at = handoff_form_HOW_FIELD, .into = offsetof(struct typed, how), .optional = true,
	    .most = HOW_ENTERED_MOST },
	{ .name = "situation", .label = "Situation", .kind = FIELD_AREA, .at = handoff_form_SITUATION_FIELD, .into = offsetof(struct typed, situation), .optional = true,
	    .rows = 2, .most = SITUATION_MOST },
	{ .name = "next_step", .label = "Next step", .kind = FIELD_TEXT, .at = handoff_form_NEXT_FIELD, .into = offsetof(struct typed, next), .optional = true,
	    .most = NEXT_STEP_MOST },
	{ 0 }
};

static const struct field again_fields[] = {
	{ .name = "text", .label = "What is new?", .kind = FIELD_AREA, .at = handoff_form_TEXT_FIELD, .into = offsetof(struct typed, text), .rows = 3,
	    .optional = true, .hint = "Sales reads this first." },
	{ 0 }
};

static const struct field sql_fields[] = { { 0 } };

/* The gate, the lead, and what the lead's fields answer already. */
struct gate {
	const struct term *term;
	const struct version *version;
	struct lead *lead;
	struct answer *known;
	size_t known_count;
	const char *told;		/* that some answers are filled in, and from where; NULL: none is */
};

static bool
gate_read(struct request *req, struct gate *g)
{
	g->version = handoff_gate(req->db, req, req->now, &g->term);
	if (!g->version)
		return false;
	g->known = answers_bound(req, g->version, g->term->bindings, g->lead, &g->known_count);
	return true;
}

static struct response
no_gate(struct request *req)
{
	return conflict(req, "No definition of a lead that may be handed over is in force. Agree on one in the glossary first; then this form is made of it.");
}

/* `revision`: of the draft that the form was made of; 0: there was none. */
static struct response
form_answer(struct request *req, int status, const struct gate *g, const struct form *form, const struct answers_typed *answers, const char *moved,
    int64_t revision)
{
	const struct lead *lead = g->lead;
	const char *title = lead_title(req, lead->id, lead->name, lead->company);
	struct handoff_form f = { .title = text_format(req, "Hand over %s", title), .lead_words = "Sales sees this first. It asks what both teams agreed:",
		.action = text_format(req, "/leads/%lld/handoffs", (long long)lead->id), .save = "Hand over to Sales",
		.cancel = text_format(req, "/leads/%lld", (long long)lead->id), .crumb = title, .lead_id = lead->id, .term = g->term, .version = g->version,
		.answers = &answers->form, .form = form, .counts = true, .told = g->told, .moved = moved, .keeps = true, .revision = revision };

	return show_form(req, status, handoff_form_view(req, &f));
}

const struct params *
draft_read(struct request *req, const struct handoff_draft *draft)
{
	const char *problem;

	return params_urlencoded(req, draft->content, strlen(draft->content), NULL, &problem);
}

struct response
handoff_new(struct request *req)
{
	struct gate g = { .lead = lead_named(req) };
	struct typed blank = { .words = "" };
	const struct params *fields, *body = req->body;
	const struct handoff_draft *draft;
	const char *moved = NULL;
	struct answers_told told;
	struct form *form;
	int64_t open;

	if (!g.lead)
		return not_found(req);
	open = handoff_open_of(req->db, g.lead->id);
	if (open)
		return redirect(req, "/handoffs/%lld", (long long)open);
	if (!gate_read(req, &g))
		return no_gate(req);
	draft = handoff_draft_find(req->db, req, req->user->id, g.lead->id);
	fields = draft ? draft_read(req, draft) : NULL;
	if (fields) {
		struct response answer;

		if (draft->term_version_id != g.version->id)
			moved = "The definition has changed since you kept this draft. Your words are kept; answer what is asked now.";
		req->body = fields;
		form = form_read(req, submission_fields, &blank);
		answer = form_answer(req, 200, &g, form, answers_read(form, g.version, g.known, g.known_count), moved, draft->revision);
		req->body = body;
		return answer;
	}
	form = form_show(req, submission_fields, &blank);
	told = answers_told(req, g.version, g.term->bindings, g.lead->id, g.known, g.known_count, false);
	g.told = told.words;
	return form_answer(req, 200, &g, form, answers_show(form, g.version, told.list, told.count, g.known, g.known_count), NULL, 0);
}

/* What was typed, without what belongs to the form itself. */
static const char *
content_of(struct request *req)
{
	static const char *const own[] = { "csrf", "key", "step", "version", "revision", NULL };
	struct params *kept = params_new(req);

	for (size_t i = 0; i < req->body->count; i++)
		if (!text_in(req->body->items[i].name, own))
			params_add(kept, req->body->items[i].name, req->body->items[i].value);
	return params_encode(req, kept);
}

/* The definition that the form was made of, where another is in force now; NULL: it is the same. */
const char *
moved_words(struct request *req, const struct term *term, const struct version *version, const char *then)
{
	const char *field = request_field(req, "version");
	int64_t id = 0;

	if (!field || !text_integer(field, 1, INT64_MAX, &id) || id == version->id)
		return NULL;
	return text_format(req, "The definition changed while you were writing: %s is at version %lld now. Your words are kept. Look at what is asked"
	    " now, then %s.", term->name, (long long)version->number, then);
}

static struct response
taken(struct request *req, int64_t id)
{
	const struct handoff_event *last = handoff_last(req->db, req, id);

	return conflict(req, text_format(req, "This lead has been handed over already%s%s. Open it to see how it stands.", last ? ": last, " : "",
	    last ? text_format(req, "%s %s", last->person_name ? last->person_name : "Concord", move_done(last->move)) : ""));
}

/* Keeps what was typed. Where another tab has kept something since, nothing of either is lost: both are there to read. */
static struct response
draft_kept(struct request *req, const struct gate *g, struct form *form, const struct answers_typed *answers)
{
	const char *content = content_of(req);
	const struct handoff_draft *other;

	if (strlen(content) > DRAFT_MOST) {
		form_reject(form, NULL, "This is too long to be kept as a draft, so nothing was kept. Hand it over, or make its texts shorter.");
		return form_answer(req, 422, g, form, answers, NULL, request_revision(req));
	}
	if (handoff_draft_save(req->db, &req->actor, g->lead->id, g->version->id, content, request_revision(req)) == RESULT_DONE)
		return redirect(req, "/leads/%lld", (long long)g->lead->id);
	other = handoff_draft_find(req->db, req, req->user->id, g->lead->id);
	return form_answer(req, 409, g, form, answers, other ? text_format(req, "You kept this draft in another window, %s. What you typed here is below and"
	    " not kept yet. Open the form once more to read the other; keep this one again, and it takes its place.", instant_short(req, other->saved_at,
	    req->user->time_zone)) : "The draft was handed over or dropped in another window. What you typed here is below and not kept yet.",
	    other ? other->revision : 0);
}

struct response
handoff_made(struct request *req)
{
	struct gate g = { .lead = lead_named(req) };
	struct typed typed = { .words = "" };
	struct problems *problems = problems_new(req);
	const char *step = request_field(req, "step"), *moved;
	struct answers_typed *answers;
	struct submission s;
	struct form *form;
	int64_t id = 0;
	enum act_result result;

	if (!g.lead)
		return not_found(req);
	if (!gate_read(req, &g))
		return no_gate(req);
	form = form_read(req, submission_fields, &typed);
	answers = answers_read(form, g.version, g.known, g.known_count);
	if (step && text_equal(step, "keep") && !req->hold)
		return draft_kept(req, &g, form, answers);
	moved = moved_words(req, g.term, g.version, "hand over");
	if (moved)
		return form_answer(req, 409, &g, form, answers, moved, request_revision(req));
	s = (struct submission){ g.lead->id, g.version->id, answers->answers, answers->count, typed.words, typed.how, typed.situation, typed.next };
	submission_problems(problems, g.version, &s);
	answers_reject(form, problems);
	if (!form_ok(form))
		return form_answer(req, 422, &g, form, answers, NULL, request_revision(req));
	result = handoff_submit(req->db, req, &req->actor, &s, req->session->organisation_zone, &id);
	if (result == RESULT_TAKEN)
		return taken(req, id);
	if (result == RESULT_DONE)
		return redirect(req, "/handoffs/%lld", (long long)id);
	return result == RESULT_GONE ? not_found(req) : no_gate(req);
}

/* A form about a handoff that exists: its answers again, or those of the second gate. */
static struct response
again_answer(struct request *req, int status, const struct handoff *h, const struct handoff_form *base, const struct form *form, const struct answers_typed *answers)
{
	struct handoff_form f = *base;

	f.crumb = lead_title(req, h->lead_id, h->lead_name, h->lead_company);
	f.lead_id = h->lead_id;
	f.cancel = text_format(req, "/handoffs/%lld", (long long)h->id);
	f.version = answers->form.version;
	f.answers = &answers->form;
	f.form = form;
	f.revision = req->method == GET ? h->revision : request_revision(req);
	return show_form(req, status, handoff_form_view(req, &f));
}

static struct handoff_form
again_form(struct request *req, const struct handoff *h)
{
	const char *slug = h->term_slug;

	return (struct handoff_form){ .title = "Hand it over again", .lead_words = "Say what is new, and put right what Sales found. It is judged by",
	    .action = text_format(req, "/handoffs/%lld/answer", (long long)h->id), .save = "Hand over again", .act = "resubmit", .counts = true,
	    .term = term_find(req->db, req, slug) };
}

struct response
handoff_answer_form(struct request *req)
{
	const struct handoff *h = handoff_find(req->db, req, req->id);
	struct handoff_form f;
	struct typed blank = { .text = "" };
	struct answer *before;
	const struct version *version;
	struct form *form;
	size_t count;

	if (!h)
		return not_found(req);
	if (!handoff_can(h, MOVE_RESUBMIT, req->now))
		return act_conflict(req, h->id, MOVE_RESUBMIT, RESULT_MOVED, NULL);
	f = again_form(req, h);
	version = handoff_version(req->db, req, h, req->now);
	before = handoff_answers(req->db, req, h->id, h->round, false, &count);
	form = form_show(req, again_fields, &blank);
	return again_answer(req, 200, h, &f, form, answers_show(form, version, before, count, NULL, 0));
}

/* Only the answers that are not what they were: what is new. */
static size_t
changed(struct answer *answers, size_t count, const struct answer *before, size_t before_count)
{
	size_t kept = 0;

	for (size_t i = 0; i < count; i++) {
		const struct answer *old = answer_of(before, before_count, answers[i].code);

		if (!old || !text_equal(old->value, answers[i].value) || !text_equal(old->evidence, answers[i].evidence))
			answers[kept++] = answers[i];
	}
	return kept;
}

struct response
handoff_resubmission(struct request *req)
{
	const struct handoff *h = handoff_find(req->db, req, req->id);
	struct handoff_input in = HANDOFF_INPUT_BLANK;
	struct problems *problems = problems_new(req);
	struct typed typed = { .text = "" };
	struct answers_typed *answers;
	struct answer *before;
	struct handoff_form f;
	struct form *form;
	size_t count;
	enum act_result result;

	if (!h)
		return not_found(req);
	if (!handoff_can(h, MOVE_RESUBMIT, req->now))
		return act_conflict(req, h->id, MOVE_RESUBMIT, RESULT_MOVED, NULL);
	f = again_form(req, h);
	form = form_read(req, again_fields, &typed);
	answers = answers_read(form, handoff_version(req->db, req, h, req->now), NULL, 0);
	before = handoff_answers(req->db, req, h->id, h->round, false, &count);
	in.move = MOVE_RESUBMIT;
	in.seen = request_revision(req);
	in.text = typed.text;
	in.answers = answers->answers;
	in.answer_count = changed(answers->answers, answers->count, before, count);
	handoff_complete(req->db, req, &req->actor, h, &in, req->session->organisation_zone);
	handoff_problems(problems, h, &in, req->now);
	answers_reject(form, problems);
	if (!form_ok(form))
		return again_answer(req, 422, h, &f, form, answers);
	result = handoff_act(req->db, req, &req->actor, h->id, &in, req->session->organisation_zone);
	return result == RESULT_DONE ? redirect(req, "/handoffs/%lld", (long long)h->id) : act_conflict(req, h->id, MOVE_RESUBMIT, result, NULL);
}

/* The second gate, as far as it is in force. */
static const struct version *
second_gate(struct request *req, const struct handoff *h, struct handoff_form *f)
{
	const struct term *term = NULL;
	const struct version *version = sql_gate(req->db, req, req->now, &term);

	*f = (struct handoff_form){ .title = "The second gate", .lead_words = "What both teams agreed for", .save = "Save the answers",
	    .action = text_format(req, "/handoffs/%lld/sql", (long long)h->id), .term = term };
	return version;
}

static struct response
no_second_gate(struct request *req)
{
	return conflict(req, "No definition of a sales-qualified lead is in force. Agree on one in the glossary first; then this form is made of it.");
}

struct response
handoff_sql_form(struct request *req)
{
	const struct handoff *h = handoff_find(req->db, req, req->id);
	struct typed blank = { .text = "" };
	struct handoff_form f;
	const struct version *version;
	struct answer *before;
	struct form *form;
	size_t count;

	if (!h)
		return not_found(req);
	if (!handoff_can(h, MOVE_SQL, req->now))
		return act_conflict(req, h->id, MOVE_SQL, RESULT_MOVED, NULL);
	version = second_gate(req, h, &f);
	if (!version)
		return no_second_gate(req);
	before = handoff_answers(req->db, req, h->id, h->round, true, &count);
	form = form_show(req, sql_fields, &blank);
	return again_answer(req, 200, h, &f, form, answers_show(form, version, before, count, NULL, 0));
}

struct response
handoff_sql(struct request *req)
{
	const struct handoff *h = handoff_find(req->db, req, req->id);
	struct handoff_input in = HANDOFF_INPUT_BLANK;
	struct problems *problems = problems_new(req);
	struct typed typed = { .text = "" };
	struct answers_typed *answers;
	struct handoff_form f;
	const struct version *version;
	struct form *form;
	enum act_result result;

	if (!h)
		return not_found(req);
	if (!handoff_can(h, MOVE_SQL, req->now))
		return act_conflict(req, h->id, MOVE_SQL, RESULT_MOVED, NULL);
	version = second_gate(req, h, &f);
	if (!version)
		return no_second_gate(req);
	form = form_read(req, sql_fields, &typed);
	answers = answers_read(form, version, NULL, 0);
	f.moved = moved_words(req, f.term, version, "save");
	if (f.moved)
		return again_answer(req, 409, h, &f, form, answers);
	in.move = MOVE_SQL;
	in.seen = request_revision(req);
	in.answers = answers->answers;
	in.answer_count = answers->count;
	handoff_complete(req->db, req, &req->actor, h, &in, req->session->organisation_zone);
	handoff_problems(problems, h, &in, req->now);
	answers_reject(form, problems);
	if (!form_ok(form))
		return again_answer(req, 422, h, &f, form, answers);
	result = handoff_act(req->db, req, &req->actor, h->id, &in, req->session->organisation_zone);
	return result == RESULT_DONE ? redirect(req, "/handoffs/%lld", (long long)h->id) : act_conflict(req, h->id, MOVE_SQL, result, NULL);
}
