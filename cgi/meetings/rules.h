/* What a meeting, its agenda, its notes and what people take on are, and what may happen to them. */
#ifndef MEETINGS_RULES_H
#define MEETINGS_RULES_H

#include "meetings/rules_agenda.h"
#include "meetings/rules_check.h"
#include "meetings/rules_figure.h"
#include "meetings/rules_ical.h"
#include "meetings/rules_meeting.h"
#include "meetings/rules_note.h"
#include "meetings/rules_rhythm.h"
#include "meetings/rules_task.h"

#endif
