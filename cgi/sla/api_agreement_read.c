/* The words of an agreement out of JSON, with every problem at its pointer. */
#include "sla/api_agreement_parts.h"

#include "auth/session.h"
#include "base/days.h"
#include "base/text.h"

#include <talloc.h>

/* The index of a text in `names`; -1 when it was not given, or is none of them, which is noted. */
static int
code_read(struct json_in *in, const char *name, const char *const *names, bool required)
{
	const char *text = json_in_text(in, name, required);

	for (int i = 0; text && names[i]; i++)
		if (text_equal(text, names[i]))
			return i;
	if (text)
		json_in_reject(in, text_format(in, "/%s", name), text_format(in, "Use one of: %s.", text_join(in, names, ", ")));
	return GLOSSARY_NONE;
}

/* A text member of an object that is none of json_in's; NULL when it is missing or no text. */
static const char *
member_text(const json_t *object, const char *name)
{
	return json_string_value(json_object_get(object, name));
}

/* {"source": …}, {"persona": …} or {"criterion": …, "value": …}; null and nothing are no scope. */
static void
scope_read(struct json_in *in, struct promise *p)
{
	static const char *const known[] = { "scope", NULL };
	const json_t *scope = json_object_get(json_in_object(in), "scope");
	size_t members = json_object_size(scope);

	json_in_know(in, known);
	if (!scope || json_is_null(scope))
		return;
	if (members == 1 && member_text(scope, "source"))
		p->scope_kind = SCOPE_SOURCE;
	else if (members == 1 && member_text(scope, "persona"))
		p->scope_kind = SCOPE_PERSONA;
	else if (members == 2 && member_text(scope, "criterion") && json_object_get(scope, "value"))
		p->scope_kind = SCOPE_CRITERION;
	else {
		json_in_reject(in, "/scope", "Write {\"source\": name}, {\"persona\": slug} or {\"criterion\": code, \"value\": answer}.");
		return;
	}
	p->scope_code = member_text(scope, "criterion");
	p->scope_value = member_text(scope, p->scope_kind == SCOPE_CRITERION ? "value" : promise_scope_names[p->scope_kind]);
	if (p->scope_kind == SCOPE_CRITERION && json_is_boolean(json_object_get(scope, "value")))
		p->scope_value = json_is_true(json_object_get(scope, "value")) ? "yes" : "no";
	if (!p->scope_value)
		json_in_reject(in, "/scope/value", "This must be a text, or true or false.");
}

/* The line of the promise in force that this one goes on from. */
static void
continues_read(struct json_in *in, struct promise *p, const struct agreement *in_force)
{
	int64_t id = json_in_integer(in, "continues", false);

	for (size_t i = 0; id && in_force && i < in_force->promise_count; i++)
		if (in_force->promises[i].id == id) {
			p->line_id = in_force->promises[i].line_id;
			return;
		}
	if (id)
		json_in_reject(in, "/continues", "The agreement in force has no promise of this id.");
}

static struct promise
promise_read(struct json_in *in, const struct agreement_choices *choices, const struct agreement *in_force)
{
	struct promise p = PROMISE_BLANK;
	const char *definition = json_in_text(in, "definition", false);
	const struct term_choice *term = choice_of_slug(choices->terms, choices->term_count, definition);
	struct response unused;

	p.kind = code_read(in, "kind", promise_kind_names, true);
	p.party = code_read(in, "party", party_names, false);
	p.quantity = json_in_integer(in, "count", false);
	p.pace = code_read(in, "pace", promise_pace_names, false);
	p.percent = json_in_integer(in, "percent", false);
	p.open_minutes = json_in_integer(in, "open_minutes", false);
	p.business_days = json_in_integer(in, "business_days", false);
	p.attempts = json_in_integer(in, "attempts", false);
	p.days = json_in_integer(in, "days", false);
	p.within_days = json_in_integer(in, "within_days", false);
	p.measured = code_read(in, "measured", promise_measure_names, false);
	p.definition_id = term ? term->id : 0;
	if (definition && !term)
		json_in_reject(in, "/definition", "There is no term in use with a wording at this address.");
	scope_read(in, &p);
	continues_read(in, &p, in_force);
	json_in_end(in, &unused);
	return p;
}

