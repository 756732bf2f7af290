/* What differs between two texts: runs of words, and paragraphs of them with the rhythm of an agreed text. */
#include "glossary/views_parts.h"

#include "base/diff.h"
#include "base/text.h"

#include <string.h>

static void
run_fill(struct view *view, enum diff_kind kind, const char *text)
{
	static const enum marker sections[] = {
		[DIFF_SAME] = M_IS_SAME, [DIFF_DEL] = M_IS_REMOVED, [DIFF_INS] = M_IS_ADDED
	};
	struct view *row;

	if (!*text)
		return;
	row = view_row(view, M_DIFF_RUN);
	view_show(row, sections[kind]);
	view_text(row, M_RUN_TEXT, text);
}

/* White space with a line end in it, at the beginning of a text and at its end. */
static size_t
ends_before(const char *text)
{
	size_t length = strspn(text, " \t\r\n");

	return memchr(text, '\n', length) ? length : 0;
}

static size_t
ends_after(const char *text)
{
	size_t whole = strlen(text), length = 0;

	while (length < whole && strchr(" \t\r\n", text[whole - length - 1]))
		length++;
	return memchr(text + whole - length, '\n', length) ? length : 0;
}

/* A line end is marked neither removed nor added: the mark would show as a sliver on a line of its own. */
static void
words_fill(struct view *view, enum diff_kind kind, const char *text)
{
	size_t before, after, whole;

	if (kind == DIFF_SAME) {
		run_fill(view, kind, text);
		return;
	}
	before = ends_before(text);
	run_fill(view, DIFF_SAME, text_copy_bytes(view, text, before));
	text += before;
	whole = strlen(text);
	after = ends_after(text);
	run_fill(view, kind, text_copy_bytes(view, text, whole - after));
	run_fill(view, DIFF_SAME, text_copy_bytes(view, text + whole - after, after));
}

void
diff_runs_fill(struct view *view, const struct diff *diff)
{
	for (size_t i = 0; i < diff->count; i++)
		words_fill(view, diff->runs[i].kind, diff->runs[i].text);
}

/* Where the first empty line stands, and what follows all there are; NULL: none. */
static const char *
empty_line(const char *text, const char **after)
{
	for (; (text = strchr(text, '\n')); text++) {
		const char *end = NULL;

		for (const char *s = text + 1; *(s += strspn(s, " \t\r")) == '\n'; s++)
			end = s + 1;
		if (!end)
			continue;
		*after = end;
		return text;
	}
	return NULL;
}

static bool
parts_paragraphs(const struct diff *diff, size_t at, enum diff_kind kind)
{
	const char *after;

	return at < diff->count && diff->runs[at].kind == kind && empty_line(diff->runs[at].text, &after);
}

struct paragraphs {
	struct view *part, *row;	/* row NULL: the next words begin a paragraph */
};

static void
paragraph_fill(struct paragraphs *p, enum diff_kind kind, const char *text)
{
	if (!*text)
		return;
	if (!p->row)
		p->row = view_row(p->part, M_DIFF_PARAGRAPH);
	words_fill(p->row, kind, text);
}

static void
paragraphs_fill(struct paragraphs *p, enum diff_kind kind, const char *text)
{
	const char *end, *after;

	while ((end = empty_line(text, &after))) {
		paragraph_fill(p, kind, text_copy_bytes(p->part, text, (size_t)(end - text)));
		p->row = NULL;
		text = after;
	}
	paragraph_fill(p, kind, text);
}

/* Where nothing but white space differs, only two paragraphs made one, or one made two, are worth a mark. */
static void
space_fill(struct paragraphs *p, const struct diff *diff, size_t at)
{
	const struct diff_run *run = &diff->runs[at];
	bool parts = parts_paragraphs(diff, at, run->kind);

	if (run->kind == DIFF_DEL) {
		if (parts && !parts_paragraphs(diff, at + 1, DIFF_INS))
			paragraph_fill(p, DIFF_DEL, "¶");
		return;
	}
	if (run->kind == DIFF_INS && parts && (!at || !parts_paragraphs(diff, at - 1, DIFF_DEL)))
		paragraph_fill(p, DIFF_INS, "¶");
	paragraphs_fill(p, DIFF_SAME, run->text);
}

void
diff_fill(struct view *view, const struct diff *diff)
{
	struct paragraphs p = { .part = view_part(view, M_WORD_DIFF, TPL_WORD_DIFF) };

	for (size_t i = 0; i < diff->count; i++) {
		if (text_blank(diff->runs[i].text))
			space_fill(&p, diff, i);
		else
			paragraphs_fill(&p, diff->runs[i].kind, diff->runs[i].text);
	}
}

void
clash_fill(struct view *view, struct request *req, const struct clash *clash)
{
	struct view *part;
	bool disputed = false;

	if (!clash)
		return;
	view_show(view_page(view), M_HAS_PROBLEMS);
	part = view_part(view, M_CONFLICT_NOTICE, TPL_CONFLICT_NOTICE);
	view_text(part, M_RIVAL_NAME, clash->rival);
	view_maybe(part, M_HAS_TAKEN, M_TAKEN_WORDS, clash->taken);
	moment_fill(part, M_RIVAL_STAMP, M_RIVAL_WORDS, req, clash->at);
	for (const struct clash_row *c = clash->rows; c->label; c++) {
		struct view *row;

		if (strcmp(c->theirs, c->yours) == 0)
			continue;
		disputed = true;
		row = view_row(part, M_CLASH_ROW);
		view_text(row, M_CLASH_LABEL, c->label);
		view_text(row, M_THEIR_TEXT, *c->theirs ? c->theirs : "(empty)");
		view_text(row, M_YOUR_TEXT, *c->yours ? c->yours : "(empty)");
		if (!*c->theirs || !*c->yours)
			continue;
		view_show(row, M_HAS_DIFF);
		diff_fill(row, diff_words(row, c->theirs, c->yours));
	}
	view_show(part, disputed ? M_HAS_CLASHES : M_NO_CLASHES);
}
