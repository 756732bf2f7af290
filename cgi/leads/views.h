/* How leads look: one fill function for each template of templates/leads. */
#ifndef LEADS_VIEWS_H
#define LEADS_VIEWS_H

#include "glossary/views_parts.h"
#include "leads/views_parts.h"
#include "sla/store.h"
#include "web/form.h"

/* UNDO_BANNER: the act that the reader has just done, to be taken back. `place` is where they go on then: a view's name or "lead". */
struct undo {
	int64_t handoff_id, event_id;	/* 0: nothing can be undone */
	const char *words;
	const char *place;
};
void undo_fill(struct view *view, const struct undo *undo);

/* What names show to whom. HAS_REACH: phone and mail as links, to members. Observers see masked ones. */
void reach_fill(struct view *view, const struct user *user, const char *phone, const char *email, bool do_not_contact);

/* The queue, or all leads. */
struct index_page {
	int view;			/* enum queue_view; VIEW_LEADS: all leads */
	struct queue_page *queue;
	struct lead_row *leads;
	size_t lead_count;
	const char *find;
	const char *more;		/* where the next rows are; NULL: no more */
	struct undo undo;
	const struct form *bulk;	/* what can be done with several; NULL: not offered */
};
enum { VIEW_LEADS = VIEW_ALL + 1, ROWS_SHOWN = 50 };
struct view *lead_index_view(struct request *req, const struct index_page *page);

/* What an act on several has done. */
struct bulk_row {
	const struct handoff *handoff;	/* as it is now */
	const char *problem;		/* why it was not done; NULL: it was */
};
struct view *bulk_done_view(struct request *req, const struct bulk_row *rows, size_t count, const char *view);

/* The form of a lead; `lead` NULL: a new one. */
struct lead_form {
	const struct lead *lead;
	const struct form *form;
	const struct lead_row *like;	/* possible duplicates */
	size_t like_count;
	bool email_taken;		/* one of them has the very address: no second is made */
	int64_t revision;
};
struct view *lead_form_view(struct request *req, const struct lead_form *f);

/* ANSWER_FIELDS: one block of fields for each criterion, and what is known without asking. */
struct answer_form {
	const struct version *version;
	struct form **parts;		/* one for each criterion; NULL: not asked */
	const struct answer *known;	/* by fields of the lead */
	size_t known_count;
};
void answers_fill(struct view *view, const struct answer_form *answers);

/* A form that is made of a definition: handing over, handing over again, the second gate. */
struct handoff_form {
	const char *title, *lead_words, *action, *save, *act, *cancel, *crumb;	/* act NULL: none; crumb: the lead */
	int64_t lead_id;
	const struct term *term;
	const struct version *version;
	const struct answer_form *answers;
	const struct form *form;
	const char *moved;		/* NULL, or the definition changed meanwhile */
	bool keeps;			/* a draft can be kept */
	int64_t revision;		/* 0: none */
};
struct view *handoff_form_view(struct request *req, const struct handoff_form *f);

/* The forms of acts on the page of a lead; NULL: not offered. */
struct act_forms {
	const struct form *returning, *question, *inform, *appeal, *settlement, *outcome, *assignment;
	const struct form *refused;	/* the one of them that is shown again */
};

/* One lead with a handoff, the newest or the one that was asked for. */
struct lead_page {
	const struct lead *lead;
	const struct handoff *handoff;	/* NULL: none */
	const struct version *version;	/* the handoff's definition */
	const struct answer *answers;
	size_t answer_count;
	struct queue_clock clock;
	const struct clock *timers;
	size_t timer_count;
	const struct promise *promises;	/* of the handoff, that are no clocks too */
	size_t promise_count;
	const struct handoff *rounds;	/* all handoffs of the lead */
	size_t round_count;
	const struct lead_event *events;
	size_t event_count;
	const struct lead_change *changes;
	size_t change_count;
	const struct lead_row *others;
	size_t other_count;
	struct undo undo;
	struct act_forms forms;
	bool offers[MOVE_UNANSWERED];	/* by enum move: can and may */
	bool may_hand;			/* a new handoff can be made by the reader */
	const char *sql_name;		/* of the second gate; NULL: none in force */
	const char *problem;		/* why an act was refused; NULL: it was not */
};
struct view *lead_show_view(struct request *req, const struct lead_page *p);

#endif
