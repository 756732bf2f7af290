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
/* The same reference as it may have been written when it was erased. */
struct lead_ref ref_as_before(const void *ctx, const struct lead_ref *ref);
void lead_hash(const void *ctx, unsigned char hash[32], const struct lead *lead);

/* Why somebody is erased: they were kept long enough, they asked for it, or they had asked for it before a backup was put back. */
enum erased_why { ERASE_OLD, ERASE_ASKED, ERASE_AGAIN };

/* Takes a person out of all places: of each record what hangs on its number, then, when they asked for it, what their words are found in. */
void places_clear(struct db *db, const void *ctx, const struct actor *actor, const struct lead *const *leads, size_t count, int why);

/* As lead_erase(), for many at once: the background program looks through what others wrote. */
enum act_result lead_erase_again(struct db *db, const void *ctx, const struct actor *actor, int64_t lead_id, size_t *erased);

/* And out of rows of files that made no lead, or not yet; store_erase_files.c. After their records were cleared. */
void files_clear(struct db *db, const void *ctx, const struct lead *const *leads, size_t count);

/* Their number as phone_key(), once their record is cleared; "" when others have it: then it is not that person's alone. */
const char *phone_own(struct db *db, const void *ctx, const struct lead *lead);

/* First answers to programs that are not given again: those of a list, read by this shape. */
struct kept_answer {
	int64_t person_id;
	const char *route, *request_key;
};
extern const struct shape kept_answer_shape;
void answers_clear(struct db *db, const struct kept_answer *list, size_t count);

/* Takes what programs were answered first about a record, "/leads/12", out of what a second sending would get again. */
void answers_forget(struct db *db, const void *ctx, const char *kind, int64_t id);

/*
 * These people as they are looked for in what others wrote: without a name (`names` false: any) that is a term's, and without a number that somebody else has, too.
 * As many as there are leads.
 */
const struct lead *const *people_sought(struct db *db, const void *ctx, const struct lead *const *leads, size_t count, bool names);

/* Criteria whose answers are figures: those name nobody, and stay. */
#define COUNTED "c.kind IN ('yes_no', 'number', 'choice', 'date')"

/* Signed wordings, and drafts of them, that name one of these people. */
struct named_wording *wordings_naming(struct db *db, const void *ctx, const struct lead *const *leads, size_t count, size_t *found);

/* A pattern of LIKE with ! as its escape for what holds a text; NULL: that is blank. */
const char *like_within(const void *ctx, const char *text);

/*
 * Takes people out of what was written elsewhere, store_erase_words.c: at once as far as a request has time, the rest is the background program's, as is mail
 * that was written to files, or (`later`) all of it. And, when nobody asked for it, their address and number only, in what does not grow with the leads, all at once.
 */
void words_forget(struct db *db, const void *ctx, const struct actor *actor, const struct lead *const *leads, size_t count, bool later);
void words_forget_near(struct db *db, const void *ctx, const struct actor *actor, const struct lead *const *leads, size_t count);

#endif
