/* How leads look: one fill function for each template of templates/leads. */
#ifndef LEADS_VIEWS_H
#define LEADS_VIEWS_H

#include "glossary/views_parts.h"
#include "leads/store_assign.h"
#include "leads/views_parts.h"
#include "leads/views_place.h"
#include "sla/store.h"
#include "web/form.h"

/* What names show to whom. HAS_REACH: phone and mail as links, to members. Observers see masked ones. */
void reach_fill(struct view *view, const struct user *user, const char *phone, const char *email, bool do_not_contact);

/* A filter that is set, and the address without it. */
struct chip {
	const char *words, *href;
};

/* One that was ticked for an act on several, as it was seen. */
struct ticked {
	int64_t id, seen;
};

/* The queue, or all leads. */
struct index_page {
	int view;			/* enum queue_view; VIEW_LEADS: all leads */
	const struct place *place;	/* of the queue */
	struct queue_page *queue;
	const struct queue_counts *counts;	/* beside the names of views */
	struct lead_row *leads;
	size_t lead_count;
	const char *find;
	const char *more;		/* where the next rows are; NULL: no more */
	struct undo undo;
	const struct chip *chips;
	size_t chip_count;
	const char *month_words;	/* "November 2026": the month that closed ones are looked for in; NULL: none */
	const struct form *filter;	/* to choose filters; NULL: closed */
	const struct saved_view *saved;
	size_t saved_count;
	const struct form *naming;	/* to save the filters under a name; NULL: not offered */
	bool naming_refused;
	int64_t newest_at;		/* when the last lead was handed over, of an empty list; 0: never */
	const struct form *bulk;	/* what can be done with several; NULL: not offered */
	int bulk_refused;		/* the act that was refused; GLOSSARY_NONE: none */
	const struct ticked *ticked;
	size_t ticked_count;
};
enum { VIEW_LEADS = VIEW_ALL + 1, ROWS_SHOWN = 50 };
struct view *lead_index_view(struct request *req, const struct index_page *page);

/* The form of a saved view. */
struct view *saved_view_view(struct request *req, const struct saved_view *view, const struct form *form, int64_t revision);

/* What an act on several has done. */
struct bulk_row {
	const struct handoff *handoff;	/* as it is now */
	const char *problem;		/* why it was not done; NULL: it was */
};
struct view *bulk_done_view(struct request *req, const struct bulk_row *rows, size_t count, int move, const struct place *place);

/* The handoffs behind a number that is no clock. */
struct behind_page {
	const struct promise *promise;
	struct day month;
	const char *month_code;		/* "2026-11" */
	int counted;			/* 1: those that count for it, 0: the others, GLOSSARY_NONE: both */
	bool is_later;			/* not the first page of them */
	const struct queue_page *queue;
};
struct view *handoff_behind_view(struct request *req, const struct behind_page *page);

/* What those are called that do not count for a promise of this kind, and those that do; NULL: its cases are clocks, or no handoffs. */
const char *const *behind_labels(int kind);

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

/* Two leads made one. */
struct merge_page {
	const struct lead *lead;	/* the one that stays */
	const struct form *form;
	const char *find;
	bool has_others;		/* there is somebody to choose */
};
struct view *lead_merge_view(struct request *req, const struct merge_page *page);

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
	const char *told;		/* NULL, or that some answers are filled in, and from where */
	const char *moved;		/* NULL, or the definition changed meanwhile */
	bool keeps;			/* a draft can be kept */
	bool counts;			/* towards context: a must without its evidence is not known */
	int64_t revision;		/* 0: none */
};
struct view *handoff_form_view(struct request *req, const struct handoff_form *f);

/* Several leads in one table. */
struct several_row {
	const struct lead *lead;
	const char *title;
	const char *cell;		/* what the names of its fields begin with */
	const struct form *form;	/* its tick and its words */
	const struct answer_form *answers;
	const char *kept;		/* NULL, or that it is the reader's draft, or what is filled in out of a file */
	bool picked;
	struct submission submission;
};
struct several_page {
	const struct term *term;
	const struct version *version;
	struct several_row *rows;
	size_t count;
	const struct form *form;
	const char *moved;		/* NULL, or the definition changed meanwhile */
	const char *more;		/* where the next rows are; NULL: no more */
	const struct handoff_draft *drafts;	/* the reader's own */
	size_t draft_count;
};
struct view *handoff_several_view(struct request *req, const struct several_page *page);

