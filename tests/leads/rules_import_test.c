/* Files of other systems, without a database: columns, days, amounts, rows, and what a row changes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>
#include <talloc.h>

#include "base/days.h"
#include "base/text.h"
#include "leads/rules_answer.h"
#include "leads/rules_handoff.h"
#include "leads/rules_import.h"

#define ZONE "Europe/Berlin"
#define COUNT(list) (sizeof list / sizeof *list)

static void *ctx;
static const int64_t now = 1792000000;	/* October 2026 */

static int begin(void **state) { (void)state; ctx = talloc_new(NULL); return 0; }
static int end(void **state) { (void)state; talloc_free(ctx); return 0; }

static void
test_headers__each_has_a_name_of_its_own(void **state)
{
	const char *const cells[] = { " Email ", "", "Email", "E-\nmail", "Email" };
	const char **names = import_headers(ctx, cells, COUNT(cells));

	(void)state;
	assert_string_equal(names[0], "Email");
	assert_string_equal(names[1], "Column 2");
	assert_string_equal(names[2], "Email (2)");
	assert_string_equal(names[3], "E- mail");
	assert_string_equal(names[4], "Email (3)");
}

static void
test_guess__exports_of_the_usual_systems_map_themselves(void **state)
{
	static const char *const hubspot[] = { "Record ID", "First Name", "Last Name", "Email", "Phone Number", "Contact owner", "Lifecycle Stage", "Lead Status", "Create Date",
		"Original Source", "Job Title", "Company name", "Became a Marketing Qualified Lead Date", "Number of employees", "Marketing contact status" };
	static const int hubspot_fields[] = { TO_EXTERNAL_ID, TO_GIVEN_NAME, TO_FAMILY_NAME, TO_EMAIL, TO_PHONE, TO_OWNER_SALES, TO_STAGE, TO_STATUS, TO_CREATED_AT, TO_SOURCE, TO_JOB,
		TO_COMPANY, TO_MQL_AT, TO_KEPT, GLOSSARY_NONE };
	static const char *const salesforce[] = { "Lead ID", "First Name", "Last Name", "Title", "Company / Account", "Email", "Lead Source", "Lead Status", "Lead Owner", "Created Date", "Mobile Phone" };
	static const char *const zoho[] = { "Record Id", "Lead Owner", "Company", "First Name", "Last Name", "Email", "Created Time", "Modified Time", "Lead Source", "No. of Employees" };
	static const char *const deals[] = { "Record ID", "Deal Name", "Deal Stage", "Amount", "Close Date", "Create Date", "Deal owner", "Associated Contact IDs" };
	static const int deal_fields[] = { TO_EXTERNAL_ID, TO_NAME, TO_STAGE, TO_AMOUNT, TO_CLOSED_AT, TO_OPENED_AT, TO_OWNER_SALES, TO_LEAD_REF };
	const struct import_map *map = import_map_guess(ctx, IMPORT_LEADS, hubspot, COUNT(hubspot));

	(void)state;
	assert_string_equal(map->system, "hubspot");
	assert_true(map->history);
	for (size_t i = 0; i < COUNT(hubspot); i++)
		assert_int_equal(map->fields[i], hubspot_fields[i]);
	map = import_map_guess(ctx, IMPORT_LEADS, salesforce, COUNT(salesforce));
	assert_string_equal(map->system, "salesforce");
	assert_int_equal(map->fields[0], TO_EXTERNAL_ID);
	assert_int_equal(map->fields[3], TO_JOB);
	assert_int_equal(map->fields[4], TO_COMPANY);
	assert_int_equal(map->fields[10], TO_PHONE);
	assert_string_equal(import_map_guess(ctx, IMPORT_LEADS, zoho, COUNT(zoho))->system, "zoho");
	map = import_map_guess(ctx, IMPORT_DEALS, deals, COUNT(deals));
	for (size_t i = 0; i < COUNT(deals); i++)
		assert_int_equal(map->fields[i], deal_fields[i]);
	assert_string_equal(import_system_guess(ctx, (const char *const[]){ "a", "Email" }, 2), "");
}

