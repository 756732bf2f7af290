/* Letters about a person's own way in. */
#include "jobs/letters_parts.h"

#include "accounts/store.h"
#include "auth/guess.h"
#include "base/text.h"

/* Something about the person's own way in, to them whatever they wish: if it was not them, they have to know. */
static void
own_letter(const struct conf *conf, const struct due_mail *due, struct mail *mail, const char *subject, const char *what, const char *advice)
{
	mail->subject = subject;
	mail->words = text_format(mail, "Hello %s,\n\n%s\n\n%s\n%s/account/authenticator\n", due->name, what, advice, conf->base_url);
}

void
code_removed_letter(const struct letter_work *w)
{
	const struct conf *conf = w->conf;
	const struct due_mail *due = w->due;
	struct mail *mail = w->mail;
	own_letter(conf, due, mail, "Signing in no longer asks you for a code",
	    "an administrator has turned codes at sign-in off for your account, so your password alone opens it.",
	    "If you did not ask for that, say so to your administrators. To set up an app again:");
}

void
code_on_letter(const struct letter_work *w)
{
	own_letter(w->conf, w->due, w->mail, "You have turned codes at sign-in on",
	    "signing in asks for a code of your app from now on, and every other browser was signed out.",
	    "If that was not you, tell your administrator at once: they can turn codes off for you. To see it:");
}

void
codes_new_letter(const struct letter_work *w)
{
	own_letter(w->conf, w->due, w->mail, "You have new recovery codes",
	    "ten new recovery codes were made for your account. Those from before work no more.",
	    "If that was not you, tell your administrator, and change your password. To make others:");
}

void
code_off_letter(const struct letter_work *w)
{
	const struct conf *conf = w->conf;
	const struct due_mail *due = w->due;
	struct mail *mail = w->mail;
	own_letter(conf, due, mail, "You have turned codes at sign-in off", "your password alone opens your account now.",
	    "If that was not you, tell your administrator, and change your password. To set up an app again:");
}

void
recovery_letter(const struct letter_work *w)
{
	const struct conf *conf = w->conf;
	const struct due_mail *due = w->due;
	struct mail *mail = w->mail;
	own_letter(conf, due, mail, "A recovery code of your account was used", "one of your recovery codes was used. It works no more.",
	    "If that was not you, tell your administrator, and change your password. To see how many are left, or make new ones:");
}

/* Codes are asked for after the right password alone. */
void
codes_tried_letter(const struct letter_work *w)
{
	own_letter(w->conf, w->due, w->mail, "Somebody has typed wrong codes for your account",
	    text_format(w->mail, "somebody who knows your password typed %d wrong codes in a row. None of them opened your account.", GUESS_MOST),
	    "If that was not you, choose another password now: yours is known to somebody. To see your codes at sign-in:");
}

/* To the new address: the link that makes it theirs. */
void
address_letter(const struct letter_work *w)
{
	struct db *db = w->db;
	const struct conf *conf = w->conf;
	const struct due_mail *due = w->due;
	struct mail *mail = w->mail;
	const struct address_change *change = address_change_find(db, mail, due->subject_id);

	if (!change || change->ended_at)
		return;
	mail->to = change->new_email;
	mail->subject = "Confirm this address";
	mail->words = text_format(mail, "Hello %s,\n\nyou asked to sign in to Concord with this address instead of another. To confirm that it"
	    " is yours, open this within a day:\n%s/account/address?link=%s\n\nIf you asked for nothing, do nothing.\n", due->name,
	    conf->base_url, address_change_link(mail, conf->secret, change));
}

/* What has become of a change of address, as the words that follow "Hello …,". */
static const char *
address_words(const struct letter_work *w, const struct address_change *change)
{
	const char *email = change->new_email, *home = w->conf->base_url;

	if (address_change_holds(change) && change->asked_by != change->person_id)
		return text_format(w->mail, "an administrator has set your address to %s. You sign in with it, and mail goes there, instead of"
		    " here.\n\nIf that is not right, tell your administrators:\n%s/people\n", email, home);
	if (address_change_holds(change))
		return text_format(w->mail, "your address is %s now, as somebody signed in as you asked and as was confirmed there. You sign in"
		    " with it, and mail goes there, instead of here.\n\nIf that was not you, tell your administrators at once:\n%s/people\n",
		    email, home);
	return text_format(w->mail, "somebody signed in as you, with your password, asked to use %s instead of this address. %s\n\n"
	    "If that was not you, change your password at once and tell your administrator:\n%s/account/password\n", email,
	    change->ended_at ? "That is over, and nothing was changed by it." : "It counts as soon as it is confirmed there.", home);
}

/* To the old one: that another is asked for, or was given. */
void
address_old_letter(const struct letter_work *w)
{
	struct mail *mail = w->mail;
	const struct address_change *change = address_change_find(w->db, mail, w->due->subject_id);

	if (!change)
		return;
	mail->to = change->old_email;
	mail->subject = address_change_holds(change) ? "Your address was changed" : "Another address is asked for";
	mail->words = text_format(mail, "Hello %s,\n\n%s", w->due->name, address_words(w, change));
}
