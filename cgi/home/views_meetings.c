/* Fills what home and search tell of meetings. */
#include "home/views.h"

#include "auth/session.h"
#include "base/text.h"

/* A tag of the shared part at STATE_TAG. */
static void
tag_put(struct view *row, enum marker kind, const char *words)
{
	struct view *tag = view_part(row, M_STATE_TAG, TPL_STATE_TAG);

	view_show(tag, kind);
	view_text(tag, M_TAG_WORDS, words);
}

void
meeting_fill(struct request *req, struct view *view, const struct home *home)
{
	const struct meeting *m = home->next_meeting;
	struct view *row;
	struct day day;

	if (!m)
		return;
	view_show(view, home_show_HAS_MEETING);
	row = view_row(view, home_show_MEETING_ROW);
	day = day_of(m->starts_at, m->zone);
	view_format(row, home_show_NEED_HREF, m->state == MEETING_RUNNING ? "/meetings/%lld/run" : "/meetings/%lld", (long long)m->id);
	view_text(row, home_show_NEED_TITLE, m->title);
	view_format(row, home_show_NEED_LINE, "%s %s, %s, %lld minutes. %s", weekday_name(day_weekday(day)), day_long(req, day), instant_time(req, m->starts_at, m->zone),
	    (long long)m->minutes, m->state == MEETING_PLANNED ? "Its agenda is written already." : "");
	tag_put(row, m->state == MEETING_PLANNED ? M_IS_PLAIN : M_IS_INFO, meeting_state_label(m->state));
}

/* Of the rows that were read, one of either sort may tell only that there are more. */
static void
more_fill(struct view *view, const char *href, const char *line)
{
	tag_put(need_row(view, href, "More assignments", line), M_IS_PLAIN, "Assignments");
}

static void
report_fill(struct request *req, struct view *view, const struct task *t)
{
	struct day due = { 0 };
	bool pressing = task_is_pressing(t, req->now, req->session->organisation_zone);

	day_parse(t->due_on, &due);
	tag_put(need_row(view, text_format(req, "/assignments/%lld", (long long)t->id), text_format(req, "Report on it: %s", t->words),
	    text_format(req, "Due %s", day_long(req, due))), task_is_overdue(t, req->now) ? M_IS_BAD : pressing ? M_IS_WAIT : M_IS_PLAIN,
	    task_state_words(t, req->now, req->session->organisation_zone));
}

/* What the reader took on, with and without time left; the first TASKS_SHOWN of both together. */
static void
reports_fill(struct request *req, struct view *view, const struct home *home, bool pressing)
{
	size_t seen = 0;

	for (size_t i = 0; i < home->task_count; i++) {
		const struct task *t = &home->tasks[i];

		if (t->state != TASK_OPEN || task_is_pressing(t, req->now, req->session->organisation_zone) != pressing) {
			seen += t->state == TASK_OPEN;
			continue;
		}
		if (seen++ < TASKS_SHOWN)
			report_fill(req, view, t);
		else
			more_fill(view, "/assignments", "All that you took on.");
	}
}

static void
confirm_fill(struct request *req, struct view *view, const struct task *t)
{
	const char *path = text_format(req, "/assignments/%lld", (long long)t->id);
	struct view *row = need_row(view, path, text_format(req, "Confirm: %s", t->words), text_format(req, "%s says it is done", t->owner_name));

	tag_put(row, M_IS_WAIT, "To confirm");
	need_button(need_act(row, text_format(req, "%s/confirmation", path), 0), "", "", "Confirm", t->words);
}

void
tasks_pressing_fill(struct request *req, struct view *view, const struct home *home)
{
	reports_fill(req, view, home, true);
}

void
tasks_calm_fill(struct request *req, struct view *view, const struct home *home)
{
	size_t shown = 0;

	for (size_t i = 0; i < home->task_count; i++)
		if (home->tasks[i].state == TASK_DONE) {
			if (shown++ < TASKS_SHOWN)
				confirm_fill(req, view, &home->tasks[i]);
			else
				more_fill(view, "/assignments?show=unconfirmed", "All that are done and not confirmed yet.");
		}
	reports_fill(req, view, home, false);
}

size_t
task_needs_count(const struct home *home)
{
	return home->task_count;
}

static struct view *
group_new(struct view *view, const char *code, const char *name, size_t count)
{
	struct view *group = view_row(view, search_results_RESULT_GROUP);

	view_text(group, search_results_GROUP_CODE, code);
	view_text(group, search_results_GROUP_NAME, name);
	view_number(group, search_results_GROUP_COUNT, (int64_t)count);
	return group;
}

static struct view *
hit_new(struct view *group, const char *href, const char *name, const char *line)
{
	struct view *row = view_row(group, search_results_RESULT_ROW);

	view_text(row, search_results_RESULT_HREF, href);
	view_text(row, search_results_RESULT_NAME, name);
	view_show(row, search_results_LEAD_LINE);
	view_text(row, search_results_RESULT_LINE, line);
	return row;
}

void
meeting_hits_fill(struct request *req, struct view *view, const struct search_found *found)
{
	struct view *group = found->meeting_count ? group_new(view, "meetings", "Meetings", found->meeting_count) : NULL;

	for (size_t i = 0; i < found->meeting_count; i++) {
		const struct meeting *m = &found->meetings[i];

		tag_put(hit_new(group, text_format(req, m->state == MEETING_CLOSED ? "/meetings/%lld/minutes" : "/meetings/%lld", (long long)m->id), m->title,
		    day_long(req, day_of(m->starts_at, m->zone))), m->state == MEETING_CLOSED ? M_IS_OK : M_IS_PLAIN, meeting_state_label(m->state));
	}
	group = found->issue_count ? group_new(view, "issues", "Issues aired", found->issue_count) : NULL;
	for (size_t i = 0; i < found->issue_count; i++) {
		const struct issue *issue = &found->issues[i];
		const char *title = text_first_sentence(req, issue->words, 120);

		tag_put(hit_new(group, text_format(req, "/issues/%lld", (long long)issue->id), text_blank(title) ? "An issue" : title,
		    issue->author_name ? issue->author_name : "Without a name"), issue->state == ISSUE_WAITING ? M_IS_WAIT : M_IS_OK, issue->state == ISSUE_WAITING
		    ? "Waits to be heard" : "Heard");
	}
}
