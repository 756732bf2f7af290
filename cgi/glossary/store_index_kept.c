/* The index as each worker remembers it: while nothing of the glossary has changed and no version has come into force, asking again would tell the same. */
#include "glossary/store.h"

#include "base/text.h"

#include <talloc.h>

/* What this process remembers: the counts, and the rows of the tab that was asked for last. */
static struct {
	void *memory;			/* NULL: nothing */
	int64_t version;		/* of the glossary's content */
	int64_t made_at, until;		/* true from then, and until the next version comes into force */
	const char *today;
	const struct term_counts *counts;
	struct term_row *rows;		/* NULL: of no tab */
	size_t count;
	enum term_tab tab;
	int64_t limit;
} kept;

static bool
holds(int64_t version, int64_t now, const char *today)
{
	return kept.memory && kept.version == version && now >= kept.made_at && now < kept.until && text_equal(kept.today, today);
}

/* Forgets, and begins to remember. */
static void
begin(struct db *db, int64_t version, int64_t now, const char *today)
{
	int64_t next = db_integer(db, 0, "SELECT UNIX_TIMESTAMP(MIN(in_force_at)) FROM term_version WHERE in_force_at > ?", "t", now);

	TALLOC_FREE(kept.memory);
	kept.memory = memory_need(talloc_named_const(NULL, 0, "the index that is known"));
	kept.version = version;
	kept.made_at = now;
	kept.until = next ? next : INT64_MAX;
	kept.today = text_copy(kept.memory, today);
	kept.counts = NULL;
	kept.rows = NULL;
}

/* What was read while the database failed is not remembered. */
static void
keep_if_fine(struct db *db)
{
	if (db_fate(db) != DB_FINE)
		TALLOC_FREE(kept.memory);
}

const struct term_counts *
term_tab_counts_kept(struct db *db, const void *ctx, int64_t version, int64_t now, const char *today)
{
	const struct term_counts *counts;

	if (!holds(version, now, today))
		begin(db, version, now, today);
	if (!kept.counts)
		kept.counts = term_tab_counts(db, kept.memory, now, today);
	counts = memory_need(talloc_memdup(ctx, kept.counts, sizeof *counts));
	keep_if_fine(db);
	return counts;
}

const struct term_row *
term_index_kept(struct db *db, const void *ctx, int64_t version, int64_t now, const struct term_filter *filter, size_t *count)
{
	if (filter->kind >= 0 || !text_blank(filter->text) || !text_blank(filter->initial) || filter->after)
		return term_index(db, ctx, now, filter, count);
	if (!holds(version, now, filter->today))
		begin(db, version, now, filter->today);
	if (!kept.rows || kept.tab != filter->tab || kept.limit != filter->limit) {
		struct term_row *rows = term_index(db, kept.memory, now, filter, count);

		if (db_fate(db) != DB_FINE)
			return term_index(db, ctx, now, filter, count);
		TALLOC_FREE(kept.rows);
		kept.rows = rows;
		kept.count = *count;
		kept.tab = filter->tab;
		kept.limit = filter->limit;
	}
	*count = kept.count;
	return kept.rows;
}
