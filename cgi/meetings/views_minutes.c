/* Fills the end of a meeting and its minutes. */
#include "meetings/views.h"

#include "auth/session.h"
#include "base/text.h"

static const char *
due_words(const void *ctx, const struct task *t)
{
	struct day due = { 0 };

	day_parse(t->due_on, &due);
	return text_format(ctx, "%s, by %s", t->owner_name, day_long(ctx, due));
}

struct view *
meeting_closing_view(struct request *req, const struct closing_page *p)
{
	const char *here = text_format(req, "/meetings/%lld", (long long)p->meeting->id);
	struct view *view = page(req, TPL_MEETING_CLOSING, text_format(req, "End %s", text_clip(req, p->meeting->title, 45)));
	struct view *part = NULL;

	crumbs_fill(view, (const struct crumb[]){ { "/meetings", "Meetings" }, { here, p->meeting->title }, { 0 } });
	view_number(view, meeting_closing_MEETING_ID, p->meeting->id);
	view_text(view, meeting_closing_MEETING_TITLE, p->meeting->title);
	if (p->unsettled)
		view_format(view, meeting_closing_CLOSING_WORDS, "%zu point%s of the agenda ha%s no outcome; the minutes say so. Both teams get the minutes by mail.", p->unsettled,
		    p->unsettled == 1 ? "" : "s", p->unsettled == 1 ? "s" : "ve");
	else
		view_text(view, meeting_closing_CLOSING_WORDS, "Every point has its outcome. Both teams get the minutes by mail.");
	form_hidden_fill(view, meeting_closing_FORM_HIDDEN, p->meeting->revision);
	if (p->count)
		part = view_row(view, meeting_closing_HAS_TASKS);
	for (size_t i = 0; i < p->count; i++) {
		struct view *row = view_row(part, meeting_closing_TASK_ROW);

		view_number(row, meeting_closing_TASK_ID, p->rows[i].task->id);
		view_text(row, meeting_closing_TASK_WORDS, p->rows[i].task->words);
		view_format(row, meeting_closing_TASK_LINE, "%s.%s", due_words(row, p->rows[i].task), p->rows[i].task->carried_from ? " Carried on once without a report." : "");
		form_fill(row, p->rows[i].form);
	}
	if (part && p->can_carry)
		form_fill(part, p->form);
	form_errors_fill(view, meeting_closing_FORM_ERRORS, p->form);
	return view;
}

/* "Done: Eight of ten were right at once." */
static const char *
report_words(const void *ctx, struct request *req, const struct task *t)
{
	return text_format(ctx, "%s%s%s", task_state_words(t, req->now, req->session->organisation_zone), *t->report ? ": " : "", t->report);
}

static void
task_fill(struct view *row, struct request *req, const struct task *t)
{
	view_number(row, meeting_minutes_TASK_ID, t->id);
	view_text(row, meeting_minutes_TASK_WORDS, t->words);
	view_text(row, meeting_minutes_TASK_OWNER, t->owner_name);
	view_format(row, meeting_minutes_TASK_LINE, "by %s. %s", day_words_of(row, t->due_on), report_words(row, req, t));
	view_show_if(row, meeting_minutes_BY_MARKETING, t->owner_team == TEAM_MARKETING);
	view_show_if(row, meeting_minutes_BY_SALES, t->owner_team == TEAM_SALES);
}

/* "6 min of 5: 1 over". */
static const char *
spent_words(const void *ctx, const struct item *i, int64_t now)
{
	int64_t spent = (item_spent(i, now) + 30) / 60, over = item_overrun(i, now) / 60;
	const char *extra = over ? text_format(ctx, ", %lld over", (long long)over) : "";
	const char *owner = i->owner_name ? text_format(ctx, ". %s looks after it", i->owner_name) : "";

	return text_format(ctx, "%lld of %lld min%s%s", (long long)spent, (long long)i->minutes, extra, owner);
}

static void
item_fill(struct view *row, struct request *req, const struct minutes_page *p, const struct item *i)
{
	static const enum tag tags[] = { TAG_OK, TAG_WAIT, TAG_OK };

	view_text(row, meeting_minutes_ITEM_CODE, i->subject);
	view_text(row, meeting_minutes_ITEM_TITLE, i->title);
	view_show(row, *i->href ? meeting_minutes_HAS_HREF : meeting_minutes_NO_HREF);
	view_text(row, meeting_minutes_ITEM_HREF, i->href);
	tag_fill(row, i->outcome < 0 ? TAG_PLAIN : tags[i->outcome], outcome_label(i->outcome));
	view_text(row, meeting_minutes_SPENT_WORDS, spent_words(row, i, req->now));
	view_maybe(row, meeting_minutes_HAS_DETAIL, meeting_minutes_ITEM_DETAIL, i->detail);
	view_maybe(row, meeting_minutes_HAS_NOTE, meeting_minutes_NOTE_WORDS, i->note);
	for (size_t j = 0; j < p->beside_count; j++)
		if (p->beside[j].item_id == i->id) {
			struct view *beside = view_row(row, meeting_minutes_BESIDE_ROW);

			view_text(beside, meeting_minutes_BESIDE_NAME, p->beside[j].person_name);
			view_text(beside, meeting_minutes_BESIDE_WORDS, p->beside[j].words);
		}
	for (size_t j = 0; i->section == SECTION_ASSIGNMENTS && j < p->asked_count; j++)
		if (p->asked[j].id == i->subject_id)
			view_text(view_row(row, meeting_minutes_REPORT_ROW), meeting_minutes_REPORT_WORDS, report_words(row, req, &p->asked[j]));
	for (size_t j = 0; j < p->task_count; j++)
		if (p->tasks[j].item_id == i->id)
			task_fill(view_row(row, meeting_minutes_TASK_ROW), req, &p->tasks[j]);
}

