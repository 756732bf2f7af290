/* Writes the letters, out of what is true at that moment. */
#include "jobs/letters.h"

#include "base/text.h"
#include "glossary/store.h"
#include "sla/rules.h"
#include "sla/store.h"

#include <string.h>
#include <talloc.h>

enum { TO_SIGN_MOST = 1000 };

/* Words wait for your signature. */
static void
review_letter(struct db *db, const struct conf *conf, const struct due_mail *due, int64_t now, struct mail *mail)
{
	static const char *const teams[] = { [TEAM_MARKETING] = "Marketing", [TEAM_SALES] = "Sales" };
	size_t count;
	struct version_row *rows;

	(void)now;
	if (!due->is_signatory || due->team == TEAM_OBSERVER)
		return;
	rows = versions_to_sign(db, mail, due->team, TO_SIGN_MOST, &count);
	for (size_t i = 0; i < count; i++) {
		if (rows[i].id != due->subject_id)
			continue;
		mail->subject = text_format(mail, "%s: words wait for your signature", rows[i].name);
		mail->words = text_format(mail, "Hello %s,\n\nversion %lld of \"%s\" is in review. It comes into force when a signatory of"
		    " each team has signed it; yours has not.\n\nRead it, then sign it or say what is missing:\n%s/glossary/%s\n\n"
		    "You get this because you sign for %s.\n", due->name, (long long)rows[i].number, rows[i].name,
		    conf->base_url, rows[i].slug, teams[due->team]);
	}
}

/* "First attempt: 48 min left, by 5 Oct 2026, 15:00", and where to read how it is reckoned. */
static void
clock_line(struct db *db, struct buffer *words, const struct conf *conf, const struct digest_row *row, int64_t now)
{
	const struct calendar_version *version = calendar_version_get(db, words, row->calendar_version_id);

	if (!version)
		return;
	buffer_format(words, "- %s%s: %s, by %s\n  %s/sla/timers/%lld\n", promise_kind_label(row->kind), row->is_own ? "" : " (your team)",
	    time_left(words, calendar_open_seconds(&version->calendar, now, row->deadline, NULL)),
	    instant_short(words, row->deadline, version->calendar.zone), conf->base_url, (long long)row->timer_id);
}

/* Clocks that run out, all in one mail. */
static void
digest_letter(struct db *db, const struct conf *conf, const struct due_mail *due, int64_t now, struct mail *mail)
{
	size_t count;
	struct digest_row *rows = digest_rows(db, mail, due->id, now, &count);
	struct buffer *words = buffer_new(mail);

	if (!count)
		return;
	buffer_format(words, "Hello %s,\n\n%s in working time, the most urgent first:\n\n", due->name,
	    count == 1 ? "this clock runs out" : "these clocks run out");
	for (size_t i = 0; i < count; i++)
		clock_line(db, words, conf, &rows[i], now);
	buffer_text(words, "\nThis comes in working hours only, as one mail however many clocks there are.\n");
	mail->subject = count == 1 ? text_format(mail, "%s: a clock runs out", promise_kind_label(rows[0].kind))
	    : text_format(mail, "%zu clocks run out", count);
	mail->words = buffer_take(mail, words);
}

static const struct letter {
	const char *kind;
	void (*write)(struct db *, const struct conf *, const struct due_mail *, int64_t, struct mail *);
} letters[] = {
	{ "version.review", review_letter },
	{ "digest", digest_letter },
};

struct mail *
letter_write(struct db *db, const void *ctx, const struct conf *conf, const struct due_mail *due, int64_t now)
{
	struct mail *mail = memory_need(talloc_zero(ctx, struct mail));

	if (!due->may_receive || !mail_address_sound(due->email))
		return NULL;
	*mail = (struct mail){ .id = due->id, .from = conf->mail_from, .to = due->email, .at = due->created_at };
	mail->host = text_copy_bytes(mail, conf->host, strcspn(conf->host, ":"));
	for (size_t i = 0; i < sizeof letters / sizeof letters[0]; i++)
		if (strcmp(letters[i].kind, due->kind) == 0)
			letters[i].write(db, conf, due, now, mail);
	return mail->words ? mail : NULL;
}
