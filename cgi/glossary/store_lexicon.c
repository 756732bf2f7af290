/* The names of all terms, remembered by each worker, so that texts can link to them without a statement a page. */
#include "glossary/store.h"

#include "base/text.h"
#include "view/prose.h"

#include <string.h>
#include <talloc.h>

enum { STALE_AFTER = 60, BRIEF_MOST = 200 };

/* What this process remembers, and what it was true of. */
static struct {
	struct lexicon *lexicon;	/* NULL: nothing yet */
	struct lexicon_entry *entries;	/* what it was made of */
	size_t count;
	int64_t version;		/* of the glossary's content */
	int64_t made_at;
} kept;

static void
add_lines(struct lexicon *lexicon, const char *lines, const struct lexicon_entry *e, const char *brief)
{
	char **names = lines_read(lexicon, lines, NULL);

	for (size_t i = 0; names[i]; i++)
		lexicon_add(lexicon, names[i], e->slug, e->name, brief);
}

/*
 * Every term under its name first, so that no synonym of another takes it. Reasons are left out: "Price", "Timing" and
 * "Other" are chosen from a list, and the same words in a sentence rarely mean them.
 */
static struct lexicon *
lexicon_make(const struct lexicon_entry *entries, size_t count)
{
	struct lexicon *lexicon = lexicon_new(NULL);
	const char **briefs = memory_need(talloc_array(NULL, const char *, count + 1));

	for (size_t i = 0; i < count; i++) {
		const struct lexicon_entry *e = &entries[i];

		briefs[i] = e->meaning ? text_first_sentence(briefs, e->meaning, BRIEF_MOST)
		    : "The teams have not agreed yet what this means.";
		if (e->kind != KIND_REASON)
			lexicon_add(lexicon, e->name, e->slug, e->name, briefs[i]);
	}
	for (size_t i = 0; i < count; i++) {
		if (entries[i].kind == KIND_REASON)
			continue;
		add_lines(lexicon, entries[i].abbreviations, &entries[i], briefs[i]);
		add_lines(lexicon, entries[i].synonyms, &entries[i], briefs[i]);
	}
	talloc_free(briefs);
	return lexicon;
}

const struct lexicon *
glossary_lexicon(struct db *db, int64_t version, int64_t now)
{
	struct lexicon_entry *entries;
	size_t count;

	if (kept.lexicon && kept.version == version && now >= kept.made_at && now - kept.made_at < STALE_AFTER)
		return kept.lexicon;
	entries = lexicon_list(db, NULL, now, &count);
	if (db_fate(db) == DB_FINE) {
		talloc_free(kept.lexicon);
		talloc_free(kept.entries);
		kept.lexicon = lexicon_make(entries, count);
		kept.entries = entries;
		kept.count = count;
		kept.version = version;
		kept.made_at = now;
	} else {
		talloc_free(entries);
	}
	return kept.lexicon;
}

struct mention *
term_mentions(const void *ctx, const struct term *term, size_t most, size_t *count)
{
	struct mention *mentions = memory_need(talloc_array(ctx, struct mention, most + 1));
	struct lexicon *own = lexicon_new(mentions);
	char **names = lines_read(mentions, text_format(mentions, "%s\n%s\n%s", term->name, term->abbreviations,
	    term->synonyms), NULL);

	*count = 0;
	for (size_t n = 0; names[n]; n++)
		lexicon_add(own, names[n], term->slug, term->name, "");
	for (size_t i = 0; i < kept.count && *count < most && term->kind != KIND_REASON; i++) {
		const struct lexicon_entry *e = &kept.entries[i];

		if (e->meaning && strcmp(e->slug, term->slug) != 0 && lexicon_speaks(own, e->meaning))
			mentions[(*count)++] = (struct mention){ text_copy(mentions, e->slug), text_copy(mentions, e->name) };
	}
	return mentions;
}
