/* Every statement of the glossary. Reads are one to three statements on indexes; acts belong into one transaction. */
#ifndef GLOSSARY_STORE_H
#define GLOSSARY_STORE_H

#include "auth/audit.h"
#include "data/db.h"
#include "glossary/rules.h"

struct import_plan;		/* glossary/import.h, as the next */
struct export_term;

/*
 * What is returned is a child of `ctx`. A find returns NULL when there is none; a list is never NULL and sets *count.
 * After a failure of the database they return nothing, and the acts' result means nothing: web/answer.c asks db_fate().
 */

/* What became of an act. Anything but ACT_DONE has changed nothing. */
enum act_result {
	RESULT_DONE,
	RESULT_GONE,		/* no such term, version or sheet: 404 */
	RESULT_STALE,		/* another revision than the one named: 409 */
	RESULT_MOVED,		/* the state does not allow it (any more): 409 */
	RESULT_TAKEN,		/* the name is taken; the team, or this person for the other team, has signed or confirmed: 422 or 409 */
	RESULT_ON_SHEET,	/* it is on an open charter sheet: sign or change that one: 409 */
	RESULT_WANTED,		/* a term it uses is not agreed: 409 */
	RESULT_ERASED,		/* the person was erased on request and may not be kept again: 422 */
};

/* Terms */

/*
 * Agreed: a version is in force or waits for its date. In review, and draft: where its furthest open version stands; a
 * term nobody has worded counts as a draft. So a term may be under Agreed and one of those. All but the first and last
 * leave retired terms out.
 */
enum term_tab { TAB_ALL, TAB_AGREED, TAB_IN_REVIEW, TAB_DRAFT, TAB_REVIEW_DUE, TAB_RETIRED };

struct term_filter {
	enum term_tab tab;
	int kind;			/* GLOSSARY_NONE: every kind */
	const char *text;		/* words in names, abbreviations, synonyms and meanings, as term_search() finds them; NULL or "": everything */
	const char *initial;		/* the first letter; NULL: every */
	const char *after;		/* the name of the last row of the page before; NULL: from the start */
	const char *today;		/* the organisation's day, for TAB_REVIEW_DUE */
	int64_t limit;			/* ask for one more than shown to know whether more follow */
};

struct term_row {
	int64_t id;
	const char *slug;
	const char *name;
	int kind;
	int64_t revision;
	const char *abbreviations;	/* lines, as the next */
	const char *synonyms;
	bool retired;
	const char *meaning;		/* in force; else of the open version; NULL when there is no wording */
	int64_t in_force_number;	/* 0: none */
	int64_t in_force_at;
	const char *review_due;		/* of the version in force */
	int64_t coming_number;		/* ratified, waits for its date; 0: none */
	int64_t coming_at;
	int64_t open_number;		/* the one in review, else the newest draft; 0: none */
	int open_state;			/* STATE_DRAFT, STATE_IN_REVIEW or GLOSSARY_NONE */
	int64_t open_revision;
	bool open_marketing_signed;
	bool open_sales_signed;
};

/* By name in the database's order. */
struct term_row *term_index(struct db *db, const void *ctx, int64_t now, const struct term_filter *filter, size_t *count);

struct term_counts {
	int64_t all, agreed, in_review, draft, review_due, retired;
};
struct term_counts *term_tab_counts(struct db *db, const void *ctx, int64_t now, const char *today);

/*
 * The same for pages, remembered by the process until the glossary's content `version` (the session's glossary_version), the day or the clock
 * says that it may be another: the counts, and the rows of one tab without a filter. Rows are borrowed until the next call.
 */
const struct term_row *term_index_kept(struct db *db, const void *ctx, int64_t version, int64_t now, const struct term_filter *filter, size_t *count);
const struct term_counts *term_tab_counts_kept(struct db *db, const void *ctx, int64_t version, int64_t now, const char *today);


struct term *term_find(struct db *db, const void *ctx, const char *slug);
struct term *term_find_id(struct db *db, const void *ctx, int64_t id);

