/* The forms of what may happen to a deal. */
#include "leads/pages_deal_parts.h"

#include "auth/session.h"
#include "base/days.h"
#include "base/text.h"
#include "leads/pages_parts.h"
#include "sla/rules.h"
#include "sla/store.h"

#include <talloc.h>

enum { CURRENCIES_MOST = 60, FIELDS_MOST = 8 };

struct typed {
	const char *day, *amount, *words;
	int currency;			/* place among currencies */
	int stage, why, which;		/* places in their lists, from 1; 0: none */
};

static const char *const labels[] = { "Open again", "Move to a stage", "Signed", "Invoiced", "Paid", "Lost", "Take something back" };
static const char *const buttons[] = {
	"Record it", "Move it", "Record the signature", "Record the invoice", "Record the payment", "Mark it lost", "Take it back"
};

const struct option *
currency_options(const void *ctx)
{
	struct option *list = memory_need(talloc_zero_array(ctx, struct option, CURRENCIES_MOST + 1));

	for (int i = 0; i < CURRENCIES_MOST && currencies[i].code; i++)
		list[i] = (struct option){ currencies[i].code, text_format(list, "%s, %s", currencies[i].code, currencies[i].name), NULL, i };
	return list;
}

int
currency_place(struct request *req, const char *code)
{
	const struct plan *plan = code ? NULL : plan_find(req->db, req);
	const struct currency *c = currency_find(plan ? plan->currency : code);

	if (!c && !code)
		c = currency_find(deals_currency(req->db, req));
	return c ? (int)(c - currencies) : 0;
}

static const struct option *
stage_options(struct request *req, const struct deal *d)
{
	size_t count;
	const struct deal_stage *stages = deal_stages(req->db, req, req->now, &count);
	struct option *list = memory_need(talloc_zero_array(req, struct option, count + 2));

	list[0] = (struct option){ "", "No stage chosen", NULL, 0 };
	for (size_t i = 0; i < count; i++)
		list[i + 1] = (struct option){ stages[i].slug, stages[i].id == d->stage_id ? text_format(list, "%s (now)", stages[i].name) : stages[i].name, NULL,
			(int)i + 1 };
	return list;
}

/* What can be taken back, newest first. */
static const struct option *
which_options(struct request *req, const struct deal_event *events, size_t count)
{
	struct option *list = memory_need(talloc_zero_array(req, struct option, count + 1));
	int n = 0;

	for (size_t i = count; i-- > 0;) {
		const struct deal_event *e = &events[i];
		const char *what = e->kind == DEAL_STAGE && e->stage_name ? text_format(list, "Moved to %s", e->stage_name) : deal_kind_label(e->kind);

		if (!deal_reversible(events, count, e))
			continue;
		list[n] = (struct option){ text_format(list, "%lld", (long long)e->id), text_format(list, "%s%s%s, %s", what, e->currency ? ", " : "",
		    deal_amount_words(list, e->amount_minor, e->currency), day_short(list, day_of(e->at, req->session->organisation_zone))), NULL, n };
		n++;
	}
	return list;
}

/* "signed_day": names of fields are apart on one page. */
static const char *
name_of(const void *ctx, int kind, const char *name)
{
	return text_format(ctx, "%s_%s", deal_kind_names[kind], name);
}

static bool
has_amount(int kind)
{
	return kind >= DEAL_STAGE && kind <= DEAL_PAID;
}

static const struct field *
fields_of(struct request *req, const struct deal *d, const struct deal_event *events, size_t count, int kind)
{
	static const int lost[] = { ACT_LOST };
	struct field *fields = memory_need(talloc_zero_array(req, struct field, FIELDS_MOST)), *f = fields;

	if (kind == DEAL_REVERSED)
		*f++ = (struct field){ .name = name_of(req, kind, "which"), .label = "What is taken back?", .kind = FIELD_SELECT, .at = deal_show_WHICH_FIELD,
		    .into = offsetof(struct typed, which), .options = which_options(req, events, count), .hint = "Both stay in the history." };
	if (kind == DEAL_STAGE)
		*f++ = (struct field){ .name = name_of(req, kind, "stage"), .label = "Stage", .kind = FIELD_SELECT, .at = deal_show_STAGE_FIELD,
		    .into = offsetof(struct typed, stage), .options = stage_options(req, d) };
	if (kind == DEAL_LOST)
		*f++ = (struct field){ .name = name_of(req, kind, "why"), .label = "Why?", .kind = FIELD_SELECT, .at = deal_show_WHY_FIELD,
		    .into = offsetof(struct typed, why), .options = reason_options(req, lost, 1) };
	if (has_amount(kind)) {
		*f++ = (struct field){ .name = name_of(req, kind, "amount"), .label = kind == DEAL_STAGE ? "Worth now" : "Amount", .kind = FIELD_DECIMAL,
		    .at = deal_show_AMOUNT_FIELD, .into = offsetof(struct typed, amount), .optional = true };
		*f++ = (struct field){ .name = name_of(req, kind, "currency"), .label = "Currency", .kind = FIELD_SELECT, .at = deal_show_CURRENCY_FIELD,
		    .into = offsetof(struct typed, currency), .options = currency_options(req) };
	}
	*f++ = (struct field){ .name = name_of(req, kind, "day"), .label = "Day", .kind = FIELD_DATE, .at = deal_show_DAY_FIELD, .into = offsetof(struct typed, day) };
	*f++ = (struct field){ .name = name_of(req, kind, "words"), .label = kind == DEAL_REVERSED ? "Why?" : "Note", .kind = FIELD_AREA, .at = deal_show_WORDS_FIELD,
	    .into = offsetof(struct typed, words), .optional = kind != DEAL_REVERSED, .rows = 2, .most = DEAL_WORDS_MOST,
	    .hint = kind == DEAL_STAGE ? "A move back needs its reason." : kind == DEAL_LOST ? "Another reason needs a sentence." : NULL };
	return fields;
}

