/* Fills a meeting as it runs. */
#include "meetings/views.h"

#include "auth/session.h"
#include "base/text.h"

#include <string.h>

static void
step_fill(struct view *row, const struct run_page *p, const struct item *i)
{
	view_number(row, meeting_run_MEETING_ID, p->meeting->id);
	view_number(row, meeting_run_ITEM_ID, i->id);
	view_text(row, meeting_run_ITEM_TITLE, i->title);
	view_text(row, meeting_run_ITEM_MARK, i->outcome >= 0 ? "\u2713" : text_format(row, "%lld", (long long)i->position));
	view_show_if(row, meeting_run_IS_DONE, i->outcome >= 0);
	view_text(row, meeting_run_OUTCOME_WORDS, outcome_label(i->outcome));
	view_show_if(row, meeting_run_IS_CURRENT, p->item && p->item->id == i->id);
	view_show_if(row, meeting_run_ON_TABLE, p->meeting->item_id == i->id && p->item && p->item->id != i->id);
}

static void
steps_fill(struct view *view, const struct run_page *p)
{
	struct view *step = NULL;
	int section = -1;

	for (size_t i = 0; i < p->count; i++) {
		int64_t minutes = 0;

		if (p->items[i].place != PLACE_AGENDA)
			continue;
		if (p->items[i].section != section) {
			section = p->items[i].section;
			step = view_row(view, meeting_run_STEP_ROW);
			view_text(step, meeting_run_SECTION_NAME, section_label(section));
			for (size_t j = 0; j < p->count; j++)
				minutes += p->items[j].section == section && p->items[j].place == PLACE_AGENDA ? p->items[j].minutes : 0;
			view_format(step, meeting_run_SECTION_TIME, "%lld min", (long long)minutes);
		}
		step_fill(view_row(step, meeting_run_ITEM_ROW), p, &p->items[i]);
	}
}

/* "Issue 1 of 2, 5 min; 3 min so far". */
static const char *
place_words(struct request *req, const struct run_page *p)
{
	size_t of = 0, at = 0;

	for (size_t i = 0; i < p->count; i++)
		if (p->items[i].section == p->item->section && p->items[i].place == PLACE_AGENDA) {
			of++;
			if (p->items[i].id == p->item->id)
				at = of;
		}
	return text_format(req, "%s, %zu of %zu. %lld min, %lld so far", section_label(p->item->section), at, of, (long long)p->item->minutes,
	    (long long)(item_spent(p->item, req->now) / 60));
}

static const char *
saved_words(struct request *req, const struct run_page *p)
{
	return p->hand ? text_format(req, "Saved at %s by %s", instant_time(req, p->hand->at, req->user->time_zone), p->hand->person_name) : "Saved as you type";
}

static void
note_fill(struct view *card, struct request *req, const struct run_page *p, bool writes)
{
	struct view *form;

	if (!writes) {
		form = view_row(card, meeting_run_NOTE_READ);
		view_text(form, meeting_run_NOTE_WORDS, *p->item->note ? p->item->note : "Nothing yet.");
		view_text(form, meeting_run_SAVED_WORDS, p->hand ? saved_words(req, p) : "");
		return;
	}
	form = view_row(card, meeting_run_NOTE_FORM);
	form_hidden_fill(form, meeting_run_FORM_HIDDEN, p->item->note_revision);
	view_text(form, meeting_run_NOTE_LABEL, p->item->section == SECTION_ISSUES ? "What was heard?" : "What did we decide?");
	view_text(form, meeting_run_NOTE_WORDS, p->typed ? p->typed : p->item->note);
	view_text(form, meeting_run_SAVED_WORDS, saved_words(req, p));
	view_maybe(form, meeting_run_HAS_PROBLEM, meeting_run_NOTE_PROBLEM, p->problem);
}

static void
beside_fill(struct view *card, struct request *req, const struct run_page *p, bool writes)
{
	for (size_t i = 0; i < p->beside_count; i++) {
		const struct beside *b = &p->beside[i];
		struct view *row;

		if (b->item_id != p->item->id)
			continue;
		row = view_row(card, meeting_run_BESIDE_ROW);
		view_number(row, meeting_run_BESIDE_ID, b->id);
		view_text(row, meeting_run_BESIDE_NAME, b->person_name);
		view_text(row, meeting_run_BESIDE_TIME, instant_time(row, b->at, req->user->time_zone));
		view_text(row, meeting_run_BESIDE_WORDS, b->words);
		view_show_if(row, meeting_run_MAY_TAKE, writes);
	}
}

static void
task_row_fill(struct view *row, struct request *req, const struct task *t)
{
	struct day due = { 0 };

	day_parse(t->due_on, &due);
	view_number(row, meeting_run_TASK_ID, t->id);
	view_text(row, meeting_run_TASK_WORDS, t->words);
	view_format(row, meeting_run_TASK_LINE, "%s, by %s. %s%s%s", t->owner_name, day_long(row, due), task_state_words(t, req->now, req->session->organisation_zone),
	    *t->report ? ": " : "", t->report);
	view_show_if(row, meeting_run_BY_MARKETING, t->owner_team == TEAM_MARKETING);
	view_show_if(row, meeting_run_BY_SALES, t->owner_team == TEAM_SALES);
	view_text(row, meeting_run_TEAM_NAME, team_label(t->owner_team));
}

