/* What happens to the sample's leads, planned at every kind of hour: nothing impossible, and the numbers its words name. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include <talloc.h>

#include "base/text.h"
#include "command/sample.h"
#include "command/sample_plan.h"
#include "sla/store.h"

#define ZONE "Europe/London"
#define DAY INT64_C(86400)

static const char *const moments[] = { "2026-11-20T10:40:00Z", "2026-11-22T03:00:00Z", "2026-12-25T12:00:00Z", "2027-01-01T00:00:30Z", "2027-02-28T23:59:59Z",
	"2028-02-29T17:29:00Z", "2027-03-28T01:30:00Z", "2027-03-29T09:05:00Z", "2027-05-03T09:00:00Z", "2027-06-01T08:00:00Z", "2027-08-31T13:10:00Z",
	"2027-10-31T01:30:00Z", "2031-12-31T16:00:00Z", NULL };

/* The sample's office hours at a moment. */
static const struct calendar *
office(const void *ctx, int64_t now)
{
	struct calendar c = { .name = "Office hours", .zone = ZONE };
	struct exception *list = talloc_zero_array(ctx, struct exception, 4 * ENGLAND_MOST);
	size_t count = 0;

	for (int i = 0; i < 5; i++)
		hours_parse(ctx, i < 4 ? "09:00-12:30, 13:30-17:30" : "09:00-12:30, 13:30-16:30", &c.week[i]);
	for (int y = -1; y <= 2; y++)
		count += england_holidays(ctx, day_of(now, ZONE).year + y, &list[count]);
	c.exceptions = list;
	c.exception_count = count;
	return calendar_tidy(ctx, &c);
}

/* Calls a check with a plan made at each moment, and every twenty-three hours through forty days. */
static void
at_all_hours(void (*check)(const struct story *, int64_t now))
{
	for (int i = 0; moments[i]; i++) {
		void *ctx = talloc_new(NULL);
		int64_t now = 0;

		assert_true(instant_parse(moments[i], &now));
		check(plan_make(ctx, office(ctx, now), ZONE, now), now);
		talloc_free(ctx);
	}
	for (int64_t now = INT64_C(1795260000); now < INT64_C(1795260000) + 40 * DAY; now += 23 * 3600) {
		void *ctx = talloc_new(NULL);

		check(plan_make(ctx, office(ctx, now), ZONE, now), now);
		talloc_free(ctx);
	}
}

static void
is_in_order(const struct story *plan, int64_t now)
{
	assert_true(plan->count < PROSPECTS_MOST);
	assert_true(plan->deed_count < DEEDS_MOST);
	for (size_t i = 0; i < plan->deed_count; i++) {
		assert_true(plan->deeds[i].at <= now);
		if (i)
			assert_true(plan->deeds[i - 1].at <= plan->deeds[i].at);
	}
	for (size_t i = 0; i < plan->count; i++)
		if (plan->prospects[i].submitted_at) {
			assert_true(plan->prospects[i].made_at < plan->prospects[i].submitted_at);
			assert_true(plan->prospects[i].converted_at <= plan->prospects[i].made_at);
		}
}

static void
test_plan__is_in_order_and_not_ahead_of_the_clock(void **state)
{
	(void)state;
	at_all_hours(is_in_order);
}

/* Whether each act is one that the state allows, as the store will ask. */
static void
is_possible(const struct story *plan, int64_t now)
{
	struct handoff *h = talloc_zero_array(NULL, struct handoff, plan->count);

	(void)now;
	for (size_t i = 0; i < plan->deed_count; i++) {
		const struct deed *d = &plan->deeds[i];
		struct handoff *x = d->prospect ? &h[d->prospect->number] : NULL;

		if (!x || d->what == DEED_LEAD || d->what == DEED_DRAFT)
			continue;
		if (d->what == MOVE_SUBMISSION || d->what == DEED_BACK) {
			*x = (struct handoff){ .id = 1, .state = HANDOFF_SUBMITTED };
			continue;
		}
		assert_int_equal(x->id, 1);
		if (d->what >= DEED_DEAL) {	/* what Sales has found by itself is opened beside a lead's own way, never before it */
			assert_int_equal(x->state, HANDOFF_QUALIFIED);
			continue;
		}
		if (!handoff_can(x, d->what, d->at))
			fail_msg("%s of lead %zu, path %d, in state %s", move_names[d->what], d->prospect->number, d->prospect->path, handoff_state_names[x->state]);
		x->state = way_find(x->state, d->what, d->what == MOVE_OUTCOME || d->what == MOVE_SETTLEMENT ? d->detail : GLOSSARY_NONE)->to;
		x->is_final |= d->what == MOVE_AGREE || (d->what == MOVE_SETTLEMENT && d->detail == SETTLED_UPHELD);
		if (d->what == MOVE_ATTEMPT && attempt_is_conversation(d->detail) && !x->connected_at) {
			x->connected_at = d->at;
			x->return_until = calendar_deadline_days(plan->calendar, d->at, 2, NULL).at;
		}
	}
	talloc_free(h);
}

