/* The rules of assignment, asked in their order. */
#include "leads/rules_assign.h"

#include "base/text.h"

const char *const assign_kind_names[] = { "account", "persona", "source", "any", NULL };

const char *
assign_when(const void *ctx, const struct assign_rule *rule)
{
	switch (rule->kind) {
	case ASSIGN_ACCOUNT:
		return "The account has an owner";
	case ASSIGN_PERSONA:
		return text_format(ctx, "Persona: %s", rule->persona_name);
	case ASSIGN_SOURCE:
		return text_format(ctx, "Source: %s", rule->source_name);
	}
	return "Every lead";
}

static const struct seller *
seller_of(const struct seller *sellers, size_t count, int64_t id)
{
	for (size_t i = 0; id && i < count; i++)
		if (sellers[i].id == id)
			return &sellers[i];
	return NULL;
}

const struct seller *
seller_here(const struct seller *sellers, size_t count, int64_t id)
{
	const struct seller *s = seller_of(sellers, count, id);

	/* A chain is no longer than there are people: a longer one goes in a circle. */
	for (size_t steps = 0; s && s->sells && steps < count; steps++) {
		if (!s->is_out)
			return s;
		s = seller_of(sellers, count, s->deputy_id);
	}
	return NULL;
}

/* What the choice goes through. */
struct asking {
	const void *ctx;
	const struct seller *sellers;
	size_t count;
};

/* Gives it to a person or whoever stands in for them; `why` follows the colon. */
static bool
give(const struct asking *a, int64_t id, const char *why, struct assigned *into)
{
	const struct seller *here = seller_here(a->sellers, a->count, id), *meant;

	if (!here)
		return false;
	meant = here->id == id ? NULL : seller_of(a->sellers, a->count, id);
	*into = (struct assigned){ .person_id = here->id, .instead_of_id = meant ? id : 0 };
	into->words = meant ? text_format(a->ctx, "Given to %s for %s, who is out today: %s.", here->name, meant->name, why)
	    : text_format(a->ctx, "Given to %s: %s.", here->name, why);
	return true;
}

/* Whose turn is next, of those who are not passed over yet: who waited longest, then the first. */
static const struct assign_member *
next_of(const struct assign_rule *rule, const bool *passed)
{
	const struct assign_member *next = NULL;

	for (size_t i = 0; i < rule->member_count && i < ASSIGN_MEMBERS_MOST; i++)
		if (!passed[i] && (!next || rule->members[i].turn < next->turn))
			next = &rule->members[i];
	return next;
}

static bool
ask_members(const struct asking *a, const struct assign_rule *rule, const char *what, struct assigned *into)
{
	bool passed[ASSIGN_MEMBERS_MOST] = { 0 };
	bool several = rule->member_count > 1;
	const char *why = !several ? what : rule->kind == ASSIGN_ANY ? "it was their turn" : text_format(a->ctx, "%s, in turn", what);
	const struct assign_member *next;

	while ((next = next_of(rule, passed)) != NULL) {
		if (give(a, next->person_id, why, into)) {
			into->rule_id = several ? rule->id : 0;
			into->member_id = several ? next->person_id : 0;
			return true;
		}
		passed[next - rule->members] = true;
	}
	return false;
}

static bool
ask(const struct asking *a, const struct assign_rule *rule, const struct assign_facts *f, struct assigned *into)
{
	switch (rule->kind) {
	case ASSIGN_ACCOUNT:
		return give(a, f->account_owner_id, text_format(a->ctx, "owner of %s", f->account_name ? f->account_name : "the account"), into);
	case ASSIGN_PERSONA:
		return f->persona_id == rule->persona_id && ask_members(a, rule, text_format(a->ctx, "persona %s", rule->persona_name), into);
	case ASSIGN_SOURCE:
		return f->source_id == rule->source_id && ask_members(a, rule, text_format(a->ctx, "source %s", rule->source_name), into);
	}
	return ask_members(a, rule, "gets every lead that no other rule gave away", into);
}

struct assigned
assign_find(const void *ctx, const struct assign_rule *rules, size_t rule_count, const struct seller *sellers, size_t seller_count,
    const struct assign_facts *f)
{
	static const struct assign_rule only = { .kind = ASSIGN_ACCOUNT };
	const struct asking a = { ctx, sellers, seller_count };
	struct assigned to = { 0 };

	if (give(&a, f->before_id, "had this lead before", &to) || give(&a, f->own_id, "seller of this lead", &to))
		return to;
	if (!rule_count) {
		rules = &only;
		rule_count = 1;
	}
	for (size_t i = 0; i < rule_count; i++)
		if (ask(&a, &rules[i], f, &to))
			return to;
	return (struct assigned){ 0 };
}

void
assign_rule_problems(struct problems *problems, const struct assign_rule *rule)
{
	if (rule->kind < ASSIGN_ACCOUNT || rule->kind > ASSIGN_ANY)
		problem_add(problems, "kind", -1, "Choose what the rule looks at.");
	if (rule->kind == ASSIGN_PERSONA && !rule->persona_id)
		problem_add(problems, "persona", -1, "Choose the persona.");
	if (rule->kind == ASSIGN_SOURCE && !rule->source_id)
		problem_add(problems, "source", -1, "Choose the source.");
	if (rule->kind != ASSIGN_ACCOUNT && rule->kind >= 0 && !rule->member_count)
		problem_add(problems, "members", -1, "Choose at least one person who gets these leads.");
	if (rule->member_count > ASSIGN_MEMBERS_MOST)
		problem_add(problems, "members", -1, "At most %d people take turns in a rule.", ASSIGN_MEMBERS_MOST);
}
