/* What later areas may know of the rules of results: all of them pure. */
#ifndef RESULTS_RULES_H
#define RESULTS_RULES_H

#include "results/rules_figure.h"

#endif
