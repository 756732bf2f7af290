/* Opening a deal, with a lead or without. */
#include "leads/pages.h"

#include "base/text.h"
#include "leads/pages_deal_parts.h"
#include "leads/pages_parts.h"
#include "sla/rules.h"

#include <inttypes.h>
#include <talloc.h>

enum { OTHERS_OFFERED = 10, FIELDS_MOST = 8 };

struct typed {
	const char *name, *account, *amount;
	int currency, origin;
	int64_t others;			/* bits: places among the other leads of the company */
};

const struct option deal_origins[] = {
	{ "marketing", "Marketing", NULL, ORIGIN_MARKETING }, { "sales", "Sales", NULL, ORIGIN_SALES },
	{ "partner", "A partner", NULL, ORIGIN_PARTNER }, { "customer", "A customer", NULL, ORIGIN_CUSTOMER }, { 0 }
};

/* What the form of a deal is made of. */
struct desk {
	struct lead *lead;		/* it comes from; NULL: none */
	const struct lead_row *others;	/* at the same company */
	size_t other_count;
	struct field fields[FIELDS_MOST];
	struct typed typed;
};

static const struct option *
other_options(struct request *req, const struct desk *d)
{
	struct option *list = memory_need(talloc_zero_array(req, struct option, d->other_count + 1));

	for (size_t i = 0; i < d->other_count; i++)
		list[i] = (struct option){ text_format(list, "other_%" PRId64, d->others[i].id), lead_title(list, d->others[i].id, d->others[i].name, d->others[i].company),
			NULL, (int)i };
	return list;
}

/* The desk for a deal that is opened; its lead is what the address or the form names. */
static struct desk *
desk_new(struct request *req, const char *lead)
{
	struct desk *d = memory_need(talloc_zero(req, struct desk));
	struct field *f = d->fields;
	int64_t id = 0, asked = req->id;

	if (text_integer(lead, 1, INT64_MAX, &id)) {
		req->id = id;
		d->lead = lead_named(req);
		req->id = asked;
	}
	if (d->lead && d->lead->account_id)
		d->others = leads_at_account(req->db, req, d->lead->account_id, d->lead->id, OTHERS_OFFERED, &d->other_count);
	*f++ = (struct field){ .name = "name", .label = "Name", .kind = FIELD_TEXT, .at = deal_form_NAME_FIELD, .into = offsetof(struct typed, name),
	    .most = DEAL_NAME_MOST, .hint = "What they buy, such as Forty seats." };
	if (!d->lead || !d->lead->account_id)
		*f++ = (struct field){ .name = "account", .label = "Company", .kind = FIELD_TEXT, .at = deal_form_ACCOUNT_FIELD, .into = offsetof(struct typed, account),
		    .most = LEAD_COMPANY_MOST, .optional = d->lead != NULL };
	if (d->other_count)
		*f++ = (struct field){ .name = "others", .label = "Who else is part of it?", .kind = FIELD_CHECKS, .at = deal_form_OTHERS_FIELD,
		    .into = offsetof(struct typed, others), .options = other_options(req, d) };
	*f++ = (struct field){ .name = "amount", .label = "Worth", .kind = FIELD_DECIMAL, .at = deal_form_AMOUNT_FIELD, .into = offsetof(struct typed, amount),
	    .optional = true };
	*f++ = (struct field){ .name = "currency", .label = "Currency", .kind = FIELD_SELECT, .at = deal_form_CURRENCY_FIELD, .into = offsetof(struct typed, currency),
	    .options = currency_options(req) };
	if (!d->lead)
		*f++ = (struct field){ .name = "origin", .label = "Where does it come from?", .kind = FIELD_RADIO, .at = deal_form_ORIGIN_FIELD,
		    .into = offsetof(struct typed, origin), .options = deal_origins };
	return d;
}

static struct response
form_answer(struct request *req, int status, const struct desk *d, const struct form *form)
{
	struct deal_form p = { .lead = d->lead, .form = form };

	return show_form(req, status, deal_form_view(req, &p));
}

struct response
deal_new(struct request *req)
{
	const char *lead = request_query(req, "lead");
	struct desk *d = desk_new(req, lead);

	if (lead && !d->lead)
		return not_found(req);
	d->typed = (struct typed){ .name = "", .account = d->lead ? d->lead->company : "", .currency = currency_place(req, NULL), .origin = ORIGIN_SALES };
	return form_answer(req, 200, d, form_show(req, d->fields, &d->typed));
}

/* The lead it comes from, then those that are ticked. */
static void
leads_take(struct request *req, const struct desk *d, struct deal_making *m)
{
	int64_t *ids = memory_need(talloc_array(req, int64_t, d->other_count + 1));

	m->leads = ids;
	if (!d->lead)
		return;
	ids[m->lead_count++] = d->lead->id;
	for (size_t i = 0; i < d->other_count; i++)
		if (d->typed.others >> i & 1)
			ids[m->lead_count++] = d->others[i].id;
}

void
deal_problems_show(struct form *form, const struct problems *p)
{
	for (size_t i = 0; i < p->count; i++)
		form_reject(form, text_equal(p->list[i].member, "leads") ? NULL : p->list[i].member, p->list[i].text);
}

struct response
deal_make_page(struct request *req)
{
	const char *lead = request_field(req, "lead"), *currency;
	struct desk *d = desk_new(req, lead);
	struct problems *p = problems_new(req);
	struct deal_making m = { .origin = GLOSSARY_NONE };
	struct form *form;
	int64_t id = 0;

	d->typed = (struct typed){ .currency = GLOSSARY_NONE, .origin = GLOSSARY_NONE };
	form = form_read(req, d->fields, &d->typed);
	if (lead && !d->lead)
		form_reject(form, NULL, "The lead is not there any more. Open the deal without it, or from another lead.");
	currency = d->typed.currency >= 0 ? currencies[d->typed.currency].code : NULL;
	m.name = d->typed.name;
	m.account = d->typed.account;
	m.origin = d->lead ? GLOSSARY_NONE : d->typed.origin;
	leads_take(req, d, &m);
	m.has_amount = deal_amount_read(p, "amount", currency, d->typed.amount, &m.amount.minor);
	m.amount.currency = currency;
	deal_making_problems(p, &m);
	deal_problems_show(form, p);
	if (!form_ok(form))
		return form_answer(req, 422, d, form);
	if (deal_create(req->db, req, &req->actor, &m, 0, false, &id, NULL) == RESULT_DONE)
		return redirect(req, "/deals/%lld", (long long)id);
	form_reject(form, NULL, "One of the leads was made one with another, or erased, since you opened this page. Look at the lead again.");
	return form_answer(req, 409, d, form);
}
