/* How promises stand, and clocks explained, as JSON. */
#include "sla/api.h"

#include "auth/session.h"
#include "base/days.h"
#include "base/text.h"
#include "sla/store.h"
#include "web/route.h"

static json_t *
promise_json(const struct promise_standing *s)
{
	int tenths = percent_tenths(s->now->numerator, s->now->denominator);

	return json_pack("{s:I, s:s, s:I, s:I, s:I, s:o, s:s, s:I}", "id", (json_int_t)s->promise->id, "kind",
	    promise_kind_names[s->promise->kind], "target", (json_int_t)s->now->target, "numerator", (json_int_t)s->now->numerator, "denominator",
	    (json_int_t)s->now->denominator, "percent", tenths < 0 ? json_null() : json_real((double)tenths / 10), "state",
	    promise_state_names[s->now->standing], "pending", (json_int_t)s->now->pending);
}

static json_t *
party_json(const struct attainment *a, int party)
{
	json_t *promises = json_array();

	for (size_t i = 0; i < a->count; i++)
		if (a->promises[i].promise->party == party)
			json_array_append_new(promises, promise_json(&a->promises[i]));
	return json_pack("{s:s, s:s, s:o}", "team", party_names[party], "state", promise_state_names[a->party[party]], "promises", promises);
}

struct response
api_attainment(struct request *req)
{
	const char *typed = request_query(req, "month"), *zone = req->session->organisation_zone;
	struct day month = day_of(req->now, zone);
	const struct agreement_month *attained;
	json_t *parties = json_array();

	if (typed && !day_parse(text_format(req, "%s-01", typed), &month)) {
		json_decref(parties);
		return api_problem(req, 400, "No such month", "Write ?month=YYYY-MM.");
	}
	attained = attained_in(req->db, req, month, 1, BASIS_PERIOD, zone, req->now);
	if (!attained) {
		json_decref(parties);
		return refuse(req, 404, "No agreement was in force then.");
	}
	for (int party = PARTY_MARKETING; party <= PARTY_BOTH; party++)
		if (party != PARTY_BOTH || attained->attainment->has_party[party])
			json_array_append_new(parties, party_json(attained->attainment, party));
	return api_show(req, 200, json_pack("{s:s, s:I, s:s, s:o, s:o}", "month", text_copy_bytes(req, day_print(req, attained->first), 7),
	    "agreement_version", (json_int_t)attained->agreement->number, "joint", promise_state_names[attained->attainment->joint], "known_up_to",
	    json_instant(req, attained->attainment->known_up_to), "parties", parties), 0);
}

static json_t *
local_json(const void *ctx, int64_t instant, const char *zone)
{
	return instant ? json_string(instant_print_local(ctx, instant, zone)) : json_null();
}

/* A person's name is the own team's to know. */
static json_t *
events_json(struct request *req, const struct explained *e)
{
	json_t *list = json_array();

	for (size_t i = 0; i < e->event_count; i++) {
		const struct timer_event *event = &e->events[i];
		json_t *one = json_pack("{s:s, s:o, s:o, s:o, s:o}", "step", event_step_names[event->step], "at", json_instant(req, event->at),
		    "recorded_at", json_instant(req, event->recorded_at), "team", json_text(event->team >= 0 ? team_names[event->team] : NULL),
		    "reason", json_text(event->reason));

		if (timer_names_people(&e->timer, req->user))
			json_object_set_new(one, "person", json_text(event->person_name));
		json_array_append_new(list, one);
	}
	return list;
}

static json_t *
segments_json(const void *ctx, const struct explained *e)
{
	json_t *list = json_array();

	for (size_t i = 0; i < e->segment_count; i++) {
		const struct segment *s = &e->segments[i];

		json_array_append_new(list, json_pack("{s:o, s:o, s:I, s:s}", "from", json_instant(ctx, s->from), "to", json_instant(ctx, s->to),
		    "counted_minutes", (json_int_t)(s->counted / 60), "why", segment_line(ctx, s)));
	}
	return list;
}

