/* What a person wants mail about, and the address that ends such mail without signing in. */
#ifndef AUTH_MAIL_WISH_H
#define AUTH_MAIL_WISH_H

#include <stdbool.h>
#include <stdint.h>

struct db;

/* The kinds that can be wished away, as stored: "to_sign", "own", "clocks", "meetings", "brief", "watch", "daily", NULL. A kind's place here is its code. */
extern const char *const mail_kind_names[];
enum mail_kind { MAIL_TO_SIGN, MAIL_OWN, MAIL_CLOCKS, MAIL_MEETINGS, MAIL_BRIEF, MAIL_WATCH, MAIL_GATHERED, MAIL_KINDS };	/* MAIL_GATHERED: the one mail a day itself */

/* "when words wait for your signature": goes behind "mail". */
const char *mail_kind_words(int kind);

/* What the person wants: 1 << kind for each. */
int64_t mail_wishes(struct db *db, const void *ctx, int64_t person_id);

/* Which kinds they want in one mail a day instead of at once: 1 << kind for each. None to begin with. */
int64_t mail_dailies(struct db *db, const void *ctx, int64_t person_id);

/* Notes that they want these kinds and no others, and which of them once a day; or that they no longer want one. */
void mail_wishes_set(struct db *db, int64_t person_id, int64_t wanted, int64_t daily);
void mail_wish_end(struct db *db, int64_t person_id, int kind);

/* The query of an address that ends a kind of mail for a person: "for=7&kind=own&proof=…". Child of ctx. */
const char *mail_off_query(const void *ctx, const unsigned char secret[32], int64_t person_id, int kind);

/* Whether `proof` is of that person and kind. False for NULL and a kind there is not. */
bool mail_off_proved(const unsigned char secret[32], int64_t person_id, int kind, const char *proof);

#endif