static void
tasks_fill(struct view *card, struct request *req, const struct run_page *p)
{
	size_t shown = 0;

	for (size_t i = 0; p->item->section == SECTION_ASSIGNMENTS && i < p->asked_count; i++)
		if (p->asked[i].id == p->item->subject_id && ++shown)
			task_row_fill(view_row(card, meeting_run_TASK_ROW), req, &p->asked[i]);
	for (size_t i = 0; i < p->task_count; i++)
		if (p->tasks[i].item_id == p->item->id && ++shown)
			task_row_fill(view_row(card, meeting_run_TASK_ROW), req, &p->tasks[i]);
	view_show_if(card, meeting_run_NO_TASKS, shown == 0);
}

static void
acts_fill(struct view *card, const struct run_page *p)
{
	struct view *form;

	if (p->adding) {
		form = view_row(card, meeting_run_TASK_FORM);
		view_show_if(form, meeting_run_IS_OPEN, p->refused == p->adding);
		form_fill(form, p->adding);
	}
	form = view_row(card, meeting_run_OUTCOME_FORM);
	if (p->owning)
		form_fill(form, p->owning);
	view_show(form, p->item->section == SECTION_ISSUES ? meeting_run_IS_ISSUE : meeting_run_IS_POINT);
	if (p->item->section == SECTION_ISSUES)
		view_text(form, meeting_run_OUTCOME_LINE, "In the meeting an issue is only heard. Replies and fixes open when the meeting is closed.");
	else
		view_text(form, meeting_run_OUTCOME_LINE, p->item->outcome < 0 ? "What is carried over comes up again in the next meeting."
		    : text_format(form, "%s so far; press a button to change that.", outcome_label(p->item->outcome)));
}

static void
item_fill(struct view *view, struct request *req, const struct run_page *p)
{
	const struct item *i = p->item;
	struct view *card = view_row(view, meeting_run_ITEM_CARD);
	bool writes = (user_roles(req->user) & MEMBER) && p->meeting->state == MEETING_RUNNING;
	int64_t over = item_overrun(i, req->now);

	view_number(card, meeting_run_ITEM_ID, i->id);
	view_text(card, meeting_run_ITEM_TITLE, i->title);
	view_text(card, meeting_run_PLACE_WORDS, place_words(req, p));
	if (!p->on_table) {
		view_maybe(card, meeting_run_AWAY_NOTE, meeting_run_AWAY_WORDS, "The others look at another point just now.");
		view_show_if(card, meeting_run_MAY_SHOW, writes);
	}
	view_maybe(card, meeting_run_HAS_DETAIL, meeting_run_ITEM_DETAIL, i->detail);
	view_maybe(card, meeting_run_HAS_HREF, meeting_run_ITEM_HREF, i->href);
	if (i->section == SECTION_FIGURES && p->figure_count) {
		view_show(card, meeting_run_HAS_FIGURES);
		view_text(view, meeting_run_FIGURES_MONTH, month_name(meeting_month(req, p->meeting).month));
		view_text(view, meeting_run_BEFORE_MONTH, month_name(day_add_months(meeting_month(req, p->meeting), -1).month));
		figures_fill(card, p->figures, p->figure_count);
	}
	view_maybe(card, meeting_run_HAS_RUNS, meeting_run_OVER_WORDS, over < 60 ? NULL
	    : text_format(card, "Over its time by %lld min. It is kept in the minutes.", (long long)(over / 60)));
	note_fill(card, req, p, writes);
	beside_fill(card, req, p, writes);
	tasks_fill(card, req, p);
	if (writes)
		acts_fill(card, p);
}

struct view *
meeting_run_view(struct request *req, const struct run_page *p)
{
	const struct meeting *m = p->meeting;
	int64_t left = meeting_seconds_left(m, req->now);
	struct view *view = page(req, TPL_MEETING_RUN, text_format(req, "%s – Meetings", text_clip(req, m->title, 45)));

	if (p->refused)
		form_errors_fill(view, meeting_run_FORM_ERRORS, p->refused);
	view_number(view, meeting_run_MEETING_ID, m->id);
	view_text(view, meeting_run_MEETING_TITLE, m->title);
	view_text(view, meeting_run_START_WORDS, start_words(view, m));
	view_format(view, meeting_run_CHAIR_WORDS, "Led by %s.", m->chair_name);
	view_format(view, meeting_run_PULSE_MARK, "%lld", (long long)m->pulse);
	view_text(view, meeting_run_LEFT_WORDS, minutes_left_words(view, left));
	view_show(view, left >= 0 ? meeting_run_IS_CALM : meeting_run_IS_OVER);
	view_show_if(view, meeting_run_MAY_CLOSE, (user_roles(req->user) & MEMBER) && meeting_can(m, MEETING_CLOSE));
	view_show_if(view, meeting_run_IS_FOLLOWING, p->on_table);
	steps_fill(view, p);
	if (p->item)
		item_fill(view, req, p);
	else
		view_show(view, meeting_run_NO_ITEM);
	return view;
}
