/* Files of other systems for programs: brought, settled, started, stopped, taken back. */
#include "leads/api.h"

#include "base/text.h"
#include "leads/api_shapes.h"
#include "leads/store_import.h"

#include <inttypes.h>
#include <string.h>
#include <strings.h>
#include <talloc.h>

enum { PROBLEMS_SHOWN = 200 };

static json_t *
loaded(const char *json)
{
	json_t *value = json ? json_loads(json, JSON_DECODE_ANY, NULL) : NULL;

	return value ? value : json_null();
}

/* Each problem of each row left out, or what is not done of one that goes in: where it stands, what stands there, what to do. */
static json_t *
problems_json(struct request *req, const struct import_file *f, bool left_out)
{
	int64_t after = 0;
	size_t count, i;
	json_t *list = json_array();
	const struct import_refused *rows;

	text_integer(request_query(req, "after"), 0, INT64_MAX, &after);
	rows = left_out ? import_file_refused(req->db, req, f->id, after, PROBLEMS_SHOWN, &count) : import_file_noticed(req->db, req, f->id, after, PROBLEMS_SHOWN, &count);
	for (size_t n = 0; n < count; n++) {
		json_t *problems = loaded(rows[n].problems), *problem;

		json_array_foreach(problems, i, problem) {
			json_int_t column = json_integer_value(json_array_get(problem, 0));
			bool named = column >= 0 && (size_t)column < f->header_count;

			json_array_append_new(list, json_pack("{s:I, s:o, s:O, s:O}", "line", (json_int_t)rows[n].line, "column",
			    named ? json_string(f->headers[column]) : json_null(), "value", json_array_get(problem, 1), left_out ? "problem" : "notice", json_array_get(problem, 2)));
		}
		json_decref(problems);
	}
	return list;
}

static struct response
file_answer(struct request *req, int status, int64_t id)
{
	const struct import_file *f = import_file_find(req->db, req, id);
	int64_t good;
	json_t *body;

	if (!f)
		return not_found(req);
	good = f->created + f->updated + f->same;
	body = json_pack("{s:I, s:s, s:s, s:s, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I}", "id", (json_int_t)f->id, "kind", import_kind_names[f->kind], "file",
	    f->file_name, "state", import_state_names[f->state], "rows", (json_int_t)f->lines_total, "ready", (json_int_t)good, "done",
	    (json_int_t)(f->state == FILE_RUNNING || f->state == FILE_STOPPED || f->state == FILE_DONE ? good : 0), "created", (json_int_t)f->created, "updated",
	    (json_int_t)f->updated, "same", (json_int_t)f->same, "refused", (json_int_t)f->refused, "flagged", (json_int_t)f->flagged, "stages_held",
	    (json_int_t)f->held, "left_alone", (json_int_t)f->left_alone);
	json_object_update_new(body, json_pack("{s:o, s:o, s:s, s:s, s:s, s:I, s:o, s:o, s:o}", "columns", loaded(f->header_json), f->state == FILE_COLUMNS ? "guess" : "mapping",
	    loaded(f->mapping), "encoding", f->encoding, "delimiter", f->delimiter, "footer", f->footer, "revision", (json_int_t)f->revision, "problems",
	    problems_json(req, f, true), "created_at", json_instant(req, f->made_at), "done_at", json_instant(req, f->done_at)));
	json_object_set_new(body, "noticed", json_integer((json_int_t)f->noticed));
	json_object_set_new(body, "notices", f->noticed ? problems_json(req, f, false) : json_array());
	json_object_set_new(body, "stopped_because", *f->problem ? json_string(f->problem) : json_null());
	if (status == 201)
		return api_created(req, body, f->revision, text_format(req, "/api/v1/imports/%" PRId64, f->id));
	return api_show(req, status, body, f->revision);
}

struct response
api_import_make(struct request *req)
{
	int kind = name_place(import_kind_names, request_query(req, "kind"));
	const char *name = request_query(req, "name"), *system = request_query(req, "system"), *problem;
	size_t type = strcspn(req->content_type, "; ");
	int64_t id = 0;

	if (kind == GLOSSARY_NONE)
		return refuse(req, 422, "Write ?kind= with leads, attempts or deals.");
	if (type != strlen("text/csv") || strncasecmp(req->content_type, "text/csv", type) != 0)
		return refuse(req, 415, "Send the file as text/csv.");
	problem = import_file_take(req->db, req, &req->actor, kind, text_blank(name) ? "Sent by a program" : name, req->raw, req->raw_length, &id);
	if (problem)
		return refuse(req, 422, problem);
	if (system && import_file_name_system(req->db, req, id, system) != IMPORT_NAMED)
		return refuse(req, 422, "Write ?system= with the other system’s name in small letters, digits, hyphens or dots, such as hubspot.");
	return file_answer(req, 201, id);
}

