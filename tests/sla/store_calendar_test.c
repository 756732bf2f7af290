/* Calendars in the database. Runs with CONCORD_TEST_SOCKET. */
#include "glossary/world.h"

#include "base/text.h"
#include "data/plans.h"
#include "sla/calendars.h"
#include "sla/rules_calendar_text.h"
#include "sla/store_calendar.h"

static struct calendar
named(const char *name)
{
	struct calendar c = calendar_b;

	c.name = name;
	return c;
}

static int64_t
make(const char *name, const char *valid_from)
{
	struct calendar c = named(name);
	int64_t id = 0;

	DID(RESULT_DONE, calendar_create(db, ctx, &ada, &c, valid_from, &id));
	return id;
}

static void
assert_calendar(const struct calendar *a, const struct calendar *b)
{
	assert_string_equal(a->name, b->name);
	assert_string_equal(a->zone, b->zone);
	for (int i = 0; i < 7; i++)
		assert_true(hours_same(&a->week[i], &b->week[i]));
	assert_int_equal(a->exception_count, b->exception_count);
	for (size_t i = 0; i < a->exception_count; i++) {
		assert_int_equal(day_compare(a->exceptions[i].day, b->exceptions[i].day), 0);
		assert_string_equal(a->exceptions[i].name, b->exceptions[i].name);
		assert_true(hours_same(&a->exceptions[i].hours, &b->exceptions[i].hours));
	}
}

static void
test_create__comes_back_whole(void **state)
{
	static const struct interval half[] = { { 540, 720 } };
	static const struct exception days[] = {
		{ { 2026, 12, 24 }, "“Heiligabend”, \\ with 'quotes' and \"more\"", { half, 1 } },
		{ { 2026, 12, 25 }, "Weihnachten \xF0\x9F\x8E\x84", { 0 } },
	};
	struct calendar c = named("Office");
	const struct calendar_version *v;
	const struct calendar_head *head;
	int64_t id;

	(void)state;
	world();
	c.exceptions = days;
	c.exception_count = 2;
	DID(RESULT_DONE, calendar_create(db, ctx, &ada, &c, "2026-01-01", &id));
	v = calendar_version_find(db, ctx, id, 1);
	assert_non_null(v);
	assert_calendar(&v->calendar, &c);
	assert_int_equal(v->calendar_id, id);
	assert_string_equal(v->valid_from, "2026-01-01");
	assert_string_equal(v->author_name, "Ada");
	assert_int_equal(v->created_at, NOW);
	assert_int_equal(calendar_version_get(db, ctx, v->id)->number, 1);
	head = calendar_find(db, ctx, id);
	assert_string_equal(head->name, "Office");
	assert_int_equal(head->revision, 1);
	assert_int_equal(head->newest, 1);
	assert_null(calendar_find(db, ctx, id + 1));
	assert_null(calendar_version_find(db, ctx, id, 2));
	assert_null(calendar_version_get(db, ctx, v->id + 1));
	assert_int_equal(count_of("SELECT COUNT(*) FROM audit WHERE act = 'calendar.create' AND subject = 'calendar'"), 1);
	assert_fine();
}

static void
test_create__a_thousand_dates(void **state)
{
	struct exception *days;
	struct calendar c = named("Long");
	int64_t id;

	(void)state;
	world();
	days = talloc_array(ctx, struct exception, EXCEPTIONS_MOST);
	for (int i = 0; i < EXCEPTIONS_MOST; i++)
		days[i] = (struct exception){ day_add(day_at("2026-01-01"), i), "Off", { 0 } };
	c.exceptions = days;
	c.exception_count = EXCEPTIONS_MOST;
	DID(RESULT_DONE, calendar_create(db, ctx, &ada, &c, "2026-01-01", &id));
	assert_calendar(&calendar_version_find(db, ctx, id, 1)->calendar, &c);
}

static void
test_create__a_name_is_taken_once(void **state)
{
	struct calendar c = named("office");
	int64_t id;

	(void)state;
	world();
	make("Office", "2026-01-01");
	DID(RESULT_TAKEN, calendar_create(db, ctx, &ben, &c, "2026-01-01", &id));
	assert_int_equal(count_of("SELECT COUNT(*) FROM calendar_version"), 1);
}

