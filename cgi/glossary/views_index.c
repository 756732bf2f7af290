/* The index: tabs, filter, letters and rows. */
#include "glossary/views.h"

#include "base/days.h"
#include "base/text.h"
#include "glossary/import.h"
#include "web/urlencode.h"

#include <ctype.h>
#include <string.h>
#include <talloc.h>

enum { LINE_MOST = 220, LETTERS_FROM = 12 };

const struct index_tab index_tabs[] = {
	{ "agreed", "Agreed", TAB_AGREED, "Nothing is agreed yet.",
	    "A term is agreed when a signatory of each team has signed one of its versions." },
	{ "proposed", "Proposed", TAB_IN_REVIEW, "Nothing waits to be signed.",
	    "Send a draft to both teams; it stands here until both have signed." },
	{ "discussed", "Being discussed", TAB_DRAFT, "No draft is being discussed.",
	    "Propose a term, or a change to one: its draft stands here until it is sent to both teams." },
	{ "due", "To look at again", TAB_REVIEW_DUE, "Every agreed term is within its date.",
	    "A term stands here when the date to look at it again has come." },
	{ "retired", "Retired", TAB_RETIRED, "No term is retired.",
	    "A term that is no longer used is retired, never deleted." },
	{ 0 }
};

int64_t
index_tab_count(const struct term_counts *counts, enum term_tab tab)
{
	switch (tab) {
	case TAB_AGREED:
		return counts->agreed;
	case TAB_IN_REVIEW:
		return counts->in_review;
	case TAB_DRAFT:
		return counts->draft;
	case TAB_REVIEW_DUE:
		return counts->review_due;
	case TAB_RETIRED:
		return counts->retired;
	default:
		return counts->all;
	}
}

/* An address of the index; `filter` NULL: without one. */
static const char *
index_url(const void *ctx, const char *code, const struct term_filter *filter, const char *after)
{
	struct buffer *url = buffer_new(ctx);

	buffer_format(url, "/glossary?show=%s", code);
	if (filter && filter->kind >= 0)
		buffer_format(url, "&kind=%s", term_kind_names[filter->kind]);
	if (filter && !text_blank(filter->text))
		buffer_format(url, "&within=%s", url_encode(ctx, filter->text));
	if (after)
		buffer_format(url, "&after=%s", url_encode(ctx, after));
	return buffer_take(ctx, url);
}

static void
tabs_fill(struct view *view, const struct index_page *p)
{
	for (const struct index_tab *t = index_tabs; t->code; t++) {
		int64_t count = index_tab_count(p->counts, t->tab);
		struct view *row;

		if (t->tab == TAB_REVIEW_DUE && !count && t != p->tab)
			continue;
		row = view_row(view, term_index_TAB_ROW);
		view_text(row, term_index_TAB_HREF, index_url(row, t->code, &p->filter, NULL));
		view_text(row, term_index_TAB_LABEL, t->label);
		view_number(row, term_index_TAB_COUNT, count);
		view_show_if(row, term_index_IS_CURRENT, t == p->tab);
	}
}

static bool
is_filtered(const struct index_page *p)
{
	return p->filter.kind >= 0 || !text_blank(p->filter.text);
}

static void
filter_fill(struct view *view, const struct index_page *p)
{
	view_text(view, term_index_TAB_CODE, p->tab->code);
	view_text(view, term_index_WITHIN_WORDS, p->filter.text);
	for (int kind = GLOSSARY_NONE; kind <= KIND_REASON; kind++) {
		struct view *row = view_row(view, term_index_KIND_ROW);

		view_text(row, term_index_KIND_CODE, kind < 0 ? "" : term_kind_names[kind]);
		view_text(row, term_index_KIND_LABEL, kind < 0 ? "All kinds" : term_kind_label(kind));
		view_show_if(row, term_index_IS_CHOSEN, kind == p->filter.kind);
	}
	if (is_filtered(p) || p->filter.after)
		view_maybe(view, term_index_IS_FILTERED, term_index_CLEAR_HREF, index_url(view, p->tab->code, NULL, NULL));
}

/* 1 to 26 for A to Z, whatever their marks; 0 for anything else. */
static int
letter_of(const void *ctx, const char *name)
{
	size_t length = 1;
	const char *slug;

	while (((unsigned char)name[length] & 0xC0) == 0x80)
		length++;
	slug = text_slug(ctx, text_copy_bytes(ctx, name, length));
	return slug && islower((unsigned char)*slug) ? *slug - 'a' + 1 : 0;
}

static void
letter_fill(struct view *view, int letter)
{
	view_text(view, M_LETTER_NAME, letter ? text_format(view, "%c", 'A' + letter - 1) : "Other");
	view_text(view, M_LETTER_CODE, letter ? text_format(view, "%c", 'a' + letter - 1) : "other");
}

static const char *
agreed_words(struct request *req, const struct term_row *t)
{
	if (!t->in_force_number)
		return text_format(req, "Version %ld, from %s", (long)t->coming_number, day_words_at(req, t->coming_at));
	if (t->open_state == STATE_IN_REVIEW)
		return text_format(req, "Version %ld; %ld is proposed", (long)t->in_force_number, (long)t->open_number);
	return text_format(req, "Version %ld", (long)t->in_force_number);
}

