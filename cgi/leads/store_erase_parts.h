/* What the files that erase share; nobody else includes it. */
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

/* Takes a person out of all places: of each record what hangs on its number, then, when they asked for it, what their words are found in. */
void places_clear(struct db *db, const void *ctx, const struct actor *actor, const struct lead *const *leads, size_t count, bool asked_for);

/* And out of rows of files that made no lead, or not yet; store_erase_files.c. After their records were cleared. */
void files_clear(struct db *db, const void *ctx, const struct lead *const *leads, size_t count);

/* Their number as phone_key(), once their record is cleared; "" when others have it: then it is not that person's alone. */
const char *phone_own(struct db *db, const void *ctx, const struct lead *lead);

/* Takes what programs were answered first about a record, "/leads/12", out of what a second sending would get again. */
void answers_forget(struct db *db, const void *ctx, const char *kind, int64_t id);

/* A pattern of LIKE with ! as its escape for what holds a text; NULL: that is blank. */
const char *like_within(const void *ctx, const char *text);

/* Runs each statement with some words of theirs and the pattern that finds them; nothing with words that are too short to be anybody's, or NULL. */
void words_replace(struct db *db, const void *ctx, const char *const *statements, const char *words);

#endif