struct response
api_import_show(struct request *req)
{
	return file_answer(req, 200, req->id);
}

struct response
api_import_list(struct request *req)
{
	int64_t limit = api_limit(req), before = 0;
	const char *cursor = request_query(req, "cursor"), *text;
	const struct import_file *files;
	json_t *items, *next = json_null();
	size_t count;

	if (!limit)
		return api_problem(req, 400, "No such limit", "Write ?limit= with a number from 1 to 200.");
	text = cursor ? api_cursor_read(req, cursor) : NULL;
	if (cursor && !text_integer(text, 1, INT64_MAX, &before))
		return api_problem(req, 400, "No such cursor", "Take the cursor from the page before, or leave it out.");
	files = import_files(req->db, req, before, limit + 1, &count);
	items = json_array();
	for (size_t i = 0; i < count && i < (size_t)limit; i++)
		json_array_append_new(items, json_pack("{s:I, s:s, s:s, s:s, s:I, s:o}", "id", (json_int_t)files[i].id, "kind", import_kind_names[files[i].kind], "file",
		    files[i].file_name, "state", import_state_names[files[i].state], "rows", (json_int_t)files[i].lines_total, "created_at",
		    json_instant(req, files[i].made_at)));
	if (count > (size_t)limit)
		next = api_cursor(req, text_format(req, "%" PRId64, files[limit - 1].id));
	return api_show(req, 200, json_pack("{s:o, s:o}", "items", items, "next", next), 0);
}

/* Problems of a map at their pointers. */
static void
map_problems_note(struct json_in *in, const struct problems *p)
{
	for (size_t i = 0; i < p->count; i++)
		json_in_reject(in, text_format(in, "/%s", p->list[i].member), p->list[i].text);
}

static const char *
printed(const void *ctx, const json_t *object)
{
	size_t length = json_dumpb(object, NULL, 0, JSON_COMPACT);
	char *text = memory_need(talloc_zero_size(ctx, length + 1));

	json_dumpb(object, text, length, JSON_COMPACT);
	return text;
}

struct response
api_import_settle(struct request *req)
{
	static const char *const members[] = { "system", "columns", "values", "defaults", "date_order", "history", "known", "guarded", NULL };
	const struct import_file *f = import_file_find(req->db, req, req->id);
	struct problems *problems = problems_new(req);
	struct import_map *map;
	struct response refused;
	struct dates_found dates;
	struct json_in *in;
	int64_t revision;
	bool mixed;

	if (!f)
		return not_found(req);
	revision = api_revision(req, &refused);
	if (!revision)
		return refused;
	in = json_in(req, &refused);
	if (!in)
		return refused;
	json_in_know(in, members);
	map = import_map_read(req, f->kind, printed(req, json_in_object(in)), f->headers, f->header_count, false, problems);
	dates = import_file_dates(import_file_found(req, f), map);
	if (!problems->count)
		import_map_problems(problems, f->kind, map, &dates);
	map_problems_note(in, problems);
	if (!json_in_end(in, &refused))
		return refused;
	if (map->date_order == GLOSSARY_NONE)
		map->date_order = dates_order(&dates, &mixed);
	switch (import_file_settle(req->db, req, &req->actor, f->id, revision, map)) {
	case RESULT_DONE:
		return file_answer(req, 200, f->id);
	case RESULT_STALE:
		return conflict(req, "Somebody has settled this file since. Read it again.");
	default:
		return conflict(req, "This file is under way or done, so its columns stay as they are.");
	}
}

static struct response
act(struct request *req, enum act_result (*does)(struct db *, const void *, const struct actor *, int64_t), const char *why)
{
	enum act_result result = does(req->db, req, &req->actor, req->id);

	if (result == RESULT_GONE)
		return not_found(req);
	return result == RESULT_DONE ? file_answer(req, 200, req->id) : conflict(req, why);
}

struct response
api_import_start(struct request *req)
{
	return act(req, import_file_start, "Only a file whose rows were checked is imported. Settle its columns first, and wait until it is ready.");
}

struct response
api_import_stop(struct request *req)
{
	return act(req, import_file_stop, "Only an import that runs is stopped.");
}

struct response
api_import_undo(struct request *req)
{
	return act(req, import_file_undo, "Only an import that is done or stopped is taken back, for 30 days.");
}