static void
test_guess__every_field_is_found_by_its_own_name(void **state)
{
	(void)state;
	for (int kind = IMPORT_LEADS; kind <= IMPORT_DEALS; kind++)
		for (int f = 0; f < IMPORT_FIELDS; f++)
			if (import_field_of(f, kind))
				assert_int_equal(import_field_guess(ctx, kind, import_field_names[f]), f);
}

static struct dates_found
looked(const char *const *values)
{
	struct dates_found found = { 0 };

	for (; *values; values++)
		dates_look(ctx, &found, *values);
	return found;
}
#define LOOKED(...) looked((const char *const[]){ __VA_ARGS__, NULL })

static void
test_dates__the_order_is_found_or_asked_for(void **state)
{
	struct dates_found f;
	bool mixed;

	(void)state;
	f = LOOKED("2026-08-31", "", "31 Aug 2026", "2026-08-31T10:00:00Z", "1790000000000", "5/5/2026");
	assert_int_equal(f.plain, 5);
	assert_int_equal(dates_order(&f, &mixed), ORDER_YMD);
	f = LOOKED("03/04/2026", "31/08/2026");
	assert_int_equal(dates_order(&f, &mixed), ORDER_DMY);
	f = LOOKED("3/4/26", "8/31/26 2:05 PM");
	assert_int_equal(dates_order(&f, &mixed), ORDER_MDY);
	f = LOOKED("03/04/2026", "05.06.2026");
	assert_int_equal(dates_order(&f, &mixed), GLOSSARY_NONE);
	assert_false(mixed);
	assert_string_equal(f.sample, "03/04/2026");
	f = LOOKED("31/08/2026", "08/31/2026");
	assert_int_equal(dates_order(&f, &mixed), GLOSSARY_NONE);
	assert_true(mixed);
	f = LOOKED("01-May", "45000", "soon", "13/13/2026");
	assert_int_equal(f.none, 4);
}

static void
reads(const char *value, int order, const char *as)
{
	int64_t at = 0;
	const char *problem = import_instant(ctx, value, order, ZONE, &at);

	if (problem)
		fail_msg("%s: %s", value, problem);
	assert_string_equal(instant_print(ctx, at), as);
}

static void
test_dates__are_read_in_the_organisations_zone(void **state)
{
	(void)state;
	reads("2026-08-31", GLOSSARY_NONE, "2026-08-31T10:00:00Z");	/* noon */
	reads("2026-01-31", ORDER_MDY, "2026-01-31T11:00:00Z");
	reads("2026/08/31 14:02", GLOSSARY_NONE, "2026-08-31T12:02:00Z");
	reads("2026-08-31T14:02:03.123Z", GLOSSARY_NONE, "2026-08-31T14:02:03Z");
	reads("2026-08-31 14:02 +0200", GLOSSARY_NONE, "2026-08-31T12:02:00Z");
	reads("3/4/2026", ORDER_DMY, "2026-04-03T10:00:00Z");
	reads("3/4/2026", ORDER_MDY, "2026-03-04T11:00:00Z");
	reads("31.08.26, 2:05 PM", ORDER_DMY, "2026-08-31T12:05:00Z");
	reads("Aug 31, 2026 12:00 AM", GLOSSARY_NONE, "2026-08-30T22:00:00Z");
	reads("31st August 2026", GLOSSARY_NONE, "2026-08-31T10:00:00Z");
	reads("01-May-2026", GLOSSARY_NONE, "2026-05-01T10:00:00Z");
	reads("20260831", GLOSSARY_NONE, "2026-08-31T10:00:00Z");
	reads("1788170400000", GLOSSARY_NONE, "2026-08-31T10:00:00Z");
	reads("5/5/2026", GLOSSARY_NONE, "2026-05-05T10:00:00Z");
}

static void
refuses(const char *value, int order, const char *why)
{
	int64_t at = 0;
	const char *problem = import_instant(ctx, value, order, ZONE, &at);

	if (!problem || !strstr(problem, why))
		fail_msg("%s: %s", value, problem ? problem : "was taken");
}

