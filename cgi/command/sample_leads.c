/* Plays what happened to the sample's leads through the stores, in the order it happened, with what the background program did meanwhile. */
#include "base/text.h"
#include "command/sample.h"
#include "command/sample_words.h"
#include "command/store.h"
#include "leads/store.h"
#include "results/store.h"
#include "sla/store.h"

#include <talloc.h>

enum { FEEDBACK_MISSED_ONE_IN = 9, WORK_MOST = 100, WORK_EVERY = 1800 };

/* The words, and how far the background program has come. */
struct stage {
	struct sample *sample;
	json_t *words;
	struct story *plan;
	int64_t worked_until;
	bool meets;		/* the agreement promises to */
	size_t asked;		/* feedback that was asked for */
	const struct version *gate;	/* what the last handoff had to meet; NULL: there was none */
};

static void
deed_fail(const struct stage *st, const char *why, const struct deed *d)
{
	sample_fail(st->sample, "leads", text_format(st->sample->ctx, "%s: act %d on lead %zu at %s", why, d->what,
	    d->prospect ? d->prospect->number : 0, instant_print(st->sample->ctx, d->at)));
}

static void
play_lead(const struct stage *st, const void *ctx, const struct deed *d, const struct actor *actor)
{
	struct sample *s = st->sample;
	struct lead lead = words_lead(ctx, st->words, d->prospect);
	struct problems *problems = problems_new(ctx);
	struct lead_row *like;
	size_t count;

	for (size_t i = 0; i < s->count; i++) {
		if (text_equal(s->players[i].key, d->prospect->marketer))
			lead.owner_marketing_id = s->players[i].actor.person_id;
		if (text_equal(s->players[i].key, d->prospect->seller) && !d->prospect->nobodys)
			lead.owner_sales_id = s->players[i].actor.person_id;
	}
	lead_tidy(ctx, &lead);
	lead_problems(problems, &lead, actor->now);
	if (problems->count)
		deed_fail(st, problems->list[0].text, d);
	else if (lead_create(s->db, ctx, actor, &lead, MAKE_UNLESS_LIKE, &like, &count) != RESULT_DONE)
		deed_fail(st, "There is such a lead", d);
	d->prospect->lead_id = lead.id;
}

static enum act_result
submit(struct stage *st, const void *ctx, const struct deed *d, const struct actor *actor)
{
	struct sample *s = st->sample;
	struct submission said = words_submission(ctx, st->words, d->prospect);
	struct problems *problems = problems_new(ctx);

	said.version_id = st->gate->id;
	said.answers = words_answers(ctx, st->words, d->prospect, st->gate, day_print(ctx, day_of(actor->now, s->zone)), &said.answer_count);
	submission_problems(problems, st->gate, &said);
	if (problems->count)
		deed_fail(st, problems->list[0].text, d);
	return handoff_submit(s->db, ctx, actor, &said, s->zone, &d->prospect->handoff_id);
}

/* By the definition that was in force when something was handed over last, or by the one that is now. */
static void
play_submission(struct stage *st, const void *ctx, const struct deed *d, const struct actor *actor)
{
	enum act_result result = RESULT_STALE;

	if (st->gate)
		result = submit(st, ctx, d, actor);
	if (result == RESULT_STALE) {
		st->gate = handoff_gate(st->sample->db, st->sample->ctx, actor->now, NULL);
		if (st->gate)
			result = submit(st, ctx, d, actor);
	}
	if (result != RESULT_DONE)
		deed_fail(st, "It could not be handed over", d);
}

/* Feedback is given wherever it is asked for, with few exceptions, and here and there without being asked. */
static bool
gives_feedback(struct stage *st, const struct deed *d, const struct handoff *h)
{
	if (d->what != MOVE_OUTCOME)
		return false;
	return h->feedback_asked ? ++st->asked % FEEDBACK_MISSED_ONE_IN != 0 : d->prospect->number % 3 == 0;
}

/* What stays the same about a handoff, whatever happens to it: read once. */
static const struct handoff *
pinned(const struct stage *st, const struct deed *d)
{
	struct prospect *p = d->prospect;

	if (!p->handoff || p->handoff->id != p->handoff_id)
		p->handoff = handoff_find(st->sample->db, st->plan, p->handoff_id);
	if (!p->handoff)
		deed_fail(st, "There is no handoff", d);
	return p->handoff;
}

