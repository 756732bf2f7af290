/* What a promise says, what is wrong with an agreement, what goes on from one version to the next, and what is signed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include <talloc.h>

#include "base/text.h"
#include "sla/rules_agreement.h"

#define TODAY "2026-11-21"

static void *ctx;

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

/* A promise with all the numbers of its kind. */
static struct promise
promise_of(int kind)
{
	struct promise p = PROMISE_BLANK;
	unsigned has = promise_has(kind);

	p.kind = kind;
	p.party = promise_kind_party(kind);
	if (has & HAS_DEFINITION) {
		p.definition_id = 7;
		p.definition_slug = "mql";
		p.definition_name = "Marketing-qualified lead";
	}
	p.quantity = has & HAS_QUANTITY ? 120 : 0;
	p.pace = has & HAS_PACE ? PACE_EVEN : GLOSSARY_NONE;
	p.percent = has & HAS_PERCENT ? 95 : 0;
	p.open_minutes = has & HAS_OPEN_MINUTES ? 240 : 0;
	p.business_days = has & HAS_BUSINESS_DAYS ? 2 : 0;
	p.attempts = has & HAS_ATTEMPTS ? 5 : 0;
	p.days = has & HAS_DAYS ? 3 : 0;
	p.within_days = has & HAS_WITHIN_DAYS ? 10 : 0;
	return p;
}

static struct promise
from_source(struct promise p, const char *source)
{
	p.scope_kind = SCOPE_SOURCE;
	p.scope_value = source;
	return p;
}

static struct agreement
agreement_of(struct promise *promises, size_t count)
{
	struct agreement a = AGREEMENT_BLANK;

	a.number = 1;
	a.text = "Marketing hands over, Sales answers.";
	a.calendar_id = 3;
	a.calendar_name = "Office hours";
	a.gate_id = 7;
	a.gate_slug = "mql";
	a.gate_name = "Marketing-qualified lead";
	a.promises = promises;
	a.promise_count = count;
	return a;
}

static void
test_kinds__every_kind_has_a_name_a_label_and_a_party(void **state)
{
	(void)state;
	for (int kind = PROMISE_VOLUME; kind <= PROMISE_MEETING; kind++) {
		struct promise p = promise_of(kind);

		assert_non_null(promise_kind_names[kind]);
		assert_true(*promise_kind_label(kind) != '\0');
		assert_in_range(promise_kind_party(kind), PARTY_MARKETING, PARTY_BOTH);
		assert_true(text_ends(promise_sentence(ctx, &p), "."));
	}
	assert_null(promise_kind_names[PROMISE_MEETING + 1]);
	assert_int_equal(promise_kind_party(PROMISE_ANSWER), PARTY_MARKETING);
	assert_int_equal(promise_kind_party(PROMISE_FEEDBACK), PARTY_SALES);
	assert_int_equal(promise_kind_party(PROMISE_MEETING), PARTY_BOTH);
	assert_int_equal(promise_has(PROMISE_VOLUME), HAS_DEFINITION | HAS_QUANTITY | HAS_PACE);
	assert_int_equal(promise_has(PROMISE_ATTEMPTS), HAS_ATTEMPTS | HAS_DAYS | HAS_WITHIN_DAYS | HAS_PERCENT);
	assert_int_equal(promise_has(PROMISE_MEETING), 0);
	assert_int_equal(promise_has(GLOSSARY_NONE), 0);
	assert_string_equal(party_label(PARTY_BOTH), "Both teams");
}

