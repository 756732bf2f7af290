/* Fills the pages of the import. */
#include "glossary/views_import.h"

#include "base/text.h"
#include "glossary/views_parts.h"

#include <string.h>
#include <talloc.h>

static const struct crumb above[] = { { "/glossary", "Glossary" }, { 0 } };
static const struct crumb above_one[] = { { "/glossary", "Glossary" }, { "/glossary/import", "Import terms" }, { 0 } };

struct view *
import_form_view(struct request *req, const struct form *form)
{
	struct view *view = page(req, TPL_TERM_IMPORT, "Import terms – Glossary");

	crumbs_fill(view, above);
	form_fill(view, form);
	form_errors_fill(view, term_import_FORM_ERRORS, form);
	return view;
}

/* "Check glossary.csv – Glossary", so that the windows of two imports can be told apart. */
static const char *
title_words(struct request *req, const struct saved_import *saved)
{
	bool pasted = text_equal(saved->file_name, PASTED_NAME);

	return text_format(req, "%s %s – Glossary", saved->done_at ? "Imported" : "Check", pasted ? "the pasted text" : saved->file_name);
}

/* "glossary.csv. Comma separated, 111 rows." */
static const char *
source_words(struct request *req, const struct import_page *what)
{
	char delimiter = what->plan->delimiter;
	const char *shape = delimiter == ';' ? "Semicolon separated" : delimiter == '\t' ? "Tab separated" : "Comma separated";

	if (what->saved->format == IMPORT_JSON)
		shape = "JSON";
	return text_format(req, "%s. %s, %zu row%s.", what->saved->file_name, shape, what->plan->count,
	    what->plan->count == 1 ? "" : "s");
}

static void
steps_fill(struct view *view, size_t done)
{
	static const char *const steps[] = { "Choose a file", "Check the rows", "Import" };

	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
		struct view *row = view_row(view, M_STEP_ROW);

		view_text(row, M_STEP_LABEL, steps[i]);
		view_show(row, i < done ? M_IS_DONE : i == done ? M_IS_CURRENT : M_IS_AHEAD);
	}
}

static void
tile_fill(struct view *view, int64_t count, const char *label, const char *words)
{
	struct view *tile = view_row(view, M_COUNT_TILE);

	view_number(tile, M_TILE_COUNT, count);
	view_text(tile, M_TILE_LABEL, label);
	view_text(tile, M_TILE_WORDS, words);
}

static void
tiles_fill(struct view *view, int64_t created, int64_t changed, int64_t same, int64_t refused)
{
	tile_fill(view, created, created == 1 ? "new term" : "new terms", "Each with a draft for both teams to argue over.");
	tile_fill(view, changed, changed == 1 ? "changed term" : "changed terms", "What is agreed stays as it is.");
	tile_fill(view, same, "the same", "Nothing to do for these.");
	tile_fill(view, refused, "left out", "The reason stands beside each.");
}

static const char *
ignored_words(struct request *req, const struct import_page *what)
{
	const struct import_plan *plan = what->plan;
	const char *one = what->saved->format == IMPORT_JSON ? "member" : "column";

	if (plan->ignored_count == 0)
		return NULL;
	if (plan->ignored_count == 1)
		return text_format(req, "The %s %s is not read.", one, plan->ignored[0]);
	return text_format(req, "These %ss are not read: %s.", one, text_join(req, plan->ignored, ", "));
}

/* Sentences one after the other. */
static void
say(struct buffer *words, const char *sentence)
{
	if (*sentence)
		buffer_format(words, "%s%s", words->length ? " " : "", sentence);
}

/* Everything a row has to say for itself. */
static const char *
row_words(struct request *req, const struct import_row *row, const char *first)
{
	struct buffer *words = buffer_new(req);

	say(words, first);
	for (size_t i = 0; i < row->problems->count; i++)
		say(words, problem_sentence(req, &row->problems->list[i], (size_t)row->problems->list[i].index + 1));
	for (size_t i = 0; i < row->note_count; i++)
		say(words, row->notes[i]);
	return buffer_take(req, words);
}

