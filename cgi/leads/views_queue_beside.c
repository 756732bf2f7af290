/* Fills the pages beside the queue: a view that was saved, and what was done with several leads. */
#include "leads/views.h"

#include "base/text.h"

struct view *
saved_view_view(struct request *req, const struct saved_view *v, const struct form *form, int64_t revision)
{
	struct view *view = page(req, TPL_SAVED_VIEW, text_format(req, "%s – Views of the queue", v->name));

	crumbs_fill(view, (const struct crumb[]){ { "/leads", "Leads" }, { text_format(view, "/leads?saved=%lld", (long long)v->id), v->name }, { 0 } });
	view_number(view, saved_view_SAVED_ID, v->id);
	view_text(view, saved_view_SAVED_NAME, v->name);
	view_text(view, saved_view_SAVED_SCOPE, v->team == GLOSSARY_NONE ? "Only you see it."
	    : text_format(view, "Everybody in %s sees it, and may rename or delete it.", team_label(v->team)));
	view_text(view, saved_view_EDITOR_NAME, v->editor_name);
	moment_fill(view, saved_view_EDITED_STAMP, saved_view_EDITED_WORDS, req, v->edited_at);
	form_fill(view, form);
	form_errors_fill(view, saved_view_FORM_ERRORS, form);
	form_hidden_fill(view, saved_view_FORM_HIDDEN, revision);
	return view;
}

static const char *
result_words(const void *ctx, const struct bulk_row *row)
{
	const struct handoff *h = row->handoff;

	return row->problem ? row->problem : h->owner_name ? text_format(ctx, "With %s.", h->owner_name) : "With nobody yet.";
}

struct view *
bulk_done_view(struct request *req, const struct bulk_row *rows, size_t count, int move, const struct place *place)
{
	const char *did = move == MOVE_SUBMISSION ? "handed over" : move == MOVE_ACCEPTANCE ? "accepted" : move == MOVE_RETURN ? "returned" : "assigned";
	struct view *view = page(req, TPL_BULK_DONE, "What was done – Leads");
	size_t done = 0;

	crumbs_fill(view, (const struct crumb[]){ { "/leads", "Leads" }, { 0 } });
	for (size_t i = 0; i < count; i++) {
		struct view *row = view_row(view, bulk_done_RESULT_ROW);

		done += !rows[i].problem;
		view_number(row, bulk_done_HANDOFF_ID, rows[i].handoff->id);
		view_text(row, bulk_done_LEAD_TITLE, lead_title(row, rows[i].handoff->lead_id, rows[i].handoff->lead_name, rows[i].handoff->lead_company));
		view_text(row, bulk_done_RESULT_WORDS, result_words(row, &rows[i]));
		if (rows[i].problem)
			tag_fill(row, TAG_WARN, "Not done");
		else
			handoff_tag_fill(row, rows[i].handoff->state, rows[i].handoff->is_final);
	}
	view_text(view, bulk_done_DONE_TITLE, count ? text_format(view, "%zu of %zu %s", done, count, did) : "Nothing was done");
	view_text(view, bulk_done_DONE_LINE, done == count ? "All that were ticked." : "What could not be done stands first, with the reason.");
	view_text(view, bulk_done_PLACE_TEXT, place_text(view, place, true));
	return view;
}
