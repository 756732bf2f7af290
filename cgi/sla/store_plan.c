/* The plan: one row, its sources, and the sums of the last months; the steps they count. */
#include "sla/store_plan.h"

#include "base/text.h"
#include "sla/store_agreement_parts.h"

#include <talloc.h>

static const struct column plan_columns[] = {
	COLUMN(INT, struct plan, revision),
	CODE_COLUMN(struct plan, period, plan_period_names),
	COLUMN(TEXT, struct plan, currency),
	COLUMN(INT, struct plan, goal),
	COLUMN(INT, struct plan, deal),
	COLUMN(INT, struct plan, share),
	{ DB_INT, "accepted", offsetof(struct plan, rates[RATE_ACCEPTED]), NULL },
	{ DB_INT, "qualified", offsetof(struct plan, rates[RATE_QUALIFIED]), NULL },
	{ DB_INT, "opportunity", offsetof(struct plan, rates[RATE_OPPORTUNITY]), NULL },
	{ DB_INT, "customer", offsetof(struct plan, rates[RATE_CUSTOMER]), NULL },
	COLUMN(TEXT, struct plan, editor_name),
	COLUMN(TIME, struct plan, edited_at),
	{ 0 }
};
static const struct shape plan_shape = { sizeof(struct plan), plan_columns };

static const struct column source_columns[] = {
	COLUMN(TEXT, struct plan_source, name),
	COLUMN(INT, struct plan_source, tenths),
	{ 0 }
};
static const struct shape source_shape = { sizeof(struct plan_source), source_columns };

struct plan *
plan_find(struct db *db, const void *ctx)
{
	struct plan *plan = db_one(db, ctx, &plan_shape, "SELECT s.revision, s.period, s.currency, s.goal, s.deal, s.share, s.accepted,"
	    " s.qualified, s.opportunity, s.customer, p.name AS editor_name, s.edited_at FROM sales_plan s"
	    " JOIN person p ON p.id = s.edited_by WHERE s.id = 1", "");

	if (plan)
		plan->sources = db_list(db, plan, &source_shape, &plan->source_count, "SELECT name, tenths FROM sales_plan_source"
		    " ORDER BY position", "");
	return plan;
}

/* False: somebody else was quicker. */
static bool
row_save(struct db *db, const struct actor *actor, const struct plan *p)
{
	const int64_t *r = p->rates;

	if (!p->revision) {
		db_run(db, "INSERT INTO sales_plan (id, period, currency, goal, deal, share, accepted, qualified, opportunity, customer,"
		    " edited_by, edited_at) VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", "ssiiinnnnit", plan_period_names[p->period],
		    p->currency, p->goal, p->deal, p->share, r[RATE_ACCEPTED], r[RATE_QUALIFIED], r[RATE_OPPORTUNITY], r[RATE_CUSTOMER],
		    actor->person_id, actor->now);
		return !db_taken(db);
	}
	return db_run(db, "UPDATE sales_plan SET period = ?, currency = ?, goal = ?, deal = ?, share = ?, accepted = ?, qualified = ?,"
	    " opportunity = ?, customer = ?, edited_by = ?, edited_at = ?, revision = revision + 1 WHERE id = 1 AND revision = ?",
	    "ssiiinnnniti", plan_period_names[p->period], p->currency, p->goal, p->deal, p->share, r[RATE_ACCEPTED], r[RATE_QUALIFIED],
	    r[RATE_OPPORTUNITY], r[RATE_CUSTOMER], actor->person_id, actor->now, p->revision) == 1;
}

enum act_result
plan_save(struct db *db, const void *ctx, const struct actor *actor, struct plan *plan)
{
	if (!row_save(db, actor, plan))
		return RESULT_STALE;
	db_run(db, "DELETE FROM sales_plan_source WHERE position > 0", "");
	for (size_t i = 0; i < plan->source_count; i++)
		db_run(db, "INSERT INTO sales_plan_source (position, name, tenths) VALUES (?, ?, ?)", "isi", (int64_t)i + 1,
		    plan->sources[i].name, plan->sources[i].tenths);
	audit_add(db, actor, plan->revision ? "plan.edit" : "plan.create", "plan", 1, text_format(ctx, "r%lld goal=%lld %s a %s deal=%lld",
	    (long long)plan->revision + 1, (long long)plan->goal, plan->currency, plan_period_names[plan->period], (long long)plan->deal));
	plan->revision++;
	sla_touch(db);
	return RESULT_DONE;
}

