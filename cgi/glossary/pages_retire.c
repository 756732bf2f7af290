/* Retiring a term and bringing it back, and saying that a meaning still holds. */
#include "glossary/pages.h"

#include "auth/session.h"
#include "base/text.h"
#include "glossary/pages_parts.h"

#include <talloc.h>

/* What the form of a retirement fills in. */
struct retirement {
	int use_instead;		/* 0 nothing, else 1 and up into the choices */
	const char *why;
};

static const struct field retirement_fields[] = {
	{ .name = "use_instead", .label = "Use instead", .kind = FIELD_SELECT, .at = term_deprecation_USE_INSTEAD_FIELD,
	    .into = offsetof(struct retirement, use_instead), .hint = "Readers of the old word are led there." },
	{ .name = "why", .label = "Why", .kind = FIELD_AREA, .at = term_deprecation_WHY_FIELD,
	    .into = offsetof(struct retirement, why), .rows = 3, .most = 500, .hint = "So that nobody has to ask." },
	{ 0 }
};

static const struct field *
retirement_fields_for(const void *ctx, const struct term *term, const struct related_term *choices, size_t count)
{
	struct field *fields = memory_need(talloc_memdup(ctx, retirement_fields, sizeof retirement_fields));
	struct option *options = memory_need(talloc_zero_array(fields, struct option, count + 2));
	size_t at = 1;

	options[0] = (struct option){ .value = "", .label = "No other term", .code = 0 };
	for (size_t i = 0; i < count; i++)
		if (choices[i].id != term->id)
			options[at++] = (struct option){ .value = choices[i].slug, .label = choices[i].name, .code = (int)i + 1 };
	fields[0].options = options;
	return fields;
}

static const char *
retirement_field(const void *ctx, const struct problem *problem)
{
	(void)ctx;
	return problem->member;
}

struct response
deprecation_new(struct request *req)
{
	struct term *term = term_find(req->db, req, req->slug);
	struct retirement blank = { .why = "" };
	const struct related_term *choices;
	const char *problem;
	size_t count;

	if (!term)
		return not_found(req);
	if (term->deprecated_at)
		return conflict(req, "This term is retired already. Its page says why, and what to use instead.");
	problem = retire_problem(req->db, req, term->id, req->now);
	if (problem)
		return conflict(req, problem);
	choices = term_choices(req->db, req, &count);
	return show_form(req, 200, deprecation_view(req, term,
	    form_show(req, retirement_fields_for(req, term, choices, count), &blank), term->revision));
}

struct response
deprecation_save(struct request *req)
{
	struct term *term = term_find(req->db, req, req->slug), *instead = NULL;
	struct problems *problems = problems_new(req);
	struct retirement typed;
	const struct related_term *choices;
	enum act_result result;
	struct form *form;
	size_t count;

	if (!term)
		return not_found(req);
	choices = term_choices(req->db, req, &count);
	form = form_read(req, retirement_fields_for(req, term, choices, count), &typed);
	if (typed.use_instead > 0)
		instead = term_find_id(req->db, req, choices[typed.use_instead - 1].id);
	deprecation_problems(problems, term, typed.why, instead);
	form_reject_all(form, problems, retirement_field);
	form_reject(form, NULL, retire_problem(req->db, req, term->id, req->now));
	if (term->deprecated_at && !req->hold)
		return term_conflict(req, term, RESULT_MOVED);
	if (!form_ok(form))
		return show_form(req, 422, deprecation_view(req, term, form, request_revision(req)));
	result = term_deprecate(req->db, req, &req->actor, term->id, request_revision(req), typed.why, instead ? instead->id : 0);
	if (result != RESULT_DONE)
		return term_conflict(req, term, result);
	return term_done(req, term, "retired");
}

struct response
restoration_save(struct request *req)
{
	struct term *term = term_find(req->db, req, req->slug);
	enum act_result result;

	if (!term)
		return not_found(req);
	result = term_restore(req->db, req, &req->actor, term->id, request_revision(req));
	if (result != RESULT_DONE)
		return term_conflict(req, term, result);
	return term_done(req, term, "restored");
}

/* A team's "still right" for the version in force. */
struct response
confirmation_save(struct request *req)
{
	struct term *term = term_find(req->db, req, req->slug);
	const struct version *v = term ? version_find_in_force(req->db, req, term->id, req->now) : NULL, *after;
	enum act_result result;

	if (!term)
		return not_found(req);
	if (!v || !v->review_due)
		return conflict(req, "Nothing here waits to be confirmed.");
	if (v->revision != request_revision(req))
		return version_conflict(req, term, v->number, STEP_EDIT, RESULT_STALE);
	result = version_confirm(req->db, req, &req->actor, v->id, v->review_due, req->session->organisation_zone);
	if (result == RESULT_TAKEN)
		return conflict(req, text_format(req, "%s has confirmed it already. It waits for the other team.",
		    team_label(req->user->team)));
	if (result != RESULT_DONE)
		return conflict(req, text_format(req, "This does not wait to be confirmed now: its date is %s, and it can be"
		    " confirmed from 30 days before.", day_words_of(req, v->review_due)));
	after = version_find(req->db, req, term->id, v->number, req->now);
	return term_done(req, term, after && !text_equal(after->review_due, v->review_due) ? "renewed" : "confirmed");
}
