/* Holds the sample's monthly meetings through the stores: agenda, notes, outcomes, what people took on; and what waits for the next. */
#include "base/text.h"
#include "command/sample.h"
#include "leads/store.h"
#include "meetings/store.h"
#include "sla/store.h"

#include <string.h>
#include <talloc.h>

/* The teams met for half a year before there was an agreement; the last so many meetings had a vocabulary check. */
enum { PUBLISHED_BEFORE = 2 * DAY_SECONDS, AIRED_BEFORE = 6 * DAY_SECONDS, MEETINGS_BEFORE = 6, CHECKED_FROM = 8 };

/* The first Tuesday of each month, or the working day after it. */
static const struct rhythm rhythm = { RHYTHM_WEEKDAY, 1, 1, CLOSED_NEXT };

/* What is said in each meeting, read once. */
struct gathering {
	json_t *words;
	int64_t series_id;
	size_t held;
	size_t early;			/* of those before the agreement, how many are held */
	bool next_waits;		/* people have aired and added what the next one is to talk about */
	int64_t aired;			/* so many issues, for keys of their own */
};

static struct gathering *
gathering_of(struct sample *s)
{
	if (!s->gathering) {
		s->gathering = memory_need(talloc_zero(s->ctx, struct gathering));
		s->gathering->words = json_load_file(text_format(s->ctx, "%s/schema/sample_meetings.json", s->command->conf->app), 0, NULL);
		if (!s->gathering->words)
			sample_fail(s, "meetings", "sample_meetings.json");
	}
	return s->gathering;
}

static void
series_begin(struct sample *s, struct gathering *g, int64_t at)
{
	const json_t *step = json_object_get(g->words, "series");
	struct actor *chair = sample_actor(s, sample_text(step, "chair"), at - AIRED_BEFORE - DAY_SECONDS);
	struct series series = { .name = sample_text(step, "name"), .team = GLOSSARY_NONE, .rhythm = rhythm, .zone = s->zone,
		.start_minute = json_integer_value(json_object_get(step, "start")), .minutes = json_integer_value(json_object_get(step, "minutes")),
		.chair_id = chair->person_id };

	series_create(s->db, s->ctx, chair, &series);
	g->series_id = series.id;
}

/* Once there is an agreement, its calendar says which days are closed. */
static void
series_follow(struct sample *s, const struct gathering *g, int64_t at)
{
	struct series *series = series_find(s->db, s->ctx, g->series_id);

	series->calendar_id = teams_calendar_id(s->db, at);
	if (series_edit(s->db, s->ctx, sample_actor(s, "priya", at - AIRED_BEFORE - DAY_SECONDS), series) != RESULT_DONE)
		sample_fail(s, "series", series->name);
}

/* Airs what people have to say, and adds their points. */
static void
before_meeting(struct sample *s, const void *ctx, const json_t *step, int64_t meeting_id, int64_t at)
{
	struct gathering *g = gathering_of(s);
	size_t i;
	json_t *item;
	int64_t id;

	json_array_foreach(json_object_get(step, "issues"), i, item) {
		const char *who = sample_text(item, "who");

		if (issue_air(s->db, ctx, sample_actor(s, who ? who : "lewis", at), text_format(ctx, "sample %lld", (long long)g->aired++), sample_text(item, "words"), !who,
		    s->zone, &id) != RESULT_DONE)
			sample_fail(s, "issue", sample_text(item, "words"));
	}
	json_array_foreach(json_object_get(step, "points"), i, item) {
		struct actor actor = *sample_actor(s, sample_text(item, "who"), at + 600 * (int64_t)(i + 1));

		actor.request_id = text_format(ctx, "sample-%lld-%zu", (long long)meeting_id, i);
		if (point_add(s->db, ctx, &actor, meeting_id, sample_text(item, "title"), sample_text(item, "detail"), json_integer_value(json_object_get(item, "minutes")), &id)
		    != RESULT_DONE)
			sample_fail(s, "point", sample_text(item, "title"));
	}
}

