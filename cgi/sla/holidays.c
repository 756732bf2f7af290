/* Public holidays out of an iCalendar file: its events one by one, as days with names. */
#include "sla/holidays.h"

#include <stdlib.h>
#include <string.h>
#include <talloc.h>

#include "base/text.h"
#include "base/utf8.h"
#include "sla/holidays_parts.h"
#include "sla/rules_calendar.h"

/* Days that are looked at to follow rules: of one event 135 years of days, of a file enough for 300 that were counted yearly for 20 years. */
enum { BUDGET_EACH = 50000, BUDGET = 300000, FOUND_MOST = 20000, MOVED_MOST = 500 };

/* An instance of a series that another event stands for. */
struct moved {
	const char *uid;
	int64_t day;
};

struct reader {
	const void *ctx;
	struct holidays *holidays;
	const struct zone *zone;
	int64_t from, to;		/* the window */
	long budget;
	struct holiday *found;
	size_t found_count;
	struct moved *moved;
	size_t moved_count;
};

/* What the calendar's clocks show then. */
static int64_t
shown_here(const struct reader *r, const struct ics_time *time)
{
	int64_t instant;

	if (time->is_date || !time->zone)
		return time->shown;
	instant = zone_instant(time->zone, time->shown, LOCAL_FIRST);
	return instant + zone_period(r->zone, instant).offset;
}

static int64_t
day_shown(int64_t shown)
{
	return shown >= 0 ? shown / 86400 : -((-shown + 86399) / 86400);
}

static int64_t
day_here(const struct reader *r, const struct ics_time *time)
{
	return day_shown(shown_here(r, time));
}

/* How many local days one instance touches. */
static int64_t
span_of(const struct reader *r, const struct event *event)
{
	int64_t start = shown_here(r, &event->start), end = start;

	if (event->end.there)
		end = shown_here(r, &event->end);
	else if (event->seconds > 0)
		end = start + event->seconds;
	if (end <= start)
		return 1;
	return day_shown(end - 1) - day_shown(start) + 1;
}

static void
add_days(struct reader *r, const struct event *event, int64_t first, int64_t span)
{
	for (int64_t day = first > r->from ? first : r->from; day < first + span && day < r->to && r->found_count < FOUND_MOST; day++)
		r->found[r->found_count++] = (struct holiday){ day_from_number(day), event->name, event->place + 1 };
}

