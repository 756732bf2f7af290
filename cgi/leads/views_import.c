/* Fills the pages of imports. */
#include "leads/views_import.h"

#include "base/days.h"
#include "base/text.h"

#include <inttypes.h>
#include <jansson.h>
#include <string.h>
#include <talloc.h>

static const struct crumb above[] = { { "/leads", "Leads" }, { 0 } }, above_one[] = { { "/leads", "Leads" }, { "/imports", "Import" }, { 0 } };

/* "20,000". */
static const char *
grouped(const void *ctx, int64_t n)
{
	char *digits = text_format(ctx, "%" PRId64, n);
	struct buffer *out = buffer_new(ctx);
	size_t length = strlen(digits);

	for (size_t i = 0; i < length; i++)
		buffer_format(out, "%s%c", i && (length - i) % 3 == 0 ? "," : "", digits[i]);
	return buffer_take(ctx, out);
}

/* "1 row", "20,000 rows". */
static const char *
counted(const void *ctx, int64_t n, const char *one, const char *many)
{
	return text_format(ctx, "%s %s", grouped(ctx, n), n == 1 ? one : many);
}

static const char *
noun(int kind, bool one)
{
	static const char *const ones[] = { "lead", "attempt", "deal" }, *const many[] = { "leads", "attempts", "deals" };

	return one ? ones[kind] : many[kind];
}

const char *
upload_source_words(const void *ctx, const struct import_file *f)
{
	const char *shape = *f->delimiter == ';' ? "Semicolon separated" : *f->delimiter == '\t' ? "Tab separated" : "Comma separated";
	const char *from = *f->system ? text_format(ctx, f->state <= FILE_READY && f->revision == 1 ? " We think it came from %s." : " From %s.",
	    import_system_label(f->system)) : "";
	const char *footer = *f->footer ? text_format(ctx, strstr(f->footer, " | ") ? " The last lines, “%s”, were left out." : " The last line, “%s”, was left out.",
	    text_clip(ctx, f->footer, 60)) : "";

	const char *problem = *f->problem && f->state == FILE_COLUMNS ? text_format(ctx, " %s", f->problem) : "";

	return text_format(ctx, "%s. %s, %s, %s.%s%s%s", f->file_name, shape, f->encoding, counted(ctx, f->lines_total, "row", "rows"), from, footer, problem);
}

void
upload_steps_fill(struct view *view, size_t done)
{
	static const char *const steps[] = { "Choose a file", "Match columns", "Check rows", "Import" };

	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
		struct view *row = view_row(view, M_STEP_ROW);

		view_text(row, M_STEP_LABEL, steps[i]);
		view_show(row, i < done ? M_IS_DONE : i == done ? M_IS_CURRENT : M_IS_AHEAD);
	}
}

static void
state_fill(struct view *row, int state)
{
	static const struct { enum tag tag; const char *words; } tags[] = {
		{ TAG_INFO, "Match its columns" }, { TAG_WAIT, "Being checked" }, { TAG_INFO, "Ready" }, { TAG_WAIT, "Going in" }, { TAG_WARN, "Stopped" }, { TAG_OK, "Imported" },
		{ TAG_WAIT, "Being taken back" }, { TAG_PLAIN, "Taken back" }
	};

	tag_fill(row, tags[state].tag, tags[state].words);
}

struct view *
upload_index_view(struct request *req, const struct upload_index *p)
{
	struct view *view = page(req, TPL_UPLOAD_INDEX, "Import – Leads");

	crumbs_fill(view, above);
	form_fill(view, p->form);
	form_errors_fill(view, upload_index_FORM_ERRORS, p->form);
	view_show_if(view, upload_index_HAS_FILES, p->count > 0);
	for (size_t i = 0; i < p->count; i++) {
		struct view *row = view_row(view, upload_index_FILE_ROW);

		view_number(row, upload_index_FILE_ID, p->files[i].id);
		view_text(row, upload_index_FILE_NAME, p->files[i].file_name);
		view_text(row, upload_index_KIND_WORDS, sentence_case(row, noun(p->files[i].kind, false)));
		view_text(row, upload_index_ROWS_WORDS, grouped(row, p->files[i].lines_total));
		view_text(row, upload_index_PERSON_NAME, p->files[i].person_name);
		moment_fill(row, upload_index_MADE_STAMP, upload_index_MADE_WORDS, req, p->files[i].made_at);
		state_fill(row, p->files[i].state);
	}
	if (p->next)
		view_maybe(view, upload_index_MORE_LINK, upload_index_MORE_HREF, text_format(view, "/imports?before=%" PRId64, p->next));
	view_show_if(view, upload_index_WANTS_STAGES, p->wants_stages);
	return view;
}

