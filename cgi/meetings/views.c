/* Fills the list of meetings, the forms of their time, and agendas. */
#include "meetings/views.h"

#include "auth/session.h"
#include "base/text.h"

#include <string.h>

const char *
start_words(const void *ctx, const struct meeting *m)
{
	struct day day = day_of(m->starts_at, m->zone);

	return text_format(ctx, "%s %s, %s to %s, %s", weekday_name(day_weekday(day)), day_long(ctx, day), instant_time(ctx, m->starts_at, m->zone),
	    instant_time(ctx, m->starts_at + m->minutes * 60, m->zone), text_replace(ctx, m->zone, "_", " "));
}

const char *
length_words(const void *ctx, int64_t minutes)
{
	return minutes == 60 ? "1 hour" : text_format(ctx, "%lld minute%s", (long long)minutes, minutes == 1 ? "" : "s");
}

void
meeting_tag_fill(struct view *view, int state)
{
	static const enum tag tags[] = { TAG_PLAIN, TAG_INFO, TAG_WAIT, TAG_OK, TAG_PLAIN };

	tag_fill(view, tags[state], meeting_state_label(state));
}

static void
row_fill(struct view *row, const struct meeting *m)
{
	view_number(row, meeting_index_MEETING_ID, m->id);
	view_text(row, meeting_index_MEETING_TITLE, m->title);
	view_text(row, meeting_index_START_STAMP, instant_print(row, m->starts_at));
	view_text(row, meeting_index_START_WORDS, start_words(row, m));
	view_text(row, meeting_index_LENGTH_WORDS, length_words(row, m->minutes));
	view_format(row, meeting_index_CHAIR_WORDS, "Led by %s.", m->chair_name);
	meeting_tag_fill(row, m->state);
}

static void
series_fill(struct view *row, const struct user *user, const struct series *s)
{
	view_show(row, user_roles(user) & MEMBER ? meeting_index_MAY_CHANGE : meeting_index_MAY_READ);
	view_number(row, meeting_index_SERIES_ID, s->id);
	view_text(row, meeting_index_SERIES_NAME, s->name);
	view_text(row, meeting_index_RHYTHM_WORDS, rhythm_words(row, &s->rhythm));
	view_format(row, meeting_index_TIME_WORDS, "%s %s", clock_print(row, (int)s->start_minute), s->zone);
	view_text(row, meeting_index_LENGTH_WORDS, length_words(row, s->minutes));
	view_format(row, meeting_index_CHAIR_WORDS, "Led by %s.", s->chair_name);
	if (s->team < 0)
		view_text(row, meeting_index_WHOSE_WORDS, "Both teams");
	else
		view_format(row, meeting_index_WHOSE_WORDS, "%s, with %s", team_label(s->team), s->guest_name ? s->guest_name : "a guest");
}

struct view *
meeting_index_view(struct request *req, const struct index_of_meetings *p)
{
	struct view *view = page(req, TPL_MEETING_INDEX, "Meetings");

	view_text(view, meeting_index_INDEX_LINE, "The agenda writes itself from figures, issues and words. Nobody prepares, and nothing is forgotten.");
	view_show_if(view, meeting_index_MAY_PLAN, user_roles(req->user) & MEMBER);
	view_show(view, p->coming_count ? meeting_index_HAS_COMING : meeting_index_NO_COMING);
	for (size_t i = 0; i < p->coming_count; i++)
		row_fill(view_row(view, meeting_index_COMING_ROW), &p->coming[i]);
	view_show(view, p->past_count ? meeting_index_HAS_PAST : meeting_index_NO_PAST);
	for (size_t i = 0; i < p->past_count; i++)
		row_fill(view_row(view, meeting_index_PAST_ROW), &p->past[i]);
	if (p->more)
		view_maybe(view, meeting_index_MORE_LINK, meeting_index_MORE_HREF, text_format(view, "/meetings?after=%lld", (long long)p->more));
	view_show(view, p->series_count ? meeting_index_HAS_SERIES : meeting_index_NO_SERIES);
	for (size_t i = 0; i < p->series_count; i++)
		series_fill(view_row(view, meeting_index_SERIES_ROW), req->user, &p->series[i]);
	return view;
}

struct view *
series_form_view(struct request *req, const struct series *s, const struct form *form, int64_t revision)
{
	bool fresh = !s;
	struct view *view = page(req, TPL_SERIES_FORM, text_format(req, "%s – Meetings", fresh ? "New series" : text_clip(req, s->name, 45)));

	crumbs_fill(view, (const struct crumb[]){ { "/meetings", "Meetings" }, { 0 } });
	view_text(view, series_form_FORM_TITLE, fresh ? "A meeting each month" : s->name);
	view_text(view, series_form_FORM_LEAD, fresh ? "Choose its rhythm once. It plans itself three months ahead."
	    : "Planned meetings follow what you change here. Those whose agenda is out stay as they are.");
	view_text(view, series_form_FORM_ACTION, fresh ? "/meetings/series" : text_format(view, "/meetings/series/%lld", (long long)s->id));
	view_text(view, series_form_SAVE_LABEL, fresh ? "Plan the meetings" : "Save");
	if (!fresh)
		form_hidden_fill(view, series_form_FORM_HIDDEN, revision);
	form_fill(view, form);
	form_errors_fill(view, series_form_FORM_ERRORS, form);
	return view;
}

struct view *
meeting_form_view(struct request *req, const struct meeting_form *p)
{
	struct view *view = page(req, TPL_MEETING_FORM, text_format(req, "%s – Meetings", text_clip(req, p->title, 45)));
	const char *here = p->meeting ? text_format(req, "/meetings/%lld", (long long)p->meeting->id) : "/meetings";

	crumbs_fill(view, p->meeting ? (const struct crumb[]){ { "/meetings", "Meetings" }, { here, p->meeting->title }, { 0 } }
	    : (const struct crumb[]){ { "/meetings", "Meetings" }, { 0 } });
	view_text(view, meeting_form_FORM_TITLE, p->title);
	view_text(view, meeting_form_FORM_LEAD, p->lead);
	view_text(view, meeting_form_FORM_ACTION, p->action);
	view_text(view, meeting_form_SAVE_LABEL, p->save);
	view_text(view, meeting_form_CANCEL_HREF, here);
	view_text(view, meeting_form_CANCEL_LABEL, "Back");
	if (p->meeting)
		form_hidden_fill(view, meeting_form_FORM_HIDDEN, p->meeting->revision);
	form_fill(view, p->form);
	form_errors_fill(view, meeting_form_FORM_ERRORS, p->form);
	return view;
}
