/* How corrections of single clocks look: the form, those of a clock, and all of them. */
#ifndef SLA_VIEWS_CORRECTION_H
#define SLA_VIEWS_CORRECTION_H

#include "glossary/views_parts.h"
#include "sla/rules_correction.h"
#include "sla/views_live.h"
#include "web/form.h"

/* CORRECTION_LIST at `at`, with what the reader may do about each; `with_clock`: it says whose clock it is. */
void corrections_fill_at(struct view *view, enum marker at, struct request *req, const struct correction *list, size_t count, bool with_clock);

struct view *correction_form_view(struct request *req, const struct explained *e, const struct form *form);

struct view *correction_index_view(struct request *req, const struct correction *open, size_t open_count, const struct correction *closed,
    size_t closed_count);

#endif
