/* How the database goes about reads: what a store asks is logged, and EXPLAIN is asked of each. Include world.h first. */
#ifndef TESTS_DATA_PLANS_H
#define TESTS_DATA_PLANS_H

#include "base/text.h"

/* One line of EXPLAIN. */
struct step {
	int64_t id;
	const char *select_type, *table, *type, *possible_keys, *key, *key_len, *ref, *rows, *Extra;
};
static const struct column step_columns[] = {
	COLUMN(INT, struct step, id), COLUMN(TEXT, struct step, select_type), COLUMN(TEXT, struct step, table),
	COLUMN(TEXT, struct step, type), COLUMN(TEXT, struct step, possible_keys), COLUMN(TEXT, struct step, key),
	COLUMN(TEXT, struct step, key_len), COLUMN(TEXT, struct step, ref), COLUMN(TEXT, struct step, rows),
	COLUMN(TEXT, struct step, Extra), { 0 }
};
static const struct shape step_shape = { sizeof(struct step), step_columns };

struct analysed {
	const char *Table, *Op, *Msg_type, *Msg_text;
};
static const struct column analysed_columns[] = {
	COLUMN(TEXT, struct analysed, Table), COLUMN(TEXT, struct analysed, Op), COLUMN(TEXT, struct analysed, Msg_type),
	COLUMN(TEXT, struct analysed, Msg_text), { 0 }
};
static const struct shape analysed_shape = { sizeof(struct analysed), analysed_columns };

struct logged {
	const char *argument;
};
static const struct column logged_columns[] = { COLUMN(TEXT, struct logged, argument), { 0 } };
static const struct shape logged_shape = { sizeof(struct logged), logged_columns };

/* What the programs ask from now on is kept. */
static inline void
log_on(void)
{
	db_script(root, "SET GLOBAL log_output = 'TABLE'");
	db_script(root, "TRUNCATE mysql.general_log");
	db_script(root, "SET GLOBAL general_log = ON");
}

/* The reads among what was asked since, as they were asked; but for those that were prepared anew, which are logged once more without values. */
static inline const struct logged *
log_off(size_t *count)
{
	const struct logged *rows;

	db_script(root, "SET GLOBAL general_log = OFF");
	rows = db_list(root, ctx, &logged_shape, count, "SELECT CONVERT(argument USING utf8mb4) AS argument FROM mysql.general_log"
	    " WHERE command_type = 'Execute' AND user_host LIKE 'concord\\_web%' AND argument RLIKE '^\\\\(?SELECT'"
	    " AND argument NOT RLIKE '[=<>] \\\\?( |$)'", "");
	if (db_fate(root) != DB_FINE)
		fail_msg("%s", db_problem(root));
	return rows;
}

/* How the database would go about a read, a step a table. */
static inline const struct step *
explain(const char *sql, size_t *count)
{
	const struct step *steps = db_list(root, ctx, &step_shape, count, text_format(ctx, "EXPLAIN %s", sql), "");

	if (db_fate(root) != DB_FINE)
		fail_msg("%s: %s", db_problem(root), sql);
	assert_true(*count > 0);
	return steps;
}

/* Whether a step reads a whole table, or a whole index. */
static inline bool
walks(const struct step *step)
{
	return text_equal(step->type, "ALL") || text_equal(step->type, "index");
}

/* Runs the reads, and looks at each step of each statement they made: one that walks must be one that may. How many statements that were. */
static inline size_t
plans_of(void (*reads)(void), bool (*may_walk)(const struct step *step, const char *sql))
{
	const struct logged *asked;
	size_t count;

	log_on();
	reads();
	asked = log_off(&count);
	for (size_t i = 0; i < count; i++) {
		size_t n;
		const struct step *steps = explain(asked[i].argument, &n);

		for (size_t j = 0; j < n; j++)
			if (walks(&steps[j]) && !may_walk(&steps[j], asked[i].argument))
				fail_msg("walks through %s (%s, %s rows) in: %s", steps[j].table, steps[j].type, steps[j].rows, asked[i].argument);
	}
	return count;
}

/* What the server has read of a table since it was told to FLUSH TABLE_STATISTICS, while userstat = 1, the index entries it threw away included. */
static inline int64_t
read_of(const char *table)
{
	return db_integer(root, 0, "SELECT COALESCE(SUM(ROWS_READ), 0) FROM information_schema.TABLE_STATISTICS WHERE TABLE_NAME = ?", "s", table);
}

#endif
