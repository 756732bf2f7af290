/* A mail as bytes: plain text in UTF-8 that any mail server takes (RFC 5322, 2045 to 2047). Pure. */
#ifndef JOBS_MAIL_H
#define JOBS_MAIL_H

#include <stdbool.h>
#include <stdint.h>

struct mail {
	int64_t id;		/* of its outbox row: the same mail sent twice says so by its Message-ID */
	const char *from, *to;	/* addresses alone; address_sound() */
	const char *host;	/* right of the @ in the Message-ID: letters, digits, dots, hyphens */
	const char *subject;	/* any text */
	const char *words;	/* any text, lines end in \n */
	const char *off;	/* address that ends this kind of mail by a POST (RFC 8058), plain ASCII; NULL: none */
	int64_t at;		/* its Date */
	const char *calendar;	/* an iCalendar text that goes with it (RFC 6047); NULL: none */
	const char *calendar_method;	/* "REQUEST", "CANCEL" */
};

/* The whole message, lines ending in CRLF, none longer than 78 bytes in the body. A child of ctx. */
char *mail_message(const void *ctx, const struct mail *mail);

/* What such a message says, subject and calendar included, as plain text to look through. */
char *mail_words(const void *ctx, const char *message);

#endif
