/* The block of one promise: what it asks, and how that becomes a promise. */
#include "sla/pages_promise.h"

#include "base/text.h"

#include <talloc.h>

enum unit { UNIT_HOURS, UNIT_MINUTES };

static const struct option pace_options[] = {
	{ "even", "Evenly over the month", NULL, PACE_EVEN }, { "open", "At any time of the month", NULL, PACE_OPEN }, { 0 }
};
static const struct option unit_options[] = {
	{ "hours", "Working hours", NULL, UNIT_HOURS }, { "minutes", "Working minutes", NULL, UNIT_MINUTES }, { 0 }
};
static const struct option measured_options[] = {
	{ "own", "By what is entered here", NULL, MEASURED_OWN }, { "feed", "By what another system sends", NULL, MEASURED_FEED }, { 0 }
};

#define AT(marker_, member_) .at = agreement_form_##marker_##_FIELD, .into = offsetof(struct promise_typed, member_)

/* Every field there is, and the number that a kind must have for it; 0: every kind but the meeting. */
static const struct { unsigned has; const char *name; struct field field; } each[] = {
	{ HAS_DEFINITION, "definition", { .label = "What is counted", .kind = FIELD_SELECT, AT(DEFINITION, definition) } },
	{ HAS_QUANTITY, "quantity", { .label = "Leads a month", .kind = FIELD_NUMBER, AT(QUANTITY, promise.quantity), .most = 1000000 } },
	{ HAS_PACE, "pace", { .label = "Pace", .kind = FIELD_SELECT, AT(PACE, pace), .options = pace_options } },
	{ HAS_OPEN_MINUTES, "time", { .label = "Within", .kind = FIELD_NUMBER, AT(TIME, time), .most = 30000 } },
	{ HAS_OPEN_MINUTES, "unit", { .label = "Counted in", .kind = FIELD_SELECT, AT(UNIT, unit), .options = unit_options } },
	{ HAS_BUSINESS_DAYS, "business_days", { .label = "Within working days", .kind = FIELD_NUMBER,
	    AT(BUSINESS_DAYS, promise.business_days), .most = 60 } },
	{ HAS_ATTEMPTS, "attempts", { .label = "Attempts", .kind = FIELD_NUMBER, AT(ATTEMPTS, promise.attempts), .most = 30 } },
	{ HAS_DAYS, "days", { .label = "On different working days", .kind = FIELD_NUMBER, AT(DAYS, promise.days), .most = 30 } },
	{ HAS_WITHIN_DAYS, "within_days", { .label = "Within working days", .kind = FIELD_NUMBER, AT(WITHIN_DAYS, promise.within_days),
	    .most = 120 } },
	{ HAS_PERCENT, "percent", { .label = "For how many in a hundred", .kind = FIELD_NUMBER, AT(PERCENT, promise.percent), .most = 100 } },
	{ 0, "scope", { .label = "For which leads", .kind = FIELD_SELECT, AT(SCOPE, scope) } },
	{ 0, "scope_value", { .label = "Which source or answer", .kind = FIELD_TEXT, AT(SCOPE_VALUE, scope_value), .most = 120,
	    .optional = true, .hint = "Only for a source or an answer." } },
};
enum { FIELD_COUNT = sizeof each / sizeof *each };

static bool
measured_by_attempts(int kind)
{
	return kind == PROMISE_DECISION || kind == PROMISE_FIRST_ATTEMPT || kind == PROMISE_ATTEMPTS || kind == PROMISE_WORKED;
}

const struct field *
promise_fields(const void *ctx, const struct agreement_typed *t, size_t n, int kind)
{
	static const struct field measured = { .label = "Measured", .kind = FIELD_SELECT, AT(MEASURED, measured), .options = measured_options };
	struct field *list = memory_need(talloc_zero_array(ctx, struct field, FIELD_COUNT + 2));
	unsigned has = promise_has(kind);
	size_t count = 0;

	for (size_t i = 0; i < FIELD_COUNT; i++) {
		if (each[i].has ? !(has & each[i].has) : kind == PROMISE_MEETING)
			continue;
		list[count] = each[i].field;
		list[count].name = text_format(list, "promise_%zu_%s", n, each[i].name);
		if (each[i].has == HAS_DEFINITION)
			list[count].options = t->terms;
		if (text_equal(each[i].name, "scope"))
			list[count].options = t->scopes;
		count++;
	}
	if (measured_by_attempts(kind)) {
		list[count] = measured;
		list[count].name = text_format(list, "promise_%zu_measured", n);
	}
	return list;
}

enum { SCOPES_BEFORE = 2 };	/* all leads, a source; then the personas, then the criteria */

