/* Fills the page of a replay: every number leads to its rows. */
#include "leads/views_replay.h"

#include "base/text.h"

#include <inttypes.h>
#include <talloc.h>

enum { BAR_WIDTH = 300 };

static const char *const show_labels[] = {
	"Customers it refuses", "Fail", "Cannot tell", "Pass", "Newly refused", "Newly let in", "Later customers", "Customers, cannot tell",
	"Passed before", "Failed before", "Not known before", "Fail", "Cannot tell", "Meet it"
};

/* The bounds that differ from those of the saved version: "&bound_SEATS_min=50". */
static const char *
bounds_text(const void *ctx, const struct replay_page *p)
{
	struct buffer *text = buffer_new(ctx);

	for (size_t i = 0; i < p->draft->criteria_count; i++) {
		const struct criterion *was = &p->version->criteria[i], *is = &p->draft->criteria[i];

		if (!text_equal(was->bound_min, is->bound_min))
			buffer_format(text, "&bound_%s_min=%s", is->code, is->bound_min ? is->bound_min : "");
		if (!text_equal(was->bound_max, is->bound_max))
			buffer_format(text, "&bound_%s_max=%s", is->code, is->bound_max ? is->bound_max : "");
	}
	return buffer_take(ctx, text);
}

static const char *
address(const void *ctx, const struct replay_page *p, int show, size_t criterion)
{
	return text_format(ctx, "/glossary/%s/versions/%" PRId64 "/replay?over=%s&n=%" PRId64 "%s&show=%s%s%s#rows", p->term->slug, p->version->number,
	    replay_over_names[p->over], p->most, bounds_text(ctx, p), replay_show_names[show], show >= SHOW_FAILS ? "&criterion=" : "",
	    show >= SHOW_FAILS ? p->draft->criteria[criterion].code : "");
}

static const char *
counted(const void *ctx, int64_t number, const char *one, const char *many)
{
	return text_format(ctx, "%" PRId64 " %s", number, number == 1 ? one : many);
}

static const char *
result_words(const void *ctx, const struct replay_side *side)
{
	return text_format(ctx, "%s, %s, %" PRId64 " cannot tell", counted(ctx, side->results[REPLAY_PASSED], "passes", "pass"),
	    counted(ctx, side->results[REPLAY_FAILED], "fails", "fail"), side->results[REPLAY_UNKNOWN]);
}

static void
sum_row(struct view *view, const struct replay_page *p, int show, int64_t number, const char *label)
{
	struct view *row = view_row(view, replay_show_SUM_ROW);

	view_text(row, replay_show_SUM_HREF, address(row, p, show, 0));
	view_number(row, replay_show_SUM_NUMBER, number);
	view_text(row, replay_show_SUM_LABEL, label);
}

static void
before_fill(struct view *view, const struct replay_page *p)
{
	const struct replay *r = p->replay;
	const int64_t *results = r->in_force.results;

	view_show(view, replay_show_HAS_BEFORE);
	view_number(view, replay_show_FORCE_NUMBER, p->in_force->number);
	view_text(view, replay_show_MET_HREF, address(view, p, SHOW_WAS_PASSED, 0));
	view_text(view, replay_show_MET_WORDS, counted(view, results[REPLAY_PASSED], "passes", "pass"));
	view_text(view, replay_show_UNMET_HREF, address(view, p, SHOW_WAS_FAILED, 0));
	view_text(view, replay_show_UNMET_WORDS, counted(view, results[REPLAY_FAILED], "fails", "fail"));
	view_text(view, replay_show_VAGUE_HREF, address(view, p, SHOW_WAS_UNKNOWN, 0));
	view_format(view, replay_show_VAGUE_WORDS, "%" PRId64 " cannot tell", results[REPLAY_UNKNOWN]);
	view_text(view, replay_show_REFUSED_HREF, address(view, p, SHOW_NEWLY_REFUSED, 0));
	view_format(view, replay_show_REFUSED_WORDS, "%" PRId64 " newly refused", r->newly_refused);
	view_text(view, replay_show_PASSED_HREF, address(view, p, SHOW_NEWLY_PASSED, 0));
	view_format(view, replay_show_PASSED_WORDS, "%" PRId64 " newly let in", r->newly_passed);
}

