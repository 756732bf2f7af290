/* Terms with the version in force, many at a time: the stages in order, and paper. */
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
