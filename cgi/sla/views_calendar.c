/* Fills the pages of calendars. */
#include "sla/views_calendar.h"

#include "base/text.h"
#include "glossary/views_parts.h"
#include "sla/rules_calendar_text.h"

#include <string.h>
#include <talloc.h>

enum { PIECES_SHOWN = 200, DATES_SHOWN = 12 };

const struct option try_units[] = {
	{ "hours", "working hours", NULL, TRY_HOURS }, { "minutes", "working minutes", NULL, TRY_MINUTES },
	{ "days", "working days, by close", NULL, TRY_DAYS }, { 0 }
};

struct view *
calendar_index_view(struct request *req, const struct calendar_row *rows, size_t count)
{
	struct view *view = page(req, TPL_CALENDAR_INDEX, "Calendars – Agreement");

	crumbs_fill(view, (struct crumb[]){ { "/sla", "Agreement" }, { 0 } });
	view_show(view, count ? calendar_index_HAS_CALENDARS : calendar_index_NO_CALENDARS);
	for (size_t i = 0; i < count; i++) {
		const struct calendar_row *c = &rows[i];
		struct view *row = view_row(view, calendar_index_CALENDAR_ROW);
		struct week_line lines[7];
		struct day_hours week[7];

		view_number(row, calendar_index_CALENDAR_ID, c->id);
		view_text(row, calendar_index_CALENDAR_NAME, c->name);
		view_text(row, calendar_index_CALENDAR_ZONE, c->zone);
		week_read(row, c->week, week);
		for (size_t n = week_lines(row, week, lines), k = 0; k < n; k++)
			if (lines[k].open)
				view_format(view_row(row, calendar_index_HOURS_ROW), calendar_index_HOURS_WORDS, "%s %s", lines[k].days,
				    lines[k].hours);
		view_text(row, calendar_index_VERSION_WORDS, c->newest > c->number ? text_format(row, "%lld, later %lld",
		    (long long)c->number, (long long)c->newest) : text_format(row, "%lld", (long long)c->number));
		view_text(row, calendar_index_SINCE_STAMP, c->valid_from);
		view_text(row, calendar_index_SINCE_WORDS, day_words_of(row, c->valid_from));
	}
	view_show_if(view, calendar_index_MAY_MAKE, req->user->is_administrator);
	return view;
}

/* The first day on which a later version holds instead; NULL: none does. */
static const char *
ends_on(const struct calendar_page *p, int64_t number)
{
	const char *day = NULL;

	for (size_t i = 0; i < p->version_count && p->versions[i].number > number; i++)
		if (!day || strcmp(p->versions[i].valid_from, day) < 0)
			day = p->versions[i].valid_from;
	return day;
}

static const char *
day_before(const void *ctx, const char *day)
{
	struct day d;

	return day_parse(day, &d) ? day_long(ctx, day_add(d, -1)) : "";
}

/* The number of the amendment that put another version in its place; 0: none has. */
static int64_t
corrected_by(const struct calendar_page *p, int64_t number)
{
	const struct calendar_row *self = NULL, *by = NULL;

	for (size_t i = p->version_count; i-- > 0;) {
		const struct calendar_row *v = &p->versions[i];

		if (v->number == number)
			self = v;
		else if (self && !by && v->origin == self->origin)
			by = v;
	}
	return by ? by->amendment_number : 0;
}

/* "Holds from 1 January 2027", "Held from … to …": when a version counts. */
static const char *
span_words(struct request *req, const struct calendar_page *p, int64_t number, const char *valid_from)
{
	const char *end = ends_on(p, number), *today = organisation_today(req);

	if (corrected_by(p, number))
		return text_format(req, "Corrected by amendment %lld", (long long)corrected_by(p, number));
	if (end && strcmp(end, valid_from) <= 0)
		return number == 1 && strcmp(end, today) > 0 ? text_format(req, "Holds until %s", day_before(req, end))
		    : "Replaced before its day";
	if (end)
		return text_format(req, "%s from %s to %s", strcmp(end, today) <= 0 ? "Held" : strcmp(valid_from, today) <= 0 ? "Holds"
		    : "Will hold", day_words_of(req, valid_from), day_before(req, end));
	return text_format(req, "%s %s", strcmp(valid_from, today) <= 0 ? "Holds since" : "Holds from", day_words_of(req, valid_from));
}

static void
versions_fill(struct view *view, struct request *req, const struct calendar_page *p)
{
	for (size_t i = 0; i < p->version_count; i++) {
		const struct calendar_row *v = &p->versions[i];
		struct view *row = view_row(view, calendar_show_VERSION_ROW);

		view_number(row, calendar_show_ROW_NUMBER, v->number);
		view_show_if(row, calendar_show_IS_CHOSEN, v->number == p->version->number);
		view_text(row, calendar_show_SPAN_WORDS, span_words(req, p, v->number, v->valid_from));
		view_text(row, calendar_show_AUTHOR_NAME, v->author_name);
		moment_fill(row, calendar_show_MADE_STAMP, calendar_show_MADE_WORDS, req, v->created_at);
	}
}

