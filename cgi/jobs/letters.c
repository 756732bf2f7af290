/* Writes the letters, out of what is true at that moment. */
#include "jobs/letters.h"

#include "base/text.h"
#include "glossary/store.h"

#include <string.h>
#include <talloc.h>

enum { TO_SIGN_MOST = 1000 };

/* Words wait for your signature. */
static void
review_letter(struct db *db, const struct conf *conf, const struct due_mail *due, struct mail *mail)
{
	static const char *const teams[] = { [TEAM_MARKETING] = "Marketing", [TEAM_SALES] = "Sales" };
	size_t count;
	struct version_row *rows;

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

/* Something about the person's own way in, to them whatever they wish: if it was not them, they have to know. */
static void
own_letter(const struct conf *conf, const struct due_mail *due, struct mail *mail, const char *subject, const char *what, const char *advice)
{
	mail->subject = subject;
	mail->words = text_format(mail, "Hello %s,\n\n%s\n\n%s\n%s/account/authenticator\n", due->name, what, advice, conf->base_url);
}

static void
code_removed_letter(struct db *db, const struct conf *conf, const struct due_mail *due, struct mail *mail)
{
	(void)db;
	own_letter(conf, due, mail, "Signing in no longer asks you for a code",
	    "an administrator has turned codes at sign-in off for your account, so your password alone opens it.",
	    "If you did not ask for that, say so to your administrators. To set up an app again:");
}

static void
code_off_letter(struct db *db, const struct conf *conf, const struct due_mail *due, struct mail *mail)
{
	(void)db;
	own_letter(conf, due, mail, "You have turned codes at sign-in off", "your password alone opens your account now.",
	    "If that was not you, tell your administrator, and change your password. To set up an app again:");
}

static void
recovery_letter(struct db *db, const struct conf *conf, const struct due_mail *due, struct mail *mail)
{
	(void)db;
	own_letter(conf, due, mail, "A recovery code of your account was used", "one of your recovery codes was used. It works no more.",
	    "If that was not you, tell your administrator, and change your password. To see how many are left, or make new ones:");
}

static const struct letter {
	const char *kind;
	void (*write)(struct db *, const struct conf *, const struct due_mail *, struct mail *);
} letters[] = {
	{ "version.review", review_letter },
	{ "authenticator.remove", code_removed_letter },
	{ "authenticator.off", code_off_letter },
	{ "authenticator.recovery", recovery_letter },
};

struct mail *
letter_write(struct db *db, const void *ctx, const struct conf *conf, const struct due_mail *due)
{
	struct mail *mail = memory_need(talloc_zero(ctx, struct mail));

	if (!due->may_receive || !mail_address_sound(due->email))
		return NULL;
	*mail = (struct mail){ .id = due->id, .from = conf->mail_from, .to = due->email, .at = due->created_at };
	mail->host = text_copy_bytes(mail, conf->host, strcspn(conf->host, ":"));
	for (size_t i = 0; i < sizeof letters / sizeof letters[0]; i++)
		if (strcmp(letters[i].kind, due->kind) == 0)
			letters[i].write(db, conf, due, mail);
	return mail->words ? mail : NULL;
}
