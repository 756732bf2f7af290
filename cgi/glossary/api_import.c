/* Files of terms for programs: a CSV or JSON body, what each row would do, and doing it. */
#include "glossary/api.h"

#include "base/text.h"
#include "glossary/api_parts.h"
#include "glossary/import.h"

#include <string.h>
#include <strings.h>

/* The format a body's content type names; -1 for any other. */
static int
format_of(const char *type)
{
	static const struct { const char *type; enum import_format format; } known[] = {
		{ "text/csv", IMPORT_CSV }, { "application/json", IMPORT_JSON },
	};
	size_t length = strcspn(type, "; ");

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (length == strlen(known[i].type) && strncasecmp(type, known[i].type, length) == 0)
			return known[i].format;
	return -1;
}

static bool
is_json(const struct request *req)
{
	json_t *body = json_loadb(req->raw, req->raw_length, JSON_REJECT_DUPLICATES, NULL);

	json_decref(body);
	return body != NULL;
}

static json_t *
texts_json(const char *const *texts, size_t count)
{
	json_t *list = json_array();

	for (size_t i = 0; i < count; i++)
		json_array_append_new(list, json_string(texts[i]));
	return list;
}

/* "This" is nothing to a reader who does not see the member beside it, nor is a sentence on one criterion of many. */
static const char *
problem_words(const struct problem *problem, const void *ctx)
{
	if (!text_starts(problem->text, "This ") || !*problem->member)
		return problem_sentence(ctx, problem, (size_t)problem->index + 1);
	return text_format(ctx, "%s: %s", problem_pointer(ctx, problem), problem->text);
}

static json_t *
row_json(const struct import_row *row)
{
	const char *slug = row->term.slug ? row->term.slug : row->known.term ? row->known.term->slug : NULL;
	json_t *problems = json_array();

	for (size_t i = 0; i < row->problems->count; i++)
		json_array_append_new(problems, json_string(problem_words(&row->problems->list[i], row->problems)));
	return json_pack("{s:I, s:s, s:s, s:o, s:o, s:o}", "line", (json_int_t)row->line, "act", row_act_names[row->act],
	    "term", row->term.name, "slug", json_text(slug), "problems", problems,
	    "notes", texts_json(row->notes, row->note_count));
}

static json_t *
plan_json(const struct import_plan *plan, bool dry)
{
	json_t *rows = json_array();

	for (size_t i = 0; i < plan->count; i++)
		json_array_append_new(rows, row_json(&plan->rows[i]));
	return json_pack("{s:b, s:o, s:I, s:I, s:I, s:I, s:o}", "dry_run", dry, "rows", rows, "created",
	    (json_int_t)plan->created, "changed", (json_int_t)plan->changed, "same", (json_int_t)plan->same, "refused",
	    (json_int_t)plan->refused, "ignored", texts_json(plan->ignored, plan->ignored_count));
}

/* Without the word nothing is changed: a program must say that it means it. */
struct response
api_term_import(struct request *req)
{
	static const char *const answers[] = { "true", "false", NULL };
	const char *dry = request_query(req, "dry_run");
	int format = format_of(req->content_type);
	struct import_plan *plan;

	if (dry && !text_in(dry, answers))
		return refuse(req, 422, "dry_run is true, to be told what would happen, or false, to import.");
	if (format < 0)
		return refuse(req, 415, "Send the file as text/csv or application/json.");
	if (req->raw_length > IMPORT_MOST_BYTES)
		return refuse(req, 413, text_format(req, "A file of terms has at most %d MiB. Split it.", IMPORT_MOST_BYTES >> 20));
	if (format == IMPORT_JSON && !is_json(req))
		return refuse(req, 400, "The body is no JSON.");
	plan = import_read(req, format, req->raw, req->raw_length);
	if (plan->problem)
		return refuse(req, 422, plan->problem);
	import_match(req->db, req, plan, req->now);
	import_decide(plan, api_today(req), req->user->id);
	if (text_equal(dry, "false"))
		import_run(req->db, req, &req->actor, plan);
	return api_show(req, 200, plan_json(plan, !text_equal(dry, "false")), 0);
}
