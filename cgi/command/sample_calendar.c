/* The sample's business calendar: office hours, the holidays around now, and a day on which stock is taken. */
#include "base/text.h"
#include "command/sample.h"
#include "sla/store.h"

#include <stdlib.h>
#include <talloc.h>

enum { YEARS_BEFORE = 1, YEARS_AFTER = 2 };

/* Easter Sunday by the Gregorian rule (Meeus, Astronomical Algorithms, chapter 8). */
static struct day
easter(int year)
{
	int a = year % 19, b = year / 100, c = year % 100, d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
	int e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7, f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114;

	return (struct day){ year, f / 31, f % 31 + 1 };
}

/* The first Monday of a month, or its last. */
static struct day
first_monday(int year, int month)
{
	struct day day = { year, month, 1 };

	return day_add(day, (7 - day_weekday(day)) % 7);
}

static struct day
last_monday(int year, int month)
{
	struct day day = { year, month, days_in_month(year, month) };

	return day_add(day, -day_weekday(day));
}

static bool
at_weekend(struct day day)
{
	return day_weekday(day) >= 5;
}

static void
holiday(const void *ctx, struct exception *into, struct day day, const char *name, bool substitute)
{
	*into = (struct exception){ .day = day, .name = substitute ? text_format(ctx, "%s, substitute day", name) : name };
}

size_t
england_holidays(const void *ctx, int year, struct exception into[ENGLAND_MOST])
{
	struct day new_year = { year, 1, 1 }, christmas = { year, 12, 25 }, boxing = { year, 12, 26 }, eve = { year, 12, 24 };
	struct day monday = at_weekend(new_year) ? day_add(new_year, 7 - day_weekday(new_year)) : new_year;
	size_t n = 0;

	holiday(ctx, &into[n++], monday, "New Year’s Day", at_weekend(new_year));
	holiday(ctx, &into[n++], day_add(easter(year), -2), "Good Friday", false);
	holiday(ctx, &into[n++], day_add(easter(year), 1), "Easter Monday", false);
	holiday(ctx, &into[n++], first_monday(year, 5), "Early May bank holiday", false);
	holiday(ctx, &into[n++], last_monday(year, 5), "Spring bank holiday", false);
	holiday(ctx, &into[n++], last_monday(year, 8), "Summer bank holiday", false);
	if (!at_weekend(eve)) {
		holiday(ctx, &into[n], eve, "Christmas Eve", false);
		hours_parse(ctx, "09:00-12:30", &into[n++].hours);
	}
	holiday(ctx, &into[n++], at_weekend(christmas) ? (struct day){ year, 12, 27 } : christmas, "Christmas Day", at_weekend(christmas));
	holiday(ctx, &into[n++], at_weekend(boxing) ? (struct day){ year, 12, 28 } : boxing, "Boxing Day", at_weekend(boxing));
	if (day_compare(into[n - 2].day, into[n - 1].day) > 0) {	/* on a Sunday, Christmas Day is made up for after Boxing Day */
		struct exception after = into[n - 2];

		into[n - 2] = into[n - 1];
		into[n - 1] = after;
	}
	return n;
}

static bool
is_exception(const struct exception *list, size_t count, struct day day)
{
	for (size_t i = 0; i < count; i++)
		if (day_compare(list[i].day, day) == 0)
			return true;
	return false;
}

/* On the last ordinary working day before today the afternoon was closed, so that every clock that runs has its name on its sheet. */
static void
stocktaking(struct sample *s, struct exception *list, size_t *count)
{
	struct day day = day_add(day_of(s->command->now, s->zone), -1);

	while (at_weekend(day) || is_exception(list, *count, day))
		day = day_add(day, -1);
	list[*count] = (struct exception){ .day = day, .name = "Stocktaking" };
	hours_parse(s->ctx, "09:00-12:30", &list[(*count)++].hours);
}

static void
exceptions_make(struct sample *s, struct calendar *c)
{
	int year = day_of(s->command->now, s->zone).year;
	struct exception *list = memory_need(talloc_zero_array(s->ctx, struct exception, (YEARS_BEFORE + YEARS_AFTER + 1) * ENGLAND_MOST + 1));
	size_t count = 0;

	for (int y = year - YEARS_BEFORE; y <= year + YEARS_AFTER; y++)
		count += england_holidays(s->ctx, y, &list[count]);
	stocktaking(s, list, &count);
	c->exceptions = list;
	c->exception_count = count;
}

void
sample_calendar(struct sample *s, const json_t *step)
{
	struct actor *actor = sample_actor(s, sample_text(step, "who"), sample_when(s, step));
	struct calendar c = { .name = sample_text(step, "name"), .zone = sample_text(step, "zone") };
	struct day today = day_of(actor->now, s->zone);
	struct problems *problems = problems_new(s->ctx);
	struct buffer *week = buffer_new(s->ctx);
	int64_t id;
	size_t i;
	json_t *line;

	json_array_foreach(json_object_get(step, "week"), i, line)
		buffer_format(week, "%s\n", json_string_value(line));
	if (!week_read(s->ctx, buffer_take(s->ctx, week), c.week))
		sample_fail(s, "calendar", c.name);
	exceptions_make(s, &c);
	calendar_problems(problems, &c, today);
	if (problems->count || calendar_create(s->db, s->ctx, actor, calendar_tidy(s->ctx, &c), day_print(s->ctx, today),
	    &id) != RESULT_DONE)
		sample_fail(s, "calendar", problems->count ? problems->list[0].text : c.name);
}
