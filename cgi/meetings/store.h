/* Every statement of the meetings. Results, ctx and failures as in glossary/store.h; acts belong into one transaction. */
#ifndef MEETINGS_STORE_H
#define MEETINGS_STORE_H

#include "meetings/store_agenda.h"
#include "meetings/store_check.h"
#include "meetings/store_feed.h"
#include "meetings/store_issue.h"
#include "meetings/store_meeting.h"
#include "meetings/store_run.h"
#include "meetings/store_task.h"

#endif
