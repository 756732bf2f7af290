/* The words of the agreement's kinds, its life, and who may move it. */
#include "sla/rules_agreement.h"

#include "base/text.h"

const char *const party_names[] = {
	[PARTY_MARKETING] = "marketing", [PARTY_SALES] = "sales", [PARTY_BOTH] = "both", NULL
};
const char *const promise_kind_names[] = {
	[PROMISE_VOLUME] = "volume", [PROMISE_QUALITY] = "quality", [PROMISE_CONTEXT] = "context",
	[PROMISE_HANDOVER] = "handover", [PROMISE_ANSWER] = "answer", [PROMISE_DECISION] = "decision",
	[PROMISE_FIRST_ATTEMPT] = "first_attempt", [PROMISE_ATTEMPTS] = "attempts", [PROMISE_WORKED] = "worked",
	[PROMISE_FEEDBACK] = "feedback", [PROMISE_MEETING] = "meeting", NULL
};
const char *const promise_pace_names[] = { [PACE_EVEN] = "even", [PACE_OPEN] = "open", NULL };
const char *const promise_measure_names[] = { [MEASURED_OWN] = "own", [MEASURED_FEED] = "feed", NULL };
const char *const promise_scope_names[] = {
	[SCOPE_SOURCE] = "source", [SCOPE_PERSONA] = "persona", [SCOPE_CRITERION] = "criterion", NULL
};

/* What a promise of each kind is called, whose it is, and which numbers it has. */
static const struct { const char *label; enum party party; unsigned has; } kinds[] = {
	[PROMISE_VOLUME] =        { "Volume", PARTY_MARKETING, HAS_DEFINITION | HAS_QUANTITY | HAS_PACE },
	[PROMISE_QUALITY] =       { "Quality", PARTY_MARKETING, HAS_PERCENT },
	[PROMISE_CONTEXT] =       { "Context", PARTY_MARKETING, HAS_PERCENT },
	[PROMISE_HANDOVER] =      { "Handing over", PARTY_MARKETING, HAS_OPEN_MINUTES | HAS_PERCENT },
	[PROMISE_ANSWER] =        { "Answer to a return", PARTY_MARKETING, HAS_BUSINESS_DAYS | HAS_PERCENT },
	[PROMISE_DECISION] =      { "Decision", PARTY_SALES, HAS_OPEN_MINUTES | HAS_PERCENT },
	[PROMISE_FIRST_ATTEMPT] = { "First attempt", PARTY_SALES, HAS_OPEN_MINUTES | HAS_PERCENT },
	[PROMISE_ATTEMPTS] =      { "Attempts", PARTY_SALES, HAS_ATTEMPTS | HAS_DAYS | HAS_WITHIN_DAYS | HAS_PERCENT },
	[PROMISE_WORKED] =        { "Leads worked", PARTY_SALES, HAS_WITHIN_DAYS | HAS_PERCENT },
	[PROMISE_FEEDBACK] =      { "Feedback", PARTY_SALES, HAS_PERCENT },
	[PROMISE_MEETING] =       { "Monthly meeting", PARTY_BOTH, 0 },
};

static bool
kind_known(int kind)
{
	return kind >= PROMISE_VOLUME && kind <= PROMISE_MEETING;
}

const char *
promise_kind_label(int kind)
{
	return kind_known(kind) ? kinds[kind].label : "";
}

const char *
promise_called(const void *ctx, const struct promise *p)
{
	const char *label = promise_kind_label(p->kind);

	return p->scope_kind == GLOSSARY_NONE ? label : text_format(ctx, "%s: %s", label, p->scope_kind == SCOPE_PERSONA ? p->scope_name : p->scope_value);
}

int
promise_kind_party(int kind)
{
	return kind_known(kind) ? (int)kinds[kind].party : GLOSSARY_NONE;
}

unsigned
promise_has(int kind)
{
	return kind_known(kind) ? kinds[kind].has : 0;
}

const char *
party_label(int party)
{
	static const char *const labels[] = { "Marketing", "Sales", "Both teams" };

	return party >= PARTY_MARKETING && party <= PARTY_BOTH ? labels[party] : "";
}

const struct agreement_signature *
agreement_signature(const struct agreement *agreement, int team)
{
	for (size_t i = 0; i < agreement->signature_count; i++)
		if (agreement->signatures[i].team == team)
			return &agreement->signatures[i];
	return NULL;
}

const char *
agreement_refusal(const void *ctx, const struct agreement *agreement, enum version_step step)
{
	const struct version version = { .number = agreement->number, .state = agreement->state };

	return version_refusal(ctx, &version, step);
}

const char *
agreement_may_write(const struct user *user)
{
	if (user && (user->team == TEAM_MARKETING || user->team == TEAM_SALES))
		return NULL;
	return "Only members of Marketing and Sales can change the agreement. Ask one of them.";
}

const char *
agreement_may(const struct user *user, enum version_step step)
{
	return step == STEP_SIGN || step == STEP_OBJECT ? glossary_may_sign(user) : agreement_may_write(user);
}

bool
agreement_offers(const struct agreement *agreement, const struct user *user, enum version_step step)
{
	if (agreement_may(user, step) || !version_can(agreement->state, step))
		return false;
	return step != STEP_SIGN || (!agreement->charter_id && !agreement_signature(agreement, user->team));
}
