/* The pages of leads: one handler for each row of the route table in main.c. */
#ifndef LEADS_PAGES_H
#define LEADS_PAGES_H

#include "web/web.h"

/* pages_queue.c: what waits, and all leads */
handler lead_index_page, lead_next;

/* pages_saved.c: views of the queue that people keep */
handler saved_view_make, saved_view_show, saved_view_change, saved_view_removal;

/* pages_bulk.c: one act on several */
handler handoff_bulk, handoff_bulk_done;

/* pages_behind.c: what a number of the agreement is made of */
handler handoff_behind_page;

/* pages_lead.c: one lead, adding and editing */
handler lead_new, lead_make_page, lead_by_ref_page, lead_show_page, lead_edit_page, lead_save, lead_watch;

/* pages_merge.c: two records of one person */
handler lead_merge_page, lead_merge_made;

/* pages_handoff.c: the forms made of a definition */
handler handoff_new, handoff_made, handoff_answer_form, handoff_sql_form, handoff_sql;

/* pages_several.c: several leads from one table */
handler handoff_several, handoff_several_made;

/* pages_act.c: what is done with a handoff */
handler handoff_show_page, handoff_acceptance, handoff_return, handoff_question, handoff_answer, handoff_settlement;
handler handoff_withdrawal, handoff_attempt, handoff_outcome, handoff_feedback, handoff_assignment, handoff_submission;
handler handoff_undoing;

/* pages_replay.c: a draft tried on what came before */
handler replay_show_page, reconciliation_page, rates_page;

/* pages_erase.c: forgetting a person who asks for it, and what is kept about people */
handler lead_erase_page, lead_erased, personal_data_page, personal_data_set;

/* pages_export.c: lists as files */
handler leads_csv, handoffs_csv, deals_csv, behind_csv;

/* pages_assign.c: who gets it */
handler assign_index_page, assign_new, assign_make, assign_show, assign_save, assign_place, assign_removal;
handler assign_person, assign_person_move, account_pair_page, account_pair_made;

/* pages_deal.c, pages_deal_form.c: deals */
handler deal_index_page, deal_show_page, deal_event_page, deal_undoing, deal_new, deal_make_page, deal_edit_page, deal_edited;

/* pages_import.c, pages_import_columns.c: files of other systems */
handler upload_index_page, upload_take, upload_show_page, upload_columns_page, upload_settle, upload_start, upload_stop, upload_undo, upload_rows;

#endif
