/* Terms many at a time: the index with its tabs and letters, search, and the words to link. */
#include "glossary/store_parts.h"

#include "base/text.h"

#include <talloc.h>

static const struct column row_columns[] = {
	COLUMN(INT, struct term_row, id),
	COLUMN(TEXT, struct term_row, slug),
	COLUMN(TEXT, struct term_row, name),
	CODE_COLUMN(struct term_row, kind, term_kind_names),
	COLUMN(INT, struct term_row, revision),
	COLUMN(TEXT, struct term_row, abbreviations),
	COLUMN(TEXT, struct term_row, synonyms),
	COLUMN(BOOL, struct term_row, retired),
	COLUMN(TEXT, struct term_row, meaning),
	COLUMN(INT, struct term_row, in_force_number),
	COLUMN(TIME, struct term_row, in_force_at),
	COLUMN(TEXT, struct term_row, review_due),
	COLUMN(INT, struct term_row, coming_number),
	COLUMN(TIME, struct term_row, coming_at),
	COLUMN(INT, struct term_row, open_number),
	CODE_COLUMN(struct term_row, open_state, version_state_names),
	COLUMN(INT, struct term_row, open_revision),
	COLUMN(BOOL, struct term_row, open_marketing_signed),
	COLUMN(BOOL, struct term_row, open_sales_signed),
	{ 0 }
};
static const struct shape row_shape = { sizeof(struct term_row), row_columns };

const char *
like_pattern(const void *ctx, const char *before, const char *text, const char *after)
{
	struct buffer *pattern = buffer_new(ctx);

	buffer_text(pattern, before);
	for (const char *c = text; *c; c++) {
		if (*c == '%' || *c == '_' || *c == '!')
			buffer_byte(pattern, '!');
		buffer_byte(pattern, *c == ' ' || *c == '-' ? '%' : *c);
	}
	buffer_text(pattern, after);
	return buffer_take(ctx, pattern);
}

/* A term with its version in force (f), the coming one (c) and the one being worked on (d); takes now twice. */
#define TERMS_WITH_VERSIONS " FROM term t LEFT JOIN term_version f ON f.id = " IN_FORCE_ID \
	" LEFT JOIN term_version c ON c.id = " COMING_ID " LEFT JOIN term_version d ON d.id = " OPEN_ID

/* Which terms belong to a tab. A term nobody has worded is a draft too. */
#define IS_AGREED "t.deprecated_at IS NULL AND (f.id IS NOT NULL OR c.id IS NOT NULL)"
#define IS_IN_REVIEW "t.deprecated_at IS NULL AND d.state = 'in_review'"
#define IS_DRAFT "t.deprecated_at IS NULL AND IF(d.id IS NULL, f.id IS NULL AND c.id IS NULL, d.state = 'draft')"
#define IS_DUE "t.deprecated_at IS NULL AND f.review_due <= ?"
#define IS_RETIRED "t.deprecated_at IS NOT NULL"

struct term_row *
term_index(struct db *db, const void *ctx, int64_t now, const struct term_filter *filter, size_t *count)
{
	const char *text = text_blank(filter->text) ? NULL : like_pattern(ctx, "%", text_squeeze(ctx, filter->text), "%");
	const char *initial = text_blank(filter->initial) ? NULL : like_pattern(ctx, "", filter->initial, "%");
	int64_t other = text_equal(filter->initial, "#"), tab = filter->tab;
	const char *kind = filter->kind < 0 ? NULL : term_kind_names[filter->kind];

	return db_list(db, ctx, &row_shape, count, "SELECT t.id, t.slug, t.name, t.kind, t.revision, t.abbreviations, t.synonyms,"
	    " t.deprecated_at IS NOT NULL AS retired, COALESCE(f.meaning, c.meaning, d.meaning) AS meaning,"
	    " f.number AS in_force_number, f.in_force_at, f.review_due, c.number AS coming_number, c.in_force_at AS coming_at,"
	    " d.number AS open_number, d.state AS open_state, d.revision AS open_revision, "
	    SIGNED_BY("marketing", "d.id") " AS open_marketing_signed, " SIGNED_BY("sales", "d.id") " AS open_sales_signed"
	    TERMS_WITH_VERSIONS
	    " WHERE (? IS NULL OR t.name > ?) AND (? IS NULL OR t.kind = ?)"
	    " AND (? IS NULL OR (? = 0 AND t.name LIKE ? ESCAPE '!') OR (? = 1 AND t.name NOT REGEXP '^\\\\p{L}'))"
	    " AND (? <> 1 OR (" IS_AGREED ")) AND (? <> 2 OR (" IS_IN_REVIEW ")) AND (? <> 3 OR (" IS_DRAFT "))"
	    " AND (? <> 4 OR (" IS_DUE ")) AND (? <> 5 OR (" IS_RETIRED "))"
	    " AND (? IS NULL OR CONCAT_WS('\\n', t.name, t.abbreviations, t.synonyms, f.meaning, c.meaning, d.meaning)"
	    " LIKE ? ESCAPE '!') ORDER BY t.name LIMIT ?", "ttsssssisiiiiisissi", now, now, filter->after,
	    filter->after, kind, kind, initial, other, initial, other, tab, tab, tab, tab, filter->today, tab, text, text,
	    filter->limit);
}

static const struct column count_columns[] = {
	COLUMN(INT, struct term_counts, all),
	COLUMN(INT, struct term_counts, agreed),
	COLUMN(INT, struct term_counts, in_review),
	COLUMN(INT, struct term_counts, draft),
	COLUMN(INT, struct term_counts, review_due),
	COLUMN(INT, struct term_counts, retired),
	{ 0 }
};
static const struct shape count_shape = { sizeof(struct term_counts), count_columns };

