/* Who gets a lead: the rules, the pairs of accounts, and what is moved from whoever left. */
#include "leads/pages.h"

#include "auth/session.h"
#include "base/text.h"
#include "leads/pages_parts.h"
#include "leads/views_assign.h"

#include <talloc.h>

/* A rule as it is typed: places in the lists of what there is to choose. */
struct typed {
	int looks, persona, source;
	int64_t members;		/* bits */
};

/* What a rule may name. */
struct choices {
	const struct choice *personas, *sources;
	const struct seller *sellers;	/* those who may be given leads come first, and are this many */
	size_t persona_count, source_count, seller_count;
	const struct field *fields;
};

static const struct option looks[] = {
	{ "account", "The account has an owner", "It goes to them.", ASSIGN_ACCOUNT }, { "persona", "The lead’s persona", NULL, ASSIGN_PERSONA },
	{ "source", "Where the lead comes from", NULL, ASSIGN_SOURCE }, { "any", "Nothing: it takes every lead", "Put it last.", ASSIGN_ANY }, { 0 }
};

static const struct option *
options_of(const void *ctx, const struct choice *choices, size_t count)
{
	struct option *options = memory_need(talloc_zero_array(ctx, struct option, count + 2));

	options[0] = (struct option){ "", "Choose", NULL, GLOSSARY_NONE };
	for (size_t i = 0; i < count; i++)
		options[i + 1] = (struct option){ text_format(ctx, "%lld", (long long)choices[i].id), choices[i].name, NULL, (int)i };
	return options;
}

static const struct option *
seller_boxes(struct request *req, struct choices *c)
{
	size_t count;
	struct seller *all = sellers_list(req->db, req, req->now, req->session->organisation_zone, &count);
	struct option *options = memory_need(talloc_zero_array(req, struct option, count + 1));

	for (size_t i = 0; i < count; i++) {
		if (!all[i].sells || c->seller_count == ASSIGN_MEMBERS_MOST)
			continue;
		all[c->seller_count] = all[i];
		options[c->seller_count] = (struct option){ text_format(req, "member_%lld", (long long)all[i].id), all[i].name, NULL, (int)c->seller_count };
		c->seller_count++;
	}
	c->sellers = all;
	return options;
}

static struct choices *
choices_of(struct request *req)
{
	static const struct field plan[] = {
		{ .name = "looks_at", .label = "What does the rule look at?", .kind = FIELD_RADIO, .at = assign_form_LOOKS_FIELD, .into = offsetof(struct typed, looks),
		    .options = looks },
		{ .name = "persona", .label = "Which persona?", .kind = FIELD_SELECT, .at = assign_form_PERSONA_FIELD, .into = offsetof(struct typed, persona),
		    .hint = "For a rule of a persona." },
		{ .name = "source", .label = "Which source?", .kind = FIELD_SELECT, .at = assign_form_SOURCE_FIELD, .into = offsetof(struct typed, source),
		    .hint = "For a rule of a source." },
		{ .name = "members", .label = "Who gets these leads?", .kind = FIELD_CHECKS, .at = assign_form_MEMBERS_FIELD, .into = offsetof(struct typed, members),
		    .hint = "Not for the owner of the account. Several take turns." },
		{ 0 }
	};
	struct choices *c = memory_need(talloc_zero(req, struct choices));
	struct field *fields = memory_need(talloc_memdup(req, plan, sizeof plan));

	c->personas = queue_personas(req->db, req, &c->persona_count);
	c->sources = sources_list(req->db, req, true, &c->source_count);
	fields[1].options = options_of(req, c->personas, c->persona_count);
	fields[2].options = options_of(req, c->sources, c->source_count);
	fields[3].options = seller_boxes(req, c);
	c->fields = fields;
	return c;
}

static struct typed
typed_of(const struct choices *c, const struct assign_rule *rule)
{
	struct typed t = { .looks = rule->kind, .persona = GLOSSARY_NONE, .source = GLOSSARY_NONE };

	for (size_t i = 0; i < c->persona_count; i++)
		if (c->personas[i].id == rule->persona_id)
			t.persona = (int)i;
	for (size_t i = 0; i < c->source_count; i++)
		if (c->sources[i].id == rule->source_id)
			t.source = (int)i;
	for (size_t i = 0; i < c->seller_count; i++)
		for (size_t j = 0; j < rule->member_count; j++)
			if (c->sellers[i].id == rule->members[j].person_id)
				t.members |= INT64_C(1) << i;
	return t;
}

