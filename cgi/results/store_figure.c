/* From sums to the rows of a figure: merged by what is asked for, named, and put in order. */
#include "results/store_figure.h"

#include "base/text.h"
#include "sla/store.h"

#include <stdlib.h>
#include <string.h>
#include <talloc.h>

static bool
is_money(const struct figure *f)
{
	return f->unit == UNIT_AVERAGE || f->unit == UNIT_SUM;
}

/* The row for a key and a currency, made where there is none. */
static struct result_row *
row_for(struct result *r, int64_t key, const char *currency)
{
	for (size_t i = 0; i < r->count; i++)
		if (r->rows[i].key == key && text_equal(r->rows[i].currency, currency))
			return &r->rows[i];
	if ((r->count & (r->count - 1)) == 0)
		r->rows = memory_need(talloc_realloc(r, r->rows, struct result_row, r->count ? r->count * 2 : 1));
	r->rows[r->count] = (struct result_row){ .key = key, .currency = currency };
	return &r->rows[r->count++];
}

/* The groups that occur, each once. */
static int64_t *
groups_in(const void *ctx, const struct sum_row *rows, size_t count, size_t *group_count)
{
	int64_t *ids = memory_need(talloc_array(ctx, int64_t, count + 1));

	*group_count = 0;
	for (size_t i = 0; i < count; i++) {
		size_t j = 0;

		while (j < *group_count && ids[j] != rows[i].group_id)
			j++;
		if (j == *group_count && rows[i].group_id)
			ids[(*group_count)++] = rows[i].group_id;
	}
	return ids;
}

/* What a sum's group is shown as: what it was mapped to; all sellers alike for whom no names are told. */
static int64_t
key_of(const struct result_asked *a, const struct sum_row *row, const struct group_name *names, size_t count, const char **name)
{
	*name = a->dimension == BY_OWNER ? "Nobody yet" : a->dimension == BY_REASON ? "No reason of the list" : "None given";
	if (row->group_id && a->dimension == BY_OWNER && !a->names_people) {
		*name = "Sales";
		return CASES_ANY;
	}
	for (size_t i = 0; i < count; i++)
		if (names[i].id == row->group_id) {
			*name = names[i].name;
			return names[i].stands_for;
		}
	return row->group_id;
}

static int
by_month(const void *a, const void *b)
{
	const struct result_row *x = a, *y = b;

	return x->key != y->key ? (x->key > y->key) - (x->key < y->key) : strcmp(x->currency, y->currency);
}

static int
by_weight(const void *a, const void *b)
{
	const struct result_row *x = a, *y = b;

	if (!x->key != !y->key)
		return x->key ? -1 : 1;
	if (x->total.denominator != y->total.denominator)
		return x->total.denominator > y->total.denominator ? -1 : 1;
	return x->key != y->key ? (x->key > y->key) - (x->key < y->key) : strcmp(x->currency, y->currency);
}

/* The reading that holds for what happens in the last second before a day begins; for what happens now, where that is to come or no zone is known. */
static const struct reading *
reading_before(const struct result *r, struct day day)
{
	int64_t begins = r->zone ? start_of_day(day, r->zone) : INT64_MAX, before = begins > r->now ? r->now + 1 : begins;
	const struct reading *found = r->readings.list;

	for (size_t i = 1; i < r->readings.count; i++)
		if (r->readings.list[i].from < before)
			found = &r->readings.list[i];
	return found;
}

static void
readings_take(struct db *db, struct result *r, const struct result_asked *a, int64_t now)
{
	const struct readings all = metric_readings(db, r);
	size_t first = 0, count = 0;

	while (first < all.count && all.list[first].metric != a->figure->metric)
		first++;
	while (first + count < all.count && all.list[first + count].metric == a->figure->metric)
		count++;
	r->readings = (struct readings){ &all.list[first], count };
	r->zone = a->zone;
	r->now = now;
	r->horizon = a->horizon;
	r->reading = reading_before(r, a->to);
	r->first = reading_before(r, a->from);
}

const struct reading *
result_reading(const struct result *r, int64_t month)
{
	return reading_before(r, month_day(month + 1));
}

bool
result_is_open(const struct result *r, const struct figure *f, int64_t month, struct day today)
{
	int64_t horizon = r->horizon ? r->horizon : result_reading(r, month)->horizon;

	return f->metric == METRIC_LEAD_TO_CUSTOMER && (horizon < 0 || !month_is_ripe(month, horizon, today));
}