/* What is most likely: today, and for money the whole of it where nothing of the kind happened yet. */
static struct form *
blank_form(struct request *req, const struct deal *d, const struct field *fields, int kind)
{
	struct typed *t = memory_need(talloc_zero(req, struct typed));
	bool whole = (kind == DEAL_SIGNED) || (kind == DEAL_INVOICED && !d->invoiced_at) || (kind == DEAL_PAID && !d->paid_at);

	t->day = day_print(req, day_of(kind == DEAL_OPENED && !d->lost_at ? d->opened_at : req->now, req->session->organisation_zone));
	t->words = "";
	t->currency = currency_place(req, d->currency);
	if (whole && d->currency)
		t->amount = deal_amount_typed(req, d->amount_minor, d->currency);
	return form_show(req, fields, t);
}

const struct deal_act *
deal_acts(struct request *req, const struct deal *d, const struct deal_event *events, size_t event_count, int refused_kind, const struct form *refused,
    size_t *count)
{
	static const int order[] = { DEAL_STAGE, DEAL_SIGNED, DEAL_INVOICED, DEAL_PAID, DEAL_LOST, DEAL_OPENED, DEAL_REVERSED };
	struct deal_act *acts = memory_need(talloc_zero_array(req, struct deal_act, DEAL_KINDS));

	*count = 0;
	for (size_t i = 0; i < DEAL_KINDS; i++) {
		int kind = order[i];
		const struct field *fields;

		if (!deal_can(d, events, event_count, kind, false))
			continue;
		fields = fields_of(req, d, events, event_count, kind);
		acts[*count] = (struct deal_act){ .kind = kind, .label = labels[kind], .button = buttons[kind], .refused = refused && kind == refused_kind,
			.has_amount = has_amount(kind) };
		if (kind == DEAL_OPENED && !d->lost_at)
			acts[*count].label = "Opened on another day";
		acts[*count].form = acts[*count].refused ? refused : blank_form(req, d, fields, kind);
		(*count)++;
	}
	return acts;
}

struct form *
deal_act_read(struct request *req, const struct deal *d, const struct deal_event *events, size_t count, struct deal_input *in)
{
	struct typed t = { .currency = GLOSSARY_NONE, .stage = GLOSSARY_NONE, .why = GLOSSARY_NONE, .which = GLOSSARY_NONE };
	struct form *form = form_read(req, fields_of(req, d, events, count, in->kind), &t);
	struct problems *p = problems_new(req);
	const char *currency = t.currency >= 0 ? currencies[t.currency].code : NULL;

	in->seen = request_revision(req);
	in->words = t.words;
	in->stage = request_field(req, name_of(req, in->kind, "stage"));
	in->reason = request_field(req, name_of(req, in->kind, "why"));
	text_integer(request_field(req, name_of(req, in->kind, "which")), 1, INT64_MAX, &in->reverses);
	in->at = text_blank(t.day) ? 0 : deal_instant(t.day, in->kind == DEAL_OPENED ? 0 : d->opened_at, req->now, req->session->organisation_zone);
	if (has_amount(in->kind) && deal_amount_read(p, "amount", currency, t.amount, &in->amount.minor)) {
		in->has_amount = true;
		in->amount.currency = currency;
	}
	if (p->count)
		form_reject(form, name_of(req, in->kind, "amount"), p->list[0].text);
	return form;
}

void
deal_act_check(struct request *req, const struct deal *d, const struct deal_event *events, size_t count, struct deal_input *in, struct form *form)
{
	static const struct { const char *member, *field; } places[] = {
		{ "at", "day" }, { "reason", "why" }, { "reverses", "which" }, { "stage", "stage" }, { "amount", "amount" }, { "words", "words" }
	};
	struct problems *p = problems_new(req);

	deal_complete(req->db, req, d, in, req->now);
	deal_problems(p, d, events, count, in, req->now);
	for (size_t i = 0; i < p->count; i++)
		for (size_t j = 0; j < sizeof places / sizeof *places; j++)
			if (text_equal(p->list[i].member, places[j].member))
				form_reject(form, name_of(req, in->kind, places[j].field), p->list[i].text);
}
