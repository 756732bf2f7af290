/* What a deal is by its events, what may happen to it when, and what each event demands. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include <talloc.h>

#include "base/text.h"
#include "leads/rules.h"

#define NOW INT64_C(1795260000)		/* 2026-11-21T11:20:00Z, a Saturday */
#define DAY INT64_C(86400)
#define OPENED (NOW - 30 * DAY)

static void *ctx;
static struct deal_event events[40];
static size_t count;
static struct closing meanings[10];
static size_t meaning_count;

static int
set_up(void **state)
{
	(void)state;
	ctx = talloc_new(NULL);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	talloc_free(ctx);
	return 0;
}

/* A deal that was opened thirty days ago. */
static void
begin(void)
{
	count = meaning_count = 0;
	events[count++] = (struct deal_event){ .id = 1, .kind = DEAL_OPENED, .at = OPENED, .recorded_at = OPENED, .person_id = 7, .person_name = "Ben" };
}

static struct deal_event *
happens(int kind, int64_t days_ago)
{
	events[count] = (struct deal_event){ .id = (int64_t)count + 1, .kind = kind, .at = NOW - days_ago * DAY, .recorded_at = NOW, .person_id = 7,
	    .person_name = "Ben" };
	return &events[count++];
}

static struct deal_event *
for_money(struct deal_event *e, int64_t minor, const char *currency)
{
	e->amount_minor = minor;
	e->currency = currency;
	return e;
}

static void
takes_back(const struct deal_event *e)
{
	int64_t id = e->id;

	happens(DEAL_REVERSED, 0)->reverses_id = id;
}

static void
agreed(int64_t days_ago, int64_t term, int64_t number, const char *event)
{
	meanings[meaning_count++] = (struct closing){ NOW - days_ago * DAY, term, number, event };
}

static struct deal
folded(void)
{
	struct deal d = { .id = 1 };

	deal_fold(&d, events, count, meanings, meaning_count);
	return d;
}

static void
test_fold__the_last_of_each_that_stands(void **state)
{
	struct deal d;

	(void)state;
	begin();
	for_money(&events[0], 500, "EUR");
	happens(DEAL_STAGE, 20)->stage_id = 3;
	d = folded();
	assert_int_equal(d.opened_at, OPENED);
	assert_int_equal(d.stage_id, 3);
	assert_int_equal(d.amount_minor, 500);
	assert_int_equal(deal_state(&d), DEAL_IS_OPEN);
	for_money(happens(DEAL_SIGNED, 10), 700, "EUR");
	for_money(happens(DEAL_INVOICED, 5), 350, "EUR");
	for_money(happens(DEAL_INVOICED, 2), 350, "USD");
	d = folded();
	assert_int_equal(d.amount_minor, 700);		/* its worth is what was signed; an instalment is none */
	assert_string_equal(d.currency, "EUR");
	assert_int_equal(d.signed_at, NOW - 10 * DAY);
	assert_int_equal(d.invoiced_at, NOW - 2 * DAY);
	assert_int_equal(d.won_at, NOW - 10 * DAY);
	assert_int_equal(deal_state(&d), DEAL_IS_WON);
	takes_back(&events[4]);
	d = folded();
	assert_int_equal(d.invoiced_at, NOW - 5 * DAY);	/* the one before it stands again */
	takes_back(&events[2]);
	d = folded();
	assert_int_equal(d.signed_at, 0);
	assert_int_equal(d.amount_minor, 500);
	assert_int_equal(d.won_at, NOW - 5 * DAY);	/* what is invoiced is closed, too */
	takes_back(&events[3]);
	d = folded();
	assert_int_equal(d.won_at, 0);
	assert_int_equal(deal_state(&d), DEAL_IS_OPEN);
	events[count - 1].undone_at = NOW;		/* taking it back is taken back */
	assert_int_equal(folded().won_at, NOW - 5 * DAY);
}

