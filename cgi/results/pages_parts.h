/* What the pages of results share; nobody else includes it. */
#ifndef RESULTS_PAGES_PARTS_H
#define RESULTS_PAGES_PARTS_H

#include "results/pages.h"
#include "results/views.h"

/* The months that the address asks for: ?months= (1 to PERIOD_MOST) up to ?until=. False: no such months. */
bool period_asked(struct request *req, struct span *period);

/* A figure over a page's months. */
struct result *figure_read(struct request *req, int metric, int parted, int dimension, const struct span *period);

/* The row of a result for a key; an empty one where there is none. */
const struct result_row *row_or_none(const struct result *result, int64_t key);

/* Shows tables, or gives them as a file when ?format=csv asks. */
struct response tables_answer(struct request *req, const struct table_page *page, const char *file_name);

/* A number as a cell with the list behind it; 0 has none. */
struct table_cell number_cell(const void *ctx, int64_t number, const struct link *link);

#endif