const struct option *
scope_options(const void *ctx, const struct agreement_choices *c)
{
	struct option *list = memory_need(talloc_zero_array(ctx, struct option, SCOPES_BEFORE + c->persona_count + c->criterion_count + 1));
	size_t count = 0;

	list[count++] = (struct option){ "", "All leads", NULL, 0 };
	list[count++] = (struct option){ "source", "Leads from one source", NULL, 1 };
	for (size_t i = 0; i < c->persona_count; i++, count++)
		list[count] = (struct option){ text_format(list, "persona:%s", c->personas[i].slug),
			text_format(list, "Leads of the persona %s", c->personas[i].name), NULL, (int)count };
	for (size_t i = 0; i < c->criterion_count; i++, count++)
		list[count] = (struct option){ text_format(list, "criterion:%s", c->criteria[i].code),
			text_format(list, "Leads by the answer to “%s”", text_clip(list, c->criteria[i].label, 60)), NULL, (int)count };
	return list;
}

int
term_place(const struct agreement_choices *c, int64_t id)
{
	for (size_t i = 0; i < c->term_count; i++)
		if (c->terms[i].id == id)
			return (int)i;
	return -1;
}

static int
scope_place(const struct promise *p, const struct agreement_choices *c)
{
	if (p->scope_kind == SCOPE_SOURCE)
		return 1;
	for (size_t i = 0; p->scope_kind == SCOPE_PERSONA && i < c->persona_count; i++)
		if (text_equal(c->personas[i].slug, p->scope_value))
			return SCOPES_BEFORE + (int)i;
	for (size_t i = 0; p->scope_kind == SCOPE_CRITERION && i < c->criterion_count; i++)
		if (text_equal(c->criteria[i].code, p->scope_code))
			return SCOPES_BEFORE + (int)(c->persona_count + i);
	return 0;
}

struct promise_typed
promise_typed_of(const struct promise *p, const struct agreement_choices *c)
{
	bool minutes = p->open_minutes % 60 != 0;

	return (struct promise_typed){ .promise = *p, .definition = term_place(c, p->definition_id), .pace = p->pace,
		.measured = p->measured, .unit = minutes ? UNIT_MINUTES : UNIT_HOURS, .time = minutes ? p->open_minutes : p->open_minutes / 60,
		.scope = scope_place(p, c), .scope_value = p->scope_kind == SCOPE_PERSONA || !p->scope_value ? "" : p->scope_value };
}

struct promise
promise_of_typed(const struct promise_typed *t, const struct agreement_choices *c)
{
	struct promise p = t->promise;
	unsigned has = promise_has(p.kind);
	size_t at = t->scope > 0 ? (size_t)t->scope : 0;

	p.definition_id = has & HAS_DEFINITION && t->definition >= 0 ? c->terms[t->definition].id : 0;
	p.pace = has & HAS_PACE ? t->pace : GLOSSARY_NONE;
	p.open_minutes = has & HAS_OPEN_MINUTES ? t->unit == UNIT_MINUTES ? t->time : t->time * 60 : 0;
	p.measured = measured_by_attempts(p.kind) && t->measured >= 0 ? t->measured : MEASURED_OWN;
	p.scope_kind = GLOSSARY_NONE;
	p.scope_code = p.scope_value = p.scope_name = NULL;
	if (at == 0 && !text_blank(t->scope_value))
		p.scope_value = t->scope_value;		/* typed, but not chosen: the rules ask */
	else if (at == 1) {
		p.scope_kind = SCOPE_SOURCE;
		p.scope_value = t->scope_value;
	} else if (at >= SCOPES_BEFORE && at < SCOPES_BEFORE + c->persona_count) {
		p.scope_kind = SCOPE_PERSONA;
		p.scope_value = c->personas[at - SCOPES_BEFORE].slug;
	} else if (at >= SCOPES_BEFORE) {
		p.scope_kind = SCOPE_CRITERION;
		p.scope_code = c->criteria[at - SCOPES_BEFORE - c->persona_count].code;
		p.scope_value = t->scope_value;
	}
	return p;
}

const char *
promise_field(const void *ctx, int kind, const struct problem *problem)
{
	static const struct { const char *member, *field; } known[] = {
		{ "open_minutes", "time" }, { "scope_kind", "scope" }, { "scope_code", "scope" }, { "party", "kind" },
	};
	const char *name = problem->member;

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (text_equal(known[i].member, problem->member))
			name = known[i].field;
	if (text_equal(name, "kind"))	/* what belongs to no field stands at the first */
		name = kind == PROMISE_MEETING ? "kind" : "scope";
	return text_format(ctx, "promise_%d_%s", problem->index + 1, name);
}
