/* Concord's own lists brought back: each row is the lead or deal it was written of, and is held against what that is now. */
#include "leads/store_import_match.h"

#include "base/days.h"
#include "base/text.h"
#include "base/utf8.h"
#include "leads/store_deal.h"
#include "leads/store_export.h"
#include "leads/store_lead.h"

#include <inttypes.h>
#include <string.h>
#include <talloc.h>

bool
pass_is_own(const struct import_pass *pass)
{
	return text_equal(pass->map->system, IMPORT_OWN_SYSTEM);
}

/* What stands in the column of that key, whatever it is taken for; "" nothing. */
static const char *
cell_called(struct import_pass *pass, const struct import_case *c, const char *key)
{
	for (size_t i = 0; i < pass->file->header_count && i < c->cell_count; i++)
		if (text_equal(header_key(pass->ctx, pass->file->headers[i]), key))
			return text_trim(pass->ctx, c->cells[i]);
	return "";
}

/* The number of a row's lead or deal, where that was made when the row says so: another copy of Concord gives the same numbers to others. */
static int64_t
row_number(struct import_pass *pass, const struct import_case *c, int64_t *made_at)
{
	int64_t id;

	*made_at = 0;
	if (import_instant(pass->ctx, cell_called(pass, c, "createdat"), ORDER_YMD, pass->zone, made_at))
		return 0;
	return text_integer(c->row->cells[TO_EXTERNAL_ID], 1, INT64_MAX, &id) ? id : 0;
}

static void
row_refuse(struct import_pass *pass, struct import_case *c, int field, const char *words)
{
	c->act = ROW_REFUSED;
	import_row_refuse(c->row, field, text_copy(pass->ctx, words));
}

static void
foreign_refuse(struct import_pass *pass, struct import_case *c)
{
	row_refuse(pass, c, TO_EXTERNAL_ID, text_format(pass->ctx, "This Concord has no such %s that was made then. If the file comes from another copy, name that one as its system, such as %s-old.",
	    pass->file->kind == IMPORT_LEADS ? "lead" : "deal", IMPORT_OWN_SYSTEM));
}

/* What a list says of a lead now, in one of its columns; NULL: that is none of them. */
static const char *
lead_says(const void *ctx, const struct lead *l, int field)
{
	switch (field) {
	case TO_FULL_NAME: return l->name;
	case TO_COMPANY: return l->company;
	case TO_JOB: return l->job;
	case TO_EMAIL: return l->email ? l->email : "";
	case TO_PHONE: return l->phone;
	case TO_WEBSITE: return l->website;
	case TO_ORIGIN: return origin_names[l->origin];
	case TO_SOURCE: return l->source;
	case TO_CAMPAIGN: return l->campaign;
	case TO_THEME: return l->theme;
	case TO_PERSONA: return l->persona;
	case TO_STAGE: return l->stage;
	case TO_OWNER_MARKETING: return l->owner_marketing_name ? l->owner_marketing_name : "";
	case TO_OWNER_SALES: return l->owner_sales_name ? l->owner_sales_name : "";
	case TO_CONVERTED_AT: return l->converted_at ? instant_print(ctx, l->converted_at) : "";
	case TO_CREATED_AT: return instant_print(ctx, l->created_at);
	}
	return NULL;
}

/* As a row of it said what it says, had it been written now: what differs from that is what somebody changed in the file. */
static const char *
said_now(struct import_pass *pass, const struct import_row *row, const struct lead *lead)
{
	json_t *said = json_loads(row->said, 0, NULL);

	for (int f = 0; f < IMPORT_FIELDS; f++) {
		const char *now = json_object_get(said, import_field_names[f]) ? lead_says(pass->ctx, lead, f) : NULL;

		if (now && text_blank(now))
			json_object_del(said, import_field_names[f]);
		else if (now)
			json_object_set_new(said, import_field_names[f], json_string(text_squeeze(pass->ctx, utf8_visible(pass->ctx, now))));
	}
	return json_print_sorted(pass->ctx, said);
}

