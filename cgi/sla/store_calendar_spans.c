/* Which version of a calendar holds on which days. */
#include "sla/store_calendar.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <talloc.h>

/* The number of the version that holds on a day; `rows` newest first. 0: there is no version. */
static int64_t
holds_on(const struct calendar_row *rows, size_t count, const char *day)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(rows[i].valid_from, day) <= 0)
			return rows[i].number;
	for (size_t i = 0; i < count; i++)
		if (rows[i].origin == 1)
			return rows[i].number;
	return 0;
}

static int
by_day(const void *left, const void *right)
{
	return strcmp(*(const char *const *)left, *(const char *const *)right);
}

struct calendar_span *
calendar_spans(struct db *db, const void *ctx, int64_t calendar_id, struct day first, struct day last, size_t *count)
{
	size_t rows_count, days = 0;
	const struct calendar_row *rows = calendar_versions(db, ctx, calendar_id, &rows_count);
	const char **begins = memory_need(talloc_array(ctx, const char *, rows_count + 1)), *from = day_print(ctx, first), *to = day_print(ctx, last);
	struct calendar_span *spans = memory_need(talloc_array(ctx, struct calendar_span, rows_count + 1));
	int64_t before = 0;

	begins[days++] = from;
	for (size_t i = 0; i < rows_count; i++)
		if (strcmp(rows[i].valid_from, from) > 0 && strcmp(rows[i].valid_from, to) <= 0)
			begins[days++] = rows[i].valid_from;
	qsort(begins, days, sizeof *begins, by_day);
	*count = 0;
	for (size_t i = 0; i < days; i++) {
		int64_t number = holds_on(rows, rows_count, begins[i]);
		struct calendar_span *span = &spans[*count];

		span->version = number && number != before ? calendar_version_find(db, ctx, calendar_id, number) : NULL;
		if (!span->version || !day_parse(begins[i], &span->from))
			continue;
		before = number;
		(*count)++;
	}
	return spans;
}
