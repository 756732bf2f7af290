/* Statements about other people: who is here, how they come in, and what they may do. Only this area includes it. */
#ifndef ACCOUNTS_STORE_PEOPLE_H
#define ACCOUNTS_STORE_PEOPLE_H

#include "accounts/store.h"
#include "auth/session.h"

/* A person as a list or their page shows them. */
struct member {
	int64_t id;
	const char *name, *email;
	int team;
	bool is_signatory, is_point_person, is_administrator;
	bool has_password, has_code;		/* can come in; and is asked for a code then */
	int64_t created_at, disabled_at;	/* 0: is not disabled */
	const char *out_until;			/* or NULL */
	const char *deputy_name;		/* or NULL */
	int64_t link_ends;			/* of the live link, 0: there is none */
	int64_t asked_by;			/* who wants them as signatory of a team that has none; 0 nobody */
	int64_t revision;
};

/* Everybody, those who can come in first, by name. */
struct member *members_all(struct db *db, const void *ctx, int64_t now, size_t *count);
struct member *member_find(struct db *db, const void *ctx, int64_t id, int64_t now);

/* How many other people have the role and can sign in. Locks them, so that two last ones cannot go at once. */
int64_t signatories_beside(struct db *db, int team, int64_t id);
/* The same to be shown: nobody is held. */
int64_t signatories_seen(struct db *db, int team, int64_t id);
int64_t administrators_beside(struct db *db, int64_t id);

/*
 * Another name, address and team, over the revision it began from. Another team ends every session, the signatory role, and
 * being somebody's deputy. EDIT_TAKEN: somebody has the address; EDIT_STALE: the revision is not the newest.
 */
enum edit_result { EDIT_DONE, EDIT_TAKEN, EDIT_STALE };
enum edit_result member_edit(struct db *db, const struct member *from, const struct member *to, int64_t now);

/* What an administrator sets. False: the revision is not the newest. */
bool member_roles_set(struct db *db, int64_t id, int64_t revision, bool point_person, bool administrator);

/* Gives the signatory role, and notes by whom; or takes it. */
void member_signatory_give(struct db *db, const struct actor *actor, int64_t id);
void member_signatory_take(struct db *db, int64_t id);

/*
 * Disabling ends every session, link, token and calendar feed at once and takes the signatory role. Who is enabled again gets back
 * what is left: a signatory has to be made one again, and tokens are made anew.
 */
void member_disable(struct db *db, const struct actor *actor, int64_t id);
void member_enable(struct db *db, int64_t id);

void signatory_wish_add(struct db *db, int64_t person_id, int64_t asked_by, int64_t now);
void signatory_wish_end(struct db *db, int64_t person_id);

/* A link's text out of its nonce; `label` keeps the kinds of link apart. */
void link_text(const unsigned char secret[32], const char *label, const unsigned char nonce[32], char token[TOKEN_TEXT]);

/* Makes the person's one live link; earlier ones end. */
void entry_link_make(struct db *db, const unsigned char secret[32], int64_t person_id, int64_t by, int64_t now, int64_t expires_at);

/* The text of the person's live link, a child of ctx, or NULL. */
const char *entry_link_text(struct db *db, const void *ctx, const unsigned char secret[32], int64_t person_id, int64_t now);

/* Whose link this is, if it lives and they are not disabled; 0 otherwise. */
int64_t entry_link_person(struct db *db, const char *token, int64_t now);

/* Ends it, once. False: it was not live. */
bool entry_link_use(struct db *db, const char *token, int64_t now);

#endif
