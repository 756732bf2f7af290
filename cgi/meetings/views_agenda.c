/* Fills an agenda, as it writes itself or as it is out. */
#include "meetings/views.h"

#include "auth/session.h"
#include "base/text.h"


enum { BACKLOG_SHOWN = 30 };

struct day
meeting_month(struct request *req, const struct meeting *m)
{
	return figures_month(day_of(meeting_figures_at(m, req->now), req->session->organisation_zone));
}

void
figures_fill(struct view *view, const struct promise_figure *figures, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct promise_figure *f = &figures[i];
		struct view *row = view_row(view, M_FIGURE_ROW);

		view_show_if(row, M_BY_MARKETING, f->party == PARTY_MARKETING);
		view_show_if(row, M_BY_SALES, f->party == PARTY_SALES);
		view_text(row, M_PARTY_NAME, party_label(f->party));
		view_text(row, M_FIGURE_HREF, f->href);
		view_text(row, M_FIGURE_NAME, f->name);
		view_text(row, M_TARGET_WORDS, *f->target ? f->target : "–");	/* of results nothing is promised */
		view_text(row, M_BEFORE_WORDS, f->before_words);
		view_text(row, M_NOW_WORDS, f->now_words);
		view_maybe(row, M_HAS_CASES, M_CASES_WORDS, f->cases_words);
		view_maybe(row, M_HAS_CHANGE, M_CHANGE_WORDS, f->change_words);
		view_text(row, M_STATE_WORDS, *f->state ? f->state : "–");
	}
}

/* Who moved or dropped it, and why; NULL: nobody. */
static const char *
wish_words(const void *ctx, const struct point *p)
{
	static const char *const did[] = { "wants it first", "leaves it for later", "dropped it" };

	return p->wish < 0 || !p->wish_name ? NULL : text_format(ctx, "%s %s: %s", p->wish_name, did[p->wish], p->wish_why);
}

/* What a point's row shows on the agenda and in the backlog alike. */
static void
point_fill(struct view *row, const struct agenda_page *p, size_t i)
{
	const struct point *point = &p->points[i];

	view_text(row, meeting_show_POINT_CODE, point->subject);
	view_text(row, meeting_show_POINT_TITLE, point->title);
	view_show(row, *point->href ? meeting_show_HAS_HREF : meeting_show_NO_HREF);
	view_text(row, meeting_show_POINT_HREF, point->href);
	if (p->wishes) {
		struct view *form = view_row(row, meeting_show_WISH_FORM);

		view_show_if(form, meeting_show_IS_OPEN, p->refused && p->wishes[i] == p->refused);
		view_show_if(form, meeting_show_MAY_UNWISH, point->wish >= 0);
		form_fill(form, p->wishes[i]);
	}
}

static void
section_fill(struct view *view, struct request *req, const struct agenda_page *p, int section)
{
	struct view *card;
	int64_t minutes = agenda_minutes(p->points, p->count, section);
	size_t count = agenda_count(p->points, p->count, section, PLACE_AGENDA);

	if (!count && p->meeting->state != MEETING_PLANNED)
		return;
	card = view_row(view, meeting_show_SECTION_CARD);
	view_text(card, meeting_show_SECTION_CODE, section_names[section]);
	view_text(card, meeting_show_SECTION_NAME, section_label(section));
	view_text(card, meeting_show_SECTION_TIME, count ? text_format(card, "%lld min", (long long)minutes) : "");
	view_show(card, count ? meeting_show_HAS_POINTS : meeting_show_NO_POINTS);
	view_text(card, meeting_show_EMPTY_WORDS, section_empty(section));
	for (size_t i = 0; i < p->count; i++) {
		struct view *row;

		if (p->points[i].section != section || p->points[i].place != PLACE_AGENDA)
			continue;
		row = view_row(card, meeting_show_POINT_ROW);
		point_fill(row, p, i);
		view_format(row, meeting_show_POINT_TIME, "%lld min", (long long)p->points[i].minutes);
		view_text(row, meeting_show_POINT_DETAIL, p->points[i].added_name ? text_format(row, "Added by %s\n%s", p->points[i].added_name, p->points[i].detail)
		    : p->points[i].detail);
		view_maybe(row, meeting_show_HAS_WISH, meeting_show_WISH_WORDS, wish_words(row, &p->points[i]));
	}
	if (section != SECTION_FIGURES || !p->figure_count)
		return;
	view_show(card, meeting_show_HAS_FIGURES);
	view_text(view, meeting_show_FIGURES_MONTH, month_name(meeting_month(req, p->meeting).month));
	view_text(view, meeting_show_BEFORE_MONTH, month_name(day_add_months(meeting_month(req, p->meeting), -1).month));
	figures_fill(card, p->figures, p->figure_count);
}

