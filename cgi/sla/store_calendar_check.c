/* Whether every version of every calendar can be reckoned with. */
#include "sla/store_calendar.h"

#include "base/text.h"

#include <talloc.h>

enum { TOLD_MOST = 20 };

struct checked_version {
	int64_t id;
	int64_t calendar_id;
	int64_t number;
	int64_t corrects;		/* 0: none */
	const char *zone;
	const char *valid_from;
	const char *week;
	const char *corrected_from;	/* the first day of the version it corrects; NULL: there is none */
};
static const struct column version_columns[] = {
	COLUMN(INT, struct checked_version, id),
	COLUMN(INT, struct checked_version, calendar_id),
	COLUMN(INT, struct checked_version, number),
	COLUMN(INT, struct checked_version, corrects),
	COLUMN(TEXT, struct checked_version, zone),
	COLUMN(TEXT, struct checked_version, valid_from),
	COLUMN(TEXT, struct checked_version, week),
	COLUMN(TEXT, struct checked_version, corrected_from),
	{ 0 }
};
static const struct shape version_shape = { sizeof(struct checked_version), version_columns };

struct checked_date {
	int64_t version_id;
	const char *day, *name, *hours;
};
static const struct column date_columns[] = {
	COLUMN(INT, struct checked_date, version_id),
	COLUMN(TEXT, struct checked_date, day),
	COLUMN(TEXT, struct checked_date, name),
	COLUMN(TEXT, struct checked_date, hours),
	{ 0 }
};
static const struct shape date_shape = { sizeof(struct checked_date), date_columns };

/* What is wrong with one, given the rows of its dates; NULL: nothing. */
static const char *
fault_of(const void *ctx, const struct checked_version *v, const struct checked_date *dates, size_t count)
{
	struct calendar calendar = { .name = "Calendar", .zone = v->zone };
	struct exception *list = memory_need(talloc_zero_array(ctx, struct exception, count + 1));
	struct problems *problems = problems_new(ctx);
	struct day from;

	if (!day_parse(v->valid_from, &from) || !week_read(ctx, v->week, calendar.week))
		return "its week cannot be read";
	for (size_t i = 0; i < count; i++) {
		list[i].name = dates[i].name;
		if (!day_parse(dates[i].day, &list[i].day) || !hours_read(ctx, dates[i].hours, &list[i].hours))
			return text_format(ctx, "its date %s cannot be read", dates[i].day);
	}
	calendar.exceptions = list;
	calendar.exception_count = count;
	calendar_problems(problems, &calendar, from);
	if (problems->count)
		return problems->list[0].text;
	return v->corrects && !text_equal(v->corrected_from, v->valid_from) ? "it corrects a version that is not valid from the same day" : NULL;
}

struct calendar_fault *
calendar_faults(struct db *db, const void *ctx, size_t *count)
{
	struct calendar_fault *found = memory_need(talloc_zero_array(ctx, struct calendar_fault, 2 * TOLD_MOST));
	size_t versions, dates, next = 0;
	const struct checked_version *rows = db_list(db, ctx, &version_shape, &versions, "SELECT v.id, v.calendar_id, v.number, v.corrects, v.zone,"
	    " v.valid_from, v.week, o.valid_from AS corrected_from FROM calendar_version v LEFT JOIN calendar_version o"
	    " ON o.calendar_id = v.calendar_id AND o.number = v.corrects AND o.number < v.number ORDER BY v.calendar_id, v.number", "");
	const struct checked_date *list = db_list(db, ctx, &date_shape, &dates, "SELECT e.version_id, e.day, e.name, e.hours FROM calendar_exception e"
	    " JOIN calendar_version v ON v.id = e.version_id ORDER BY v.calendar_id, v.number, e.day", "");

	*count = 0;
	for (size_t i = 0; i < versions && *count < TOLD_MOST; i++) {
		const struct checked_version *v = &rows[i];
		int64_t expected = i && rows[i - 1].calendar_id == v->calendar_id ? rows[i - 1].number + 1 : 1;
		size_t first = next;
		const char *words;

		while (next < dates && list[next].version_id == v->id)
			next++;
		words = fault_of(ctx, v, &list[first], next - first);
		if (words)
			found[(*count)++] = (struct calendar_fault){ v->calendar_id, v->number, words };
		if (v->number != expected)
			found[(*count)++] = (struct calendar_fault){ v->calendar_id, v->number, text_format(ctx, "version %lld is not there", (long long)expected) };
	}
	return found;
}
