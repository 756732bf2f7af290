/* Calendars as JSON: the list, one with its versions, a new one and a new version. */
#include "sla/api.h"

#include "auth/session.h"
#include "base/text.h"
#include "sla/rules_calendar_text.h"
#include "sla/store.h"
#include "web/api.h"

#include <talloc.h>

static const char *
today(struct request *req)
{
	return day_print(req, day_of(req->now, req->session->organisation_zone));
}

/* Hours as [["09:00","12:00"],["13:00","17:00"]]. */
static json_t *
hours_json(const void *ctx, const struct day_hours *hours)
{
	json_t *list = json_array();

	for (size_t i = 0; i < hours->count; i++)
		json_array_append_new(list, json_pack("[s, s]", clock_print(ctx, hours->list[i].open),
		    clock_print(ctx, hours->list[i].close)));
	return list;
}

static json_t *
week_json(const void *ctx, const struct day_hours week[7])
{
	json_t *object = json_object();

	for (int i = 0; i < 7; i++)
		json_object_set_new(object, weekday_codes[i], hours_json(ctx, &week[i]));
	return object;
}

static json_t *
exceptions_json(const void *ctx, const struct calendar *c)
{
	json_t *list = json_array();

	for (size_t i = 0; i < c->exception_count; i++)
		json_array_append_new(list, json_pack("{s:s, s:s, s:o}", "date", day_print(ctx, c->exceptions[i].day), "name",
		    c->exceptions[i].name, "open", hours_json(ctx, &c->exceptions[i].hours)));
	return list;
}

static json_t *
row_json(struct request *req, const struct calendar_row *row)
{
	struct day_hours week[7];

	week_read(req, row->week, week);
	return json_pack("{s:I, s:s, s:I, s:I, s:I, s:s, s:s, s:o}", "id", (json_int_t)row->id, "name", row->name, "revision",
	    (json_int_t)row->revision, "number", (json_int_t)row->number, "newest", (json_int_t)row->newest, "zone", row->zone,
	    "valid_from", row->valid_from, "week", week_json(req, week));
}

struct response
api_calendar_list(struct request *req)
{
	static const char *const none[] = { NULL };
	struct json_in *in = json_in_query(req, none);
	const char *cursor = json_in_text(in, "cursor", false), *after = cursor ? api_cursor_read(req, cursor) : NULL;
	int64_t limit = api_limit(req);
	const struct calendar_row *rows;
	json_t *items = json_array();
	struct response refused;
	size_t count;

	json_in_know(in, (const char *const[]){ "limit", NULL });
	json_in_reject(in, "/limit", limit ? NULL : "This is a whole number from 1 to 200.");
	json_in_reject(in, "/cursor", cursor && !after ? "This is the \"next\" of the page before. Leave it out to start from the"
	    " beginning." : NULL);
	if (!json_in_end(in, &refused)) {
		json_decref(items);
		return refused;
	}
	rows = calendars_list(req->db, req, today(req), after, limit + 1, &count);
	for (size_t i = 0; i < count && i < (size_t)limit; i++)
		json_array_append_new(items, row_json(req, &rows[i]));
	return api_show(req, 200, json_pack("{s:o, s:o}", "items", items, "next",
	    count > (size_t)limit ? api_cursor(req, rows[limit - 1].name) : json_null()), 0);
}

static json_t *
versions_json(struct request *req, int64_t id)
{
	size_t count;
	const struct calendar_row *rows = calendar_versions(req->db, req, id, &count);
	json_t *list = json_array();

	for (size_t i = 0; i < count; i++)
		json_array_append_new(list, json_pack("{s:I, s:s, s:s, s:o}", "number", (json_int_t)rows[i].number, "valid_from",
		    rows[i].valid_from, "author", rows[i].author_name, "created_at", json_instant(req, rows[i].created_at)));
	return list;
}

/* A calendar with one of its versions whole, and the names of all. */
static struct response
calendar_answer(struct request *req, int status, const struct calendar_head *head, const struct calendar_version *v)
{
	return api_show(req, status, json_pack("{s:I, s:s, s:I, s:I, s:I, s:s, s:s, s:o, s:o, s:o}",
	    "id", (json_int_t)head->id,
	    "name", head->name,
	    "revision", (json_int_t)head->revision,
	    "number", (json_int_t)v->number,
	    "newest", (json_int_t)head->newest,
	    "zone", v->calendar.zone,
	    "valid_from", v->valid_from,
	    "week", week_json(req, v->calendar.week),
	    "exceptions", exceptions_json(req, &v->calendar),
	    "versions", versions_json(req, head->id)), head->revision);
}

