/* Hours of a day as text: reading what people and programs write, and printing. */
#include "sla/rules_calendar.h"

#include <string.h>
#include <talloc.h>

#include "base/text.h"

/* H:MM or HH:MM at `*at`, which moves behind it. */
static bool
read_clock(const char **at, bool strict, int *into)
{
	int hours = 0, minutes = 0, digits = 0;
	const char *s = *at;

	for (; *s >= '0' && *s <= '9' && digits < 2; digits++)
		hours = hours * 10 + (*s++ - '0');
	if (digits < (strict ? 2 : 1) || *s++ != ':' || *s < '0' || *s > '5')
		return false;
	minutes = (*s++ - '0') * 10;
	if (*s < '0' || *s > '9')
		return false;
	minutes += *s++ - '0';
	if (hours > 24 || (hours == 24 && minutes))
		return false;
	*at = s;
	*into = hours * 60 + minutes;
	return true;
}

bool
clock_parse(const char *s, int *into)
{
	int minutes;

	if (!s || !read_clock(&s, true, &minutes) || *s)
		return false;
	*into = minutes;
	return true;
}

const char *
clock_print(const void *ctx, int minutes)
{
	return text_format(ctx, "%02d:%02d", minutes / 60, minutes % 60);
}

static void
skip_spaces(const char **at)
{
	*at += strspn(*at, " \t");
}

/* A hyphen, an en dash, or "to". */
static bool
read_dash(const char **at)
{
	static const char *const dashes[] = { "-", "–", "to" };

	for (size_t i = 0; i < sizeof(dashes) / sizeof(dashes[0]); i++)
		if (text_starts(*at, dashes[i])) {
			*at += strlen(dashes[i]);
			return true;
		}
	return false;
}

bool
hours_parse(const void *ctx, const char *s, struct day_hours *into)
{
	struct interval *list;
	size_t count = 0;

	if (text_blank(s) || text_equal_fold(text_trim(ctx, s), "closed")) {
		*into = (struct day_hours){ 0 };
		return true;
	}
	list = memory_need(talloc_array(ctx, struct interval, HOURS_MOST));
	s = text_trim(ctx, s);
	for (;;) {
		if (count == HOURS_MOST || !read_clock(&s, false, &list[count].open))
			return false;
		skip_spaces(&s);
		if (!read_dash(&s))
			return false;
		skip_spaces(&s);
		if (!read_clock(&s, false, &list[count++].close))
			return false;
		skip_spaces(&s);
		if (!*s)
			break;
		if (*s != ',' && *s != ';')
			return false;
		s++;
		skip_spaces(&s);
	}
	*into = (struct day_hours){ list, count };
	return true;
}

const char *
hours_print(const void *ctx, const struct day_hours *hours)
{
	struct buffer *words = buffer_new(ctx);

	if (!hours->count)
		return "closed";
	for (size_t i = 0; i < hours->count; i++)
		buffer_format(words, "%s%s–%s", i ? ", " : "", clock_print(ctx, hours->list[i].open), clock_print(ctx, hours->list[i].close));
	return buffer_take(ctx, words);
}
