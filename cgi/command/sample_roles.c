/* Who the sample's leads are: where they came from, what they asked, how large their company is, and how it goes with them. */
#include "command/sample_plan.h"

enum {
	WEBINARS = 64, WEBINAR_END = 82,	/* days ago: since then the definition counts them no more */
	FAIR_MONTH = 3, FAIR_LEADS = 12,
	DIRECTORY = 30, DIRECTORY_FAILS = 11, DIRECTORY_END = 8,
	STRICT_SINCE = 111,		/* days ago: since then a company has at least twenty people, before that ten */
	SMALL = 12, SMALL_FROM = 45, SMALL_TO = 90, LARGE_TO = 140,	/* places from the newest lead */
	CAME_BACK = 2, CAME_BACK_FROM = 76, CAME_BACK_TO = 58,
	UNANSWERED_MONTH = 2
};

/* What one lead of each month comes to. */
static const struct part {
	int path;
	const char *fails;
} parts[] = {
	{ PATH_TALKED_RETURNED, "COUNTRY" }, { PATH_RESUBMITTED, "BUYERS_QUESTION" }, { PATH_FEW_ATTEMPTS, NULL },
	{ PATH_RETURNED, "wrong-person" }, { PATH_RETURNED, "bad-data" },
};
static const char *const now_and_then[PLAN_MONTHS] = { "existing-customer", "duplicate", NULL, "competitor", "existing-customer", NULL, NULL };
static const int64_t late_each[PLAN_MONTHS] = { 2, 1, 2, 1, 8, 0, 0 };

static int64_t
days_ago(const struct story *plan, int64_t days)
{
	return plan->now - days * 86400;
}

static bool
is_free(const struct prospect *p)
{
	return p->path == PATH_FREE;
}

static bool
is_ordinary(const struct prospect *p)
{
	return p->path == PATH_FREE && p->source != FROM_FAIR && p->source != FROM_DIRECTORY && p->question != CAME_TO_WEBINAR;
}

/* Whether the promise for all leads is the one it is measured by. */
static bool
may_be_late(const struct prospect *p)
{
	return is_ordinary(p) && p->question != ASKED_PRICE && !p->late && !p->asks;
}

static bool
may_be_odd(const struct prospect *p)
{
	return is_ordinary(p) && !p->late && !p->asks && !p->country_unknown && !p->no_evidence;
}

/* One of those from a place on, before another, by chance; NULL: none was found. */
static struct prospect *
choose(struct story *plan, size_t from, size_t to, bool (*fits)(const struct prospect *))
{
	for (int tries = 0; from < to && tries < 300; tries++) {
		struct prospect *p = &plan->prospects[from + (size_t)plan_dice(plan, (int64_t)(to - from))];

		if (fits(p))
			return p;
	}
	return NULL;
}

/* The first place handed over at an instant or later. */
static size_t
place_at(const struct story *plan, int64_t at)
{
	size_t place = 0;

	while (place < plan->count && plan->prospects[place].path != PATH_OPEN && plan->prospects[place].submitted_at < at)
		place++;
	return place;
}

static void
ask(struct story *plan, struct prospect *p)
{
	static const int questions[] = { ASKED_PRICE, ASKED_PRICE, ASKED_PRICE, ASKED_DEMONSTRATION, ASKED_DEMONSTRATION, ASKED_DEMONSTRATION, ASKED_TALK,
		ASKED_TALK, ASKED_TALK, ASKED_SECURITY };
	static const int sources[] = { FROM_WEBSITE, FROM_WEBSITE, FROM_WEBSITE, FROM_SEARCH, FROM_SEARCH, FROM_NEWSLETTER, FROM_PARTNER, FROM_CUSTOMER };

	p->question = questions[plan_dice(plan, sizeof questions / sizeof *questions)];
	p->source = sources[plan_dice(plan, sizeof sources / sizeof *sources)];
}

static void
webinars(struct story *plan)
{
	size_t end = place_at(plan, days_ago(plan, WEBINAR_END));

	for (int i = 0; i < WEBINARS; i++) {
		struct prospect *p = choose(plan, 0, end, is_ordinary);

		if (!p)
			return;
		p->question = CAME_TO_WEBINAR;
		p->source = FROM_WEBINAR;
	}
}

/* All on a few days of one month. */
static void
fair(struct story *plan, size_t from, size_t to)
{
	int64_t left = FAIR_LEADS;

	for (size_t i = from + (to - from) / 3; i < to && left; i++)
		if (is_ordinary(&plan->prospects[i])) {
			plan->prospects[i].source = FROM_FAIR;
			plan->prospects[i].question = plan_dice(plan, 2) ? ASKED_DEMONSTRATION : ASKED_TALK;
			left--;
		}
}

static void
directory(struct story *plan)
{
	size_t end = place_at(plan, days_ago(plan, DIRECTORY_END));

	for (int i = 0; i < DIRECTORY; i++) {
		struct prospect *p = choose(plan, end * (size_t)i / DIRECTORY, end * (size_t)(i + 1) / DIRECTORY, is_ordinary);

		if (!p)
			p = choose(plan, 0, end, is_ordinary);
		if (!p)
			return;
		p->source = FROM_DIRECTORY;
		if (i * DIRECTORY_FAILS / DIRECTORY != (i + 1) * DIRECTORY_FAILS / DIRECTORY) {
			p->path = PATH_RETURNED;
			p->fails = "COMPANY_SIZE";
		}
	}
}

static void
part_give(struct story *plan, size_t from, size_t to, int path, const char *fails)
{
	struct prospect *p = choose(plan, from, to, may_be_odd);

	if (!p)
		return;
	p->path = path;
	p->fails = fails;
}

