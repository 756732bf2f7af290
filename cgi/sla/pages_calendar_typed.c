/* Reads and shows the form of a calendar. */
#include "sla/pages_calendar_typed.h"

#include "auth/session.h"
#include "base/text.h"
#include "base/utf8.h"
#include "base/zone_names.h"
#include "sla/holidays.h"
#include "sla/rules_calendar_text.h"

#include <stdlib.h>
#include <string.h>
#include <talloc.h>

enum { ROWS_ADDED = 5, YEARS_READ = 4, SOURCE_MOST = 80 };

#define AT(marker_, member_) .at = calendar_form_##marker_##_FIELD, .into = offsetof(struct typed_calendar, member_)

static const struct option *
zone_options(const void *ctx)
{
	size_t count;
	const char *const *names = zone_names(&count);
	struct option *options = memory_need(talloc_zero_array(ctx, struct option, count + 1));

	for (size_t i = 0; i < count; i++)
		options[i].value = names[i];
	return options;
}

static const struct field *
fields_for(const void *ctx, bool named)
{
	struct field *fields = memory_need(talloc_zero_array(ctx, struct field, 13)), *f = fields;

	if (named)
		*f++ = (struct field){ .name = "name", .label = "Name", .kind = FIELD_TEXT, AT(NAME, name), .most = CALENDAR_NAME_MOST,
		    .hint = "Such as Office hours." };
	*f++ = (struct field){ .name = "zone", .label = "Time zone", .kind = FIELD_LIST, AT(ZONE, zone), .options = zone_options(ctx),
	    .hint = "Such as Europe/Berlin. Its clocks count." };
	*f++ = (struct field){ .name = "valid_from", .label = "Holds from", .kind = FIELD_DATE, AT(VALID_FROM, valid_from),
	    .hint = named ? "What begins earlier follows it too." : "What runs by then keeps its hours." };
	for (int i = 0; i < 7; i++)
		*f++ = (struct field){ .name = text_format(fields, "hours_%s", weekday_codes[i]), .label = weekday_name(i),
		    .kind = FIELD_TEXT, .at = calendar_form_HOURS_FIELD, .into = offsetof(struct typed_calendar, hours)
		    + (size_t)i * sizeof(const char *) };
	*f = (struct field){ .name = "file", .label = "File", .kind = FIELD_FILE, .at = calendar_form_FILE_FIELD,
	    .hint = "An .ics file, up to 1 MB.", .types = ".ics,text/calendar" };
	return fields;
}

/* The fields of row `n`, from 1. */
const struct field *
typed_day_fields(const void *ctx, size_t n)
{
	struct field *fields = memory_need(talloc_zero_array(ctx, struct field, 4));

	fields[0] = (struct field){ .name = text_format(fields, "day_%zu_date", n), .label = "Date", .kind = FIELD_DATE,
	    .at = calendar_date_DATE_FIELD, .into = offsetof(struct typed_day, date) };
	fields[1] = (struct field){ .name = text_format(fields, "day_%zu_name", n), .label = "Name", .kind = FIELD_TEXT,
	    .at = calendar_date_NAME_FIELD, .into = offsetof(struct typed_day, name) };
	fields[2] = (struct field){ .name = text_format(fields, "day_%zu_hours", n), .label = "Hours", .kind = FIELD_TEXT,
	    .at = calendar_date_HOURS_FIELD, .into = offsetof(struct typed_day, hours) };
	return fields;
}

static const struct typed_day day_blank = { .name = "", .hours = "" };

static bool
day_empty(const struct typed_day *d)
{
	return text_blank(d->date) && text_blank(d->name) && text_blank(d->hours);
}

static void
rows_add(struct typed_calendar *t, size_t count)
{
	while (count-- > 0 && t->day_count < DAYS_READ)
		t->days[t->day_count++] = day_blank;
}

/* Rows as the structs say, rather than as they came: after a step their numbers are others. What is wrong is typed_check()'s to say. */
static void
rows_show(struct typed_calendar *t)
{
	for (size_t i = 0; i < t->day_count; i++)
		t->day_forms[i] = form_part_show(t->form, typed_day_fields(t, i + 1), &t->days[i]);
}

