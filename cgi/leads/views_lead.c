/* Fills the page of one lead: what is known, what happened, what is promised. */
#include "leads/views_import.h"
#include "leads/views_lead.h"

#include "auth/session.h"
#include "base/days.h"
#include "base/text.h"
#include "web/watch.h"

#include <string.h>

static void
fact_fill(struct view *view, const char *name, const char *words)
{
	struct view *row;

	if (text_blank(words))
		return;
	row = view_row(view, lead_show_FACT_ROW);
	view_text(row, lead_show_FACT_NAME, name);
	view_text(row, lead_show_FACT_WORDS, words);
}

/* A link, where it is an address and nothing else. */
static void
website_fill(struct view *view, const char *website)
{
	struct view *row;

	if (text_blank(website) || !website[strcspn(website, ".")] || website[strcspn(website, " \t@\\\"<>")]) {
		fact_fill(view, "Website", website);
		return;
	}
	row = view_row(view, lead_show_FACT_ROW);
	view_text(row, lead_show_FACT_NAME, "Website");
	view_text(row, lead_show_FACT_WORDS, "");
	row = view_row(row, lead_show_IS_LINK);
	view_text(row, lead_show_LINK_HREF, text_starts(website, "http://") || text_starts(website, "https://") ? website
	    : text_format(row, "https://%s", website));
	view_text(row, lead_show_LINK_WORDS, website);
}

/* "5 of 5. Right person, real need. She had the plan with her." */
static const char *
feedback_words(const void *ctx, const struct handoff *h)
{
	const char *chips = feedback_chips_words(ctx, feedback_chips_read(ctx, h->feedback_chips));

	if (!h->feedback_quality)
		return NULL;
	return text_format(ctx, "%lld of 5. %s%s%s", (long long)h->feedback_quality, chips, text_blank(chips) ? "" : ". ", h->feedback_words);
}

static void
facts_of_lead_fill(struct view *view, struct request *req, const struct lead *lead, bool handed)
{
	fact_fill(view, "Found us by", lead->source);
	fact_fill(view, "Campaign", lead->campaign);
	fact_fill(view, "Theme", lead->theme);
	fact_fill(view, "Persona", lead->persona);
	fact_fill(view, "Stage", lead->stage);
	fact_fill(view, "Origin", origin_label(lead->origin));
	website_fill(view, lead->website);
	fact_fill(view, "Asked", lead->converted_at ? moment_words(req, lead->converted_at) : NULL);
	if (!handed)
		fact_fill(view, "Seller", lead->owner_sales_name);
}

static void
facts_of_handoff_fill(struct view *view, const struct handoff *h)
{
	fact_fill(view, "How it came", h->how_entered);
	fact_fill(view, "Situation", h->situation);
	fact_fill(view, "Next step", h->next_step);
	fact_fill(view, "Seller", h->owner_name);
	fact_fill(view, "Comes back", h->return_on ? day_words_of(view, h->return_on) : NULL);
	fact_fill(view, "Reason", h->outcome_reason_name);
	fact_fill(view, "Feedback", feedback_words(view, h));
}

static void
answers_show(struct view *view, const struct answers_given *g)
{
	static const enum tag tags[] = { [VERDICT_MEETS] = TAG_OK, [VERDICT_FAILS] = TAG_WARN, [VERDICT_UNKNOWN] = TAG_PLAIN };
	struct view *list;

	if (!g->version || !g->count)
		return;
	list = view_row(view, lead_show_ANSWERS_PART);
	view_text(list, lead_show_ANSWERS_TITLE, g->title);
	view_text(list, lead_show_TERM_SLUG, g->slug);
	view_text(list, lead_show_TERM_NAME, g->name);
	view_number(list, lead_show_TERM_NUMBER, g->version->number);
	for (size_t i = 0; i < g->count; i++) {
		const struct answer *a = &g->answers[i];
		const struct criterion *c = criterion_of(g->version, a->code);
		struct view *row = view_row(list, lead_show_ANSWER_ROW);

		view_text(row, lead_show_ANSWER_LABEL, c ? c->label : a->code);
		view_text(row, lead_show_ANSWER_WORDS, c ? answer_words(row, c, a->value) : a->value);
		view_maybe(row, lead_show_HAS_EVIDENCE, lead_show_ANSWER_EVIDENCE, c && answer_lacks_evidence(c, a) ? "Its evidence is missing." : a->evidence);
		tag_fill(row, tags[a->verdict], verdict_label(a->verdict));
	}
}

