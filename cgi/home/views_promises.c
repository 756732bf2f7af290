/* This month's promises: a card for each team with the one it is known by, and the others below it. */
#include "home/views.h"

#include "auth/session.h"
#include "base/days.h"
#include "base/text.h"
#include "sla/views_parts.h"

enum { BAR = 1000 };		/* units of its length */

/* Working days of the month that are not over; -1: nobody knows. */
static int64_t
days_left(const struct agreement_month *a, int64_t now)
{
	struct pace_days days;

	if (!a->calendar)
		return -1;
	days = pace_days_at(&a->calendar->calendar, a->first, now);
	return days.all - days.passed;
}

static const char *
beside_number(const void *ctx, const struct promise *p, const struct promise_month *m, int64_t left)
{
	if (p->kind != PROMISE_VOLUME)
		return text_format(ctx, "%lld of %lld, promised are %lld %%", (long long)m->numerator, (long long)m->denominator, (long long)m->target);
	if (left < 0)
		return text_format(ctx, "of %lld", (long long)m->target);
	return text_format(ctx, "of %lld, %lld working day%s left", (long long)m->target, (long long)left, left == 1 ? "" : "s");
}

/* How it is on its way. */
static const char *
on_its_way(const void *ctx, const struct promise *p, const struct promise_month *m, int64_t left)
{
	int64_t missing = m->target - m->numerator;
	const char *due, *undecided;

	if (p->kind != PROMISE_VOLUME)
		return m->pending ? text_format(ctx, "%lld not yet due.", (long long)m->pending) : "";
	undecided = m->pending ? text_format(ctx, "Sales has still to decide on %lld.", (long long)m->pending) : "";
	if (!m->expected)
		return undecided;
	undecided = *undecided ? text_format(ctx, " %s", undecided) : "";
	due = text_format(ctx, "%lld %s due by now.", (long long)m->expected, m->expected == 1 ? "was" : "were");
	if (missing <= 0 || left <= 0 || m->numerator >= m->expected)
		return text_format(ctx, "%s%s", due, undecided);
	return text_format(ctx, "%s To catch up: %lld a working day.%s", due, (long long)((missing + left - 1) / left), undecided);
}

static int64_t
part_of(int64_t n, int64_t all)
{
	return all <= 0 || n <= 0 ? 0 : n >= all ? BAR : n * BAR / all;
}

/* How far it has come, with a mark where it should be. */
static void
bar_fill(struct view *card, const struct promise *p, const struct promise_month *m)
{
	bool volume = p->kind == PROMISE_VOLUME;
	int64_t mark = volume ? part_of(m->expected, m->target) : part_of(m->target, 100);

	if (!m->denominator)
		return;
	view_show(card, home_show_HAS_BAR);
	view_number(card, home_show_BAR_LENGTH, volume ? part_of(m->numerator, m->target) : part_of(m->numerator, m->denominator));
	if (mark) {
		view_show(card, home_show_HAS_MARK);
		view_number(card, home_show_MARK_PLACE, mark < BAR ? mark - 3 : BAR - 6);
	}
}

static void
hero_fill(struct view *card, const struct promise_standing *s, const struct marks *marks, int64_t left, const char *zone)
{
	const struct promise *p = s->promise;
	const struct promise_month *m = s->now;
	const char *way = marks ? "" : on_its_way(card, p, m, left);	/* the marks' key says it */

	view_text(card, home_show_HERO_WORDS, text_replace(card, promise_sentence(card, p), " %", "\u00A0%"));	/* never alone on a line */
	view_number(card, home_show_HERO_ID, p->id);
	view_text(card, home_show_HERO_NUMBER, now_words(card, p, m));
	if (p->kind == PROMISE_VOLUME || m->denominator)
		view_maybe(card, home_show_HAS_BESIDE, home_show_BESIDE_WORDS, beside_number(card, p, m, left));
	if (marks)
		clock_marks_fill(card, s, marks, zone, false);
	else
		bar_fill(card, p, m);
	view_maybe(card, home_show_HAS_WAY, home_show_WAY_WORDS, *way ? way : NULL);
}

static void
row_fill(struct view *card, const struct promise_standing *s)
{
	struct view *row = view_row(card, home_show_PROMISE_ROW);
	const char *cases = cases_words(row, s->promise, s->now);

	view_number(row, home_show_PROMISE_ID, s->promise->id);
	view_text(row, home_show_PROMISE_NAME, promise_called(row, s->promise));
	view_text(row, home_show_NOW_WORDS, now_words(row, s->promise, s->now));
	view_maybe(row, home_show_HAS_CASES, home_show_CASES_WORDS, cases);
	if (s->promise->kind == PROMISE_VOLUME)
		standing_fill(row, s->promise, s->now);
	else
		side_tag_fill(row, s->now->standing);	/* "Behind" alone: there is no room for what can still be */
}

static void
side_fill(struct request *req, struct view *view, const struct home *home, int party)
{
	const struct attainment *t = home->attained->attainment;
	const struct promise_standing *hero = home->heroes[party];
	struct view *card;

	if (!hero)
		return;
	card = view_row(view, home_show_SIDE_CARD);
	view_show_if(card, M_BY_MARKETING, party == PARTY_MARKETING);
	view_show_if(card, M_BY_SALES, party == PARTY_SALES);
	view_text(card, home_show_SIDE_CODE, party_names[party]);
	view_format(card, home_show_SIDE_TITLE, "%s promises", party_label(party));
	side_tag_fill(card, t->party[party]);
	hero_fill(card, hero, home->marks[party], days_left(home->attained, req->now), req->session->organisation_zone);
	for (size_t i = 0; i < t->count; i++)
		if (t->promises[i].promise->party == party && &t->promises[i] != hero) {
			view_show(card, home_show_HAS_OTHERS);
			break;
		}
	for (size_t i = 0; i < t->count; i++)
		if (t->promises[i].promise->party == party && &t->promises[i] != hero)
			row_fill(card, &t->promises[i]);
}

void
promise_tiles_fill(struct request *req, struct view *view, const struct home *home)
{
	const struct agreement_month *a = home->attained;
	struct view *whole;

	if (!a) {
		view_show(view, home_show_NO_PROMISES);
		return;
	}
	view_show(view, home_show_HAS_PROMISES);
	whole = view;
	view_format(whole, home_show_MONTH_WORDS, "The agreement in %s", month_name(a->first.month));
	for (int party = PARTY_MARKETING; party <= PARTY_SALES; party++)
		side_fill(req, whole, home, party);
	for (size_t i = 0; i < a->attainment->count; i++) {
		const struct promise_standing *s = &a->attainment->promises[i];
		struct view *row;

		if (s->promise->party != PARTY_BOTH)
			continue;
		row = view_row(whole, home_show_BOTH_ROW);
		view_text(row, home_show_BOTH_WORDS, promise_sentence(row, s->promise));
		view_number(row, home_show_PROMISE_ID, s->promise->id);
		standing_fill(row, s->promise, s->now);
	}
}