static void
sum_fill(struct view *view, const struct replay_page *p)
{
	const struct replay *r = p->replay;
	const struct replay_side *draft = &r->draft;

	if (p->over == REPLAY_CLAIMED)
		view_maybe(view, replay_show_IS_CLAIMED, replay_show_CLAIMED_WORDS, text_format(view, "The other system calls %zu %s. %s the definition, %s, %" PRId64
		    " cannot tell.", r->count, p->term->name, counted(view, draft->results[REPLAY_PASSED], "meets", "meet"),
		    counted(view, draft->results[REPLAY_FAILED], "does not", "do not"), draft->results[REPLAY_UNKNOWN]));
	view_format(view, replay_show_SUM_WORDS, "Of %zu, %s. %s.", r->count, result_words(view, draft),
	    counted(view, draft->won_refused, "later customer refused", "later customers refused"));
	view_maybe(view, replay_show_HAS_PROBLEM, replay_show_PROBLEM_WORDS, p->problem);
	sum_row(view, p, SHOW_PASSED, draft->results[REPLAY_PASSED], text_format(view, "of %zu %s", r->count, draft->results[REPLAY_PASSED] == 1 ? "passes" : "pass"));
	sum_row(view, p, SHOW_FAILED, draft->results[REPLAY_FAILED], draft->results[REPLAY_FAILED] == 1 ? "fails" : "fail");
	sum_row(view, p, SHOW_UNKNOWN, draft->results[REPLAY_UNKNOWN], "cannot tell: something was not known or not asked");
	sum_row(view, p, SHOW_CUSTOMERS, draft->won_refused, text_format(view, "of %s would have been refused",
	    counted(view, r->won, "later customer", "later customers")));
	view_text(view, replay_show_WON_HREF, address(view, p, SHOW_WON, 0));
	view_text(view, replay_show_WON_WORDS, counted(view, r->won, "of these became a customer later", "of these became customers later"));
	view_text(view, replay_show_DOUBT_HREF, address(view, p, SHOW_WON_UNKNOWN, 0));
	view_format(view, replay_show_DOUBT_WORDS, "of %" PRId64 " of them", draft->won_unknown);
	if (p->in_force)
		before_fill(view, p);
}

static void
criterion_fill(struct view *row, struct replay_page *p, size_t i)
{
	const struct criterion *c = &p->draft->criteria[i];
	struct replay_criterion *counts = &p->replay->draft.criteria[i];
	int64_t all = (int64_t)p->replay->count, meets = counts->verdicts[VERDICT_MEETS], fails = counts->verdicts[VERDICT_FAILS];
	const char *steps;

	view_text(row, replay_show_CRITERION_CODE, c->code);
	view_text(row, replay_show_CRITERION_LABEL, c->label);
	view_text(row, replay_show_LEVEL_WORDS, c->level == LEVEL_MUST ? "Must be met" : "Should be met, and decides nothing");
	view_text(row, replay_show_RULE_WORDS, sentence_case(row, criterion_rule(row, c)));
	view_number(row, replay_show_MEETS_WIDTH, meets * BAR_WIDTH / all);
	view_number(row, replay_show_FAILS_WIDTH, (fails * BAR_WIDTH + all - 1) / all);
	view_text(row, replay_show_MEETS_HREF, address(row, p, SHOW_MEETS, i));
	view_text(row, replay_show_MEETS_WORDS, counted(row, meets, "meets it", "meet it"));
	view_text(row, replay_show_FAILS_HREF, address(row, p, SHOW_FAILS, i));
	view_text(row, replay_show_FAILS_WORDS, counted(row, fails, "fails", "fail"));
	view_text(row, replay_show_UNKNOWN_HREF, address(row, p, SHOW_NOT_KNOWN, i));
	view_format(row, replay_show_UNKNOWN_WORDS, "%" PRId64 " cannot tell", counts->verdicts[VERDICT_UNKNOWN]);
	if (c->kind != ASKS_NUMBER)
		return;
	steps = replay_steps(row, counts, c->bound_min);
	view_show(row, replay_show_HAS_BOUNDS);
	view_text(row, replay_show_BOUND_MIN, c->bound_min ? c->bound_min : "");
	view_text(row, replay_show_BOUND_MAX, c->bound_max ? c->bound_max : "");
	view_text(row, replay_show_STEPS_MIN, c->bound_min || !c->bound_max ? steps : "");	/* a bound that is there is what gets moved */
	view_text(row, replay_show_STEPS_MAX, c->bound_max ? replay_steps(row, counts, c->bound_max) : "");
}

