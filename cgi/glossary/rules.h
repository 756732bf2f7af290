/* What a shared definition is, what may happen to it and who may do it. Pure: the clock and the database are arguments. */
#ifndef GLOSSARY_RULES_H
#define GLOSSARY_RULES_H

#include "auth/user.h"
#include "base/diff.h"
#include "glossary/rules_merge.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * In every struct: texts are UTF-8 and borrowed; "lines" is a text with one item a line, "" for none; a day is
 * "YYYY-MM-DD" in the organisation's zone, NULL (or "") for none; an instant is seconds since 1970 UTC, 0 for none.
 * Enums are int so that the database can say "none" as -1 (GLOSSARY_NONE). Each names table ends with NULL, and its
 * words are those of the database and of JSON.
 */
enum { GLOSSARY_NONE = -1 };

enum term_kind { KIND_WORD, KIND_STAGE, KIND_METRIC, KIND_PERSONA, KIND_THEME, KIND_REASON };
extern const char *const term_kind_names[];
const char *term_kind_label(int kind);			/* "Word", "Stage", … */

/* What is stored. "In force" and "superseded" are not: they follow from in_force_at and the clock. */
enum version_state { STATE_DRAFT, STATE_IN_REVIEW, STATE_RATIFIED, STATE_WITHDRAWN };
extern const char *const version_state_names[];

/* What is shown and sent. STATUS_RATIFIED waits for its date. */
enum version_status {
	STATUS_DRAFT, STATUS_IN_REVIEW, STATUS_RATIFIED, STATUS_IN_FORCE, STATUS_SUPERSEDED, STATUS_WITHDRAWN
};
extern const char *const version_status_names[];
const char *version_status_label(int status);		/* "Draft", "In review", "Agreed, waits for its date", "In force", … */

enum criterion_kind { ASKS_YES_NO, ASKS_NUMBER, ASKS_CHOICE, ASKS_DATE, ASKS_TEXT };
extern const char *const criterion_kind_names[];

enum criterion_level { LEVEL_MUST, LEVEL_SHOULD };
extern const char *const criterion_level_names[];

enum stage_path { PATH_LEAD, PATH_DEAL };
extern const char *const stage_path_names[];

/* Which acts a reason serves: bits of version.reason_acts, 1 << ACT_RETURN and so on; the names stand in that order. */
enum reason_act { ACT_RETURN, ACT_DISQUALIFY, ACT_RECYCLE, ACT_LOST };
extern const char *const reason_act_names[];

enum act_kind {
	HAPPENED_DRAFT, HAPPENED_EDIT, HAPPENED_REVIEW, HAPPENED_SIGNATURE, HAPPENED_OBJECTION, HAPPENED_WITHDRAWAL,
	HAPPENED_RATIFIED, HAPPENED_COMMENT, HAPPENED_CONFIRMATION
};
extern const char *const act_kind_names[];

enum sheet_state { SHEET_OPEN, SHEET_RATIFIED, SHEET_WITHDRAWN };
extern const char *const sheet_state_names[];

/* A person as forms offer them and pages name them. */
struct person {
	int64_t id;
	const char *name;
	int team;
	bool is_signatory;
	bool is_point_person;
};

/* A word both teams use, with what may be edited without a signature. */
struct term {
	int64_t id;
	int64_t revision;		/* of the free edits */
	const char *slug;
	const char *name;
	int kind;
	const char *abbreviations;	/* lines */
	const char *synonyms;		/* lines */
	const char *marketing_says;	/* Markdown, as the next three */
	const char *sales_says;
	const char *examples;
	const char *counter_examples;
	const char *bindings;		/* lines "CODE = field": which column of an import answers a criterion */
	int64_t owner_id;		/* 0: nobody, as the next two */
	int64_t point_marketing_id;
	int64_t point_sales_id;
	const char *owner_name;		/* NULL: nobody, as the next two */
	const char *point_marketing_name;
	const char *point_sales_name;
	int64_t created_at;
	int64_t deprecated_at;		/* 0: in use */
	const char *deprecated_why;
	const char *instead_slug;	/* NULL: no term named to use instead */
	const char *instead_name;
};