/* slug, name, kind and retired of related terms: those this one names and those that name it. */
struct related_term {
	int64_t id;
	const char *slug;
	const char *name;
	int kind;
	bool retired;
	bool named_here;		/* this term names it (else only the other way round) */
};
struct related_term *term_related(struct db *db, const void *ctx, int64_t term_id, size_t *count);

/* Every term in use, for choosing related ones and "use instead". */
struct related_term *term_choices(struct db *db, const void *ctx, size_t *count);

/* People who may be owners or point persons: not disabled, no observers. */
const struct person *people_choices(struct db *db, const void *ctx, size_t *count);

/* The history of the free edits, newest first. */
struct term_edit {
	int64_t id;
	int64_t revision;
	const char *person_name;
	int team;
	int64_t at;
	const char *field;		/* "synonyms", "owner" … */
	const char *before_text;
	const char *after_text;
};
struct term_edit *term_edits(struct db *db, const void *ctx, int64_t term_id, int64_t limit, size_t *count);

/* Makes a term out of its name, kind and free texts; sets its id and slug. RESULT_TAKEN: the name is in use. */
enum act_result term_create(struct db *db, const void *ctx, const struct actor *actor, struct term *term);

/*
 * Saves the free texts, owner and point persons of `term` where they differ, naming `term->revision`, and moves it on.
 * Writes a history row for each field. `related` (ids, `related_count`) replaces the named ones unless NULL.
 */
enum act_result term_edit_words(struct db *db, const void *ctx, const struct actor *actor, const struct term *term,
    const int64_t *related, size_t related_count);

/*
 * Retires a term with a reason and, unless 0, the term to use instead; and brings one back. RESULT_MOVED also while
 * retire_problem() stands against it.
 */
enum act_result term_deprecate(struct db *db, const void *ctx, const struct actor *actor, int64_t term_id, int64_t revision,
    const char *why, int64_t instead_id);
const char *retire_problem(struct db *db, const void *ctx, int64_t term_id, int64_t now);	/* the sentence to show; NULL: none */
enum act_result term_restore(struct db *db, const void *ctx, const struct actor *actor, int64_t term_id, int64_t revision);

/* The slugs out of `lines` that are no reason term in use, as lines; NULL when all are. */
const char *reasons_unknown(struct db *db, const void *ctx, const char *lines);

/* Versions */

/* All versions of a term, newest first, with criteria and standing signatures, status at `now`. */
struct version *term_versions(struct db *db, const void *ctx, int64_t term_id, int64_t now, size_t *count);

/* One of them. */
struct version *version_find(struct db *db, const void *ctx, int64_t term_id, int64_t number, int64_t now);

/*
 * Other stages in use at the place of `v` on its path, in force or to come, or in review: their names as one line. NULL: none,
 * or `v` names no place.
 */
const char *stages_beside(struct db *db, const void *ctx, const struct version *v, int64_t now);

/* The version in force at `now`, or NULL. */
struct version *version_find_in_force(struct db *db, const void *ctx, int64_t term_id, int64_t now);

/* A struct act from the columns id, revision, kind, person_id, person_name, team, at and words, in this order. */
extern const struct shape act_shape;

/* What happened to a version, oldest first; `comments_only` leaves comments and objections. */
struct act *version_acts(struct db *db, const void *ctx, int64_t version_id, bool comments_only, size_t *count);

/*
 * Makes a draft with the next number; sets id, number and revision in `version`, and began_from where it is 0 and a
 * version is in force.
 */
enum act_result version_create(struct db *db, const void *ctx, const struct actor *actor, int64_t term_id,
    struct version *version);

/*
 * Replaces the words of `version->id`, naming `version->revision`, which moves on in the struct. Clears the standing
 * signatures of every version on its open sheet.
 */
enum act_result version_edit(struct db *db, const void *ctx, const struct actor *actor, struct version *version);

