/* Letters about the agreement. */
#include "jobs/letters_parts.h"

#include "base/text.h"
#include "sla/store.h"

enum { TO_SIGN_MOST = 1000 };

/* The agreement waits for your signature. */
void
agreement_review_letter(const struct letter_work *w)
{
	struct db *db = w->db;
	const struct conf *conf = w->conf;
	const struct due_mail *due = w->due;
	struct mail *mail = w->mail;
	size_t count;
	const struct agreement_row *rows;

	if (!due->is_signatory || due->team == TEAM_OBSERVER)
		return;
	rows = agreements_to_sign(db, mail, due->team, TO_SIGN_MOST, &count);
	for (size_t i = 0; i < count; i++) {
		if (rows[i].id != due->subject_id)
			continue;
		mail->subject = "The agreement waits for your signature";
		mail->words = text_format(mail, "Hello %s,\n\nversion %lld of the agreement is in review. It comes into force when a"
		    " signatory of each team has signed it; yours has not.\n\nRead it, then sign it or say what is missing:\n"
		    "%s/sla/versions/%lld\n\nYou get this because you sign for %s.\n", due->name, (long long)rows[i].number,
		    conf->base_url, (long long)rows[i].number, team_label(due->team));
	}
}

/* Somebody asked for a change; nothing to tell once it was sent to both teams again. */
void
agreement_objection_letter(const struct letter_work *w)
{
	struct db *db = w->db;
	const struct conf *conf = w->conf;
	const struct due_mail *due = w->due;
	struct mail *mail = w->mail;
	const struct agreement *a = agreement_find_id(db, mail, due->subject_id, due->created_at);

	if (!a || a->state != STATE_DRAFT || !due->is_signatory || due->team == TEAM_OBSERVER)
		return;
	mail->subject = text_format(mail, "Version %lld of the agreement was sent back", (long long)a->number);
	mail->words = text_format(mail, "Hello %s,\n\na signatory asked for a change to version %lld of the agreement, so it is a draft"
	    " again and its signatures are cleared.\n\nRead why, and edit it:\n%s/sla/versions/%lld\n\nYou get this because you sign"
	    " for %s.\n", due->name, (long long)a->number, conf->base_url, (long long)a->number, team_label(due->team));
}

/* Both have signed. */
void
agreement_ratified_letter(const struct letter_work *w)
{
	struct db *db = w->db;
	const struct conf *conf = w->conf;
	const struct due_mail *due = w->due;
	struct mail *mail = w->mail;
	const struct agreement *a = agreement_find_id(db, mail, due->subject_id, due->created_at);

	if (!a || a->state != STATE_RATIFIED || due->team == TEAM_OBSERVER)
		return;
	mail->subject = text_format(mail, "Version %lld of the agreement is signed by both teams", (long long)a->number);
	mail->words = text_format(mail, "Hello %s,\n\nboth teams have signed version %lld of the agreement. %s\n\nRead or print it:\n"
	    "%s/sla/versions/%lld\n\nYou get this because you sign for %s.\n", due->name, (long long)a->number,
	    a->in_force_at > due->created_at ? "It comes into force on its date." : "It is in force.", conf->base_url,
	    (long long)a->number, team_label(due->team));
}
