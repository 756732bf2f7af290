/* What the files of the handoffs' store share, and where deals count; nobody else includes it. */
#ifndef LEADS_STORE_HANDOFF_PARTS_H
#define LEADS_STORE_HANDOFF_PARTS_H

#include "leads/rules_queue.h"
#include "leads/store_handoff.h"
#include "sla/rules.h"
#include "sla/store.h"

/* A handoff that is locked for an act: what it was, and what it becomes. */
struct held {
	struct db *db;
	const void *ctx;
	const struct actor *actor;
	const char *zone;
	struct handoff was, is;
	int64_t reason_id;		/* of the outcome; 0: none */
	const char *back_on;		/* of a recycled one; NULL: none */
	const struct promise *promises;	/* those that hold for it */
	size_t promise_count;
	struct clock *timers;		/* its clocks, in the order they began */
	size_t timer_count;
	struct buffer *moved;		/* "m12 c13 s14": clocks met or missed, cancelled, started by this act */
};

/* Locks a handoff; NULL: there is none, or its lead was erased. */
struct held *handoff_hold(struct db *db, const void *ctx, const struct actor *actor, int64_t id, const char *zone);

/* Reads again what the handoff's clocks are now. */
void held_clocks(struct held *x);

/* Writes what it has become: the row, its place in the queue, and what its promises add up to. */
void held_save(struct held *x);

/* Writes an event that led from was.state to is.state; its id. `reason_id` 0 and `detail` "" are none. */
int64_t event_add(struct held *x, int move, int64_t at, int64_t reason_id, const char *words, const char *detail);

/* That the rules gave it to somebody: an event by nobody. Nothing where they gave it to nobody. */
struct assigned;
void event_given(struct held *x, const struct assigned *to);

/* The same with what an undo puts back. */
void event_can_be_undone(struct held *x, int64_t event_id);

/* The wording of a term by its number, read once in a transaction or while the content stays the same: nobody may change it. */
const struct version *wording_kept(struct db *db, const void *ctx, int64_t term_id, int64_t number, int64_t now);

/* Writes answers of a round over those there are. */
void answers_save(struct held *x, int64_t round, bool sql, const struct answer *answers, size_t count);

/* The organisation's zone, for what is not asked by a request. */
const char *organisation_zone(struct db *db, const void *ctx);

/* A calendar by its version; NULL for 0. */
const struct calendar *calendar_pinned(struct db *db, const void *ctx, int64_t version_id);

/* What acts do to clocks. `at` is when it happened. */
void clocks_submitted(struct held *x, int64_t converted_at);
void clocks_decided(struct held *x, int64_t at);			/* accepted */
void clocks_attempted(struct held *x, int64_t at, bool conversation);
void clocks_paused(struct held *x);
void clocks_resumed(struct held *x);
void clocks_returned(struct held *x);
void clocks_answered(struct held *x);
void clocks_resubmitted(struct held *x);
void clocks_overturned(struct held *x);
void clocks_withdrawn(struct held *x);
void clocks_closed(struct held *x);
void clocks_assigned(struct held *x);

/* The clock that is due next for the team whose turn it is; NULL: none. */
const struct clock *clock_due(const struct clock *timers, size_t count, int turn);

/* Chooses the promises that hold for a new handoff, and writes them down. */
void promises_pin(struct held *x, const struct agreement *agreement, const char *source, const char *persona_slug,
    const struct answer *answers, size_t answer_count);
int64_t promise_of_kind(const struct held *x, int kind);		/* its id; 0: none holds */

/* What facts add to a promise of a kind: a day it counts by (NULL: nothing), the day it began, and how much. */
struct fact {
	const char *period, *start;
	int64_t numerator, denominator;
};
struct fact fact_of(int kind, const struct facts *facts);

/* The same for a step of the plan that handoffs count: RATE_QUALIFIED or RATE_OPPORTUNITY; whom deals count is RATE_CUSTOMER. */
struct fact step_fact_of(enum plan_rate step, const struct facts *facts);

/* Moves what the steps come to from what a handoff was (NULL: there was none) to what it is. */
void steps_move(struct db *db, const void *ctx, const struct handoff *was, const struct handoff *is, const char *zone);

/* Moves what the promises and the steps add up to from what the handoff was to what it is; `is_new`: it was nothing. */
void facts_move(struct held *x, bool is_new);

/* Makes a handoff: its row, answers, event, clocks, facts and place. *x is it. */
struct making {
	int64_t lead_id;
	int64_t previous_id;
	const struct version *version;
	const struct term *term;
	const struct agreement *agreement;	/* NULL: no promise yet */
	const struct answer *answers;
	size_t answer_count;
	const struct submission *said;
	int64_t author_id;
};
struct held *handoff_make(struct db *db, const void *ctx, const struct actor *actor, const struct making *making, const char *zone);

/* Locks a lead so that nobody else hands it over meanwhile; false: it cannot be handed over. */
bool lead_hold(struct db *db, int64_t lead_id);

/* One attempt, by a person here or told by another system; moves everything but the row itself. False: it was told before. */
bool attempt_add(struct held *x, const struct handoff_input *in, int64_t person_id, const char *system, const char *external_id);

#define TOLD_BACK "told "	/* what is put back for attempts of other systems begins so */

/* Takes back an attempt of another system that nothing came after. False: something did, or it is none. */
bool attempt_undo_told(struct db *db, const void *ctx, const struct actor *actor, int64_t attempt_id, const char *zone);

#define PERSON_COLUMN(id) "(SELECT n.name FROM person n WHERE n.id = " id ")"

#endif
