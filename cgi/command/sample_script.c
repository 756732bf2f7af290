/* What happens to a lead of the sample along its path: each act so much working time after the one before. */
#include "command/sample_plan.h"

/* Where a prospect's acts have come to. */
struct script {
	struct story *plan;
	struct prospect *prospect;
	int64_t at;
};

/* Some open minutes later, at most `spread` more. */
static void
later(struct script *s, int64_t minutes, int64_t spread)
{
	s->at = plan_after(s->plan, s->at, minutes + (spread ? plan_dice(s->plan, spread) : 0));
}

static void
add(const struct script *s, int what, int detail)
{
	plan_deed(s->plan, (struct deed){ .at = s->at, .prospect = s->prospect, .what = what, .detail = detail });
}

static void
ends(const struct script *s, int outcome, const char *reason)
{
	struct day today = day_of(s->plan->now, s->plan->zone), day = day_add(day_of(s->at, s->plan->zone), 90);

	if (day_compare(day, today) <= 0)
		day = today;
	plan_deed(s->plan, (struct deed){ .at = s->at, .prospect = s->prospect, .what = MOVE_OUTCOME, .detail = outcome, .reason = reason,
	    .back_on = day_add(day, 6 + plan_dice(s->plan, 150)) });
}

/* To the first attempt, or whatever is done instead: within what was promised, unless it is to be late. */
static void
first(struct script *s)
{
	const struct prospect *p = s->prospect;

	if (p->late)
		later(s, 255, 190);
	else if (p->source == FROM_FAIR)
		later(s, 60, 380);
	else if (p->question == ASKED_PRICE)
		later(s, 4, 46);
	else
		later(s, 8, 200);
}

/* Sales asks, Marketing answers; the clock stands meanwhile. */
static void
question(struct script *s)
{
	later(s, 3, 12);
	add(s, MOVE_QUESTION, GLOSSARY_NONE);
	later(s, 25, 150);
	add(s, MOVE_INFORM, GLOSSARY_NONE);
	later(s, 3, 30);
}

/* Who replied or booked is spoken with on another day. */
static void
talk_at_last(struct script *s, int result)
{
	add(s, MOVE_ATTEMPT, result);
	if (result == ATTEMPT_SPOKE)
		return;
	later(s, 300, 400);
	add(s, MOVE_ATTEMPT, ATTEMPT_SPOKE);
}

/* A talk at the `talk`th attempt (0: never), at most `most` of them, the next one always on another day. */
static void
attempts(struct script *s, int talk, int most)
{
	static const int vain[] = { ATTEMPT_NO_ANSWER, ATTEMPT_NO_ANSWER, ATTEMPT_NO_ANSWER, ATTEMPT_VOICEMAIL, ATTEMPT_MAILED };
	static const int talks[] = { ATTEMPT_SPOKE, ATTEMPT_SPOKE, ATTEMPT_SPOKE, ATTEMPT_REPLIED, ATTEMPT_BOOKED };

	for (int i = 1; i <= most; i++) {
		if (i > 1)
			later(s, 480, 180);
		if (i == talk) {
			talk_at_last(s, talks[plan_dice(s->plan, 5)]);
			return;
		}
		add(s, MOVE_ATTEMPT, vain[plan_dice(s->plan, 5)]);
	}
}

static int
some_attempt(struct script *s)
{
	static const int which[] = { 1, 1, 2, 2, 3 };

	return which[plan_dice(s->plan, 5)];
}

static void
accept_first(struct script *s)
{
	int64_t at = s->at;

	if (s->prospect->asks || plan_dice(s->plan, 3))
		return;
	s->at = s->prospect->submitted_at + (at - s->prospect->submitted_at) / 2;
	if (calendar_is_open(s->plan->calendar, s->at) && s->at < at - 120)
		add(s, MOVE_ACCEPTANCE, GLOSSARY_NONE);
	s->at = at;
}

/*
 * The deal of a qualified lead: of ten, six are signed, two lost, two stay open. No dice are thrown for it, so that everything else stays
 * as it was. Every ninth is one that Sales has found by itself.
 */
