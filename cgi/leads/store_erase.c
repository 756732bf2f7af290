/* Erasing a person, and refusing whoever was erased. */
#include "leads/store_erase_parts.h"

#include "auth/audit.h"
#include "auth/keyed.h"
#include "base/text.h"
#include "leads/store_handoff_parts.h"
#include "leads/store_lead.h"
#include "leads/store_result.h"

#include <inttypes.h>
#include <stdlib.h>
#include <talloc.h>

struct number {
	int64_t id;
};
static const struct column number_columns[] = { COLUMN(INT, struct number, id), { 0 } };
static const struct shape number_shape = { sizeof(struct number), number_columns };

void
ref_hash(const void *ctx, unsigned char hash[32], const struct lead_ref *ref)
{
	keyed_hash(hash, KIND_REF, text_format(ctx, "%s\n%s", ref->system, ref->external_id));
}

static bool
is_erased(struct db *db, const unsigned char hash[32])
{
	return db_integer(db, 0, "SELECT 1 FROM erased WHERE hash = ?", "h", hash) == 1;
}

struct lead_ref
ref_as_before(const void *ctx, const struct lead_ref *ref)
{
	return (struct lead_ref){ ref->lead_id, ref->system, ref_id_short(ctx, ref->system, ref->external_id) };
}

static bool
ref_erased(struct db *db, const void *ctx, const struct lead_ref *ref)
{
	const struct lead_ref before = ref_as_before(ctx, ref);
	unsigned char hash[32], short_hash[32];

	ref_hash(ctx, hash, ref);
	ref_hash(ctx, short_hash, &before);
	return is_erased(db, hash) || is_erased(db, short_hash);
}

void
lead_hash(const void *ctx, unsigned char hash[32], const struct lead *lead)
{
	keyed_hash(hash, KIND_LEAD, text_format(ctx, "%" PRId64 " %" PRId64, lead->id, lead->created_at));
}

static bool
text_erased(struct db *db, const char *kind, const char *key, const char *before)
{
	unsigned char hash[32];

	if (text_blank(key) || text_equal(key, before))
		return false;
	keyed_hash(hash, kind, key);
	return is_erased(db, hash);
}

static bool
has_ref(const struct lead *lead, const struct lead_ref *ref)
{
	for (size_t i = 0; lead && i < lead->ref_count; i++)
		if (text_equal(lead->refs[i].system, ref->system) && text_equal(lead->refs[i].external_id, ref->external_id))
			return true;
	return false;
}

int
lead_erased_by(struct db *db, const void *ctx, const struct lead *lead, const struct lead *before)
{
	if (text_erased(db, KIND_EMAIL, email_key(ctx, lead->email), before ? email_key(ctx, before->email) : NULL))
		return ERASED_EMAIL;
	if (text_erased(db, KIND_PHONE, phone_key(ctx, lead->phone), before ? phone_key(ctx, before->phone) : NULL))
		return ERASED_PHONE;
	for (size_t i = 0; i < lead->ref_count; i++) {
		if (has_ref(before, &lead->refs[i]))
			continue;
		if (ref_erased(db, ctx, &lead->refs[i]))
			return ERASED_REF;
	}
	return ERASED_NOT;
}

int64_t
lead_of_email(struct db *db, const void *ctx, const char *email)
{
	return db_integer(db, 0, "SELECT id FROM lead_record WHERE email_key = ? AND erased_at IS NULL ORDER BY merged_into_id IS NOT NULL, id LIMIT 1", "s",
	    email_key(ctx, email));
}

#define RECORDS "SELECT l.id FROM lead_record s JOIN lead_record l ON "
#define STANDING " l.erased_at IS NULL AND s.id = ?"

static bool
known(const int64_t *ids, size_t count, int64_t id)
{
	for (size_t i = 0; i < count; i++)
		if (ids[i] == id)
			return true;
	return false;
}

