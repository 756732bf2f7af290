/* What promises add up to. */
#include "sla/store_attain.h"

#include "base/text.h"
#include "base/zone.h"
#include "sla/rules_history.h"

#include <string.h>
#include <talloc.h>

const char *const basis_names[] = { "period", "start", NULL };

#define ADDED " ON DUPLICATE KEY UPDATE numerator = numerator + VALUES(numerator), denominator = denominator + VALUES(denominator)"

static void
slot_add(struct db *db, int64_t promise_id, enum basis basis, struct day day, int64_t slot, int64_t numerator, int64_t denominator)
{
	const char *words = day_print(db, day);

	db_run(db, DB_AS_IT_IS_NOW "INSERT INTO promise_day (promise_id, basis, day, slot, numerator, denominator) VALUES (?, ?, ?, ?, ?, ?)"
	    ADDED, "issiii",
	    promise_id, basis_names[basis], words, slot, numerator, denominator);
	talloc_free((void *)words);
}

/* The same to the day a result belongs to and to the day it began. */
static void
pair_add(struct db *db, int64_t promise_id, struct day period, struct day start, int64_t slot, int64_t numerator, int64_t denominator)
{
	void *ctx = talloc_new(db);

	db_run(db, DB_AS_IT_IS_NOW "INSERT INTO promise_day (promise_id, basis, day, slot, numerator, denominator) VALUES (?, 'period', ?, ?, ?, ?),"
	    " (?, 'start', ?, ?, ?, ?)" ADDED, "isiiiisiii", promise_id, day_print(ctx, period), slot, numerator, denominator, promise_id,
	    day_print(ctx, start), slot, numerator, denominator);
	talloc_free(ctx);
}

void
promise_add_both(struct db *db, int64_t promise_id, struct day period, struct day start, int64_t numerator, int64_t denominator)
{
	pair_add(db, promise_id, period, start, 0, numerator, denominator);
}

void
promise_add(struct db *db, int64_t promise_id, enum basis basis, struct day day, int64_t numerator, int64_t denominator)
{
	slot_add(db, promise_id, basis, day, 0, numerator, denominator);
}

struct counted
timer_counted(int state, int64_t deadline, int64_t started_at, const char *zone)
{
	const struct zone *z = zone_find(zone);

	if ((state != TIMER_MET && state != TIMER_MISSED) || !deadline)
		return (struct counted){ 0 };
	return (struct counted){ .counts = true, .period = day_from_number(zone_day(z, deadline)),
	    .start = day_from_number(zone_day(z, started_at)), .met = state == TIMER_MET };
}

bool
counted_same(const struct counted *a, const struct counted *b)
{
	if (!a->counts || !b->counts)
		return a->counts == b->counts;
	return a->met == b->met && day_compare(a->period, b->period) == 0 && day_compare(a->start, b->start) == 0;
}

void
counted_add(struct db *db, int64_t promise_id, int64_t timer_id, const struct counted *c, int sign)
{
	if (!c->counts)
		return;
	pair_add(db, promise_id, c->period, c->start, timer_id % COUNTED_SLOTS, sign * c->met, sign);
}

static const struct column sum_columns[] = {
	COLUMN(INT, struct month_sum, line_id),
	COLUMN(INT, struct month_sum, month),
	COLUMN(INT, struct month_sum, numerator),
	COLUMN(INT, struct month_sum, denominator),
	COLUMN(INT, struct month_sum, pending),
	COLUMN(TIME, struct month_sum, next_due),
	COLUMN(TIME, struct month_sum, latest_miss),
	COLUMN(TEXT, struct month_sum, missed_day),
	{ 0 }
};
static const struct shape sum_shape = { sizeof(struct month_sum), sum_columns };

/* The instants at which the months begin, and the end of the last; behind it what no clock reaches. */
struct months {
	int64_t begins[MONTHS_MOST + 1];
	const char *from, *to;
};

static struct months
months_of(const void *ctx, struct day first, int months, const char *zone)
{
	struct months m;
	struct day month = day_month_start(first);

	for (int i = 0; i <= MONTHS_MOST; i++)
		m.begins[i] = i <= months ? start_of_day(day_add_months(month, i), zone) : INT64_C(253402300799);
	m.from = day_print(ctx, month);
	m.to = day_print(ctx, day_add_months(month, months));
	return m;
}

