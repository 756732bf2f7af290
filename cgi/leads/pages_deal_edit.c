/* Editing a deal: what it is called, whose it is, its company and its leads. */
#include "leads/pages.h"

#include "base/text.h"
#include "leads/pages_deal_parts.h"
#include "leads/pages_parts.h"

#include <inttypes.h>
#include <string.h>
#include <talloc.h>

enum { OTHERS_OFFERED = 10, LEADS_MOST = 60, FIELDS_MOST = 8 };

struct typed {
	const char *name, *account, *add;
	int origin, seller, primary;	/* the last a place among the leads, GLOSSARY_NONE: none */
	int64_t leads;			/* bits: places of those that are part of it */
};

/* What the form is made of: the leads of the deal, then others at its company. */
struct desk {
	struct deal *deal;
	int64_t ids[LEADS_MOST];
	struct option options[LEADS_MOST + 1], primaries[LEADS_MOST + 1];
	size_t count, own;
	struct field fields[FIELDS_MOST];
	struct typed typed;
};

static void
lead_offer(struct desk *d, int64_t id, const char *name, const char *company)
{
	const char *title = lead_title(d, id, name, company);

	for (size_t i = 0; i < d->count; i++)
		if (d->ids[i] == id)
			return;
	if (d->count == LEADS_MOST)
		return;
	d->options[d->count] = (struct option){ text_format(d, "lead_%" PRId64, id), title, NULL, (int)d->count };
	d->primaries[d->count] = (struct option){ text_format(d, "%" PRId64, id), title, NULL, (int)d->count };
	d->ids[d->count++] = id;
}

static void
fields_make(struct request *req, struct desk *d)
{
	struct field *f = d->fields;

	*f++ = (struct field){ .name = "name", .label = "Name", .kind = FIELD_TEXT, .at = deal_form_NAME_FIELD, .into = offsetof(struct typed, name),
	    .most = DEAL_NAME_MOST };
	*f++ = (struct field){ .name = "account", .label = "Company", .kind = FIELD_TEXT, .at = deal_form_ACCOUNT_FIELD, .into = offsetof(struct typed, account),
	    .most = LEAD_COMPANY_MOST, .optional = d->own > 0 };
	if (d->count) {
		*f++ = (struct field){ .name = "leads", .label = "Which leads are part of it?", .kind = FIELD_CHECKS, .at = deal_form_OTHERS_FIELD,
		    .into = offsetof(struct typed, leads), .options = d->options };
		*f++ = (struct field){ .name = "primary", .label = "Which one does it come from?", .kind = FIELD_SELECT, .at = deal_form_PRIMARY_FIELD,
		    .into = offsetof(struct typed, primary), .options = d->primaries };
	}
	*f++ = (struct field){ .name = "add", .label = "Another lead", .kind = FIELD_TEXT, .at = deal_form_ADD_FIELD, .into = offsetof(struct typed, add),
	    .optional = true, .most = LEAD_EMAIL_MOST, .hint = "Its email address, or the address of its page." };
	*f++ = (struct field){ .name = "origin", .label = "Where does it come from?", .kind = FIELD_RADIO, .at = deal_form_ORIGIN_FIELD,
	    .into = offsetof(struct typed, origin), .options = deal_origins };
	*f = (struct field){ .name = "seller", .label = "Seller", .kind = FIELD_SELECT, .at = deal_form_SELLER_FIELD,
	    .into = offsetof(struct typed, seller), .options = seller_options(req) };
}

static struct desk *
desk_of(struct request *req)
{
	struct desk *d = memory_need(talloc_zero(req, struct desk));
	const struct deal_lead *leads;
	const struct lead_row *near;
	size_t count;

	d->deal = deal_find(req->db, req, req->id);
	if (!d->deal)
		return NULL;
	leads = deal_leads(req->db, req, d->deal->id, &d->own);
	for (size_t i = 0; i < d->own; i++)
		lead_offer(d, leads[i].lead_id, leads[i].name, leads[i].company);
	if (d->deal->account_id) {
		near = leads_at_account(req->db, req, d->deal->account_id, 0, OTHERS_OFFERED, &count);
		for (size_t i = 0; i < count; i++)
			lead_offer(d, near[i].id, near[i].name, near[i].company);
	}
	d->typed = (struct typed){ .name = d->deal->name, .account = d->deal->account_name ? d->deal->account_name : "", .add = "", .origin = d->deal->origin,
		.seller = (int)d->deal->owner_id, .primary = d->own && leads[0].is_primary ? 0 : GLOSSARY_NONE, .leads = ((int64_t)1 << d->own) - 1 };
	fields_make(req, d);
	return d;
}

