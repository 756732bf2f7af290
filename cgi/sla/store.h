/* What later areas may ask of the agreement's tables. */
#ifndef SLA_STORE_H
#define SLA_STORE_H

#include "sla/store_agreement.h"
#include "sla/store_amendment.h"
#include "sla/store_attain.h"
#include "sla/store_calendar.h"
#include "sla/store_correction.h"
#include "sla/store_plan.h"
#include "sla/store_timer.h"
#include "sla/store_timer_work.h"

#endif
