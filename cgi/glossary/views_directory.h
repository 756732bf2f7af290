/* How the directory looks. */
#ifndef GLOSSARY_VIEWS_DIRECTORY_H
#define GLOSSARY_VIEWS_DIRECTORY_H

#include "glossary/rules_directory.h"
#include "glossary/views_parts.h"
#include "web/form.h"

struct view *directory_view(struct request *req, const struct duty *duties, size_t count);

/* The form of a topic; `topic` NULL: a new one. */
struct view *topic_view(struct request *req, const struct topic *topic, const struct form *form, int64_t revision);

#endif
