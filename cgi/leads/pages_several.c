/* Several leads handed over from one table: a row for each, with the musts as its columns. */
#include "leads/pages.h"

#include "auth/session.h"
#include "base/days.h"
#include "base/text.h"
#include "leads/pages_parts.h"
#include "leads/rules_bound.h"

#include <stdlib.h>
#include <talloc.h>

enum { LEADS_MOST = 20 };

/* What stands in a row besides the answers. */
struct typed {
	bool picked;
	const char *words;
};

/* The gate, which is the same for every row. */
struct gate {
	const struct term *term;
	const struct version *version;
};

static const struct field no_fields[] = { { 0 } };

static const struct field *
row_fields(const void *ctx, const char *cell, const char *title)
{
	const struct field fields[] = {
		{ .name = text_format(ctx, "%sgo", cell), .label = title, .kind = FIELD_TICK, .at = handoff_several_PICK_FIELD,
		    .into = offsetof(struct typed, picked) },
		{ .name = text_format(ctx, "%swords", cell), .label = "What they asked for", .kind = FIELD_AREA, .at = handoff_several_WORDS_FIELD,
		    .into = offsetof(struct typed, words), .rows = 2, .optional = true, .most = WORDS_MOST },
		{ 0 }
	};

	return memory_need(talloc_memdup(ctx, fields, sizeof fields));
}

/* One row: as it is first shown, or (`read`) as it came. What is known without asking is the lead's own. */
static struct several_row
row_of(struct request *req, struct form *form, const struct gate *g, struct lead *lead, bool read)
{
	const char *cell = text_format(req, "lead_%lld_", (long long)lead->id), *title = lead_title(req, lead->id, lead->name, lead->company);
	struct typed *typed = memory_need(talloc_zero(req, struct typed));
	const struct field *fields = row_fields(req, cell, title);
	struct several_row row = { .lead = lead, .cell = cell, .title = title };
	struct answers_told told = { 0 };
	struct answers_typed *answers;
	struct answer *known;
	size_t known_count;

	known = answers_bound(req, g->version, g->term->bindings, lead, &known_count);
	typed->words = "";
	row.form = read ? form_part_read(form, fields, typed) : form_part_show(form, fields, typed);
	if (!read)
		told = answers_told(req, g->version, g->term->bindings, lead->id, known, known_count, true);
	answers = read ? answers_row_read(form, cell, g->version, known, known_count)
	    : answers_row_show(form, cell, g->version, told.list, told.count, known, known_count);
	row.kept = told.words;
	row.picked = typed->picked;
	row.answers = &answers->form;
	row.submission = (struct submission){ .lead_id = lead->id, .version_id = g->version->id, .answers = answers->answers, .answer_count = answers->count,
	    .words = typed->words };
	return row;
}

/* A row as its draft was kept, whose fields are called as those of the form of one lead. */
static struct several_row
row_of_draft(struct request *req, struct form *form, const struct gate *g, struct lead *lead, const struct handoff_draft *draft)
{
	const struct params *body = req->body, *kept = draft_read(req, draft);
	struct params *fields = params_new(req);
	struct several_row row;

	for (size_t i = 0; kept && i < kept->count; i++)
		params_add(fields, text_format(req, "lead_%lld_%s", (long long)lead->id, kept->items[i].name), kept->items[i].value);
	req->body = fields;
	row = row_of(req, form, g, lead, true);
	req->body = body;
	row.kept = text_format(req, "Your draft, kept %s", instant_short(req, draft->saved_at, req->user->time_zone));
	return row;
}

/* What the draft of a lead says that the table does not ask: it is handed over with the rest. */
static void
draft_add(struct request *req, const struct gate *g, struct several_row *row)
{
	const struct handoff_draft *draft = handoff_draft_find(req->db, req, req->user->id, row->lead->id);
	const struct params *body = req->body, *kept = draft ? draft_read(req, draft) : NULL;
	struct submission *s = &row->submission;
	const struct answers_typed *all;

	if (!kept || draft->term_version_id != g->version->id)
		return;
	req->body = kept;
	all = answers_read(form_read(req, no_fields, NULL), g->version, NULL, 0);
	s->how_entered = request_field(req, "how_entered");
	s->situation = request_field(req, "situation");
	s->next_step = request_field(req, "next_step");
	req->body = body;
	s->answers = memory_need(talloc_memdup(req, s->answers, (g->version->criteria_count + 1) * sizeof *s->answers));
	for (size_t i = 0; i < all->count; i++) {
		const struct criterion *c = criterion_of(g->version, all->answers[i].code);

		if (c && c->level != LEVEL_MUST && !answer_of(s->answers, s->answer_count, c->code))
			s->answers[s->answer_count++] = all->answers[i];
	}
}

static struct lead *
lead_standing_of(struct request *req, int64_t id)
{
	struct lead *lead = lead_find(req->db, req, id);

	return lead && !lead->erased_at && !lead->merged_into_id ? lead : NULL;
}

