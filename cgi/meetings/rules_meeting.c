/* What may happen to a meeting. */
#include "meetings/rules_meeting.h"

#include "base/text.h"
#include "base/utf8.h"

const char *const meeting_state_names[] = { "planned", "published", "running", "closed", "cancelled", NULL };
const char *const item_outcome_names[] = { "settled", "carried", "heard", NULL };

const char *
meeting_state_label(int state)
{
	static const char *const labels[] = { "Planned", "Agenda out", "In the meeting", "Closed", "Cancelled" };

	return state >= 0 && state <= MEETING_CANCELLED ? labels[state] : "";
}

const char *
outcome_label(int outcome)
{
	static const char *const labels[] = { "Settled", "Carried over", "Heard" };

	return outcome >= 0 && outcome <= OUTCOME_HEARD ? labels[outcome] : "Not talked about";
}

bool
meeting_can(const struct meeting *m, int act)
{
	switch (act) {
	case MEETING_MOVE:
	case MEETING_CANCEL:
		return m->state == MEETING_PLANNED || m->state == MEETING_PUBLISHED;
	case MEETING_AGENDA:
	case MEETING_PUBLISH:
		return m->state == MEETING_PLANNED;
	case MEETING_START:
		return m->state == MEETING_PUBLISHED;
	case MEETING_NOTE:
	case MEETING_CLOSE:
		return m->state == MEETING_RUNNING;
	case MEETING_REOPEN:
		return m->state == MEETING_CLOSED && !m->next_published;
	default:
		return false;
	}
}

const char *
meeting_refusal(const struct meeting *m, int act)
{
	if (m->state == MEETING_CANCELLED)
		return "The meeting was cancelled. Plan another one if you want to meet after all.";
	if (act == MEETING_REOPEN)
		return m->state == MEETING_CLOSED ? "The agenda of the next meeting is out, so these minutes stay as they are. Say on the next agenda what is to be put right."
		    : "The meeting is not closed, so there is nothing to open again.";
	if (m->state == MEETING_CLOSED)
		return "The meeting is closed and its minutes are read-only. They can be opened again until the next agenda is out.";
	if (act == MEETING_AGENDA || act == MEETING_PUBLISH)
		return "The agenda is out, so it stays as it is. Add what is new as a note in the meeting, or to the next agenda.";
	if (act == MEETING_START)
		return m->state == MEETING_PLANNED ? "Publish the agenda first: both teams get it by mail, with its figures." : "The meeting has been started already.";
	if (act == MEETING_MOVE || act == MEETING_CANCEL)
		return "The meeting has begun, so its time stays.";
	return m->state == MEETING_PLANNED ? "The meeting has not begun: publish its agenda, then start it." : "The meeting has not begun. Start it first.";
}

int64_t
meeting_figures_at(const struct meeting *m, int64_t now)
{
	int64_t at = m->published_at ? m->published_at : now;

	return at < m->starts_at ? at : m->starts_at;
}

int64_t
meeting_seconds_left(const struct meeting *m, int64_t now)
{
	return m->state == MEETING_RUNNING ? m->started_at + m->minutes * 60 - now : 0;
}

const char *
minutes_left_words(const void *ctx, int64_t seconds)
{
	if (seconds >= 60)
		return text_format(ctx, "%lld min left", (long long)(seconds / 60));
	if (seconds >= 0)
		return "Less than a minute left";
	return seconds > -60 ? "Just over time" : text_format(ctx, "%lld min over", (long long)(-seconds / 60));
}

int64_t
item_spent(const struct item *item, int64_t now)
{
	return item->spent_seconds + (item->shown_at && now > item->shown_at ? now - item->shown_at : 0);
}

int64_t
item_overrun(const struct item *item, int64_t now)
{
	int64_t over = item_spent(item, now) - item->minutes * 60;

	return over > 0 ? over : 0;
}

const char *
outcome_problem(int section, int outcome)
{
	if (outcome < 0)
		return "Choose what came of it.";
	if (section == SECTION_ISSUES && outcome != OUTCOME_HEARD)
		return "In the meeting an issue is only heard. Give it an owner for afterwards: replies and fixes open when the meeting is closed.";
	if (section != SECTION_ISSUES && outcome == OUTCOME_HEARD)
		return "Settle it or carry it over. Only issues are heard.";
	return NULL;
}

bool
meeting_is_for(const struct meeting *m, const struct user *user)
{
	return m->team < 0 || user->team == TEAM_OBSERVER || user->team == m->team || user->id == m->guest_id;
}

const char *
issue_problem(const char *words)
{
	if (text_blank(words))
		return "Write what you want to be heard.";
	return utf8_length(words) > ISSUE_MOST ? "Say it in at most 4,000 characters." : NULL;
}

const char *
note_problem(const char *words)
{
	return utf8_length(words) > NOTE_MOST ? "A note takes 20,000 characters. What you typed is here: shorten it, then save again." : NULL;
}