struct response
api_calendar_show(struct request *req)
{
	static const char *const none[] = { NULL };
	const struct calendar_head *head = calendar_find(req->db, req, req->id);
	struct json_in *in = json_in_query(req, none);
	const char *asked = json_in_text(in, "version", false);
	const struct calendar_version *v;
	struct response refused;
	int64_t number = 0;

	if (!head)
		return not_found(req);
	if (asked && !text_integer(asked, 1, INT64_MAX, &number))
		json_in_reject(in, "/version", "This is the number of a version.");
	if (!json_in_end(in, &refused))
		return refused;
	v = number ? calendar_version_find(req->db, req, head->id, number) : calendar_version_on(req->db, req, head->id, today(req));
	return v ? calendar_answer(req, 200, head, v) : not_found(req);
}

/* A calendar as it came in, and whether all of it could be read. */
struct given {
	struct json_in *in;
	struct calendar calendar;
	const char *valid_from;
	bool sound;
};

static void
reject(struct given *g, const char *pointer, const char *words)
{
	g->sound = false;
	json_in_reject(g->in, pointer, words);
}

/* One ["09:00","12:00"]. */
static bool
interval_read(const json_t *pair, struct interval *into)
{
	return json_is_array(pair) && json_array_size(pair) == 2 && clock_parse(json_string_value(json_array_get(pair, 0)), &into->open)
	    && clock_parse(json_string_value(json_array_get(pair, 1)), &into->close);
}

/* Hours at a pointer below the body; missing and null ones are closed. */
static struct day_hours
hours_take(struct given *g, const char *pointer, const json_t *value)
{
	struct interval *list;
	size_t count = json_array_size(value), read = 0;

	if (value && !json_is_null(value) && !json_is_array(value))
		reject(g, pointer, "This must be an array of [open, close], such as [[\"09:00\",\"12:00\"],[\"13:00\",\"17:00\"]]; [] is closed.");
	list = memory_need(talloc_zero_array(g->in, struct interval, count + 1));
	for (size_t i = 0; i < count; i++) {
		if (interval_read(json_array_get(value, i), &list[read]))
			read++;
		else
			reject(g, text_format(g->in, "%s/%zu", pointer, i), "This must be [open, close], each HH:MM from 00:00 to 24:00.");
	}
	return (struct day_hours){ list, read };
}

static void
week_take(struct given *g)
{
	json_t *week = json_object_get(json_in_object(g->in), "week"), *value;
	const char *name;

	json_in_know(g->in, (const char *const[]){ "week", NULL });
	if (!json_is_object(week)) {
		reject(g, "/week", week && !json_is_null(week) ? "This must be an object with mon, tue, wed, thu, fri, sat and sun."
		    : "This is needed.");
		return;
	}
	json_object_foreach(week, name, value)
		if (!text_in(name, weekday_codes))
			reject(g, text_format(g->in, "/week/%s", name), "There is no such day: mon, tue, wed, thu, fri, sat, sun.");
	for (int i = 0; i < 7; i++)
		g->calendar.week[i] = hours_take(g, text_format(g->in, "/week/%s", weekday_codes[i]),
		    json_object_get(week, weekday_codes[i]));
}

static void
exceptions_take(struct given *g)
{
	size_t count;
	struct json_in **list = json_in_list(g->in, "exceptions", false, &count);
	struct exception *days = memory_need(talloc_zero_array(g->in, struct exception, count + 1));
	struct response unused;

	for (size_t i = 0; i < count; i++) {
		json_in_know(list[i], (const char *const[]){ "open", NULL });
		days[i].name = name_tidy(g->in, json_in_text(list[i], "name", false));
		day_parse(json_in_text(list[i], "date", false), &days[i].day);
		days[i].hours = hours_take(g, text_format(g->in, "/exceptions/%zu/open", i),
		    json_object_get(json_in_object(list[i]), "open"));
		json_in_end(list[i], &unused);
	}
	g->calendar.exceptions = days;
	g->calendar.exception_count = count;
}

