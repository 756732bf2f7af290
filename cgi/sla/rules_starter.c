/* The agreements to begin with, and how one becomes a draft. */
#include "sla/rules_starter.h"

#include "base/text.h"

#include <talloc.h>

const char *const starter_gate_slug = "marketing-qualified-lead";
const char *const starter_gate_name = "Marketing-qualified lead";

#define PAUSES "The lead is away until a day we know\nThe lead asked to be called later"

#define VOLUME(many, pace_) { .kind = PROMISE_VOLUME, .party = PARTY_MARKETING, .quantity = (many), .pace = (pace_), .scope_kind = GLOSSARY_NONE }
#define PROMISED(team, kind_, ...) { .kind = PROMISE_##kind_, .party = PARTY_##team, .pace = GLOSSARY_NONE, .scope_kind = GLOSSARY_NONE, __VA_ARGS__ }
#define PRICE .scope_kind = SCOPE_CRITERION, .scope_code = "BUYERS_QUESTION", .scope_value = "A price"
enum { HOUR = 60, DAY = 8 * HOUR };

static const struct promise inbound[] = {
	VOLUME(60, PACE_EVEN),
	PROMISED(MARKETING, QUALITY, .percent = 75),
	PROMISED(MARKETING, CONTEXT, .percent = 95),
	PROMISED(MARKETING, HANDOVER, .open_minutes = HOUR, .percent = 90),
	PROMISED(MARKETING, ANSWER, .business_days = 2, .percent = 90),
	{ .kind = PROMISE_FIRST_ATTEMPT, .party = PARTY_SALES, .pace = GLOSSARY_NONE, .open_minutes = HOUR, .percent = 90, PRICE },
	PROMISED(SALES, FIRST_ATTEMPT, .open_minutes = 4 * HOUR, .percent = 90),
	PROMISED(SALES, DECISION, .open_minutes = DAY, .percent = 95),
	PROMISED(SALES, ATTEMPTS, .attempts = 5, .days = 3, .within_days = 10, .percent = 85),
	PROMISED(SALES, FEEDBACK, .percent = 50),
	PROMISED(BOTH, MEETING, .percent = 0),
};

static const struct promise accounts[] = {
	VOLUME(12, PACE_OPEN),
	PROMISED(MARKETING, QUALITY, .percent = 90),
	PROMISED(MARKETING, CONTEXT, .percent = 100),
	PROMISED(MARKETING, ANSWER, .business_days = 1, .percent = 95),
	PROMISED(SALES, DECISION, .open_minutes = 2 * DAY, .percent = 95),
	PROMISED(SALES, WORKED, .within_days = 3, .percent = 95),
	PROMISED(SALES, ATTEMPTS, .attempts = 6, .days = 5, .within_days = 20, .percent = 90),
	PROMISED(SALES, FEEDBACK, .percent = 100),
	PROMISED(BOTH, MEETING, .percent = 0),
};

static const struct promise small[] = {
	VOLUME(15, PACE_OPEN),
	PROMISED(MARKETING, QUALITY, .percent = 60),
	PROMISED(MARKETING, CONTEXT, .percent = 80),
	PROMISED(SALES, DECISION, .open_minutes = 2 * DAY, .percent = 80),
	PROMISED(SALES, FIRST_ATTEMPT, .open_minutes = DAY, .percent = 80),
	PROMISED(BOTH, MEETING, .percent = 0),
};

