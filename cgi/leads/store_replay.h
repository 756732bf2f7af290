/* The rows a draft is tried on. ctx and failures as in glossary/store.h. */
#ifndef LEADS_STORE_REPLAY_H
#define LEADS_STORE_REPLAY_H

#include "leads/rules_replay.h"
#include "leads/store_handoff.h"

struct replay_asked {
	int over;			/* enum replay_over */
	int64_t most;			/* rows, the newest; at most REPLAY_MOST */
	const struct term *term;
	const struct version *draft;
	const struct version *in_force;	/* NULL: nothing to compare with */
};

/*
 * The draft tried on the newest rows there are. Handoffs that were withdrawn are none; each says what was answered last. A draft of
 * the second gate is tried on what was answered there.
 */
struct replay *replay_run(struct db *db, const void *ctx, const struct replay_asked *asked, int64_t now);

/* Some of the rows, with what a list shows of each; in the order of `ids`. */
struct replay_line {
	int64_t place;			/* in `ids`, from 1 */
	int64_t handoff_id;		/* 0: an imported lead */
	int64_t lead_id;
	const char *lead_name;
	const char *lead_company;
	int64_t submitted_at;		/* the first time; of an imported one when it became an MQL, else when it was told */
	int state;			/* enum handoff_state; GLOSSARY_NONE of an imported one */
	bool is_final;
};
struct replay_line *replay_lines(struct db *db, const void *ctx, int over, const int64_t *ids, size_t count, size_t *found);

/* The same over leads out of files, by what their files say; for replay_run(). store_replay_import.c */
struct replay *replay_imported(struct db *db, const void *ctx, const struct replay_asked *asked, bool second, int64_t now);

#endif
