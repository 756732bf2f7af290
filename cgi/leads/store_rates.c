/* The imported past, counted: months, times between two days, and what was known. */
#include "leads/store_rates.h"

#include "base/zone.h"

#include <talloc.h>

struct day
rates_first_month(int64_t now, const char *zone)
{
	return day_add_months(day_month_start(day_of(now, zone)), -RATE_MONTHS);
}

static int64_t
month_start(struct day first, int months, const char *zone)
{
	return local_instant(day_add_months(first, months), 0, zone, LOCAL_FIRST);
}

static struct own_volume
volume_find(struct db *db, struct day first, const char *zone)
{
	int64_t counts[RATE_MONTHS];

	for (int i = 0; i < RATE_MONTHS; i++)
		counts[i] = db_integer(db, 0, "SELECT COUNT(*) FROM lead_history WHERE mql_at >= ? AND mql_at < ?", "tt", month_start(first, i, zone),
		    month_start(first, i + 1, zone));
	return own_volume_of(counts, RATE_MONTHS);
}

struct span_row {
	int64_t from_at, to_at;
};
static const struct column span_columns[] = { COLUMN(TIME, struct span_row, from_at), COLUMN(TIME, struct span_row, to_at), { 0 } };
static const struct shape span_shape = { sizeof(struct span_row), span_columns };

static struct own_time
time_of(const void *ctx, const struct calendar *calendar, const struct span_row *rows, size_t count)
{
	int64_t *minutes = memory_need(talloc_zero_array(ctx, int64_t, count + 1));

	for (size_t i = 0; i < count; i++)
		minutes[i] = calendar_open_seconds(calendar, rows[i].from_at, rows[i].to_at, NULL) / 60;
	return own_time_of(minutes, count);
}

/* `to` is an expression over lead_history, never what somebody typed. */
#define SPANS(to) "SELECT mql_at AS from_at, " to " AS to_at FROM lead_history WHERE mql_at >= ? AND mql_at < ? AND " to " >= mql_at" \
	" ORDER BY mql_at DESC, lead_id DESC LIMIT ?"

static void
times_find(struct db *db, const void *ctx, struct own_rates *r, const struct calendar *calendar, int64_t from, int64_t to)
{
	size_t count;
	const struct span_row *rows = db_list(db, ctx, &span_shape, &count, SPANS("COALESCE(sal_at, sql_at)"), "tti", from, to, (int64_t)RATE_CASES_MOST);

	r->decision = time_of(ctx, calendar, rows, count);
	rows = db_list(db, ctx, &span_shape, &count, SPANS("first_attempt_at"), "tti", from, to, (int64_t)RATE_CASES_MOST);
	r->attempt = time_of(ctx, calendar, rows, count);
}

/* A file that tells of nobody who was refused does not say that everybody was accepted. */
static struct own_share
quality_find(struct db *db, int64_t from, int64_t to)
{
	int64_t accepted = db_integer(db, 0, "SELECT COUNT(*) FROM lead_history WHERE mql_at >= ? AND mql_at < ? AND COALESCE(sal_at, sql_at, won_at) IS NOT NULL",
	    "tt", from, to);
	int64_t refused = db_integer(db, 0, "SELECT COUNT(*) FROM lead_history WHERE mql_at >= ? AND mql_at < ? AND COALESCE(sal_at, sql_at, won_at) IS NULL"
	    " AND outcome IN ('disqualified', 'recycled')", "tt", from, to);

	return refused ? own_share_of(accepted, accepted + refused) : own_share_of(0, 0);
}

/* Of those that the other system calls so: every must known, whatever the answer is. */
static struct own_share
context_find(struct db *db, const void *ctx, const struct term *term, const struct version *gate, int64_t now)
{
	struct replay_asked asked = { .over = REPLAY_CLAIMED, .most = RATE_CASES_MOST, .term = term, .draft = gate };
	const struct replay *replay = replay_run(db, ctx, &asked, now);
	int64_t known = 0;

	for (size_t row = 0; row < replay->count; row++) {
		bool all = true;

		for (size_t i = 0; i < gate->criteria_count; i++)
			all &= gate->criteria[i].level != LEVEL_MUST || replay_verdict(&replay->draft, row, i) != VERDICT_UNKNOWN;
		known += all;
	}
	return own_share_of(known, (int64_t)replay->count);
}

struct own_rates *
rates_find(struct db *db, const void *ctx, const struct calendar *calendar, const struct term *term, const struct version *gate, int64_t now, const char *zone)
{
	struct own_rates *r = memory_need(talloc_zero(ctx, struct own_rates));
	struct day first = rates_first_month(now, zone);
	int64_t from = month_start(first, 0, zone), to = month_start(first, RATE_MONTHS, zone);

	r->volume = volume_find(db, first, zone);
	r->quality = quality_find(db, from, to);
	if (calendar)
		times_find(db, r, r, calendar, from, to);
	if (term && gate && gate->criteria_count)
		r->context = context_find(db, r, term, gate, now);
	return r;
}