static void
test_fold__lost_and_opened_again(void **state)
{
	struct deal d;

	(void)state;
	begin();
	happens(DEAL_LOST, 5)->reason_id = 9;
	d = folded();
	assert_int_equal(deal_state(&d), DEAL_IS_LOST);
	assert_int_equal(d.lost_reason_id, 9);
	takes_back(&events[1]);
	assert_int_equal(folded().lost_at, 0);
	happens(DEAL_LOST, 3);
	happens(DEAL_OPENED, 1);
	d = folded();
	assert_int_equal(deal_state(&d), DEAL_IS_OPEN);
	assert_int_equal(d.lost_reason_id, 0);
	assert_int_equal(d.opened_at, OPENED);		/* the cycle began then */
	begin();
	happens(DEAL_OPENED, 90);
	assert_int_equal(folded().opened_at, NOW - 90 * DAY);	/* told first of all: the day was another */
	begin();
	happens(DEAL_SIGNED, 9);
	happens(DEAL_LOST, 3);				/* as another system may tell it */
	d = folded();
	assert_int_equal(d.won_at, 0);
	assert_int_equal(deal_state(&d), DEAL_IS_LOST);
}

static void
test_closed__by_what_was_agreed_then(void **state)
{
	(void)state;
	begin();
	assert_int_equal(closing_kind(meanings, 0, NOW), DEAL_SIGNED);
	agreed(60, 5, 1, "paid");
	happens(DEAL_SIGNED, 20);
	happens(DEAL_INVOICED, 15);
	assert_int_equal(folded().won_at, 0);
	happens(DEAL_PAID, 10);
	happens(DEAL_PAID, 3);
	assert_int_equal(folded().won_at, NOW - 10 * DAY);	/* the first instalment */
	agreed(12, 6, 1, "signed");				/* another metric, later: nothing before it is rewritten */
	assert_int_equal(folded().won_at, NOW - 10 * DAY);
	agreed(22, 5, 2, NULL);					/* the first one says nothing of it any more */
	assert_int_equal(closing_kind(meanings, meaning_count, NOW - 61 * DAY), DEAL_SIGNED);
	assert_int_equal(closing_kind(meanings, meaning_count, NOW - 30 * DAY), DEAL_PAID);
	assert_int_equal(closing_kind(meanings, meaning_count, NOW - 21 * DAY), DEAL_SIGNED);
	assert_int_equal(folded().won_at, NOW - 20 * DAY);
	meaning_count = 0;
	agreed(60, 5, 1, "invoiced");
	assert_int_equal(folded().won_at, NOW - 15 * DAY);
	agreed(60, 5, 2, "paid");				/* at the same instant: the higher number */
	assert_int_equal(closing_kind(meanings, meaning_count, NOW), DEAL_PAID);
	agreed(60, 9, 1, "invoiced");
	assert_int_equal(closing_kind(meanings, meaning_count, NOW), DEAL_INVOICED);
}

/* What may happen, as letters: o s S i p l r. */
static const char *
may(bool imported)
{
	struct deal d = folded();
	char *out = talloc_zero_size(ctx, DEAL_KINDS + 1), *next = out;

	for (int kind = 0; kind < DEAL_KINDS; kind++)
		if (deal_can(&d, events, count, kind, imported))
			*next++ = "osSiplr"[kind];
	return out;
}

static void
test_can__the_table(void **state)
{
	(void)state;
	begin();
	assert_string_equal(may(false), "osSipl");
	happens(DEAL_STAGE, 20);
	assert_string_equal(may(false), "sSiplr");
	happens(DEAL_SIGNED, 10);
	assert_string_equal(may(false), "sipr");
	happens(DEAL_INVOICED, 9);
	happens(DEAL_PAID, 8);
	assert_string_equal(may(false), "sipr");
	takes_back(&events[2]);
	assert_string_equal(may(false), "sSipr");
	begin();
	happens(DEAL_LOST, 9);
	assert_string_equal(may(false), "or");
	assert_string_equal(may(true), "osSiplr");
	happens(DEAL_OPENED, 8);
	assert_string_equal(may(false), "sSiplr");
	takes_back(&events[1]);
	assert_string_equal(may(false), "osSipl");
	assert_false(deal_reversible(events, count, &events[0]));
	assert_false(deal_reversible(events, count, &events[count - 1]));
	assert_null(deal_last_reversible(events, count));
}

