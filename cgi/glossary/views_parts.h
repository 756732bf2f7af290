/* What several pages of the glossary show alike: tags, differences, criteria, signatures, discussions. */
#ifndef GLOSSARY_VIEWS_PARTS_H
#define GLOSSARY_VIEWS_PARTS_H

#include "glossary/rules.h"
#include "view/prose.h"
#include "web/web.h"

/*
 * Each fills the markers that all templates of the glossary share (a part's include has the same name everywhere), in
 * the view it is given: a page, or a row of one. Texts are borrowed until view_render().
 */

/* Who reads a page, and what its texts link to. One for each page: ids of term cards count up in it. */
struct reader {
	struct request *req;
	struct prose prose;
	const char *today;		/* the organisation's day */
	const struct person *people;	/* to name who may sign and whose team somebody is in; NULL: not known */
	size_t people_count;
};

/* `self` is the slug of the term the page is about, never linked there; NULL: none. */
struct reader *reader_new(struct request *req, const char *self);

/* "2026-08-31": the organisation's day now. */
const char *organisation_today(struct request *req);

/* Times for people: "3 Aug 2026, 14:02" in the reader's zone; "4 August 2026", the organisation's day; the same of a "2026-08-04". */
const char *moment_words(struct request *req, int64_t instant);
const char *day_words_at(struct request *req, int64_t instant);
const char *day_stamp_at(struct request *req, int64_t instant);		/* "2026-08-04", for datetime="" */
const char *day_words_of(const void *ctx, const char *day);
void moment_fill(struct view *view, enum marker stamp, enum marker words, struct request *req, int64_t instant);

/* A text with a capital in front. */
const char *sentence_case(const void *ctx, const char *text);

/* "in force", "replaced": a version's status within a sentence. */
const char *status_words(const void *ctx, int status);

/* Lines as one: "MQL, qualified lead"; and a term's abbreviations with its synonyms. */
const char *lines_words(const void *ctx, const char *lines);
const char *also_words(const void *ctx, const struct term *term);

/* BY_MARKETING or BY_SALES; neither for an observer. */
void team_fill(struct view *view, int team);

/* CRUMB_TRAIL: the way here, without the page itself. { 0 } ends the list. */
struct crumb {
	const char *href, *label;
};
void crumbs_fill(struct view *view, const struct crumb *crumbs);

/* Whose words they are: "Lewis Grant", "Lewis Grant, last edited by Marta Lindqvist"; and since when. */
const char *author_words(const void *ctx, const struct version *version);
int64_t author_moment(const struct version *version);

/*
 * BEGAN_NOTICE, BEGAN_WORDS, COMPARE_HREF, COMPARE_NUMBER: another version came into force since this open one was begun.
 * `in_force` may be NULL.
 */
void began_fill(struct view *view, const struct term *term, const struct version *version, const struct version *in_force);

/* STATE_TAG. */
enum tag { TAG_OK, TAG_INFO, TAG_WAIT, TAG_WARN, TAG_BAD, TAG_PLAIN };
void tag_fill(struct view *view, enum tag tag, const char *words);
void version_tag_fill(struct view *view, struct reader *r, const struct version *v);	/* "Agreed, version 4", "Awaiting Sales" … */

/* WORD_DIFF, or only its DIFF_RUN rows. */
void diff_fill(struct view *view, const struct diff *diff);
void diff_runs_fill(struct view *view, const struct diff *diff);

/* HAS_CRITERIA with CRITERIA_LIST; nothing when there are none. */
void criteria_fill(struct view *view, struct reader *r, const struct version *v);

/*
 * What a version says. With `before`: HAS_DIFF, WORD_DIFF, HAS_CRITERIA_DIFF, CRITERIA_DIFF. Without (NULL): NO_DIFF,
 * MEANING_PART, HAS_CRITERIA, CRITERIA_LIST.
 */
void wording_fill(struct view *view, struct reader *r, const struct version *before, const struct version *v);

/* HAS_FACTS with FACT_LIST: place, owner, dates …; with `before` only those that differ. Nothing when there are none. */
void facts_fill(struct view *view, struct reader *r, const struct version *before, const struct version *v);

/* A version's facts as words: the same names in the same order for every version; words "" where there is none. */
struct fact {
	const char *name, *words;
};
const struct fact *version_facts(const void *ctx, const struct version *v);	/* { 0 } ends them */

/* A person mark at OWNER_MARK or POINT_MARK; `team` GLOSSARY_NONE: not known. */
void person_fill(struct view *view, enum marker at, const char *name, int team);

/* A reply that was refused or held: its form is shown again, filled. */
struct reply {
	const char *field;		/* "reason", "withdrawal" or "comment"; NULL: only the problem is shown, above the page */
	int64_t number;			/* of the version it belongs to */
	const char *typed;
	const char *problem;
};
void reply_errors_fill(struct view *view, const struct reply *reply);	/* FORM_ERRORS; nothing for NULL */

/* SIGNATURE_PAIR. Actions that are NULL are not offered. */
struct side {
	const struct signature *signature;	/* NULL: not signed */
	const char *note;			/* instead of it: "Not signed. You can sign for Sales." */
	const char *sign_action, *sign_label;
	const char *object_action;
};
struct signing {
	struct side sides[2];		/* Marketing's, then Sales's */
	int64_t revision;		/* of the version or the sheet: what the forms name */
	int64_t number;			/* of the version, which keeps field ids apart */
	const struct reply *reply;	/* NULL: none */
};

/* Since when and by whom the signer may sign, if not since the set-up; and whether they still may. "" when that is usual. */
const char *signer_note(const void *ctx, struct request *req, const struct signature *signature);

void signing_fill(struct view *view, struct reader *r, const struct signing *signing);

/* MAY_WITHDRAW, WITHDRAW_OPEN, WITHDRAWAL_FIELD: the question before a version is withdrawn. */
void withdrawal_fill(struct view *view, const struct version *version, const struct reply *reply);

/* The same for one version: who has signed, who may, what the others wait for. */
void signatures_fill(struct view *view, struct reader *r, const struct term *term, const struct version *v,
    const struct reply *reply);

/* What somebody else saved meanwhile, beside what was typed. Only rows that differ are shown. */
struct clash_row {
	const char *label, *theirs, *yours;
};
struct clash {
	const char *rival;
	int64_t at;
	const struct clash_row *rows;		/* { 0 } ends them */
	const char *taken;			/* what was taken over from the rival: "Criteria and Examples"; "" for nothing */
};
void clash_fill(struct view *view, struct request *req, const struct clash *clash);	/* CONFLICT_NOTICE; nothing for NULL */

/* The labels of the rows that differ: "Examples and Other names"; "" when none does. */
const char *clash_labels(const void *ctx, const struct clash_row *rows);

/* The discussion of a version at VERSION_TALK or AGREED_TALK; `acts` are its comments and objections, oldest first. */
void talk_fill(struct view *view, enum marker at, struct reader *r, const struct term *term, const struct version *v,
    const struct act *acts, size_t count, const struct reply *reply);

/* The same of anything with numbered versions, whose comments are posted to `action`; nobody comments when it is NULL. */
void discussion_fill(struct view *view, enum marker at, struct reader *r, const char *action, int64_t number,
    const struct act *acts, size_t count, const struct reply *reply);

#endif