static void
test_dates__what_is_none_says_what_to_do(void **state)
{
	(void)state;
	refuses("01-May", ORDER_DMY, "no year");
	refuses("45123", ORDER_DMY, "spreadsheet’s number");
	refuses("3/4/2026", GLOSSARY_NONE, "two days");
	refuses("08/31/2026", ORDER_DMY, "when the day comes first");
	refuses("31/08/2026", ORDER_MDY, "when the month comes first");
	refuses("30/02/2026", ORDER_DMY, "no date");
	refuses("2026-08-31 25:00", ORDER_YMD, "no date");
	refuses("2026-08-31 noonish", ORDER_YMD, "no date");
	refuses("soon", ORDER_YMD, "no date");
	refuses("1926-08-31", ORDER_YMD, "no date");
}

static void
amount(const char *value, const char *given, const char *currency, int64_t minor)
{
	const char *found = given;
	int64_t read = -1;
	const char *problem = import_amount(ctx, value, &found, &read);

	if (problem)
		fail_msg("%s: %s", value, problem);
	assert_string_equal(found, currency);
	assert_int_equal(read, minor);
}

static void
test_amounts__as_programs_and_people_write_them(void **state)
{
	static const char *const wrong[] = { "12.000", "-5", "(12)", "12,0,0.0.0", "many", "1e5" };
	int64_t minor;

	(void)state;
	amount("12000", "EUR", "EUR", 1200000);
	amount("12000.0000", "EUR", "EUR", 1200000);
	amount("12,000.50", "EUR", "EUR", 1200050);
	amount("12.000,50", "EUR", "EUR", 1200050);
	amount("€ 12.345.678,9", NULL, "EUR", 1234567890);
	amount("USD 5 000", "EUR", "USD", 500000);
	amount("$5,000", "CAD", "CAD", 500000);
	amount("12,000", "EUR", "EUR", 1200000);
	amount("12,5", "EUR", "EUR", 1250);
	amount("5000", "JPY", "JPY", 5000);
	for (size_t i = 0; i < COUNT(wrong); i++) {
		const char *currency = "EUR";

		if (!import_amount(ctx, wrong[i], &currency, &minor))
			fail_msg("%s was taken", wrong[i]);
	}
	assert_non_null(strstr(import_amount(ctx, "12", &(const char *){ NULL }, &minor), "currency"));
}

/* A file of leads and its map by the names of its columns. */
static const char *const lead_headers[] = { "Record ID", "Full name", "Email", "Lifecycle Stage", "Job title", "Became a Marketing Qualified Lead Date", "Won at", "Amount", "Number of employees" };

static struct import_map *
lead_map(void)
{
	struct import_map *map = import_map_guess(ctx, IMPORT_LEADS, lead_headers, COUNT(lead_headers));

	map->system = "hubspot";
	map->history = true;
	map->defaults[TO_CURRENCY] = "EUR";
	return map;
}

static struct import_row *
lead_row(const struct import_map *map, const char *const cells[], size_t count)
{
	return import_row_read(ctx, IMPORT_LEADS, map, lead_headers, 7, cells, count, now, ZONE);
}
#define LEAD(map, ...) lead_row(map, (const char *const[]){ __VA_ARGS__ }, COUNT(((const char *const[]){ __VA_ARGS__ })))