static struct response
several_answer(struct request *req, int status, const struct gate *g, const struct form *form, struct several_page *p)
{
	p->term = g->term;
	p->version = g->version;
	p->form = form;
	return show_form(req, status, handoff_several_view(req, p));
}

static struct response
no_gate(struct request *req)
{
	return conflict(req, "No definition of a lead that may be handed over is in force. Agree on one in the glossary first; then this table is made of it.");
}

struct response
handoff_several(struct request *req)
{
	struct gate g = { 0 };
	struct several_row rows[LEADS_MOST];
	struct several_page p = { .rows = rows };
	struct form *form = form_show(req, no_fields, NULL);
	const struct lead_row *found;
	int64_t after = 0;
	size_t count;

	g.version = handoff_gate(req->db, req, req->now, &g.term);
	if (!g.version || !g.term)
		return no_gate(req);
	text_integer(request_query(req, "after"), 1, INT64_MAX, &after);
	found = leads_unhanded(req->db, req, req->user->id, after, LEADS_MOST + 1, &count);
	if (count > LEADS_MOST)
		p.more = text_format(req, "/leads/handoffs?after=%lld", (long long)found[LEADS_MOST - 1].id);
	for (size_t i = 0; i < count && i < LEADS_MOST; i++) {
		struct lead *lead = lead_standing_of(req, found[i].id);
		const struct handoff_draft *draft = lead ? handoff_draft_find(req->db, req, req->user->id, lead->id) : NULL;

		if (lead)
			rows[p.count++] = draft ? row_of_draft(req, form, &g, lead, draft) : row_of(req, form, &g, lead, false);
	}
	p.drafts = handoff_drafts(req->db, req, req->user->id, LEADS_MOST, &p.draft_count);
	return several_answer(req, 200, &g, form, &p);
}

/* The rows that were sent, each once. */
static size_t
rows_read(struct request *req, struct form *form, const struct gate *g, struct several_row *rows)
{
	const char *sent = request_field(req, "rows");
	char **ids = text_split(req, sent ? sent : "", ".", NULL);
	size_t count = 0;

	for (size_t i = 0; i < LEADS_MOST && ids[i]; i++) {
		int64_t id = 0;
		struct lead *lead = text_integer(ids[i], 1, INT64_MAX, &id) ? lead_standing_of(req, id) : NULL;
		bool twice = !lead;

		for (size_t j = 0; j < count && !twice; j++)
			twice = rows[j].lead->id == id;
		if (!twice)
			rows[count++] = row_of(req, form, g, lead, true);
	}
	return count;
}

/* What stands against the ticked rows. */
static void
rows_check(struct request *req, struct form *form, const struct gate *g, struct several_page *p)
{
	size_t picked = 0;

	for (size_t i = 0; i < p->count; i++) {
		struct several_row *row = &p->rows[i];
		struct problems *problems = problems_new(req);

		if (!row->picked)
			continue;
		picked++;
		draft_add(req, g, row);
		submission_problems(problems, g->version, &row->submission);
		answers_row_reject(form, row->cell, row->title, problems);
	}
	if (!picked)
		form_reject(form, NULL, "Tick at least one lead of the table.");
}

/* In order, so that two who do this at once never wait for each other. */
static int
by_lead(const void *a, const void *b)
{
	const struct several_row *x = a, *y = b;

	return (x->lead->id > y->lead->id) - (x->lead->id < y->lead->id);
}

struct response
handoff_several_made(struct request *req)
{
	struct gate g = { 0 };
	struct several_row rows[LEADS_MOST];
	struct several_page p = { .rows = rows };
	struct form *form = form_read(req, no_fields, NULL);
	struct buffer *done = buffer_new(req), *not_done = buffer_new(req);

	g.version = handoff_gate(req->db, req, req->now, &g.term);
	if (!g.version || !g.term)
		return no_gate(req);
	p.count = rows_read(req, form, &g, rows);
	p.moved = moved_words(req, g.term, g.version, "hand over");
	if (p.moved)
		return several_answer(req, 409, &g, form, &p);
	rows_check(req, form, &g, &p);
	if (!form_ok(form))
		return several_answer(req, 422, &g, form, &p);
	qsort(rows, p.count, sizeof *rows, by_lead);
	for (size_t i = 0; i < p.count; i++) {
		int64_t id = 0;
		enum act_result result;

		if (!rows[i].picked)
			continue;
		result = handoff_submit(req->db, req, &req->actor, &rows[i].submission, req->session->organisation_zone, &id);
		if (id && (result == RESULT_DONE || result == RESULT_TAKEN))
			buffer_format(result == RESULT_DONE ? done : not_done, result == RESULT_DONE ? "%lld." : "%lldm.", (long long)id);
	}
	return redirect(req, "/handoffs?act=submission&done=%s&not=%s", buffer_take(req, done), buffer_take(req, not_done));
}
