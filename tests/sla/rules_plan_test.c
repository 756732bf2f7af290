/* Reverse planning: what may be typed, what comes out, and what it makes of an agreement's promises. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include <talloc.h>

#include "sla/rules_plan.h"

#include "base/text.h"

static void *ctx;
static const struct plan_history none;

static int
begin(void **state)
{
	(void)state;
	ctx = talloc_new(NULL);
	return 0;
}

static int
end(void **state)
{
	(void)state;
	talloc_free(ctx);
	return 0;
}

static struct plan_typed
typed(void)
{
	return (struct plan_typed){ .period = PLAN_QUARTER, .currency = 0, .goal = "600,000", .deal = "12000", .share = "60 %",
	    .rates = { "80", "75", "50", "25" } };
}

static struct plan
read_plan(const struct plan_typed *t, const struct plan_history *history, const char *problems_expected)
{
	struct problems *p = problems_new(ctx);
	struct plan plan = plan_read(p, t, history);
	struct buffer *members = buffer_new(ctx);

	for (size_t i = 0; i < p->count; i++)
		buffer_format(members, i ? " %s" : "%s", p->list[i].member);
	assert_string_equal(members->length ? members->data : "", problems_expected);
	return plan;
}

static const struct plan_result *
reckoned(struct plan_typed t)
{
	struct plan plan = read_plan(&t, &none, "");

	return plan_reckon(ctx, talloc_memdup(ctx, &plan, sizeof plan), &none);
}

static void
test_line_by_line(void **state)
{
	static const char *const expected[][3] = {
		{ "New customers a quarter", "€600,000 ÷ €12,000", "50" }, { "Of them from Marketing", "50 × 60 %", "30" },
		{ "Opportunities", "30 ÷ 25 %", "120" }, { "Sales-qualified leads (SQL)", "120 ÷ 50 %", "240" },
		{ "Leads accepted (SAL)", "240 ÷ 75 %", "320" }, { "Leads handed over a quarter", "320 ÷ 80 %", "400" },
		{ "Leads handed over a month", "400 ÷ 3, rounded up", "134" },
	};
	const struct plan_result *r = reckoned(typed());

	(void)state;
	assert_null(r->problem);
	assert_int_equal(r->leads, 134);
	assert_string_equal(r->others, "20");
	assert_int_equal(r->line_count, sizeof expected / sizeof *expected);
	for (size_t i = 0; i < r->line_count; i++) {
		assert_string_equal(r->lines[i].name, expected[i][0]);
		assert_string_equal(r->lines[i].sum, expected[i][1]);
		assert_string_equal(r->lines[i].result, expected[i][2]);
	}
	for (int i = 0; i < PLAN_RATES; i++)
		assert_true(!r->ranges[i].leads_best && !r->ranges[i].leads_worst);
}

static void
test_all_of_them(void **state)
{
	struct plan_typed t = typed();
	const struct plan_result *r;

	(void)state;
	t.period = PLAN_MONTH;
	t.share = "100";
	t.goal = "24,000";
	t.deal = "20000";
	t.rates[0] = t.rates[1] = t.rates[2] = t.rates[3] = "100%";
	r = reckoned(t);
	assert_null(r->others);
	assert_int_equal(r->leads, 2);
	assert_int_equal(r->line_count, 6);
	assert_string_equal(r->lines[0].result, "1.2");
	assert_string_equal(r->lines[5].name, "Rounded up");
	t.goal = "20000";
	r = reckoned(t);
	assert_int_equal(r->leads, 1);
	assert_int_equal(r->line_count, 5);
	assert_string_equal(r->lines[4].name, "Leads handed over a month");
}

/* One cent too much takes one lead more, and nothing is lost on the way by rounding before the end. */
static void
test_rounded_once(void **state)
{
	struct plan_typed t = typed();

	(void)state;
	t.period = PLAN_MONTH;
	t.goal = "300000";
	t.deal = "10000";
	t.share = "100";
	t.rates[0] = t.rates[1] = t.rates[2] = t.rates[3] = "100";
	assert_int_equal(reckoned(t)->leads, 30);
	t.goal = "300000.01";
	assert_int_equal(reckoned(t)->leads, 31);
	t.goal = "10000";
	t.rates[0] = t.rates[1] = "33.3";
	assert_int_equal(reckoned(t)->leads, 10);	/* 9.018: rounding up at each step would have said 13 */
}

