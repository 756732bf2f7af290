/* The agreement in the database: its versions, promises, signatures, and the charters it may be on. */
#ifndef SLA_STORE_AGREEMENT_H
#define SLA_STORE_AGREEMENT_H

#include "auth/audit.h"
#include "data/db.h"
#include "glossary/store.h"
#include "sla/rules_agreement.h"

/*
 * As in glossary/store.h: what is returned is a child of `ctx`, a find returns NULL when there is none, a list is never NULL
 * and sets *count; acts belong into one transaction, and anything but RESULT_DONE has changed nothing that is kept.
 */

/* Reading */

/* The version with this number, or this id, whole: promises in order, standing signatures, status at `now`. */
struct agreement *agreement_find(struct db *db, const void *ctx, int64_t number, int64_t now);
struct agreement *agreement_find_id(struct db *db, const void *ctx, int64_t id, int64_t now);

/* The version in force at an instant, whole; NULL: none was. */
struct agreement *agreement_in_force(struct db *db, const void *ctx, int64_t instant);

/* The same, read once in a transaction, or while the content stays the same: nobody may change it. */
const struct agreement *agreement_then(struct db *db, const void *ctx, int64_t instant);

/* Its number alone; 0: none was. */
int64_t agreement_in_force_number(struct db *db, int64_t instant);

/* One promise of any version, with the names of its term and scope. */
struct promise *promise_find(struct db *db, const void *ctx, int64_t id);

/* A version as a list shows it. */
struct agreement_row {
	int64_t id;
	int64_t number;
	int64_t revision;
	int state;
	int status;			/* at the `now` it was asked for */
	const char *change_note;
	const char *valid_from;
	int64_t in_force_at;
	int64_t author_id;
	const char *author_name;
	int64_t edited_by;
	const char *editor_name;
	int64_t edited_at;
	int64_t promises;		/* how many */
	bool marketing_signed;
	bool sales_signed;
	int64_t charter_id;		/* the open charter it is on, or 0 */
};

/* All versions, newest first. */
struct agreement_row *agreements_all(struct db *db, const void *ctx, int64_t now, int64_t limit, size_t *count);

/* The newest of such rows that is still argued over; NULL: none. */
const struct agreement_row *agreement_open(const struct agreement_row *rows, size_t count);

/* Those in review: all of them, and those that `team` has not signed; oldest first. */
struct agreement_row *agreements_in_review(struct db *db, const void *ctx, int64_t limit, size_t *count);
struct agreement_row *agreements_to_sign(struct db *db, const void *ctx, int team, int64_t limit, size_t *count);

/* A draft that somebody else sent back to a person who wrote, edited or had signed it. */
struct agreement_news {
	int64_t number;
	const char *person_name;	/* who asked for a change */
	const char *words;		/* the reason */
	int64_t at;
};

/* What happened to a version, oldest first; `comments_only` leaves comments and objections. */
struct act *agreement_acts(struct db *db, const void *ctx, int64_t agreement_id, bool comments_only, size_t *count);

/* What an agreement may name: calendars, terms with a version, personas, and the criteria of its gate (0: none). */
struct agreement_choices *agreement_choices(struct db *db, const void *ctx, int64_t gate_id, int64_t now);

/*
 * Terms that the agreement uses and that hold back a signature, by name: retired, or without a version in force on the day
 * the agreement would be, and without one on `sheet_id` (0: no sheet). After them scopes of promises that would fit no lead:
 * a criterion or an answer that the gate does not have by then, a persona that is none or retired.
 */
struct term_wanted {
	int64_t term_id;
	const char *slug;
	const char *name;
	bool retired;
	int64_t coming_at;		/* when its next version comes into force, later than the agreement; 0: none waits */
	int64_t open_number;		/* the version being worked on, as the next two; 0: none */
	int64_t open_id;
	int open_state;			/* STATE_DRAFT or STATE_IN_REVIEW */
	int64_t open_charter;		/* the open charter that one is on; 0: none */
	int64_t promise;		/* place from 1 of a promise whose scope is what is wanted, as the next; 0: the term itself */
	int scope_kind;			/* SCOPE_CRITERION or SCOPE_PERSONA */
	const char *scope_code;
	const char *scope_value;
	int64_t gate_number;		/* of the gate, whose version lacks the criterion, or takes no such answer to it */
	bool asked;			/* the latter */
};
struct term_wanted *agreement_terms_wanted(struct db *db, const void *ctx, const struct agreement *agreement, int64_t sheet_id,
    int64_t now, const char *zone, size_t *count);

