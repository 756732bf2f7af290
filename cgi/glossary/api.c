/* Terms as JSON: the list, one with all its versions, a new one, and the words that need no signature. */
#include "glossary/api.h"

#include "base/text.h"
#include "glossary/api_parts.h"
#include "glossary/import.h"

#include <string.h>

/* The `state` of a list's query, in the order of enum term_tab; TAB_ALL is asked for by leaving it out. */
static const char *const tab_names[] = { "", "agreed", "in_review", "draft", "review_due", "deprecated", NULL };

static int
code_of(const char *const *names, const char *name)
{
	for (int i = 0; name && names[i]; i++)
		if (strcmp(names[i], name) == 0)
			return i;
	return GLOSSARY_NONE;
}

/* What is wrong with a list's query; NULL, and the filter, when it is sound. */
static const char *
filter_read(struct request *req, struct term_filter *filter)
{
	static const char *const known[] = { "q", "kind", "state", "cursor", "limit", NULL };
	const char *kind = request_query(req, "kind"), *state = request_query(req, "state"), *cursor = request_query(req, "cursor");

	for (size_t i = 0; i < req->query->count; i++)
		if (!text_in(req->query->items[i].name, known))
			return "The list takes q, kind, state, cursor and limit, and nothing else.";
	*filter = (struct term_filter){ .kind = code_of(term_kind_names, kind), .tab = (enum term_tab)code_of(tab_names, state),
	    .text = request_query(req, "q"), .after = cursor ? api_cursor_read(req, cursor) : NULL, .today = api_today(req),
	    .limit = api_limit(req) };
	if (kind && filter->kind == GLOSSARY_NONE)
		return "kind is word, stage, metric, persona, theme or reason.";
	if (state && (int)filter->tab < TAB_AGREED)
		return "state is agreed, in_review, draft, review_due or deprecated.";
	if (cursor && !filter->after)
		return "The cursor is the \"next\" of the page before. Leave it out to start from the beginning.";
	if (!filter->limit)
		return "limit is a whole number from 1 to 200.";
	if (!state)
		filter->tab = TAB_ALL;
	return NULL;
}

static json_t *
open_json(const struct term_row *row)
{
	json_t *signed_by = json_array();

	if (row->open_marketing_signed)
		json_array_append_new(signed_by, json_string(team_names[TEAM_MARKETING]));
	if (row->open_sales_signed)
		json_array_append_new(signed_by, json_string(team_names[TEAM_SALES]));
	return json_pack("{s:I, s:I, s:s, s:o}", "number", (json_int_t)row->open_number, "revision",
	    (json_int_t)row->open_revision, "state", version_state_names[row->open_state], "signed_by", signed_by);
}

static json_t *
row_json(struct request *req, const struct term_row *row)
{
	json_t *in_force = json_null(), *coming = json_null();

	if (row->in_force_number)
		in_force = json_pack("{s:I, s:o, s:o}", "number", (json_int_t)row->in_force_number, "in_force_at",
		    json_instant(req, row->in_force_at), "review_due", json_text(row->review_due));
	if (row->coming_number)
		coming = json_pack("{s:I, s:o}", "number", (json_int_t)row->coming_number, "in_force_at",
		    json_instant(req, row->coming_at));
	return json_pack("{s:s, s:s, s:s, s:o, s:o, s:I, s:b, s:o, s:o, s:o, s:o}",
	    "slug", row->slug,
	    "name", row->name,
	    "kind", term_kind_names[row->kind],
	    "abbreviations", lines_json(row->abbreviations),
	    "synonyms", lines_json(row->synonyms),
	    "revision", (json_int_t)row->revision,
	    "deprecated", row->retired,
	    "meaning", json_text(row->meaning),
	    "in_force", in_force,
	    "ratified", coming,
	    "open", row->open_number ? open_json(row) : json_null());
}

struct response
api_term_list(struct request *req)
{
	struct term_filter filter;
	const char *problem = filter_read(req, &filter);
	const struct term_row *rows;
	json_t *items;
	size_t count, shown;

	if (problem)
		return refuse(req, 422, problem);
	shown = (size_t)filter.limit++;
	rows = term_index(req->db, req, req->now, &filter, &count);
	items = json_array();
	for (size_t i = 0; i < count && i < shown; i++)
		json_array_append_new(items, row_json(req, &rows[i]));
	return api_show(req, 200, json_pack("{s:o, s:o}", "items", items, "next",
	    count > shown ? api_cursor(req, rows[shown - 1].name) : json_null()), 0);
}

