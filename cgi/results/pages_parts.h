/* What the pages of results share; nobody else includes it. */
#ifndef RESULTS_PAGES_PARTS_H
#define RESULTS_PAGES_PARTS_H

#include "results/pages.h"
#include "results/views.h"

#include <jansson.h>

/* The months that the address asks for: ?months= (1 to PERIOD_MOST) up to ?until=. False: no such months. */
bool period_asked(struct request *req, struct span *period);
struct response no_such_months(struct request *req);

/* A figure over a page's months. */
struct result *figure_read(struct request *req, int metric, int parted, int dimension, const struct span *period);

/* The row of a result for a key; an empty one where there is none. */
const struct result_row *row_or_none(const struct result *result, int64_t key);

/* Shows tables, or gives them as a file when ?format= asks for "csv" or "json"; to a program always as JSON. `name`: the file's, without what it ends in. */
struct response tables_answer(struct request *req, const struct table_page *page, const char *name);
struct response json_answer(struct request *req, json_t *json, const char *name);
bool format_asked(const struct request *req, const char *format);

/* A cell that says one value; a number with the list behind it, of which 0 has none. */
struct table_cell cell_of(const void *ctx, const char *words, enum value_kind kind, int64_t number, const char *currency);
struct table_cell number_cell(const void *ctx, int64_t number, const char *href);

#endif
