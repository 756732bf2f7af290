/* The life of a deal, folded from its events, and what each of them demands. */
#include "leads/rules_deal.h"

#include "base/days.h"
#include "base/text.h"
#include "base/utf8.h"
#include "leads/rules_lead.h"

#include <stdlib.h>
#include <string.h>
#include <talloc.h>

int
deal_state(const struct deal *deal)
{
	return deal->lost_at ? DEAL_IS_LOST : deal->won_at ? DEAL_IS_WON : DEAL_IS_OPEN;
}

/* The newest version of its term by then. */
static bool
is_newest(const struct closing *meanings, size_t count, const struct closing *m, int64_t at)
{
	for (size_t i = 0; i < count; i++) {
		const struct closing *x = &meanings[i];

		if (x->term_id == m->term_id && x->in_force_at < at
		    && (x->in_force_at > m->in_force_at || (x->in_force_at == m->in_force_at && x->number > m->number)))
			return false;
	}
	return true;
}

/* Of two that came into force at once, the term made later. */
static bool
comes_after(const struct closing *a, const struct closing *b)
{
	return !b || a->in_force_at > b->in_force_at || (a->in_force_at == b->in_force_at && a->term_id > b->term_id);
}

int
closing_kind(const struct closing *meanings, size_t count, int64_t at)
{
	const struct closing *last = NULL;

	for (size_t i = 0; i < count; i++)
		if (meanings[i].in_force_at < at && meanings[i].event && is_newest(meanings, count, &meanings[i], at) && comes_after(&meanings[i], last))
			last = &meanings[i];
	for (int kind = DEAL_SIGNED; last && kind <= DEAL_PAID; kind++)
		if (text_equal(deal_kind_names[kind], last->event))
			return kind;
	return DEAL_SIGNED;
}

const struct deal_event *
deal_event_of(const struct deal_event *events, size_t count, int64_t id)
{
	for (size_t i = 0; i < count; i++)
		if (events[i].id == id)
			return &events[i];
	return NULL;
}

const struct deal_event *
deal_reversal_of(const struct deal_event *events, size_t count, int64_t id)
{
	for (size_t i = 0; i < count; i++)
		if (events[i].kind == DEAL_REVERSED && events[i].reverses_id == id && !events[i].undone_at)
			return &events[i];
	return NULL;
}

/* It counts for what the deal is. */
static bool
stands(const struct deal_event *events, size_t count, const struct deal_event *e)
{
	return !e->undone_at && e->kind != DEAL_REVERSED && !deal_reversal_of(events, count, e->id);
}

bool
deal_reversible(const struct deal_event *events, size_t count, const struct deal_event *e)
{
	return e && e->kind != DEAL_OPENED && stands(events, count, e);
}

const struct deal_event *
deal_last_reversible(const struct deal_event *events, size_t count)
{
	for (size_t i = count; i-- > 0;)
		if (deal_reversible(events, count, &events[i]))
			return &events[i];
	return NULL;
}

const struct deal_event *
deal_last(const struct deal_event *events, size_t count)
{
	for (size_t i = count; i-- > 0;)
		if (!events[i].undone_at)
			return &events[i];
	return NULL;
}

static void
worth_fold(struct deal *deal, const struct deal_event *e)
{
	if (!e->currency || e->kind > DEAL_SIGNED)
		return;
	deal->currency = e->currency;
	deal->amount_minor = e->amount_minor;
}

/* One event that stands. `is_first`: nothing but openings came before it. */
static void
event_fold(struct deal *deal, const struct deal_event *e, bool is_first)
{
	deal->lost_at = e->kind == DEAL_LOST ? e->at : 0;
	deal->lost_reason_id = e->kind == DEAL_LOST ? e->reason_id : 0;
	deal->lost_reason_name = e->kind == DEAL_LOST ? e->reason_name : NULL;
	worth_fold(deal, e);
	switch (e->kind) {
	case DEAL_OPENED:
		if (is_first)
			deal->opened_at = e->at;
		return;
	case DEAL_STAGE:
		deal->stage_id = e->stage_id;
		deal->stage_name = e->stage_name ? e->stage_name : "";
		return;
	case DEAL_SIGNED:
		deal->signed_at = e->at;
		return;
	case DEAL_INVOICED:
		deal->invoiced_at = e->at;
		return;
	case DEAL_PAID:
		deal->paid_at = e->at;
		return;
	}
}