static struct assign_rule
rule_of(struct request *req, const struct choices *c, const struct typed *t)
{
	struct assign_member *members = memory_need(talloc_zero_array(req, struct assign_member, c->seller_count + 1));
	struct assign_rule rule = { .kind = t->looks, .members = members };

	if (t->persona >= 0 && (size_t)t->persona < c->persona_count)
		rule.persona_id = c->personas[t->persona].id;
	if (t->source >= 0 && (size_t)t->source < c->source_count)
		rule.source_id = c->sources[t->source].id;
	for (size_t i = 0; i < c->seller_count; i++)
		if (t->members >> i & 1)
			members[rule.member_count++].person_id = c->sellers[i].id;
	return rule;
}

static const struct assign_rule *
rule_named(struct request *req)
{
	size_t count;
	const struct assign_rule *rules = assign_rules(req->db, req, &count);

	for (size_t i = 0; i < count; i++)
		if (rules[i].id == req->id)
			return &rules[i];
	return NULL;
}

struct response
assign_index_page(struct request *req)
{
	const char *zone = req->session->organisation_zone;
	struct assign_page p = { .revision = assign_revision(req->db) };

	p.rules = assign_rules(req->db, req, &p.rule_count);
	p.sellers = sellers_list(req->db, req, req->now, zone, &p.seller_count);
	p.trials = assign_trials(req->db, req, TRIALS_SHOWN, req->now, zone, &p.trial_count);
	p.left = holdings_left(req->db, req, &p.left_count);
	p.pairs = account_pairs(req->db, req, PAIRS_SHOWN + 1, &p.pair_count);
	return show_form(req, 200, assign_index_view(req, &p));
}

struct response
assign_new(struct request *req)
{
	const struct typed blank = { .looks = GLOSSARY_NONE, .persona = GLOSSARY_NONE, .source = GLOSSARY_NONE };

	return show_form(req, 200, assign_form_view(req, NULL, form_show(req, choices_of(req)->fields, &blank), assign_revision(req->db)));
}

struct response
assign_show(struct request *req)
{
	const struct assign_rule *rule = rule_named(req);
	const struct choices *c = choices_of(req);
	struct typed present;

	if (!rule)
		return not_found(req);
	present = typed_of(c, rule);
	return show_form(req, 200, assign_form_view(req, rule, form_show(req, c->fields, &present), assign_revision(req->db)));
}

/* Somebody was quicker. */
static const char *
rival_words(struct request *req)
{
	const char *name = assign_editor(req->db, req);

	return text_format(req, "%s changed the rules meanwhile. Nothing was done: look at them, then do it once more.", name ? name : "Somebody");
}

/* Saves a rule as it was typed: a new one, or over `old`. */
static struct response
save(struct request *req, const struct assign_rule *old)
{
	struct typed typed = { .looks = GLOSSARY_NONE, .persona = GLOSSARY_NONE, .source = GLOSSARY_NONE };
	const struct choices *c = choices_of(req);
	struct form *form = form_read(req, c->fields, &typed);
	struct assign_rule rule = rule_of(req, c, &typed);
	struct problems *problems = problems_new(req);
	enum act_result result = RESULT_DONE;

	rule.id = old ? old->id : 0;
	assign_rule_problems(problems, &rule);
	for (size_t i = 0; i < problems->count; i++)
		form_reject(form, text_equal(problems->list[i].member, "kind") ? "looks_at" : problems->list[i].member, problems->list[i].text);
	if (!form_ok(form))
		return show_form(req, 422, assign_form_view(req, old, form, request_revision(req)));
	result = old ? assign_rule_edit(req->db, &req->actor, &rule, request_revision(req)) : assign_rule_add(req->db, &req->actor, &rule, request_revision(req));
	if (result == RESULT_DONE)
		return redirect(req, "/leads/assignment");
	if (result == RESULT_GONE)
		return conflict(req, rival_words(req));
	form_reject(form, NULL, result == RESULT_TAKEN ? "There are 50 rules already. Remove one that nobody needs." : rival_words(req));
	return show_form(req, result == RESULT_TAKEN ? 422 : 409, assign_form_view(req, old, form, assign_revision(req->db)));
}

