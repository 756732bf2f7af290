/* The life of a version, who may move it, and its dates. */
#include "glossary/rules.h"

#include "base/days.h"
#include "base/text.h"

#include <string.h>
#include <talloc.h>

const char *const term_kind_names[] = {
	[KIND_WORD] = "word", [KIND_STAGE] = "stage", [KIND_METRIC] = "metric", [KIND_PERSONA] = "persona",
	[KIND_THEME] = "theme", [KIND_REASON] = "reason", NULL
};
const char *const version_state_names[] = {
	[STATE_DRAFT] = "draft", [STATE_IN_REVIEW] = "in_review", [STATE_RATIFIED] = "ratified",
	[STATE_WITHDRAWN] = "withdrawn", NULL
};
const char *const version_status_names[] = {
	[STATUS_DRAFT] = "draft", [STATUS_IN_REVIEW] = "in_review", [STATUS_RATIFIED] = "ratified",
	[STATUS_IN_FORCE] = "in_force", [STATUS_SUPERSEDED] = "superseded", [STATUS_WITHDRAWN] = "withdrawn", NULL
};
const char *const criterion_kind_names[] = {
	[ASKS_YES_NO] = "yes_no", [ASKS_NUMBER] = "number", [ASKS_CHOICE] = "choice", [ASKS_DATE] = "date",
	[ASKS_TEXT] = "text", NULL
};
const char *const criterion_level_names[] = { [LEVEL_MUST] = "must", [LEVEL_SHOULD] = "should", NULL };
const char *const stage_path_names[] = { [PATH_LEAD] = "lead", [PATH_DEAL] = "deal", NULL };
const char *const reason_act_names[] = {
	[ACT_RETURN] = "return", [ACT_DISQUALIFY] = "disqualify", [ACT_RECYCLE] = "recycle", [ACT_LOST] = "lost", NULL
};
const char *const act_kind_names[] = {
	[HAPPENED_DRAFT] = "draft", [HAPPENED_EDIT] = "edit", [HAPPENED_REVIEW] = "review",
	[HAPPENED_SIGNATURE] = "signature", [HAPPENED_OBJECTION] = "objection", [HAPPENED_WITHDRAWAL] = "withdrawal",
	[HAPPENED_RATIFIED] = "ratified", [HAPPENED_COMMENT] = "comment", [HAPPENED_CONFIRMATION] = "confirmation", NULL
};
const char *const sheet_state_names[] = {
	[SHEET_OPEN] = "open", [SHEET_RATIFIED] = "ratified", [SHEET_WITHDRAWN] = "withdrawn", NULL
};

static const char *
label_of(const char *const *labels, int last, int code)
{
	return code >= 0 && code <= last ? labels[code] : "";
}

const char *
term_kind_label(int kind)
{
	static const char *const labels[] = { "Word", "Stage", "Metric", "Persona", "Theme", "Reason" };

	return label_of(labels, KIND_REASON, kind);
}

const char *
version_status_label(int status)
{
	static const char *const labels[] = {
		[STATUS_DRAFT] = "Draft", [STATUS_IN_REVIEW] = "In review", [STATUS_RATIFIED] = "Agreed, waits for its date",
		[STATUS_IN_FORCE] = "In force", [STATUS_SUPERSEDED] = "Replaced", [STATUS_WITHDRAWN] = "Withdrawn"
	};

	return label_of(labels, STATUS_WITHDRAWN, status);
}

const struct signature *
version_signature(const struct version *version, int team)
{
	for (size_t i = 0; i < version->signature_count; i++)
		if (version->signatures[i].team == team)
			return &version->signatures[i];
	return NULL;
}

/* What is not listed cannot happen. */
static const struct { enum version_state from; enum version_step step; enum version_state to; } life[] = {
	{ STATE_DRAFT,     STEP_EDIT,     STATE_DRAFT },
	{ STATE_IN_REVIEW, STEP_EDIT,     STATE_IN_REVIEW },
	{ STATE_DRAFT,     STEP_REVIEW,   STATE_IN_REVIEW },
	{ STATE_IN_REVIEW, STEP_SIGN,     STATE_RATIFIED },
	{ STATE_IN_REVIEW, STEP_OBJECT,   STATE_DRAFT },
	{ STATE_DRAFT,     STEP_WITHDRAW, STATE_WITHDRAWN },
	{ STATE_IN_REVIEW, STEP_WITHDRAW, STATE_WITHDRAWN },
};

int
version_after(int state, enum version_step step)
{
	for (size_t i = 0; i < sizeof life / sizeof *life; i++)
		if ((int)life[i].from == state && life[i].step == step)
			return life[i].to;
	return GLOSSARY_NONE;
}

