/* Periods, links to the lists behind numbers, and tables of words. */
#include "results/views.h"

#include "base/text.h"

#include <inttypes.h>
#include <talloc.h>

const char *
period_query(const void *ctx, const struct span *p)
{
	if (p->last == p->now + 1)
		return text_format(ctx, "months=%" PRId64, p->last - p->first);
	return text_format(ctx, "months=%" PRId64 "&until=%s", p->last - p->first, month_code(ctx, p->last - 1));
}

const char *
period_words(const void *ctx, const struct span *p)
{
	if (p->last - p->first == 1)
		return month_long(ctx, month_day(p->first));
	return text_format(ctx, "%s to %s", month_long(ctx, month_day(p->first)), month_long(ctx, month_day(p->last - 1)));
}

void
period_fill(struct view *view, const struct span *p, const char *address, const char *more)
{
	static const int64_t spans[] = { 3, 6, 12, 24 };
	struct view *part = view_part(view, M_PERIOD_CHOICE, TPL_PERIOD_CHOICE);
	int64_t months = p->last - p->first, later = p->last + months > p->now + 1 ? p->now + 1 : p->last + months;
	struct span there = { p->first - months, p->first, p->now };

	view_text(part, period_choice_PERIOD_WORDS, period_words(part, p));
	view_format(part, period_choice_EARLIER_HREF, "%s?%s%s", address, period_query(part, &there), more);
	if (p->last <= p->now) {
		there = (struct span){ later - months, later, p->now };
		view_maybe(part, period_choice_LATER_LINK, period_choice_LATER_HREF, text_format(part, "%s?%s%s", address, period_query(part, &there), more));
	}
	for (size_t i = 0; i < sizeof spans / sizeof *spans; i++) {
		struct view *row = view_row(part, period_choice_SPAN_ROW);

		there = (struct span){ p->last - spans[i], p->last, p->now };
		view_format(row, period_choice_SPAN_HREF, "%s?%s%s", address, period_query(row, &there), more);
		view_format(row, period_choice_SPAN_WORDS, "%" PRId64 " months", spans[i]);
		view_show_if(row, period_choice_IS_CURRENT, spans[i] == months);
	}
}

const char *
link_href(const void *ctx, const struct link *l)
{
	struct buffer *out = buffer_new(ctx);

	buffer_format(out, "/results/%s/cases?from=%s&to=%s", text_replace(out, metric_names[l->metric], "_", "-"), day_print(out, l->days ? l->days[0] : month_day(l->from)),
	    day_print(out, l->days ? l->days[1] : month_day(l->to)));
	if (l->dimension != BY_NONE && l->group_id != SUMS_ALL)
		buffer_format(out, l->group_id == CASES_ANY ? "&by=%s&group=any" : "&by=%s&group=%" PRId64, dimension_names[l->dimension], l->group_id);
	if (l->hit >= 0)
		buffer_format(out, "&part=%s", l->hit ? "hits" : "others");
	if (l->currency)
		buffer_format(out, "&currency=%s", *l->currency ? l->currency : "none");
	if (l->beside)
		buffer_text(out, "&reading=before");
	return buffer_take(ctx, out);
}

enum { FITS = 2 };		/* columns of numbers that a phone has room for; rows of more become cards there */

static void
cell_fill(struct view *cell, const struct table_cell *c, const char *head)
{
	view_show_if(cell, result_table_IS_LIST, c->is_list);
	view_show_if(cell, result_table_HEAT_LOW, c->heat == 1);
	view_show_if(cell, result_table_HEAT_MIDDLE, c->heat == 2);
	view_show_if(cell, result_table_HEAT_HIGH, c->heat == 3);
	view_show(cell, c->href ? result_table_CELL_LINK : result_table_CELL_PLAIN);
	view_text(cell, result_table_CELL_HREF, c->href ? c->href : "");
	view_text(cell, result_table_CELL_HEAD, head);
	view_text(cell, result_table_CELL_WORDS, text_blank(c->words) ? "–" : c->words);
	view_maybe(cell, result_table_CELL_NOTE, result_table_NOTE_WORDS, c->note);
}

static void
card_fill(struct view *card, const struct table_card *c)
{
	size_t heads;

	view_text(card, result_table_CARD_ID, c->id);
	view_text(card, result_table_CARD_TITLE, c->title);
	view_text(card, result_table_FIRST_HEAD, c->first);
	view_show_if(card, result_table_BY_MONTH, text_equal(c->first, "Month"));
	if (c->href) {
		view_show(card, result_table_CARD_LINK);
		view_text(card, result_table_CARD_HREF, c->href);
		view_text(card, result_table_CARD_WORDS, c->words);
	}
	for (heads = 0; c->heads[heads]; heads++)
		view_text(view_row(card, result_table_HEAD_CELL), result_table_HEAD_WORDS, c->heads[heads]);
	view_show_if(card, result_table_AS_CARDS, heads > FITS);
	view_show(card, c->rows->name ? result_table_HAS_ROWS : result_table_NONE_HERE);
	view_text(card, result_table_NONE_WORDS, c->none);
	for (const struct table_row *r = c->rows; r->name; r++) {
		struct view *row = view_row(card, result_table_BODY_ROW);

		view_show(row, r->href ? result_table_ROW_LINK : result_table_ROW_PLAIN);
		view_text(row, result_table_ROW_HREF, r->href ? r->href : "");
		view_text(row, result_table_ROW_NAME, r->name);
		view_maybe(row, result_table_ROW_NOTE, result_table_NOTE_WORDS, r->note);
		for (size_t i = 0; r->cells[i].words; i++)
			cell_fill(view_row(row, result_table_BODY_CELL), &r->cells[i], c->heads[i]);
	}
	view_maybe(card, result_table_CARD_FOOT, result_table_FOOT_WORDS, c->foot);
}

struct view *
result_table_view(struct request *req, const struct table_page *p)
{
	struct view *view = page(req, TPL_RESULT_TABLE, text_format(req, "%s – Results", p->title));

	crumbs_fill(view, (const struct crumb[]){ { "/results", "Results" }, { 0 } });
	view_text(view, result_table_TABLE_TITLE, p->title);
	view_text(view, result_table_TABLE_LINE, p->line);
	view_format(view, result_table_CSV_HREF, "%s?%s&format=csv", p->address, period_query(view, &p->period));
	view_format(view, result_table_JSON_HREF, "%s?%s&format=json", p->address, period_query(view, &p->period));
	period_fill(view, &p->period, p->address, "");
	for (size_t i = 0; i < p->count; i++)
		card_fill(view_row(view, result_table_TABLE_CARD), &p->cards[i]);
	return view;
}
