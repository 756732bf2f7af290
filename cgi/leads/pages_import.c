/* Files of other systems: bringing one, looking at what it would do, starting and stopping it, taking it back. */
#include "leads/pages.h"

#include "auth/audit.h"
#include "base/text.h"
#include "leads/pages_parts.h"
#include "leads/views_import.h"

#include <inttypes.h>
#include <jansson.h>
#include <talloc.h>

enum { FILES_SHOWN = 20, PROBLEM_ROWS_SHOWN = 50, ROWS_A_PART = 50 };

struct typed {
	int kind;
};

static const struct option kinds[] = {
	{ "leads", "Leads", "Contacts or leads, with their history where the file has it.", IMPORT_LEADS },
	{ "deals", "Deals", "What was opened, won and lost.", IMPORT_DEALS },
	{ "attempts", "Attempts", "Calls and mails on leads that were handed over.", IMPORT_ATTEMPTS }, { 0 }
};
static const struct field upload_fields[] = {
	{ .name = "kind", .label = "What is in the file?", .kind = FIELD_RADIO, .at = upload_index_KIND_FIELD, .into = offsetof(struct typed, kind), .options = kinds, .required = true },
	{ .name = "file", .label = "File", .kind = FIELD_FILE, .at = upload_index_FILE_FIELD, .hint = "CSV, up to 50 MB.", .types = ".csv,.txt,.tsv,text/csv" },
	{ 0 }
};

static struct response
index_answer(struct request *req, int status, const struct form *form)
{
	struct upload_index p = { .form = form };
	int64_t before = 0;
	size_t stages;

	import_stages(req->db, req, req->now, &stages);
	p.wants_stages = !stages;
	text_integer(request_query(req, "before"), 1, INT64_MAX, &before);
	p.files = import_files(req->db, req, before, FILES_SHOWN + 1, &p.count);
	if (p.count > FILES_SHOWN) {
		p.count = FILES_SHOWN;
		p.next = p.files[FILES_SHOWN - 1].id;
	}
	return show_form(req, status, upload_index_view(req, &p));
}

struct response
upload_index_page(struct request *req)
{
	return index_answer(req, 200, form_show(req, upload_fields, &(struct typed){ IMPORT_LEADS }));
}

struct response
upload_take(struct request *req)
{
	struct typed typed = { GLOSSARY_NONE };
	struct form *form = form_read(req, upload_fields, &typed);
	const struct param *file = params_file(req->body, "file");
	int64_t id = 0;

	if (!file)
		form_reject(form, "file", "Choose a file.");
	if (file && form_ok(form))
		form_reject(form, "file", import_file_take(req->db, req, &req->actor, typed.kind, text_blank(file->filename) ? "A file" : file->filename, file->value,
		    file->length, &id));
	if (!form_ok(form))
		return index_answer(req, 422, form);
	return redirect(req, "/imports/%" PRId64 "/columns", id);
}

struct response
upload_show_page(struct request *req)
{
	struct upload_show p = { .file = import_file_find(req->db, req, req->id) };
	const struct import_file *f = p.file;
	int64_t after = 0;

	if (!f)
		return not_found(req);
	if (f->state == FILE_COLUMNS)
		return redirect(req, "/imports/%" PRId64 "/columns", f->id);
	text_integer(request_query(req, "after"), 0, INT64_MAX, &after);
	p.map = import_map_read(req, f->kind, f->mapping, f->headers, f->header_count, true, problems_new(req));
	p.refused = import_file_refused(req->db, req, f->id, after, PROBLEM_ROWS_SHOWN + 1, &p.refused_count);
	if (p.refused_count > PROBLEM_ROWS_SHOWN) {
		p.refused_count = PROBLEM_ROWS_SHOWN;
		p.next_line = p.refused[PROBLEM_ROWS_SHOWN - 1].line;
	}
	if (f->noticed)
		p.notices = import_file_noticed(req->db, req, f->id, 0, PROBLEM_ROWS_SHOWN, &p.notice_count);
	p.may_undo = req->now <= import_undo_until(f);
	return show_form(req, 200, upload_show_view(req, &p));
}

static struct response
act(struct request *req, enum act_result (*does)(struct db *, const void *, const struct actor *, int64_t), const char *why)
{
	enum act_result result = does(req->db, req, &req->actor, req->id);

	if (result == RESULT_GONE)
		return not_found(req);
	return result == RESULT_DONE ? redirect(req, "/imports/%" PRId64, req->id) : conflict(req, why);
}

