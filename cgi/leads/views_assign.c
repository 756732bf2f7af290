/* Fills the pages that say who gets a lead. */
#include "leads/views_assign.h"

#include "auth/session.h"
#include "base/text.h"

static const struct crumb to_leads[] = { { "/leads", "Leads" }, { 0 } };
static const struct crumb to_rules[] = { { "/leads", "Leads" }, { "/leads/assignment", "Who gets it" }, { 0 } };

static const char *
people_words(const void *ctx, const struct assign_rule *rule)
{
	struct buffer *out = buffer_new(ctx);

	if (rule->kind == ASSIGN_ACCOUNT)
		return "Goes to the owner of the account on the side of Sales.";
	if (!rule->member_count)
		return "Nobody is named, so the next rule is asked.";
	for (size_t i = 0; i < rule->member_count; i++)
		buffer_format(out, "%s%s", i ? ", " : "", rule->members[i].name);
	return rule->member_count == 1 ? text_format(ctx, "Goes to %s.", out->data) : text_format(ctx, "In turn, next first: %s.", out->data);
}

/* Who of a rule's people cannot be given anything today, and what happens instead. */
static const char *
absent_words(const void *ctx, const struct assign_rule *rule, const struct assign_page *p)
{
	struct buffer *out = buffer_new(ctx);

	for (size_t i = 0; i < rule->member_count; i++) {
		const struct assign_member *m = &rule->members[i];
		const struct seller *here = seller_here(p->sellers, p->seller_count, m->person_id);
		bool sells = false;

		for (size_t j = 0; j < p->seller_count; j++)
			sells |= p->sellers[j].id == m->person_id && p->sellers[j].sells;
		if (here && here->id == m->person_id)
			continue;
		if (!sells)
			buffer_format(out, "%s%s has left Sales and is passed over.", out->length ? " " : "", m->name);
		else if (here)
			buffer_format(out, "%s%s is out today, %s stands in.", out->length ? " " : "", m->name, here->name);
		else
			buffer_format(out, "%s%s is out today and is passed over.", out->length ? " " : "", m->name);
	}
	return out->length ? buffer_take(ctx, out) : NULL;
}

static void
rule_fill(struct view *row, struct request *req, const struct assign_page *p, size_t i)
{
	const struct assign_rule *rule = &p->rules[i];

	view_number(row, assign_index_RULE_PLACE, (int64_t)i + 1);
	view_number(row, assign_index_RULE_ID, rule->id);
	view_text(row, assign_index_RULE_WHEN, assign_when(row, rule));
	view_text(row, assign_index_RULE_WHO, people_words(row, rule));
	view_maybe(row, assign_index_HAS_NOTES, assign_index_NOTE_WORDS, absent_words(row, rule, p));
	if (!(user_roles(req->user) & SALES))
		return;
	view_show(row, assign_index_MAY_CHANGE);
	if (i > 0)
		form_hidden_fill(view_row(row, assign_index_MAY_RISE), assign_index_FORM_HIDDEN, p->revision);
	if (i + 1 < p->rule_count)
		form_hidden_fill(view_row(row, assign_index_MAY_SINK), assign_index_FORM_HIDDEN, p->revision);
}

const char *
holding_words(const void *ctx, const struct holding *h)
{
	const struct { int64_t count; const char *one, *more; } parts[] = {
		{ h->handoffs, "open handoff", "open handoffs" }, { h->leads, "lead", "leads" }, { h->accounts, "account", "accounts" },
		{ h->deals, "open deal", "open deals" }
	};
	const char *words = NULL;

	for (size_t i = sizeof parts / sizeof *parts, n = 0; i-- > 0;) {
		const char *part = text_format(ctx, "%lld %s", (long long)parts[i].count, parts[i].count == 1 ? parts[i].one : parts[i].more);

		if (!parts[i].count)
			continue;
		words = !n ? part : text_format(ctx, "%s%s%s", part, n == 1 ? " and " : ", ", words);
		n++;
	}
	return words ? words : "nothing";
}

static void
people_fill(struct view *view, const struct assign_page *p)
{
	view_show_if(view, assign_index_HAS_LEFT, p->left_count > 0);
	for (size_t i = 0; i < p->left_count; i++) {
		struct view *row = view_row(view, assign_index_LEFT_ROW);

		view_number(row, assign_index_PERSON_ID, p->left[i].person_id);
		view_text(row, assign_index_PERSON_NAME, p->left[i].name);
		view_text(row, assign_index_TEAM_NAME, team_label(p->left[i].team));
		view_text(row, assign_index_HAVE_WORDS, sentence_case(row, holding_words(row, &p->left[i])));
	}
	view_show_if(view, assign_index_HAS_PAIRS, p->pair_count > 0);
	for (size_t i = 0; i < p->pair_count && i < PAIRS_SHOWN; i++) {
		struct view *row = view_row(view, assign_index_PAIR_ROW);

		view_number(row, assign_index_ACCOUNT_ID, p->pairs[i].id);
		view_text(row, assign_index_ACCOUNT_NAME, p->pairs[i].name);
		view_text(row, assign_index_MARKETING_NAME, p->pairs[i].marketing_name ? p->pairs[i].marketing_name : "Nobody");
		view_text(row, assign_index_SALES_NAME, p->pairs[i].sales_name ? p->pairs[i].sales_name : "Nobody");
	}
	if (p->pair_count > PAIRS_SHOWN)
		view_number(view_row(view, assign_index_MORE_PAIRS), assign_index_PAIRS_SHOWN, PAIRS_SHOWN);
}