/* The member a problem is about, where its words only say "this". */
static const char *
row_value(struct request *req, const struct import_row *row)
{
	const struct problem *first = row->problems->count ? &row->problems->list[0] : NULL;

	return first && *first->member && text_starts(first->text, "This ") ? problem_pointer(req, first) + 1 : NULL;
}

/* What becomes or became of a row. */
struct outcome {
	enum tag tag;
	const char *words, *why;
	int group;		/* rows to look at stand first */
};
enum { GROUP_REFUSED, GROUP_CHANGED, GROUP_UNTICKED, GROUP_NEW, GROUP_SAME, GROUPS };

static struct outcome
refused_outcome(struct request *req, const struct import_row *row)
{
	return (struct outcome){ TAG_WARN, "Left out", row_words(req, row, ""), GROUP_REFUSED };
}

static struct outcome
same_outcome(struct request *req, const struct import_row *row, const char *why)
{
	return (struct outcome){ TAG_PLAIN, "The same", row_words(req, row, row->note_count ? "" : why), GROUP_SAME };
}

/* What would become of a row. A new term without a note says nothing: the tile above has said it for all. */
static struct outcome
dry_outcome(struct request *req, const struct import_row *row)
{
	switch (row->act) {
	case ROW_CREATE:
		return (struct outcome){ TAG_OK, "New", row_words(req, row, ""), row->note_count ? GROUP_CHANGED : GROUP_NEW };
	case ROW_CHANGE:
		return (struct outcome){ TAG_INFO, row->adds ? "New version" : "Changed", row_words(req, row, ""), GROUP_CHANGED };
	case ROW_SAME:
		return same_outcome(req, row, "The glossary says this already.");
	default:
		return refused_outcome(req, row);
	}
}

static bool
goes_in(const struct import_row *row)
{
	return row->act == ROW_CREATE || row->act == ROW_CHANGE;
}

/* All are ticked until somebody has sent the form. */
static bool
chosen(struct request *req, const struct import_row *row)
{
	return goes_in(row) && (req->method == GET || request_field(req, text_format(req, "line_%zu", row->line)));
}

static void
pick_fill(struct request *req, struct view *view, const struct import_page *what, const struct import_row *row)
{
	view_show(view, goes_in(row) && what->ticks ? M_CAN_PICK : M_NO_PICK);
	view_show_if(view, M_IS_CHOSEN, goes_in(row) && what->ticks && chosen(req, row));
}

/* Whether this import drafted a version, or changed its person's draft: what it made bears its very moment. */
static bool
drafted(const struct version *v, const struct saved_import *saved)
{
	return v && v->author_id == saved->person_id && v->created_at == saved->done_at;
}
static bool
edited(const struct version *v, const struct saved_import *saved)
{
	return v && v->edited_by == saved->person_id && v->edited_at == saved->done_at;
}

/* What became of a row, read off the glossary. */
static struct outcome
done_outcome(struct request *req, const struct saved_import *saved, const struct import_row *row, size_t place)
{
	const struct import_known *known = &row->known;
	bool first = known->first == place;

	if (row->act == ROW_REFUSE)
		return refused_outcome(req, row);
	if (!known->term)
		return (struct outcome){ TAG_PLAIN, "Left out", "You left this row out.", GROUP_UNTICKED };
	if (first && known->term->created_at == saved->done_at)
		return (struct outcome){ TAG_OK, "New", "", GROUP_NEW };
	if (first && (drafted(known->open, saved) || drafted(known->newest, saved)))
		return (struct outcome){ TAG_INFO, "New version", "Came in as a draft.", GROUP_CHANGED };
	if (first && edited(known->open, saved))
		return (struct outcome){ TAG_INFO, "Changed", "Your draft took these words.", GROUP_CHANGED };
	if (row->act == ROW_SAME)
		return same_outcome(req, row, "The glossary says this.");
	return (struct outcome){ TAG_PLAIN, "Left out", "The glossary says something else: you left this row out, or the term has"
	    " changed since.", GROUP_UNTICKED };
}

