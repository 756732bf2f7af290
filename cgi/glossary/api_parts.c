/* Records of the glossary as JSON, and why an act on one was refused. */
#include "glossary/api_parts.h"

#include "auth/session.h"
#include "base/days.h"
#include "base/text.h"
#include "glossary/import.h"

#include <string.h>

const char *
api_today(struct request *req)
{
	return day_print(req, day_of(req->now, req->session->organisation_zone));
}

struct subject
subject_find(struct request *req, const char *slug, int64_t number)
{
	struct subject s = { term_find(req->db, req, slug), NULL };

	if (s.term && number > 0)
		s.version = version_find(req->db, req, s.term->id, number, req->now);
	return s;
}

static json_t *
signatures_json(struct request *req, const struct version *v)
{
	json_t *list = json_array();

	for (size_t i = 0; i < v->signature_count; i++) {
		const struct signature *s = &v->signatures[i];

		json_array_append_new(list, json_pack("{s:s, s:s, s:o, s:I, s:s}", "team", team_names[s->team], "person",
		    s->person_name, "at", json_instant(req, s->at), "revision", (json_int_t)s->revision, "sha256", s->sha256));
	}
	return list;
}

json_t *
version_json(struct request *req, const struct term *term, const struct version *v)
{
	json_t *json = json_pack("{s:s, s:I, s:I, s:s}", "slug", term->slug, "number", (json_int_t)v->number, "revision",
	    (json_int_t)v->revision, "state", version_status_names[v->status]);

	json_object_update_new(json, version_words_json(term->kind, v));
	json_object_update_new(json, json_pack("{s:o, s:o, s:s, s:s, s:o, s:s, s:o, s:o, s:o}",
	    "in_force_at", json_instant(req, v->in_force_at),
	    "review_due", json_text(v->review_due),
	    "author", v->author_name,
	    "author_team", team_names[v->author_team],
	    "created_at", json_instant(req, v->created_at),
	    "editor", v->editor_name,
	    "edited_at", json_instant(req, v->edited_at),
	    "sheet", v->charter_id ? json_integer(v->charter_id) : json_null(),
	    "signatures", signatures_json(req, v)));
	return json;
}

static json_t *
deprecation_json(struct request *req, const struct term *term)
{
	if (!term->deprecated_at)
		return json_null();
	return json_pack("{s:o, s:o, s:o}", "at", json_instant(req, term->deprecated_at), "why", json_text(term->deprecated_why),
	    "use_instead", json_text(term->instead_slug));
}

static json_t *
related_json(struct request *req, const struct term *term)
{
	size_t count;
	const struct related_term *related = term_related(req->db, req, term->id, &count);
	json_t *list = json_array();

	for (size_t i = 0; i < count; i++)
		json_array_append_new(list, json_string(related[i].slug));
	return list;
}

/* All but the versions: what may be edited without a signature. */
static json_t *
words_json(struct request *req, const struct term *term)
{
	return json_pack("{s:s, s:s, s:s, s:o, s:o, s:s, s:s, s:s, s:s, s:o, s:o, s:{s:o, s:o}, s:o, s:b, s:o, s:I}",
	    "slug", term->slug,
	    "name", term->name,
	    "kind", term_kind_names[term->kind],
	    "abbreviations", lines_json(term->abbreviations),
	    "synonyms", lines_json(term->synonyms),
	    "marketing_says", term->marketing_says,
	    "sales_says", term->sales_says,
	    "examples", term->examples,
	    "counter_examples", term->counter_examples,
	    "bindings", bindings_json(req, term->bindings),
	    "owner", json_text(term->owner_name),
	    "point_persons", "marketing", json_text(term->point_marketing_name), "sales", json_text(term->point_sales_name),
	    "related", related_json(req, term),
	    "deprecated", term->deprecated_at != 0,
	    "deprecation", deprecation_json(req, term),
	    "revision", (json_int_t)term->revision);
}

json_t *
term_json(struct request *req, const struct term *term, const struct version *versions, size_t count)
{
	json_t *json = words_json(req, term), *list = json_array();

	json_object_set_new(json, "in_force", json_null());
	for (size_t i = 0; i < count; i++) {
		json_t *one = version_json(req, term, &versions[i]);

		if (versions[i].status == STATUS_IN_FORCE)
			json_object_set(json, "in_force", one);
		json_array_append_new(list, one);
	}
	json_object_set_new(json, "versions", list);
	return json;
}

json_t *
bindings_json(const void *ctx, const char *bindings)
{
	char **lines = lines_read(ctx, bindings, NULL);
	json_t *json = json_object();

	for (size_t i = 0; lines[i]; i++) {
		const char *sign = strchr(lines[i], '=');

		if (sign)
			json_object_set_new(json, text_trim(ctx, text_copy_bytes(ctx, lines[i], (size_t)(sign - lines[i]))),
			    json_string(text_trim(ctx, sign + 1)));
	}
	return json;
}

const char *
bindings_read(struct json_in *in, const json_t *object)
{
	struct buffer *lines = buffer_new(in);
	const char *code;
	json_t *field;

	if (!json_is_object(object))
		json_in_reject(in, "/bindings", "This must be an object: a criterion's code and the name of its field.");
	json_object_foreach((json_t *)(uintptr_t)object, code, field) {
		if (!json_is_string(field))
			json_in_reject(in, text_format(in, "/bindings/%s", code), "This must be the name of a field.");
		else
			buffer_format(lines, "%s = %s\n", code, text_squeeze(in, json_string_value(field)));
	}
	return buffer_take(in, lines);
}

void
problems_note(struct json_in *in, const struct problems *problems)
{
	for (size_t i = 0; i < problems->count; i++)
		json_in_reject(in, problem_pointer(problems, &problems->list[i]), problems->list[i].text);
}

/* Who holds the act up: the words' last editor, or the team's own signatory. */
static const char *
held_up_by(struct request *req, const struct version *v, enum act_result result)
{
	const struct signature *s = version_signature(v, req->user->team);

	if (result == RESULT_ON_SHEET)
		return text_format(req, "Version %lld is on charter sheet %lld: sign that sheet, or withdraw it first.",
		    (long long)v->number, (long long)v->charter_id);
	if (result == RESULT_TAKEN && s)
		return text_format(req, "%s has signed version %lld for %s already, at %s.", s->person_name, (long long)v->number,
		    team_label(s->team), instant_print(req, s->at));
	if (result == RESULT_TAKEN)
		return text_format(req, "You have signed version %lld for the other team: somebody else must sign for %s.",
		    (long long)v->number, team_label(req->user->team));
	return text_format(req, "Version %lld is at revision %lld since %s saved it at %s. Read it again, then name that"
	    " revision.", (long long)v->number, (long long)v->revision, v->editor_name, instant_print(req, v->edited_at));
}

struct response
version_refused(struct request *req, const struct subject *s, enum version_step step, enum act_result result)
{
	const char *moved = version_refusal(req, s->version, step);

	if (result == RESULT_GONE)
		return not_found(req);
	return conflict(req, moved ? moved : held_up_by(req, s->version, result));
}