static void
test_map__goes_out_and_comes_back(void **state)
{
	static const struct import_value values[] = { { TO_STAGE, "Hot (old)", "MQL", NULL } };
	struct import_map *map = lead_map();
	struct problems *p = problems_new(ctx);
	const char *json;

	(void)state;
	map->values = values;
	map->value_count = 1;
	map->date_order = ORDER_DMY;
	map->known = KNOWN_FILL;
	json = import_map_print(ctx, IMPORT_LEADS, map, lead_headers);
	map = import_map_read(ctx, IMPORT_LEADS, json, lead_headers, COUNT(lead_headers), false, p);
	assert_int_equal(p->count, 0);
	assert_string_equal(import_map_print(ctx, IMPORT_LEADS, map, lead_headers), json);
	assert_string_equal(map->values[0].to, "MQL");
	assert_null(import_map_read(ctx, IMPORT_LEADS, "[]", lead_headers, 1, false, p));
	import_map_read(ctx, IMPORT_LEADS, "{\"columns\":{\"Nothing\":\"email\",\"Email\":\"won_when\",\"Amount\":7},\"date_order\":\"yy\",\"colour\":1,\"values\":{\"moon\":{}},"
	    "\"defaults\":{\"external_id\":\"x\"},\"known\":\"x\",\"history\":3}", lead_headers, COUNT(lead_headers), false, p);
	assert_int_equal(p->count, 9);
}

static void
test_map__what_it_lacks_is_named(void **state)
{
	struct import_map *map = lead_map();
	struct dates_found none = { 0 }, either = { .either = 2, .sample = "3/4/2026" }, mixed = { .only_dmy = 1, .only_mdy = 1 };
	struct problems *p = problems_new(ctx);
	int fields[COUNT(lead_headers)];

	(void)state;
	import_map_problems(p, IMPORT_LEADS, map, &none);
	assert_int_equal(p->count, 0);
	import_map_problems(p, IMPORT_LEADS, map, &either);
	assert_string_equal(p->list[0].member, "date_order");
	assert_non_null(strstr(p->list[0].text, "3/4/2026"));
	p = problems_new(ctx);
	import_map_problems(p, IMPORT_LEADS, map, &mixed);
	assert_non_null(strstr(p->list[0].text, "others the month"));
	p = problems_new(ctx);
	memcpy(fields, map->fields, sizeof fields);
	fields[1] = fields[4] = TO_JOB;
	fields[0] = fields[2] = GLOSSARY_NONE;
	map->fields = fields;
	map->system = "";
	import_map_problems(p, IMPORT_LEADS, map, &none);
	assert_int_equal(p->count, 2);
	map = lead_map();
	map->system = "";
	p = problems_new(ctx);
	import_map_problems(p, IMPORT_LEADS, map, &none);
	assert_string_equal(p->list[0].member, "system");
	p = problems_new(ctx);
	import_map_problems(p, IMPORT_ATTEMPTS, map, &none);
	assert_true(p->count >= 3);
	import_map_problems(p, IMPORT_DEALS, map, &none);
}

static void
test_row__a_lead_with_its_history(void **state)
{
	const struct import_row *row = LEAD(lead_map(), "77", "Ana  Ruiz", "Ana@Ruiz.example", "Marketing Qualified Lead", "CTO", "2026-03-02", "2026-05-02", "12,000", "51-200");

	(void)state;
	assert_int_equal(row->problem_count, 0);
	assert_string_equal(row->lead.name, "Ana Ruiz");
	assert_string_equal(row->lead.email, "Ana@Ruiz.example");
	assert_string_equal(row->lead.refs[0].system, "hubspot");
	assert_string_equal(row->lead.stage, "Marketing Qualified Lead");
	assert_int_equal(row->minor, 1200000);
	assert_int_equal(row->flags, 0);
	assert_string_equal(import_kept(ctx, row->kept, "number_of employees"), "51-200");
	assert_string_equal(import_said(ctx, row->said, TO_MQL_AT), "2026-03-02T11:00:00Z");
}

static void
problem_is(const struct import_row *row, int column, const char *words)
{
	if (!row->problem_count)
		fail_msg("nothing is wrong, yet %s was expected", words);
	assert_int_equal(row->problems[0].column, column);
	if (!strstr(row->problems[0].words, words))
		fail_msg("%s", row->problems[0].words);
}

