/* The agreement as it goes: its page, one promise, one clock explained. */
#include "sla/pages.h"

#include "auth/session.h"
#include "base/text.h"
#include "sla/views_live.h"
#include "web/route.h"
#include "web/watch.h"

#include <string.h>
#include <talloc.h>

enum { OPEN_LOOKED_AT = 20, CORRECTIONS_SHOWN = 24 };

/* The month that is asked for, its first day; the present one where none is. False: no month at all. */
static bool
month_asked(struct request *req, struct day *month)
{
	const char *typed = request_query(req, "month");

	*month = day_month_start(day_of(req->now, req->session->organisation_zone));
	return !typed || (strlen(typed) == 7 && day_parse(text_format(req, "%s-01", typed), month));
}

/* Marketing's volume: the one for all leads before one with a scope. */
static const struct promise_standing *
hero_of(const struct attainment *t)
{
	const struct promise_standing *hero = NULL;

	for (size_t i = 0; i < t->count; i++) {
		const struct promise *p = t->promises[i].promise;

		if (p->kind == PROMISE_VOLUME && (!hero || (hero->promise->scope_kind != GLOSSARY_NONE && p->scope_kind == GLOSSARY_NONE)))
			hero = &t->promises[i];
	}
	return hero;
}

static struct chart *
chart_of(struct request *req, const struct agreement_month *a, const struct promise_standing *s)
{
	size_t count;
	struct day_sum *days = day_sums(req->db, req, s->promise->line_id, a->first, day_add_months(a->first, 1), &count);

	return chart_new(req, s, a->calendar ? &a->calendar->calendar : NULL, days, count, day_of(req->now, req->session->organisation_zone));
}

/* The months beside the one shown: back to the first agreement's, on to the present one. */
static void
months_beside(struct request *req, const struct agreement_month *a, struct live_page *page)
{
	const char *zone = req->session->organisation_zone;
	struct day before = day_add_months(a->first, -1), after = day_add_months(a->first, 1);

	if (agreement_in_force_number(req->db, start_of_day(a->first, zone) - 1))
		page->before = before;
	if (day_compare(after, day_of(req->now, zone)) <= 0)
		page->after = after;
}

struct response
agreement_live_page(struct request *req)
{
	struct day month;
	size_t count;
	const struct agreement_row *rows;
	struct live_page page = { 0 };
	struct plan_history history;
	struct view *view;

	if (!month_asked(req, &month))
		return not_found(req);
	rows = agreements_all(req->db, req, req->now, OPEN_LOOKED_AT, &count);
	page.attained = attained_in(req->db, req, month, MONTHS_MOST, BASIS_PERIOD, req->session->organisation_zone, req->now);
	if (!page.attained)
		return show(req, 200, agreement_none_view(req, rows, count));
	page.open = agreement_open(rows, count);
	page.hero = hero_of(page.attained->attainment);
	if (page.hero)
		page.chart = chart_of(req, page.attained, page.hero);
	if (page.attained->agreement->number == agreement_in_force_number(req->db, req->now))
		page.retired = agreement_terms_retired(req->db, req, page.attained->agreement->id, &page.retired_count);
	months_beside(req, page.attained, &page);
	page.corrections = corrections_waiting(req->db, req->user->team);
	page.plan = plan_find(req->db, req);
	if (page.plan) {
		history = plan_history(req->db, req, req->now, req->session->organisation_zone);
		page.planned = plan_reckon(req, page.plan, &history);
	}
	page.watched = watch_has(req->db, req->user->id, WATCH_AGREEMENT, WATCH_THE_AGREEMENT);
	view = agreement_live_view(req, &page);
	page_notice(view, watch_words(req, page.watched));
	return show(req, 200, view);
}

/* The agreement is watched as a whole, from whichever page of it. */
struct response
agreement_watch(struct request *req)
{
	int64_t number;
	bool from_version = text_integer(request_query(req, "version"), 1, INT64_MAX, &number);

	return watch_taken(req, WATCH_AGREEMENT, WATCH_THE_AGREEMENT, from_version ? text_format(req, "/sla/versions/%lld", (long long)number) : "/sla");
}

