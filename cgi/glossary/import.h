/* Terms from CSV and JSON files: what each row would do and why, and files that read back to the same. Pure. */
#ifndef GLOSSARY_IMPORT_H
#define GLOSSARY_IMPORT_H

#include "base/utf8.h"
#include "glossary/rules.h"

#include <jansson.h>

struct buffer;

enum import_format { IMPORT_CSV, IMPORT_JSON };
extern const char *const import_format_names[];

enum row_act { ROW_CREATE, ROW_CHANGE, ROW_SAME, ROW_REFUSE };
extern const char *const row_act_names[];

enum { IMPORT_MOST_ROWS = 2000, IMPORT_MOST_BYTES = 4 * 1024 * 1024 };

/* What the database knows about a row's name: filled by import_match() of the store. */
struct import_known {
	size_t first;			/* the first row of the file with the same name: the row itself unless it repeats one */
	const struct term *term;	/* NULL: a new one, and then the next four are too */
	const struct version *in_force;
	const struct version *coming;	/* ratified, waits for its date */
	const struct version *open;	/* the newest draft or version in review */
	const struct version *newest;	/* of any state */
	const char *called_slug;	/* a new name that is an abbreviation or synonym of this other term; NULL */
	const char *called_name;
};

struct import_row {
	size_t line;			/* CSV: the line of the file it starts on; JSON: its place from 1 */
	struct term term;		/* what the row says; members it does not give are empty */
	struct version version;
	unsigned gives;			/* bits of what it gives, private to import*.c */
	struct import_known known;

	/* The plan. */
	int act;			/* enum row_act */
	bool edits;			/* a change edits known.open, the person's own untouched draft, instead of adding a version */
	bool adds;			/* a change adds a version */
	bool words;			/* a change touches the free texts */
	struct problems *problems;	/* why it is refused; none otherwise */
	const char **notes;		/* what else to know, as sentences */
	size_t note_count;
};

struct import_plan {
	struct import_row *rows;
	size_t count;
	const char *problem;		/* the whole file cannot be used; then no rows */
	const char **ignored;		/* headers of columns (or names of members) that are not used; NULL ends them */
	size_t ignored_count;
	enum utf8_source encoding;
	char delimiter;			/* of a CSV */
	int64_t created, changed, same, refused;	/* after import_decide() */
};

/*
 * Reads a file. CSV: headers name|term and meaning|definition in any case, optional kind, abbreviations, synonyms,
 * marketing_says, sales_says, examples, counter_examples, bindings, criteria (JSON as in the API), review_by,
 * change_note, and stage_…, metric_…, reason_acts as the export writes them. JSON: an array of objects, or an object
 * with it as "terms", members as in the API. Bytes may be UTF-8, UTF-16 or Windows-1252. Never NULL.
 */
struct import_plan *import_read(const void *ctx, int format, const char *bytes, size_t length);

/*
 * Decides each row from row.known. `today` is the organisation's day, `person_id` who imports.
 * The same name with the same words is "same" when they are the wording in force, coming, or open; other words become
 * a new draft beside what is there, or edit the open draft when it is this person's alone. Nothing of others is
 * overwritten. An empty cell says nothing. A row that repeats an earlier one is "same", one that contradicts it refused.
 */
void import_decide(struct import_plan *plan, const char *today, int64_t person_id);

/* One term with the wording to give away: in force, else coming, else open; version.id 0 when it has none. */
struct export_term {
	struct term term;
	struct version version;
};
void export_csv(struct buffer *into, const struct export_term *terms, size_t count);
json_t *export_json(const struct export_term *terms, size_t count);	/* {"terms":[…]}; the caller's reference */

/* The API's JSON of a version's words. */

/* The members read, NULL ends them: meaning change_note review_by in_force_from criteria stage metric reason. */
extern const char *const version_json_members[];

/* Reads those that `object` has into `version`; null empties one. Wrong types and unknown members inside become problems. */
void version_read_json(const void *ctx, const json_t *object, struct version *version, struct problems *problems);

/* An object of them all; stage, metric and reason only where `kind` has them. The caller's reference. */
json_t *version_words_json(int kind, const struct version *version);
json_t *criteria_json(const struct version *version);
json_t *lines_json(const char *lines);

/* Compact JSON as a text, child of `ctx`. Takes over the reference. */
const char *json_compact(const void *ctx, json_t *json);

/* An array of texts as lines; NULL and a problem at the member `name` when it is none. */
const char *lines_read_json(const void *ctx, const json_t *array, const char *name, struct problems *problems);

#endif
