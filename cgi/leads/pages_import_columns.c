/* Matching the columns of a file: what each is, and what holds for the whole file. */
#include "leads/pages_import_parts.h"

#include "base/text.h"
#include "leads/views_import.h"
#include "sla/rules.h"

#include <inttypes.h>
#include <string.h>
#include <talloc.h>

static const struct option orders[] = {
	{ "ymd", "Year, month, day", "2026-08-31, or with the month by name", ORDER_YMD }, { "dmy", "Day, month, year", "31/08/2026", ORDER_DMY }, { "mdy", "Month, day, year", "08/31/2026", ORDER_MDY }, { 0 }
};
static const struct option knowns[] = {
	{ "replace", "Take what the file says", "Where the file has changed since the last time; what you changed here stays.", KNOWN_REPLACE },
	{ "fill", "Fill empty fields only", NULL, KNOWN_FILL }, { "leave", "Leave it as it is", NULL, KNOWN_LEAVE }, { 0 }
};
static const struct option origins[] = {
	{ "marketing", "Marketing", NULL, ORIGIN_MARKETING }, { "sales", "Sales", NULL, ORIGIN_SALES }, { "partner", "A partner", NULL, ORIGIN_PARTNER },
	{ "customer", "A customer", NULL, ORIGIN_CUSTOMER }, { 0 }
};
static const struct option results[] = {
	{ "", "As the row says", NULL, GLOSSARY_NONE }, { "no_answer", "No answer", NULL, 0 }, { "voicemail", "Voicemail", NULL, 1 }, { "mailed", "Mailed", NULL, 2 }, { "spoke", "Spoke", NULL, 3 }, { "replied", "They replied", NULL, 4 }, { "booked", "Meeting booked", NULL, 5 }, { 0 }
};

static const struct option *
stage_options(const struct desk *d)
{
	struct option *list = memory_need(talloc_zero_array(d->req, struct option, d->stage_count + 2));

	list[0] = (struct option){ "", "As the row says", NULL, GLOSSARY_NONE };
	for (size_t i = 0; i < d->stage_count; i++)
		list[i + 1] = (struct option){ d->stages[i].name, d->stages[i].name, NULL, (int)i };
	return list;
}

/* The fields that fit the kind of file. */
static void
fields_make(struct desk *d)
{
	struct field *f = d->fields;
	int kind = d->file->kind;

	*f++ = (struct field){ .name = "system", .label = "Which system does it come from?", .kind = FIELD_TEXT, .at = upload_columns_SYSTEM_FIELD,
	    .into = offsetof(struct typed, system), .most = REF_SYSTEM_MOST, .hint = "In small letters, such as hubspot: its IDs belong to it." };
	*f++ = (struct field){ .name = "date_order", .label = "How are its dates written?", .kind = FIELD_RADIO, .at = upload_columns_DATE_ORDER_FIELD,
	    .into = offsetof(struct typed, order), .options = orders, .hint = upload_order_hint(d->req, d->file, d->found, d->map) };
	if (kind != IMPORT_ATTEMPTS)
		*f++ = (struct field){ .name = "history", .label = kind == IMPORT_LEADS ? "Take the history: when each became an MQL, was accepted, an SQL, won or lost"
		    : "Take what was won and lost, with its day", .kind = FIELD_TICK, .at = upload_columns_HISTORY_FIELD, .into = offsetof(struct typed, history) };
	*f++ = (struct field){ .name = "known", .label = text_format(d->req, "If one of the %s is already here", import_kind_names[kind]), .kind = FIELD_RADIO,
	    .at = upload_columns_KNOWN_FIELD, .into = offsetof(struct typed, known), .options = knowns };
	if (kind == IMPORT_LEADS) {
		*f++ = (struct field){ .name = "default_origin", .label = "Origin, where no cell says it", .kind = FIELD_SELECT, .at = upload_columns_DEFAULT_ORIGIN_FIELD,
		    .into = offsetof(struct typed, origin), .options = origins };
		*f++ = (struct field){ .name = "default_source", .label = "Source, where no cell says it", .kind = FIELD_TEXT, .at = upload_columns_DEFAULT_SOURCE_FIELD,
		    .into = offsetof(struct typed, source), .most = LEAD_SOURCE_MOST, .optional = true };
		*f++ = (struct field){ .name = "default_stage", .label = "Stage, where no cell says it", .kind = FIELD_SELECT, .at = upload_columns_DEFAULT_STAGE_FIELD,
		    .into = offsetof(struct typed, stage), .options = stage_options(d) };
	}
	if (kind != IMPORT_ATTEMPTS)
		*f++ = (struct field){ .name = "default_currency", .label = "Currency of its amounts, where no cell says it", .kind = FIELD_TEXT,
		    .at = upload_columns_DEFAULT_CURRENCY_FIELD, .into = offsetof(struct typed, currency), .most = 3, .optional = true, .hint = "Such as EUR." };
	else
		*f++ = (struct field){ .name = "default_result", .label = "What came of them, where no cell says it", .kind = FIELD_SELECT, .at = upload_columns_DEFAULT_RESULT_FIELD,
		    .into = offsetof(struct typed, result), .options = results };
}

