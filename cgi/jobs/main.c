/*
 * The background program: records what clocks have passed, brings leads back on their day, takes files of other systems in, removes
 * what is kept no longer, and sends the mail of the outbox, one after the other. One runner at a time.
 */
#include "auth/keyed.h"
#include "auth/mail_wish.h"
#include "base/address.h"
#include "base/conf.h"
#include "base/log.h"
#include "base/text.h"
#include "data/content.h"
#include "data/db.h"
#include "data/schema.h"
#include "jobs/deliver.h"
#include "jobs/holder.h"
#include "jobs/letters.h"
#include "jobs/store.h"
#include "jobs/store_retention.h"
#include "jobs/when.h"
#include "leads/store.h"
#include "meetings/store.h"
#include "sla/store.h"

#include <curl/curl.h>
#include <signal.h>
#include <sodium.h>
#include <string.h>
#include <sys/prctl.h>
#include <talloc.h>
#include <time.h>
#include <unistd.h>

enum {
	LEASE = 20,		/* seconds; longer than one delivery, and how long a dead runner is waited for */
	PAUSE = 2,		/* seconds between two looks at everything */
	LOOKS = 8,		/* meanwhile, for what somebody waits for just now */
	IMPORTS_SECONDS = 1,
	FIRST_WAIT = 60,	/* seconds to the second try; doubled each time */
	LONGEST_WAIT = 4 * 3600,
	QUIET = 10,		/* seconds until days are counted anew; longer than any request that counts */
	TRIES_MOST = 16,	/* about a day and a half */
};

static volatile sig_atomic_t stopping;

static void
stop(int signal_number)
{
	(void)signal_number;
	stopping = 1;
}

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

/* Sends what is due. */
static void
send_due(struct db *db, const struct conf *conf, const char *owner)
{
	while (!stopping) {
		void *ctx = talloc_new(NULL);
		int64_t now = time(NULL);
		struct due_mail *due;

		db_fresh(db);
		due = mail_due(db, ctx, now);
		if (due && !lease_take(db, owner, now, LEASE))	/* nothing is written while nothing is due */
			due = NULL;
		if (due && due->held)
			send_gathered(db, ctx, conf, due, now);
		else if (due && !put_off(db, ctx, due, now))
			send_one(db, ctx, conf, due, now);
		if (db_fate(db) != DB_FINE) {
			log_line("the outbox: %s", db_problem(db));
			due = NULL;
		}
		talloc_free(ctx);
		if (!due)
			return;
	}
}

/* What there is to do to clocks and handoffs, each kind in transactions of its own; so many of them in one. */
static const struct clock_work {
	const char *name;
	int64_t (*run)(struct db *, const void *, int64_t now, int64_t limit);
	int64_t limit;
} clock_works[] = {
	{ "pauses that are used up", timers_end_pauses, 100 },
	{ "misses", timers_record_misses, 1000 },
	{ "warnings", timers_warn, 100 },
	{ "digests", digests_post, 100 },
	{ "returns without an answer", handoffs_unanswered, 50 },
	{ "places in the queue", handoffs_follow_amendments, 50 },
	{ "corrected records", handoffs_follow_corrections, 50 },
	{ "leads that come back", handoffs_come_back, 20 },
	{ "people erased before a backup was put back", erasures_follow, 1 },
	{ "what is kept no longer", retention_follow, 200 },
	{ "meetings to come", series_plan_all, 20 },
	{ "the brief of the week", brief_post, INT64_MAX },
};

/* One round over all of them. Whether more waits than fitted in. What fails is left for the next look. */
static bool
work_round(struct db *db, const char *owner, int64_t now)
{
	bool more = false;

	for (size_t i = 0; i < sizeof clock_works / sizeof clock_works[0] && !stopping; i++) {
		const struct clock_work *work = &clock_works[i];
		void *ctx = talloc_new(NULL);
		int64_t done;

		db_fresh(db);
		if (!lease_take(db, owner, now, LEASE) || !db_begin(db)) {
			talloc_free(ctx);
			return false;
		}
		done = work->run(db, ctx, now, work->limit);
		if (done > 0) {
			content_touch(db, "sla");
			content_touch(db, "leads");
		}
		if (!db_commit(db))
			log_line("%s: %s", work->name, db_problem(db));
		else
			more = more || done == work->limit;
		talloc_free(ctx);
	}
	return more;
}

/* One look that writes nothing. */
static bool
work_waits(struct db *db, int64_t now)
{
	void *ctx = talloc_new(NULL);
	bool waits;

	db_fresh(db);
	waits = timer_work_waits(db, now) || handoff_work_waits(db, ctx, now) || erasures_wait(db) || retention_waits(db, now)
	    || series_plan_waits(db, ctx, now) || brief_waits(db, ctx, now);
	talloc_free(ctx);
	return waits;
}