static void
test_versions__the_one_that_holds_on_a_day(void **state)
{
	struct calendar later = named("Office");
	const struct calendar_row *rows;
	int64_t id, number = 0;
	size_t count;

	(void)state;
	world();
	id = make("Office", "2026-06-01");
	later.exception_count = 1;
	DID(RESULT_DONE, calendar_version_add(db, ctx, &ben, id, 1, &later, "2027-02-01", &number));
	assert_int_equal(number, 2);
	DID(RESULT_DONE, calendar_version_add(db, ctx, &ben, id, 2, &later, "2027-01-01", &number));
	assert_int_equal(number, 3);
	assert_int_equal(calendar_version_on(db, ctx, id, "2020-01-01")->number, 1);	/* before the first: the first */
	assert_int_equal(calendar_version_on(db, ctx, id, "2026-12-31")->number, 1);
	assert_int_equal(calendar_version_on(db, ctx, id, "2027-01-01")->number, 3);
	assert_int_equal(calendar_version_on(db, ctx, id, "2027-02-02")->number, 3);	/* the higher number, not the later day */
	assert_int_equal(calendar_version_on(db, ctx, id, "2027-02-02")->calendar.exception_count, 1);
	rows = calendar_versions(db, ctx, id, &count);
	assert_int_equal(count, 3);
	assert_int_equal(rows[0].number, 3);
	assert_string_equal(rows[0].valid_from, "2027-01-01");
	assert_string_equal(rows[0].author_name, "Ben");
	assert_int_equal(calendar_find(db, ctx, id)->revision, 3);
	assert_int_equal(calendar_find(db, ctx, id)->newest, 3);
	assert_int_equal(count_of("SELECT COUNT(*) FROM audit WHERE act = 'calendar.version' AND detail = 'number=3'"), 1);
}

/* In one transaction a version is read once, until one is added. */
static void
test_versions__one_that_is_added_is_read_at_once(void **state)
{
	struct calendar later = named("Office");
	int64_t id, number = 0;

	(void)state;
	world();
	id = make("Office", "2026-06-01");
	assert_true(db_begin(db));
	assert_ptr_equal(calendar_version_on(db, ctx, id, "2027-01-01"), calendar_version_on(db, ctx, id, "2027-01-01"));
	assert_int_equal(calendar_version_add(db, ctx, &ben, id, 1, &later, "2027-01-01", &number), RESULT_DONE);
	assert_int_equal(calendar_version_on(db, ctx, id, "2027-01-01")->number, 2);
	assert_int_equal(calendar_version_on(db, ctx, id, "2026-12-31")->number, 1);
	assert_true(db_commit(db));
}

static void
test_versions__name_the_revision(void **state)
{
	struct calendar c = named("Office");
	int64_t id, number = 0;

	(void)state;
	world();
	id = make("Office", "2026-01-01");
	DID(RESULT_DONE, calendar_version_add(db, ctx, &ben, id, 1, &c, "2027-01-01", &number));
	DID(RESULT_STALE, calendar_version_add(db, ctx, &ada, id, 1, &c, "2027-01-01", &number));
	DID(RESULT_STALE, calendar_version_add(db, ctx, &ada, id + 1, 1, &c, "2027-01-01", &number));
	assert_int_equal(count_of("SELECT COUNT(*) FROM calendar_version"), 2);
}

/* "1 from 2026-01-01, 3 from 2026-06-01" */
static const char *
spans_of(int64_t id, const char *first, const char *last)
{
	struct buffer *out = buffer_new(ctx);
	struct day from, to;
	size_t count;
	const struct calendar_span *spans;

	assert_true(day_parse(first, &from) && day_parse(last, &to));
	spans = calendar_spans(db, ctx, id, from, to, &count);
	assert_fine();
	for (size_t i = 0; i < count; i++)
		buffer_format(out, "%s%d from %s", i ? ", " : "", (int)spans[i].version->number, day_print(out, spans[i].from));
	return buffer_take(ctx, out);
}

