/* The sample organisation: people, and the glossary's history played through the same acts that people use. */
#include "accounts/store.h"
#include "auth/password.h"
#include "base/days.h"
#include "base/text.h"
#include "command/command.h"
#include "glossary/import.h"
#include "glossary/store.h"
#include "sla/rules.h"
#include "sla/store.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <talloc.h>

enum { MOST_PEOPLE = 16, DAY = 86400 };

/* One person of the sample by the name the story calls them. */
struct player {
	const char *key, *name;
	struct actor actor;
};

struct sample {
	struct command *command;
	struct db *db;
	const void *ctx;
	const char *zone;
	struct player players[MOST_PEOPLE];
	size_t count;
	const char *problem;	/* the first step that could not be played */
};

static void
sample_fail(struct sample *s, const char *step, const char *about)
{
	if (!s->problem)
		s->problem = text_format(s->ctx, "the sample's step \"%s\" of \"%s\" could not be played", step, about ? about : "");
}

static const char *
string_of(const json_t *object, const char *name)
{
	return json_string_value(json_object_get(object, name));
}

static bool
has_role(const json_t *person, const char *role)
{
	size_t i;
	json_t *value;

	json_array_foreach(json_object_get(person, "roles"), i, value)
		if (strcmp(json_string_value(value), role) == 0)
			return true;
	return false;
}

/* Makes a person with a password of their own and notes both for sample-accounts.json. */
static void
person_make(struct sample *s, json_t *person, json_t *accounts)
{
	const char *password = password_make(s->ctx), *team = string_of(person, "team");
	struct account account = { .email = string_of(person, "email"), .name = string_of(person, "name"),
	    .is_signatory = has_role(person, "signatory"), .is_point_person = has_role(person, "point_person"),
	    .is_administrator = has_role(person, "administrator"), .password_hash = password_hash(s->ctx, password) };
	struct player *player = &s->players[s->count++];
	int64_t made = s->command->now - 200 * DAY;

	while (team_names[account.team] && strcmp(team_names[account.team], team) != 0)
		account.team++;
	player->key = string_of(person, "key");
	player->name = account.name;
	player->actor = (struct actor){ .person_id = account_create(s->db, &account, made), .team = account.team,
	    .is_signatory = account.is_signatory, .request_id = "sample" };
	json_array_append_new(accounts, json_pack("{s:s, s:s, s:s, s:s, s:O}", "email", account.email, "password", password,
	    "name", account.name, "team", team, "roles", json_object_get(person, "roles")));
}

/* Who acts in a step, at the step's time: "ago" days before today at "at" by the organisation's clock. */
static struct actor *
actor_of(struct sample *s, const json_t *step, const char *role)
{
	const char *who = string_of(step, role), *at = string_of(step, "at");
	int64_t ago = json_integer_value(json_object_get(step, "ago"));
	struct day day = day_add(day_of(s->command->now, s->zone), -ago);
	int hour = 10, minute = 0;

	if (at)
		sscanf(at, "%d:%d", &hour, &minute);
	for (size_t i = 0; who && i < s->count; i++)
		if (strcmp(s->players[i].key, who) == 0) {
			int64_t when = local_instant(day, hour * 3600 + minute * 60, s->zone, LOCAL_FIRST);

			s->players[i].actor.now = when < s->command->now ? when : s->command->now;
			return &s->players[i].actor;
		}
	sample_fail(s, "who", who);
	return &s->players[0].actor;
}

static struct version *
open_version(struct sample *s, const char *slug, int64_t now)
{
	struct term *term = term_find(s->db, s->ctx, slug);
	struct version *versions;
	size_t count;

	if (!term)
		return NULL;
	versions = term_versions(s->db, s->ctx, term->id, now, &count);
	return count ? versions : NULL;
}

