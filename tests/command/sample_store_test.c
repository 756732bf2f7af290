/* The sample organisation, loaded whole at moments that are not easy. Runs with CONCORD_TEST_SOCKET. */
#include "glossary/world.h"

#include "base/days.h"
#include "base/text.h"
#include "command/command.h"
#include "command/store.h"
#include "leads/store.h"
#include "sla/store.h"

#include <stdlib.h>
#include <unistd.h>

#define LONDON "Europe/London"

static int64_t now;

/* Loads it as the command does, into empty tables. */
static void
load(const char *moment, bool small)
{
	char place[] = "/tmp/concord-sample.XXXXXX", word[] = "--small", *words[] = { word };
	struct command c = { .count = small, .words = words };
	struct conf *conf;

	world();
	db_run(root, "DELETE FROM person", "");
	assert_true(instant_parse(moment, &now));
	conf = talloc_zero(ctx, struct conf);
	assert_non_null(mkdtemp(place));
	conf->state = text_copy(ctx, place);
	conf->app = ".";
	c.conf = conf;
	c.db = db;
	c.now = now;
	assert_int_equal(command_sample(&c), 0);
	assert_int_equal(command_sample(&c), 1);	/* a second time it says so and changes nothing */
	assert_int_equal(unlink(text_format(ctx, "%s/sample-accounts.json", place)), 0);
	assert_int_equal(rmdir(place), 0);
}

static void
assert_all_holds(void)
{
	size_t count;

	for (const struct invariant *i = invariants; i->words; i++)
		if (invariant_count(db, i) != 0)
			fail_msg("%s", i->words);
	promise_miscounts(db, ctx, &count);
	assert_int_equal(count, 0);
	handoff_miscounts(db, ctx, &count);
	assert_int_equal(count, 0);
	assert_int_equal(count_of("SELECT COUNT(*) FROM timer WHERE state = 'running' AND deadline < (SELECT MAX(at) FROM audit) - INTERVAL 2 HOUR"), 0);
	assert_int_equal(count_of("SELECT COUNT(*) FROM outbox WHERE state = 'waiting' AND created_at < (SELECT MAX(at) FROM audit) - INTERVAL 2 DAY"), 0);
	assert_fine();
}

/* How both sides stood in the whole months, oldest first: "kept kept missed …". */
static const char *
standings(int party)
{
	const char *text = "";

	for (int i = -6; i < 0; i++) {
		struct day month = day_add_months(day_month_start(day_of(now, LONDON)), i);
		const struct agreement_month *a = attained_in(db, ctx, month, 1, BASIS_PERIOD, LONDON, now);

		assert_non_null(a);
		text = text_format(ctx, "%s%s%s", text, *text ? " " : "", promise_state_names[a->attainment->party[party]]);
	}
	return text;
}

static void
assert_story(void)
{
	struct day month = day_month_start(day_of(now, LONDON));
	const struct agreement_month *a = attained_in(db, ctx, month, 1, BASIS_PERIOD, LONDON, now);
	size_t none = 0;

	assert_string_equal(standings(PARTY_MARKETING), "kept kept missed kept kept kept");
	assert_string_equal(standings(PARTY_SALES), "kept kept kept kept missed kept");
	for (size_t i = 0; i < a->attainment->count; i++)
		none += a->attainment->promises[i].now->standing == PROMISE_NO_CASES;
	assert_in_range(none, 1, 12);
	assert_int_equal(a->attainment->promises[8].now->standing, PROMISE_NO_CASES);	/* the fair */
	assert_in_range(count_of("SELECT COUNT(*) FROM handoff"), 400, 500);
	assert_int_equal(count_of("SELECT COUNT(*) FROM handoff WHERE state = 'appealed'"), 1);
	assert_int_equal(count_of("SELECT COUNT(*) FROM handoff WHERE state = 'info_requested'"), 1);
	assert_in_range(count_of("SELECT COUNT(*) FROM handoff WHERE state = 'returned' AND NOT is_final"), 2, 6);
	assert_in_range(count_of("SELECT COUNT(*) FROM handoff WHERE round = 2 AND state = 'qualified'"), 3, 9);
	assert_int_equal(count_of("SELECT COUNT(*) FROM handoff WHERE previous_id IS NOT NULL"), 2);
	assert_in_range(count_of("SELECT COUNT(*) FROM handoff WHERE unanswered"), 1, 3);
	assert_int_equal(count_of("SELECT COUNT(*) FROM handoff_draft"), 2);
	assert_int_equal(count_of("SELECT COUNT(*) FROM handoff h JOIN handoff_answer a ON a.handoff_id = h.id AND a.gate = 'mql' WHERE a.verdict = 'fails'"), 0);
	assert_int_equal(count_of("SELECT COUNT(*) FROM lead_record WHERE email NOT LIKE '%.example'"), 0);
	/* Four campaigns whose return is seen, and a break in the series of quality with both ways of counting beside each other. */
	assert_int_equal(count_of("SELECT COUNT(*) FROM campaign_cost c WHERE c.minor > 0 AND EXISTS (SELECT 1 FROM result_case r WHERE r.metric = 'volume' AND r.campaign_id = c.campaign_id)"), 4);
	assert_in_range(count_of("SELECT COUNT(DISTINCT version_id) FROM result_case WHERE metric = 'quality' AND NOT beside"), 2, 3);
	assert_true(count_of("SELECT COUNT(*) FROM result_case WHERE metric = 'quality' AND beside") > 20);
}