static void
test_row__what_is_wrong_names_its_cell(void **state)
{
	struct import_map *map = lead_map();

	(void)state;
	problem_is(LEAD(map, "1", "Ana", "ana.ruiz@"), 2, "@");
	problem_is(LEAD(map, "", "Ana", ""), GLOSSARY_NONE, "neither an ID nor an email");
	problem_is(LEAD(map, "1.23457E+11", "Ana", ""), 0, "rounded");
	problem_is(LEAD(map, "1", "Ana", "", "", "", "01-May"), 5, "no year");
	problem_is(LEAD(map, "1", "Ana", "", "", "", "", "", "12.000"), 7, "fraction");
	problem_is(LEAD(map, "1", "Ana", "", "", "", "", "", "", "", "more"), GLOSSARY_NONE, "10 cells");
	assert_int_equal(LEAD(map, "1")->problem_count, 0);	/* nobody's name, and short */
	assert_int_equal(LEAD(map, "", "", "x@y.example")->problem_count, 0);
	map->history = false;
	assert_int_equal(LEAD(map, "1", "Ana", "", "", "", "01-May")->problem_count, 0);	/* not asked for */
}

static void
test_row__impossible_orders_are_kept_and_flagged(void **state)
{
	const struct import_row *row = LEAD(lead_map(), "1", "Ana", "", "", "", "2026-05-02", "2026-03-02", "5");

	(void)state;
	assert_int_equal(row->problem_count, 0);
	assert_int_equal(row->flags, FLAG_WON_FIRST);
	assert_int_equal(row->times[TO_WON_AT] < row->times[TO_MQL_AT], 1);
	row = LEAD(lead_map(), "1", "Ana", "", "", "", "2096-05-02");
	assert_int_equal(row->flags, FLAG_AHEAD);
	assert_string_equal(import_flag_words(ctx, FLAG_AHEAD | FLAG_WON_FIRST), "won before it was opened or an MQL, in the future");
}

/* 250 columns of 300 characters are more than their place in the ledger takes. */
static void
test_row__more_than_can_be_kept_is_refused(void **state)
{
	enum { WIDE = 250 };
	const char *headers[WIDE], *cells[WIDE];
	int fields[WIDE];
	char *cell = memory_need(talloc_zero_size(ctx, 301));
	struct import_map map = { .system = "", .fields = fields, .columns = WIDE, .date_order = GLOSSARY_NONE, .history = true };
	const struct import_row *row;

	(void)state;
	memset(cell, 'x', 300);
	for (size_t i = 0; i < WIDE; i++) {
		headers[i] = i ? text_format(ctx, "Column %zu", i) : "Email";
		cells[i] = i ? cell : "ann@a.example";
		fields[i] = i ? TO_KEPT : TO_EMAIL;
	}
	row = import_row_read(ctx, IMPORT_LEADS, &map, headers, 2, cells, WIDE, now, ZONE);
	assert_int_equal(row->problem_count, 1);
	assert_non_null(strstr(row->problems[0].words, "Keep fewer columns"));
	row = import_row_read(ctx, IMPORT_LEADS, &map, headers, 2, cells, 150, now, ZONE);
	assert_int_equal(row->problem_count, 0);
}

static void
test_row__values_and_defaults_stand_in(void **state)
{
	static const struct import_value values[] = { { TO_STAGE, "sql (OLD)", "SQL", NULL } };
	struct import_map *map = lead_map();
	const struct import_row *row;

	(void)state;
	map->values = values;
	map->value_count = 1;
	map->defaults[TO_SOURCE] = "Webinar";
	map->defaults[TO_JOB] = "Unknown job";
	row = LEAD(map, "1", "Ana", "", "SQL (old)", "CEO");
	assert_string_equal(row->lead.stage, "SQL");
	assert_string_equal(row->lead.source, "Webinar");
	assert_string_equal(row->lead.job, "CEO");
}

static const struct import_row *
deal_row(const char *stage, const char *closed)
{
	static const char *const headers[] = { "Record ID", "Deal Name", "Deal Stage", "Amount", "Close Date", "Create Date", "Company name", "Currency" };
	struct import_map *map = import_map_guess(ctx, IMPORT_DEALS, headers, COUNT(headers));
	const char *const cells[] = { "9", "Forty seats", stage, "100", closed, "2026-02-01", "Fernhill", "eur" };

	map->system = "hubspot";
	map->history = true;
	return import_row_read(ctx, IMPORT_DEALS, map, headers, 2, cells, COUNT(cells), now, ZONE);
}