static const char *
open_words(struct request *req, const struct term_row *t)
{
	if (!t->open_number)
		return "No wording yet";
	if (t->open_state == STATE_DRAFT)
		return text_format(req, "Draft of version %ld", (long)t->open_number);
	return text_format(req, "Version %ld, awaiting %s", (long)t->open_number, t->open_marketing_signed ? "Sales"
	    : t->open_sales_signed ? "Marketing" : "both teams");
}

static void
state_fill(struct view *row, struct request *req, const struct term_row *t, enum term_tab tab)
{
	bool agreed = (tab == TAB_AGREED || tab == TAB_REVIEW_DUE) && (t->in_force_number || t->coming_number);

	if (t->retired) {
		view_text(row, term_index_STATE_WORDS, "Retired");
		return;
	}
	view_text(row, term_index_STATE_WORDS, agreed ? agreed_words(req, t) : open_words(req, t));
	if (!agreed && !t->open_number)
		return;
	view_show(row, term_index_HAS_KEYS);
	view_show(row, agreed || t->open_marketing_signed ? term_index_MARKETING_SIGNED : term_index_MARKETING_OPEN);
	view_show(row, agreed || t->open_sales_signed ? term_index_SALES_SIGNED : term_index_SALES_OPEN);
}

static void
row_fill(struct view *row, struct request *req, const struct term_row *t, enum term_tab tab)
{
	view_text(row, term_index_TERM_SLUG, t->slug);
	view_text(row, term_index_TERM_NAME, t->name);
	view_maybe(row, term_index_HAS_SHORT, term_index_TERM_SHORT, lines_words(row, t->abbreviations));
	if (t->kind != KIND_WORD)
		view_maybe(row, term_index_HAS_KIND, term_index_KIND_LABEL, term_kind_label(t->kind));
	view_text(row, term_index_TERM_LINE, t->meaning ? text_first_sentence(row, t->meaning, LINE_MOST)
	    : "Nobody has written yet what this means.");
	state_fill(row, req, t, tab);
}

/* The rows under their letters, and the letters above them when there are many. */
static void
rows_fill(struct view *view, struct request *req, const struct index_page *p)
{
	int *letters = memory_need(talloc_array(view, int, p->count + 1));

	for (size_t i = 0; i < p->count; i++)
		letters[i] = letter_of(letters, p->rows[i].name);
	view_show_if(view, term_index_HAS_LETTERS, p->count >= LETTERS_FROM);
	for (int letter = 0; letter <= 26; letter++) {
		struct view *group = NULL, *link;

		for (size_t i = 0; i < p->count; i++) {
			if (letters[i] != letter)
				continue;
			if (!group)
				group = view_row(view, term_index_LETTER_GROUP);
			row_fill(view_row(group, term_index_TERM_ROW), req, &p->rows[i], p->tab->tab);
		}
		if (group)
			letter_fill(group, letter);
		if (!letter && !group)
			continue;
		link = view_row(view, term_index_LETTER_ROW);
		letter_fill(link, letter);
		view_show(link, group ? term_index_HAS_SOME : term_index_HAS_NONE);
	}
}

/* How many there are, where the first page tells. */
static void
matches_fill(struct view *view, const struct index_page *p)
{
	if (!is_filtered(p) || p->filter.after)
		return;
	view_maybe(view, term_index_HAS_MATCHES, term_index_MATCH_WORDS, p->more
	    ? text_format(view, "More than %zu terms match", p->count) : p->count == 1 ? "1 term matches"
	    : text_format(view, "%zu terms match", p->count));
}

static void
none_fill(struct view *view, const struct index_page *p)
{
	bool filtered = is_filtered(p) || p->filter.after;

	view_show(view, term_index_NONE_HERE);
	view_text(view, term_index_NONE_TITLE, filtered ? "No term here matches." : p->tab->none_title);
	view_text(view, term_index_NONE_WORDS, filtered ? "Try other words, look under another tab, or show all."
	    : p->tab->none_words);
}

static void
starters_fill(struct view *view, const struct import_plan *starters, bool may_write)
{
	for (size_t i = 0; i < starters->count; i++) {
		struct view *row = view_row(view, term_index_STARTER_ROW);

		view_text(row, term_index_STARTER_NAME, starters->rows[i].term.name);
		view_text(row, term_index_STARTER_LINE, text_first_sentence(row, starters->rows[i].version.meaning, LINE_MOST));
	}
	view_show_if(view, term_index_MAY_START, may_write && starters->count);
}

struct view *
index_view(struct request *req, const struct index_page *p)
{
	struct view *view = page(req, TPL_TERM_INDEX, p->counts->all ? text_format(req, "%s – Glossary", p->tab->label) : "Glossary");
	bool may_write = !glossary_may_write(req->user);

	view_show_if(view, term_index_MAY_PROPOSE, may_write);
	if (!p->counts->all) {
		view_show(view, term_index_NO_TERMS);
		starters_fill(view, p->starters, may_write);
		return view;
	}
	view_show(view, term_index_HAS_TERMS);
	view_show_if(view, term_index_MAY_IMPORT, may_write);
	tabs_fill(view, p);
	filter_fill(view, p);
	if (p->count) {
		matches_fill(view, p);
		rows_fill(view, req, p);
	} else {
		none_fill(view, p);
	}
	if (p->more)
		view_maybe(view, term_index_MORE_LINK, term_index_MORE_HREF,
		    index_url(view, p->tab->code, &p->filter, p->rows[p->count - 1].name));
	return view;
}
