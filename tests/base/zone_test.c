/* Zones as tables: they say what the C library says, for every zone of the tz database, and refuse what is no file of one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <talloc.h>

#include "base/text.h"
#include "base/zone.h"

static int64_t
at(const char *s)
{
	int64_t t = 0;

	assert_true(instant_parse(s, &t));
	return t;
}

static void
same_as_library(const char *name, const struct zone *zone, int64_t t)
{
	struct local local = local_clock(t, name);
	struct zone_period period = zone_period(zone, t);

	if (period.offset != local.offset)
		print_error("%s at %ld: %d here, %d there\n", name, (long)t, period.offset, local.offset);
	assert_int_equal(period.offset, local.offset);
	assert_true(period.from <= t && t < period.to);
	assert_int_equal(zone_day(zone, t), day_number(local.day));
}

static void
check_zone(const char *name)
{
	const struct zone *zone = zone_find(name);
	int64_t t = at("1970-01-02T00:00:00Z"), end = at("2045-01-01T00:00:00Z");

	/* Around every change, where a mistake would be, and at arbitrary instants near and far. */
	while (t < end) {
		struct zone_period period = zone_period(zone, t);

		same_as_library(name, zone, t);
		if (period.to > end)
			break;
		same_as_library(name, zone, period.to - 1);
		same_as_library(name, zone, period.to);
		t = period.to;
	}
	for (t = at("1970-01-02T00:00:00Z"); t < end; t += 86400 * 11 + 3601)
		same_as_library(name, zone, t);
	for (t = end; t < at("2600-01-01T00:00:00Z"); t += INT64_C(86400) * 1201 + 7)
		same_as_library(name, zone, t);
	same_as_library(name, zone, at("2437-07-01T00:00:00Z"));
	same_as_library(name, zone, at("9000-07-01T00:00:00Z"));
}

/* Every zone below a folder. */
static int
check_folder(const char *folder, int depth)
{
	char path[300], name[300];
	struct dirent *entry;
	int checked = 0;
	DIR *dir;

	snprintf(path, sizeof(path), "/usr/share/zoneinfo/%s", folder);
	dir = opendir(path);
	if (!dir)
		return 0;
	while ((entry = readdir(dir))) {
		snprintf(name, sizeof(name), "%s%.200s", folder, entry->d_name);
		if (zone_known(name)) {
			check_zone(name);
			checked++;
		} else if (entry->d_name[0] != '.' && depth < 2) {
			snprintf(name + strlen(name), sizeof(name) - strlen(name), "/");
			checked += check_folder(name, depth + 1);
		}
	}
	closedir(dir);
	return checked;
}

static void
test_zone__says_what_the_library_says(void **state)
{
	(void)state;
	assert_true(check_folder("", 0) > 300);
}

static void
test_zone__turns_local_times_into_instants(void **state)
{
	static const struct {
		const char *zone, *day;
		int second;
		const char *first, *second_time;
	} cases[] = {
		{ "Europe/Berlin", "2026-10-25", 9000, "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z" },
		{ "Europe/Berlin", "2026-10-25", 10800, "2026-10-25T02:00:00Z", "2026-10-25T02:00:00Z" },
		{ "Europe/Berlin", "2027-03-28", 9000, "2027-03-28T01:30:00Z", "2027-03-28T01:30:00Z" },
		{ "Australia/Lord_Howe", "2026-10-04", 8100, "2026-10-03T15:45:00Z", "2026-10-03T15:45:00Z" },
		{ "Africa/Cairo", "2026-04-24", 0, "2026-04-23T22:00:00Z", "2026-04-23T22:00:00Z" },
		{ "Africa/Cairo", "2026-10-29", 86400, "2026-10-29T22:00:00Z", "2026-10-29T22:00:00Z" },
		{ "Africa/Cairo", "2026-10-29", 84600, "2026-10-29T20:30:00Z", "2026-10-29T21:30:00Z" },
		{ "America/Nuuk", "2026-03-28", 84600, "2026-03-29T01:30:00Z", "2026-03-29T01:30:00Z" },
		{ "Pacific/Apia", "2011-12-30", 43200, "2011-12-30T22:00:00Z", "2011-12-30T22:00:00Z" },
		{ "Nowhere/Land", "2026-01-01", 60, "2026-01-01T00:01:00Z", "2026-01-01T00:01:00Z" },
	};
	(void)state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct day day;
		const struct zone *zone = zone_find(cases[i].zone);

		assert_true(day_parse(cases[i].day, &day));
		assert_int_equal(zone_instant(zone, day_number(day) * 86400 + cases[i].second, LOCAL_FIRST), at(cases[i].first));
		assert_int_equal(zone_instant(zone, day_number(day) * 86400 + cases[i].second, LOCAL_SECOND), at(cases[i].second_time));
	}
}

static void
test_zone__days_begin_where_clocks_first_show_them(void **state)
{
	static const struct {
		const char *zone, *day, *starts;
	} cases[] = {
		{ "Europe/Berlin", "2026-10-25", "2026-10-24T22:00:00Z" },
		{ "America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00Z" },
		{ "Africa/Cairo", "2026-04-24", "2026-04-23T22:00:00Z" },
		{ "America/St_Johns", "2005-10-30", "2005-10-30T02:30:00Z" },	/* 00:01 became 23:01 */
		{ "Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z" },
		{ "Pacific/Apia", "2011-12-31", "2011-12-30T10:00:00Z" },
	};
	(void)state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct day day;

		assert_true(day_parse(cases[i].day, &day));
		assert_int_equal(zone_day_start(zone_find(cases[i].zone), day_number(day)), at(cases[i].starts));
	}
}

static void
test_zone_read__refuses_what_is_no_zone(void **state)
{
	unsigned char bytes[4096];
	size_t length;
	FILE *file = fopen("/usr/share/zoneinfo/Europe/Berlin", "rb");
	void *ctx = talloc_new(NULL);
	struct zone *zone;
	(void)state;

	assert_non_null(file);
	length = fread(bytes, 1, sizeof(bytes), file);
	fclose(file);
	zone = zone_read(ctx, bytes, length);
	assert_non_null(zone);
	assert_int_equal(zone_period(zone, at("2026-07-01T00:00:00Z")).offset, 7200);
	for (size_t cut = 0; cut < length; cut++)
		assert_null(zone_read(ctx, bytes, cut));
	bytes[0] = 'X';
	assert_null(zone_read(ctx, bytes, length));
	talloc_free(ctx);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_zone__says_what_the_library_says),
		cmocka_unit_test(test_zone__turns_local_times_into_instants),
		cmocka_unit_test(test_zone__days_begin_where_clocks_first_show_them),
		cmocka_unit_test(test_zone_read__refuses_what_is_no_zone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
