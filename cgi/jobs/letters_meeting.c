/* Letters about meetings: the agenda with an invitation, another time, no time, the minutes; and what somebody took on. */
#include "jobs/letters_parts.h"

#include "base/text.h"
#include "meetings/store.h"

#include <string.h>

/* The meeting a letter is about, if it is still so; NULL: there is nothing to tell. */
static const struct meeting *
meeting_of(const struct letter_work *w, unsigned states)
{
	const struct meeting *m = meeting_find(w->db, w->mail, w->due->subject_id);

	return m && (states >> m->state & 1) ? m : NULL;
}

static const char *
when_words(const void *ctx, const struct meeting *m)
{
	struct day day = day_of(m->starts_at, m->zone);

	return text_format(ctx, "%s %s, %s to %s (%s)", weekday_name(day_weekday(day)), day_long(ctx, day), instant_time(ctx, m->starts_at, m->zone),
	    instant_time(ctx, m->starts_at + m->minutes * 60, m->zone), m->zone);
}

/* What calendar programs take as an invitation, or its end. */
static void
invite(const struct letter_work *w, const struct meeting *m, enum ical_method method)
{
	struct ical_event e = meeting_event(w->mail, m, w->conf->base_url, w->mail->host);

	e.organizer = w->conf->mail_from;
	e.attendee = w->due->email;
	e.attendee_name = w->due->name;
	w->mail->calendar = ical_write(w->mail, method, NULL, NULL, &e, 1);
	w->mail->calendar_method = method == ICAL_CANCEL ? "CANCEL" : "REQUEST";
}

/* The points of the agenda, section by section; with `outcomes` what came of each, and its note. */
static const char *
agenda_text(const struct letter_work *w, const struct meeting *m, bool outcomes)
{
	struct buffer *out = buffer_new(w->mail);
	size_t count;
	const struct item *items = meeting_items(w->db, w->mail, m->id, &count);
	int section = -1;

	for (size_t i = 0; i < count; i++) {
		if (items[i].place != PLACE_AGENDA)
			continue;
		if (items[i].section != section)
			buffer_format(out, "%s%s\n", out->length ? "\n" : "", section_label(items[i].section));
		section = items[i].section;
		buffer_format(out, "- %s%s%s\n", items[i].title, outcomes ? ": " : text_format(w->mail, ", %lld min", (long long)items[i].minutes),
		    outcomes ? outcome_label(items[i].outcome) : "");
		if (outcomes && *items[i].note)
			buffer_format(out, "  %s\n", text_replace(w->mail, items[i].note, "\n", "\n  "));
	}
	return out->length ? out->data : "";
}

static const char *
tasks_text(const struct letter_work *w, const struct meeting *m)
{
	struct buffer *out = buffer_new(w->mail);
	size_t count;
	const struct task *t = tasks_of_meeting(w->db, w->mail, m->id, &count);

	for (size_t i = 0; i < count; i++)
		buffer_format(out, "%s- %s: %s, by %s\n", i ? "" : "\nTaken on\n", t[i].owner_name, t[i].words, t[i].due_on);
	return out->length ? out->data : "";
}

void
meeting_published_letter(const struct letter_work *w)
{
	const struct meeting *m = meeting_of(w, 1 << MEETING_PUBLISHED);
	struct mail *mail = w->mail;

	if (!m)
		return;
	mail->subject = text_format(mail, "Agenda: %s", m->title);
	mail->words = text_format(mail, "Hello %s,\n\n%s\n%s\n\n%s\nRead it with its figures:\n%s/meetings/%lld\n\nYou get this because you are a member of %s.\n", w->due->name,
	    m->title, when_words(mail, m), agenda_text(w, m, false), w->conf->base_url, (long long)m->id, team_label(w->due->team));
	invite(w, m, ICAL_REQUEST);
}

void
meeting_moved_letter(const struct letter_work *w)
{
	const struct meeting *m = meeting_of(w, 1 << MEETING_PUBLISHED);
	struct mail *mail = w->mail;

	if (!m)
		return;
	mail->subject = text_format(mail, "Another time: %s", m->title);
	mail->words = text_format(mail, "Hello %s,\n\n%s is now on\n%s.\n\nThe agenda stays:\n%s/meetings/%lld\n\nYou get this because you are a member of %s.\n", w->due->name,
	    m->title, when_words(mail, m), w->conf->base_url, (long long)m->id, team_label(w->due->team));
	invite(w, m, ICAL_REQUEST);
}

void
meeting_cancelled_letter(const struct letter_work *w)
{
	const struct meeting *m = meeting_of(w, 1 << MEETING_CANCELLED);
	struct mail *mail = w->mail;

	if (!m)
		return;
	mail->subject = text_format(mail, "Cancelled: %s", m->title);
	mail->words = text_format(mail, "Hello %s,\n\n%s on\n%s\nis cancelled: %s\n\nWhat is on its agenda comes up again in the next.\n\nYou get this because you are a member of %s.\n",
	    w->due->name, m->title, when_words(mail, m), m->cancelled_why, team_label(w->due->team));
	invite(w, m, ICAL_CANCEL);
}

void
meeting_minutes_letter(const struct letter_work *w)
{
	const struct meeting *m = meeting_of(w, 1 << MEETING_CLOSED);
	struct mail *mail = w->mail;

	if (!m)
		return;
	mail->subject = text_format(mail, "Minutes: %s", m->title);
	mail->words = text_format(mail, "Hello %s,\n\n%s\n%s\n\n%s%s\nThe minutes with their figures:\n%s/meetings/%lld/minutes\n\nYou get this because you are a member of %s.\n",
	    w->due->name, m->title, when_words(mail, m), agenda_text(w, m, true), tasks_text(w, m), w->conf->base_url, (long long)m->id, team_label(w->due->team));
}

void
task_given_letter(const struct letter_work *w)
{
	const struct task *t = task_find(w->db, w->mail, w->due->subject_id);
	struct mail *mail = w->mail;

	if (!t || t->state != TASK_OPEN || t->owner_id != w->due->person_id)
		return;
	mail->subject = text_format(mail, "For you, by %s: %s", t->due_on, text_clip(mail, t->words, 80));
	mail->words = text_format(mail, "Hello %s,\n\nyou are to do this by the end of %s:\n\n%s\n\nReport on it here:\n%s/assignments/%lld\n\nYou get this because it was given to you.\n",
	    w->due->name, t->due_on, t->words, w->conf->base_url, (long long)t->id);
}
