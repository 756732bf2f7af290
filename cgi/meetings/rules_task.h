/* What somebody took on in a meeting: its clock, its report, and who says it was done. Pure. */
#ifndef MEETINGS_RULES_TASK_H
#define MEETINGS_RULES_TASK_H

#include "sla/rules.h"

enum task_state { TASK_OPEN, TASK_DONE, TASK_NOT_DONE, TASK_DROPPED, TASK_CARRIED };
extern const char *const task_state_names[];

struct task {
	int64_t id;
	int64_t revision;
	const char *words;
	int64_t owner_id;
	const char *owner_name;
	int owner_team;
	const char *due_on;		/* "YYYY-MM-DD" */
	int64_t due_at;			/* the close of that day in the teams' calendar */
	int64_t meeting_id;		/* 0 and NULL: of none */
	const char *meeting_title;
	int64_t item_id;
	int state;			/* enum task_state */
	const char *report;
	int64_t reported_at;		/* 0: nobody has, as the next */
	const char *reporter_name;
	int64_t closing_id;		/* the meeting in whose closing it was reported; 0 */
	int64_t confirmed_at;
	const char *confirmer_name;
	int64_t carried_from;		/* 0: it was not */
};

/* "Open", "Overdue", "Due today", "Done, to be confirmed", "Done", "Not done", "Dropped", "Carried on". */
const char *task_state_words(const struct task *task, int64_t now, const char *zone);

/* Past its day's close without a report. */
bool task_is_overdue(const struct task *task, int64_t now);

/* Open, and overdue or due today. */
bool task_is_pressing(const struct task *task, int64_t now, const char *zone);

/*
 * open -report-> done | not_done | dropped; in a closing also carried, once: what was carried before has to be reported.
 * done -confirmation-> confirmed, by the other team's point person. Each: NULL, or why not.
 */
const char *report_refusal(const struct task *task);
const char *report_problem(int result, const char *words);	/* all but done say why */
const char *carry_refusal(const struct task *task);
const char *confirm_refusal(const struct task *task);

/* Who may: reports are the owner's; NULL, or the sentence for the 403. */
const char *report_may(const struct task *task, const struct user *user);
const char *confirm_may(const struct task *task, const struct user *user);

/* The close of a day of that calendar, or of the first open day after it. `calendar` NULL: 17:00 of a Monday to Friday in `zone`. */
int64_t task_due_at(const struct calendar *calendar, struct day day, const char *zone);

/* "words", "owner", "due". `owner_team` -1: nobody such. `today`: the organisation's. */
void task_problems(struct problems *problems, const struct task *task, int owner_team, const char *today);

enum { TASK_WORDS_MOST = 500, REPORT_MOST = 1000 };

#endif
