/* Terms in force together: the stages in order, and the glossary on paper. */
#include "glossary/import.h"
#include "glossary/views.h"

#include "auth/session.h"
#include "base/text.h"

#include <stdlib.h>
#include <talloc.h>

static int
by_position(const void *a, const void *b)
{
	const struct export_term *x = a, *y = b;

	return (x->version.stage_position > y->version.stage_position) - (x->version.stage_position < y->version.stage_position);
}

static const char *
point_words(const void *ctx, const struct term *t)
{
	const char *m = t->point_marketing_name, *s = t->point_sales_name;

	return text_format(ctx, "%s%s%s%s%s", m ? m : "", m ? " (Marketing)" : "", m && s ? ", " : "", s ? s : "",
	    s ? " (Sales)" : "");
}

static void
stage_fill(struct view *row, struct reader *r, const struct export_term *stage, int64_t place)
{
	const struct term *t = &stage->term;
	const struct version *v = &stage->version;
	long days = (long)v->stage_longest_days, criteria = (long)v->criteria_count;

	team_fill(row, v->stage_owner);
	view_number(row, stage_index_STAGE_PLACE, place);
	view_text(row, stage_index_TERM_SLUG, t->slug);
	view_text(row, stage_index_TERM_NAME, t->name);
	view_maybe(row, stage_index_HAS_SHORT, stage_index_TERM_SHORT, lines_words(row, t->abbreviations));
	version_tag_fill(row, r, v);
	view_text(row, stage_index_TERM_LINE, text_first_sentence(row, v->meaning, 300));
	view_text(row, stage_index_OWNER_TEAM, team_label(v->stage_owner));
	view_text(row, stage_index_LONGEST_WORDS, days ? text_format(row, "%ld day%s", days, days == 1 ? "" : "s") : "No limit");
	view_maybe(row, stage_index_HAS_POINTS, stage_index_POINT_NAMES, point_words(row, t));
	criteria_fill(row, r, v);
	view_format(row, stage_index_CRITERIA_COUNT, criteria == 1 ? "%ld criterion" : "%ld criteria", criteria);
}

struct view *
stages_view(struct request *req, const struct export_term *terms, size_t count)
{
	static const struct { const char *code, *name; } paths[] = {
		[PATH_LEAD] = { "lead", "The way of a lead" }, [PATH_DEAL] = { "deal", "The way of a deal" }
	};
	struct view *view = page(req, TPL_STAGE_INDEX, "Stages in order – Glossary");
	struct reader *r = reader_new(req, NULL);
	struct export_term *sorted = memory_need(talloc_memdup(r, terms, sizeof *terms * (count + 1)));

	qsort(sorted, count, sizeof *sorted, by_position);
	crumbs_fill(view, (struct crumb[]){ { "/glossary", "Glossary" }, { 0 } });
	view_show_if(view, stage_index_MAY_PROPOSE, !glossary_may_write(req->user));
	for (int path = PATH_LEAD; path <= PATH_DEAL; path++) {
		struct view *part = view_row(view, stage_index_STAGE_PATH);
		int64_t place = 0, before = 0;

		view_text(part, stage_index_PATH_CODE, paths[path].code);
		view_text(part, stage_index_PATH_NAME, paths[path].name);
		for (size_t i = 0; i < count; i++)
			if (sorted[i].version.stage_path == path) {
				place += sorted[i].version.stage_position != before;	/* stages may share a place */
				before = sorted[i].version.stage_position;
				stage_fill(view_row(part, stage_index_STAGE_ROW), r, &sorted[i], place);
			}
		view_show(part, place ? stage_index_HAS_STAGES : stage_index_NO_STAGES);
	}
	return view;
}

static void
signers_fill(struct view *row, struct request *req, const struct version *v)
{
	for (size_t i = 0; i < v->signature_count; i++) {
		const struct signature *s = &v->signatures[i];
		struct view *signer = view_row(row, term_print_SIGNER_ROW);

		view_text(signer, term_print_SIDE_NAME, team_label(s->team));
		view_text(signer, term_print_SIGNER_NAME, s->person_name);
		moment_fill(signer, term_print_SIGNED_STAMP, term_print_SIGNED_WORDS, req, s->at);
	}
}

static void
paper_term_fill(struct view *row, struct reader *r, const struct export_term *both)
{
	const struct term *t = &both->term;
	const struct version *v = &both->version;

	view_text(row, term_print_TERM_SLUG, t->slug);
	view_text(row, term_print_TERM_NAME, t->name);
	view_maybe(row, term_print_HAS_ALSO, term_print_ALSO_WORDS, also_words(row, t));
	wording_fill(row, r, NULL, v);
	facts_fill(row, r, NULL, v);
	view_number(row, term_print_VERSION_NUMBER, v->number);
	view_text(row, term_print_AGREED_STAMP, day_stamp_at(r->req, v->in_force_at));
	view_text(row, term_print_AGREED_WORDS, day_words_at(r->req, v->in_force_at));
	signers_fill(row, r->req, v);
}

struct view *
print_view(struct request *req, const struct export_term *terms, size_t count)
{
	struct view *view = page(req, TPL_TERM_PRINT, "Glossary for paper");
	struct reader *r = reader_new(req, NULL);

	view_format(view, term_print_PRINT_TITLE, "Glossary of %s", req->session->organisation);
	view_format(view, term_print_PRINT_WORDS, count == 1 ? "%zu agreed term, printed %s." : "%zu agreed terms, printed %s.",
	    count, day_words_at(req, req->now));
	for (size_t i = 0; i < count; i++)
		paper_term_fill(view_row(view, term_print_TERM_ROW), r, &terms[i]);
	view_show_if(view, term_print_NO_TERMS, !count);
	return view;
}
