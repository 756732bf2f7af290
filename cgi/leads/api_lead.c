/* Leads as JSON. */
#include "leads/api.h"

#include "base/days.h"
#include "base/text.h"
#include "leads/api_shapes.h"

#include <talloc.h>

/* The lead of an id, through merges; NULL: 404. */
static struct lead *
lead_at(struct request *req, int64_t id)
{
	int64_t standing = id ? lead_standing(req->db, id) : 0;
	struct lead *lead = standing ? lead_find(req->db, req, standing) : NULL;

	return lead && !lead->erased_at ? lead : NULL;
}

static struct response
lead_answer(struct request *req, int status, int64_t id)
{
	struct lead *lead = lead_at(req, id);

	if (!lead)
		return not_found(req);
	return api_show(req, status, lead_json(req, lead), lead->revision);
}

struct response
api_lead_show(struct request *req)
{
	return lead_answer(req, 200, req->id);
}

struct response
api_lead_by_ref(struct request *req)
{
	size_t count;
	char **parts = text_split(req, req->path, "/", &count);

	return lead_answer(req, 200, count > 6 ? lead_by_ref(req->db, parts[5], req->slug) : 0);
}

static json_t *
row_json(struct request *req, const struct lead_row *row)
{
	bool member = user_roles(req->user) & MEMBER;

	return json_pack("{s:I, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "id", (json_int_t)row->id, "person", json_text(row->name), "company",
	    json_text(row->company), "email", json_text(member ? row->email : email_masked(req, row->email)), "source", json_text(row->source),
	    "handoff", row->handoff_id ? json_integer(row->handoff_id) : json_null(), "state",
	    row->handoff_id ? json_string(handoff_state_names[row->handoff_state]) : json_null(), "created_at", json_instant(req, row->created_at));
}

struct response
api_lead_list(struct request *req)
{
	const char *cursor = request_query(req, "cursor");
	struct lead_filter filter = { .text = request_query(req, "q"), .limit = api_limit(req), .by_name = leads_may_write(req->user) != NULL };
	struct lead_row *rows;
	size_t count;
	int64_t limit = filter.limit;
	json_t *items, *next = json_null();

	if (!limit)
		return api_problem(req, 400, "No such limit", "Write ?limit= with a number from 1 to 200.");
	if (cursor && !(filter.after = api_cursor_read(req, cursor)))
		return api_problem(req, 400, "No such cursor", "Take the cursor from the page before, or leave it out.");
	filter.limit++;
	rows = leads_list(req->db, req, &filter, &count);
	if (count > (size_t)limit) {
		count = (size_t)limit;
		next = api_cursor(req, leads_cursor(req, &filter, &rows[count - 1]));
	}
	items = json_array();
	for (size_t i = 0; i < count; i++)
		json_array_append_new(items, row_json(req, &rows[i]));
	return api_show(req, 200, json_pack("{s:o, s:o}", "items", items, "next", next), 0);
}

/* A text of an object in the body; NULL where there is none. */
static const char *
touch_text(struct request *req, struct json_in *in, const char *name, const json_t *object, const char *member)
{
	const json_t *value = json_object_get(object, member);

	if (value && !json_is_string(value) && !json_is_null(value))
		json_in_reject(in, text_format(req, "/%s/%s", name, member), "Give a text.");
	return json_string_value(value);
}

static const struct touch *
touch_in(struct request *req, struct json_in *in, const char *name)
{
	static const char *const known[] = { "source", "medium", "campaign", "term", "content", "landing_page", "referrer", "at", NULL };
	const json_t *object = json_object_get(json_in_object(in), name);
	struct touch *touch;
	const char *at, *member;
	json_t *inner;

	json_in_know(in, (const char *const[]){ name, NULL });
	if (!object || json_is_null(object))
		return NULL;
	if (!json_is_object(object)) {
		json_in_reject(in, text_format(req, "/%s", name), "Give an object with source, medium, campaign, term, content, landing_page, referrer and at.");
		return NULL;
	}
	json_object_foreach((json_t *)object, member, inner)
		if (!text_in(member, known))
			json_in_reject(in, text_format(req, "/%s/%s", name, json_step(req, member)), "There is no such member here.");
	touch = memory_need(talloc_zero(req, struct touch));
	touch->source = touch_text(req, in, name, object, "source");
	touch->medium = touch_text(req, in, name, object, "medium");
	touch->campaign = touch_text(req, in, name, object, "campaign");
	touch->term = touch_text(req, in, name, object, "term");
	touch->content = touch_text(req, in, name, object, "content");
	touch->landing_page = touch_text(req, in, name, object, "landing_page");
	touch->referrer = touch_text(req, in, name, object, "referrer");
	at = touch_text(req, in, name, object, "at");
	if (at && !instant_parse(at, &touch->at))
		json_in_reject(in, text_format(req, "/%s/at", name), "Write it as RFC 3339 says: 2026-08-03T14:02:00Z.");
	return touch;
}

static void
refs_in(struct request *req, struct json_in *in, struct lead *lead)
{
	size_t count;
	struct json_in **list = json_in_list(in, "external_refs", false, &count);
	struct lead_ref *refs;

	if (!json_in_has(in, "external_refs"))
		return;
	if (count > LEAD_REFS_MOST) {
		json_in_reject(in, "/external_refs", "Give at most 20 names in other systems.");
		return;
	}
	refs = memory_need(talloc_zero_array(req, struct lead_ref, count + 1));
	for (size_t i = 0; i < count; i++)
		refs[i] = (struct lead_ref){ 0, json_in_text(list[i], "system", true), json_in_text(list[i], "id", true) };
	for (size_t i = 0; i < count; i++)
		if (!refs[i].system || !refs[i].external_id)
			return;
	lead->refs = refs;
	lead->ref_count = count;
}