/* The definitions an agreement uses, by name: those in force at `instant`, with criteria and signatures. */
struct term_in_use {
	struct term *term;
	struct version *version;	/* NULL: none was in force then */
};
struct term_in_use *agreement_definitions(struct db *db, const void *ctx, const struct agreement *agreement, int64_t instant,
    size_t *count);

/* Terms that an agreement uses, as gate, as what is counted or as persona, and that are retired; by name. */
struct term_retired {
	const char *slug;
	const char *name;
	const char *instead_slug;	/* NULL: none was named, as the next */
	const char *instead_name;
};
struct term_retired *agreement_terms_retired(struct db *db, const void *ctx, int64_t agreement_id, size_t *count);

/* Acts: each on one version, naming the revision seen */

/*
 * Makes a draft with the next number; sets id, number and revision, and began_from where it is 0 and a version is in force.
 * Lines of promises are settled against the version in force (promises_continue()); a new one begins its own.
 */
enum act_result agreement_create(struct db *db, const void *ctx, const struct actor *actor, struct agreement *agreement);

/*
 * Replaces the words of `agreement->id`, naming `agreement->revision`, which moves on in the struct. Takes back the standing
 * signatures of everything on its open sheet. Promises get new ids.
 */
enum act_result agreement_edit(struct db *db, const void *ctx, const struct actor *actor, struct agreement *agreement);

enum act_result agreement_review(struct db *db, const void *ctx, const struct actor *actor, int64_t id, int64_t revision);
enum act_result agreement_object(struct db *db, const void *ctx, const struct actor *actor, int64_t id, int64_t revision,
    const char *reason);
enum act_result agreement_withdraw(struct db *db, const void *ctx, const struct actor *actor, int64_t id, int64_t revision,
    const char *reason);		/* "" for none */
enum act_result agreement_comment(struct db *db, const void *ctx, const struct actor *actor, int64_t id, const char *words);

/*
 * The actor's team's yes. With the other team's standing on it, the version is ratified in the same transaction, once.
 * RESULT_ON_SHEET: charter_sign() instead. RESULT_WANTED: agreement_terms_wanted() says what is missing.
 */
enum act_result agreement_sign(struct db *db, const void *ctx, const struct actor *actor, int64_t id, int64_t revision,
    const char *zone);

/* Charters: versions of terms, and at most one agreement, that both sides sign as one */

/* An agreement as one names it, for a charter. */
struct agreement_name {
	int64_t number;
	int64_t revision;
};

/*
 * As sheet_create(), with the agreement in review that `with` names unless it is NULL; *which is `count` when the agreement
 * is what stands in the way.
 */
enum act_result charter_create(struct db *db, const void *ctx, const struct actor *actor, const struct version_name *names,
    size_t count, const struct agreement_name *with, int64_t *sheet_id, size_t *which);

/* As sheet_sign_whole() and sheet_withdraw(), with the agreement on the sheet. RESULT_WANTED as for agreement_sign(). */
enum act_result charter_sign(struct db *db, const void *ctx, const struct actor *actor, int64_t sheet_id, int64_t revision,
    const char *zone);
enum act_result charter_withdraw(struct db *db, const void *ctx, const struct actor *actor, int64_t sheet_id, int64_t revision);

/* Number of the agreement on a sheet; 0: none. */
int64_t charter_agreement(struct db *db, int64_t sheet_id);

/* Charters, open ones first, then newest. */
struct charter_row {
	int64_t id;
	int state;			/* enum sheet_state */
	const char *person_name;
	int64_t created_at;
	int64_t versions;		/* of terms */
	int64_t agreement_number;	/* 0: no agreement is on it */
	bool marketing_signed;		/* all of it */
	bool sales_signed;
	bool stuck;			/* open, and something on it cannot be signed */
};
struct charter_row *charter_list(struct db *db, const void *ctx, int64_t limit, size_t *count);

#endif
