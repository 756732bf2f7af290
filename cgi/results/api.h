/* Results as JSON. */
#ifndef RESULTS_API_H
#define RESULTS_API_H

#include "web/web.h"

handler api_result;

#endif
