/* Files of terms: what the database knows of their names, importing them, and what is given away. */
#include "glossary/store_parts.h"

#include "base/text.h"
#include "glossary/import.h"

#include <stdlib.h>
#include <string.h>
#include <talloc.h>

static const struct column saved_columns[] = {
	COLUMN(INT, struct saved_import, id),
	COLUMN(INT, struct saved_import, person_id),
	CODE_COLUMN(struct saved_import, format, import_format_names),
	COLUMN(TEXT, struct saved_import, file_name),
	COLUMN(TEXT, struct saved_import, content),
	COLUMN(TIME, struct saved_import, created_at),
	COLUMN(TIME, struct saved_import, done_at),
	COLUMN(INT, struct saved_import, created_terms),
	COLUMN(INT, struct saved_import, changed_terms),
	COLUMN(INT, struct saved_import, same_terms),
	COLUMN(INT, struct saved_import, refused_rows),
	{ 0 }
};
static const struct shape saved_shape = { sizeof(struct saved_import), saved_columns };

enum { IMPORT_LIFE = 30 * 24 * 3600 };	/* seconds a file stays to be looked at */

int64_t
import_save(struct db *db, const struct actor *actor, int format, const char *file_name, const char *content)
{
	char *name = text_clip(NULL, file_name && *file_name ? file_name : "terms", 120);
	int64_t id = db_insert(db, "INSERT INTO term_import (person_id, format, file_name, content, created_at)"
	    " VALUES (?, ?, ?, ?, ?)", "issst", actor->person_id, import_format_names[format], name, content, actor->now);

	talloc_free(name);
	db_run(db, "DELETE FROM term_import WHERE person_id = ? AND created_at < ?", "it", actor->person_id,
	    actor->now - IMPORT_LIFE);
	return id;
}

struct saved_import *
import_find(struct db *db, const void *ctx, int64_t id, int64_t person_id)
{
	return db_one(db, ctx, &saved_shape, "SELECT id, person_id, format, file_name, content, created_at, done_at,"
	    " created_terms, changed_terms, same_terms, refused_rows FROM term_import WHERE id = ? AND person_id = ?", "ii", id,
	    person_id);
}

enum act_result
import_done(struct db *db, const struct actor *actor, int64_t id, const struct import_plan *plan)
{
	if (db_run(db, "UPDATE term_import SET done_at = ?, created_terms = ?, changed_terms = ?, same_terms = ?,"
	    " refused_rows = ? WHERE id = ? AND person_id = ? AND done_at IS NULL", "tiiiiii", actor->now, plan->created,
	    plan->changed, plan->same, plan->refused, id, actor->person_id) != 1)
		return RESULT_MOVED;
	audit_add(db, actor, "terms.import", "import", id, NULL);
	return RESULT_DONE;
}

/* One row of a file beside the term that has its name; both members count from 1. */
struct match {
	int64_t n, first_n;
	struct term term;	/* id 0: none */
};
static const struct column match_columns[] = {
	COLUMN(INT, struct match, n),
	COLUMN(INT, struct match, first_n),
	TERM_SHAPE(struct match, term.),
	{ 0 }
};
static const struct shape match_shape = { sizeof(struct match), match_columns };

static const char *
names_json(const void *ctx, const struct import_plan *plan)
{
	json_t *names = json_array();

	for (size_t i = 0; i < plan->count; i++)
		json_array_append_new(names, json_string(plan->rows[i].term.name));
	return json_compact(ctx, names);
}

/* Equal names are the database's affair, so it compares those of the file with its own and with each other. */
static void
match_names(struct db *db, const void *ctx, struct import_plan *plan)
{
	size_t count;
	const struct match *rows = db_list(db, ctx, &match_shape, &count, "SELECT j.n, MIN(j.n) OVER (PARTITION BY j.name)"
	    " AS first_n," TERM_COLUMNS " FROM JSON_TABLE(?, '$[*]' COLUMNS (n FOR ORDINALITY, name VARCHAR(500)"
	    " CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci PATH '$')) j LEFT JOIN term t ON t.name = j.name" TERM_JOINS
	    " ORDER BY j.n", "s", names_json(ctx, plan));

	for (size_t i = 0; i < count && i < plan->count; i++) {
		plan->rows[i].known.first = (size_t)rows[i].first_n - 1;
		plan->rows[i].known.term = rows[i].term.id ? &rows[i].term : NULL;
	}
}

