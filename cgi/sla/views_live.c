/* Fills the page of the agreement in force. */
#include "sla/views_live.h"

#include "auth/session.h"
#include "base/text.h"
#include "sla/views_plan.h"
#include "sla/views_agreement.h"
#include "web/watch.h"

static const char *
month_code(const void *ctx, struct day month)
{
	return text_copy_bytes(ctx, day_print(ctx, month), 7);
}

/* "In force since 1 October 2026. Version 3, signed by Priya Raman for Marketing and Daniel Osei for Sales." */
static const char *
state_line(struct request *req, const struct agreement *a)
{
	const struct agreement_signature *m = agreement_signature(a, TEAM_MARKETING), *s = agreement_signature(a, TEAM_SALES);
	const char *since = day_words_at(req, a->in_force_at);
	const char *until = a->ended_at ? text_format(req, "In force from %s to %s.", since, day_words_at(req, a->ended_at))
	    : text_format(req, "In force since %s.", since);

	if (!m || !s)
		return text_format(req, "%s Version %lld.", until, (long long)a->number);
	return text_format(req, "%s Version %lld, signed by %s for Marketing and %s for Sales.", until, (long long)a->number, m->person_name,
	    s->person_name);
}

void
side_tag_fill(struct view *view, int standing)
{
	static const enum tag tags[] = { [PROMISE_KEPT] = TAG_OK, [PROMISE_MISSED] = TAG_PLAIN, [PROMISE_BEHIND] = TAG_WARN,
	    [PROMISE_NOT_DUE] = TAG_PLAIN, [PROMISE_NO_CASES] = TAG_PLAIN, [PROMISE_NOT_MEASURED] = TAG_PLAIN };

	tag_fill(view, tags[standing], promise_state_label(standing));
}

static void
side_fill(struct view *view, const char *name, int team, int standing)
{
	struct view *row = view_row(view, agreement_live_SIDE_ROW);

	team_fill(row, team);
	view_text(row, agreement_live_SIDE_NAME, name);
	side_tag_fill(row, standing);
}

static void
months_fill(struct view *view, const struct live_page *page)
{
	view_text(view, agreement_live_MONTH_WORDS, month_long(view, page->attained->first));
	view_text(view, agreement_live_MONTH_NAME, month_name(page->attained->first.month));
	if (!day_none(page->before)) {
		view_show(view, agreement_live_MONTH_BEFORE);
		view_text(view, agreement_live_BEFORE_CODE, month_code(view, page->before));
		view_text(view, agreement_live_BEFORE_WORDS, month_long(view, page->before));
	}
	if (!day_none(page->after)) {
		view_show(view, agreement_live_MONTH_AFTER);
		view_text(view, agreement_live_AFTER_CODE, month_code(view, page->after));
		view_text(view, agreement_live_AFTER_WORDS, month_long(view, page->after));
	}
}

static void
hero_fill(struct view *view, struct reader *r, const struct live_page *page)
{
	const struct promise_standing *s = page->hero;
	struct view *card = view_row(view, agreement_live_HERO_CARD);

	team_fill(card, s->promise->party);
	view_format(card, agreement_live_HERO_TITLE, "%s promises", party_label(s->promise->party));
	prose_line(card, M_INLINE_PART, promise_sentence(card, s->promise), &r->prose);
	view_number(card, agreement_live_HERO_NUMBER, s->now->numerator);
	view_text(card, agreement_live_HERO_OF, cases_words(card, s->promise, s->now));
	standing_fill(card, s->promise, s->now);
	view_number(card, agreement_live_PROMISE_ID, s->promise->id);
	chart_fill(card, page->chart);
}

static void
clause_fill(struct view *view, struct reader *r, const struct promise_standing *s, int months)
{
	struct view *row = view_row(view, agreement_live_CLAUSE_ROW);
	const struct promise *p = s->promise;

	prose_line(row, M_INLINE_PART, promise_sentence(row, p), &r->prose);
	team_fill(row, p->party);
	view_text(row, agreement_live_OWNER_NAME, party_label(p->party));
	view_text(row, agreement_live_TARGET_WORDS, target_words(row, p, s->now));
	view_number(row, agreement_live_PROMISE_ID, p->id);
	view_text(row, agreement_live_NOW_WORDS, now_words(row, p, s->now));
	view_text(row, agreement_live_CLAUSE_NAME, promise_kind_label(p->kind));
	view_maybe(row, agreement_live_HAS_CASES, agreement_live_CASES_WORDS, cases_words(row, p, s->now));
	marks_fill(row, s, months);
	standing_fill(row, p, s->now);
}

/* What the goal takes, beside what is promised for all leads. */
static void
plan_fill_in(struct view *view, struct request *req, const struct live_page *page)
{
	const struct plan_result *r = page->planned;
	const struct promise *p = page->hero && page->hero->promise->scope_kind == GLOSSARY_NONE ? page->hero->promise : NULL;
	struct view *card;

	if (!page->plan && req->user->team == TEAM_OBSERVER)
		return;
	card = view_row(view, agreement_live_PLAN_CARD);
	view_text(card, agreement_live_PLAN_ACT, page->plan ? "See the working" : "Work it out");
	if (!page->plan)
		view_text(card, agreement_live_PLAN_WORDS, "How many leads a month does the revenue goal take?");
	else if (r->problem)
		view_format(card, agreement_live_PLAN_WORDS, "%s.", plan_goal_words(card, page->plan));
	else if (p && p->quantity != r->leads)
		view_format(card, agreement_live_PLAN_WORDS, "%s Promised are %lld.", plan_sentence(card, page->plan, r), (long long)p->quantity);
	else
		view_text(card, agreement_live_PLAN_WORDS, plan_sentence(card, page->plan, r));
}

