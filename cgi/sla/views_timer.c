/* Fills the page that explains a clock. */
#include "sla/views_correction.h"

#include "base/text.h"

/* "Mon 5 Oct 2026, 14:00", in the calendar's zone: those are the days the sheet counts. */
static void
local_fill(struct view *view, enum marker stamp, enum marker words, int64_t at, const char *zone)
{
	struct day day = day_of(at, zone);

	view_text(view, stamp, instant_print(view, at));
	view_format(view, words, "%s %s", weekday_short(day_weekday(day)), instant_short(view, at, zone));
}

const char *
result_words(int state)
{
	return state == TIMER_MET ? "In time" : timer_state_label(state);
}

/* What one piece adds, and what there is with it: of open time, or of working days. */
struct so_far {
	int64_t seconds, days;
};

static void
segment_fill(struct view *row, const struct segment *s, const struct clock *t, struct so_far *so_far)
{
	bool is_day = t->business_days && s->ordinal > 0, counts = is_day || s->counted;

	so_far->seconds += s->counted;
	if (is_day)
		so_far->days = s->ordinal;
	view_show_if(row, timer_show_IS_IDLE, !counts);
	view_text(row, timer_show_COUNTED_WORDS, !counts ? "–" : is_day ? "1 day" : time_words(row, s->counted));
	view_text(row, timer_show_SUM_WORDS,
	    t->business_days ? text_format(row, "%lld of %lld", (long long)so_far->days, (long long)t->business_days) : so_far->seconds ? time_words(row, so_far->seconds) : "0 min");
}

static void
segments_fill(struct view *view, const struct explained *e)
{
	const char *zone = e->calendar->calendar.zone;
	struct so_far so_far = { 0 };

	for (size_t i = 0; i < e->segment_count; i++) {
		const struct segment *s = &e->segments[i];
		struct view *row = view_row(view, timer_show_SEGMENT_ROW);

		view_text(row, timer_show_DAY_WORDS, segment_day(row, s));
		view_text(row, timer_show_FROM_WORDS, instant_time(row, s->from, zone));
		view_text(row, timer_show_TO_WORDS, day_compare(day_of(s->to, zone), s->day) ? "24:00" : instant_time(row, s->to, zone));
		view_text(row, timer_show_WHY_WORDS, sentence_case(row, segment_why(row, s)));
		segment_fill(row, s, &e->timer, &so_far);
	}
}

static const char *
step_words(const void *ctx, const struct timer_event *e, const char *who)
{
	switch (e->step) {
	case STEP_START:
		return text_format(ctx, "Begun by %s.", who);
	case STEP_PAUSE:
		return text_format(ctx, "Paused by %s: %s.", who, e->reason ? e->reason : "");
	case STEP_RESUME:
		return e->person_id ? text_format(ctx, "Resumed by %s.", who) : "Resumed: the time for pauses was used up.";
	case STEP_MEET:
		return text_format(ctx, "Done by %s.", who);
	case STEP_MISS:
		return e->person_id ? text_format(ctx, "Given up by %s: it could no longer be done.", who) : "The deadline passed.";
	case STEP_CANCEL:
		return text_format(ctx, "Cancelled by %s.", who);
	case STEP_CORRECT:
		return text_format(ctx, "The last result was taken back by %s.", who);
	}
	return text_format(ctx, "Passed on by %s.", who);
}

static void
events_fill(struct view *view, struct request *req, const struct explained *e)
{
	bool names = timer_names_people(&e->timer, req->user);

	for (size_t i = 0; i < e->event_count; i++) {
		const struct timer_event *event = &e->events[i];
		struct view *row = view_row(view, timer_show_EVENT_ROW);
		const char *who = names && event->person_name ? event->person_name : event->team >= 0 ? team_label(event->team) : "the clock";

		if (event->step == STEP_ASSIGN && names)
			view_format(row, timer_show_STEP_WORDS, "Passed on to %s by %s.", event->to_name ? event->to_name : "the team", who);
		else
			view_text(row, timer_show_STEP_WORDS, step_words(row, event, who));
		local_fill(row, timer_show_EVENT_STAMP, timer_show_EVENT_WORDS, event->at, e->calendar->calendar.zone);
		if (event->person_id && event->recorded_at >= event->at + 60)
			view_maybe(row, timer_show_HAS_LATE, timer_show_LATE_WORDS,
			    text_format(row, "Recorded %s.", instant_short(row, event->recorded_at, e->calendar->calendar.zone)));
	}
}

static const char *
target_of(const void *ctx, const struct clock *t)
{
	if (t->business_days)
		return text_format(ctx, "%lld working day%s, by close", (long long)t->business_days, t->business_days == 1 ? "" : "s");
	return working_time(ctx, t->open_minutes);
}

static void
deadlines_fill(struct view *view, const struct explained *e)
{
	const char *zone = e->calendar->calendar.zone, *refusal = deadline_refusal(e->result.refusal);

	view_show(view, e->timer.deadline ? timer_show_HAS_STORED : timer_show_NO_STORED);
	if (e->timer.deadline)
		local_fill(view, timer_show_STORED_STAMP, timer_show_STORED_WORDS, e->timer.deadline, zone);
	view_show(view, e->result.deadline ? timer_show_HAS_RECKONED : timer_show_NO_RECKONED);
	if (e->result.deadline)
		local_fill(view, timer_show_RECKONED_STAMP, timer_show_RECKONED_WORDS, e->result.deadline, zone);
	view_text(view, timer_show_REFUSAL_WORDS, refusal ? refusal : "None");
	view_show(view, e->agrees ? timer_show_DOES_AGREE : timer_show_DOES_DIFFER);
}

