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

struct header { const char *name; int field; };

/* Every column of a file of that kind, and what it means. */
static void
guessed(int kind, const char *system, const struct header *expected)
{
	const char *headers[40] = { NULL };
	const struct import_map *map;
	size_t count = 0;

	for (; expected[count].name; count++)
		headers[count] = expected[count].name;
	map = import_map_guess(ctx, kind, headers, count);
	assert_string_equal(map->system, system);
	for (size_t i = 0; i < count; i++)
		if (map->fields[i] != expected[i].field)
			fail_msg("%s, %s: %s is %s", system, import_kind_names[kind], headers[i], import_field_label(map->fields[i]));
}
#define GUESSED(kind, system, ...) guessed(kind, system, (const struct header[]){ __VA_ARGS__, { 0 } })

static void
test_guess__leads_of_the_usual_systems_map_themselves(void **state)
{
	static const char *const first[] = { "Record ID", "Lifecycle Stage", "Contact owner", "Became a Marketing Qualified Lead Date" };

	(void)state;
	GUESSED(IMPORT_LEADS, "hubspot", { "Record ID", TO_EXTERNAL_ID }, { "First Name", TO_GIVEN_NAME }, { "Last Name", TO_FAMILY_NAME }, { "Email", TO_EMAIL }, { "Phone Number", TO_PHONE },
	    { "Mobile phone number", TO_PHONE }, { "Job Title", TO_JOB }, { "Company name", TO_COMPANY }, { "Associated Company", TO_COMPANY }, { "Website URL", TO_WEBSITE },
	    { "Lifecycle Stage", TO_STAGE }, { "Lead Status", TO_STATUS }, { "Contact owner", TO_OWNER_SALES }, { "Original Source", TO_SOURCE },
	    { "Original Source Drill-Down 1", TO_CAMPAIGN }, { "Original source drill-down 2", TO_CAMPAIGN }, { "Recent conversion", TO_CAMPAIGN },
	    { "hs_analytics_first_touch_converting_campaign", TO_CAMPAIGN }, { "Create Date", TO_CREATED_AT }, { "Number of employees", TO_KEPT }, { "Industry", TO_KEPT },
	    { "Became a Marketing Qualified Lead Date", TO_MQL_AT }, { "Marketing contact status", GLOSSARY_NONE });
	assert_true(import_map_guess(ctx, IMPORT_LEADS, first, COUNT(first))->history);
	GUESSED(IMPORT_LEADS, "salesforce", { "Lead ID", TO_EXTERNAL_ID }, { "First Name", TO_GIVEN_NAME }, { "Last Name", TO_FAMILY_NAME }, { "Title", TO_JOB }, { "Company / Account", TO_COMPANY },
	    { "Email", TO_EMAIL }, { "Phone", TO_PHONE }, { "Mobile Phone", TO_PHONE }, { "Website", TO_WEBSITE }, { "Lead Source", TO_SOURCE }, { "Lead Status", TO_STAGE },
	    { "Lead Owner", TO_OWNER_SALES }, { "Created Date", TO_CREATED_AT }, { "Campaign", TO_CAMPAIGN }, { "Converted", TO_CONVERTED }, { "Converted Date", TO_SQL_AT },
	    { "No. of Employees", TO_KEPT }, { "Industry", TO_KEPT }, { "Rating", GLOSSARY_NONE });
	GUESSED(IMPORT_LEADS, "salesforce", { "Id", TO_EXTERNAL_ID }, { "FirstName", TO_GIVEN_NAME }, { "LastName", TO_FAMILY_NAME }, { "Title", TO_JOB }, { "Company", TO_COMPANY },
	    { "Email", TO_EMAIL }, { "MobilePhone", TO_PHONE }, { "LeadSource", TO_SOURCE }, { "Status", TO_STAGE }, { "IsConverted", TO_CONVERTED }, { "ConvertedDate", TO_SQL_AT },
	    { "OwnerId", TO_OWNER_SALES }, { "CreatedDate", TO_CREATED_AT }, { "NumberOfEmployees", TO_KEPT }, { "Industry", TO_KEPT }, { "Campaign_ID", TO_CAMPAIGN });
	GUESSED(IMPORT_LEADS, "salesforce", { "Lead ID", TO_EXTERNAL_ID }, { "Lead Source", TO_SOURCE }, { "Lead Owner", TO_OWNER_SALES }, { "Created Date", TO_CREATED_AT }, { "Lead Status", TO_STATUS },
	    { "Lifecycle Stage", TO_STAGE });
	GUESSED(IMPORT_LEADS, "zoho", { "Record Id", TO_EXTERNAL_ID }, { "Lead Owner", TO_OWNER_SALES }, { "Company", TO_COMPANY }, { "First Name", TO_GIVEN_NAME }, { "Last Name", TO_FAMILY_NAME },
	    { "Title", TO_JOB }, { "Email", TO_EMAIL }, { "Mobile", TO_PHONE }, { "Website", TO_WEBSITE }, { "Created Time", TO_CREATED_AT }, { "Modified Time", GLOSSARY_NONE },
	    { "Lead Source", TO_SOURCE }, { "Lead Status", TO_STAGE }, { "Industry", TO_KEPT }, { "No. of Employees", TO_KEPT }, { "Is Converted", TO_CONVERTED },
	    { "Converted Date Time", TO_SQL_AT });
	assert_string_equal(import_system_guess(ctx, (const char *const[]){ "a", "Email" }, 2), "");
}