/* Each names the revision seen. */
enum act_result version_review(struct db *db, const void *ctx, const struct actor *actor, int64_t version_id, int64_t revision);
enum act_result version_object(struct db *db, const void *ctx, const struct actor *actor, int64_t version_id, int64_t revision,
    const char *reason);
enum act_result version_withdraw(struct db *db, const void *ctx, const struct actor *actor, int64_t version_id, int64_t revision,
    const char *reason);		/* "" for none */

/*
 * The actor's team's yes. With the other team's standing on it, the version is ratified in the same transaction, once.
 * `zone` is the organisation's: a wished day begins there. RESULT_ON_SHEET: its charter is signed instead.
 */
enum act_result version_sign(struct db *db, const void *ctx, const struct actor *actor, int64_t version_id, int64_t revision,
    const char *zone);

enum act_result comment_add(struct db *db, const void *ctx, const struct actor *actor, int64_t version_id, const char *words);

/*
 * A team's "still right" for the version in force whose date is `review_due`; the second team's moves the date on.
 * RESULT_STALE: the date has moved; RESULT_MOVED: not in force, or too early; RESULT_TAKEN: the team has confirmed it.
 */
enum act_result version_confirm(struct db *db, const void *ctx, const struct actor *actor, int64_t version_id,
    const char *review_due, const char *zone);

/* Which teams have confirmed the present date of a version: bits 1 << team. */
int64_t version_confirmed_by(struct db *db, int64_t version_id, const char *review_due);

/* Lists for home and shell */

struct version_row {
	int64_t id;
	int64_t number;
	int64_t revision;
	int state;
	const char *slug;		/* of its term, as the next two */
	const char *name;
	int kind;
	const char *change_note;
	const char *beginning;		/* of its meaning, Markdown; NULL on home, as the next is false there */
	bool asks;			/* it has criteria */
	int64_t edited_at;
	int64_t author_id;
	const char *author_name;
	int64_t edited_by;
	const char *editor_name;
	bool marketing_signed;
	bool sales_signed;
	int64_t charter_id;		/* the open charter it is on, or 0 */
};

/* Versions in review that `team` has not signed, oldest first. */
struct version_row *versions_to_sign(struct db *db, const void *ctx, int team, int64_t limit, size_t *count);

/* Every version in review, by name of term: what a charter may be made of. */
struct version_row *versions_in_review(struct db *db, const void *ctx, int64_t limit, size_t *count);

/* The newest drafts of terms that nothing was ever agreed about and that review_problem() finds nothing missing in, stages in their order, then by name. And whether anything ever was, of any term. */
struct version_row *versions_unagreed(struct db *db, const void *ctx, int64_t limit, size_t *count);
bool any_agreed(struct db *db);

/* Open drafts of one author, newest first. */
struct version_row *versions_of_author(struct db *db, const void *ctx, int64_t person_id, int64_t limit, size_t *count);

/* How many drafts a person has. */
struct draft_counts {
	int64_t all;
	int64_t by_hand;		/* written by hand, and nobody else has sent them back */
	int64_t imported;		/* out of a file, and not edited since */
};

/* What somebody else did to a version that a person wrote, edited or signed. store_news.c, as the next ones */
struct version_news {
	int64_t version_id;
	int64_t number;
	const char *slug;		/* of its term, as the next */
	const char *name;
	const char *person_name;	/* who did it */
	const char *words;		/* of an objection: its reason; "" for an edit */
	int64_t at;
	bool is_author;			/* the person it is told to wrote the version */
};

/*
 * What is told to a version's author by mail: who sent it back and why (none: it has moved on since), and which of their
 * versions on a sheet both teams have signed.
 */
void objection_tell(struct db *db, const struct actor *actor, int64_t version_id);
void ratified_tell(struct db *db, const struct actor *actor, int64_t sheet_id);
struct version_news *objection_news(struct db *db, const void *ctx, int64_t version_id, size_t *count);
struct version_news *ratified_news(struct db *db, const void *ctx, int64_t sheet_id, int64_t author_id, size_t *count);