/* The records of one person, the one asked for first: made one with it, on either side, and with `twins` those of its email address. */
static int64_t *
records_of(struct db *db, const void *ctx, int64_t lead_id, bool twins, size_t *count)
{
	int64_t *ids = memory_need(talloc_array(ctx, int64_t, 1));

	ids[0] = lead_id;
	*count = 1;
	for (size_t next = 0; next < *count; next++) {
		size_t found;
		const struct number *rows = db_list(db, ctx, &number_shape, &found, RECORDS "l.merged_into_id = s.id WHERE" STANDING
		    " UNION " RECORDS "l.id = s.merged_into_id WHERE" STANDING " UNION " RECORDS "l.email_key = s.email_key AND ? WHERE" STANDING " ORDER BY id",
		    "iiii", ids[next], ids[next], (int64_t)twins, ids[next]);

		for (size_t i = 0; i < found; i++) {
			if (known(ids, *count, rows[i].id))
				continue;
			ids = memory_need(talloc_realloc(ctx, ids, int64_t, *count + 1));
			ids[(*count)++] = rows[i].id;
		}
	}
	return ids;
}

struct erasure *
erasure_find(struct db *db, const void *ctx, int64_t lead_id)
{
	struct erasure *e = memory_need(talloc_zero(ctx, struct erasure));
	const struct lead **leads;
	size_t found = 0;

	e->leads = records_of(db, ctx, lead_id, true, &e->lead_count);
	leads = memory_need(talloc_array(ctx, const struct lead *, e->lead_count));
	for (size_t i = 0; i < e->lead_count; i++) {
		int64_t id = e->leads[i];

		e->handoffs += db_integer(db, 0, "SELECT COUNT(*) FROM handoff WHERE lead_id = ?", "i", id);
		e->open_handoffs += db_integer(db, 0, "SELECT COUNT(*) FROM handoff WHERE lead_id = ? AND queue_at IS NOT NULL", "i", id);
		e->drafts += db_integer(db, 0, "SELECT COUNT(*) FROM handoff_draft WHERE lead_id = ?", "i", id);
		e->attempts += db_integer(db, 0, "SELECT COUNT(*) FROM handoff h JOIN attempt a ON a.handoff_id = h.id WHERE h.lead_id = ?", "i", id);
		e->refs += db_integer(db, 0, "SELECT COUNT(*) FROM lead_ref WHERE lead_id = ?", "i", id);
		e->deals += db_integer(db, 0, "SELECT COUNT(*) FROM deal_lead WHERE lead_id = ?", "i", id);
		leads[found] = lead_find(db, ctx, id);
		found += leads[found] != NULL;
	}
	e->wordings = wordings_naming(db, ctx, leads, found, &e->wording_count);
	return e;
}

/* Ends an open handoff where it stands: withdrawn, disqualified or left returned. Its clocks stop without a result. */
static void
handoff_end(struct db *db, const void *ctx, const struct actor *actor, int64_t id, const char *zone)
{
	struct held *x = handoff_hold(db, ctx, actor, id, zone);
	int move = MOVE_WITHDRAWAL;

	if (!x)
		return;
	if (x->is.state == HANDOFF_RETURNED || x->is.state == HANDOFF_APPEALED) {
		move = MOVE_AGREE;
		x->is.state = HANDOFF_RETURNED;
		x->is.is_final = true;
	} else if (x->is.state == HANDOFF_ACCEPTED || x->is.state == HANDOFF_WORKING) {
		move = MOVE_OUTCOME;
		x->is.state = HANDOFF_DISQUALIFIED;
		x->is.outcome = OUTCOME_DISQUALIFIED;
		x->is.outcome_at = actor->now;
	} else
		x->is.state = HANDOFF_WITHDRAWN;
	clocks_resumed(x);
	for (size_t i = 0; i < x->timer_count; i++)
		if (!x->timers[i].ended_at && !x->timers[i].late_at)
			timer_cancel(db, ctx, actor, x->timers[i].id, actor->now);
	event_add(x, move, actor->now, 0, "", move == MOVE_OUTCOME ? outcome_names[OUTCOME_DISQUALIFIED] : "");
	held_save(x);
}

static void
handoffs_end(struct db *db, const void *ctx, const struct actor *actor, int64_t lead_id)
{
	const char *zone = organisation_zone(db, ctx);
	size_t count;
	const struct number *open = db_list(db, ctx, &number_shape, &count, "SELECT id FROM handoff WHERE lead_id = ? AND queue_at IS NOT NULL ORDER BY id",
	    "i", lead_id);

	for (size_t i = 0; i < count; i++)
		handoff_end(db, ctx, actor, open[i].id, zone);
}