struct response
assign_make(struct request *req)
{
	return save(req, NULL);
}

struct response
assign_save(struct request *req)
{
	const struct assign_rule *rule = rule_named(req);

	return rule ? save(req, rule) : not_found(req);
}

struct response
assign_place(struct request *req)
{
	const char *way = request_field(req, "direction");
	bool up = way && text_equal(way, "up");

	if (!rule_named(req))
		return not_found(req);
	if (!up && !(way && text_equal(way, "down")))
		return refuse(req, 422, "Say whether the rule goes up or down.");
	if (req->hold)
		return refuse(req, 422, req->hold);
	if (assign_rule_move(req->db, req, &req->actor, req->id, up, request_revision(req)) != RESULT_DONE)
		return conflict(req, rival_words(req));
	return redirect(req, "/leads/assignment");
}

struct response
assign_removal(struct request *req)
{
	if (!rule_named(req))
		return not_found(req);
	if (req->hold)
		return refuse(req, 422, req->hold);
	if (assign_rule_drop(req->db, &req->actor, req->id, request_revision(req)) != RESULT_DONE)
		return conflict(req, rival_words(req));
	return redirect(req, "/leads/assignment");
}

/* People of a team to choose, with what else there is before them; codes are their ids. */
static const struct option *
people_options(struct request *req, int team, int64_t but_id, const struct option *first)
{
	size_t count, n = 0;
	const struct person *people = people_choices(req->db, req, &count);
	struct option *options = memory_need(talloc_zero_array(req, struct option, count + 4));

	while (first[n].value) {
		options[n] = first[n];
		n++;
	}
	for (size_t i = 0; i < count; i++)
		if (people[i].team == team && people[i].id != but_id)
			options[n++] = (struct option){ text_format(req, "%lld", (long long)people[i].id), people[i].name, NULL, (int)people[i].id };
	return options;
}

struct moving {
	int to;				/* a person's id; 0 nobody, TO_RULES */
};
enum { TO_RULES = -2 };

static const struct field *
moving_fields(struct request *req, const struct holding *h)
{
	static const struct option sales[] = {
		{ "", "Choose", NULL, GLOSSARY_NONE }, { "rules", "Whoever the rules say", NULL, TO_RULES }, { "nobody", "Nobody: the shared queue", NULL, 0 }, { 0 }
	};
	static const struct option marketing[] = { { "", "Choose", NULL, GLOSSARY_NONE }, { "nobody", "Nobody", NULL, 0 }, { 0 } };
	struct field *fields = memory_need(talloc_zero_array(req, struct field, 2));

	fields[0] = (struct field){ .name = "to", .label = "Who gets it now?", .kind = FIELD_SELECT, .at = assign_person_TO_FIELD, .into = offsetof(struct moving, to),
	    .options = people_options(req, h->team, h->person_id, h->team == TEAM_SALES ? sales : marketing) };
	return fields;
}

/* The side that somebody has something on: of both, the reader's own. */
static const struct holding *
side_of(const struct request *req, const struct holding *both)
{
	int64_t had[2];

	for (int i = 0; i < 2; i++)
		had[i] = both[i].handoffs + both[i].leads + both[i].accounts + both[i].deals;
	if (had[TEAM_MARKETING] && had[TEAM_SALES])
		return &both[req->user->team == TEAM_MARKETING ? TEAM_MARKETING : TEAM_SALES];
	if (had[TEAM_MARKETING] || had[TEAM_SALES])
		return &both[had[TEAM_MARKETING] ? TEAM_MARKETING : TEAM_SALES];
	return &both[both[TEAM_MARKETING].has_left ? TEAM_SALES : TEAM_MARKETING];
}