struct view *
assign_index_view(struct request *req, const struct assign_page *p)
{
	static const struct assign_rule only = { .kind = ASSIGN_ACCOUNT };
	struct view *view = page(req, TPL_ASSIGN_INDEX, "Who gets it – Leads");

	crumbs_fill(view, to_leads);
	view_show_if(view, assign_index_MAY_ADD, user_roles(req->user) & SALES);
	for (size_t i = 0; i < p->rule_count; i++)
		rule_fill(view_row(view, assign_index_RULE_ROW), req, p, i);
	if (!p->rule_count) {
		struct view *row = view_row(view, assign_index_RULE_ROW);

		view_number(row, assign_index_RULE_PLACE, 1);
		view_text(row, assign_index_RULE_WHEN, assign_when(row, &only));
		view_format(row, assign_index_RULE_WHO, "%s This holds while there is no other rule.", people_words(row, &only));
	}
	view_text(view, assign_index_REST_WORDS, "What no rule gives away waits in the shared queue, where every seller sees it. It is theirs who accepts it or tries to reach the lead first.");
	view_show_if(view, assign_index_HAS_TRIALS, p->trial_count > 0);
	for (size_t i = 0; i < p->trial_count; i++) {
		struct view *row = view_row(view, assign_index_TRIAL_ROW);
		const struct assign_trial *t = &p->trials[i];

		view_number(row, assign_index_HANDOFF_ID, t->handoff_id);
		view_text(row, assign_index_LEAD_TITLE, lead_title(row, t->lead_id, t->lead_name, t->lead_company));
		view_text(row, assign_index_TRIAL_WORDS, t->to.words ? t->to.words : "Given to nobody: it would wait in the shared queue.");
	}
	people_fill(view, p);
	return view;
}

struct view *
assign_form_view(struct request *req, const struct assign_rule *rule, const struct form *form, int64_t revision)
{
	const char *title = rule ? "Change a rule" : "Add a rule";
	struct view *view = page(req, TPL_ASSIGN_FORM, text_format(req, "%s – Leads", title));

	crumbs_fill(view, to_rules);
	view_text(view, assign_form_FORM_TITLE, title);
	view_text(view, assign_form_FORM_ACTION, rule ? text_format(view, "/leads/assignment/%lld", (long long)rule->id) : "/leads/assignment");
	form_hidden_fill(view, assign_form_FORM_HIDDEN, revision);
	form_fill(view, form);
	form_errors_fill(view, assign_form_FORM_ERRORS, form);
	if (rule)
		form_hidden_fill(view_row(view, assign_form_MAY_REMOVE), assign_form_FORM_HIDDEN, revision);
	return view;
}

/* Deals stay whose they are until each is given to another seller. */
static void
deals_fill(struct view *part, const struct holding *h)
{
	view_format(part, assign_person_DEALS_HREF, "/deals?show=open&owner=%lld", (long long)h->person_id);
	view_format(part, assign_person_DEALS_WORDS, "%lld open deal%s", (long long)h->deals, h->deals == 1 ? "" : "s");
}

struct view *
assign_person_view(struct request *req, const struct holding *h, const struct form *form)
{
	struct view *view = page(req, TPL_ASSIGN_PERSON, text_format(req, "What %s has – Leads", text_clip(req, h->name, 40)));
	const struct holding rest = holding_rest(h);
	bool some = holding_movable(h);

	crumbs_fill(view, to_rules);
	view_number(view, assign_person_PERSON_ID, h->person_id);
	view_text(view, assign_person_PERSON_NAME, h->name);
	view_format(view, assign_person_PERSON_LINE, h->has_left ? "%s is no longer here for %s." : "%s is here for %s.", h->name, team_label(h->team));
	view_format(view, assign_person_SIDE_TITLE, "For %s", team_label(h->team));
	view_format(view, assign_person_HAVE_WORDS, "%s.", sentence_case(view, holding_words(view, h)));
	if (form && some) {
		struct view *part = view_row(view, assign_person_MAY_MOVE);

		form_fill(part, form);
		view_text(part, assign_person_MOVE_LABEL, holding_movable(&rest) ? "Move as much as goes at once" : "Move all of it");
		view_format(part, assign_person_MOVE_HINT, "The clocks of open handoffs run on.%s", !holding_movable(&rest) ? "" : text_format(part,
		    " At most %d open handoffs and %d leads and accounts are moved at once. What is left then, %s, is moved by pressing again.",
		    MOVED_HANDOFFS_MOST, MOVED_LEADS_MOST, holding_words(part, &rest)));
		form_errors_fill(view, assign_person_FORM_ERRORS, form);
	}
	if (h->deals)
		deals_fill(view_row(view, assign_person_OPEN_DEALS), h);
	if (some && !form)
		view_maybe(view, assign_person_OTHER_TEAM, assign_person_OTHER_WORDS, text_format(view, "Somebody of %s can move it.", team_label(h->team)));
	return view;
}

struct view *
assign_pair_view(struct request *req, const struct account_pair *pair, const struct form *form, int64_t revision)
{
	struct view *view = page(req, TPL_ASSIGN_PAIR, text_format(req, "Who looks after %s – Leads", text_clip(req, pair->name, 40)));

	crumbs_fill(view, to_rules);
	view_number(view, assign_pair_ACCOUNT_ID, pair->id);
	view_text(view, assign_pair_ACCOUNT_NAME, pair->name);
	form_hidden_fill(view, assign_pair_FORM_HIDDEN, revision);
	form_fill(view, form);
	form_errors_fill(view, assign_pair_FORM_ERRORS, form);
	return view;
}
