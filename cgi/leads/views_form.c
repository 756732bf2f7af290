/* Fills the forms: a lead, and what a definition asks. */
#include "leads/views.h"

#include "base/text.h"

static const char *
like_line(const void *ctx, const struct lead_row *like)
{
	return text_format(ctx, "%s%s%s", text_blank(like->company) ? "" : like->company, text_blank(like->company) ? "" : ": ",
	    like->same == SAME_EMAIL ? "the same email address" : "the same name at the same company");
}

static void
like_fill(struct view *view, const struct lead_form *f)
{
	struct buffer *ids = buffer_new(view);

	if (!f->like_count)
		return;
	view_show(view, lead_form_HAS_LIKE);
	view_text(view, lead_form_LIKE_ADVICE, "Open it instead. If it is somebody else, send the form again and a second lead is made.");
	for (size_t i = 0; i < f->like_count; i++) {
		struct view *row = view_row(view, lead_form_LIKE_ROW);

		view_number(row, lead_form_LIKE_ID, f->like[i].id);
		view_text(row, lead_form_LIKE_NAME, lead_title(row, f->like[i].id, f->like[i].name, f->like[i].company));
		view_text(row, lead_form_LIKE_LINE, like_line(row, &f->like[i]));
		buffer_format(ids, "%s%lld", i ? " " : "", (long long)f->like[i].id);
	}
	view_show(view, lead_form_LIKE_SEEN);
	view_text(view, lead_form_LIKE_IDS, buffer_take(view, ids));
}

struct view *
lead_form_view(struct request *req, const struct lead_form *f)
{
	const char *here = f->lead ? text_format(req, "/leads/%lld", (long long)f->lead->id) : "/leads";
	const char *title = f->lead ? text_format(req, "Edit %s", lead_title(req, f->lead->id, f->lead->name, f->lead->company)) : "Add a lead";
	struct view *view = page(req, TPL_LEAD_FORM, text_format(req, "%s – Leads", title));

	crumbs_fill(view, (const struct crumb[]){ { "/leads", "Leads" }, { 0 } });
	view_text(view, lead_form_FORM_TITLE, title);
	view_text(view, lead_form_FORM_LEAD, f->lead ? "Both teams see each change in the history, without its words."
	    : "Whoever is here already is shown before a second is made.");
	view_text(view, lead_form_FORM_ACTION, here);
	view_text(view, lead_form_CANCEL_HREF, here);
	view_text(view, lead_form_SAVE_LABEL, f->lead ? "Save" : f->like_count ? "Add a second lead" : "Add the lead");
	if (f->lead)
		form_hidden_fill(view, lead_form_FORM_HIDDEN, f->revision);
	like_fill(view, f);
	form_fill(view, f->form);
	form_errors_fill(view, lead_form_FORM_ERRORS, f->form);
	return view;
}

void
answers_fill(struct view *view, const struct answer_form *a)
{
	struct view *part = view_part(view, M_ANSWER_FIELDS, TPL_ANSWER_FIELDS);

	for (size_t i = 0; i < a->version->criteria_count; i++)
		if (a->parts[i])
			form_fill(view_row(part, answer_fields_CRITERION_ROW), a->parts[i]);
	view_show_if(part, answer_fields_HAS_KNOWN, a->known_count > 0);
	for (size_t i = 0; i < a->known_count; i++) {
		const struct criterion *c = criterion_of(a->version, a->known[i].code);
		struct view *row = view_row(part, answer_fields_KNOWN_ROW);

		view_text(row, answer_fields_KNOWN_LABEL, c ? c->label : a->known[i].code);
		view_text(row, answer_fields_KNOWN_WORDS, c ? answer_words(row, c, a->known[i].value) : a->known[i].value);
	}
}

struct view *
handoff_form_view(struct request *req, const struct handoff_form *f)
{
	struct view *view = page(req, TPL_HANDOFF_FORM, text_format(req, "%s – Leads", f->title));

	crumbs_fill(view, (const struct crumb[]){ { "/leads", "Leads" }, { text_format(view, "/leads/%lld", (long long)f->lead_id), f->crumb }, { 0 } });
	view_maybe(view, handoff_form_MOVED_NOTICE, handoff_form_MOVED_WORDS, f->moved);
	view_show_if(view, handoff_form_WANTS_EVIDENCE, f->counts && version_wants_evidence(f->version));
	view_maybe(view, handoff_form_TOLD_NOTICE, handoff_form_TOLD_WORDS, f->told);
	view_text(view, handoff_form_FORM_TITLE, f->title);
	view_text(view, handoff_form_FORM_LEAD, f->lead_words);
	view_text(view, handoff_form_FORM_ACTION, f->action);
	view_text(view, handoff_form_TERM_SLUG, f->term->slug);
	view_text(view, handoff_form_TERM_NAME, f->term->name);
	view_number(view, handoff_form_VERSION_NUMBER, f->version->number);
	view_number(view, handoff_form_VERSION_ID, f->version->id);
	view_maybe(view, handoff_form_ACT_NAME, handoff_form_ACT_CODE, f->act);
	view_text(view, handoff_form_SAVE_LABEL, f->save);
	view_text(view, handoff_form_CANCEL_HREF, f->cancel);
	view_show_if(view, handoff_form_MAY_KEEP, f->keeps);
	if (f->revision)
		form_hidden_fill(view, handoff_form_FORM_HIDDEN, f->revision);
	answers_fill(view, f->answers);
	form_fill(view, f->form);
	form_errors_fill(view, handoff_form_FORM_ERRORS, f->form);
	return view;
}