/* Signatures that were taken back, of all versions of a term. */
struct cleared_signature {
	int64_t version_id;
	const char *person_name;
	int team;
	int64_t cleared_at;
};
struct cleared_signature *signatures_cleared(struct db *db, const void *ctx, int64_t term_id, size_t *count);


/* Sheets */

/* A version as one names it: for a charter, and for signing one. */
struct version_name {
	int64_t version_id;
	int64_t revision;
};

/* One line of a sheet. */
struct sheet_line {
	int64_t sheet_id;
	int64_t version_id;
	int64_t number;
	int64_t revision;
	int state;
	const char *slug;
	const char *name;
	int kind;
	const char *meaning;
	bool marketing_signed;
	bool sales_signed;
	int64_t in_force_at;
};

struct sheet *sheet_find(struct db *db, const void *ctx, int64_t id);
struct sheet_line *sheet_lines(struct db *db, const void *ctx, int64_t sheet_id, size_t *count);

/*
 * Puts at least one version in review together; sets *sheet_id. RESULT_GONE, RESULT_STALE, RESULT_MOVED (not in review), RESULT_ON_SHEET (on
 * another open charter) and RESULT_TAKEN (a team has signed it alone) set *which to its place in `names`.
 */
enum act_result sheet_create(struct db *db, const void *ctx, const struct actor *actor, const struct version_name *names,
    size_t count, int64_t *sheet_id, size_t *which);

/* For a SELECT of signatures as g: who signed as p; and s, b: when and by whom they had last been given the role by then. */
#define SIGNER_JOINS " JOIN person p ON p.id = g.person_id LEFT JOIN signatory_giving s ON s.person_id = g.person_id" \
	" AND s.given_at = (SELECT MAX(y.given_at) FROM signatory_giving y WHERE y.person_id = g.person_id AND y.given_at <= g.at)" \
	" LEFT JOIN person b ON b.id = s.given_by"

/*
 * Whether the actor is a signatory of that team now, and stays so until the transaction ends: who takes the role away waits,
 * or came first. What signs gives RESULT_MOVED when not.
 */
bool signer_stands(struct db *db, const struct actor *actor);

/*
 * The team's yes to all versions on it, naming the sheet's revision; with the other's, all are ratified and come into force
 * together, not before `not_before` (0: no wish). *at is that instant when this was the second signature, 0 otherwise. Only
 * for charter_sign() of the agreement's store, which signs what else the sheet bears: nobody signs a part of a sheet.
 */
enum act_result sheet_sign_whole(struct db *db, const void *ctx, const struct actor *actor, int64_t sheet_id, int64_t revision,
    const char *zone, int64_t not_before, int64_t *at);

/*
 * For what stands on a sheet beside versions, once its own record is locked. A new sheet without versions; a sheet's
 * signatures taken back and its revision moved on; the same and closed. Locks the versions on it by id, then the sheet.
 */
int64_t sheet_open(struct db *db, const struct actor *actor, bool is_charter);
void sheet_unsign(struct db *db, const void *ctx, int64_t sheet_id, int64_t now);
void sheet_dissolve(struct db *db, const void *ctx, int64_t sheet_id, int64_t now);

/* Takes the sheet apart: its signatures are cleared, its versions stay in review. */
enum act_result sheet_withdraw(struct db *db, const void *ctx, const struct actor *actor, int64_t sheet_id, int64_t revision);

/* Search and links */

struct term_hit {
	int64_t id;
	const char *slug;
	const char *name;
	int kind;
	const char *abbreviations;
	const char *synonyms;
	bool retired;
	const char *meaning;		/* in force, else the newest not withdrawn; NULL: none */
	bool in_force;
	int64_t rank;			/* 1 the very name or abbreviation, 2 begins so, 3 names have all words, 4 names and text */
};

