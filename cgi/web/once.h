/* The same request sent twice is done once: keyed answers, kept with the work they answer for as long as data/classes.c says. */
#ifndef WEB_ONCE_H
#define WEB_ONCE_H

#include "web/web.h"

enum {
	KEY_LEAST = 8, KEY_MOST = 80,	/* bytes of a key, printable ASCII */
};

enum once {
	ONCE_FIRST,	/* do the work, then once_keep() */
	ONCE_AGAIN,	/* done before: *answer is what was answered then */
	ONCE_OTHER,	/* the key was used for another body: *answer holds its location */
};

/*
 * Claims the request's key within the running transaction. Another request with the key waits here until the first has
 * ended. Without a key it is ONCE_FIRST and nothing is kept.
 */
enum once once_claim(struct request *req, struct response *answer);

/* Keeps the answer with the work, before the commit. */
void once_keep(struct request *req, const struct response *answer);

/* A fresh key for a form, as a child of ctx. */
const char *once_key(const void *ctx);

#endif