static void
test_refusal__who_did_what_and_what_to_do(void **state)
{
	struct deal d;

	(void)state;
	begin();
	d = folded();
	assert_string_equal(deal_refusal(ctx, &d, DEAL_REVERSED, deal_last(events, count), NOW, "UTC"), "There is nothing to take back.");
	happens(DEAL_LOST, 0);
	d = folded();
	assert_string_equal(deal_refusal(ctx, &d, DEAL_SIGNED, deal_last(events, count), NOW, "UTC"),
	    "Ben marked it lost at 11:20. The deal is lost. Open it again first.");
	assert_non_null(strstr(deal_moved_on(ctx, deal_last(events, count), NOW, "UTC"), "while you were typing"));
	assert_non_null(strstr(deal_moved_on(ctx, NULL, NOW, "UTC"), "while you were typing"));
	begin();
	happens(DEAL_SIGNED, 1);
	d = folded();
	assert_non_null(strstr(deal_refusal(ctx, &d, DEAL_SIGNED, NULL, NOW, "UTC"), "signed already"));
	assert_non_null(strstr(deal_refusal(ctx, &d, DEAL_LOST, NULL, NOW, "UTC"), "Take that back first"));
	assert_non_null(strstr(deal_refusal(ctx, &d, DEAL_OPENED, NULL, NOW, "UTC"), "open already"));
}

/* The members of the problems as "a, b"; "" for none. */
static const char *
members(struct deal_input in)
{
	struct problems *p = problems_new(ctx);
	struct deal d = folded();
	const char *list[PROBLEMS_MOST + 1] = { NULL };

	deal_problems(p, &d, events, count, &in, NOW);
	for (size_t i = 0; i < p->count; i++)
		list[i] = p->list[i].member;
	return text_join(ctx, list, ", ");
}
#define WRONG_AT(expected, when, ...) assert_string_equal(expected, members((struct deal_input){ .at = when, __VA_ARGS__ }))
#define WRONG(expected, ...) WRONG_AT(expected, NOW, __VA_ARGS__)

static void
test_demands__when(void **state)
{
	struct problems *p = problems_new(ctx);
	struct deal_input in = { .kind = DEAL_SIGNED, .at = NOW + 60 };
	struct deal d;

	(void)state;
	begin();
	d = folded();
	deal_problems(p, &d, events, count, &in, NOW);
	assert_int_equal(p->count, 0);
	assert_int_equal(in.at, NOW);
	WRONG_AT("at", NOW + 61, .kind = DEAL_SIGNED);
	WRONG_AT("at", 0, .kind = DEAL_SIGNED);
	WRONG_AT("at", OPENED - 1, .kind = DEAL_SIGNED);
	WRONG_AT("", OPENED, .kind = DEAL_SIGNED);
	WRONG_AT("", OPENED - 1, .kind = DEAL_SIGNED, .imported = true);
	WRONG_AT("", OPENED - 90 * DAY, .kind = DEAL_OPENED);
}

