/* Reckons how promises stand. */
#include "sla/rules_month.h"

#include "base/text.h"

#include <talloc.h>

const char *
share_words(const void *ctx, int64_t numerator, int64_t denominator)
{
	const char *percent = percent_print(ctx, percent_tenths(numerator, denominator));

	return percent ? text_format(ctx, "%s %%", percent) : "no cases";
}

bool
promise_is_number(int kind)
{
	return kind == PROMISE_VOLUME || kind == PROMISE_MEETING;
}

bool
promise_has_clock(int kind)
{
	return kind == PROMISE_HANDOVER || kind == PROMISE_ANSWER || kind == PROMISE_DECISION || kind == PROMISE_FIRST_ATTEMPT
	    || kind == PROMISE_ATTEMPTS || kind == PROMISE_WORKED;
}

int64_t
volume_by_day(const struct calendar *calendar, int64_t quantity, struct day day)
{
	struct volume volume = { .target = quantity, .pace = PACE_EVEN, .days = { day.day, days_in_month(day.year, day.month) } };

	if (calendar)
		volume.days = calendar_month_days(calendar, day);
	return volume_expected(&volume);
}

/* The month as it is asked about: what there is of it, and what was promised. */
struct moment {
	bool over;
	bool whole;			/* the promise held from the month's first day */
	bool held;			/* it held at all */
	struct line_term term;
};

static struct moment
moment_of(const struct attainment_of *of, const struct promise *p, struct day month)
{
	int64_t begins = start_of_day(month, of->zone), ends = start_of_day(day_add_months(month, 1), of->zone);
	struct moment m = { .over = ends <= of->now };
	int64_t until = m.over ? ends : of->now + 1;	/* what is signed for later is no promise yet */

	m.term = (struct line_term){ .quantity = p->quantity, .percent = p->percent, .pace = p->pace };
	for (size_t i = 0; i < of->term_count; i++) {
		const struct line_term *term = &of->terms[i];

		if (term->line_id != p->line_id || term->in_force_at >= until)
			continue;
		m.held = true;
		m.whole = m.whole || term->in_force_at <= begins;
		m.term = *term;
	}
	return m;
}

/* A number to reach in the month, which is judged only where it was promised from its first day. */
static int
number_stands(const struct attainment_of *of, const struct promise *p, const struct moment *m, struct promise_month *month)
{
	struct volume volume = { .count = month->numerator, .target = month->target, .pending = month->pending, .pace = m->term.pace };
	int state;

	if (!m->held)
		return PROMISE_NO_CASES;
	if (p->kind == PROMISE_MEETING) {
		state = attain_meeting(month->numerator, 0, 1, m->over).state;
	} else {
		if (of->calendar)
			volume.days = pace_days_at(of->calendar, month->first, of->now);
		state = attain_volume(&volume, m->over).state;
		month->expected = volume.pace == PACE_OPEN ? 0 : volume_expected(&volume);
	}
	if (m->whole || state == PROMISE_KEPT)
		return state;
	return m->over ? PROMISE_NO_CASES : PROMISE_NOT_DUE;
}

/* Whether what was missed lies past what its feed knows: then nobody can say that it was missed. */
static bool
is_unknown(const struct attainment_of *of, const struct promise *p, const struct month_sum *sum)
{
	struct day known, missed;

	if (p->measured != MEASURED_FEED || !sum || sum->numerator == sum->denominator)
		return false;
	if (!of->known_up_to || sum->latest_miss > of->known_up_to)
		return true;
	known = day_of(of->known_up_to, of->zone);
	return day_parse(sum->missed_day, &missed) && day_compare(missed, known) >= 0;
}

static const struct month_sum *
sum_of(const struct attainment_of *of, int64_t line_id, int month)
{
	for (size_t i = 0; i < of->sum_count; i++)
		if (of->sums[i].line_id == line_id && of->sums[i].month == month)
			return &of->sums[i];
	return NULL;
}

static struct promise_month
month_reckon(const struct attainment_of *of, const struct promise *p, int index)
{
	struct day first = day_add_months(day_month_start(of->first), index);
	struct moment m = moment_of(of, p, first);
	const struct month_sum *sum = sum_of(of, p->line_id, index);
	struct promise_month month = { .first = first, .held = m.held, .numerator = sum ? sum->numerator : 0, .pending = sum ? sum->pending : 0 };

	if (!promise_is_number(p->kind)) {
		month.target = m.term.percent;
		month.denominator = sum ? sum->denominator : 0;
		month.standing = attain_share(month.numerator, month.denominator, month.pending, month.target, m.over,
		    !is_unknown(of, p, sum)).state;
	} else {
		if (p->kind == PROMISE_VOLUME && sum)
			month.pending = sum->numerator - sum->denominator;	/* those that are decided stand there */
		month.target = month.denominator = p->kind == PROMISE_MEETING ? 1 : m.term.quantity;
		month.standing = number_stands(of, p, &m, &month);
	}
	return month;
}

struct attainment *
attainment_reckon(const void *ctx, const struct attainment_of *of)
{
	struct attainment *a = memory_need(talloc_zero(ctx, struct attainment));

	a->months = of->months;
	a->count = of->agreement->promise_count;
	a->promises = memory_need(talloc_zero_array(a, struct promise_standing, a->count + 1));
	a->joint = PROMISE_NO_CASES;
	for (int i = 0; i < 3; i++)
		a->party[i] = PROMISE_NO_CASES;
	for (size_t i = 0; i < a->count; i++) {
		const struct promise *p = &of->agreement->promises[i];
		struct promise_standing *s = &a->promises[i];

		s->promise = p;
		for (int month = 0; month < of->months; month++)
			s->months[month] = month_reckon(of, p, month);
		s->now = &s->months[of->months - 1];
		if (p->measured == MEASURED_FEED)
			a->known_up_to = of->known_up_to;
		if (p->party < PARTY_MARKETING || p->party > PARTY_BOTH)
			continue;
		a->has_party[p->party] = true;
		a->party[p->party] = promise_worst((int[]){ a->party[p->party], s->now->standing }, 2);
		a->joint = promise_worst((int[]){ a->joint, s->now->standing }, 2);
	}
	return a;
}

const struct promise_standing *
attainment_hero(const struct attainment *a, int party)
{
	int kind = party == PARTY_MARKETING ? PROMISE_VOLUME : PROMISE_FIRST_ATTEMPT;
	const struct promise_standing *first = NULL, *hero = NULL;

	for (size_t i = 0; i < a->count; i++) {
		const struct promise *p = a->promises[i].promise;

		if (p->party != party)
			continue;
		first = first ? first : &a->promises[i];
		if (p->kind == kind && (!hero || (hero->promise->scope_kind != GLOSSARY_NONE && p->scope_kind == GLOSSARY_NONE)))
			hero = &a->promises[i];
	}
	return hero ? hero : first;
}
