/* Reads and shows the form of a version. */
#include "glossary/pages_wording.h"

#include "base/text.h"

#include <string.h>
#include <talloc.h>

static const struct option path_options[] = {
	{ "lead", "The way of a lead", "Subscriber, lead, MQL, SAL, SQL.", PATH_LEAD },
	{ "deal", "The way of a deal", "Opportunity and what follows, up to customer.", PATH_DEAL },
	{ 0 }
};
static const struct option team_options[] = {
	{ "marketing", "Marketing", NULL, TEAM_MARKETING }, { "sales", "Sales", NULL, TEAM_SALES }, { 0 }
};
static const char *const closed_events[] = { NULL, "signed", "invoiced", "paid" };
static const struct option closed_options[] = {
	{ "", "It has nothing to do with deals", NULL, 0 }, { "signed", "the contract is signed", NULL, 1 },
	{ "invoiced", "it is invoiced", NULL, 2 }, { "paid", "it is paid", NULL, 3 }, { 0 }
};
static const struct option act_options[] = {
	{ "act_return", "Return a lead to Marketing", NULL, ACT_RETURN },
	{ "act_disqualify", "Disqualify it", NULL, ACT_DISQUALIFY }, { "act_recycle", "Recycle it for later", NULL, ACT_RECYCLE },
	{ "act_lost", "Close it as lost", NULL, ACT_LOST }, { 0 }
};
static const struct option kind_options[] = {
	{ "yes_no", "Yes or no", NULL, ASKS_YES_NO }, { "number", "Number", NULL, ASKS_NUMBER },
	{ "choice", "Choice", NULL, ASKS_CHOICE }, { "date", "Date", NULL, ASKS_DATE }, { "text", "Text", NULL, ASKS_TEXT }, { 0 }
};
static const struct option level_options[] = {
	{ "must", "Must be met", NULL, LEVEL_MUST }, { "should", "Should be met", NULL, LEVEL_SHOULD }, { 0 }
};

#define AT(marker_, member_) .at = version_form_##marker_##_FIELD, .into = offsetof(struct wording, member_)

enum { NOTE_AT = 1 };
static const struct field version_fields[] = {
	{ .name = "meaning", .label = "What it means", .kind = FIELD_AREA, AT(MEANING, version.meaning), .rows = 8, .most = 8000,
	    .hint = "Plain words. A line that begins with - is a list, **two stars** make bold; names of other terms become links." },
	{ .name = "change_note", .label = "What changes, and why", .kind = FIELD_TEXT, AT(CHANGE_NOTE, version.change_note),
	    .most = 500, .hint = "One sentence for those who read the history." },
	{ .name = "in_force_from", .label = "In force from", .kind = FIELD_DATE, AT(IN_FORCE_FROM, version.in_force_from),
	    .optional = true, .hint = "Empty: as soon as both teams have signed." },
	{ .name = "review_by", .label = "Look at again by", .kind = FIELD_DATE, AT(REVIEW_BY, version.review_by), .optional = true,
	    .hint = "From 30 days before, both teams are asked whether it still holds." },
	{ 0 }
};
static const struct field stage_fields[] = {
	{ .name = "stage_path", .label = "Path", .kind = FIELD_RADIO, AT(STAGE_PATH, version.stage_path), .options = path_options },
	{ .name = "stage_position", .label = "Place on the path", .kind = FIELD_NUMBER, AT(STAGE_POSITION, version.stage_position),
	    .least = 1, .most = 999, .hint = "1 is the first stage." },
	{ .name = "stage_owner_team", .label = "Owner team", .kind = FIELD_RADIO, AT(STAGE_OWNER_TEAM, version.stage_owner),
	    .options = team_options },
	{ .name = "stage_longest_days", .label = "Longest stay in days", .kind = FIELD_NUMBER,
	    AT(STAGE_LONGEST_DAYS, version.stage_longest_days), .least = 1, .most = 3650, .optional = true,
	    .hint = "Empty: no limit." },
	{ 0 }
};
static const struct field metric_fields[] = {
	{ .name = "metric_measure", .label = "What is measured", .kind = FIELD_AREA, AT(METRIC_MEASURE, version.metric_measure),
	    .rows = 3, .most = 2000, .hint = "What is counted, out of what: first what stands above the line, then below." },
	{ .name = "metric_counts_by", .label = "The date it counts by", .kind = FIELD_TEXT,
	    AT(METRIC_COUNTS_BY, version.metric_counts_by), .most = 120, .hint = "Such as the day of the handoff." },
	{ .name = "metric_closed_event", .label = "A deal counts as closed when", .kind = FIELD_SELECT,
	    AT(METRIC_CLOSED_EVENT, closed_event), .options = closed_options },
	{ .name = "metric_exclude_reasons", .label = "Reasons left out", .kind = FIELD_AREA,
	    AT(METRIC_EXCLUDE_REASONS, version.metric_exclude_reasons), .rows = 3, .optional = true,
	    .hint = "Names of reasons, one a line: what ended so is not counted." },
	{ 0 }
};
static const struct field reason_fields[] = {
	{ .name = "reason_acts", .label = "It is a reason to", .kind = FIELD_CHECKS, AT(REASON_ACTS, version.reason_acts),
	    .options = act_options },
	{ 0 }
};

