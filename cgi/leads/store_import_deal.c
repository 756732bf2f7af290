/* Deals out of a file: through the same acts as by hand, told to be imported. */
#include "leads/store_import_deal.h"

#include "base/text.h"
#include "leads/store_result.h"

#include <string.h>
#include <talloc.h>

static const char *
said_print(struct import_pass *pass, json_t *said)
{
	size_t length = json_dumpb(said, NULL, 0, JSON_COMPACT | JSON_SORT_KEYS);
	char *text = memory_need(talloc_zero_size(pass->ctx, length + 1));

	json_dumpb(said, text, length, JSON_COMPACT | JSON_SORT_KEYS);
	json_decref(said);
	return text;
}

/* What was said of a deal before, how it stands, and whether the lead it comes from, or all of its leads, are erased. */
struct told {
	const char *said;
	int state;			/* enum deal_state */
	bool of_erased;
};
static const struct column told_columns[] = {
	COLUMN(TEXT, struct told, said), CODE_COLUMN(struct told, state, deal_state_names), COLUMN(BOOL, struct told, of_erased), { 0 }
};
static const struct shape told_shape = { sizeof(struct told), told_columns };

/* A deal of somebody who was erased has lost what was written about it: a file moves it on, and does not bring that back. */
static void
words_drop(struct import_pass *pass, struct import_row *row)
{
	static const int words[] = { TO_NAME, TO_LEAD_REF, TO_COMPANY, TO_REASON, TO_PIPELINE };
	json_t *said = json_loads(row->said, 0, NULL);

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		row->cells[words[i]] = NULL;
		json_object_del(said, import_field_names[words[i]]);
	}
	row->said = said_print(pass, said);
}

int64_t *
leads_named(struct import_pass *pass, const char *refs, size_t *count)
{
	size_t parts = 0;
	char **names = refs ? text_split(pass->ctx, refs, ";", &parts) : NULL;
	int64_t *ids = memory_need(talloc_zero_array(pass->ctx, int64_t, parts + 1));

	*count = 0;
	for (size_t i = 0; i < parts && *count < DEAL_LEADS_MOST; i++) {
		int64_t id = lead_by_ref(pass->db, pass->map->system, text_trim(pass->ctx, names[i]));
		bool there = false;

		for (size_t j = 0; j < *count; j++)
			there |= ids[j] == id;
		if (id && !there && db_integer(pass->db, 0, "SELECT erased_at IS NULL FROM lead_record WHERE id = ?", "i", id))
			ids[(*count)++] = id;
	}
	return ids;
}

bool
deal_is_news(const struct import_case *c, int field)
{
	return !c->said || !text_equal(import_said(c->row, c->said, field), import_said(c->row, c->row->said, field));
}

/* Whether a row would open or lose again what is won here: that is done by hand, with a reversal. */
static bool
would_unwin(struct import_pass *pass, const struct import_case *c)
{
	if (c->row->end == DEAL_ENDS_WON || (!c->row->cells[TO_STAGE] && !c->row->times[TO_LOST_AT]))
		return false;
	return (deal_is_news(c, TO_STAGE) || deal_is_news(c, TO_LOST_AT) || deal_is_news(c, TO_CLOSED_AT))
	    && db_integer(pass->db, 0, "SELECT state = 'won' FROM deal WHERE id = ?", "i", c->subject_id);
}

bool
deal_amount_is_news(const struct import_case *c)
{
	return c->said && c->row->has_amount && (deal_is_news(c, TO_AMOUNT) || deal_is_news(c, TO_CURRENCY));
}

/* Whether an amount alone would do it: it is told by an event, which opens a lost deal again and moves a won one. */
static bool
would_move(struct import_pass *pass, const struct import_case *c)
{
	if (!c->row->cells[TO_STAGE] || deal_is_news(c, TO_STAGE) || (c->row->end != DEAL_ENDS_NOT && pass->map->history) || !deal_amount_is_news(c))
		return false;
	return db_integer(pass->db, 0, "SELECT state <> 'open' FROM deal WHERE id = ?", "i", c->subject_id);
}

/* It is won or lost by its stage, and the row does not say since when. */
static bool
ends_at_no_time(const struct import_pass *pass, const struct import_row *row)
{
	return row->end != DEAL_ENDS_NOT && pass->map->history && !row->times[row->end == DEAL_ENDS_WON ? TO_WON_AT : TO_LOST_AT];
}

static void
end_refuse(struct import_case *c)
{
	c->act = ROW_REFUSED;
	import_row_refuse(c->row, TO_STAGE, "It is closed, and nothing says when. Give the day it closed.");
}

