/* Meetings as JSON. */
#include "meetings/api.h"

#include "auth/session.h"
#include "base/text.h"
#include "meetings/api_shapes.h"

#include <inttypes.h>
#include <string.h>
#include <talloc.h>

json_t *
person_json(int64_t id, const char *name)
{
	return id && name ? json_pack("{s:I, s:s}", "id", (json_int_t)id, "name", name) : json_null();
}

json_t *
team_json(int team)
{
	return team < 0 ? json_null() : json_string(team_names[team]);
}

int
place_of(const char *const names[], const char *name)
{
	for (int i = 0; name && names[i]; i++)
		if (text_equal(names[i], name))
			return i;
	return -1;
}

bool
list_asked(struct request *req, int64_t *after, int64_t *limit, struct response *refused)
{
	const char *cursor = request_query(req, "cursor"), *word = cursor ? api_cursor_read(req, cursor) : NULL;

	*after = 0;
	*limit = api_limit(req);
	if (!*limit)
		*refused = api_problem(req, 400, "No such limit", "Write ?limit= with a number from 1 to 200.");
	else if (cursor && (!word || !text_integer(word, 1, INT64_MAX, after)))
		*refused = api_problem(req, 400, "No such cursor", "Take the cursor from the page before, or leave it out.");
	else
		return true;
	return false;
}

struct response
list_answer(struct request *req, const void *rows, size_t size, size_t count, int64_t limit, json_t *(*json)(struct request *req, const void *row))
{
	json_t *items = json_array(), *next = json_null();

	if (count > (size_t)limit) {
		int64_t last;

		count = (size_t)limit;
		memcpy(&last, (const char *)rows + (count - 1) * size, sizeof last);
		next = api_cursor(req, text_format(req, "%" PRId64, last));
	}
	for (size_t i = 0; i < count; i++)
		json_array_append_new(items, json(req, (const char *)rows + i * size));

	return api_show(req, 200, json_pack("{s:o, s:o}", "items", items, "next", next), 0);
}

static json_t *
head_json(struct request *req, const struct meeting *m)
{
	return json_pack("{s:I, s:I, s:s, s:s, s:o, s:o, s:I, s:s, s:s, s:o, s:o, s:o}", "id", (json_int_t)m->id, "revision", (json_int_t)m->revision, "title", m->title,
	    "state", meeting_state_names[m->state], "team", team_json(m->team), "starts_at", json_instant(req, m->starts_at), "minutes", (json_int_t)m->minutes,
	    "zone", m->zone, "month", text_copy_bytes(req, m->month, 7), "chair", person_json(m->chair_id, m->chair_name), "published_at",
	    json_instant(req, m->published_at), "closed_at", json_instant(req, m->closed_at));
}

static json_t *
point_json(const struct point *p)
{
	return json_pack("{s:o, s:s, s:s, s:s, s:s, s:I, s:s, s:s}", "id", json_null(), "section", section_names[p->section], "subject", p->subject, "title", p->title,
	    "detail", p->detail, "minutes", (json_int_t)p->minutes, "place", place_names[p->place], "why", p->why ? p->why : "");
}

static json_t *
item_json(struct request *req, const struct item *i)
{
	return json_pack("{s:I, s:s, s:s, s:s, s:s, s:I, s:s, s:s, s:o, s:s, s:I, s:o}", "id", (json_int_t)i->id, "section", section_names[i->section], "subject", i->subject,
	    "title", i->title, "detail", i->detail, "minutes", (json_int_t)i->minutes, "place", place_names[i->place], "why", i->why, "outcome",
	    i->outcome < 0 ? json_null() : json_string(item_outcome_names[i->outcome]), "note", i->note, "spent_seconds", (json_int_t)item_spent(i, req->now),
	    "owner", person_json(i->owner_id, i->owner_name));
}

static json_t *
agenda_json(struct request *req, const struct meeting *m)
{
	json_t *list = json_array();
	size_t count;

	if (m->state == MEETING_PLANNED) {
		const struct point *points = agenda_points(req->db, req, m, req->session->organisation_zone, req->now, &count);

		for (size_t i = 0; i < count; i++)
			json_array_append_new(list, point_json(&points[i]));
	} else {
		const struct item *items = meeting_items(req->db, req, m->id, &count);

		for (size_t i = 0; i < count; i++)
			json_array_append_new(list, item_json(req, &items[i]));
	}
	return list;
}

