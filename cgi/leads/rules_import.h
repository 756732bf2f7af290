/*
 * Files out of other systems: which column means what, what a cell says, and what a row would change. Pure: the clock, the zone and what
 * the database knows are arguments. Texts, instants and enums as in glossary/rules.h.
 */
#ifndef LEADS_RULES_IMPORT_H
#define LEADS_RULES_IMPORT_H

#include "base/csv.h"
#include "leads/rules_lead.h"

enum import_kind { IMPORT_LEADS, IMPORT_ATTEMPTS, IMPORT_DEALS };
extern const char *const import_kind_names[];		/* "leads", "attempts", "deals" */

/* What a column may mean. Their names are those of JSON. */
enum import_field {
	TO_EXTERNAL_ID, TO_FULL_NAME, TO_GIVEN_NAME, TO_FAMILY_NAME, TO_EMAIL, TO_PHONE, TO_JOB, TO_COMPANY, TO_WEBSITE, TO_ORIGIN, TO_SOURCE,
	TO_CAMPAIGN, TO_THEME, TO_PERSONA, TO_STAGE, TO_STATUS, TO_OWNER_MARKETING, TO_OWNER_SALES, TO_CONVERTED_AT, TO_CREATED_AT, TO_MQL_AT,
	TO_SAL_AT, TO_SQL_AT, TO_FIRST_ATTEMPT_AT, TO_OUTCOME,
	TO_NAME, TO_LEAD_REF, TO_AMOUNT, TO_CURRENCY, TO_OPENED_AT, TO_WON_AT, TO_LOST_AT, TO_CLOSED_AT, TO_REASON,
	TO_CHANNEL, TO_RESULT, TO_HAPPENED_AT, TO_BY,
	IMPORT_FIELDS,
	TO_KEPT = IMPORT_FIELDS		/* "keep": no field of a lead, and kept to answer a definition's questions */
};
extern const char *const import_field_names[];		/* with "keep" at TO_KEPT; NULL ends them */
const char *import_field_label(int field);		/* "Full name", "When it became an MQL" … */
bool import_field_of(int field, int kind);		/* whether a file of that kind has it; TO_KEPT is of leads */
bool import_field_is_time(int field);
bool import_field_is_history(int field);		/* only taken with the history */
bool import_field_is_matched(int field);		/* its values are words of the other system, offered for matching */

/* A column's name without case, blanks, _ and -; and whether two are the same then. */
const char *header_key(const void *ctx, const char *header);

/* What the columns of a file are called: as they came, squeezed; one without a name is "Column 3", a second "Email" is "Email (2)". */
const char **import_headers(const void *ctx, const char *const cells[], size_t count);

/*
 * Whose file it looks like by its columns: "hubspot", "salesforce", "zoho"; "" none of them. And what a column of a file of that kind
 * means by its name, GLOSSARY_NONE: nothing known.
 */
const char *import_system_guess(const void *ctx, const char *const headers[], size_t count);
const char *import_system_label(const char *system);	/* "HubSpot"; the name itself of another; "another system" of "" */
int import_field_guess(const void *ctx, int kind, const char *header);

/* Days written as 3/4/2026. rules_import_dates.c */
enum date_order { ORDER_YMD, ORDER_DMY, ORDER_MDY };
extern const char *const date_order_names[];

/* How the cells of one column, or of several, can be read. */
struct dates_found {
	int64_t plain;			/* no order is needed: 2026-08-31, 31 Aug 2026, 2026-08-31T10:00Z */
	int64_t only_dmy, only_mdy;	/* one of the numbers is no month */
	int64_t either;			/* both orders give a day */
	int64_t none;			/* no day by any */
	const char *sample;		/* one of `either`, or NULL */
};
void dates_look(const void *ctx, struct dates_found *found, const char *value);
void dates_add(struct dates_found *into, const struct dates_found *more);
/* The order that all of them can be read by; GLOSSARY_NONE: both would do, or none: somebody has to say. *mixed: none. */
int dates_order(const struct dates_found *found, bool *mixed);

/*
 * An instant; a day alone is its noon in `zone`. NULL, or a sentence why not. `order` may be GLOSSARY_NONE where none is needed. Takes RFC 3339,
 * a local time of the zone behind a blank or T, with AM or PM, months by name, and seconds or milliseconds since 1970.
 */
const char *import_instant(const void *ctx, const char *value, int order, const char *zone, int64_t *at);

/* Amounts: "12,000.50", "€12.000,50", "USD 5000". *currency is set when the cell names one, and else has to be given. rules_import_values.c */
const char *import_amount(const void *ctx, const char *value, const char **currency, int64_t *minor);

bool import_currency_known(const char *code);

/* Names that a stage of another system may go by here, as lines: "marketingqualifiedlead" gives "Marketing-qualified lead\nMQL…", its own behind. */
const char *import_stage_names(const void *ctx, const char *value);
enum deal_end { DEAL_ENDS_NOT, DEAL_ENDS_WON, DEAL_ENDS_LOST };
int import_deal_end(const void *ctx, const char *value);	/* what a stage of a deal says of its end */
int import_outcome(const void *ctx, const char *value);	/* enum handoff_outcome's names; GLOSSARY_NONE */
int import_origin(const void *ctx, const char *value);
int import_channel(const void *ctx, const char *value);	/* as channel_names; GLOSSARY_NONE */
int import_result(const void *ctx, const char *value);	/* as attempt_result_names; GLOSSARY_NONE */

