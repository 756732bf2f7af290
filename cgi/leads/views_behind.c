/* Fills the list of the handoffs behind a number. Nobody is named in it: a miss is a team's. */
#include "leads/views.h"

#include "base/text.h"

const char *const *
behind_labels(int kind)
{
	static const char *const labels[][2] = {
		[PROMISE_VOLUME] = { "Not counted", "Counted" },
		[PROMISE_QUALITY] = { "Returned", "Accepted" },
		[PROMISE_CONTEXT] = { "Not all known", "All known" },
		[PROMISE_FEEDBACK] = { "Without feedback", "With feedback" },
	};

	return kind == PROMISE_VOLUME || kind == PROMISE_QUALITY || kind == PROMISE_CONTEXT || kind == PROMISE_FEEDBACK ? labels[kind] : NULL;
}

static const char *
tab_code(int counted)
{
	return counted == 1 ? "yes" : counted == 0 ? "no" : "all";
}

static void
row_fill(struct view *row, struct request *req, const struct queue_row *q)
{
	const char *title = lead_title(row, q->lead_id, q->lead_name, q->lead_company);

	view_number(row, handoff_behind_HANDOFF_ID, q->id);
	view_text(row, handoff_behind_LEAD_TITLE, title);
	view_maybe(row, handoff_behind_HAS_COMPANY, handoff_behind_LEAD_COMPANY, text_equal(title, q->lead_company) ? NULL : q->lead_company);
	view_text(row, handoff_behind_LEAD_SOURCE, q->source ? q->source : "");
	moment_fill(row, handoff_behind_HANDED_STAMP, handoff_behind_HANDED_WORDS, req, q->submitted_at);
	handoff_tag_fill(row, q->state, q->is_final);
}

static void
tabs_fill(struct view *view, const struct behind_page *p, const char *const *labels)
{
	static const int order[] = { GLOSSARY_NONE, 1, 0 };

	for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
		struct view *row = view_row(view, handoff_behind_TAB_ROW);

		view_text(row, handoff_behind_TAB_CODE, tab_code(order[i]));
		view_text(row, handoff_behind_TAB_LABEL, order[i] < 0 ? "All" : labels[order[i]]);
		view_show_if(row, handoff_behind_IS_CURRENT, order[i] == p->counted);
	}
}

struct view *
handoff_behind_view(struct request *req, const struct behind_page *p)
{
	const char *const *labels = behind_labels(p->promise->kind);
	const char *kind = promise_kind_label(p->promise->kind);
	struct view *view = page(req, TPL_HANDOFF_BEHIND, text_format(req, "%s, %s – Agreement", kind, month_long(req, p->month)));

	crumbs_fill(view, (const struct crumb[]){ { "/sla", "Agreement" },
	    { text_format(view, "/sla/promises/%lld?month=%s", (long long)p->promise->id, p->month_code), kind }, { 0 } });
	view_format(view, handoff_behind_BEHIND_TITLE, "%s, %s", kind, month_long(view, p->month));
	view_text(view, handoff_behind_BEHIND_LINE, p->queue->next || p->is_later ? "The handoffs behind the number." : p->queue->count == 1
	    ? "One handoff behind the number." : text_format(view, "%zu handoffs behind the number.", p->queue->count));
	view_number(view, handoff_behind_PROMISE_ID, p->promise->id);
	view_text(view, handoff_behind_MONTH_CODE, p->month_code);
	tabs_fill(view, p, labels);
	view_show(view, p->queue->count ? handoff_behind_HAS_HANDOFFS : handoff_behind_NONE_HERE);
	view_text(view, handoff_behind_NONE_WORDS, "There are none in this month.");
	view_text(view, handoff_behind_TAB_LABEL, p->counted < 0 ? "All" : labels[p->counted]);
	for (size_t i = 0; i < p->queue->count; i++)
		row_fill(view_row(view, handoff_behind_HANDOFF_ROW), req, &p->queue->rows[i]);
	if (p->queue->count)
		view_maybe(view, handoff_behind_FILE_LINK, handoff_behind_FILE_HREF, text_format(view, "/handoffs/promises/%lld/handoffs.csv?month=%s&counted=%s",
		    (long long)p->promise->id, p->month_code, tab_code(p->counted)));
	if (p->queue->next)
		view_maybe(view, handoff_behind_MORE_LINK, handoff_behind_MORE_HREF, text_format(view, "/handoffs/promises/%lld?month=%s&counted=%s&after=%lld",
		    (long long)p->promise->id, p->month_code, tab_code(p->counted), (long long)p->queue->next));
	return view;
}