/* Which month: most clocks that run are of the latest, so that one is asked for first. */
#define WHEN(instant, month) " WHEN " instant " >= ? THEN " month
#define MONTH_OF(instant) "CASE" WHEN(instant, "11") WHEN(instant, "10") WHEN(instant, "9") WHEN(instant, "8") WHEN(instant, "7") WHEN(instant, "6") \
	WHEN(instant, "5") WHEN(instant, "4") WHEN(instant, "3") WHEN(instant, "2") WHEN(instant, "1") " ELSE 0 END"
#define MONTH_ARGS "ttttttttttt"
#define MONTH_VALUES(b) b[11], b[10], b[9], b[8], b[7], b[6], b[5], b[4], b[3], b[2], b[1]

/* What is kept of days; and what the clocks that run add: what is overdue, recorded or not, and what may still be kept. */
#define KEPT_SUMS "(SELECT p.line_id," \
	" YEAR(d.day) * 12 + MONTH(d.day) - ? AS month, SUM(d.numerator) AS numerator, SUM(d.denominator) AS denominator, 0 AS pending," \
	" CAST(NULL AS DATETIME) AS next_due, CAST(NULL AS DATETIME) AS latest_miss," \
	" MAX(IF(d.numerator < d.denominator AND (d.basis = 'period' OR p.kind NOT IN " KINDS_WITH_CLOCKS "), d.day, NULL)) AS missed_day" \
	" FROM promise p JOIN promise q ON q.line_id = p.line_id" \
	" JOIN promise_day d ON d.promise_id = q.id AND d.basis = ? AND d.day >= ? AND d.day < ?" \
	" WHERE p.agreement_id = ? GROUP BY p.line_id, month)"
#define RUNNING_SUMS(instant) " UNION ALL (SELECT p.line_id, " MONTH_OF(instant) " AS month, 0 AS numerator," \
	" SUM(t.deadline < ?) AS denominator, SUM(t.deadline >= ?) AS pending, MIN(IF(t.deadline >= ?, t.deadline, NULL)) AS next_due, MAX(IF(t.deadline < ?, t.deadline, NULL)) AS latest_miss, NULL AS missed_day" \
	" FROM promise p JOIN timer t ON t.line_id = p.line_id AND t.state = 'running' AND " instant " >= ? AND " instant " < ?" \
	" WHERE p.agreement_id = ? GROUP BY p.line_id, month)"

static struct month_sum *
sums_read(struct db *db, const void *ctx, int64_t agreement_id, enum basis basis, struct day first, int months, const char *zone,
    int64_t now, size_t *count)
{
	const struct months m = months_of(ctx, first, months, zone);
	const int64_t *b = m.begins, before = (int64_t)day_month_start(first).year * 12 + day_month_start(first).month;
	size_t found, kept = 0;
	struct month_sum *sums = db_list(db, ctx, &sum_shape, &found, basis == BASIS_PERIOD ? KEPT_SUMS RUNNING_SUMS("t.deadline")
	    : KEPT_SUMS RUNNING_SUMS("t.started_at"), "isssi" MONTH_ARGS "tttttti", before, basis_names[basis], m.from, m.to, agreement_id, MONTH_VALUES(b),
	    now, now, now, now, b[0], b[months], agreement_id);

	for (size_t i = 0; i < found; i++) {
		size_t at = 0;

		while (at < kept && (sums[at].line_id != sums[i].line_id || sums[at].month != sums[i].month))
			at++;
		if (at == kept) {
			sums[kept++] = sums[i];
			continue;
		}
		sums[at].denominator += sums[i].denominator;
		sums[at].pending = sums[i].pending;
		sums[at].next_due = sums[i].next_due;
		sums[at].latest_miss = sums[i].latest_miss;
	}
	*count = kept;
	return sums;
}

struct month_sum *
month_sums(struct db *db, const void *ctx, int64_t agreement_id, enum basis basis, struct day first, int months, const char *zone,
    int64_t now, size_t *count)
{
	enum { MONTH_BITS = 20, MONTHS_BITS = 4 };	/* up to December 9999, and MONTHS_MOST */
	int64_t month = (int64_t)day_month_start(first).year * 12 + day_month_start(first).month, until = 0;
	int64_t key = ((agreement_id * 2 + basis) << MONTHS_BITS | months) << MONTH_BITS | month;
	struct month_sum *sums = db_kept_moving(db, "month sums", key, now, count), *copy;

	if (!sums) {
		sums = sums_read(db, db_moving_rememberer(db, ctx), agreement_id, basis, first, months, zone, now, count);
		for (size_t i = 0; i < *count; i++)	/* what is due then is missed at once */
			if (sums[i].next_due && (!until || sums[i].next_due < until))
				until = sums[i].next_due;
		db_keep_moving(db, "month sums", key, until ? until + 1 : 0, sums, *count);
	}
	copy = memory_need(talloc_array(ctx, struct month_sum, *count + 1));	/* of what is remembered nothing may be changed */
	memcpy(copy, sums, *count * sizeof *copy);
	return copy;
}

