/* Matching the columns of a file: what each is, what its words mean here, and what holds for the whole file. */
#include "leads/pages.h"

#include "base/text.h"
#include "leads/pages_parts.h"
#include "leads/views_import.h"
#include "sla/rules.h"

#include <inttypes.h>
#include <string.h>
#include <talloc.h>

enum { FIELDS_MOST = 12, VALUES_OFFERED = 200 };

/* What holds for the whole file, as it is typed. */
struct typed {
	const char *system, *source, *currency;
	int order, known, origin, stage, result;
	bool history;
};

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

/* A file being matched. */
struct desk {
	struct request *req;
	const struct import_file *file;
	const struct import_found *found;
	struct import_map *map;
	const struct choice *stages;
	size_t stage_count;
	struct field fields[FIELDS_MOST];
	struct typed typed;
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

/* The code of a word that is understood by itself, as the choice's value; "" for none. */
static const char *
understood(const struct desk *d, int field, const char *word)
{
	static const char *const none[] = { NULL };
	const char *const *names = none;
	int code = GLOSSARY_NONE;

	if (field == TO_STAGE) {
		int64_t id = import_stage_called(d->req->db, d->req, word);

		for (size_t i = 0; i < d->stage_count; i++)
			if (d->stages[i].id == id)
				return d->stages[i].name;
		code = import_deal_end(d->req, word);
		return d->file->kind != IMPORT_DEALS || code == DEAL_ENDS_NOT ? "" : code == DEAL_ENDS_WON ? "Closed won" : "Closed lost";
	}
	if (field == TO_ORIGIN) {
		names = origin_names;
		code = import_origin(d->req, word);
	} else if (field == TO_OUTCOME) {
		names = outcome_names;
		code = import_outcome(d->req, word);
	} else if (field == TO_CHANNEL) {
		names = channel_names;
		code = import_channel(d->req, word);
	} else if (field == TO_RESULT) {
		names = attempt_result_names;
		code = import_result(d->req, word);
	}
	return code == GLOSSARY_NONE ? "" : names[code];
}

/* What was said of a word before, else what is understood. */
static const char *
meaning_of(const struct desk *d, int field, const char *word)
{
	const char *said = import_value_said(d->map, field, word);

	return said ? said : understood(d, field, word);
}

/* Offers one word; `as` is what it is understood as while nobody said anything of it. */
static void
word_offer(const struct desk *d, int field, const char *word, const char *as, int64_t rows, struct upload_value *list, size_t *count)
{
	const char *said = import_value_said(d->map, field, word);

	if (!*word || *count == VALUES_OFFERED)
		return;
	list[*count] = (struct upload_value){ .field = field, .name = text_format(d->req, "value_%s_%zu", import_field_names[field], *count), .from = word, .count = rows,
		.to = said ? said : meaning_of(d, field, as), .choices = word_choices(d->req, d->file->kind, field, d->stages, d->stage_count) };
	(*count)++;
}

/* Where a file of deals names pipelines, each stage with its own. */
static void
stages_offer(const struct desk *d, size_t pipeline, size_t column, struct upload_value *list, size_t *count)
{
	size_t words;
	const struct import_word *word = import_stage_words(d->req->db, d->req, d->file->id, pipeline, column, &words);

	for (size_t i = 0; i < words; i++)
		word_offer(d, TO_STAGE, word[i].word, word[i].stage, word[i].count, list, count);
}

/* The words of the columns that are matched, each with what it means. */
static const struct upload_value *
values_of(const struct desk *d, size_t *count)
{
	struct upload_value *list = memory_need(talloc_zero_array(d->req, struct upload_value, VALUES_OFFERED));
	size_t pipeline = import_pipeline_column(d->map, d->found);

	*count = 0;
	for (size_t i = 0; i < d->file->header_count; i++) {
		const struct import_found *f = &d->found[i];
		int field = d->map->fields[i];

		if (!import_field_is_matched(field) || f->value_count > IMPORT_VALUES_SHOWN || (import_field_is_history(field) && !d->map->history))
			continue;
		if (field == TO_STAGE && pipeline < d->map->columns) {
			stages_offer(d, pipeline, i, list, count);
			continue;
		}
		for (size_t j = 0; j < f->value_count; j++)
			word_offer(d, field, text_squeeze(d->req, f->values[j]), text_squeeze(d->req, f->values[j]), f->counts[j], list, count);
	}
	converted_value_offer(d->req, d->file, d->found, d->map, &(struct upload_value){ .field = TO_STAGE, .name = text_format(d->req, "value_stage_%zu", *count),
	    .from = IMPORT_CONVERTED, .to = meaning_of(d, TO_STAGE, IMPORT_CONVERTED), .choices = word_choices(d->req, d->file->kind, TO_STAGE, d->stages, d->stage_count) }, list, count, VALUES_OFFERED);
	kept_values_offer(d->req, d->file, d->found, d->map, list, count, VALUES_OFFERED);
	return list;
}

static struct response
columns_answer(struct desk *d, int status, const struct form *form, int64_t revision)
{
	struct upload_columns p = { .file = d->file, .found = d->found, .fields = d->map->fields, .form = form, .revision = revision, .system = d->typed.system };

	p.values = values_of(d, &p.value_count);
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

/* The words that came with the form: names "value_stage_3_from" and "…_to". */
static void
values_read(struct desk *d)
{
	struct import_value *list = memory_need(talloc_zero_array(d->req, struct import_value, VALUES_OFFERED));

	d->map->values = list;
	d->map->value_count = 0;
	for (int field = 0; field < IMPORT_FIELDS; field++)
		for (size_t n = 0; import_field_is_matched(field) && n < VALUES_OFFERED; n++) {
			const char *from = request_field(d->req, text_format(d->req, "value_%s_%zu_from", import_field_names[field], n)),
			    *to = request_field(d->req, text_format(d->req, "value_%s_%zu_to", import_field_names[field], n));

			if (text_blank(from) || text_blank(to) || strlen(to) > 4 * IMPORT_VALUE_MOST || d->map->value_count == VALUES_OFFERED)
				continue;
			list[d->map->value_count++] = (struct import_value){ field, text_squeeze(d->req, from), text_squeeze(d->req, to), NULL };
		}
	kept_values_typed(d->req, d->file, list, &d->map->value_count, VALUES_OFFERED);
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
	values_read(d);
	typed_take(d);
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
