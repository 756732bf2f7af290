/* Letters about amendments. */
#include "jobs/letters_parts.h"

#include "base/text.h"
#include "sla/rules.h"
#include "sla/store.h"

/* It waits for your signature; nothing to tell once the team has signed. */
void
amendment_review_letter(const struct letter_work *w)
{
	const struct due_mail *due = w->due;
	struct mail *mail = w->mail;
	const struct amendment *a = amendment_find_id(w->db, mail, due->subject_id);

	if (!due->is_signatory || due->team == TEAM_OBSERVER || !a || a->state != STATE_IN_REVIEW || amendment_signature(a, due->team))
		return;
	mail->subject = "An amendment waits for your signature";
	mail->words = text_format(mail, "Hello %s,\n\namendment %lld corrects days of the past of “%s”. It lists every result that changes, and is"
	    " applied when a signatory of each team has signed it.\n\nRead it, then sign it or say what is wrong:\n%s/sla/amendments/%lld\n\n"
	    "You get this because you sign for %s.\n", due->name, (long long)a->number, a->calendar_name, w->conf->base_url, (long long)a->number,
	    team_label(due->team));
}

/* Somebody asked for a change; nothing to tell once it was sent to both teams again. */
void
amendment_objection_letter(const struct letter_work *w)
{
	struct mail *mail = w->mail;
	const struct amendment *a = amendment_find_id(w->db, mail, w->due->subject_id);

	if (!a || a->state != STATE_DRAFT)
		return;
	mail->subject = text_format(mail, "Amendment %lld was sent back", (long long)a->number);
	mail->words = text_format(mail, "Hello %s,\n\na signatory asked for a change to amendment %lld, so it is a draft again and its signatures are"
	    " cleared.\n\nRead why, and edit it:\n%s/sla/amendments/%lld\n\nYou get this because you wrote it.\n", w->due->name,
	    (long long)a->number, w->conf->base_url, (long long)a->number);
}

/* Both have signed. */
void
amendment_ratified_letter(const struct letter_work *w)
{
	struct mail *mail = w->mail;
	const struct amendment *a = amendment_find_id(w->db, mail, w->due->subject_id);

	if (!a || a->state != STATE_RATIFIED)
		return;
	mail->subject = text_format(mail, "Amendment %lld is signed by both teams, and applied", (long long)a->number);
	mail->words = text_format(mail, "Hello %s,\n\nboth teams have signed amendment %lld of “%s”. It has changed %lld result%s; the old values"
	    " stay beside the new.\n\nRead what it has changed:\n%s/sla/amendments/%lld\n\nYou get this because you wrote it.\n", w->due->name,
	    (long long)a->number, a->calendar_name, (long long)a->flipped, a->flipped == 1 ? "" : "s", w->conf->base_url, (long long)a->number);
}