static struct response
form_answer(struct request *req, int status, const struct desk *d, const struct form *form, int64_t revision)
{
	return show_form(req, status, deal_form_view(req, &(struct deal_form){ .deal = d->deal, .form = form, .revision = revision }));
}

struct response
deal_edit_page(struct request *req)
{
	struct desk *d = desk_of(req);

	return d ? form_answer(req, 200, d, form_show(req, d->fields, &d->typed), d->deal->revision) : not_found(req);
}

/* The lead that is meant by an email address, a number or an address of ours; 0: none. */
static int64_t
lead_meant(struct request *req, const char *typed)
{
	const char *at = strstr(typed, "/leads/");
	int64_t id = 0;

	if (strchr(typed, '@') && !at)
		id = lead_of_email(req->db, req, text_trim(req, typed));
	else
		text_integer(text_trim(req, at ? at + strlen("/leads/") : typed), 1, INT64_MAX, &id);
	return id ? lead_standing(req->db, id) : 0;
}

/* The leads as they are ticked, the primary one first. Problems go to the form. */
static const int64_t *
leads_read(struct request *req, const struct desk *d, struct form *form, size_t *count)
{
	const struct typed *t = &d->typed;
	int64_t *ids = memory_need(talloc_array(req, int64_t, d->count + 2)), added = text_blank(t->add) ? 0 : lead_meant(req, t->add);
	bool has_primary = t->primary >= 0 && (t->leads >> t->primary & 1);

	*count = 0;
	if (has_primary)
		ids[(*count)++] = d->ids[t->primary];
	for (size_t i = 0; i < d->count; i++)
		if ((t->leads >> i & 1) && (int)i != t->primary)
			ids[(*count)++] = d->ids[i];
	if (!text_blank(t->add) && !added)
		form_reject(form, "add", "No lead is known by this. Open its page and copy the address from there.");
	for (size_t i = 0; added && i < *count; i++)
		if (ids[i] == added)
			added = 0;
	if (added)
		ids[(*count)++] = added;
	if (*count && !has_primary && !(*count == 1 && added))
		form_reject(form, "primary", "Choose one of the leads that are part of it.");
	return ids;
}

struct response
deal_edited(struct request *req)
{
	struct desk *d = desk_of(req);
	struct problems *p = problems_new(req);
	struct deal_making m;
	struct deal edited;
	const int64_t *leads;
	struct form *form;
	enum act_result result;
	size_t count;

	if (!d)
		return not_found(req);
	d->typed = (struct typed){ .origin = GLOSSARY_NONE, .seller = GLOSSARY_NONE, .primary = GLOSSARY_NONE };
	form = form_read(req, d->fields, &d->typed);
	leads = leads_read(req, d, form, &count);
	m = (struct deal_making){ .name = d->typed.name, .account = d->typed.account, .origin = d->typed.origin, .leads = leads, .lead_count = count };
	deal_making_problems(p, &m);
	deal_problems_show(form, p);
	if (!form_ok(form))
		return form_answer(req, 422, d, form, request_revision(req));
	edited = *d->deal;
	edited.revision = request_revision(req);
	edited.name = m.name;
	edited.account_name = text_blank(m.account) ? NULL : m.account;
	edited.origin = d->typed.origin;
	edited.owner_id = d->typed.seller > 0 ? d->typed.seller : 0;
	result = deal_edit(req->db, req, &req->actor, &edited, leads, count);
	if (result == RESULT_DONE)
		return redirect(req, "/deals/%lld", (long long)d->deal->id);
	if (result == RESULT_STALE)
		form_reject(form, NULL, "The deal was changed since you opened this form. What you typed is still here: look again, then save once more.");
	else
		form_reject(form, NULL, "One of the leads was made one with another, or erased, since you opened this page. Look at the lead again.");
	return form_answer(req, 409, d, form, d->deal->revision);
}