static void
deal(struct script *s)
{
	static const char *const reasons[] = { "price-too-high", "chose-another" };
	int64_t n = (int64_t)s->prospect->number, way = n % 10;

	s->at = plan_after(s->plan, s->at, 30 + n * 17 % 200);
	add(s, n % 9 == 4 ? DEED_OWN_DEAL : DEED_DEAL, GLOSSARY_NONE);
	s->at = plan_after(s->plan, s->at, 900 + n * 131 % 2400);
	add(s, DEED_OFFER, GLOSSARY_NONE);
	if (way >= 8)
		return;
	s->at = plan_after(s->plan, s->at, 1400 + n * 211 % 6000);
	if (way >= 6) {
		plan_deed(s->plan, (struct deed){ .at = s->at, .prospect = s->prospect, .what = DEED_DEAL_LOST, .reason = reasons[n % 2] });
		return;
	}
	add(s, DEED_SIGNED, GLOSSARY_NONE);
	s->at = plan_after(s->plan, s->at, 480 + n * 37 % 900);
	add(s, DEED_INVOICED, GLOSSARY_NONE);
	s->at = plan_after(s->plan, s->at, 3000 + n * 53 % 5000);
	add(s, DEED_PAID, GLOSSARY_NONE);
}

static void
win(struct script *s)
{
	attempts(s, some_attempt(s), 3);
	later(s, 500, 1800);
	add(s, MOVE_SQL, GLOSSARY_NONE);
	later(s, 500, 2600);
	ends(s, OUTCOME_QUALIFIED, NULL);
	deal(s);
}

static void
lose(struct script *s)
{
	static const char *const reasons[] = { "no-need", "no-authority", "chose-another", "no-need" };

	attempts(s, some_attempt(s), 3);
	later(s, 240, 2200);
	ends(s, OUTCOME_DISQUALIFIED, reasons[plan_dice(s->plan, 4)]);
}

static void
postpone(struct script *s)
{
	attempts(s, some_attempt(s), 3);
	later(s, 60, 1800);
	ends(s, OUTCOME_RECYCLED, plan_dice(s->plan, 2) ? "timing" : "no-budget-now");
}

static void
give_up(struct script *s, int tries)
{
	attempts(s, 0, tries);
	later(s, 480, 200);
	ends(s, OUTCOME_RECYCLED, "unreached");
}

/* Recycled, with a day that has come; then it goes on as a new handoff. */
static void
come_back(struct script *s)
{
	struct day back = day_add(day_of(s->plan->now, s->plan->zone), -20 - plan_dice(s->plan, 8));

	attempts(s, 1, 1);
	later(s, 60, 300);
	plan_deed(s->plan, (struct deed){ .at = s->at, .prospect = s->prospect, .what = MOVE_OUTCOME, .detail = OUTCOME_RECYCLED, .reason = "timing",
	    .back_on = back });
	s->at = start_of_day(back, s->plan->zone) + 60;
	add(s, DEED_BACK, GLOSSARY_NONE);
	later(s, 10, 40);
	win(s);
}

/* Returned, and what comes of that. */
static void
send_back(struct script *s)
{
	int path = s->prospect->path;

	if (path == PATH_TALKED_RETURNED) {
		attempts(s, 1, 1);
		later(s, 30, 200);
	}
	add(s, MOVE_RETURN, GLOSSARY_NONE);
	later(s, path == PATH_UNANSWERED ? 1500 : 90, 500);
	if (path == PATH_RESUBMITTED) {
		add(s, MOVE_RESUBMIT, GLOSSARY_NONE);
		later(s, 5, 40);
		win(s);
	} else if (path == PATH_OVERTURNED || path == PATH_UPHELD) {
		add(s, MOVE_APPEAL, GLOSSARY_NONE);
		later(s, 240, 400);
		add(s, MOVE_SETTLEMENT, path == PATH_UPHELD ? SETTLED_UPHELD : SETTLED_OVERTURNED);
		later(s, 5, 40);
		if (path == PATH_OVERTURNED)
			win(s);
	} else
		add(s, MOVE_AGREE, GLOSSARY_NONE);
}

void
script_add(struct story *plan, struct prospect *p)
{
	struct script s = { plan, p, p->submitted_at };

	if (p->path == PATH_OPEN)
		return;
	if (p->path == PATH_WITHDRAWN) {
		later(&s, 3, 5);
		add(&s, MOVE_WITHDRAWAL, GLOSSARY_NONE);
		return;
	}
	if (p->asks)
		question(&s);
	else
		first(&s);
	switch (p->path) {
	case PATH_WON:
		accept_first(&s);
		win(&s);
		return;
	case PATH_LOST:
		accept_first(&s);
		lose(&s);
		return;
	case PATH_LATER:
		postpone(&s);
		return;
	case PATH_UNREACHED:
		give_up(&s, 4 + (int)plan_dice(plan, 2));
		return;
	case PATH_FEW_ATTEMPTS:
		give_up(&s, 2);
		return;
	case PATH_CAME_BACK:
		come_back(&s);
		return;
	}
	send_back(&s);
}

