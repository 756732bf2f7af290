/*
 * What an agreement is: a text and typed promises of both teams. Pure: the clock and the database are arguments. Its life is
 * that of a version of a term (glossary/rules.h: enum version_state, version_can(), version_status_at()).
 */
#ifndef SLA_RULES_AGREEMENT_H
#define SLA_RULES_AGREEMENT_H

#include "glossary/rules.h"

/* As in glossary/rules.h: texts are UTF-8 and borrowed, days "YYYY-MM-DD" or NULL, instants seconds or 0, enums int or -1. */

/* Whose promise it is. The first two are enum team. */
enum party { PARTY_MARKETING, PARTY_SALES, PARTY_BOTH };
extern const char *const party_names[];			/* "marketing", "sales", "both": as stored and in JSON */
const char *party_label(int party);			/* "Marketing", "Sales", "Both teams" */

enum promise_kind {
	PROMISE_VOLUME, PROMISE_QUALITY, PROMISE_CONTEXT, PROMISE_HANDOVER, PROMISE_ANSWER,
	PROMISE_DECISION, PROMISE_FIRST_ATTEMPT, PROMISE_ATTEMPTS, PROMISE_WORKED, PROMISE_FEEDBACK, PROMISE_MEETING
};
extern const char *const promise_kind_names[];
const char *promise_kind_label(int kind);		/* "Volume", "First attempt", … */
int promise_kind_party(int kind);			/* enum party that makes promises of this kind: PRODUCT's two lists */

enum promise_pace { PACE_EVEN, PACE_OPEN };
extern const char *const promise_pace_names[];

enum promise_measure { MEASURED_OWN, MEASURED_FEED };
extern const char *const promise_measure_names[];

enum promise_scope { SCOPE_SOURCE, SCOPE_PERSONA, SCOPE_CRITERION };
extern const char *const promise_scope_names[];

/* One promise. Which numbers a kind has: promise_has(). A number that is not given is 0. */
struct promise {
	int64_t id;			/* 0: not saved yet */
	int64_t agreement_id;		/* as the next: of what it belongs to; 0: not saved yet */
	int64_t agreement_number;
	int64_t line_id;		/* the first promise of its line; 0: it begins one */
	int kind;
	int party;
	int64_t definition_id;		/* the term that is counted, as the next two; 0 and NULL: none */
	const char *definition_slug;
	const char *definition_name;
	int64_t quantity;		/* a month */
	int pace;
	int64_t percent;
	int64_t open_minutes;
	int64_t business_days;
	int64_t attempts;
	int64_t days;
	int64_t within_days;
	int measured;
	int scope_kind;			/* GLOSSARY_NONE: all leads */
	const char *scope_code;		/* of a criterion */
	const char *scope_value;	/* name of the source, slug of the persona, answer to the criterion */
	const char *scope_name;		/* what people read: name of the persona, label of the criterion; NULL: not known */
};

/* What a promise is called where it stands beside others: promise_kind_label(), and whom alone it is for: "First attempt: Trade fair". */
const char *promise_called(const void *ctx, const struct promise *promise);
#define PROMISE_BLANK { .kind = GLOSSARY_NONE, .party = GLOSSARY_NONE, .pace = GLOSSARY_NONE, .scope_kind = GLOSSARY_NONE }

/* The numbers of a kind, as bits: what its form asks and JSON takes. CONTRACT's list. */
enum promise_number {
	HAS_DEFINITION = 1, HAS_QUANTITY = 2, HAS_PACE = 4, HAS_PERCENT = 8, HAS_OPEN_MINUTES = 16, HAS_BUSINESS_DAYS = 32,
	HAS_ATTEMPTS = 64, HAS_DAYS = 128, HAS_WITHIN_DAYS = 256
};
unsigned promise_has(int kind);

struct agreement_signature {
	int team;
	int64_t person_id;
	const char *person_name;
	bool is_signatory;		/* still so today */
	int64_t given_at;		/* when they had last been given the role before they signed; 0: they have it since the set-up */
	const char *given_by;		/* the name of who gave it, or NULL */
	int64_t sheet_id;
	int64_t revision;
	const char *sha256;
	int64_t at;
};