static void
test_row__a_deal_closes_by_its_stage(void **state)
{
	const struct import_row *row = deal_row("Closed Won", "2026-04-01");

	(void)state;
	assert_int_equal(row->problem_count, 0);
	assert_true(row->times[TO_WON_AT] > 0);
	assert_string_equal(row->currency, "EUR");
	row = deal_row("closedlost", "2026-01-01");
	assert_int_equal(row->times[TO_WON_AT], 0);
	assert_int_equal(row->flags, FLAG_LOST_FIRST);
	row = deal_row("Contract Sent", "2099-01-01");
	assert_int_equal(row->times[TO_WON_AT] + row->times[TO_LOST_AT], 0);
	assert_int_equal(row->flags, 0);	/* that is when they hope it will close */
}

static void
test_row__an_attempt(void **state)
{
	static const char *const headers[] = { "Activity ID", "Lead ID", "Type", "Call Result", "Date", "Assigned To" };
	struct import_map *map = import_map_guess(ctx, IMPORT_ATTEMPTS, headers, COUNT(headers));
	const char *const good[] = { "t1", "00Q1", "Call", "Left voicemail", "2026-04-01 10:00", "x@y.example" }, *const bad[] = { "t2", "00Q1", "Dance", "Hm", "2096-04-01", "" };
	const struct import_row *row;

	(void)state;
	map->system = "salesforce";
	row = import_row_read(ctx, IMPORT_ATTEMPTS, map, headers, 2, good, COUNT(good), now, ZONE);
	assert_int_equal(row->problem_count, 0);
	assert_int_equal(row->result, 1);
	assert_int_equal(row->channel, CHANNEL_CALL);
	row = import_row_read(ctx, IMPORT_ATTEMPTS, map, headers, 2, bad, COUNT(bad), now, ZONE);
	assert_int_equal(row->problem_count, 3);
}

static struct lead
lead_here(void)
{
	struct lead lead = LEAD_BLANK;

	lead.name = "Ana Ruiz";
	lead.job = "CEO";
	lead.email = "ana@ruiz.example";
	lead.stage = "MQL";
	lead.origin = ORIGIN_MARKETING;
	lead_tidy(ctx, &lead);
	return lead;
}

static void
test_merge__what_the_file_did_not_change_stays_as_people_left_it(void **state)
{
	const struct import_row *row = LEAD(lead_map(), "1", "Ana Ruiz", "ana@ruiz.example", "MQL", "CTO");
	struct lead is = lead_here(), becomes;
	bool held;

	(void)state;
	assert_false(import_lead_merge(ctx, &is, row, row->said, KNOWN_REPLACE, 3, 3, &becomes, &held));	/* edited here since: CEO */
	assert_true(import_lead_merge(ctx, &is, row, NULL, KNOWN_REPLACE, 3, 3, &becomes, &held));
	assert_string_equal(becomes.job, "CTO");
	assert_false(import_lead_merge(ctx, &is, row, NULL, KNOWN_FILL, 3, 3, &becomes, &held));
	assert_false(import_lead_merge(ctx, &is, row, NULL, KNOWN_LEAVE, 3, 3, &becomes, &held));
	is.job = "";
	assert_true(import_lead_merge(ctx, &is, row, NULL, KNOWN_FILL, 3, 3, &becomes, &held));
	row = LEAD(lead_map(), "1", "Ana Ruiz", "", "", "");
	is.job = "CEO";
	assert_false(import_lead_merge(ctx, &is, row, NULL, KNOWN_REPLACE, 3, 3, &becomes, &held));	/* an empty cell clears nothing */
}

