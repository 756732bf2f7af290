/* Reads and shows forms. */
#include "web/form.h"

#include "base/days.h"
#include "base/text.h"
#include "base/utf8.h"

#include <ctype.h>
#include <string.h>
#include <talloc.h>

/* One thing wrong, in the order it was found. */
struct trouble {
	struct trouble *next;
	const char *field;	/* NULL: the whole form */
	const char *words;
};

struct form {
	struct request *req;
	const struct field *fields;
	const void *values;	/* the struct */
	const struct params *sent;	/* what was typed, shown rather than the values; NULL: nothing was */
	struct form *whole;	/* itself, or what it is a part of */
	struct trouble *troubles, **last;	/* of the whole */
};

static struct form *
form_new(struct request *req, struct form *whole, const struct field *fields, const void *values, const struct params *sent)
{
	struct form *form = memory_need(talloc_zero(req, struct form));

	*form = (struct form){ .req = req, .fields = fields, .values = values, .sent = sent };
	form->whole = whole ? whole : form;
	form->last = &form->troubles;
	return form;
}

static const struct trouble *
trouble_of(const struct form *form, const char *field)
{
	for (const struct trouble *t = form->whole->troubles; t; t = t->next)
		if (t->field && strcmp(t->field, field) == 0)
			return t;
	return NULL;
}

void
form_reject(struct form *form, const char *field, const char *problem)
{
	struct form *whole = form->whole;
	struct trouble *t;

	if (!problem || (field && trouble_of(form, field)))
		return;
	t = memory_need(talloc_zero(form, struct trouble));
	t->field = field;
	t->words = problem;
	*whole->last = t;
	whole->last = &t->next;
}

bool
form_ok(const struct form *form)
{
	return !form->whole->troubles && !form->req->hold;
}

/* "Marketing says" within a sentence: "marketing says"; abbreviations stay. */
static const char *
in_sentence(const void *ctx, const char *label)
{
	char *s = text_copy(ctx, label);

	if (isupper((unsigned char)s[0]) && !isupper((unsigned char)s[1]))
		s[0] = (char)tolower((unsigned char)s[0]);
	return s;
}

static const char *
text_problem(const struct form *form, const struct field *f, const char *value)
{
	size_t length = utf8_length(value);

	if (!*value)
		return f->required ? text_format(form, "Enter %s.", in_sentence(form, f->label)) : NULL;
	if (f->most && length > (size_t)f->most)
		return text_format(form, "%s has %zu characters. Shorten it to %lld or fewer.", f->label, length, (long long)f->most);
	if (f->least && length < (size_t)f->least)
		return text_format(form, "%s needs at least %lld characters.", f->label, (long long)f->least);
	return NULL;
}

static const struct option *
option_sent(const struct field *f, const char *value)
{
	for (const struct option *o = f->options; o && o->value; o++)
		if (strcmp(o->value, value) == 0)
			return o;
	return NULL;
}

static void
read_choice(struct form *form, const struct field *f, const char *value, int *into)
{
	const struct option *o = option_sent(f, value);

	*into = o ? o->code : -1;
	if ((*value && !o) || (!o && f->required))
		form_reject(form, f->name, text_format(form, "Choose one of the options for %s.", in_sentence(form, f->label)));
}

static void
read_number(struct form *form, const struct field *f, const char *value, int64_t *into)
{
	int64_t most = f->most ? f->most : INT64_MAX;

	*into = 0;
	if (!*value && f->required)
		form_reject(form, f->name, text_format(form, "Enter %s.", in_sentence(form, f->label)));
	if (*value && !text_integer(value, f->least, most, into))
		form_reject(form, f->name, f->most
		    ? text_format(form, "%s is a whole number from %lld to %lld.", f->label, (long long)f->least, (long long)most)
		    : text_format(form, "%s is a whole number, %lld or more.", f->label, (long long)f->least));
}

static void
read_date(struct form *form, const struct field *f, const char *value, const char **into)
{
	struct day day;

	*into = *value ? value : NULL;
	if (*value && !day_parse(value, &day))
		form_reject(form, f->name, text_format(form, "%s is a date written year-month-day, such as 2026-08-31.", f->label));
	if (!*value && f->required)
		form_reject(form, f->name, text_format(form, "Enter %s.", in_sentence(form, f->label)));
}

static int64_t
read_checks(const struct form *form, const struct field *f)
{
	int64_t bits = 0;

	for (const struct option *o = f->options; o && o->value; o++)
		if (params_get(form->sent, o->value))
			bits |= (int64_t)1 << o->code;
	return bits;
}

