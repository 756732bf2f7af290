/* Fills the pages of deals. */
#include "leads/views.h"

#include "auth/session.h"
#include "base/days.h"
#include "base/text.h"
#include "leads/rules_import.h"
#include "web/urlencode.h"

void
deal_tag_fill(struct view *view, int state)
{
	static const enum tag tags[] = { [DEAL_IS_OPEN] = TAG_WAIT, [DEAL_IS_WON] = TAG_OK, [DEAL_IS_LOST] = TAG_PLAIN };

	tag_fill(view, tags[state], deal_state_label(state));
}

const char *
worth_words(const void *ctx, int64_t minor, const char *currency)
{
	return currency ? deal_amount_words(ctx, minor, currency) : "Not said yet";
}

static const char *
list_href(const void *ctx, int state, const char *owner, int64_t before, int64_t at)
{
	const char *show = state < 0 ? "all" : deal_state_names[state], *rest = before ? text_format(ctx, "&after=%lld", (long long)before) : "";

	if (at)
		rest = text_format(ctx, "%s&at=%lld", rest, (long long)at);
	return *owner ? text_format(ctx, "/deals?show=%s&owner=%s%s", show, url_encode(ctx, owner), rest) : text_format(ctx, "/deals?show=%s%s", show, rest);
}

static void
tabs_fill(struct view *view, const struct deal_index *p)
{
	static const struct { int state; const char *label; } tabs[] = {
		{ DEAL_IS_OPEN, "Open" }, { DEAL_IS_WON, "Won" }, { DEAL_IS_LOST, "Lost" }, { GLOSSARY_NONE, "All" }
	};

	for (size_t i = 0; i < sizeof tabs / sizeof *tabs; i++) {
		struct view *row = view_row(view, deal_index_TAB_ROW);

		view_text(row, deal_index_TAB_HREF, list_href(row, tabs[i].state, p->owner, 0, 0));
		view_text(row, deal_index_TAB_LABEL, tabs[i].label);
		view_show_if(row, deal_index_IS_CURRENT, tabs[i].state == p->state);
	}
	for (size_t i = 0; i < p->owner_count; i++) {
		struct view *row = view_row(view, deal_index_OWNER_ROW);

		view_text(row, deal_index_OWNER_CODE, p->owners[i].code);
		view_text(row, deal_index_OWNER_NAME, p->owners[i].name);
		view_show_if(row, deal_index_IS_CHOSEN, p->owners[i].chosen);
	}
}

static void
row_fill(struct view *row, struct request *req, const struct deal_row *d)
{
	int64_t at = d->state == DEAL_IS_LOST ? d->lost_at : d->state == DEAL_IS_WON ? d->won_at : d->opened_at;

	view_number(row, deal_index_DEAL_ID, d->id);
	view_text(row, deal_index_DEAL_NAME, d->name);
	view_maybe(row, deal_index_HAS_COMPANY, deal_index_DEAL_COMPANY, d->account_name);
	view_text(row, deal_index_STAGE_WORDS, d->stage_name ? d->stage_name : d->state == DEAL_IS_OPEN ? "None yet" : "Not said");
	view_text(row, deal_index_WORTH_WORDS, worth_words(row, d->amount_minor, d->currency));
	view_text(row, deal_index_OWNER_NAME, d->owner_name ? d->owner_name : "Nobody yet");
	view_text(row, deal_index_DATE_STAMP, day_stamp_at(req, at));
	view_text(row, deal_index_DATE_WORDS, day_short(row, day_of(at, req->session->organisation_zone)));
	deal_tag_fill(row, d->state);
}