struct typed_calendar *
typed_show(struct request *req, const struct calendar *from, const char *valid_from, bool named)
{
	struct typed_calendar *t = memory_need(talloc_zero(req, struct typed_calendar));

	t->name = named ? "" : from->name;
	t->zone = from->zone;
	t->valid_from = valid_from;
	t->source = "";
	for (int i = 0; i < 7; i++)
		t->hours[i] = from->week[i].count ? hours_print(t, &from->week[i]) : "";
	for (; t->day_count < from->exception_count && t->day_count < DAYS_READ; t->day_count++) {
		const struct exception *e = &from->exceptions[t->day_count];

		t->days[t->day_count] = (struct typed_day){ day_print(t, e->day), e->name, e->hours.count ? hours_print(t, &e->hours) : "" };
	}
	rows_add(t, 3);
	t->form = form_show(req, fields_for(t, named), t);
	rows_show(t);
	return t;
}

/* "2026-12-25 Christmas Day" of a hidden field. */
static bool
found_read(const void *ctx, const char *text, struct found_day *into)
{
	if (strlen(text) < 12 || text[10] != ' ' || !day_parse(text_copy_bytes(ctx, text, 10), &into->day))
		return false;
	into->name = name_tidy(ctx, text + 11);
	return *into->name != '\0';
}

/* What was sent for a field of row `n`; NULL: there is no such row. */
static const char *
cell_read(struct request *req, const struct typed_calendar *t, size_t n, const char *name)
{
	const char *sent = request_field(req, text_format(t, "day_%zu_%s", n, name));

	return sent ? text_trim(t, sent) : NULL;
}

static void
rows_read(struct request *req, struct typed_calendar *t)
{
	const char *name;

	for (size_t n = 1; n <= DAYS_READ && (name = cell_read(req, t, n, "name")); n++) {
		const char *date = cell_read(req, t, n, "date"), *hours = cell_read(req, t, n, "hours");

		t->days[n - 1] = (struct typed_day){ date && *date ? date : NULL, name, hours ? hours : "" };
		t->day_count = n;
	}
	for (size_t n = 1; n <= FOUND_READ; n++) {
		const char *text = request_field(req, text_format(t, "found_%zu_day", n));
		struct found_day *day = &t->found[t->found_count];

		if (!text)
			break;
		if (found_read(t, text, day)) {
			day->taken = request_field(req, text_format(t, "found_%zu", n)) != NULL;
			t->found_count++;
		}
	}
}

/* What the rows already say of each day of the file. */
static void
found_compare(struct typed_calendar *t)
{
	for (size_t i = 0; i < t->found_count; i++) {
		const char *date = day_print(t, t->found[i].day);

		t->found[i].there = NULL;
		for (size_t k = 0; k < t->day_count; k++)
			if (text_equal(t->days[k].date, date))
				t->found[i].there = text_blank(t->days[k].name) ? "without a name" : t->days[k].name;
	}
}

/* Takes the days of a file that lie in the four years from the one in which the calendar begins to hold. */
static void
file_take(struct request *req, struct typed_calendar *t, const struct param *file)
{
	struct day from = day_of(req->now, req->session->organisation_zone), wished;
	const struct holidays *found;
	size_t left = 0;

	if (day_parse(t->valid_from, &wished) && wished.year > from.year && wished.year < 9000)
		from = wished;
	from = (struct day){ from.year, 1, 1 };
	found = holidays_read(t, file->value, file->length, from, (struct day){ from.year + YEARS_READ, 1, 1 },
	    zone_known(t->zone) ? t->zone : req->session->organisation_zone);
	for (size_t i = 0; i < found->problems->count && left < sizeof t->left / sizeof *t->left - 1; i++)
		t->left[left++] = found->problems->list[i].text;
	if (!found->count) {
		form_reject(t->form, "file", left ? t->left[0] : text_format(t, "The file names no day from %d to %d.", from.year,
		    from.year + YEARS_READ - 1));
		t->left[0] = NULL;
		return;
	}
	t->source = *file->filename ? text_clip(t, file->filename, SOURCE_MOST) : "the file";
	t->found_count = 0;
	for (size_t i = 0; i < found->count && t->found_count < FOUND_READ; i++)
		t->found[t->found_count++] = (struct found_day){ .day = found->list[i].day, .name = found->list[i].name };
	found_compare(t);
	for (size_t i = 0; i < t->found_count; i++)
		t->found[i].taken = !t->found[i].there;
}

