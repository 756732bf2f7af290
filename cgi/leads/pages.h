/* The pages of leads: one handler for each row of the route table in main.c. */
#ifndef LEADS_PAGES_H
#define LEADS_PAGES_H

#include "web/web.h"

/* pages_queue.c: what waits, and all leads */
handler lead_index_page;

/* pages_bulk.c: one act on several */
handler handoff_bulk, handoff_bulk_done;

/* pages_lead.c: one lead, adding and editing */
handler lead_new, lead_make_page, lead_by_ref_page, lead_show_page, lead_edit_page, lead_save;

/* pages_handoff.c: the forms made of a definition */
handler handoff_new, handoff_made, handoff_answer_form, handoff_sql_form, handoff_sql;

/* pages_act.c: what is done with a handoff */
handler handoff_show_page, handoff_acceptance, handoff_return, handoff_question, handoff_answer, handoff_settlement;
handler handoff_withdrawal, handoff_attempt, handoff_outcome, handoff_feedback, handoff_assignment, handoff_submission;
handler handoff_undoing;

/* pages_queue.c: what to do next */
handler handoff_next;

#endif
