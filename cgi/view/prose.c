/* Turns Markdown into parts of the page. */
#include "view/prose.h"

#include "base/text.h"
#include "view/lexicon.h"

#include <cmark.h>
#include <string.h>
#include <strings.h>
#include <talloc.h>

enum { MOST_TERMS = 32, DEEPEST = 24 };	/* links in one text; nesting that is shown as such, the words below it flat */

/* One text being written. */
struct writer {
	struct prose *prose;
	const struct lexicon_name *seen[MOST_TERMS];	/* terms it has linked already */
	int seen_count;
	int depth;
};

static struct view *
piece(struct view *view, enum marker at, enum marker kind)
{
	struct view *part = view_part(view, at, TPL_PROSE_INLINE);

	view_show(part, kind);
	return part;
}

static void
write_text(struct view *view, enum marker at, const char *text, size_t length)
{
	if (length)
		view_text(piece(view, at, M_IS_TEXT), M_NODE_TEXT, text_copy_bytes(view, text, length));
}

static void
write_term(struct writer *w, struct view *view, enum marker at, const struct lexicon_name *n, const char *words, size_t length)
{
	struct view *part = piece(view, at, M_IS_TERM);

	view_text(part, M_TERM_SLUG, n->slug);
	view_text(part, M_NODE_TEXT, text_copy_bytes(view, words, length));
	view_format(part, M_CARD_ID, "card-%d", ++w->prose->cards);
	view_text(part, M_TERM_NAME, n->term_name);
	view_text(part, M_TERM_SHORT, n->brief);
}

/* Whether this mention is to be a link: not to the page's own term, and once for each text. */
static bool
linkable(struct writer *w, const struct lexicon_name *n)
{
	if (!n || w->seen_count == MOST_TERMS || text_equal(n->slug, w->prose->self))
		return false;
	for (int i = 0; i < w->seen_count; i++)
		if (strcmp(w->seen[i]->slug, n->slug) == 0)
			return false;
	w->seen[w->seen_count++] = n;
	return true;
}

/* [[Name]] or [[Name|words]] at `text`: writes it and returns its length; 0 when it is none. */
static size_t
write_bracketed(struct writer *w, struct view *view, enum marker at, const char *text)
{
	const char *end = text_starts(text, "[[") ? strstr(text, "]]") : NULL;
	const char *bar, *words = text + 2;
	size_t name_length;
	const struct lexicon_name *n;

	if (!end || end == words || memchr(words, '\n', (size_t)(end - words)))
		return 0;
	bar = memchr(words, '|', (size_t)(end - words));
	name_length = (size_t)((bar ? bar : end) - words);
	n = lexicon_named(w->prose->lexicon, words, name_length);
	if (bar)
		words = bar + 1;
	if (n && !text_equal(n->slug, w->prose->self))
		write_term(w, view, at, n, words, (size_t)(end - words));
	else
		write_text(view, at, words, (size_t)(end - words));
	return (size_t)(end - text) + 2;
}

/* Writes a run of text with its terms linked. */
static void
write_linked(struct writer *w, struct view *view, enum marker at, const char *text)
{
	const char *from = text, *c = text;

	while (w->prose->lexicon && *c) {
		const struct lexicon_name *n = NULL;
		size_t length = 0;

		if (*c == '[' && c[1] == '[') {
			write_text(view, at, from, (size_t)(c - from));
			length = write_bracketed(w, view, at, c);
			from = c + length;
			c += length ? length : 1;
			continue;
		}
		if (lexicon_starts(text, c))
			n = lexicon_at(w->prose->lexicon, c, &length);
		if (n && linkable(w, n)) {
			write_text(view, at, from, (size_t)(c - from));
			write_term(w, view, at, n, c, length);
			from = c + length;
		}
		c += n ? length : 1;
	}
	write_text(view, at, from, strlen(from));
}

/* Addresses that a link may lead to; anything else stays words. */
static bool
address_safe(const char *url)
{
	return (strncasecmp(url, "http://", 7) == 0 && url[7]) || (strncasecmp(url, "https://", 8) == 0 && url[8])
	    || (strncasecmp(url, "mailto:", 7) == 0 && url[7]) || (url[0] == '/' && url[1] != '/');
}

/* Every word below a node, one after the other: what is signed must be seen, however deep somebody nested it. */
static void
write_flat(struct view *view, enum marker at, cmark_node *parent)
{
	cmark_iter *iter = cmark_iter_new(parent);
	cmark_event_type event;

	while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(iter);
		const char *literal = event == CMARK_EVENT_ENTER ? cmark_node_get_literal(node) : NULL;
		cmark_node_type type = cmark_node_get_type(node);

		if (literal)
			write_text(view, at, literal, strlen(literal));
		else if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK || type == CMARK_NODE_PARAGRAPH)
			piece(view, at, M_IS_SPACE);
	}
	cmark_iter_free(iter);
}

static void write_inlines(struct writer *w, struct view *view, enum marker at, cmark_node *parent, bool in_link);

static void
write_link(struct writer *w, struct view *view, enum marker at, cmark_node *node, bool in_link)
{
	const char *url = cmark_node_get_url(node);
	struct view *part;

	if (in_link || !address_safe(url)) {
		write_inlines(w, view, at, node, in_link);
		return;
	}
	/* The template's own check of a whole address knows no mailto. */
	if (strncasecmp(url, "mailto:", 7) == 0) {
		part = piece(view, at, M_IS_MAIL);
		view_text(part, M_LINK_MAIL, text_copy(view, url + 7));
	} else {
		part = piece(view, at, M_IS_LINK);
		view_text(part, M_LINK_HREF, text_copy(view, url));
	}
	write_inlines(w, part, M_INLINE_PART, node, true);
}