/* One version of the agreement. */
struct agreement {
	int64_t id;
	int64_t number;			/* from 1 */
	int64_t revision;		/* of the words; acts name it */
	int state;			/* enum version_state */
	int status;			/* enum version_status at the `now` it was asked for */

	/* The words: what a form or the API fills in. */
	const char *text;		/* Markdown */
	const char *change_note;
	const char *valid_from;		/* wished for; NULL: as soon as both have signed */
	int64_t calendar_id;
	int64_t gate_id;		/* the term a handoff must meet */
	const char *pause_reasons;	/* lines */
	int64_t pause_most_minutes;	/* open minutes in all a handoff may be paused (SLA rule 7) */
	int64_t backdate_days;		/* open days an attempt may be recorded late (SLA rule 9) */
	const char *warn_at;		/* percents of a target, rising, parted by blanks: "50 80" (SLA rule 14); "" for none */
	struct promise *promises;	/* in order */
	size_t promise_count;

	/* What goes with it. */
	const char *calendar_name;
	const char *gate_slug;
	const char *gate_name;

	/* What happened to it. */
	int64_t in_force_at;		/* 0 unless ratified */
	int64_t ended_at;		/* when the next one came into force; 0: none has */
	int64_t began_from;		/* number of the version it was begun from; 0: none */
	int64_t author_id;
	const char *author_name;
	int author_team;
	int64_t created_at;
	int64_t edited_by;
	const char *editor_name;
	int64_t edited_at;
	int64_t charter_id;		/* the open charter sheet it is on, or 0 */
	struct agreement_signature *signatures;	/* standing ones; Marketing's first */
	size_t signature_count;
};

enum { PROMISES_MOST = 40, PAUSE_MOST_DEFAULT = 10 * 8 * 60, BACKDATE_DEFAULT = 2 };
#define WARN_DEFAULT "50 80"

/* An agreement without words yet. */
#define AGREEMENT_BLANK \
	{ .text = "", .change_note = "", .pause_reasons = "", .pause_most_minutes = PAUSE_MOST_DEFAULT, \
	  .backdate_days = BACKDATE_DEFAULT, .warn_at = WARN_DEFAULT }

/* The standing signature of `team`, or NULL. */
const struct agreement_signature *agreement_signature(const struct agreement *agreement, int team);

/* Why `step` is not possible now, for the 409 page; NULL when it is. */
const char *agreement_refusal(const void *ctx, const struct agreement *agreement, enum version_step step);

/* Who may: NULL, or the sentence for the 403 page. Writing is both teams', signing and objecting the signatories'. */
const char *agreement_may_write(const struct user *user);
const char *agreement_may(const struct user *user, enum version_step step);

/* Whether the page offers the button: may, can, and (for a signature) the own team has not signed and no charter holds it. */
bool agreement_offers(const struct agreement *agreement, const struct user *user, enum version_step step);

/* What an agreement may name. */
struct calendar_choice {
	int64_t id;
	const char *name;
};
struct term_choice {
	int64_t id;
	const char *slug;
	const char *name;
	int kind;			/* enum term_kind */
	bool agreed;			/* a version is in force */
	bool has_criteria;		/* and that one asks for something */
};
bool term_fits_gate(const struct term_choice *term);	/* what handoffs may meet: stages and words with criteria in force */
bool term_fits_count(const struct term_choice *term);	/* what a volume may count: stages and words in force */
struct criterion_choice {
	const char *code;
	const char *label;
	int kind;			/* enum criterion_kind */
	const char *choices;		/* lines */
};
struct agreement_choices {
	struct calendar_choice *calendars;	/* by name */
	size_t calendar_count;
	struct term_choice *terms;		/* with a version, not retired: agreed ones first, then by name */
	size_t term_count;
	struct term_choice *personas;		/* by name */
	size_t persona_count;
	struct criterion_choice *criteria;	/* of the gate, in order */
	size_t criterion_count;
};

