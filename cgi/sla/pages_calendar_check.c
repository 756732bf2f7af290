/* Makes a calendar of what a form says, and sets it beside another's. */
#include "sla/pages_calendar_typed.h"

#include "base/text.h"
#include "sla/rules_calendar_text.h"

#include <talloc.h>

/* The hours of the week; false when some of them could not be read. */
static bool
week_take(struct typed_calendar *t)
{
	bool sound = true;

	for (int i = 0; i < 7; i++)
		if (!hours_parse(t, t->hours[i], &t->calendar.week[i])) {
			form_reject(t->form, text_format(t, "hours_%s", weekday_codes[i]), text_format(t, "%s: write the hours as"
			    " 09:00-12:00, 13:00-17:00, or leave them empty when it is closed.", weekday_name(i)));
			sound = false;
		}
	return sound;
}

struct exception *
typed_days_take(const void *ctx, struct form *form, const struct typed_day days[], size_t count, const char *was, size_t numbers[],
    size_t *taken)
{
	struct exception *list = memory_need(talloc_zero_array(ctx, struct exception, count + 1));

	*taken = 0;
	for (size_t i = 0; i < count; i++) {
		const struct typed_day *d = &days[i];
		struct exception *e = &list[*taken];

		if (text_blank(d->date) && text_blank(d->name) && text_blank(d->hours))
			continue;
		if (!d->date)
			form_reject(form, text_format(ctx, "day_%zu_date", i + 1), text_format(ctx, "Row %zu: enter its date.", i + 1));
		else if (!day_parse(d->date, &e->day))
			form_reject(form, text_format(ctx, "day_%zu_date", i + 1), text_format(ctx, "Row %zu: a date is written"
			    " year-month-day, such as 2026-12-25.", i + 1));
		e->name = name_tidy(ctx, d->name);
		if (!hours_parse(ctx, d->hours, &e->hours))
			form_reject(form, text_format(ctx, "day_%zu_hours", i + 1), text_format(ctx, "Row %zu: write the hours as"
			    " 09:00-12:00, or leave them empty when it %s closed.", i + 1, was));
		numbers[(*taken)++] = i + 1;
	}
	return list;
}

/* The field of the form that stands for a member of the rules; NULL: the form as a whole. */
static const char *
field_of(const void *ctx, const struct problem *p, const size_t numbers[])
{
	static const struct { const char *member, *field; } known[] = {
		{ "date", "date" }, { "exception_name", "name" }, { "open", "hours" }
	};

	if (p->index < 0)
		return text_equal(p->member, "name") || text_equal(p->member, "zone") ? p->member : NULL;
	if (text_equal(p->member, "week"))
		return text_format(ctx, "hours_%s", weekday_codes[p->index]);
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (text_equal(known[i].member, p->member))
			return text_format(ctx, "day_%zu_%s", numbers[p->index], known[i].field);
	return NULL;
}

void
typed_check(struct request *req, struct typed_calendar *t, const char *name, const char *after)
{
	struct problems *problems = problems_new(t);
	size_t numbers[DAYS_READ];
	struct day from = { 0 };
	bool sound;

	t->calendar.name = name ? name : name_tidy(t, t->name);
	t->calendar.zone = t->zone;
	sound = week_take(t);
	t->calendar.exceptions = typed_days_take(t, t->form, t->days, t->day_count, "is", numbers, &t->calendar.exception_count);
	if (t->valid_from)
		form_reject(t->form, "valid_from", valid_from_problem(t, t->valid_from, after));
	else
		form_reject(t->form, "valid_from", "Enter the day it holds from.");
	if (!day_parse(t->valid_from, &from))
		day_parse(organisation_today(req), &from);
	calendar_problems(problems, &t->calendar, from);
	for (size_t i = 0; i < problems->count; i++) {
		const struct problem *p = &problems->list[i];

		/* Hours that could not be read are no hours: that it is never open says nothing then. */
		if (sound || !text_equal(p->member, "week") || p->index >= 0)
			form_reject(t->form, field_of(t, p, numbers), p->text);
	}
}

/* A calendar's days as lines, to lay beside another's. */
static const char *
days_text(const void *ctx, const struct calendar *c)
{
	struct buffer *out = buffer_new(ctx);

	for (size_t i = 0; i < c->exception_count; i++)
		buffer_format(out, "%s%s %s, %s", i ? "\n" : "", day_print(out, c->exceptions[i].day), c->exceptions[i].name,
		    c->exceptions[i].hours.count ? hours_print(out, &c->exceptions[i].hours) : "closed");
	return buffer_take(ctx, out);
}

static const char *
week_words(const void *ctx, const struct calendar *c)
{
	struct week_line lines[7];
	size_t count = week_lines(ctx, c->week, lines);
	struct buffer *out = buffer_new(ctx);

	for (size_t i = 0; i < count; i++)
		buffer_format(out, "%s%s %s", i ? "\n" : "", lines[i].days, lines[i].hours);
	return buffer_take(ctx, out);
}

const struct clash_row *
typed_rows(const void *ctx, const struct calendar_version *theirs, const struct typed_calendar *yours)
{
	const struct calendar *mine = calendar_tidy(ctx, &yours->calendar);
	struct clash_row *rows = memory_need(talloc_zero_array(ctx, struct clash_row, 5));

	rows[0] = (struct clash_row){ "Time zone", theirs->calendar.zone, mine->zone };
	rows[1] = (struct clash_row){ "Holds from", day_words_of(ctx, theirs->valid_from), day_words_of(ctx, yours->valid_from) };
	rows[2] = (struct clash_row){ "The week", week_words(ctx, &theirs->calendar), week_words(ctx, mine) };
	rows[3] = (struct clash_row){ "Holidays and exceptions", days_text(ctx, &theirs->calendar), days_text(ctx, mine) };
	return rows;
}
