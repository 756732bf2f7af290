/* What the three files that erase share; nobody else includes it. */
#ifndef LEADS_STORE_ERASE_PARTS_H
#define LEADS_STORE_ERASE_PARTS_H

#include "leads/store_erase.h"

/* The kinds of what is remembered, as stored. */
#define KIND_EMAIL "email"
#define KIND_PHONE "phone"
#define KIND_REF "ref"
#define KIND_LEAD "lead"

void ref_hash(const void *ctx, unsigned char hash[32], const struct lead_ref *ref);
void lead_hash(const void *ctx, unsigned char hash[32], const struct lead *lead);

/* Takes a person out of all places: of each record what hangs on its number, then what its words are found in. */
void places_clear(struct db *db, const void *ctx, const struct actor *actor, const struct lead *const *leads, size_t count);

#endif