/*
 * Fills what belongs to the ids, slugs and codes of a tidied agreement: names of calendar, gate, definitions and scopes. What
 * is none of the choices is a problem at its member.
 */
void agreement_name(struct problems *problems, struct agreement *agreement, const struct agreement_choices *choices);

/* The term, or persona, of a slug among choices; NULL: none of them. */
const struct term_choice *choice_of_slug(const struct term_choice *choices, size_t count, const char *slug);

/*
 * A promise as a sentence in the field's words, with its full stop: "First attempt within 4 working hours of handoff, for
 * 95 % of leads from Webinar."
 */
const char *promise_sentence(const void *ctx, const struct promise *promise);

/* The words in that sentence that name the term counted: "marketing-qualified leads"; NULL: it names none. */
const char *promise_counted(const void *ctx, const struct promise *promise);

/* Open time of the calendar: "4 working hours", "30 working minutes", "1 working hour 30 minutes". */
const char *working_time(const void *ctx, int64_t minutes);

/*
 * What is wrong with the words, after agreement_tidy(): one entry a problem, its index the promise's place from 0 or -1.
 * Members are those of the structs, but "calendar", "gate" and "definition" for their ids. `needs_note`: refuse an empty
 * change note, as forms do once an agreement is in force. `today` is the organisation's day; NULL takes past days as well.
 */
void agreement_problems(struct problems *problems, const struct agreement *agreement, bool needs_note, const char *today);

/* RFC 6901 in the words of the API: "/promises/2/percent", "/promises/0/count", "/promises/1/scope/value", "/calendar". */
const char *agreement_problem_pointer(const void *ctx, const struct problem *problem);

/* The sentence where it does not stand beside its field: of a promise with its number from 1, "Promise 3: …". */
const char *agreement_problem_sentence(const void *ctx, const struct problem *problem, size_t number);

/*
 * Brings texts into their stored shape, as version_tidy(); gives a promise the party of its kind where it names none and a
 * volume its even pace. Replaces `promises` by a tidied copy.
 */
void agreement_tidy(const void *ctx, struct agreement *agreement);

/* Whether both promise the same, in the same words: all but id, line and names. */
bool promise_same(const struct promise *a, const struct promise *b);

/* Whether one could be the other with other numbers: same kind, party, definition and scope. */
bool promise_alike(const struct promise *a, const struct promise *b);

/* Whether both say the same: all that the digest covers but number and valid_from. Both tidied. */
bool agreement_same_words(const struct agreement *a, const struct agreement *b);

/*
 * Gives each promise without a line the line of the one in `before` it is alike to, no line twice; a line that is none of
 * `before`'s, or of another kind or party, or named a second time, is dropped first.
 */
void promises_continue(struct promise *promises, size_t count, const struct promise *before, size_t before_count);

/*
 * The canonical text of an agreement, and its SHA-256 as 64 hexadecimal digits: what a signature is given to. As
 * version_canonical(); members and order are listed in digest_agreement.c.
 */
const char *agreement_canonical(const void *ctx, const struct agreement *agreement);
const char *agreement_digest(const void *ctx, const struct agreement *agreement);

/* The difference between two versions, for the page. */
struct promise_change {
	int kind;			/* enum change_kind */
	bool moved;
	const struct promise *before;	/* NULL when added */
	const struct promise *after;	/* NULL when removed */
	const struct diff *sentence;	/* word by word, when both are there */
};
struct agreement_difference {
	bool changed;
	const struct diff *text;
	struct promise_change *promises;	/* every promise of both, in the new order */
	size_t promise_count;
	struct member_change *facts;	/* calendar, gate, pauses, late entries, warnings: those that differ */
	size_t fact_count;
};
struct agreement_difference *agreement_difference(const void *ctx, const struct agreement *before,
    const struct agreement *after);

/* The facts of an agreement in words, as the difference names them; `count` of them, always the same ones. */
struct agreement_fact {
	const char *label;
	const char *words;		/* capital first; "None" where there is none */
};
struct agreement_fact *agreement_facts(const void *ctx, const struct agreement *agreement, size_t *count);

#endif