struct term_counts *
term_tab_counts(struct db *db, const void *ctx, int64_t now, const char *today)
{
	struct term_counts *counts = db_one(db, ctx, &count_shape, "SELECT COUNT(*) AS `all`, SUM(x.used AND x.ratified) AS agreed,"
	    " SUM(x.used AND x.in_review) AS in_review,"
	    " SUM(x.used AND NOT x.in_review AND (x.draft OR NOT x.ratified)) AS draft,"
	    " (SELECT COUNT(*) FROM term_version v JOIN term t ON t.id = v.term_id WHERE v.review_due <= ? AND v.state = 'ratified'"
	    " AND t.deprecated_at IS NULL AND v.id = " IN_FORCE_ID ") AS review_due, SUM(NOT x.used) AS retired"
	    " FROM (SELECT t.deprecated_at IS NULL AS used, COALESCE(MAX(v.state = 'ratified'), 0) AS ratified,"
	    " COALESCE(MAX(v.state = 'in_review'), 0) AS in_review, COALESCE(MAX(v.state = 'draft'), 0) AS draft"
	    " FROM term t LEFT JOIN term_version v ON v.term_id = t.id GROUP BY t.id) x", "st", today, now);

	return counts ? counts : memory_need(talloc_zero(ctx, struct term_counts));
}

static const struct column initial_columns[] = {
	COLUMN(TEXT, struct initial, letter),
	COLUMN(INT, struct initial, terms),
	{ 0 }
};
static const struct shape initial_shape = { sizeof(struct initial), initial_columns };

struct initial *
term_initials(struct db *db, const void *ctx, size_t *count)
{
	return db_list(db, ctx, &initial_shape, count, "SELECT MIN(l.letter) AS letter, COUNT(*) AS terms FROM (SELECT"
	    " IF(t.name REGEXP '^\\\\p{L}', UPPER(LEFT(t.name, 1)), '#') AS letter FROM term t) l"
	    " GROUP BY l.letter ORDER BY l.letter", "");
}

static const struct column hit_columns[] = {
	COLUMN(INT, struct term_hit, id),
	COLUMN(TEXT, struct term_hit, slug),
	COLUMN(TEXT, struct term_hit, name),
	CODE_COLUMN(struct term_hit, kind, term_kind_names),
	COLUMN(TEXT, struct term_hit, abbreviations),
	COLUMN(TEXT, struct term_hit, synonyms),
	COLUMN(BOOL, struct term_hit, retired),
	COLUMN(TEXT, struct term_hit, meaning),
	COLUMN(BOOL, struct term_hit, in_force),
	COLUMN(INT, struct term_hit, rank),
	{ 0 }
};
static const struct shape hit_shape = { sizeof(struct term_hit), hit_columns };

/* Every name of a term between line ends, so that "\nmql\n" is one of them and "\nmq…" the beginning of one. */
#define ALL_NAMES "CONCAT('\\n', t.name, '\\n', t.abbreviations, '\\n', t.synonyms, '\\n')"

struct term_hit *
term_search(struct db *db, const void *ctx, const char *text, int64_t now, int64_t limit, size_t *count)
{
	const char *words = text_squeeze(ctx, text ? text : ""), *anywhere = like_pattern(ctx, "%", words, "%");

	*count = 0;
	if (!*words)
		return memory_need(talloc_zero(ctx, struct term_hit));
	return db_list(db, ctx, &hit_shape, count, "SELECT t.id, t.slug, t.name, t.kind, t.abbreviations, t.synonyms,"
	    " t.deprecated_at IS NOT NULL AS retired, v.meaning, COALESCE(v.in_force_at <= ?, FALSE) AS in_force,"
	    " CASE WHEN " ALL_NAMES " LIKE ? ESCAPE '!' THEN 1 WHEN " ALL_NAMES " LIKE ? ESCAPE '!' THEN 2"
	    " WHEN " ALL_NAMES " LIKE ? ESCAPE '!' THEN 3"
	    " WHEN v.meaning LIKE ? ESCAPE '!' THEN 4 END AS rank"
	    " FROM term t LEFT JOIN term_version v ON v.id = COALESCE(" IN_FORCE_ID ", (SELECT x.id FROM term_version x"
	    " WHERE x.term_id = t.id AND x.state <> 'withdrawn' ORDER BY x.number DESC LIMIT 1))"
	    " HAVING rank IS NOT NULL ORDER BY rank, retired, name LIMIT ?", "tssssti", now, like_pattern(ctx, "%\n", words, "\n%"),
	    like_pattern(ctx, "%\n", words, "%"), anywhere, anywhere, now, limit);
}

static const struct column lexicon_columns[] = {
	COLUMN(TEXT, struct lexicon_entry, slug),
	COLUMN(TEXT, struct lexicon_entry, name),
	CODE_COLUMN(struct lexicon_entry, kind, term_kind_names),
	COLUMN(TEXT, struct lexicon_entry, abbreviations),
	COLUMN(TEXT, struct lexicon_entry, synonyms),
	COLUMN(TEXT, struct lexicon_entry, meaning),
	{ 0 }
};
static const struct shape lexicon_shape = { sizeof(struct lexicon_entry), lexicon_columns };

struct lexicon_entry *
lexicon_list(struct db *db, const void *ctx, int64_t now, size_t *count)
{
	return db_list(db, ctx, &lexicon_shape, count, "SELECT t.slug, t.name, t.kind, t.abbreviations, t.synonyms,"
	    " f.meaning FROM term t"
	    " LEFT JOIN term_version f ON f.id = " IN_FORCE_ID " WHERE t.deprecated_at IS NULL ORDER BY t.name", "t", now);
}
