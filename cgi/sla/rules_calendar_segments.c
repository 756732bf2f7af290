/* A stretch of time explained day by day: what counted, what did not, and why. */
#include "sla/rules_calendar.h"

#include <talloc.h>

#include "base/text.h"
#include "sla/rules_calendar_walk.h"

/* The day that is being told, and what was told. */
struct telling {
	const void *ctx;
	struct segment *list;
	size_t count, room;
	const struct pauses *pauses;
	size_t pause;			/* the first that may still matter */
	struct segment day;		/* what all its pieces share */
	bool has_hours;
	int64_t opens, closes;		/* the first and last instant of its hours */
};

static void
add(struct telling *t, struct segment segment)
{
	if (segment.from >= segment.to || t->count == SEGMENTS_MOST)
		return;
	if (t->count == t->room) {
		t->room = t->room ? t->room * 2 : 16;
		t->list = memory_need(talloc_realloc(t->ctx, t->list, struct segment, t->room));
	}
	t->list[t->count++] = segment;
}

static void
add_closed(struct telling *t, int64_t from, int64_t to)
{
	struct segment segment = t->day;

	segment.from = from;
	segment.to = to;
	segment.kind = SEGMENT_CLOSED;
	segment.part = !t->has_hours ? PART_DAY : from < t->opens ? PART_BEFORE : from >= t->closes ? PART_AFTER : PART_BETWEEN;
	add(t, segment);
}

/* Open hours: what counts, and what pauses take of it. */
static void
add_open(struct telling *t, int64_t from, int64_t to)
{
	const struct pauses *pauses = t->pauses;

	while (from < to) {
		struct segment segment = t->day;
		const struct pause *pause;

		while (pauses && t->pause < pauses->count && pauses->list[t->pause].to <= from)
			t->pause++;
		pause = pauses && t->pause < pauses->count ? &pauses->list[t->pause] : NULL;
		segment.from = from;
		segment.to = to;
		if (pause && pause->from <= from) {
			segment.kind = SEGMENT_PAUSED;
			segment.pause = pause->why;
			if (pause->to < to)
				segment.to = pause->to;
		} else {
			if (pause && pause->from < to)
				segment.to = pause->from;
			segment.counted = segment.to - from;
		}
		add(t, segment);
		from = segment.to;
	}
}

/* Begins the day that `days` is at, and moves it on. */
static size_t
begin_day(struct telling *t, struct days_walk *days, struct stretch stretches[])
{
	int64_t start = days->day_start;
	const struct exception *exception;
	struct day day = day_from_number(days->day);
	size_t count = days_walk_next(days, stretches, &exception);

	t->day = (struct segment){ .day = day, .day_seconds = days->day_start - start, .ordinal = ORDINAL_NONE,
		.exception = exception ? exception->name : NULL };
	t->has_hours = count > 0;
	t->opens = count ? stretches[0].from : INT64_MAX;
	t->closes = INT64_MIN;
	for (size_t i = 0; i < count; i++)
		if (stretches[i].to > t->closes)
			t->closes = stretches[i].to;
	return count;
}

struct segment *
calendar_segments(const void *ctx, const struct calendar *calendar, int64_t from, int64_t to,
    const struct pauses *pauses, size_t *count)
{
	struct telling t = { .ctx = ctx, .pauses = pauses };
	struct stretch stretches[HOURS_MOST], stretch = { 0 };
	const struct zone *zone = zone_find(calendar->zone);
	struct days_walk days;
	struct walk walk;
	bool more;

	*count = 0;
	if (from < INSTANT_LEAST || to > INSTANT_MOST || from >= to)
		return NULL;
	days_walk_begin(&days, calendar, zone_day(zone, from) - 1);
	walk_begin(&walk, calendar, from, zone_day(zone, to) + 1, true);
	more = walk_next(&walk, &stretch);
	while (from < to && t.count < SEGMENTS_MOST && days.day <= DAY_MOST) {
		int64_t end;

		begin_day(&t, &days, stretches);
		end = days.day_start < to ? days.day_start : to;
		while (from < end) {
			int64_t opens = more && stretch.from < end ? stretch.from : end, closes;

			add_closed(&t, from, opens);
			from = opens;
			if (from == end)
				break;
			closes = stretch.to < end ? stretch.to : end;
			add_open(&t, from, closes);
			from = closes;
			if (closes == stretch.to)
				more = walk_next(&walk, &stretch);
			else
				stretch.from = closes;
		}
	}
	*count = t.count;
	return t.list;
}