static void
row_fill(struct request *req, struct view *line, const struct import_page *what, const struct import_row *row,
    const struct outcome *outcome)
{
	view_number(line, M_LINE_NUMBER, (int64_t)row->line);
	view_maybe(line, M_HAS_LINK, M_TERM_SLUG, row->known.term ? row->known.term->slug : NULL);
	view_show_if(line, M_NO_LINK, !row->known.term);
	view_text(line, M_TERM_NAME, *row->term.name ? row->term.name : "(no name)");
	view_maybe(line, M_HAS_LINE, M_TERM_LINE, text_first_sentence(req, row->version.meaning, 160));
	tag_fill(line, outcome->tag, outcome->words);
	view_text(line, M_ROW_WHY, outcome->why);
	if (outcome->group == GROUP_REFUSED)
		view_maybe(line, M_HAS_VALUE, M_ROW_VALUE, row_value(req, row));
	if (!what->saved->done_at)
		pick_fill(req, line, what, row);
}

/* Group by group, in each in the order of the file. */
static void
rows_fill(struct request *req, struct view *view, const struct import_page *what)
{
	size_t count = what->plan->count;
	struct outcome *outcomes = memory_need(talloc_zero_array(req, struct outcome, count + 1));

	for (size_t i = 0; i < count; i++)
		outcomes[i] = what->saved->done_at ? done_outcome(req, what->saved, &what->plan->rows[i], i)
		    : dry_outcome(req, &what->plan->rows[i]);
	for (int group = 0; group < GROUPS; group++)
		for (size_t i = 0; i < count; i++)
			if (outcomes[i].group == group)
				row_fill(req, view_row(view, M_IMPORT_ROW), what, &what->plan->rows[i], &outcomes[i]);
}

static const char *
import_label(struct request *req, const struct import_page *what)
{
	long count = (long)(what->plan->created + what->plan->changed);

	if (what->ticks) {
		count = 0;
		for (size_t i = 0; i < what->plan->count; i++)
			count += chosen(req, &what->plan->rows[i]);
	}
	return text_format(req, count == 1 ? "Import %ld term" : "Import %ld terms", count);
}

static void
dry_fill(struct request *req, struct view *view, const struct import_page *what)
{
	const struct import_plan *plan = what->plan;

	view_show(view, M_IS_DRY);
	view_text(view, M_IMPORT_TITLE, "Check the import");
	view_text(view, M_ACT_TITLE, "What happens");
	steps_fill(view, 1);
	tiles_fill(view, plan->created, plan->changed, plan->same, plan->refused);
	form_hidden_fill(view, M_FORM_HIDDEN, what->shown);
	if (plan->created + plan->changed > 0)
		view_maybe(view, M_MAY_IMPORT, M_IMPORT_LABEL, import_label(req, what));
	else
		view_maybe(view, M_NOTHING_NOTE, M_NOTHING_WORDS, "There is nothing to import: no row is new, and none says"
		    " anything else than the glossary.");
}

static void
done_fill(struct view *view, const struct saved_import *saved)
{
	view_show(view, M_IS_FINISHED);
	view_text(view, M_IMPORT_TITLE, "Import finished");
	view_text(view, M_ACT_TITLE, "What happened");
	steps_fill(view, 3);
	tiles_fill(view, saved->created_terms, saved->changed_terms, saved->same_terms, saved->refused_rows);
}

struct view *
import_view(struct request *req, const struct import_page *what)
{
	struct view *view = page(req, TPL_IMPORT_SHOW, title_words(req, what->saved));

	crumbs_fill(view, above_one);
	view_maybe(view, M_STALE_NOTICE, M_STALE_WORDS, what->notice);
	view_show_if(view_page(view), M_HAS_PROBLEMS, what->notice != NULL);
	view_text(view, M_SOURCE_WORDS, source_words(req, what));
	view_maybe(view, M_HAS_IGNORED, M_IGNORED_WORDS, ignored_words(req, what));
	view_number(view, M_IMPORT_ID, what->saved->id);
	if (what->saved->done_at)
		done_fill(view, what->saved);
	else
		dry_fill(req, view, what);
	rows_fill(req, view, what);
	return view;
}
