/*
 * What a handoff is, what may happen to it, who may do it and what each act demands. Pure: the clock and the database are
 * arguments. Texts, days, instants and enums as in glossary/rules.h.
 */
#ifndef LEADS_RULES_HANDOFF_H
#define LEADS_RULES_HANDOFF_H

#include "leads/rules_answer.h"
#include "sla/rules.h"

enum handoff_state {
	HANDOFF_SUBMITTED, HANDOFF_INFO_REQUESTED, HANDOFF_ACCEPTED, HANDOFF_WORKING, HANDOFF_RETURNED, HANDOFF_APPEALED,
	HANDOFF_QUALIFIED, HANDOFF_DISQUALIFIED, HANDOFF_RECYCLED, HANDOFF_WITHDRAWN
};
extern const char *const handoff_state_names[];
/* "New", "Question to Marketing", "Accepted", "In work", "Returned", "Return stands" (final), "Appealed", "Qualified" … */
const char *handoff_state_label(int state, bool is_final);

enum decision { DECISION_ACCEPTED, DECISION_RETURNED };
extern const char *const decision_names[];

enum handoff_outcome { OUTCOME_QUALIFIED, OUTCOME_DISQUALIFIED, OUTCOME_RECYCLED };
extern const char *const outcome_names[];

/* What feedback is about, in taps: bits by place. */
enum { FEEDBACK_CHIPS = 8 };
extern const char *const feedback_chip_names[];		/* "right_person", "real_need" …, NULL */
const char *feedback_chip_label(int chip);
int64_t feedback_chips_read(const void *ctx, const char *codes);		/* of "right_person,real_need"; what is not known is left out */
const char *feedback_chips_print(const void *ctx, int64_t chips);
const char *feedback_chips_words(const void *ctx, int64_t chips);		/* "Right person, real need"; "" for none */

enum settlement { SETTLED_UPHELD, SETTLED_OVERTURNED };
extern const char *const settlement_names[];

enum channel { CHANNEL_CALL, CHANNEL_MAIL, CHANNEL_MEETING, CHANNEL_MESSAGE };
extern const char *const channel_names[];

/* What came of an attempt is enum attempt_result, with its names, of sla/rules.h. */
const char *attempt_result_label(int result);		/* "No answer", "Voicemail", "Mailed", "Spoke", "They replied", "Meeting booked" */
int attempt_channel(int result);			/* the usual channel of a result: what the four buttons mean */

/* What can happen; names as stored. The last four are no acts of the table below: they move no state. */
enum move {
	MOVE_SUBMISSION, MOVE_ACCEPTANCE, MOVE_RETURN, MOVE_QUESTION, MOVE_INFORM, MOVE_AGREE, MOVE_RESUBMIT, MOVE_APPEAL,
	MOVE_SETTLEMENT, MOVE_WITHDRAWAL, MOVE_ATTEMPT, MOVE_CONVERSATION, MOVE_SQL, MOVE_OUTCOME,
	MOVE_ASSIGNMENT, MOVE_UNDO, MOVE_FEEDBACK, MOVE_UNANSWERED
};
extern const char *const move_names[];
const char *move_done(int move);			/* what somebody did: "accepted it", "returned it", "asked Marketing" … */

/* A handoff as the store finds it. */
struct handoff {
	int64_t id;
	int64_t revision;		/* moves with every act */
	int64_t lead_id;
	int64_t previous_id;		/* the recycled one it follows; 0: none */
	int64_t next_id;		/* the one that follows it; 0: none */
	int64_t round;			/* from 1 */
	int state;
	bool is_final;			/* a return that was agreed or upheld */
	bool unanswered;		/* a return that was not answered in time */

	/* Pinned when it was made. */
	int64_t term_id;		/* of the definition, as the next four */
	int64_t term_version_id;
	int64_t term_number;
	const char *term_slug;
	const char *term_name;
	int64_t agreement_id;		/* 0: no promise yet, and no clock; as the next two */
	int64_t agreement_number;
	int64_t calendar_version_id;

	int64_t author_id;		/* of Marketing */
	const char *author_name;
	int64_t owner_id;		/* the seller; 0 and NULL: nobody yet */
	const char *owner_name;
	int64_t assigned_at;
	int64_t first_assigned_at;	/* when somebody of Sales first had it; 0: nobody ever did */
	const char *words;		/* what the lead asked, in their own */
	const char *how_entered;
	const char *situation;
	const char *next_step;