static void
test_guess__deals_and_attempts_of_the_usual_systems_map_themselves(void **state)
{
	(void)state;
	GUESSED(IMPORT_DEALS, "hubspot", { "Record ID", TO_EXTERNAL_ID }, { "Deal Name", TO_NAME }, { "Deal Stage", TO_STAGE }, { "Amount", TO_AMOUNT }, { "Close Date", TO_CLOSED_AT },
	    { "Create Date", TO_OPENED_AT }, { "Deal owner", TO_OWNER_SALES }, { "Associated Contact IDs", TO_LEAD_REF }, { "Associated Company", TO_COMPANY },
	    { "Closed Lost Reason", TO_REASON }, { "Pipeline", TO_PIPELINE });
	GUESSED(IMPORT_DEALS, "salesforce", { "Opportunity ID", TO_EXTERNAL_ID }, { "Opportunity Name", TO_NAME }, { "Stage", TO_STAGE }, { "Amount", TO_AMOUNT }, { "Close Date", TO_CLOSED_AT },
	    { "Created Date", TO_OPENED_AT }, { "Opportunity Owner", TO_OWNER_SALES }, { "Account Name", TO_COMPANY }, { "Primary Contact ID", TO_LEAD_REF },
	    { "Opportunity Currency", TO_CURRENCY }, { "Loss Reason", TO_REASON });
	GUESSED(IMPORT_DEALS, "zoho", { "Record Id", TO_EXTERNAL_ID }, { "Deal Name", TO_NAME }, { "Stage", TO_STAGE }, { "Amount", TO_AMOUNT }, { "Closing Date", TO_CLOSED_AT },
	    { "Created Time", TO_OPENED_AT }, { "Deal Owner", TO_OWNER_SALES }, { "Account Name", TO_COMPANY }, { "Contact Name.id", TO_LEAD_REF }, { "Reason For Loss", TO_REASON });
	GUESSED(IMPORT_ATTEMPTS, "", { "Record ID", TO_EXTERNAL_ID }, { "Activity type", TO_CHANNEL }, { "Call outcome", TO_RESULT }, { "Activity date", TO_HAPPENED_AT },
	    { "Activity assigned to", TO_BY }, { "Associated Contact IDs", TO_LEAD_REF });
	GUESSED(IMPORT_ATTEMPTS, "", { "Activity ID", TO_EXTERNAL_ID }, { "Lead ID", TO_LEAD_REF }, { "Type", TO_CHANNEL }, { "Call Result", TO_RESULT }, { "Date", TO_HAPPENED_AT },
	    { "Assigned", TO_BY }, { "Subject", GLOSSARY_NONE });
	GUESSED(IMPORT_ATTEMPTS, "", { "Id", TO_EXTERNAL_ID }, { "WhoId", TO_LEAD_REF }, { "TaskSubtype", TO_CHANNEL }, { "CallDisposition", TO_RESULT }, { "ActivityDate", TO_HAPPENED_AT });
	GUESSED(IMPORT_ATTEMPTS, "", { "Record Id", TO_EXTERNAL_ID }, { "Related To.id", TO_LEAD_REF }, { "Call Result", TO_RESULT }, { "Call Start Time", TO_HAPPENED_AT }, { "Call Owner", TO_BY });
}

