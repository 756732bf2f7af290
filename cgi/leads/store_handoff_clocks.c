/* What happens to the clocks of a handoff when something happens to it. */
#include "leads/store_handoff_parts.h"

#include "base/text.h"

#include <inttypes.h>
#include <talloc.h>

#define SUBJECT "handoff"

/* Always gone through in this order, so that two acts on different handoffs never wait for each other's days crosswise. */
static const int sales_kinds[] = { PROMISE_DECISION, PROMISE_FIRST_ATTEMPT, PROMISE_ATTEMPTS, PROMISE_WORKED };
enum { SALES_KINDS = sizeof sales_kinds / sizeof *sales_kinds };

void
held_clocks(struct held *x)
{
	x->timers = timers_of(x->db, x->ctx, SUBJECT, x->is.id, x->actor->now, &x->timer_count);
}

/* The newest clock of a kind: those before it have their result. NULL: there was none. */
static const struct clock *
current(const struct held *x, int kind)
{
	for (size_t i = x->timer_count; i-- > 0;)
		if (x->timers[i].kind == kind)
			return &x->timers[i];
	return NULL;
}

static void
note(struct held *x, char what, int64_t id)
{
	buffer_format(x->moved, "%c%" PRId64 " ", what, id);
}

/* When it was done, in time or later, or given up; 0: not yet. */
static int64_t
ended(const struct clock *t)
{
	return t->late_at ? t->late_at : t->ended_at;
}

/* Whether it had ended by then, so that timer_meet() would change nothing: nobody need lock it to be told so. */
static bool
is_over(const struct clock *t, int64_t at)
{
	int64_t end = ended(t);

	return end && end <= (at > t->started_at ? at : t->started_at);
}

static void
meet(struct held *x, int kind, int64_t at)
{
	const struct clock *t = current(x, kind);

	if (t && !is_over(t, at) && timer_meet(x->db, x->ctx, x->actor, t->id, at) == RESULT_DONE)
		note(x, 'm', t->id);
}

static void
cancel(struct held *x, int kind)
{
	const struct clock *t = current(x, kind);

	if (t && !ended(t) && timer_cancel(x->db, x->ctx, x->actor, t->id, x->actor->now) == RESULT_DONE)
		note(x, 'c', t->id);
}

static void
miss(struct held *x, int kind)
{
	const struct clock *t = current(x, kind);

	if (t && !ended(t) && timer_miss(x->db, x->ctx, x->actor, t->id, x->actor->now) == RESULT_DONE)
		note(x, 'm', t->id);
}

/* Starts the clock of a kind, following the one before, if a promise of it holds. */
static int64_t
start(struct held *x, int kind, int64_t at)
{
	const struct clock *before = current(x, kind);
	int64_t promise = promise_of_kind(x, kind), id;

	if (!promise)
		return 0;
	id = timer_start(x->db, x->ctx, x->actor, &(struct timer_start){ .promise_id = promise, .subject = SUBJECT, .subject_id = x->is.id,
	    .person_id = promise_kind_party(kind) == PARTY_SALES ? x->is.owner_id : x->is.author_id, .previous_id = before ? before->id : 0, .at = at });
	if (id)
		note(x, 's', id);
	return id;
}

void
clocks_submitted(struct held *x, int64_t converted_at)
{
	int64_t now = x->actor->now, handover;

	for (int i = 0; i < SALES_KINDS; i++)
		start(x, sales_kinds[i], now);
	if (!converted_at)
		return;
	handover = start(x, PROMISE_HANDOVER, converted_at < now ? converted_at : now);
	if (handover)
		timer_meet(x->db, x->ctx, x->actor, handover, now);
}

void
clocks_paused(struct held *x)
{
	for (int i = 0; i < SALES_KINDS; i++) {
		const struct clock *t = sales_kinds[i] == PROMISE_WORKED ? NULL : current(x, sales_kinds[i]);

		if (t)
			timer_pause(x->db, x->ctx, x->actor, t->id, x->actor->now, PAUSE_QUESTION);
	}
}

void
clocks_resumed(struct held *x)
{
	for (int i = 0; i < SALES_KINDS; i++) {
		const struct clock *t = current(x, sales_kinds[i]);

		if (t && t->status == TIMER_PAUSED)
			timer_resume(x->db, x->ctx, x->actor, t->id, x->actor->now);
	}
}