static void
section_fill(struct view *view, struct request *req, const struct minutes_page *p, int section)
{
	struct view *card = NULL;

	for (size_t i = 0; i < p->count; i++) {
		if (p->items[i].section != section || p->items[i].place != PLACE_AGENDA)
			continue;
		if (!card) {
			card = view_row(view, meeting_minutes_SECTION_CARD);
			view_text(card, meeting_minutes_SECTION_CODE, section_names[section]);
			view_text(card, meeting_minutes_SECTION_NAME, section_label(section));
		}
		item_fill(view_row(card, meeting_minutes_ITEM_ROW), req, p, &p->items[i]);
	}
	if (!card || section != SECTION_FIGURES || !p->figure_count)
		return;
	view_show(card, meeting_minutes_HAS_FIGURES);
	view_text(view, meeting_minutes_FIGURES_MONTH, month_name(meeting_month(req, p->meeting).month));
	view_text(view, meeting_minutes_BEFORE_MONTH, month_name(day_add_months(meeting_month(req, p->meeting), -1).month));
	figures_fill(card, p->figures, p->figure_count);
}

static void
rest_fill(struct view *view, const struct minutes_page *p)
{
	bool waits = false;

	for (size_t i = 0; i < p->count; i++) {
		struct view *row;

		if (p->items[i].place == PLACE_AGENDA)
			continue;
		waits = true;
		row = view_row(view, meeting_minutes_BACKLOG_ROW);
		view_text(row, meeting_minutes_ITEM_TITLE, p->items[i].title);
		view_text(row, meeting_minutes_PLACE_WORDS, p->items[i].why);
	}
	view_show_if(view, meeting_minutes_HAS_BACKLOG, waits);
	view_show_if(view, meeting_minutes_HAS_MEANT, p->meant_count > 0);
	for (size_t i = 0; i < p->meant_count; i++) {
		struct view *row = view_row(view, meeting_minutes_MEANT_ROW);

		view_text(row, meeting_minutes_MEANT_NAME, p->meant[i].name);
		view_number(row, meeting_minutes_MEANT_NUMBER, p->meant[i].number);
		if (p->meant[i].is_agreement)
			view_format(row, meeting_minutes_MEANT_HREF, "/sla/versions/%lld", (long long)p->meant[i].number);
		else
			view_format(row, meeting_minutes_MEANT_HREF, "/glossary/%s/versions/%lld", p->meant[i].slug, (long long)p->meant[i].number);
	}
}

static const char *
frozen_words(struct request *req, const struct meeting *m)
{
	if (m->state == MEETING_CANCELLED)
		return text_format(req, "The meeting was cancelled: %s", m->cancelled_why);
	if (m->state != MEETING_CLOSED)
		return "The meeting is not closed: these are no minutes yet.";
	return text_format(req, "Closed by %s, %s. %s", m->closer_name, moment_words(req, m->closed_at), m->next_published
	    ? "The next agenda is out, so these minutes stay as they are." : "It can be opened again until the next agenda is out.");
}

struct view *
meeting_minutes_view(struct request *req, const struct minutes_page *p)
{
	const struct meeting *m = p->meeting;
	struct view *view = page(req, TPL_MEETING_MINUTES, text_format(req, "Minutes of %s", text_clip(req, m->title, 45)));

	crumbs_fill(view, (const struct crumb[]){ { "/meetings", "Meetings" }, { 0 } });
	view_number(view, meeting_minutes_MEETING_ID, m->id);
	view_format(view, meeting_minutes_MINUTES_TITLE, "Minutes of %s", m->title);
	view_text(view, meeting_minutes_START_STAMP, instant_print(view, m->starts_at));
	view_text(view, meeting_minutes_START_WORDS, start_words(view, m));
	view_format(view, meeting_minutes_CHAIR_WORDS, "Led by %s.", m->chair_name);
	view_text(view, meeting_minutes_MINUTES_WORDS, frozen_words(req, m));
	meeting_tag_fill(view, m->state);
	view_show_if(view, meeting_minutes_MAY_REOPEN, (user_roles(req->user) & MEMBER) && meeting_can(m, MEETING_REOPEN));
	form_hidden_fill(view, meeting_minutes_FORM_HIDDEN, m->revision);
	for (int section = 0; section < SECTIONS; section++)
		section_fill(view, req, p, section);
	rest_fill(view, p);
	return view;
}
