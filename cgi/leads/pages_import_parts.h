/* What the pages on which columns are matched share; only pages_import*.c include it. */
#ifndef LEADS_PAGES_IMPORT_PARTS_H
#define LEADS_PAGES_IMPORT_PARTS_H

#include "leads/pages.h"
#include "leads/pages_parts.h"

enum { FIELDS_MOST = 12 };

/* What holds for the whole file, as it is typed. */
struct typed {
	const char *system, *source, *currency;
	int order, known, origin, stage, result;
	bool history;
};

/* A file being matched. */
struct desk {
	struct request *req;
	const struct import_file *file;
	const struct import_found *found;
	struct import_map *map;
	const struct choice *stages;
	size_t stage_count;
	struct field fields[FIELDS_MOST];
	struct typed typed;
};

/* The words of the columns that are matched, each with what it means, and whether there are more. pages_import_words.c */
struct upload_columns;
void words_offer(const struct desk *d, struct upload_columns *page);

/* What the form says that words mean, in the place of what the file held; of words that it did not offer that stays. Once the system is known. */
void words_read(struct desk *d);

#endif