/* The forms of acts on the page of a lead; NULL: not offered. */
struct act_forms {
	const struct form *returning, *question, *inform, *appeal, *settlement, *outcome, *assignment, *attempt, *rating;
	const struct form *refused;	/* the one of them that is shown again */
};

/* Answers as the page of a lead shows them. */
struct answers_given {
	const char *title;
	const char *slug, *name;	/* of the definition's term */
	const struct version *version;	/* the definition; NULL: nothing was answered */
	const struct answer *answers;
	size_t count;
};

/* One lead with a handoff, the newest or the one that was asked for. */
struct lead_page {
	const struct lead *lead;
	const struct handoff *handoff;	/* NULL: none */
	const struct version *version;	/* the handoff's definition */
	struct answers_given given, second;	/* at the gate, and at the second one */
	struct queue_clock clock;
	const struct clock *timers;
	size_t timer_count;
	const struct promise *promises;	/* of the handoff, that are no clocks too */
	size_t promise_count;
	int64_t known_up_to;		/* of attempts from elsewhere; 0: nothing came */
	bool has_draft;			/* the reader has begun to hand it over */
	const struct handoff *rounds;	/* all handoffs of the lead */
	size_t round_count;
	const struct lead_event *events;
	size_t event_count;
	const struct lead_change *changes;
	size_t change_count;
	const struct lead_row *others;
	size_t other_count;
	const struct account_pair *pair;	/* who looks after its account; NULL: it has none */
	const char *routing, *selling;	/* how long until somebody had it, and from then to the first attempt; NULL: nothing to say */
	struct undo undo;
	struct act_forms forms;
	bool offers[MOVE_UNANSWERED];	/* by enum move: can and may */
	bool may_hand;			/* a new handoff can be made by the reader */
	const struct deal_row *deals;	/* that the lead is part of */
	size_t deal_count;
	bool may_deal;			/* the reader can open one */
	bool watched;			/* by the reader */
	const struct lead_past *past;	/* what another system said of it; NULL: nothing */
	const struct version *gate;	/* what its file's columns are asked for; NULL: for nothing, or not to be shown */
	const struct term *gate_term;
	const char *sql_name;		/* of the second gate; NULL: none in force */
	const char *problem;		/* why an act was refused; NULL: it was not */
};
struct view *lead_show_view(struct request *req, const struct lead_page *p);

/* STATE_TAG of a deal, and what it is worth in words: "Not said" where it was not. */
void deal_tag_fill(struct view *view, int state);
const char *worth_words(const void *ctx, int64_t minor, const char *currency);

/* Deals in a list. */
struct deal_owner {
	const char *code, *name;	/* "" anybody, "me", an id */
	bool chosen;
};
struct deal_index {
	int state;			/* enum deal_state; GLOSSARY_NONE: all */
	const char *owner;		/* as in the address; "": anybody's */
	const struct deal_owner *owners;
	size_t owner_count;
	const struct deal_row *rows;
	size_t count;
	int64_t next, next_at;		/* the next page begins below that deal (0: no more), of closed ones by that instant */
};
struct view *deal_index_view(struct request *req, const struct deal_index *page);

/* A deal that is opened (`deal` NULL) or edited. */
struct deal_form {
	const struct deal *deal;
	const struct lead *lead;	/* the one it comes from; NULL: none */
	const struct form *form;
	int64_t revision;
};
struct view *deal_form_view(struct request *req, const struct deal_form *page);

/* What can be recorded of a deal, each with a form of its own. */
struct deal_act {
	int kind;			/* enum deal_kind */
	const char *label, *button;
	const struct form *form;
	bool refused;			/* it is shown again, open */
	bool has_amount;
};
struct deal_page {
	const struct deal *deal;
	const char *pipeline;		/* of another system; NULL: none was told */
	const struct deal_event *events;
	size_t event_count;
	const struct deal_lead *leads;
	size_t lead_count;
	const struct deal_act *acts;
	size_t act_count;
	const char *closed;		/* what makes a deal closed now: "signed" … */
	bool may_edit;
	struct undo undo;
	const struct form *refused;	/* the one of them that is shown again; NULL: none */
};
struct view *deal_show_view(struct request *req, const struct deal_page *page);

#endif
