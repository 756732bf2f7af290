/*
 * What a deal is and what may happen to it. A deal is what its dated events say: nothing is overwritten, a reversal is a new event. Pure:
 * the clock and the database are arguments. Texts, instants and enums as in glossary/rules.h; money in minor units of its own currency,
 * never converted.
 */
#ifndef LEADS_RULES_DEAL_H
#define LEADS_RULES_DEAL_H

#include "glossary/rules.h"

enum deal_kind { DEAL_OPENED, DEAL_STAGE, DEAL_SIGNED, DEAL_INVOICED, DEAL_PAID, DEAL_LOST, DEAL_REVERSED };
extern const char *const deal_kind_names[];
enum { DEAL_KINDS = DEAL_REVERSED + 1 };
const char *deal_kind_label(int kind);			/* "Opened", "Stage", "Signed" … */
const char *deal_done(int kind);			/* what somebody did: "signed it", "marked it lost" … */

/* What is shown and filtered by: lost before won before open. */
enum deal_state { DEAL_IS_OPEN, DEAL_IS_WON, DEAL_IS_LOST };
extern const char *const deal_state_names[];
const char *deal_state_label(int state);

/* One thing that happened to a deal. */
struct deal_event {
	int64_t id;
	int kind;			/* enum deal_kind */
	int64_t at;			/* when it happened */
	int64_t recorded_at;
	int64_t stage_id;		/* of a term; 0 with a name: none is called so */
	const char *stage_slug;		/* NULL: none, as the next two */
	const char *stage_name;
	const char *currency;
	int64_t amount_minor;		/* means something with a currency alone */
	int64_t reason_id;		/* of a loss; 0 and NULL: none */
	const char *reason_slug;
	const char *reason_name;
	const char *words;
	int64_t reverses_id;		/* the event a reversal takes back; 0: none */
	int64_t person_id;
	const char *person_name;
	int team;			/* at that time */
	bool by_token;
	bool imported;			/* out of a file of another system */
	int64_t undone_at;		/* 0: stands */
};

/* A deal as the store finds it. What stands below the line is what deal_fold() makes of the events. */
struct deal {
	int64_t id;
	int64_t revision;		/* moves with every event and edit */
	const char *name;
	int64_t account_id;		/* 0 and NULL: none */
	const char *account_name;
	int origin;			/* enum origin */
	int64_t owner_id;		/* the seller; 0 and NULL: nobody */
	const char *owner_name;
	int64_t handoff_id;		/* of the primary lead: its newest before the opening; 0: none */
	int64_t created_by;
	const char *author_name;
	int64_t created_at;

	/* Folded. */
	const char *currency;		/* NULL: its worth was not said */
	int64_t amount_minor;
	int64_t stage_id;
	const char *stage_name;		/* "": none yet */
	int64_t opened_at;
	int64_t signed_at;		/* the last that nobody took back; 0: none, as the next ones */
	int64_t invoiced_at;
	int64_t paid_at;
	int64_t lost_at;
	int64_t won_at;			/* closed, by what both teams had agreed then */
	int64_t lost_reason_id;
	const char *lost_reason_name;	/* NULL: none */
};
int deal_state(const struct deal *deal);

/* What "closed" meant from some instant on: a version of a metric that says so, or says nothing of it any more (event NULL). */
struct closing {
	int64_t in_force_at;
	int64_t term_id;
	int64_t number;
	const char *event;		/* "signed", "invoiced", "paid"; NULL */
};

/*
 * Which event closed a deal at an instant: what the metric says that came into force last by then, of those that say anything; signed
 * while none does. A metric whose newer version says nothing is passed over. Retiring a metric does not change it. What came into force
 * in that very second does not count yet: the event may have been recorded before it.
 */
int closing_kind(const struct closing *meanings, size_t count, int64_t at);

/*
 * Sets what the events say, which come in the order they were recorded: undone ones and those taken back count for nothing. Won is the
 * first event that closed it by what was agreed when it happened: an invoice or a payment closes, too, what a signature would have. So
 * a new agreement never rewrites what was won before it.
 */
void deal_fold(struct deal *deal, const struct deal_event *events, size_t count, const struct closing *meanings, size_t meaning_count);

/* The reversal that stands and takes `id` back; NULL: none. And the event itself; NULL: there is none. */
const struct deal_event *deal_reversal_of(const struct deal_event *events, size_t count, int64_t id);
const struct deal_event *deal_event_of(const struct deal_event *events, size_t count, int64_t id);

/* Whether it can be taken back: it stands, was not taken back, and is neither the opening nor itself a reversal. */
bool deal_reversible(const struct deal_event *events, size_t count, const struct deal_event *event);