static void
most_fill(struct view *view, const struct replay_page *p)
{
	static const int64_t offered[] = { 30, REPLAY_USUAL, 365, REPLAY_MOST };
	bool chosen = false;

	for (size_t i = 0; i <= sizeof offered / sizeof *offered; i++) {
		bool extra = i == sizeof offered / sizeof *offered;
		int64_t most = extra ? p->most : offered[i];
		struct view *row;

		if (extra && chosen)
			break;
		row = view_row(view, replay_show_MOST_ROW);
		view_number(row, replay_show_MOST_NUMBER, most);
		view_show_if(row, replay_show_IS_CHOSEN, most == p->most);
		view_text(row, replay_show_MOST_LABEL, most == REPLAY_MOST ? "all, at most 100,000" : text_format(row, "the last %" PRId64, most));
		chosen = chosen || most == p->most;
	}
}

static void
tab_fill(struct view *view, const struct replay_page *p, int show)
{
	struct view *row = view_row(view, replay_show_TAB_ROW);

	view_text(row, replay_show_TAB_HREF, address(row, p, show, p->criterion));
	view_show_if(row, replay_show_IS_CURRENT, show == p->show);
	view_text(row, replay_show_TAB_LABEL, show < SHOW_FAILS ? show_labels[show]
	    : text_format(row, "%s: %s", p->draft->criteria[p->criterion].label, show == SHOW_FAILS ? "fail" : show == SHOW_MEETS ? "meet it" : "cannot tell"));
	view_number(row, replay_show_TAB_COUNT, replay_shown(p->replay, show, p->criterion));
}

/* Whether the rows are those of what the version in force says. */
static bool
by_force(const struct replay_page *p)
{
	return p->show >= SHOW_WAS_PASSED && p->show <= SHOW_WAS_UNKNOWN;
}

static const char *
rows_title(const void *ctx, const struct replay_page *p)
{
	static const char *const titles[] = {
		"Later customers it would have refused", "They fail", "Nobody can tell", "They pass", "Newly refused", "Newly let in",
		"They became customers later", "Later customers of whom nobody can tell", "By version %s they pass", "By version %s they fail",
		"By version %s nobody can tell", "%s: they fail", "%s: nobody can tell", "%s: they meet it"
	};
	const char *title = titles[p->show];

	if (p->show >= SHOW_FAILS)
		return text_replace(ctx, title, "%s", p->draft->criteria[p->criterion].label);
	return by_force(p) ? text_replace(ctx, title, "%s", text_format(ctx, "%" PRId64, p->in_force->number)) : title;
}

/* Of which day a row is shown. */
static const char *
date_head(const struct replay_page *p)
{
	return p->over == REPLAY_HANDOFFS ? "Handed over" : "MQL there, or told";
}

static void
line_fill(struct view *row, struct request *req, const struct replay_page *p, size_t i)
{
	const struct replay_line *line = &p->lines[i];
	const struct replay_side *side = by_force(p) ? &p->replay->in_force : &p->replay->draft;
	const char *title = lead_title(row, line->lead_id, line->lead_name, line->lead_company), *why = replay_why(row, side, p->rows[i]);

	view_text(row, replay_show_LINE_HREF, line->handoff_id ? text_format(row, "/handoffs/%" PRId64, line->handoff_id)
	    : text_format(row, "/leads/%" PRId64, line->lead_id));
	view_text(row, replay_show_DATE_HEAD, date_head(p));
	view_text(row, replay_show_LEAD_TITLE, title);
	view_maybe(row, replay_show_HAS_COMPANY, replay_show_LEAD_COMPANY, text_equal(title, line->lead_company) ? NULL : line->lead_company);
	moment_fill(row, replay_show_HANDED_STAMP, replay_show_HANDED_WORDS, req, line->submitted_at);
	view_text(row, replay_show_WHY_WORDS, replay_result(side, p->rows[i]) == REPLAY_UNKNOWN ? text_format(row, "Cannot tell: %s", why)
	    : text_blank(why) ? "Nothing" : why);
	if (p->replay->rows[p->rows[i]].won)
		tag_fill(row, TAG_OK, "Customer");
	else if (line->state < 0)
		tag_fill(row, TAG_PLAIN, "Imported");
	else
		handoff_tag_fill(row, line->state, line->is_final);
}

