/* Deals that are here and that a file tells of anew: what of it is taken over, what is told not to be, and both taken back. */
#include "leads/store_import_deal.h"

#include "base/text.h"
#include "leads/store_result.h"

#include <talloc.h>

static void
not_taken(struct import_case *c, int field, const char *words)
{
	c->not_taken |= FIELD_BIT(field);
	if (words)
		import_row_notice(c->row, field == TO_LEAD_REF ? GLOSSARY_NONE : field, words);	/* whose lead it is stays out of it */
}

bool
deal_owner_look(struct import_pass *pass, struct import_case *c)
{
	int team;
	int64_t id = pass_person(pass, c->row->cells[TO_OWNER_SALES], &team);

	if (!c->row->cells[TO_OWNER_SALES] || (id && team == TEAM_SALES))
		return true;
	import_row_notice(c->row, TO_OWNER_SALES, id ? "Who is named is not of Sales here, so the deal is not theirs."
	    : "Nobody of Sales is called so here, nor has this address. The deal goes in without this seller.");
	return false;
}

/* Whether a row may change what is here: it does not only fill what is empty, and stands as the last file left it. */
static bool
may_change(const struct import_pass *pass, struct import_case *c, int field, bool is_as_said, const char *words)
{
	if (pass->map->known == KNOWN_FILL) {
		not_taken(c, field, NULL);
		return false;
	}
	if (c->said && is_as_said)
		return true;
	not_taken(c, field, words);
	return false;
}

/* What a deal has of its primary lead, where no file said otherwise. */
struct of_lead {
	int64_t account_id;
	int origin;
};
static const struct column of_lead_columns[] = { COLUMN(INT, struct of_lead, account_id), CODE_COLUMN(struct of_lead, origin, origin_names), { 0 } };
static const struct shape of_lead_shape = { sizeof(struct of_lead), of_lead_columns };

static struct of_lead
first_lead(struct import_pass *pass, int64_t deal_id)
{
	const struct of_lead *l = db_one(pass->db, pass->ctx, &of_lead_shape, "SELECT l.account_id, l.origin FROM deal_lead x JOIN lead_record l ON l.id = x.lead_id"
	    " WHERE x.primary_of = ?", "i", deal_id);

	return l ? *l : (struct of_lead){ 0, ORIGIN_SALES };
}

static void
name_look(const struct import_pass *pass, struct import_case *c, struct deal_change *d)
{
	const char *new = c->row->cells[TO_NAME];

	if (!new || text_equal(new, d->is.name) || !deal_is_news(c, TO_NAME))
		return;
	if (pass->map->known == KNOWN_FILL && !text_blank(d->is.name))
		not_taken(c, TO_NAME, NULL);
	else
		d->becomes.name = new;
}

static void
owner_look(struct import_pass *pass, struct import_case *c, const struct deal_change *d)
{
	int team;

	if (!deal_is_news(c, TO_OWNER_SALES))
		return;
	if (!deal_owner_look(pass, c) || (pass->map->known == KNOWN_FILL && d->is.owner_id && c->row->cells[TO_OWNER_SALES]
	    && pass_person(pass, c->row->cells[TO_OWNER_SALES], &team) != d->is.owner_id))
		not_taken(c, TO_OWNER_SALES, NULL);
}

static void
company_look(struct import_pass *pass, struct import_case *c, struct deal_change *d)
{
	const char *new = c->row->cells[TO_COMPANY], *was = c->said ? import_said(c->row, c->said, TO_COMPANY) : NULL;

	if (!new || !deal_is_news(c, TO_COMPANY) || (d->is.account_name && text_equal_fold(new, d->is.account_name)))
		return;
	if (!d->is.account_name || may_change(pass, c, TO_COMPANY, was ? text_equal_fold(was, d->is.account_name) : first_lead(pass, d->is.id).account_id == d->is.account_id,
	    "The company was set here by hand, so it stays. Change it on the deal’s page."))
		d->becomes.account_name = new;
}

