/* What the files of the amendments' store share; nobody else includes it. */
#ifndef SLA_STORE_AMENDMENT_PARTS_H
#define SLA_STORE_AMENDMENT_PARTS_H

#include "sla/store_amendment.h"
#include "sla/store_attain.h"

/* A version of the calendar, and what the amendment makes of it. */
struct amended_version {
	int64_t id;
	int64_t number;
	int64_t origin;			/* number of the version as it was first made */
	const char *zone;
	const char *valid_from;
	struct amended_version *head;	/* the one that stands for its origin now; often itself */
	const struct calendar *was;	/* NULL until it is needed, as the next */
	const struct calendar *is;	/* of a head alone: with the days put right */
	bool touched;			/* clocks are pinned to it that the days touch */
	int64_t corrected_id;		/* of a head, once it is applied: the version that corrects it */
};

/* One clock that changes, with what is to be written. */
struct amended_clock {
	struct clock_effect effect;
	int64_t version_id;		/* of the calendar, as it was pinned */
	int64_t started_at;
	int stored_state;		/* as recorded, with the deadline recorded with it */
	int64_t stored_deadline;
	struct timer_result after;	/* `pauses` is NULL */
	int64_t warning_at;		/* 0: none to come */
	bool crosses;			/* it is missed now, and that was never recorded */
	struct amended_version *head;
};

/* An amendment at work. */
struct amending {
	struct db *db;
	const void *ctx;
	const struct amendment *amendment;
	int64_t now;
	bool locks;			/* clocks stay as they are read until the transaction ends */
	struct amended_version *versions;	/* by number */
	size_t version_count;
	int64_t begins, ends;		/* the instants between which the days lie, in whatever zone */
	int64_t *touched;		/* ids of clocks, rising */
	size_t touched_count;
	int64_t *paused;		/* those of them that are paused */
	size_t paused_count;
	struct amended_clock *list;
	size_t count;
};

/* Reckons all clocks that the days touch. */
struct amending *amending_begin(struct db *db, const void *ctx, const struct amendment *amendment, int64_t now, bool locks);

/* The same as others see it, with its months and its hash. */
struct amendment_effects *amending_effects(struct amending *work, const char *zone);

/* A head that is loaded with both of its calendars. */
void amended_version_load(struct amending *work, struct amended_version *version);

/* Writes all of it: see amendment_sign(). */
void amending_apply(struct amending *work, const struct actor *actor, const struct amendment_effects *effects, const char *zone);

/* Whole numbers as a JSON array: a parameter for JSON_TABLE. */
const char *numbers_json(const void *ctx, const int64_t *ids, size_t count);

#endif