static void
rows_fill(struct view *view, struct request *req, const struct replay_page *p)
{
	view_text(view, replay_show_ROWS_TITLE, rows_title(view, p));
	view_text(view, replay_show_DATE_HEAD, date_head(p));
	for (int show = SHOW_CUSTOMERS; show <= SHOW_NEWLY_PASSED; show++)
		if (show < SHOW_NEWLY_REFUSED || p->in_force)
			tab_fill(view, p, show);
	if (p->show > SHOW_NEWLY_PASSED)	/* a number that has no tab of its own */
		tab_fill(view, p, p->show);
	view_show(view, p->count ? replay_show_HAS_LINES : replay_show_NO_LINES);
	view_text(view, replay_show_NONE_WORDS, p->show != SHOW_CUSTOMERS && p->show != SHOW_WON ? "There are none." : p->replay->won ? "It would have refused no later customer."
	    : "None of these became a customer so far.");
	for (size_t i = 0; i < p->count; i++)
		line_fill(view_row(view, replay_show_LINE_ROW), req, p, i);
	if (p->next)
		view_maybe(view, replay_show_MORE_LINK, replay_show_MORE_HREF, text_replace(view, address(view, p, p->show, p->criterion), "#rows",
		    text_format(view, "&after=%" PRId64 "#rows", p->next)));
}

static void
head_fill(struct view *view, const struct replay_page *p)
{
	static const char *const labels[] = { "Past handoffs", "Imported leads", "Called so in the other system" };

	crumbs_fill(view, (const struct crumb[]){ { "/glossary", "Glossary" }, { text_format(view, "/glossary/%s", p->term->slug), p->term->name }, { 0 } });
	view_format(view, replay_show_PAGE_HEADING, "Version %" PRId64 ", tried on the past", p->version->number);
	view_text(view, replay_show_PAGE_LINE, "Who would have passed by these words, and which later customers they would have refused. Nothing is saved here.");
	view_text(view, replay_show_TERM_SLUG, p->term->slug);
	view_number(view, replay_show_VERSION_NUMBER, p->version->number);
	view_text(view, replay_show_OVER_CODE, replay_over_names[p->over]);
	for (int over = REPLAY_HANDOFFS; over <= REPLAY_CLAIMED; over++) {
		struct view *row = view_row(view, replay_show_OVER_ROW);

		view_text(row, replay_show_OVER_CODE, replay_over_names[over]);
		view_text(row, replay_show_OVER_LABEL, labels[over]);
		view_show_if(row, replay_show_IS_CURRENT, over == p->over);
	}
}

/* Why there is nothing to show; NULL: there is. */
static const char *
nothing_words(const struct replay_page *p, const char **title)
{
	*title = "There is nothing to try it on yet.";
	if (!p->draft->criteria_count) {
		*title = "This version asks nothing.";
		return "Give it criteria, such as a least number of people or a question with yes or no; then past leads can be judged by them.";
	}
	if (p->replay->count)
		return NULL;
	if (p->over == REPLAY_IMPORTED)
		return "No leads were imported so far. Once a list with its history is, the draft can be tried on it.";
	if (p->over == REPLAY_CLAIMED)
		return "No imported lead is called so in the other system, by its stage there or by the day it became one.";
	return "Nothing was handed over so far. What is handed over from now on appears here.";
}

struct view *
replay_view(struct request *req, struct replay_page *p)
{
	struct view *view = page(req, TPL_REPLAY_SHOW, text_format(req, "Version %" PRId64 " tried – %s", p->version->number, text_clip(req, p->term->name, 30)));
	const char *title, *nothing = nothing_words(p, &title), *bounds = bounds_text(view, p);

	head_fill(view, p);
	if (p->problem)
		reply_errors_fill(view, &(struct reply){ .problem = p->problem });
	if (nothing) {
		struct view *row = view_row(view, replay_show_NOTHING_HERE);

		view_text(row, replay_show_NOTHING_TITLE, title);
		view_text(row, replay_show_NOTHING_WORDS, nothing);
		return view;
	}
	view_show(view, replay_show_HAS_ROWS);
	view_text(view, replay_show_SHOW_CODE, replay_show_names[p->show]);
	if (p->show >= SHOW_FAILS)
		view_maybe(view, replay_show_HAS_CHOSEN, replay_show_CHOSEN_CODE, p->draft->criteria[p->criterion].code);
	most_fill(view, p);
	sum_fill(view, p);
	for (size_t i = 0; i < p->draft->criteria_count; i++)
		criterion_fill(view_row(view, replay_show_CRITERION_ROW), p, i);
	if (*bounds) {
		view_maybe(view, replay_show_IS_MOVED, replay_show_RESET_HREF, text_format(view, "/glossary/%s/versions/%" PRId64 "/replay?over=%s&n=%" PRId64,
		    p->term->slug, p->version->number, replay_over_names[p->over], p->most));
		if (version_offers(p->version, req->user, STEP_EDIT)) {
			view_maybe(view, replay_show_MAY_USE, replay_show_USE_QUERY, bounds + 1);
			view_text(view, replay_show_USE_LABEL, "Put these bounds into the draft");
		}
	}
	rows_fill(view, req, p);
	return view;
}
