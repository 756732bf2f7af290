/* Statements about the second proof at sign-in: authenticators, recovery codes, tickets. Only this area includes it. */
#ifndef ACCOUNTS_STORE_CODE_H
#define ACCOUNTS_STORE_CODE_H

#include "accounts/store.h"
#include "auth/session.h"

/* A person's authenticator. */
struct authenticator {
	const char *sealed_seed;	/* see auth/totp.h */
	int64_t begun_by, begun_at;	/* the session that was shown the seed, and when */
	int64_t confirmed_at;		/* 0: not confirmed, so nothing asks for its codes yet */
	int64_t last_step;		/* the newest that was used */
	int64_t codes_left;		/* recovery codes that were not used */
};

/* NULL: they have none, not even a begun one. */
struct authenticator *authenticator_find(struct db *db, const void *ctx, int64_t person_id);

/* Whether signing in as this person takes a code. */
bool authenticator_asks(struct db *db, int64_t person_id);

/* Begins one, or begins anew; one that is confirmed stays as it is. */
void authenticator_begin(struct db *db, int64_t person_id, const char *sealed_seed, int64_t session_id, int64_t now);

/* The app has proved it by the code of `step`. False: it was confirmed before, or there is none. */
bool authenticator_confirm(struct db *db, int64_t person_id, int64_t step, int64_t now);

/* Uses up the code of a step, and all before it. False: that or a later one was used already, also by another at this moment. */
bool authenticator_step_use(struct db *db, int64_t person_id, int64_t step);

/* Lets go of it, of the recovery codes, and of sign-ins that are half-way. False: there was no confirmed one. */
bool authenticator_end(struct db *db, int64_t person_id);

/* Gives them these recovery codes and no others. */
void recovery_codes_set(struct db *db, int64_t person_id, const char *const codes[RECOVERY_CODES]);

/* Whether this is one of theirs that was not used. */
bool recovery_code_is(struct db *db, int64_t person_id, const char *code);

/* Uses one up. False: it is none of theirs, or was used. */
bool recovery_code_use(struct db *db, int64_t person_id, const char *code, int64_t now);

/* Notes that the person has typed their password; writes what only their browser knows to `token`. */
void ticket_make(struct db *db, int64_t person_id, int64_t now, char token[TOKEN_TEXT]);

/* Whose ticket this is, if it lives and they are not disabled; 0 otherwise. */
int64_t ticket_person(struct db *db, const char *token, int64_t now);

/* Ends this one, or all of a person's. */
void ticket_end(struct db *db, const char *token);
void tickets_end(struct db *db, int64_t person_id);

#endif