static void
file_read(struct request *req, struct typed_calendar *t)
{
	const struct param *file = params_file(req->body, "file");

	if (!file || !file->length)
		form_reject(t->form, "file", "Choose an .ics file first.");
	else if (file->length > HOLIDAYS_BYTES_MOST)
		form_reject(t->form, "file", "This is larger than 1 MB. Public holidays are a few kilobytes: choose another file.");
	else
		file_take(req, t, file);
}

static int
by_date(const void *a, const void *b)
{
	const struct typed_day *x = a, *y = b;

	/* Rows without a date stay below. */
	if (!x->date || !y->date)
		return !x->date - !y->date;
	return strcmp(x->date, y->date);
}

/* Puts one day of the file into the rows; false when there is no room. */
static bool
found_put(struct typed_calendar *t, const struct found_day *f)
{
	const char *date = day_print(t, f->day);

	for (size_t i = 0; i < t->day_count; i++)
		if (text_equal(t->days[i].date, date)) {
			t->days[i] = (struct typed_day){ date, f->name, "" };
			return true;
		}
	if (t->day_count == DAYS_READ)
		return false;
	t->days[t->day_count++] = (struct typed_day){ date, f->name, "" };
	return true;
}

/* Drops empty rows and puts the ticked days of the file among the others. */
static void
found_take(struct typed_calendar *t)
{
	size_t kept = 0;

	for (size_t i = 0; i < t->day_count; i++)
		if (!day_empty(&t->days[i]))
			t->days[kept++] = t->days[i];
	t->day_count = kept;
	for (size_t i = 0; i < t->found_count; i++)
		if (t->found[i].taken && !found_put(t, &t->found[i])) {
			form_reject(t->form, NULL, text_format(t, "A form holds at most %d days, so not all were taken over.", DAYS_READ));
			break;
		}
	qsort(t->days, t->day_count, sizeof *t->days, by_date);
	t->found_count = 0;
	rows_add(t, 3);
}

/* Takes a step of the form. */
static void
step_take(struct request *req, struct typed_calendar *t, const char *step)
{
	int64_t n;

	if (text_equal(step, "add")) {
		t->focus = t->day_count + 1;
		rows_add(t, ROWS_ADDED);
		if (t->focus > t->day_count)
			form_reject(t->form, NULL, text_format(t, "A form holds at most %d days.", DAYS_READ));
	} else if (text_equal(step, "copy")) {
		for (int i = 1; i < 5; i++)
			t->hours[i] = t->hours[0];
	} else if (text_equal(step, "read")) {
		file_read(req, t);
	} else if (text_equal(step, "take")) {
		found_take(t);
	} else if (text_equal(step, "drop")) {
		t->found_count = 0;
	} else if (text_starts(step, "remove_") && text_integer(step + 7, 1, (int64_t)t->day_count, &n)) {
		memmove(&t->days[n - 1], &t->days[n], (--t->day_count - (size_t)n + 1) * sizeof *t->days);
		t->focus = (size_t)n > t->day_count ? t->day_count : (size_t)n;
	}
}

struct typed_calendar *
typed_read(struct request *req, bool named, bool *again)
{
	struct typed_calendar *t = memory_need(talloc_zero(req, struct typed_calendar));
	const char *step = request_field(req, "step"), *source = request_field(req, "source");

	*again = step && !text_equal(step, "save") && !req->hold;
	t->form = form_read(req, fields_for(t, named), t);
	t->source = text_clip(t, utf8_visible(t, source ? source : ""), SOURCE_MOST);
	rows_read(req, t);
	/* A step says nothing of what is still missing, and shows the fields as it leaves them. */
	if (*again) {
		t->form = form_show(req, fields_for(t, named), t);
		step_take(req, t, step);
	}
	if (!t->day_count)
		rows_add(t, 3);
	rows_show(t);
	found_compare(t);
	return t;
}
