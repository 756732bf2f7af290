/* A result as a program or a spreadsheet takes it: the same shape for the API and for what a page gives as a file. */
#ifndef RESULTS_FILES_H
#define RESULTS_FILES_H

#include "results/views.h"

#include <jansson.h>

/* What ?by= names: false where the figure is not parted so. NULL is none. */
bool result_by_read(const char *by, const struct figure *figure, int *parted, int *dimension);

/* The figure with its rows. The caller's reference. */
json_t *result_json(const struct result_asked *asked, const struct result *result, struct day today);

/* The same as lines of cells; money in whole units of its currency. */
const char *result_csv(const void *ctx, const struct result_asked *asked, const struct result *result);

/* Figures looked at together: each table's rows with a cell for each of its columns; and the steps. The JSON is the caller's reference. */
const char *table_csv(const void *ctx, const struct table_page *page);
json_t *table_json(const void *ctx, const struct table_page *page);
json_t *steps_json(const void *ctx, const struct steps_page *page);

#endif