static const struct field *
kind_fields(int kind)
{
	return kind == KIND_STAGE ? stage_fields : kind == KIND_METRIC ? metric_fields : kind == KIND_REASON ? reason_fields : NULL;
}

static const struct field *
common_fields(const void *ctx, bool needs_note)
{
	struct field *fields = memory_need(talloc_memdup(ctx, version_fields, sizeof version_fields));

	fields[NOTE_AT].optional = !needs_note;
	return fields;
}

/* The fields of row `n`, from 1, named criterion_n_… */
static const struct field *
row_fields(const void *ctx, size_t n)
{
	static const struct { const char *name; struct field field; } each[] = {
		{ "label", { .label = "What it asks", .kind = FIELD_TEXT, .at = version_form_LABEL_FIELD,
		    .into = offsetof(struct criterion, label), .most = 200 } },
		{ "kind", { .label = "Answer", .kind = FIELD_SELECT, .at = version_form_KIND_FIELD,
		    .into = offsetof(struct criterion, kind), .options = kind_options } },
		{ "level", { .label = "Weight", .kind = FIELD_SELECT, .at = version_form_LEVEL_FIELD,
		    .into = offsetof(struct criterion, level), .options = level_options } },
		{ "min", { .label = "At least", .kind = FIELD_DECIMAL, .at = version_form_MIN_FIELD,
		    .into = offsetof(struct criterion, bound_min), .optional = true } },
		{ "max", { .label = "At most", .kind = FIELD_DECIMAL, .at = version_form_MAX_FIELD,
		    .into = offsetof(struct criterion, bound_max), .optional = true,
		    .hint = "A date is written 2026-08-31." } },
		{ "choices", { .label = "Answers to choose from", .kind = FIELD_AREA, .at = version_form_CHOICES_FIELD,
		    .into = offsetof(struct criterion, choices), .rows = 3, .hint = "One a line." } },
		{ "evidence", { .label = "The answer needs evidence", .kind = FIELD_TICK, .at = version_form_EVIDENCE_FIELD,
		    .into = offsetof(struct criterion, evidence) } },
	};
	const size_t count = sizeof each / sizeof *each;
	struct field *fields = memory_need(talloc_zero_array(ctx, struct field, count + 1));

	for (size_t i = 0; i < count; i++) {
		fields[i] = each[i].field;
		fields[i].name = text_format(fields, "criterion_%zu_%s", n, each[i].name);
	}
	return fields;
}

static const struct criterion row_blank = { .code = "", .label = "", .choices = "" };

static bool
row_empty(const struct criterion *c)
{
	return text_blank(c->label) && text_blank(c->choices) && text_blank(c->bound_min) && text_blank(c->bound_max);
}

/* Rows as the structs say, rather than as they came: after a step their numbers are others. */
static void
rows_show(struct wording *w)
{
	for (size_t i = 0; i < w->row_count; i++)
		w->parts[i] = (struct criterion_part){ form_part_show(w->form, row_fields(w, i + 1), &w->rows[i]), w->rows[i].code };
}

