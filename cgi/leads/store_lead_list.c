/* Lists of leads: newest first, or by the words somebody typed; page by page without counting. */
#include "leads/store_lead_parts.h"

#include "base/text.h"

#include <inttypes.h>
#include <string.h>
#include <talloc.h>

enum { SEARCH_WORDS = 4, PHONE_DIGITS_LEAST = 9 };

/* A search made ready: what was typed, and where the page before ended. */
struct search {
	const char *email;		/* pattern; NULL: not an address */
	const char *phone;		/* key; NULL: not a number */
	const char *word;		/* the longest: it is looked up, the others are looked at; NULL: no words */
	const char *others[SEARCH_WORDS - 1];	/* patterns; NULL: none */
	const char *after_word;		/* NULL: from the start */
	int64_t after_id;		/* INT64_MAX: from the start, newest first */
};

static bool
is_phone(const char *text)
{
	size_t digits = 0;

	for (const char *at = text; *at; at++)
		if (*at >= '0' && *at <= '9')
			digits++;
		else if (!strchr(" +-/().", *at))
			return false;
	return digits >= PHONE_DIGITS_LEAST;
}

static void
words_set(const void *ctx, struct search *s, const char *text)
{
	size_t count, longest = 0, kept = 0;
	char **words = search_words(ctx, text, &count);

	for (size_t i = 1; i < count; i++)
		if (strlen(words[i]) > strlen(words[longest]))
			longest = i;
	s->word = count ? words[longest] : NULL;
	for (size_t i = 0; i < count && kept < SEARCH_WORDS - 1; i++)
		if (i != longest)
			s->others[kept++] = like_prefix(ctx, words[i]);
}

static struct search
search_of(const void *ctx, const struct lead_filter *f)
{
	struct search s = { .after_id = INT64_MAX };
	const char *sign = f->after ? strchr(f->after, ':') : NULL;
	const char *number = sign ? text_copy_bytes(ctx, f->after, (size_t)(sign - f->after)) : f->after;

	if (!text_blank(f->text)) {
		if (!f->by_name && strchr(f->text, '@'))
			s.email = like_prefix(ctx, email_key(ctx, text_trim(ctx, f->text)));
		else if (!f->by_name && is_phone(f->text))
			s.phone = phone_key(ctx, f->text);
		else
			words_set(ctx, &s, f->text);
	}
	if (text_integer(number, 1, INT64_MAX - 1, &s.after_id) && sign)
		s.after_word = sign + 1;
	return s;
}

/* The word a row was found by: its first one that begins so. */
static const char *
word_of(const void *ctx, const char *begins, const struct lead_row *row)
{
	const struct lead lead = { .name = row->name, .company = row->company, .email = row->email };
	size_t count;
	char **words = lead_words(ctx, &lead, &count);
	const char *first = NULL;

	for (size_t i = 0; i < count; i++)
		if (text_starts(words[i], begins) && (!first || strcmp(words[i], first) < 0))
			first = words[i];
	return first ? first : begins;
}

const char *
leads_cursor(const void *ctx, const struct lead_filter *filter, const struct lead_row *last)
{
	struct search s = search_of(ctx, filter);

	return s.word && !filter->by_name ? text_format(ctx, "%" PRId64 ":%s", last->id, word_of(ctx, s.word, last)) : text_format(ctx, "%" PRId64, last->id);
}

#define STANDS " l.merged_into_id IS NULL AND l.erased_at IS NULL"
#define OF_FILTER " AND (? = 0 OR ? IN (l.owner_marketing_id, l.owner_sales_id)) AND (? = 0 OR l.source_id = ?) AND (? = 0 OR l.account_id = ?)" \
	" AND (? = 0 OR l.persona_id = ?)"
#define FILTER_ARGS "iiiiiiii"
#define FILTER_VALUES(f) f->owner_id, f->owner_id, f->source_id, f->source_id, f->account_id, f->account_id, f->persona_id, f->persona_id
/* As a value, not as EXISTS: the database would make a table of all leads with the word first. */
#define HAS_WORD " AND (? IS NULL OR (SELECT 1 FROM lead_word x WHERE x.lead_id = l.id AND x.word LIKE ? ESCAPE '!' LIMIT 1) IS NOT NULL)"

enum { WORDS_LOOKED_AT = 5000 };