	int64_t submitted_at;		/* of the present round */
	int64_t first_submitted_at;
	int decision;			/* enum decision; GLOSSARY_NONE: not yet */
	int64_t decided_at;
	int64_t attempts;
	int64_t attempts_wanted;	/* as many as were promised; 0: none were */
	int64_t last_attempt_at;
	int64_t connected_at;		/* the first conversation */
	int64_t return_until;		/* connected: no return after that instant; 0: no end yet */
	int64_t sql_at;
	int64_t sql_version_id;
	bool appealed;			/* once is all */
	int outcome;			/* enum handoff_outcome; GLOSSARY_NONE: not yet */
	int64_t outcome_at;
	const char *outcome_reason_slug;	/* NULL: none, as the next */
	const char *outcome_reason_name;
	const char *return_on;		/* of a recycled one; NULL: none */
	int64_t feedback_quality;	/* 1 to 5; 0: none */
	const char *feedback_words;
	const char *feedback_chips;	/* codes, by commas */
	bool feedback_asked;		/* it is in the sample */
	bool all_known;
	bool all_met;
	bool in_volume;			/* the first of its lead in 90 days */
	bool opened;			/* a deal came of it */

	/* Whose lead it is. */
	const char *lead_name;
	const char *lead_company;
	const char *lead_email;		/* NULL: none */
	const char *lead_phone;
	bool do_not_contact;

	/* Where it stands in the queue. */
	int turn;			/* enum team: who is to act; GLOSSARY_NONE: nobody */
	int64_t queue_at;		/* 0: not open */
	int64_t due_timer_id;		/* the clock that is next; 0: none */
};

/*
 * The life of a handoff, one row for each way:
 *   submitted       -question-> info_requested                       info_requested  -inform-> submitted
 *   both            -acceptance-> accepted   -attempt|conversation-> working   -return-> returned   -withdrawal-> withdrawn
 *   accepted        -attempt|conversation-> working                  working         -attempt|conversation-> working
 *   accepted|working  -return-> returned (until two working days after the first conversation)   -sql-> the same
 *                   -outcome-> qualified|disqualified|recycled
 *   returned        -agree-> returned (final)   -resubmit-> submitted (next round)   -appeal (once)-> appealed
 *   appealed        -settlement-> returned (final: upheld) | accepted (overturned)
 *   recycled        -submission (its date, or by hand)-> stays; a new handoff follows it
 * A final return allows nothing. Nothing else is possible; handoff_can() also looks at what the row says in brackets.
 */
struct way {
	int from, move, to;
	int detail;			/* enum handoff_outcome or enum settlement that leads there; GLOSSARY_NONE: any */
	unsigned who;			/* enum role */
};
extern const struct way ways[];		/* { .from = GLOSSARY_NONE } ends them */

/* The way a move takes from a state, or NULL. `detail` GLOSSARY_NONE: the first one there is. */
const struct way *way_find(int from, int move, int detail);

/*
 * Whether all attempts that are promised (`wanted`; 0: no number is) were made without a conversation: what came of it is what is left to say, and to
 * recycle it is offered.
 */
const char *attempts_made(const void *ctx, int64_t wanted);	/* "all 6 attempts are made" */
bool attempts_ran_out(int state, int64_t attempts, int64_t wanted, int64_t connected_at);

/* Whether it is possible at `now`, whoever asks. */
bool handoff_can(const struct handoff *handoff, int move, int64_t now);

/*
 * NULL, or the sentence for the 403 page. Marketing: submission, inform, agree, resubmit, appeal, withdrawal. Sales: the rest.
 * A settlement is for Sales; Marketing may settle by giving in (upheld). Bringing a recycled one back is for both.
 * `detail` as in struct way.
 */
const char *handoff_may(const struct user *user, const struct handoff *handoff, int move, int detail);

/* Whether the page offers it: can and may. */
bool handoff_offers(const struct handoff *handoff, const struct user *user, int move, int64_t now);

/* One thing that happened; `words` is what was found, asked or answered. */
struct handoff_event {
	int64_t id;
	int64_t round;
	int move;
	int from_state;			/* enum handoff_state; GLOSSARY_NONE: there was none */
	int to_state;
	int64_t person_id;		/* 0 and NULL: the background program */
	const char *person_name;
	int team;			/* at that time; GLOSSARY_NONE as above */
	bool by_token;			/* came by the API */
	int64_t at;
	int64_t recorded_at;
	const char *reason_slug;	/* NULL: none, as the next */
	const char *reason_name;
	const char *words;
	const char *detail;		/* "upheld", "qualified", "no_answer" …; "" none */
	const char *cited;		/* of a return: codes, lines */
	int64_t undone_at;		/* 0: stands */
};

/*
 * Why `move` is not possible now, for the 409: what somebody did meanwhile, where `last` (the newest event, or NULL) stands in the way:
 * "Daniel Osei accepted it at 10:24.", else what the state is and what can be done. Never NULL. `zone` for the time.
 */
const char *handoff_refusal(const void *ctx, const struct handoff *handoff, int move, const struct handoff_event *last,
    int64_t now, const char *zone);

