/* What later areas may ask of leads and handoffs. */
#ifndef LEADS_STORE_H
#define LEADS_STORE_H

#include "leads/store_deal.h"
#include "leads/store_erase.h"
#include "leads/store_handoff.h"
#include "leads/store_import.h"
#include "leads/store_lead.h"
#include "leads/store_queue.h"
#include "leads/store_recount.h"
#include "leads/store_retention.h"
#include "leads/store_result.h"

#endif
