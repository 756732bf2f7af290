/* Leads and handoffs as JSON. */
#include "leads/api_shapes.h"

#include "base/days.h"
#include "base/text.h"

#include <talloc.h>

int
name_place(const char *const names[], const char *name)
{
	for (int i = 0; name && names[i]; i++)
		if (text_equal(names[i], name))
			return i;
	return GLOSSARY_NONE;
}

static json_t *
name_of(const char *const names[], int place)
{
	return place < 0 ? json_null() : json_string(names[place]);
}

static json_t *
id_json(int64_t id)
{
	return id ? json_integer(id) : json_null();
}

static json_t *
touch_json(const void *ctx, const struct touch *touch)
{
	const char *text = touch ? touch_print(ctx, touch) : NULL;

	return text ? json_loads(text, 0, NULL) : json_null();
}

static json_t *
refs_json(const struct lead *lead)
{
	json_t *list = json_array();

	for (size_t i = 0; i < lead->ref_count; i++)
		json_array_append_new(list, json_pack("{s:s, s:s}", "system", lead->refs[i].system, "id", lead->refs[i].external_id));
	return list;
}

/* A name that a lead brought, and the term it leads to: null while it is unmapped. */
static void
named(json_t *body, const char *key, const char *name, const char *slug)
{
	json_object_set_new(body, key, text_blank(name) ? json_null()
	    : json_pack("{s:s, s:o}", "name", name, "term", json_text(slug)));
}

/* What another system said of it, by an import; null where nothing did. */
static json_t *
past_json(struct request *req, const struct lead_past *p)
{
	json_t *body;

	if (!p)
		return json_null();
	body = json_pack("{s:b, s:I, s:o, s:o, s:o, s:o, s:o}", "imported", true, "import", (json_int_t)p->import_id, "system", json_text(p->system), "stage",
	    json_text(p->stage_name), "status", json_text(p->status), "outcome", p->outcome < 0 ? json_null() : json_string(outcome_names[p->outcome]), "amount",
	    p->currency ? json_pack("{s:I, s:s}", "minor", (json_int_t)p->amount_minor, "currency", p->currency) : json_null());
	json_object_set_new(body, "created_at", json_instant(req, p->record_made_at));
	json_object_set_new(body, "mql_at", json_instant(req, p->mql_at));
	json_object_set_new(body, "sal_at", json_instant(req, p->sal_at));
	json_object_set_new(body, "first_attempt_at", json_instant(req, p->first_attempt_at));
	json_object_set_new(body, "sql_at", json_instant(req, p->sql_at));
	json_object_set_new(body, "won_at", json_instant(req, p->won_at));
	json_object_set_new(body, "lost_at", json_instant(req, p->lost_at));
	json_object_set_new(body, "impossible", p->flags ? json_string(import_flag_words(req, p->flags)) : json_null());
	return body;
}

json_t *
lead_json(struct request *req, struct lead *lead)
{
	json_t *body;

	lead_mask(req, lead, req->user);
	body = json_pack("{s:I, s:I, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "id", (json_int_t)lead->id, "revision", (json_int_t)lead->revision,
	    "person", json_text(lead->name), "company", json_text(lead->company), "job", json_text(lead->job), "email", json_text(lead->email),
	    "phone", json_text(lead->phone), "website", json_text(lead->website), "origin", name_of(origin_names, lead->origin),
	    "external_refs", refs_json(lead), "do_not_contact", json_boolean(lead->do_not_contact));
	json_object_set_new(body, "source", text_blank(lead->source) ? json_null() : json_string(lead->source));
	json_object_set_new(body, "campaign", text_blank(lead->campaign) ? json_null() : json_string(lead->campaign));
	named(body, "theme", lead->theme, lead->theme_slug);
	named(body, "persona", lead->persona, lead->persona_slug);
	named(body, "stage", lead->stage, lead->stage_slug);
	json_object_set_new(body, "account", lead->account_id ? json_pack("{s:I, s:o, s:o}", "id", (json_int_t)lead->account_id, "name",
	    json_text(lead->account_name), "domain", json_text(lead->account_domain)) : json_null());
	json_object_set_new(body, "owner_marketing", json_text(lead->owner_marketing_name));
	json_object_set_new(body, "owner_sales", json_text(lead->owner_sales_name));
	json_object_set_new(body, "basis", json_text(lead->basis));
	json_object_set_new(body, "converted_at", json_instant(req, lead->converted_at));
	json_object_set_new(body, "first_touch", touch_json(req, lead->first_touch));
	json_object_set_new(body, "last_touch", touch_json(req, lead->last_touch));
	json_object_set_new(body, "open_handoff", id_json(handoff_open_of(req->db, lead->id)));
	json_object_set_new(body, "created_at", json_instant(req, lead->created_at));
	json_object_set_new(body, "history", past_json(req, lead_past_find(req->db, req, lead->id)));
	return body;
}

