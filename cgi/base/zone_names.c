/* Reads the names of time zones from the tz database's own list. */
#include "base/zone_names.h"

#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <talloc.h>

enum { LIST_MOST = 256 * 1024 };
#define LIST_PATH "/usr/share/zoneinfo/zone1970.tab"

static int
by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

const char *const *
zone_names_read(const void *ctx, const char *text, size_t *count)
{
	size_t lines;
	char **list = text_split_lines(ctx, text, &lines);
	const char **names = memory_need(talloc_zero_array(ctx, const char *, lines + 2));

	*count = 0;
	names[(*count)++] = "UTC";
	for (size_t i = 0; i < lines; i++) {
		size_t columns;
		char **row = text_split(list, list[i], "\t", &columns);

		if (list[i][0] != '#' && columns >= 3)
			names[(*count)++] = text_copy(names, row[2]);
	}
	qsort(names, *count, sizeof *names, by_name);
	talloc_free(list);
	return names;
}

const char *const *
zone_names(size_t *count)
{
	static const char *const *kept;
	static size_t kept_count;
	static char text[LIST_MOST];
	FILE *file;

	if (!kept) {
		file = fopen(LIST_PATH, "re");
		if (file) {
			text[fread(text, 1, sizeof text - 1, file)] = '\0';
			fclose(file);
		}
		kept = zone_names_read(NULL, text, &kept_count);
	}
	*count = kept_count;
	return kept;
}