/* A question that tells whether the word applies. */
struct criterion {
	const char *code;		/* the same in every version; "" before criteria_complete() */
	const char *label;
	int kind;
	const char *bound_min;		/* canonical decimal or day; NULL: open on that side */
	const char *bound_max;
	const char *choices;		/* lines; only for a choice */
	int level;
	bool evidence;			/* an answer needs its evidence */
};

/* A team's yes to one version, on one sheet. */
struct signature {
	int64_t version_id;
	int64_t sheet_id;
	int team;
	int64_t person_id;
	const char *person_name;
	bool is_signatory;		/* still so today */
	int64_t given_at;		/* when they had last been given the role before they signed; 0: they have it since the set-up */
	const char *given_by;		/* the name of who gave it, or NULL */
	int64_t revision;		/* of the words signed */
	const char *sha256;		/* version_digest() of them, 64 hexadecimal digits */
	int64_t at;
};

/* One wording of a term. */
struct version {
	int64_t id;
	int64_t term_id;
	int64_t number;			/* from 1 */
	int64_t revision;		/* of the words; acts name it */
	int state;
	int status;			/* at the `now` it was asked for */

	/* The words: what a form or the API fills in. */
	const char *meaning;		/* Markdown */
	const char *change_note;
	const char *review_by;
	const char *in_force_from;	/* wished for; NULL: as soon as both have signed */
	int stage_path;			/* only for stages; GLOSSARY_NONE otherwise */
	int64_t stage_position;		/* 0: not given, as in stage_longest_days */
	int stage_owner;		/* enum team, or GLOSSARY_NONE */
	int64_t stage_longest_days;
	const char *metric_measure;	/* only for metrics */
	const char *metric_counts_by;
	const char *metric_closed_event;	/* NULL, "signed", "invoiced" or "paid" */
	const char *metric_exclude_reasons;	/* lines of slugs */
	int64_t reason_acts;		/* only for reasons; bits of enum reason_act */
	struct criterion *criteria;	/* in order */
	size_t criteria_count;

	/* What happened to it. */
	int64_t began_from;		/* number of the version in force, or chosen, when it was begun; 0: none */
	bool imported;			/* came out of a file, and nobody has edited it since */
	int64_t in_force_at;		/* 0 unless ratified */
	const char *review_due;		/* review_by, moved on by confirmations */
	int64_t author_id;
	const char *author_name;
	int author_team;
	int64_t created_at;
	int64_t edited_by;
	const char *editor_name;
	int64_t edited_at;
	int64_t charter_id;		/* the open charter sheet it is on, or 0 */
	bool term_retired;
	struct signature *signatures;	/* standing ones; Marketing's first */
	size_t signature_count;
};

/* A version without words yet: every optional member says "none". */
#define VERSION_BLANK \
	{ .meaning = "", .change_note = "", .stage_path = GLOSSARY_NONE, .stage_owner = GLOSSARY_NONE }

/* One thing that happened to a version; comments and objections carry words. */
struct act {
	int64_t id;
	int64_t revision;
	int kind;			/* enum act_kind */
	int64_t person_id;
	const char *person_name;
	int team;			/* at that time */
	int64_t at;
	const char *words;
};

/* One sheet of paper that both sides sign whole. */
struct sheet {
	int64_t id;
	int64_t revision;		/* moves when a version on it is edited; 1 is the sheet as it was put together */
	int state;
	bool is_charter;
	int64_t created_by;
	const char *person_name;
	int64_t created_at;
};

/* The standing signature of `team`, or NULL. */
const struct signature *version_signature(const struct version *version, int team);