/* The state of the list that is asked for: as its tabs say. */
static int
status_asked(struct request *req, const struct promise_month *month)
{
	static const struct { const char *code; int status; } codes[] = {
		{ "missed", TIMER_MISSED }, { "met", TIMER_MET }, { "pending", TIMER_RUNNING }, { "paused", TIMER_PAUSED }, { "cancelled", TIMER_CANCELLED },
	};
	const char *typed = request_query(req, "state");

	for (size_t i = 0; typed && i < sizeof codes / sizeof *codes; i++)
		if (strcmp(typed, codes[i].code) == 0)
			return codes[i].status;
	return month->denominator > month->numerator || !month->numerator ? TIMER_MISSED : TIMER_MET;
}

/* "1795260000-12" of the link to the next page. */
static void
cursor_read(struct request *req, struct timer_list *list)
{
	const char *typed = request_query(req, "after");
	size_t count;
	char **parts = text_split(req, typed ? typed : "", "-", &count);

	if (count == 2 && text_integer(parts[0], 0, INT64_C(253402300799), &list->after_deadline))
		text_integer(parts[1], 0, INT64_MAX, &list->after_id);
}

static void
clocks_read(struct request *req, struct promise_page *page)
{
	const char *zone = req->session->organisation_zone;
	struct timer_list list = { .line_id = page->standing->promise->line_id, .status = page->status, .limit = CLOCKS_SHOWN + 1,
	    .from = start_of_day(page->attained->first, zone), .to = start_of_day(day_add_months(page->attained->first, 1), zone) };

	cursor_read(req, &list);
	page->timers = timers_behind(req->db, req, &list, req->now, &page->count);
	page->more = page->count > CLOCKS_SHOWN;
	if (page->more)
		page->count = CLOCKS_SHOWN;
}

static const struct promise_standing *
standing_of(const struct attainment *t, const struct promise *p)
{
	for (size_t i = 0; i < t->count; i++)
		if (t->promises[i].promise->line_id == p->line_id)
			return &t->promises[i];
	return NULL;
}

/* The promise's line as it is in the agreement of the month; else as it is in the promise's own agreement. */
static bool
promise_read(struct request *req, struct day month, struct promise_page *page)
{
	const char *zone = req->session->organisation_zone;
	struct agreement *own = agreement_of_promise(req->db, req, req->id, req->now);
	const struct promise *p = NULL;

	for (size_t i = 0; own && i < own->promise_count; i++)
		if (own->promises[i].id == req->id)
			p = &own->promises[i];
	if (!p)
		return false;
	page->attained = attained_in(req->db, req, month, MONTHS_MOST, BASIS_PERIOD, zone, req->now);
	page->standing = page->attained ? standing_of(page->attained->attainment, p) : NULL;
	if (!page->standing) {
		page->attained = attained_for(req->db, req, own, month, MONTHS_MOST, BASIS_PERIOD, zone, req->now);
		page->standing = standing_of(page->attained->attainment, p);
	}
	page->has_clocks = promise_has_clock(p->kind);
	return true;
}

struct response
promise_show_page(struct request *req)
{
	struct promise_page page = { 0 };
	const char *by = request_query(req, "by");
	struct day month;

	if (!month_asked(req, &month) || !promise_read(req, month, &page))
		return not_found(req);
	if (page.standing->promise->kind == PROMISE_VOLUME)
		page.chart = chart_of(req, page.attained, page.standing);
	if (page.has_clocks) {
		page.corrections = month_corrections(req->db, req, page.standing->promise->line_id, CORRECTIONS_SHOWN, &page.correction_count);
		page.status = status_asked(req, page.standing->now);
		clocks_read(req, &page);
		page.marks = marks_read(req->db, req, page.attained, page.standing, req->session->organisation_zone, req->now);
	}
	if (page.has_clocks && by && strcmp(by, "start") == 0)
		page.by_start = standing_of(attained_for(req->db, req, page.attained->agreement, month, MONTHS_MOST, BASIS_START,
		    req->session->organisation_zone, req->now)->attainment, page.standing->promise);
	return show(req, 200, promise_show_view(req, &page));
}

struct response
timer_show_page(struct request *req)
{
	const struct explained *explained = timer_explain(req->db, req, req->id, req->now);

	const struct correction *corrections;
	size_t count;

	if (!explained)
		return not_found(req);
	corrections = corrections_of(req->db, req, req->id, &count);
	return show(req, 200, timer_show_view(req, explained, corrections, count));
}