static void
test_merge__a_stage_never_moves_back(void **state)
{
	const struct import_row *row = LEAD(lead_map(), "1", "Ana Ruiz", "ana@ruiz.example", "Lead", "CEO");
	struct lead is = lead_here(), becomes;
	bool held;

	(void)state;
	assert_false(import_lead_merge(ctx, &is, row, NULL, KNOWN_REPLACE, 3, 2, &becomes, &held));
	assert_true(held);
	assert_string_equal(becomes.stage, "MQL");
	assert_false(import_lead_merge(ctx, &is, row, NULL, KNOWN_REPLACE, 3, 0, &becomes, &held));	/* to a stage nobody knows */
	assert_true(held);
	assert_true(import_lead_merge(ctx, &is, row, NULL, KNOWN_REPLACE, 0, 0, &becomes, &held));	/* from one nobody knows */
	assert_true(import_lead_merge(ctx, &is, row, NULL, KNOWN_REPLACE, 3, 5, &becomes, &held));
	assert_string_equal(becomes.stage, "Lead");
	assert_false(held);
}

static void
test_answers__cells_answer_criteria(void **state)
{
	struct criterion size = { .code = "SIZE", .label = "Size", .kind = ASKS_NUMBER, .bound_min = "20" }, yes = { .code = "Y", .label = "Y", .kind = ASKS_YES_NO },
	    choice = { .code = "C", .label = "C", .kind = ASKS_CHOICE, .choices = "Germany\nFrance" }, day = { .code = "D", .label = "D", .kind = ASKS_DATE };

	(void)state;
	assert_string_equal(import_answer(ctx, &size, "1,200"), "1200");
	assert_string_equal(import_answer(ctx, &size, "51-200"), "51");
	assert_string_equal(import_answer(ctx, &size, "1-10"), "1");
	assert_null(import_answer(ctx, &size, "11-50"));	/* some would, some would not */
	assert_string_equal(import_answer(ctx, &size, "1000+"), "1000");
	assert_null(import_answer(ctx, &size, "05-Jan"));
	assert_null(import_answer(ctx, &size, ""));
	assert_string_equal(import_answer(ctx, &yes, "TRUE"), "yes");
	assert_string_equal(import_answer(ctx, &yes, "no"), "no");
	assert_null(import_answer(ctx, &yes, "maybe"));
	assert_string_equal(import_answer(ctx, &choice, "germany"), "Germany");
	assert_int_equal(answer_judge(&choice, import_answer(ctx, &choice, "Spain")), VERDICT_FAILS);
	assert_string_equal(import_answer(ctx, &day, "2026-01-01"), "2026-01-01");
	assert_null(import_answer(ctx, &day, "soon"));
}

static void
test_footer__a_last_line_with_one_sentence(void **state)
{
	(void)state;
	assert_true(import_is_footer((const char *const[]){ "Copyright (c) 2026 salesforce.com", "", "" }, 3, 3));
	assert_true(import_is_footer((const char *const[]){ "Generated By: Ana" }, 1, 5));
	assert_false(import_is_footer((const char *const[]){ "", "Ana", "" }, 3, 3));
	assert_false(import_is_footer((const char *const[]){ "77", "", "" }, 3, 3));
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, begin, end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_headers__each_has_a_name_of_its_own), TEST(test_guess__exports_of_the_usual_systems_map_themselves), TEST(test_guess__every_field_is_found_by_its_own_name),
		TEST(test_dates__the_order_is_found_or_asked_for), TEST(test_dates__are_read_in_the_organisations_zone), TEST(test_dates__what_is_none_says_what_to_do),
		TEST(test_amounts__as_programs_and_people_write_them), TEST(test_map__goes_out_and_comes_back), TEST(test_map__what_it_lacks_is_named),
		TEST(test_row__a_lead_with_its_history), TEST(test_row__what_is_wrong_names_its_cell), TEST(test_row__impossible_orders_are_kept_and_flagged),
		TEST(test_row__more_than_can_be_kept_is_refused), TEST(test_row__values_and_defaults_stand_in), TEST(test_row__a_deal_closes_by_its_stage), TEST(test_row__an_attempt),
		TEST(test_merge__what_the_file_did_not_change_stays_as_people_left_it), TEST(test_merge__a_stage_never_moves_back), TEST(test_answers__cells_answer_criteria),
		TEST(test_footer__a_last_line_with_one_sentence),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