static void
test_bounds(void **state)
{
	struct plan_typed t = typed();
	const struct plan_result *r;

	(void)state;
	t.goal = "9999999999999.99";
	t.deal = "0.01";
	for (int i = 0; i < PLAN_RATES; i++)
		t.rates[i] = "0.1";
	r = reckoned(t);
	assert_non_null(strstr(r->problem, "more than a million"));
	t.goal = "0.01";
	t.deal = "9999999999999.99";
	r = reckoned(t);
	assert_null(r->problem);
	assert_int_equal(r->leads, 1);
	assert_string_equal(r->lines[0].result, "<0.01");
	t.period = PLAN_MONTH;
	t.goal = "1000000";
	t.deal = "1";
	t.share = "100";
	for (int i = 0; i < PLAN_RATES; i++)
		t.rates[i] = "100";
	assert_int_equal(reckoned(t)->leads, PLAN_LEADS_MOST);
	t.goal = "1000000.01";
	assert_non_null(reckoned(t)->problem);
	/* The least share of what is at the most: its line of all customers is far above the leads. */
	t.share = "0.1";
	t.goal = "1000000000";
	assert_string_equal(reckoned(t)->lines[0].result, "1,000,000,000");
	assert_int_equal(reckoned(t)->leads, PLAN_LEADS_MOST);
}

static void
test_refused(void **state)
{
	static const char *const odd[] = { "0", "0.0", "100.1", "-5", "62,5", "", "0.05", "1000", "ten", "62.55", "%", "50 % %" };
	struct plan_typed t = { .period = -1, .currency = -1 };
	int64_t tenths;

	(void)state;
	read_plan(&t, &none, "period currency share accepted qualified opportunity customer");
	t.currency = 0;
	read_plan(&t, &none, "goal period deal share accepted qualified opportunity customer");
	t = typed();
	t.goal = "0";
	t.deal = "600.000";
	read_plan(&t, &none, "goal deal");
	for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
		if (plan_percent_read(ctx, odd[i], &tenths))
			fail_msg("“%s” was read as %lld", odd[i], (long long)tenths);
	assert_true(plan_percent_read(ctx, " 0.1 % ", &tenths) && tenths == 1);
	assert_true(plan_percent_read(ctx, "100.0", &tenths) && tenths == 1000);
	assert_true(plan_percent_read(ctx, "062.50", &tenths) && tenths == 625);
}

static void
test_sources(void **state)
{
	struct plan_typed t = typed();
	struct plan plan;

	(void)state;
	t.source_names[0] = " Webinar ";
	t.source_shares[0] = "33.3";
	t.source_names[2] = "Partner  portal";
	t.source_shares[2] = "66.7 %";
	plan = read_plan(&t, &none, "");
	assert_int_equal(plan.source_count, 2);
	assert_string_equal(plan.sources[1].name, "Partner portal");
	t.source_shares[2] = "66.6";
	read_plan(&t, &none, "source_share");
	t.source_names[2] = "webinar";
	t.source_shares[2] = "66.7";
	read_plan(&t, &none, "source_name");
	t.source_names[2] = "";
	read_plan(&t, &none, "source_name");
	t.source_names[2] = "Partner";
	t.source_shares[2] = " ";
	read_plan(&t, &none, "source_share");
	t.source_names[0] = t.source_shares[0] = NULL;
	t.source_shares[2] = "100";
	read_plan(&t, &none, "");
}

