/* What may happen to an assignment. */
#include "meetings/rules_task.h"

#include "base/text.h"
#include "base/utf8.h"

#include <string.h>

const char *const task_state_names[] = { "open", "done", "not_done", "dropped", "carried", NULL };

bool
task_is_overdue(const struct task *t, int64_t now)
{
	return t->state == TASK_OPEN && t->due_at < now;
}

/* Its day is today. */
static bool
due_today(const struct task *t, int64_t now, const char *zone)
{
	struct day due;

	return t->state == TASK_OPEN && day_parse(t->due_on, &due) && day_compare(due, day_of(now, zone)) == 0;
}

bool
task_is_pressing(const struct task *t, int64_t now, const char *zone)
{
	return task_is_overdue(t, now) || due_today(t, now, zone);
}

const char *
task_state_words(const struct task *t, int64_t now, const char *zone)
{
	static const char *const words[] = { "Open", "Done", "Not done", "Dropped", "Carried on" };

	if (t->state == TASK_DONE && !t->confirmed_at)
		return "Done, to be confirmed";
	if (task_is_overdue(t, now))
		return "Overdue";
	if (due_today(t, now, zone))
		return "Due today";
	return words[t->state];
}

const char *
report_refusal(const struct task *t)
{
	if (t->state == TASK_OPEN)
		return NULL;
	return t->state == TASK_CARRIED ? "It was carried on without a report. Report on the assignment that goes on instead." : "It has its report already.";
}

const char *
report_problem(int result, const char *words)
{
	if (result != TASK_DONE && result != TASK_NOT_DONE && result != TASK_DROPPED)
		return "Choose done, not done or dropped.";
	if (result != TASK_DONE && text_blank(words))
		return result == TASK_NOT_DONE ? "Say why it is not done." : "Say why it was dropped.";
	return words && utf8_length(words) > REPORT_MOST ? "Say it in at most 1,000 characters." : NULL;
}

const char *
carry_refusal(const struct task *t)
{
	if (t->state != TASK_OPEN)
		return "It has its report already.";
	return t->carried_from ? "It was carried once without a report. Say now whether it is done, not done and why, or dropped." : NULL;
}

const char *
confirm_refusal(const struct task *t)
{
	if (t->state != TASK_DONE)
		return "Only what is reported done is confirmed.";
	return t->confirmed_at ? "It is confirmed already." : NULL;
}

const char *
report_may(const struct task *t, const struct user *user)
{
	return t->owner_id == user->id ? NULL : "Whoever took it on reports on it. In the meeting, whoever closes it can.";
}

const char *
confirm_may(const struct task *t, const struct user *user)
{
	if (user->team != team_other(t->owner_team))
		return "The other team confirms it, not the one that did it.";
	return user->is_point_person ? NULL : "A point person of the other team confirms it. Ask one of yours.";
}

int64_t
task_due_at(const struct calendar *calendar, struct day day, const char *zone)
{
	struct deadline d;

	if (!calendar) {
		while (day_weekday(day) > 4)
			day = day_add(day, 1);
		return local_instant(day, 17 * 3600, zone, LOCAL_FIRST);
	}
	d = calendar_deadline_days(calendar, start_of_day(day, calendar->zone), 0, NULL);
	return d.state == DEADLINE_SET ? d.at : start_of_day(day_add(day, 1), calendar->zone);
}

void
task_problems(struct problems *p, const struct task *t, int owner_team, const char *today)
{
	struct day due;

	if (text_blank(t->words))
		problem_add(p, "words", -1, "Say what is to be done.");
	else if (utf8_length(t->words) > TASK_WORDS_MOST)
		problem_add(p, "words", -1, "Say it in at most 500 characters.");
	if (owner_team < 0 || owner_team == TEAM_OBSERVER)
		problem_add(p, "owner", -1, "Choose who takes it on, a member of one of the teams.");
	if (!day_parse(t->due_on, &due))
		problem_add(p, "due", -1, "Give the day it is due.");
	else if (strcmp(t->due_on, today) < 0)
		problem_add(p, "due", -1, "Give a day that has not passed.");
	else if (day_number(due) > day_number((struct day){ .year = 2100, .month = 1, .day = 1 }))
		problem_add(p, "due", -1, "Give a day before the year 2100.");
}
