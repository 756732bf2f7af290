/* Meetings: an agenda that writes itself, airing, notes and outcomes, and what people took on. */
#include "meetings/api.h"
#include "meetings/pages.h"

static const struct route routes[] = {
	{ GET,  "/meetings",                       meeting_index_page,    PERSON, 0 },
	{ GET,  "/meetings/new",                   meeting_new,           MEMBER, 0 },
	{ POST, "/meetings/new",                   meeting_make,          MEMBER, 0 },
	{ GET,  "/meetings/series",                series_new,            MEMBER, 0 },
	{ POST, "/meetings/series",                series_make,           MEMBER, 0 },
	{ GET,  "/meetings/series/:id",            series_show,           MEMBER, 0 },
	{ POST, "/meetings/series/:id",            series_save,           MEMBER, 0 },
	{ GET,  "/meetings/calendar",              feed_page,             PERSON, 0 },
	{ POST, "/meetings/calendar",              feed_made,             PERSON, 0 },
	{ GET,  "/meetings/calendar/new",          feed_told,             PERSON, 0 },
	{ POST, "/meetings/calendar/end",          feed_ended,            PERSON, 0 },
	{ GET,  "/meetings/feed.ics",              feed_read,             ANYONE, 0 },
	{ GET,  "/meetings/checks",                check_index_page,      PERSON, 0 },
	{ POST, "/meetings/checks",                check_made,            MEMBER, 0 },
	{ GET,  "/meetings/checks/:id",            check_show_page,       PERSON, 0 },
	{ POST, "/meetings/checks/:id",            check_judged,          MEMBER, 0 },
	{ GET,  "/meetings/:id",                   meeting_show_page,     PERSON, 0 },
	{ POST, "/meetings/:id/items",             meeting_point,         MEMBER, 0 },
	{ POST, "/meetings/:id/wishes",            meeting_wish,          MEMBER, 0 },
	{ GET,  "/meetings/:id/time",              meeting_time,          MEMBER, 0 },
	{ POST, "/meetings/:id/time",              meeting_moved,         MEMBER, 0 },
	{ GET,  "/meetings/:id/cancellation",      meeting_cancelling,    MEMBER, 0 },
	{ POST, "/meetings/:id/cancellation",      meeting_cancelled,     MEMBER, 0 },
	{ POST, "/meetings/:id/publication",       meeting_publication,   MEMBER, 0 },
	{ POST, "/meetings/:id/start",             meeting_started,       MEMBER, 0 },
	{ GET,  "/meetings/:id/run",               meeting_run_page,      PERSON, 0 },
	{ GET,  "/meetings/:id/pulse",             meeting_pulse_page,    PERSON, 0 },
	{ POST, "/meetings/:id/table",             meeting_table,         MEMBER, 0 },
	{ POST, "/meetings/:id/notes",             meeting_note,          MEMBER, 0 },
	{ POST, "/meetings/:id/notes/beside",      meeting_take,          MEMBER, 0 },
	{ POST, "/meetings/:id/outcome",           meeting_outcome,       MEMBER, 0 },
	{ POST, "/meetings/:id/assignments",       meeting_task,          MEMBER, 0 },
	{ GET,  "/meetings/:id/closing",           meeting_closing_page,  MEMBER, 0 },
	{ POST, "/meetings/:id/closing",           meeting_closed,        MEMBER, 0 },
	{ GET,  "/meetings/:id/minutes",           meeting_minutes_page,  PERSON, 0 },
	{ POST, "/meetings/:id/reopening",         meeting_reopened,      MEMBER, 0 },
	{ GET,  "/issues",                         issue_index_page,      PERSON, NAMELESS },
	{ POST, "/issues",                         issue_aired,           MEMBER, UNKEYED | NAMELESS },
	{ GET,  "/issues/:id",                     issue_show_page,       PERSON, NAMELESS },
	{ POST, "/issues/:id/replies",             issue_answered,        MEMBER, 0 },
	{ GET,  "/assignments",                    task_index_page,       PERSON, 0 },
	{ POST, "/assignments",                    task_made,             MEMBER, 0 },
	{ GET,  "/assignments/:id",                task_show_page,        PERSON, 0 },
	{ POST, "/assignments/:id/report",         task_reported,         MEMBER, 0 },
	{ POST, "/assignments/:id/confirmation",   task_confirmed,        MEMBER, 0 },

	{ GET,  "/api/v1/meetings",                api_meeting_list,      PERSON, 0 },
	{ POST, "/api/v1/meetings",                api_meeting_make,      MEMBER, 0 },
	{ GET,  "/api/v1/meetings/:id",            api_meeting_show,      PERSON, 0 },
	{ POST, "/api/v1/meetings/:id/publication", api_meeting_publication, MEMBER, 0 },
	{ POST, "/api/v1/meetings/:id/start",      api_meeting_start,     MEMBER, 0 },
	{ POST, "/api/v1/meetings/:id/closing",    api_meeting_closing,   MEMBER, 0 },
	{ GET,  "/api/v1/issues",                  api_issue_list,        PERSON, NAMELESS },
	{ POST, "/api/v1/issues",                  api_issue_air,         MEMBER, UNKEYED | NAMELESS },
	{ GET,  "/api/v1/issues/:id",              api_issue_show,        PERSON, NAMELESS },
	{ GET,  "/api/v1/assignments",             api_task_list,         PERSON, 0 },
	{ POST, "/api/v1/assignments",             api_task_make,         MEMBER, 0 },
	{ GET,  "/api/v1/assignments/:id",         api_task_show,         PERSON, 0 },
	{ POST, "/api/v1/assignments/:id/report",  api_task_report,       MEMBER, 0 },
	{ POST, "/api/v1/assignments/:id/confirmation", api_task_confirm, MEMBER, 0 },
	{ 0 }
};

int
main(int argc, char **argv)
{
	return web_main(argc, argv, "meetings", routes);
}