static void
origin_look(struct import_pass *pass, struct import_case *c, struct deal_change *d)
{
	const char *was = c->said ? import_said(c->row, c->said, TO_ORIGIN) : NULL;
	int new = c->row->cells[TO_ORIGIN] ? import_origin(c->row, c->row->cells[TO_ORIGIN]) : GLOSSARY_NONE;

	if (new == GLOSSARY_NONE || new == d->is.origin || !deal_is_news(c, TO_ORIGIN))
		return;
	if (may_change(pass, c, TO_ORIGIN, (was ? import_origin(c->row, was) : first_lead(pass, d->is.id).origin) == d->is.origin, "The origin was set here by hand, so it stays. Change it on the deal’s page."))
		d->becomes.origin = new;
}

/* Whether a deal has these leads, the first of them as the primary one. */
static bool
has_leads(const struct deal_lead *had, size_t had_count, const int64_t *ids, size_t count)
{
	if (had_count != count || (count && had[0].lead_id != ids[0]))
		return false;
	for (size_t i = 0; i < count; i++) {
		bool there = false;

		for (size_t j = 0; j < count; j++)
			there |= had[j].lead_id == ids[i];
		if (!there)
			return false;
	}
	return true;
}

static void
leads_look(struct import_pass *pass, struct import_case *c, struct deal_change *d)
{
	const char *refs = c->row->cells[TO_LEAD_REF];
	size_t count, was_count, had_count, named;
	const struct deal_lead *had = deal_leads(pass->db, pass->ctx, d->is.id, &had_count);
	const int64_t *ids, *was;

	if (!refs || !deal_is_news(c, TO_LEAD_REF))
		return;
	text_split(pass->ctx, refs, ";", &named);
	ids = leads_named(pass, refs, &count);
	if (count < named)
		not_taken(c, TO_LEAD_REF, count ? "Not all of the leads that are named are here. Import them first, and then this row again."
		    : "None of the leads that are named is here, so the deal keeps those it has. Import the leads first, and then this row again.");
	if (!count || has_leads(had, had_count, ids, count))
		return;
	was = leads_named(pass, c->said ? import_said(c->row, c->said, TO_LEAD_REF) : NULL, &was_count);
	if (!had_count || may_change(pass, c, TO_LEAD_REF, has_leads(had, had_count, was, was_count), "The leads of this deal were set here by hand, so they stay. Change them on its page.")) {
		d->leads = ids;
		d->lead_count = count;
	}
}

static void
opening_look(struct import_pass *pass, struct import_case *c, struct deal_change *d)
{
	int64_t new = c->row->times[TO_OPENED_AT];

	if (!new || new == d->is.opened_at || !deal_is_news(c, TO_OPENED_AT))
		return;
	if (may_change(pass, c, TO_OPENED_AT, db_integer(pass->db, 1, "SELECT EXISTS (SELECT 1 FROM deal_event WHERE deal_id = ? AND NOT is_imported)", "i", d->is.id) == 0,
	    "Somebody has gone on with this deal here, so the day it was opened stays."))
		d->opened_at = new;
}

/* Whether a row tells an end anew: its amount and its reason go with that. */
static bool
tells_end(const struct import_case *c, int field)
{
	return c->row->times[field] && (deal_is_news(c, field) || deal_is_news(c, TO_CLOSED_AT) || deal_is_news(c, TO_STAGE));
}

static void
worth_look(const struct import_pass *pass, struct import_case *c)
{
	bool with_stage = c->row->cells[TO_STAGE] && (c->row->end == DEAL_ENDS_NOT || !pass->map->history);

	if (c->held || with_stage || tells_end(c, TO_WON_AT))
		return;
	if (deal_amount_is_news(c))
		not_taken(c, TO_AMOUNT, c->row->cells[TO_STAGE] ? "This deal is closed, so its amount stays as it was told then. Take the event back on its page, and tell it anew."
		    : "An amount is taken with the stage it belongs to, and the row has none. Map the column of the stage.");
	if (deal_is_news(c, TO_CURRENCY))
		not_taken(c, TO_CURRENCY, NULL);
}

