/* Writes the letters, out of what is true at that moment. */
#include "jobs/letters_parts.h"

#include "auth/mail_wish.h"
#include "base/address.h"
#include "base/text.h"
#include "glossary/store.h"

#include <string.h>
#include <talloc.h>

enum { TO_SIGN_MOST = 1000 };

/* Words wait for your signature. */
static void
review_letter(const struct letter_work *w)
{
	struct db *db = w->db;
	const struct conf *conf = w->conf;
	const struct due_mail *due = w->due;
	struct mail *mail = w->mail;
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

/* Somebody asked for a change of a version the person wrote. */
static void
objection_letter(const struct letter_work *w)
{
	struct db *db = w->db;
	const struct conf *conf = w->conf;
	const struct due_mail *due = w->due;
	struct mail *mail = w->mail;
	size_t count;
	const struct version_news *news = objection_news(db, mail, due->subject_id, &count);

	if (!count)
		return;
	mail->subject = text_format(mail, "%s: %s asks for a change", news->name, news->person_name);
	mail->words = text_format(mail, "Hello %s,\n\n%s has sent your version %lld of \"%s\" back. It is a draft again.\n\n%s\n\n"
	    "Answer there, or edit it and send it to both teams once more:\n%s/glossary/%s#discussion-%lld\n\n"
	    "You get this because you wrote the version.\n", due->name, news->person_name, (long long)news->number, news->name,
	    text_trim(mail, news->words), conf->base_url, news->slug, (long long)news->number);
}

/* Both teams have signed what the person wrote: one mail for all of it that stood on one sheet. */
static void
ratified_letter(const struct letter_work *w)
{
	struct db *db = w->db;
	const struct conf *conf = w->conf;
	const struct due_mail *due = w->due;
	struct mail *mail = w->mail;
	size_t count;
	const struct version_news *news = ratified_news(db, mail, due->subject_id, due->person_id, &count);
	struct buffer *list = buffer_new(mail);

	if (!count)
		return;
	for (size_t i = 0; i < count; i++)
		buffer_format(list, "%s, version %lld\n%s/glossary/%s\n\n", news[i].name, (long long)news[i].number, conf->base_url,
		    news[i].slug);
	mail->subject = count == 1 ? text_format(mail, "%s: agreed by both teams", news->name)
	    : text_format(mail, "%zu of your versions are agreed by both teams", count);
	mail->words = text_format(mail, "Hello %s,\n\nMarketing and Sales have both signed what you wrote:\n\n%s"
	    "You get this because you wrote %s.\n", due->name, list->data, count == 1 ? "the version" : "the versions");
}

static const struct letter {
	const char *kind;
	int wish;			/* the kind of mail that can be wished away; -1: it always comes */
	letter_writer *write;
} letters[] = {
	{ "version.review", MAIL_TO_SIGN, review_letter },
	{ "version.objection", MAIL_OWN, objection_letter },
	{ "sheet.ratified", MAIL_OWN, ratified_letter },
	{ "authenticator.remove", -1, code_removed_letter },
	{ "authenticator.on", -1, code_on_letter },
	{ "authenticator.off", -1, code_off_letter },
	{ "authenticator.codes", -1, codes_new_letter },
	{ "authenticator.recovery", -1, recovery_letter },
	{ "authenticator.tried", -1, codes_tried_letter },
	{ "address.confirm", -1, address_letter },
	{ "address.asked", -1, address_old_letter },
	{ "digest", MAIL_CLOCKS, digest_letter },
	{ "agreement.review", MAIL_TO_SIGN, agreement_review_letter },
	{ "agreement.objection", MAIL_OWN, agreement_objection_letter },
	{ "agreement.ratified", MAIL_OWN, agreement_ratified_letter },
	{ "brief", MAIL_BRIEF, brief_letter },
	{ "amendment.review", MAIL_TO_SIGN, amendment_review_letter },
	{ "amendment.objection", MAIL_OWN, amendment_objection_letter },
	{ "amendment.ratified", MAIL_OWN, amendment_ratified_letter },
	{ "meeting.published", MAIL_MEETINGS, meeting_published_letter },
	{ "meeting.moved", MAIL_MEETINGS, meeting_moved_letter },
	{ "meeting.cancelled", MAIL_MEETINGS, meeting_cancelled_letter },
	{ "meeting.minutes", MAIL_MEETINGS, meeting_minutes_letter },
	{ "task.given", MAIL_MEETINGS, task_given_letter },
	{ "watch", MAIL_WATCH, watch_letter },
};

/* The wish is asked for now, when it is sent, so that the last one counts. False: the person does not want it. */
static bool
wanted(struct db *db, const struct due_mail *due, struct mail *mail, int wish)
{
	return wish < 0 || mail_wishes(db, mail, due->person_id) >> wish & 1;
}

/* Says how this mail is ended: to the person, and to their mail program. */
static void
way_out(const struct conf *conf, const struct due_mail *due, struct mail *mail, int wish)
{
	if (wish < 0) {
		mail->words = text_format(mail, "%s\nThis kind of mail always comes: it is about your own way in.\n", mail->words);
		return;
	}
	mail->off = text_format(mail, "%s/account/mail-off?%s", conf->base_url, mail_off_query(mail, conf->secret, due->person_id, wish));
	mail->words = text_format(mail, "%s\nTo get no more mail %s:\n%s\n", mail->words, mail_kind_words(wish), mail->off);
}

struct mail *
letter_write(struct db *db, const void *ctx, const struct conf *conf, const struct due_mail *due, int64_t now)
{
	struct mail *mail = memory_need(talloc_zero(ctx, struct mail));

	if (!due->may_receive)
		return NULL;
	*mail = (struct mail){ .id = due->id, .from = conf->mail_from, .to = due->email, .at = due->created_at };
	mail->host = text_copy_bytes(mail, conf->host, strcspn(conf->host, ":"));
	for (size_t i = 0; i < sizeof letters / sizeof letters[0]; i++) {
		if (strcmp(letters[i].kind, due->kind) != 0 || !wanted(db, due, mail, letters[i].wish))
			continue;
		letters[i].write(&(struct letter_work){ db, conf, due, now, mail });
		if (mail->words)
			way_out(conf, due, mail, letters[i].wish);
	}
	return mail->words && address_sound(mail->to) ? mail : NULL;
}

int
letter_wish(const char *kind)
{
	for (size_t i = 0; i < sizeof letters / sizeof letters[0]; i++)
		if (strcmp(letters[i].kind, kind) == 0)
			return letters[i].wish;
	return -1;
}

/* The first address of ours that a letter names: where to go. */
static const char *
way_in(const void *ctx, const struct conf *conf, const char *words)
{
	const char *at = strstr(words, conf->base_url);

	return at ? text_copy_bytes(ctx, at, strcspn(at, " \n")) : conf->base_url;
}

struct mail *
gathered_write(struct db *db, const void *ctx, const struct conf *conf, const struct due_mail *due, size_t count, int64_t now, uint64_t *stale)
{
	struct mail *mail = memory_need(talloc_zero(ctx, struct mail));
	struct buffer *list = buffer_new(mail);
	const char *first = NULL;
	size_t told = 0;

	*stale = 0;
	for (size_t i = 0; i < count && i < GATHERED_MOST; i++) {
		const struct mail *one = letter_write(db, mail, conf, &due[i], now);

		if (!one) {
			*stale |= UINT64_C(1) << i;
			continue;
		}
		first = first ? first : one->subject;
		buffer_format(list, "%s\n%s\n\n", one->subject, way_in(mail, conf, one->words));
		told++;
	}
	if (!told || !(mail_wishes(db, mail, due->person_id) >> MAIL_GATHERED & 1))
		return NULL;
	*mail = (struct mail){ .id = due->id, .from = conf->mail_from, .to = due->email, .at = now };
	mail->host = text_copy_bytes(mail, conf->host, strcspn(conf->host, ":"));
	mail->subject = told == 1 ? first : text_format(mail, "%zu things for you: %s, and more", told, first);
	mail->words = text_format(mail, "Hello %s,\n\nsince the last mail of this kind:\n\n%sYou get this once a day because you chose to.\n", due->name, list->data);
	way_out(conf, due, mail, MAIL_GATHERED);
	return mail;
}