static void
week_fill(struct view *view, const struct calendar *c)
{
	struct week_line lines[7];
	size_t count = week_lines(view, c->week, lines);

	for (size_t i = 0; i < count; i++) {
		struct view *row = view_row(view, calendar_show_HOURS_ROW);

		view_text(row, calendar_show_DAYS_WORDS, lines[i].days);
		view_text(row, calendar_show_HOURS_WORDS, lines[i].open ? lines[i].hours : "Closed");
		view_show_if(row, calendar_show_IS_CLOSED, !lines[i].open);
	}
}

static void
date_fill(struct view *row, const struct exception *e)
{
	view_text(row, calendar_show_DATE_NAME, e->name);
	view_text(row, calendar_show_DATE_HOURS, e->hours.count ? hours_print(row, &e->hours) : "Closed");
	view_text(row, calendar_show_DATE_STAMP, day_print(row, e->day));
	view_format(row, calendar_show_DATE_WORDS, "%s %s", weekday_short(day_weekday(e->day)), day_short(row, e->day));
}

/* The next exceptions, and behind a click those after them and those that have passed, latest first. */
static void
dates_fill(struct view *view, struct request *req, const struct calendar *c)
{
	struct day today = day_of(req->now, c->zone);
	size_t past = 0, near;

	while (past < c->exception_count && day_compare(c->exceptions[past].day, today) < 0)
		past++;
	near = past + DATES_SHOWN < c->exception_count ? past + DATES_SHOWN : c->exception_count;
	view_format(view, calendar_show_EXCEPTION_COUNT, "%zu", c->exception_count);
	view_show(view, past < c->exception_count ? calendar_show_HAS_COMING : calendar_show_NO_COMING);
	view_text(view, calendar_show_NO_COMING_WORDS, past ? "No day to come has its own hours: holidays are missing."
	    : "No day has its own hours yet: holidays are missing.");
	for (size_t i = past; i < c->exception_count; i++)
		date_fill(view_row(view, i < near ? calendar_show_COMING_ROW : calendar_show_LATER_ROW), &c->exceptions[i]);
	view_show_if(view, calendar_show_HAS_LATER, near < c->exception_count);
	view_format(view, calendar_show_LATER_COUNT, near + 1 == c->exception_count ? "%zu later day" : "%zu later days",
	    c->exception_count - near);
	view_show_if(view, calendar_show_HAS_PAST, past > 0);
	view_format(view, calendar_show_PAST_COUNT, past == 1 ? "%zu earlier day" : "%zu earlier days", past);
	for (size_t i = past; i-- > 0;)
		date_fill(view_row(view, calendar_show_PAST_ROW), &c->exceptions[i]);
}

/* "10:00–12:00", in the calendar's zone; "all day". */
static const char *
times_words(const void *ctx, const struct segment *s, const char *zone)
{
	struct local to = local_clock(s->to, zone);

	if (s->to - s->from == s->day_seconds)
		return "all day";
	return text_format(ctx, "%s–%s", instant_time(ctx, s->from, zone), to.hour == 0 && to.minute == 0 ? "24:00"
	    : instant_time(ctx, s->to, zone));
}

static void
piece_fill(struct view *row, const struct segment *s, const char *zone)
{
	view_show_if(row, calendar_show_IS_COUNTED, s->counted > 0 || s->ordinal > 0);
	view_text(row, calendar_show_DAY_WORDS, segment_day(row, s));
	view_text(row, calendar_show_TIME_WORDS, times_words(row, s, zone));
	view_text(row, calendar_show_PIECE_WORDS, s->counted ? text_format(row, "counts %s%s%s", time_words(row, s->counted),
	    s->exception ? ", " : "", s->exception ? s->exception : "") : segment_why(row, s));
}

static void
trial_fill(struct view *view, const struct trial *t, const char *zone)
{
	struct view *answer;
	size_t shown = t->count < PIECES_SHOWN ? t->count : PIECES_SHOWN;

	view_text(view, calendar_show_TRY_DAY, t->day);
	view_text(view, calendar_show_TRY_TIME, t->time);
	view_text(view, calendar_show_TRY_AMOUNT, t->amount);
	for (const struct option *o = try_units; o->value; o++) {
		struct view *row = view_row(view, calendar_show_UNIT_ROW);

		view_text(row, calendar_show_OPTION_VALUE, o->value);
		view_text(row, calendar_show_OPTION_LABEL, o->label);
		view_show_if(row, calendar_show_IS_CHOSEN, o->code == t->unit);
	}
	view_maybe(view, calendar_show_TRY_PROBLEM, calendar_show_PROBLEM_WORDS, t->problem);
	view_show_if(view_page(view), M_HAS_PROBLEMS, t->problem != NULL);
	if (!t->at)
		return;
	answer = view_row(view, calendar_show_TRY_ANSWER);
	view_text(answer, calendar_show_DUE_STAMP, instant_print_local(answer, t->at, zone));
	view_format(answer, calendar_show_DUE_WORDS, "%s %s", weekday_name(day_weekday(day_of(t->at, zone))),
	    instant_short(answer, t->at, zone));
	for (size_t i = 0; i < shown; i++)
		piece_fill(view_row(answer, calendar_show_PIECE_ROW), &t->pieces[i], zone);
	if (shown < t->count)
		view_maybe(answer, calendar_show_HAS_MORE, calendar_show_MORE_WORDS, text_format(answer,
		    "And %zu more pieces of time until then.", t->count - shown));
}

