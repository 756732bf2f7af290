/* The agreement's pages: one handler for each row of the route table in main.c. */
#ifndef SLA_PAGES_H
#define SLA_PAGES_H

#include "web/web.h"

/* pages_calendar.c: calendars; pages_calendar_form.c: writing them */
handler calendar_index_page, calendar_show_page;
handler calendar_new, calendar_make, calendar_version_new, calendar_version_make;

/* pages_agreement.c, pages_agreement_form.c, pages_agreement_acts.c: versions of the agreement */
handler agreement_index_page, agreement_show_page, agreement_print_page;
handler agreement_start_page, agreement_new, agreement_make, agreement_edit_page, agreement_save;
handler agreement_send, agreement_signing, agreement_objection, agreement_withdrawal, agreement_comment_make;

/* pages_live.c: the agreement as it goes */
handler agreement_live_page, agreement_watch, promise_show_page, timer_show_page;

/* pages_plan.c: from the sales goal to leads a month */
handler plan_page, plan_keep;
/* pages_amendment.c, pages_amendment_form.c: days of a calendar's past put right by both teams */
handler amendment_index_page, amendment_show_page;
handler amendment_new, amendment_make, amendment_edit_page, amendment_save;
handler amendment_send, amendment_signing, amendment_objection, amendment_withdrawal;

/* pages_correction.c: what really happened with one clock, confirmed by the other team */
handler correction_index_page, correction_new, correction_make, correction_confirmation, correction_refusal, correction_withdrawal;

/* pages_charter.c: the agreement and versions of terms signed as one */
handler charter_index, charter_make, charter_show_page, charter_signature, charter_withdrawal;

#endif
