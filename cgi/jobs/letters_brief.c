/* The brief of a week: the same six figures to both teams. */
#include "jobs/letters_parts.h"

#include "base/days.h"
#include "base/text.h"
#include "leads/store.h"
#include "sla/store.h"

#include <string.h>

/* One promise for all leads before one for some. */
static const struct promise_standing *
standing_of(const struct attainment *t, int kind)
{
	const struct promise_standing *found = NULL;

	for (size_t i = 0; i < t->count; i++)
		if (t->promises[i].promise->kind == kind && (!found || (found->promise->scope_kind != GLOSSARY_NONE
		    && t->promises[i].promise->scope_kind == GLOSSARY_NONE)))
			found = &t->promises[i];
	return found;
}

/* "41 of 60, 43 were due by now"; "33 of 38 (86.8 %), promised are 80 %"; "No cases yet"; "Not promised". */
static const char *
figure(const void *ctx, const struct promise_standing *s)
{
	const struct promise_month *m = s ? s->now : NULL;
	int64_t tenths;

	if (!s)
		return "Not promised";
	if (s->promise->kind == PROMISE_VOLUME)
		return text_format(ctx, m->expected ? "%lld of %lld, %lld due by now" : "%lld of %lld", (long long)m->numerator, (long long)m->target,
		    (long long)m->expected);
	if (!m->denominator)
		return "No cases yet";
	tenths = (m->numerator * 1000 + m->denominator / 2) / m->denominator;
	return text_format(ctx, "%lld of %lld (%lld.%lld %%), promised are %lld %%", (long long)m->numerator, (long long)m->denominator,
	    (long long)(tenths / 10), (long long)(tenths % 10), (long long)m->target);
}

void
brief_letter(const struct letter_work *w)
{
	static const struct { int kind; const char *name; } figures[] = {
		{ PROMISE_VOLUME, "Leads handed over" }, { PROMISE_QUALITY, "Of those decided, accepted" }, { PROMISE_ANSWER, "Returns answered in time" },
		{ PROMISE_DECISION, "Decided in time" }, { PROMISE_FIRST_ATTEMPT, "First attempt in time" } };
	struct mail *mail = w->mail;
	const char *zone = organisation_zone_of(w->db, mail);
	struct day monday = day_from_number(w->due->subject_id), today = day_of(w->now, zone), month;
	const struct agreement_month *a = attained_in(w->db, mail, today, 1, BASIS_PERIOD, zone, w->now);
	struct buffer *list = buffer_new(mail);

	if (!a || w->due->team == TEAM_OBSERVER)
		return;
	month = day_month_start(today);
	for (size_t i = 0; i < sizeof figures / sizeof figures[0]; i++)
		buffer_format(list, "%s: %s\n", figures[i].name, figure(mail, standing_of(a->attainment, figures[i].kind)));
	buffer_format(list, "Deals won: %lld\n", (long long)deals_won(w->db, start_of_day(month, zone), w->now));
	mail->subject = text_format(mail, "The week of %s: how both teams stand", day_long(mail, monday));
	mail->words = text_format(mail, "Hello %s,\n\n%s so far, as both teams see it:\n\n%s\nEach figure with what stands behind it:\n%s/sla\n\n"
	    "Everybody in Marketing and in Sales gets the same.\n", w->due->name, month_name(month.month), list->data, w->conf->base_url);
}
