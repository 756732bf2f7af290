/* Fills a year of a calendar: twelve small months, each day by what it is. */
#include "sla/views_calendar.h"

#include "base/text.h"
#include "base/zone.h"
#include "glossary/views_parts.h"
#include "sla/rules_calendar_text.h"

/* What a day looks like. */
enum look { LOOK_OPEN, LOOK_SHUT, LOOK_OFF, LOOK_OTHER, LOOKS };
static const struct {
	const char *code, *words, *legend;	/* of its class, for the ear, and below the year */
} looks[LOOKS] = {
	[LOOK_OPEN] = { "open", "open", "%d open" },
	[LOOK_SHUT] = { "shut", "closed", "%d closed by the week" },
	[LOOK_OFF] = { "off", "closed", "%d closed by exception" },
	[LOOK_OTHER] = { "other", "other hours", "%d with other hours" },
};

/* Filling one year. */
struct year {
	struct request *req;
	const struct year_part *parts;
	size_t part_count;
	struct day today;
	int counts[LOOKS];
};

/* What holds on a day. */
static const struct year_part *
part_on(const struct year *y, struct day day)
{
	const struct year_part *part = &y->parts[0];

	for (size_t i = 1; i < y->part_count && day_compare(y->parts[i].from, day) <= 0; i++)
		part = &y->parts[i];
	return part;
}

/* Whether another version begins to hold on a day of the year. */
static bool
changes_on(const struct year *y, const struct year_part *part, struct day day)
{
	return part != &y->parts[0] && day_compare(part->from, day) == 0;
}

static enum look
look_of(const struct day_look *d)
{
	if (d->exception)
		return d->hours->count ? LOOK_OTHER : LOOK_OFF;
	return d->hours->count ? LOOK_OPEN : LOOK_SHUT;
}

static void
named_fill(struct view *month, const struct year *y, struct day day, const struct day_look *d)
{
	const struct year_part *part = part_on(y, day);
	struct view *row;

	if (changes_on(y, part, day)) {
		row = view_row(month, calendar_year_NAMED_ROW);
		view_number(row, calendar_year_DAY_NUMBER, day.day);
		view_format(row, calendar_year_NAMED_WORDS, "Version %lld begins", (long long)part->number);
	}
	if (!d->exception)
		return;
	row = view_row(month, calendar_year_NAMED_ROW);
	view_number(row, calendar_year_DAY_NUMBER, day.day);
	view_text(row, calendar_year_NAMED_WORDS, d->hours->count ? text_format(row, "%s, %s", d->exception->name,
	    hours_print(row, d->hours)) : d->exception->name);
}

static void
cell_fill(struct view *week, struct year *y, struct day day, const struct day_look *d)
{
	struct view *cell = view_row(view_row(week, calendar_year_DAY_CELL), calendar_year_IS_DAY);
	enum look look = look_of(d);

	y->counts[look]++;
	view_number(cell, calendar_year_DAY_NUMBER, day.day);
	view_text(cell, calendar_year_LOOK_CODE, looks[look].code);
	view_text(cell, calendar_year_LOOK_WORDS, d->exception ? text_format(cell, "%s, %s", looks[look].words, d->exception->name)
	    : looks[look].words);
	view_show_if(cell, calendar_year_IS_TODAY, day_compare(day, y->today) == 0);
}

static void
blanks_fill(struct view *week, int count)
{
	for (int i = 0; i < count; i++)
		view_show(view_row(week, calendar_year_DAY_CELL), calendar_year_IS_BLANK);
}

static void
month_fill(struct view *view, struct year *y, struct day first)
{
	struct view *row = view_row(view, calendar_year_MONTH_ROW), *week = NULL;
	int open = 0, named = 0;

	view_text(row, calendar_year_MONTH_NAME, month_name(first.month));
	view_number(row, calendar_year_YEAR_NUMBER, first.year);
	for (struct day day = first; day.month == first.month; day = day_add(day, 1)) {
		const struct year_part *part = part_on(y, day);
		struct day_look d = calendar_look(part->calendar, day);
		int weekday = day_weekday(day);

		if (!week || weekday == 0) {
			week = view_row(row, calendar_year_WEEK_ROW);
			blanks_fill(week, weekday);
		}
		cell_fill(week, y, day, &d);
		named_fill(row, y, day, &d);
		open += d.hours->count > 0;
		named += d.exception != NULL || changes_on(y, part, day);
		if (day_add(day, 1).month != first.month)
			blanks_fill(week, 6 - weekday);
	}
	view_format(row, calendar_year_OPEN_WORDS, "%d open", open);
	view_show_if(row, calendar_year_HAS_NAMED, named > 0);
}

/* "Clocks go forward on 29 March 2026 and back on 25 October 2026."; "" where they stay. */
static const char *
clocks_words(const void *ctx, const struct year *y, int year)
{
	struct buffer *out = buffer_new(ctx);
	int64_t last = day_number((struct day){ year, 12, 31 });

	for (int64_t day = day_number((struct day){ year, 1, 1 }); day <= last; day++) {
		const struct zone *clocks = zone_find(part_on(y, day_from_number(day))->calendar->zone);
		int64_t length = zone_day_start(clocks, day + 1) - zone_day_start(clocks, day);

		if (length != 86400)
			buffer_format(out, "%s %s on %s", out->length ? " and" : "Clocks go", length < 86400 ? "forward" : "back",
			    day_long(out, day_from_number(day)));
	}
	if (out->length)
		buffer_text(out, ".");
	return buffer_take(ctx, out);
}

/* "Version 2 holds until 14 January 2027, then version 3."; NULL where one holds all the year. */
static const char *
versions_words(const void *ctx, const struct year *y)
{
	struct buffer *out = buffer_new(ctx);

	for (size_t i = 0; i + 1 < y->part_count; i++)
		buffer_format(out, "%s %lld holds until %s, ", i ? "then version" : "Version", (long long)y->parts[i].number,
		    day_long(out, day_add(y->parts[i + 1].from, -1)));
	if (y->part_count < 2)
		return NULL;
	buffer_format(out, "then version %lld. Each day is as the version says that holds on it.", (long long)y->parts[y->part_count - 1].number);
	return buffer_take(ctx, out);
}

void
year_fill(struct view *view, enum marker at, struct request *req, const struct year_part *parts, size_t count, int year)
{
	struct view *part = view_part(view, at, TPL_CALENDAR_YEAR);
	struct year y = { .req = req, .parts = parts, .part_count = count, .today = day_of(req->now, parts[count - 1].calendar->zone) };

	for (int month = 1; month <= 12; month++)
		month_fill(part, &y, (struct day){ year, month, 1 });
	for (int look = 0; look < LOOKS; look++) {
		struct view *row;

		if (!y.counts[look])
			continue;
		row = view_row(part, calendar_year_LEGEND_ROW);
		view_text(row, calendar_year_LOOK_CODE, looks[look].code);
		view_text(row, calendar_year_LEGEND_WORDS, text_replace(row, looks[look].legend, "%d", text_format(row, "%d",
		    y.counts[look])));
	}
	view_maybe(part, calendar_year_HAS_CLOCKS, calendar_year_CLOCKS_WORDS, clocks_words(part, &y, year));
	view_maybe(part, calendar_year_HAS_VERSIONS, calendar_year_VERSIONS_WORDS, versions_words(part, &y));
}
