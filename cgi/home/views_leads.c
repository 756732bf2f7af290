/* What waits for the reader in leads: each row says what to do, and how much time is left for it. */
#include "home/views.h"

#include "base/text.h"
#include "leads/views_parts.h"

enum { LINE = 140, SHOWN_MOST = 8 };

/* Little time is left, or it is over. */
static bool
is_pressing(const struct queue_row *row)
{
	int look = clock_look(&row->clock);

	return look == CLOCK_LATE || look == CLOCK_SHORT || look == CLOCK_TODAY;
}

static bool
ran_out(const struct queue_row *row)
{
	return attempts_ran_out(row->state, row->attempts, row->attempts_wanted, row->connected_at);
}

/* Whether it asks for something now: what came of it where all attempts are made; a lead in work does on the last day of its attempts, or never. */
static bool
is_need(const struct queue_row *row)
{
	if (row->turn == TEAM_MARKETING || row->state == HANDOFF_APPEALED || row->state == HANDOFF_SUBMITTED || ran_out(row))
		return true;
	return row->due_kind == PROMISE_ATTEMPTS || row->due_kind == PROMISE_WORKED ? is_pressing(row) : row->clock.running;
}

static const char *
who_words(const void *ctx, const struct queue_row *row)
{
	const char *name = lead_title(ctx, row->lead_id, row->lead_name, row->lead_company);

	return text_blank(row->lead_name) || text_blank(row->lead_company) ? name : text_format(ctx, "%s, %s", name, row->lead_company);
}

static const char *
title(const void *ctx, const struct queue_row *row)
{
	const char *lead = who_words(ctx, row);

	switch (row->state) {
	case HANDOFF_INFO_REQUESTED:
		return text_format(ctx, "Answer the question about %s", lead);
	case HANDOFF_RETURNED:
		return text_format(ctx, "Answer the return of %s", lead);
	case HANDOFF_APPEALED:
		return text_format(ctx, "Settle the appeal about %s", lead);
	case HANDOFF_SUBMITTED:
		return text_format(ctx, "Accept or return %s", lead);
	}
	if (ran_out(row) && row->due_kind == PROMISE_ATTEMPTS && row->clock.running)
		return text_format(ctx, "Try %s once more, on another day, or say what came of it", lead);
	if (ran_out(row))
		return text_format(ctx, "Say what came of %s: %s", lead, attempts_made(ctx, row->attempts_wanted));
	if (row->attempts && row->attempts_wanted)
		return text_format(ctx, "Try %s again, attempt %lld of %lld", lead, (long long)row->attempts + 1, (long long)row->attempts_wanted);
	return text_format(ctx, row->attempts ? "Try %s again" : "Make the first attempt at %s", lead);
}

/* What the lead asked, and who has it from whom. */
static const char *
line(const void *ctx, const struct queue_row *row)
{
	const char *words = text_clip(ctx, row->words, LINE), *who = text_format(ctx, "Handed over by %s.", row->author_name);

	if (row->turn == TEAM_MARKETING)
		who = row->owner_name ? text_format(ctx, "%s has it.", row->owner_name) : "";
	else if (!row->owner_id)
		who = text_format(ctx, "%s Nobody has it yet.", who);
	return text_format(ctx, "%s%s%s", words, *words && *who ? " " : "", who);
}