/* The last event that can be taken back: what a reversal means that names none. NULL: none. */
const struct deal_event *deal_last_reversible(const struct deal_event *events, size_t count);

/*
 * What may happen:
 *   open or won          stage, invoiced, paid (in instalments)      not signed yet   signed
 *   nothing signed,      lost                                        lost             opened (again)
 *     invoiced or paid                                               only opened      opened (on another day)
 *   anything to take back   reversed
 * What another system tells is never refused (`imported`).
 */
bool deal_can(const struct deal *deal, const struct deal_event *events, size_t count, int kind, bool imported);

/* Why not, for the 409: who did what, where that stands in the way, and what can be done. `last`: the newest event that stands. Never NULL. */
const char *deal_refusal(const void *ctx, const struct deal *deal, int kind, const struct deal_event *last, int64_t now, const char *zone);

/* The sentence where it changed while somebody typed, although the act is still possible. `last` may be NULL. */
const char *deal_moved_on(const void *ctx, const struct deal_event *last, int64_t now, const char *zone);

/* What an event brings along. */
struct deal_input {
	int kind;
	int64_t seen;			/* the revision the form was made from; 0: not named, as by the API */
	int64_t at;
	const char *stage;		/* a term's name, address or synonym; NULL or "": none */
	bool has_amount;
	struct { int64_t minor; const char *currency; } amount;
	const char *reason;		/* of a loss: a reason's address or name; of a move back: the sentence, as `words` */
	const char *words;
	int64_t reverses;		/* 0: the last one there is */
	bool imported;			/* never refused, and as long ago as it was */

	/* Set by deal_complete() in the store. */
	int64_t stage_id;		/* 0: no stage of the deal path is called so */
	const char *stage_name;
	int64_t stage_position;		/* 0: none given, as the next */
	int64_t present_position;	/* of the stage it is in */
	int64_t reason_id;		/* 0: there is no such reason term in use */
	int64_t reason_acts;		/* bits of enum reason_act */
	bool reason_is_other;
};

enum { DEAL_NAME_MOST = 160, DEAL_WORDS_MOST = 2000, DEAL_AHEAD = 60, DEAL_UNDO_SECONDS = 30, DEAL_LEADS_MOST = 20 };

/*
 * What is missing or wrong in a completed input, the same for page and API. Members: "at", "stage", "amount", "reason", "words",
 * "reverses". Tidies words; brings `at` to now where it is a little ahead; names the event a reversal takes back, and
 * with a signature what the deal is worth where no amount is given.
 */
void deal_problems(struct problems *problems, const struct deal *deal, const struct deal_event *events, size_t count,
    struct deal_input *input, int64_t now);

/*
 * An amount somebody typed in a currency, "12,000.50": false with a problem at `member` where it is none, or could be two.
 * Nothing typed gives false without a problem.
 */
bool deal_amount_read(struct problems *problems, const char *member, const char *currency, const char *typed, int64_t *minor);

/* NULL, or what is wrong with an amount that a program gives: its minor units and its currency. */
const char *deal_amount_problem(const void *ctx, int64_t minor, const char *currency);

/* "€12,000"; "" without a currency. And what stands in its field. */
const char *deal_amount_words(const void *ctx, int64_t minor, const char *currency);
const char *deal_amount_typed(const void *ctx, int64_t minor, const char *currency);

/* What the standing events come to, one row for each currency, in the order they first came. */
struct deal_sum {
	const char *currency;
	int64_t signed_minor, invoiced_minor, paid_minor;
};
struct deal_sum *deal_sums(const void *ctx, const struct deal_event *events, size_t count, size_t *sum_count);

/* A deal that is made: its name, origin and leads. */
struct deal_making {
	const char *name;
	const char *account;		/* a company's name; NULL or "": the primary lead's, or `account_id` */
	int64_t account_id;
	int origin;			/* enum origin; GLOSSARY_NONE: the primary lead's */
	const int64_t *leads;		/* the first is the primary one */
	size_t lead_count;
	bool has_amount;
	struct { int64_t minor; const char *currency; } amount;
};

/* Tidies it. Members: "name", "account", "origin", "leads", "amount". */
void deal_making_problems(struct problems *problems, struct deal_making *making);

/* What somebody means by a day: its noon, not before the opening on the day it was opened, not after now. */
int64_t deal_instant(const char *day, int64_t opened_at, int64_t now, const char *zone);

/* Whether the newest event may be taken back by this person, within DEAL_UNDO_SECONDS: anything but what made the deal. */
bool deal_undoes(const struct deal_event *events, size_t count, const struct user *user, int64_t now);
const struct deal_event *deal_last(const struct deal_event *events, size_t count);	/* the newest that stands; NULL: none */

#endif
