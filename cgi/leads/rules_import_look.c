/* What stands in the columns of a file, looked at cell by cell; and what their days come to. */
#include "leads/rules_import.h"

#include "base/text.h"

#include <string.h>
#include <talloc.h>

enum { VALUE_BYTES = 120, DATE_BYTES = 40 };	/* of a value that is offered for matching, of what may be a day */

static void
value_note(const void *ctx, struct import_found *f, const char *cell)
{
	if (f->value_count > IMPORT_VALUES_SHOWN)
		return;
	for (size_t i = 0; i < f->value_count; i++)
		if (strcmp(f->values[i], cell) == 0) {
			f->counts[i]++;
			return;
		}
	if (f->value_count == IMPORT_VALUES_SHOWN || strlen(cell) > VALUE_BYTES) {
		f->value_count = IMPORT_VALUES_SHOWN + 1;
		return;
	}
	f->counts[f->value_count] = 1;
	f->values[f->value_count++] = text_copy(ctx, cell);
}

static void
sample_note(const void *ctx, const void *scratch, struct import_found *f, const char *cell)
{
	const char *clipped;

	if (f->sample_count == IMPORT_SAMPLES)
		return;
	clipped = text_clip(scratch, text_squeeze(scratch, cell), IMPORT_SAMPLE_MOST);
	for (size_t i = 0; i < f->sample_count; i++)
		if (text_equal(f->samples[i], clipped))
			return;
	f->samples[f->sample_count++] = text_copy(ctx, clipped);
}

/* A day that was kept as an example stays. */
static void
date_note(const void *ctx, const void *scratch, struct dates_found *found, const char *cell)
{
	const char *sample = found->sample, *decides = found->decides;

	dates_look(scratch, found, cell);
	if (found->sample != sample)
		found->sample = text_copy(ctx, found->sample);
	if (found->decides != decides)
		found->decides = text_copy(ctx, found->decides);
}

/* Whether it may be a day: short, with a digit, and no address. */
static bool
may_be_date(const char *cell)
{
	return strlen(cell) <= DATE_BYTES && strpbrk(cell, "0123456789") && !strchr(cell, '@');
}

void
import_found_note(const void *ctx, const void *scratch, struct import_found *f, const char *cell)
{
	if (text_blank(cell))
		return;
	f->filled++;
	value_note(ctx, f, cell);
	sample_note(ctx, scratch, f, cell);
	if (may_be_date(cell))
		date_note(ctx, scratch, &f->dates, cell);
	else
		f->dates.none++;
}

size_t
import_pipeline_column(const struct import_map *map, const struct import_found *found)
{
	size_t i = 0;

	while (i < map->columns && (map->fields[i] != TO_PIPELINE || !found[i].value_count || found[i].value_count > IMPORT_VALUES_SHOWN))
		i++;
	return i;
}

/* The days of a column, where the map reads them; NULL: it does not. */
static const struct dates_found *
dates_of(const struct import_found *found, const struct import_map *map, size_t column)
{
	int field = map->fields[column];

	return import_field_is_time(field) && (map->history || !import_field_is_history(field)) ? &found[column].dates : NULL;
}

struct dates_found
import_file_dates(const struct import_found *found, const struct import_map *map)
{
	struct dates_found all = { 0 };

	for (size_t i = 0; i < map->columns; i++)
		if (dates_of(found, map, i))
			dates_add(&all, dates_of(found, map, i));
	return all;
}

/* “Create Date” has 31/08/2026. */
static void
decides_add(struct buffer *words, const char *header, const struct dates_found *dates)
{
	buffer_format(words, "%s“%s” %s", words->length ? ", " : "", header, dates->only_dmy && dates->only_mdy ? "has both the day and the month first" : "");
	if (!dates->only_dmy || !dates->only_mdy)
		buffer_format(words, "has %s first (%s)", dates->only_dmy ? "the day" : "the month", dates->decides ? dates->decides : "");
}

const char *
import_order_words(const void *ctx, const struct import_found *found, const struct import_map *map, const char *const headers[])
{
	struct buffer *decide = buffer_new(ctx), *follow = buffer_new(ctx);
	size_t following = 0;

	for (size_t i = 0; i < map->columns; i++) {
		const struct dates_found *dates = dates_of(found, map, i);

		if (!dates)
			continue;
		if (dates->only_dmy || dates->only_mdy)
			decides_add(decide, headers[i], dates);
		else if (dates->either) {
			buffer_format(follow, "%s“%s” (%s)", following ? ", " : "", headers[i], dates->sample ? dates->sample : "");
			following++;
		}
	}
	if (!decide->length)
		return "";
	buffer_text(follow, "");
	return text_format(ctx, "%s.%s%s%s", buffer_take(ctx, decide), following ? " Read the same, though it could be read in two ways: " : "", buffer_take(ctx, follow), following ? "." : "");
}
