/* Reckons how promises stand. */
#include "sla/rules_month.h"

#include "base/text.h"

#include <talloc.h>

const char *const standing_names[] = { "kept", "missed", "behind", "not_due", "no_cases", "not_measured", NULL };

const char *
standing_label(int standing)
{
	static const char *const labels[] = { "Kept", "Missed", "Behind", "Not yet due", "No cases", "Not measured" };

	return standing >= STANDS_KEPT && standing <= STANDS_NOT_MEASURED ? labels[standing] : "";
}

int
standing_worse(int a, int b)
{
	static const int weight[] = { [STANDS_KEPT] = 3, [STANDS_MISSED] = 6, [STANDS_BEHIND] = 5, [STANDS_NOT_DUE] = 2, [STANDS_NO_CASES] = 1,
	    [STANDS_NOT_MEASURED] = 4 };

	return weight[a] >= weight[b] ? a : b;
}

int64_t
share_tenths(int64_t numerator, int64_t denominator)
{
	if (denominator <= 0)
		return -1;
	if (numerator >= denominator)
		return 1000;
	return numerator <= 0 ? 0 : (numerator * 2000 + denominator) / (2 * denominator);
}

const char *
share_words(const void *ctx, int64_t numerator, int64_t denominator)
{
	int64_t tenths = share_tenths(numerator, denominator);

	if (tenths < 0)
		return "no cases";
	if (tenths % 10 == 0)
		return text_format(ctx, "%lld %%", (long long)tenths / 10);
	return text_format(ctx, "%lld.%lld %%", (long long)tenths / 10, (long long)tenths % 10);
}

bool
promise_is_number(int kind)
{
	return kind == PROMISE_VOLUME || kind == PROMISE_MEETING;
}

int64_t
volume_expected(const struct calendar *calendar, int64_t quantity, struct day day)
{
	struct pace_days days = { day.day, days_in_month(day.year, day.month) };

	if (calendar)
		days = calendar_month_days(calendar, day);
	return days.all ? quantity * days.passed / days.all : 0;
}

/* The month as it is asked about: what there is of it, and what was promised. */
struct moment {
	bool begun, over;
	bool whole;			/* the promise held from the month's first day */
	bool held;			/* it held at all */
	struct line_term term;
};

static struct moment
moment_of(const struct attainment_of *of, const struct promise *p, struct day month)
{
	int64_t begins = start_of_day(month, of->zone), ends = start_of_day(day_add_months(month, 1), of->zone);
	struct moment m = { .begun = begins <= of->now, .over = ends <= of->now };

	m.term = (struct line_term){ .quantity = p->quantity, .percent = p->percent, .pace = p->pace };
	for (size_t i = 0; i < of->term_count; i++) {
		const struct line_term *term = &of->terms[i];

		if (term->line_id != p->line_id || term->in_force_at >= ends)
			continue;
		m.held = true;
		m.whole = m.whole || term->in_force_at <= begins;
		m.term = *term;
	}
	return m;
}

static int
number_stands(const struct moment *m, const struct promise_month *month)
{
	if (!m->held)
		return STANDS_NO_CASES;
	if (month->numerator >= month->target)
		return STANDS_KEPT;
	if (m->over)
		return m->whole ? STANDS_MISSED : STANDS_NO_CASES;
	if (!m->begun || !m->whole || !month->expected)
		return STANDS_NOT_DUE;
	return month->numerator >= month->expected ? STANDS_KEPT : STANDS_BEHIND;
}

static int
share_stands(const struct moment *m, const struct promise_month *month)
{
	if (!month->denominator)
		return month->pending || !m->begun ? STANDS_NOT_DUE : STANDS_NO_CASES;
	if (month->numerator * 100 >= month->target * month->denominator)
		return STANDS_KEPT;
	if (month->target >= 100 || (m->over && !month->pending))
		return STANDS_MISSED;
	return STANDS_BEHIND;
}

/* Whether what was missed lies past what its feed knows: then nobody can say that it was missed. */
static bool
is_unknown(const struct attainment_of *of, const struct promise *p, const struct month_sum *sum)
{
	struct day known, missed;

	if (p->measured != MEASURED_FEED || !sum)
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
	struct day first = day_add_months(day_month_start(of->first), index), today = day_of(of->now, of->zone);
	struct moment m = moment_of(of, p, first);
	const struct month_sum *sum = sum_of(of, p->line_id, index);
	struct promise_month month = { .first = first, .numerator = sum ? sum->numerator : 0, .pending = sum ? sum->pending : 0 };

	if (!promise_is_number(p->kind)) {
		month.target = m.term.percent;
		month.denominator = sum ? sum->denominator : 0;
		month.standing = share_stands(&m, &month);
	} else {
		month.target = month.denominator = p->kind == PROMISE_MEETING ? 1 : m.term.quantity;
		if (p->kind == PROMISE_VOLUME && m.term.pace != PACE_OPEN && m.begun)
			month.expected = m.over ? month.target : volume_expected(of->calendar, month.target, today);
		month.standing = number_stands(&m, &month);
	}
	if ((month.standing == STANDS_MISSED || month.standing == STANDS_BEHIND) && is_unknown(of, p, sum))
		month.standing = STANDS_NOT_MEASURED;
	return month;
}

struct attainment *
attainment_reckon(const void *ctx, const struct attainment_of *of)
{
	struct attainment *a = memory_need(talloc_zero(ctx, struct attainment));

	a->months = of->months;
	a->count = of->agreement->promise_count;
	a->promises = memory_need(talloc_zero_array(a, struct promise_standing, a->count + 1));
	a->joint = STANDS_NO_CASES;
	for (int i = 0; i < 3; i++)
		a->party[i] = STANDS_NO_CASES;
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
		a->party[p->party] = standing_worse(a->party[p->party], s->now->standing);
		a->joint = standing_worse(a->joint, s->now->standing);
	}
	return a;
}
