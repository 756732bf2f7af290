/* People's words on a page: Markdown as a tree of parts, and shared terms linked wherever they appear. */
#ifndef VIEW_PROSE_H
#define VIEW_PROSE_H

#include "view/view.h"

/*
 * The names of all terms, for linking. Matching is whole-word, without regard to case for names of four letters and
 * more (shorter ones, such as MQL or SQL, must match exactly), the longest name first. The apostrophes ' ’ ‘ ʼ are alike.
 */
struct lexicon;

struct lexicon *lexicon_new(const void *ctx);

/* A name, abbreviation or synonym that leads to a term. Texts are copied. A name added twice keeps its first term. */
void lexicon_add(struct lexicon *lexicon, const char *name, const char *slug, const char *term_name, const char *brief);

/* Whether a text has any of its names as a word. */
bool lexicon_speaks(const struct lexicon *lexicon, const char *text);

/* Where texts of one page link to, and what keeps card ids apart. `self` is the slug of the page's own term: never linked. */
struct prose {
	const struct lexicon *lexicon;	/* NULL: no links */
	const char *self;		/* or NULL */
	int cards;			/* counts up; begins at 0 */
};

/*
 * Fills the include `at` once for each block of a Markdown text (CommonMark by libcmark; raw HTML is shown as text, links
 * lead only to http, https and mailto). The first mention of a term in each text is linked, inside no other link.
 * Empty text fills nothing.
 */
void prose_blocks(struct view *view, enum marker at, const char *markdown, struct prose *prose);

/* Fills the include `at` with one line of plain text, its terms linked. */
void prose_line(struct view *view, enum marker at, const char *text, struct prose *prose);

#endif