static void
write_inline(struct writer *w, struct view *view, enum marker at, cmark_node *node, bool in_link)
{
	const char *literal = cmark_node_get_literal(node);

	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_TEXT:
		if (in_link)
			write_text(view, at, literal, strlen(literal));
		else
			write_linked(w, view, at, literal);
		break;
	case CMARK_NODE_SOFTBREAK:
		piece(view, at, M_IS_SPACE);
		break;
	case CMARK_NODE_LINEBREAK:
		piece(view, at, M_IS_BREAK);
		break;
	case CMARK_NODE_CODE:
		view_text(piece(view, at, M_IS_CODE), M_NODE_TEXT, text_copy(view, literal));
		break;
	case CMARK_NODE_HTML_INLINE:
		write_text(view, at, literal, strlen(literal));
		break;
	case CMARK_NODE_EMPH:
		write_inlines(w, piece(view, at, M_IS_EMPHASIS), M_INLINE_PART, node, in_link);
		break;
	case CMARK_NODE_STRONG:
		write_inlines(w, piece(view, at, M_IS_STRONG), M_INLINE_PART, node, in_link);
		break;
	case CMARK_NODE_LINK:
		write_link(w, view, at, node, in_link);
		break;
	default:	/* an image: its words */
		write_inlines(w, view, at, node, in_link);
	}
}

static void
write_inlines(struct writer *w, struct view *view, enum marker at, cmark_node *parent, bool in_link)
{
	if (w->depth == DEEPEST) {
		write_flat(view, at, parent);
		return;
	}
	w->depth++;
	for (cmark_node *node = cmark_node_first_child(parent); node; node = cmark_node_next(node))
		write_inline(w, view, at, node, in_link);
	w->depth--;
}

static void write_blocks(struct writer *w, struct view *view, enum marker at, cmark_node *parent);

static enum marker
block_kind(cmark_node *node)
{
	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_HEADING:
		return cmark_node_get_heading_level(node) <= 2 ? M_IS_HEADING : M_IS_SUBHEADING;
	case CMARK_NODE_LIST:
		return cmark_node_get_list_type(node) == CMARK_ORDERED_LIST ? M_IS_NUMBERS : M_IS_BULLETS;
	case CMARK_NODE_ITEM:
		return M_IS_ITEM;
	case CMARK_NODE_BLOCK_QUOTE:
		return M_IS_QUOTE;
	case CMARK_NODE_CODE_BLOCK: case CMARK_NODE_HTML_BLOCK:
		return M_IS_CODE_BLOCK;
	case CMARK_NODE_THEMATIC_BREAK:
		return M_IS_RULE;
	default:
		return M_IS_PARAGRAPH;
	}
}

static void
write_block(struct writer *w, struct view *view, enum marker at, cmark_node *node)
{
	enum marker kind = block_kind(node);
	struct view *part = view_part(view, at, TPL_PROSE_BLOCK);

	view_show(part, kind);
	if (kind == M_IS_PARAGRAPH || kind == M_IS_HEADING || kind == M_IS_SUBHEADING)
		write_inlines(w, part, M_INLINE_PART, node, false);
	else if (kind == M_IS_CODE_BLOCK)
		view_text(part, M_NODE_TEXT, text_copy(view, cmark_node_get_literal(node)));
	else if (kind != M_IS_RULE)
		write_blocks(w, part, M_BLOCK_PART, node);
	if (kind == M_IS_NUMBERS)
		view_number(part, M_LIST_START, cmark_node_get_list_start(node));
}

/* A paragraph in a tight list stands as bare words in its item. */
static void
write_blocks(struct writer *w, struct view *view, enum marker at, cmark_node *parent)
{
	bool tight = cmark_node_get_type(parent) == CMARK_NODE_ITEM && cmark_node_get_list_tight(cmark_node_parent(parent));

	if (w->depth == DEEPEST) {
		struct view *part = view_part(view, at, TPL_PROSE_BLOCK);

		view_show(part, M_IS_PARAGRAPH);
		write_flat(part, M_INLINE_PART, parent);
		return;
	}
	w->depth++;
	for (cmark_node *node = cmark_node_first_child(parent); node; node = cmark_node_next(node)) {
		if (tight && cmark_node_get_type(node) == CMARK_NODE_PARAGRAPH)
			write_inlines(w, view, M_INLINE_PART, node, false);
		else
			write_block(w, view, at, node);
	}
	w->depth--;
}

void
prose_blocks(struct view *view, enum marker at, const char *markdown, struct prose *prose)
{
	struct writer w = { .prose = prose };
	cmark_node *document;

	if (text_blank(markdown))
		return;
	document = cmark_parse_document(markdown, strlen(markdown), CMARK_OPT_DEFAULT);
	cmark_consolidate_text_nodes(document);
	write_blocks(&w, view, at, document);
	cmark_node_free(document);
}

void
prose_line(struct view *view, enum marker at, const char *text, struct prose *prose)
{
	struct writer w = { .prose = prose };

	write_linked(&w, view, at, text ? text : "");
}