/* Sets the members that the body has; those it leaves out stay. */
static void
lead_in(struct request *req, struct json_in *in, struct lead *lead)
{
	const struct { const char *name; const char **at; } texts[] = {
		{ "person", &lead->name }, { "company", &lead->company }, { "job", &lead->job }, { "email", &lead->email }, { "phone", &lead->phone },
		{ "website", &lead->website }, { "source", &lead->source }, { "campaign", &lead->campaign }, { "theme", &lead->theme },
		{ "persona", &lead->persona }, { "stage", &lead->stage }, { "basis", &lead->basis }
	};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (json_in_has(in, texts[i].name))
			*texts[i].at = json_in_text(in, texts[i].name, false);
	if (json_in_has(in, "origin"))
		lead->origin = name_place(origin_names, json_in_text(in, "origin", false));
	if (json_in_has(in, "do_not_contact"))
		lead->do_not_contact = json_in_bool(in, "do_not_contact", false);
	if (json_in_has(in, "converted_at"))
		lead->converted_at = instant_in(req, in, "converted_at");
	if (json_in_has(in, "first_touch"))
		lead->first_touch = touch_in(req, in, "first_touch");
	if (json_in_has(in, "last_touch"))
		lead->last_touch = touch_in(req, in, "last_touch");
	refs_in(req, in, lead);
}

/* Members as the body calls them: the person's name is "person" there. */
static void
problems_in(struct request *req, struct json_in *in, struct lead *lead)
{
	struct problems *problems = problems_new(req);

	lead_tidy(req, lead);
	lead_problems(problems, lead, req->now);
	for (size_t i = 0; i < problems->count; i++)
		json_in_reject(in, text_equal(problems->list[i].member, "name") ? "/person" : lead_problem_pointer(req, &problems->list[i]),
		    problems->list[i].text);
}

static json_t *
likes_json(const struct lead_row *like, size_t count)
{
	json_t *list = json_array();

	for (size_t i = 0; i < count; i++)
		json_array_append_new(list, json_pack("{s:I, s:s}", "id", (json_int_t)like[i].id, "same", like[i].same == SAME_EMAIL ? "email" : "name_and_domain"));
	return list;
}

/* Somebody who was erased: at the member by which they are known. */
static struct response
erased_refused(struct request *req, struct json_in *in, const struct lead *lead, const struct lead *before)
{
	int by = lead_erased_by(req->db, req, lead, before);
	struct response refused = conflict(req, NULL);

	json_in_reject(in, text_format(req, "/%s", by ? erased_member(by) : "email"), erased_problem(by ? by : ERASED_EMAIL));
	json_in_end(in, &refused);
	return refused;
}

struct response
api_lead_make(struct request *req)
{
	struct lead lead = LEAD_BLANK;
	struct lead_row *like = NULL;
	size_t like_count = 0;
	struct response refused;
	struct json_in *in = json_in(req, &refused);
	enum act_result result;
	bool anyway;

	if (!in)
		return refused;
	anyway = json_in_bool(in, "allow_duplicate", false);
	lead_in(req, in, &lead);
	problems_in(req, in, &lead);
	if (!json_in_end(in, &refused))
		return refused;
	result = lead_create(req->db, req, &req->actor, &lead, anyway ? MAKE_ANYWAY : MAKE_UNLESS_EMAIL, &like, &like_count);
	if (result == RESULT_ERASED)
		return erased_refused(req, in, &lead, NULL);
	if (result == RESULT_TAKEN)
		return api_show(req, 200, json_pack("{s:I, s:b, s:o}", "id", (json_int_t)lead.id, "duplicate", 1, "possible_duplicates",
		    likes_json(like, like_count)), 0);
	if (result != RESULT_DONE)
		return conflict(req, NULL);
	return api_created(req, json_pack("{s:I, s:I, s:o}", "id", (json_int_t)lead.id, "revision", (json_int_t)lead.revision, "possible_duplicates",
	    likes_json(like, like_count)), lead.revision, text_format(req, "/api/v1/leads/%lld", (long long)lead.id));
}

struct response
api_lead_edit(struct request *req)
{
	struct lead *lead = lead_at(req, req->id);
	struct response refused;
	const struct lead *before;
	struct json_in *in;
	enum act_result result;
	int64_t revision;
	bool anyway;

	if (!lead)
		return not_found(req);
	revision = api_revision(req, &refused);
	if (!revision)
		return refused;
	in = json_in(req, &refused);
	if (!in)
		return refused;
	anyway = json_in_bool(in, "allow_duplicate", false);
	before = lead_at(req, req->id);
	lead_in(req, in, lead);
	problems_in(req, in, lead);
	if (!json_in_end(in, &refused))
		return refused;
	lead->revision = revision;
	result = lead_edit(req->db, req, &req->actor, lead, anyway ? MAKE_ANYWAY : MAKE_UNLESS_EMAIL);
	if (result == RESULT_ERASED)
		return erased_refused(req, in, lead, before);
	if (result == RESULT_TAKEN)
		return conflict(req, "Another lead has this email address or this name in another system.");
	if (result == RESULT_STALE)
		return conflict(req, "Somebody changed this lead meanwhile. Read it again, then name that revision.");
	return result == RESULT_DONE ? lead_answer(req, 200, lead->id) : not_found(req);
}