/* What amendments changed: both values of each. */
static json_t *
corrections_json(const void *ctx, const struct explained *e)
{
	json_t *list = json_array();

	for (size_t i = 0; i < e->correction_count; i++) {
		const struct timer_correction *c = &e->corrections[i];

		json_array_append_new(list, json_pack("{s:I, s:o, s:o, s:o, s:s, s:s}", "amendment", (json_int_t)c->number, "applied_at",
		    json_instant(ctx, c->applied_at), "old_deadline", json_instant(ctx, c->old_deadline), "new_deadline",
		    json_instant(ctx, c->new_deadline), "old_state", timer_state_names[c->old_state], "new_state", timer_state_names[c->new_state]));
	}
	return list;
}

/* What one team said had really happened, and the other confirmed or not. */
static json_t *
records_json(struct request *req)
{
	size_t count;
	const struct correction *corrections = corrections_of(req->db, req, req->id, &count);
	json_t *list = json_array();

	for (size_t i = 0; i < count; i++) {
		const struct correction *c = &corrections[i];

		json_array_append_new(list, json_pack("{s:s, s:s, s:o, s:o, s:s, s:o, s:o, s:o, s:o, s:o}", "state", correction_state_names[c->state], "asked_team",
		    team_names[c->asked_team], "asked_at", json_instant(req, c->asked_at), "happened_at", json_instant(req, c->happened_at), "words", c->words,
		    "answered_at", json_instant(req, c->answered_at), "old_state", json_text(c->old_state < 0 ? NULL : timer_state_names[c->old_state]), "old_done_at",
		    json_instant(req, c->old_done_at), "new_state", json_text(c->new_state < 0 ? NULL : timer_state_names[c->new_state]), "new_done_at",
		    json_instant(req, c->new_done_at)));
	}
	return list;
}

struct response
api_timer_show(struct request *req)
{
	const struct explained *e = timer_explain(req->db, req, req->id, req->now);
	const char *zone;
	json_t *body;

	if (!e)
		return not_found(req);
	zone = e->calendar->calendar.zone;
	body = json_pack("{s:I, s:s, s:s, s:s, s:I, s:I, s:I, s:I, s:o, s:o, s:s}", "id", (json_int_t)e->timer.id, "kind",
	    promise_kind_names[e->timer.kind], "team", team_names[e->timer.team], "subject", e->timer.subject, "subject_id",
	    (json_int_t)e->timer.subject_id, "promise", (json_int_t)e->timer.promise_id, "agreement_version", (json_int_t)e->agreement_number,
	    "calendar_version", (json_int_t)e->calendar->number, "open_minutes", e->timer.open_minutes ? json_integer(e->timer.open_minutes) : json_null(),
	    "business_days", e->timer.business_days ? json_integer(e->timer.business_days) : json_null(), "state", timer_state_names[e->timer.status]);
	json_object_set_new(body, "started_at", json_instant(req, e->timer.started_at));
	json_object_set_new(body, "deadline", json_instant(req, e->timer.deadline));
	json_object_set_new(body, "local_deadline", local_json(req, e->timer.deadline, zone));
	json_object_set_new(body, "ended_at", json_instant(req, e->timer.ended_at));
	json_object_set_new(body, "late_completed_at", json_instant(req, e->timer.late_at));
	json_object_set_new(body, "previous", e->timer.previous_id ? json_integer(e->timer.previous_id) : json_null());
	json_object_set_new(body, "recomputed", json_pack("{s:o, s:o, s:s, s:b}", "deadline", json_instant(req, e->result.deadline),
	    "local_deadline", local_json(req, e->result.deadline, zone), "state", timer_state_names[e->result.state], "agrees", e->agrees));
	json_object_set_new(body, "words", json_string(timer_words(req, &e->calendar->calendar, &e->result, req->now)));
	json_object_set_new(body, "events", events_json(req, e));
	json_object_set_new(body, "segments", segments_json(req, e));
	json_object_set_new(body, "corrections", corrections_json(req, e));
	json_object_set_new(body, "record_corrections", records_json(req));
	return api_show(req, 200, body, e->timer.revision);
}
