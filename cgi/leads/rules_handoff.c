/* The life of a handoff: the table of ways, and who may go them. */
#include "leads/rules_handoff.h"

#include "base/days.h"
#include "base/text.h"

#include <stdlib.h>

#include <stddef.h>

#define ANY GLOSSARY_NONE

const struct way ways[] = {
	{ HANDOFF_SUBMITTED, MOVE_QUESTION, HANDOFF_INFO_REQUESTED, ANY, SALES },
	{ HANDOFF_SUBMITTED, MOVE_ACCEPTANCE, HANDOFF_ACCEPTED, ANY, SALES },
	{ HANDOFF_SUBMITTED, MOVE_ATTEMPT, HANDOFF_WORKING, ANY, SALES },
	{ HANDOFF_SUBMITTED, MOVE_CONVERSATION, HANDOFF_WORKING, ANY, SALES },
	{ HANDOFF_SUBMITTED, MOVE_RETURN, HANDOFF_RETURNED, ANY, SALES },
	{ HANDOFF_SUBMITTED, MOVE_WITHDRAWAL, HANDOFF_WITHDRAWN, ANY, MARKETING },
	{ HANDOFF_INFO_REQUESTED, MOVE_INFORM, HANDOFF_SUBMITTED, ANY, MARKETING },
	{ HANDOFF_INFO_REQUESTED, MOVE_ACCEPTANCE, HANDOFF_ACCEPTED, ANY, SALES },
	{ HANDOFF_INFO_REQUESTED, MOVE_ATTEMPT, HANDOFF_WORKING, ANY, SALES },
	{ HANDOFF_INFO_REQUESTED, MOVE_CONVERSATION, HANDOFF_WORKING, ANY, SALES },
	{ HANDOFF_INFO_REQUESTED, MOVE_RETURN, HANDOFF_RETURNED, ANY, SALES },
	{ HANDOFF_INFO_REQUESTED, MOVE_WITHDRAWAL, HANDOFF_WITHDRAWN, ANY, MARKETING },
	{ HANDOFF_ACCEPTED, MOVE_ATTEMPT, HANDOFF_WORKING, ANY, SALES },
	{ HANDOFF_ACCEPTED, MOVE_CONVERSATION, HANDOFF_WORKING, ANY, SALES },
	{ HANDOFF_ACCEPTED, MOVE_RETURN, HANDOFF_RETURNED, ANY, SALES },
	{ HANDOFF_ACCEPTED, MOVE_SQL, HANDOFF_ACCEPTED, ANY, SALES },
	{ HANDOFF_ACCEPTED, MOVE_OUTCOME, HANDOFF_QUALIFIED, OUTCOME_QUALIFIED, SALES },
	{ HANDOFF_ACCEPTED, MOVE_OUTCOME, HANDOFF_DISQUALIFIED, OUTCOME_DISQUALIFIED, SALES },
	{ HANDOFF_ACCEPTED, MOVE_OUTCOME, HANDOFF_RECYCLED, OUTCOME_RECYCLED, SALES },
	{ HANDOFF_WORKING, MOVE_ATTEMPT, HANDOFF_WORKING, ANY, SALES },
	{ HANDOFF_WORKING, MOVE_CONVERSATION, HANDOFF_WORKING, ANY, SALES },
	{ HANDOFF_WORKING, MOVE_RETURN, HANDOFF_RETURNED, ANY, SALES },
	{ HANDOFF_WORKING, MOVE_SQL, HANDOFF_WORKING, ANY, SALES },
	{ HANDOFF_WORKING, MOVE_OUTCOME, HANDOFF_QUALIFIED, OUTCOME_QUALIFIED, SALES },
	{ HANDOFF_WORKING, MOVE_OUTCOME, HANDOFF_DISQUALIFIED, OUTCOME_DISQUALIFIED, SALES },
	{ HANDOFF_WORKING, MOVE_OUTCOME, HANDOFF_RECYCLED, OUTCOME_RECYCLED, SALES },
	{ HANDOFF_RETURNED, MOVE_AGREE, HANDOFF_RETURNED, ANY, MARKETING },
	{ HANDOFF_RETURNED, MOVE_RESUBMIT, HANDOFF_SUBMITTED, ANY, MARKETING },
	{ HANDOFF_RETURNED, MOVE_APPEAL, HANDOFF_APPEALED, ANY, MARKETING },
	{ HANDOFF_APPEALED, MOVE_SETTLEMENT, HANDOFF_RETURNED, SETTLED_UPHELD, MEMBER },
	{ HANDOFF_APPEALED, MOVE_SETTLEMENT, HANDOFF_ACCEPTED, SETTLED_OVERTURNED, SALES },
	{ HANDOFF_RECYCLED, MOVE_SUBMISSION, HANDOFF_RECYCLED, ANY, MEMBER },
	{ .from = GLOSSARY_NONE }
};