/* The parts of one month, whose leads are at [from, to). */
static void
month_parts(struct story *plan, int month, size_t from, size_t to)
{
	size_t middle = (to - from) / 5;
	struct prospect *p;

	/* Of the present one, some are returned by script_open(). */
	for (size_t i = 0; i < sizeof parts / sizeof *parts - (month == PLAN_MONTHS - 1 ? 2 : 0); i++)
		part_give(plan, from, to, parts[i].path, parts[i].fails);
	if (now_and_then[month])
		part_give(plan, from, to, PATH_RETURNED, now_and_then[month]);
	if (month % 2 == 0 && month < PLAN_MONTHS - 1)
		part_give(plan, from, to, month % 4 ? PATH_UPHELD : PATH_OVERTURNED, month % 4 ? "BUYERS_QUESTION" : "COUNTRY");
	if (month == UNANSWERED_MONTH)
		part_give(plan, from, to - middle, PATH_UNANSWERED, "bad-data");
	if (month % 2)
		part_give(plan, from, to, PATH_WITHDRAWN, NULL);
	for (int64_t i = 0; i < late_each[month]; i++)
		if ((p = choose(plan, from + middle, to - middle, may_be_late)))
			p->late = true;
	for (int i = 0; i < 7; i++)
		if ((p = choose(plan, from, to, may_be_odd))) {
			p->country_unknown = i < 2;
			p->no_evidence = i == 2 || i == 3;
			p->asks = i > 3;
		}
}

static void
months_parts(struct story *plan)
{
	struct day month = day_add_months(day_month_start(day_of(plan->now, plan->zone)), 1 - PLAN_MONTHS);

	for (int i = 0; i < PLAN_MONTHS; i++) {
		size_t from = place_at(plan, start_of_day(day_add_months(month, i), plan->zone));
		size_t to = place_at(plan, start_of_day(day_add_months(month, i + 1), plan->zone));

		if (i == FAIR_MONTH)
			fair(plan, from, to);
	}
	directory(plan);
	for (int i = 0; i < PLAN_MONTHS; i++) {
		size_t from = place_at(plan, start_of_day(day_add_months(month, i), plan->zone));
		size_t to = place_at(plan, start_of_day(day_add_months(month, i + 1), plan->zone));

		if (to - from > 10)
			month_parts(plan, i, from, to);
	}
}

/* The rest. Nobody of a webinar becomes an opportunity. */
static void
paths(struct story *plan)
{
	static const int ordinary[] = { PATH_WON, PATH_WON, PATH_WON, PATH_LOST, PATH_LOST, PATH_LATER, PATH_LATER, PATH_UNREACHED, PATH_UNREACHED,
		PATH_UNREACHED };
	static const int guests[] = { PATH_LOST, PATH_LOST, PATH_LATER, PATH_UNREACHED, PATH_UNREACHED };

	for (size_t i = 0; i < plan->count; i++) {
		struct prospect *p = &plan->prospects[i];

		if (p->path == PATH_FREE)
			p->path = p->question == CAME_TO_WEBINAR ? guests[plan_dice(plan, 5)] : ordinary[plan_dice(plan, 10)];
	}
}

static void
came_back(struct story *plan)
{
	size_t from = place_at(plan, days_ago(plan, CAME_BACK_FROM)), to = place_at(plan, days_ago(plan, CAME_BACK_TO));

	for (int i = 0; i < CAME_BACK; i++) {
		struct prospect *p = choose(plan, from, to, may_be_odd);

		if (p)
			p->path = PATH_CAME_BACK;
	}
}

/* How many people the company has: at least as many as the definition of its day wants. */
static void
sizes(struct story *plan)
{
	for (size_t i = 0; i < plan->count; i++) {
		struct prospect *p = &plan->prospects[i];
		int64_t least = p->submitted_at > days_ago(plan, STRICT_SINCE) ? 20 : 10;

		p->size = 50 + plan_dice(plan, 90) * (1 + plan_dice(plan, 6));
		if (plan->count - i > LARGE_TO && p->source != FROM_DIRECTORY && plan_dice(plan, 4) == 0)
			p->size = least + plan_dice(plan, 50 - least);
	}
}

/* Of the last ninety, twelve are at small companies; two of them, long enough ago, become opportunities. */
static void
small_ones(struct story *plan)
{
	for (int i = 0; i < SMALL && plan->count > LARGE_TO; i++) {
		struct prospect *p = choose(plan, plan->count - SMALL_TO, plan->count - SMALL_FROM - (i < 2 ? 20 : 0), is_free);

		if (!p)
			return;
		p->size = 20 + plan_dice(plan, 30);
		p->path = i < 2 ? PATH_WON : PATH_LOST;
	}
}

/* Some work at a company that is there already. */
static void
companies(struct story *plan)
{
	for (size_t i = 30; i < plan->count; i++) {
		struct prospect *p = &plan->prospects[i];
		const struct prospect *other = &plan->prospects[i - 5 - (size_t)plan_dice(plan, 25)];

		if (plan_dice(plan, 9) || p->size < 50 || other->size < 50 || p->source == FROM_DIRECTORY || other->source == FROM_DIRECTORY)
			continue;
		p->company = other->company;
		p->size = other->size;
	}
}

void
roles_choose(struct story *plan)
{
	for (size_t i = 0; i < plan->count; i++)
		if (is_free(&plan->prospects[i])) {
			ask(plan, &plan->prospects[i]);
			plan->prospects[i].nobodys = plan_dice(plan, 25) == 0;
		}
	webinars(plan);
	months_parts(plan);
	came_back(plan);
	sizes(plan);
	small_ones(plan);
	paths(plan);
	companies(plan);
}
