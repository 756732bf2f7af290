/* Fills corrections of single clocks. */
#include "sla/views_correction.h"

#include "base/text.h"

/* Own people by name; of the other team, that it was somebody of it. */
static const char *
who(struct request *req, int team, const char *name)
{
	return team == req->user->team && name ? name : team_label(team);
}

static const char *
value_words(const void *ctx, int state, int64_t done_at, const char *zone)
{
	if (!done_at)
		return text_lower(ctx, result_words(state));
	return text_format(ctx, "%s, done %s", text_lower(ctx, result_words(state)), instant_short(ctx, done_at, zone));
}

static void
act_fill(struct view *row, enum marker section, const struct correction *c)
{
	form_hidden_fill(view_row(row, section), correction_list_FORM_HIDDEN, c->revision);
}

static void
acts_fill(struct view *row, struct request *req, const struct correction *c)
{
	if (c->state != CORRECTION_OPEN)
		return;
	if (!correction_may_answer(req->user, c)) {
		row = view_row(row, correction_list_IS_ANSWERABLE);
		view_number(row, correction_list_CORRECTION_ID, c->id);
		act_fill(row, correction_list_MAY_CONFIRM, c);
		act_fill(row, correction_list_MAY_REFUSE, c);
	} else if (!correction_may_withdraw(req->user, c)) {
		row = view_row(row, correction_list_IS_ANSWERABLE);
		act_fill(row, correction_list_MAY_WITHDRAW, c);
	}
}

void
corrections_fill_at(struct view *view, enum marker at, struct request *req, const struct correction *list, size_t count, bool with_clock)
{
	const char *zone = req->user->time_zone;
	struct view *part;

	if (!count)
		return;
	part = view_part(view, at, TPL_CORRECTION_LIST);
	for (size_t i = 0; i < count; i++) {
		const struct correction *c = &list[i];
		struct view *row = view_row(part, correction_list_CORRECTION_ROW);

		view_number(row, correction_list_CORRECTION_ID, c->id);
		view_number(row, correction_list_TIMER_ID, c->timer_id);
		moment_fill(row, correction_list_ASKED_STAMP, correction_list_ASKED_WORDS, req, c->asked_at);
		view_maybe(row, correction_list_HAS_CLOCK, correction_list_CLOCK_WORDS, with_clock ? text_format(row, "%s, %s", promise_kind_label(c->kind),
		    text_lower(row, record_words(row, c->subject, c->subject_id))) : NULL);
		view_text(row, correction_list_STATE_WORDS, correction_state_label(c->state));
		view_text(row, correction_list_CLAIM_WORDS, c->happened_at ? text_format(row, "it was done %s.", instant_short(row, c->happened_at, zone))
		    : "it was not done.");
		view_format(row, correction_list_REASON_WORDS, "%s: %s%s", who(req, c->asked_team, c->asker_name), c->words, c->answered_at ? text_format(row, " %s by %s, %s.",
		    correction_state_label(c->state), who(req, c->answered_team, c->answerer_name), instant_short(row, c->answered_at, zone)) : "");
		if (c->state == CORRECTION_CONFIRMED)
			view_maybe(row, correction_list_HAS_VALUES, correction_list_VALUES_WORDS, text_format(row, "It was kept as %s, and is now %s.",
			    value_words(row, c->old_state, c->old_done_at, zone), value_words(row, c->new_state, c->new_done_at, zone)));
		acts_fill(row, req, c);
	}
}

struct view *
correction_form_view(struct request *req, const struct explained *e, const struct form *form)
{
	const struct clock *t = &e->timer;
	const char *record = text_lower(req, record_words(req, t->subject, t->subject_id));
	struct view *view = page(req, TPL_CORRECTION_FORM, "Correct this record – Agreement");

	crumbs_fill(view, (const struct crumb[]){ { "/sla", "Agreement" }, { text_format(view, "/sla/timers/%lld", (long long)t->id),
	    text_format(view, "%s, %s", promise_kind_label(t->kind), record) }, { 0 } });
	view_number(view, correction_form_TIMER_ID, t->id);
	view_format(view, correction_form_CLOCK_LINE, "%s for %s, promised by %s.", promise_kind_label(t->kind), record, team_label(t->team));
	view_format(view, correction_form_KEPT_WORDS, "What is kept: %s.", value_words(view, t->status, t->late_at ? t->late_at : t->ended_at, req->user->time_zone));
	view_text(view, correction_form_OTHER_TEAM, team_label(team_other(req->user->team)));
	form_fill(view, form);
	form_errors_fill(view, correction_form_FORM_ERRORS, form);
	return view;
}

struct view *
correction_index_view(struct request *req, const struct correction *open, size_t open_count, const struct correction *closed, size_t closed_count)
{
	struct view *view = page(req, TPL_CORRECTION_INDEX, "Corrections of single records – Agreement");

	crumbs_fill(view, (const struct crumb[]){ { "/sla", "Agreement" }, { 0 } });
	view_show_if(view, correction_index_NONE_OPEN, !open_count);
	corrections_fill_at(view, correction_index_OPEN_LIST, req, open, open_count, true);
	if (closed_count) {
		struct view *row = view_row(view, correction_index_HAS_CLOSED);

		corrections_fill_at(row, correction_index_CLOSED_LIST, req, closed, closed_count, true);
	}
	return view;
}
