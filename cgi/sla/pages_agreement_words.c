/* Reads and shows the form of an agreement. */
#include "sla/pages_agreement_words.h"

#include "base/text.h"
#include "sla/pages_promise.h"

#include <string.h>
#include <talloc.h>

#define AT(marker_, member_) .at = agreement_form_##marker_##_FIELD, .into = offsetof(struct agreement_typed, member_)

enum { NOTE_AT = 1, CALENDAR_AT = 2, GATE_AT = 3 };
static const struct option kind_options[] = {
	{ "volume", "Marketing: volume, so many leads a month", NULL, PROMISE_VOLUME },
	{ "quality", "Marketing: quality, so many accepted", NULL, PROMISE_QUALITY },
	{ "context", "Marketing: context, every must known", NULL, PROMISE_CONTEXT },
	{ "handover", "Marketing: handing over in time", NULL, PROMISE_HANDOVER },
	{ "answer", "Marketing: answer to a return", NULL, PROMISE_ANSWER },
	{ "decision", "Sales: decision in time", NULL, PROMISE_DECISION },
	{ "first_attempt", "Sales: first attempt in time", NULL, PROMISE_FIRST_ATTEMPT },
	{ "attempts", "Sales: several attempts", NULL, PROMISE_ATTEMPTS },
	{ "worked", "Sales: leads worked", NULL, PROMISE_WORKED },
	{ "feedback", "Sales: feedback on a sample", NULL, PROMISE_FEEDBACK },
	{ "meeting", "Both: the monthly meeting", NULL, PROMISE_MEETING },
	{ 0 }
};
static const struct field fields[] = {
	{ .name = "text", .label = "What we agree on", .kind = FIELD_AREA, AT(TEXT, agreement.text), .rows = 8, .most = 20000,
	    .hint = "Plain words: what the two teams want, and how they treat each other. A line that begins with - is a list." },
	{ .name = "change_note", .label = "What changes, and why", .kind = FIELD_TEXT, AT(CHANGE_NOTE, agreement.change_note), .most = 500,
	    .hint = "One sentence for those who read the history." },
	{ .name = "calendar", .label = "Calendar", .kind = FIELD_SELECT, AT(CALENDAR, calendar),
	    .hint = "Working hours and working days of all promises are counted by it." },
	{ .name = "gate", .label = "A handoff must meet", .kind = FIELD_SELECT, AT(GATE, gate),
	    .hint = "The definition whose criteria Marketing fills in and Sales decides by." },
	{ .name = "add_kind", .label = "Another promise", .kind = FIELD_SELECT, AT(ADD_KIND, add_kind), .options = kind_options },
	{ .name = "pause_reasons", .label = "A clock may be paused for", .kind = FIELD_AREA, AT(PAUSE_REASONS, agreement.pause_reasons),
	    .rows = 3, .optional = true, .hint = "Reasons, one a line: The lead is away." },
	{ .name = "pause_most_minutes", .label = "Longest pause of one handoff, in working minutes", .kind = FIELD_NUMBER,
	    AT(PAUSE_MOST_MINUTES, agreement.pause_most_minutes), .most = 60000, .optional = true, .hint = "480 are eight hours." },
	{ .name = "backdate_days", .label = "An attempt may be entered late by, in working days", .kind = FIELD_NUMBER,
	    AT(BACKDATE_DAYS, agreement.backdate_days), .most = 30, .optional = true },
	{ .name = "warn_at", .label = "Warn at percent of the time", .kind = FIELD_TEXT, AT(WARN_AT, agreement.warn_at), .most = 40,
	    .optional = true, .hint = "Such as 50 80: when half of the time is used up, and when four fifths are." },
	{ .name = "valid_from", .label = "In force from", .kind = FIELD_DATE, AT(VALID_FROM, agreement.valid_from), .optional = true,
	    .hint = "Empty: as soon as both teams have signed." },
	{ 0 }
};

static const struct option *
calendar_options(const void *ctx, const struct agreement_choices *c)
{
	struct option *list = memory_need(talloc_zero_array(ctx, struct option, c->calendar_count + 2));

	list[0] = (struct option){ "", "Choose a calendar", NULL, -1 };
	for (size_t i = 0; i < c->calendar_count; i++)
		list[i + 1] = (struct option){ text_format(list, "%lld", (long long)c->calendars[i].id), c->calendars[i].name, NULL, (int)i };
	return list;
}

/* Whether the words name a term already, as they stand or as they came. */
static bool
is_named(struct request *req, const struct agreement *from, const struct term_choice *term)
{
	if (text_equal(request_field(req, "gate"), term->slug) || (from && from->gate_id == term->id))
		return true;
	for (size_t i = 0; from && i < from->promise_count; i++)
		if (from->promises[i].definition_id == term->id)
			return true;
	for (size_t n = 1; n <= PROMISES_MOST && request_field(req, text_format(req, "promise_%zu_kind", n)); n++)
		if (text_equal(request_field(req, text_format(req, "promise_%zu_definition", n)), term->slug))
			return true;
	return false;
}