static bool
is_password(const struct field *f)
{
	return f->kind == FIELD_PASSWORD || f->kind == FIELD_NEW_PASSWORD;
}

static void
field_read(struct form *form, const struct field *f, void *into)
{
	const char *sent = params_get(form->sent, f->name);
	const char *value = is_password(f) ? (sent ? sent : "") : text_trim(form, sent ? sent : "");

	switch (f->kind) {
	case FIELD_TEXT: case FIELD_LIST: case FIELD_AREA: case FIELD_EMAIL: case FIELD_PASSWORD: case FIELD_NEW_PASSWORD:
	case FIELD_CODE:
		*(const char **)into = value;
		form_reject(form, f->name, text_problem(form, f, value));
		break;
	case FIELD_DECIMAL:
		*(const char **)into = *value ? value : NULL;
		break;
	case FIELD_DATE:
		read_date(form, f, value, into);
		break;
	case FIELD_NUMBER:
		read_number(form, f, value, into);
		break;
	case FIELD_SELECT: case FIELD_RADIO:
		read_choice(form, f, value, into);
		break;
	case FIELD_CHECKS:
		*(int64_t *)into = read_checks(form, f);
		break;
	case FIELD_TICK:
		*(bool *)into = *value != '\0';
		break;
	case FIELD_FILE:
		break;
	}
}

struct form *
form_show(struct request *req, const struct field *fields, const void *from)
{
	return form_new(req, NULL, fields, from, NULL);
}

struct form *
form_part_show(struct form *whole, const struct field *fields, const void *from)
{
	return form_new(whole->req, whole->whole, fields, from, NULL);
}

static struct form *
form_take(struct form *form, void *into)
{
	for (const struct field *f = form->fields; f->name; f++)
		field_read(form, f, (char *)into + f->into);
	return form;
}

struct form *
form_read(struct request *req, const struct field *fields, void *into)
{
	struct form *form = form_new(req, NULL, fields, into, req->body);

	form_reject(form, NULL, req->hold);
	return form_take(form, into);
}

struct form *
form_asked(struct request *req, const struct field *fields, void *into)
{
	return form_take(form_new(req, NULL, fields, into, req->query), into);
}

struct form *
form_part_read(struct form *whole, const struct field *fields, void *into)
{
	return form_take(form_new(whole->req, whole->whole, fields, into, whole->whole->sent ? whole->whole->sent : whole->req->body), into);
}

const char *
field_id(const void *ctx, const char *name)
{
	char *id = text_copy(ctx, name);

	for (char *c = id; *c; c++)
		if (*c == '_')
			*c = '-';
	return id;
}

/* What stands in the field: what was typed, or else the struct's value as text. */
static const char *
shown_value(const struct form *form, const struct field *f)
{
	const void *at = (const char *)form->values + f->into;
	const char *sent = form->sent ? params_get(form->sent, f->name) : NULL;

	if (form->sent)
		return sent ? sent : "";
	if (!form->values)
		return "";
	if (f->kind == FIELD_NUMBER)
		return *(const int64_t *)at ? text_format(form, "%lld", (long long)*(const int64_t *)at) : "";
	return *(const char *const *)at ? *(const char *const *)at : "";
}

static bool
option_chosen(const struct form *form, const struct field *f, const struct option *o)
{
	const void *at = (const char *)form->values + f->into;
	const char *sent;

	if (form->sent) {
		sent = params_get(form->sent, f->kind == FIELD_CHECKS ? o->value : f->name);
		return sent && (f->kind == FIELD_CHECKS || strcmp(sent, o->value) == 0);
	}
	if (!form->values)
		return false;
	return f->kind == FIELD_CHECKS ? *(const int64_t *)at >> o->code & 1 : *(const int *)at == o->code;
}

static void
options_fill(struct view *view, const struct form *form, const struct field *f)
{
	for (const struct option *o = f->options; o && o->value; o++) {
		struct view *row = view_row(view, M_OPTION_ROW);

		view_format(row, M_OPTION_ID, "%s-%s", field_id(row, f->name), field_id(row, *o->value ? o->value : "none"));
		view_text(row, M_OPTION_NAME, o->value);
		view_text(row, M_OPTION_VALUE, f->kind == FIELD_CHECKS ? "yes" : o->value);
		view_text(row, M_OPTION_LABEL, o->label);
		view_maybe(row, M_HAS_OPTION_HINT, M_OPTION_HINT, o->hint);
		view_show_if(row, M_IS_CHOSEN, option_chosen(form, f, o));
	}
}

