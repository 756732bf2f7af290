/* The sample's agreement: written, sent to both teams and signed by each, as people do it. */
#include "base/text.h"
#include "command/sample.h"
#include "glossary/store.h"
#include "sla/store.h"

#include <string.h>
#include <talloc.h>

static int
code_of(const char *const *names, const char *word)
{
	for (int i = 0; word && names[i]; i++)
		if (strcmp(names[i], word) == 0)
			return i;
	return GLOSSARY_NONE;
}

static int64_t
number_of(const json_t *object, const char *name)
{
	return json_integer_value(json_object_get(object, name));
}

static void
scope_read(const json_t *scope, struct promise *p)
{
	for (int kind = SCOPE_SOURCE; scope && kind <= SCOPE_CRITERION; kind++)
		if (json_object_get(scope, promise_scope_names[kind])) {
			p->scope_kind = kind;
			p->scope_value = sample_text(scope, kind == SCOPE_CRITERION ? "value" : promise_scope_names[kind]);
			p->scope_code = kind == SCOPE_CRITERION ? sample_text(scope, promise_scope_names[kind]) : NULL;
		}
}

/* A promise as the API takes it. */
static struct promise
promise_read(const struct sample *s, const json_t *words)
{
	struct promise p = PROMISE_BLANK;
	const char *definition = sample_text(words, "definition");
	const struct term *term = definition ? term_find(s->db, s->ctx, definition) : NULL;

	p.kind = code_of(promise_kind_names, sample_text(words, "kind"));
	p.pace = code_of(promise_pace_names, sample_text(words, "pace"));
	p.definition_id = term ? term->id : 0;
	p.quantity = number_of(words, "count");
	p.percent = number_of(words, "percent");
	p.open_minutes = number_of(words, "open_minutes");
	p.business_days = number_of(words, "business_days");
	p.attempts = number_of(words, "attempts");
	p.days = number_of(words, "days");
	p.within_days = number_of(words, "within_days");
	scope_read(json_object_get(words, "scope"), &p);
	return p;
}

static const char *
lines_of(const void *ctx, const json_t *list)
{
	const char *text = "";
	size_t i;
	json_t *line;

	json_array_foreach(list, i, line)
		text = text_format(ctx, "%s%s%s", text, i ? "\n" : "", json_string_value(line));
	return text;
}

static struct agreement
agreement_read(const struct sample *s, const json_t *step, struct actor *actor)
{
	struct agreement a = AGREEMENT_BLANK;
	const json_t *list = json_object_get(step, "promises");
	const struct term *gate = term_find(s->db, s->ctx, sample_text(step, "gate"));
	const char *today = day_print(s->ctx, day_of(actor->now, s->zone));
	size_t i, count;
	const struct calendar_row *calendars = calendars_list(s->db, s->ctx, today, NULL, 1, &count);
	json_t *item;

	a.text = sample_text(step, "text");
	a.change_note = sample_text(step, "note");
	a.valid_from = day_print(s->ctx, day_add_months(day_month_start(day_of(s->command->now, s->zone)), (int)number_of(step, "month")));
	a.calendar_id = count ? calendars[0].id : 0;
	a.gate_id = gate ? gate->id : 0;
	a.pause_reasons = lines_of(s->ctx, json_object_get(step, "pause_reasons"));
	a.promise_count = json_array_size(list);
	a.promises = memory_need(talloc_zero_array(s->ctx, struct promise, a.promise_count + 1));
	json_array_foreach(list, i, item)
		a.promises[i] = promise_read(s, item);
	return a;
}

/* Review at once; Marketing's key the next day, Sales' the day after. */
static enum act_result
agreement_play(struct sample *s, const json_t *step, struct agreement *a)
{
	const struct actor *actor = sample_actor(s, sample_text(step, "who"), sample_when(s, step));
	int64_t at = actor->now;
	enum act_result result = agreement_create(s->db, s->ctx, actor, a);

	actor = sample_actor(s, sample_text(step, "who"), at + 1200);
	if (result == RESULT_DONE)
		result = agreement_review(s->db, s->ctx, actor, a->id, a->revision);
	actor = sample_actor(s, sample_text(step, "sales"), at + 5 * 3600);
	if (result == RESULT_DONE)
		result = agreement_comment(s->db, s->ctx, actor, a->id, sample_text(step, "comment"));
	actor = sample_actor(s, sample_text(step, "marketing"), at + DAY_SECONDS);
	if (result == RESULT_DONE)
		result = agreement_sign(s->db, s->ctx, actor, a->id, a->revision, s->zone);
	actor = sample_actor(s, sample_text(step, "sales"), at + 2 * DAY_SECONDS + 2400);
	if (result == RESULT_DONE)
		result = agreement_sign(s->db, s->ctx, actor, a->id, a->revision, s->zone);
	return result;
}

void
sample_agreement(struct sample *s, const json_t *step)
{
	struct actor *actor = sample_actor(s, sample_text(step, "who"), sample_when(s, step));
	struct agreement a = agreement_read(s, step, actor);
	struct problems *problems = problems_new(s->ctx);

	agreement_tidy(s->ctx, &a);
	agreement_name(problems, &a, agreement_choices(s->db, s->ctx, a.gate_id, actor->now));
	agreement_problems(problems, &a, false, day_print(s->ctx, day_of(actor->now, s->zone)));
	if (problems->count || agreement_play(s, step, &a) != RESULT_DONE)
		sample_fail(s, "agreement", problems->count ? problems->list[0].text : a.valid_from);
}