struct deal_change *
deal_change_of(struct import_pass *pass, struct import_case *c)
{
	struct deal_change *d = memory_need(talloc_zero(pass->ctx, struct deal_change));
	const struct deal *deal = deal_find(pass->db, pass->ctx, c->subject_id);

	if (!deal)
		return NULL;
	d->is = d->becomes = *deal;
	name_look(pass, c, d);
	owner_look(pass, c, d);
	company_look(pass, c, d);
	origin_look(pass, c, d);
	leads_look(pass, c, d);
	opening_look(pass, c, d);
	worth_look(pass, c);
	if (c->row->cells[TO_REASON] && deal_is_news(c, TO_REASON) && !tells_end(c, TO_LOST_AT))
		not_taken(c, TO_REASON, deal->lost_at ? "A loss that is here keeps its reason. Take it back on the deal’s page, and tell it anew." : NULL);
	if (c->said && c->row->end == DEAL_ENDS_NOT && !c->row->times[TO_WON_AT] && !c->row->times[TO_LOST_AT])
		not_taken(c, TO_CLOSED_AT, NULL);	/* the day it may close on */
	return d;
}

static json_t *
lead_ids(struct import_pass *pass, int64_t deal_id)
{
	size_t count;
	const struct deal_lead *leads = deal_leads(pass->db, pass->ctx, deal_id, &count);
	json_t *list = json_array();

	for (size_t i = 0; i < count; i++)
		json_array_append_new(list, json_integer((json_int_t)leads[i].lead_id));
	return list;
}

/* The day another system says a deal was opened on, where nobody has gone on with it: its opening, and the stage it came with. */
static void
opening_move(struct import_pass *pass, int64_t deal_id, int64_t from, int64_t to)
{
	db_run(pass->db, "UPDATE deal_event SET at = ? WHERE deal_id = ? AND is_imported AND at = ? AND kind IN ('opened', 'stage')", "tit", to, deal_id, from);
}

static void
opening_apply(struct import_pass *pass, struct import_case *c, json_t *before)
{
	struct deal *deal = c->change->opened_at ? deal_hold(pass->db, pass->ctx, c->subject_id) : NULL;

	if (!deal)
		return;
	json_object_set_new(before, "opened", json_pack("[I, I]", (json_int_t)deal->opened_at, (json_int_t)c->change->opened_at));
	opening_move(pass, deal->id, deal->opened_at, c->change->opened_at);
	deal_save(pass->db, pass->ctx, deal);
	c->revision = deal->revision;
}

void
deal_update_apply(struct import_pass *pass, struct import_case *c)
{
	struct deal_change *d = c->change;
	json_t *events = json_array(), *before = json_pack("{s:s, s:s?, s:I, s:I, s:s, s:o, s:o}", "name", d->is.name, "said", c->said, "owner", (json_int_t)d->is.owner_id, "account",
	    (json_int_t)d->is.account_id, "origin", origin_names[d->is.origin], "leads", d->leads ? lead_ids(pass, c->subject_id) : json_null(), "events", events);

	d->becomes.revision = d->is.revision;
	if (deal_edit(pass->db, pass->ctx, &pass->actor, &d->becomes, d->leads, d->lead_count) != RESULT_DONE) {
		c->act = ROW_REFUSED;
		import_row_refuse(c->row, TO_EXTERNAL_ID, "Somebody changed this deal or its lead at the same moment. Import the row again.");
		json_decref(before);
		return;
	}
	c->revision = d->becomes.revision;
	opening_apply(pass, c, before);
	if (deal_is_news(c, TO_OWNER_SALES) && !(c->not_taken & FIELD_BIT(TO_OWNER_SALES)))
		deal_owner_set(pass, c);
	deal_events_tell(pass, c, events);
	c->before = json_print(pass->ctx, before);
	deal_past_save(pass, c);
}

/* Without its leads it comes of no handoff: the steps of the plan that it was counted in go with them. */
static bool
deal_create_take_back(struct import_pass *pass, const struct import_done *row)
{
	int64_t lead = db_integer(pass->db, 0, "SELECT lead_id FROM deal_lead WHERE primary_of = ?", "i", row->subject_id);
	struct deal *deal = deal_hold(pass->db, pass->ctx, row->subject_id);

	if (!deal || deal->revision != row->revision)
		return false;
	db_run(pass->db, "DELETE FROM deal_history WHERE deal_id = ?", "i", deal->id);
	db_run(pass->db, "DELETE FROM deal_ref WHERE deal_id = ?", "i", deal->id);
	db_run(pass->db, "DELETE FROM deal_lead WHERE deal_id = ?", "i", deal->id);
	deal_steps(pass->db, pass->ctx, &(const struct deal){ .handoff_id = deal->handoff_id, .opened_at = deal->opened_at, .won_at = deal->won_at }, deal);
	db_run(pass->db, "DELETE FROM deal_event WHERE deal_id = ? ORDER BY id DESC", "i", deal->id);
	db_run(pass->db, "DELETE FROM deal WHERE id = ?", "i", deal->id);
	results_follow_gone(pass->db, pass->ctx, deal->id, deal->account_id, lead, pass->zone);
	return true;
}