static void
tile_fill(struct view *view, int64_t count, const char *label, const char *words)
{
	struct view *tile = view_row(view, M_COUNT_TILE);

	view_text(tile, M_TILE_COUNT, grouped(tile, count));
	view_text(tile, M_TILE_LABEL, label);
	view_text(tile, M_TILE_WORDS, words);
}

/* "171 new leads, 35 will change a lead that is here, 8 say nothing new". */
static const char *
good_words(const void *ctx, const struct import_file *f, bool done)
{
	struct buffer *words = buffer_new(ctx);

	if (f->created)
		buffer_format(words, "%s new %s", grouped(ctx, f->created), noun(f->kind, f->created == 1));
	if (f->updated)
		buffer_format(words, "%s%s %s a %s that %s here", words->length ? ", " : "", grouped(ctx, f->updated), done ? "changed" : "will change", noun(f->kind, true),
		    done ? "was" : "is");
	if (f->same)
		buffer_format(words, "%s%s nothing new", words->length ? ", " : "", counted(ctx, f->same, "says", "say"));
	buffer_text(words, words->length ? "." : "");
	return buffer_take(ctx, words);
}

static void
tiles_fill(struct view *view, const struct import_file *f)
{
	int64_t good = f->created + f->updated + f->same;
	bool done = f->state >= FILE_RUNNING;

	view_show(view, upload_show_HAS_TILES);
	tile_fill(view, good, done ? good == 1 ? "row went in" : "rows went in" : good == 1 ? "row ready" : "rows ready", good_words(view, f, done));
	tile_fill(view, f->refused, f->refused == 1 ? "row with a problem" : "rows with a problem",
	    !f->refused ? "Every row can be read." : done ? "They were left out. Download them, correct them, and import the corrected file." : "They are left out. Download them, correct them, and import again.");
}

static void
note_fill(struct view *view, const char *words)
{
	view_text(view_row(view, upload_show_NOTE_ROW), upload_show_NOTE_WORDS, words);
}

static void
notes_fill(struct view *view, const struct import_file *f, const struct import_map *map)
{
	const char *order_words = map && f->state <= FILE_READY ? import_order_words(view, import_file_found(view, f), map, (const char *const *)f->headers) : "";

	if (*f->problem)
		note_fill(view, f->problem);
	if (map && map->date_order >= 0 && f->state <= FILE_READY)
		note_fill(view, text_format(view, "Dates are read as %s.%s%s", map->date_order == ORDER_YMD ? "year, month, day" : map->date_order == ORDER_DMY ? "day, month, year" : "month, day, year",
		    *order_words ? " " : "", order_words));
	if (map && map->plain && f->state <= FILE_READY)
		note_fill(view, "The file says that nothing was put before its formulas, so nothing is taken off them.");
	if (f->flagged)
		note_fill(view, text_format(view, "%s dates that cannot be so, such as won before it was opened. They are kept as the file says, and flagged.",
		    counted(view, f->flagged, "row has", "rows have")));
	if (f->held && f->kind == IMPORT_DEALS)
		note_fill(view, text_format(view, "%s won or lost here, and otherwise in the file. An import neither takes back what is won nor moves a closed deal for its amount alone:"
		    " if it is not so, take the event back on the deal’s page.", counted(view, f->held, "deal is", "deals are")));
	else if (f->held)
		note_fill(view, text_format(view, "%s further here than the file says. A stage never moves back by an import.", counted(view, f->held, "lead is", "leads are")));
	if (f->noticed)
		note_fill(view, text_format(view, "%s something that is not done. The rest of them %s, and what is not is told below.", counted(view, f->noticed, "row says", "rows say"),
		    f->state <= FILE_READY ? "goes in" : "went in"));
	if (f->left_alone)
		note_fill(view, text_format(view, "%s left as they are: somebody has gone on with them since, or a later file has.", counted(view, f->left_alone, "row was", "rows were")));
}

/* What a row is called in the list: the first cells that hold something. */
static const char *
row_title(const void *ctx, const json_t *cells)
{
	struct buffer *title = buffer_new(ctx);
	json_t *cell;
	size_t i, taken = 0;

	json_array_foreach((json_t *)cells, i, cell) {
		const char *text = json_string_value(cell);

		if (text_blank(text) || taken == 3)
			continue;
		buffer_format(title, "%s%s", taken++ ? ", " : "", text_clip(ctx, text_squeeze(ctx, text), 30));
	}
	buffer_text(title, taken ? "" : "Cannot be read");
	return buffer_take(ctx, title);
}

