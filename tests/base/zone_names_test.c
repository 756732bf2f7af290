/* The names of time zones. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <talloc.h>

#include "base/days.h"
#include "base/text.h"
#include "base/zone_names.h"

static void
test_read__takes_the_third_column(void **state)
{
	void *ctx = talloc_new(NULL);
	size_t count;
	const char *const *names = zone_names_read(ctx, "# a comment\tx\ty\nGB,GG\t+5130-00007\tEurope/London\nAD\t+4230+00131\tEurope/Andorra\tall\nshort\n", &count);

	(void)state;
	assert_int_equal(count, 3);
	assert_string_equal(names[0], "Europe/Andorra");
	assert_string_equal(names[1], "Europe/London");
	assert_string_equal(names[2], "UTC");
	assert_null(names[3]);
	assert_string_equal(zone_names_read(ctx, "", &count)[0], "UTC");
	assert_int_equal(count, 1);
	talloc_free(ctx);
}

static void
test_names__are_all_zones(void **state)
{
	size_t count;
	const char *const *names = zone_names(&count);

	(void)state;
	assert_in_range(count, 250, 600);
	for (size_t i = 0; i < count; i++)
		if (!zone_known(names[i]))
			fail_msg("not known: %s", names[i]);
	assert_true(text_in("Europe/London", names));
	assert_true(text_in("UTC", names));
	assert_ptr_equal(zone_names(&count), names);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_read__takes_the_third_column),
		cmocka_unit_test(test_names__are_all_zones),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
