/* The agreement: when work counts, what each team promises the other, and how it goes. */
#include "sla/api.h"
#include "sla/pages.h"

static const struct route routes[] = {
	{ GET,  "/sla",                                         agreement_live_page,  PERSON, 0 },
	{ GET,  "/sla/promises/:id",                            promise_show_page,    PERSON, 0 },
	{ GET,  "/sla/timers/:id",                              timer_show_page,      PERSON, 0 },
	{ GET,  "/sla/timers/:id/correction",                   correction_new,       MEMBER, 0 },
	{ POST, "/sla/timers/:id/correction",                   correction_make,      MEMBER, 0 },
	{ GET,  "/sla/corrections",                             correction_index_page, PERSON, 0 },
	{ POST, "/sla/corrections/:id/confirmation",            correction_confirmation, SIGNATORY | POINT_PERSON, 0 },
	{ POST, "/sla/corrections/:id/refusal",                 correction_refusal,   SIGNATORY | POINT_PERSON, 0 },
	{ POST, "/sla/corrections/:id/withdrawal",              correction_withdrawal, MEMBER, 0 },
	{ GET,  "/sla/plan",                                    plan_page,            PERSON, 0 },
	{ POST, "/sla/plan",                                    plan_keep,            MEMBER, 0 },
	{ GET,  "/sla/start",                                   agreement_start_page, MEMBER, 0 },
	{ GET,  "/sla/new",                                     agreement_new,        MEMBER, 0 },
	{ GET,  "/sla/versions",                                agreement_index_page, PERSON, SHOWS_WORDS },
	{ POST, "/sla/versions",                                agreement_make,       MEMBER, 0 },
	{ GET,  "/sla/versions/:n",                             agreement_show_page,  PERSON, SHOWS_WORDS },
	{ POST, "/sla/versions/:n",                             agreement_save,       MEMBER, 0 },
	{ GET,  "/sla/versions/:n/edit",                        agreement_edit_page,  MEMBER, 0 },
	{ GET,  "/sla/versions/:n/print",                       agreement_print_page, PERSON, SHOWS_WORDS },
	{ POST, "/sla/versions/:n/review",                      agreement_send,       MEMBER, 0 },
	{ POST, "/sla/versions/:n/signature",                   agreement_signing,    SIGNATORY, 0 },
	{ POST, "/sla/versions/:n/objection",                   agreement_objection,  SIGNATORY, 0 },
	{ POST, "/sla/versions/:n/withdrawal",                  agreement_withdrawal, MEMBER, 0 },
	{ POST, "/sla/versions/:n/comments",                    agreement_comment_make, MEMBER, 0 },
	{ GET,  "/sla/amendments",                              amendment_index_page, PERSON, 0 },
	{ GET,  "/sla/amendments/new",                          amendment_new,        MEMBER, 0 },
	{ POST, "/sla/amendments",                              amendment_make,       MEMBER, 0 },
	{ GET,  "/sla/amendments/:n",                           amendment_show_page,  PERSON, 0 },
	{ POST, "/sla/amendments/:n",                           amendment_save,       MEMBER, 0 },
	{ GET,  "/sla/amendments/:n/edit",                      amendment_edit_page,  MEMBER, 0 },
	{ POST, "/sla/amendments/:n/review",                    amendment_send,       MEMBER, 0 },
	{ POST, "/sla/amendments/:n/signature",                 amendment_signing,    SIGNATORY, 0 },
	{ POST, "/sla/amendments/:n/objection",                 amendment_objection,  SIGNATORY, 0 },
	{ POST, "/sla/amendments/:n/withdrawal",                amendment_withdrawal, MEMBER, 0 },
	{ GET,  "/charter",                                     charter_index,        PERSON, 0 },
	{ POST, "/charter",                                     charter_make,         MEMBER, 0 },
	{ GET,  "/charter/:id",                                 charter_show_page,    PERSON, 0 },
	{ POST, "/charter/:id/signature",                       charter_signature,    SIGNATORY, 0 },
	{ POST, "/charter/:id/withdrawal",                      charter_withdrawal,   MEMBER, 0 },
	{ GET,  "/sla/calendars",                               calendar_index_page,  PERSON, SHOWS_WORDS },
	{ GET,  "/sla/calendars/new",                           calendar_new,         ADMINISTRATOR, 0 },
	{ POST, "/sla/calendars",                               calendar_make,        ADMINISTRATOR, TAKES_FILE },
	{ GET,  "/sla/calendars/:id",                           calendar_show_page,   PERSON, 0 },
	{ GET,  "/sla/calendars/:id/versions/new",              calendar_version_new, ADMINISTRATOR, 0 },
	{ POST, "/sla/calendars/:id/versions",                  calendar_version_make, ADMINISTRATOR, TAKES_FILE },

	{ GET,  "/api/v1/calendars",                            api_calendar_list,    PERSON, 0 },
	{ POST, "/api/v1/calendars",                            api_calendar_make,    ADMINISTRATOR, 0 },
	{ GET,  "/api/v1/calendars/:id",                        api_calendar_show,    PERSON, 0 },
	{ POST, "/api/v1/calendars/:id/versions",               api_calendar_version_make, ADMINISTRATOR, 0 },
	{ GET,  "/api/v1/calendars/:id/deadline",               api_calendar_deadline, PERSON, 0 },
	{ GET,  "/api/v1/calendars/:id/open-time",              api_calendar_open_time, PERSON, 0 },

	{ POST,  "/api/v1/agreements",                          api_agreement_make,    MEMBER, 0 },
	{ GET,   "/api/v1/agreements/current",                  api_agreement_current, PERSON, 0 },
	{ GET,   "/api/v1/agreements/current/attainment",       api_attainment,        PERSON, 0 },
	{ GET,   "/api/v1/timers/:id",                          api_timer_show,        PERSON, 0 },
	{ GET,   "/api/v1/agreements/:n",                       api_agreement_show,    PERSON, 0 },
	{ PATCH, "/api/v1/agreements/:n",                       api_agreement_edit,    MEMBER, 0 },
	{ POST,  "/api/v1/agreements/:n/review",                api_agreement_review,  MEMBER, 0 },
	{ POST,  "/api/v1/agreements/:n/signature",             api_agreement_sign,    SIGNATORY, 0 },
	{ POST,  "/api/v1/agreements/:n/objection",             api_agreement_object,  SIGNATORY, 0 },
	{ POST,  "/api/v1/agreements/:n/withdrawal",            api_agreement_withdraw, MEMBER, 0 },
	{ POST,  "/api/v1/sheets",                              api_charter_make,      MEMBER, 0 },
	{ GET,   "/api/v1/sheets/:id",                          api_charter_show,      PERSON, 0 },
	{ POST,  "/api/v1/sheets/:id/signature",                api_charter_sign,      SIGNATORY, 0 },
	{ 0 }
};

int
main(int argc, char **argv)
{
	return web_main(argc, argv, "sla", routes);
}