static void
test_sentence__is_said_in_the_words_of_the_field(void **state)
{
	static const struct { int kind; const char *says; } plain[] = {
		{ PROMISE_VOLUME, "120 marketing-qualified leads handed over each month, at an even pace." },
		{ PROMISE_QUALITY, "95 % of decided leads accepted by Sales." },
		{ PROMISE_CONTEXT, "Every must known, with its evidence, for 95 % of leads." },
		{ PROMISE_HANDOVER, "Handed over within 4 working hours of the lead’s conversion, for 95 % of leads." },
		{ PROMISE_ANSWER, "A return answered within 2 working days, for 95 % of returned leads." },
		{ PROMISE_DECISION, "Accepted or returned within 4 working hours of handoff, for 95 % of leads." },
		{ PROMISE_FIRST_ATTEMPT, "First attempt within 4 working hours of handoff, for 95 % of leads." },
		{ PROMISE_ATTEMPTS, "At least 5 attempts on 3 different working days within 10 working days, for 95 % of leads." },
		{ PROMISE_WORKED, "At least one attempt within 10 working days of handoff, for 95 % of leads." },
		{ PROMISE_FEEDBACK, "Feedback given on 95 % of sampled leads." },
		{ PROMISE_MEETING, "The monthly meeting held." },
	};

	(void)state;
	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
		struct promise p = promise_of(plain[i].kind);

		assert_string_equal(promise_sentence(ctx, &p), plain[i].says);
	}
}

static void
test_sentence__names_the_leads_it_is_about(void **state)
{
	struct promise p = from_source(promise_of(PROMISE_FIRST_ATTEMPT), "Webinar");

	(void)state;
	assert_string_equal(promise_sentence(ctx, &p), "First attempt within 4 working hours of handoff, for 95 % of leads from Webinar.");
	p.percent = 100;
	p.open_minutes = 60;
	assert_string_equal(promise_sentence(ctx, &p), "First attempt within 1 working hour of handoff, for all leads from Webinar.");
	p = promise_of(PROMISE_DECISION);
	p.scope_kind = SCOPE_PERSONA;
	p.scope_value = "head-of-sales";
	assert_non_null(strstr(promise_sentence(ctx, &p), "leads of the persona head-of-sales."));
	p.scope_name = "Head of sales";
	assert_non_null(strstr(promise_sentence(ctx, &p), "leads of the persona Head of sales."));
	p.scope_kind = SCOPE_CRITERION;
	p.scope_code = "ASKED_FOR";
	p.scope_value = "A price";
	p.scope_name = NULL;
	assert_non_null(strstr(promise_sentence(ctx, &p), "leads with “A price” as “ASKED_FOR”."));
	p.scope_name = "What they ask for";
	p.open_minutes = 90;
	assert_string_equal(promise_sentence(ctx, &p), "Accepted or returned within 1 working hour 30 minutes of handoff,"
	    " for 95 % of leads with “A price” as “What they ask for”.");
	p = from_source(promise_of(PROMISE_VOLUME), "Webinar");
	p.quantity = 1;
	p.pace = PACE_OPEN;
	assert_string_equal(promise_sentence(ctx, &p), "1 marketing-qualified lead from Webinar handed over each month, at any time of the month.");
	p = promise_of(PROMISE_QUALITY);
	p.percent = 100;
	assert_string_equal(promise_sentence(ctx, &p), "All decided leads accepted by Sales.");
}

