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

static struct view *
row_fill(struct view *view, const char *href, const char *title, const char *line)
{
	struct view *row = view_row(view, home_show_MEETING_ROW);

	view_text(row, home_show_NEED_HREF, href);
	view_text(row, home_show_NEED_TITLE, title);
	view_text(row, home_show_NEED_LINE, line);
	return row;
}

static const char *
due_words(const void *ctx, const struct task *t)
{
	struct day due = { 0 };

	day_parse(t->due_on, &due);
	return text_format(ctx, "Due %s", day_long(ctx, due));
}

void
meetings_fill(struct request *req, struct view *view, const struct home *home)
{
	const struct meeting *m = home->next_meeting;
	const char *zone = req->session->organisation_zone;

	if (!m && !home->task_count && !home->unconfirmed_count)
		return;
	view_show(view, home_show_HAS_MEETINGS);
	if (m) {
		struct day day = day_of(m->starts_at, m->zone);

		tag_put(row_fill(view, text_format(req, m->state == MEETING_RUNNING ? "/meetings/%lld/run" : "/meetings/%lld", (long long)m->id), m->title,
		    text_format(req, "%s %s, %s, %lld minutes. %s", weekday_name(day_weekday(day)), day_long(req, day), instant_time(req, m->starts_at, m->zone),
		    (long long)m->minutes, m->state == MEETING_PLANNED ? "Its agenda is written already." : "")), m->state == MEETING_PLANNED ? M_IS_PLAIN : M_IS_INFO,
		    meeting_state_label(m->state));
	}
	for (size_t i = 0; i < home->task_count; i++)
		tag_put(row_fill(view, text_format(req, "/assignments/%lld", (long long)home->tasks[i].id), text_format(req, "Report on it: %s", home->tasks[i].words),
		    due_words(req, &home->tasks[i])), task_is_overdue(&home->tasks[i], req->now) ? M_IS_BAD : M_IS_WAIT, task_state_words(&home->tasks[i], req->now, zone));
	for (size_t i = 0; i < home->unconfirmed_count; i++)
		tag_put(row_fill(view, text_format(req, "/assignments/%lld", (long long)home->unconfirmed[i].id), text_format(req, "Confirm: %s", home->unconfirmed[i].words),
		    text_format(req, "%s says it is done", home->unconfirmed[i].owner_name)), M_IS_WAIT, "To confirm");
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
