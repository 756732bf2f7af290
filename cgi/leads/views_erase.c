/* Fills the page that erases somebody, and the one that says what is kept about people. */
#include "leads/views_erase.h"

#include "base/days.h"
#include "base/text.h"
#include "data/classes.h"

static void
goes(struct view *view, const char *words)
{
	view_text(view_row(view, lead_erase_GOES_ROW), lead_erase_GOES_WORDS, words);
}

static const char *
counted(struct view *view, int64_t count, const char *one, const char *many)
{
	return count == 1 ? one : text_format(view, "%lld %s", (long long)count, many);
}

/* Where somebody has to look by hand. */
static void
wordings_fill(struct view *view, const struct erasure *reach)
{
	struct view *part = reach->wording_count ? view_row(view, lead_erase_HAS_WORDINGS) : NULL;

	for (size_t i = 0; i < reach->wording_count; i++) {
		const struct named_wording *w = &reach->wordings[i];
		struct view *row = view_row(part, lead_erase_WORDING_ROW);
		bool of_term = text_equal(w->kind, "version"), of_agreement = text_equal(w->kind, "agreement");

		if (of_term) {
			view_format(row, lead_erase_WORDING_HREF, "/glossary/%s/versions/%lld", w->slug, (long long)w->number);
			view_format(row, lead_erase_WORDING_NAME, "%s, version %lld", w->name, (long long)w->number);
		} else {
			view_format(row, lead_erase_WORDING_HREF, of_agreement ? "/sla/versions/%lld" : "/sla/amendments/%lld", (long long)w->number);
			view_format(row, lead_erase_WORDING_NAME, of_agreement ? "The agreement, version %lld" : "Amendment %lld", (long long)w->number);
		}
	}
}

struct view *
lead_erase_view(struct request *req, const struct lead *lead, const struct erasure *reach, const struct form *form)
{
	const char *title = lead_title(req, lead->id, lead->name, lead->company);
	struct view *view = page(req, TPL_LEAD_ERASE, text_format(req, "Erase %s – Leads", text_clip(req, title, 40))), *others;

	crumbs_fill(view, (const struct crumb[]){ { "/leads", "Leads" }, { text_format(view, "/leads/%lld", (long long)lead->id), title }, { 0 } });
	view_number(view, lead_erase_LEAD_ID, lead->id);
	view_text(view, lead_erase_LEAD_TITLE, title);
	goes(view, "Name, company, job, email address, telephone, website, and how they came to us");
	if (reach->refs)
		goes(view, text_format(view, "What other systems call them: %s", counted(view, reach->refs, "one name", "names")));
	if (reach->handoffs)
		goes(view, text_format(view, "Their words, texts and evidence in %s, and what both teams wrote there", counted(view, reach->handoffs, "one handoff", "handoffs")));
	if (reach->open_handoffs)
		goes(view, "The handoff that is open ends: it leaves the queue, and its clocks stop without a result");
	if (reach->attempts)
		goes(view, text_format(view, "The notes of %s", counted(view, reach->attempts, "one attempt", "attempts")));
	if (reach->drafts)
		goes(view, counted(view, reach->drafts, "One draft of a handoff", "drafts of handoffs"));
	if (reach->deals)
		goes(view, text_format(view, "What names them in %s; stages, amounts and dates stay", counted(view, reach->deals, "one deal", "deals")));
	goes(view, "Their rows in files of other systems that wait or were left out");
	goes(view, "Their name, address and number in what people wrote elsewhere: about other leads and deals, for meetings, beside words and agreements, and in mail that was written to files here. Where there is much of that, within minutes");
	goes(view, "Saved searches for them, and answers kept for requests that are sent twice");
	if (reach->lead_count > 1) {
		others = view_row(view, lead_erase_HAS_RECORDS);
		for (size_t i = 0; i < reach->lead_count; i++)
			if (reach->leads[i] != lead->id)
				view_number(view_row(others, lead_erase_RECORD_ROW), lead_erase_RECORD_ID, reach->leads[i]);
	}
	wordings_fill(view, reach);
	form_hidden_fill(view, lead_erase_FORM_HIDDEN, lead->revision);
	form_fill(view, form);
	form_errors_fill(view, lead_erase_FORM_ERRORS, form);
	return view;
}

static void
table_fill(struct view *row, const struct table_class *t)
{
	view_text(row, personal_data_TABLE_WORDS, t->what);
	view_text(row, personal_data_TABLE_NAME, t->name);
	view_text(row, personal_data_TABLE_KEPT, t->kept);
	for (int i = 0; i < CLASS_PLAIN; i++) {
		const char *columns = table_class_columns(t, i);
		struct view *line = columns ? view_row(row, personal_data_CLASS_ROW) : NULL;

		if (!line)
			continue;
		view_text(line, personal_data_CLASS_LABEL, data_class_label(i));
		view_text(line, personal_data_CLASS_COLUMNS, text_replace(line, columns, " ", ", "));
	}
}

/* Those about leads first, then those about us. */
static void
tables_fill(struct view *view, size_t *plain)
{
	*plain = 0;
	for (int leads = 1; leads >= 0; leads--)
		for (const struct table_class *t = table_classes; t->name; t++) {
			bool about_leads = t->personal || t->contact || t->words, about_us = t->staff || t->secret;

			if (leads ? about_leads : !about_leads && about_us)
				table_fill(view_row(view, personal_data_TABLE_ROW), t);
			*plain += leads && !about_leads && !about_us;
		}
}

struct view *
personal_data_view(struct request *req, const struct retention *r, const struct form *form, int64_t revision)
{
	struct view *view = page(req, TPL_PERSONAL_DATA, "What is kept about people – Leads"), *part;
	size_t plain;

	crumbs_fill(view, (const struct crumb[]){ { "/leads", "Leads" }, { 0 } });
	tables_fill(view, &plain);
	view_format(view, personal_data_PLAIN_WORDS, "%zu more tables say nothing about anybody.", plain);
	if (r->lead_months)
		view_format(view, personal_data_KEPT_WORDS, "A lead with whom nothing has happened for %lld months, without an open handoff and without a deal, is erased by itself. It may come back.",
		    (long long)r->lead_months);
	else
		view_text(view, personal_data_KEPT_WORDS, "A lead stays until the person asks to be erased.");
	if (r->edited_at)
		view_text(view_row(view, personal_data_SET_LINE), personal_data_SET_WORDS, text_format(view, "Set by %s on %s.", r->editor_name ? r->editor_name : "somebody",
		    instant_short(view, r->edited_at, req->user->time_zone)));
	if (form) {
		part = view_row(view, personal_data_MAY_SET);
		form_hidden_fill(part, personal_data_FORM_HIDDEN, revision);
		form_fill(part, form);
		form_errors_fill(view, personal_data_FORM_ERRORS, form);
	}
	return view;
}
