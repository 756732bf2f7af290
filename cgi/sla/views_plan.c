/* Fills the page of reverse planning. */
#include "sla/views_plan.h"

#include "base/text.h"
#include "sla/rules_attain.h"
#include "sla/views_agreement.h"

static const char *
month_words(const void *ctx, struct day first, int64_t month)
{
	return month_long(ctx, day_add_months(first, (int)month));
}

/* "71.1 % in October 2026": took the step of those who came to it in a month. */
static const char *
rate_words(const void *ctx, int64_t took, int64_t came, struct day first, int64_t month)
{
	return text_format(ctx, "%s %% in %s", percent_print(ctx, percent_tenths(took, came)), month_words(ctx, first, month));
}

/* How a rate is spoken of. */
static const struct {
	const char *name;
	const char *once;		/* from when on there is history */
	const char *came;		/* "75 of 110 …" */
	const char *none;		/* "none of the 110 …" */
} spoken[PLAN_RATES] = {
	[RATE_ACCEPTED] = { "Accepted", "Sales has decided on leads", "decided", "leads decided on in the last full months was accepted" },
	[RATE_QUALIFIED] = { "SQL", "Sales has accepted leads", "accepted", "leads accepted in the last full months is an SQL yet" },
	[RATE_OPPORTUNITY] = { "Opportunity", "leads have become SQLs", "SQLs", "SQLs of the last full months has a deal here yet" },
	[RATE_CUSTOMER] = { "Customer", "deals have been opened from leads", "opportunities", "deals opened in the last full months is won yet" },
};

const char *
plan_history_words(const void *ctx, enum plan_rate rate, const struct plan_history *history, struct day first)
{
	const struct rate_history *h = &history->rates[rate];
	const char *cases;

	if (!h->came)
		return text_format(ctx, "Type it for now. Once %s in a full month, your own rate of the last six stands here, with its range.",
		    spoken[rate].once);
	if (!h->tenths && h->took)
		return "Type it for now: in the last full months fewer than one in a thousand went on.";
	if (!h->tenths)
		return text_format(ctx, "Type it for now: none of the %lld %s.", (long long)h->came, spoken[rate].none);
	cases = text_format(ctx, "Empty: your own %s %%, %lld of %lld %s", percent_print(ctx, (int)h->tenths), (long long)h->took,
	    (long long)h->came, spoken[rate].came);
	if (h->months == 1)
		return text_format(ctx, "%s in %s, the only full month so far.", cases, month_words(ctx, first, h->best.month));
	return text_format(ctx, "%s in the last six full months; lowest %s, highest %s.", cases,
	    rate_words(ctx, h->worst.took, h->worst.came, first, h->worst.month), rate_words(ctx, h->best.took, h->best.came, first, h->best.month));
}

const char *
plan_sentence(const void *ctx, const struct plan *plan, const struct plan_result *r)
{
	const char *customers = text_format(ctx, "%s takes %s new customer%s", plan_goal_words(ctx, plan), r->lines[0].result,
	    text_equal(r->lines[0].result, "1") ? "" : "s");

	if (!r->others)
		return text_format(ctx, "%s, and for that %lld lead%s a month.", customers, (long long)r->leads, r->leads == 1 ? "" : "s");
	return text_format(ctx, "%s, %s of them from Marketing, and for that %lld lead%s a month.", customers, r->lines[1].result,
	    (long long)r->leads, r->leads == 1 ? "" : "s");
}

/* What it would take at the best and the weakest month of each rate that is history's. */
static void
range_fill(struct view *view, const struct plan_page *p)
{
	for (int i = 0; i < PLAN_RATES; i++) {
		const struct rate_history *h = &p->history->rates[i];
		int64_t leads = p->result->ranges[i].leads_best, leads_worst = p->result->ranges[i].leads_worst;
		const char *words;

		if (!leads)
			continue;
		words = text_format(view, "%s: at the rate of your best month, %s, it would take %lld", spoken[i].name,
		    rate_words(view, h->best.took, h->best.came, p->first, h->best.month), (long long)leads);
		if (leads_worst)
			words = text_format(view, "%s; at that of your weakest, %s, %lld", words,
			    rate_words(view, h->worst.took, h->worst.came, p->first, h->worst.month), (long long)leads_worst);
		view_format(view_row(view, plan_show_RANGE_LINE), plan_show_RANGE_WORDS, "%s.", words);
	}
}

static void
volume_fill(struct view *view, const struct plan_history *h)
{
	const char *words = NULL;

	if (h->volume_months == 1)
		words = text_format(view, "In the one full month so far Marketing handed over %lld.", (long long)h->most);
	else if (h->volume_months)
		words = text_format(view, "In the last full months Marketing handed over %lld to %lld a month, %lld on average.", (long long)h->least,
		    (long long)h->most, (long long)((h->handed_over + h->volume_months / 2) / h->volume_months));
	view_maybe(view, plan_show_VOLUME_LINE, plan_show_VOLUME_WORDS, words);
}

