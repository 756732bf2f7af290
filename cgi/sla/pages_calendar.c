/* Calendars: the list, and one with its year and a deadline to try. */
#include "sla/pages.h"

#include "base/text.h"
#include "glossary/views_parts.h"
#include "sla/rules_calendar_text.h"
#include "sla/views_calendar.h"

#include <string.h>
#include <talloc.h>

enum { CALENDARS_SHOWN = 500, HOURS_TRIED = 100000, DAYS_TRIED = 20000, JUST_NOW = 10 * 60 /* seconds */ };

struct response
calendar_index_page(struct request *req)
{
	size_t count;
	const struct calendar_row *rows = calendars_list(req->db, req, organisation_today(req), NULL, CALENDARS_SHOWN, &count);

	return show(req, 200, calendar_index_view(req, rows, count));
}

static const char *
typed(struct request *req, const char *name)
{
	const char *text = request_query(req, name);

	return text_trim(req, text ? text : "");
}

/* "1.5" hours as 90 minutes; false when it is no such number. */
static bool
minutes_read(const void *ctx, const char *amount, int unit, int64_t *minutes)
{
	const char *number = text_decimal(ctx, amount, 6, 2), *point;
	int64_t whole, part = 0;

	if (!number || *number == '-')
		return false;
	point = strchr(number, '.');
	if (!text_integer(point ? text_copy_bytes(ctx, number, (size_t)(point - number)) : number, 0, HOURS_TRIED, &whole))
		return false;
	if (point)
		part = (point[1] - '0') * 10 + (point[2] ? point[2] - '0' : 0);
	*minutes = unit == TRY_HOURS ? whole * 60 + part * 60 / 100 : whole;
	return unit == TRY_HOURS || !point;
}

static bool
start_read(const struct trial *t, const char *zone, int64_t *start)
{
	struct day day;
	int minutes;

	if (!day_parse(t->day, &day) || day.year < YEAR_LEAST || day.year > YEAR_MOST || !clock_parse(t->time, &minutes))
		return false;
	*start = local_instant(day, minutes * 60, zone, LOCAL_FIRST);
	return true;
}

/* Works out what was asked; the sentence to show when it cannot be. */
static const char *
trial_work(struct request *req, struct trial *t, const struct calendar *c)
{
	struct deadline deadline;
	int64_t start, amount;

	if (!start_read(t, c->zone, &start))
		return "Give the day and the time at which the clock starts.";
	if (t->unit == TRY_DAYS ? !text_integer(t->amount, 0, DAYS_TRIED, &amount) : !minutes_read(req, t->amount, t->unit, &amount))
		return t->unit == TRY_HOURS ? "Give the hours as a number, such as 4 or 1.5." : "Give a whole number, such as 4.";
	deadline = t->unit == TRY_DAYS ? calendar_deadline_days(c, start, amount, NULL) : calendar_deadline(c, start, amount * 60, NULL);
	if (deadline.state != DEADLINE_SET)
		return deadline_refusal(deadline.state);
	t->at = deadline.at;
	t->pieces = t->unit == TRY_DAYS ? calendar_segments_days(req, c, start, t->at, NULL, &t->count)
	    : calendar_segments(req, c, start, t->at, NULL, &t->count);
	return NULL;
}

/* The box as it was sent, or with the present time in it. */
static struct trial
trial_read(struct request *req, const struct calendar *c)
{
	struct local now = local_clock(req->now, c->zone);
	const char *unit = typed(req, "unit");
	struct trial t = { .day = day_print(req, now.day), .time = text_format(req, "%02d:%02d", now.hour, now.minute), .amount = "4" };

	if (!request_query(req, "amount"))
		return t;
	t = (struct trial){ .day = typed(req, "day"), .time = typed(req, "time"), .amount = typed(req, "amount") };
	for (const struct option *o = try_units; o->value; o++)
		if (text_equal(o->value, unit))
			t.unit = o->code;
	t.problem = trial_work(req, &t, c);
	return t;
}

/* A number of the query from least to most, or `otherwise`; 0 when it is none. */
static int64_t
number_asked(struct request *req, const char *name, int64_t least, int64_t most, int64_t otherwise)
{
	const char *text = request_query(req, name);
	int64_t number = 0;

	if (!text)
		return otherwise;
	return text_integer(text, least, most, &number) ? number : 0;
}

/* What has just been done, as long as the page bears it out. */
static const char *
done_words(struct request *req, const struct calendar_page *p)
{
	const char *done = request_query(req, "done");
	const struct calendar_row *newest = p->version_count ? &p->versions[0] : NULL;

	if (!done || !newest || newest->created_at < req->now - JUST_NOW)
		return NULL;
	if (text_equal(done, "made"))
		return "The calendar is made. Look at its year: is every holiday there?";
	return text_equal(done, "added") ? text_format(req, "Version %lld is added. It holds from %s; what runs by then keeps its hours.",
	    (long long)newest->number, day_words_of(req, newest->valid_from)) : NULL;
}

struct response
calendar_show_page(struct request *req)
{
	struct calendar_page p = { .head = calendar_find(req->db, req, req->id), .chosen = request_query(req, "version") != NULL };
	const struct calendar_version *holds = p.head ? calendar_version_on(req->db, req, p.head->id, organisation_today(req)) : NULL;
	struct view *view;

	if (!holds)
		return not_found(req);
	p.holds = holds->number;
	p.version = p.chosen ? calendar_version_find(req->db, req, p.head->id, number_asked(req, "version", 1, INT64_MAX, 0)) : holds;
	p.year = (int)number_asked(req, "year", YEAR_LEAST, YEAR_MOST, day_of(req->now, holds->calendar.zone).year);
	if (!p.version || !p.year)
		return not_found(req);
	if (!p.chosen)
		p.spans = calendar_spans(req->db, req, p.head->id, (struct day){ p.year, 1, 1 }, (struct day){ p.year, 12, 31 }, &p.span_count);
	p.versions = calendar_versions(req->db, req, p.head->id, &p.version_count);
	p.trial = trial_read(req, &p.version->calendar);
	view = calendar_show_view(req, &p);
	page_notice(view, done_words(req, &p));
	return show(req, p.trial.problem ? 422 : 200, view);
}
