/* Moves what many clocks add to their promises at once. */
#include "sla/store_attain.h"

#include "base/text.h"

#include <stdlib.h>
#include <talloc.h>

enum { PLACES = 2000 };		/* written by one statement */

/* A row of promise_day, and by how much it moves. */
struct place {
	int64_t promise_id;
	int basis;
	int64_t day;
	int64_t slot;
	int64_t numerator, denominator;
};

static int
by_place(const void *left, const void *right)
{
	const struct place *a = left, *b = right;

	if (a->promise_id != b->promise_id)
		return a->promise_id < b->promise_id ? -1 : 1;
	if (a->basis != b->basis)
		return a->basis - b->basis;
	if (a->day != b->day)
		return a->day < b->day ? -1 : 1;
	return (a->slot > b->slot) - (a->slot < b->slot);
}

static void
place_add(struct place *list, size_t *count, const struct counted_move *m, const struct counted *c, int sign)
{
	struct place place = { .promise_id = m->promise_id, .slot = m->timer_id % COUNTED_SLOTS, .numerator = sign * c->met, .denominator = sign };

	if (!c->counts)
		return;
	place.basis = BASIS_PERIOD;
	place.day = day_number(c->period);
	list[(*count)++] = place;
	place.basis = BASIS_START;
	place.day = day_number(c->start);
	list[(*count)++] = place;
}

/* In order, each once, without those that stay. How many. */
static size_t
places_settle(struct place *list, size_t count)
{
	size_t last = 0, kept = 0;

	if (!count)
		return 0;
	qsort(list, count, sizeof *list, by_place);
	for (size_t i = 1; i < count; i++) {
		if (by_place(&list[last], &list[i]) != 0) {
			list[++last] = list[i];
			continue;
		}
		list[last].numerator += list[i].numerator;
		list[last].denominator += list[i].denominator;
	}
	for (size_t i = 0; i <= last; i++)
		if (list[i].numerator || list[i].denominator)
			list[kept++] = list[i];
	return kept;
}

static void
places_write(struct db *db, const void *ctx, const struct place *list, size_t count)
{
	struct buffer *text = buffer_new(ctx);

	for (size_t i = 0; i < count; i++) {
		char *day = day_print(text, day_from_number(list[i].day));

		buffer_format(text, "%s[%lld,\"%s\",\"%s\",%lld,%lld,%lld]", i ? "," : "[", (long long)list[i].promise_id, basis_names[list[i].basis], day,
		    (long long)list[i].slot, (long long)list[i].numerator, (long long)list[i].denominator);
		talloc_free(day);
	}
	buffer_text(text, "]");
	db_run(db, DB_AS_IT_IS_NOW "INSERT INTO promise_day (promise_id, basis, day, slot, numerator, denominator) SELECT j.promise_id, j.basis, j.day, j.slot,"
	    " j.numerator, j.denominator FROM JSON_TABLE(?, '$[*]' COLUMNS (promise_id BIGINT UNSIGNED PATH '$[0]', basis VARCHAR(8) PATH '$[1]',"
	    " day DATE PATH '$[2]', slot INT PATH '$[3]', numerator INT PATH '$[4]', denominator INT PATH '$[5]')) j"
	    " ON DUPLICATE KEY UPDATE numerator = promise_day.numerator + VALUES(numerator), denominator = promise_day.denominator + VALUES(denominator)",
	    "s", buffer_take(ctx, text));
}

void
counted_move_all(struct db *db, const void *ctx, const struct counted_move *moves, size_t count)
{
	struct place *list = memory_need(talloc_array(ctx, struct place, 4 * count + 1));
	size_t places = 0;

	for (size_t i = 0; i < count; i++) {
		if (counted_same(&moves[i].was, &moves[i].is))
			continue;
		place_add(list, &places, &moves[i], &moves[i].was, -1);
		place_add(list, &places, &moves[i], &moves[i].is, 1);
	}
	places = places_settle(list, places);
	for (size_t i = 0; i < places; i += PLACES)
		places_write(db, ctx, &list[i], places - i < PLACES ? places - i : PLACES);
}
