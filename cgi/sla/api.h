/* The agreement as JSON: one handler for each row below /api/v1 in main.c. */
#ifndef SLA_API_H
#define SLA_API_H

#include "web/api.h"

/* api_calendar.c: calendars; api_calendar_time.c: what they say of a stretch of time */
handler api_calendar_list, api_calendar_make, api_calendar_show, api_calendar_version_make;
handler api_calendar_deadline, api_calendar_open_time;

/* api_agreement.c, api_agreement_acts.c: the agreement */
handler api_agreement_make, api_agreement_show, api_agreement_current, api_agreement_edit;
handler api_agreement_review, api_agreement_sign, api_agreement_object, api_agreement_withdraw;

/* api_timer.c: how promises stand, and clocks explained */
handler api_attainment, api_timer_show;

/* api_charter.c: the agreement and versions of terms signed as one */
handler api_charter_make, api_charter_show, api_charter_sign;

#endif
