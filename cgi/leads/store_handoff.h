/*
 * Handoffs in the database, and everything that may happen to them. Results, ctx and failures as in glossary/store.h. Every act
 * belongs into one transaction: it locks the handoff, asks the table of rules_handoff.h again, writes its row of history, moves
 * the clocks and what the promises add up to, and finds the new place in the queue.
 */
#ifndef LEADS_STORE_HANDOFF_H
#define LEADS_STORE_HANDOFF_H

#include "glossary/store.h"
#include "leads/rules_handoff.h"

/*
 * The definition a handoff has to meet at `now`: of the gate of the agreement in force; without an agreement, of the stage called MQL
 * or Marketing-qualified lead (name, abbreviation or synonym). NULL: no version is in force. *term (may be NULL) is its term.
 */
const struct version *handoff_gate(struct db *db, const void *ctx, int64_t now, const struct term **term);

/* Only its criteria, with code and label, to choose from: one statement. NULL: none is in force. */
const struct version *handoff_gate_criteria(struct db *db, const void *ctx, int64_t now);

/* The second gate: the stage called SQL or Sales-qualified lead. NULL: no version is in force. */
/* The term that goes by the name of the first gate, whether or not anything of it is in force; NULL: none. */
struct term *gate_named(struct db *db, const void *ctx);
const struct version *sql_gate(struct db *db, const void *ctx, int64_t now, const struct term **term);

/* One handoff, all of it; NULL: there is none. And the version it is pinned to, with criteria. */
struct handoff *handoff_find(struct db *db, const void *ctx, int64_t id);
const struct version *handoff_version(struct db *db, const void *ctx, const struct handoff *handoff, int64_t now);

/* The definition its second gate was answered by, and its term (may be NULL); NULL: it was not answered. */
const struct version *handoff_sql_version(struct db *db, const void *ctx, const struct handoff *handoff, int64_t now, const struct term **term);

/* The reasons both teams have agreed on for an act (enum reason_act), by name, "Other" last. */
struct reason_choice {
	int64_t id;
	const char *slug;
	const char *name;
	bool is_other;			/* it says nothing by itself: a sentence is needed */
};
struct reason_choice *reasons_for(struct db *db, const void *ctx, int act, int64_t now, size_t *count);

/* The reason in use by its address or name, with what it serves (bits of enum reason_act) and whether it says nothing by itself; 0: none. */
int64_t reason_named(struct db *db, const void *ctx, const char *name, int64_t now, int64_t *acts, bool *is_other);

/* The promises that were chosen for a handoff when it was made: id, kind, party, definition_id, measured, attempts and days alone; promise_find() knows the rest. */
const struct promise *handoff_promises(struct db *db, const void *ctx, int64_t handoff_id, size_t *count);

/* The handoffs of a lead, newest first; and the one that is open, or 0. */
struct handoff *handoffs_of_lead(struct db *db, const void *ctx, int64_t lead_id, size_t *count);
int64_t handoff_open_of(struct db *db, int64_t lead_id);

/* The answers of a round, in the order they stand in the definition. `sql`: those of the second gate. */
struct answer *handoff_answers(struct db *db, const void *ctx, int64_t handoff_id, int64_t round, bool sql, size_t *count);

/* What happened to it, oldest first; and the newest that stands, or NULL. */
struct handoff_event *handoff_events(struct db *db, const void *ctx, int64_t handoff_id, size_t *count);
struct handoff_event *handoff_last(struct db *db, const void *ctx, int64_t handoff_id);

/* What happened to a lead in all its handoffs, newest first: the timeline of both sides. */
struct lead_event {
	int64_t handoff_id;
	struct handoff_event event;
};
struct lead_event *lead_events(struct db *db, const void *ctx, int64_t lead_id, int64_t limit, size_t *count);

struct attempt {
	int64_t id;
	int64_t handoff_id;
	int channel;
	int result;
	int64_t happened_at;
	int64_t recorded_at;
	int64_t person_id;		/* 0 and NULL: not known here */
	const char *person_name;
	const char *note;
	const char *system;		/* NULL: logged here; else who told it, as the next */
	const char *external_id;
	int64_t undone_at;
};
struct attempt *attempts_of(struct db *db, const void *ctx, int64_t handoff_id, size_t *count);

/* Drafts, private to their author. `content` is the form's fields, urlencoded. */
struct handoff_draft {
	int64_t id;
	int64_t lead_id;
	const char *lead_name;
	const char *lead_company;
	int64_t term_version_id;
	const char *content;
	int64_t revision;
	int64_t saved_at;
};
struct handoff_draft *handoff_draft_find(struct db *db, const void *ctx, int64_t person_id, int64_t lead_id);
struct handoff_draft *handoff_drafts(struct db *db, const void *ctx, int64_t person_id, int64_t limit, size_t *count);

