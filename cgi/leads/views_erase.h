/* How erasing somebody and what is kept about people look. */
#ifndef LEADS_VIEWS_ERASE_H
#define LEADS_VIEWS_ERASE_H

#include "leads/store_erase.h"
#include "leads/store_retention.h"
#include "leads/views.h"

struct view *lead_erase_view(struct request *req, const struct lead *lead, const struct erasure *reach, const struct form *form);

/* `form` NULL: the reader may not set it. */
struct view *personal_data_view(struct request *req, const struct retention *retention, const struct form *form, int64_t revision);

#endif