static void
backlog_fill(struct view *view, const struct agenda_page *p)
{
	size_t waiting = p->count - agenda_count(p->points, p->count, -1, PLACE_AGENDA), shown = 0;

	if (!waiting)
		return;
	view_show(view, meeting_show_HAS_BACKLOG);
	view_format(view, meeting_show_BACKLOG_COUNT, "%zu point%s", waiting, waiting == 1 ? "" : "s");
	for (size_t i = 0; i < p->count; i++) {
		struct view *row;
		const char *who;

		if (p->points[i].place == PLACE_AGENDA || shown++ >= BACKLOG_SHOWN)
			continue;
		row = view_row(view, meeting_show_BACKLOG_ROW);
		point_fill(row, p, i);
		view_text(row, meeting_show_SECTION_NAME, section_label(p->points[i].section));
		who = wish_words(row, &p->points[i]);
		view_text(row, meeting_show_PLACE_WORDS, who ? who : p->points[i].why);
	}
	if (waiting > BACKLOG_SHOWN)
		view_maybe(view, meeting_show_MORE_BACKLOG, meeting_show_MORE_WORDS, text_format(view, "And %zu more that wait in the same way.", waiting - BACKLOG_SHOWN));
}

static const char *
agenda_words(struct request *req, const struct meeting *m)
{
	switch (m->state) {
	case MEETING_PLANNED:
		return "This agenda writes itself anew whenever it is opened, until somebody publishes it. Then agenda and figures stay as they are, and both teams get them by mail.";
	case MEETING_PUBLISHED:
		return text_format(req, "Published by %s, %s. Agenda and figures stay as they were then.", m->publisher_name, moment_words(req, m->published_at));
	case MEETING_RUNNING:
		return "The meeting is on.";
	default:
		return "";
	}
}

static void
acts_fill(struct view *view, struct request *req, const struct meeting *m)
{
	bool member = user_roles(req->user) & MEMBER;

	view_show_if(view, meeting_show_MAY_RUN, m->state == MEETING_RUNNING);
	view_show_if(view, meeting_show_MAY_START, member && meeting_can(m, MEETING_START));
	view_show_if(view, meeting_show_MAY_PUBLISH, member && meeting_can(m, MEETING_PUBLISH));
	view_show_if(view, meeting_show_MAY_MOVE, member && meeting_can(m, MEETING_MOVE));
	form_hidden_fill(view, meeting_show_FORM_HIDDEN, m->revision);
}

struct view *
meeting_show_view(struct request *req, const struct agenda_page *p)
{
	const struct meeting *m = p->meeting;
	struct view *view = page(req, TPL_MEETING_SHOW, text_format(req, "%s – Meetings", text_clip(req, m->title, 45)));

	crumbs_fill(view, (const struct crumb[]){ { "/meetings", "Meetings" }, { 0 } });
	if (p->refused)
		form_errors_fill(view, meeting_show_FORM_ERRORS, p->refused);
	view_number(view, meeting_show_MEETING_ID, m->id);
	view_text(view, meeting_show_MEETING_TITLE, m->title);
	view_text(view, meeting_show_START_STAMP, instant_print(view, m->starts_at));
	view_text(view, meeting_show_START_WORDS, start_words(view, m));
	view_text(view, meeting_show_LENGTH_WORDS, length_words(view, m->minutes));
	view_format(view, meeting_show_CHAIR_WORDS, "Led by %s.%s%s%s", m->chair_name, m->guest_name ? " " : "", m->guest_name ? m->guest_name : "",
	    m->guest_name ? " comes from the other team." : "");
	meeting_tag_fill(view, m->state);
	acts_fill(view, req, m);
	view_maybe(view, meeting_show_CANCELLED_NOTE, meeting_show_CANCELLED_WHY, m->state == MEETING_CANCELLED ? m->cancelled_why : NULL);
	view_text(view, meeting_show_AGENDA_WORDS, agenda_words(req, m));
	for (int section = 0; section < SECTIONS; section++)
		section_fill(view, req, p, section);
	backlog_fill(view, p);
	view_format(view, meeting_show_BUDGET_WORDS, "%lld of %lld minutes are planned.", (long long)agenda_minutes(p->points, p->count, -1), (long long)m->minutes);
	view_maybe(view, meeting_show_MOVED_NOTE, meeting_show_MOVED_WORDS, p->moved);
	if (p->series) {
		view_show(view, meeting_show_HAS_SERIES);
		view_number(view, meeting_show_SERIES_ID, p->series->id);
		view_show(view, user_roles(req->user) & MEMBER ? meeting_show_MAY_CHANGE : meeting_show_MAY_READ);
		view_text(view, meeting_show_RHYTHM_WORDS, rhythm_words(view, &p->series->rhythm));
	}
	if (p->adding) {
		struct view *card = view_row(view, meeting_show_MAY_ADD);

		form_fill(card, p->adding);
	}
	return view;
}