static void
problem_fill(struct view *row, const struct upload_show *p, const struct import_refused *refused, const json_t *cells, const json_t *problem)
{
	int64_t column = json_integer_value(json_array_get(problem, 0));
	bool named = column >= 0 && (size_t)column < p->file->header_count;
	const char *value = json_string_value(json_array_get(problem, 1));
	int field = named && p->map ? p->map->fields[column] : GLOSSARY_NONE;

	view_number(row, upload_show_LINE_NUMBER, refused->line);
	view_text(row, upload_show_ROW_TITLE, row_title(row, cells));
	view_text(row, upload_show_COLUMN_NAME, named ? p->file->headers[column] : "The whole row");
	if (text_blank(value))
		view_show(row, upload_show_NO_VALUE);
	else
		view_maybe(row, upload_show_HAS_VALUE, upload_show_VALUE_WORDS, text_copy(row, value));
	view_text(row, upload_show_PROBLEM_WORDS, text_copy(row, json_string_value(json_array_get(problem, 2))));
	if (import_field_is_matched(field) && p->file->state <= FILE_READY) {
		struct view *match = view_row(row, upload_show_MAY_MATCH);

		view_number(match, upload_show_FILE_ID, p->file->id);
	}
}

/* Rows that go in all the same, with what of them is not done. */
static void
notices_fill(struct view *view, const struct upload_show *p)
{
	view_show_if(view, upload_show_HAS_NOTICES_LISTED, p->notice_count > 0);
	for (size_t i = 0; i < p->notice_count; i++) {
		json_t *notices = json_loads(p->notices[i].problems, 0, NULL), *notice;
		size_t n;

		json_array_foreach(notices, n, notice) {
			struct view *row = view_row(view, upload_show_NOTICE_LINE);
			int64_t column = json_integer_value(json_array_get(notice, 0));
			const char *value = json_string_value(json_array_get(notice, 1));

			view_number(row, upload_show_LINE_NUMBER, p->notices[i].line);
			view_text(row, upload_show_COLUMN_NAME, column >= 0 && (size_t)column < p->file->header_count ? p->file->headers[column] : "The whole row");
			if (!text_blank(value))
				view_maybe(row, upload_show_HAS_VALUE, upload_show_VALUE_WORDS, text_copy(row, value));
			view_text(row, upload_show_NOTICE_WORDS, text_copy(row, json_string_value(json_array_get(notice, 2))));
		}
		json_decref(notices);
	}
}

static void
problems_fill(struct view *view, const struct upload_show *p)
{
	if (!p->refused_count)
		return;
	view_show(view, upload_show_HAS_PROBLEMS_LISTED);
	view_text(view, upload_show_PROBLEMS_TITLE, "Rows with a problem");
	for (size_t i = 0; i < p->refused_count; i++) {
		json_t *problems = json_loads(p->refused[i].problems ? p->refused[i].problems : "[]", 0, NULL),
		    *cells = json_loads(p->refused[i].cells ? p->refused[i].cells : "[]", 0, NULL), *problem;
		size_t n;

		json_array_foreach(problems, n, problem)
			problem_fill(view_row(view, upload_show_PROBLEM_LINE), p, &p->refused[i], cells, problem);
		json_decref(problems);
		json_decref(cells);
	}
	if (p->next_line)
		view_maybe(view, upload_show_MORE_LINK, upload_show_MORE_HREF, text_format(view, "/imports/%" PRId64 "?after=%" PRId64, p->file->id, p->next_line));
}

static void
moving_fill(struct view *view, const struct import_file *f)
{
	const char *title = f->state == FILE_CHECKING ? "Looking at the rows" : f->state == FILE_RUNNING ? "The rows are going in" : "The import is being taken back";
	int64_t all = f->state == FILE_UNDOING ? f->created + f->updated : f->lines_total;

	view_show(view, upload_show_IS_MOVING);
	view_text(view, upload_show_MOVING_TITLE, title);
	view_number(view, upload_show_DONE_COUNT, f->at_line);
	view_number(view, upload_show_ALL_COUNT, all ? all : 1);
	view_format(view, upload_show_MOVING_WORDS, "%s of %s.", grouped(view, f->at_line), counted(view, all, "row", "rows"));
	view_show_if(view, upload_show_MAY_STOP, f->state == FILE_RUNNING);
}