static void
test_plan__every_act_is_possible(void **state)
{
	(void)state;
	at_all_hours(is_possible);
}

static void
has_its_numbers(const struct story *plan, int64_t now)
{
	size_t webinars = 0, directory = 0, returned = 0, small = 0, won = 0, handed = 0;

	for (size_t i = plan->count; i-- > 0;) {
		const struct prospect *p = &plan->prospects[i];

		if (!p->submitted_at)
			continue;
		if (handed++ < 90 && p->size < 50) {
			small++;
			won += p->path == PATH_WON;
		}
		if (p->question == CAME_TO_WEBINAR) {
			webinars++;
			assert_true(p->path != PATH_WON);
			assert_true(p->submitted_at < now - 82 * DAY);
		}
		directory += p->source == FROM_DIRECTORY;
		returned += p->source == FROM_DIRECTORY && p->fails && strcmp(p->fails, "COMPANY_SIZE") == 0;
		assert_true(p->size >= (p->submitted_at > now - 111 * DAY ? 20 : 10));
		assert_int_equal(p->size, plan->prospects[p->company].size);
	}
	assert_int_equal(webinars, 64);
	assert_int_equal(directory, 30);
	assert_int_equal(returned, 11);
	assert_int_equal(small, 12);
	assert_int_equal(won, 2);
	assert_in_range(handed, 400, 500);
}

static void
test_plan__has_the_numbers_its_words_name(void **state)
{
	(void)state;
	at_all_hours(has_its_numbers);
}

static void
test_plan__is_the_same_each_time(void **state)
{
	void *ctx = talloc_new(NULL);
	int64_t now = INT64_C(1795260000);
	const struct story *a = plan_make(ctx, office(ctx, now), ZONE, now), *b = plan_make(ctx, office(ctx, now), ZONE, now);

	(void)state;
	assert_int_equal(a->deed_count, b->deed_count);
	for (size_t i = 0; i < a->deed_count; i++) {
		assert_int_equal(a->deeds[i].at, b->deeds[i].at);
		assert_int_equal(a->deeds[i].what, b->deeds[i].what);
	}
	talloc_free(ctx);
}

/* "2027-12-27 Christmas Day, substitute day" */
static const char *
holidays_of(const void *ctx, int year)
{
	struct exception list[ENGLAND_MOST];
	size_t count = england_holidays(ctx, year, list);
	const char *text = "";

	for (size_t i = 0; i < count; i++)
		text = text_format(ctx, "%s%s %s%s\n", text, day_print(ctx, list[i].day), list[i].name, list[i].hours.count ? " (half)" : "");
	return text;
}

/* As the government lists them. */
static void
test_holidays__of_england(void **state)
{
	void *ctx = talloc_new(NULL);

	(void)state;
	assert_string_equal(holidays_of(ctx, 2026), "2026-01-01 New Year’s Day\n2026-04-03 Good Friday\n2026-04-06 Easter Monday\n2026-05-04 Early May bank holiday\n"
	    "2026-05-25 Spring bank holiday\n2026-08-31 Summer bank holiday\n2026-12-24 Christmas Eve (half)\n2026-12-25 Christmas Day\n"
	    "2026-12-28 Boxing Day, substitute day\n");
	assert_string_equal(holidays_of(ctx, 2027), "2027-01-01 New Year’s Day\n2027-03-26 Good Friday\n2027-03-29 Easter Monday\n2027-05-03 Early May bank holiday\n"
	    "2027-05-31 Spring bank holiday\n2027-08-30 Summer bank holiday\n2027-12-24 Christmas Eve (half)\n"
	    "2027-12-27 Christmas Day, substitute day\n2027-12-28 Boxing Day, substitute day\n");
	assert_string_equal(holidays_of(ctx, 2022), "2022-01-03 New Year’s Day, substitute day\n2022-04-15 Good Friday\n2022-04-18 Easter Monday\n"
	    "2022-05-02 Early May bank holiday\n2022-05-30 Spring bank holiday\n2022-08-29 Summer bank holiday\n2022-12-26 Boxing Day\n"
	    "2022-12-27 Christmas Day, substitute day\n");
	talloc_free(ctx);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_plan__is_in_order_and_not_ahead_of_the_clock),
		cmocka_unit_test(test_plan__every_act_is_possible),
		cmocka_unit_test(test_plan__has_the_numbers_its_words_name),
		cmocka_unit_test(test_plan__is_the_same_each_time),
		cmocka_unit_test(test_holidays__of_england),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
