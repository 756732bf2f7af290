/* The agreement as JSON: reading it, drafting and editing versions. */
#include "sla/api.h"

#include "auth/session.h"
#include "base/days.h"
#include "base/text.h"
#include "sla/api_agreement_parts.h"

static json_t *
scope_json(const struct promise *p)
{
	const char *value = p->scope_value ? p->scope_value : "";

	switch (p->scope_kind) {
	case SCOPE_SOURCE:
		return json_pack("{s:s}", "source", value);
	case SCOPE_PERSONA:
		return json_pack("{s:s}", "persona", value);
	case SCOPE_CRITERION:
		return json_pack("{s:s, s:s}", "criterion", p->scope_code, "value", value);
	}
	return json_null();
}

static json_t *
promise_json(struct request *req, const struct promise *p)
{
	unsigned has = promise_has(p->kind);
	json_t *json = json_pack("{s:I, s:I, s:s, s:s}", "id", (json_int_t)p->id, "line", (json_int_t)p->line_id, "kind",
	    promise_kind_names[p->kind], "party", party_names[p->party]);
	const struct { unsigned bit; const char *name; int64_t value; } numbers[] = {
		{ HAS_QUANTITY, "count", p->quantity }, { HAS_PERCENT, "percent", p->percent },
		{ HAS_OPEN_MINUTES, "open_minutes", p->open_minutes }, { HAS_BUSINESS_DAYS, "business_days", p->business_days },
		{ HAS_ATTEMPTS, "attempts", p->attempts }, { HAS_DAYS, "days", p->days }, { HAS_WITHIN_DAYS, "within_days", p->within_days },
	};

	if (has & HAS_DEFINITION)
		json_object_set_new(json, "definition", json_text(p->definition_slug));
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		if (has & numbers[i].bit)
			json_object_set_new(json, numbers[i].name, json_integer(numbers[i].value));
	if (has & HAS_PACE)
		json_object_set_new(json, "pace", json_text(p->pace < 0 ? NULL : promise_pace_names[p->pace]));
	json_object_set_new(json, "scope", scope_json(p));
	json_object_set_new(json, "measured", json_string(promise_measure_names[p->measured]));
	json_object_set_new(json, "sentence", json_string(promise_sentence(req, p)));
	return json;
}

static json_t *
promises_json(struct request *req, const struct agreement *a)
{
	json_t *list = json_array();

	for (size_t i = 0; i < a->promise_count; i++)
		json_array_append_new(list, promise_json(req, &a->promises[i]));
	return list;
}

static json_t *
signatures_json(struct request *req, const struct agreement *a)
{
	json_t *list = json_array();

	for (size_t i = 0; i < a->signature_count; i++) {
		const struct agreement_signature *s = &a->signatures[i];

		json_array_append_new(list, json_pack("{s:s, s:s, s:o, s:I, s:s}", "team", team_names[s->team], "person",
		    s->person_name, "at", json_instant(req, s->at), "revision", (json_int_t)s->revision, "sha256", s->sha256));
	}
	return list;
}

static json_t *
lines_json(const void *ctx, const char *lines)
{
	char **items = lines_read(ctx, lines, NULL);
	json_t *list = json_array();

	for (size_t i = 0; items[i]; i++)
		json_array_append_new(list, json_string(items[i]));
	return list;
}

static json_t *
warnings_json(const void *ctx, const char *warn_at)
{
	char **items = lines_read(ctx, text_replace(ctx, warn_at, " ", "\n"), NULL);
	json_t *list = json_array();
	int64_t percent;

	for (size_t i = 0; items[i]; i++)
		if (text_integer(items[i], 0, 100, &percent))
			json_array_append_new(list, json_integer(percent));
	return list;
}

json_t *
agreement_json(struct request *req, const struct agreement *a)
{
	json_t *json = json_pack("{s:I, s:I, s:s, s:s, s:s, s:o, s:o, s:o}",
	    "number", (json_int_t)a->number, "revision", (json_int_t)a->revision, "state", version_status_names[a->status],
	    "text", a->text, "change_note", a->change_note, "valid_from", json_text(a->valid_from),
	    "in_force_at", json_instant(req, a->in_force_at), "ended_at", json_instant(req, a->ended_at));

	json_object_update_new(json, json_pack("{s:I, s:s, s:s, s:o, s:I, s:I, s:o, s:o}",
	    "calendar", (json_int_t)a->calendar_id, "calendar_name", a->calendar_name, "gate", a->gate_slug,
	    "pause_reasons", lines_json(req, a->pause_reasons), "pause_most_minutes", (json_int_t)a->pause_most_minutes,
	    "backdate_days", (json_int_t)a->backdate_days, "warn_at", warnings_json(req, a->warn_at),
	    "promises", promises_json(req, a)));
	json_object_update_new(json, json_pack("{s:s, s:s, s:o, s:s, s:o, s:o, s:o}",
	    "author", a->author_name, "author_team", team_names[a->author_team], "created_at", json_instant(req, a->created_at),
	    "editor", a->editor_name, "edited_at", json_instant(req, a->edited_at),
	    "sheet", a->charter_id ? json_integer(a->charter_id) : json_null(),
	    "signatures", signatures_json(req, a)));
	return json;
}

struct response
agreement_answer(struct request *req, int status, int64_t number)
{
	const struct agreement *a = agreement_find(req->db, req, number, req->now);

	return a ? api_show(req, status, agreement_json(req, a), a->revision) : not_found(req);
}

struct response
api_agreement_show(struct request *req)
{
	return agreement_answer(req, 200, req->number);
}

struct response
api_agreement_current(struct request *req)
{
	return agreement_answer(req, 200, agreement_in_force_number(req->db, req->now));
}

struct response
api_agreement_make(struct request *req)
{
	struct agreement a = AGREEMENT_BLANK;
	struct response refused;

	if (!agreement_read(req, &a, &refused))
		return refused;
	if (agreement_create(req->db, req, &req->actor, &a) != RESULT_DONE)
		return conflict(req, NULL);
	return api_created(req, json_pack("{s:I, s:I}", "number", (json_int_t)a.number, "revision", (json_int_t)a.revision),
	    a.revision, text_format(req, "/api/v1/agreements/%lld", (long long)a.number));
}

struct response
api_agreement_edit(struct request *req)
{
	struct agreement *a = agreement_find(req->db, req, req->number, req->now);
	struct response refused;
	enum act_result result;
	int64_t revision;

	if (!a)
		return not_found(req);
	revision = api_revision(req, &refused);
	if (!revision)
		return refused;
	if (!version_can(a->state, STEP_EDIT) || revision != a->revision)
		return agreement_refused(req, a, STEP_EDIT, RESULT_STALE);
	if (!agreement_read(req, a, &refused))
		return refused;
	result = agreement_edit(req->db, req, &req->actor, a);
	if (result != RESULT_DONE)
		return agreement_refused(req, a, STEP_EDIT, result);
	return agreement_answer(req, 200, req->number);
}