/* The steps of a handoff, kept apart: each has a day of its own. */
static void
dates_fill(struct view *view, struct request *req, const struct handoff *h)
{
	const struct { const char *name; int64_t at; } dates[] = {
		{ "Handed over", h->first_submitted_at }, { "Handed over again", h->round > 1 ? h->submitted_at : 0 },
		{ h->decision == DECISION_RETURNED ? "Returned" : "Accepted", h->decided_at }, { "First conversation", h->connected_at },
		{ "Second gate", h->sql_at }, { "Outcome", h->outcome_at }
	};

	for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
		struct view *row;

		if (!dates[i].at)
			continue;
		row = view_row(view, lead_show_DATE_ROW);
		view_text(row, lead_show_DATE_NAME, dates[i].name);
		view_text(row, lead_show_DATE_STAMP, day_stamp_at(req, dates[i].at));
		view_text(row, lead_show_DATE_WORDS, day_short(row, day_of(dates[i].at, req->session->organisation_zone)));
	}
}

/* Routing and selling are apart: what a team takes to give a lead to somebody is not that person's time. */
static void
spans_fill(struct view *view, const struct lead_page *p)
{
	const struct { const char *name, *words; } spans[] = { { "Routing", p->routing }, { "Seller’s time", p->selling } };

	for (size_t i = 0; i < sizeof spans / sizeof *spans; i++) {
		struct view *row;

		if (!spans[i].words)
			continue;
		row = view_row(view, lead_show_SPAN_ROW);
		view_text(row, lead_show_SPAN_NAME, spans[i].name);
		view_text(row, lead_show_SPAN_WORDS, spans[i].words);
	}
}

static void
pair_fill(struct view *view, struct request *req, const struct account_pair *pair)
{
	struct view *part;

	if (!pair)
		return;
	part = view_row(view, lead_show_HAS_ACCOUNT);
	view_number(part, lead_show_ACCOUNT_ID, pair->id);
	view_text(part, lead_show_ACCOUNT_NAME, pair->name);
	view_text(part, lead_show_PAIR_MARKETING, pair->marketing_name ? pair->marketing_name : "Nobody");
	view_text(part, lead_show_PAIR_SALES, pair->sales_name ? pair->sales_name : "Nobody");
	view_show_if(part, lead_show_MAY_PAIR, user_roles(req->user) & MEMBER);
}

static void
timer_fill(struct view *row, struct request *req, const struct clock *t)
{
	view_number(row, lead_show_TIMER_ID, t->id);
	view_number(row, lead_show_PROMISE_ID, t->promise_id);
	view_text(row, lead_show_KIND_LABEL, promise_kind_label(t->kind));
	switch (t->status) {
	case TIMER_MET:
		tag_fill(row, TAG_OK, "In time");
		break;
	case TIMER_MISSED:
		tag_fill(row, TAG_PLAIN, t->unmeasured ? "Not measured"
		    : t->late_at ? "Done late" : "Missed");
		break;
	case TIMER_RUNNING:
		tag_fill(row, TAG_WAIT, "Running");
		break;
	default:
		tag_fill(row, TAG_PLAIN, timer_state_label(t->status));
	}
	view_text(row, lead_show_DUE_WORDS, t->deadline ? text_format(row, "By %s", moment_words(req, t->deadline)) : "No deadline while paused");
}

/* A promise whose clock is shown above is not listed again. */
static bool
has_timer(const struct lead_page *p, int64_t promise_id)
{
	for (size_t i = 0; i < p->timer_count; i++)
		if (p->timers[i].promise_id == promise_id)
			return true;
	return false;
}

/* Why a handoff does not count towards context: nobody knows, or nobody said where it can be seen; else because it was withdrawn. */
static const char *
gap_words(const struct answers_given *g)
{
	bool lacks = false;

	for (size_t i = 0; g->version && i < g->version->criteria_count; i++) {
		const struct criterion *c = &g->version->criteria[i];
		const struct answer *a = answer_of(g->answers, g->count, c->code);

		if (c->level == LEVEL_MUST && (!a || !a->value))
			return "Not every must known";
		lacks = lacks || answer_lacks_evidence(c, a);
	}
	return lacks ? "Evidence missing" : "Does not count";
}