void
deal_fold(struct deal *deal, const struct deal_event *events, size_t count, const struct closing *meanings, size_t meaning_count)
{
	bool is_first = true;
	int64_t won_at = 0;

	deal->currency = deal->lost_reason_name = NULL;
	deal->stage_name = "";
	deal->amount_minor = deal->stage_id = deal->opened_at = deal->signed_at = deal->invoiced_at = deal->paid_at = deal->lost_at = deal->won_at = 0;
	deal->lost_reason_id = 0;
	for (size_t i = 0; i < count; i++) {
		const struct deal_event *e = &events[i];

		if (!stands(events, count, e))
			continue;
		event_fold(deal, e, is_first);
		is_first &= e->kind == DEAL_OPENED;
		if (e->kind >= DEAL_SIGNED && e->kind <= DEAL_PAID && e->kind >= closing_kind(meanings, meaning_count, e->at) && (!won_at || e->at < won_at))
			won_at = e->at;
	}
	deal->won_at = deal->lost_at ? 0 : won_at;
}

/* Nothing has happened to it but that it was opened. */
static bool
is_untouched(const struct deal_event *events, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (events[i].kind != DEAL_OPENED && stands(events, count, &events[i]))
			return false;
	return true;
}

bool
deal_can(const struct deal *deal, const struct deal_event *events, size_t count, int kind, bool imported)
{
	if (kind == DEAL_REVERSED)
		return deal_last_reversible(events, count) != NULL;
	if (imported)
		return true;
	switch (kind) {
	case DEAL_OPENED:
		return deal->lost_at || is_untouched(events, count);
	case DEAL_SIGNED:
		return !deal->lost_at && !deal->signed_at;
	case DEAL_LOST:
		return !deal->lost_at && !deal->signed_at && !deal->invoiced_at && !deal->paid_at;
	}
	return !deal->lost_at;
}

bool
deal_undoes(const struct deal_event *events, size_t count, const struct user *user, int64_t now)
{
	const struct deal_event *last = deal_last(events, count);

	return last && user && last != events && last->person_id == user->id && llabs(now - last->recorded_at) <= DEAL_UNDO_SECONDS;
}

int64_t
deal_instant(const char *day, int64_t opened_at, int64_t now, const char *zone)
{
	struct day on;
	int64_t at;

	if (!day_parse(day, &on))
		return 0;
	at = local_instant(on, 12 * 3600, zone, LOCAL_FIRST);
	if (at > now && day_compare(on, day_of(now, zone)) == 0)
		at = now;
	if (at < opened_at && day_compare(on, day_of(opened_at, zone)) == 0)
		at = opened_at;
	return at;
}

static void
at_check(struct problems *p, const struct deal *deal, struct deal_input *in, int64_t now)
{
	if (in->at > now && in->at <= now + DEAL_AHEAD)
		in->at = now;
	if (!in->at)
		problem_add(p, "at", -1, "Give the day on which it happened.");
	else if (in->at > now)
		problem_add(p, "at", -1, "This is in the future. Give the day on which it happened.");
	else if (!in->imported && in->kind != DEAL_OPENED && in->at < deal->opened_at)
		problem_add(p, "at", -1, "This was before the deal was opened. Give a later day, or say first that it was opened earlier.");
}

/* Where it goes, and why where that is back. */
static void
stage_check(struct problems *p, const struct deal *deal, const struct deal_input *in)
{
	bool is_back = in->stage_position && in->present_position && in->stage_position < in->present_position;

	if (text_blank(in->stage))
		problem_add(p, "stage", -1, "Choose the stage it is in now.");
	else if (in->imported)
		return;
	else if (!in->stage_id)
		problem_add(p, "stage", -1, "“%s” is no stage of the deal path. Choose one of the list, or agree on it in the glossary.", text_clip(p, in->stage, 40));
	else if (in->stage_id == deal->stage_id && !in->has_amount)
		problem_add(p, "stage", -1, "It is in this stage already. Choose another one.");
	else if (is_back && text_blank(in->words))
		problem_add(p, "words", -1, "Say why it moves back to %s.", in->stage_name);
}

static void
lost_check(struct problems *p, const struct deal_input *in)
{
	if (text_blank(in->reason)) {
		if (!in->imported)
			problem_add(p, "reason", -1, "Choose why it was lost.");
	} else if (!in->reason_id)
		problem_add(p, "reason", -1, "“%s” is no reason both teams have in use. Choose one of the list.", text_clip(p, in->reason, 40));
	else if (!(in->reason_acts & (1 << ACT_LOST)))
		problem_add(p, "reason", -1, "“%s” is not a reason for a lost deal. Choose one that is.", text_clip(p, in->reason, 40));
	else if (in->reason_is_other && text_blank(in->words))
		problem_add(p, "words", -1, "Say in a sentence what the other reason is.");
}