static json_t *
value_json(const struct criterion *c, const char *value)
{
	if (!value)
		return json_null();
	if (c && c->kind == ASKS_YES_NO)
		return json_boolean(text_equal(value, "yes"));
	if (c && c->kind == ASKS_NUMBER) {
		json_t *number = json_loads(value, JSON_DECODE_ANY, NULL);

		return number ? number : json_string(value);
	}
	return json_string(value);
}

static json_t *
answers_json(struct request *req, const struct handoff *h)
{
	const struct version *v = handoff_version(req->db, req, h, req->now);
	size_t count;
	const struct answer *answers = handoff_answers(req->db, req, h->id, h->round, false, &count);
	json_t *body = json_object();

	for (size_t i = 0; i < count; i++) {
		const struct criterion *c = v ? criterion_of(v, answers[i].code) : NULL;
		json_t *one = json_pack("{s:o, s:s}", "value", value_json(c, answers[i].value), "verdict", verdict_names[answers[i].verdict]);

		if (!answers[i].value)
			json_object_set_new(one, "unknown", json_true());
		if (!text_blank(answers[i].evidence))
			json_object_set_new(one, "evidence", json_string(answers[i].evidence));
		json_object_set_new(body, answers[i].code, one);
	}
	return body;
}

/* Clocks without a person: who of the team it was is the own team's to know. */
static json_t *
timers_json(struct request *req, int64_t id)
{
	size_t count;
	const struct clock *timers = timers_of(req->db, req, "handoff", id, req->now, &count);
	json_t *list = json_array();

	for (size_t i = 0; i < count; i++)
		json_array_append_new(list, json_pack("{s:I, s:s, s:o, s:s, s:o}", "id", (json_int_t)timers[i].id, "kind", promise_kind_names[timers[i].kind],
		    "deadline", json_instant(req, timers[i].deadline), "state", timers[i].unmeasured ? promise_state_names[PROMISE_NOT_MEASURED] : timer_state_names[timers[i].status], "previous", id_json(timers[i].previous_id)));
	return list;
}

/* The tap, the words, and what it was about where that was said. */
static json_t *
feedback_json(const void *ctx, const struct handoff *h)
{
	int64_t chips = feedback_chips_read(ctx, h->feedback_chips);
	json_t *feedback, *list;

	if (!h->feedback_quality)
		return json_null();
	feedback = json_pack("{s:I, s:o}", "quality", (json_int_t)h->feedback_quality, "words", json_text(h->feedback_words));
	if (!chips)
		return feedback;
	list = json_array();
	for (int c = 0; c < FEEDBACK_CHIPS; c++)
		if (chips >> c & 1)
			json_array_append_new(list, json_string(feedback_chip_names[c]));
	json_object_set_new(feedback, "chips", list);
	return feedback;
}

json_t *
handoff_json(struct request *req, const struct handoff *h)
{
	json_t *body = json_pack("{s:I, s:I, s:I, s:I, s:s, s:b, s:o, s:o, s:o, s:I, s:o, s:o}", "id", (json_int_t)h->id, "revision", (json_int_t)h->revision,
	    "lead", (json_int_t)h->lead_id, "round", (json_int_t)h->round, "state", handoff_state_names[h->state], "final", h->is_final,
	    "decision", name_of(decision_names, h->decision), "outcome", name_of(outcome_names, h->outcome),
	    "feedback", feedback_json(req, h),
	    "term_version", (json_int_t)h->term_number, "agreement_version", id_json(h->agreement_number), "calendar_version", id_json(h->calendar_version_id));

	json_object_set_new(body, "term", json_text(h->term_slug));
	json_object_set_new(body, "submitted_at", json_instant(req, h->submitted_at));
	json_object_set_new(body, "first_submitted_at", json_instant(req, h->first_submitted_at));
	json_object_set_new(body, "decided_at", json_instant(req, h->decided_at));
	json_object_set_new(body, "connected_at", json_instant(req, h->connected_at));
	json_object_set_new(body, "sql_at", json_instant(req, h->sql_at));
	json_object_set_new(body, "outcome_at", json_instant(req, h->outcome_at));
	json_object_set_new(body, "outcome_reason", json_text(h->outcome_reason_slug));
	json_object_set_new(body, "return_on", json_text(h->return_on));
	json_object_set_new(body, "attempts", json_integer(h->attempts));
	json_object_set_new(body, "turn", name_of(team_names, h->turn));
	json_object_set_new(body, "all_known", json_boolean(h->all_known));
	json_object_set_new(body, "all_met", json_boolean(h->all_met));
	json_object_set_new(body, "previous", id_json(h->previous_id));
	json_object_set_new(body, "next", id_json(h->next_id));
	json_object_set_new(body, "words", json_text(h->words));
	json_object_set_new(body, "how_entered", json_text(h->how_entered));
	json_object_set_new(body, "situation", json_text(h->situation));
	json_object_set_new(body, "next_step", json_text(h->next_step));
	json_object_set_new(body, "answers", answers_json(req, h));
	json_object_set_new(body, "timers", timers_json(req, h->id));
	return body;
}

