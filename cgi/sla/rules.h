/* What later areas may know of the agreement's rules: all of them pure. */
#ifndef SLA_RULES_H
#define SLA_RULES_H

#include "sla/rules_agreement.h"
#include "sla/rules_agreement_merge.h"
#include "sla/rules_amendment.h"
#include "sla/rules_attain.h"
#include "sla/rules_calendar.h"
#include "sla/rules_calendar_text.h"
#include "sla/rules_correction.h"
#include "sla/rules_history.h"
#include "sla/rules_marks.h"
#include "sla/rules_money.h"
#include "sla/rules_month.h"
#include "sla/rules_plan.h"
#include "sla/rules_scope.h"
#include "sla/rules_starter.h"
#include "sla/rules_timer.h"

#endif
