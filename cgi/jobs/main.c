/*
 * The background program: records what clocks have passed, brings leads back on their day, takes files of other systems in, removes
 * what is kept no longer, and sends the mail of the outbox, one after the other. One runner at a time.
 */
#include "auth/keyed.h"
#include "base/address.h"
#include "base/conf.h"
#include "base/log.h"
#include "data/content.h"
#include "data/db.h"
#include "data/schema.h"
#include "jobs/holder.h"
#include "jobs/mail_files.h"
#include "jobs/send.h"
#include "jobs/store.h"
#include "jobs/store_retention.h"
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
	PAUSE = 2,		/* seconds between two looks at everything */
	LOOKS = 8,		/* meanwhile, for what somebody waits for just now */
	TURN_SECONDS = 1,	/* of clocks, or of imports, before others have theirs */
	HOUR = 3600,
	QUIET = 10,		/* seconds until days are counted anew; longer than any request that counts */
};

static volatile sig_atomic_t stopping;

static void
stop(int signal_number)
{
	(void)signal_number;
	stopping = 1;
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
	{ "calendars put right", handoffs_follow_calendars, 100 },
	{ "corrected records", handoffs_follow_corrections, 50 },
	{ "leads that come back", handoffs_come_back, 20 },
	{ "people erased before a backup was put back", erasures_follow, 1 },
	{ "words about people who were erased", erasure_words_follow, 20 },
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
	waits = timer_work_waits(db, now) || handoff_work_waits(db, ctx, now) || erasures_wait(db) || erasure_texts_wait(db) || retention_waits(db, now)
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

/* Whether more waits than there was time for: of an erasure, say, which looks through all that was ever written. */
static bool
work_clocks(struct db *db, const char *owner)
{
	int64_t began = time(NULL), now = began;
	bool more = true;

	for (; !stopping && more && now <= began + TURN_SECONDS; now = time(NULL))
		more = work_waits(db, now) && work_round(db, owner, now);
	return more;
}

/* Mail that was written to files: what names somebody who was erased goes, then what is old, which is looked for once an hour. */
static void
work_mail_files(struct db *db, const struct conf *conf, const char *owner)
{
	static int64_t looked_at;
	void *ctx = talloc_new(NULL);
	int64_t now = time(NULL), id, gone = 0;
	const char *pattern;

	db_fresh(db);
	pattern = erasure_mail_next(db, ctx, &id);
	if (id && lease_take(db, owner, now, LEASE)) {
		gone = pattern ? mail_files_forget(db, ctx, conf->state, pattern) : 0;
		if (db_fate(db) == DB_FINE)
			erasure_mail_done(db, id);
	}
	if (now < looked_at || now >= looked_at + HOUR) {
		gone += mail_files_expire(ctx, conf->state, now);
		looked_at = now;
	}
	if (gone)
		log_line("%lld files of mail went", (long long)gone);
	if (db_fate(db) != DB_FINE)
		log_line("files of mail: %s", db_problem(db));
	talloc_free(ctx);
}

enum left { NOTHING, MORE, STUCK };

/* How often in a row one file has met what may pass. */
static struct {
	int64_t id;
	int times;
} stuck;

/* Whether it is the file that fails: what would pass with another try does not, however often, when its piece takes too long or somebody holds what it needs. */
static bool
fails_by_itself(enum db_fate fate, int64_t id)
{
	enum { AGAIN_MOST = 5 };

	if (fate != DB_AGAIN)
		return fate == DB_BROKEN;
	stuck.times = stuck.id == id ? stuck.times + 1 : 1;
	stuck.id = id;
	return stuck.times >= AGAIN_MOST;
}

/* What failed by itself is put off, in a transaction of its own, and others have their turn; where the database is away or busy, all wait. */
static enum left
import_put_off(struct db *db, const void *ctx, int64_t id, int64_t now)
{
	bool is_its_own = fails_by_itself(db_fate(db), id), given_up;

	log_line("import %lld: %s", (long long)id, db_problem(db));
	db_fresh(db);
	if (!id || !is_its_own || !db_begin(db))
		return STUCK;
	given_up = import_failed(db, ctx, id, now);
	if (!db_commit(db))
		return STUCK;
	if (given_up)
		log_line("import %lld: stopped after %d tries", (long long)id, IMPORT_TRIES_MOST);
	return MORE;
}

/*
 * Files that are checked, imported or taken back, a piece at a time, for about a second: mail and clocks have their turn in between. What is stuck,
 * by a failure or as another runner works, is left for the next look at everything.
 */
static enum left
work_imports(struct db *db, const char *owner)
{
	int64_t began = time(NULL), now = began;
	enum left left = MORE;

	while (!stopping && left == MORE && now <= began + TURN_SECONDS) {
		void *ctx = talloc_new(NULL);

		db_fresh(db);
		if (!import_work_waits(db, now))
			left = NOTHING;
		else if (!lease_take(db, owner, now, LEASE) || !db_begin(db))
			left = STUCK;
		else {
			int64_t id = import_next(db, now);

			import_work(db, ctx, id, now);
			left = db_commit(db) ? MORE : import_put_off(db, ctx, id, now);
			if (left == MORE)
				stuck.times = 0;
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
	return imports_wait(db, time(NULL)) || mail_waits(db, time(NULL));
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
		bool more = work_clocks(db, owner);
		enum left imports;

		work_days(db, owner);
		imports = work_imports(db, owner);
		while (!stopping && send_next(db, conf, owner))
			continue;
		work_mail_files(db, conf, owner);
		sigprocmask(SIG_BLOCK, &stops, NULL);
		if (!stopping && !more && imports != MORE)
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
		return refuse_to_start("mail_from is no email address");
	db = db_open(root, &(struct db_login){ conf->db_socket, conf->db_name, conf->db_web_user, conf->db_web_password, 0 });
	problem = schema_unknown(db, root);
	if (problem)
		return refuse_to_start(problem);
	run(db, conf);
	talloc_free(root);
	curl_global_cleanup();
	return 0;
}