struct wording *
wording_show(struct request *req, const struct term *term, const struct version *from, bool needs_note)
{
	struct wording *w = memory_need(talloc_zero(req, struct wording));

	w->version = *from;
	for (int i = 0; from->metric_closed_event && i < 4; i++)
		if (text_equal(closed_events[i], from->metric_closed_event))
			w->closed_event = i;
	for (; w->row_count < from->criteria_count && w->row_count < ROWS_READ; w->row_count++)
		w->rows[w->row_count] = from->criteria[w->row_count];
	if (!w->row_count)
		w->rows[w->row_count++] = row_blank;
	w->form = form_show(req, common_fields(w, needs_note), w);
	if (kind_fields(term->kind))
		w->kind_form = form_part_show(w->form, kind_fields(term->kind), w);
	rows_show(w);
	return w;
}

static void
rows_read(struct request *req, struct wording *w, struct form *whole)
{
	for (size_t n = 1; n <= ROWS_READ; n++) {
		const struct field *fields = row_fields(w, n);
		struct criterion *row = &w->rows[n - 1];
		const char *code;

		if (!request_field(req, fields[0].name))
			break;
		code = request_field(req, text_format(w, "criterion_%zu_code", n));
		*row = row_blank;
		row->code = code ? text_trim(w, code) : "";
		w->parts[n - 1] = (struct criterion_part){ form_part_read(whole, fields, row), row->code };
		w->row_count = n;
	}
	if (w->row_count == ROWS_READ && request_field(req, text_format(w, "criterion_%d_label", ROWS_READ + 1)))
		form_reject(whole, NULL, text_format(w, "The form has more than %d rows of criteria. Give at most %d.", ROWS_READ,
		    CRITERIA_MOST));
}

static void
rows_swap(struct wording *w, size_t a, size_t b)
{
	struct criterion kept;

	if (a >= w->row_count || b >= w->row_count)
		return;
	kept = w->rows[a];
	w->rows[a] = w->rows[b];
	w->rows[b] = kept;
}

/* Takes a step of the form. False: it was none that changes rows. */
static bool
rows_step(struct wording *w, const char *step)
{
	const char *number = strchr(step, '_');
	int64_t n = 0;

	if (text_equal(step, "add")) {
		if (w->row_count < ROWS_READ)
			w->rows[w->row_count++] = row_blank;
		w->focus = w->row_count;
		return true;
	}
	if (!number || !text_integer(number + 1, 1, (int64_t)w->row_count, &n))
		return false;
	w->focus = (size_t)n;
	if (text_starts(step, "up_") && n > 1)
		rows_swap(w, (size_t)n - 1, --w->focus - 1);
	else if (text_starts(step, "down_") && (size_t)n < w->row_count)
		rows_swap(w, (size_t)n - 1, w->focus++);
	else if (text_starts(step, "remove_"))
		memmove(&w->rows[n - 1], &w->rows[n], (--w->row_count - (size_t)n + 1) * sizeof *w->rows);
	if (w->focus > w->row_count)
		w->focus = w->row_count ? w->row_count : 1;
	return true;
}

struct wording *
wording_read(struct request *req, const struct term *term, bool needs_note, bool *again)
{
	static const struct field no_fields[] = { { 0 } };
	struct wording *w = memory_need(talloc_zero(req, struct wording));
	const char *step = request_field(req, "step");

	*again = step && !text_equal(step, "save") && !req->hold;
	w->version = (struct version)VERSION_BLANK;
	w->form = form_read(req, common_fields(w, needs_note), w);
	if (kind_fields(term->kind))
		w->kind_form = form_part_read(w->form, kind_fields(term->kind), w);
	w->version.metric_closed_event = w->closed_event > 0 ? closed_events[w->closed_event] : NULL;
	rows_read(req, w, *again ? form_read(req, no_fields, w) : w->form);
	if (*again)
		rows_step(w, step);
	if (!w->row_count)
		w->rows[w->row_count++] = row_blank;
	if (*again || !w->parts[0].form)
		rows_show(w);
	return w;
}

/* Gives a version its criteria: the rows that say something. numbers[i] becomes the row of criterion i, from 1. */
static void
rows_take(const struct wording *w, struct version *into, size_t numbers[])
{
	into->criteria = memory_need(talloc_zero_array(w, struct criterion, w->row_count + 1));
	into->criteria_count = 0;
	for (size_t i = 0; i < w->row_count; i++) {
		if (row_empty(&w->rows[i]))
			continue;
		numbers[into->criteria_count] = i + 1;
		into->criteria[into->criteria_count++] = w->rows[i];
	}
}