static void
play_act(struct stage *st, const void *ctx, const struct deed *d, const struct actor *actor)
{
	struct sample *s = st->sample;
	const struct handoff *h = pinned(st, d);
	struct handoff_input in;
	struct problems *problems = problems_new(ctx);

	if (!h)
		return;
	in = words_input(ctx, st->words, d, gives_feedback(st, d, h));
	handoff_complete(s->db, ctx, actor, h, &in, s->zone);
	if (d->what == MOVE_SQL && in.version)
		words_sql(ctx, st->words, in.version, &in, in.today, d->prospect->number);
	handoff_problems(problems, h, &in, actor->now);
	if (problems->count)
		deed_fail(st, problems->list[0].text, d);
	else if (handoff_act(s->db, ctx, actor, h->id, &in, s->zone) != RESULT_DONE)
		deed_fail(st, "It was refused", d);
}

/* The background program has brought it back: from now on it is the new one. */
static void
play_back(const struct stage *st, const void *ctx, const struct deed *d)
{
	const struct handoff *h = handoff_find(st->sample->db, ctx, d->prospect->handoff_id);

	if (!h || !h->next_id)
		deed_fail(st, "It did not come back", d);
	else
		d->prospect->handoff_id = h->next_id;
}

/* What Sales sells them: so many seats, in pounds a year. */
static int64_t
worth_of(const struct prospect *p)
{
	return (1200 + p->size * 36 + (int64_t)(p->number * 7 % 40) * 50) * 100;
}

static void
play_deal(const struct stage *st, const void *ctx, const struct deed *d, const struct actor *actor)
{
	struct prospect *p = d->prospect;
	struct deal_making making = { .origin = GLOSSARY_NONE, .leads = &p->lead_id, .lead_count = 1, .has_amount = true,
	    .amount = { worth_of(p), "GBP" } };
	struct problems *problems = problems_new(ctx);

	making.name = words_one(json_object_get(st->words, "deals"), p->number);
	if (d->what == DEED_OWN_DEAL) {
		making.lead_count = 0;
		making.leads = NULL;
		making.origin = ORIGIN_SALES;
		making.account = words_one(json_object_get(st->words, "own"), p->number / 9);
	}
	deal_making_problems(problems, &making);
	if (problems->count)
		deed_fail(st, problems->list[0].text, d);
	else if (deal_create(st->sample->db, ctx, actor, &making, actor->now, false, &p->deal_id, NULL) != RESULT_DONE)
		deed_fail(st, "It was refused", d);
}

static void
play_deal_event(const struct stage *st, const void *ctx, const struct deed *d, const struct actor *actor)
{
	static const int kinds[] = { [0] = DEAL_STAGE, [DEED_SIGNED - DEED_OFFER] = DEAL_SIGNED, [DEED_INVOICED - DEED_OFFER] = DEAL_INVOICED,
	    [DEED_PAID - DEED_OFFER] = DEAL_PAID, [DEED_DEAL_LOST - DEED_OFFER] = DEAL_LOST };
	struct deal_input in = { .kind = kinds[d->what - DEED_OFFER], .at = actor->now, .reason = d->reason };
	const struct deal *deal = deal_find(st->sample->db, ctx, d->prospect->deal_id);
	struct problems *problems = problems_new(ctx);
	const struct deal_event *events;
	size_t count;

	if (!deal) {
		deed_fail(st, "There is no deal", d);
		return;
	}
	if (in.kind == DEAL_STAGE)
		in.stage = "opportunity";
	if (in.kind == DEAL_INVOICED || in.kind == DEAL_PAID) {
		in.has_amount = true;
		in.amount.minor = deal->amount_minor;
		in.amount.currency = deal->currency;
	}
	events = deal_events(st->sample->db, ctx, deal->id, &count);
	deal_complete(st->sample->db, ctx, deal, &in, actor->now);
	deal_problems(problems, deal, events, count, &in, actor->now);
	if (problems->count)
		deed_fail(st, problems->list[0].text, d);
	else if (deal_add_event(st->sample->db, ctx, actor, deal->id, &in) != RESULT_DONE)
		deed_fail(st, "It was refused", d);
}

static bool
is_marketings(int what)
{
	return what == DEED_LEAD || what == DEED_DRAFT || what == MOVE_SUBMISSION || what == MOVE_INFORM || what == MOVE_AGREE || what == MOVE_RESUBMIT
	    || what == MOVE_APPEAL || what == MOVE_WITHDRAWAL;
}

