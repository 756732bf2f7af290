/* Meetings, issues and assignments as JSON: one handler for each row of the route table in main.c. */
#ifndef MEETINGS_API_H
#define MEETINGS_API_H

#include "web/web.h"

handler api_meeting_list, api_meeting_make, api_meeting_show, api_meeting_publication, api_meeting_start, api_meeting_closing;
handler api_issue_list, api_issue_air, api_issue_show;
handler api_task_list, api_task_make, api_task_show, api_task_report, api_task_confirm;

#endif