/* Goes through the agenda: a note where there is one to write, by turns, and an outcome for each. When it was through. */
static int64_t
agenda_play(struct sample *s, const void *ctx, const json_t *step, int64_t meeting_id, int64_t at)
{
	static const char *const hands[] = { "lewis", "marta" };
	const json_t *notes = json_object_get(step, "notes");
	size_t count, written = 0;
	const struct item *items = meeting_items(s->db, ctx, meeting_id, &count);
	bool beside;

	for (size_t i = 0; i < count; i++) {
		bool issue = items[i].section == SECTION_ISSUES, late = i % 4 == 1;
		const char *note = items[i].section == SECTION_ASSIGNMENTS ? NULL : json_string_value(json_array_get(notes, written));

		if (items[i].place != PLACE_AGENDA)
			continue;
		at += items[i].minutes * (late ? 75 : 45);
		if (note && ++written)
			note_save(s->db, ctx, sample_actor(s, hands[i % 2], at), meeting_id, items[i].id, 0, note, &beside);
		if (item_outcome(s->db, ctx, sample_actor(s, "priya", at + 5), meeting_id, items[i].id, issue ? OUTCOME_HEARD : i + 1 == count && gathering_of(s)->held % 3 == 0 ? OUTCOME_CARRIED : OUTCOME_SETTLED,
		    issue ? sample_actor(s, i % 2 ? "daniel" : "priya", at)->person_id : 0) != RESULT_DONE)
			sample_fail(s, "outcome", items[i].title);
	}
	return at + 60;
}

static void
tasks_play(struct sample *s, const void *ctx, const json_t *step, int64_t meeting_id, int64_t at)
{
	size_t count, i, place = 0;
	const struct item *items = meeting_items(s->db, ctx, meeting_id, &count);
	json_t *item;

	json_array_foreach(json_object_get(step, "tasks"), i, item) {
		while (place + 1 < count && (items[place].section == SECTION_ASSIGNMENTS || items[place].section == SECTION_FIGURES) && items[place + 1].place == PLACE_AGENDA)
			place++;
		struct day due = day_add(day_of(at, s->zone), json_integer_value(json_object_get(item, "days")));
		struct task t = { .words = sample_text(item, "words"), .owner_id = sample_actor(s, sample_text(item, "owner"), at)->person_id,
			.due_on = day_print(ctx, due), .meeting_id = meeting_id, .item_id = count ? items[place].id : 0 };

		if (task_create(s->db, ctx, sample_actor(s, "priya", at), &t, s->zone) != RESULT_DONE)
			sample_fail(s, "assignment", t.words);
		if (place + 1 < count && items[place + 1].place == PLACE_AGENDA)
			place++;
	}
}

/* What became of what somebody took on: the task as it was written down; NULL: it is not of the sample. */
static const json_t *
task_told(struct sample *s, const char *words)
{
	size_t i, j;
	json_t *meeting, *task;

	json_array_foreach(json_object_get(gathering_of(s)->words, "meetings"), i, meeting)
		json_array_foreach(json_object_get(meeting, "tasks"), j, task)
			if (strcmp(sample_text(task, "words"), words) == 0)
				return task;
	return NULL;
}

/* The reports of the closing; what is told as carried, or not at all, goes on once. */
static void
reports_play(struct sample *s, const void *ctx, int64_t meeting_id, int64_t at)
{
	size_t count;
	const struct task *tasks = tasks_asked_in(s->db, ctx, meeting_id, &count);
	struct actor *actor = sample_actor(s, "priya", at);

	for (size_t i = 0; i < count; i++) {
		const json_t *told = task_told(s, tasks[i].words), *report = json_object_get(told, "report");
		const char *result = json_string_value(json_array_get(report, 0)), *words = json_string_value(json_array_get(report, 1));
		bool goes_on = !carry_refusal(&tasks[i]) && (!report || json_is_true(json_object_get(told, "carried")));
		int state = TASK_DROPPED;
		enum act_result done;

		if (tasks[i].state != TASK_OPEN)
			continue;
		for (int known = TASK_DONE; result && known <= TASK_DROPPED; known++)
			if (strcmp(task_state_names[known], result) == 0)
				state = known;
		if (goes_on)
			done = task_carry(s->db, ctx, actor, tasks[i].id, meeting_id, day_add(day_of(at, s->zone), 28), s->zone);
		else
			done = task_report(s->db, ctx, actor, tasks[i].id, state, words ? words : "Nobody misses it.", meeting_id);
		if (done != RESULT_DONE)
			sample_fail(s, "report", tasks[i].words);
		if (!goes_on && state == TASK_DONE && i % 2 == 0)
			task_confirm(s->db, ctx, sample_actor(s, tasks[i].owner_team == TEAM_SALES ? "priya" : "daniel", at + DAY_SECONDS), tasks[i].id);
	}
}

/* The meeting of the series that begins at `at`; 0 with a problem: there is none. */
static int64_t
meeting_at(struct sample *s, const void *ctx, int64_t at)
{
	const struct user reader = { .team = TEAM_OBSERVER };
	const struct meeting_filter filter = { .user = &reader, .limit = 20 };
	size_t count;
	const struct meeting *m = meetings_list(s->db, ctx, &filter, &count);

	for (size_t i = 0; i < count; i++)
		if (m[i].starts_at == at)
			return m[i].id;
	sample_fail(s, "meeting", instant_print(ctx, at));
	return 0;
}

