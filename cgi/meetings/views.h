/* How meetings look: one fill function for each template of templates/meetings. */
#ifndef MEETINGS_VIEWS_H
#define MEETINGS_VIEWS_H

#include "glossary/views_parts.h"
#include "meetings/store.h"
#include "view/view.h"
#include "web/form.h"
#include "web/web.h"

enum { MEETINGS_SHOWN = 20 };

/* "Tuesday 1 December 2026, 10:00 to 10:50, Europe/London": in the meeting's own zone. And "50 minutes", "Led by Priya Raman." */
const char *start_words(const void *ctx, const struct meeting *meeting);
const char *length_words(const void *ctx, int64_t minutes);
void meeting_tag_fill(struct view *view, int state);

struct index_of_meetings {
	const struct meeting *coming, *past;
	size_t coming_count, past_count;
	const struct series *series;
	size_t series_count;
	int64_t more;			/* id behind which older minutes follow; 0: none */
};
struct view *meeting_index_view(struct request *req, const struct index_of_meetings *page);

struct view *series_form_view(struct request *req, const struct series *series, const struct form *form, int64_t revision);

/* Planning one meeting, moving or cancelling it: its fields are those the form has. */
struct meeting_form {
	const struct meeting *meeting;	/* NULL: a new one */
	const char *title, *lead, *action, *save;
	const struct form *form;
};
struct view *meeting_form_view(struct request *req, const struct meeting_form *page);

/* The agenda, as it writes itself or as it is out. */
struct agenda_page {
	const struct meeting *meeting;
	const struct series *series;	/* NULL: none */
	const char *moved;		/* why the day is not the usual one; NULL */
	const struct point *points;
	size_t count;
	const struct promise_figure *figures;
	size_t figure_count;
	const struct form *adding;	/* NULL: nobody can add */
	struct form **wishes;		/* one for each point; NULL: the agenda is out */
	const struct form *refused;	/* one of those above; NULL: none */
};
struct view *meeting_show_view(struct request *req, const struct agenda_page *page);

/* The rows of a table of figures at figure markers that run, show and minutes share. */
void figures_fill(struct view *view, const struct promise_figure *figures, size_t count);
struct day meeting_month(struct request *req, const struct meeting *meeting);

/* Run mode. */
struct run_page {
	const struct meeting *meeting;
	const struct item *items;
	size_t count;
	const struct item *item;	/* the one that is large; NULL: there is none */
	bool on_table;			/* it is what everybody looks at */
	const struct beside *beside;
	size_t beside_count;
	const struct note_hand *hand;	/* who saved the note last; NULL: nobody */
	const struct task *tasks;	/* taken on here; and those this point asks about */
	size_t task_count;
	const struct task *asked;
	size_t asked_count;
	const struct promise_figure *figures;
	size_t figure_count;
	const char *typed;		/* a note that was refused; NULL: none */
	const struct form *adding, *owning, *refused;
	const char *problem;
};
struct view *meeting_run_view(struct request *req, const struct run_page *page);

/* Closing: a report on each of last time's assignments. */
struct closing_row {
	const struct task *task;
	struct form *form;
};
struct closing_page {
	const struct meeting *meeting;
	const struct closing_row *rows;
	size_t count;
	size_t unsettled;		/* points without an outcome */
	const struct form *form;
	bool can_carry;
};
struct view *meeting_closing_view(struct request *req, const struct closing_page *page);

struct minutes_page {
	const struct meeting *meeting;
	const struct item *items;
	size_t count;
	const struct beside *beside;
	size_t beside_count;
	const struct task *tasks, *asked;
	size_t task_count, asked_count;
	const struct promise_figure *figures;
	size_t figure_count;
	const struct meant *meant;
	size_t meant_count;
};
struct view *meeting_minutes_view(struct request *req, const struct minutes_page *page);

/* Issues. */
struct issue_page {
	const struct issue *issues;
	size_t count;
	bool heard;
	int64_t more;
	const struct form *form;	/* NULL: an observer */
	const char *done;		/* what was done; NULL */
};
struct view *issue_index_view(struct request *req, const struct issue_page *page);
struct view *issue_show_view(struct request *req, const struct issue *issue, const struct issue_reply *replies, size_t count, const struct form *form);

/* Assignments. */
struct task_page {
	int view;
	const struct task *tasks;
	size_t count;
	int64_t more;
	const struct form *form;
};
struct view *task_index_view(struct request *req, const struct task_page *page);
struct view *task_show_view(struct request *req, const struct task *task, const struct form *form);
void task_tag_fill(struct view *view, struct request *req, const struct task *task);

/* The calendar feed; `address` is shown once. */
struct view *feed_show_view(struct request *req, int64_t made_at, const char *address);

/* Vocabulary checks. */
struct check_page {
	const struct word_check *check;
	const struct version *version;
	const struct check_case *cases;
	size_t case_count;
	const struct check_answer *answers;
	size_t answer_count;
	struct form **forms;		/* one a case; NULL: nothing to judge any more */
	const struct form *refused;
};
struct view *check_show_view(struct request *req, const struct check_page *page);
struct view *check_index_view(struct request *req, const struct word_check *checks, size_t count, const struct share_table *shares, bool may_make);

#endif
