/* Knowing again whoever was erased: many leads at once, after a backup was put back, and until it is allowed. */
#include "leads/store_erase_parts.h"

#include "auth/audit.h"
#include "auth/keyed.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <talloc.h>

enum { BATCH = 5000 };

struct mark {
	unsigned char hash[32];
};
static const struct column mark_columns[] = { COLUMN(HASH, struct mark, hash), { 0 } };
static const struct shape mark_shape = { sizeof(struct mark), mark_columns };

bool
erased_allow(struct db *db, const void *ctx, const struct actor *actor, const char *email_or_phone)
{
	const char *phone = phone_key(ctx, email_or_phone);
	unsigned char hash[32];
	int64_t gone;

	keyed_hash(hash, KIND_EMAIL, email_key(ctx, text_trim(ctx, email_or_phone)));
	gone = db_run(db, "DELETE FROM erased WHERE hash = ?", "h", hash);
	if (*phone) {
		keyed_hash(hash, KIND_PHONE, phone);
		gone += db_run(db, "DELETE FROM erased WHERE hash = ?", "h", hash);
	}
	if (gone > 0)
		audit_add(db, actor, "lead.allow", NULL, 0, NULL);
	return gone > 0;
}

static int
by_hash(const void *a, const void *b)
{
	return memcmp(a, b, 32);
}

struct marks {
	const struct mark *list;
	size_t count;
};

static bool
listed(const struct marks *marks, const unsigned char hash[32])
{
	return bsearch(hash, marks->list, marks->count, sizeof *marks->list, by_hash) != NULL;
}

static bool
ref_listed(const void *ctx, const struct marks *marks, const struct lead_ref *ref)
{
	const struct lead_ref before = ref_as_before(ctx, ref);
	unsigned char hash[32], short_hash[32];

	ref_hash(ctx, hash, ref);
	ref_hash(ctx, short_hash, &before);
	return listed(marks, hash) || listed(marks, short_hash);
}

static bool
lead_listed(const void *ctx, const struct marks *marks, const struct lead *lead)
{
	const char *email = email_key(ctx, lead->email), *phone = phone_key(ctx, lead->phone);
	unsigned char hash[32];

	lead_hash(ctx, hash, lead);
	if (listed(marks, hash))
		return true;
	keyed_hash(hash, KIND_EMAIL, email ? email : "");
	if (email && listed(marks, hash))
		return true;
	keyed_hash(hash, KIND_PHONE, phone);
	return *phone && listed(marks, hash);
}

const struct marks *
erased_marks(struct db *db, const void *ctx)
{
	struct marks *marks = memory_need(talloc_zero(ctx, struct marks));

	marks->list = db_list(db, marks, &mark_shape, &marks->count, "SELECT hash FROM erased ORDER BY hash", "");
	return marks->count ? marks : NULL;
}

int
erased_marked(const void *ctx, const struct marks *marks, const struct lead *lead)
{
	const char *email = email_key(ctx, lead->email), *phone = phone_key(ctx, lead->phone);
	unsigned char hash[32];

	keyed_hash(hash, KIND_EMAIL, email ? email : "");
	if (marks && email && listed(marks, hash))
		return ERASED_EMAIL;
	keyed_hash(hash, KIND_PHONE, phone);
	if (marks && *phone && listed(marks, hash))
		return ERASED_PHONE;
	for (size_t i = 0; marks && i < lead->ref_count; i++)
		if (ref_listed(ctx, marks, &lead->refs[i]))
			return ERASED_REF;
	return ERASED_NOT;
}

static const struct column bare_columns[] = {
	COLUMN(INT, struct lead, id),
	COLUMN(TEXT, struct lead, email),
	COLUMN(TEXT, struct lead, phone),
	COLUMN(TIME, struct lead, created_at),
	{ 0 }
};
static const struct shape bare_shape = { sizeof(struct lead), bare_columns };
static const struct column ref_columns[] = {
	COLUMN(INT, struct lead_ref, lead_id), COLUMN(TEXT, struct lead_ref, system), COLUMN(TEXT, struct lead_ref, external_id), { 0 }
};
static const struct shape ref_shape = { sizeof(struct lead_ref), ref_columns };

/* One batch of leads behind an id; the last id, 0 at the end. */
static int64_t
again_some(struct db *db, const void *ctx, const struct actor *actor, const struct marks *marks, int64_t after, int64_t *done)
{
	size_t count, refs;
	const struct lead *leads = db_list(db, ctx, &bare_shape, &count, "SELECT id, email, phone, created_at FROM lead_record WHERE id > ?"
	    " ORDER BY id LIMIT ?", "ii", after, (int64_t)BATCH);
	int64_t last = count ? leads[count - 1].id : 0;
	const struct lead_ref *named = db_list(db, ctx, &ref_shape, &refs, "SELECT lead_id, system, external_id FROM lead_ref WHERE lead_id > ?"
	    " AND lead_id <= ?", "ii", after, last);
	size_t erased = 0;

	for (size_t i = 0; i < count; i++)
		if (lead_listed(ctx, marks, &leads[i]) && lead_erase_again(db, ctx, actor, leads[i].id, &erased) == RESULT_DONE)
			*done += (int64_t)erased;
	for (size_t i = 0; i < refs; i++)
		if (ref_listed(ctx, marks, &named[i]) && lead_erase_again(db, ctx, actor, named[i].lead_id, &erased) == RESULT_DONE)
			*done += (int64_t)erased;
	return last;
}

bool
erasures_wait(struct db *db)
{
	return db_integer(db, 0, "SELECT 1 FROM erased WHERE applied = FALSE LIMIT 1", "") == 1;
}

int64_t
erased_again(struct db *db, const void *ctx, const struct actor *actor, bool all)
{
	const struct marks *marks;
	int64_t done = 0, after = 0;

	if (!all && !erasures_wait(db))
		return 0;
	marks = erased_marks(db, ctx);
	if (!marks)
		return 0;
	do {
		void *batch = talloc_new(ctx);

		after = again_some(db, batch, actor, marks, after, &done);
		talloc_free(batch);
	} while (after && db_fate(db) == DB_FINE);
	db_run(db, "UPDATE erased SET applied = TRUE WHERE applied = FALSE", "");
	return done;
}

int64_t
erasures_follow(struct db *db, const void *ctx, int64_t now, int64_t limit)
{
	const struct actor nobody = { .team = TEAM_OBSERVER, .now = now };

	(void)limit;
	return erased_again(db, ctx, &nobody, false);
}