static void
play_starter(struct sample *s, const json_t *step)
{
	struct actor *actor = actor_of(s, step, "who");
	const char *path = text_format(s->ctx, "%s/schema/%s", s->command->conf->app, string_of(step, "file"));
	json_t *terms = json_load_file(path, 0, NULL);
	char *text = json_dumps(terms, JSON_COMPACT);
	struct import_plan *plan = import_read(s->ctx, IMPORT_JSON, text ? text : "", text ? strlen(text) : 0);

	import_match(s->db, s->ctx, plan, actor->now);
	import_decide(plan, day_print(s->ctx, day_of(actor->now, s->zone)), actor->person_id);
	import_run(s->db, s->ctx, actor, plan);
	if (plan->problem || plan->refused || !plan->created)
		sample_fail(s, "starter", plan->problem ? plan->problem : path);
	free(text);
	json_decref(terms);
}

/* Review, and both teams' keys, an hour apart. */
static void
play_agree(struct sample *s, const json_t *step)
{
	size_t i;
	json_t *slug;

	json_array_foreach(json_object_get(step, "terms"), i, slug) {
		struct actor marketing = *actor_of(s, step, "marketing"), sales = *actor_of(s, step, "sales");
		struct version *v = open_version(s, json_string_value(slug), marketing.now);

		sales.now += 3600 + (int64_t)i * 120;
		marketing.now += (int64_t)i * 90;
		if (!v || (v->state == STATE_DRAFT && version_review(s->db, s->ctx, &marketing, v->id, v->revision) != RESULT_DONE)
		    || version_sign(s->db, s->ctx, &marketing, v->id, v->revision, s->zone) != RESULT_DONE
		    || version_sign(s->db, s->ctx, &sales, v->id, v->revision, s->zone) != RESULT_DONE)
			sample_fail(s, "agree", json_string_value(slug));
	}
}

static void
play_version(struct sample *s, const json_t *step)
{
	struct actor *actor = actor_of(s, step, "who");
	struct term *term = term_find(s->db, s->ctx, string_of(step, "term"));
	struct version version = VERSION_BLANK;
	struct problems *problems = problems_new(s->ctx);

	if (!term) {
		sample_fail(s, "version", string_of(step, "term"));
		return;
	}
	version_read_json(s->ctx, json_object_get(step, "version"), &version, problems);
	version_tidy(s->ctx, &version);
	if (problems->count || version_create(s->db, s->ctx, actor, term->id, &version) != RESULT_DONE)
		sample_fail(s, "version", term->slug);
}

static void
play_act(struct sample *s, const json_t *step, const char *act)
{
	const char *slug = string_of(step, "term"), *words = string_of(step, "words");
	struct actor *actor = actor_of(s, step, "who");
	struct version *v = slug ? open_version(s, slug, actor->now) : NULL;
	enum act_result result = RESULT_GONE;

	if (v && strcmp(act, "review") == 0)
		result = version_review(s->db, s->ctx, actor, v->id, v->revision);
	else if (v && strcmp(act, "sign") == 0)
		result = version_sign(s->db, s->ctx, actor, v->id, v->revision, s->zone);
	else if (v && strcmp(act, "object") == 0)
		result = version_object(s->db, s->ctx, actor, v->id, v->revision, words);
	else if (v && strcmp(act, "comment") == 0)
		result = comment_add(s->db, s->ctx, actor, v->id, words);
	if (result != RESULT_DONE)
		sample_fail(s, act, slug);
}

static void
play_retire(struct sample *s, const json_t *step)
{
	struct actor *actor = actor_of(s, step, "who");
	struct term *term = term_find(s->db, s->ctx, string_of(step, "term"));
	struct term *instead = term_find(s->db, s->ctx, string_of(step, "instead"));

	if (!term || !instead || term_deprecate(s->db, s->ctx, actor, term->id, term->revision, string_of(step, "words"),
	    instead->id) != RESULT_DONE)
		sample_fail(s, "retire", string_of(step, "term"));
}

