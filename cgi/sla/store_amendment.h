/* Amendments in the database: drafts, what they would change, the two keys, and what they changed. */
#ifndef SLA_STORE_AMENDMENT_H
#define SLA_STORE_AMENDMENT_H

#include "auth/audit.h"
#include "data/db.h"
#include "glossary/store.h"
#include "sla/rules_agreement.h"
#include "sla/rules_amendment.h"
#include "sla/store_calendar.h"

/*
 * As in store_agreement.h: what is returned is a child of `ctx`, a find returns NULL when there is none, a list is never NULL and
 * sets *count; acts belong into one transaction, and anything but RESULT_DONE has changed nothing that is kept.
 */

/* Whole: days in order, standing signatures. */
struct amendment *amendment_find(struct db *db, const void *ctx, int64_t number);
struct amendment *amendment_find_id(struct db *db, const void *ctx, int64_t id);

/* One as a list shows it. */
struct amendment_row {
	int64_t id;
	int64_t number;
	int state;			/* enum version_state */
	int64_t calendar_id;
	const char *calendar_name;
	const char *reason;
	const char *author_name;
	int64_t edited_at;
	int64_t applied_at;		/* 0: it has not been */
	int64_t flipped;		/* results changed, once applied */
	bool marketing_signed;
	bool sales_signed;
};

/* All of them, newest first; those in review that `team` has not signed, oldest first. */
struct amendment_row *amendments_all(struct db *db, const void *ctx, int64_t limit, size_t *count);
struct amendment_row *amendments_to_sign(struct db *db, const void *ctx, int team, int64_t limit, size_t *count);

/* What happened to one, oldest first. */
struct act *amendment_acts(struct db *db, const void *ctx, int64_t amendment_id, size_t *count);

/* The versions of a calendar that no other corrects, oldest first: those an amendment is held against. */
const struct calendar **calendar_versions_standing(struct db *db, const void *ctx, int64_t calendar_id, size_t *count);

/* Everything that one not yet applied would change at `now`. `zone` is the organisation's. */
struct amendment_effects {
	struct clock_effect *list;	/* by id of the clock */
	size_t count;
	int64_t flipped, running, moved;	/* how many of each enum effect */
	struct month_shift *months;	/* of the lines whose sums move */
	size_t month_count;
	const char *sha256;		/* amendment_digest() */
};

/*
 * Three statements for each version of the calendar, two for each few thousand clocks that the days touch, two for the months;
 * reads no clock that the days do not touch.
 */
struct amendment_effects *amendment_effects(struct db *db, const void *ctx, const struct amendment *amendment, const char *zone, int64_t now);

/* What one that is applied has changed: results first, `limit` from behind the clock `after` (0: from the first). */
struct clock_effect *amendment_results(struct db *db, const void *ctx, int64_t amendment_id, int64_t after, int64_t limit, size_t *count);
/* And the sums it moved; `met` and `all` are 0. */
struct month_shift *amendment_months(struct db *db, const void *ctx, int64_t amendment_id, size_t *count);

/* Which records clocks are of, as a page shows them: subject and id in the order of `effects`. */
struct clock_subject {
	int64_t timer_id;
	const char *subject;
	int64_t subject_id;
	const char *record_name;	/* what people call it; NULL: unnamed */
};
struct clock_subject *clock_subjects(struct db *db, const void *ctx, const struct clock_effect *effects, size_t count, size_t *found);

/* What was corrected on one clock, oldest first. */
struct timer_correction {
	int64_t number;			/* of the amendment */
	const char *reason;
	int64_t applied_at;
	int64_t old_deadline, new_deadline;
	int old_state, new_state;
	int64_t old_calendar, new_calendar;	/* numbers of the versions */
};
struct timer_correction *timer_corrections(struct db *db, const void *ctx, int64_t timer_id, size_t *count);

/* What was corrected in the months of a promise's line, newest first, at most `limit`. */
struct month_correction {
	int64_t number;			/* of the amendment */
	int64_t applied_at;
	const char *month;		/* its first day */
	int64_t old_numerator, old_denominator, new_numerator, new_denominator;
};
struct month_correction *month_corrections(struct db *db, const void *ctx, int64_t line_id, int64_t limit, size_t *count);

/* Acts: each on one amendment, naming the revision seen */

/* Makes a draft with the next number; sets id, number and revision. */
enum act_result amendment_create(struct db *db, const void *ctx, const struct actor *actor, struct amendment *amendment);

/* Replaces reason and days of `amendment->id`, naming its revision, which moves on in the struct. Clears its signatures. */
enum act_result amendment_edit(struct db *db, const void *ctx, const struct actor *actor, struct amendment *amendment);

enum act_result amendment_review(struct db *db, const void *ctx, const struct actor *actor, int64_t id, int64_t revision);
enum act_result amendment_object(struct db *db, const void *ctx, const struct actor *actor, int64_t id, int64_t revision, const char *reason);
enum act_result amendment_withdraw(struct db *db, const void *ctx, const struct actor *actor, int64_t id, int64_t revision);

/*
 * The actor's team's yes to the list that `sha256` names. RESULT_STALE: another revision, or the list is another by now. A
 * signature given to an earlier list is cleared. With the other team's on the same list it is applied in the same
 * transaction, once: corrected versions of the calendar, clocks with their new deadline and result, what promises add
 * up to, and all old values beside the new.
 */
enum act_result amendment_sign(struct db *db, const void *ctx, const struct actor *actor, int64_t id, int64_t revision, const char *sha256,
    const char *zone);

#endif
