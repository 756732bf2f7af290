/* What the store tests of the glossary start from: two people a team, and short ways to make terms and versions. */
#ifndef TESTS_GLOSSARY_WORLD_H
#define TESTS_GLOSSARY_WORLD_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include <talloc.h>

#include "data/scratch.h"
#include "glossary/store.h"

#define ZONE "Europe/Berlin"
#define NOW INT64_C(1795260000)		/* 2026-11-21T11:20:00Z */
#define TODAY "2026-11-21"
#define DAY INT64_C(86400)

static void *ctx;
static struct db *db, *root;
static struct actor ada, mia;		/* Marketing; mia signs */
static struct actor ben, sam;		/* Sales; sam signs */

/* Everything anew: call it first in each test. */
static inline void
world(void)
{
	talloc_free_children(ctx);
	root = scratch_root(ctx);
	db = scratch_open(ctx);
	scratch_empty(root);
	ada = scratch_person(root, "Ada", TEAM_MARKETING, false, NOW);
	mia = scratch_person(root, "Mia", TEAM_MARKETING, true, NOW);
	ben = scratch_person(root, "Ben", TEAM_SALES, false, NOW);
	sam = scratch_person(root, "Sam", TEAM_SALES, true, NOW);
}

static inline int
world_open(void **state)
{
	(void)state;
	ctx = talloc_new(NULL);
	return 0;
}

static inline int
world_close(void **state)
{
	(void)state;
	talloc_free(ctx);
	return 0;
}

/* Fails the test with the database's own problem, where it has one. */
static inline void
assert_fine(void)
{
	if (db_fate(db) != DB_FINE)
		fail_msg("the database failed: %s", db_problem(db));
}

/* One act in a transaction of its own; run again as web/answer.c does when the database asks for it. */
#define IN_TRANSACTION(result, call) do { \
	for (int tries_ = 0; tries_ < 20; tries_++) { \
		db_begin(db); \
		result = (call); \
		if (db_commit(db) || db_fate(db) != DB_AGAIN) \
			break; \
	} \
	assert_fine(); \
} while (0)

#define DID(expected, call) do { \
	enum act_result result_ = RESULT_GONE; \
	IN_TRANSACTION(result_, call); \
	assert_int_equal(result_, expected); \
} while (0)

static inline struct term
term_named(const char *name, int kind)
{
	struct term t = { .name = name, .kind = kind };

	term_tidy(ctx, &t);
	return t;
}

/* A term made by Ada. */
static inline struct term
make_term(const char *name)
{
	struct term t = term_named(name, KIND_WORD);

	DID(RESULT_DONE, term_create(db, ctx, &ada, &t));
	return t;
}

static inline struct version
wording(const char *meaning)
{
	struct version v = VERSION_BLANK;

	v.meaning = meaning;
	version_tidy(ctx, &v);
	return v;
}

/* A draft made by Ada. */
static inline struct version
make_draft(const struct term *t, const char *meaning)
{
	struct version v = wording(meaning);

	DID(RESULT_DONE, version_create(db, ctx, &ada, t->id, &v));
	return v;
}

static inline struct version
make_review(const struct term *t, const char *meaning)
{
	struct version v = make_draft(t, meaning);

	DID(RESULT_DONE, version_review(db, ctx, &ada, v.id, v.revision));
	return v;
}

/* Signed by both at once; in force at NOW. */
static inline struct version
make_in_force(const struct term *t, const char *meaning)
{
	struct version v = make_review(t, meaning);

	DID(RESULT_DONE, version_sign(db, ctx, &mia, v.id, v.revision, ZONE));
	DID(RESULT_DONE, version_sign(db, ctx, &sam, v.id, v.revision, ZONE));
	return v;
}

static inline int
status_of(const struct term *t, int64_t number, int64_t now)
{
	const struct version *v = version_find(db, ctx, t->id, number, now);

	assert_fine();
	return v ? v->status : -1;
}

static inline int64_t
count_of(const char *sql)
{
	return db_integer(root, -1, sql, "");
}

#endif