struct view *
agreement_live_view(struct request *req, const struct live_page *page_)
{
	const struct agreement_month *a = page_->attained;
	const struct attainment *t = a->attainment;
	struct view *view = page(req, TPL_AGREEMENT_LIVE, "Agreement");
	struct reader *r = reader_new(req, NULL);

	view_text(view, agreement_live_LIVE_TITLE, "Agreement");
	view_text(view, agreement_live_STATE_LINE, state_line(req, a->agreement));
	view_number(view, agreement_live_VERSION_NUMBER, a->agreement->number);
	watch_fill(view, agreement_live_WATCH_BUTTON, "/sla/watch", page_->watched);
	view_text(view, agreement_live_MONTH_CODE, month_code(view, a->first));
	if (page_->open && (page_->open->state == STATE_IN_REVIEW || req->user->team != TEAM_OBSERVER)) {
		view_show(view, agreement_live_OPEN_LINK);
		view_number(view, agreement_live_OPEN_NUMBER, page_->open->number);
		view_format(view, agreement_live_OPEN_LABEL, page_->open->state == STATE_IN_REVIEW ? "Version %lld in review" : "Go on with version %lld",
		    (long long)page_->open->number);
	} else {
		view_show_if(view, agreement_live_MAY_PROPOSE, req->user->team != TEAM_OBSERVER);
	}
	for (int party = PARTY_MARKETING; party <= PARTY_BOTH; party++)
		if (t->has_party[party])
			side_fill(view, party_label(party), party, t->party[party]);
	side_fill(view, "Together", GLOSSARY_NONE, t->joint);
	months_fill(view, page_);
	retired_fill(view, req, page_->retired, page_->retired_count);
	if (page_->corrections)
		view_maybe(view, agreement_live_HAS_WAITING, agreement_live_WAITING_WORDS, page_->corrections == 1 ? "The other team asks to correct a record."
		    : text_format(view, "The other team asks to correct %lld records.", (long long)page_->corrections));
	if (t->known_up_to)
		view_maybe(view, agreement_live_HAS_KNOWN, agreement_live_KNOWN_WORDS,
		    text_format(view, "Attempts are known up to %s.", moment_words(req, t->known_up_to)));
	if (page_->hero)
		hero_fill(view, r, page_);
	view_show_if(view, agreement_live_HAS_CLAUSES, t->count > 0);
	for (size_t i = 0; i < t->count; i++)
		clause_fill(view, r, &t->promises[i], t->months);
	plan_fill_in(view, req, page_);
	return view;
}

/* The version that is furthest: what it waits for, and what to do. */
static void
none_fill(struct view *view, struct request *req, const struct agreement_row *v)
{
	bool own_signed = req->user->team == TEAM_MARKETING ? v->marketing_signed : v->sales_signed;

	if (v->state == STATE_RATIFIED) {
		view_format(view, agreement_none_NONE_TITLE, "Version %lld is agreed.", (long long)v->number);
		view_format(view, agreement_none_NONE_WORDS, "It comes into force on %s. Until then a handoff has no clock.",
		    day_words_at(req, v->in_force_at));
	} else if (v->state == STATE_IN_REVIEW) {
		view_format(view, agreement_none_NONE_TITLE, "Version %lld waits for signatures.", (long long)v->number);
		view_text(view, agreement_none_NONE_WORDS,
		    "It comes into force when a signatory of each team has signed it. Until then a handoff has no clock.");
	} else {
		view_text(view, agreement_none_NONE_TITLE, "No agreement yet, and a draft of it.");
		view_text(view, agreement_none_NONE_WORDS, "The agreement is a text with promises that count things by your shared words. Both teams sign it.");
	}
	view_show(view, agreement_none_ACT_LINK);
	view_format(view, agreement_none_ACT_HREF, "/sla/versions/%lld", (long long)v->number);
	view_format(view, agreement_none_ACT_LABEL,
	    v->state == STATE_IN_REVIEW && req->user->is_signatory && !own_signed ? "Read and sign version %lld" : v->state == STATE_DRAFT ? "Go on with version %lld" : "Read version %lld", (long long)v->number);
}

struct view *
agreement_none_view(struct request *req, const struct agreement_row *rows, size_t count)
{
	static const int order[] = { STATE_RATIFIED, STATE_IN_REVIEW, STATE_DRAFT };
	struct view *view = page(req, TPL_AGREEMENT_NONE, "Agreement");

	for (size_t i = 0; i < sizeof order / sizeof *order; i++)
		for (size_t j = 0; j < count; j++)
			if (rows[j].state == order[i]) {
				none_fill(view, req, &rows[j]);
				return view;
			}
	view_text(view, agreement_none_NONE_TITLE, "No agreement yet.");
	view_text(view, agreement_none_NONE_WORDS, "The agreement is a text with promises that count things by your shared words. Both"
	    " teams sign it, and from then on this page shows how it goes.");
	if (req->user->team != TEAM_OBSERVER) {
		view_show(view, agreement_none_ACT_LINK);
		view_text(view, agreement_none_ACT_HREF, "/sla/start");
		view_text(view, agreement_none_ACT_LABEL, "Write the agreement");
	}
	return view;
}