static struct lead_row *
list_words(struct db *db, const void *ctx, const struct search *s, const struct lead_filter *f, size_t *count)
{
	const char *from = s->after_word ? s->after_word : "", *pattern = like_prefix(ctx, s->word);

	if (f->owner_id || f->source_id || f->persona_id || f->account_id)	/* a rare one among many names is not looked for to the end */
		return db_list(db, ctx, &lead_row_shape, count, "SELECT STRAIGHT_JOIN" LEAD_ROW_COLUMNS ", 0 AS same_by FROM (SELECT word, lead_id FROM lead_word"
		    " WHERE word LIKE ? ESCAPE '!' AND word >= ? AND (word > ? OR lead_id > ?) ORDER BY word, lead_id LIMIT ?) w JOIN lead_record l ON l.id = w.lead_id"
		    LEAD_ROW_JOINS " WHERE" STANDS OF_FILTER HAS_WORD HAS_WORD HAS_WORD " AND NOT EXISTS (SELECT 1 FROM lead_word y WHERE y.lead_id = w.lead_id"
		    " AND y.word LIKE ? ESCAPE '!' AND y.word < w.word) ORDER BY w.word, w.lead_id LIMIT ?", "sssii" FILTER_ARGS "sssssssi", pattern, from, from,
		    s->after_word ? s->after_id : (int64_t)0, (int64_t)WORDS_LOOKED_AT, FILTER_VALUES(f), s->others[0], s->others[0], s->others[1], s->others[1],
		    s->others[2], s->others[2], pattern, f->limit);
	return db_list(db, ctx, &lead_row_shape, count, "SELECT STRAIGHT_JOIN" LEAD_ROW_COLUMNS ", 0 AS same_by FROM lead_word w JOIN lead_record l ON l.id = w.lead_id"
	    LEAD_ROW_JOINS " WHERE w.word LIKE ? ESCAPE '!' AND w.word >= ? AND (w.word > ? OR w.lead_id > ?) AND" STANDS OF_FILTER HAS_WORD HAS_WORD
	    HAS_WORD " AND NOT EXISTS (SELECT 1 FROM lead_word y WHERE y.lead_id = w.lead_id AND y.word LIKE ? ESCAPE '!' AND y.word < w.word)"
	    " ORDER BY w.word, w.lead_id LIMIT ?", "sssi" FILTER_ARGS "sssssssi", pattern, from, from, s->after_word ? s->after_id : (int64_t)0,
	    FILTER_VALUES(f), s->others[0], s->others[0], s->others[1], s->others[1], s->others[2], s->others[2], pattern, f->limit);
}

#define NAMED " AND (? IS NULL OR CONCAT(' ', l.name_key) LIKE CONCAT('% ', ?) ESCAPE '!' OR l.company LIKE CONCAT('%', ?) ESCAPE '!')"
#define NAMED_VALUES(pattern) pattern, pattern, pattern

/* Newest first, so that no word of an address decides where a row stands or is named in the address of the next page. */
static struct lead_row *
list_named(struct db *db, const void *ctx, const struct search *s, const struct lead_filter *f, size_t *count)
{
	const char *pattern = like_prefix(ctx, s->word);

	return db_list(db, ctx, &lead_row_shape, count, "SELECT" LEAD_ROW_COLUMNS ", 0 AS same_by FROM (SELECT DISTINCT lead_id AS id FROM"
	    " (SELECT lead_id FROM lead_word WHERE word LIKE ? ESCAPE '!' ORDER BY word, lead_id LIMIT ?) w) k JOIN lead_record l ON l.id = k.id"
	    LEAD_ROW_JOINS " WHERE l.id < ? AND" STANDS OF_FILTER NAMED NAMED NAMED NAMED " ORDER BY l.id DESC LIMIT ?",
	    "sii" FILTER_ARGS "ssssssssssssi", pattern, (int64_t)WORDS_LOOKED_AT, s->after_id, FILTER_VALUES(f), NAMED_VALUES(pattern),
	    NAMED_VALUES(s->others[0]), NAMED_VALUES(s->others[1]), NAMED_VALUES(s->others[2]), f->limit);
}

static struct lead_row *
list_owned(struct db *db, const void *ctx, const struct search *s, const struct lead_filter *f, size_t *count)
{
	return db_list(db, ctx, &lead_row_shape, count, "SELECT" LEAD_ROW_COLUMNS ", 0 AS same_by FROM"
	    " ((SELECT id FROM lead_record FORCE INDEX (lead_marketing) WHERE owner_marketing_id = ? AND id < ? ORDER BY id DESC LIMIT 5000)"
	    " UNION (SELECT id FROM lead_record FORCE INDEX (lead_sales) WHERE owner_sales_id = ? AND id < ? ORDER BY id DESC LIMIT 5000)) k JOIN lead_record l ON l.id = k.id"
	    LEAD_ROW_JOINS " WHERE" STANDS OF_FILTER " ORDER BY l.id DESC LIMIT ?", "iiii" FILTER_ARGS "i", f->owner_id, s->after_id, f->owner_id,
	    s->after_id, FILTER_VALUES(f), f->limit);
}

