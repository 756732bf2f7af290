/* The correction of one clock: what one team says really happened, and who of the other may confirm it. Pure. */
#ifndef SLA_RULES_CORRECTION_H
#define SLA_RULES_CORRECTION_H

#include "auth/user.h"
#include "glossary/rules.h"

#include <stdbool.h>
#include <stdint.h>

enum correction_state { CORRECTION_OPEN, CORRECTION_CONFIRMED, CORRECTION_REFUSED, CORRECTION_WITHDRAWN };
extern const char *const correction_state_names[];
const char *correction_state_label(int state);		/* "Waits to be confirmed", "Confirmed" … */

struct correction {
	int64_t id;
	int64_t timer_id;
	int64_t revision;
	int64_t happened_at;		/* when it was really done; 0: it was not done */
	const char *words;
	int state;
	int64_t asked_by;
	const char *asker_name;
	int asked_team;
	int64_t asked_at;
	int64_t answered_by;		/* 0 and NULL: nobody yet, as the next ones */
	const char *answerer_name;
	int answered_team;		/* GLOSSARY_NONE */
	int64_t answered_at;
	int old_state, new_state;	/* enum timer_state as the clock read before it was confirmed, and after; GLOSSARY_NONE */
	int64_t old_done_at, new_done_at;
	int kind;			/* enum promise_kind of the clock */
	const char *subject;		/* whose clock it is, as the next */
	int64_t subject_id;
};
enum { CORRECTION_WORDS_MOST = 1000 };

/* What a clock says so far: what a correction is held against. */
struct recorded {
	int64_t started_at;
	int64_t done_at;		/* 0: it is not done, nor given up */
};

/* Tidies the words. Members: "happened", "words". Nothing is corrected into what is kept already. */
void correction_problems(struct problems *problems, const struct recorded *clock, struct correction *correction, int64_t now);

/* NULL, or the sentence for the 403 page. A point person or a signatory of the other team than the one that asked; its own team withdraws. */
const char *correction_may_answer(const struct user *user, const struct correction *correction);
const char *correction_may_withdraw(const struct user *user, const struct correction *correction);

#endif