static void
test_spans__what_holds_on_which_days(void **state)
{
	struct calendar c = named("Office");
	int64_t id, number;

	(void)state;
	world();
	id = make("Office", "2026-03-01");
	assert_string_equal(spans_of(id, "2026-01-01", "2026-12-31"), "1 from 2026-01-01");	/* before the first one's day, the first */
	DID(RESULT_DONE, calendar_version_add(db, ctx, &ben, id, 1, &c, "2026-08-01", &number));
	DID(RESULT_DONE, calendar_version_add(db, ctx, &ben, id, 2, &c, "2026-06-01", &number));
	DID(RESULT_DONE, calendar_version_add(db, ctx, &ben, id, 3, &c, "2027-01-01", &number));
	/* The second was replaced before its day: a later one holds from earlier on. */
	assert_string_equal(spans_of(id, "2026-01-01", "2026-12-31"), "1 from 2026-01-01, 3 from 2026-06-01");
	assert_string_equal(spans_of(id, "2026-06-01", "2027-12-31"), "3 from 2026-06-01, 4 from 2027-01-01");
	assert_string_equal(spans_of(id, "2027-01-01", "2027-12-31"), "4 from 2027-01-01");
	assert_string_equal(spans_of(id + 1, "2027-01-01", "2027-12-31"), "");
}

/* "1.2: its week cannot be read"; "" where all is well. */
static const char *
faults_now(void)
{
	struct buffer *out = buffer_new(ctx);
	size_t count;
	const struct calendar_fault *faults = calendar_faults(db, ctx, &count);

	assert_fine();
	for (size_t i = 0; i < count; i++)
		buffer_format(out, "%s%d: %s", i ? "; " : "", (int)faults[i].number, faults[i].words);
	return buffer_take(ctx, out);
}

static void
test_faults__what_cannot_be_reckoned_with(void **state)
{
	static const struct { const char *breaks, *mends, *told; } table[] = {
		{ "UPDATE calendar_version SET week = 'mon nonsense' WHERE number = 2", "UPDATE calendar_version SET week = 'mon 09:00-12:00' WHERE number = 2",
		    "2: its week cannot be read" },
		{ "UPDATE calendar_version SET week = '' WHERE number = 1", "UPDATE calendar_version SET week = 'mon 09:00-12:00' WHERE number = 1", "never open" },
		{ "UPDATE calendar_version SET zone = 'Atlantis' WHERE number = 1", "UPDATE calendar_version SET zone = 'Europe/Berlin' WHERE number = 1",
		    "1: Choose a time zone" },
		{ "UPDATE calendar_exception SET hours = '12:00-09:00'", "UPDATE calendar_exception SET hours = ''", "1: 25 December 2026" },
		{ "UPDATE calendar_exception SET hours = 'noon'", "UPDATE calendar_exception SET hours = ''", "1: its date 2026-12-25 cannot be read" },
		{ "UPDATE calendar_version SET number = 7 WHERE number = 2", "UPDATE calendar_version SET number = 2 WHERE number = 7",
		    "7: version 2 is not there" },
		{ "UPDATE calendar_version SET corrects = 1 WHERE number = 2", "UPDATE calendar_version SET corrects = NULL WHERE number = 2",
		    "2: it corrects a version that is not valid from the same day" },
	};
	struct calendar c = named("Office");
	int64_t id, number;

	(void)state;
	world();
	id = make("Office", "2026-03-01");
	DID(RESULT_DONE, calendar_version_add(db, ctx, &ben, id, 1, &c, "2027-08-01", &number));
	db_run(root, "DELETE FROM calendar_exception", "");
	db_run(root, "INSERT INTO calendar_exception (version_id, day, name, hours) SELECT id, '2026-12-25', 'Christmas', '' FROM calendar_version"
	    " WHERE number = 1", "");
	assert_string_equal(faults_now(), "");
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		assert_true(db_run(root, table[i].breaks, "") > 0);
		if (!strstr(faults_now(), table[i].told))
			fail_msg("“%s” is not in “%s”", table[i].told, faults_now());
		db_run(root, table[i].mends, "");
		assert_string_equal(faults_now(), "");
	}
}

static void
test_list__by_name_as_they_hold(void **state)
{
	struct calendar later = named("Office");
	const struct calendar_row *rows;
	int64_t id, number;
	size_t count;

	(void)state;
	world();
	id = make("Office", "2026-01-01");
	make("agency", "2030-01-01");
	make("Zoo", "2026-01-01");
	later.zone = "Europe/London";
	DID(RESULT_DONE, calendar_version_add(db, ctx, &ben, id, 1, &later, "2027-01-01", &number));
	rows = calendars_list(db, ctx, "2026-11-21", NULL, 10, &count);
	assert_int_equal(count, 3);
	assert_string_equal(rows[0].name, "agency");
	assert_int_equal(rows[0].number, 1);
	assert_string_equal(rows[1].zone, "Europe/Berlin");
	assert_int_equal(rows[1].newest, 2);
	assert_string_equal(calendars_list(db, ctx, "2027-01-01", NULL, 10, &count)[1].zone, "Europe/London");
	rows = calendars_list(db, ctx, "2026-11-21", "agency", 1, &count);
	assert_int_equal(count, 1);
	assert_string_equal(rows[0].name, "Office");
}

