/* Fills the page of one promise: how it is counted, its months, and the clocks behind a number. */
#include "sla/views_live.h"

#include "auth/session.h"
#include "base/text.h"

enum { EXCEPTIONS_SHOWN = 6 };

static const char *
month_code(const void *ctx, struct day month)
{
	return text_copy_bytes(ctx, day_print(ctx, month), 7);
}

const char *
record_words(const void *ctx, const char *subject, int64_t id, const char *name)
{
	if (!text_blank(name))
		return name;
	return text_format(ctx, "%s %lld", sentence_case(ctx, subject), (long long)id);
}

const char *
record_href(const void *ctx, const char *subject, int64_t id)
{
	return text_equal(subject, "handoff") ? text_format(ctx, "/handoffs/%lld", (long long)id) : NULL;
}

void
clock_fill(struct view *view, const struct clock *t, const struct calendar *calendar, int64_t now)
{
	const struct timer_result r = { .state = t->status, .deadline = t->deadline, .started_at = t->started_at, .ended_at = t->ended_at,
	    .late_at = t->late_at, .pauses = pauses_merge(view, NULL, 0) };

	switch (t->status) {
	case TIMER_MET:
		tag_fill(view, TAG_OK, "In time");
		break;
	case TIMER_MISSED:
		if (t->unmeasured)
			tag_fill(view, TAG_PLAIN, "Not measured");
		else if (t->late_at || t->ended_at || !calendar)
			tag_fill(view, TAG_PLAIN, t->late_at && calendar ? text_format(view, "Done, %s", text_lower(view, timer_words(view, calendar, &r, now)))
			    : "Missed");
		else
			tag_fill(view, TAG_PLAIN, timer_words(view, calendar, &r, now));	/* red is for what can still be saved */
		break;
	case TIMER_RUNNING:
		tag_fill(view, TAG_WAIT, calendar ? timer_words(view, calendar, &r, now) : "Running");
		break;
	default:
		tag_fill(view, TAG_PLAIN, timer_state_label(t->status));
	}
}

/* How each kind is counted. NULL where a kind has no such thing. */
static const struct counting {
	const char *starts, *stops, *not_by, *counts;
} countings[] = {
	[PROMISE_VOLUME] = { .counts = "Handoffs with every must met, on the day they were handed over; a person once in 90 days. Undecided ones count,"
	    " and are told beside the number. Those returned come off again when Marketing agrees, does not answer in time, or the return is upheld." },
	[PROMISE_QUALITY] = { .counts = "Of the handoffs that Sales decided on, those it accepted; a return that was overturned counts as accepted." },
	[PROMISE_CONTEXT] = { .counts = "Of the handoffs, those with every must known and its evidence given, on the day they were handed over." },
	[PROMISE_HANDOVER] = { "When the lead converts.", "When the lead is handed over to Sales.", NULL, NULL },
	[PROMISE_ANSWER] = { "When Sales returns the lead.", "When Marketing agrees, hands it over again with more, or appeals.", NULL, NULL },
	[PROMISE_DECISION] = { "When the lead is handed over.", "When Sales accepts it, returns it or asks a question. An attempt counts as acceptance.",
	    "Opening it, or passing it on.", NULL },
	[PROMISE_FIRST_ATTEMPT] = { "When the lead is handed over. It does not begin again when the lead is passed on.",
	    "A call, mail, meeting or message by somebody in Sales that is recorded; or the lead calls, replies or books.",
	    "Opening it, passing it on, an automatic mail, a change of stage alone. A return before any attempt cancels it.", NULL },
	[PROMISE_ATTEMPTS] = { "On the day the lead is handed over.", "The promised number of attempts, on as many different working days; or a conversation.",
	    "An outcome with neither is a miss.", NULL },
	[PROMISE_WORKED] = { "On the day the lead is handed over.", "The first attempt.", "Opening it, passing it on, an automatic mail.", NULL },
	[PROMISE_FEEDBACK] = { .counts = "Of the outcomes drawn as a sample, those with a tap of feedback." },
	[PROMISE_MEETING] = { .counts = "A meeting of both teams that was held in the month and has minutes." },
};