/* What somebody settled for a file. rules_import_map.c */
struct import_value {
	int field;
	const char *from, *to;		/* compared without case */
	const char *column;		/* of TO_KEPT: the name of the column, since each has words of its own; else NULL */
};
enum import_known { KNOWN_REPLACE, KNOWN_FILL, KNOWN_LEAVE };	/* a lead that is here: what the file says, only what is empty, nothing */
extern const char *const import_known_names[];
struct import_map {
	const char *system;		/* "" none: there are no ids then */
	const int *fields;		/* of each column: enum import_field or GLOSSARY_NONE */
	size_t columns;
	const struct import_value *values;
	size_t value_count;
	const char *defaults[IMPORT_FIELDS];	/* where no cell says anything; NULL none */
	int date_order;			/* GLOSSARY_NONE: none is needed */
	bool history;
	int known;			/* enum import_known */
};
enum { IMPORT_COLUMNS_MOST = 1000, IMPORT_VALUES_MOST = 2000, IMPORT_VALUE_MOST = 200 };

/* By the names of the columns; what is not named means nothing. */
struct import_map *import_map_guess(const void *ctx, int kind, const char *const headers[], size_t count);

/* As it is stored and sent: {system, columns:{HEADER: FIELD|null}, values:{FIELD:{from:to}, keep:{HEADER:{from:to}}}, defaults:{FIELD:value}, date_order, history, known}. */
const char *import_map_print(const void *ctx, int kind, const struct import_map *map, const char *const headers[]);

/*
 * And read; `problems` name members as in JSON ("columns/Email", "date_order") where they do not fit the kind or the file. With `loose`, which is for what was remembered, columns that
 * are not there are passed over. NULL: it is no object.
 */
struct import_map *import_map_read(const void *ctx, int kind, const char *json, const char *const headers[], size_t count, bool loose,
    struct problems *problems);

/* What a map lacks for a file of that kind: a name for its rows, an order of its days, a system for its ids. `dates`: of its columns that are times. */
void import_map_problems(struct problems *problems, int kind, const struct import_map *map, const struct dates_found *dates);

/* A row as it was understood. rules_import_row.c */
struct import_problem {
	int column;			/* GLOSSARY_NONE: the row as a whole */
	const char *value;		/* what stood there, clipped */
	const char *words;
};
enum import_flag {			/* what cannot have been so, and is kept */
	FLAG_SAL_FIRST = 1,		/* accepted before it was an MQL */
	FLAG_SQL_FIRST = 2,		/* an SQL before it was accepted, or an MQL */
	FLAG_WON_FIRST = 4,		/* won before anything else */
	FLAG_LOST_FIRST = 8,
	FLAG_BEFORE_CREATED = 16,	/* before the record was made */
	FLAG_AHEAD = 32,		/* in the future */
	FLAG_BOTH_ENDS = 64		/* won and lost */
};
int64_t import_flags(const int64_t times[], int64_t now);	/* by enum import_field, 0: none; kept all the same, and counted */
const char *import_flag_words(const void *ctx, int64_t flags);	/* "won before it was opened, and in the future"; "" none */

struct import_row {
	size_t line;
	const char *cells[IMPORT_FIELDS];	/* after values and defaults; NULL: nothing */
	int columns[IMPORT_FIELDS];		/* where it stood; GLOSSARY_NONE: a default, or nothing */
	int64_t times[IMPORT_FIELDS];		/* of those that are times; 0: none */
	struct lead lead;			/* of a file of leads: tidied */
	const char *kept;			/* JSON {header_key: cell} of the columns to keep; NULL: none */
	const char *said;			/* JSON {field: text}: all that the row says, to be compared with what it said the last time */
	int outcome;				/* GLOSSARY_NONE: none, as the next two */
	int channel, result;
	bool has_amount;
	int64_t minor;
	const char *currency;			/* NULL: none */
	int end;				/* enum deal_end */
	int64_t flags;				/* bits of enum import_flag */
	const struct import_problem *problems;
	size_t problem_count;
};
struct import_row *import_row_read(const void *ctx, int kind, const struct import_map *map, const char *const headers[], size_t line, const char *const cells[],
    size_t count, int64_t now, const char *zone);
void import_row_refuse(struct import_row *row, int field, const char *words);

/* A last row with one cell in a file of several columns is a footer, as reports have one. */
bool import_is_footer(const char *const cells[], size_t count, size_t columns);

/*
 * What a lead becomes by a row: `is` as it stands, `said` what the row's file said of it the last time (NULL: never). What the file did not change since
 * stays as people here have left it; an empty cell clears nothing. The stage moves by rank, forward alone (0: not known): `rank_is` of the lead's, `rank_new` of the row's.
 * Returns whether anything differs; *held is set when a stage was kept from moving back. rules_import_merge.c
 */
bool import_lead_merge(const void *ctx, const struct lead *is, const struct import_row *row, const char *said, int known, int64_t rank_is, int64_t rank_new,
    struct lead *becomes, bool *held);

/* The value of one field in what a row said; NULL none. */
const char *import_said(const void *ctx, const char *said, int field);

/*
 * Where the answer to a criterion stands: in the field or column it is bound to, else in a column called like its code or its label, or by another usual name of
 * the same thing. Keys of columns, as in what is kept; NULL ends them.
 */
const char **import_columns_of(const void *ctx, const struct criterion *criterion, const char *bindings);

/* A cell that was kept, by the name of its column, by what it means here where somebody said so; NULL none. And as the answer to a criterion: canonical, NULL where it tells nothing. */
#define IMPORT_MEANS "="	/* in front of a column's key: what its cell was said to mean */
const char *import_kept(const void *ctx, const char *kept, const char *header);
const char *import_answer(const void *ctx, const struct criterion *criterion, const char *cell);

#endif
