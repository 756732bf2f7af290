/* The page where one chooses what a new version of the agreement begins with. */
#include "sla/views_agreement.h"

#include "base/text.h"

static void
starter_fill(struct view *row, const struct starter *starter, const struct agreement *draft)
{
	view_text(row, agreement_start_STARTER_CODE, starter->code);
	view_text(row, agreement_start_STARTER_NAME, starter->name);
	view_text(row, agreement_start_STARTER_LINE, starter->line);
	for (int party = PARTY_MARKETING; party <= PARTY_BOTH; party++) {
		struct view *side = view_row(row, agreement_start_PARTY_ROW);

		if (party == PARTY_BOTH)
			view_show(side, agreement_start_BY_BOTH);
		else
			team_fill(side, party);
		view_text(side, agreement_start_PARTY_TITLE, party_label(party));
		for (size_t i = 0; i < draft->promise_count; i++)
			if (draft->promises[i].party == party)
				view_text(view_row(side, agreement_start_PROMISE_ROW), agreement_start_PROMISE_WORDS,
				    promise_sentence(side, &draft->promises[i]));
	}
}

struct view *
agreement_start_view(struct request *req, const struct agreement_start *s)
{
	struct view *view = page(req, TPL_AGREEMENT_START, "Begin an agreement"), *note;

	crumbs_fill(view, (struct crumb[]){ { "/sla", "Agreement" }, { 0 } });
	if (s->missing.words) {
		note = view_row(view, agreement_start_WANTED_NOTE);
		view_text(note, agreement_start_WANTED_WORDS, s->missing.words);
		view_text(note, agreement_start_WANTED_HREF, s->missing.href);
		view_text(note, agreement_start_WANTED_ACT, s->missing.act);
	}
	if (s->open_number)
		view_maybe(view, agreement_start_OPEN_LINK, agreement_start_OPEN_NUMBER, text_format(view, "%lld", (long long)s->open_number));
	for (size_t i = 0; s->starters[i].code; i++)
		starter_fill(view_row(view, agreement_start_STARTER_ROW), &s->starters[i], &s->drafts[i]);
	if (s->in_force)
		view_maybe(view, agreement_start_HAS_CURRENT, agreement_start_CURRENT_NUMBER, text_format(view, "%lld", (long long)s->in_force));
	return view;
}
