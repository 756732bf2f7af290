/* The trail nobody can change: who did what to which record. */
#ifndef AUTH_AUDIT_H
#define AUTH_AUDIT_H

#include "auth/user.h"

struct db;

/*
 * Adds one line in the running transaction, and mail to who watches the record. `act` is a code ("version.signature"), `subject` the kind of record or NULL,
 * `id` its id or 0, `detail` codes and numbers or NULL: never words, contact data, passwords or tokens.
 */
void audit_add(struct db *db, const struct actor *actor, const char *act, const char *subject, int64_t id,
    const char *detail);

#endif