static void
test_back_into_the_form(void **state)
{
	struct plan_typed t = typed(), again;
	struct plan plan, same;

	(void)state;
	t.source_names[0] = "Webinar";
	t.source_shares[0] = "100";
	plan = read_plan(&t, &none, "");
	again = plan_typed_of(ctx, &plan);
	assert_string_equal(again.goal, "600,000");
	same = read_plan(&again, &none, "");
	assert_true(plan_same(&plan, &same));
	same.rates[RATE_CUSTOMER]++;
	assert_false(plan_same(&plan, &same));
}

static void
test_split(void **state)
{
	const struct plan_source thirds[] = { { "a", 333 }, { "b", 333 }, { "c", 334 } }, halves[] = { { "a", 500 }, { "b", 500 } },
	    little[] = { { "a", 1 }, { "b", 999 } };
	int64_t parts[3];

	(void)state;
	plan_split(100, thirds, 3, parts);
	assert_true(parts[0] == 33 && parts[1] == 33 && parts[2] == 34);
	plan_split(101, thirds, 3, parts);
	assert_true(parts[0] == 34 && parts[1] == 33 && parts[2] == 34);
	plan_split(3, halves, 2, parts);
	assert_true(parts[0] == 2 && parts[1] == 1);
	plan_split(1, little, 2, parts);
	assert_true(parts[0] == 0 && parts[1] == 1);
	plan_split(PLAN_LEADS_MOST, little, 2, parts);
	assert_true(parts[0] == 1000 && parts[1] == 999000);
	plan_split(5, little, 0, parts);
	/* Whatever the shares and the total, the parts come to it. */
	for (int64_t total = 1; total < 500; total += 7)
		for (int64_t share = 1; share < 999; share += 13) {
			const struct plan_source some[] = { { "a", share }, { "b", (1000 - share) / 2 }, { "c", 1000 - share - (1000 - share) / 2 } };

			plan_split(total, some, 3, parts);
			assert_int_equal(parts[0] + parts[1] + parts[2], total);
			for (int i = 0; i < 3; i++)
				assert_true(parts[i] * 1000 > total * some[i].tenths - 1000 && parts[i] * 1000 < total * some[i].tenths + 1000);
		}
}

static void
test_history(void **state)
{
	const struct plan_month months[] = { { 0, { 60 }, { 80 }, 90 }, { 1, { 0 }, { 0 }, 0 }, { 2, { 30 }, { 60 }, 61 }, { 3, { 45 }, { 50 }, 0 } };
	const struct plan_history h = plan_history_of(months, 4), nothing = plan_history_of(months + 1, 1);
	const struct rate_history *accepted = &h.rates[RATE_ACCEPTED];
	struct plan_typed t = typed();
	struct plan plan;
	const struct plan_result *r;

	(void)state;
	assert_int_equal(accepted->tenths, 711);
	assert_int_equal(accepted->worst.month, 2);
	assert_int_equal(accepted->best.month, 3);
	assert_true(accepted->months == 3 && h.volume_months == 2 && h.least == 61 && h.most == 90 && h.handed_over == 151);
	assert_int_equal(nothing.rates[RATE_ACCEPTED].tenths, 0);
	t.rates[RATE_ACCEPTED] = " ";
	read_plan(&t, &nothing, "accepted");
	plan = read_plan(&t, &h, "");
	assert_int_equal(plan.rates[RATE_ACCEPTED], 0);
	r = plan_reckon(ctx, &plan, &h);
	assert_string_equal(r->lines[5].sum, "320 ÷ 71.1 %");
	assert_true(r->ranges[RATE_ACCEPTED].leads_best == 119 && r->ranges[RATE_ACCEPTED].leads_worst == 214 && r->leads == 151);
	assert_true(!r->ranges[RATE_QUALIFIED].leads_best);
	r = plan_reckon(ctx, &plan, &nothing);
	assert_non_null(strstr(r->problem, "Type one"));
}