static void
deed_play(struct stage *st, const void *ctx, const struct deed *d)
{
	struct sample *s = st->sample;
	const struct version *v;
	struct actor *actor;

	if (d->what == DEED_MEETING) {
		if (st->meets)
			sample_meeting(s, d->at);
		return;
	}
	actor = sample_actor(s, is_marketings(d->what) ? d->prospect->marketer : d->prospect->seller, d->at);
	if (d->what == DEED_LEAD)
		play_lead(st, ctx, d, actor);
	else if (d->what == DEED_BACK)
		play_back(st, ctx, d);
	else if (d->what == DEED_DEAL || d->what == DEED_OWN_DEAL)
		play_deal(st, ctx, d, actor);
	else if (d->what >= DEED_OFFER && d->what <= DEED_DEAL_LOST)
		play_deal_event(st, ctx, d, actor);
	else if (d->what == MOVE_SUBMISSION)
		play_submission(st, ctx, d, actor);
	else if (d->what != DEED_DRAFT)
		play_act(st, ctx, d, actor);
	else if ((v = handoff_gate(s->db, ctx, actor->now, NULL)))
		handoff_draft_save(s->db, actor, d->prospect->lead_id, v->id, words_draft(ctx, d->prospect), 0);
}

/* What the background program does, as soon as there is something: misses at their instant, and leads that come back at midnight. */
static void
work_until(struct stage *st, const void *ctx, int64_t until)
{
	struct db *db = st->sample->db;
	const char *zone = st->sample->zone;
	int64_t due;

	while (!st->sample->problem && db_fate(db) == DB_FINE && st->worked_until + WORK_EVERY < until) {
		int64_t midnight = start_of_day(day_add(day_of(st->worked_until, zone), 1), zone) + 1, next = midnight < until ? midnight : until;

		while ((due = first_deadline(db, st->worked_until - 2)) && due + 2 <= next && db_fate(db) == DB_FINE) {
			timers_record_misses(db, ctx, due + 2, WORK_MOST);
			handoffs_unanswered(db, ctx, due + 2, WORK_MOST);
		}
		if (next == midnight)
			handoffs_come_back(db, ctx, next, WORK_MOST);
		st->worked_until = next;
	}
}

void
sample_leads_until(struct sample *s, int64_t until)
{
	struct story *plan = s->stage ? s->stage->plan : NULL;

	while (plan && !s->problem && db_fate(s->db) == DB_FINE && plan->next < plan->deed_count && plan->deeds[plan->next].at <= until) {
		void *ctx = talloc_new(s->ctx);

		work_until(s->stage, ctx, plan->deeds[plan->next].at);
		deed_play(s->stage, ctx, &plan->deeds[plan->next++]);
		talloc_free(ctx);
	}
}

/* The plan, when there is an agreement to hold it to. */
void
sample_leads(struct sample *s, const json_t *step)
{
	const char *path = text_format(s->ctx, "%s/schema/%s", s->command->conf->app, sample_text(step, "file"));
	int64_t begins = sample_when(s, step);
	const struct agreement *agreement = agreement_in_force(s->db, s->ctx, begins + 1);
	const struct calendar_version *calendar;
	struct stage *st = memory_need(talloc_zero(s->ctx, struct stage));

	*st = (struct stage){ .sample = s, .worked_until = begins };
	st->words = json_load_file(path, 0, NULL);
	if (!st->words || !agreement) {
		sample_fail(s, "leads", path);
		return;
	}
	calendar = calendar_version_on(s->db, s->ctx, agreement->calendar_id, day_print(s->ctx, day_of(s->command->now, s->zone)));
	if (!calendar) {
		sample_fail(s, "leads", agreement->calendar_name);
		return;
	}
	for (size_t i = 0; i < agreement->promise_count; i++)
		if (agreement->promises[i].kind == PROMISE_MEETING)
			st->meets = true;
	for (size_t i = 0; source_names[i]; i++)
		source_know(s->db, sample_actor(s, "priya", begins), source_names[i]);
	st->plan = plan_make(s->ctx, &calendar->calendar, s->zone, s->command->now);
	s->stage = st;
}

/* What Marketing says its campaigns have cost, in minor units of one currency. */
void
sample_costs(struct sample *s, const json_t *step)
{
	const struct actor *actor = sample_actor(s, sample_text(step, "who"), sample_when(s, step));
	const char *name;
	json_t *minor;

	json_object_foreach(json_object_get(step, "costs"), name, minor) {
		struct campaign_cost cost = { .campaign_id = campaign_named(s->db, name), .currency = sample_text(step, "currency"), .minor = json_integer_value(minor) };

		if (campaign_cost_save(s->db, s->ctx, actor, &cost) != RESULT_DONE)
			sample_fail(s, "costs", name);
	}
}

void
sample_leads_end(struct sample *s)
{
	if (s->stage)
		json_decref(s->stage->words);
}