/*
 * Words between blanks and punctuation, each of which is somewhere in the names or the text, in any order. Case, accents and
 * the shape of apostrophes do not matter; % and _ are ordinary. Best first, then by name.
 */
struct term_hit *term_search(struct db *db, const void *ctx, const char *text, int64_t now, int64_t limit, size_t *count);

/*
 * Terms that have one of these names (lines) as name, abbreviation or synonym, by name. Case, accents, hyphens and the shape
 * of apostrophes do not matter. rank 1: the first of `names` is the term's very name, as the database sees it; 2 otherwise.
 */
struct term_hit *terms_called(struct db *db, const void *ctx, const char *names, int64_t limit, size_t *count);

/* Every term in use with what it is called, for linking it in texts. */
struct lexicon_entry {
	const char *slug;
	const char *name;
	int kind;
	const char *abbreviations;	/* lines, as the next */
	const char *synonyms;
	const char *meaning;		/* in force; NULL: not agreed yet. Short: text_first_sentence() */
};
struct lexicon_entry *lexicon_list(struct db *db, const void *ctx, int64_t now, size_t *count);

/* Files */

/* A file between its dry run and its import. */
struct saved_import {
	int64_t id;
	int64_t person_id;
	int format;			/* enum import_format */
	const char *file_name;
	const char *content;		/* UTF-8 */
	int64_t created_at;
	int64_t done_at;		/* 0: not yet imported */
	int64_t created_terms, changed_terms, same_terms, refused_rows;
};

/* Keeps a file for its person; `content` is UTF-8 without NUL (utf8_decode()). Returns its id. */
int64_t import_save(struct db *db, const struct actor *actor, int format, const char *file_name, const char *content);
struct saved_import *import_find(struct db *db, const void *ctx, int64_t id, int64_t person_id);

/* Fills row.known of every row, by the database's own idea of equal names. Call before import_decide(). */
void import_match(struct db *db, const void *ctx, struct import_plan *plan, int64_t now);

/* Does what was decided. A row that fails against what happened meanwhile becomes refused in the plan. */
void import_run(struct db *db, const void *ctx, const struct actor *actor, struct import_plan *plan);

/* Marks a saved file as imported with the plan's counts, once: RESULT_MOVED when it was. */
enum act_result import_done(struct db *db, const struct actor *actor, int64_t id, const struct import_plan *plan);

/* Every term with the wording to give away, by name. */
struct export_term *terms_export(struct db *db, const void *ctx, int64_t now, size_t *count);

/* Moves with every change of the glossary. */
int64_t glossary_content_version(struct db *db);

/*
 * The names of all terms in use, for struct prose: kept by the process, made anew when `version` (the session's
 * glossary_version) differs or a minute has passed, as versions also come into force by the clock. Ask once a request and
 * do not keep it longer. NULL after a failure of the database.
 */
struct lexicon;
const struct lexicon *glossary_lexicon(struct db *db, int64_t version, int64_t now);

/*
 * Terms in use whose agreed meaning speaks of `term`, by name, as the lexicon last made knows them; `most` at most. None
 * for a reason, which is no word of running text.
 */
struct mention {
	const char *slug;
	const char *name;
};
struct mention *term_mentions(const void *ctx, const struct term *term, size_t most, size_t *count);

/* Terms in use that have a version in force, with it, criteria and signatures, by name. `kind` GLOSSARY_NONE: every. */
struct export_term *terms_in_force(struct db *db, const void *ctx, int64_t now, int kind, size_t *count);

/*
 * A version in force past its review date, or one of the next REVIEW_CONFIRM_BEFORE days that one team has confirmed
 * already.
 */
struct due_row {
	int64_t version_id;
	int64_t number;
	const char *slug;
	const char *name;
	int64_t revision;
	const char *review_due;
	bool marketing_confirmed;
	bool sales_confirmed;
};

/* A version that came into force lately. */
struct agreed_row {
	int64_t id;
	int64_t number;
	const char *slug;
	const char *name;
	const char *meaning;
	int64_t in_force_at;
};

#endif
