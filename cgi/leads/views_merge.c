/* Fills the page on which two leads become one. */
#include "leads/views.h"

#include "base/text.h"

struct view *
lead_merge_view(struct request *req, const struct merge_page *p)
{
	const struct lead *lead = p->lead;
	const char *title = lead_title(req, lead->id, lead->name, lead->company);
	struct view *view = page(req, TPL_LEAD_MERGE, text_format(req, "The same person as %s – Leads", text_clip(req, title, 40)));

	crumbs_fill(view, (const struct crumb[]){ { "/leads", "Leads" }, { text_format(view, "/leads/%lld", (long long)lead->id), title }, { 0 } });
	view_number(view, lead_merge_LEAD_ID, lead->id);
	view_text(view, lead_merge_LEAD_TITLE, title);
	view_text(view, lead_merge_FIND_WORDS, p->find);
	view_show(view, p->has_others ? lead_merge_HAS_OTHERS : lead_merge_NO_OTHERS);
	view_text(view, lead_merge_NONE_WORDS, text_blank(p->find) ? "No other lead looks like this one. Search for the one you mean." : "No lead was found by that.");
	form_hidden_fill(view, lead_merge_FORM_HIDDEN, lead->revision);
	form_fill(view, p->form);
	form_errors_fill(view, lead_merge_FORM_ERRORS, p->form);
	return view;
}
