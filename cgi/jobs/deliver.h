/* Gets a mail out of the house: by SMTP, or as a file where no server is set. */
#ifndef JOBS_DELIVER_H
#define JOBS_DELIVER_H

#include "base/conf.h"
#include "jobs/mail.h"

/*
 * With smtp_url: hands the mail to that server within half a minute, over TLS (a server on this very host may do
 * without), signing in with smtp_user and smtp_password when they are set. Without: writes STATE/mail/ID.eml, which
 * appears whole or not at all. Returns NULL, or why not, without anything of the person or of what the server said.
 */
const char *deliver(const void *ctx, const struct conf *conf, const struct mail *mail);

#endif
