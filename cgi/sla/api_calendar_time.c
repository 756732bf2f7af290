/* What a calendar says of a stretch of time, as JSON: a deadline with the reason for every piece, and open time. */
#include "sla/api.h"

#include "auth/session.h"
#include "base/text.h"
#include "sla/rules_calendar_text.h"
#include "sla/store.h"
#include "web/api.h"

#include <string.h>
#include <talloc.h>

enum { MINUTES_MOST = 100000000, DAYS_MOST = 100000, PAUSES_MOST = 200 };

static const char *const lists[] = { "pause", NULL };

/* A time out of an address: whoever did not encode the + of its offset has sent a space. */
static bool
time_read(const void *ctx, const char *text, int64_t *into)
{
	size_t length = text ? strlen(text) : 0;
	char *copy;

	if (instant_parse(text, into))
		return true;
	if (length < 22 || text[length - 6] != ' ')
		return false;
	copy = text_copy(ctx, text);
	copy[length - 6] = '+';
	return instant_parse(copy, into);
}

static int64_t
time_asked(struct json_in *in, const char *name)
{
	const char *text = json_in_text(in, name, true);
	int64_t time = 0;

	if (text && !time_read(in, text, &time))
		json_in_reject(in, text_format(in, "/%s", name), "This is a time such as 2026-10-05T10:00:00+02:00.");
	return time;
}

static bool
pause_read(const void *ctx, const char *text, struct pause *into)
{
	size_t count;
	char **ends = text_split(ctx, text ? text : "", "/", &count);

	return count == 2 && time_read(ctx, ends[0], &into->from) && time_read(ctx, ends[1], &into->to) && into->from < into->to;
}

static const struct pauses *
pauses_asked(struct json_in *in)
{
	const json_t *texts = json_object_get(json_in_object(in), "pause");
	size_t count = json_array_size(texts);
	struct pause *list = memory_need(talloc_zero_array(in, struct pause, count + 1));

	json_in_know(in, lists);
	if (count > PAUSES_MOST)
		json_in_reject(in, "/pause", "Give at most 200 pauses.");
	for (size_t i = 0; i < count; i++)
		if (!pause_read(in, json_string_value(json_array_get(texts, i)), &list[i]))
			json_in_reject(in, text_format(in, "/pause/%zu", i), "A pause is FROM/TO, two times with the later one last.");
	return pauses_merge(in, list, count);
}

/* The version that is asked by its number, else the one that holds at `at`; NULL: there is none. */
static const struct calendar_version *
version_asked(struct request *req, struct json_in *in, int64_t at)
{
	const char *text = json_in_text(in, "version", false);
	int64_t number = 0;

	if (text && !text_integer(text, 1, INT64_MAX, &number))
		json_in_reject(in, "/version", "This is the number of a version.");
	if (number)
		return calendar_version_find(req->db, req, req->id, number);
	return calendar_version_on(req->db, req, req->id, day_print(req, day_of(at, req->session->organisation_zone)));
}

/* A promise: minutes of open time, or business days. */
struct target {
	const char *name;		/* of its member */
	int64_t minutes, days;
	bool by_days;
};

static struct target
target_asked(struct json_in *in)
{
	const char *minutes = json_in_text(in, "open_minutes", false), *days = json_in_text(in, "business_days", false);
	struct target t = { .name = days ? "/business_days" : "/open_minutes", .by_days = days != NULL };

	if (!minutes == !days)
		json_in_reject(in, t.name, "Give open_minutes or business_days, one of them.");
	if (minutes && !text_integer(minutes, 0, MINUTES_MOST, &t.minutes))
		json_in_reject(in, "/open_minutes", "This is a whole number of minutes, from 0 to 100000000.");
	if (days && !text_integer(days, 0, DAYS_MOST, &t.days))
		json_in_reject(in, "/business_days", "This is a whole number of days, from 0 to 100000.");
	return t;
}

/* Whole minutes of each piece, so that they add up to the whole minutes of all. */
static json_t *
segments_json(struct request *req, const struct segment *list, size_t count)
{
	json_t *array = json_array();
	int64_t sum = 0;

	for (size_t i = 0; i < count; i++) {
		int64_t before = sum / 60;

		sum += list[i].counted;
		json_array_append_new(array, json_pack("{s:o, s:o, s:I, s:s, s:s}", "from", json_string(instant_print(req, list[i].from)),
		    "to", json_string(instant_print(req, list[i].to)), "counted_minutes", (json_int_t)(sum / 60 - before),
		    "date", day_print(req, list[i].day), "why", segment_why(req, &list[i])));
	}
	return array;
}

static struct response
deadline_answer(struct request *req, const struct calendar_version *v, const struct target *t, int64_t start, int64_t at,
    const struct pauses *pauses)
{
	const struct calendar *c = &v->calendar;
	size_t count;
	const struct segment *list = t->by_days ? calendar_segments_days(req, c, start, at, pauses, &count)
	    : calendar_segments(req, c, start, at, pauses, &count);

	return api_show(req, 200, json_pack("{s:s, s:s, s:s, s:I, s:b, s:o}",
	    "deadline", instant_print(req, at),
	    "local_deadline", instant_print_local(req, at, c->zone),
	    "zone", c->zone,
	    "version", (json_int_t)v->number,
	    "complete", count < SEGMENTS_MOST,
	    "segments", segments_json(req, list, count)), 0);
}

struct response
api_calendar_deadline(struct request *req)
{
	struct json_in *in = json_in_query(req, lists);
	int64_t start = time_asked(in, "start");
	struct target t = target_asked(in);
	const struct pauses *pauses = pauses_asked(in);
	const struct calendar_version *v = version_asked(req, in, start);
	struct deadline deadline;
	struct response refused;

	if (!calendar_find(req->db, req, req->id))
		return not_found(req);
	if (!json_in_end(in, &refused))
		return refused;
	if (!v)
		return not_found(req);
	deadline = t.by_days ? calendar_deadline_days(&v->calendar, start, t.days, pauses)
	    : calendar_deadline(&v->calendar, start, t.minutes * 60, pauses);
	json_in_reject(in, t.name, deadline_refusal(deadline.state));
	if (!json_in_end(in, &refused))
		return refused;
	return deadline_answer(req, v, &t, start, deadline.at, pauses);
}

struct response
api_calendar_open_time(struct request *req)
{
	struct json_in *in = json_in_query(req, lists);
	int64_t from = time_asked(in, "from"), to = time_asked(in, "to");
	const struct pauses *pauses = pauses_asked(in);
	const struct calendar_version *v = version_asked(req, in, from);
	struct response refused;

	if (!calendar_find(req->db, req, req->id))
		return not_found(req);
	json_in_reject(in, "/to", to < from ? "The end lies before the beginning." : NULL);
	if (!json_in_end(in, &refused))
		return refused;
	if (!v)
		return not_found(req);
	return api_show(req, 200, json_pack("{s:I, s:I}", "open_seconds",
	    (json_int_t)calendar_open_seconds(&v->calendar, from, to, pauses), "version", (json_int_t)v->number), 0);
}
