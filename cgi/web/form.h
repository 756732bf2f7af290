/* Forms: one table of fields makes labels, limits, problems and the struct they fill. */
#ifndef WEB_FORM_H
#define WEB_FORM_H

#include "view/view.h"
#include "web/web.h"

enum field_kind {
	FIELD_TEXT = 1,	/* one line: const char *, trimmed, never NULL */
	FIELD_LIST,	/* the same, with its options to choose from or to type something else */
	FIELD_AREA,	/* several lines: const char *, trimmed at both ends, never NULL */
	FIELD_EMAIL,	/* const char * */
	FIELD_PASSWORD,	/* const char *, exactly as typed; never shown again */
	FIELD_NEW_PASSWORD,	/* the same, for one that is being chosen */
	FIELD_CODE,	/* six digits of an authenticator: const char *, trimmed; never shown again */
	FIELD_DATE,	/* const char * "YYYY-MM-DD", NULL when empty */
	FIELD_NUMBER,	/* int64_t from least to most; 0 when empty */
	FIELD_DECIMAL,	/* const char * as typed, NULL when empty: its rule reads it */
	FIELD_SELECT,	/* int, the chosen option's code; -1 for none */
	FIELD_RADIO,	/* the same, as radio buttons */
	FIELD_CHECKS,	/* int64_t, 1 << code for each ticked option; each option has a name of its own */
	FIELD_TICK,	/* bool */
	FIELD_FILE,	/* nothing is read into the struct: see params_file() */
};

/* One choice. `value` is what is sent. { 0 } ends a table. */
struct option {
	const char *value;
	const char *label;
	const char *hint;	/* of a radio button; may be NULL */
	int code;
};

/* One field: its label, its limits, and the struct member it fills. { 0 } ends a table. */
struct field {
	const char *name, *label;
	enum field_kind kind;
	enum marker at;		/* where the page places it: version_form_MEANING_FIELD */
	size_t into;		/* offsetof its member */
	int64_t least, most;	/* of a number; of characters; 0: no limit here */
	bool required;		/* an empty one is refused here */
	bool optional;		/* the label says so */
	const char *hint;
	int64_t rows;		/* lines of a FIELD_AREA */
	const struct option *options;
	const char *types;	/* of a file: ".csv,text/csv" */
};

struct form;		/* what was typed, and what is wrong with it */

/* A form as it is first shown: values from a struct (NULL: all empty). */
struct form *form_show(struct request *req, const struct field *fields, const void *from);

/* A form as it came: reads the body into a struct and notes what is wrong. Fields that were not sent count as empty. */
struct form *form_read(struct request *req, const struct field *fields, void *into);

/* The same of a form that only asks, whose fields come in the address. */
struct form *form_asked(struct request *req, const struct field *fields, void *into);

/* Further fields of the same form, such as one row of several; their problems join the whole's. */
struct form *form_part_show(struct form *whole, const struct field *fields, const void *from);
struct form *form_part_read(struct form *whole, const struct field *fields, void *into);

/*
 * Refuses a field with a sentence. NULL does nothing and a second problem never covers the first, so that
 * form_reject(form, "reason", reason_problem(x)) needs no guard. `field` NULL: the form as a whole.
 */
void form_reject(struct form *form, const char *field, const char *problem);

/* Nothing is wrong and the request is not held: go on and save. */
bool form_ok(const struct form *form);

/* Places every field at its marker. Call after the last form_reject(). */
void form_fill(struct view *view, const struct form *form);

/* The summary of all problems at `at`, and "Error: " in the title; nothing when there are none. */
void form_errors_fill(struct view *view, enum marker at, const struct form *form);

/* The hidden fields of a form that edits: csrf, key and the revision it began from. Other forms have theirs already. */
void form_hidden_fill(struct view *view, enum marker at, int64_t revision);

/* The id a field has on the page: its name with - for _ . */
const char *field_id(const void *ctx, const char *name);

#endif