/* The reason of the pause in which `at` lies. */
static const char *
pause_reason(const struct pauses *pauses, int64_t at)
{
	for (size_t i = 0; pauses && i < pauses->count; i++)
		if (pauses->list[i].from <= at && at < pauses->list[i].to)
			return pauses->list[i].why;
	return NULL;
}

struct segment *
calendar_segments_days(const void *ctx, const struct calendar *calendar, int64_t start, int64_t deadline,
    const struct pauses *pauses, size_t *count)
{
	struct telling t = { .ctx = ctx };
	struct stretch stretches[HOURS_MOST];
	struct day first = calendar_start_day(calendar, start);
	int64_t ordinal = 0, at = start;
	struct days_walk days;

	*count = 0;
	if (start < INSTANT_LEAST || deadline > INSTANT_MOST || start >= deadline || day_none(first))
		return NULL;
	days_walk_begin(&days, calendar, zone_day(zone_find(calendar->zone), start));
	while (at < deadline && t.count < SEGMENTS_MOST && days.day <= DAY_MOST) {
		struct segment segment;
		size_t hours = begin_day(&t, &days, stretches);

		segment = t.day;
		segment.from = at;
		segment.to = days.day_start < deadline ? days.day_start : deadline;
		segment.kind = SEGMENT_CLOSED;
		segment.part = !hours ? PART_DAY : PART_AFTER;
		if (!hours && day_compare(segment.day, first) == 0)
			ordinal++;	/* only where clocks pushed the hours of the day before into it */
		if (hours && day_compare(segment.day, first) >= 0) {
			segment.kind = pauses_cover(pauses, stretches, hours) ? SEGMENT_PAUSED : SEGMENT_OPEN;
			if (segment.kind == SEGMENT_OPEN)
				segment.ordinal = ordinal++;
			else
				segment.pause = pause_reason(pauses, stretches[0].from);
		}
		if (segment.to <= at)
			continue;
		add(&t, segment);
		at = segment.to;
	}
	*count = t.count;
	return t.list;
}

/* "; 25 hours, clocks go back", or "". */
static const char *
clocks(const void *ctx, int64_t day_seconds)
{
	const char *way = day_seconds > 86400 ? "back" : "forward";
	int hours = (int)(day_seconds / 3600), minutes = (int)(day_seconds % 3600 / 60);

	if (day_seconds == 86400 || day_seconds <= 0)
		return "";
	if (!minutes)
		return text_format(ctx, "; %d hours, clocks go %s", hours, way);
	return text_format(ctx, "; %d hours %d minutes, clocks go %s", hours, minutes, way);
}

static const char *
closed_words(const void *ctx, const struct segment *s)
{
	if (s->part == PART_DAY && s->exception)
		return text_format(ctx, "closed, %s", s->exception);
	if (s->part == PART_DAY)
		return text_format(ctx, "closed on %ss", weekday_name(day_weekday(s->day)));
	return s->part == PART_BEFORE ? "before opening" : s->part == PART_BETWEEN ? "between opening hours" : "after closing";
}

const char *
segment_why(const void *ctx, const struct segment *s)
{
	const char *words;

	if (s->kind == SEGMENT_CLOSED)
		words = closed_words(ctx, s);
	else if (s->kind == SEGMENT_PAUSED)
		words = text_format(ctx, "paused%s%s", s->pause ? ": " : "", s->pause ? s->pause : "");
	else if (s->ordinal == 0)
		words = "the day it starts";
	else if (s->ordinal > 0)
		words = text_format(ctx, "business day %ld", (long)s->ordinal);
	else
		words = "open";
	if (s->exception && !(s->kind == SEGMENT_CLOSED && s->part == PART_DAY))
		words = text_format(ctx, "%s (%s)", words, s->exception);
	return text_format(ctx, "%s%s", words, clocks(ctx, s->day_seconds));
}

const char *
segment_day(const void *ctx, const struct segment *s)
{
	return text_format(ctx, "%s %s", weekday_short(day_weekday(s->day)), day_brief(ctx, s->day));
}

const char *
segment_line(const void *ctx, const struct segment *s)
{
	return text_format(ctx, "%s: %s", segment_day(ctx, s), segment_why(ctx, s));
}