static struct lead_row *
list_of_persona(struct db *db, const void *ctx, const struct search *s, const struct lead_filter *f, size_t *count)
{
	return db_list(db, ctx, &lead_row_shape, count, "SELECT" LEAD_ROW_COLUMNS ", 0 AS same_by FROM (SELECT id FROM lead_record FORCE INDEX (lead_persona) WHERE persona_id = ? AND id < ?"
	    " ORDER BY id DESC LIMIT ?) k JOIN lead_record l ON l.id = k.id" LEAD_ROW_JOINS " WHERE" STANDS OF_FILTER " ORDER BY l.id DESC LIMIT ?",
	    "iii" FILTER_ARGS "i", f->persona_id, s->after_id, (int64_t)WORDS_LOOKED_AT, FILTER_VALUES(f), f->limit);
}

#define UNHANDED(whose) "(SELECT id FROM (SELECT id, handoffs FROM lead_record FORCE INDEX (lead_marketing) WHERE owner_marketing_id " whose " AND id < ? ORDER BY id DESC" \
	" LIMIT 5000) y WHERE handoffs = 0 LIMIT ?)"

struct lead_row *
leads_unhanded(struct db *db, const void *ctx, int64_t person_id, int64_t before_id, int64_t limit, size_t *count)
{
	int64_t before = before_id ? before_id : INT64_MAX;

	return db_list(db, ctx, &lead_row_shape, count, "SELECT" LEAD_ROW_COLUMNS ", 0 AS same_by FROM (" UNHANDED("= ?") " UNION ALL " UNHANDED("IS NULL")
	    ") k JOIN lead_record l ON l.id = k.id" LEAD_ROW_JOINS " WHERE" STANDS " ORDER BY l.id DESC LIMIT ?", "iiiiii", person_id, before, limit, before,
	    limit, limit);
}

/*
 * One list, newest first, by what the database is to look up, and where: an index whose second part is the id. It must be told: of its own accord it
 * looks up by one value alone, and reads all that is newer once more for each page. lead_persona is what the foreign key brings.
 */
#define BY(index) " FORCE INDEX (" index ")"
#define LIST_WHERE(hint, where, type, value) \
	return db_list(db, ctx, &lead_row_shape, count, "SELECT" LEAD_ROW_COLUMNS ", 0 AS same_by FROM lead_record l" hint LEAD_ROW_JOINS \
	    " WHERE " where " AND l.id < ? AND" STANDS OF_FILTER " ORDER BY l.id DESC LIMIT ?", type "i" FILTER_ARGS "i", value, s.after_id, \
	    FILTER_VALUES(f), f->limit)

struct lead_row *
leads_list(struct db *db, const void *ctx, const struct lead_filter *f, size_t *count)
{
	const struct search s = search_of(ctx, f);

	if (s.word && f->by_name)
		return list_named(db, ctx, &s, f, count);
	if (s.word)
		return list_words(db, ctx, &s, f, count);
	if (s.email)
		LIST_WHERE("", "l.email_key LIKE ? ESCAPE '!'", "s", s.email);
	if (s.phone)
		LIST_WHERE(BY("lead_phone"), "l.phone_key = ?", "s", s.phone);
	if (!text_blank(f->text)) {
		*count = 0;
		return memory_need(talloc_zero_array(ctx, struct lead_row, 1));
	}
	if (f->owner_id)
		return list_owned(db, ctx, &s, f, count);
	if (f->account_id)
		LIST_WHERE(BY("lead_account"), "l.account_id = ?", "i", f->account_id);
	if (f->source_id && f->persona_id)
		return list_of_persona(db, ctx, &s, f, count);
	if (f->source_id)
		LIST_WHERE(BY("lead_source"), "l.source_id = ?", "i", f->source_id);
	if (f->persona_id)
		LIST_WHERE(BY("lead_persona"), "l.persona_id = ?", "i", f->persona_id);
	LIST_WHERE(BY("PRIMARY"), "l.id > ?", "i", (int64_t)0);
}