typedef bool term_fits(const struct term_choice *term);

/* Terms with a version that fit, and those that are named; all of them where none fits or they are asked for. Agreed ones first. */
static const struct option *
term_options(struct request *req, struct agreement_typed *t, const struct agreement *from, term_fits *fits)
{
	const struct agreement_choices *c = t->choices;
	struct option *list = memory_need(talloc_zero_array(t, struct option, c->term_count + 2));
	size_t count = 1;
	bool all = true;

	for (size_t i = 0; i < c->term_count && !t->all_terms; i++)
		all = all && !fits(&c->terms[i]);
	list[0] = (struct option){ "", "Choose a term", NULL, -1 };
	for (size_t i = 0; i < c->term_count; i++) {
		if (!all && !fits(&c->terms[i]) && !is_named(req, from, &c->terms[i])) {
			t->some_hidden = true;
			continue;
		}
		list[count++] = (struct option){ c->terms[i].slug, c->terms[i].agreed ? c->terms[i].name
		    : text_format(list, "%s (not agreed yet)", c->terms[i].name), NULL, (int)i };
	}
	return list;
}

static const struct field *
own_fields(struct agreement_typed *t, bool needs_note)
{
	struct field *own = memory_need(talloc_memdup(t, fields, sizeof fields));

	own[NOTE_AT].optional = !needs_note;
	own[CALENDAR_AT].options = calendar_options(t, t->choices);
	own[GATE_AT].options = t->gates;
	return own;
}

static void
choices_take(struct request *req, struct agreement_typed *t, int64_t gate_id, const struct agreement *from)
{
	t->all_terms = request_field(req, "all_terms") || text_equal(request_field(req, "step"), "terms");
	t->choices = agreement_choices(req->db, req, gate_id, req->now);
	t->gates = term_options(req, t, from, term_fits_gate);
	t->terms = term_options(req, t, from, term_fits_count);
	t->scopes = scope_options(t, t->choices);
}

static int
calendar_place(const struct agreement_choices *c, int64_t id)
{
	for (size_t i = 0; i < c->calendar_count; i++)
		if (c->calendars[i].id == id)
			return (int)i;
	return -1;
}

/* Blocks as the structs say, rather than as they came: after a step their numbers are others. */
static void
rows_show(struct agreement_typed *t)
{
	for (size_t i = 0; i < t->row_count; i++) {
		const struct promise *p = &t->rows[i].promise;

		t->parts[i] = (struct promise_part){ form_part_show(t->form, promise_fields(t, t, i + 1, p->kind), &t->rows[i]), p->kind,
			p->line_id };
	}
}

struct agreement_typed *
agreement_typed_show(struct request *req, const struct agreement *from, bool needs_note)
{
	struct agreement_typed *t = memory_need(talloc_zero(req, struct agreement_typed));

	choices_take(req, t, from->gate_id, from);
	t->agreement = *from;
	t->calendar = calendar_place(t->choices, from->calendar_id);
	if (!from->calendar_id && t->choices->calendar_count == 1)
		t->calendar = 0;
	t->gate = term_place(t->choices, from->gate_id);
	for (; t->row_count < from->promise_count && t->row_count < PROMISES_MOST; t->row_count++)
		t->rows[t->row_count] = promise_typed_of(&from->promises[t->row_count], t->choices);
	t->form = form_show(req, own_fields(t, needs_note), t);
	rows_show(t);
	return t;
}

/* The kind and the line of a block, which it carries hidden. False: no such block. */
static bool
row_begun(struct request *req, struct agreement_typed *t, size_t n, struct promise *p)
{
	const char *kind = request_field(req, text_format(t, "promise_%zu_kind", n));
	const char *line = request_field(req, text_format(t, "promise_%zu_line", n));

	*p = (struct promise)PROMISE_BLANK;
	for (int k = PROMISE_VOLUME; kind && k <= PROMISE_MEETING; k++)
		if (text_equal(kind, promise_kind_names[k]))
			p->kind = k;
	if (p->kind < 0)
		return false;
	p->party = promise_kind_party(p->kind);
	text_integer(line, 1, INT64_MAX, &p->line_id);
	return true;
}

static void
rows_read(struct request *req, struct agreement_typed *t, struct form *whole)
{
	for (size_t n = 1; n <= PROMISES_MOST; n++) {
		struct promise_typed *row = &t->rows[n - 1];

		*row = (struct promise_typed){ .definition = -1, .pace = -1 };
		if (!row_begun(req, t, n, &row->promise))
			break;
		t->parts[n - 1] = (struct promise_part){ form_part_read(whole, promise_fields(t, t, n, row->promise.kind), row),
			row->promise.kind, row->promise.line_id };
		t->row_count = n;
	}
}