void
sums_date_misses(struct db *db, const void *ctx, int64_t agreement_id, struct day first, int months, const char *zone, int64_t known_up_to,
    struct month_sum *sums, size_t count)
{
	const struct months m = months_of(ctx, first, months, zone);
	const int64_t *b = m.begins;
	size_t late;
	const struct month_sum *rows = db_list(db, ctx, &sum_shape, &late, "SELECT p.line_id, " MONTH_OF("t.started_at") " AS month,"
	    " 0 AS numerator, 0 AS denominator, 0 AS pending, NULL AS next_due, MAX(t.deadline) AS latest_miss, NULL AS missed_day"
	    " FROM promise p JOIN timer t ON t.line_id = p.line_id AND t.state = 'missed' AND t.deadline >= ? AND t.started_at >= ?"
	    " AND t.started_at < ? WHERE p.agreement_id = ? AND p.measured = 'feed' GROUP BY p.line_id, month", MONTH_ARGS "ttti",
	    MONTH_VALUES(b), start_of_day(day_of(known_up_to, zone), zone), b[0], b[months], agreement_id);

	for (size_t i = 0; i < late; i++)
		for (size_t at = 0; at < count; at++)
			if (sums[at].line_id == rows[i].line_id && sums[at].month == rows[i].month)
				sums[at].missed_day = day_print(ctx, day_of(rows[i].latest_miss, zone));
}

static const struct column term_columns[] = {
	COLUMN(INT, struct line_term, line_id),
	COLUMN(TIME, struct line_term, in_force_at),
	COLUMN(INT, struct line_term, quantity),
	COLUMN(INT, struct line_term, percent),
	CODE_COLUMN(struct line_term, pace, promise_pace_names),
	{ 0 }
};
static const struct shape term_shape = { sizeof(struct line_term), term_columns };

/* They change with the agreement in force alone. */
struct kept_terms {
	struct line_term *terms;
	size_t count;
};

static struct line_term *
line_terms_read(struct db *db, const void *ctx, int64_t agreement_id, size_t *count)
{
	return db_list(db, ctx, &term_shape, count, "SELECT q.line_id, a.in_force_at, q.quantity, q.percent, q.pace FROM promise p"
	    " JOIN promise q ON q.line_id = p.line_id JOIN agreement a ON a.id = q.agreement_id AND a.in_force_at IS NOT NULL"
	    " WHERE p.agreement_id = ? ORDER BY q.line_id, a.in_force_at, a.number", "i", agreement_id);
}

struct line_term *
line_terms(struct db *db, const void *ctx, int64_t agreement_id, size_t *count)
{
	struct kept_terms *kept = db_kept(db, "line_terms", agreement_id);

	if (!kept) {
		kept = memory_need(talloc_zero(db_keeper(db, ctx), struct kept_terms));
		kept->terms = line_terms_read(db, kept, agreement_id, &kept->count);
		db_keep(db, "line_terms", agreement_id, kept);
	}
	*count = kept->count;
	return kept->terms;
}

static const struct column day_columns[] = {
	COLUMN(TEXT, struct day_sum, day),
	COLUMN(INT, struct day_sum, numerator),
	COLUMN(INT, struct day_sum, denominator),
	{ 0 }
};
static const struct shape day_shape = { sizeof(struct day_sum), day_columns };

struct day_sum *
day_sums(struct db *db, const void *ctx, int64_t line_id, struct day from, struct day to, size_t *count)
{
	return db_list(db, ctx, &day_shape, count, "SELECT d.day, SUM(d.numerator) AS numerator, SUM(d.denominator) AS denominator"
	    " FROM promise q JOIN promise_day d ON d.promise_id = q.id AND d.basis = 'period' AND d.day >= ? AND d.day < ?"
	    " WHERE q.line_id = ? GROUP BY d.day ORDER BY d.day", "ssi", day_print(ctx, from), day_print(ctx, to), line_id);
}

int64_t
feed_known_up_to(struct db *db, const char *name)
{
	return db_integer(db, 0, "SELECT UNIX_TIMESTAMP(known_up_to) FROM feed WHERE name = ?", "s", name);
}