static const struct column month_columns[] = {
	COLUMN(INT, struct plan_month, month),
	{ DB_INT, "accepted", offsetof(struct plan_month, took[RATE_ACCEPTED]), NULL },
	{ DB_INT, "decided", offsetof(struct plan_month, came[RATE_ACCEPTED]), NULL },
	{ DB_INT, "qualified", offsetof(struct plan_month, took[RATE_QUALIFIED]), NULL },
	{ DB_INT, "to_qualify", offsetof(struct plan_month, came[RATE_QUALIFIED]), NULL },
	{ DB_INT, "opportunity", offsetof(struct plan_month, took[RATE_OPPORTUNITY]), NULL },
	{ DB_INT, "to_open", offsetof(struct plan_month, came[RATE_OPPORTUNITY]), NULL },
	{ DB_INT, "customer", offsetof(struct plan_month, took[RATE_CUSTOMER]), NULL },
	{ DB_INT, "to_win", offsetof(struct plan_month, came[RATE_CUSTOMER]), NULL },
	COLUMN(INT, struct plan_month, handed_over),
	{ 0 }
};
static const struct shape month_shape = { sizeof(struct plan_month), month_columns };

#define TOOK(what, name) " SUM(IF(m.what = '" what "', m.numerator, 0)) AS " name ","
#define CAME(what, name) " SUM(IF(m.what = '" what "', m.denominator, 0)) AS " name ","
#define MONTH_NUMBER(day) "YEAR(" day ") * 12 + MONTH(" day ")"

struct plan_month *
plan_months(struct db *db, const void *ctx, struct day first, int months, size_t *count)
{
	struct day start = day_month_start(first);
	const char *from = day_print(ctx, start), *to = day_print(ctx, day_add_months(start, months));

	return db_list(db, ctx, &month_shape, count, "SELECT m.month_number - ? AS month," TOOK("quality", "accepted") CAME("quality", "decided")
	    TOOK("qualified", "qualified") CAME("qualified", "to_qualify") TOOK("opportunity", "opportunity") CAME("opportunity", "to_open")
	    TOOK("customer", "customer") CAME("customer", "to_win") " SUM(IF(m.what = 'volume', m.numerator, 0)) AS handed_over FROM"
	    " (SELECT " MONTH_NUMBER("d.day") " AS month_number, p.kind AS what, SUM(d.numerator) AS numerator, SUM(d.denominator) AS denominator"
	    " FROM agreement a JOIN promise p ON p.agreement_id = a.id"
	    " AND (p.kind = 'quality' OR (p.kind = 'volume' AND p.definition_id = a.gate_id))"
	    " JOIN promise_day d ON d.promise_id = p.id AND d.basis = 'period' AND d.day >= ? AND d.day < ?"
	    " WHERE a.in_force_at IS NOT NULL GROUP BY month_number, what UNION ALL"
	    " SELECT " MONTH_NUMBER("s.day") " AS month_number, s.step AS what, SUM(s.numerator) AS numerator, SUM(s.denominator) AS denominator"
	    " FROM stage_day s WHERE s.step IN ('qualified', 'opportunity', 'customer') AND s.day >= ? AND s.day < ? GROUP BY month_number, what) m"
	    " GROUP BY m.month_number ORDER BY m.month_number", "issss", (int64_t)start.year * 12 + start.month, from, to, from, to);
}

struct day
plan_first_month(int64_t now, const char *zone)
{
	return day_add_months(day_month_start(day_of(now, zone)), -PLAN_MONTHS_BACK);
}

struct plan_history
plan_history(struct db *db, const void *ctx, int64_t now, const char *zone)
{
	size_t count;
	const struct plan_month *months = plan_months(db, ctx, plan_first_month(now, zone), PLAN_MONTHS_BACK, &count);

	return plan_history_of(months, count);
}

enum { STEP_SLOTS = 8 };

void
step_add(struct db *db, enum plan_rate step, struct day day, int64_t record_id, int64_t numerator, int64_t denominator)
{
	char *words;

	if (!numerator && !denominator)
		return;
	words = day_print(db, day);
	db_run(db, DB_AS_IT_IS_NOW "INSERT INTO stage_day (step, day, slot, numerator, denominator) VALUES (?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE"
	    " numerator = numerator + VALUES(numerator), denominator = denominator + VALUES(denominator)", "ssiii", plan_rate_members[step], words,
	    record_id % STEP_SLOTS, numerator, denominator);
	talloc_free(words);
}

static const struct column step_columns[] = {
	CODE_COLUMN(struct step_sum, step, plan_rate_members),
	COLUMN(TEXT, struct step_sum, day),
	COLUMN(INT, struct step_sum, numerator),
	COLUMN(INT, struct step_sum, denominator),
	{ 0 }
};
static const struct shape step_shape = { sizeof(struct step_sum), step_columns };

struct step_sum *
step_sums(struct db *db, const void *ctx, size_t *count)
{
	return db_list(db, ctx, &step_shape, count, "SELECT step, day, SUM(numerator) AS numerator, SUM(denominator) AS denominator"
	    " FROM stage_day GROUP BY step, day ORDER BY step, day", "");
}