static void
rows_swap(struct agreement_typed *t, size_t a, size_t b)
{
	struct promise_typed kept = t->rows[a];

	t->rows[a] = t->rows[b];
	t->rows[b] = kept;
}

static void
row_add(struct agreement_typed *t)
{
	struct promise p = PROMISE_BLANK;

	if (t->row_count == PROMISES_MOST || t->add_kind < 0)
		return;
	p.kind = t->add_kind;
	p.party = promise_kind_party(p.kind);
	if (promise_has(p.kind) & HAS_PACE)
		p.pace = PACE_EVEN;
	t->rows[t->row_count++] = promise_typed_of(&p, t->choices);
	t->focus = t->row_count;
}

/* Takes a step of the form. */
static void
rows_step(struct agreement_typed *t, const char *step)
{
	const char *number = strchr(step, '_');
	int64_t n = 0;

	if (text_equal(step, "add"))
		row_add(t);
	if (!number || !text_integer(number + 1, 1, (int64_t)t->row_count, &n))
		return;
	t->focus = (size_t)n;
	if (text_starts(step, "up_") && n > 1)
		rows_swap(t, (size_t)n - 1, --t->focus - 1);
	else if (text_starts(step, "down_") && (size_t)n < t->row_count)
		rows_swap(t, (size_t)n - 1, t->focus++);
	else if (text_starts(step, "remove_"))
		memmove(&t->rows[n - 1], &t->rows[n], (--t->row_count - (size_t)n + 1) * sizeof *t->rows);
	if (t->focus > t->row_count)
		t->focus = t->row_count;
}

/* The gate as it was chosen, since the criteria that a promise may be limited by are its own. */
static int64_t
gate_chosen(struct request *req)
{
	const struct agreement_choices *c = agreement_choices(req->db, req, 0, req->now);
	const struct term_choice *term = choice_of_slug(c->terms, c->term_count, request_field(req, "gate"));

	return term ? term->id : 0;
}

struct agreement_typed *
agreement_typed_read(struct request *req, bool needs_note, bool *again)
{
	static const struct field no_fields[] = { { 0 } };
	struct agreement_typed *t = memory_need(talloc_zero(req, struct agreement_typed));
	const char *step = request_field(req, "step");

	*again = step && !text_equal(step, "save") && !req->hold;
	t->agreement = (struct agreement)AGREEMENT_BLANK;
	choices_take(req, t, gate_chosen(req), NULL);
	t->form = form_read(req, own_fields(t, needs_note), t);
	rows_read(req, t, *again ? form_read(req, no_fields, t) : t->form);
	if (!*again)
		return t;
	rows_step(t, step);
	rows_show(t);
	return t;
}

/* The agreement that the form says. */
static struct agreement
words_taken(struct agreement_typed *t)
{
	struct agreement a = t->agreement;

	a.calendar_id = t->calendar < 0 ? 0 : t->choices->calendars[t->calendar].id;
	a.gate_id = t->gate < 0 ? 0 : t->choices->terms[t->gate].id;
	a.promises = memory_need(talloc_zero_array(t, struct promise, t->row_count + 1));
	a.promise_count = t->row_count;
	for (size_t i = 0; i < t->row_count; i++)
		a.promises[i] = promise_of_typed(&t->rows[i], t->choices);
	agreement_tidy(t, &a);
	return a;
}

/* The field of the form that stands for a member of the rules. */
static const char *
field_of(const struct agreement_typed *t, const struct problem *problem)
{
	if (problem->index < 0)
		return text_equal(problem->member, "promises") ? NULL : problem->member;
	return promise_field(t, t->rows[problem->index].promise.kind, problem);
}

void
agreement_typed_check(struct request *req, struct agreement_typed *t, bool needs_note)
{
	struct problems *problems = problems_new(req);

	t->agreement = words_taken(t);
	agreement_problems(problems, &t->agreement, needs_note, organisation_today(req));
	agreement_name(problems, &t->agreement, t->choices);
	for (size_t i = 0; i < problems->count; i++) {
		const struct problem *one = &problems->list[i];

		form_reject(t->form, field_of(t, one), agreement_problem_sentence(t, one, (size_t)one->index + 1));
	}
}

const struct agreement *
agreement_typed_preview(struct request *req, struct agreement_typed *t)
{
	struct agreement *a;

	if (!text_equal(request_field(req, "step"), "preview"))
		return NULL;
	a = memory_need(talloc_zero(t, struct agreement));
	*a = words_taken(t);
	agreement_name(problems_new(t), a, t->choices);
	return a;
}