/* The members of a term that nobody signs, and where they go. */
static const struct words_member {
	const char *name;
	size_t into;
	enum { AS_TEXT, AS_LINES, AS_BINDINGS } shape;
} words_members[] = {
	{ "abbreviations", offsetof(struct term, abbreviations), AS_LINES },
	{ "synonyms", offsetof(struct term, synonyms), AS_LINES },
	{ "marketing_says", offsetof(struct term, marketing_says), AS_TEXT },
	{ "sales_says", offsetof(struct term, sales_says), AS_TEXT },
	{ "examples", offsetof(struct term, examples), AS_TEXT },
	{ "counter_examples", offsetof(struct term, counter_examples), AS_TEXT },
	{ "bindings", offsetof(struct term, bindings), AS_BINDINGS },
	{ 0 }
};

/* Reads those members that are there; null empties one. */
static void
words_read(struct json_in *in, const struct words_member *members, size_t count, struct term *term, struct problems *problems)
{
	for (size_t i = 0; i < count; i++) {
		const struct words_member *m = &members[i];
		const json_t *value = json_object_get(json_in_object(in), m->name);
		const char **into = (const char **)((char *)term + m->into), *text = "";

		if (!value)
			continue;
		json_in_know(in, (const char *const[]){ m->name, NULL });
		if (m->shape == AS_TEXT)
			text = json_in_text(in, m->name, false);
		else if (!json_is_null(value))
			text = m->shape == AS_LINES || json_is_array(value) ? lines_read_json(in, value, m->name, problems)
			    : bindings_read(in, value);
		*into = text ? text : "";
	}
}

static struct response
term_answer(struct request *req, int status, const char *slug)
{
	const struct term *term = term_find(req->db, req, slug);
	const struct version *versions;
	size_t count;

	if (!term)
		return not_found(req);
	versions = term_versions(req->db, req, term->id, req->now, &count);
	return api_show(req, status, term_json(req, term, versions, count), term->revision);
}

struct response
api_term_show(struct request *req)
{
	return term_answer(req, 200, req->slug);
}

struct response
api_term_make(struct request *req)
{
	struct response refused;
	struct json_in *in = json_in(req, &refused);
	struct term term = { .kind = GLOSSARY_NONE };
	struct problems *problems = problems_new(req);

	if (!in)
		return refused;
	term.name = json_in_text(in, "name", false);
	term.kind = code_of(term_kind_names, json_in_text(in, "kind", false));
	words_read(in, words_members, 2, &term, problems);
	term_tidy(req, &term);
	term_problems(problems, &term);
	problems_note(in, problems);
	if (!json_in_end(in, &refused))
		return refused;
	if (term_create(req->db, req, &req->actor, &term) == RESULT_TAKEN) {
		json_in_reject(in, "/name", "There is a term of this name already. Choose another name, or change that one.");
		json_in_end(in, &refused);
		return refused;
	}
	return api_created(req, json_pack("{s:s, s:I}", "slug", term.slug ? term.slug : "", "revision", (json_int_t)1), 1,
	    text_format(req, "/api/v1/terms/%s", term.slug ? term.slug : ""));
}

/* Somebody else's edit came first. */
static struct response
term_stale(struct request *req, const struct term *term)
{
	size_t count;
	const struct term_edit *last = term_edits(req->db, req, term->id, 1, &count);

	if (!count)
		return conflict(req, NULL);
	return conflict(req, text_format(req, "“%s” is at revision %lld since %s edited it. Read it again, then send your words"
	    " with that revision.", term->name, (long long)term->revision, last->person_name));
}

struct response
api_term_words(struct request *req)
{
	struct term *term = term_find(req->db, req, req->slug);
	struct problems *problems = problems_new(req);
	struct response refused;
	struct json_in *in;
	int64_t revision;

	if (!term)
		return not_found(req);
	revision = api_revision(req, &refused);
	if (!revision)
		return refused;
	if (revision != term->revision)
		return term_stale(req, term);
	in = json_in(req, &refused);
	if (!in)
		return refused;
	words_read(in, words_members, sizeof words_members / sizeof *words_members - 1, term, problems);
	term_tidy(req, term);
	term_problems(problems, term);
	problems_note(in, problems);
	if (!json_in_end(in, &refused))
		return refused;
	if (term_edit_words(req->db, req, &req->actor, term, NULL, 0) != RESULT_DONE)
		return conflict(req, NULL);
	return term_answer(req, 200, req->slug);
}
