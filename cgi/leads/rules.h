/* What later areas may know of the rules of leads and handoffs: all of them pure. */
#ifndef LEADS_RULES_H
#define LEADS_RULES_H

#include "leads/rules_answer.h"
#include "leads/rules_bound.h"
#include "leads/rules_deal.h"
#include "leads/rules_handoff.h"
#include "leads/rules_lead.h"
#include "leads/rules_queue.h"
#include "leads/rules_result.h"

#endif
