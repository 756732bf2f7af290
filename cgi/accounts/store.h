/* Every statement about people. */
#ifndef ACCOUNTS_STORE_H
#define ACCOUNTS_STORE_H

#include "accounts/rules.h"
#include "auth/user.h"
#include "data/db.h"

#include <stdbool.h>

/* A person as sign-in needs them. */
struct account {
	int64_t id;
	const char *email;
	const char *name;
	int team;
	const char *password_hash;	/* NULL: cannot sign in with a password */
	int64_t created_at;
	bool is_signatory, is_point_person, is_administrator;
	bool disabled;
};

/* By e-mail in any case, or by id; NULL when there is none. A child of ctx. */
struct account *account_by_email(struct db *db, const void *ctx, const char *email);
struct account *account_find(struct db *db, const void *ctx, int64_t id);

/* Makes a person; id, 0 when the e-mail is taken. */
int64_t account_create(struct db *db, const struct account *account, int64_t now);

void account_password_set(struct db *db, int64_t id, const char *hash);

/* Lets go of a person's authenticator, their recovery codes, and sign-ins that are half-way. False: they had none that was on. */
bool authenticator_end(struct db *db, int64_t person_id);

/* Another name, over the revision it began from. False: that is not the newest. */
bool account_rename(struct db *db, int64_t id, const char *name, int64_t revision);

/* Another address for somebody: wished for, or made. store_address.c */
struct address_change {
	int64_t id, person_id;
	const char *old_email, *new_email;
	int64_t asked_by;
	int64_t expires_at, ended_at;	/* 0: not ended; one that was confirmed or made ended and expired in one moment */
	unsigned char nonce[32];
};

/* Notes a wish that ends all earlier ones of the person, or with `done` what has been done; its id. */
int64_t address_change_add(struct db *db, const unsigned char secret[32], const struct address_change *change, bool done, int64_t now);

/* Ends the wishes of a person that are open: their links open nothing any more. How many that were. */
int64_t address_change_end(struct db *db, int64_t person_id, int64_t now);

/* By id; the person's live one; and by the text of its link, if it lives and its person is not disabled. NULL: none. */
struct address_change *address_change_find(struct db *db, const void *ctx, int64_t id);
struct address_change *address_change_of(struct db *db, const void *ctx, int64_t person_id, int64_t now);
struct address_change *address_change_by_link(struct db *db, const void *ctx, const char *token, int64_t now);

/* Whether it came about: the person had the new address, though perhaps another by now. */
bool address_change_holds(const struct address_change *change);

/* The text of its link. Child of ctx. */
const char *address_change_link(const void *ctx, const unsigned char secret[32], const struct address_change *change);

/* Gives the person their new address. False: it was ended, or somebody has the address by now. */
bool address_change_use(struct db *db, const struct address_change *change, int64_t now);

struct organisation {
	const char *name;
	const char *time_zone;		/* of tzdata: "Europe/Berlin" */
	int64_t revision;
};
struct organisation *organisation_find(struct db *db, const void *ctx);

/* Changes both, naming the revision; false: it has another. The background program counts days anew when the zone is another one. */
bool organisation_change(struct db *db, const struct organisation *to);

/* Names the one organisation and its zone, before anything was counted by the days of another. */
void organisation_set(struct db *db, const char *name, const char *time_zone);

/* What it is called. */
const char *organisation_name(struct db *db, const void *ctx);

/* Whether anybody was ever added: a fresh installation has nobody. */
bool people_exist(struct db *db);

/* How many people there are. */
int64_t accounts_count(struct db *db);

/* What a person has chosen; NULL when there is no such person. */
struct settings *settings_find(struct db *db, const void *ctx, int64_t person_id);

/* Saves it over the revision it began from. False: that is not the newest. */
bool settings_save(struct db *db, int64_t person_id, const struct settings *settings);

/* Somebody who can be chosen. */
struct colleague {
	int64_t id;
	const char *name;
};

/* The team's people but this one, by name. */
struct colleague *colleagues_of(struct db *db, const void *ctx, int team, int64_t but, size_t *count);

/* A browser that is signed in as somebody. */
struct seat {
	int64_t id;
	const char *browser;		/* in words; "" when it was not noted */
	int64_t created_at, seen_at;
};

/* A person's live sessions, the one used last first. */
struct seat *seats_of(struct db *db, const void *ctx, int64_t person_id, int64_t now, size_t *count);

/* Ends one of theirs. False: there is no such live session of this person. */
bool seat_end(struct db *db, int64_t person_id, int64_t id, int64_t now);

/* A token for programs, without its text: that is not kept. */
struct key {
	int64_t id;
	const char *name;
	int scope;			/* 0 read, 1 write */
	int64_t created_at;
	int64_t expires_at, used_at;	/* 0: never */
};

/* A person's live tokens, the newest first. */
struct key *keys_of(struct db *db, const void *ctx, int64_t person_id, int64_t now, size_t *count);

/* Whether this text is a live token of theirs that was made not long ago, SHOWN_AGAIN. */
bool key_is_new(struct db *db, int64_t person_id, const char *token, int64_t now);

/* Revokes one of theirs. False: there is no such live token of this person. */
bool key_revoke(struct db *db, int64_t person_id, int64_t id, int64_t now);

/* One-time links by which one looks at the sample organisation as one of its people. store_tour.c */
enum { TOUR_LIFE = 86400 };	/* seconds a link works */

/* Makes a link for a person, ending the one before. Returns its token, a child of ctx: it is kept nowhere and cannot be had again. */
const char *tour_link_make(struct db *db, const void *ctx, int64_t person_id, int64_t now);

/* Whose link this is, if it lives and they are not disabled; 0 otherwise. */
int64_t tour_link_person(struct db *db, const char *token, int64_t now);

/* Ends it, once. False: it was not live. */
bool tour_link_use(struct db *db, const char *token, int64_t now);

/* What a person watches, the newest first; a name is what pages call it now. */
struct watched {
	int64_t id;
	int kind;			/* enum watch_kind */
	int64_t subject_id;
	const char *slug, *name;	/* of a term, the slug; of the agreement neither */
	int64_t since;
};
struct watched *watched_of(struct db *db, const void *ctx, int64_t person_id, size_t *count);

/* Ends one of theirs. False: it is not, or no longer. */
bool watched_end(struct db *db, int64_t person_id, int64_t id);

#endif
