/* Terms with the version in force, many at a time: the stages in order, paper, and what stands at one place. */
#include "glossary/import.h"
#include "glossary/store_parts.h"

#include "base/text.h"

#include <talloc.h>

static const struct column term_columns[] = { TERM_SHAPE(struct term, ), { 0 } };
static const struct shape term_shape = { sizeof(struct term), term_columns };

#define WANTED " t.deprecated_at IS NULL AND (? IS NULL OR t.kind = ?)"

struct export_term *
terms_in_force(struct db *db, const void *ctx, int64_t now, int kind, size_t *count)
{
	const char *name = kind < 0 ? NULL : term_kind_names[kind];
	size_t term_count, version_count;
	struct term *terms = db_list(db, ctx, &term_shape, &term_count, "SELECT" TERM_COLUMNS " FROM term t" TERM_JOINS
	    " WHERE" WANTED " ORDER BY t.name", "ss", name, name);
	struct version *versions = db_list(db, ctx, &version_shape, &version_count, "SELECT" VERSION_COLUMNS
	    " FROM term_version v" VERSION_JOINS " JOIN term t ON t.id = v.term_id WHERE" WANTED " AND v.id = " IN_FORCE_ID
	    " ORDER BY t.name", "sst", name, name, now);
	struct export_term *both = memory_need(talloc_zero_array(ctx, struct export_term, version_count + 1));

	versions_complete(db, ctx, versions, version_count);
	*count = 0;
	for (size_t i = 0, v = 0; i < term_count; i++) {
		size_t at = v;

		/* Both are in the same order, but one may have come into force or been retired between the two reads. */
		while (at < version_count && versions[at].term_id != terms[i].id)
			at++;
		if (at == version_count)
			continue;
		versions[at].status = STATUS_IN_FORCE;
		both[*count].term = terms[i];
		both[*count].version = versions[at];
		(*count)++;
		v = at + 1;
	}
	return both;
}

struct name_row {
	const char *name;
};
static const struct column name_columns[] = { COLUMN(TEXT, struct name_row, name), { 0 } };
static const struct shape name_shape = { sizeof(struct name_row), name_columns };

const char *
stages_beside(struct db *db, const void *ctx, const struct version *v, int64_t now)
{
	struct buffer *names = buffer_new(ctx);
	const struct name_row *rows;
	size_t count;

	if (v->stage_path < 0 || !v->stage_position)
		return NULL;
	rows = db_list(db, ctx, &name_shape, &count, "SELECT DISTINCT t.name FROM term t JOIN term_version o ON o.term_id = t.id"
	    " WHERE t.kind = 'stage' AND t.deprecated_at IS NULL AND t.id <> ? AND o.stage_path = ? AND o.stage_position = ?"
	    " AND (o.state = 'in_review' OR o.in_force_at > ? OR o.id = " IN_FORCE_ID ") ORDER BY t.name", "isitt", v->term_id,
	    stage_path_names[v->stage_path], v->stage_position, now, now);
	for (size_t i = 0; i < count; i++)
		buffer_format(names, "%s“%s”", i == 0 ? "" : i + 1 < count ? ", " : " and ", rows[i].name);
	return count ? buffer_take(ctx, names) : NULL;
}