/* Names of reasons become their addresses, as they are stored. */
static const char *
reasons_stored(const void *ctx, const char *lines)
{
	size_t count;
	char **names = lines_read(ctx, lines, &count);

	for (size_t i = 0; i < count; i++) {
		char *slug = text_slug(ctx, names[i]);

		if (slug)
			names[i] = slug;
	}
	return text_join(ctx, (const char *const *)names, "\n");
}

static void
words_tidy(const struct wording *w, struct version *v, size_t numbers[])
{
	rows_take(w, v, numbers);
	if (v->metric_exclude_reasons)
		v->metric_exclude_reasons = reasons_stored(w, v->metric_exclude_reasons);
	version_tidy(w, v);
}

const struct version *
wording_preview(struct request *req, const struct wording *w)
{
	size_t numbers[ROWS_READ];
	struct version *v;

	if (!text_equal(request_field(req, "step"), "preview"))
		return NULL;
	v = memory_need(talloc_memdup(w, &w->version, sizeof w->version));
	words_tidy(w, v, numbers);
	return v;
}

/* The field of the form that stands for a member of the rules. `numbers` are those of the rows. */
static const char *
field_of(const void *ctx, const struct problem *problem, const size_t *numbers)
{
	static const struct { const char *member, *field; } known[] = {
		{ "", NULL }, { "criteria", NULL }, { "stage", NULL }, { "metric", NULL }, { "reason", NULL },
		{ "stage_owner", "stage_owner_team" }, { "bound_min", "min" }, { "bound_max", "max" }, { "code", "label" },
	};
	const char *name = problem->member;

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (text_equal(known[i].member, problem->member))
			name = known[i].field;
	if (problem->index < 0)
		return name;
	return text_format(ctx, "criterion_%zu_%s", numbers[problem->index], name ? name : "label");
}

void
wording_check(struct request *req, struct wording *w, const struct term *term, bool needs_note)
{
	struct problems *problems = problems_new(req);
	size_t numbers[ROWS_READ];
	const char *unknown;

	words_tidy(w, &w->version, numbers);
	version_problems(problems, term->kind, &w->version, needs_note, organisation_today(req));
	for (size_t i = 0; i < problems->count; i++) {
		const struct problem *one = &problems->list[i];

		form_reject(w->form, field_of(w, one, numbers), problem_sentence(w, one, one->index < 0 ? 0 : numbers[one->index]));
	}
	unknown = reasons_unknown(req->db, req, w->version.metric_exclude_reasons);
	if (unknown)
		form_reject(w->form, "metric_exclude_reasons", text_format(req, "The glossary has no such reason: %s.",
		    lines_words(req, unknown)));
}

/* Criteria as lines of text, to lay beside another's. */
static const char *
criteria_text(const void *ctx, const struct version *v)
{
	struct buffer *lines = buffer_new(ctx);

	for (size_t i = 0; i < v->criteria_count; i++) {
		const struct criterion *c = &v->criteria[i];

		buffer_format(lines, "%s%zu. %s (%s, %s%s)", i ? "\n" : "", i + 1, c->label,
		    c->level == LEVEL_MUST ? "must" : "should", criterion_rule(ctx, c), c->evidence ? ", with evidence" : "");
	}
	return buffer_take(ctx, lines);
}

const struct clash_row *
wording_rows(const void *ctx, const struct version *theirs, const struct version *yours)
{
	const struct fact *a = version_facts(ctx, theirs), *b = version_facts(ctx, yours);
	struct clash_row *rows;
	size_t count = 0, facts = 0;

	while (a[facts].name)
		facts++;
	rows = memory_need(talloc_zero_array(ctx, struct clash_row, facts + 5));
	rows[count++] = (struct clash_row){ "What it means", theirs->meaning, yours->meaning };
	rows[count++] = (struct clash_row){ "What changes, and why", theirs->change_note, yours->change_note };
	rows[count++] = (struct clash_row){ "Criteria", criteria_text(ctx, theirs), criteria_text(ctx, yours) };
	rows[count++] = (struct clash_row){ "In force from", day_words_of(ctx, theirs->in_force_from),
	    day_words_of(ctx, yours->in_force_from) };
	for (size_t i = 0; i < facts; i++)
		rows[count++] = (struct clash_row){ a[i].name, a[i].words, b[i].words };
	return rows;
}
