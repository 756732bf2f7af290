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
	TO_CAMPAIGN, TO_THEME, TO_PERSONA, TO_STAGE, TO_STATUS, TO_CONVERTED, TO_OWNER_MARKETING, TO_OWNER_SALES, TO_CONVERTED_AT, TO_CREATED_AT, TO_MQL_AT,
	TO_SAL_AT, TO_SQL_AT, TO_FIRST_ATTEMPT_AT, TO_OUTCOME,
	TO_NAME, TO_LEAD_REF, TO_AMOUNT, TO_CURRENCY, TO_OPENED_AT, TO_WON_AT, TO_LOST_AT, TO_CLOSED_AT, TO_REASON, TO_PIPELINE,
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

/* Concord's own lists, which come back as of a system of that name; and their column that says that no ' was put before formulas. */
#define IMPORT_OWN_SYSTEM "concord"
#define IMPORT_GUARD_HEADER "guard"

/* Where a record of Salesforce or Zoho stands that was converted, whatever its status: a word to be matched like those of their status. */
#define IMPORT_CONVERTED "Converted"

/* What the columns of a file are called: as they came, squeezed; one without a name is "Column 3", a second "Email" is "Email (2)". */
const char **import_headers(const void *ctx, const char *const cells[], size_t count);

/* What the rows that were left out are given back with; a column of that name is ours, and means nothing whatever somebody says. */
#define IMPORT_REASON_HEADER "Concord: why it was left out"
bool import_header_is_ours(const char *header);

/*
 * Whose file it looks like by its columns: "hubspot", "salesforce", "zoho", IMPORT_OWN_SYSTEM; "" none of them. And what a column of a file of that kind
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
	const char *decides;		/* the first of `only_dmy` or `only_mdy`, or NULL */
};
void dates_look(const void *ctx, struct dates_found *found, const char *value);
void dates_add(struct dates_found *into, const struct dates_found *more);
/* The order that all of them can be read by; GLOSSARY_NONE: both would do, or none: somebody has to say. *mixed: none. */
int dates_order(const struct dates_found *found, bool *mixed);

/* What stands in one column. rules_import_look.c */
enum { IMPORT_SAMPLES = 3, IMPORT_SAMPLE_MOST = 60, IMPORT_VALUES_SHOWN = 60 };
struct import_found {
	int64_t filled;
	const char *samples[IMPORT_SAMPLES];	/* of at most IMPORT_SAMPLE_MOST characters */
	size_t sample_count;
	const char *values[IMPORT_VALUES_SHOWN];	/* distinct ones; all of them unless value_count says one more */
	int64_t counts[IMPORT_VALUES_SHOWN];
	size_t value_count;		/* IMPORT_VALUES_SHOWN + 1: there are too many to list */
	struct dates_found dates;
};

/* Looks at one more cell. What is found hangs on `ctx`; all else on `scratch`, which may go after each row. */
void import_found_note(const void *ctx, const void *scratch, struct import_found *found, const char *cell);

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
int import_yes(const void *ctx, const char *value);	/* 1, 0; GLOSSARY_NONE: neither yes nor no */
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
	bool plain;			/* nothing was put before formulas, so nothing is taken off: "guarded" is false */
};
enum { IMPORT_COLUMNS_MOST = 1000, IMPORT_VALUES_MOST = 2000, IMPORT_VALUE_MOST = 200 };

/* By the names of the columns; what is not named means nothing. */
struct import_map *import_map_guess(const void *ctx, int kind, const char *const headers[], size_t count);

/* As it is stored and sent: {system, columns:{HEADER: FIELD|null}, values:{FIELD:{from:to}, keep:{HEADER:{from:to}}}, defaults:{FIELD:value}, date_order, history, known, guarded}. */
const char *import_map_print(const void *ctx, int kind, const struct import_map *map, const char *const headers[]);

/*
 * And read; `problems` name members as in JSON ("columns/Email", "date_order") where they do not fit the kind or the file. With `loose`, which is for what was remembered, columns that
 * are not there are passed over. NULL: it is no object.
 */
struct import_map *import_map_read(const void *ctx, int kind, const char *json, const char *const headers[], size_t count, bool loose,
    struct problems *problems);

/* What a map lacks for a file of that kind: a name for its rows, an order of its days, a system for its ids. `dates`: of its columns that are times. */
void import_map_problems(struct problems *problems, int kind, const struct import_map *map, const struct dates_found *dates);

/* The column that names the pipelines of a file of deals, when they are few enough for each stage to be asked with them; map->columns: none. rules_import_look.c */
size_t import_pipeline_column(const struct import_map *map, const struct import_found *found);

