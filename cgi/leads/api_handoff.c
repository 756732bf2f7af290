/* Handing over as JSON: the gate, the submission, one handoff, and attempts that other systems know of. */
#include "leads/api.h"

#include "auth/audit.h"
#include "auth/session.h"
#include "base/days.h"
#include "base/text.h"
#include "glossary/api_parts.h"
#include "leads/api_shapes.h"
#include "leads/rules_bound.h"

#include <string.h>
#include <talloc.h>

enum { ATTEMPTS_MOST = 1000 };

static struct response
no_gate(struct request *req)
{
	return conflict(req, "No definition of a lead that may be handed over is in force.");
}

struct response
api_gate(struct request *req)
{
	const struct term *term = NULL;
	const struct version *v = handoff_gate(req->db, req, req->now, &term);
	json_t *version, *body;

	if (!v)
		return no_gate(req);
	version = version_json(req, term, v);
	body = json_pack("{s:s, s:s, s:I, s:O}", "slug", term->slug, "name", term->name, "number", (json_int_t)v->number, "criteria",
	    json_object_get(version, "criteria"));
	json_decref(version);
	return api_show(req, 200, body, v->revision);
}

struct response
api_handoff_show(struct request *req)
{
	return handoff_answer_json(req, 200, req->id);
}

/* What another system sends with the answers; `definition` is the number its answers belong to. */
static void
submission_in(struct request *req, struct json_in *in, struct submission *s)
{
	s->answers = answers_in(req, in, "answers", true, &s->answer_count);
	s->words = json_in_text(in, "words", false);
	s->how_entered = json_in_text(in, "how_entered", false);
	s->situation = json_in_text(in, "situation", false);
	s->next_step = json_in_text(in, "next_step", false);
}

/* What the lead's fields answer and the body left out. */
static void
known_add(struct request *req, const struct version *v, const struct term *term, const struct lead *lead, struct submission *s)
{
	size_t known_count;
	const struct answer *known = answers_bound(req, v, term->bindings, lead, &known_count);
	struct answer *all = memory_need(talloc_zero_array(req, struct answer, s->answer_count + known_count + 1));
	size_t count = s->answer_count;

	for (size_t i = 0; i < s->answer_count; i++)
		all[i] = s->answers[i];
	for (size_t i = 0; i < known_count; i++)
		if (!answer_of(s->answers, s->answer_count, known[i].code))
			all[count++] = known[i];
	s->answers = all;
	s->answer_count = count;
}

static struct response
submit_refused(struct request *req, enum act_result result, int64_t id)
{
	const struct handoff_event *last;

	if (result == RESULT_GONE)
		return not_found(req);
	if (result != RESULT_TAKEN)
		return no_gate(req);
	last = handoff_last(req->db, req, id);
	return conflict(req, text_format(req, "This lead has the open handoff %lld%s%s.", (long long)id, last ? ": last, " : "",
	    last ? text_format(req, "%s %s at %s", last->person_name ? last->person_name : "the background program", move_done(last->move),
	    instant_print(req, last->at)) : ""));
}

struct response
api_handoff_make(struct request *req)
{
	int64_t lead_id = lead_standing(req->db, req->id), id = 0;
	const struct lead *lead = lead_id ? lead_find(req->db, req, lead_id) : NULL;
	struct problems *problems = problems_new(req);
	struct submission s = { .lead_id = lead_id };
	const struct version *v;
	const struct term *term = NULL;
	struct response refused;
	struct json_in *in;
	enum act_result result;

	if (!lead || lead->erased_at)
		return not_found(req);
	in = json_in(req, &refused);
	if (!in)
		return refused;
	v = handoff_gate(req->db, req, req->now, &term);
	if (!v)
		return no_gate(req);
	submission_in(req, in, &s);
	s.version_id = v->id;
	known_add(req, v, term, lead, &s);
	submission_problems(problems, v, &s);
	lead_problems_note(in, problems);
	if (!json_in_end(in, &refused))
		return refused;
	result = handoff_submit(req->db, req, &req->actor, &s, req->session->organisation_zone, &id);
	return result == RESULT_DONE ? handoff_answer_json(req, 201, id) : submit_refused(req, result, id);
}

