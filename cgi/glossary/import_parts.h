/* What the files of the import share; nobody else includes it. */
#ifndef GLOSSARY_IMPORT_PARTS_H
#define GLOSSARY_IMPORT_PARTS_H

#include "glossary/import.h"

/* What a row gives. A cell that is empty gives nothing. */
enum {
	GIVES_NAME = 1 << 0, GIVES_KIND = 1 << 1, GIVES_ABBREVIATIONS = 1 << 2, GIVES_SYNONYMS = 1 << 3, GIVES_MEANING = 1 << 4,
	GIVES_CRITERIA = 1 << 5, GIVES_REVIEW_BY = 1 << 6, GIVES_STAGE = 1 << 7, GIVES_METRIC = 1 << 8, GIVES_REASON = 1 << 9,
	GIVES_MARKETING_SAYS = 1 << 10, GIVES_SALES_SAYS = 1 << 11, GIVES_EXAMPLES = 1 << 12, GIVES_COUNTER_EXAMPLES = 1 << 13,
	GIVES_BINDINGS = 1 << 14,
	GIVES_WORDS = GIVES_MEANING | GIVES_CRITERIA | GIVES_REVIEW_BY | GIVES_STAGE | GIVES_METRIC | GIVES_REASON
};

/* How a cell becomes part of a row. */
enum takes {
	TAKES_TEXT = 1,
	TAKES_LINES,		/* items between line ends, semicolons or commas */
	TAKES_ROWS,		/* items between line ends only */
	TAKES_CODE,		/* one of codes */
	TAKES_NUMBER,
	TAKES_ACTS,		/* of a reason */
	TAKES_CRITERIA,		/* a JSON list */
	TAKES_NOTHING		/* written for the reader; not read back */
};
struct import_column {
	const char *name, *alias;	/* headers, and members of JSON */
	unsigned gives;
	enum takes takes;
	size_t into;			/* offset in struct import_row */
	const char *const *codes;
};
enum { IMPORT_COLUMNS = 25 };
extern const struct import_column import_columns[];	/* in the order of the export; 0 is the name, 4 the meaning */

/* Reads one cell that is not blank. */
void import_cell(struct import_plan *plan, struct import_row *row, const struct import_column *column, const char *cell);

/* One read of an object: where its problems belong. */
struct reading {
	const void *ctx;
	const json_t *object;
	struct problems *problems;
	int index;		/* of the criterion, or -1 */
};
const json_t *reading_member(const struct reading *r, const char *name);	/* borrowed; NULL when it is missing */

/*
 * The member `name`; what is wrong with it becomes a problem of `as`. A text: `otherwise` when it is missing, NULL for null.
 * A code: the place among `names`, `otherwise`, or GLOSSARY_NONE.
 */
const char *reading_text(const struct reading *r, const char *name, const char *as, const char *otherwise);
int reading_code(const struct reading *r, const char *name, const char *as, const char *const *names, int otherwise);

/* A problem for each member that is not `known`; its name is `group` and its own. */
void reading_others(const struct reading *r, const char *group, const char *const *known);

/* The member "criteria" into `v`, when there is one. Every entry is read or told: none is passed over. */
void criteria_read(const struct reading *whole, struct version *v);

/* The word of a code, or null. */
json_t *code_json(const char *const *names, int code);

#endif
