/* Hours, weeks and days as text. */
#include "sla/rules_calendar_text.h"

#include "base/text.h"
#include "base/utf8.h"

#include <string.h>
#include <talloc.h>

const char *const weekday_codes[] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun", NULL };

const char *
hours_text(const void *ctx, const struct day_hours *hours)
{
	struct buffer *out = buffer_new(ctx);

	for (size_t i = 0; i < hours->count; i++)
		buffer_format(out, "%s%s-%s", i ? " " : "", clock_print(out, hours->list[i].open), clock_print(out, hours->list[i].close));
	return buffer_take(ctx, out);
}

static bool
interval_read(const void *ctx, const char *text, struct interval *into)
{
	return strlen(text) == 11 && text[5] == '-' && clock_parse(text_copy_bytes(ctx, text, 5), &into->open)
	    && clock_parse(text + 6, &into->close);
}

bool
hours_read(const void *ctx, const char *text, struct day_hours *into)
{
	struct interval *list;
	char **parts;
	size_t count;

	*into = (struct day_hours){ 0 };
	if (!*text)
		return true;
	parts = text_split(ctx, text, " ", &count);
	if (count > HOURS_MOST)
		return false;
	list = memory_need(talloc_array(ctx, struct interval, count));
	for (size_t i = 0; i < count; i++)
		if (!interval_read(parts, parts[i], &list[i]))
			return false;
	*into = (struct day_hours){ list, count };
	return true;
}

const char *
week_text(const void *ctx, const struct day_hours week[7])
{
	struct buffer *out = buffer_new(ctx);

	for (int i = 0; i < 7; i++)
		if (week[i].count)
			buffer_format(out, "%s%s %s", out->length ? "\n" : "", weekday_codes[i], hours_text(out, &week[i]));
	return buffer_take(ctx, out);
}

static int
weekday_of(const char *line)
{
	for (int i = 0; i < 7; i++)
		if (strncmp(line, weekday_codes[i], 3) == 0 && line[3] == ' ')
			return i;
	return -1;
}

bool
week_read(const void *ctx, const char *text, struct day_hours week[7])
{
	char **lines = text_split_lines(ctx, text, NULL);
	int last = -1;

	for (int i = 0; i < 7; i++)
		week[i] = (struct day_hours){ 0 };
	for (size_t i = 0; lines[i]; i++) {
		int day = weekday_of(lines[i]);

		if (day <= last || !hours_read(ctx, lines[i] + 4, &week[day]) || !week[day].count)
			return false;
		last = day;
	}
	return true;
}

bool
hours_same(const struct day_hours *a, const struct day_hours *b)
{
	if (a->count != b->count)
		return false;
	for (size_t i = 0; i < a->count; i++)
		if (a->list[i].open != b->list[i].open || a->list[i].close != b->list[i].close)
			return false;
	return true;
}

static const char *
days_words(const void *ctx, int first, int last)
{
	if (first == 0 && last == 6)
		return "Every day";
	if (first == last)
		return weekday_name(first);
	return text_format(ctx, "%s %s %s", weekday_name(first), last == first + 1 ? "and" : "to", weekday_name(last));
}

size_t
week_lines(const void *ctx, const struct day_hours week[7], struct week_line lines[7])
{
	size_t count = 0;

	for (int first = 0, last; first < 7; first = last + 1) {
		last = first;
		while (last < 6 && hours_same(&week[first], &week[last + 1]))
			last++;
		lines[count++] = (struct week_line){ days_words(ctx, first, last), hours_print(ctx, &week[first]), week[first].count > 0 };
	}
	return count;
}

struct day_look
calendar_look(const struct calendar *calendar, struct day day)
{
	size_t low = 0, high = calendar->exception_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (day_compare(calendar->exceptions[middle].day, day) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low < calendar->exception_count && day_compare(calendar->exceptions[low].day, day) == 0)
		return (struct day_look){ &calendar->exceptions[low], &calendar->exceptions[low].hours };
	return (struct day_look){ NULL, &calendar->week[day_weekday(day)] };
}

const char *
name_tidy(const void *ctx, const char *name)
{
	return name ? text_squeeze(ctx, utf8_visible(ctx, name)) : NULL;
}

const char *
valid_from_problem(const void *ctx, const char *valid_from, const char *today)
{
	struct day day;

	if (!day_parse(valid_from, &day))
		return "The day it holds from is written year-month-day, such as 2026-08-31.";
	if (today && strcmp(valid_from, today) <= 0)
		return text_format(ctx, "A version holds from a day to come: choose a day after %s. What has been counted stays"
		    " counted; both teams correct it with an amendment.", today);
	return NULL;
}