/* [["2026-12-25", "Christmas Day"], ["2026-12-24", "Christmas Eve", "09:00-12:30"]] */
static void
calendar_days(struct sample *s, const json_t *list, struct calendar *c)
{
	struct exception *days = memory_need(talloc_zero_array(s->ctx, struct exception, json_array_size(list) + 1));
	size_t i;
	json_t *item;

	json_array_foreach(list, i, item) {
		days[i].name = json_string_value(json_array_get(item, 1));
		if (!day_parse(json_string_value(json_array_get(item, 0)), &days[i].day)
		    || !hours_parse(s->ctx, json_string_value(json_array_get(item, 2)), &days[i].hours))
			sample_fail(s, "calendar", days[i].name);
	}
	c->exceptions = days;
	c->exception_count = json_array_size(list);
}

static void
play_calendar(struct sample *s, const json_t *step)
{
	struct actor *actor = actor_of(s, step, "who");
	struct calendar c = { .name = string_of(step, "name"), .zone = string_of(step, "zone") };
	struct day today = day_of(actor->now, s->zone);
	struct problems *problems = problems_new(s->ctx);
	struct buffer *week = buffer_new(s->ctx);
	int64_t id;
	size_t i;
	json_t *line;

	json_array_foreach(json_object_get(step, "week"), i, line)
		buffer_format(week, "%s\n", json_string_value(line));
	if (!week_read(s->ctx, buffer_take(s->ctx, week), c.week))
		sample_fail(s, "calendar", c.name);
	calendar_days(s, json_object_get(step, "days"), &c);
	calendar_problems(problems, &c, today);
	if (problems->count || calendar_create(s->db, s->ctx, actor, calendar_tidy(s->ctx, &c), day_print(s->ctx, today),
	    &id) != RESULT_DONE)
		sample_fail(s, "calendar", problems->count ? problems->list[0].text : c.name);
}

static void
play(struct sample *s, const json_t *step)
{
	const char *act = string_of(step, "do");

	if (strcmp(act, "starter") == 0)
		play_starter(s, step);
	else if (strcmp(act, "agree") == 0)
		play_agree(s, step);
	else if (strcmp(act, "version") == 0)
		play_version(s, step);
	else if (strcmp(act, "retire") == 0)
		play_retire(s, step);
	else if (strcmp(act, "calendar") == 0)
		play_calendar(s, step);
	else
		play_act(s, step, act);
}

/* Writes the file whole or not at all, readable by its owner alone. */
static bool
accounts_write(const struct sample *s, const json_t *accounts)
{
	const char *path = text_format(s->ctx, "%s/sample-accounts.json", s->command->conf->state);
	const char *fresh = text_format(s->ctx, "%s.new", path);

	umask(077);
	return json_dump_file(accounts, fresh, JSON_INDENT(2)) == 0 && rename(fresh, path) == 0;
}

static void
play_all(struct sample *s, const json_t *whole, json_t *accounts)
{
	const json_t *organisation = json_object_get(whole, "organisation");
	size_t i;
	json_t *item;

	s->zone = string_of(organisation, "time_zone");
	organisation_set(s->db, string_of(organisation, "name"), s->zone);
	json_array_foreach(json_object_get(whole, "people"), i, item)
		if (i < MOST_PEOPLE)
			person_make(s, item, accounts);
	json_array_foreach(json_object_get(whole, "story"), i, item)
		if (!s->problem && db_fate(s->db) == DB_FINE)
			play(s, item);
}

int
command_sample(struct command *c)
{
	struct sample s = { .command = c, .db = c->db, .ctx = c->conf };
	json_error_t error;
	json_t *whole = json_load_file(text_format(c->conf, "%s/schema/sample.json", c->conf->app), 0, &error);
	json_t *accounts = json_array();
	int status = 0;

	if (!whole)
		return command_fail("sample.json, line %d: %s", error.line, error.text);
	db_begin(c->db);
	if (accounts_count(c->db) > 0)
		status = command_fail("There are people in this database already: the sample goes into an empty one.");
	else {
		play_all(&s, whole, accounts);
		if (db_fate(c->db) != DB_FINE)
			status = command_fail("%s", db_problem(c->db));
		else if (s.problem)
			status = command_fail("%s", s.problem);
		else if (!accounts_write(&s, accounts) || !db_commit(c->db))
			status = command_fail("The sample could not be saved: %s", db_problem(c->db));
	}
	json_decref(accounts);
	json_decref(whole);
	return status;
}
