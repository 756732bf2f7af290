/* What waits for the reader in the agreement. */
#include "home/views.h"

#include "base/text.h"

enum { LINE = 180 };		/* characters of a reason in a list */

const char *
agreement_href(const void *ctx, int64_t number)
{
	return text_format(ctx, "/sla/versions/%lld", (long long)number);
}

/* One on a charter sheet is told with the sheet. */
static bool
told_by_sheet(const struct home *home, const struct agreement_row *a)
{
	for (size_t i = 0; a->charter_id && i < home->to_sign_count; i++)
		if (home->to_sign[i].charter_id == a->charter_id)
			return true;
	return false;
}

static void
sign_fill(struct request *req, struct view *view, const struct agreement_row *a)
{
	const char *team = team_label(req->user->team);
	bool other = req->user->team == TEAM_MARKETING ? a->sales_signed : a->marketing_signed;

	struct view *row = need_fill(view, agreement_href(req, a->number), req->user->is_signatory
	    ? text_format(req, "Sign for %s, or ask for a change: the agreement, version %lld", team, (long long)a->number)
	    : text_format(req, "Read and discuss: the agreement, version %lld", (long long)a->number),
	    text_format(req, "%s%s%s%s", other ? text_format(req, "%s has signed. ", team_label(team_other(req->user->team))) : "",
	    a->author_name, *a->change_note ? ": " : "", a->change_note), NEED_WAIT,
	    text_format(req, "Awaiting %s", other ? team : "both teams"));

	if (req->user->is_signatory)
		need_button(need_act(row, text_format(req, "%s/signature", agreement_href(req, a->number)), a->revision), "", "",
		    text_format(req, "Sign for %s", team), text_format(req, "the agreement, version %lld", (long long)a->number));
}

static void
amend_fill(struct request *req, struct view *view, const struct amendment_row *a)
{
	const char *team = team_label(req->user->team);
	bool other = req->user->team == TEAM_MARKETING ? a->sales_signed : a->marketing_signed;

	need_fill(view, text_format(req, "/sla/amendments/%lld", (long long)a->number), req->user->is_signatory
	    ? text_format(req, "Sign for %s, or ask for a change: amendment %lld of %s", team, (long long)a->number, a->calendar_name)
	    : text_format(req, "Read: amendment %lld of %s", (long long)a->number, a->calendar_name),
	    text_format(req, "%s%s: %s", other ? text_format(req, "%s has signed. ", team_label(team_other(req->user->team))) : "", a->author_name,
	    text_first_sentence(req, a->reason, LINE)), NEED_WAIT, text_format(req, "Awaiting %s", other ? team : "both teams"));
}

void
agreement_needs_fill(struct request *req, struct view *view, const struct home *home)
{
	for (size_t i = 0; i < home->agreements_back_count; i++) {
		const struct agreement_news *n = &home->agreements_back[i];

		need_fill(view, agreement_href(req, n->number), text_format(req, "Sent back: the agreement, version %lld",
		    (long long)n->number), text_format(req, "%s asked for a change: %s", n->person_name,
		    text_first_sentence(req, n->words, LINE)), NEED_WARN, "Sent back");
	}
	for (size_t i = 0; i < home->agreements_to_sign_count; i++)
		if (!told_by_sheet(home, &home->agreements_to_sign[i]))
			sign_fill(req, view, &home->agreements_to_sign[i]);
	for (size_t i = 0; i < home->amendments_to_sign_count; i++)
		amend_fill(req, view, &home->amendments_to_sign[i]);
}

/* Whether a draft was sent back: that row stands above already. */
static bool
sent_back(const struct home *home, const struct agreement_row *a)
{
	for (size_t i = 0; i < home->agreements_back_count; i++)
		if (home->agreements_back[i].number == a->number)
			return true;
	return false;
}

void
agreement_drafts_fill(struct request *req, struct view *view, const struct home *home)
{
	for (size_t i = 0; i < home->agreement_draft_count; i++) {
		const struct agreement_row *a = &home->agreement_drafts[i];

		if (!sent_back(home, a))
			need_fill(view, agreement_href(req, a->number), text_format(req, "Finish your draft: the agreement, version %lld",
			    (long long)a->number), *a->change_note ? a->change_note : "Send it to review when it is ready.", NEED_INFO, "Draft");
	}
}

size_t
agreement_needs_count(const struct home *home)
{
	size_t n = home->agreements_back_count + home->amendments_to_sign_count;

	for (size_t i = 0; i < home->agreements_to_sign_count; i++)
		n += !told_by_sheet(home, &home->agreements_to_sign[i]);
	for (size_t i = 0; i < home->agreement_draft_count; i++)
		n += !sent_back(home, &home->agreement_drafts[i]);
	return n;
}