struct response
assign_person(struct request *req)
{
	const struct holding *both = holdings_of(req->db, req, req->id), *h;
	struct moving blank = { .to = GLOSSARY_NONE };
	struct holding moved;
	struct view *view;

	if (!both)
		return not_found(req);
	h = side_of(req, both);
	view = assign_person_view(req, h, req->user->team == h->team ? form_show(req, moving_fields(req, h), &blank) : NULL);
	if (request_query(req, "done") && holding_moved(req->db, req, &req->actor, req->id, &moved))
		page_notice(view, text_format(req, "Moved: %s. Left: %s.%s", holding_words(req, &moved), holding_words(req, h),
		    holding_movable(h) ? " Press again to move what is left." : ""));
	return show_form(req, 200, view);
}

struct response
assign_person_move(struct request *req)
{
	const struct holding *both = holdings_of(req->db, req, req->id), *h;
	struct moving typed = { .to = GLOSSARY_NONE };
	struct holding moved;
	struct form *form;
	struct move_order order;

	if (!both)
		return not_found(req);
	h = side_of(req, both);
	if (req->user->team != h->team)
		return forbidden(req, text_format(req, "Somebody of %s can move what their people had.", team_label(h->team)));
	form = form_read(req, moving_fields(req, h), &typed);
	if (typed.to == GLOSSARY_NONE)
		form_reject(form, "to", "Choose who gets it.");
	if (!form_ok(form))
		return show_form(req, 422, assign_person_view(req, h, form));
	order = (struct move_order){ h->person_id, h->team, typed.to > 0 ? typed.to : 0, typed.to == TO_RULES };
	if (holding_move(req->db, req, &req->actor, &order, req->session->organisation_zone, &moved) != RESULT_DONE)
		return conflict(req, "Whoever was to get it has left meanwhile. Nothing was moved: choose somebody else.");
	return redirect(req, "/leads/assignment/people/%lld?done=moved", (long long)h->person_id);
}

struct pairing {
	int marketer, seller;		/* people's ids; 0: nobody */
};

static const struct field *
pair_fields(struct request *req)
{
	static const struct option nobody[] = { { "nobody", "Nobody", NULL, 0 }, { 0 } };
	struct field *fields = memory_need(talloc_zero_array(req, struct field, 3));

	fields[0] = (struct field){ .name = "marketer", .label = "In Marketing", .kind = FIELD_SELECT, .at = assign_pair_MARKETER_FIELD,
	    .into = offsetof(struct pairing, marketer), .options = people_options(req, TEAM_MARKETING, 0, nobody) };
	fields[1] = (struct field){ .name = "seller", .label = "In Sales", .kind = FIELD_SELECT, .at = assign_pair_SELLER_FIELD,
	    .into = offsetof(struct pairing, seller), .options = people_options(req, TEAM_SALES, 0, nobody) };
	return fields;
}

struct response
account_pair_page(struct request *req)
{
	const struct account_pair *pair = account_pair_find(req->db, req, req->id);
	struct pairing present = { pair ? (int)pair->marketing_id : 0, pair ? (int)pair->sales_id : 0 };

	return pair ? show_form(req, 200, assign_pair_view(req, pair, form_show(req, pair_fields(req), &present), pair->revision)) : not_found(req);
}

struct response
account_pair_made(struct request *req)
{
	struct account_pair *pair = account_pair_find(req->db, req, req->id);
	struct pairing typed = { GLOSSARY_NONE, GLOSSARY_NONE };
	struct form *form;

	if (!pair)
		return not_found(req);
	form = form_read(req, pair_fields(req), &typed);
	if (typed.marketer == GLOSSARY_NONE)
		form_reject(form, "marketer", "Choose somebody of Marketing, or nobody.");
	if (typed.seller == GLOSSARY_NONE)
		form_reject(form, "seller", "Choose somebody of Sales, or nobody.");
	if (!form_ok(form))
		return show_form(req, 422, assign_pair_view(req, pair, form, request_revision(req)));
	if (account_pair_save(req->db, &req->actor, &(struct account_pair){ .id = pair->id, .marketing_id = typed.marketer, .sales_id = typed.seller },
	    request_revision(req)) == RESULT_DONE)
		return redirect(req, "/leads/assignment#pairs-title");
	form_reject(form, NULL, "Somebody changed this account since you opened the form. Look at it again, then save once more.");
	return show_form(req, 409, assign_pair_view(req, pair, form, pair->revision));
}