/* Notes what is wrong with the calendar as a whole. */
static void
problems_take(struct given *g, struct day from)
{
	struct problems *problems = problems_new(g->in);

	calendar_problems(problems, &g->calendar, from);
	for (size_t i = 0; i < problems->count; i++) {
		const struct problem *p = &problems->list[i];

		/* Hours that could not be read are no hours: that it is never open says nothing then. */
		if (g->sound || !text_equal(p->member, "week") || p->index >= 0)
			json_in_reject(g->in, calendar_problem_pointer(g->in, p), p->text);
	}
}

/* All but the name. `after` (NULL: any) is the last day that a version may no longer begin on. */
static void
version_take(struct given *g, struct request *req, const char *after)
{
	struct day from = { 0 };

	g->sound = true;
	g->calendar.zone = json_in_text(g->in, "zone", true);
	g->valid_from = json_in_text(g->in, "valid_from", true);
	week_take(g);
	exceptions_take(g);
	if (g->valid_from)
		json_in_reject(g->in, "/valid_from", valid_from_problem(g->in, g->valid_from, after));
	day_parse(g->valid_from, &from);
	if (day_none(from))
		day_parse(today(req), &from);
	problems_take(g, from);
}

struct response
api_calendar_make(struct request *req)
{
	struct response refused;
	struct given g = { .in = json_in(req, &refused) };
	int64_t id = 0;

	if (!g.in)
		return refused;
	g.calendar.name = name_tidy(g.in, json_in_text(g.in, "name", true));
	version_take(&g, req, NULL);
	if (!json_in_end(g.in, &refused))
		return refused;
	if (calendar_create(req->db, req, &req->actor, calendar_tidy(req, &g.calendar), g.valid_from, &id) == RESULT_TAKEN) {
		json_in_reject(g.in, "/name", "There is a calendar of this name already. Choose another name, or add a version to that one.");
		json_in_end(g.in, &refused);
		return refused;
	}
	return api_created(req, json_pack("{s:I, s:I, s:I}", "id", (json_int_t)id, "number", (json_int_t)1, "revision",
	    (json_int_t)1), 1, text_format(req, "/api/v1/calendars/%lld", (long long)id));
}

/* The revision that If-Match or the body names; 0 with *refused when there is none. */
static int64_t
revision_of(struct request *req, struct json_in *in, struct response *refused)
{
	int64_t named = json_in_integer(in, "revision", false);

	return named > 0 && !req->if_match ? named : api_revision(req, refused);
}

static struct response
stale(struct request *req, const struct calendar_head *head)
{
	const struct calendar_version *last = calendar_version_find(req->db, req, head->id, head->newest);

	if (!last)
		return conflict(req, NULL);
	return conflict(req, text_format(req, "“%s” is at revision %lld since %s added version %lld at %s. Read it again, then name"
	    " that revision.", head->name, (long long)head->revision, last->author_name, (long long)last->number,
	    instant_print(req, last->created_at)));
}

struct response
api_calendar_version_make(struct request *req)
{
	const struct calendar_head *head = calendar_find(req->db, req, req->id);
	struct response refused;
	struct given g = { 0 };
	int64_t revision, number = 0;

	if (!head)
		return not_found(req);
	g.in = json_in(req, &refused);
	if (!g.in)
		return refused;
	revision = revision_of(req, g.in, &refused);
	if (!revision)
		return refused;
	if (revision != head->revision)
		return stale(req, head);
	g.calendar.name = head->name;
	version_take(&g, req, today(req));
	if (!json_in_end(g.in, &refused))
		return refused;
	if (calendar_version_add(req->db, req, &req->actor, head->id, revision, calendar_tidy(req, &g.calendar), g.valid_from,
	    &number) != RESULT_DONE)
		return conflict(req, NULL);
	revision++;
	return api_created(req, json_pack("{s:I, s:I, s:I}", "id", (json_int_t)head->id, "number", (json_int_t)number, "revision",
	    (json_int_t)revision), revision, text_format(req, "/api/v1/calendars/%lld?version=%lld", (long long)head->id,
	    (long long)number));
}