/* The fields of a row whose news changes nothing: what was held, or cannot be taken. */
static uint64_t
as_it_was(const struct import_case *c)
{
	static const uint64_t held = FIELD_BIT(TO_STAGE) | FIELD_BIT(TO_AMOUNT) | FIELD_BIT(TO_CURRENCY) | FIELD_BIT(TO_WON_AT) | FIELD_BIT(TO_LOST_AT)
	    | FIELD_BIT(TO_CLOSED_AT);

	return c->not_taken | (c->held ? held : 0);
}

/* What was said but for some fields, which are bits. */
static const char *
said_but(struct import_pass *pass, const char *said, uint64_t fields)
{
	json_t *object = json_loads(said, 0, NULL);

	for (int f = 0; f < IMPORT_FIELDS; f++)
		if (fields & FIELD_BIT(f))
			json_object_del(object, import_field_names[f]);
	return said_print(pass, object);
}

static void
known_deal_judge(struct import_pass *pass, struct import_case *c)
{
	struct import_row *row = c->row;
	const struct told *told = db_one(pass->db, pass->ctx, &told_shape, "SELECT h.said, d.state, (SELECT COALESCE(MAX(x.is_primary AND l.erased_at IS NOT NULL)"
	    " OR SUM(l.erased_at IS NULL) = 0, FALSE) FROM deal_lead x JOIN lead_record l ON l.id = x.lead_id WHERE x.deal_id = d.id) AS of_erased"
	    " FROM deal d LEFT JOIN deal_history h ON h.deal_id = d.id WHERE d.id = ?", "i", c->subject_id);

	c->act = ROW_SAYS_SAME;
	if (!told || pass->map->known == KNOWN_LEAVE)
		return;
	c->said = told->said;
	if (told->of_erased)
		words_drop(pass, row);
	if (ends_at_no_time(pass, row) && told->state != DEAL_IS_WON && told->state != (row->end == DEAL_ENDS_WON ? DEAL_IS_WON : DEAL_IS_LOST)) {
		c->is_erased = told->of_erased;
		end_refuse(c);
		return;
	}
	if (text_equal(c->said, row->said))
		return;
	c->act = ROW_UPDATES;
	c->held = would_unwin(pass, c) || would_move(pass, c);
	c->change = deal_change_of(pass, c);
	if (c->said && text_equal(said_but(pass, c->said, as_it_was(c)), said_but(pass, row->said, as_it_was(c))))
		c->act = ROW_SAYS_SAME;
}

static void
deal_judge(struct import_pass *pass, struct import_case *c)
{
	struct import_row *row = c->row;
	size_t leads;

	c->subject_id = deal_by_ref(pass->db, pass->map->system, row->cells[TO_EXTERNAL_ID]);
	if (c->subject_id) {
		known_deal_judge(pass, c);
		return;
	}
	leads_named(pass, row->cells[TO_LEAD_REF], &leads);
	deal_owner_look(pass, c);
	if (row->cells[TO_LEAD_REF] && !leads && !row->cells[TO_COMPANY]) {
		c->act = ROW_REFUSED;
		import_row_refuse(row, TO_LEAD_REF, "There is no lead of this ID here. Import the leads first, or give the company.");
		refs_erased(pass, c);
	} else if (ends_at_no_time(pass, row)) {
		end_refuse(c);
	}
}

void
deals_judge(struct import_pass *pass)
{
	twice_refuse(pass);
	if (pass_is_own(pass)) {
		own_deals_judge(pass);
		return;
	}
	for (size_t i = 0; i < pass->count; i++)
		if (pass->cases[i].act != ROW_REFUSED)
			deal_judge(pass, &pass->cases[i]);
}

/* One event of a deal that is here, noted for an undo. */
static void
happen(struct import_pass *pass, struct import_case *c, json_t *events, struct deal_input in)
{
	struct deal *deal = deal_hold(pass->db, pass->ctx, c->subject_id);
	int64_t id;

	if (!deal)
		return;
	in.imported = true;
	deal_complete(pass->db, pass->ctx, deal, &in, pass->actor.now);
	if (in.kind == DEAL_LOST && !(in.reason_acts & (1 << ACT_LOST))) {
		in.words = in.reason;
		in.reason_id = 0;
	}
	id = deal_event_insert(pass->db, &pass->actor, c->subject_id, &in);
	deal_save(pass->db, pass->ctx, deal);
	c->revision = deal->revision;
	json_array_append_new(events, json_integer((json_int_t)id));
}

static struct deal_input
input_of(const struct import_row *row, int kind, int64_t at)
{
	struct deal_input in = { .kind = kind, .at = at, .has_amount = row->has_amount };

	in.amount.minor = row->minor;
	in.amount.currency = row->currency;
	return in;
}

