/* Leads: who they are, how Marketing hands them over, what Sales answers, and what is tried. */
#include "leads/api.h"
#include "leads/pages.h"

static const struct route routes[] = {
	{ GET,  "/leads",                         lead_index_page,      PERSON, 0 },
	{ GET,  "/leads/new",                     lead_new,             MEMBER, 0 },
	{ POST, "/leads",                         lead_make_page,       MEMBER, 0 },
	{ GET,  "/leads/handoffs",                handoff_several,      MARKETING, 0 },
	{ POST, "/leads/handoffs",                handoff_several_made, MARKETING, 0 },
	{ GET,  "/leads/next",                    lead_next,            SALES, 0 },
	{ POST, "/leads/views",                   saved_view_make,      PERSON, 0 },
	{ GET,  "/leads/views/:id",               saved_view_show,      PERSON, 0 },
	{ POST, "/leads/views/:id",               saved_view_change,    PERSON, 0 },
	{ POST, "/leads/views/:id/removal",       saved_view_removal,   PERSON, 0 },
	{ GET,  "/leads/by-ref/:slug/:slug",      lead_by_ref_page,     PERSON, 0 },
	{ GET,  "/leads/:id",                     lead_show_page,       PERSON, 0 },
	{ POST, "/leads/:id",                     lead_save,            MEMBER, 0 },
	{ GET,  "/leads/:id/edit",                lead_edit_page,       MEMBER, 0 },
	{ GET,  "/leads/:id/merger",              lead_merge_page,      MEMBER, 0 },
	{ POST, "/leads/:id/merger",              lead_merge_made,      MEMBER, 0 },
	{ GET,  "/leads/:id/handoffs",            handoff_new,          MARKETING, 0 },
	{ POST, "/leads/:id/handoffs",            handoff_made,         MARKETING, 0 },
	{ GET,  "/handoffs",                      handoff_bulk_done,    MEMBER, 0 },
	{ POST, "/handoffs",                      handoff_bulk,         SALES, 0 },
	{ GET,  "/handoffs/promises/:id",         handoff_behind_page,  PERSON, 0 },
	{ GET,  "/handoffs/:id",                  handoff_show_page,    PERSON, 0 },
	{ POST, "/handoffs/:id/acceptance",       handoff_acceptance,   SALES, 0 },
	{ POST, "/handoffs/:id/return",           handoff_return,       SALES, 0 },
	{ POST, "/handoffs/:id/question",         handoff_question,     SALES, 0 },
	{ GET,  "/handoffs/:id/answer",           handoff_answer_form,  MARKETING, 0 },
	{ POST, "/handoffs/:id/answer",           handoff_answer,       MARKETING, 0 },
	{ POST, "/handoffs/:id/settlement",       handoff_settlement,   MEMBER, 0 },
	{ POST, "/handoffs/:id/withdrawal",       handoff_withdrawal,   MARKETING, 0 },
	{ POST, "/handoffs/:id/attempts",         handoff_attempt,      SALES, 0 },
	{ GET,  "/handoffs/:id/sql",              handoff_sql_form,     SALES, 0 },
	{ POST, "/handoffs/:id/sql",              handoff_sql,          SALES, 0 },
	{ POST, "/handoffs/:id/outcome",          handoff_outcome,      SALES, 0 },
	{ POST, "/handoffs/:id/feedback",         handoff_feedback,     SALES, 0 },
	{ POST, "/handoffs/:id/assignment",       handoff_assignment,   SALES, 0 },
	{ POST, "/handoffs/:id/submission",       handoff_submission,   MEMBER, 0 },
	{ POST, "/handoffs/:id/undo",             handoff_undoing,      MEMBER, 0 },
	{ GET,  "/glossary/:slug/versions/:n/replay", replay_show_page, PERSON, 0 },

	{ GET,   "/api/v1/leads",                 api_lead_list,        PERSON, 0 },
	{ POST,  "/api/v1/leads",                 api_lead_make,        MEMBER, 0 },
	{ GET,   "/api/v1/leads/by-ref/:slug/:slug", api_lead_by_ref,   PERSON, 0 },
	{ GET,   "/api/v1/leads/:id",             api_lead_show,        PERSON, 0 },
	{ PATCH, "/api/v1/leads/:id",             api_lead_edit,        MEMBER, 0 },
	{ POST,  "/api/v1/leads/:id/handoffs",    api_handoff_make,     MARKETING, 0 },
	{ GET,   "/api/v1/handoffs/gate",         api_gate,             PERSON, 0 },
	{ GET,   "/api/v1/handoffs/:id",          api_handoff_show,     PERSON, 0 },
	{ POST,  "/api/v1/handoffs/:id/acceptance",   api_acceptance,   SALES, 0 },
	{ POST,  "/api/v1/handoffs/:id/return",       api_return,       SALES, 0 },
	{ POST,  "/api/v1/handoffs/:id/question",     api_question,     SALES, 0 },
	{ POST,  "/api/v1/handoffs/:id/answer",       api_answer,       MARKETING, 0 },
	{ POST,  "/api/v1/handoffs/:id/settlement",   api_settlement,   MEMBER, 0 },
	{ POST,  "/api/v1/handoffs/:id/withdrawal",   api_withdrawal,   MARKETING, 0 },
	{ POST,  "/api/v1/handoffs/:id/attempts",     api_attempt,      SALES, 0 },
	{ POST,  "/api/v1/handoffs/:id/conversation", api_conversation, SALES, 0 },
	{ POST,  "/api/v1/handoffs/:id/sql",          api_sql,          SALES, 0 },
	{ POST,  "/api/v1/handoffs/:id/outcome",      api_outcome,      SALES, 0 },
	{ POST,  "/api/v1/attempts",              api_attempts_take,    SALES, 0 },
	{ GET,   "/api/v1/terms/:slug/versions/:n/replay", api_replay,  PERSON, 0 },
	{ 0 }
};

int
main(int argc, char **argv)
{
	return web_main(argc, argv, "leads", routes);
}