static void
remember(struct db *db, const unsigned char hash[32], const char *kind, int64_t now)
{
	db_run(db, "INSERT IGNORE INTO erased (hash, kind, at) VALUES (?, ?, ?)", "hst", hash, kind, now);
}

const char *
phone_own(struct db *db, const void *ctx, const struct lead *lead)
{
	const char *phone = phone_key(ctx, lead->phone);

	return *phone && db_integer(db, 0, "SELECT 1 FROM lead_record WHERE phone_key = ? AND merged_into_id IS NULL LIMIT 1", "s", phone) ? "" : phone;
}

/* After its record was cleared. */
static void
lead_remember(struct db *db, const void *ctx, const struct lead *lead, int64_t now)
{
	const char *email = email_key(ctx, lead->email), *phone = phone_own(db, ctx, lead);
	unsigned char hash[32];

	lead_hash(ctx, hash, lead);
	remember(db, hash, KIND_LEAD, now);
	if (!text_blank(email)) {
		keyed_hash(hash, KIND_EMAIL, email);
		remember(db, hash, KIND_EMAIL, now);
	}
	if (*phone) {
		keyed_hash(hash, KIND_PHONE, phone);
		remember(db, hash, KIND_PHONE, now);
	}
	for (size_t i = 0; i < lead->ref_count; i++) {
		ref_hash(ctx, hash, &lead->refs[i]);
		remember(db, hash, KIND_REF, now);
	}
}

static int
by_number(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* The trail says where somebody has to look by hand. */
static void
wordings_note(struct db *db, const void *ctx, const struct actor *actor, const struct lead *const *leads, size_t count)
{
	size_t found;
	const struct named_wording *list = wordings_naming(db, ctx, leads, count, &found);

	for (size_t i = 0; i < found; i++)
		audit_add(db, actor, "lead.named", list[i].kind, list[i].id, NULL);
}

static enum act_result
erase(struct db *db, const void *ctx, const struct actor *actor, int64_t lead_id, int64_t revision, int why, size_t *erased)
{
	bool asked_for = why != ERASE_OLD;
	const struct lead *asked = lead_find(db, ctx, lead_id), **leads;
	size_t count, found = 0;
	int64_t *ids;

	if (!asked)
		return RESULT_GONE;
	if (asked->erased_at)
		return RESULT_MOVED;
	ids = records_of(db, ctx, lead_id, asked_for, &count);
	qsort(ids, count, sizeof *ids, by_number);
	leads = memory_need(talloc_array(ctx, const struct lead *, count));
	for (size_t i = 0; i < count; i++) {
		db_integer(db, 0, "SELECT revision FROM lead_record WHERE id = ? FOR UPDATE", "i", ids[i]);
		leads[found] = lead_find(db, ctx, ids[i]);
		found += leads[found] != NULL;
	}
	if (revision && asked->revision != revision)
		return RESULT_STALE;
	for (size_t i = 0; i < found; i++)
		handoffs_end(db, ctx, actor, leads[i]->id);
	places_clear(db, ctx, actor, leads, found, why);
	for (size_t i = 0; i < found; i++) {
		results_follow_lead(db, ctx, leads[i]->id, organisation_zone(db, ctx));
		if (asked_for)
			lead_remember(db, ctx, leads[i], actor->now);
		audit_add(db, actor, asked_for ? "lead.erase" : "lead.expire", "lead", leads[i]->id, NULL);
	}
	if (asked_for) {
		files_clear(db, ctx, leads, found);
		wordings_note(db, ctx, actor, leads, found);
	}
	if (erased)
		*erased = found;
	return RESULT_DONE;
}

enum act_result
lead_erase(struct db *db, const void *ctx, const struct actor *actor, int64_t lead_id, int64_t revision, size_t *erased)
{
	return erase(db, ctx, actor, lead_id, revision, ERASE_ASKED, erased);
}

enum act_result
lead_erase_old(struct db *db, const void *ctx, const struct actor *actor, int64_t lead_id, size_t *erased)
{
	return erase(db, ctx, actor, lead_id, 0, ERASE_OLD, erased);
}

enum act_result
lead_erase_again(struct db *db, const void *ctx, const struct actor *actor, int64_t lead_id, size_t *erased)
{
	return erase(db, ctx, actor, lead_id, 0, ERASE_AGAIN, erased);
}
