/* How the database goes about reads: what a store asks is logged, and EXPLAIN is asked of each. Include world.h first. */
#ifndef TESTS_GLOSSARY_PLANS_H
#define TESTS_GLOSSARY_PLANS_H

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

/* Whether a step that reads a whole table, or a whole index, may do so. Each test says it for its own tables. */
static bool may_walk(const struct step *step, const char *sql);

static inline void
check_plan(const char *sql, size_t *checked)
{
	const char *explain = text_format(ctx, "EXPLAIN %s", sql);
	size_t count;
	const struct step *steps = db_list(root, ctx, &step_shape, &count, explain, "");

	if (db_fate(root) != DB_FINE)
		fail_msg("%s: %s", db_problem(root), sql);
	for (size_t i = 0; i < count; i++) {
		const struct step *s = &steps[i];

		if ((text_equal(s->type, "ALL") || text_equal(s->type, "index")) && !may_walk(s, sql))
			fail_msg("walks through %s (%s, %s rows) in: %s", s->table, s->type, s->rows, sql);
	}
	(*checked)++;
}

/* Runs the reads, and looks at the plan of each statement they made. How many that were. */
static inline size_t
plans_of(void (*reads)(void))
{
	const struct logged *rows;
	size_t count, checked = 0;

	db_script(root, "SET GLOBAL log_output = 'TABLE'");
	db_script(root, "TRUNCATE mysql.general_log");
	db_script(root, "SET GLOBAL general_log = ON");
	reads();
	db_script(root, "SET GLOBAL general_log = OFF");
	rows = db_list(root, ctx, &logged_shape, &count, "SELECT CONVERT(argument USING utf8mb4) AS argument FROM mysql.general_log"
	    " WHERE command_type = 'Execute' AND user_host LIKE 'concord\\_web%' AND argument LIKE 'SELECT%'", "");
	if (db_fate(root) != DB_FINE)
		fail_msg("%s", db_problem(root));
	for (size_t i = 0; i < count; i++)
		check_plan(rows[i].argument, &checked);
	return checked;
}

#endif
