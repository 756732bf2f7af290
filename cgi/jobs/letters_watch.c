/* Letters about what somebody watches. A lead is named by its number: what is mailed cannot be erased. */
#include "jobs/letters_parts.h"

#include "auth/mail_wish.h"
#include "auth/watch.h"
#include "base/text.h"
#include "leads/rules.h"

#include <string.h>

/* What somebody did, with a place for the version's number. */
static const struct act_said {
	const char *act, *words;
} said[] = {
	{ "term.edit", "edited the words around it" },
	{ "term.deprecate", "retired it" },
	{ "term.restore", "brought it back into use" },
	{ "version.create", "wrote version %lld" },
	{ "version.review", "sent version %lld to both teams" },
	{ "version.objection", "asked for a change to version %lld" },
	{ "version.withdrawal", "withdrew version %lld" },
	{ "version.ratified", "gave version %lld its second signature: it is agreed" },
	{ "version.comment", "commented on version %lld" },
	{ "version.confirm", "confirmed that version %lld still holds" },
	{ "agreement.draft", "wrote version %lld" },
	{ "agreement.review", "sent version %lld to both teams" },
	{ "agreement.objection", "asked for a change to version %lld" },
	{ "agreement.withdrawal", "withdrew version %lld" },
	{ "agreement.ratified", "gave version %lld its second signature: it is agreed" },
	{ "agreement.comment", "commented on version %lld" },
	{ "amendment.review", "sent amendment %lld of past days to both teams" },
	{ "amendment.objection", "asked for a change to amendment %lld of past days" },
	{ "amendment.withdrawal", "withdrew amendment %lld of past days" },
	{ "amendment.ratified", "gave amendment %lld of past days its second signature: results were counted anew" },
	{ "correction.confirm", "confirmed the correction of a record" },
	{ "lead.edit", "edited it" },
	{ "deal.create", "opened a deal" },
	{ "deal.edit", "edited its deal" },
	{ "deal.opened", "opened its deal again, or on another day" },
	{ "deal.stage", "moved its deal" },
	{ "deal.signed", "recorded that its deal is signed" },
	{ "deal.invoiced", "recorded an invoice of its deal" },
	{ "deal.paid", "recorded a payment of its deal" },
	{ "deal.lost", "marked its deal lost" },
	{ "deal.reversed", "took an event of its deal back" },
	{ "deal.undo", "undid an event of its deal" },
};

/* "accepted it"; NULL for an act that is not told. */
static const char *
act_said(const void *ctx, const struct watch_news *n)
{
	for (size_t i = 0; i < sizeof said / sizeof *said; i++)
		if (strcmp(said[i].act, n->act) == 0)
			return text_replace(ctx, said[i].words, "%lld", text_format(ctx, "%lld", (long long)n->number));
	for (int move = 0; text_starts(n->act, "handoff.") && move_names[move]; move++)
		if (strcmp(move_names[move], n->act + strlen("handoff.")) == 0)
			return move_done(move);
	return NULL;
}

static const char *
thing(const void *ctx, const struct watch_news *n)
{
	if (n->kind == WATCH_TERM)
		return n->name;
	return n->kind == WATCH_LEAD ? text_format(ctx, "Lead %lld", (long long)n->watched_id) : "The agreement";
}

static const char *
path(const void *ctx, const struct watch_news *n)
{
	long long id = (long long)n->subject_id;

	if (n->kind == WATCH_TERM)
		return text_format(ctx, "/glossary/%s", n->slug);
	if (strcmp(n->subject, "deal") == 0)
		return text_format(ctx, "/deals/%lld", id);
	if (n->kind == WATCH_LEAD)
		return text_format(ctx, "/leads/%lld", (long long)n->watched_id);
	if (strcmp(n->subject, "timer") == 0)
		return text_format(ctx, "/sla/timers/%lld", id);
	return text_format(ctx, "/sla/%s/%lld", strcmp(n->subject, "amendment") == 0 ? "amendments" : "versions", (long long)n->number);
}

/* Whether another mail tells the receiver the same, and they want that one. */
static bool
told_already(const struct letter_work *w, const struct watch_news *n)
{
	int64_t wishes = mail_wishes(w->db, w->mail, w->due->person_id);
	int wish = letter_wish(n->act);

	if (strcmp(n->act, "version.ratified") == 0)	/* its author has a mail of the whole sheet */
		return !n->other_author && (wishes >> MAIL_OWN & 1);
	return wish >= 0 && (wishes >> wish & 1) && mail_beside(w->db, w->due->person_id, n->act, n->subject_id, n->at);
}

void
watch_letter(const struct letter_work *w)
{
	struct mail *mail = w->mail;
	const struct watch_news *n = watch_news(w->db, mail, w->due->person_id, w->due->subject_id);
	const char *what = n ? act_said(mail, n) : NULL, *who;

	if (!what || told_already(w, n))
		return;
	who = n->person_name ? n->person_name : strcmp(n->act, "handoff.unanswered") == 0 ? "Marketing" : "Concord";
	mail->subject = text_format(mail, "%s: %s %s", thing(mail, n), who, what);
	mail->words = text_format(mail, "Hello %s,\n\n%s, which you watch: %s %s.\n\nRead it:\n%s%s\n\nWhat you watch, and how to stop:\n%s/account/watched\n", w->due->name,
	    thing(mail, n), who, what, w->conf->base_url, path(mail, n), w->conf->base_url);
}
