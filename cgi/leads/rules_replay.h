/* A draft tried on what came before: who would have passed by it, and who not. Pure. */
#ifndef LEADS_RULES_REPLAY_H
#define LEADS_RULES_REPLAY_H

#include "leads/rules_answer.h"

/* Whose rows it is tried on: handoffs, all leads out of files, or those of them that the other system calls so. */
enum replay_over { REPLAY_HANDOFFS, REPLAY_IMPORTED, REPLAY_CLAIMED };
extern const char *const replay_over_names[];

enum { REPLAY_USUAL = 90, REPLAY_MOST = 100000 };	/* rows */

/* A row passes when every must is met, fails when any fails, and else nobody can tell. */
enum replay_result { REPLAY_PASSED, REPLAY_FAILED, REPLAY_UNKNOWN };
extern const char *const replay_result_names[];

/* One row, whatever it came from: a handoff, or an imported lead. */
struct replay_row {
	int64_t id;			/* of the handoff; of an imported one the lead */
	int64_t lead_id;
	int64_t round;
	int64_t version_id;		/* of the definition it was asked by */
	bool won;			/* it became a customer afterwards */
};

/* A question as one version asked it in the past, and what is asked under the same code now. */
struct replay_question {
	const char *code;
	const struct criterion *asked;
	size_t draft, in_force;		/* places of the criterion from 1; 0: it is not asked */
	bool same;			/* both ask it alike */
};
struct replay_asker {
	int64_t version_id;
	struct replay_question *questions;
	size_t count;
};

/* What a definition says about all rows. */
struct replay_criterion {
	int64_t verdicts[3];		/* by enum verdict */
	double *numbers;		/* of a number: what was answered, in no order */
	size_t number_count;
};
struct replay_side {
	const struct version *version;	/* NULL: there is none, and nothing is counted */
	unsigned char *verdicts;	/* enum verdict of each criterion, row after row */
	struct replay_criterion *criteria;	/* as in the version */
	unsigned char *of_rows;		/* enum replay_result of each row, once they are counted */
	int64_t results[3];		/* by enum replay_result */
	int64_t won_refused;		/* customers among those that fail */
	int64_t won_unknown;
};
struct replay {
	const struct replay_row *rows;	/* newest first */
	size_t count;
	int64_t won;			/* later customers */
	struct replay_side draft, in_force;
	int64_t newly_refused;		/* fail by the draft, and not by the version in force */
	int64_t newly_passed;		/* pass by the draft, and not by the version in force */
};

/* A replay without answers: everything is unknown. `in_force` NULL: nothing is to be compared with. All is borrowed. */
struct replay *replay_new(const void *ctx, const struct version *draft, const struct version *in_force, const struct replay_row *rows, size_t count);

/* The codes that either of them asks, "A,B,C". */
const char *replay_codes(const void *ctx, const struct replay *replay);

/* What a version of the past asked that counts now; NULL asked nothing. A child of `replay`. */
struct replay_asker *replay_asker(struct replay *replay, int64_t version_id, const struct version *version);

/* The answer of a row to the question with a code, by who asked it. */
void replay_take(struct replay *replay, size_t row, const char *code, const char *value, const struct replay_asker *asker);

/* Counts, once all answers are taken. */
void replay_count(struct replay *replay);

/*
 * Does an answer to a question of the past meet a criterion of now? Unknown where the past asked something else: a question of another kind,
 * or one whose choices left out some of those that count now, when none of them was chosen.
 */
int replay_judge(const struct criterion *criterion, const struct criterion *asked, const char *value);

int replay_result(const struct replay_side *side, size_t row);	/* after replay_count() */
int replay_verdict(const struct replay_side *side, size_t row, size_t criterion);

/* Which rows are shown; the names are those of the address. */
enum replay_show {
	SHOW_CUSTOMERS,			/* those the draft would have refused */
	SHOW_FAILED, SHOW_UNKNOWN, SHOW_PASSED, SHOW_NEWLY_REFUSED, SHOW_NEWLY_PASSED,
	SHOW_WON, SHOW_WON_UNKNOWN,	/* all later customers; those of whom nobody can tell */
	SHOW_WAS_PASSED, SHOW_WAS_FAILED, SHOW_WAS_UNKNOWN,	/* by the version in force */
	SHOW_FAILS, SHOW_NOT_KNOWN, SHOW_MEETS	/* of one criterion */
};
extern const char *const replay_show_names[];

/* Whether there is such a list only beside a version in force. */
bool replay_compares(int show);

/* Whether a row is one of them; `criterion` is a place in the draft, for the last three. */
bool replay_shows(const struct replay *replay, size_t row, int show, size_t criterion);
int64_t replay_shown(const struct replay *replay, int show, size_t criterion);	/* how many those are */

/*
 * Numbers to move a bound to, "1 5 20": at most a hundred of those that were answered, evenly over the rows, with `also` (NULL: none)
 * among them. "" where there are not two. Sorts criterion->numbers.
 */
const char *replay_steps(const void *ctx, struct replay_criterion *criterion, const char *also);

/* What stands against a row by one side, in words: labels of musts that fail, else of those nobody knows; "" where it passes. */
const char *replay_why(const void *ctx, const struct replay_side *side, size_t row);

#endif