static void
test_demands__stage_and_loss(void **state)
{
	(void)state;
	begin();
	WRONG("stage", .kind = DEAL_STAGE);
	WRONG("stage", .kind = DEAL_STAGE, .stage = "Dreams");
	WRONG("", .kind = DEAL_STAGE, .stage = "Dreams", .stage_name = "Dreams", .imported = true);
	WRONG("", .kind = DEAL_STAGE, .stage = "Offer", .stage_id = 4, .stage_name = "Offer", .stage_position = 2);
	happens(DEAL_STAGE, 9)->stage_id = 4;
	WRONG("stage", .kind = DEAL_STAGE, .stage = "Offer", .stage_id = 4, .stage_name = "Offer", .stage_position = 2, .present_position = 2);
	WRONG("", .kind = DEAL_STAGE, .stage = "Offer", .stage_id = 4, .stage_name = "Offer", .has_amount = true, .amount = { 5, "EUR" });
	WRONG("words", .kind = DEAL_STAGE, .stage = "Talk", .stage_id = 3, .stage_name = "Talk", .stage_position = 1, .present_position = 2);
	WRONG("", .kind = DEAL_STAGE, .stage = "Talk", .stage_id = 3, .stage_name = "Talk", .stage_position = 1, .present_position = 2, .words = "New people");
	WRONG("", .kind = DEAL_STAGE, .stage = "Talk", .stage_id = 3, .stage_name = "Talk", .stage_position = 1, .present_position = 2, .reason = "New people");
	WRONG("", .kind = DEAL_STAGE, .stage = "Talk", .stage_id = 3, .stage_name = "Talk", .stage_position = 1, .present_position = 2, .imported = true);
	WRONG("", .kind = DEAL_STAGE, .stage = "Talk", .stage_id = 3, .stage_name = "Talk", .present_position = 2);	/* no place is given */
	WRONG("reason", .kind = DEAL_LOST);
	WRONG("", .kind = DEAL_LOST, .imported = true);
	WRONG("reason", .kind = DEAL_LOST, .reason = "Whim");
	WRONG("reason", .kind = DEAL_LOST, .reason = "No need", .reason_id = 2, .reason_acts = 1 << ACT_DISQUALIFY);
	WRONG("", .kind = DEAL_LOST, .reason = "Price", .reason_id = 2, .reason_acts = 1 << ACT_LOST);
	WRONG("words", .kind = DEAL_LOST, .reason = "Other", .reason_id = 2, .reason_acts = 1 << ACT_LOST, .reason_is_other = true);
	WRONG("", .kind = DEAL_LOST, .reason = "Other", .reason_id = 2, .reason_acts = 1 << ACT_LOST, .reason_is_other = true, .words = "They moved");
	WRONG("words", .kind = DEAL_SIGNED, .words = "a\x01" "b");
}

static void
test_demands__reversal(void **state)
{
	struct problems *p = problems_new(ctx);
	struct deal_input in = { .kind = DEAL_REVERSED, .at = NOW, .words = "Wrong deal" };
	struct deal d;

	(void)state;
	begin();
	WRONG("reverses", .kind = DEAL_REVERSED, .words = "x");
	for_money(happens(DEAL_SIGNED, 9), 700, "EUR");
	happens(DEAL_INVOICED, 4);
	d = folded();
	deal_problems(p, &d, events, count, &in, NOW);
	assert_int_equal(p->count, 0);
	assert_int_equal(in.reverses, 3);	/* the last, where none is named */
	assert_false(in.has_amount);
	WRONG("words", .kind = DEAL_REVERSED);
	WRONG("reverses", .kind = DEAL_REVERSED, .words = "x", .reverses = 1);
	WRONG("reverses", .kind = DEAL_REVERSED, .words = "x", .reverses = 77);
	WRONG_AT("at", NOW - 5 * DAY, .kind = DEAL_REVERSED, .words = "x");
	WRONG("amount", .kind = DEAL_REVERSED, .words = "x", .reverses = 2, .has_amount = true, .amount = { 300, "EUR" });
	WRONG("", .kind = DEAL_REVERSED, .words = "x", .reverses = 2, .has_amount = true, .amount = { 700, "EUR" });
	takes_back(&events[1]);
	WRONG("reverses", .kind = DEAL_REVERSED, .words = "x", .reverses = 2);
}