/* {system, id} of a member; both texts are needed, as they may be kept. */
static void
ref_in(struct request *req, struct json_in *in, const char *name, bool required, const char **system, const char **id)
{
	const json_t *object = json_object_get(json_in_object(in), name);
	struct problems *problems = problems_new(req);
	struct lead_ref ref = { .system = json_string_value(json_object_get(object, "system")),
		.external_id = json_string_value(json_object_get(object, "id")) };

	json_in_know(in, (const char *const[]){ name, NULL });
	if ((!object || json_is_null(object)) && !required)
		return;
	if (!ref.system || !ref.external_id || json_object_size(object) != 2) {
		json_in_reject(in, text_format(req, "/%s", name), "Give an object with the texts system and id, and nothing else.");
		return;
	}
	ref = ref_tidy(req, &ref);
	ref_problems(problems, -1, &ref);
	for (size_t i = 0; i < problems->count; i++)
		json_in_reject(in, text_format(req, "/%s/%s", name, problems->list[i].member), problems->list[i].text);
	*system = ref.system;
	*id = ref.external_id;
}

static void
attempt_in(struct request *req, struct json_in *in, struct attempt_told *told)
{
	const char *channel = json_in_text(in, "channel", false), *result = json_in_text(in, "result", true);

	told->handoff_id = json_in_integer(in, "handoff", false);
	ref_in(req, in, "lead_ref", !told->handoff_id, &told->lead_system, &told->lead_external_id);
	ref_in(req, in, "external_ref", true, &told->system, &told->external_id);
	told->channel = name_place(channel_names, channel);
	told->result = name_place(attempt_result_names, result);
	if (channel && told->channel < 0)
		json_in_reject(in, "/channel", "Give call, mail, meeting or message.");
	if (result && told->result < 0)
		json_in_reject(in, "/result", "Give no_answer, voicemail, mailed, spoke, replied or booked.");
	told->happened_at = instant_in(req, in, "happened_at");
	if (!json_in_has(in, "happened_at"))
		json_in_reject(in, "/happened_at", "Give the time at which it happened.");
	told->by = json_in_text(in, "by", false);
}

static json_t *
told_json(const struct attempt_told *list, size_t count)
{
	json_t *items = json_array();

	for (size_t i = 0; i < count; i++) {
		json_t *one = json_pack("{s:s}", "status", told_status_names[list[i].status]);

		if (list[i].problem)
			json_object_set_new(one, "problem", json_string(list[i].problem));
		json_array_append_new(items, one);
	}
	return items;
}

/* One line of the trail for all of them. */
static void
told_audit(struct request *req, const struct attempt_told *list, size_t count)
{
	int by_status[] = { [TOLD_CREATED] = 0, [TOLD_SAME] = 0, [TOLD_REFUSED] = 0 };

	for (size_t i = 0; i < count; i++)
		by_status[list[i].status]++;
	audit_add(req->db, &req->actor, "handoff.feed", NULL, 0, text_format(req, "created=%d same=%d refused=%d", by_status[TOLD_CREATED], by_status[TOLD_SAME],
	    by_status[TOLD_REFUSED]));
}

/* An array at the top is taken as {"items": [...]}. The request keeps what it came with: it may be run again, and its key names it. */
static struct json_in *
listed_in(struct request *req, struct response *refused)
{
	const char *raw = req->raw;
	size_t length = req->raw_length;
	struct json_in *in;

	if (raw && raw[strspn(raw, " \t\r\n")] == '[') {
		req->raw = text_format(req, "{\"items\":%.*s}", (int)length, raw);
		req->raw_length = strlen(req->raw);
	}
	in = json_in(req, refused);
	req->raw = raw;
	req->raw_length = length;
	return in;
}

struct response
api_attempts_take(struct request *req)
{
	struct attempt_told *list;
	struct json_in *in, **items;
	struct response refused;
	size_t count;

	in = listed_in(req, &refused);
	if (!in)
		return refused;
	items = json_in_list(in, "items", true, &count);
	if (!items)
		count = 0;
	else if (count < 1 || count > ATTEMPTS_MOST)
		json_in_reject(in, "/items", "Give 1 to 1,000 attempts at once.");
	list = memory_need(talloc_zero_array(req, struct attempt_told, count + 1));
	for (size_t i = 0; i < count && count <= ATTEMPTS_MOST; i++)
		attempt_in(req, items[i], &list[i]);
	if (!json_in_end(in, &refused))
		return refused;
	attempts_take(req->db, req, &req->actor, list, count, req->session->organisation_zone);
	told_audit(req, list, count);
	return api_show(req, 200, json_pack("{s:o, s:o}", "items", told_json(list, count), "known_up_to",
	    json_instant(req, attempts_known_up_to(req->db))), 0);
}
