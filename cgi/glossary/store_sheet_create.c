/* A charter is put together: several versions on one sheet. */
#include "glossary/store_parts.h"

#include "base/text.h"

#include <stdlib.h>
#include <talloc.h>

/* Whether this version may go onto a new charter; *sheet is the one it leaves, which nobody has signed. */
static enum act_result
join(struct db *db, const void *ctx, const struct version_name *name, const struct open_sheet **sheet)
{
	struct sheet_version_row *row;

	*sheet = sheet_lock_of(db, ctx, name->version_id, &row);
	if (!row)
		return RESULT_GONE;
	if (row->revision != name->revision)
		return RESULT_STALE;
	if (!sheet_row_can(db, row, STEP_SIGN))
		return RESULT_MOVED;
	if ((*sheet)->is_charter)
		return RESULT_ON_SHEET;
	if ((*sheet)->id && (sheet_unsigned_by(db, *sheet, TEAM_MARKETING) == 0 || sheet_unsigned_by(db, *sheet, TEAM_SALES) == 0))
		return RESULT_TAKEN;
	return RESULT_DONE;
}

struct named {
	struct version_name name;
	size_t place;
	const struct open_sheet *leaves;
};

static int
by_version(const void *a, const void *b)
{
	int64_t x = ((const struct named *)a)->name.version_id, y = ((const struct named *)b)->name.version_id;

	return (x > y) - (x < y);
}

enum act_result
sheet_create(struct db *db, const void *ctx, const struct actor *actor, const struct version_name *names, size_t count,
    int64_t *sheet_id, size_t *which)
{
	struct named *sorted = memory_need(talloc_zero_array(ctx, struct named, count + 1));

	*sheet_id = 0;
	*which = 0;
	if (!count)
		return RESULT_GONE;
	for (size_t i = 0; i < count; i++)
		sorted[i] = (struct named){ names[i], i, NULL };
	qsort(sorted, count, sizeof *sorted, by_version);
	for (size_t i = 0; i < count; i++) {
		enum act_result result = join(db, ctx, &sorted[i].name, &sorted[i].leaves);

		*which = sorted[i].place;
		if (result != RESULT_DONE)
			return result;
	}
	*sheet_id = sheet_open(db, actor, true);
	for (size_t i = 0; i < count; i++) {
		if (i > 0 && sorted[i].name.version_id == sorted[i - 1].name.version_id)
			continue;
		sheet_close(db, sorted[i].leaves, actor->now);
		sheet_put(db, *sheet_id, sorted[i].name.version_id);
	}
	audit_add(db, actor, "sheet.create", "sheet", *sheet_id, text_format(ctx, "%zu", count));
	glossary_touch(db);
	return RESULT_DONE;
}