static void
test_guess__what_we_say_of_rows_left_out_means_nothing(void **state)
{
	static const char *const headers[] = { "Record ID", "Concord: why it was left out" };
	struct problems *p = problems_new(ctx);
	const struct import_map *map;

	(void)state;
	for (int kind = IMPORT_LEADS; kind <= IMPORT_DEALS; kind++)
		assert_int_equal(import_map_guess(ctx, kind, headers, 2)->fields[1], GLOSSARY_NONE);
	map = import_map_read(ctx, IMPORT_DEALS, "{\"columns\":{\"Concord: why it was left out\":\"reason\"}}", headers, 2, false, p);
	assert_int_equal(map->fields[1], GLOSSARY_NONE);
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

/* The columns of a file, each with its days, as they are looked at; the scratch goes after each cell. */
static void
noted(struct import_found *found, const char *const *values)
{
	for (; *values; values++) {
		void *scratch = talloc_new(NULL);

		import_found_note(ctx, scratch, found, *values);
		talloc_free(scratch);
	}
}
#define NOTED(found, ...) noted(found, (const char *const[]){ __VA_ARGS__, NULL })

static void
test_dates__the_column_that_decides_is_named_and_those_that_follow(void **state)
{
	static const char *const headers[] = { "Created", "Closed", "Seen", "Name" };
	static const int fields[] = { TO_CREATED_AT, TO_WON_AT, TO_CONVERTED_AT, TO_FULL_NAME };
	struct import_map map = { .system = "", .fields = fields, .columns = 4, .date_order = GLOSSARY_NONE, .history = true };
	struct import_found found[4] = { 0 };

	(void)state;
	assert_string_equal(import_order_words(ctx, found, &map, headers), "");
	NOTED(&found[1], "03/04/2026", "05/06/2026");
	NOTED(&found[2], "2026-08-31");
	NOTED(&found[3], "30/12/2026");
	assert_string_equal(import_order_words(ctx, found, &map, headers), "");
	NOTED(&found[0], "03/04/2026", "31/08/2026", "30/08/2026");
	assert_string_equal(import_order_words(ctx, found, &map, headers), "“Created” has the day first (31/08/2026). Read the same, though it could be read in two ways: “Closed” (03/04/2026).");
	NOTED(&found[2], "08/31/2026");
	assert_string_equal(import_order_words(ctx, found, &map, headers), "“Created” has the day first (31/08/2026), “Seen” has the month first (08/31/2026)."
	    " Read the same, though it could be read in two ways: “Closed” (03/04/2026).");
	map.history = false;
	assert_string_equal(import_order_words(ctx, found, &map, headers), "“Seen” has the month first (08/31/2026).");
	assert_int_equal(found[0].filled, 3);
	assert_string_equal(found[0].samples[1], "31/08/2026");
	assert_string_equal(found[0].values[2], "30/08/2026");
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
	int fields[COUNT(lead_headers)], found = 0;

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
	p = problems_new(ctx);
	import_map_problems(p, IMPORT_DEALS, map, &none);
	for (size_t i = 0; i < p->count; i++)
		found += strstr(p->list[i].text, "the company, or the ID of the lead") != NULL;
	assert_int_equal(found, 1);
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
test_row__stages_of_two_pipelines_that_are_called_alike_mean_what_was_said_of_each(void **state)
{
	static const char *const headers[] = { "Record ID", "Deal Name", "Pipeline", "Deal Stage", "Close Date", "Company name" };
	static const struct import_value values[] = { { TO_STAGE, "renewals: closed won", "Opportunity", NULL }, { TO_STAGE, "Contract sent", "Proposal", NULL } };
	static const struct { const char *pipeline, *stage, *is; int end; } cases[] = {
		{ "Sales", "Closed Won", "Closed Won", DEAL_ENDS_WON }, { "Renewals", "Closed  Won", "Opportunity", DEAL_ENDS_NOT }, { "", "Closed Won", "Closed Won", DEAL_ENDS_WON },
		{ "Renewals", "Contract sent", "Proposal", DEAL_ENDS_NOT }, { "Renewals", "", NULL, DEAL_ENDS_NOT }
	};
	struct import_map *map = import_map_guess(ctx, IMPORT_DEALS, headers, COUNT(headers));

	(void)state;
	map->values = values;
	map->value_count = COUNT(values);
	for (size_t i = 0; i < COUNT(cases); i++) {
		const char *const cells[] = { "9", "Forty seats", cases[i].pipeline, cases[i].stage, "2026-04-01", "Fernhill" };
		const struct import_row *row = import_row_read(ctx, IMPORT_DEALS, map, headers, 2, cells, COUNT(cells), now, ZONE);

		assert_int_equal(row->problem_count, 0);
		assert_int_equal(row->end, cases[i].end);
		assert_true(text_equal(row->cells[TO_STAGE], cases[i].is));
		assert_true(text_equal(import_said(ctx, row->said, TO_PIPELINE), *cases[i].pipeline ? cases[i].pipeline : NULL));
	}
	assert_string_equal(import_stage_word(ctx, "Sales", "Closed Won"), "Sales: Closed Won");
	assert_string_equal(import_stage_word(ctx, NULL, "Closed Won"), "Closed Won");
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

static const struct import_row *
salesforce_row(const char *status, const char *converted, bool history, const struct import_value *values, size_t value_count)
{
	static const char *const headers[] = { "Lead ID", "Lead Status", "Converted", "Lead Source", "Lead Owner" };
	struct import_map *map = import_map_guess(ctx, IMPORT_LEADS, headers, COUNT(headers));
	const char *const cells[] = { "001A0000006Vm9u", status, converted, "Web", "" };

	map->history = history;
	map->values = values;
	map->value_count = value_count;
	return import_row_read(ctx, IMPORT_LEADS, map, headers, 2, cells, COUNT(cells), now, ZONE);
}

static void
test_row__a_status_is_the_stage_where_there_is_no_other_and_a_converted_one_is_qualified(void **state)
{
	static const struct import_value values[] = { { TO_STAGE, "Working - Contacted", "MQL", NULL }, { TO_STAGE, "Sold to", "Customer", NULL }, { TO_STAGE, "Converted", "Opportunity", NULL } };
	const struct import_row *row = salesforce_row("Working - Contacted", "0", true, values, 1);

	(void)state;
	assert_int_equal(row->problem_count, 0);
	assert_string_equal(row->lead.stage, "MQL");
	assert_string_equal(row->cells[TO_STATUS], "Working - Contacted");
	assert_string_equal(row->lead.refs[0].external_id, "001A0000006Vm9uIAC");
	assert_string_equal(row->cells[TO_EXTERNAL_ID], "001A0000006Vm9uIAC");
	assert_int_equal(row->outcome, GLOSSARY_NONE);
	row = salesforce_row("Something", "TRUE", true, values, 2);
	assert_string_equal(row->lead.stage, "Converted");
	assert_string_equal(row->cells[TO_STATUS], "Something");
	assert_int_equal(row->outcome, OUTCOME_QUALIFIED);
	assert_string_equal(salesforce_row("Sold to", "yes", false, values, 3)->lead.stage, "Customer");
	assert_int_equal(salesforce_row("Sold to", "yes", false, values, 3)->outcome, GLOSSARY_NONE);
	assert_string_equal(salesforce_row("", "yes", false, values, 3)->lead.stage, "Opportunity");
	problem_is(salesforce_row("", "perhaps", false, NULL, 0), 2, "neither yes nor no");
	assert_non_null(strstr(import_stage_names(ctx, "Closed \u2013 Converted"), "SQL"));
	assert_non_null(strstr(import_stage_names(ctx, IMPORT_CONVERTED), "SQL"));
	assert_null(strstr(import_stage_names(ctx, "Closed - Not Converted"), "SQL"));
}

static void
test_row__a_problem_shows_what_the_file_says(void **state)
{
	static const struct import_value values[] = { { TO_AMOUNT, "much", "12.000", NULL } };
	struct import_map *map = lead_map();
	const struct import_row *row;

	(void)state;
	map->values = values;
	map->value_count = 1;
	row = LEAD(map, "1", "Ana", "", "", "", "", "", "much");
	problem_is(row, 7, "fraction");
	assert_string_equal(row->problems[0].value, "much");
}

static void
test_row__a_deal_has_as_many_leads_as_it_may_and_each_id_its_limit(void **state)
{
	static const char *const headers[] = { "Record ID", "Deal Name", "Associated Contact IDs" };
	struct import_map *map = import_map_guess(ctx, IMPORT_DEALS, headers, COUNT(headers));
	struct buffer *ids = buffer_new(ctx);
	const char *list, *long_id = memset(memory_need(talloc_zero_size(ctx, 192)), 'x', 191);
	const struct import_row *row;

	(void)state;
	map->system = "salesforce";
	for (int i = 0; i < 20; i++)
		buffer_format(ids, "%s003A00000%06d", i ? "; " : "", i);
	buffer_text(ids, ";");
	list = buffer_take(ctx, ids);
	row = import_row_read(ctx, IMPORT_DEALS, map, headers, 2, (const char *const[]){ "9", "Forty seats", list }, 3, now, ZONE);
	assert_int_equal(row->problem_count, 0);
	assert_true(text_starts(row->cells[TO_LEAD_REF], "003A00000000000IAA;003A00000000001IAA;"));
	row = import_row_read(ctx, IMPORT_DEALS, map, headers, 2, (const char *const[]){ "9", "Forty seats", text_format(ctx, "7;%s", long_id) }, 3, now, ZONE);
	problem_is(row, 2, "190");
	map->system = "hubspot";
	row = import_row_read(ctx, IMPORT_DEALS, map, headers, 2, (const char *const[]){ "9", "Forty seats", "77; 78" }, 3, now, ZONE);
	assert_string_equal(row->cells[TO_LEAD_REF], "77; 78");
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
test_answers__kept_columns_answer_a_definition(void **state)
{
	struct criterion asked[] = { { .code = "SIZE", .label = "People at the company", .kind = ASKS_NUMBER, .bound_min = "20" },
		{ .code = "LAND", .label = "Country", .kind = ASKS_CHOICE, .choices = "Germany\nFrance" }, { .code = "PET", .label = "Pet", .kind = ASKS_TEXT },
		{ .code = "DAY", .label = "Met on", .kind = ASKS_DATE }, { .code = "ROOMS", .label = "Rooms", .kind = ASKS_NUMBER, .bound_min = "20" },
		{ .code = "SECOND", .label = "Second country", .kind = ASKS_CHOICE, .choices = "Germany\nFrance" } };
	struct version version = VERSION_BLANK;
	const char *kept = "{\"peopleatthecompany\":\"12\",\"country\":\"Deutschland\",\"=country\":\"Germany\",\"meton\":\"soon\",\"rooms\":\"51-200\",\"secondcountry\":\"Spain\"}";
	struct answer *list;
	size_t count;

	(void)state;
	version.criteria = asked;
	version.criteria_count = 6;
	kept = text_replace(ctx, text_replace(ctx, text_replace(ctx, kept, "peopleatthecompany", header_key(ctx, "People at the company")), "meton",
	    header_key(ctx, "Met on")), "secondcountry", header_key(ctx, "Second country"));
	list = import_answers(ctx, &version, NULL, kept, &count);
	assert_int_equal(count, 2);	/* a range is no number to be typed, and what is no choice none to be ticked */
	assert_string_equal(list[0].code, "SIZE");
	assert_string_equal(list[0].value, "12");
	assert_int_equal(list[0].verdict, VERDICT_FAILS);	/* what fails is told as well */
	assert_string_equal(list[1].code, "LAND");
	assert_string_equal(list[1].value, "Germany");		/* what the cell was said to mean */
	assert_string_equal(list[1].evidence, "");
	assert_string_equal(import_told_cell(ctx, &asked[1], NULL, kept, false), "Deutschland");
	assert_string_equal(import_told_cell(ctx, &asked[4], NULL, kept, false), "51-200");
	assert_null(import_told_cell(ctx, &asked[2], NULL, kept, false));
	assert_non_null(import_answers(ctx, &version, NULL, NULL, &count));
	assert_int_equal(count, 0);
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

static struct lead_past
past(int64_t mql_at, int64_t won_at, const char *currency, int64_t minor)
{
	return (struct lead_past){ .system = "crm", .stage_name = "", .status = "", .mql_at = mql_at, .won_at = won_at, .outcome = GLOSSARY_NONE, .currency = currency,
		.amount_minor = minor, .said = "{}" };
}

static void
test_pasts__of_two_records_the_earliest_stays(void **state)
{
	struct lead_past stays = past(2000, 0, NULL, 0), goes = past(1000, 5000, "EUR", 700), both;

	(void)state;
	stays.sal_at = 2500;
	stays.outcome = OUTCOME_RECYCLED;
	stays.status = "Open";
	stays.kept = "{\"size\":\"50\"}";
	goes.sql_at = 4000;
	goes.lost_at = 6000;
	goes.outcome = OUTCOME_QUALIFIED;
	goes.status = "Closed";
	goes.stage_id = 7;
	goes.stage_name = "Customer";
	goes.kept = "{\"size\":\"20\",\"pet\":\"cat\"}";
	both = lead_past_merge(ctx, &stays, &goes, now);
	assert_int_equal(both.mql_at, 1000);
	assert_int_equal(both.sal_at, 2500);
	assert_int_equal(both.sql_at, 4000);
	assert_int_equal(both.won_at, 5000);
	assert_string_equal(both.currency, "EUR");
	assert_int_equal(both.amount_minor, 700);
	assert_int_equal(both.outcome, OUTCOME_QUALIFIED);
	assert_int_equal(both.flags, FLAG_BOTH_ENDS);
	assert_string_equal(both.status, "Open");
	assert_int_equal(both.stage_id, 7);
	assert_string_equal(both.kept, "{\"pet\":\"cat\",\"size\":\"50\"}");
	stays = past(0, 4000, "EUR", 300);	/* an amount goes with its winning */
	both = lead_past_merge(ctx, &stays, &goes, now);
	assert_int_equal(both.won_at, 4000);
	assert_int_equal(both.amount_minor, 300);
	stays = past(0, 5500, "EUR", 300);
	both = lead_past_merge(ctx, &stays, &goes, now);
	assert_int_equal(both.won_at, 5000);
	assert_int_equal(both.amount_minor, 700);
	stays = past(0, 5500, "EUR", 300);
	goes = past(0, 0, "USD", 1);
	assert_int_equal(lead_past_merge(ctx, &stays, &goes, now).amount_minor, 300);
	assert_null(lead_past_merge(ctx, &stays, &goes, now).kept);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, begin, end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_headers__each_has_a_name_of_its_own), TEST(test_guess__leads_of_the_usual_systems_map_themselves),
		TEST(test_guess__deals_and_attempts_of_the_usual_systems_map_themselves), TEST(test_guess__what_we_say_of_rows_left_out_means_nothing), TEST(test_guess__every_field_is_found_by_its_own_name),
		TEST(test_dates__the_order_is_found_or_asked_for), TEST(test_dates__the_column_that_decides_is_named_and_those_that_follow), TEST(test_dates__are_read_in_the_organisations_zone), TEST(test_dates__what_is_none_says_what_to_do),
		TEST(test_amounts__as_programs_and_people_write_them), TEST(test_map__goes_out_and_comes_back), TEST(test_map__what_it_lacks_is_named),
		TEST(test_row__a_lead_with_its_history), TEST(test_row__what_is_wrong_names_its_cell), TEST(test_row__impossible_orders_are_kept_and_flagged),
		TEST(test_row__more_than_can_be_kept_is_refused), TEST(test_row__values_and_defaults_stand_in), TEST(test_row__a_deal_closes_by_its_stage), TEST(test_row__an_attempt),
		TEST(test_row__stages_of_two_pipelines_that_are_called_alike_mean_what_was_said_of_each),
		TEST(test_row__a_status_is_the_stage_where_there_is_no_other_and_a_converted_one_is_qualified), TEST(test_row__a_problem_shows_what_the_file_says),
		TEST(test_row__a_deal_has_as_many_leads_as_it_may_and_each_id_its_limit),
		TEST(test_merge__what_the_file_did_not_change_stays_as_people_left_it), TEST(test_merge__a_stage_never_moves_back), TEST(test_answers__cells_answer_criteria),
		TEST(test_answers__kept_columns_answer_a_definition),
		TEST(test_footer__a_last_line_with_one_sentence), TEST(test_pasts__of_two_records_the_earliest_stays),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