/* The leads a deal had before a file, each the one it has become, and held; their number in m. False: one of them is gone, or was erased. */
static bool
leads_had(struct import_pass *pass, const json_t *list, struct deal_making *m)
{
	size_t count = json_array_size(list);
	int64_t *ids = memory_need(talloc_zero_array(pass->ctx, int64_t, count + 1));

	for (size_t i = 0; i < count; i++)
		ids[i] = lead_standing(pass->db, json_integer_value(json_array_get(list, i)));
	m->leads = ids;
	m->lead_count = count;
	return leads_hold(pass->db, pass->ctx, m, NULL);
}

/* What a file had changed of a deal, but for its events. One that went in before companies and leads were taken over says nothing of them. */
static void
fields_put_back(struct import_pass *pass, int64_t deal_id, const json_t *before, const struct deal_making *had)
{
	const json_t *account = json_object_get(before, "account"), *opened = json_object_get(before, "opened");

	db_run(pass->db, "UPDATE deal SET name = ?, owner_id = ? WHERE id = ?", "sni", json_string_value(json_object_get(before, "name")),
	    (int64_t)json_integer_value(json_object_get(before, "owner")), deal_id);
	if (account)
		db_run(pass->db, "UPDATE deal SET account_id = ?, origin = ? WHERE id = ?", "nsi", (int64_t)json_integer_value(account),
		    json_string_value(json_object_get(before, "origin")), deal_id);
	if (opened)
		opening_move(pass, deal_id, json_integer_value(json_array_get(opened, 1)), json_integer_value(json_array_get(opened, 0)));
	if (!json_is_array(json_object_get(before, "leads")))
		return;
	db_run(pass->db, "DELETE FROM deal_lead WHERE deal_id = ?", "i", deal_id);
	for (size_t i = 0; i < had->lead_count; i++)
		db_run(pass->db, "INSERT IGNORE INTO deal_lead (deal_id, lead_id, is_primary) VALUES (?, ?, ?)", "iii", deal_id, had->leads[i], (int64_t)(i == 0));
}

bool
deal_take_back(struct import_pass *pass, const struct import_done *row)
{
	json_t *before = row->before ? json_loads(row->before, 0, NULL) : NULL, *event;
	int64_t was_account, was_lead;
	struct deal_making had = { 0 };
	const char *said;
	struct deal *deal;
	size_t i;

	if (row->act == ROW_CREATES)
		return deal_create_take_back(pass, row);
	deal = before ? deal_hold(pass->db, pass->ctx, row->subject_id) : NULL;
	if (!deal || deal->revision != row->revision || !leads_had(pass, json_object_get(before, "leads"), &had)) {
		json_decref(before);
		return false;
	}
	was_account = deal->account_id;
	was_lead = db_integer(pass->db, 0, "SELECT lead_id FROM deal_lead WHERE primary_of = ?", "i", deal->id);
	json_array_foreach(json_object_get(before, "events"), i, event)
		db_run(pass->db, "DELETE FROM deal_event WHERE id = ? AND deal_id = ? AND is_imported", "ii", (int64_t)json_integer_value(event), deal->id);
	fields_put_back(pass, deal->id, before, &had);
	deal_save(pass->db, pass->ctx, deal);
	results_follow_gone(pass->db, pass->ctx, deal->id, was_account, was_lead, pass->zone);	/* those it leaves */
	said = json_string_value(json_object_get(before, "said"));
	if (said)
		db_run(pass->db, "UPDATE deal_history SET said = ? WHERE deal_id = ?", "si", said, deal->id);
	else
		db_run(pass->db, "DELETE FROM deal_history WHERE deal_id = ?", "i", deal->id);
	json_decref(before);
	return true;
}
