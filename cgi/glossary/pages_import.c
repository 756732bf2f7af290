/* Files of terms: given, shown row by row as a dry run, confirmed; and the whole glossary as a file. */
#include "glossary/pages.h"

#include "auth/audit.h"
#include "base/text.h"
#include "glossary/pages_parts.h"
#include "glossary/views_import.h"
#include "glossary/views_parts.h"
#include "web/api.h"

#include <ctype.h>
#include <sodium.h>
#include <string.h>

enum {
	TICKS_MOST = 900,	/* boxes of one form: it may send a thousand fields */
	FILE_NAME_MOST = 120,
};

/* The form: a file, or its text. */
struct given {
	const char *text;
};

static const struct field import_fields[] = {
	{ .name = "file", .label = "File", .kind = FIELD_FILE, .at = term_import_FILE_FIELD, .hint = "CSV or JSON, up to 4 MB.",
	    .types = ".csv,.json,text/csv,application/json" },
	{ .name = "text", .label = "Or paste its text", .kind = FIELD_AREA, .at = term_import_TEXT_FIELD,
	    .into = offsetof(struct given, text), .rows = 8 },
	{ 0 }
};

struct response
import_new(struct request *req)
{
	return show_form(req, 200, import_form_view(req, form_show(req, import_fields, NULL)));
}

/* JSON begins with a brace or a bracket; no header of a CSV does. */
static int
format_of(const char *text)
{
	while (isspace((unsigned char)*text))
		text++;
	return *text == '{' || *text == '[' ? IMPORT_JSON : IMPORT_CSV;
}

/* What was given, as UTF-8; NULL with the problem noted. */
static const char *
given_read(struct form *form, const struct param *file, const char *text)
{
	const char *content;

	if (file && *text)
		form_reject(form, "text", "Choose a file or paste its text, not both.");
	if (!file && !*text)
		form_reject(form, "file", "Choose a file, or paste its text below.");
	if ((file ? file->length : strlen(text)) > IMPORT_MOST_BYTES)
		form_reject(form, file ? "file" : "text", "This is larger than 4 MB. Split it and import the parts.");
	if (!form_ok(form) || !file)
		return text;
	content = utf8_decode(form, file->value, file->length, NULL, NULL);
	if (!content)
		form_reject(form, "file", "This file is not text. Save it as CSV and choose it again.");
	return content;
}

struct response
import_make(struct request *req)
{
	struct given given;
	struct form *form = form_read(req, import_fields, &given);
	const struct param *file = params_file(req->body, "file");
	const char *content = given_read(form, file, given.text), *name;
	const struct import_plan *plan;

	if (form_ok(form)) {
		plan = import_read(req, format_of(content), content, strlen(content));
		form_reject(form, file ? "file" : "text", plan->problem);
		if (!plan->problem && plan->count == 0)
			form_reject(form, file ? "file" : "text", "There is no row below the names of the columns.");
	}
	if (!form_ok(form))
		return show_form(req, 422, import_form_view(req, form));
	name = file && *file->filename ? text_clip(req, file->filename, FILE_NAME_MOST) : PASTED_NAME;
	return redirect(req, "/glossary/imports/%lld", (long long)import_save(req->db, &req->actor, format_of(content), name,
	    content));
}

/* What a file would do as the glossary stands. */
static struct import_plan *
plan_of(struct request *req, const struct saved_import *saved)
{
	struct import_plan *plan = import_read(req, saved->format, saved->content, strlen(saved->content));

	import_match(req->db, req, plan, req->now);
	import_decide(plan, organisation_today(req), req->user->id);
	return plan;
}

static void
row_note(struct buffer *into, const struct import_row *row)
{
	buffer_format(into, "%zu %d %d%d%d\n", row->line, row->act, row->edits, row->adds, row->words);
	for (size_t i = 0; i < row->problems->count; i++)
		buffer_format(into, "%s\n", row->problems->list[i].text);
	for (size_t i = 0; i < row->note_count; i++)
		buffer_format(into, "%s\n", row->notes[i]);
}

