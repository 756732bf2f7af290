/* Leads and handoffs as JSON: one handler for each row below /api/v1 in main.c. */
#ifndef LEADS_API_H
#define LEADS_API_H

#include "web/api.h"

/* api_lead.c, api_lead_read.c: leads */
handler api_lead_list, api_lead_make, api_lead_by_ref, api_lead_show, api_lead_edit;

/* api_erase.c: forgetting a person who asks for it */
handler api_lead_erase;

/* api_handoff.c: handing over, and one handoff; api_attempt.c: attempts that other systems know of */
handler api_handoff_make, api_gate, api_handoff_show, api_attempts_take;

/* api_act.c: the acts */
handler api_acceptance, api_return, api_question, api_answer, api_settlement, api_withdrawal, api_attempt, api_conversation;
handler api_sql, api_outcome;

/* api_export.c: lists as files */
handler api_leads_csv, api_handoffs_csv, api_deals_csv;

/* api_replay.c: a draft tried on what came before */
handler api_replay;

/* api_deal.c: deals */
handler api_deal_list, api_deal_make, api_lead_deal_make, api_deal_show, api_deal_event;

/* api_import.c: files of other systems */
handler api_import_make, api_import_list, api_import_show, api_import_settle, api_import_start, api_import_stop, api_import_undo;

#endif