static void
none_fill(struct view *view, const struct deal_index *p)
{
	static const char *const titles[] = { "No open deal", "No deal won yet", "No deal lost" };
	static const char *const words[] = {
		"Sales opens a deal when a lead is qualified, or without a lead.",
		"A deal is won when what both teams agreed on as closed has happened: signed, invoiced or paid.",
		"Deals that are marked lost stand here, with their reason."
	};

	view_show(view, deal_index_NONE_HERE);
	view_text(view, deal_index_NONE_TITLE, p->state < 0 ? "No deal yet" : titles[p->state]);
	view_text(view, deal_index_NONE_WORDS, *p->owner ? "This seller has none of these. Choose Anybody to see the others." : words[p->state < 0 ? 0 : p->state]);
}

struct view *
deal_index_view(struct request *req, const struct deal_index *p)
{
	static const char *const heads[] = { "Opened", "Won", "Lost" };
	struct view *view = page(req, TPL_DEAL_INDEX, "Deals – Leads");

	crumbs_fill(view, (const struct crumb[]){ { "/leads", "Leads" }, { 0 } });
	view_text(view, deal_index_LIST_LINE, "What Sales opened, and what came of it.");
	view_show_if(view, deal_index_MAY_OPEN, user_roles(req->user) & SALES);
	view_text(view, deal_index_TAB_CODE, p->state < 0 ? "all" : deal_state_names[p->state]);
	view_text(view, deal_index_DATE_HEAD, p->state < 0 ? "Since" : heads[p->state]);
	tabs_fill(view, p);
	view_show_if(view, deal_index_HAS_DEALS, p->count > 0);
	for (size_t i = 0; i < p->count; i++)
		row_fill(view_row(view, deal_index_DEAL_ROW), req, &p->rows[i]);
	if (!p->count)
		none_fill(view, p);
	else
		view_maybe(view, deal_index_FILE_LINK, deal_index_FILE_HREF, text_format(view, "/deals/deals.csv?show=%s&owner=%s",
		    p->state < 0 ? "all" : deal_state_names[p->state], url_encode(view, p->owner)));
	if (p->next)
		view_maybe(view, deal_index_MORE_LINK, deal_index_MORE_HREF, list_href(view, p->state, p->owner, p->next, p->next_at));
	return view;
}

struct view *
deal_form_view(struct request *req, const struct deal_form *p)
{
	const char *title = p->deal ? text_format(req, "Edit %s", p->deal->name) : "Open a deal";
	const char *here = p->deal ? text_format(req, "/deals/%lld", (long long)p->deal->id) : p->lead ? text_format(req, "/leads/%lld", (long long)p->lead->id)
	    : "/deals";
	struct view *view = page(req, TPL_DEAL_FORM, text_format(req, "%s – Leads", text_clip(req, title, 45)));

	crumbs_fill(view, (const struct crumb[]){ { "/leads", "Leads" }, { "/deals", "Deals" }, { 0 } });
	view_text(view, deal_form_FORM_TITLE, title);
	if (p->deal)
		view_text(view, deal_form_FORM_LEAD, "What it is worth changes with what happens: a stage or a signature, on its page.");
	else if (p->lead)
		view_format(view, deal_form_FORM_LEAD, "It comes from %s.", lead_title(view, p->lead->id, p->lead->name, p->lead->company));
	else
		view_text(view, deal_form_FORM_LEAD, "Without a lead. If there is one, open the deal from the page of that lead.");
	view_text(view, deal_form_FORM_ACTION, p->deal ? here : "/deals");
	view_text(view, deal_form_CANCEL_HREF, here);
	view_text(view, deal_form_SAVE_LABEL, p->deal ? "Save" : "Open the deal");
	view_show_if(view, deal_form_HAS_WORTH, !p->deal);
	if (p->lead) {
		view_show(view, deal_form_OF_LEAD);
		view_number(view, deal_form_LEAD_ID, p->lead->id);
	}
	if (p->deal)
		form_hidden_fill(view, deal_form_FORM_HIDDEN, p->revision);
	form_fill(view, p->form);
	form_errors_fill(view, deal_form_FORM_ERRORS, p->form);
	return view;
}