/* All that the dry run shows as one number above 0: another number, and what was shown is no longer what would happen. */
static int64_t
plan_number(struct request *req, const struct import_plan *plan)
{
	struct buffer *shown = buffer_new(req);
	int64_t number;

	for (size_t i = 0; i < plan->count; i++)
		row_note(shown, &plan->rows[i]);
	crypto_generichash((unsigned char *)&number, sizeof number, (const unsigned char *)shown->data, shown->length, NULL, 0);
	number &= INT64_MAX;
	return number ? number : 1;
}

static struct import_page
page_of(struct request *req, const struct saved_import *saved, const struct import_plan *plan)
{
	return (struct import_page){ .saved = saved, .plan = plan, .shown = plan_number(req, plan),
	    .ticks = plan->created + plan->changed <= TICKS_MOST };
}

struct response
import_show_page(struct request *req)
{
	const struct saved_import *saved = import_find(req->db, req, req->id, req->user->id);
	struct import_page what;

	if (!saved)
		return not_found(req);
	what = page_of(req, saved, plan_of(req, saved));
	return show_form(req, 200, import_view(req, &what));
}

static bool
goes_in(const struct import_row *row)
{
	return row->act == ROW_CREATE || row->act == ROW_CHANGE;
}

static bool
ticked(const struct request *req, const struct import_row *row)
{
	return request_field(req, text_format(req, "line_%zu", row->line)) != NULL;
}

static bool
any_ticked(const struct request *req, const struct import_plan *plan)
{
	for (size_t i = 0; i < plan->count; i++)
		if (goes_in(&plan->rows[i]) && ticked(req, &plan->rows[i]))
			return true;
	return false;
}

/* Takes the rows that nobody ticked out of the plan. */
static void
leave_out(const struct request *req, struct import_plan *plan)
{
	for (size_t i = 0; i < plan->count; i++) {
		struct import_row *row = &plan->rows[i];

		if (!goes_in(row) || ticked(req, row))
			continue;
		--*(row->act == ROW_CREATE ? &plan->created : &plan->changed);
		plan->refused++;
		row->act = ROW_REFUSE;
		problem_add(row->problems, "", -1, "You left this row out.");
	}
}

/* The dry run again, with what keeps it from being carried out. */
static struct response
not_yet(struct request *req, int status, struct import_page *what, const char *why)
{
	what->notice = why;
	return show_form(req, status, import_view(req, what));
}

struct response
import_confirm(struct request *req)
{
	const struct saved_import *saved = import_find(req->db, req, req->id, req->user->id);
	struct import_plan *plan;
	struct import_page what;

	if (!saved)
		return not_found(req);
	if (saved->done_at)
		return conflict(req, text_format(req, "This file was imported on %s already.", moment_words(req, saved->done_at)));
	plan = plan_of(req, saved);
	what = page_of(req, saved, plan);
	if (req->hold)
		return not_yet(req, 409, &what, req->hold);
	if (what.shown != request_revision(req))
		return not_yet(req, 409, &what, "The glossary has changed since this list was made, so nothing is imported yet."
		    " This is what would happen now: check it and import again.");
	if (what.ticks && !any_ticked(req, plan))
		return not_yet(req, 422, &what, "Tick at least one row to import. Nothing is imported yet.");
	if (what.ticks)
		leave_out(req, plan);
	import_run(req->db, req, &req->actor, plan);
	if (import_done(req->db, &req->actor, saved->id, plan) != RESULT_DONE)
		return conflict(req, "This file has just been imported in another window.");
	return redirect(req, "/glossary/imports/%lld", (long long)saved->id);
}

/* The whole glossary for whoever asked, noted in the trail. */
static struct export_term *
terms_take(struct request *req, const char *format, size_t *count)
{
	audit_add(req->db, &req->actor, "terms.export", NULL, 0, format);
	return terms_export(req->db, req, req->now, count);
}

struct response
terms_csv(struct request *req)
{
	struct buffer *file = buffer_new(req);
	size_t count;
	const struct export_term *terms = terms_take(req, "csv", &count);

	export_csv(file, terms, count);
	return download(req, "text/csv; charset=utf-8; header=present", "glossary.csv", file->data, file->length);
}

struct response
terms_json(struct request *req)
{
	size_t count;
	const struct export_term *terms = terms_take(req, "json", &count);
	struct response answer = api_show(req, 200, export_json(terms, count), 0);

	return download(req, "application/json", "glossary.json", answer.body, answer.length);
}