static int
by_term(const void *key, const void *element)
{
	int64_t id = *(const int64_t *)key, other = ((const struct version *)element)->term_id;

	return (id > other) - (id < other);
}

/* The wordings of one term that a row is compared with; its versions stand together, newest first. */
static void
choose_wordings(struct import_known *known, const struct version *versions, size_t count, int64_t now)
{
	const struct version *v = bsearch(&known->term->id, versions, count, sizeof *versions, by_term), *end = versions + count;
	int64_t in_force;
	size_t run = 0;

	if (!v)
		return;
	while (v > versions && v[-1].term_id == known->term->id)
		v--;
	while (v + run < end && v[run].term_id == known->term->id)
		run++;
	in_force = version_in_force(v, run, now);
	known->newest = v;
	for (size_t i = 0; i < run; i++) {
		if (v[i].number == in_force)
			known->in_force = &v[i];
		if (v[i].state == STATE_RATIFIED && v[i].in_force_at > now)
			known->coming = &v[i];
		if (v[i].state == STATE_IN_REVIEW && (!known->open || known->open->state == STATE_DRAFT))
			known->open = &v[i];
		if (v[i].state == STATE_DRAFT && !known->open)
			known->open = &v[i];
	}
}

static void
match_wordings(struct db *db, const void *ctx, struct import_plan *plan, int64_t now)
{
	int64_t *ids = memory_need(talloc_array(ctx, int64_t, plan->count + 1));
	struct version *versions;
	size_t count = 0;

	for (size_t i = 0; i < plan->count; i++)
		if (plan->rows[i].known.term && plan->rows[i].known.first == i)
			ids[count++] = plan->rows[i].known.term->id;
	versions = db_list(db, ctx, &version_shape, &count, "SELECT" VERSION_COLUMNS " FROM " IDS_TABLE
	    " JOIN term_version v ON v.term_id = j.id" VERSION_JOINS " ORDER BY v.term_id, v.number DESC", "s",
	    ids_json(ctx, ids, count));
	versions_complete(db, ctx, versions, count);
	for (size_t i = 0; i < plan->count; i++)
		if (plan->rows[i].known.term)
			choose_wordings(&plan->rows[i].known, versions, count, now);
}

/* What terms are called besides their names. */
struct called {
	const char *lower;
	const struct lexicon_entry *entry;
};

static int
by_lower(const void *a, const void *b)
{
	return strcmp(((const struct called *)a)->lower, ((const struct called *)b)->lower);
}

static struct called *
called_list(const void *ctx, const struct lexicon_entry *entries, size_t entry_count, size_t *count)
{
	struct called *list = NULL;

	*count = 0;
	for (size_t i = 0; i < entry_count; i++) {
		size_t items;
		char **names = lines_read(ctx, text_format(ctx, "%s\n%s", entries[i].abbreviations, entries[i].synonyms), &items);

		list = memory_need(talloc_realloc(ctx, list, struct called, *count + items + 1));
		for (size_t k = 0; k < items; k++)
			list[(*count)++] = (struct called){ text_lower(ctx, names[k]), &entries[i] };
	}
	if (list)
		qsort(list, *count, sizeof *list, by_lower);
	return list;
}

static void
match_called(struct db *db, const void *ctx, struct import_plan *plan, int64_t now)
{
	size_t entry_count, count;
	const struct lexicon_entry *entries = lexicon_list(db, ctx, now, &entry_count);
	const struct called *list = called_list(ctx, entries, entry_count, &count), *found;

	for (size_t i = 0; i < plan->count; i++) {
		struct import_known *known = &plan->rows[i].known;
		const struct called key = { text_lower(ctx, plan->rows[i].term.name), NULL };

		found = count && !known->term ? bsearch(&key, list, count, sizeof *list, by_lower) : NULL;
		if (!found)
			continue;
		known->called_slug = found->entry->slug;
		known->called_name = found->entry->name;
	}
}