/* "Signed", "Moved to Offer", "Took back: signed, €700". */
static const char *
event_words(const void *ctx, const struct deal_page *p, const struct deal_event *e)
{
	if (e->kind == DEAL_STAGE)
		return text_format(ctx, "Moved to %s", e->stage_name ? e->stage_name : "another stage");
	if (e->kind == DEAL_REVERSED) {
		const struct deal_event *of = deal_event_of(p->events, p->event_count, e->reverses_id);

		return text_format(ctx, "Taken back: %s", of ? text_lower(ctx, deal_kind_label(of->kind)) : "an event");
	}
	return deal_kind_label(e->kind);
}

static void
event_fill(struct view *row, struct request *req, const struct deal_page *p, const struct deal_event *e)
{
	bool late = e->recorded_at >= e->at + 86400;

	team_fill(row, e->team);
	view_text(row, deal_show_ACTOR_INITIALS, name_initials(row, e->person_name));
	view_text(row, deal_show_ACTOR_NAME, e->person_name);
	view_text(row, deal_show_EVENT_WORDS, event_words(row, p, e));
	view_maybe(row, deal_show_HAS_AMOUNT, deal_show_AMOUNT_WORDS, e->currency ? deal_amount_words(row, e->amount_minor, e->currency) : NULL);
	view_text(row, deal_show_EVENT_STAMP, day_stamp_at(req, e->at));
	view_text(row, deal_show_EVENT_DATE, day_words_at(req, e->at));
	view_maybe(row, deal_show_HAS_NOTE, deal_show_NOTE_WORDS, e->undone_at ? "undone at once" : deal_reversal_of(p->events, p->event_count, e->id)
	    ? "taken back" : e->imported ? "from another system" : NULL);
	view_maybe(row, deal_show_HAS_LATE, deal_show_LATE_WORDS, late ? text_format(row, "recorded %s", moment_words(req, e->recorded_at)) : NULL);
	view_maybe(row, deal_show_HAS_REASON, deal_show_REASON_WORDS, e->reason_name);
	view_maybe(row, deal_show_HAS_TEXT, deal_show_EVENT_TEXT, e->words);
}

static void
fact_fill(struct view *view, const char *name, const char *words)
{
	struct view *row;

	if (text_blank(words))
		return;
	row = view_row(view, deal_show_FACT_ROW);
	view_text(row, deal_show_FACT_NAME, name);
	view_text(row, deal_show_FACT_WORDS, words);
}

static void
dates_fill(struct view *view, struct request *req, const struct deal_page *p)
{
	const struct deal *d = p->deal;
	const struct { const char *name; int64_t at; } dates[] = {
		{ "Opened", d->opened_at }, { "Signed", d->signed_at }, { "Invoiced", d->invoiced_at }, { "Paid", d->paid_at }, { "Won", d->won_at }, { "Lost", d->lost_at }
	};

	fact_fill(view, "Stage", d->stage_name);
	fact_fill(view, import_field_label(TO_PIPELINE), p->pipeline);
	for (size_t i = 0; i < sizeof dates / sizeof *dates; i++)
		if (dates[i].at)
			fact_fill(view, dates[i].name, day_short(view, day_of(dates[i].at, req->session->organisation_zone)));
	fact_fill(view, "Why", d->lost_reason_name);
}

/* One row for each of signed, invoiced and paid in each currency, and none where nothing was. */
static void
sums_fill(struct view *view, const struct deal_page *p)
{
	size_t count;
	const struct deal_sum *sums = deal_sums(view, p->events, p->event_count, &count);

	view_text(view, deal_show_WORTH_WORDS, worth_words(view, p->deal->amount_minor, p->deal->currency));
	view_show_if(view, deal_show_HAS_SUMS, count > 0);
	for (int kind = DEAL_SIGNED; kind <= DEAL_PAID; kind++)
		for (size_t i = 0; i < count; i++) {
			int64_t minor = kind == DEAL_SIGNED ? sums[i].signed_minor : kind == DEAL_INVOICED ? sums[i].invoiced_minor : sums[i].paid_minor;
			struct view *row;

			if (!minor)
				continue;
			row = view_row(view, deal_show_SUM_ROW);
			view_text(row, deal_show_SUM_NAME, deal_kind_label(kind));
			view_text(row, deal_show_SUM_WORDS, deal_amount_words(row, minor, sums[i].currency));
		}
}