/* Each rate has months of its own; one that nobody came to, or that nobody took, is typed. */
static void
test_history_of_each_rate(void **state)
{
	const struct plan_month months[] = {
		{ 1, { 0, 30, 0, 1 }, { 0, 40, 10, 4 }, 0 }, { 2, { 0, 20, 0, 1 }, { 0, 40, 0, 2 }, 0 }, { 4, { 0, 10, 0, 0 }, { 0, 40, 5, 2 }, 0 },
		{ 5, { 0, 0, 0, 0 }, { 0, 0, 0, 0 }, 7 },
	};
	const struct plan_history h = plan_history_of(months, 4), one = plan_history_of(months, 1);
	struct plan_typed t = typed();
	struct plan plan;
	const struct plan_result *r;

	(void)state;
	assert_true(!h.rates[RATE_ACCEPTED].came && !h.rates[RATE_ACCEPTED].tenths);
	assert_true(h.rates[RATE_QUALIFIED].tenths == 500 && h.rates[RATE_QUALIFIED].months == 3);
	assert_true(h.rates[RATE_QUALIFIED].best.month == 1 && h.rates[RATE_QUALIFIED].worst.month == 4);
	assert_true(!h.rates[RATE_OPPORTUNITY].tenths && h.rates[RATE_OPPORTUNITY].came == 15 && h.rates[RATE_OPPORTUNITY].months == 2);
	assert_true(h.rates[RATE_CUSTOMER].tenths == 250 && h.rates[RATE_CUSTOMER].worst.took == 0);
	t.rates[RATE_QUALIFIED] = t.rates[RATE_OPPORTUNITY] = t.rates[RATE_CUSTOMER] = "";
	read_plan(&t, &h, "opportunity");
	read_plan(&t, &none, "qualified opportunity customer");
	t.rates[RATE_OPPORTUNITY] = "50";
	plan = read_plan(&t, &h, "");
	assert_true(plan.rates[RATE_ACCEPTED] == 800 && !plan.rates[RATE_QUALIFIED] && plan.rates[RATE_OPPORTUNITY] == 500 && !plan.rates[RATE_CUSTOMER]);
	assert_null(plan_typed_of(ctx, &plan).rates[RATE_QUALIFIED]);
	r = plan_reckon(ctx, &plan, &h);
	assert_string_equal(r->lines[2].sum, "30 ÷ 25 %");
	assert_string_equal(r->lines[4].sum, "240 ÷ 50 %");
	assert_int_equal(r->leads, 200);
	assert_true(r->ranges[RATE_QUALIFIED].leads_best == 134 && r->ranges[RATE_QUALIFIED].leads_worst == 400);
	assert_true(r->ranges[RATE_CUSTOMER].leads_best == 100 && r->ranges[RATE_CUSTOMER].leads_worst == 0);
	assert_true(!r->ranges[RATE_ACCEPTED].leads_best && !r->ranges[RATE_OPPORTUNITY].leads_best);
	r = plan_reckon(ctx, &plan, &one);		/* one month is no range */
	assert_true(r->leads == 134 && !r->ranges[RATE_QUALIFIED].leads_best);
	r = plan_reckon(ctx, &plan, &none);
	assert_non_null(strstr(r->problem, "accepted leads that become SQLs"));
	plan.rates[RATE_QUALIFIED] = 500;
	assert_non_null(strstr(plan_reckon(ctx, &plan, &none)->problem, "opportunities that become customers"));
}

static struct promise
promise_of(int kind, int64_t line, int scope, const char *value)
{
	struct promise p = PROMISE_BLANK;

	p.kind = kind;
	p.party = promise_kind_party(kind);
	p.line_id = line;
	p.scope_kind = scope;
	p.scope_value = value;
	p.definition_id = kind == PROMISE_VOLUME ? 7 : 0;
	p.quantity = kind == PROMISE_VOLUME ? 5 : 0;
	return p;
}