/* A year of meetings, one a month, each held to its end, with what people took on and how alike they judge. */
static void
assert_meetings(void)
{
	int64_t held = count_of("SELECT COUNT(*) FROM meeting WHERE state = 'closed'");

	assert_in_range(held, 12, 13);
	assert_int_equal(count_of("SELECT 1 + TIMESTAMPDIFF(MONTH, MIN(month), MAX(month)) FROM meeting WHERE state = 'closed'"), held);
	assert_int_equal(count_of("SELECT COUNT(*) FROM meeting WHERE state = 'closed' AND (closed_at <= started_at OR closed_at > started_at + INTERVAL minutes MINUTE)"), 0);
	assert_int_equal(count_of("SELECT COUNT(*) FROM meeting m WHERE m.state = 'closed' AND NOT EXISTS (SELECT 1 FROM meeting_item i WHERE i.meeting_id = m.id AND i.note <> '')"), 0);
	assert_int_equal(count_of("SELECT COUNT(*) FROM meeting_item i JOIN meeting m ON m.id = i.meeting_id WHERE m.state = 'closed' AND i.place = 'agenda' AND i.outcome IS NULL"), 0);
	assert_in_range(count_of("SELECT COUNT(DISTINCT meeting_id) FROM meeting_figure"), 6, 7);
	assert_int_equal(count_of("SELECT COUNT(DISTINCT state) FROM meeting_task"), 5);
	assert_in_range(count_of("SELECT COUNT(*) FROM word_check"), 4, 5);
	assert_int_equal(count_of("SELECT COUNT(*) FROM meeting WHERE state = 'planned' AND starts_at < (SELECT MAX(at) FROM audit)"), 0);
	assert_in_range(count_of("SELECT COUNT(*) FROM aired_issue WHERE state = 'waiting'"), 4, 6);
}

/* The clocks of those that are open: some short, one paused, one late and not done, one done late. */
static void
assert_clocks(void)
{
	struct queue_filter filter = QUEUE_FILTER_BLANK;
	const struct queue_page *page;
	size_t looks[CLOCK_PAUSED + 1] = { 0 };

	filter.view = VIEW_TEAM;
	filter.limit = 100;
	page = queue_list(db, ctx, &filter, now, LONDON);
	for (size_t i = 0; i < page->count; i++)
		looks[clock_look(&page->rows[i].clock)]++;
	assert_in_range(page->count, 15, 60);
	assert_int_equal(looks[CLOCK_LATE], 1);
	assert_in_range(looks[CLOCK_SHORT], 3, 5);
	assert_in_range(looks[CLOCK_TODAY] + looks[CLOCK_PLAIN], 4, 50);
	assert_int_equal(count_of("SELECT COUNT(*) FROM handoff h JOIN timer t ON t.subject_id = h.id WHERE h.queue_at IS NOT NULL AND t.kind = 'first_attempt'"
	    " AND t.state = 'missed' AND t.late_at IS NOT NULL"), 1);
	assert_fine();
}

static void
test_sample__on_a_working_day(void **state)
{
	(void)state;
	load("2026-11-20T10:40:00Z", false);
	assert_all_holds();
	assert_story();
	assert_meetings();
	assert_clocks();
}

static void
test_sample__on_a_holiday(void **state)
{
	(void)state;
	load("2027-12-28T10:00:00Z", false);
	assert_all_holds();
	assert_story();
	assert_meetings();
	assert_clocks();
	assert_int_equal(count_of("SELECT COUNT(*) FROM handoff h JOIN timer t ON t.id = h.due_timer_id WHERE t.team = 'marketing' AND t.state <> 'running'"), 0);
}

/* Bare ground for those who bring an agreement of their own. */
static void
test_sample__small_has_no_agreement(void **state)
{
	(void)state;
	load("2027-03-01T00:00:10Z", true);
	assert_all_holds();
	assert_int_equal(count_of("SELECT COUNT(*) FROM agreement"), 0);
	assert_int_equal(count_of("SELECT COUNT(*) FROM lead_record"), 0);
	assert_int_equal(count_of("SELECT COUNT(*) FROM calendar"), 1);
	assert_int_equal(count_of("SELECT COUNT(*) FROM person"), 6);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sample__small_has_no_agreement),
		cmocka_unit_test(test_sample__on_a_working_day),
		cmocka_unit_test(test_sample__on_a_holiday),
	};

	return cmocka_run_group_tests(tests, world_open, world_close);
}
