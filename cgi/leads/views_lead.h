/* What the three files that fill the page of a lead share. */
#ifndef LEADS_VIEWS_LEAD_H
#define LEADS_VIEWS_LEAD_H

#include "leads/views.h"

/* The buttons and forms of what the reader can do with the handoff. views_act.c */
void acts_fill(struct view *view, const struct lead_page *p);

/* What was done with its handoffs and what was changed in its fields, newest first; last that it was added. views_lead_history.c */
void lead_history_fill(struct view *view, struct request *req, const struct lead_page *p);

#endif
