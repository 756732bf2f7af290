/* What is wrong with a calendar as it came in, and its stored shape. */
#include "sla/rules_calendar.h"

#include <stdlib.h>
#include <string.h>
#include <talloc.h>

#include "base/text.h"
#include "base/utf8.h"

enum { DAY_MINUTES = 24 * 60 };

static int
compare_intervals(const void *a, const void *b)
{
	const struct interval *x = a, *y = b;

	return x->open != y->open ? x->open - y->open : x->close - y->close;
}

static struct day_hours
sorted_hours(const void *ctx, const struct day_hours *hours)
{
	struct interval *list = memory_need(talloc_array(ctx, struct interval, hours->count + 1));

	if (hours->count) {
		memcpy(list, hours->list, hours->count * sizeof(*list));
		qsort(list, hours->count, sizeof(*list), compare_intervals);
	}
	return (struct day_hours){ list, hours->count };
}

static int
compare_exceptions(const void *a, const void *b)
{
	return day_compare(((const struct exception *)a)->day, ((const struct exception *)b)->day);
}

struct calendar *
calendar_tidy(const void *ctx, const struct calendar *calendar)
{
	struct calendar *tidy = memory_need(talloc_memdup(ctx, calendar, sizeof(*calendar)));
	struct exception *list = memory_need(talloc_array(tidy, struct exception, calendar->exception_count + 1));

	for (int i = 0; i < 7; i++)
		tidy->week[i] = sorted_hours(tidy, &calendar->week[i]);
	for (size_t i = 0; i < calendar->exception_count; i++) {
		list[i] = calendar->exceptions[i];
		list[i].hours = sorted_hours(tidy, &calendar->exceptions[i].hours);
	}
	if (calendar->exception_count)
		qsort(list, calendar->exception_count, sizeof(*list), compare_exceptions);
	tidy->exceptions = list;
	return tidy;
}

/* What a name must be; `what` begins the sentence. */
static void
check_name(struct problems *p, const char *member, int index, const char *what, const char *name)
{
	if (text_blank(name))
		problem_add(p, member, index, "%s needs a name.", what);
	else if (!utf8_valid_text(name, UTF8_LINE))
		problem_add(p, member, index, "%s has a name with characters that cannot be shown. Type it again.", what);
	else if (utf8_length(name) > CALENDAR_NAME_MOST)
		problem_add(p, member, index, "%s needs a name of %d characters or fewer; it has %zu.", what, CALENDAR_NAME_MOST,
		    utf8_length(name));
}

/* Intervals of one day; `day` names it in a sentence: "Monday", "25 December 2026". */
static void
check_hours(struct problems *p, const char *member, int index, const char *day, const struct day_hours *hours)
{
	struct day_hours sorted;

	if (hours->count > HOURS_MOST) {
		problem_add(p, member, index, "%s: give at most %d intervals.", day, HOURS_MOST);
		return;
	}
	for (size_t i = 0; i < hours->count; i++) {
		const struct interval *one = &hours->list[i];

		if (one->open < 0 || one->open >= DAY_MINUTES || one->close < 1 || one->close > DAY_MINUTES) {
			problem_add(p, member, index, "%s: hours lie between 00:00 and 24:00.", day);
			return;
		}
		if (one->open >= one->close) {
			problem_add(p, member, index, "%s: an interval must close after it opens, and %s–%s does not. "
			    "Hours beyond midnight go to the next day, from 00:00.", day, clock_print(p, one->open),
			    clock_print(p, one->close));
			return;
		}
	}
	sorted = sorted_hours(p, hours);
	for (size_t i = 1; i < sorted.count; i++)
		if (sorted.list[i].open < sorted.list[i - 1].close) {
			problem_add(p, member, index, "%s: %s–%s and %s–%s overlap.", day, clock_print(p, sorted.list[i - 1].open),
			    clock_print(p, sorted.list[i - 1].close), clock_print(p, sorted.list[i].open),
			    clock_print(p, sorted.list[i].close));
			return;
		}
}

static int
compare_days(const void *a, const void *b)
{
	const struct exception *x = *(const struct exception *const *)a, *y = *(const struct exception *const *)b;
	int order = day_compare(x->day, y->day);

	return order ? order : (x > y) - (x < y);
}

/* A day that stands twice has two sets of hours. */
static void
check_twice(struct problems *p, const struct calendar *calendar)
{
	size_t count = calendar->exception_count;
	const struct exception **list = memory_need(talloc_array(p, const struct exception *, count + 1));

	for (size_t i = 0; i < count; i++)
		list[i] = &calendar->exceptions[i];
	if (count)
		qsort(list, count, sizeof(const struct exception *), compare_days);
	for (size_t i = 1; i < count; i++)
		if (day_exists(list[i]->day) && day_compare(list[i]->day, list[i - 1]->day) == 0)
			problem_add(p, "date", (int)(list[i] - calendar->exceptions), "%s is there twice, as “%s” and as “%s”. Keep one.",
			    day_long(p, list[i]->day), list[i - 1]->name ? list[i - 1]->name : "", list[i]->name ? list[i]->name : "");
}

static void
check_exception(struct problems *p, const struct exception *one, int index)
{
	const char *day = text_format(p, "Exception %d", index + 1);

	if (!day_exists(one->day))
		problem_add(p, "date", index, "%s needs a day that exists, written as 2026-08-31.", day);
	else
		day = day_long(p, one->day);
	check_name(p, "exception_name", index, day, one->name);
	check_hours(p, "open", index, day, &one->hours);
}

void
calendar_problems(struct problems *p, const struct calendar *calendar, struct day from)
{
	size_t before = p->count;
	int64_t opens;

	check_name(p, "name", -1, "The calendar", calendar->name);
	if (!zone_known(calendar->zone))
		problem_add(p, "zone", -1, "Choose a time zone by its name, such as Europe/Berlin.");
	for (int i = 0; i < 7; i++)
		check_hours(p, "week", i, weekday_name(i), &calendar->week[i]);
	if (calendar->exception_count > EXCEPTIONS_MOST) {
		problem_add(p, "exceptions", -1, "Give at most %d exceptions; these are %zu.", EXCEPTIONS_MOST, calendar->exception_count);
		return;
	}
	for (size_t i = 0; i < calendar->exception_count; i++)
		check_exception(p, &calendar->exceptions[i], (int)i);
	check_twice(p, calendar);
	if (p->count == before && !calendar_next_open(calendar_tidy(p, calendar), start_of_day(from, calendar->zone), &opens))
		problem_add(p, "week", -1, "This calendar is never open within %d days of %s, so no clock could run. Give it opening hours.",
		    CALENDAR_OPEN_WITHIN, day_long(p, from));
}

const char *
calendar_problem_pointer(const void *ctx, const struct problem *problem)
{
	static const char *const days[] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" };
	const char *member = problem->member;

	if (text_equal(member, "week") && problem->index >= 0 && problem->index < 7)
		return text_format(ctx, "/week/%s", days[problem->index]);
	if (problem->index < 0 || text_equal(member, "week"))
		return text_format(ctx, "%s%s", *member ? "/" : "", member);
	if (text_equal(member, "exceptions"))
		return text_format(ctx, "/exceptions/%d", problem->index);
	return text_format(ctx, "/exceptions/%d/%s", problem->index, text_equal(member, "exception_name") ? "name" : member);
}