/* A link to another year, kept to the version that was chosen. */
static void
year_link(struct view *view, enum marker section, enum marker href, enum marker label, const struct calendar_page *p, int year)
{
	struct view *row;

	if (year < YEAR_LEAST || year > YEAR_MOST)
		return;
	row = view_row(view, section);
	view_text(row, href, p->chosen ? text_format(row, "/sla/calendars/%lld?version=%lld&year=%d#year", (long long)p->head->id,
	    (long long)p->version->number, year) : text_format(row, "/sla/calendars/%lld?year=%d#year", (long long)p->head->id, year));
	view_format(row, label, "%d", year);
}

static void
life_fill(struct view *view, struct request *req, const struct calendar_page *p)
{
	const struct calendar_version *v = p->version;
	const char *span = span_words(req, p, v->number, v->valid_from);
	bool holds = v->number == p->holds;

	view_format(view, calendar_show_LIFE_WORDS, "Version %lld. %s.", (long long)v->number, span);
	tag_fill(view, holds ? TAG_OK : v->number > p->holds ? TAG_WAIT : TAG_PLAIN, holds ? "Holds now"
	    : v->number > p->holds && text_starts(span, "Holds") ? "Waits for its day" : text_starts(span, "Will") ? "Waits for its day" : "Replaced");
	if (holds)
		return;
	view = view_row(view, calendar_show_OTHER_NOTICE);
	view_format(view, calendar_show_OTHER_WORDS, "Version %lld holds now, not this one.", (long long)p->holds);
	view_number(view, calendar_show_OTHER_NUMBER, p->holds);
}

/* The year by the versions that hold in it; the one that was chosen for all of it. */
static void
year_of_versions(struct view *view, struct request *req, const struct calendar_page *p)
{
	struct year_part *parts = memory_need(talloc_array(req, struct year_part, p->span_count + 1));
	size_t count = p->chosen ? 0 : p->span_count;

	parts[0] = (struct year_part){ .calendar = &p->version->calendar, .number = p->version->number };
	for (size_t i = 0; i < count; i++)
		parts[i] = (struct year_part){ p->spans[i].from, &p->spans[i].version->calendar, p->spans[i].version->number };
	view_maybe(view, calendar_show_ALONE_LINE, calendar_show_ALONE_WORDS, p->chosen ? text_format(view, "By version %lld alone, whatever holds on a day.",
	    (long long)p->version->number) : NULL);
	year_fill(view, calendar_show_YEAR_VIEW, req, parts, count ? count : 1, p->year);
}

struct view *
calendar_show_view(struct request *req, const struct calendar_page *p)
{
	const struct calendar_version *v = p->version;
	struct view *view = page(req, TPL_CALENDAR_SHOW, text_format(req, "%s – Agreement", p->head->name));

	crumbs_fill(view, (struct crumb[]){ { "/sla", "Agreement" }, { "/sla/calendars", "Calendars" }, { 0 } });
	view_number(view, calendar_show_CALENDAR_ID, p->head->id);
	view_text(view, calendar_show_CALENDAR_NAME, p->head->name);
	view_text(view, calendar_show_CALENDAR_ZONE, v->calendar.zone);
	view_number(view, calendar_show_VERSION_NUMBER, v->number);
	view_show_if(view, calendar_show_WAS_CHOSEN, p->chosen);
	view_show_if(view, calendar_show_MAY_CORRECT, req->user->team != TEAM_OBSERVER);
	view_show_if(view, calendar_show_MAY_CHANGE, req->user->is_administrator);
	life_fill(view, req, p);
	week_fill(view, &v->calendar);
	view_format(view, calendar_show_YEAR_NUMBER, "%d", p->year);
	year_link(view, calendar_show_BEFORE_LINK, calendar_show_BEFORE_HREF, calendar_show_BEFORE_YEAR, p, p->year - 1);
	year_link(view, calendar_show_AFTER_LINK, calendar_show_AFTER_HREF, calendar_show_AFTER_YEAR, p, p->year + 1);
	year_of_versions(view, req, p);
	trial_fill(view, &p->trial, v->calendar.zone);
	dates_fill(view, req, &v->calendar);
	versions_fill(view, req, p);
	return view;
}