/* What this handoff comes to for a promise that is no clock. */
static void
fact_tag_fill(struct view *row, const struct lead_page *p, int kind, const char *zone)
{
	const struct handoff *h = p->handoff;
	const struct facts f = handoff_facts(row, h, zone);

	switch (kind) {
	case PROMISE_VOLUME:
		tag_fill(row, f.volume ? TAG_OK : TAG_PLAIN, f.volume ? "Counts" : "Does not count");
		return;
	case PROMISE_QUALITY:
		tag_fill(row, f.accepted ? TAG_OK : f.decided_on ? TAG_PLAIN : TAG_WAIT, f.accepted ? "Accepted" : f.decided_on ? "Returned" : "Not decided yet");
		return;
	case PROMISE_CONTEXT:
		tag_fill(row, f.context ? TAG_OK : TAG_PLAIN, f.context ? "Every must known" : gap_words(&p->given));
		return;
	case PROMISE_FEEDBACK:
		tag_fill(row, f.feedback ? TAG_OK : TAG_PLAIN, f.feedback ? "Given" : h->feedback_asked ? "Asked for" : "Not asked for");
		return;
	}
	tag_fill(row, TAG_PLAIN, "No clock");
}

static void
promises_fill(struct view *view, struct request *req, const struct lead_page *p)
{
	view_show_if(view, lead_show_NO_PROMISES, !p->handoff->agreement_id);
	if (p->handoff->agreement_id) {
		view_show(view, lead_show_HAS_AGREEMENT);
		view_number(view, lead_show_AGREEMENT_NUMBER, p->handoff->agreement_number);
	}
	if (promises_by_feed(p->promises, p->promise_count))
		view_maybe(view, lead_show_HAS_FEED, lead_show_FEED_WORDS, p->known_up_to
		    ? text_format(view, "Attempts are known up to %s; what lies past it is not measured.", moment_words(req, p->known_up_to))
		    : "No attempt has come from the other system yet, so nothing it measures is measured.");
	for (size_t i = 0; i < p->timer_count; i++)
		timer_fill(view_row(view, lead_show_CLOCK_ROW), req, &p->timers[i]);
	for (size_t i = 0; i < p->promise_count; i++) {
		struct view *row;

		if (has_timer(p, p->promises[i].id))
			continue;
		row = view_row(view, lead_show_PROMISE_ROW);
		view_number(row, lead_show_PROMISE_ID, p->promises[i].id);
		view_text(row, lead_show_KIND_LABEL, promise_kind_label(p->promises[i].kind));
		fact_tag_fill(row, p, p->promises[i].kind, req->session->organisation_zone);
	}
}

static void
aside_fill(struct view *view, struct request *req, const struct lead_page *p)
{
	const struct lead *lead = p->lead;

	pair_fill(view, req, p->pair);
	view_show_if(view, lead_show_HAS_OTHERS, p->other_count > 0);
	view_text(view, lead_show_ACCOUNT_NAME, lead->account_name ? lead->account_name : "this company");
	for (size_t i = 0; i < p->other_count; i++) {
		struct view *row = view_row(view, lead_show_OTHER_ROW);

		view_number(row, lead_show_OTHER_ID, p->others[i].id);
		view_text(row, lead_show_OTHER_NAME, lead_title(row, p->others[i].id, p->others[i].name, p->others[i].company));
	}
	view_show_if(view, lead_show_HAS_ROUNDS, p->round_count > 1);
	for (size_t i = 0; p->round_count > 1 && i < p->round_count; i++) {
		struct view *row = view_row(view, lead_show_ROUND_ROW);

		view_number(row, lead_show_ROUND_ID, p->rounds[i].id);
		view_format(row, lead_show_ROUND_WORDS, "%s, %s", day_words_at(req, p->rounds[i].first_submitted_at),
		    handoff_state_label(p->rounds[i].state, p->rounds[i].is_final));
	}
	view_show_if(view, lead_show_HAS_REFS, lead->ref_count > 0);
	for (size_t i = 0; i < lead->ref_count; i++) {
		struct view *row = view_row(view, lead_show_REF_ROW);

		view_text(row, lead_show_REF_SYSTEM, lead->refs[i].system);
		view_text(row, lead_show_REF_ID, lead->refs[i].external_id);
	}
}