/* The map that is settled, or guessed. */
static struct desk *
desk_of(struct request *req, const struct import_file *file)
{
	struct desk *d = memory_need(talloc_zero(req, struct desk));

	d->req = req;
	d->file = file;
	d->found = import_file_found(req, file);
	d->map = import_map_read(req, file->kind, file->mapping, file->headers, file->header_count, true, problems_new(req));
	d->stages = import_stages(req->db, req, req->now, &d->stage_count);
	fields_make(d);
	return d;
}

static int
stage_place(const struct desk *d, const char *name)
{
	for (size_t i = 0; name && i < d->stage_count; i++)
		if (text_equal_fold(d->stages[i].name, name))
			return (int)i;
	return GLOSSARY_NONE;
}

static int
option_place(const struct option *options, const char *value, int otherwise)
{
	for (; value && options->value; options++)
		if (text_equal(options->value, value))
			return options->code;
	return otherwise;
}

static void
typed_show(struct desk *d)
{
	const struct import_map *m = d->map;

	d->typed = (struct typed){ .system = m->system, .order = m->date_order, .known = m->known, .history = m->history,
		.source = m->defaults[TO_SOURCE] ? m->defaults[TO_SOURCE] : "", .currency = m->defaults[TO_CURRENCY] ? m->defaults[TO_CURRENCY] : "",
		.origin = option_place(origins, m->defaults[TO_ORIGIN], ORIGIN_MARKETING), .stage = stage_place(d, m->defaults[TO_STAGE]),
		.result = option_place(results, m->defaults[TO_RESULT], GLOSSARY_NONE) };
}

static struct response
columns_answer(struct desk *d, int status, const struct form *form, int64_t revision)
{
	struct upload_columns p = { .file = d->file, .found = d->found, .fields = d->map->fields, .form = form, .revision = revision, .system = d->typed.system };

	words_offer(d, &p);
	return show_form(d->req, status, upload_columns_view(d->req, &p));
}

/* Why its columns cannot be matched any more; NULL: they can. */
static const char *
too_late(const struct import_file *f)
{
	return f->state > FILE_READY ? "This file is under way or done, so its columns stay as they are. Import it again to match them anew." : NULL;
}

struct response
upload_columns_page(struct request *req)
{
	const struct import_file *f = import_file_find(req->db, req, req->id);
	struct desk *d;

	if (!f)
		return not_found(req);
	if (too_late(f))
		return redirect(req, "/imports/%" PRId64, f->id);
	d = desk_of(req, f);
	typed_show(d);
	return columns_answer(d, 200, form_show(req, d->fields, &d->typed), f->revision);
}

static void
columns_read(struct desk *d, struct form *form)
{
	int *fields = memory_need(talloc_array(d->req, int, d->file->header_count + 1));

	for (size_t i = 0; i < d->file->header_count; i++) {
		const char *sent = request_field(d->req, text_format(d->req, "column_%zu", i + 1));

		fields[i] = GLOSSARY_NONE;
		for (int f = 0; sent && f <= TO_KEPT; f++)
			if (import_field_of(f, d->file->kind) && text_equal(import_field_names[f], sent))
				fields[i] = f;
		if (!text_blank(sent) && fields[i] == GLOSSARY_NONE)
			form_reject(form, NULL, "Choose what each column is from its list.");
	}
	d->map->fields = fields;
}

