/* Fills issues and assignments. */
#include "meetings/views.h"

#include "auth/session.h"
#include "base/text.h"

static const char *
issue_title(const void *ctx, const struct issue *i)
{
	const char *title = text_first_sentence(ctx, i->words, 120);

	return text_blank(title) ? "An issue" : title;
}

static const char *
issue_line(const void *ctx, const struct issue *i)
{
	struct day month = { 0 };

	day_parse(i->month, &month);
	if (i->is_anonymous)
		return text_format(ctx, "Aired without a name, %s", month_long(ctx, month));
	return text_format(ctx, "Aired by %s, %s, %s", i->author_name, team_label(i->author_team), month_long(ctx, month));
}

static void
issue_tag_fill(struct view *view, const struct issue *i)
{
	tag_fill(view, i->state == ISSUE_WAITING ? TAG_WAIT : TAG_OK, i->state == ISSUE_WAITING ? "Waits to be heard" : "Heard");
}

static void
tab_fill(struct view *view, enum marker row_marker, const char *href, const char *label, bool current)
{
	struct view *row = view_row(view, row_marker);

	view_text(row, M_TAB_HREF, href);
	view_text(row, M_TAB_LABEL, label);
	view_show_if(row, M_IS_CURRENT, current);
}

struct view *
issue_index_view(struct request *req, const struct issue_page *p)
{
	struct view *view = page(req, TPL_ISSUE_INDEX, "Issues – Meetings");

	crumbs_fill(view, (const struct crumb[]){ { "/meetings", "Meetings" }, { 0 } });
	page_notice(view, p->done);
	tab_fill(view, issue_index_TAB_ROW, "/issues", "Waiting", !p->heard);
	tab_fill(view, issue_index_TAB_ROW, "/issues?show=heard", "Heard", p->heard);
	view_show_if(view, issue_index_HAS_ISSUES, p->count > 0);
	for (size_t i = 0; i < p->count; i++) {
		struct view *row = view_row(view, issue_index_ISSUE_ROW);

		view_number(row, issue_index_ISSUE_ID, p->issues[i].id);
		view_text(row, issue_index_ISSUE_TITLE, issue_title(row, &p->issues[i]));
		view_text(row, issue_index_ISSUE_LINE, issue_line(row, &p->issues[i]));
		issue_tag_fill(row, &p->issues[i]);
	}
	if (!p->count) {
		view_show(view, issue_index_NO_ISSUES);
		view_text(view, issue_index_NONE_TITLE, p->heard ? "Nothing was heard yet." : "Nothing waits to be heard.");
		view_text(view, issue_index_NONE_WORDS, p->heard ? "What a meeting has heard stands here, with who looks after it and what was answered."
		    : "Whatever stands between the teams belongs here, with your name or without.");
	}
	if (p->more)
		view_maybe(view, issue_index_MORE_LINK, issue_index_MORE_HREF, text_format(view, "/issues?show=%s&after=%lld", p->heard ? "heard" : "waiting",
		    (long long)p->more));
	if (p->form) {
		form_fill(view_row(view, issue_index_AIR_FORM), p->form);
		form_errors_fill(view, issue_index_FORM_ERRORS, p->form);
	}
	return view;
}

static void
reply_fill(struct view *row, struct request *req, const struct issue_reply *r)
{
	team_fill(row, r->team);
	view_text(row, issue_show_ACTOR_INITIALS, name_initials(row, r->person_name));
	view_text(row, issue_show_ACTOR_NAME, r->person_name);
	moment_fill(row, issue_show_REPLY_STAMP, issue_show_REPLY_DATE, req, r->at);
	view_text(row, issue_show_REPLY_WORDS, r->words);
}

struct view *
issue_show_view(struct request *req, const struct issue *i, const struct issue_reply *replies, size_t count, const struct form *form)
{
	struct view *view = page(req, TPL_ISSUE_SHOW, text_format(req, "%s – Issues", text_clip(req, issue_title(req, i), 45)));

	crumbs_fill(view, (const struct crumb[]){ { "/meetings", "Meetings" }, { "/issues", "Issues aired" }, { 0 } });
	view_number(view, issue_show_ISSUE_ID, i->id);
	view_text(view, issue_show_ISSUE_TITLE, issue_title(view, i));
	view_text(view, issue_show_ISSUE_LINE, issue_line(view, i));
	view_text(view, issue_show_ISSUE_WORDS, i->words);
	issue_tag_fill(view, i);
	if (i->state == ISSUE_WAITING)
		view_text(view, issue_show_OWNER_WORDS, "It waits for the next meeting.");
	else
		view_format(view, issue_show_OWNER_WORDS, "Heard in %s. %s", i->meeting_title ? i->meeting_title : "a meeting",
		    i->owner_name ? text_format(view, "%s looks after it.", i->owner_name) : "Nobody looks after it yet.");
	view_show(view, count ? issue_show_HAS_REPLIES : issue_show_NO_REPLIES);
	view_text(view, issue_show_WAIT_WORDS, i->opened ? "Nobody has replied yet." : "Replies open when the meeting that hears it is closed.");
	for (size_t n = 0; n < count; n++)
		reply_fill(view_row(view, issue_show_REPLY_ROW), req, &replies[n]);
	if (form) {
		form_fill(view_row(view, issue_show_REPLY_FORM), form);
		form_errors_fill(view, issue_show_FORM_ERRORS, form);
	}
	return view;
}