static void
test_sentence__counts_things_in_english(void **state)
{
	static const struct { const char *name, *many; } names[] = {
		{ "MQL", "120 MQLs" }, { "Company", "120 companies" }, { "Survey", "120 surveys" }, { "Business", "120 businesses" },
		{ "Wins", "120 wins" }, { "B2B lead", "120 B2B leads" }, { "Match", "120 matches" }, { "Lead (hot)", "120 lead (hot)" },
		{ "Übergabe", "120 Übergabes" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct promise p = promise_of(PROMISE_VOLUME);

		p.definition_name = names[i].name;
		assert_string_equal(promise_sentence(ctx, &p), text_format(ctx, "%s handed over each month, at an even pace.", names[i].many));
	}
	assert_string_equal(working_time(ctx, 1), "1 working minute");
	assert_string_equal(working_time(ctx, 30), "30 working minutes");
	assert_string_equal(working_time(ctx, 121), "2 working hours 1 minute");
}

/* The only problem there is, as "pointer sentence". */
static const char *
only_problem(struct agreement a)
{
	struct problems *p = problems_new(ctx);

	agreement_tidy(ctx, &a);
	agreement_problems(p, &a, false, TODAY);
	if (p->count != 1)
		return text_format(ctx, "%zu problems, the first: %s", p->count, p->count ? p->list[0].text : "");
	return text_format(ctx, "%s %s", agreement_problem_pointer(ctx, &p->list[0]), p->list[0].text);
}

/* The same for an agreement with this one promise behind a sound one. */
static const char *
promise_problem(struct promise p)
{
	struct promise both[] = { promise_of(PROMISE_MEETING), p };

	return only_problem(agreement_of(both, 2));
}

static void
test_problems__all_kinds_with_their_numbers_are_sound(void **state)
{
	struct promise all[PROMISE_MEETING + 1];
	struct agreement a;
	struct problems *p = problems_new(ctx);

	(void)state;
	for (int kind = PROMISE_VOLUME; kind <= PROMISE_MEETING; kind++)
		all[kind] = promise_of(kind);
	a = agreement_of(all, PROMISE_MEETING + 1);
	agreement_tidy(ctx, &a);
	agreement_problems(p, &a, false, TODAY);
	assert_int_equal(p->count, 0);
}

static void
test_problems__a_number_out_of_bounds_is_named(void **state)
{
	struct promise p = promise_of(PROMISE_QUALITY);

	(void)state;
	p.percent = 0;
	assert_string_equal(promise_problem(p), "/promises/1/percent Say for how many leads in a hundred: a whole number from 1 to 100.");
	p.percent = 101;
	assert_string_equal(promise_problem(p), "/promises/1/percent Say for how many leads in a hundred: a whole number from 1 to 100.");
	p.percent = 80;
	p.open_minutes = 10;
	assert_true(text_starts(promise_problem(p), "/promises/1/open_minutes A promise of this kind does not say"));
	p = promise_of(PROMISE_VOLUME);
	p.quantity = 0;
	assert_true(text_starts(promise_problem(p), "/promises/1/count Say how many leads a month"));
	p = promise_of(PROMISE_VOLUME);
	p.definition_id = 0;
	assert_string_equal(promise_problem(p), "/promises/1/definition Choose the term that is counted.");
	p = promise_of(PROMISE_WORKED);
	p.definition_id = 4;
	assert_true(text_starts(promise_problem(p), "/promises/1/definition "));
	p.definition_id = 0;
	p.pace = PACE_OPEN;
	assert_true(text_starts(promise_problem(p), "/promises/1/pace "));
	p = promise_of(PROMISE_ATTEMPTS);
	p.days = 6;
	assert_string_equal(promise_problem(p), "/promises/1/days 5 attempts cannot fall on 6 different days.");
	p.days = 4;
	p.within_days = 3;
	assert_string_equal(promise_problem(p), "/promises/1/within_days 4 different days do not fit within 3.");
}

static void
test_problems__kind_party_scope_and_doubles(void **state)
{
	struct promise p = promise_of(PROMISE_DECISION), twice[] = { p, p };

	(void)state;
	p.party = PARTY_MARKETING;
	assert_string_equal(promise_problem(p), "/promises/1/party Decision is promised by Sales.");
	p = (struct promise)PROMISE_BLANK;
	assert_string_equal(promise_problem(p), "/promises/1/kind Choose what is promised.");
	p = promise_of(PROMISE_DECISION);
	p.scope_value = "Webinar";
	assert_true(text_starts(promise_problem(p), "/promises/1/scope Say what the promise is limited by"));
	p.scope_kind = SCOPE_SOURCE;
	p.scope_value = "  ";
	assert_string_equal(promise_problem(p), "/promises/1/scope/value Name the source.");
	p.scope_kind = SCOPE_CRITERION;
	p.scope_code = "asked";
	p.scope_value = "A price";
	assert_string_equal(promise_problem(p), "/promises/1/scope/criterion Choose the criterion.");
	assert_true(text_starts(only_problem(agreement_of(twice, 2)), "/promises/1/kind Promise 1 is of the same kind"));
	twice[1] = from_source(twice[1], "Webinar");
	assert_string_equal(only_problem(agreement_of(twice, 2)), "0 problems, the first: ");
	twice[0] = from_source(twice[0], "webinar");
	assert_true(text_starts(only_problem(agreement_of(twice, 2)), "/promises/1/kind Promise 1 is of the same kind"));
}

static void
test_problems__the_whole(void **state)
{
	struct promise p = promise_of(PROMISE_MEETING), many[PROMISES_MOST + 1];
	struct agreement a = agreement_of(&p, 1);

	(void)state;
	a.text = " \n";
	assert_string_equal(only_problem(a), "/text Write what the two teams agree on.");
	a = agreement_of(&p, 1);
	a.calendar_id = 0;
	assert_true(text_starts(only_problem(a), "/calendar "));
	a = agreement_of(&p, 1);
	a.gate_id = 0;
	assert_true(text_starts(only_problem(a), "/gate "));
	a = agreement_of(&p, 0);
	assert_string_equal(only_problem(a), "/promises Write at least one promise.");
	a = agreement_of(&p, 1);
	a.valid_from = "2026-11-20";
	assert_string_equal(only_problem(a), "/valid_from The day it comes into force must be today or later.");
	a.valid_from = "2026-11-31";
	assert_true(text_starts(only_problem(a), "/valid_from The day it comes into force must be a day that exists"));
	a.valid_from = TODAY;
	assert_string_equal(only_problem(a), "0 problems, the first: ");
	a.warn_at = "80 50";
	assert_true(text_starts(only_problem(a), "/warn_at "));
	a.warn_at = "50, 80 %";
	assert_string_equal(only_problem(a), "0 problems, the first: ");
	a.warn_at = "";
	assert_string_equal(only_problem(a), "0 problems, the first: ");
	a.pause_most_minutes = -1;
	assert_true(text_starts(only_problem(a), "/pause_most_minutes "));
	a = agreement_of(&p, 1);
	a.backdate_days = 31;
	assert_true(text_starts(only_problem(a), "/backdate_days "));
	for (size_t i = 0; i <= PROMISES_MOST; i++)
		many[i] = from_source(promise_of(PROMISE_DECISION), text_format(ctx, "Source %zu", i));
	assert_true(text_starts(only_problem(agreement_of(many, PROMISES_MOST + 1)), "/promises Write at most 40 promises"));
}

static void
test_tidy__gives_the_party_and_the_pace_that_were_not_named(void **state)
{
	struct promise p = promise_of(PROMISE_VOLUME);
	struct agreement a;

	(void)state;
	p.party = GLOSSARY_NONE;
	p.pace = GLOSSARY_NONE;
	p.measured = GLOSSARY_NONE;
	p.scope_value = "";
	a = agreement_of(&p, 1);
	a.pause_reasons = " Away \r\n\r\nAway\r\nWaits for the customer ";
	a.text = " A\r\nB ";
	a.warn_at = "50%, 80";
	agreement_tidy(ctx, &a);
	assert_int_equal(a.promises[0].party, PARTY_MARKETING);
	assert_int_equal(a.promises[0].pace, PACE_EVEN);
	assert_int_equal(a.promises[0].measured, MEASURED_OWN);
	assert_null(a.promises[0].scope_value);
	assert_string_equal(a.pause_reasons, "Away\nWaits for the customer");
	assert_string_equal(a.text, "A\nB");
	assert_string_equal(a.warn_at, "50 80");
}

static void
test_continue__a_promise_goes_on_where_it_is_alike(void **state)
{
	struct promise before[] = { promise_of(PROMISE_DECISION), from_source(promise_of(PROMISE_DECISION), "Webinar"), promise_of(PROMISE_QUALITY) };
	struct promise after[] = {
		from_source(promise_of(PROMISE_DECISION), "Webinar"), promise_of(PROMISE_CONTEXT), promise_of(PROMISE_DECISION),
		from_source(promise_of(PROMISE_DECISION), "Fair"), promise_of(PROMISE_QUALITY)
	};

	(void)state;
	before[0].line_id = 11;
	before[1].line_id = 12;
	before[2].line_id = 13;
	after[0].open_minutes = 60;
	after[1].line_id = 13;		/* another kind */
	after[3].line_id = 11;		/* said by hand: the general one is now about fairs */
	after[4].line_id = 99;		/* of nothing there is */
	promises_continue(after, 5, before, 3);
	assert_int_equal(after[0].line_id, 12);
	assert_int_equal(after[1].line_id, 0);
	assert_int_equal(after[2].line_id, 0);
	assert_int_equal(after[3].line_id, 11);
	assert_int_equal(after[4].line_id, 13);
	after[2].line_id = 11;
	promises_continue(after, 5, before, 3);
	assert_int_equal(after[2].line_id, 11);
	assert_int_equal(after[3].line_id, 0);
}

static void
test_same__the_words_count_and_nothing_else(void **state)
{
	struct promise one = promise_of(PROMISE_DECISION), two = one;
	struct agreement a = agreement_of(&one, 1), b = agreement_of(&two, 1);

	(void)state;
	two.id = 8;
	two.line_id = 9;
	b.number = 2;
	b.change_note = "Otherwise";
	b.valid_from = "2027-01-01";
	assert_true(agreement_same_words(&a, &b));
	two.percent = 94;
	assert_false(agreement_same_words(&a, &b));
	two.percent = 95;
	b.warn_at = "60";
	assert_false(agreement_same_words(&a, &b));
}

static void
test_difference__promises_pair_by_their_lines(void **state)
{
	struct promise before[] = { promise_of(PROMISE_DECISION), promise_of(PROMISE_QUALITY), promise_of(PROMISE_MEETING) };
	struct promise after[] = { promise_of(PROMISE_QUALITY), promise_of(PROMISE_DECISION), promise_of(PROMISE_CONTEXT) };
	struct agreement a = agreement_of(before, 3), b = agreement_of(after, 3);
	struct agreement_difference *d;
	size_t moved = 0;

	(void)state;
	for (int i = 0; i < 3; i++)
		before[i].line_id = 11 + i;
	after[0].line_id = 12;
	after[1].line_id = 11;
	after[1].open_minutes = 120;
	b.text = "Marketing hands over, Sales answers soon.";
	b.calendar_name = "Night shift";
	d = agreement_difference(ctx, &a, &b);
	assert_true(d->changed);
	assert_true(d->text->changed);
	assert_int_equal(d->promise_count, 4);
	for (size_t i = 0; i < d->promise_count; i++) {
		const struct promise_change *c = &d->promises[i];

		moved += c->moved;
		if (c->after && c->after->kind == PROMISE_DECISION) {
			assert_int_equal(c->kind, CHANGE_CHANGED);
			assert_true(c->sentence->changed);
		} else if (c->after && c->after->kind == PROMISE_CONTEXT)
			assert_int_equal(c->kind, CHANGE_ADDED);
		else if (!c->after)
			assert_int_equal(c->before->kind, PROMISE_MEETING);
		else
			assert_int_equal(c->kind, CHANGE_NONE);
	}
	assert_int_equal(moved, 1);
	assert_int_equal(d->fact_count, 1);
	assert_string_equal(d->facts[0].label, "Calendar");
	assert_string_equal(d->facts[0].after, "Night shift");
	assert_false(agreement_difference(ctx, &a, &a)->changed);
}

static void
test_digest__covers_every_word_and_no_name(void **state)
{
	struct promise p = from_source(promise_of(PROMISE_VOLUME), "Webinar");
	struct agreement a = agreement_of(&p, 1);
	const char *text = agreement_canonical(ctx, &a), *was = agreement_digest(ctx, &a);

	(void)state;
	assert_true(text_starts(text, "concord-agreement 1\nnumber 1:1\ntext 36:Marketing hands over, Sales answers.\nvalid_from 0:\n"
	    "calendar 12:Office hours\ngate 3:mql\npause_reasons 0:\npause_most_minutes 4:4800\nbackdate_days 1:2\nwarn_at 5:50 80\n"
	    "promises 1:1\nkind 6:volume\nparty 9:marketing\ndefinition 3:mql\nquantity 3:120\npace 4:even\n"));
	assert_int_equal(strlen(was), 64);
	p.definition_name = "Other";
	p.scope_name = "Other";
	p.line_id = 5;
	a.change_note = "Why";
	assert_string_equal(agreement_digest(ctx, &a), was);
	p.scope_value = "webinar";
	assert_string_not_equal(agreement_digest(ctx, &a), was);
	p.scope_value = "Webinar";
	a.valid_from = "2027-01-01";
	assert_string_not_equal(agreement_digest(ctx, &a), was);
}

static void
test_may__both_write_and_signatories_sign_once(void **state)
{
	static const struct user mia = { .id = 1, .team = TEAM_MARKETING, .is_signatory = true };
	static const struct user sam = { .id = 2, .team = TEAM_SALES };
	static const struct user olga = { .id = 3, .team = TEAM_OBSERVER, .is_administrator = true };
	struct agreement_signature hers = { .team = TEAM_MARKETING };
	struct agreement a = AGREEMENT_BLANK;

	(void)state;
	a.number = 2;
	a.state = STATE_IN_REVIEW;
	assert_null(agreement_may(&sam, STEP_EDIT));
	assert_non_null(agreement_may(&sam, STEP_SIGN));
	assert_non_null(agreement_may(&olga, STEP_REVIEW));
	assert_non_null(agreement_may(NULL, STEP_EDIT));
	assert_true(agreement_offers(&a, &mia, STEP_SIGN));
	assert_false(agreement_offers(&a, &sam, STEP_SIGN));
	a.charter_id = 4;
	assert_false(agreement_offers(&a, &mia, STEP_SIGN));
	assert_true(agreement_offers(&a, &mia, STEP_OBJECT));
	a.charter_id = 0;
	a.signatures = &hers;
	a.signature_count = 1;
	assert_false(agreement_offers(&a, &mia, STEP_SIGN));
	assert_ptr_equal(agreement_signature(&a, TEAM_MARKETING), &hers);
	assert_null(agreement_signature(&a, TEAM_SALES));
	assert_null(agreement_refusal(ctx, &a, STEP_SIGN));
	a.state = STATE_DRAFT;
	assert_string_equal(agreement_refusal(ctx, &a, STEP_SIGN), "Version 2 is a draft: send it to review first.");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_kinds__every_kind_has_a_name_a_label_and_a_party),
		TEST(test_sentence__is_said_in_the_words_of_the_field),
		TEST(test_sentence__names_the_leads_it_is_about),
		TEST(test_sentence__counts_things_in_english),
		TEST(test_problems__all_kinds_with_their_numbers_are_sound),
		TEST(test_problems__a_number_out_of_bounds_is_named),
		TEST(test_problems__kind_party_scope_and_doubles),
		TEST(test_problems__the_whole),
		TEST(test_tidy__gives_the_party_and_the_pace_that_were_not_named),
		TEST(test_continue__a_promise_goes_on_where_it_is_alike),
		TEST(test_same__the_words_count_and_nothing_else),
		TEST(test_difference__promises_pair_by_their_lines),
		TEST(test_digest__covers_every_word_and_no_name),
		TEST(test_may__both_write_and_signatories_sign_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