static void
test_amounts__strict(void **state)
{
	static const struct { const char *currency, *typed; int64_t minor; const char *says; } cases[] = {
		{ "EUR", "12,000.50", 1200050, NULL }, { "EUR", " 12000 ", 1200000, NULL }, { "JPY", "12,000", 12000, NULL }, { "KWD", "1.234", 1234, NULL },
		{ "EUR", "12.000", -1, "two ways" }, { "EUR", "12,5", -1, "two ways" }, { "JPY", "12.000", -1, "two ways" },
		{ "EUR", "12.000,50", -1, "digits alone" }, { "EUR", "-5", -1, "digits alone" }, { "EUR", "12k", -1, "digits alone" },
		{ NULL, "5", -1, "Choose the currency" }, { "XXX", "5", -1, "Choose the currency" }, { "EUR", " ", -1, NULL }, { "EUR", NULL, -1, NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct problems *p = problems_new(ctx);
		int64_t minor = -1;
		bool read = deal_amount_read(p, "amount", cases[i].currency, cases[i].typed, &minor);

		if (read != (cases[i].minor >= 0) || minor != cases[i].minor || (p->count == 0) != (cases[i].says == NULL)
		    || (p->count && !strstr(p->list[0].text, cases[i].says)))
			fail_msg("%s: %lld, %s", cases[i].typed, (long long)minor, p->count ? p->list[0].text : "no problem");
	}
	assert_null(deal_amount_problem(ctx, 0, "EUR"));
	assert_non_null(deal_amount_problem(ctx, -1, "EUR"));
	assert_non_null(deal_amount_problem(ctx, 1, "EURO"));
	assert_non_null(deal_amount_problem(ctx, 1, NULL));
	assert_non_null(deal_amount_problem(ctx, INT64_MAX, "EUR"));
	assert_string_equal(deal_amount_words(ctx, 1200050, "EUR"), "€12,000.50");
	assert_string_equal(deal_amount_words(ctx, 5, NULL), "");
	assert_string_equal(deal_amount_typed(ctx, 12000, "JPY"), "12,000");
	begin();
	WRONG("amount", .kind = DEAL_SIGNED, .has_amount = true, .amount = { 5, "EURO" });
}

static void
test_sums__one_row_a_currency(void **state)
{
	const struct deal_sum *sums;
	size_t n;

	(void)state;
	begin();
	for_money(&events[0], 900, "EUR");
	for_money(happens(DEAL_SIGNED, 9), 700, "EUR");
	for_money(happens(DEAL_INVOICED, 8), 400, "EUR");
	for_money(happens(DEAL_INVOICED, 7), 300, "EUR");
	for_money(happens(DEAL_PAID, 6), 50000, "JPY");
	for_money(happens(DEAL_PAID, 5), 400, "EUR");
	happens(DEAL_PAID, 4);
	takes_back(&events[3]);
	sums = deal_sums(ctx, events, count, &n);
	assert_int_equal(n, 2);
	assert_string_equal(sums[0].currency, "EUR");
	assert_int_equal(sums[0].signed_minor, 700);
	assert_int_equal(sums[0].invoiced_minor, 400);
	assert_int_equal(sums[0].paid_minor, 400);
	assert_int_equal(sums[1].paid_minor, 50000);
}

static const char *
making(struct deal_making m)
{
	struct problems *p = problems_new(ctx);
	const char *list[PROBLEMS_MOST + 1] = { NULL };

	deal_making_problems(p, &m);
	for (size_t i = 0; i < p->count; i++)
		list[i] = p->list[i].member;
	return text_join(ctx, list, ", ");
}
#define MAKES(expected, ...) assert_string_equal(expected, making((struct deal_making){ __VA_ARGS__ }))

static void
test_making__what_it_needs(void **state)
{
	static const int64_t leads[] = { 1, 2 };

	(void)state;
	MAKES("name, account, origin", .origin = GLOSSARY_NONE);
	MAKES("", .name = "40 seats", .account = "Fernhill", .origin = ORIGIN_SALES);
	MAKES("", .name = "40 seats", .account_id = 3, .origin = ORIGIN_SALES);
	MAKES("", .name = "40 seats", .leads = leads, .lead_count = 2, .origin = GLOSSARY_NONE);
	MAKES("leads", .name = "40 seats", .leads = leads, .lead_count = 21, .origin = GLOSSARY_NONE);
	MAKES("name", .name = text_replace(ctx, "0123456789012345678901234567890123456789x", "x", "012345678901234567890123456789012345678901234567890123456789"
	    "012345678901234567890123456789012345678901234567890123456789y"), .account = "F", .origin = 0);
	MAKES("amount", .name = "40 seats", .account = "F", .origin = 0, .has_amount = true, .amount = { 5, "" });
}

static void
test_instant__what_a_day_means(void **state)
{
	(void)state;
	assert_int_equal(deal_instant("2026-11-20", OPENED, NOW, "UTC"), NOW - DAY + 40 * 60);
	assert_int_equal(deal_instant("2026-11-21", OPENED, NOW, "UTC"), NOW);		/* before noon */
	assert_int_equal(deal_instant("2026-11-21", NOW - 60, NOW + 4 * 3600, "UTC"), NOW + 40 * 60);
	assert_int_equal(deal_instant("2026-11-21", NOW + 3 * 3600, NOW + 4 * 3600, "UTC"), NOW + 3 * 3600);	/* it was opened in the afternoon */
	assert_true(deal_instant("2026-11-22", OPENED, NOW, "UTC") > NOW);
	assert_int_equal(deal_instant("", OPENED, NOW, "UTC"), 0);
	assert_int_equal(deal_instant(NULL, OPENED, NOW, "UTC"), 0);
}

static void
test_undo__whose_and_how_long(void **state)
{
	const struct user ben = { .id = 7 }, sam = { .id = 8 };

	(void)state;
	begin();
	assert_false(deal_undoes(events, count, &ben, OPENED));		/* what made it stays */
	happens(DEAL_SIGNED, 0);
	assert_true(deal_undoes(events, count, &ben, NOW + 30));
	assert_false(deal_undoes(events, count, &ben, NOW + 31));
	assert_false(deal_undoes(events, count, &ben, NOW - 3600));	/* the clock was set back */
	assert_false(deal_undoes(events, count, &sam, NOW));
	assert_false(deal_undoes(events, count, NULL, NOW));
	events[1].undone_at = NOW;
	assert_false(deal_undoes(events, count, &ben, NOW));
	assert_ptr_equal(deal_last(events, count), events);
}

static void
test_words__each_has_some(void **state)
{
	(void)state;
	for (int kind = 0; kind < DEAL_KINDS; kind++)
		assert_true(*deal_kind_label(kind) && *deal_done(kind) && *deal_kind_names[kind]);
	for (int s = DEAL_IS_OPEN; s <= DEAL_IS_LOST; s++)
		assert_true(*deal_state_label(s) && *deal_state_names[s]);
	assert_string_equal(deal_kind_label(-1), "");
	assert_null(deal_kind_names[DEAL_KINDS]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_fold__the_last_of_each_that_stands),
		cmocka_unit_test(test_fold__lost_and_opened_again),
		cmocka_unit_test(test_closed__by_what_was_agreed_then),
		cmocka_unit_test(test_can__the_table),
		cmocka_unit_test(test_refusal__who_did_what_and_what_to_do),
		cmocka_unit_test(test_demands__when),
		cmocka_unit_test(test_demands__stage_and_loss),
		cmocka_unit_test(test_demands__reversal),
		cmocka_unit_test(test_amounts__strict),
		cmocka_unit_test(test_sums__one_row_a_currency),
		cmocka_unit_test(test_making__what_it_needs),
		cmocka_unit_test(test_instant__what_a_day_means),
		cmocka_unit_test(test_undo__whose_and_how_long),
		cmocka_unit_test(test_words__each_has_some),
	};

	return cmocka_run_group_tests_name("deal rules", tests, set_up, tear_down);
}
