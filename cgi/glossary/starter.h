/* The seven terms an empty glossary offers to begin with: drafts to argue over, agreed by nobody. */
#ifndef GLOSSARY_STARTER_H
#define GLOSSARY_STARTER_H

#include "glossary/import.h"

/* Out of the starter set that is below `app`, as a plan to match, decide and run; without rows when it is not there. */
struct import_plan *starter_plan(const void *ctx, const char *app);

#endif
