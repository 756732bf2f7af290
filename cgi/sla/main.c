/* The agreement: when work counts, what each team promises the other, and how it goes. */
#include "sla/api.h"
#include "sla/pages.h"

static const struct route routes[] = {
	{ GET,  "/sla/calendars",                               calendar_index_page,  PERSON, 0 },

	{ POST,  "/api/v1/agreements",                          api_agreement_make,    MEMBER, 0 },
	{ GET,   "/api/v1/agreements/current",                  api_agreement_current, PERSON, 0 },
	{ GET,   "/api/v1/agreements/:n",                       api_agreement_show,    PERSON, 0 },
	{ PATCH, "/api/v1/agreements/:n",                       api_agreement_edit,    MEMBER, 0 },
	{ POST,  "/api/v1/agreements/:n/review",                api_agreement_review,  MEMBER, 0 },
	{ POST,  "/api/v1/agreements/:n/signature",             api_agreement_sign,    SIGNATORY, 0 },
	{ POST,  "/api/v1/agreements/:n/objection",             api_agreement_object,  SIGNATORY, 0 },
	{ POST,  "/api/v1/agreements/:n/withdrawal",            api_agreement_withdraw, MEMBER, 0 },
	{ 0 }
};

int
main(int argc, char **argv)
{
	return web_main(argc, argv, "sla", routes);
}