/* Both teams judge a few handoffs in the morning before they meet: less and less differs. */
static void
check_play(struct sample *s, const void *ctx, size_t round, int64_t at)
{
	const struct actor hands[] = { *sample_actor(s, "lewis", at), *sample_actor(s, "marta", at + 3600) };
	const struct version *gate = handoff_gate(s->db, ctx, at, NULL);
	const struct check_case *cases;
	struct check_answer *said;
	size_t count, n = 0;
	int64_t id;

	if (!gate || word_check_make(s->db, ctx, &hands[0], s->zone, &id) != RESULT_DONE) {
		sample_fail(s, "check", "vocabulary");
		return;
	}
	cases = check_cases(s->db, ctx, id, &count);
	said = memory_need(talloc_array(ctx, struct check_answer, count * gate->criteria_count + 1));
	for (size_t i = 0; i < count * gate->criteria_count; i++)
		said[n++] = (struct check_answer){ cases[i / gate->criteria_count].id, TEAM_MARKETING, gate->criteria[i % gate->criteria_count].code, JUDGED_MEETS };
	if (check_answer_save(s->db, ctx, &hands[0], id, said, n) != RESULT_DONE)
		sample_fail(s, "check", "Marketing");
	for (size_t i = 0; i < n; i++)
		if (i % gate->criteria_count == 2 ? i / gate->criteria_count + round < 4 : i + round == 4)
			said[i].verdict = i % 2 ? JUDGED_FAILS : JUDGED_UNKNOWN;
	if (check_answer_save(s->db, ctx, &hands[1], id, said, n) != RESULT_DONE)
		sample_fail(s, "check", "Sales");
}

void
sample_meeting(struct sample *s, int64_t at)
{
	struct gathering *g = gathering_of(s);
	void *ctx = talloc_new(s->ctx);
	const json_t *step;
	int64_t id, end;

	if (!s->problem && !g->series_id)
		series_begin(s, g, at);
	if (!s->problem && g->held == MEETINGS_BEFORE)
		series_follow(s, g, at);
	if (!s->problem && g->held >= CHECKED_FROM)
		check_play(s, ctx, g->held - CHECKED_FROM, at - 2 * 3600);
	step = json_array_get(json_object_get(g->words, "meetings"), g->held++);
	id = s->problem ? 0 : meeting_at(s, ctx, at);
	if (id) {
		before_meeting(s, ctx, step, id, at - AIRED_BEFORE);
		if (meeting_publish(s->db, ctx, sample_actor(s, "lewis", at - PUBLISHED_BEFORE), id, 0, s->zone) != RESULT_DONE
		    || meeting_start(s->db, ctx, sample_actor(s, "priya", at + 60), id, 0) != RESULT_DONE)
			sample_fail(s, "meeting", "publication");
		end = agenda_play(s, ctx, step, id, at + 60);
		tasks_play(s, ctx, step, id, end);
		reports_play(s, ctx, id, end);
		if (meeting_close(s->db, ctx, sample_actor(s, "priya", end), id, 0, s->zone) != RESULT_DONE)
			sample_fail(s, "meeting", "closing");
	}
	talloc_free(ctx);
}

/* Lets people say what the next meeting is to talk about, three days ago: in its place among all that happened, unless there was a meeting since. */
static void
next_play(struct sample *s, struct gathering *g, bool last)
{
	int64_t at = s->command->now - 3 * DAY_SECONDS;
	const struct meeting *next;

	if (g->next_waits || s->problem)
		return;
	if (!last)
		sample_leads_until(s, at);
	next = s->problem ? NULL : meeting_next(s->db, s->ctx);
	if (!next || (!last && next->starts_at <= s->command->now))
		return;
	before_meeting(s, s->ctx, json_object_get(g->words, "next"), next->id, at);
	g->next_waits = true;
}

void
sample_meetings_until(struct sample *s, int64_t until)
{
	struct gathering *g = s->small || s->problem ? NULL : gathering_of(s);
	struct day present = day_month_start(day_of(s->command->now, s->zone));

	while (g && !s->problem && g->early < MEETINGS_BEFORE) {
		struct day month = day_add_months(present, (int)g->early - 2 * MEETINGS_BEFORE);
		int64_t start = json_integer_value(json_object_get(json_object_get(g->words, "series"), "start"));
		int64_t at = rhythm_instant(rhythm_day(&rhythm, NULL, month), start, s->zone);

		if (at > until)
			return;
		g->early++;
		sample_meeting(s, at);
	}
	if (g && until >= s->command->now - 3 * DAY_SECONDS)
		next_play(s, g, false);
}

void
sample_meetings_end(struct sample *s)
{
	if (!s->gathering)
		return;
	next_play(s, s->gathering, true);
	json_decref(s->gathering->words);
}
