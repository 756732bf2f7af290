/* The agreement as JSON: one handler for each row below /api/v1 in main.c. */
#ifndef SLA_API_H
#define SLA_API_H

#include "web/api.h"

/* api_agreement.c, api_agreement_acts.c: the agreement */
handler api_agreement_make, api_agreement_show, api_agreement_current, api_agreement_edit;
handler api_agreement_review, api_agreement_sign, api_agreement_object, api_agreement_withdraw;

#endif