static void
test_grants__a_version_cannot_be_changed(void **state)
{
	(void)state;
	world();
	make("Office", "2026-01-01");
	assert_int_equal(db_run(db, "UPDATE calendar_version SET zone = ?", "s", "UTC"), -1);
	db_fresh(db);
	assert_int_equal(db_run(db, "DELETE FROM calendar_exception WHERE version_id > ?", "i", INT64_C(0)), -1);
	db_fresh(db);
}

/* Three hundred calendars of ten versions, each with thirty dates. */
static void
fill(void)
{
	static const char *const statements[] = {
		"INSERT INTO calendar (name, created_by, created_at) SELECT CONCAT('Calendar ', seq), (SELECT MIN(id) FROM person), '2026-01-01'"
		" FROM seq_1_to_300",
		"INSERT INTO calendar_version (calendar_id, number, zone, valid_from, week, author_id, created_at) SELECT c.id, s.seq, 'UTC',"
		" '2026-01-01' + INTERVAL s.seq MONTH, 'mon 09:00-17:00', c.created_by, '2026-01-01' FROM calendar c, seq_1_to_10 s",
		"INSERT INTO calendar_exception (version_id, day, name, hours) SELECT v.id, '2026-01-01' + INTERVAL s.seq DAY, 'Off', ''"
		" FROM calendar_version v, seq_1_to_30 s",
	};
	size_t count;

	for (size_t i = 0; i < sizeof statements / sizeof *statements; i++)
		if (!db_script(root, statements[i]))
			fail_msg("%s: %s", statements[i], db_problem(root));
	db_list(root, ctx, &analysed_shape, &count, "ANALYZE TABLE calendar, calendar_version, calendar_exception", "");
	assert_int_equal(count, 3);
}

/* Every read there is, once; a new one belongs here. */
static void
read_everything(void)
{
	int64_t id = count_of("SELECT MIN(id) + 100 FROM calendar");
	size_t count;

	calendars_list(db, ctx, "2026-06-01", NULL, 51, &count);
	assert_int_equal(count, 51);
	calendars_list(db, ctx, "2026-06-01", "Calendar 2", 51, &count);
	calendar_find(db, ctx, id);
	calendar_versions(db, ctx, id, &count);
	assert_int_equal(count, 10);
	calendar_version_find(db, ctx, id, 3);
	assert_int_equal(calendar_version_on(db, ctx, id, "2026-06-01")->calendar.exception_count, 30);
	assert_fine();
}

/* Versions and dates are reached by a key; only calendars may be walked through, by their names, where they are what was asked for. */
static bool
may_walk(const struct step *step, const char *sql)
{
	(void)sql;
	return !text_in(step->table, (const char *const[]){ "v", "h", "n", "calendar_version", "calendar_exception", NULL });
}

static void
test_plans__no_read_walks_through_versions_or_dates(void **state)
{
	(void)state;
	world();
	fill();
	assert_true(plans_of(read_everything, may_walk) >= 8);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_create__comes_back_whole),
		cmocka_unit_test(test_create__a_thousand_dates),
		cmocka_unit_test(test_create__a_name_is_taken_once),
		cmocka_unit_test(test_versions__the_one_that_holds_on_a_day),
		cmocka_unit_test(test_versions__one_that_is_added_is_read_at_once),
		cmocka_unit_test(test_versions__name_the_revision),
		cmocka_unit_test(test_spans__what_holds_on_which_days),
		cmocka_unit_test(test_faults__what_cannot_be_reckoned_with),
		cmocka_unit_test(test_list__by_name_as_they_hold),
		cmocka_unit_test(test_plans__no_read_walks_through_versions_or_dates),
		cmocka_unit_test(test_grants__a_version_cannot_be_changed),
	};

	return cmocka_run_group_tests(tests, world_open, world_close);
}