/* What came of it in money. Whoever has just qualified a lead opens its deal next. */
static void
deals_fill(struct view *view, const struct lead_page *p)
{
	bool next = p->may_deal && !p->deal_count && p->handoff && p->handoff->outcome == OUTCOME_QUALIFIED;
	struct view *part;

	view_show_if(view, lead_show_QUALIFIED_NEXT, next);
	if (!p->deal_count && (!p->may_deal || next))
		return;
	part = view_row(view, lead_show_DEALS_PART);
	view_show_if(part, lead_show_MAY_DEAL, p->may_deal && !next);
	view_show_if(part, lead_show_HAS_DEALS, p->deal_count > 0);
	for (size_t i = 0; i < p->deal_count; i++) {
		struct view *row = view_row(part, lead_show_DEAL_ROW);

		view_number(row, lead_show_DEAL_ID, p->deals[i].id);
		view_text(row, lead_show_DEAL_NAME, p->deals[i].name);
		view_text(row, lead_show_DEAL_WORTH, worth_words(row, p->deals[i].amount_minor, p->deals[i].currency));
		deal_tag_fill(row, p->deals[i].state);
	}
}

static void
refusal_fill(struct view *view, const struct lead_page *p)
{
	struct view *errors, *row;

	if (p->forms.refused)
		form_errors_fill(view, lead_show_FORM_ERRORS, p->forms.refused);
	if (p->forms.refused || !p->problem)
		return;
	view_show(view_page(view), M_HAS_PROBLEMS);
	errors = view_part(view, lead_show_FORM_ERRORS, TPL_FORM_ERRORS);
	row = view_row(errors, M_PROBLEM_ROW);
	view_text(row, M_PROBLEM_WORDS, p->problem);
	view_show(row, M_IS_GENERAL);
}

static void
handoff_part_fill(struct view *view, struct request *req, const struct lead_page *p)
{
	const struct handoff *h = p->handoff;

	view_show(view, lead_show_HAS_HANDOFF);
	view_number(view, lead_show_HANDOFF_ID, h->id);
	queue_clock_fill(view, &p->clock);
	handoff_tag_fill(view, h->state, h->is_final);
	view_maybe(view, lead_show_HAS_WORDS, lead_show_LEAD_WORDS, h->words);
	person_fill(view, lead_show_OWNER_MARK, h->author_name, TEAM_MARKETING);
	facts_of_handoff_fill(view, h);
	answers_show(view, &p->given);
	answers_show(view, &p->second);
	dates_fill(view, req, h);
	spans_fill(view, p);
	promises_fill(view, req, p);
	acts_fill(view, p);
}

struct view *
lead_show_view(struct request *req, const struct lead_page *p)
{
	const struct lead *lead = p->lead;
	const char *title = lead_title(req, lead->id, lead->name, lead->company);
	struct view *view = page(req, TPL_LEAD_SHOW, text_format(req, "%s – Leads", text_clip(req, title, 40)));
	bool named = !text_equal(title, lead->company) && !text_blank(lead->company);

	crumbs_fill(view, (const struct crumb[]){ { "/leads", "Leads" }, { 0 } });
	refusal_fill(view, p);
	undo_fill(view, &p->undo);
	view_number(view, lead_show_LEAD_ID, lead->id);
	view_text(view, lead_show_LEAD_TITLE, title);
	view_format(view, lead_show_LEAD_LINE, "%s%s%s", lead->job, named && !text_blank(lead->job) ? ", " : "", named ? lead->company : "");
	watch_fill(view, lead_show_WATCH_BUTTON, text_format(view, "/leads/%lld/watch", (long long)lead->id), p->watched);
	reach_fill(view, req->user, lead->phone, lead->email, lead->do_not_contact);
	view_show_if(view, lead_show_MAY_EDIT, user_roles(req->user) & MEMBER);
	view_show_if(view, lead_show_MAY_ERASE, user_roles(req->user) & ADMINISTRATOR);
	view_show_if(view, lead_show_MAY_MERGE, user_roles(req->user) & MEMBER);
	if (p->may_hand) {
		view_show(view, lead_show_MAY_HAND);
		view_text(view, lead_show_HAND_LABEL, p->has_draft ? "Go on with your draft" : p->handoff ? "Hand over again" : "Hand over to Sales");
	}
	if (!p->handoff && lead->owner_marketing_name)
		person_fill(view, lead_show_OWNER_MARK, lead->owner_marketing_name, TEAM_MARKETING);
	facts_of_lead_fill(view, req, lead, p->handoff && p->handoff->owner_id);
	if (p->handoff)
		handoff_part_fill(view, req, p);
	lead_history_fill(view, req, p);
	deals_fill(view, p);
	lead_past_fill(view, req, p);
	aside_fill(view, req, p);
	return view;
}
