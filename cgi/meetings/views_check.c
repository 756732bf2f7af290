/* Fills vocabulary checks and the page of the calendar feed. */
#include "meetings/views.h"

#include "auth/session.h"
#include "base/text.h"
#include "sla/rules.h"

static const char *
month_words_of(const void *ctx, const char *day)
{
	struct day month = { 0 };

	day_parse(day, &month);
	return month_long(ctx, month);
}

static const char *
check_name(const void *ctx, const struct word_check *c)
{
	return text_format(ctx, "%s, %s", c->name, month_words_of(ctx, c->month));
}

static void
shares_fill(struct view *view, const struct share_table *shares)
{
	view_show_if(view, check_index_HAS_SHARES, shares->count > 0);
	for (size_t i = 0; i < shares->month_count; i++)
		view_text(view_row(view, check_index_MONTH_HEAD), check_index_MONTH_WORDS, month_words_of(view, shares->months[i]));
	for (size_t i = 0; i < shares->count; i++) {
		const struct share_line *line = &shares->lines[i];
		struct view *row = view_row(view, check_index_SHARE_ROW);

		view_text(row, check_index_CRITERION_LABEL, line->label);
		view_text(row, check_index_SHARE_WORDS, equal_words(row, line->equal, line->judged));
		for (size_t j = 0; j < shares->month_count; j++) {
			struct view *cell = view_row(row, check_index_MONTH_CELL);

			view_text(cell, check_index_MONTH_WORDS, month_words_of(cell, shares->months[j]));
			view_text(cell, check_index_EQUAL_WORDS, line->months[j] ? equal_words(cell, line->months[j]->equal, line->months[j]->judged) : "–");
		}
	}
}

struct view *
check_index_view(struct request *req, const struct word_check *checks, size_t count, const struct share_table *shares, bool may_make)
{
	struct view *view = page(req, TPL_CHECK_INDEX, "Vocabulary checks – Meetings");

	crumbs_fill(view, (const struct crumb[]){ { "/meetings", "Meetings" }, { 0 } });
	view_show_if(view, check_index_MAY_MAKE, may_make);
	view_show(view, count ? check_index_HAS_CHECKS : check_index_NO_CHECKS);
	for (size_t i = 0; i < count; i++) {
		const struct word_check *c = &checks[i];
		struct view *row = view_row(view, check_index_CHECK_ROW);
		bool both = c->marketing_done && c->sales_done;

		view_number(row, check_index_CHECK_ID, c->id);
		view_text(row, check_index_CHECK_NAME, check_name(row, c));
		view_format(row, check_index_CHECK_LINE, "By version %lld", (long long)c->number);
		tag_fill(row, both ? TAG_OK : TAG_WAIT, both ? "Both have judged" : c->marketing_done ? "Awaiting Sales" : c->sales_done ? "Awaiting Marketing"
		    : "Awaiting both teams");
	}
	shares_fill(view, shares);
	return view;
}

/* What a team has said of a case by a criterion. */
static const char *
judged(const struct check_page *p, int64_t case_id, const char *code, int team)
{
	static const char *const words[] = { "Meets it", "Does not", "Cannot be told" };

	for (size_t i = 0; i < p->answer_count; i++)
		if (p->answers[i].case_id == case_id && p->answers[i].team == team && text_equal(p->answers[i].code, code))
			return words[p->answers[i].verdict];
	return "Not judged";
}

static void
case_fill(struct view *row, const struct check_page *p, size_t i, bool both)
{
	const struct check_case *c = &p->cases[i];

	view_number(row, check_show_CASE_ID, c->id);
	view_number(row, check_show_CASE_NUMBER, c->position);
	view_text(row, check_show_CASE_WORDS, text_blank(c->words) ? "The person asked for their data to be erased; nothing is left to judge." : c->words);
	if (p->forms)
		form_fill(row, p->forms[i]);
	if (!both)
		return;
	view_show(row, check_show_HAS_ANSWERS);
	for (size_t j = 0; j < p->version->criteria_count; j++) {
		const char *code = p->version->criteria[j].code, *marketing = judged(p, c->id, code, TEAM_MARKETING), *sales = judged(p, c->id, code, TEAM_SALES);
		struct view *line = view_row(row, check_show_ANSWER_ROW);

		view_text(line, check_show_CRITERION_LABEL, p->version->criteria[j].label);
		view_text(line, check_show_MARKETING_WORDS, marketing);
		view_text(line, check_show_SALES_WORDS, sales);
		view_show_if(line, check_show_THEY_DIFFER, !text_equal(marketing, sales));
	}
}

struct view *
check_show_view(struct request *req, const struct check_page *p)
{
	bool both = p->check->marketing_done && p->check->sales_done;
	const char *name = check_name(req, p->check);
	struct view *view = page(req, TPL_CHECK_SHOW, text_format(req, "%s – Checks", text_clip(req, name, 45)));

	crumbs_fill(view, (const struct crumb[]){ { "/meetings", "Meetings" }, { "/meetings/checks", "Vocabulary checks" }, { 0 } });
	view_number(view, check_show_CHECK_ID, p->check->id);
	view_text(view, check_show_CHECK_NAME, name);
	if (both)
		view_format(view, check_show_CHECK_WORDS, "Both teams have judged by version %lld. Where they differ, the word is not shared yet.", (long long)p->check->number);
	else
		view_format(view, check_show_CHECK_WORDS, "Judge by version %lld of %s. What the other team says is shown when both have judged.", (long long)p->check->number,
		    p->check->name);
	for (size_t i = 0; i < p->case_count; i++)
		case_fill(view_row(view, check_show_CASE_ROW), p, i, both);
	view_show_if(view, check_show_MAY_JUDGE, p->forms != NULL);
	if (p->refused)
		form_errors_fill(view, check_show_FORM_ERRORS, p->refused);
	return view;
}

struct view *
feed_show_view(struct request *req, int64_t made_at, const char *address)
{
	struct view *view = page(req, TPL_FEED_SHOW, "Calendar – Meetings");

	crumbs_fill(view, (const struct crumb[]){ { "/meetings", "Meetings" }, { 0 } });
	view_maybe(view, feed_show_NEW_ADDRESS, feed_show_FEED_ADDRESS, address);
	view_text(view, feed_show_FEED_TITLE, made_at ? "You have an address" : "No address yet");
	if (made_at)
		view_format(view, feed_show_FEED_WORDS, "Made %s. It is not shown again: if you need it once more, make a new one.", moment_words(req, made_at));
	else
		view_text(view, feed_show_FEED_WORDS, "Make one, and give it to your calendar program.");
	view_text(view, feed_show_MAKE_LABEL, made_at ? "Make a new address" : "Make an address");
	view_show_if(view, feed_show_MAY_END, made_at > 0);
	return view;
}