static void
typed_take(struct desk *d)
{
	const struct typed *t = &d->typed;
	struct import_map *m = d->map;

	m->system = text_lower(d->req, t->system ? t->system : "");
	m->date_order = t->order;
	m->known = t->known < 0 ? KNOWN_REPLACE : t->known;
	m->history = d->file->kind != IMPORT_ATTEMPTS && t->history;
	memset(m->defaults, 0, sizeof m->defaults);
	if (d->file->kind == IMPORT_LEADS) {
		m->defaults[TO_ORIGIN] = t->origin > 0 ? origin_names[t->origin] : NULL;
		m->defaults[TO_SOURCE] = text_blank(t->source) ? NULL : t->source;
		m->defaults[TO_STAGE] = t->stage >= 0 ? d->stages[t->stage].name : NULL;
	}
	if (d->file->kind != IMPORT_ATTEMPTS)
		m->defaults[TO_CURRENCY] = text_blank(t->currency) ? NULL : t->currency;
	else
		m->defaults[TO_RESULT] = t->result >= 0 ? attempt_result_names[t->result] : NULL;
}

static void
map_check(struct desk *d, struct form *form)
{
	struct problems *p = problems_new(d->req);
	struct dates_found dates = import_file_dates(d->found, d->map);
	bool mixed;

	if (d->map->defaults[TO_CURRENCY] && !import_currency_known(d->map->defaults[TO_CURRENCY]))
		form_reject(form, "default_currency", "Give a currency by its three letters, such as EUR.");
	import_map_problems(p, d->file->kind, d->map, &dates);
	for (size_t i = 0; i < p->count; i++)
		form_reject(form, text_equal(p->list[i].member, "columns") ? NULL : p->list[i].member, p->list[i].text);
	if (d->map->date_order == GLOSSARY_NONE)
		d->map->date_order = dates_order(&dates, &mixed);
}

/*
 * A system that was named only now, and of which files were settled before: what was chosen for them takes the place of what this form began with, to be looked
 * at once before it holds.
 */
static bool
recall(struct desk *d)
{
	const struct import_file *f = d->file;
	const char *seen = request_field(d->req, "system_seen");
	struct import_map *map;

	if (text_equal(d->map->system, seen ? text_lower(d->req, seen) : f->system))
		return false;
	map = import_map_recalled(d->req->db, d->req, f, d->map);
	if (!map)
		return false;
	d->map = map;
	typed_show(d);
	return true;
}

struct response
upload_settle(struct request *req)
{
	const struct import_file *f = import_file_find(req->db, req, req->id);
	struct form *form;
	struct desk *d;

	if (!f)
		return not_found(req);
	if (too_late(f))
		return conflict(req, too_late(f));
	d = desk_of(req, f);
	d->typed = (struct typed){ .order = GLOSSARY_NONE, .known = GLOSSARY_NONE, .origin = GLOSSARY_NONE, .stage = GLOSSARY_NONE, .result = GLOSSARY_NONE };
	form = form_read(req, d->fields, &d->typed);
	columns_read(d, form);
	typed_take(d);
	words_read(d);
	if (recall(d)) {
		form = form_show(req, d->fields, &d->typed);
		form_reject(form, "system", "Files of this system were matched before: what was chosen for them is filled in. Look at it, and go on.");
		return columns_answer(d, 422, form, request_revision(req));
	}
	if (text_equal(request_field(req, "step"), "again"))
		return columns_answer(d, 200, form, request_revision(req));
	map_check(d, form);
	if (!form_ok(form))
		return columns_answer(d, req->hold ? 409 : 422, form, request_revision(req));
	switch (import_file_settle(req->db, req, &req->actor, f->id, request_revision(req), d->map)) {
	case RESULT_DONE:
		return redirect(req, "/imports/%" PRId64, f->id);
	case RESULT_STALE:
		form_reject(form, NULL, "Somebody else has matched the columns of this file since you opened it. What you chose is here: check it, and save it again.");
		return columns_answer(d, 409, form, f->revision);
	default:
		return conflict(req, "This file has just been started in another window.");
	}
}