static void
row_add(struct result *r, struct result_row *row, const struct figure *f, const struct sum_row *s)
{
	total_add(r, s->beside ? &row->beside : &row->total, f->unit, s->numerator, s->denominator, s->minor, s->minor_all, s->value);
}

/* By amount as well, for a share of deals; a case whose worth is not said has no currency and no part in it. */
static void
worth_add(const void *ctx, struct worths *worths, const struct sum_row *s)
{
	size_t at = 0;

	while (at < worths->count && !text_equal(worths->list[at].currency, s->currency))
		at++;
	if (at == worths->count) {
		worths->list = memory_need(talloc_realloc(ctx, worths->list, struct worth, at + 1));
		worths->list[worths->count++] = (struct worth){ .currency = s->currency };
	}
	worths->list[at].hits += s->minor;
	worths->list[at].all += s->minor_all;
}

/* What of the plan's sales goal is that of a row. Of whole months only, and of all deals. */
static void
goal_take(struct db *db, struct result *r, const struct result_asked *a)
{
	int64_t months = a->parted == PARTED_MONTH ? 1 : month_number(a->to) - month_number(a->from);
	const struct plan *plan = NULL;

	if (a->figure->metric == METRIC_GOAL && a->parted != PARTED_BY && a->group_id == SUMS_ALL && !a->system && a->from.day == 1 && a->to.day == 1)
		plan = plan_find(db, r);
	if (!plan || !currency_find(plan->currency))
		return;
	r->goal = (int64_t)((__int128)plan->goal * months / plan_period_months(plan->period));
	r->goal_currency = plan->currency;
}

/* The hits of another horizon than the one that was counted by. */
static void
horizon_apply(struct result *r, int64_t horizon)
{
	for (size_t i = 0; i < r->count; i++) {
		r->rows[i].total.numerator = total_within(&r->rows[i].total, horizon);
		r->rows[i].beside.numerator = total_within(&r->rows[i].beside, horizon);
	}
}

struct result *
result_of_sums(struct db *db, const void *ctx, const struct result_asked *a, const struct sum_row *sums, size_t count, int64_t now)
{
	struct result *r = memory_need(talloc_zero(ctx, struct result));
	size_t group_count, name_count;
	const int64_t *ids = groups_in(r, sums, count, &group_count);
	const struct group_name *names = group_names(db, r, a->dimension, ids, group_count, &name_count);

	for (size_t i = 0; i < count; i++) {
		const char *name = NULL, *currency = is_money(a->figure) ? sums[i].currency : "";
		int64_t key = a->parted == PARTED_MONTH ? sums[i].month : a->parted == PARTED_BY ? key_of(a, &sums[i], names, name_count, &name) : 0;
		struct result_row *row;

		if (sums[i].metric != a->figure->metric)
			continue;
		row = row_for(r, key, currency);
		row->name = a->parted == PARTED_MONTH ? month_code(r, key) : name;
		row_add(r, row, a->figure, &sums[i]);
		if (a->figure->metric == METRIC_WIN_RATE && !sums[i].beside && *sums[i].currency) {
			worth_add(r, &r->worths, &sums[i]);
			worth_add(r, &row->worths, &sums[i]);
		}
	}
	if (a->horizon && a->figure->metric == METRIC_LEAD_TO_CUSTOMER)
		horizon_apply(r, a->horizon);
	if (r->count)
		qsort(r->rows, r->count, sizeof *r->rows, a->parted == PARTED_BY ? by_weight : by_month);
	readings_take(db, r, a, now);
	return r;
}

struct result *
result_read(struct db *db, const void *ctx, const struct result_asked *a, int64_t now)
{
	const struct sums_asked asked = { .metric = a->figure->metric, .dimension = a->dimension, .from = a->from, .to = a->to, .group_id = a->group_id,
	    .system = a->system };
	size_t count;
	const struct sum_row *sums = sums_read(db, ctx, &asked, &count);
	struct result *r = result_of_sums(db, ctx, a, sums, count, now);

	goal_take(db, r, a);
	return r;
}

const struct result_row *
result_row_of(const struct result *r, int64_t key, const char *currency)
{
	for (size_t i = 0; i < r->count; i++)
		if (r->rows[i].key == key && (!currency || text_equal(r->rows[i].currency, currency)))
			return &r->rows[i];
	return NULL;
}
