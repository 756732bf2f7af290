/*
 * Guesses at passwords, counted so that guessing is slow and a stranger cannot lock anybody out.
 *
 * At most GUESS_MOST wrong ones count for one account from one place within GUESS_SPAN. A place is a browser that has
 * signed in to this account before (it holds a cookie that says so), or else the network the request comes from; all
 * networks together may make GUESS_MOST_ANYWHERE. What strangers do never counts against a known browser. People there
 * are not are counted like people there are. Right passwords do not count.
 */
#ifndef AUTH_GUESS_H
#define AUTH_GUESS_H

#include <stdbool.h>
#include <stdint.h>

struct db;

enum { GUESS_MOST = 10, GUESS_MOST_ANYWHERE = 100, GUESS_SPAN = 900 };

/* Where guesses come from, and at whom. */
struct guess {
	unsigned char key[32];		/* of every hash of these guesses: another for passwords than for codes */
	const char *email;		/* as typed, trimmed; borrowed */
	unsigned char place[32];
	bool known;			/* the place is a browser that has signed in to this account */
};

/*
 * `cookie` is what guess_cookie() gave this browser, or NULL or anything; `address` the IP address it came from, in text.
 * One that is not known counts by network: an IPv4 address, or the first 64 bits of an IPv6 one.
 */
struct guess guess_from(const unsigned char secret[32], const char *email, const char *cookie, const char *address);

/*
 * The same for the code that follows a right password, counted apart from passwords. Only who knows the password comes
 * here, so all browsers that are not known count as one place.
 */
struct guess guess_of_code(const unsigned char secret[32], const char *email, const char *cookie);

/*
 * Counts a guess that is about to be looked at: 0, or when there were too many, the instant from which it may be tried
 * again. To be called first in its transaction: guesses at one account from one place wait for each other here.
 */
int64_t guess_begin(struct db *db, const struct guess *guess, int64_t now);

/* What it was. True: it was the last that counts here, and the next has to wait. */
bool guess_wrong(struct db *db, const struct guess *guess, int64_t now);
void guess_right(struct db *db, const struct guess *guess);

/* The text of a cookie that makes a browser known to this account. Child of ctx. */
const char *guess_cookie(const void *ctx, const unsigned char secret[32], const char *email);

/*
 * Lets go of at most `limit` that are older; how many. Each by its key, as the others reach them: a removal by age would take the locks the other way
 * round, and somebody who signs in meanwhile would be sent back to the beginning.
 */
int64_t guesses_remove(struct db *db, int64_t before, int64_t limit);

#endif
