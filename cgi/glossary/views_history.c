/* What was done to a term, newest first. */
#include "glossary/views.h"

#include "base/text.h"

#include <talloc.h>

static const char *
field_words(const void *ctx, const char *field)
{
	static const struct { const char *field, *words; } known[] = {
		{ "marketing_says", "How Marketing says it" }, { "sales_says", "How Sales says it" },
		{ "counter_examples", "Not this" }, { "related", "Related terms" },
		{ "point_marketing", "Point person of Marketing" }, { "point_sales", "Point person of Sales" },
		{ "bindings", "Where each criterion is read from" },
	};

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (text_equal(known[i].field, field))
			return known[i].words;
	return sentence_case(ctx, field);
}

static void
happening_fill(struct view *row, struct request *req, const struct happening *h)
{
	team_fill(row, h->team);
	view_text(row, term_history_ACTOR_INITIALS, name_initials(row, h->person_name));
	view_text(row, term_history_ACTOR_NAME, h->person_name);
	view_text(row, term_history_ACTOR_TEAM, team_label(h->team));
	view_text(row, term_history_ACT_WORDS, h->words);
	moment_fill(row, term_history_ACT_STAMP, term_history_ACT_DATE, req, h->at);
	view_maybe(row, term_history_HAS_REASON, term_history_ACT_REASON, h->reason);
	for (size_t i = 0; i < h->edit_count; i++) {
		struct view *change = view_row(row, term_history_CHANGE_ROW);

		view_text(change, term_history_CHANGE_NAME, field_words(change, h->edits[i].field));
		diff_runs_fill(change, diff_words(change, h->edits[i].before_text, h->edits[i].after_text));
	}
}

struct view *
history_view(struct request *req, const struct term *term, const struct happening *list, size_t count, int64_t older_from)
{
	struct view *view = page(req, TPL_TERM_HISTORY, text_format(req, "History of %s – Glossary", term->name));

	crumbs_fill(view, (struct crumb[]){ { "/glossary", "Glossary" }, { term_url(view, term->slug, NULL), term->name }, { 0 } });
	view_text(view, term_history_TERM_NAME, term->name);
	view_show(view, count ? term_history_HAS_HISTORY : term_history_NO_HISTORY);
	for (size_t i = 0; i < count; i++)
		happening_fill(view_row(view, term_history_HISTORY_ROW), req, &list[i]);
	if (older_from)
		view_maybe(view, term_history_OLDER_LINK, term_history_OLDER_HREF,
		    text_format(view, "%s?from=%ld", term_url(view, term->slug, "history"), (long)older_from));
	return view;
}