bool
version_can(int state, enum version_step step)
{
	return version_after(state, step) != GLOSSARY_NONE;
}

bool
version_retired_can(enum version_step step)
{
	return step == STEP_OBJECT || step == STEP_WITHDRAW;
}

const char *
version_refusal(const void *ctx, const struct version *version, enum version_step step)
{
	static const char *const now_is[] = {
		[STATE_DRAFT] = "is a draft: send it to review first.",
		[STATE_IN_REVIEW] = "is in review already.",
		[STATE_RATIFIED] = "is signed by both teams and stays as it is. Propose a new version instead.",
		[STATE_WITHDRAWN] = "has been withdrawn. Propose a new version instead.",
	};

	if (version_can(version->state, step))
		return !version->term_retired || version_retired_can(step) ? NULL
		    : "The term is retired, so its versions stay as they are. Bring it back into use first.";
	return text_format(ctx, "Version %ld %s", (long)version->number, now_is[version->state]);
}

int
version_status_at(int state, int64_t number, int64_t in_force_at, int64_t in_force_number, int64_t now)
{
	switch (state) {
	case STATE_DRAFT:
		return STATUS_DRAFT;
	case STATE_IN_REVIEW:
		return STATUS_IN_REVIEW;
	case STATE_WITHDRAWN:
		return STATUS_WITHDRAWN;
	}
	if (in_force_at > now)
		return STATUS_RATIFIED;
	return number == in_force_number ? STATUS_IN_FORCE : STATUS_SUPERSEDED;
}

int64_t
version_in_force(const struct version *versions, size_t count, int64_t now)
{
	const struct version *best = NULL;

	for (size_t i = 0; i < count; i++) {
		const struct version *v = &versions[i];

		if (v->state != STATE_RATIFIED || v->in_force_at > now)
			continue;
		if (!best || v->in_force_at > best->in_force_at
		    || (v->in_force_at == best->in_force_at && v->number > best->number))
			best = v;
	}
	return best ? best->number : 0;
}

int64_t
version_starts(const char *in_force_from, int64_t signed_at, const char *zone)
{
	struct day day;
	int64_t start;

	if (!day_parse(in_force_from, &day))
		return signed_at;
	start = start_of_day(day, zone);
	return start > signed_at ? start : signed_at;
}

const char *
glossary_may_write(const struct user *user)
{
	if (user && (user->team == TEAM_MARKETING || user->team == TEAM_SALES))
		return NULL;
	return "Only members of Marketing and Sales can change the glossary. Ask one of them.";
}

const char *
glossary_may_sign(const struct user *user)
{
	if (glossary_may_write(user))
		return "Only a signatory of Marketing or Sales can sign or object.";
	if (user->is_signatory)
		return NULL;
	return user->team == TEAM_MARKETING ? "Only a signatory of Marketing can sign or object for Marketing."
	    : "Only a signatory of Sales can sign or object for Sales.";
}

const char *
version_may(const struct user *user, enum version_step step)
{
	return step == STEP_SIGN || step == STEP_OBJECT ? glossary_may_sign(user) : glossary_may_write(user);
}

bool
version_offers(const struct version *version, const struct user *user, enum version_step step)
{
	if (version_may(user, step) || !version_can(version->state, step)
	    || (version->term_retired && !version_retired_can(step)))
		return false;
	return step != STEP_SIGN || (!version->charter_id && !version_signature(version, user->team));
}

enum { REVIEW_LEAST = 90, REVIEW_USUAL = 180 };

bool
review_is_due(const char *review_due, const char *today)
{
	struct day due, now;

	return day_parse(review_due, &due) && day_parse(today, &now) && day_compare(due, now) <= 0;
}

bool
review_can_confirm(const char *review_due, const char *today)
{
	struct day due, now;

	return day_parse(review_due, &due) && day_parse(today, &now)
	    && day_compare(day_add(due, -REVIEW_CONFIRM_BEFORE), now) <= 0;
}

const char *
review_next(const void *ctx, const char *review_due, const char *review_by, const char *in_force_on, const char *today)
{
	struct day due, by, on, now;
	int64_t days = REVIEW_USUAL;

	if (!day_parse(today, &now))
		return NULL;
	if (day_parse(review_by, &by) && day_parse(in_force_on, &on))
		days = day_number(by) - day_number(on);
	if (days < REVIEW_LEAST)
		days = REVIEW_LEAST;
	if (!day_parse(review_due, &due) || day_compare(due, now) < 0)
		due = now;
	return day_print(ctx, day_add(due, days));
}
