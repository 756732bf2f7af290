/* People's Markdown on a page: whatever they type, only our own elements come out, closed in order, leading nowhere odd. */
#include "fuzz.h"

#include "view/prose.h"

enum { DEEPEST = 200 };

/* What the templates of prose can write, in full; one with %s may hold any value without quotes and angle brackets. */
static const char *const tags[] = {
	"p", "h3", "h4", "ul", "li", "blockquote", "pre", "code", "em", "strong", "hr", "br", "span", "ol start=\"*\"",
	"a href=\"*\" rel=\"noreferrer nofollow\"", "span class=\"term\"", "a href=\"/glossary/*\" aria-describedby=\"*\"",
	"span class=\"term-card\" role=\"tooltip\" id=\"*\"", NULL
};

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	const char *problem = view_boot("templates", NULL);

	(void)argc;
	(void)argv;
	NEED(!problem);
	return 0;
}

/* Is `tag` the pattern, with "*" for the value of an attribute? */
static bool
tag_is(const char *pattern, const char *tag, size_t length)
{
	const char *end = tag + length;

	for (; *pattern; pattern++) {
		if (*pattern == '*')
			while (tag < end && *tag != '"')
				tag++;
		else if (tag == end || *tag++ != *pattern)
			return false;
	}
	return tag == end;
}

static bool
address_ours(const char *tag)
{
	const char *href = text_starts(tag, "a href=\"") ? tag + 8 : NULL;

	return !href || *href == '/' ? !href || href[1] != '/' : strncasecmp(href, "http://", 7) == 0 || strncasecmp(href, "https://", 8) == 0
	    || strncasecmp(href, "mailto:", 7) == 0;
}

/* Walks the elements of [html, end): known ones, closed in order, no link inside a link. */
static void
check_html(const char *html, const char *end)
{
	struct { const char *name; size_t length; } open[DEEPEST];
	int depth = 0, links = 0;

	for (; (html = memchr(html, '<', (size_t)(end - html))); html++) {
		const char *tag = html + 1, *close = memchr(html, '>', (size_t)(end - html));
		size_t length, name;
		int known = 0;

		NEED(close);
		length = (size_t)(close - tag);
		if (*tag == '/') {
			NEED(depth > 0 && length - 1 == open[depth - 1].length && memcmp(tag + 1, open[depth - 1].name, length - 1) == 0);
			links -= length == 2 && tag[1] == 'a';
			depth--;
			continue;
		}
		while (tags[known] && !tag_is(tags[known], tag, length))
			known++;
		NEED(tags[known]);
		NEED(address_ours(tag));
		name = strcspn(tag, " >");
		if ((name == 2 && (memcmp(tag, "hr", 2) == 0 || memcmp(tag, "br", 2) == 0)))
			continue;
		links += name == 1 && *tag == 'a';
		NEED(links <= 1 && depth < DEEPEST);
		open[depth].name = tag;
		open[depth++].length = name;
	}
	NEED(depth == 0);
}

static void
fuzz(const void *ctx, const char *bytes, size_t length)
{
	struct lexicon *lexicon = lexicon_new(ctx);
	struct prose prose = { lexicon, "self", 0 };
	struct view *page = view_new(ctx, TPL_TERM_PRINT), *row;
	const char *html, *begin, *end;
	size_t size;

	if (!utf8_valid_text(bytes, UTF8_TEXT) || length > 20000)
		return;
	lexicon_add(lexicon, "Lead", "lead", "Lead", "Somebody who <may> buy.");
	lexicon_add(lexicon, "MQL", "mql", "Marketing-qualified \"lead\"", "Asked & heard.");
	lexicon_add(lexicon, "Self", "self", "Self", "This one.");
	view_text(page, M_PRINT_TITLE, "T");
	row = view_row(page, M_TERM_ROW);
	prose_blocks(row, M_MEANING_PART, bytes, &prose);
	html = view_render(page, &size);
	NEED(html && strlen(html) == size);
	begin = strstr(html, "<div class=\"agreed prose\">");
	end = begin ? strstr(begin, "</div>") : NULL;
	NEED(begin && end);
	check_html(begin + strlen("<div class=\"agreed prose\">"), end);
	view_missing();
}
