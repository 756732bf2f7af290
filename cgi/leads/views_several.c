/* Fills the table from which several leads are handed over. */
#include "leads/views.h"

#include "base/text.h"

static bool
is_asked(const struct criterion *c)
{
	return c->level == LEVEL_MUST;
}

static void
heads_fill(struct view *view, const struct version *version)
{
	for (size_t i = 0; i < version->criteria_count; i++) {
		const struct criterion *c = &version->criteria[i];
		struct view *row;

		if (!is_asked(c))
			continue;
		row = view_row(view, handoff_several_HEAD_ROW);
		view_text(row, handoff_several_CRITERION_LABEL, c->label);
	}
}

static void
cell_fill(struct view *view, const struct several_row *row, const struct version *version, size_t i)
{
	const struct criterion *c = &version->criteria[i];
	const struct answer *known = answer_of(row->answers->known, row->answers->known_count, c->code);
	struct view *cell;

	if (!is_asked(c))
		return;
	cell = view_row(view, handoff_several_CELL_ROW);
	view_text(cell, handoff_several_CRITERION_LABEL, c->label);
	if (known)
		view_maybe(cell, handoff_several_HAS_KNOWN, handoff_several_KNOWN_WORDS, answer_words(cell, c, known->value));
	else if (row->answers->parts[i])
		form_fill(cell, row->answers->parts[i]);
}

static void
row_fill(struct view *view, const struct several_row *row, const struct several_page *p)
{
	const struct lead *lead = row->lead;

	view_number(view, handoff_several_LEAD_ID, lead->id);
	view_text(view, handoff_several_LEAD_TITLE, row->title);
	view_maybe(view, handoff_several_HAS_COMPANY, handoff_several_LEAD_COMPANY, text_equal(row->title, lead->company) ? NULL : lead->company);
	view_maybe(view, handoff_several_HAS_SOURCE, handoff_several_LEAD_SOURCE, lead->source);
	view_maybe(view, handoff_several_HAS_KEPT, handoff_several_KEPT_WORDS, row->kept);
	form_fill(view, row->form);
	for (size_t i = 0; i < p->version->criteria_count; i++)
		cell_fill(view, row, p->version, i);
}

static void
drafts_fill(struct view *view, const struct several_page *p)
{
	if (!p->draft_count)
		return;
	view_show(view, handoff_several_HAS_DRAFTS);
	for (size_t i = 0; i < p->draft_count; i++) {
		struct view *row = view_row(view, handoff_several_DRAFT_ROW);

		view_number(row, handoff_several_DRAFT_ID, p->drafts[i].lead_id);
		view_text(row, handoff_several_DRAFT_TITLE, lead_title(row, p->drafts[i].lead_id, p->drafts[i].lead_name, p->drafts[i].lead_company));
	}
}

struct view *
handoff_several_view(struct request *req, const struct several_page *p)
{
	struct view *view = page(req, TPL_HANDOFF_SEVERAL, "Hand over several – Leads");
	struct buffer *ids = buffer_new(view);

	crumbs_fill(view, (const struct crumb[]){ { "/leads", "Leads" }, { 0 } });
	view_maybe(view, handoff_several_MOVED_NOTICE, handoff_several_MOVED_WORDS, p->moved);
	view_text(view, handoff_several_TERM_SLUG, p->term->slug);
	view_text(view, handoff_several_TERM_NAME, p->term->name);
	view_number(view, handoff_several_VERSION_NUMBER, p->version->number);
	drafts_fill(view, p);
	for (size_t i = 0; i < p->count; i++)
		buffer_format(ids, "%s%lld", i ? "." : "", (long long)p->rows[i].lead->id);
	if (p->count) {
		struct view *table = view_row(view, handoff_several_HAS_LEADS);

		view_number(table, handoff_several_VERSION_ID, p->version->id);
		view_text(table, handoff_several_ROW_IDS, buffer_take(table, ids));
		heads_fill(table, p->version);
		for (size_t i = 0; i < p->count; i++)
			row_fill(view_row(table, handoff_several_LEAD_ROW), &p->rows[i], p);
	} else
		view_show(view, handoff_several_NONE_HERE);
	view_maybe(view, handoff_several_MORE_LINK, handoff_several_MORE_HREF, p->more);
	form_errors_fill(view, handoff_several_FORM_ERRORS, p->form);
	return view;
}