/* A list that was written of another state of a lead changes nothing of it; one of which that is not known fills what is empty. */
static void
own_lead_news(struct import_pass *pass, struct import_case *c, const struct lead *lead)
{
	const char *revision = cell_called(pass, c, "revision");

	c->said = said_now(pass, c->row, lead);
	if (text_equal(c->said, c->row->said) || pass->map->known == KNOWN_LEAVE)
		return;
	c->fills = text_blank(revision);
	if (!c->fills && !text_equal(revision, text_format(pass->ctx, "%" PRId64, lead->revision)))
		row_refuse(pass, c, TO_EXTERNAL_ID, "This lead was changed here since the list was written. Download the list anew.");
}

static void
own_lead_match(struct import_pass *pass, struct import_case *c)
{
	int64_t made_at, id = row_number(pass, c, &made_at);
	const struct lead *lead = id ? lead_find(pass->db, pass->ctx, id) : NULL;

	if (!lead || lead->created_at != made_at) {
		foreign_refuse(pass, c);
		return;
	}
	if (lead->erased_at) {
		case_refuse_erased(c, TO_EXTERNAL_ID, "This person was erased here at their request.");
		return;
	}
	if (lead->merged_into_id) {
		row_refuse(pass, c, TO_EXTERNAL_ID, text_format(pass->ctx, "This lead was made one with lead %" PRId64 " since. Take the row out.", lead->merged_into_id));
		return;
	}
	c->subject_id = id;
	own_lead_news(pass, c, lead);
	c->row->lead.refs = NULL;	/* its own number is no name in another system */
	c->row->lead.ref_count = 0;
}

void
own_leads_match(struct import_pass *pass)
{
	for (size_t i = 0; i < pass->count; i++)
		if (pass->cases[i].act != ROW_REFUSED)
			own_lead_match(pass, &pass->cases[i]);
}

/* The first thing a row says otherwise than the deal is: the field, or GLOSSARY_NONE. An amount is told apart by its column, which no field takes. */
static int
deal_differs(struct import_pass *pass, const struct import_case *c, const struct deal *d, bool *amount)
{
	const struct import_row *row = c->row;
	const struct { int field; const char *now; } texts[] = {
		{ TO_NAME, d->name }, { TO_COMPANY, d->account_name }, { TO_LEAD_REF, deals_leads(pass->db, pass->ctx, &d->id, 1)[0] }, { TO_OWNER_SALES, d->owner_name },
		{ TO_STAGE, d->stage_name }, { TO_CURRENCY, d->currency }
	};
	const struct { int field; int64_t now; } times[] = { { TO_OPENED_AT, d->opened_at }, { TO_WON_AT, d->won_at }, { TO_LOST_AT, d->lost_at } };
	const char *minor = cell_called(pass, c, "amountminor");

	*amount = !text_blank(minor) && !text_equal(minor, d->currency ? text_format(pass->ctx, "%" PRId64, d->amount_minor) : "");
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (row->cells[texts[i].field] && !text_equal(row->cells[texts[i].field], text_squeeze(pass->ctx, utf8_visible(pass->ctx, texts[i].now ? texts[i].now : ""))))
			return texts[i].field;
	for (size_t i = 0; i < sizeof times / sizeof *times; i++)
		if (row->cells[times[i].field] && row->times[times[i].field] != times[i].now)
			return times[i].field;
	return GLOSSARY_NONE;
}

static void
own_deal_judge(struct import_pass *pass, struct import_case *c)
{
	int64_t made_at, id = row_number(pass, c, &made_at);
	const struct deal *deal = id ? deal_find(pass->db, pass->ctx, id) : NULL;
	bool amount;
	int field;

	if (!deal || deal->created_at != made_at) {
		foreign_refuse(pass, c);
		return;
	}
	c->subject_id = id;
	c->act = ROW_SAYS_SAME;
	field = deal_differs(pass, c, deal, &amount);
	if (field != GLOSSARY_NONE || amount)
		row_refuse(pass, c, field, "The deal is not so here any more, or was changed in the file. What becomes of a deal is told on its page.");
}

void
own_deals_judge(struct import_pass *pass)
{
	for (size_t i = 0; i < pass->count; i++)
		if (pass->cases[i].act != ROW_REFUSED)
			own_deal_judge(pass, &pass->cases[i]);
}
