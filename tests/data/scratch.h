/* A test's way to the database of tests/scratch-db: two accounts, empty tables, a few people. */
#ifndef TESTS_DATA_SCRATCH_H
#define TESTS_DATA_SCRATCH_H

#include "auth/user.h"
#include "data/db.h"

#include <stdio.h>
#include <stdlib.h>
#include <talloc.h>

/* Needs CONCORD_TEST_SOCKET, which tests/scratch-db sets: tests/run looks for this name in a test's source. */
static inline struct db *
scratch_login(const void *ctx, const char *user)
{
	static struct db_login logins[2];
	struct db_login *login = &logins[user[0] == 'r'];

	*login = (struct db_login){ .socket = getenv("CONCORD_TEST_SOCKET"), .name = "concord", .user = user, .password = "",
	    .patience = user[0] == 'r' ? 60 : 0 };	/* what a test plants may take longer than what a page asks */
	if (!login->socket) {
		puts("Bail out! Run this by tests/scratch-db.");
		exit(2);
	}
	return db_open(ctx, login);
}

/* As the programs, with their rights; and as the one who may do anything. */
static inline struct db *
scratch_open(const void *ctx)
{
	return scratch_login(ctx, "concord_web");
}
static inline struct db *
scratch_root(const void *ctx)
{
	return scratch_login(ctx, "root");
}

/* Empties every table but those a migration fills for good, and makes the organisation anew, in Berlin. */
static inline void
scratch_empty(struct db *root)
{
	struct name { const char *name; };
	static const struct column columns[] = { COLUMN(TEXT, struct name, name), { 0 } };
	static const struct shape shape = { sizeof(struct name), columns };
	void *ctx = talloc_new(NULL);
	size_t count;
	const struct name *tables = db_list(root, ctx, &shape, &count, "SELECT table_name AS name FROM information_schema.tables"
	    " WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE' AND table_name NOT IN"
	    " ('schema_migration', 'team', 'content', 'content_slot', 'job_lock', 'result_state')", "");
	char sql[120];

	db_script(root, "SET foreign_key_checks = 0");
	for (size_t i = 0; i < count; i++) {
		snprintf(sql, sizeof sql, "DELETE FROM %s", tables[i].name);
		if (!db_script(root, sql)) {
			printf("Bail out! %s: %s\n", sql, db_problem(root));
			exit(2);
		}
	}
	talloc_free(ctx);
	db_script(root, "SET foreign_key_checks = 1");
	db_script(root, "INSERT INTO organisation (id, name, time_zone, counted_zone) VALUES (1, 'Test', 'Europe/Berlin', 'Europe/Berlin')");
}

/* A person, as one who acts at `now`. */
static inline struct actor
scratch_person(struct db *root, const char *name, int team, bool is_signatory, int64_t now)
{
	char email[80];
	int64_t id;

	snprintf(email, sizeof email, "%s@example.test", name);
	id = db_insert(root, "INSERT INTO person (email, name, team, is_signatory, created_at) VALUES (?, ?, ?, ?, ?)", "sssit",
	    email, name, team_names[team], (int64_t)is_signatory, now);
	return (struct actor){ .person_id = id, .team = team, .is_signatory = is_signatory, .request_id = "test", .now = now };
}

#endif