/* "15:00" of which day, in the calendar's zone. */
static const char *
due_words(const void *ctx, int64_t at, const char *zone)
{
	return at ? text_format(ctx, "%s %s", weekday_short(day_weekday(day_of(at, zone))), instant_short(ctx, at, zone)) : "none";
}

/* What amendments changed: both values of each. */
static void
corrections_fill(struct view *view, const struct explained *e)
{
	const char *zone = e->calendar->calendar.zone;

	view_show_if(view, timer_show_HAS_CORRECTIONS, e->correction_count > 0);
	for (size_t i = 0; i < e->correction_count; i++) {
		const struct timer_correction *c = &e->corrections[i];
		struct view *row = view_row(view, timer_show_CORRECTION_ROW);

		view_number(row, timer_show_AMENDMENT_NUMBER, c->number);
		local_fill(row, timer_show_APPLIED_STAMP, timer_show_APPLIED_WORDS, c->applied_at, zone);
		view_format(row, timer_show_CORRECTION_WORDS, "the deadline was %s and is %s; the result was %s and %s %s. Calendar version %lld became"
		    " %lld.", due_words(row, c->old_deadline, zone), due_words(row, c->new_deadline, zone), text_lower(row, result_words(c->old_state)),
		    c->old_state == c->new_state ? "stayed" : "became", text_lower(row, result_words(c->new_state)), (long long)c->old_calendar,
		    (long long)c->new_calendar);
	}
}

static const char *
done_words(const struct request *req)
{
	static const struct { const char *code, *words; } known[] = {
		{ "asked", "Asked. A point person of the other team confirms it." }, { "confirmed", "Confirmed. The record has its new result, and the old one is kept." },
		{ "refused", "Not confirmed. The record stays as it was." }, { "withdrawn", "Withdrawn. The record stays as it was." },
	};
	const char *done = request_query(req, "done");

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (done && text_equal(done, known[i].code))
			return known[i].words;
	return NULL;
}

/* What was said to have really happened, and whether it can be said now. */
static void
records_fill(struct view *view, struct request *req, const struct clock *t, const struct correction *list, size_t count)
{
	bool open = count && list[count - 1].state == CORRECTION_OPEN;
	struct view *section;

	page_notice(view, done_words(req));
	if (req->user->team != TEAM_OBSERVER && !open && t->started_at <= req->now) {
		section = view_row(view, timer_show_MAY_CORRECT);
		view_number(section, timer_show_TIMER_ID, t->id);
	}
	if (!count)
		return;
	section = view_row(view, timer_show_HAS_RECORDS);
	corrections_fill_at(section, timer_show_CORRECTION_LIST, req, list, count, false);
}

struct view *
timer_show_view(struct request *req, const struct explained *e, const struct correction *corrections, size_t count)
{
	const struct clock *t = &e->timer;
	const struct calendar *calendar = &e->calendar->calendar;
	struct view *view = page(req, TPL_TIMER_SHOW, text_format(req, "%s, %s – Agreement", promise_kind_label(t->kind),
	    record_words(req, t->subject, t->subject_id)));

	crumbs_fill(view, (const struct crumb[]){ { "/sla", "Agreement" },
	    { text_format(view, "/sla/promises/%lld", (long long)t->promise_id), promise_kind_label(t->kind) }, { 0 } });
	view_maybe(view, timer_show_HAS_RECORD, timer_show_RECORD_HREF, record_href(view, t->subject, t->subject_id));
	view_text(view, timer_show_RECORD_WORDS, record_words(view, t->subject, t->subject_id));
	view_text(view, timer_show_TIMER_TITLE, "Explain this deadline");
	view_format(view, timer_show_TIMER_LINE, "%s for %s, promised by %s. Times are those of %s.", promise_kind_label(t->kind),
	    text_lower(view, record_words(view, t->subject, t->subject_id)), team_label(t->team), calendar->zone);
	if (t->deadline)
		view_format(view, timer_show_RESULT_WORDS, t->status == TIMER_MET || t->status == TIMER_MISSED ? "Was due by %s" : "Due by %s",
		    instant_short(view, t->deadline, calendar->zone));
	else
		view_text(view, timer_show_RESULT_WORDS, "No deadline while paused");
	clock_fill(view, t, calendar, req->now);
	view_text(view, timer_show_TARGET_WORDS, target_of(view, t));
	local_fill(view, timer_show_STARTED_STAMP, timer_show_STARTED_WORDS, t->started_at, calendar->zone);
	deadlines_fill(view, e);
	view_number(view, timer_show_CALENDAR_ID, e->calendar->calendar_id);
	view_number(view, timer_show_CALENDAR_NUMBER, e->calendar->number);
	view_text(view, timer_show_CALENDAR_NAME, calendar->name);
	view_text(view, timer_show_CALENDAR_ZONE, calendar->zone);
	view_number(view, timer_show_VERSION_NUMBER, e->agreement_number);
	if (t->previous_id) {
		view_show(view, timer_show_HAS_PREVIOUS);
		view_number(view, timer_show_PREVIOUS_ID, t->previous_id);
	}
	view_text(view, timer_show_SHEET_WORDS,
	    e->segment_count == SEGMENTS_MOST ? "The first part of it; it is too long to show whole." : "From its start to its deadline");
	corrections_fill(view, e);
	records_fill(view, req, t, corrections, count);
	segments_fill(view, e);
	events_fill(view, req, e);
	return view;
}