/* Keeps it over the revision it names (0: the first one). RESULT_STALE: another was kept meanwhile, as in another tab. */
enum act_result handoff_draft_save(struct db *db, const struct actor *actor, int64_t lead_id, int64_t version_id, const char *content,
    int64_t revision);
void handoff_draft_drop(struct db *db, const struct actor *actor, int64_t lead_id);

/*
 * Hands a lead over; `submission` was found free of problems. Sets *id. RESULT_GONE: no such lead (merged, erased). RESULT_STALE:
 * another definition is in force than submission->version_id. RESULT_MOVED: no definition is in force. RESULT_TAKEN: the lead has an open
 * handoff, *id is it. Drops the author's draft. Who gets it: assign_lead().
 */
enum act_result handoff_submit(struct db *db, const void *ctx, const struct actor *actor, const struct submission *submission,
    const char *zone, int64_t *id);

/* Looks up what the demands of an act need: the reason, the criteria, the limits. Before handoff_problems(). */
void handoff_complete(struct db *db, const void *ctx, const struct actor *actor, const struct handoff *handoff,
    struct handoff_input *input, const char *zone);

/*
 * Does what `input` says, which was completed and found free of problems, to a handoff. RESULT_MOVED: the state does not allow
 * it (any more); RESULT_STALE: another revision than input->seen; handoff_refusal() and handoff_moved_on() say so with handoff_last().
 * An attempt or conversation never minds the revision. Who may is the caller's question: handoff_may().
 */
enum act_result handoff_act(struct db *db, const void *ctx, const struct actor *actor, int64_t id, const struct handoff_input *input,
    const char *zone);

/* Takes back the newest act within UNDO_SECONDS, by whoever did it. RESULT_MOVED: something else came after it, or it is too late. */
enum act_result handoff_undo(struct db *db, const void *ctx, const struct actor *actor, int64_t id, int64_t event_id, const char *zone);

/*
 * A recycled one comes back before its date: a new handoff with the same answers, judged by the definition in force. Sets *new_id.
 * RESULT_MOVED: it is not recycled, or the lead was handed over again since.
 */
enum act_result handoff_bring_back(struct db *db, const void *ctx, const struct actor *actor, int64_t id, const char *zone,
    int64_t *new_id);

/* After a lead has taken over another's handoffs: a person counts for volume once in 90 days, as the first of them that counts. */
void handoffs_count_once(struct db *db, const void *ctx, const struct actor *actor, int64_t lead_id);

/* An attempt that another system tells of. */
struct attempt_told {
	int64_t handoff_id;		/* 0: by the next two */
	const char *lead_system;
	const char *lead_external_id;
	int channel;			/* GLOSSARY_NONE: attempt_channel() */
	int result;
	int64_t happened_at;
	const char *by;			/* e-mail of the seller; NULL: not told */
	const char *system;		/* its own name there, always */
	const char *external_id;

	int status;			/* set by attempts_take(): enum told_status */
	const char *problem;		/* of a refused one: the sentence */
};
enum told_status { TOLD_CREATED, TOLD_SAME, TOLD_REFUSED };
extern const char *const told_status_names[];

/* Takes 1 to 1,000 of them, each once by its external name, and moves on what the feed is known up to. */
void attempts_take(struct db *db, const void *ctx, const struct actor *actor, struct attempt_told *list, size_t count, const char *zone);

/* Up to when attempts from elsewhere are known; 0: none ever came. */
int64_t attempts_known_up_to(struct db *db);

/* Whether one of the promises of a handoff is measured by what another system tells of. */
bool promises_by_feed(const struct promise *promises, size_t count);

/*
 * For the background program, in its transaction: recycled ones whose date has come are followed by a new handoff; returns not answered
 * in time no longer count for volume; those whose deadline an amendment has moved, or whose clock was corrected, get their new place;
 * those that days of an amendment touch go by the calendar as it put it right, and are counted anew. How many were looked at, at most `limit`, which is
 * also said where there may be more to look at. And whether there is any of it to do, which writes nothing.
 */
int64_t handoffs_come_back(struct db *db, const void *ctx, int64_t now, int64_t limit);
int64_t handoffs_unanswered(struct db *db, const void *ctx, int64_t now, int64_t limit);
int64_t handoffs_follow_amendments(struct db *db, const void *ctx, int64_t now, int64_t limit);
int64_t handoffs_follow_calendars(struct db *db, const void *ctx, int64_t now, int64_t limit);
int64_t handoffs_follow_corrections(struct db *db, const void *ctx, int64_t now, int64_t limit);
bool handoff_work_waits(struct db *db, const void *ctx, int64_t now);

/* Days of volume, quality, context, feedback and the steps of the plan whose sums are not what counting all handoffs gives; the first few, for concord check. */
struct miscount;			/* sla/store.h */
struct miscount *handoff_miscounts(struct db *db, const void *ctx, size_t *count);
struct miscount *handoff_miscounts_all(struct db *db, const void *ctx, size_t *count);

#endif