#define STARTER(code_, name_, line_, text_) \
	{ .code = #code_, .name = name_, .line = line_, .text = text_, .promises = code_, .promise_count = sizeof code_ / sizeof *code_ }

const struct starter starters[] = {
	STARTER(inbound, "Inbound leads, answered fast",
	    "People ask for a price or a demonstration, and whoever calls back first is heard.",
	    "Marketing hands over everybody who meets our definition, within the hour and with what they asked for in their own words."
	    " Sales calls while they still remember asking.\n\n"
	    "- A lead that meets the definition is worth a call, whoever brought it.\n"
	    "- A lead that does not meet it comes back with the criterion that failed, not with an opinion.\n"
	    "- Whoever asks for a price is called first.\n"
	    "- When a promise is missed, we look at the clock together and change what caused it."),
	STARTER(accounts, "Named accounts",
	    "Both teams work on one list of companies. Few leads, and each of them prepared.",
	    "We work on one list of companies that both teams have chosen. Marketing hands over a person at one of them when we know why"
	    " now, and what else our companies have to do with each other. Sales stays with each of them for weeks, not for days.\n\n"
	    "- The list is changed in the monthly meeting and nowhere else.\n"
	    "- Nothing is handed over that lacks an answer to a must.\n"
	    "- Sales says after every conversation how good the lead was, and what was missing.\n"
	    "- Others at the same company are told to whoever works on it already."),
	STARTER(small, "A small team’s first agreement",
	    "Two or three people on each side, who want to keep what they promise and learn in a month what is too much.",
	    "This is our first agreement. It has few promises, and numbers that we can keep by hand. After three monthly meetings we raise"
	    " what was easy and lower what was not.\n\n"
	    "- A lead has been agreed on before it is handed over: by the definition, not by talk.\n"
	    "- Sales accepts or returns every lead; none stays without an answer.\n"
	    "- We look at what came back before we look at how many came."),
	{ 0 }
};

const struct starter *
starter_find(const char *code)
{
	for (const struct starter *s = starters; code && s->code; s++)
		if (text_equal(s->code, code))
			return s;
	return NULL;
}

/* Whether the gate asks for what the promise is limited to. */
static bool
is_asked(const void *ctx, const struct promise *p, const struct agreement_choices *choices)
{
	if (p->scope_kind != SCOPE_CRITERION)
		return true;
	for (size_t i = 0; i < choices->criterion_count; i++) {
		const struct criterion_choice *c = &choices->criteria[i];
		size_t count;
		char **answers;

		if (!text_equal(c->code, p->scope_code) || c->kind != ASKS_CHOICE)
			continue;
		answers = lines_read(ctx, c->choices, &count);
		return text_in(p->scope_value, (const char *const *)answers);
	}
	return false;
}

struct agreement
starter_begin(const void *ctx, const struct starter *starter, const struct agreement_choices *choices)
{
	const struct term_choice *gate = choice_of_slug(choices->terms, choices->term_count, starter_gate_slug);
	struct agreement a = AGREEMENT_BLANK;

	a.text = starter->text;
	a.pause_reasons = PAUSES;
	a.gate_id = gate ? gate->id : 0;
	a.promises = memory_need(talloc_zero_array(ctx, struct promise, starter->promise_count));
	for (size_t i = 0; i < starter->promise_count; i++) {
		if (!is_asked(ctx, &starter->promises[i], choices))
			continue;
		a.promises[a.promise_count] = starter->promises[i];
		if (promise_has(starter->promises[i].kind) & HAS_DEFINITION)
			a.promises[a.promise_count].definition_id = a.gate_id;
		a.promise_count++;
	}
	return a;
}

static bool
time_take(struct promise *p, int64_t minutes, int64_t percent)
{
	if (!minutes || !percent)
		return false;
	p->open_minutes = minutes;
	p->percent = percent;
	return true;
}

static bool
own_take(struct promise *p, const struct own_numbers *own)
{
	switch (p->kind) {
	case PROMISE_VOLUME:
		p->quantity = own->volume ? own->volume : p->quantity;
		return own->volume;
	case PROMISE_QUALITY:
		p->percent = own->quality ? own->quality : p->percent;
		return own->quality;
	case PROMISE_CONTEXT:
		p->percent = own->context ? own->context : p->percent;
		return own->context;
	case PROMISE_DECISION:
		return time_take(p, own->decision, own->decision_percent);
	case PROMISE_FIRST_ATTEMPT:
		return time_take(p, own->attempt, own->attempt_percent);
	}
	return false;
}

size_t
starter_own(struct agreement *a, const struct own_numbers *own)
{
	size_t taken = 0;

	for (size_t i = 0; i < a->promise_count; i++)
		taken += a->promises[i].scope_kind == GLOSSARY_NONE && own_take(&a->promises[i], own);
	return taken;
}
