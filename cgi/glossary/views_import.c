/* Fills the pages of the import. */
#include "glossary/views_import.h"

#include "base/text.h"
#include "glossary/views_parts.h"

#include <string.h>

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
		say(words, row->problems->list[i].text);
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

static void
outcome_fill(struct view *view, enum tag tag, const char *words, const char *why)
{
	tag_fill(view, tag, words);
	view_text(view, M_ROW_WHY, why);
}

static void
refused_fill(struct request *req, struct view *view, const struct import_row *row)
{
	outcome_fill(view, TAG_WARN, "Left out", row_words(req, row, ""));
	view_maybe(view, M_HAS_VALUE, M_ROW_VALUE, row_value(req, row));
}

/* What would become of a row. */
static void
dry_row_fill(struct request *req, struct view *view, const struct import_page *what, const struct import_row *row)
{
	if (row->act == ROW_CREATE)
		outcome_fill(view, TAG_OK, "New", row_words(req, row, "Becomes a term with a draft."));
	else if (row->act == ROW_CHANGE)
		outcome_fill(view, TAG_INFO, row->adds ? "New version" : "Changed", row_words(req, row, ""));
	else if (row->act == ROW_SAME)
		outcome_fill(view, TAG_PLAIN, "The same", row_words(req, row, row->note_count ? "" : "The glossary says this already."));
	else
		refused_fill(req, view, row);
	if ((row->act != ROW_CREATE && row->act != ROW_CHANGE) || !what->ticks) {
		view_show(view, M_NO_PICK);
		return;
	}
	view_show(view, M_CAN_PICK);
	view_show_if(view, M_IS_CHOSEN, req->method == GET || request_field(req, text_format(req, "line_%zu", row->line)));
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
static void
done_row_fill(struct request *req, struct view *view, const struct saved_import *saved, const struct import_row *row,
    size_t place)
{
	const struct import_known *known = &row->known;
	bool first = known->first == place;

	if (row->act == ROW_REFUSE)
		refused_fill(req, view, row);
	else if (!known->term)
		outcome_fill(view, TAG_WARN, "Left out", "You left this row out.");
	else if (first && known->term->created_at == saved->done_at)
		outcome_fill(view, TAG_OK, "New", "Came in with a draft.");
	else if (first && (drafted(known->open, saved) || drafted(known->newest, saved)))
		outcome_fill(view, TAG_INFO, "New version", "Came in as a draft.");
	else if (first && edited(known->open, saved))
		outcome_fill(view, TAG_INFO, "Changed", "Your draft took these words.");
	else if (row->act == ROW_SAME)
		outcome_fill(view, TAG_PLAIN, "The same", row_words(req, row, row->note_count ? "" : "The glossary says this."));
	else
		outcome_fill(view, TAG_WARN, "Left out", "The glossary says something else: you left this row out, or the term has"
		    " changed since.");
}

static void
rows_fill(struct request *req, struct view *view, const struct import_page *what)
{
	for (size_t i = 0; i < what->plan->count; i++) {
		const struct import_row *row = &what->plan->rows[i];
		struct view *line = view_row(view, M_IMPORT_ROW);

		view_number(line, M_LINE_NUMBER, (int64_t)row->line);
		view_maybe(line, M_HAS_LINK, M_TERM_SLUG, row->known.term ? row->known.term->slug : NULL);
		view_show_if(line, M_NO_LINK, !row->known.term);
		view_text(line, M_TERM_NAME, *row->term.name ? row->term.name : "(no name)");
		view_maybe(line, M_HAS_LINE, M_TERM_LINE, text_first_sentence(req, row->version.meaning, 160));
		if (what->saved->done_at)
			done_row_fill(req, line, what->saved, row, i);
		else
			dry_row_fill(req, line, what, row);
	}
}

static const char *
import_label(struct request *req, const struct import_page *what)
{
	int64_t count = what->plan->created + what->plan->changed;

	return what->ticks ? "Import the ticked rows" : text_format(req, "Import %lld terms", (long long)count);
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
	struct view *view = page(req, TPL_IMPORT_SHOW, what->saved->done_at ? "Import finished – Glossary"
	    : "Check the import – Glossary");

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