void
deal_events_tell(struct import_pass *pass, struct import_case *c, json_t *events)
{
	struct import_row *row = c->row;
	int64_t opened = row->times[TO_OPENED_AT] ? row->times[TO_OPENED_AT] : pass->actor.now;
	struct deal_input in;
	size_t count;

	if (c->held)
		return;
	if (row->cells[TO_STAGE] && (row->end == DEAL_ENDS_NOT || !pass->map->history) && (deal_is_news(c, TO_STAGE) || deal_amount_is_news(c))) {
		in = input_of(row, DEAL_STAGE, c->said ? pass->actor.now : opened);
		in.stage = row->cells[TO_STAGE];
		happen(pass, c, events, in);
	}
	if (row->times[TO_WON_AT] && (deal_is_news(c, TO_WON_AT) || deal_is_news(c, TO_CLOSED_AT) || deal_is_news(c, TO_STAGE))) {
		const struct closing *meanings = deal_closings(pass->db, pass->ctx, &count);

		happen(pass, c, events, input_of(row, closing_kind(meanings, count, row->times[TO_WON_AT]), row->times[TO_WON_AT]));
	}
	if (row->times[TO_LOST_AT] && (deal_is_news(c, TO_LOST_AT) || deal_is_news(c, TO_CLOSED_AT) || deal_is_news(c, TO_STAGE))) {
		in = input_of(row, DEAL_LOST, row->times[TO_LOST_AT]);
		in.has_amount = false;
		in.reason = row->cells[TO_REASON];
		happen(pass, c, events, in);
	}
}

/* What a row says, but for what was held or not taken: that is as it was said before, so that a later file tells it again. */
static const char *
said_taken(struct import_pass *pass, const struct import_case *c)
{
	uint64_t as_before = as_it_was(c);
	json_t *is, *was;

	if (!as_before)
		return c->row->said;
	is = json_loads(c->row->said, 0, NULL);
	was = c->said ? json_loads(c->said, 0, NULL) : NULL;
	for (int f = 0; f < IMPORT_FIELDS; f++)
		if (as_before & FIELD_BIT(f)) {
			json_object_del(is, import_field_names[f]);
			json_object_set(is, import_field_names[f], json_object_get(was, import_field_names[f]));
		}
	json_decref(was);
	return said_print(pass, is);
}

void
deal_past_save(struct import_pass *pass, const struct import_case *c)
{
	db_run(pass->db, "REPLACE INTO deal_history (deal_id, import_id, flags, said, told_at) VALUES (?, ?, ?, ?, ?)", "iiist", c->subject_id, pass->file->id,
	    c->row->flags, said_taken(pass, c), pass->actor.now);
}

void
deal_owner_set(struct import_pass *pass, const struct import_case *c)
{
	int team;
	int64_t owner = pass_person(pass, c->row->cells[TO_OWNER_SALES], &team);

	if (owner && team == TEAM_SALES)
		db_run(pass->db, "UPDATE deal SET owner_id = ? WHERE id = ?", "ii", owner, c->subject_id);
	results_follow_deal(pass->db, pass->ctx, c->subject_id, pass->zone);
}

static void
deal_create_apply(struct import_pass *pass, struct import_case *c)
{
	struct import_row *row = c->row;
	struct deal_making making = { .name = row->cells[TO_NAME], .account = row->cells[TO_COMPANY], .has_amount = row->has_amount,
		.origin = row->cells[TO_ORIGIN] ? import_origin(row, row->cells[TO_ORIGIN]) : GLOSSARY_NONE };
	int64_t opened = row->times[TO_OPENED_AT] ? row->times[TO_OPENED_AT] : row->times[TO_WON_AT] ? row->times[TO_WON_AT] : pass->actor.now;
	json_t *events = json_array();

	making.amount.minor = row->minor;
	making.amount.currency = row->currency;
	making.leads = leads_named(pass, row->cells[TO_LEAD_REF], &making.lead_count);
	if (!making.lead_count && making.origin == GLOSSARY_NONE)
		making.origin = ORIGIN_SALES;
	if (deal_create(pass->db, pass->ctx, &pass->actor, &making, opened, true, &c->subject_id, NULL) != RESULT_DONE
	    || deal_ref_add(pass->db, c->subject_id, pass->map->system, row->cells[TO_EXTERNAL_ID]) != RESULT_DONE) {
		c->act = ROW_REFUSED;
		import_row_refuse(row, TO_EXTERNAL_ID, "Somebody changed this deal or its lead at the same moment. Import the row again.");
		json_decref(events);
		return;
	}
	c->revision = 1;
	deal_owner_set(pass, c);
	deal_events_tell(pass, c, events);
	json_decref(events);
	deal_past_save(pass, c);
}

void
deals_apply(struct import_pass *pass)
{
	for (size_t i = 0; i < pass->count; i++) {
		if (pass->cases[i].act == ROW_CREATES)
			deal_create_apply(pass, &pass->cases[i]);
		else if (pass->cases[i].act == ROW_UPDATES)
			deal_update_apply(pass, &pass->cases[i]);
	}
}