void
import_match(struct db *db, const void *ctx, struct import_plan *plan, int64_t now)
{
	if (!plan->count)
		return;
	match_names(db, ctx, plan);
	match_wordings(db, ctx, plan, now);
	match_called(db, ctx, plan, now);
}

static enum act_result
run_create(struct db *db, const void *ctx, const struct actor *actor, struct import_row *row)
{
	enum act_result result;

	row->version.imported = true;
	result = term_add(db, ctx, actor, &row->term);

	return result == RESULT_DONE ? version_add(db, ctx, actor, row->term.id, 1, &row->version) : result;
}

static enum act_result
run_change(struct db *db, const void *ctx, const struct actor *actor, struct import_row *row)
{
	enum act_result result = RESULT_DONE;

	row->version.imported = true;
	if (row->edits) {
		row->version.id = row->known.open->id;
		row->version.revision = row->known.open->revision;
		result = version_edit(db, ctx, actor, &row->version);
	} else if (row->adds)
		result = version_create(db, ctx, actor, row->known.term->id, &row->version);
	if (result == RESULT_DONE && row->words)
		result = term_edit_words(db, ctx, actor, &row->term, NULL, 0);
	return result;
}

void
import_run(struct db *db, const void *ctx, const struct actor *actor, struct import_plan *plan)
{
	for (size_t i = 0; i < plan->count && db_fate(db) == DB_FINE; i++) {
		struct import_row *row = &plan->rows[i];
		bool create = row->act == ROW_CREATE;

		if (!create && row->act != ROW_CHANGE)
			continue;
		if ((create ? run_create : run_change)(db, ctx, actor, row) == RESULT_DONE)
			continue;
		problem_add(row->problems, "name", -1, "“%s” has changed while you looked. Import the file again to see how.",
		    row->term.name);
		row->act = ROW_REFUSE;
		--*(create ? &plan->created : &plan->changed);
		plan->refused++;
	}
	if (plan->created)
		glossary_touch(db);
}

struct export_row {
	int64_t wording_id;
	struct term term;
};
static const struct column export_columns[] = {
	COLUMN(INT, struct export_row, wording_id),
	TERM_SHAPE(struct export_row, term.),
	{ 0 }
};
static const struct shape export_shape = { sizeof(struct export_row), export_columns };

static int
by_row_term(const void *a, const void *b)
{
	int64_t x = ((const struct version *)a)->term_id, y = ((const struct version *)b)->term_id;

	return (x > y) - (x < y);
}

struct export_term *
terms_export(struct db *db, const void *ctx, int64_t now, size_t *count)
{
	static const struct version blank = VERSION_BLANK;
	const struct export_row *rows = db_list(db, ctx, &export_shape, count, "SELECT COALESCE(" IN_FORCE_ID ", " COMING_ID ", "
	    OPEN_ID ", 0) AS wording_id," TERM_COLUMNS " FROM term t" TERM_JOINS " ORDER BY t.name", "tt", now, now);
	struct export_term *terms = memory_need(talloc_zero_array(ctx, struct export_term, *count + 1));
	int64_t *ids = memory_need(talloc_array(ctx, int64_t, *count + 1));
	struct version *versions;
	size_t id_count = 0, version_count;

	for (size_t i = 0; i < *count; i++)
		if (rows[i].wording_id)
			ids[id_count++] = rows[i].wording_id;
	versions = db_list(db, ctx, &version_shape, &version_count, "SELECT" VERSION_COLUMNS " FROM " IDS_TABLE
	    " JOIN term_version v ON v.id = j.id" VERSION_JOINS " ORDER BY v.term_id", "s", ids_json(ctx, ids, id_count));
	versions_complete(db, ctx, versions, version_count);
	for (size_t i = 0; i < *count; i++) {
		const struct version key = { .term_id = rows[i].term.id };
		const struct version *v = version_count ? bsearch(&key, versions, version_count, sizeof key, by_row_term) : NULL;

		terms[i] = (struct export_term){ rows[i].term, v ? *v : blank };
		if (v)
			terms[i].version.status = version_status_at(v->state, v->number, v->in_force_at,
			    v->in_force_at <= now ? v->number : 0, now);
	}
	return terms;
}