/*
 * The sentence where the record moved on although the move is still possible: "Daniel Osei logged an attempt at 10:24 while you
 * were typing. Look again, then send it."
 */
const char *handoff_moved_on(const void *ctx, const struct handoff_event *last, int64_t now, const char *zone);

/* What an act brings along. What a move does not take is ignored. */
struct handoff_input {
	int move;
	int64_t seen;			/* the revision the form was made from; 0: not named, as by the API */
	const char *text;		/* what was found, asked, answered */
	const char *const *cited;	/* of a return: codes of criteria that fail, NULL ends them; NULL: none */
	const char *reason;		/* slug of a reason term; NULL or "": none */
	int detail;			/* enum settlement, or enum handoff_outcome; GLOSSARY_NONE: not said */
	struct answer *answers;		/* of inform, resubmit, sql */
	size_t answer_count;
	const char *return_on;		/* of recycled */
	int64_t quality;		/* feedback, 1 to 5; 0: none */
	const char *feedback_words;
	int64_t feedback_chips;		/* bits */
	int channel;			/* of an attempt; GLOSSARY_NONE: attempt_channel() */
	int result;
	int64_t happened_at;		/* of an attempt or a conversation; 0: now */
	int64_t owner_id;		/* of an assignment; 0: nobody */

	/* Set by handoff_complete() in the store. */
	int64_t reason_id;		/* 0: there is no such reason term in use */
	int64_t reason_acts;		/* bits of enum reason_act */
	bool reason_is_other;		/* it says nothing by itself */
	const struct version *version;	/* whose criteria are cited or answered; NULL: none in force */
	const struct calendar *calendar;	/* of an attempt: by whose days it may be recorded late; NULL: no limit */
	int64_t backdate_days;
	const char *today;		/* the organisation's day */
	bool owner_sells;		/* owner_id is somebody of Sales who is not disabled */
};
#define HANDOFF_INPUT_BLANK \
	{ .detail = GLOSSARY_NONE, .channel = GLOSSARY_NONE, .result = GLOSSARY_NONE }

enum { FOUND_MOST = 4000, FEEDBACK_MOST = 1000, RETURN_DAYS = 2, UNDO_SECONDS = 30, AHEAD_SECONDS = 60 };

/*
 * What is missing or wrong in a completed input: the same for the page, for many at once and for the API. Members: "criteria",
 * "reason", "found" (the text of a return), "text", "result", "return_on", "feedback_quality", "feedback_words", "channel",
 * "happened_at", "owner", and those of answers_check(). Tidies texts; brings happened_at to now where it is 0 or a little ahead.
 */
void handoff_problems(struct problems *problems, const struct handoff *handoff, struct handoff_input *input, int64_t now);

/* What a submission says besides its answers. */
struct submission {
	int64_t lead_id;
	int64_t version_id;		/* the wording whose questions were answered; 0: the one in force */
	struct answer *answers;
	size_t answer_count;
	const char *words;
	const char *how_entered;
	const char *situation;
	const char *next_step;
};
enum { WORDS_MOST = 4000, HOW_ENTERED_MOST = 500, SITUATION_MOST = 1000, NEXT_STEP_MOST = 500 };

/* Tidies and checks it against the definition; members as in the struct, and those of answers_check(). */
void submission_problems(struct problems *problems, const struct version *version, struct submission *submission);

/* Whether the newest event that stands may be taken back at `now` by this person: an acceptance, return, attempt or outcome of their own, 30 s. */
bool handoff_undoes(const struct handoff_event *event, const struct user *user, int64_t now);

/* The end of returning: the close of the second open day after the first conversation is the store's; without a calendar, Monday to Friday. */
int64_t return_until_plain(int64_t connected_at, const char *zone);

/*
 * What a handoff adds to the promises that are no clocks, and to the steps that a plan counts. Only what is true now: the store moves the promise by the difference
 * between before and after an act, so recounting all handoffs gives the same sums. Days are "YYYY-MM-DD" in `zone`; NULL adds nothing.
 */
struct facts {
	const char *submitted_on;	/* volume and context */
	bool volume;			/* every must met, first of its lead in 90 days, and not a return that is agreed, upheld or unanswered: an overdue decision counts as accepted */
	bool context;			/* every must known (of 1 submitted; withdrawn ones are not counted) */
	bool counts;			/* it is counted as submitted at all */
	const char *decided_on;		/* quality */
	bool accepted;
	const char *qualified_on;	/* an accepted one: when it became an SQL, by its gate or else by its outcome; NULL: it has not */
	bool opened;			/* a deal came of it */
	const char *outcome_on;		/* feedback, when asked */
	bool feedback;
};
struct facts handoff_facts(const void *ctx, const struct handoff *handoff, const char *zone);

#endif