void
clocks_decided(struct held *x, int64_t at)
{
	meet(x, PROMISE_DECISION, at);
}

static const struct promise *
promised(const struct held *x, int64_t id)
{
	for (size_t i = 0; i < x->promise_count; i++)
		if (x->promises[i].id == id)
			return &x->promises[i];
	return NULL;
}

/* When the attempts of this round were as many, on as many open days, as was promised; 0: not yet. */
static int64_t
attempts_reached_at(struct held *x, const struct clock *t)
{
	const struct promise *p = promised(x, t->promise_id);
	const struct calendar *calendar = calendar_pinned(x->db, x->ctx, t->calendar_version_id);
	size_t count;
	const struct attempt *list = attempts_of(x->db, x->ctx, x->is.id, &count);
	int64_t *happened = memory_need(talloc_array(x->ctx, int64_t, count + 1));
	size_t standing = 0;

	for (size_t i = 0; i < count; i++)
		if (!list[i].undone_at)
			happened[standing++] = list[i].happened_at;
	return p && calendar ? attempts_enough_at(x->ctx, p->attempts, p->days, t->started_at, happened, standing, calendar) : 0;
}

void
clocks_attempted(struct held *x, int64_t at, bool conversation)
{
	const struct clock *attempts = current(x, PROMISE_ATTEMPTS);
	int64_t reached = conversation ? at : attempts && !is_over(attempts, at) ? attempts_reached_at(x, attempts) : 0;

	meet(x, PROMISE_DECISION, at);
	meet(x, PROMISE_FIRST_ATTEMPT, at);
	if (reached)
		meet(x, PROMISE_ATTEMPTS, reached);
	meet(x, PROMISE_WORKED, at);
}

void
clocks_returned(struct held *x)
{
	clocks_decided(x, x->actor->now);
	cancel(x, PROMISE_FIRST_ATTEMPT);
	cancel(x, PROMISE_ATTEMPTS);
	cancel(x, PROMISE_WORKED);
	start(x, PROMISE_ANSWER, x->actor->now);
}

void
clocks_answered(struct held *x)
{
	meet(x, PROMISE_ANSWER, x->actor->now);
}

void
clocks_resubmitted(struct held *x)
{
	for (int i = 0; i < SALES_KINDS; i++)
		start(x, sales_kinds[i], x->actor->now);
}

/* What the return cancelled begins anew; what had been done by then stays. */
void
clocks_overturned(struct held *x)
{
	for (int i = 0; i < SALES_KINDS; i++) {
		const struct clock *t = current(x, sales_kinds[i]);

		if (t && t->status == TIMER_CANCELLED)
			start(x, sales_kinds[i], x->actor->now);
	}
}

void
clocks_withdrawn(struct held *x)
{
	for (int i = 0; i < SALES_KINDS; i++)
		cancel(x, sales_kinds[i]);
}

/* With an outcome: what was not done by now will not be. */
void
clocks_closed(struct held *x)
{
	for (int i = 0; i < SALES_KINDS; i++)
		miss(x, sales_kinds[i]);
}

void
clocks_assigned(struct held *x)
{
	for (int i = 0; i < SALES_KINDS; i++) {
		const struct clock *t = current(x, sales_kinds[i]);

		if (t)
			timer_assign(x->db, x->ctx, x->actor, t->id, x->is.owner_id);
	}
}

/* What a missed clock still asks for: a decision, a first attempt and an answer are due however late they are. */
static bool
still_due(const struct clock *t)
{
	if (t->status == TIMER_RUNNING || t->status == TIMER_SCHEDULED)
		return true;
	return t->status == TIMER_MISSED && !t->late_at && !t->ended_at
	    && (t->kind == PROMISE_DECISION || t->kind == PROMISE_FIRST_ATTEMPT || t->kind == PROMISE_ANSWER);
}

const struct clock *
clock_due(const struct clock *timers, size_t count, int turn)
{
	const struct clock *due = NULL;

	for (size_t i = 0; i < count; i++) {
		bool newest = true;

		for (size_t j = i + 1; j < count && newest; j++)
			newest = timers[j].kind != timers[i].kind;
		if (newest && timers[i].team == turn && timers[i].kind != PROMISE_HANDOVER && timers[i].deadline && still_due(&timers[i])
		    && (!due || timers[i].deadline < due->deadline))
			due = &timers[i];
	}
	return due;
}