void
task_tag_fill(struct view *view, struct request *req, const struct task *t)
{
	static const enum tag tags[] = { TAG_PLAIN, TAG_OK, TAG_PLAIN, TAG_PLAIN, TAG_PLAIN };
	const char *words = task_state_words(t, req->now, req->session->organisation_zone);

	tag_fill(view, task_is_overdue(t, req->now) ? TAG_BAD : text_equal(words, "Due today") ? TAG_WARN : t->state == TASK_DONE && !t->confirmed_at ? TAG_WAIT
	    : tags[t->state], words);
}

static const char *
due_line(const void *ctx, const struct task *t)
{
	return text_format(ctx, "by %s", day_words_of(ctx, t->due_on));
}

struct view *
task_index_view(struct request *req, const struct task_page *p)
{
	static const char *const labels[] = { "Mine", "Open", "Overdue", "To confirm", "Over" };
	static const char *const none[] = { "You have taken nothing on.", "Nothing is open.", "Nothing is overdue.", "Nothing waits to be confirmed.", "Nothing is over yet." };
	struct view *view = page(req, TPL_TASK_INDEX, "Assignments – Meetings");

	crumbs_fill(view, (const struct crumb[]){ { "/meetings", "Meetings" }, { 0 } });
	for (int i = req->user->team == TEAM_OBSERVER ? TASKS_OPEN : TASKS_MINE; task_view_names[i]; i++)
		tab_fill(view, task_index_TAB_ROW, text_format(view, "/assignments?show=%s", task_view_names[i]), labels[i], i == p->view);
	view_show_if(view, task_index_HAS_TASKS, p->count > 0);
	for (size_t i = 0; i < p->count; i++) {
		const struct task *t = &p->tasks[i];
		struct view *row = view_row(view, task_index_TASK_ROW);

		view_number(row, task_index_TASK_ID, t->id);
		view_text(row, task_index_TASK_WORDS, t->words);
		view_text(row, task_index_TASK_OWNER, t->owner_name);
		view_text(row, task_index_TASK_LINE, due_line(row, t));
		team_fill(row, t->owner_team);
		task_tag_fill(row, req, t);
	}
	if (!p->count) {
		view_show(view, task_index_NO_TASKS);
		view_text(view, task_index_NONE_TITLE, none[p->view]);
		view_text(view, task_index_NONE_WORDS, "Assignments are made in meetings, or here.");
	}
	if (p->more)
		view_maybe(view, task_index_MORE_LINK, task_index_MORE_HREF, text_format(view, "/assignments?show=%s&after=%lld", task_view_names[p->view],
		    (long long)p->more));
	if (p->form) {
		form_fill(view_row(view, task_index_TASK_FORM), p->form);
		form_errors_fill(view, task_index_FORM_ERRORS, p->form);
	}
	return view;
}

/* Its report, and what may be done about it. */
static void
report_fill(struct view *view, struct request *req, const struct task *t)
{
	if (t->reported_at) {
		view_show(view, task_show_HAS_REPORT);
		view_text(view, task_show_REPORT_WORDS, *t->report ? t->report : t->state == TASK_CARRIED ? "Nobody reported; it goes on." : task_state_words(t, req->now, NULL));
		view_format(view, task_show_REPORT_LINE, "%s, %s%s%s", t->reporter_name, moment_words(req, t->reported_at), t->confirmed_at ? ". Confirmed by " : "",
		    t->confirmed_at ? t->confirmer_name : "");
	}
	if (!confirm_refusal(t) && !confirm_may(t, req->user))
		view_show(view, task_show_CONFIRM_FORM);
	else if (!confirm_refusal(t))
		view_maybe(view, task_show_WHO_NOTE, task_show_WHO_WORDS, confirm_may(t, req->user));
	else if (!report_refusal(t) && report_may(t, req->user))
		view_maybe(view, task_show_WHO_NOTE, task_show_WHO_WORDS, report_may(t, req->user));
}

struct view *
task_show_view(struct request *req, const struct task *t, const struct form *form)
{
	struct view *view = page(req, TPL_TASK_SHOW, text_format(req, "%s – Assignments", text_clip(req, t->words, 45)));

	crumbs_fill(view, (const struct crumb[]){ { "/meetings", "Meetings" }, { "/assignments", "Assignments" }, { 0 } });
	view_number(view, task_show_TASK_ID, t->id);
	view_text(view, task_show_TASK_WORDS, t->words);
	view_text(view, task_show_TASK_OWNER, t->owner_name);
	view_text(view, task_show_TASK_LINE, due_line(view, t));
	team_fill(view, t->owner_team);
	task_tag_fill(view, req, t);
	view_format(view, task_show_DUE_LINE, "Due until %s, the close of the working day.", moment_words(req, t->due_at));
	if (t->meeting_id && t->meeting_title) {
		view_show(view, task_show_HAS_MEETING);
		view_number(view, task_show_MEETING_ID, t->meeting_id);
		view_text(view, task_show_MEETING_TITLE, t->meeting_title);
	}
	if (t->carried_from) {
		view_show(view, task_show_HAS_BEFORE);
		view_number(view, task_show_BEFORE_ID, t->carried_from);
	}
	report_fill(view, req, t);
	if (form) {
		form_fill(view_row(view, task_show_REPORT_FORM), form);
		form_errors_fill(view, task_show_FORM_ERRORS, form);
	}
	return view;
}
