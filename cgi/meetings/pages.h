/* The pages of meetings: one handler for each row of the route table in main.c. */
#ifndef MEETINGS_PAGES_H
#define MEETINGS_PAGES_H

#include "web/web.h"

/* pages_meeting.c: the list, agendas, and what happens to one */
handler meeting_index_page, meeting_show_page, meeting_point, meeting_wish, meeting_publication, meeting_started;

/* pages_plan.c: series, single meetings, their time */
handler series_new, series_make, series_show, series_save, meeting_new, meeting_make, meeting_time, meeting_moved, meeting_cancelling, meeting_cancelled;

/* pages_run.c: the meeting as it runs */
handler meeting_run_page, meeting_pulse_page, meeting_table, meeting_note, meeting_take, meeting_outcome, meeting_task;

/* pages_close.c: closing, minutes */
handler meeting_closing_page, meeting_closed, meeting_minutes_page, meeting_reopened;

/* pages_issue.c */
handler issue_index_page, issue_aired, issue_show_page, issue_answered;

/* pages_task.c */
handler task_index_page, task_made, task_show_page, task_reported, task_confirmed;

/* pages_feed.c */
handler feed_page, feed_made, feed_told, feed_ended, feed_read;

/* pages_check.c */
handler check_index_page, check_made, check_show_page, check_judged;

#endif
