/* The sample organisation: people, and the glossary's history played through the same acts that people use. */
#include "accounts/store.h"
#include "auth/password.h"
#include "base/days.h"
#include "base/text.h"
#include "command/sample.h"
#include "command/store.h"
#include "glossary/import.h"
#include "glossary/store.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <talloc.h>

void
sample_fail(struct sample *s, const char *step, const char *about)
{
	if (!s->problem)
		s->problem = text_format(s->ctx, "the sample's step \"%s\" of \"%s\" could not be played", step, about ? about : "");
}

const char *
sample_text(const json_t *object, const char *name)
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
	const char *password = password_make(s->ctx), *team = sample_text(person, "team");
	struct account account = { .email = sample_text(person, "email"), .name = sample_text(person, "name"),
	    .is_signatory = has_role(person, "signatory"), .is_point_person = has_role(person, "point_person"),
	    .is_administrator = has_role(person, "administrator"), .password_hash = password_hash(s->ctx, password) };
	struct player *player = &s->players[s->count++];
	int64_t made = s->command->now - (int64_t)420 * DAY_SECONDS;

	while (team_names[account.team] && strcmp(team_names[account.team], team) != 0)
		account.team++;
	player->key = sample_text(person, "key");
	player->name = account.name;
	player->actor = (struct actor){ .person_id = account_create(s->db, &account, made), .team = account.team,
	    .is_signatory = account.is_signatory, .request_id = "sample" };
	json_array_append_new(accounts, json_pack("{s:s, s:s, s:s, s:s, s:O}", "email", account.email, "password", password,
	    "name", account.name, "team", team, "roles", json_object_get(person, "roles")));
}

int64_t
sample_when(const struct sample *s, const json_t *step)
{
	const json_t *month = json_object_get(step, "month");
	const char *at = sample_text(step, "at");
	struct day day = day_of(s->command->now, s->zone);
	int hour = 10, minute = 0;

	if (month)
		day = day_add_months(day_month_start(day), (int)json_integer_value(month));
	if (at)
		sscanf(at, "%d:%d", &hour, &minute);
	return local_instant(day_add(day, -json_integer_value(json_object_get(step, "ago"))), hour * 3600 + minute * 60, s->zone, LOCAL_FIRST);
}

struct actor *
sample_actor(struct sample *s, const char *key, int64_t at)
{
	for (size_t i = 0; key && i < s->count; i++)
		if (strcmp(s->players[i].key, key) == 0) {
			s->players[i].actor.now = at < s->command->now ? at : s->command->now;
			return &s->players[i].actor;
		}
	sample_fail(s, "who", key);
	return &s->players[0].actor;
}

static struct actor *
actor_of(struct sample *s, const json_t *step, const char *role)
{
	return sample_actor(s, sample_text(step, role), sample_when(s, step));
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
	const char *path = text_format(s->ctx, "%s/schema/%s", s->command->conf->app, sample_text(step, "file"));
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

/* Whom to ask about some terms, in each team. */
static void
play_points(struct sample *s, const json_t *step)
{
	const struct actor marketing = *actor_of(s, step, "marketing"), sales = *actor_of(s, step, "sales");
	size_t i;
	json_t *slug;

	json_array_foreach(json_object_get(step, "terms"), i, slug) {
		struct term *term = term_find(s->db, s->ctx, json_string_value(slug));

		if (term) {
			term->point_marketing_id = marketing.person_id;
			term->point_sales_id = sales.person_id;
		}
		if (!term || term_edit_words(s->db, s->ctx, &marketing, term, NULL, 0) != RESULT_DONE)
			sample_fail(s, "points", json_string_value(slug));
	}
}

static void
play_version(struct sample *s, const json_t *step)
{
	struct actor *actor = actor_of(s, step, "who");
	struct term *term = term_find(s->db, s->ctx, sample_text(step, "term"));
	struct version version = VERSION_BLANK;
	struct problems *problems = problems_new(s->ctx);

	if (!term) {
		sample_fail(s, "version", sample_text(step, "term"));
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
	const char *slug = sample_text(step, "term"), *words = sample_text(step, "words");
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
	struct term *term = term_find(s->db, s->ctx, sample_text(step, "term"));
	struct term *instead = term_find(s->db, s->ctx, sample_text(step, "instead"));

	if (!term || !instead || term_deprecate(s->db, s->ctx, actor, term->id, term->revision, sample_text(step, "words"),
	    instead->id) != RESULT_DONE)
		sample_fail(s, "retire", sample_text(step, "term"));
}

static void
play(struct sample *s, const json_t *step)
{
	const char *act = sample_text(step, "do");

	if (s->small && json_is_true(json_object_get(step, "whole")))
		return;
	if (strcmp(act, "starter") == 0)
		play_starter(s, step);
	else if (strcmp(act, "agree") == 0)
		play_agree(s, step);
	else if (strcmp(act, "points") == 0)
		play_points(s, step);
	else if (strcmp(act, "version") == 0)
		play_version(s, step);
	else if (strcmp(act, "retire") == 0)
		play_retire(s, step);
	else if (strcmp(act, "costs") == 0)
		sample_costs(s, step);
	else if (strcmp(act, "calendar") == 0)
		sample_calendar(s, step);
	else if (strcmp(act, "agreement") == 0) {
		if (!s->small)
			sample_agreement(s, step);
	} else if (strcmp(act, "leads") == 0) {
		if (!s->small)
			sample_leads(s, step);
	}
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

	s->zone = sample_text(organisation, "time_zone");
	organisation_set(s->db, sample_text(organisation, "name"), s->zone);
	json_array_foreach(json_object_get(whole, "people"), i, item)
		if (i < MOST_PLAYERS)
			person_make(s, item, accounts);
	json_array_foreach(json_object_get(whole, "story"), i, item)
		if (!s->problem && db_fate(s->db) == DB_FINE) {
			sample_meetings_until(s, sample_when(s, item));
			sample_leads_until(s, sample_when(s, item));
			play(s, item);
		}
	sample_leads_until(s, s->command->now);
	sample_meetings_end(s);
	mail_long_sent(s->db, s->command->now - DAY_SECONDS);
}

int
command_sample(struct command *c)
{
	struct sample s = { .command = c, .db = c->db, .ctx = c->conf, .small = command_flag(c, "--small") };
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
	sample_leads_end(&s);
	json_decref(accounts);
	json_decref(whole);
	return status;
}