/* What says something about a handoff without moving it. */
static bool
is_open(int state, bool is_final)
{
	return state <= HANDOFF_APPEALED && !(state == HANDOFF_RETURNED && is_final);
}

const struct way *
way_find(int from, int move, int detail)
{
	for (const struct way *way = ways; way->from != GLOSSARY_NONE; way++)
		if (way->from == from && way->move == move && (detail == ANY || way->detail == ANY || way->detail == detail))
			return way;
	return NULL;
}

bool
attempts_ran_out(int state, int64_t attempts, int64_t wanted, int64_t connected_at)
{
	return (state == HANDOFF_ACCEPTED || state == HANDOFF_WORKING) && wanted && attempts >= wanted && !connected_at;
}

bool
handoff_can(const struct handoff *h, int move, int64_t now)
{
	if (move == MOVE_ASSIGNMENT)
		return is_open(h->state, h->is_final);
	if (move == MOVE_FEEDBACK)
		return h->outcome != GLOSSARY_NONE;
	if (!way_find(h->state, move, ANY) || (h->state == HANDOFF_RETURNED && h->is_final))
		return false;
	switch (move) {
	case MOVE_RETURN:
		return !h->return_until || now <= h->return_until;
	case MOVE_APPEAL:
		return !h->appealed;
	case MOVE_SUBMISSION:
		return !h->next_id;
	}
	return true;
}

/* Everybody whom any way of this move would take. */
static unsigned
who_may(const struct handoff *h, int move, int detail)
{
	const struct way *way = h ? way_find(h->state, move, detail) : NULL;
	unsigned who = 0;

	if (move == MOVE_ASSIGNMENT || move == MOVE_FEEDBACK)
		return SALES;
	if (move == MOVE_SUBMISSION && !way)
		return MARKETING;
	if (way && detail != ANY)
		return way->who;
	for (way = ways; way->from != GLOSSARY_NONE; way++)
		if (way->move == move && (detail == ANY || way->detail == ANY || way->detail == detail))
			who |= way->who;
	return who;
}

const char *
handoff_may(const struct user *user, const struct handoff *h, int move, int detail)
{
	unsigned who = who_may(h, move, detail);

	if (user_roles(user) & who)
		return NULL;
	if (who == MARKETING)
		return "This is for members of Marketing. Ask one of them.";
	if (who == SALES && move == MOVE_SETTLEMENT)
		return "Marketing can settle its own appeal only by giving in. Ask Sales to overturn the return.";
	if (who == SALES)
		return "This is for members of Sales. Ask one of them.";
	return "This is for members of Marketing or Sales. Ask one of them.";
}

bool
handoff_offers(const struct handoff *h, const struct user *user, int move, int64_t now)
{
	return handoff_can(h, move, now) && !handoff_may(user, h, move, ANY);
}

bool
handoff_undoes(const struct handoff_event *event, const struct user *user, int64_t now)
{
	return event && user && !event->undone_at && event->person_id == user->id && llabs(now - event->recorded_at) <= UNDO_SECONDS
	    && (event->move == MOVE_ACCEPTANCE || event->move == MOVE_RETURN || event->move == MOVE_ATTEMPT || event->move == MOVE_OUTCOME);
}

int64_t
return_until_plain(int64_t connected_at, const char *zone)
{
	struct day day = day_of(connected_at, zone);

	for (int open = 0; open < RETURN_DAYS; open += day_weekday(day) < 5)
		day = day_add(day, 1);
	return start_of_day(day_add(day, 1), zone);
}

struct facts
handoff_facts(const void *ctx, const struct handoff *h, const char *zone)
{
	bool withdrawn = h->state == HANDOFF_WITHDRAWN;
	bool refused = h->state == HANDOFF_RETURNED && (h->is_final || h->unanswered);
	struct facts facts = {
		.submitted_on = day_print(ctx, day_of(h->first_submitted_at, zone)),
		.volume = h->all_met && h->in_volume && !withdrawn && !refused,
		.context = h->all_known && !withdrawn,
		.counts = !withdrawn,
		.opened = h->opened,
	};

	if (h->decision != GLOSSARY_NONE) {
		facts.decided_on = day_print(ctx, day_of(h->decided_at, zone));
		facts.accepted = h->decision == DECISION_ACCEPTED;
	}
	if (facts.accepted && (h->sql_at || h->outcome == OUTCOME_QUALIFIED))
		facts.qualified_on = day_print(ctx, day_of(h->sql_at ? h->sql_at : h->outcome_at, zone));
	if (h->outcome != GLOSSARY_NONE && h->feedback_asked) {
		facts.outcome_on = day_print(ctx, day_of(h->outcome_at, zone));
		facts.feedback = h->feedback_quality > 0;
	}
	return facts;
}
