/* Fills the form of an amendment. */
#include "sla/views_amendment.h"

#include "base/text.h"

const char *
amendment_days_words(const void *ctx, const struct amendment *a)
{
	struct buffer *lines = buffer_new(ctx);

	for (size_t i = 0; i < a->day_count; i++)
		buffer_format(lines, "%s%s, %s: %s", i ? "\n" : "", day_long(lines, a->days[i].day), a->days[i].name, hours_print(lines, &a->days[i].hours));
	return buffer_take(ctx, lines);
}

struct view *
amendment_form_view(struct request *req, const struct amendment_form *f)
{
	struct view *view = page(req, TPL_AMENDMENT_FORM, f->edited ? text_format(req, "Edit amendment %lld – Agreement", (long long)f->edited->number)
	    : "Correct the past – Agreement");
	const struct typed_amendment *t = f->typed;

	crumbs_fill(view, (const struct crumb[]){ { "/sla", "Agreement" }, { "/sla/amendments", "Amendments" },
	    { f->edited ? amendment_url(view, f->edited->number, NULL) : NULL, f->edited ? text_format(view, "Amendment %lld",
	    (long long)f->edited->number) : NULL }, { 0 } });
	view_text(view, amendment_form_FORM_TITLE, f->edited ? text_format(view, "Edit amendment %lld", (long long)f->edited->number) : "Correct the past");
	view_text(view, amendment_form_FORM_LEAD, !f->edited ? "It is saved as a draft that lists every result it would change. Nothing changes before a signatory"
	    " of each team has signed." : f->edited->signature_count ? "An edit clears the signature." : text_format(view, "Of the calendar %s.",
	    f->edited->calendar_name));
	view_text(view, amendment_form_FORM_ACTION, f->edited ? amendment_url(view, f->edited->number, NULL) : "/sla/amendments");
	view_text(view, amendment_form_SAVE_LABEL, f->edited ? "Save" : "Save the draft");
	view_text(view, amendment_form_CANCEL_HREF, f->edited ? amendment_url(view, f->edited->number, NULL) : "/sla/amendments");
	clash_fill(view, req, f->clash);
	if (f->edited)
		form_hidden_fill(view, amendment_form_FORM_HIDDEN, f->revision);
	form_fill(view, t->form);
	form_errors_fill(view, amendment_form_FORM_ERRORS, t->form);
	for (size_t i = 0; i < t->day_count; i++) {
		struct view *row = view_part(view, amendment_form_DATE_PART, TPL_CALENDAR_DATE);

		view_number(row, calendar_date_ROW_NUMBER, (int64_t)i + 1);
		view_show_if(row, calendar_date_HAS_FOCUS, t->focus == i + 1);
		form_fill(row, t->day_forms[i]);
	}
	return view;
}