static enum template_name
field_template(enum field_kind kind)
{
	static const enum template_name templates[] = {
		[FIELD_TEXT] = TPL_FIELD_TEXT, [FIELD_LIST] = TPL_FIELD_LIST, [FIELD_AREA] = TPL_FIELD_AREA, [FIELD_EMAIL] = TPL_FIELD_EMAIL,
		[FIELD_PASSWORD] = TPL_FIELD_PASSWORD, [FIELD_NEW_PASSWORD] = TPL_FIELD_NEW_PASSWORD,
		[FIELD_CODE] = TPL_FIELD_CODE, [FIELD_DATE] = TPL_FIELD_DATE, [FIELD_NUMBER] = TPL_FIELD_NUMBER,
		[FIELD_DECIMAL] = TPL_FIELD_NUMBER, [FIELD_SELECT] = TPL_FIELD_SELECT, [FIELD_RADIO] = TPL_FIELD_RADIO,
		[FIELD_CHECKS] = TPL_FIELD_CHECK, [FIELD_TICK] = TPL_FIELD_TICK, [FIELD_FILE] = TPL_FIELD_FILE,
	};

	return templates[kind];
}

static void
field_fill(struct view *page_view, const struct form *form, const struct field *f)
{
	struct view *view = view_part(page_view, f->at, field_template(f->kind));
	const struct trouble *t = trouble_of(form, f->name);

	view_text(view, M_FIELD_ID, field_id(view, f->name));
	view_text(view, M_FIELD_NAME, f->name);
	view_text(view, M_FIELD_LABEL, f->label);
	view_maybe(view, M_HAS_HINT, M_FIELD_HINT, f->hint);
	view_maybe(view, M_HAS_PROBLEM, M_FIELD_PROBLEM, t ? t->words : NULL);
	view_show_if(view, M_HAS_NOTES, f->hint || t);
	view_show_if(view, M_IS_OPTIONAL, f->optional);
	if (f->kind == FIELD_TICK) {
		view_show_if(view, M_IS_CHOSEN, form->sent ? params_get(form->sent, f->name) != NULL
		    : form->values && *(const bool *)((const char *)form->values + f->into));
		return;
	}
	if (f->options && f->kind == FIELD_LIST)
		for (const struct option *o = f->options; o->value; o++)
			view_text(view_row(view, M_OPTION_ROW), M_OPTION_VALUE, o->value);
	else if (f->options) {
		options_fill(view, form, f);
		return;
	}
	if (f->kind == FIELD_FILE) {
		view_text(view, M_FILE_TYPES, f->types);
		return;
	}
	view_text(view, M_FIELD_VALUE, is_password(f) || f->kind == FIELD_CODE ? "" : shown_value(form, f));
	if (f->kind == FIELD_AREA)
		view_number(view, M_FIELD_ROWS, f->rows ? f->rows : 4);
	if (f->most && (f->kind == FIELD_TEXT || f->kind == FIELD_AREA)) {
		view_show(view, M_HAS_MAX);
		view_number(view, M_FIELD_MAX, f->most);
	}
}

void
form_fill(struct view *view, const struct form *form)
{
	for (const struct field *f = form->fields; f->name; f++)
		field_fill(view, form, f);
}

/* Where a problem's link leads: the field, or the first of its options. */
static const char *
trouble_target(const struct form *form, const char *name)
{
	for (const struct field *f = form->fields; f && f->name; f++)
		if (strcmp(f->name, name) == 0 && f->options && f->kind != FIELD_SELECT && f->kind != FIELD_LIST
		    && f->options[0].value)
			return text_format(form, "%s-%s", field_id(form, name), field_id(form, f->options[0].value));
	return field_id(form, name);
}

void
form_errors_fill(struct view *view, enum marker at, const struct form *form)
{
	const struct trouble *t = form->whole->troubles;
	struct view *summary;

	if (!t)
		return;
	view_show(view_page(view), M_HAS_PROBLEMS);
	summary = view_part(view, at, TPL_FORM_ERRORS);
	for (; t; t = t->next) {
		struct view *row = view_row(summary, M_PROBLEM_ROW);

		view_text(row, M_PROBLEM_WORDS, t->words);
		view_show(row, t->field ? M_IS_FIELD : M_IS_GENERAL);
		if (t->field)
			view_text(row, M_PROBLEM_ID, trouble_target(form, t->field));
	}
}

void
form_hidden_fill(struct view *view, enum marker at, int64_t revision)
{
	struct view *hidden = view_part(view, at, TPL_FORM_HIDDEN);

	view_show(hidden, M_HAS_REVISION);
	view_number(hidden, M_FORM_REVISION, revision);
}