/*
 * After the organisation's zone has changed, or an update counts what was not counted before. Nothing is done in the first moments: requests that
 * began by the old zone end by then.
 */
static void
work_days(struct db *db, const char *owner)
{
	static int64_t since;
	int64_t now = time(NULL);
	void *ctx;

	db_fresh(db);
	if (!recount_waits(db)) {
		since = 0;
		return;
	}
	since = since && since <= now ? since : now;
	if (now - since < QUIET || !lease_take(db, owner, now, LEASE))
		return;
	ctx = talloc_new(NULL);
	if (recount_days(db, ctx, now))
		log_line("the days of promises were counted anew");
	else
		log_line("counting the days of promises anew: %s", db_fate(db) != DB_FINE ? db_problem(db) : "somebody else did");
	talloc_free(ctx);
}

static void
work_clocks(struct db *db, const char *owner)
{
	int64_t now;

	do
		now = time(NULL);
	while (!stopping && work_waits(db, now) && work_round(db, owner, now));
}

enum left { NOTHING, MORE, STUCK };

/*
 * Files that are checked, imported or taken back, a piece at a time, for about a second: mail and clocks have their turn in between. What is stuck,
 * by a failure or as another runner works, is left for the next look at everything.
 */
static enum left
work_imports(struct db *db, const char *owner)
{
	int64_t began = time(NULL), now = began;
	enum left left = MORE;

	while (!stopping && left == MORE && now <= began + IMPORTS_SECONDS) {
		void *ctx = talloc_new(NULL);

		db_fresh(db);
		if (!import_work_waits(db, now))
			left = NOTHING;
		else if (!lease_take(db, owner, now, LEASE) || !db_begin(db))
			left = STUCK;
		else {
			import_work(db, ctx, now, 1);
			left = db_commit(db) ? MORE : STUCK;
		}
		if (db_fate(db) != DB_FINE) {
			log_line("imports: %s", db_problem(db));
			left = STUCK;
		}
		talloc_free(ctx);
		now = time(NULL);
	}
	return left;
}

static bool
somebody_waits(struct db *db)
{
	db_fresh(db);
	return imports_wait(db) || mail_waits(db, time(NULL));
}

/* Waits for a moment, for the word to stop, which can arrive nowhere else, or, with `db`, for what somebody waits for. */
static void
pause_for(const sigset_t *stops, struct db *db)
{
	for (int i = 0; i < LOOKS && !stopping && !(i && db && somebody_waits(db)); i++)
		if (sigtimedwait(stops, NULL, &(struct timespec){ .tv_nsec = 1000000000L / LOOKS * PAUSE }) > 0)
			stopping = 1;
}

static int
refuse_to_start(const char *why)
{
	log_line("cannot start: %s", why);
	sleep(1);
	return 1;
}

static void
run(struct db *db, const struct conf *conf)
{
	static const int stop_signals[] = { SIGTERM, SIGINT, SIGQUIT };
	const char *owner = holder_name(db, getpid());
	sigset_t stops;

	sigemptyset(&stops);
	for (size_t i = 0; i < sizeof stop_signals / sizeof stop_signals[0]; i++) {
		sigaddset(&stops, stop_signals[i]);
		sigaction(stop_signals[i], &(struct sigaction){ .sa_handler = stop }, NULL);
	}
	while (!stopping) {
		enum left imports;

		work_clocks(db, owner);
		work_days(db, owner);
		imports = work_imports(db, owner);
		send_due(db, conf, owner);
		sigprocmask(SIG_BLOCK, &stops, NULL);
		if (!stopping && imports != MORE)
			pause_for(&stops, imports == STUCK ? NULL : db);
		sigprocmask(SIG_UNBLOCK, &stops, NULL);
	}
	db_fresh(db);
	lease_give_back(db, owner);
}

int
main(void)
{
	void *root = talloc_new(NULL);
	const char *problem;
	struct conf *conf = conf_load(root, &problem);
	struct db *db;

	prctl(PR_SET_PDEATHSIG, SIGTERM);
	signal(SIGPIPE, SIG_IGN);
	if (!conf)
		return refuse_to_start(problem);
	if (strcmp(conf->log, "file") == 0)
		log_to_file(conf->state, "jobs");
	if (sodium_init() < 0 || curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
		return refuse_to_start("a library did not start");
	keyed_use(conf->secret);
	if (!address_sound(conf->mail_from))
		return refuse_to_start("mail_from is no e-mail address");
	db = db_open(root, &(struct db_login){ conf->db_socket, conf->db_name, conf->db_web_user, conf->db_web_password, 0 });
	problem = schema_unknown(db, root);
	if (problem)
		return refuse_to_start(problem);
	run(db, conf);
	talloc_free(root);
	curl_global_cleanup();
	return 0;
}