static void
leads_fill(struct view *view, const struct deal_page *p)
{
	view_show_if(view, deal_show_HAS_LEADS, p->lead_count > 0);
	for (size_t i = 0; i < p->lead_count; i++) {
		struct view *row = view_row(view, deal_show_LEAD_ROW);

		view_number(row, deal_show_LEAD_ID, p->leads[i].lead_id);
		view_text(row, deal_show_LEAD_TITLE, lead_title(row, p->leads[i].lead_id, p->leads[i].name, p->leads[i].company));
		view_show_if(row, deal_show_IS_MAIN, p->leads[i].is_primary && p->lead_count > 1);
	}
	view_show_if(view, deal_show_HAS_HANDOFF, p->deal->handoff_id > 0);
	view_number(view, deal_show_HANDOFF_ID, p->deal->handoff_id);
}

static void
acts_fill(struct view *view, const struct deal_page *p)
{
	view_show_if(view, deal_show_HAS_ACTS, p->act_count > 0);
	for (size_t i = 0; i < p->act_count; i++) {
		const struct deal_act *a = &p->acts[i];
		struct view *row = view_row(view, deal_show_ACT_FORM);

		form_hidden_fill(row, deal_show_FORM_HIDDEN, p->deal->revision);
		view_show_if(row, deal_show_IS_OPEN, a->refused);
		view_text(row, deal_show_ACT_LABEL, a->label);
		view_text(row, deal_show_ACT_CODE, deal_kind_names[a->kind]);
		view_text(row, deal_show_ACT_BUTTON, a->button);
		view_show_if(row, deal_show_HAS_AMOUNT, a->has_amount);
		form_fill(row, a->form);
	}
}

struct view *
deal_show_view(struct request *req, const struct deal_page *p)
{
	const struct deal *d = p->deal;
	struct view *view = page(req, TPL_DEAL_SHOW, text_format(req, "%s – Deals", text_clip(req, d->name, 45)));
	static const char *const origins[] = { [ORIGIN_MARKETING] = "found by Marketing", [ORIGIN_SALES] = "found by Sales", [ORIGIN_PARTNER] = "through a partner",
		[ORIGIN_CUSTOMER] = "from a customer" };
	const char *const line[] = { d->account_name ? d->account_name : "No company", origins[d->origin],
		d->owner_name ? d->owner_name : "no seller yet", NULL };

	crumbs_fill(view, (const struct crumb[]){ { "/leads", "Leads" }, { "/deals", "Deals" }, { 0 } });
	if (p->refused)
		form_errors_fill(view, deal_show_FORM_ERRORS, p->refused);
	undo_fill(view, &p->undo);
	view_number(view, deal_show_DEAL_ID, d->id);
	view_text(view, deal_show_DEAL_NAME, d->name);
	view_text(view, deal_show_DEAL_LINE, text_join(view, line, ", "));
	view_show_if(view, deal_show_MAY_EDIT, p->may_edit);
	deal_tag_fill(view, deal_state(d));
	view_format(view, deal_show_CLOSED_WORDS, "A deal counts as won once it is %s: that is what both teams agreed, or what holds until they do.", p->closed);
	acts_fill(view, p);
	for (size_t i = p->event_count; i-- > 0;)
		event_fill(view_row(view, deal_show_EVENT_ROW), req, p, &p->events[i]);
	sums_fill(view, p);
	dates_fill(view, req, p);
	leads_fill(view, p);
	return view;
}
