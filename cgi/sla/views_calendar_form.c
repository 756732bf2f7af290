/* Fills the form of a calendar. */
#include "sla/views_calendar.h"

#include "base/text.h"

#include <string.h>

/* How many rows at the top are days that have passed, and lie folded. */
static size_t
folded_rows(struct request *req, const struct typed_calendar *t)
{
	const char *today = organisation_today(req);
	size_t count = 0;

	while (count < t->day_count && t->days[count].date && strcmp(t->days[count].date, today) < 0)
		count++;
	return count;
}

static void
days_fill(struct view *view, struct request *req, const struct typed_calendar *t)
{
	size_t folded = folded_rows(req, t);

	if (folded) {
		view_show(view, calendar_form_HAS_FOLDED);
		view_show_if(view, calendar_form_IS_OPEN, !form_ok(t->form));
		view_text(view, calendar_form_FOLDED_WORDS, folded == 1 ? "One day that has passed" : text_format(view,
		    "%zu days that have passed", folded));
	}
	for (size_t i = 0; i < t->day_count; i++) {
		struct view *row = view_part(view, i < folded ? calendar_form_FOLDED_PART : calendar_form_DATE_PART, TPL_CALENDAR_DATE);

		view_number(row, calendar_date_ROW_NUMBER, (int64_t)i + 1);
		view_show_if(row, calendar_date_HAS_FOCUS, t->focus == i + 1);
		form_fill(row, t->day_forms[i]);
	}
}

static void
found_fill(struct view *view, const struct typed_calendar *t)
{
	struct view *part;

	if (!t->found_count)
		return;
	part = view_row(view, calendar_form_HAS_FOUND);
	view_text(part, calendar_form_SOURCE_NAME, t->source);
	view_text(part, calendar_form_FOUND_TITLE, t->found_count == 1 ? "One day found" : text_format(part, "%zu days found",
	    t->found_count));
	view_text(part, calendar_form_FOUND_WORDS, text_format(part, "In %s. Untick what is a working day here, then take the others"
	    " over. Nothing is saved by that.", t->source));
	if (t->found_count == FOUND_READ)
		view_text(view_row(part, calendar_form_LEFT_ROW), calendar_form_LEFT_WORDS, "Only the first hundred days are shown. Take them"
		    " over, then read the file once more for the others.");
	for (size_t i = 0; t->left[i]; i++)
		view_text(view_row(part, calendar_form_LEFT_ROW), calendar_form_LEFT_WORDS, t->left[i]);
	for (size_t i = 0; i < t->found_count; i++) {
		const struct found_day *f = &t->found[i];
		struct view *row = view_row(part, calendar_form_FOUND_ROW);

		view_number(row, calendar_form_FOUND_NUMBER, (int64_t)i + 1);
		view_text(row, calendar_form_FOUND_DAY, text_format(row, "%s %s", day_print(row, f->day), f->name));
		view_show_if(row, calendar_form_IS_CHOSEN, f->taken);
		view_text(row, calendar_form_DAY_STAMP, day_print(row, f->day));
		view_format(row, calendar_form_DAY_WORDS, "%s %s", weekday_short(day_weekday(f->day)), day_short(row, f->day));
		view_text(row, calendar_form_FOUND_NAME, f->name);
		if (f->there)
			view_maybe(row, calendar_form_HAS_THERE, calendar_form_THERE_WORDS, text_format(row, "Above it is “%s”; taken over,"
			    " it becomes this, and closed.", f->there));
	}
}

static void
words_fill(struct view *view, const struct calendar_form *f)
{
	if (!f->head) {
		view_text(view, calendar_form_FORM_TITLE, "Make a calendar");
		view_text(view, calendar_form_FORM_LEAD, "Promises count its open hours. It can be changed later, for days to come.");
		view_text(view, calendar_form_FORM_ACTION, "/sla/calendars");
		view_text(view, calendar_form_SAVE_LABEL, "Make the calendar");
		view_text(view, calendar_form_CANCEL_HREF, "/sla/calendars");
		return;
	}
	view_format(view, calendar_form_FORM_TITLE, "New hours for %s", f->head->name);
	view_format(view, calendar_form_FORM_LEAD, "This becomes version %lld. Clocks that run by then, and all that has been counted, keep"
	    " the version they began with.", (long long)f->head->newest + 1);
	view_format(view, calendar_form_FORM_ACTION, "/sla/calendars/%lld/versions", (long long)f->head->id);
	view_format(view, calendar_form_SAVE_LABEL, "Add version %lld", (long long)f->head->newest + 1);
	view_format(view, calendar_form_CANCEL_HREF, "/sla/calendars/%lld", (long long)f->head->id);
}

struct view *
calendar_form_view(struct request *req, const struct calendar_form *f)
{
	struct view *view = page(req, TPL_CALENDAR_FORM, f->head ? text_format(req, "New hours for %s – Agreement", f->head->name)
	    : "Make a calendar – Agreement");
	struct typed_calendar *t = f->typed;

	crumbs_fill(view, (struct crumb[]){ { "/sla", "Agreement" }, { "/sla/calendars", "Calendars" },
	    { f->head ? text_format(req, "/sla/calendars/%lld", (long long)f->head->id) : NULL, f->head ? f->head->name : NULL }, { 0 } });
	words_fill(view, f);
	clash_fill(view, req, f->clash);
	if (f->head)
		form_hidden_fill(view, calendar_form_FORM_HIDDEN, f->revision);
	form_fill(view, t->form);
	form_errors_fill(view, calendar_form_FORM_ERRORS, t->form);
	days_fill(view, req, t);
	found_fill(view, t);
	if (f->preview) {
		struct view *card = view_row(view, calendar_form_PREVIEW_CARD);

		view_format(card, calendar_form_PREVIEW_TITLE, "%d day by day", f->preview_year);
		year_fill(card, calendar_form_YEAR_VIEW, req, &(struct year_part){ .calendar = f->preview }, 1, f->preview_year);
	}
	return view;
}