static void
acts_fill_upload(struct view *view, struct request *req, const struct upload_show *p)
{
	const struct import_file *f = p->file;
	int64_t good = f->created + f->updated + f->same;
	bool starts = (f->state == FILE_READY && good > 0) || f->state == FILE_STOPPED;

	if (starts) {
		view_show(view, upload_show_MAY_START);
		view_text(view, upload_show_START_LABEL, f->state == FILE_STOPPED ? "Go on with it" : text_format(view, "Import %s", counted(view, good, noun(f->kind, true), noun(f->kind, false))));
	}
	if (f->refused && f->state >= FILE_READY && f->state <= FILE_DONE)
		view_maybe(view, upload_show_HAS_REFUSED, upload_show_DOWNLOAD_LABEL, text_format(view, "Download the %s", counted(view, f->refused, "row", "rows")));
	view_show_if(view, upload_show_MAY_GO_BACK, f->state <= FILE_READY);
	if (f->state == FILE_DONE || f->state == FILE_UNDONE) {
		view_show(view, upload_show_IS_FINISHED);
		view_text(view, upload_show_RESULT_HREF, f->kind == IMPORT_DEALS ? "/deals?show=all" : f->kind == IMPORT_LEADS ? "/leads?view=leads" : "/leads");
		view_text(view, upload_show_RESULT_LABEL, f->kind == IMPORT_DEALS ? "See the deals" : "See the leads");
		view_show_if(view, upload_show_MAY_RECONCILE, f->kind == IMPORT_LEADS && f->state == FILE_DONE);
	}
	view_show_if(view, upload_show_MAY_UNDO, p->may_undo);
	if (f->state == FILE_READY)
		view_maybe(view, upload_show_HAS_UNDO_WORDS, upload_show_UNDO_WORDS, "You can take this import back for 30 days.");
	else if (p->may_undo)
		view_maybe(view, upload_show_HAS_UNDO_WORDS, upload_show_UNDO_WORDS, text_format(view, "It can be taken back until %s, with all it changed.",
		    day_words_at(req, import_undo_until(f))));
}

struct view *
upload_show_view(struct request *req, const struct upload_show *p)
{
	static const char *const titles[] = { "Match the columns", "Check the import", "Check the import", "Import", "Import stopped", "Imported", "Taking the import back", "Import taken back" };
	const struct import_file *f = p->file;
	struct view *view = page(req, TPL_UPLOAD_SHOW, text_format(req, "%s: %s – Leads", titles[f->state], text_clip(req, f->file_name, 30)));

	crumbs_fill(view, above_one);
	view_text(view, upload_show_PAGE_HEADING, titles[f->state]);
	view_text(view, upload_show_SOURCE_WORDS, upload_source_words(view, f));
	view_number(view, upload_show_FILE_ID, f->id);
	upload_steps_fill(view, f->state <= FILE_READY ? 2 : f->state == FILE_RUNNING || f->state == FILE_STOPPED ? 3 : 4);
	if (f->state == FILE_CHECKING || f->state == FILE_RUNNING || f->state == FILE_UNDOING)
		moving_fill(view, f);
	if (f->state != FILE_CHECKING)
		tiles_fill(view, f);
	notes_fill(view, f, p->map);
	problems_fill(view, p);
	notices_fill(view, p);
	acts_fill_upload(view, req, p);
	return view;
}

static void
past_row(struct view *view, const char *name, const char *words)
{
	struct view *row;

	if (text_blank(words))
		return;
	row = view_row(view, lead_show_PAST_ROW);
	view_text(row, lead_show_PAST_NAME, name);
	view_text(row, lead_show_PAST_WORDS, words);
}

static const char *
day_or_none(struct request *req, int64_t at)
{
	return at ? day_words_at(req, at) : NULL;
}

void
lead_past_fill(struct view *view, struct request *req, const struct lead_page *page)
{
	const struct lead_past *p = page->past;
	const char *flags = p && p->flags ? import_flag_words(req, p->flags) : NULL;
	struct view *card;

	if (!p)
		return;
	card = view_row(view, lead_show_HAS_PAST);
	view_format(card, lead_show_PAST_TITLE, "In %s", import_system_label(p->system));
	past_row(card, "Stage there", p->stage_name);
	past_row(card, "Status there", p->status);
	past_row(card, "Record made", day_or_none(req, p->record_made_at));
	past_row(card, "MQL", day_or_none(req, p->mql_at));
	past_row(card, "Accepted", day_or_none(req, p->sal_at));
	past_row(card, "First tried", day_or_none(req, p->first_attempt_at));
	past_row(card, "SQL", day_or_none(req, p->sql_at));
	past_row(card, "Outcome", p->outcome < 0 ? NULL : sentence_case(req, outcome_names[p->outcome]));
	past_row(card, "Won", day_or_none(req, p->won_at));
	past_row(card, "Lost", day_or_none(req, p->lost_at));
	past_row(card, "Amount", p->currency ? deal_amount_words(req, p->amount_minor, p->currency) : NULL);
	for (size_t i = 0; page->gate && i < page->gate->criteria_count; i++)
		past_row(card, page->gate->criteria[i].label, import_told_cell(card, &page->gate->criteria[i], page->gate_term->bindings, p->kept, false));
	view_format(card, lead_show_PAST_LINE, "Imported on %s.%s", day_words_at(req, p->told_at), flags ? text_format(card, " It cannot all be so: %s.", flags) : "");
}