static json_t *
figures_json(struct request *req, const struct meeting *m)
{
	const char *zone = req->session->organisation_zone;
	json_t *list = json_array();
	size_t count;
	const struct promise_figure *f = m->state == MEETING_PLANNED ? agenda_figures(req->db, req, figures_month(day_of(meeting_figures_at(m, req->now), zone)), zone, req->now, &count)
	    : meeting_figures(req->db, req, m->id, &count);

	for (size_t i = 0; i < count; i++)
		json_array_append_new(list, json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s}", "party", party_names[f[i].party], "promise", f[i].name, "target", f[i].target,
		    "before", f[i].before_words, "now", f[i].now_words, "cases", f[i].cases_words, "state", f[i].state, "change", f[i].change_words));
	return list;
}

static struct response
meeting_answer(struct request *req, int status, int64_t id)
{
	const struct meeting *m = meeting_find(req->db, req, id);
	json_t *body, *tasks, *meant;
	size_t count;
	const struct task *t;
	const struct meant *d;

	if (!m || !meeting_is_for(m, req->user))
		return not_found(req);
	tasks = json_array();
	meant = json_array();
	body = head_json(req, m);
	json_object_set_new(body, "agenda", agenda_json(req, m));
	json_object_set_new(body, "figures", figures_json(req, m));
	t = tasks_of_meeting(req->db, req, id, &count);
	for (size_t i = 0; i < count; i++)
		json_array_append_new(tasks, task_json(req, &t[i]));
	json_object_set_new(body, "assignments", tasks);
	d = meeting_definitions(req->db, req, id, &count);
	for (size_t i = 0; i < count; i++)
		json_array_append_new(meant, json_pack("{s:s, s:s, s:I}", "slug", d[i].slug, "name", d[i].name, "number", (json_int_t)d[i].number));
	json_object_set_new(body, "definitions", meant);
	if (status == 201)
		return api_created(req, body, m->revision, text_format(req, "/api/v1/meetings/%" PRId64, id));
	return api_show(req, status, body, m->revision);
}

struct response
api_meeting_show(struct request *req)
{
	return meeting_answer(req, 200, req->id);
}

static json_t *
head_row(struct request *req, const void *row)
{
	return head_json(req, row);
}

struct response
api_meeting_list(struct request *req)
{
	struct response refused;
	int64_t after, limit;
	const struct meeting *rows;
	size_t count;

	if (!list_asked(req, &after, &limit, &refused))
		return refused;
	rows = meetings_all(req->db, req, req->user, after, limit + 1, &count);
	return list_answer(req, rows, sizeof *rows, count, limit, head_row);
}

struct response
api_meeting_make(struct request *req)
{
	struct response refused;
	struct json_in *in = json_in(req, &refused);
	struct problems *p = problems_new(req);
	struct meeting_making made = { .zone = req->session->organisation_zone };
	const char *at;

	if (!in)
		return refused;
	made.title = json_in_text(in, "title", true);
	at = json_in_text(in, "starts_at", true);
	if (at && !instant_parse(at, &made.starts_at))
		json_in_reject(in, "/starts_at", "Give an instant such as 2026-12-01T10:00:00Z.");
	made.minutes = json_in_integer(in, "minutes", true);
	made.chair_id = json_in_has(in, "chair") ? person_in(req, in, "chair", false) : req->user->id;
	meeting_making_problems(p, &made, person_team(req->db, made.chair_id), req->now);
	for (size_t i = 0; i < p->count; i++)
		json_in_reject(in, text_format(in, "/%s", p->list[i].member), p->list[i].text);
	if (made.title && text_blank(text_clip(req, made.title, 100)))
		json_in_reject(in, "/title", "Give the meeting a name.");
	if (!json_in_end(in, &refused))
		return refused;
	made.title = text_clip(req, text_squeeze(req, made.title), 100);
	return meeting_answer(req, 201, meeting_create(req->db, req, &req->actor, &made, req->session->organisation_zone));
}