static void
result_fill(struct view *view, const struct plan_page *p)
{
	const struct plan_result *r = p->result;

	view_show(view, plan_show_HAS_RESULT);
	view_number(view, plan_show_LEADS_NUMBER, r->leads);
	view_text(view, plan_show_LEADS_WORDS, r->leads == 1 ? "lead a month" : "leads a month");
	range_fill(view, p);
	volume_fill(view, p->history);
	for (size_t i = 0; i < r->line_count; i++) {
		struct view *row = view_row(view, plan_show_WORKING_ROW);

		view_text(row, plan_show_STEP_NAME, r->lines[i].name);
		view_text(row, plan_show_STEP_SUM, r->lines[i].sum);
		view_text(row, plan_show_STEP_RESULT, r->lines[i].result);
	}
	for (size_t i = 0; i < p->plan->source_count; i++) {
		struct view *row = view_row(view, plan_show_PART_ROW);

		view_text(row, plan_show_PART_NAME, p->plan->sources[i].name);
		view_text(row, plan_show_PART_SHARE, percent_print(row, (int)p->plan->sources[i].tenths));
		view_number(row, plan_show_PART_LEADS, r->parts[i]);
	}
	if (r->others)
		view_maybe(view, plan_show_OTHERS_LINE, plan_show_OTHERS_WORDS, text_format(view, "Sales, partners and existing customers bring"
		    " the other %s new customer%s a %s; they need no handoff.", r->others, text_equal(r->others, "1") ? "" : "s",
		    plan_period_names[p->plan->period]));
}

/* What was reckoned, carried along to be kept: what one sees is what is kept. */
static void
keep_fill(struct view *view, const struct plan_page *p)
{
	struct plan_typed t = plan_typed_of(view, p->plan);
	struct view *form = view_row(view, plan_show_MAY_KEEP);
	const struct { const char *name, *value; } fixed[] = {
		{ "goal", t.goal }, { "period", plan_period_names[p->plan->period] }, { "currency", p->plan->currency }, { "deal", t.deal }, { "share", t.share },
		{ plan_rate_members[0], t.rates[0] }, { plan_rate_members[1], t.rates[1] }, { plan_rate_members[2], t.rates[2] },
		{ plan_rate_members[3], t.rates[3] },
	};

	form_hidden_fill(form, plan_show_FORM_HIDDEN, p->revision);
	for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++) {
		struct view *row = view_row(form, plan_show_KEPT_FIELD);

		view_text(row, plan_show_KEPT_NAME, fixed[i].name);
		view_text(row, plan_show_KEPT_VALUE, fixed[i].value ? fixed[i].value : "");
	}
	for (size_t i = 0; i < p->plan->source_count; i++) {
		struct view *name = view_row(form, plan_show_KEPT_FIELD), *share = view_row(form, plan_show_KEPT_FIELD);

		view_format(name, plan_show_KEPT_NAME, "source_%zu_name", i + 1);
		view_text(name, plan_show_KEPT_VALUE, t.source_names[i]);
		view_format(share, plan_show_KEPT_NAME, "source_%zu_share", i + 1);
		view_text(share, plan_show_KEPT_VALUE, t.source_shares[i]);
	}
}

static void
use_fill(struct view *view, const struct plan_page *p)
{
	struct view *use = view_row(view, plan_show_MAY_USE), *each;
	const char *at = p->open_number ? agreement_url(use, p->open_number, "edit") : "/sla/new";

	view_format(use, plan_show_USE_HREF, "%s?plan=total", at);
	if (p->plan->source_count > 1) {
		each = view_row(use, plan_show_BY_SOURCE);
		view_format(each, plan_show_SOURCE_HREF, "%s?plan=sources", at);
	}
	view_text(use, plan_show_USE_WORDS, p->open_number ? text_format(use, "It fills the volume into version %lld and leaves every other promise"
	    " as it is. Nothing is saved before you save it there.", (long long)p->open_number)
	    : "It fills the volume into a new draft and leaves every other promise as it is. Nothing is saved before you save it there.");
}

static const char *
plan_line(struct request *req, const struct plan *kept)
{
	if (!kept)
		return "What the revenue goal asks of Marketing, worked out backwards. Nothing is kept yet.";
	return text_format(req, "%s, kept by %s, %s.", plan_goal_words(req, kept), kept->editor_name, moment_words(req, kept->edited_at));
}

struct view *
plan_view(struct request *req, const struct plan_page *p)
{
	struct view *view = page(req, TPL_PLAN_SHOW, "Plan of leads – Agreement");
	bool has_result = p->result && !p->result->problem, may_write = !agreement_may_write(req->user);

	crumbs_fill(view, (struct crumb[]){ { "/sla", "Agreement" }, { 0 } });
	page_notice(view, p->notice);
	clash_fill(view, req, p->clash);
	view_text(view, plan_show_PLAN_LINE, plan_line(req, p->kept));
	form_fill(view, p->form);
	for (size_t i = 0; i < p->row_count; i++)
		form_fill(view_row(view, plan_show_SOURCE_ROW), p->rows[i]);
	form_errors_fill(view, plan_show_FORM_ERRORS, p->form);
	view_show_if(view, plan_show_IS_TRIED, p->is_tried && p->kept);
	if (!has_result) {
		view_show(view, plan_show_NO_RESULT);
		view_text(view, plan_show_NONE_WORDS, p->result ? p->result->problem
		    : "Fill in what you know and press “Work it out”: the leads a month stand here, with every step of the working. Nothing is saved by it.");
		return view;
	}
	tag_fill(view, p->is_tried ? TAG_INFO : TAG_OK, p->is_tried ? "Not kept yet" : "Kept");
	result_fill(view, p);
	if (may_write && p->is_tried)
		keep_fill(view, p);
	if (may_write && !p->is_tried)
		use_fill(view, p);
	return view;
}