/* What can be done with it here and now. */
static void
acts_fill(struct view *need, const struct queue_row *row)
{
	static const struct { const char *value, *label; } tries[] = {
		{ "no_answer", "No answer" }, { "voicemail", "Voicemail" }, { "mailed", "Mailed" }, { "spoke", "Spoke" } };
	const char *path = text_format(need, "/handoffs/%lld", (long long)row->id), *lead = who_words(need, row);
	struct view *form;

	if (row->state == HANDOFF_INFO_REQUESTED) {
		view_show(need, home_show_HAS_ACTS);
		form = view_row(need, home_show_ANSWER_FORM);
		view_number(form, home_show_HANDOFF_ID, row->id);
		view_text(form, home_show_ACT_ABOUT, lead);
	} else if (row->state == HANDOFF_RETURNED)
		need_button(need_act(need, text_format(need, "%s/answer", path), 0), "act", "agree", "Agree with the return", lead);
	if (row->turn != TEAM_SALES || row->state == HANDOFF_APPEALED)
		return;
	if (row->state == HANDOFF_SUBMITTED)
		need_button(need_act(need, text_format(need, "%s/acceptance", path), 0), "", "", "Accept", lead);
	if (ran_out(row)) {
		view_show_if(need, home_show_HAS_ACTS, true);
		form = view_row(need, home_show_ACT_LINK);
		view_format(form, home_show_LINK_HREF, "%s#what-came-of-it", path);
		view_text(form, home_show_ACT_LABEL, "Outcome");
		view_text(form, home_show_ACT_ABOUT, lead);
	}
	if (row->do_not_contact)
		return;
	form = need_act(need, text_format(need, "%s/attempts", path), 0);
	for (size_t i = 0; i < sizeof tries / sizeof tries[0]; i++)
		need_button(form, "result", tries[i].value, tries[i].label, lead);
}

static void
handoff_fill(struct view *view, const struct queue_row *row)
{
	struct view *need = need_row(view, text_format(view, "/handoffs/%lld", (long long)row->id), title(view, row), line(view, row));

	acts_fill(need, row);

	if (row->clock.running)
		queue_clock_fill(need, &row->clock);
	else
		handoff_tag_fill(need, row->state, row->is_final);
}

/* The rows of one sort, at most so many; a last one for the rest. */
static void
fill(struct view *view, const struct home *home, bool pressing)
{
	size_t shown = 0, left = 0;
	bool sales = false;

	for (size_t i = 0; i < home->handoff_count; i++) {
		const struct queue_row *row = &home->handoffs[i];

		if (!is_need(row) || is_pressing(row) != pressing)
			continue;
		sales = row->turn == TEAM_SALES;
		if (shown++ < SHOWN_MOST)
			handoff_fill(view, row);
		else
			left++;
	}
	if (left)
		need_fill(view, sales ? "/leads?view=mine" : "/leads?view=returned", text_format(view, "%zu%s more %s", left, home->more_handoffs ? " or" : "",
		    sales ? "to accept, return or try" : "to answer"), sales ? "All that you have." : "All that came back to you.", NEED_WAIT, "Leads");
}

void
handoffs_pressing_fill(struct request *req, struct view *view, const struct home *home)
{
	(void)req;
	fill(view, home, true);
}

void
handoffs_calm_fill(struct request *req, struct view *view, const struct home *home)
{
	(void)req;
	fill(view, home, false);
}

void
handoff_drafts_fill(struct request *req, struct view *view, const struct home *home)
{
	for (size_t i = 0; i < home->handoff_draft_count; i++) {
		const struct handoff_draft *d = &home->handoff_drafts[i];

		need_fill(view, text_format(req, "/leads/%lld/handoffs", (long long)d->lead_id), text_format(req, "Finish handing over %s",
		    lead_title(req, d->lead_id, d->lead_name, d->lead_company)), text_format(req, "Kept on %s.%s%s", instant_short(req, d->saved_at,
		    req->user->time_zone), text_blank(d->lead_company) ? "" : " ", d->lead_company), NEED_INFO, "Draft");
	}
}

size_t
handoff_needs_count(const struct home *home)
{
	size_t n = home->handoff_draft_count;

	for (size_t i = 0; i < home->handoff_count; i++)
		n += is_need(&home->handoffs[i]);
	return n;
}

size_t
clocks_today(const struct home *home)
{
	size_t n = 0;

	for (size_t i = 0; i < home->handoff_count; i++)
		n += is_need(&home->handoffs[i]) && home->handoffs[i].clock.left && home->handoffs[i].clock.due_today;
	return n;
}