/* The 404 or 409 of an act. */
static struct response
act_refused(struct request *req, int64_t id, int act, enum act_result result)
{
	const struct meeting *m = meeting_find(req->db, req, id);

	if (!m || result == RESULT_GONE)
		return not_found(req);
	if (result == RESULT_STALE)
		return conflict(req, "The meeting has another revision. Read it again.");
	return conflict(req, meeting_refusal(m, act));
}

/* An act that names the revision, and nothing else. */
static struct response
act(struct request *req, int what)
{
	const struct meeting *m = meeting_find(req->db, req, req->id);
	struct response refused;
	struct json_in *in = json_in(req, &refused);
	enum act_result result;
	int64_t revision;

	if (!m || !meeting_is_for(m, req->user))
		return not_found(req);
	if (!in)
		return refused;
	revision = json_in_integer(in, "revision", true);
	if (!json_in_end(in, &refused))
		return refused;
	result = what == MEETING_PUBLISH ? meeting_publish(req->db, req, &req->actor, m->id, revision, req->session->organisation_zone)
	    : meeting_start(req->db, req, &req->actor, m->id, revision);
	return result == RESULT_DONE ? meeting_answer(req, 200, m->id) : act_refused(req, m->id, what, result);
}

struct response
api_meeting_publication(struct request *req)
{
	return act(req, MEETING_PUBLISH);
}

struct response
api_meeting_start(struct request *req)
{
	return act(req, MEETING_START);
}

/* What a closing says of an assignment. */
struct said {
	int64_t id;
	int result;
	const char *text;
};

static struct said *
reports_in(struct request *req, struct json_in *in, size_t *count)
{
	struct json_in **list = json_in_list(in, "reports", false, count);
	struct said *said = memory_need(talloc_zero_array(req, struct said, *count + 1));

	for (size_t i = 0; i < *count; i++) {
		said[i].id = json_in_integer(list[i], "assignment", true);
		said[i].result = place_of(task_state_names, json_in_text(list[i], "result", true));
		said[i].text = json_in_text(list[i], "text", false);
		json_in_reject(list[i], said[i].result < 0 ? "/result" : "/text", report_problem(said[i].result, said[i].text));
	}
	return said;
}

/* Reports on one assignment as the closing says, or carries it on. */
static enum act_result
task_settle(struct request *req, const struct meeting *m, const struct task *t, const struct said *said, size_t count, bool carry)
{
	for (size_t i = 0; i < count; i++)
		if (said[i].id == t->id)
			return task_report(req->db, req, &req->actor, t->id, said[i].result, said[i].text ? said[i].text : "", m->id);
	return carry ? task_carry(req->db, req, &req->actor, t->id, m->id, day_add_months(day_of(req->now, req->session->organisation_zone), 1),
	    req->session->organisation_zone) : RESULT_WANTED;
}

struct response
api_meeting_closing(struct request *req)
{
	const struct meeting *m = meeting_find(req->db, req, req->id);
	struct response refused;
	struct json_in *in = json_in(req, &refused);
	enum act_result result = RESULT_DONE;
	const struct said *said;
	const struct task *asked;
	size_t count, asked_count;
	int64_t revision;
	bool carry;

	if (!m || !meeting_is_for(m, req->user))
		return not_found(req);
	if (!in)
		return refused;
	revision = json_in_integer(in, "revision", true);
	said = reports_in(req, in, &count);
	carry = json_in_bool(in, "carry", false);
	if (!json_in_end(in, &refused))
		return refused;
	if (!meeting_can(m, MEETING_CLOSE))
		return act_refused(req, m->id, MEETING_CLOSE, RESULT_MOVED);
	asked = tasks_asked_in(req->db, req, m->id, &asked_count);
	for (size_t i = 0; i < asked_count && result == RESULT_DONE; i++)
		if (asked[i].state == TASK_OPEN)
			result = task_settle(req, m, &asked[i], said, count, carry);
	if (result != RESULT_DONE)
		return conflict(req, "Some of last time's assignments have no report. Report on each, or set carry, which works once for each.");
	result = meeting_close(req->db, req, &req->actor, m->id, revision, req->session->organisation_zone);
	return result == RESULT_DONE ? meeting_answer(req, 200, m->id) : act_refused(req, m->id, MEETING_CLOSE, result);
}