/* Of what is taken back the amount is known: another one would be another event. */
static void
reversal_check(struct problems *p, const struct deal_event *events, size_t count, struct deal_input *in)
{
	const struct deal_event *e = in->reverses ? deal_event_of(events, count, in->reverses) : deal_last_reversible(events, count);

	if (!e || !deal_reversible(events, count, e)) {
		problem_add(p, "reverses", -1, "Choose something that happened and was not taken back yet.");
		return;
	}
	in->reverses = e->id;
	if (in->at && in->at < e->at && !in->imported)
		problem_add(p, "at", -1, "This was before what it takes back happened. Give that day or a later one.");
	if (in->has_amount && (!e->currency || in->amount.minor != e->amount_minor || !text_equal(in->amount.currency, e->currency)))
		problem_add(p, "amount", -1, "A reversal takes the whole of it back. Leave the amount out, then record what remains.");
	in->has_amount = e->currency != NULL;
	in->amount.minor = e->amount_minor;
	in->amount.currency = e->currency;
	if (text_blank(in->words) && !in->imported)
		problem_add(p, "words", -1, "Say why it is taken back.");
}

static const char *
words_tidy(struct problems *p, const char *words)
{
	const char *tidy = words ? text_trim(p, utf8_lines(p, words, strlen(words), NULL)) : "";

	if (!utf8_valid_text(tidy, UTF8_TEXT))
		problem_add(p, "words", -1, "The note holds characters that cannot be shown. Type it again.");
	else if (utf8_length(tidy) > DEAL_WORDS_MOST)
		problem_add(p, "words", -1, "The note must be %d characters or fewer; it has %zu.", DEAL_WORDS_MOST, utf8_length(tidy));
	return tidy;
}

void
deal_problems(struct problems *p, const struct deal *deal, const struct deal_event *events, size_t count, struct deal_input *in, int64_t now)
{
	if (in->kind != DEAL_LOST && text_blank(in->words))
		in->words = in->reason;
	in->words = words_tidy(p, in->words);
	if (in->kind == DEAL_STAGE)
		stage_check(p, deal, in);
	at_check(p, deal, in, now);
	if (in->has_amount && in->kind != DEAL_REVERSED) {
		const char *problem = deal_amount_problem(p, in->amount.minor, in->amount.currency);

		if (problem)
			problem_add(p, "amount", -1, "%s", problem);
	}
	if (in->kind == DEAL_SIGNED && !in->has_amount && deal->currency) {
		in->has_amount = true;
		in->amount.minor = deal->amount_minor;
		in->amount.currency = deal->currency;
	}
	if (in->kind == DEAL_LOST)
		lost_check(p, in);
	if (in->kind == DEAL_REVERSED)
		reversal_check(p, events, count, in);
}

void
deal_making_problems(struct problems *p, struct deal_making *m)
{
	m->name = m->name ? text_squeeze(p, utf8_visible(p, m->name)) : "";
	m->account = m->account ? text_squeeze(p, utf8_visible(p, m->account)) : "";
	if (!*m->name)
		problem_add(p, "name", -1, "Give the deal a name, such as what they buy.");
	else if (!utf8_valid_text(m->name, UTF8_LINE) || utf8_length(m->name) > DEAL_NAME_MOST)
		problem_add(p, "name", -1, "The name has at most %d characters, on one line.", DEAL_NAME_MOST);
	if (!m->lead_count && !m->account_id && !*m->account)
		problem_add(p, "account", -1, "Give the company, or the lead it comes from.");
	else if (!utf8_valid_text(m->account, UTF8_LINE) || utf8_length(m->account) > LEAD_COMPANY_MOST)
		problem_add(p, "account", -1, "The company has at most %d characters, on one line.", LEAD_COMPANY_MOST);
	if (!m->lead_count && m->origin == GLOSSARY_NONE)
		problem_add(p, "origin", -1, "Say where the deal comes from: marketing, sales, a partner or a customer.");
	if (m->lead_count > DEAL_LEADS_MOST)
		problem_add(p, "leads", -1, "A deal has at most %d leads.", DEAL_LEADS_MOST);
	if (m->has_amount) {
		const char *problem = deal_amount_problem(p, m->amount.minor, m->amount.currency);

		if (problem)
			problem_add(p, "amount", -1, "%s", problem);
	}
}
