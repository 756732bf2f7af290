/* Terms many at a time: the index with its tabs and letters, search, and the words to link. */
#include "glossary/store_parts.h"

#include "base/text.h"
#include "base/utf8.h"
#include "glossary/import.h"

#include <string.h>
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

static bool
is_apostrophe(int32_t c)
{
	return c == '\'' || c == 0x2018 || c == 0x2019 || c == 0x02BC;
}

/* In a pattern _ stands for one character, whatever it is: so apostrophes are alike. */
const char *
like_pattern(const void *ctx, const char *before, const char *text, const char *after)
{
	struct buffer *pattern = buffer_new(ctx);
	const char *next = text;
	int32_t c;

	buffer_text(pattern, before);
	for (const char *at = text; (c = utf8_next(&next)) >= 0; at = next) {
		if (c == '%' || c == '_' || c == '!')
			buffer_byte(pattern, '!');
		if (c == ' ' || c == '-')
			buffer_byte(pattern, '%');
		else if (is_apostrophe(c))
			buffer_byte(pattern, '_');
		else
			buffer_add(pattern, at, (size_t)(next - at));
	}
	buffer_text(pattern, after);
	return buffer_take(ctx, pattern);
}

/* What stands between words that are looked for. Signs such as % and + belong to them: people look for "50%" and "C++". */
static bool
parts_words(int32_t c)
{
	return utf8_is_space(c) || (c < 0x80 && strchr("-,;:.!?()[]{}\"/\\|&", c)) || c == 0xAB || c == 0xBB
	    || (c >= 0x2010 && c <= 0x205E && !is_apostrophe(c));
}

enum { WORDS_MOST = 6 };

/*
 * A pattern for each word of a text, to be found anywhere; with the further ones in the last, in their order. What is left
 * of the six is NULL. A text without words is looked for as it is.
 */
static const char **
word_patterns(const void *ctx, const char *text)
{
	const char **patterns = memory_need(talloc_array(ctx, const char *, WORDS_MOST));
	struct buffer *spaced = buffer_new(patterns);
	const char *next = text;
	char **words;
	size_t count;
	int32_t c;

	for (const char *at = text; (c = utf8_next(&next)) >= 0; at = next) {
		bool alone = is_apostrophe(c) && (!spaced->length || spaced->data[spaced->length - 1] == ' ');

		if (parts_words(c) || alone)
			buffer_byte(spaced, ' ');
		else
			buffer_add(spaced, at, (size_t)(next - at));
	}
	text = text_squeeze(patterns, text_blank(spaced->data) ? text : spaced->data);
	words = text_split(patterns, text, " ", &count);
	for (size_t i = 0; i < WORDS_MOST; i++)
		patterns[i] = i < count ? like_pattern(patterns, "%", words[i], "%") : NULL;
	if (count > WORDS_MOST)
		patterns[WORDS_MOST - 1] = like_pattern(patterns, "%",
		    text_join(patterns, (const char *const *)&words[WORDS_MOST - 1], " "), "%");
	return patterns;
}

/* Whether the text `x` has every word; the parameters for it. */
#define HAS_WORD(x) "(? IS NULL OR " x " LIKE ? ESCAPE '!')"
#define HAS_WORDS(x) "(" HAS_WORD(x) " AND " HAS_WORD(x) " AND " HAS_WORD(x) " AND " HAS_WORD(x) " AND " HAS_WORD(x) \
	" AND " HAS_WORD(x) ")"
#define WORDS_TYPES "ssssssssssss"
#define WORD_OF(patterns, i) patterns[i], patterns[i]
#define WORDS_OF(patterns) WORD_OF(patterns, 0), WORD_OF(patterns, 1), WORD_OF(patterns, 2), WORD_OF(patterns, 3), \
	WORD_OF(patterns, 4), WORD_OF(patterns, 5)

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
	bool within = !text_blank(filter->text);
	const char **words = word_patterns(ctx, within ? filter->text : "");
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
	    " AND (? = 0 OR " HAS_WORDS("CONCAT_WS('\\n', t.name, t.abbreviations, t.synonyms, f.meaning, c.meaning, d.meaning)")
	    ") ORDER BY t.name LIMIT ?", "ttsssssisiiiiisii" WORDS_TYPES "i", now, now, filter->after,
	    filter->after, kind, kind, initial, other, initial, other, tab, tab, tab, tab, filter->today, tab, (int64_t)within,
	    WORDS_OF(words), filter->limit);
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
	const char *phrase = text_squeeze(ctx, text ? text : ""), **words = word_patterns(ctx, phrase);

	*count = 0;
	if (!*phrase)
		return memory_need(talloc_zero(ctx, struct term_hit));
	return db_list(db, ctx, &hit_shape, count, "SELECT t.id, t.slug, t.name, t.kind, t.abbreviations, t.synonyms,"
	    " t.deprecated_at IS NOT NULL AS retired, v.meaning, COALESCE(v.in_force_at <= ?, FALSE) AS in_force,"
	    " CASE WHEN " ALL_NAMES " LIKE ? ESCAPE '!' THEN 1 WHEN " ALL_NAMES " LIKE ? ESCAPE '!' THEN 2"
	    " WHEN " HAS_WORDS(ALL_NAMES) " THEN 3"
	    " WHEN " HAS_WORDS("CONCAT_WS('\\n', " ALL_NAMES ", v.meaning)") " THEN 4 END AS rank"
	    " FROM term t LEFT JOIN term_version v ON v.id = COALESCE(" IN_FORCE_ID ", (SELECT x.id FROM term_version x"
	    " WHERE x.term_id = t.id AND x.state <> 'withdrawn' ORDER BY x.number DESC LIMIT 1))"
	    " HAVING rank IS NOT NULL ORDER BY rank, retired, name LIMIT ?", "tss" WORDS_TYPES WORDS_TYPES "ti", now,
	    like_pattern(ctx, "%\n", phrase, "\n%"), like_pattern(ctx, "%\n", phrase, "%"), WORDS_OF(words), WORDS_OF(words),
	    now, limit);
}

/* A JSON array of patterns that find one of the names as a whole line. */
static const char *
names_json(const void *ctx, char *const *names)
{
	json_t *patterns = json_array();

	for (size_t i = 0; names[i]; i++)
		json_array_append_new(patterns, json_string(like_pattern(ctx, "%\n", names[i], "\n%")));
	return json_compact(ctx, patterns);
}

struct term_hit *
terms_called(struct db *db, const void *ctx, const char *names, int64_t limit, size_t *count)
{
	char **each = lines_read(ctx, names, NULL);

	*count = 0;
	if (!each[0])
		return memory_need(talloc_zero(ctx, struct term_hit));
	return db_list(db, ctx, &hit_shape, count, "SELECT t.id, t.slug, t.name, t.kind, t.abbreviations, t.synonyms,"
	    " t.deprecated_at IS NOT NULL AS retired, NULL AS meaning, FALSE AS in_force, IF(t.name = ?, 1, 2) AS rank"
	    " FROM term t WHERE EXISTS (SELECT 1 FROM JSON_TABLE(?, '$[*]' COLUMNS (pattern VARCHAR(500) CHARACTER SET utf8mb4"
	    " COLLATE utf8mb4_unicode_520_ci PATH '$')) j WHERE " ALL_NAMES " LIKE j.pattern ESCAPE '!') ORDER BY t.name LIMIT ?",
	    "ssi", each[0], names_json(ctx, each), limit);
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