/*
 * The life of a version. What is not in the table cannot happen:
 *   EDIT      draft, in review (stays; clears both signatures)    REVIEW   draft -> in review
 *   SIGN      in review (stays, or -> ratified with the second)   OBJECT   in review -> draft
 *   WITHDRAW  draft, in review -> withdrawn
 */
enum version_step { STEP_EDIT, STEP_REVIEW, STEP_SIGN, STEP_OBJECT, STEP_WITHDRAW };
bool version_can(int state, enum version_step step);

/* The state after `step`; for STEP_SIGN the one after the second signature. */
int version_after(int state, enum version_step step);

/* What can still happen to a version of a retired term: it is sent back or withdrawn. */
bool version_retired_can(enum version_step step);

/* Why `step` is not possible now, for the 409 page; NULL when it is. */
const char *version_refusal(const void *ctx, const struct version *version, enum version_step step);

/*
 * What a version is at `now`. `in_force_number` is the number of the term's version in force then, 0 for none: the
 * ratified one with the greatest (in_force_at, number) not after `now`.
 */
int version_status_at(int state, int64_t number, int64_t in_force_at, int64_t in_force_number, int64_t now);

/* That number, from all versions of one term. */
int64_t version_in_force(const struct version *versions, size_t count, int64_t now);

/* When a version comes into force: the later of its second signature and the start of its day in the zone. */
int64_t version_starts(const char *in_force_from, int64_t signed_at, const char *zone);

/* Who may. Each returns NULL, or the sentence for the 403 page. */
const char *glossary_may_write(const struct user *user);	/* terms, versions, discussion, review, withdrawal, sheets, confirming */
const char *glossary_may_sign(const struct user *user);		/* signature and objection, for the own team */
const char *version_may(const struct user *user, enum version_step step);

/* Whether the page offers the button: may, can, and (for a signature) the own team has not signed. */
bool version_offers(const struct version *version, const struct user *user, enum version_step step);

