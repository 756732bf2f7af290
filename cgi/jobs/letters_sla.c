/* Letters about the agreement and its clocks. */
#include "jobs/letters_parts.h"

#include "base/days.h"
#include "base/text.h"
#include "sla/rules.h"
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
	const struct agreement *a = agreement_find_id(db, mail, due->subject_id, w->now);

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
	const struct agreement *a = agreement_find_id(db, mail, due->subject_id, w->now);

	if (!a || a->state != STATE_RATIFIED || due->team == TEAM_OBSERVER)
		return;
	mail->subject = text_format(mail, "Version %lld of the agreement is signed by both teams", (long long)a->number);
	mail->words = text_format(mail, "Hello %s,\n\nboth teams have signed version %lld of the agreement. %s\n\nRead or print it:\n"
	    "%s/sla/versions/%lld\n\nYou get this because you sign for %s.\n", due->name, (long long)a->number,
	    a->in_force_at > w->now ? "It comes into force on its date." : "It is in force.", conf->base_url,
	    (long long)a->number, team_label(due->team));
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
void
digest_letter(const struct letter_work *w)
{
	struct mail *mail = w->mail;
	size_t count;
	struct digest_row *rows = digest_rows(w->db, mail, w->due->id, w->now, &count);
	struct buffer *words = buffer_new(mail);

	if (!count)
		return;
	buffer_format(words, "Hello %s,\n\n%s in working time, the most urgent first:\n\n", w->due->name,
	    count == 1 ? "this clock runs out" : "these clocks run out");
	for (size_t i = 0; i < count; i++)
		clock_line(w->db, words, w->conf, &rows[i], w->now);
	buffer_text(words, "\nThis comes in working hours only, as one mail however many clocks there are.\n");
	mail->subject = count == 1 ? text_format(mail, "%s: a clock runs out", promise_kind_label(rows[0].kind))
	    : text_format(mail, "%zu clocks run out", count);
	mail->words = buffer_take(mail, words);
}