static void
count_row(struct view *view, const char *name, const char *words)
{
	struct view *row;

	if (!words || !*words)
		return;
	row = view_row(view, promise_show_COUNT_ROW);
	view_text(row, promise_show_COUNT_NAME, name);
	view_text(row, promise_show_COUNT_WORDS, words);
}

static const char *
warnings_words(const void *ctx, const struct agreement *a)
{
	if (text_blank(a->warn_at))
		return NULL;
	return text_format(ctx, "At %s %% of the time. They come in working hours, as one mail: to who is to act, then to the team’s point persons.",
	    text_replace(ctx, a->warn_at, " ", " % and "));
}

static void
counting_fill(struct view *view, const struct promise_page *page)
{
	const struct agreement *a = page->attained->agreement;
	const struct counting *c = &countings[page->standing->promise->kind];
	const char *reasons = text_join(view, (const char *const *)text_split_lines(view, a->pause_reasons, NULL), ", ");

	count_row(view, "Counts", c->counts);
	count_row(view, "Starts", c->starts);
	count_row(view, "Stops", c->stops);
	count_row(view, "Does not stop it", c->not_by);
	if (!page->has_clocks)
		return;
	count_row(view, "In time", "Done exactly at the deadline is in time. The deadline decides the month.");
	count_row(view, "Pauses", text_blank(reasons) ? "None." : text_format(view, "For these reasons: %s. At most %s for one record.", reasons,
	    working_time(view, a->pause_most_minutes)));
	count_row(view, "Warnings", warnings_words(view, a));
}

static void
exceptions_fill(struct view *view, const struct calendar *calendar, struct day today)
{
	int shown = 0;

	for (size_t i = 0; calendar && i < calendar->exception_count && shown < EXCEPTIONS_SHOWN; i++) {
		const struct exception *e = &calendar->exceptions[i];
		struct view *row;

		if (day_compare(e->day, today) < 0)
			continue;
		shown++;
		row = view_row(view, promise_show_EXCEPTION_ROW);
		view_text(row, promise_show_DAY_STAMP, day_print(row, e->day));
		view_text(row, promise_show_DAY_WORDS, day_long(row, e->day));
		view_format(row, promise_show_EXCEPTION_WORDS, "%s, %s", e->name, hours_print(row, &e->hours));
	}
	view_show(view, shown ? promise_show_HAS_EXCEPTIONS : promise_show_NO_EXCEPTIONS);
}

/* The list's tabs, with the numbers of the month. */
static const struct tab {
	int status;
	const char *code, *label;
} tabs[] = {
	{ TIMER_MISSED, "missed", "Missed" },
	{ TIMER_MET, "met", "In time" },
	{ TIMER_RUNNING, "pending", "Not due yet" },
	{ TIMER_PAUSED, "paused", "Paused" },
	{ TIMER_CANCELLED, "cancelled", "Cancelled" },
};

static void
tabs_fill(struct view *view, const struct promise_page *page, const char *month)
{
	const struct promise_month *m = page->standing->now;

	for (size_t i = 0; i < sizeof tabs / sizeof *tabs; i++) {
		struct view *row = view_row(view, promise_show_TAB_ROW);
		int64_t counts[] = { m->denominator - m->numerator, m->numerator, m->pending };

		view_format(row, promise_show_TAB_HREF, "/sla/promises/%lld?month=%s&state=%s#cases", (long long)page->standing->promise->id, month,
		    tabs[i].code);
		view_text(row, promise_show_TAB_LABEL, tabs[i].label);
		view_show_if(row, promise_show_IS_CURRENT, tabs[i].status == page->status);
		if (i < sizeof counts / sizeof *counts) {
			view_show(row, promise_show_HAS_COUNT);
			view_number(row, promise_show_TAB_COUNT, counts[i]);
		}
	}
}

static const char *
tab_code(int status)
{
	for (size_t i = 0; i < sizeof tabs / sizeof *tabs; i++)
		if (tabs[i].status == status)
			return tabs[i].code;
	return "missed";
}