/* What is wrong with an input: one entry a problem, in the order of the form. */
struct problem {
	const char *member;		/* "meaning", "stage_position"; of a criterion "label", "bound_min" …; "" : the whole */
	int index;			/* the criterion's place from 0, or -1 */
	const char *text;		/* the sentence to show */
};
struct problems {
	struct problem *list;
	size_t count;
};
enum { PROBLEMS_MOST = 50 };	/* further ones are not told */
struct problems *problems_new(const void *ctx);
void problem_add(struct problems *problems, const char *member, int index, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

enum { CRITERIA_MOST = 30 };	/* of one version */
void criteria_too_many(struct problems *problems);	/* adds that there are more */

/* The sentence where it does not stand beside its field: of a criterion with its number from 1, "Criterion 3: …". */
const char *problem_sentence(const void *ctx, const struct problem *problem, size_t number);

/* RFC 6901: "/criteria/2/bound/min", "/stage/position", "/meaning". */
const char *problem_pointer(const void *ctx, const struct problem *problem);

/* The words of a term, after term_tidy(): name, kind, lines, texts. Whether the name is taken is for the store. */
void term_problems(struct problems *problems, const struct term *term);

/* "why" and "use_instead" of a term that retires; `instead` is the term named, NULL for none. */
void deprecation_problems(struct problems *problems, const struct term *term, const char *why, const struct term *instead);

/*
 * The words of a version of a term of `kind`, after version_tidy(). `needs_note`: refuse an empty change note, as forms
 * do once a version is in force. `today` is the organisation's day; NULL takes past days as well.
 */
void version_problems(struct problems *problems, int kind, const struct version *version, bool needs_note, const char *today);

/*
 * What is still missing before a draft may go into review: where a stage stands, what a metric counts, what a
 * reason is a reason for.
 */
const char *review_problem(int kind, const struct version *version);

/* A comment, or the reason of an objection: 1 to 4,000 characters. */
const char *words_problem(const char *words);
const char *objection_problem(const char *reason);

/*
 * Brings texts from forms and files into their stored shape: line ends LF, trimmed, never NULL but where the struct
 * says so; items trimmed and without empty ones; names without marks nobody sees (utf8_visible()), those in lists each once
 * and also parted by semicolons; numbers canonical; criteria without any words dropped and the others
 * given codes. Replaces `version->criteria` by a tidied copy.
 */
void term_tidy(const void *ctx, struct term *term);
void version_tidy(const void *ctx, struct version *version);

/*
 * Gives every criterion without a code one made of its label (LABEL_IN_CAPITALS, at most 40), unique in the list. Codes
 * that are there stay, so that relabelling never changes one.
 */
void criteria_complete(const void *ctx, struct criterion *criteria, size_t count);

/* The items of lines; NULL ends the array. */
char **lines_read(const void *ctx, const char *lines, size_t *count);

/* Whether both say the same: everything the digest covers but the term, the number and in_force_from. Both tidied. */
bool version_same_words(const struct version *a, const struct version *b);
bool criterion_same(const struct criterion *a, const struct criterion *b);

/*
 * The canonical text of a version, and its SHA-256 as 64 hexadecimal digits: what a signature is given to. One line
 * for each member, "name length:value" with the length in bytes, so no value can pass for another; the order and the
 * members are listed in digest.c. The term's name and slug belong to it; the revision and the change note do not.
 */
const char *version_canonical(const void *ctx, const struct term *term, const struct version *version);
const char *version_digest(const void *ctx, const struct term *term, const struct version *version);

/* The difference between two versions, for the page. */
enum change_kind { CHANGE_NONE, CHANGE_CHANGED, CHANGE_ADDED, CHANGE_REMOVED };
struct member_change {
	const char *label;		/* "Must or should", "At least" … */
	const char *before;		/* in words; "" for none */
	const char *after;
};
struct criterion_change {
	int kind;			/* enum change_kind */
	bool moved;
	const struct criterion *before;	/* NULL when added */
	const struct criterion *after;	/* NULL when removed */
	const struct diff *label;	/* word by word, when both are there */
	struct member_change *members;	/* those that differ, the label apart */
	size_t member_count;
};
struct difference {
	bool changed;
	const struct diff *meaning;
	struct criterion_change *criteria;	/* every criterion of both, in the new order */
	size_t criteria_count;
	struct member_change *facts;		/* review date, stage, metric, reason: those that differ */
	size_t fact_count;
};
struct difference *version_difference(const void *ctx, const struct version *before, const struct version *after);

/*
 * The words with other bounds of their number criteria, to be tried or shown: `typed` gives what was typed for "bound_CODE_min" or
 * "bound_CODE_max", NULL where nothing was, "" for no bound. *problem is a sentence, NULL for none; a bound that is no number stays.
 */
typedef const char *bound_typed(const void *from, const char *name);
struct version *version_rebound(const void *ctx, const struct version *version, bound_typed *typed, const void *from, const char **problem);

/* Whether nothing was written into it: no label, code, bound or choice. Tidying drops such a criterion. */
bool criterion_empty(const struct criterion *criterion);

/* A criterion's rule in words: "at least 20", "between 1 Jan 2026 and 31 Dec 2026", "Yes or no", "one of: A, B". */
const char *criterion_rule(const void *ctx, const struct criterion *criterion);

/* Is its review date come (today or before), and may a team confirm it: from 30 days before. */
enum { REVIEW_CONFIRM_BEFORE = 30 };
bool review_is_due(const char *review_due, const char *today);
bool review_can_confirm(const char *review_due, const char *today);

/*
 * The date both teams' confirmation moves it to: the time first given between coming into force and review_by (at
 * least 90 days; 180 where unknown) after today or after the present date, whichever is later.
 */
const char *review_next(const void *ctx, const char *review_due, const char *review_by, const char *in_force_on,
    const char *today);

#endif