struct response
upload_start(struct request *req)
{
	return act(req, import_file_start, "This file is not ready to go in: it was started, taken back, or its columns are being matched again. Open it to see.");
}

struct response
upload_stop(struct request *req)
{
	return act(req, import_file_stop, "This import does not run any more. Open it to see what it did.");
}

struct response
upload_undo(struct request *req)
{
	return act(req, import_file_undo, "Only an import that is done or stopped can be taken back, for 30 days. Open it to see.");
}

/* The reasons of a row, one after the other. */
static const char *
reasons(const void *ctx, const struct import_file *f, const char *json)
{
	json_t *problems = json ? json_loads(json, 0, NULL) : NULL, *problem;
	struct buffer *words = buffer_new(ctx);
	size_t i;

	json_array_foreach(problems, i, problem) {
		json_int_t column = json_integer_value(json_array_get(problem, 0));

		buffer_format(words, "%s%s%s%s", words->length ? " " : "", column >= 0 && (size_t)column < f->header_count ? f->headers[column] : "",
		    column >= 0 && (size_t)column < f->header_count ? ": " : "", json_string_value(json_array_get(problem, 2)));
	}
	buffer_text(words, "");
	json_decref(problems);
	return buffer_take(ctx, words);
}

/* The rows that were left out, on their way. */
struct left_out {
	const struct import_file *file;
	bool begun, plain;
	int64_t after;			/* the line that was sent last */
};

/* Whether a column is sent: not those that were added to a file like this one, nor the word that it is not guarded, since what is sent is. */
static bool
is_sent(const struct left_out *l, size_t column)
{
	const char *header = column < l->file->header_count ? l->file->headers[column] : NULL;

	return !header || (!import_header_is_ours(header) && !(l->plain && text_equal(header, IMPORT_GUARD_HEADER)));
}

/* Its cells under the names of their columns, why it was left out, and what it has more of. */
static void
row_add(struct buffer *out, const struct left_out *l, const struct import_refused *r)
{
	const struct import_file *f = l->file;
	void *scratch = talloc_new(NULL);
	json_t *cells = r->cells ? json_loads(r->cells, 0, NULL) : NULL;
	size_t held = json_array_size(cells), most = held > f->header_count ? held : f->header_count, n = 0;
	const char **list = memory_need(talloc_zero_array(scratch, const char *, most + 2));

	for (size_t i = 0; i <= most; i++) {
		if (i == f->header_count)
			list[n++] = reasons(scratch, f, r->problems);
		if (i < most && is_sent(l, i))
			list[n++] = i >= held ? NULL : l->plain ? json_string_value(json_array_get(cells, i)) : csv_unguard(json_string_value(json_array_get(cells, i)));
	}
	csv_add_row(out, list, n);
	json_decref(cells);
	talloc_free(scratch);
}

static void
heads_add(struct buffer *out, const struct left_out *l)
{
	const struct import_file *f = l->file;
	const char **heads = memory_need(talloc_zero_array(out, const char *, f->header_count + 1));
	size_t n = 0;

	for (size_t i = 0; i < f->header_count; i++)
		if (is_sent(l, i))
			heads[n++] = f->headers[i];
	heads[n++] = IMPORT_REASON_HEADER;
	csv_add_row(out, heads, n);
}

static bool
rows_part(struct request *req, struct buffer *out, void *state)
{
	struct left_out *l = state;
	size_t count;
	const struct import_refused *rows = import_file_refused(req->db, out, l->file->id, l->after, ROWS_A_PART, &count);

	if (!l->begun)
		heads_add(out, l);
	l->begun = true;
	for (size_t i = 0; i < count; i++)
		row_add(out, l, &rows[i]);
	l->after = count ? rows[count - 1].line : l->after;
	return count == ROWS_A_PART;
}

struct response
upload_rows(struct request *req)
{
	struct left_out *l = memory_need(talloc_zero(req, struct left_out));
	const struct import_file *f = import_file_find(req->db, req, req->id);
	const struct import_map *map = f ? import_map_read(req, f->kind, f->mapping, f->headers, f->header_count, true, problems_new(req)) : NULL;

	if (!f)
		return not_found(req);
	l->file = f;
	l->plain = map && map->plain;
	audit_add(req->db, &req->actor, "import.export", "import", l->file->id, NULL);
	return download_parts(req, "text/csv; charset=utf-8; header=present", text_format(req, "rows-of-import-%" PRId64 ".csv", l->file->id), rows_part, l);
}