static void
clock_row(struct view *view, struct request *req, const struct promise_page *page, const struct clock *t)
{
	struct view *row = view_row(view, promise_show_CLOCK_ROW);
	const struct calendar_version *calendar = page->attained->calendar;
	const char *href = record_href(row, t->subject, t->subject_id);

	view_number(row, promise_show_TIMER_ID, t->id);
	view_text(row, promise_show_RECORD_WORDS, record_words(row, t->subject, t->subject_id, t->record_name));
	view_maybe(row, promise_show_HAS_RECORD, promise_show_RECORD_HREF, href);
	view_show_if(row, promise_show_NO_RECORD, !href);
	view_show(row, t->deadline ? promise_show_HAS_DEADLINE : promise_show_NO_DEADLINE);
	moment_fill(row, promise_show_STARTED_STAMP, promise_show_STARTED_WORDS, req, t->started_at);
	if (t->deadline)
		moment_fill(row, promise_show_DEADLINE_STAMP, promise_show_DEADLINE_WORDS, req, t->deadline);
	clock_fill(row, t, calendar ? &calendar->calendar : NULL, req->now);
	if (timer_names_people(t, req->user)) {
		view_show(row, promise_show_HAS_OWNER);
		view_text(row, promise_show_PERSON_NAME, t->person_name ? t->person_name : "The team");
	}
}

static void
list_fill(struct view *view, struct request *req, const struct promise_page *page, const char *month)
{
	const struct promise *p = page->standing->promise;

	view_show(view, promise_show_HAS_LIST);
	tabs_fill(view, page, month);
	view_show(view, page->count ? promise_show_HAS_CLOCKS : promise_show_NO_CLOCKS);
	view_text(view, promise_show_NONE_WORDS, "There are none in this month.");
	view_format(view, promise_show_LIST_WORDS, "Clocks of %s by deadline", month_long(view, page->attained->first));
	view_show_if(view, promise_show_HAS_OWNERS, (int)req->user->team == p->party);
	for (size_t i = 0; i < page->count; i++)
		clock_row(view, req, page, &page->timers[i]);
	if (page->more) {
		const struct clock *last = &page->timers[page->count - 1];

		view_show(view, promise_show_MORE_LINK);
		view_number(view, promise_show_MORE_COUNT, CLOCKS_SHOWN);
		view_format(view, promise_show_MORE_HREF, "/sla/promises/%lld?month=%s&state=%s&after=%lld-%lld#cases", (long long)p->id, month,
		    tab_code(page->status), (long long)last->deadline, (long long)last->id);
	}
}

static void
months_fill(struct view *view, const struct promise_page *page)
{
	const struct promise_standing *s = page->by_start ? page->by_start : page->standing;
	const struct promise *p = page->standing->promise;
	int months = page->attained->attainment->months;

	if (page->has_clocks) {
		view_show(view, promise_show_HAS_BASES);
		view_show(view, page->by_start ? promise_show_BY_START : promise_show_BY_PERIOD);
		view_format(view, promise_show_BASIS_HREF, "/sla/promises/%lld?month=%s%s#months", (long long)p->id,
		    month_code(view, page->attained->first), page->by_start ? "" : "&by=start");
	}
	view_text(view, promise_show_MONTHS_WORDS, "The last twelve months");
	view_text(view, promise_show_BASIS_WORDS, !page->has_clocks ? "Each month is judged by what was promised at its end."
	    : page->by_start ? "A clock counts in the month it began. Months whose clocks still run are not settled."
	    : "A clock counts in the month of its deadline. Each month is judged by what was promised at its end.");
	for (int i = months - 1; i >= 0; i--) {
		const struct promise_month *m = &s->months[i];
		struct view *row = view_row(view, promise_show_MONTH_ROW);

		view_format(row, promise_show_MONTH_HREF, "/sla/promises/%lld?month=%s", (long long)p->id, month_code(row, m->first));
		view_text(row, promise_show_MONTH_WORDS, month_long(row, m->first));
		view_show(row, p->kind == PROMISE_VOLUME ? promise_show_IS_COUNT : promise_show_IS_SHARE);
		view_text(row, promise_show_TARGET_WORDS, m->held ? target_words(row, p, m) : "–");
		view_text(row, promise_show_KEPT_NUMBER, m->held ? text_format(row, "%lld", (long long)m->numerator) : "–");
		view_text(row, promise_show_CASES_NUMBER, m->held ? text_format(row, "%lld", (long long)m->denominator) : "–");
		view_text(row, promise_show_SHARE_WORDS, m->held && m->denominator ? share_words(row, m->numerator, m->denominator) : "–");
		standing_fill(row, p, m);
	}
}