static int
compare_days(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static void
read_left_out(const struct reader *r, struct event *event)
{
	size_t room = 0;

	for (icalproperty *p = icalcomponent_get_first_property(event->component, ICAL_EXDATE_PROPERTY); p;
	    p = icalcomponent_get_next_property(event->component, ICAL_EXDATE_PROPERTY)) {
		struct ics_time time = ics_time(p);

		if (!time.there)
			continue;
		if (event->left_out_count == room) {
			room = room ? room * 2 : 8;
			event->left_out = memory_need(talloc_realloc(r->ctx, event->left_out, int64_t, room));
		}
		event->left_out[event->left_out_count++] = day_here(r, &time);
	}
	if (event->left_out_count)
		qsort(event->left_out, event->left_out_count, sizeof(int64_t), compare_days);
}

/* Is the instance that begins on that day left out, or does another event stand for it? */
static bool
is_excepted(const struct reader *r, const struct event *event, int64_t day)
{
	if (event->left_out_count && bsearch(&day, event->left_out, event->left_out_count, sizeof(int64_t), compare_days))
		return true;
	for (size_t i = 0; *event->uid && !event->instance.there && i < r->moved_count; i++)
		if (r->moved[i].day == day && strcmp(r->moved[i].uid, event->uid) == 0)
			return true;
	return false;
}

static void
leave_out(struct reader *r, const struct event *event, const char *why)
{
	problem_add(r->holidays->problems, "file", (int)event->place, "Event %zu, “%s”, %s. Its other days are left out: add them by hand.",
	    event->place + 1, event->name, why);
}

/* The instance that begins on a day of the event's own zone. */
static void
add_instance(struct reader *r, const struct event *event, int64_t own_day, int64_t span)
{
	struct ics_time start = event->start;
	int64_t day;

	start.shown += (own_day - day_shown(start.shown)) * 86400;
	day = day_here(r, &start);
	if (!is_excepted(r, event, day))
		add_days(r, event, day, span);
}

/* The days of its RRULE, in its own zone. */
static void
add_repeats(struct reader *r, const struct event *event, icalproperty *property, int64_t own_day, int64_t span)
{
	icalvalue *value = icalproperty_get_value(property);
	struct icalrecurrencetype rule;
	const char *why = NULL;
	long given = r->budget < BUDGET_EACH ? r->budget : BUDGET_EACH, left = given;
	int64_t *days;
	size_t count;

	if (!value || icalvalue_isa(value) != ICAL_RECUR_VALUE) {
		leave_out(r, event, "repeats in a way that cannot be read");
		return;
	}
	rule = icalvalue_get_recur(value);
	/* A day either way for zones, and as many as an instance may last. */
	days = repeat_days(r->ctx, &rule, own_day, r->from - span - 1, r->to + 1, &left, &count, &why);
	r->budget -= given - left;
	if (!days)
		leave_out(r, event, why);
	for (size_t i = 0; days && i < count; i++)
		if (days[i] != own_day)
			add_instance(r, event, days[i], span);
}

static void
add_event(struct reader *r, struct event *event)
{
	int64_t span = span_of(r, event), own_day = day_shown(event->start.shown);
	icalproperty *property;

	if (span > HOLIDAY_SPAN_MOST) {
		problem_add(r->holidays->problems, "file", (int)event->place, "Event %zu, “%s”, lasts longer than %d days, so it is left out.",
		    event->place + 1, event->name, HOLIDAY_SPAN_MOST);
		return;
	}
	read_left_out(r, event);
	add_instance(r, event, own_day, span);
	property = icalcomponent_get_first_property(event->component, ICAL_RRULE_PROPERTY);
	if (property)
		add_repeats(r, event, property, own_day, span);
	for (property = icalcomponent_get_first_property(event->component, ICAL_RDATE_PROPERTY); property;
	    property = icalcomponent_get_next_property(event->component, ICAL_RDATE_PROPERTY)) {
		struct ics_time time = ics_time(property);

		if (!time.there)
			leave_out(r, event, "has a further date that cannot be read");
		else if (!is_excepted(r, event, day_here(r, &time)))
			add_days(r, event, day_here(r, &time), span);
	}
}

static int
compare_found(const void *a, const void *b)
{
	const struct holiday *x = a, *y = b;
	int order = day_compare(x->day, y->day);

	return order ? order : (x->event > y->event) - (x->event < y->event);
}

/* Is the name one of those joined by " / "? */
static bool
is_named_in(const char *names, const char *name)
{
	const char *at = names;
	size_t length = strlen(name);

	while ((at = strstr(at, name))) {
		if ((at == names || (at - names >= 3 && strncmp(at - 3, " / ", 3) == 0)) && (!at[length] || strncmp(at + length, " / ", 3) == 0))
			return true;
		at++;
	}
	return false;
}

/* Sorted, and each day once. */
static void
settle(struct reader *r)
{
	struct holidays *holidays = r->holidays;
	struct holiday *list = r->found;
	size_t kept = 0;

	if (r->found_count)
		qsort(list, r->found_count, sizeof(*list), compare_found);
	for (size_t i = 0; i < r->found_count; i++) {
		struct holiday *last = kept ? &list[kept - 1] : NULL;

		if (!last || day_compare(last->day, list[i].day) != 0) {
			if (kept == HOLIDAYS_MOST) {
				problem_add(holidays->problems, "file", -1, "There are more than %d days. Those after %s are left out.", HOLIDAYS_MOST,
				    day_long(r->ctx, last->day));
				break;
			}
			list[kept++] = list[i];
		} else if (!is_named_in(last->name, list[i].name) && utf8_length(last->name) < CALENDAR_NAME_MOST) {
			last->name = text_clip(r->ctx, text_format(r->ctx, "%s / %s", last->name, list[i].name), CALENDAR_NAME_MOST);
		}
	}
	for (size_t i = 0; i < kept; i++)
		list[i].name = text_copy(holidays, list[i].name);
	holidays->list = list;
	holidays->count = kept;
}

static void
read_moved(struct reader *r, const struct event *event)
{
	if (!event->instance.there || !*event->uid || r->moved_count == MOVED_MOST)
		return;
	r->moved[r->moved_count++] = (struct moved){ event->uid, day_here(r, &event->instance) };
}

struct holidays *
holidays_read(const void *ctx, const char *bytes, size_t length, struct day from, struct day to, const char *zone)
{
	struct holidays *holidays = memory_need(talloc_zero(ctx, struct holidays));
	void *scratch = memory_need(talloc_new(holidays));
	struct reader r = { .ctx = scratch, .holidays = holidays, .zone = zone_find(zone), .budget = BUDGET };
	struct ics_event *sources;
	size_t count;

	holidays->problems = problems_new(holidays);
	sources = ics_events(scratch, bytes, length, holidays->problems, &count);
	holidays->events = count;
	r.from = day_exists(from) ? day_number(from) : 0;
	r.to = day_exists(to) ? day_number(to) : 0;
	if (r.to > r.from + HOLIDAYS_WINDOW_MOST)
		r.to = r.from + HOLIDAYS_WINDOW_MOST;
	r.found = memory_need(talloc_array(holidays, struct holiday, FOUND_MOST));
	r.moved = memory_need(talloc_array(scratch, struct moved, MOVED_MOST));
	icalerror_set_errors_are_fatal(0);
	/* First which instances other events stand for, as those may come before or behind their series. */
	for (int pass = 0; pass < 2; pass++)
		for (size_t i = 0; sources && i < count; i++) {
			struct event event;

			if (pass == 0 && !sources[i].moved)
				continue;
			if (!ics_event_read(r.ctx, &sources[i], &event)) {
				if (pass)
					problem_add(holidays->problems, "file", (int)i, "Event %zu%s%s%s has no date that can be read, so it is left out.",
					    i + 1, *event.name ? ", “" : "", event.name, *event.name ? "”," : "");
				continue;
			}
			if (pass == 0)
				read_moved(&r, &event);
			else if (!event.cancelled)
				add_event(&r, &event);
			icalcomponent_free(event.component);
		}
	icalmemory_free_ring();
	settle(&r);
	talloc_free(scratch);
	return holidays;
}