/* Days of those columns that a map reads as times, `found` of each column. rules_import_look.c */
struct dates_found import_file_dates(const struct import_found *found, const struct import_map *map);

/*
 * By which column the order of a file's days was found, and which are read the same though they could be read otherwise, in a sentence each; "" where no
 * day needs an order, or nothing decides it.
 */
const char *import_order_words(const void *ctx, const struct import_found *found, const struct import_map *map, const char *const headers[]);

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
int64_t import_flags(const int64_t times[], int64_t now);	/* rules_import_flags.c; by enum import_field, 0: none; kept all the same, and counted */
const char *import_flag_words(const void *ctx, int64_t flags);	/* "won before it was opened, and in the future"; "" none */

struct import_row {
	size_t line;
	const char *cells[IMPORT_FIELDS];	/* after values and defaults; NULL: nothing */
	const char *typed[IMPORT_FIELDS];	/* the same as the file says it; NULL: nothing, or a default */
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
	int owner_from[2];			/* which field names the owner that was found, of Marketing and of Sales; GLOSSARY_NONE: none */
	const struct import_problem *problems;
	size_t problem_count;
	const struct import_problem *notices;	/* of a row that goes in: what it says and is not done, and why */
	size_t notice_count;
};
struct import_row *import_row_read(const void *ctx, int kind, const struct import_map *map, const char *const headers[], size_t line, const char *const cells[],
    size_t count, int64_t now, const char *zone);
void import_row_refuse(struct import_row *row, int field, const char *words);
void import_row_notice(struct import_row *row, int field, const char *words);

/* What somebody said a word means; NULL: nothing, or there is no word. And what cells that belong together come to, for import_row_read(). rules_import_settle.c */
const char *import_value_said(const struct import_map *map, int field, const char *word);
void import_row_settle(struct import_row *row, const struct import_map *map, const char *const headers[]);

/*
 * A stage with the pipeline it stands in, "Renewals: Closed won", as its meaning is looked for first: two pipelines may call different stages alike.
 * The stage itself where there is no pipeline. Names that have ": " in them themselves can come to the same word, and mean the same then.
 */
const char *import_stage_word(const void *ctx, const char *pipeline, const char *stage);

/* A last row with one cell in a file of several columns is a footer, as reports have one. */
bool import_is_footer(const char *const cells[], size_t count, size_t columns);

/*
 * What a lead becomes by a row: `is` as it stands, `said` what the row's file said of it the last time (NULL: never). What the file did not change since
 * stays as people here have left it; an empty cell clears nothing. The stage moves by rank, forward alone (0: not known): `rank_is` of the lead's, `rank_new` of the row's.
 * Returns whether anything differs; *held is set when a stage was kept from moving back. rules_import_merge.c
 */
bool import_lead_merge(const void *ctx, const struct lead *is, const struct import_row *row, const char *said, int known, int64_t rank_is, int64_t rank_new,
    struct lead *becomes, bool *held);

/* What other systems said of a lead, put together. */
struct lead_past {
	int64_t lead_id;
	int64_t import_id;		/* the file that told last */
	const char *system;
	int64_t stage_id;		/* 0: stage_name is the other system's word */
	const char *stage_name;		/* of the term, else as it came */
	const char *status;
	int64_t record_made_at, mql_at, sal_at, sql_at, won_at, lost_at;
	int64_t first_attempt_at;
	int outcome;			/* enum handoff_outcome; GLOSSARY_NONE */
	const char *currency;		/* NULL: no amount */
	int64_t amount_minor;
	int64_t flags;			/* bits of enum import_flag */
	const char *kept;		/* as of a row; NULL none */
	const char *said;		/* of a row on its way in: all that it says */
	int64_t told_at;
};

/*
 * What was said of two records of one person, as of the one that stays: the earliest of each date; an amount with the winning it came with, else the
 * one that stays; of the rest its own where it has any, but nobody who qualified once is unqualified. Columns that were kept stand side by side.
 */
struct lead_past lead_past_merge(const void *ctx, const struct lead_past *stays, const struct lead_past *goes, int64_t now);

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

/* The cell that answers a criterion, as the file has it (`meant`: as it was said to mean); NULL: none does. */
const char *import_told_cell(const void *ctx, const struct criterion *criterion, const char *bindings, const char *kept, bool meant);
const char *import_answer(const void *ctx, const struct criterion *criterion, const char *cell);

/*
 * What the columns that were kept answer of a version's criteria, in their order and without evidence, where it can be taken as it is: a number that is one
 * and not a range, a choice that is among the choices. `kept` may be NULL. Never NULL.
 */
struct answer *import_answers(const void *ctx, const struct version *version, const char *bindings, const char *kept, size_t *count);

#endif