static const char *
sum_words(const void *ctx, int64_t numerator, int64_t denominator)
{
	return denominator ? text_format(ctx, "%lld of %lld", (long long)numerator, (long long)denominator) : "no cases";
}

/* What amendments changed in its months: both values of each. */
static void
corrections_fill(struct view *view, struct request *req, const struct promise_page *page)
{
	view_show_if(view, promise_show_HAS_CORRECTIONS, page->correction_count > 0);
	for (size_t i = 0; i < page->correction_count; i++) {
		const struct month_correction *c = &page->corrections[i];
		struct view *row = view_row(view, promise_show_CORRECTION_ROW);
		struct day month = { 0 };

		day_parse(c->month, &month);
		view_text(row, promise_show_CORRECTED_MONTH, month_long(row, month));
		view_number(row, promise_show_AMENDMENT_NUMBER, c->number);
		view_format(row, promise_show_CORRECTION_WORDS, "%s became %s, on %s.", sum_words(row, c->old_numerator, c->old_denominator),
		    sum_words(row, c->new_numerator, c->new_denominator), day_words_at(req, c->applied_at));
	}
}

struct view *
promise_show_view(struct request *req, const struct promise_page *page_)
{
	const struct promise_standing *s = page_->standing;
	const struct promise *p = s->promise;
	const struct agreement_month *a = page_->attained;
	const char *month = month_code(req, a->first), *cases;
	struct view *view = page(req, TPL_PROMISE_SHOW, text_format(req, "%s – Agreement", promise_called(req, p)));
	struct reader *r = reader_new(req, NULL);

	crumbs_fill(view, (const struct crumb[]){ { "/sla", "Agreement" }, { 0 } });
	view_text(view, promise_show_PROMISE_NAME, promise_called(view, p));
	team_fill(view, p->party);
	view_text(view, promise_show_OWNER_WORDS, p->party == PARTY_BOTH ? "Both teams promise" : text_format(view, "%s promises", party_label(p->party)));
	prose_line(view, M_INLINE_PART, promise_sentence(view, p), &r->prose);
	view_text(view, promise_show_MONTH_CODE, month);
	view_number(view, promise_show_PROMISE_ID, p->id);
	view_show(view, p->kind == PROMISE_VOLUME ? promise_show_IS_COUNT : promise_show_IS_SHARE);
	view_text(view, promise_show_MONTH_WORDS, month_long(view, a->first));
	standing_fill(view, p, s->now);
	view_text(view, promise_show_NUMBER_WORDS, now_words(view, p, s->now));
	cases = cases_words(view, p, s->now);
	view_text(view, promise_show_OF_WORDS, cases ? cases : "");
	if (p->measured == MEASURED_FEED)
		view_maybe(view, promise_show_HAS_FEED, promise_show_FEED_WORDS, a->attainment->known_up_to
		    ? text_format(view, "Measured by what another system sends, known up to %s. What lies past it counts as not measured, never as missed.",
		    moment_words(req, a->attainment->known_up_to)) : "Measured by what another system sends. Nothing has come yet, so nothing is measured.");
	if (page_->chart)
		chart_fill(view, page_->chart);
	if (page_->marks)
		clock_marks_fill(view, s, page_->marks, req->session->organisation_zone, true);
	if (page_->has_clocks)
		list_fill(view, req, page_, month);
	else if (p->kind != PROMISE_MEETING)
		view_show(view, promise_show_HAS_CASES);
	months_fill(view, page_);
	corrections_fill(view, req, page_);
	counting_fill(view, page_);
	view_number(view, promise_show_CALENDAR_ID, a->agreement->calendar_id);
	view_text(view, promise_show_CALENDAR_NAME, a->agreement->calendar_name);
	exceptions_fill(view, a->calendar ? &a->calendar->calendar : NULL, day_of(req->now, req->session->organisation_zone));
	view_number(view, promise_show_VERSION_NUMBER, a->agreement->number);
	return view;
}
