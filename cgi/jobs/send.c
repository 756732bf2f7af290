/* Sends the mail of the outbox. */
#include "jobs/send.h"

#include "auth/mail_wish.h"
#include "base/log.h"
#include "jobs/deliver.h"
#include "jobs/letters.h"
#include "jobs/store.h"
#include "jobs/when.h"
#include "sla/store.h"

#include <talloc.h>
#include <time.h>

enum {
	FIRST_WAIT = 60,	/* seconds to the second try; doubled each time */
	LONGEST_WAIT = 4 * 3600,
	TRIES_MOST = 16,	/* about a day and a half */
};

static int64_t
wait_after(int64_t tries)
{
	int64_t wait = FIRST_WAIT;

	while (tries-- > 0 && wait < LONGEST_WAIT)
		wait *= 2;
	return wait < LONGEST_WAIT ? wait : LONGEST_WAIT;
}

/*
 * Sends one mail. What a crash leaves behind at any point is a row that is still waiting: it is sent once more then,
 * under the same Message-ID or file name, rather than never.
 */
static void
send_one(struct db *db, const void *ctx, const struct conf *conf, const struct due_mail *due, int64_t now)
{
	const struct mail *mail = letter_write(db, ctx, conf, due, now);
	const char *problem;

	if (db_fate(db) != DB_FINE)
		return;
	if (!mail) {
		mail_dropped(db, due->id, now);
		return;
	}
	if (!mail_claim(db, due, now + wait_after(due->tries)))
		return;
	problem = deliver(ctx, conf, mail);
	if (!problem)
		mail_sent(db, due->id, now);
	else if (due->tries + 1 >= TRIES_MOST)
		mail_dropped(db, due->id, now);
	log_line("mail %lld, attempt %lld: %s", (long long)due->id, (long long)due->tries + 1, problem ? problem : "sent");
}

/* Everything that was gathered for a person, in one mail. What is no longer true is let go; none of it is mailed alone. */
static void
send_gathered(struct db *db, const void *ctx, const struct conf *conf, const struct due_mail *due, int64_t now)
{
	uint64_t stale;
	size_t count;
	struct due_mail *all = mails_held(db, ctx, due->person_id, GATHERED_MOST, &count);
	const struct mail *mail = count ? gathered_write(db, ctx, conf, all, count, now, &stale) : NULL;
	const char *problem;

	if (db_fate(db) != DB_FINE)
		return;
	for (size_t i = 0; i < count; i++)
		if (!mail || stale >> i & 1)
			mail_dropped(db, all[i].id, now);
	if (!mail || !mails_claim(db, &all[0], now + wait_after(all[0].tries)))
		return;
	problem = deliver(ctx, conf, mail);
	for (size_t i = 0; i < count && (!problem || all[0].tries + 1 >= TRIES_MOST); i++)
		if (!problem)
			mail_sent(db, all[i].id, now);
		else
			mail_dropped(db, all[i].id, now);
	log_line("mail %lld, %zu in one, attempt %lld: %s", (long long)all[0].id, count, (long long)all[0].tries + 1, problem ? problem : "sent");
}

/* Whether the person wants this kind once a day: it is put off to their next morning then. */
static bool
put_off(struct db *db, const void *ctx, const struct due_mail *due, int64_t now)
{
	int wish = letter_wish(due->kind);

	if (due->held || wish < 0 || !due->may_receive || !(mail_dailies(db, ctx, due->person_id) >> wish & 1))
		return false;
	mail_hold(db, due->id, day_opens(present_calendar(db, ctx, now), due->zone, now));
	return true;
}

bool
send_next(struct db *db, const struct conf *conf, const char *owner)
{
	void *ctx = talloc_new(NULL);
	int64_t now = time(NULL);
	struct due_mail *due;
	bool may_go_on;

	db_fresh(db);
	due = mail_due(db, ctx, now);
	if (due && !lease_take(db, owner, now, LEASE))	/* nothing is written while nothing is due */
		due = NULL;
	if (due && due->held)
		send_gathered(db, ctx, conf, due, now);
	else if (due && !put_off(db, ctx, due, now))
		send_one(db, ctx, conf, due, now);
	may_go_on = due && db_fate(db) == DB_FINE;
	if (db_fate(db) != DB_FINE)
		log_line("the outbox: %s", db_problem(db));
	talloc_free(ctx);
	return may_go_on;
}