struct response
handoff_answer_json(struct request *req, int status, int64_t id)
{
	const struct handoff *h = handoff_find(req->db, req, id);

	if (!h)
		return not_found(req);
	if (status == 201)
		return api_created(req, handoff_json(req, h), h->revision, text_format(req, "/api/v1/handoffs/%lld", (long long)id));
	return api_show(req, status, handoff_json(req, h), h->revision);
}

void
lead_problems_note(struct json_in *in, const struct problems *problems)
{
	for (size_t i = 0; i < problems->count; i++)
		json_in_reject(in, lead_problem_pointer(problems, &problems->list[i]), problems->list[i].text);
}

/* A value as answers_check() reads it; NULL for null. */
static const char *
value_in(struct request *req, struct json_in *in, const char *pointer, const json_t *value)
{
	if (!value || json_is_null(value))
		return NULL;
	if (json_is_boolean(value))
		return json_is_true(value) ? "yes" : "no";
	if (json_is_string(value))
		return json_string_value(value);
	if (json_is_integer(value))
		return text_format(req, "%lld", (long long)json_integer_value(value));
	if (json_is_real(value))
		return text_format(req, "%.6f", json_real_value(value));
	json_in_reject(in, pointer, "Give true, false, a number, a text or null.");
	return NULL;
}

static void
answer_in(struct request *req, struct json_in *in, const char *name, const char *code, const json_t *one, struct answer *a)
{
	static const char *const known[] = { "value", "evidence", "unknown", NULL };
	const char *pointer = text_format(req, "/%s/%s", name, code), *member;
	const json_t *value = json_object_get(one, "value"), *evidence = json_object_get(one, "evidence"), *unknown = json_object_get(one, "unknown");
	json_t *inner;

	a->code = text_copy(req, code);
	if (!json_is_object(one)) {
		json_in_reject(in, pointer, "Give an object with the member value.");
		return;
	}
	json_object_foreach((json_t *)one, member, inner)
		if (!text_in(member, known))
			json_in_reject(in, text_format(req, "%s/%s", pointer, json_step(req, member)), "There is no such member here.");
	a->value = value_in(req, in, text_format(req, "%s/value", pointer), value);
	if (!a->value && !json_is_true(unknown))
		json_in_reject(in, text_format(req, "%s/value", pointer), "Give a value, or null with unknown: true.");
	if (a->value && json_is_true(unknown))
		json_in_reject(in, text_format(req, "%s/unknown", pointer), "It has a value, so it is not unknown.");
	if (evidence && !json_is_string(evidence) && !json_is_null(evidence))
		json_in_reject(in, text_format(req, "%s/evidence", pointer), "Give a text.");
	a->evidence = json_is_string(evidence) ? json_string_value(evidence) : "";
}

struct answer *
answers_in(struct request *req, struct json_in *in, const char *name, bool required, size_t *count)
{
	const json_t *object = json_object_get(json_in_object(in), name);
	struct answer *answers;
	const char *code;
	json_t *one;

	*count = 0;
	json_in_know(in, (const char *const[]){ name, NULL });
	if (!object || json_is_null(object)) {
		if (required)
			json_in_reject(in, text_format(req, "/%s", name), "Give the answers by the codes of the criteria.");
		return NULL;
	}
	if (!json_is_object(object) || json_object_size(object) > ANSWERS_MOST) {
		json_in_reject(in, text_format(req, "/%s", name), "Give an object with at most 100 codes of criteria.");
		return NULL;
	}
	answers = memory_need(talloc_zero_array(req, struct answer, json_object_size(object) + 1));
	json_object_foreach((json_t *)object, code, one)
		answer_in(req, in, name, code, one, &answers[(*count)++]);
	return answers;
}

int64_t
instant_in(struct request *req, struct json_in *in, const char *name)
{
	const char *typed = json_in_text(in, name, false);
	int64_t instant = 0;

	if (typed && !instant_parse(typed, &instant))
		json_in_reject(in, text_format(req, "/%s", name), "Write it as RFC 3339 says: 2026-08-03T14:02:00Z.");
	return instant;
}