/* "volume:9:40 decision:2:0 …": kind, line, how many. */
static const char *
said(const struct agreement *a)
{
	struct buffer *b = buffer_new(ctx);

	for (size_t i = 0; i < a->promise_count; i++)
		buffer_format(b, "%s%s:%lld:%lld", i ? " " : "", promise_kind_names[a->promises[i].kind], (long long)a->promises[i].line_id,
		    (long long)a->promises[i].quantity);
	return buffer_take(ctx, b);
}

static void
test_fills_promises(void **state)
{
	struct promise list[] = { promise_of(PROMISE_QUALITY, 1, GLOSSARY_NONE, NULL), promise_of(PROMISE_VOLUME, 2, GLOSSARY_NONE, NULL),
		promise_of(PROMISE_VOLUME, 3, SCOPE_SOURCE, "WEBINAR"), promise_of(PROMISE_VOLUME, 4, SCOPE_PERSONA, "buyer"),
		promise_of(PROMISE_DECISION, 5, GLOSSARY_NONE, NULL), promise_of(PROMISE_VOLUME, 6, GLOSSARY_NONE, NULL) };
	struct agreement a = AGREEMENT_BLANK, b, empty = AGREEMENT_BLANK;
	struct plan_typed t = typed();
	struct plan plan;
	const struct plan_result *r;

	(void)state;
	list[1].pace = PACE_OPEN;
	list[5].definition_id = 8;		/* counts another term: not what the plan is about */
	a.gate_id = 7;
	a.promises = list;
	a.promise_count = 6;
	b = a;
	t.source_names[0] = "Webinar", t.source_shares[0] = "50", t.source_names[1] = "Website", t.source_shares[1] = "49.9";
	t.source_names[2] = "Fair", t.source_shares[2] = "0.1";
	plan = read_plan(&t, &none, "");
	r = plan_reckon(ctx, &plan, &none);
	assert_true(plan_fill(ctx, &a, &plan, r, false));
	assert_string_equal(said(&a), "quality:1:0 volume:2:134 volume:4:5 decision:5:0 volume:6:5");
	assert_int_equal(a.promises[1].pace, PACE_OPEN);
	assert_true(plan_fill(ctx, &b, &plan, r, true));
	assert_string_equal(said(&b), "quality:1:0 volume:3:67 volume:0:67 volume:4:5 decision:5:0 volume:6:5");
	assert_string_equal(b.promises[2].scope_value, "Website");
	assert_int_equal(b.promises[2].definition_id, 7);
	assert_true(plan_fill(ctx, &empty, &plan, r, false));
	assert_string_equal(said(&empty), "volume:0:134");
	empty.promises = talloc_zero_array(ctx, struct promise, PROMISES_MOST);
	empty.promise_count = PROMISES_MOST;
	for (size_t i = 0; i < PROMISES_MOST; i++)
		empty.promises[i] = list[0];
	assert_false(plan_fill(ctx, &empty, &plan, r, false));
	assert_int_equal(empty.promise_count, PROMISES_MOST);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_line_by_line, begin, end), cmocka_unit_test_setup_teardown(test_all_of_them, begin, end),
		cmocka_unit_test_setup_teardown(test_rounded_once, begin, end), cmocka_unit_test_setup_teardown(test_bounds, begin, end),
		cmocka_unit_test_setup_teardown(test_refused, begin, end), cmocka_unit_test_setup_teardown(test_sources, begin, end),
		cmocka_unit_test_setup_teardown(test_back_into_the_form, begin, end), cmocka_unit_test_setup_teardown(test_split, begin, end),
		cmocka_unit_test_setup_teardown(test_history, begin, end), cmocka_unit_test_setup_teardown(test_history_of_each_rate, begin, end),
		cmocka_unit_test_setup_teardown(test_fills_promises, begin, end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