static void
promises_read(struct request *req, struct json_in *in, struct agreement *a, const struct agreement_choices *choices)
{
	const struct agreement *in_force = agreement_in_force(req->db, req, req->now);
	size_t count;
	struct json_in **items = json_in_list(in, "promises", false, &count);

	if (!json_in_has(in, "promises"))
		return;
	a->promises = memory_need(talloc_zero_array(req, struct promise, count + 1));
	a->promise_count = count;
	for (size_t i = 0; items && i < count; i++)
		a->promises[i] = promise_read(items[i], choices, in_force);
}

/* A list of texts as lines. */
static void
reasons_read(struct json_in *in, struct agreement *a)
{
	static const char *const known[] = { "pause_reasons", NULL };
	const json_t *list = json_object_get(json_in_object(in), "pause_reasons");
	struct buffer *lines = buffer_new(in);
	const json_t *item;
	size_t i;

	json_in_know(in, known);
	if (!list)
		return;
	if (!json_is_array(list))
		json_in_reject(in, "/pause_reasons", "This must be a list of texts.");
	json_array_foreach((json_t *)(uintptr_t)list, i, item) {
		if (!json_is_string(item))
			json_in_reject(in, text_format(in, "/pause_reasons/%zu", i), "This must be a text.");
		else
			buffer_format(lines, "%s\n", json_string_value(item));
	}
	a->pause_reasons = buffer_take(in, lines);
}

/* A list of percents as "50 80". */
static void
warnings_read(struct json_in *in, struct agreement *a)
{
	static const char *const known[] = { "warn_at", NULL };
	const json_t *list = json_object_get(json_in_object(in), "warn_at");
	struct buffer *words = buffer_new(in);
	const json_t *item;
	size_t i;

	json_in_know(in, known);
	if (!list)
		return;
	if (!json_is_array(list))
		json_in_reject(in, "/warn_at", "This must be a list of whole numbers.");
	json_array_foreach((json_t *)(uintptr_t)list, i, item) {
		if (!json_is_integer(item))
			json_in_reject(in, text_format(in, "/warn_at/%zu", i), "This must be a whole number.");
		else
			buffer_format(words, "%lld ", (long long)json_integer_value(item));
	}
	a->warn_at = buffer_take(in, words);
}

/* The gate by its address: its id, or -1 for one that is none. */
static void
gate_read(struct json_in *in, struct agreement *a, const char *gate, const struct agreement_choices *choices)
{
	const struct term_choice *term = choice_of_slug(choices->terms, choices->term_count, gate);

	if (!gate)
		return;
	if (!term)
		json_in_reject(in, "/gate", "There is no term in use with a wording at this address.");
	a->gate_id = term ? term->id : 0;
}

static void
members_read(struct json_in *in, struct agreement *a)
{
	if (json_in_has(in, "text"))
		a->text = json_in_text(in, "text", true);
	if (json_in_has(in, "change_note"))
		a->change_note = json_in_text(in, "change_note", false);
	if (json_in_has(in, "valid_from"))
		a->valid_from = json_in_text(in, "valid_from", false);
	if (json_in_has(in, "calendar"))
		a->calendar_id = json_in_integer(in, "calendar", true);
	if (json_in_has(in, "pause_most_minutes"))
		a->pause_most_minutes = json_in_integer(in, "pause_most_minutes", true);
	if (json_in_has(in, "backdate_days"))
		a->backdate_days = json_in_integer(in, "backdate_days", true);
	reasons_read(in, a);
	warnings_read(in, a);
}

bool
agreement_read(struct request *req, struct agreement *a, struct response *refused)
{
	struct json_in *in = json_in(req, refused);
	struct problems *problems = problems_new(req);
	const struct agreement_choices *choices;
	const char *gate;

	if (!in)
		return false;
	members_read(in, a);
	gate = json_in_text(in, "gate", false);
	choices = agreement_choices(req->db, req, 0, req->now);
	gate_read(in, a, gate, choices);
	choices = agreement_choices(req->db, req, a->gate_id, req->now);
	promises_read(req, in, a, choices);
	agreement_tidy(req, a);
	agreement_problems(problems, a, false, day_print(req, day_of(req->now, req->session->organisation_zone)));
	agreement_name(problems, a, choices);
	for (size_t i = 0; i < problems->count; i++)
		json_in_reject(in, agreement_problem_pointer(problems, &problems->list[i]), problems->list[i].text);
	return json_in_end(in, refused);
}