/* One of those that are open now, handed over so many open minutes ago. */
static struct script
open_one(struct story *plan, int64_t minutes, const char *seller, int question, int source)
{
	struct prospect *p = plan_prospect(plan, plan_before(plan, plan->now, minutes));

	p->path = PATH_OPEN;
	p->question = question;
	p->source = source;
	p->seller = seller ? seller : "marta";
	p->nobodys = !seller;
	return (struct script){ plan, p, p->submitted_at };
}

/* Returned so many open minutes after it was handed over. */
static struct script
open_return(struct story *plan, int64_t minutes, const char *marketer, int64_t after, const char *fails)
{
	struct script s = open_one(plan, minutes, "daniel", ASKED_TALK, FROM_WEBSITE);

	s.prospect->marketer = marketer;
	s.prospect->fails = fails;
	later(&s, after, 0);
	add(&s, MOVE_RETURN, GLOSSARY_NONE);
	return s;
}

/* Done later than promised, and in work since. */
static void
missed_then_done(struct story *plan)
{
	struct script s = open_one(plan, 680, "daniel", ASKED_PRICE, FROM_PARTNER);

	later(&s, 95, 0);
	add(&s, MOVE_ATTEMPT, ATTEMPT_VOICEMAIL);
}

static void
paused(struct story *plan)
{
	struct script s = open_one(plan, 190, "daniel", ASKED_DEMONSTRATION, FROM_NEWSLETTER);

	s.prospect->marketer = "lewis";
	later(&s, 45, 0);
	add(&s, MOVE_QUESTION, GLOSSARY_NONE);
}

static void
accepted(struct story *plan)
{
	struct script s = open_one(plan, 100, "daniel", ASKED_DEMONSTRATION, FROM_CUSTOMER);

	later(&s, 20, 0);
	add(&s, MOVE_ACCEPTANCE, GLOSSARY_NONE);
}

/* Leads that nobody has handed over yet; of two there are drafts. */
static void
waiting(struct story *plan)
{
	for (int i = 0; i < 8; i++) {
		struct prospect *p = plan_prospect(plan, 0);

		p->path = PATH_OPEN;
		p->question = i % 4;
		p->source = i % 3;
		p->converted_at = plan_before(plan, plan->now, 20 + i * 90);
		p->made_at = p->converted_at + 5;
		plan_deed(plan, (struct deed){ .at = p->made_at, .prospect = p, .what = DEED_LEAD });
		if (i == 1 || i == 2) {
			p->marketer = i == 1 ? "priya" : "lewis";
			plan_deed(plan, (struct deed){ .at = p->made_at + 120, .prospect = p, .what = DEED_DRAFT });
		}
	}
}

/* Oldest first. */
void
script_open(struct story *plan)
{
	struct script s = open_return(plan, 1850, "priya", 200, "COUNTRY");

	later(&s, 700, 0);
	add(&s, MOVE_APPEAL, GLOSSARY_NONE);
	missed_then_done(plan);
	open_return(plan, 520, "priya", 200, "wrong-person");	/* not so long ago that two half days would be too late */
	open_return(plan, 420, "lewis", 150, "bad-data");
	open_one(plan, 275, "marta", ASKED_TALK, FROM_SEARCH);
	paused(plan);
	open_one(plan, 125, "marta", ASKED_TALK, FROM_WEBSITE);
	accepted(plan);
	open_one(plan, 70, "daniel", ASKED_DEMONSTRATION, FROM_SEARCH);
	open_one(plan, 50, NULL, ASKED_SECURITY, FROM_WEBSITE);
	open_one(plan, 22, "daniel", ASKED_PRICE, FROM_SEARCH);
	open_one(plan, 12, "marta", ASKED_PRICE, FROM_WEBSITE);
	open_one(plan, 5, NULL, ASKED_PRICE, FROM_CUSTOMER);
	waiting(plan);
}
