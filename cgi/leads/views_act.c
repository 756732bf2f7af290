/* Fills what can be done with a handoff: only what the table of acts allows the reader now. */
#include "leads/views_lead.h"

#include "base/text.h"

static void
form_row(struct view *view, enum marker section, enum marker hidden, enum marker open, const struct lead_page *p, const struct form *form)
{
	struct view *row = view_row(view, section);

	form_hidden_fill(row, hidden, p->handoff->revision);
	if (!form)
		return;
	view_show_if(row, open, form == p->forms.refused);
	form_fill(row, form);
}

static void
quality_fill(struct view *row)
{
	static const char *const labels[] = { "1, not what we agreed", "2", "3", "4", "5, just what we agreed" };

	for (int i = 0; i < 5; i++) {
		struct view *one = view_row(row, lead_show_QUALITY_ROW);

		view_number(one, lead_show_QUALITY_VALUE, i + 1);
		view_text(one, lead_show_QUALITY_LABEL, labels[i]);
	}
}

/* An act that is one button. */
static void
button_fill(struct view *view, enum marker section, const struct lead_page *p, int move)
{
	if (p->offers[move])
		form_hidden_fill(view_row(view, section), lead_show_FORM_HIDDEN, p->handoff->revision);
}

/* More than the tap is asked for at the ends of the scale, and of a few. */
static bool
asks_more(const struct handoff *h)
{
	return (h->feedback_asked || h->feedback_quality == 1 || h->feedback_quality == 5) && text_blank(h->feedback_words) && text_blank(h->feedback_chips);
}

static const char *
rate_words(const void *ctx, const struct handoff *h)
{
	if (!h->feedback_quality)
		return h->feedback_asked ? "How good was this lead? It is one of the few that are asked about." : "How good was this lead?";
	return asks_more(h) ? text_format(ctx, "You gave it %lld of 5. What was it about?", (long long)h->feedback_quality) : "Change the feedback";
}

static bool
ran_out(const struct handoff *h)
{
	return attempts_ran_out(h->state, h->attempts, h->attempts_wanted, h->connected_at);
}

static void
outcome_fill(struct view *view, const struct lead_page *p)
{
	struct view *row;

	if (p->offers[MOVE_OUTCOME]) {
		row = view_row(view, lead_show_MAY_END);
		form_hidden_fill(row, lead_show_FORM_HIDDEN, p->handoff->revision);
		view_show_if(row, lead_show_IS_OPEN, p->forms.outcome == p->forms.refused || ran_out(p->handoff));
		if (ran_out(p->handoff))
			view_maybe(row, lead_show_RAN_OUT, lead_show_RAN_WORDS, text_format(row, "Nobody was reached: %s. Recycle it to a day, or say what else came of it.",
			    attempts_made(row, p->handoff->attempts_wanted)));
		form_fill(row, p->forms.outcome);
		quality_fill(row);
	}
	if (p->offers[MOVE_FEEDBACK] && p->handoff->outcome >= 0) {
		row = view_row(view, lead_show_MAY_RATE);
		form_hidden_fill(row, lead_show_FORM_HIDDEN, p->handoff->revision);
		view_text(row, lead_show_RATE_WORDS, rate_words(row, p->handoff));
		view_show_if(row, lead_show_IS_OPEN, p->forms.rating == p->forms.refused || asks_more(p->handoff));
		if (p->forms.rating)
			form_fill(row, p->forms.rating);
		quality_fill(row);
	}
}

static void
attempts_fill(struct view *view, const struct handoff *h)
{
	view_show(view, lead_show_MAY_LOG);
	if (h->attempts_wanted)
		view_format(view, lead_show_ATTEMPT_WORDS, "%lld of %lld logged. One tap logs it now.", (long long)h->attempts, (long long)h->attempts_wanted);
	else
		view_format(view, lead_show_ATTEMPT_WORDS, "%lld logged. One tap logs it now.", (long long)h->attempts);
}

void
acts_fill(struct view *view, const struct lead_page *p)
{
	const struct { int move; enum marker section; const struct form *form; } forms[] = {
		{ MOVE_RETURN, lead_show_MAY_RETURN, p->forms.returning }, { MOVE_QUESTION, lead_show_MAY_ASK, p->forms.question },
		{ MOVE_INFORM, lead_show_MAY_INFORM, p->forms.inform }, { MOVE_APPEAL, lead_show_MAY_APPEAL, p->forms.appeal },
		{ MOVE_SETTLEMENT, lead_show_MAY_SETTLE, p->forms.settlement }, { MOVE_ASSIGNMENT, lead_show_MAY_ASSIGN, p->forms.assignment },
	};
	bool any = false;

	for (int i = MOVE_ACCEPTANCE; i < MOVE_UNANSWERED; i++)
		any |= p->offers[i] && i != MOVE_ATTEMPT && i != MOVE_CONVERSATION && i != MOVE_UNDO;
	any |= p->handoff->state == HANDOFF_RECYCLED && p->offers[MOVE_SUBMISSION];
	view_show_if(view, lead_show_HAS_ACTS, any);
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
		if (p->offers[forms[i].move])
			form_row(view, forms[i].section, lead_show_FORM_HIDDEN, lead_show_IS_OPEN, p, forms[i].form);
	button_fill(view, lead_show_MAY_ACCEPT, p, MOVE_ACCEPTANCE);
	button_fill(view, lead_show_MAY_AGREE, p, MOVE_AGREE);
	button_fill(view, lead_show_MAY_WITHDRAW, p, MOVE_WITHDRAWAL);
	view_show_if(view, lead_show_MAY_RESUBMIT, p->offers[MOVE_RESUBMIT]);
	if (p->handoff->state == HANDOFF_RECYCLED)
		button_fill(view, lead_show_MAY_REVIVE, p, MOVE_SUBMISSION);
	if (p->offers[MOVE_SQL] && p->sql_name) {
		view_show(view, lead_show_MAY_CHECK);
		view_format(view, lead_show_CHECK_LABEL, "Check against %s", p->sql_name);
	}
	outcome_fill(view, p);
	if (!p->offers[MOVE_ATTEMPT])
		return;
	attempts_fill(view, p->handoff);
	form_row(view, lead_show_MAY_LOG_EARLIER, lead_show_FORM_HIDDEN, lead_show_IS_OPEN, p, p->forms.attempt);
}
