/* Where a new version of the agreement may begin. */
#include "sla/pages.h"

#include "base/text.h"
#include "sla/pages_agreement_parts.h"
#include "web/urlencode.h"

#include <talloc.h>

enum { OPEN_LOOKED_AT = 20, STARTERS_MOST = 8 };

/* The choices of the gate that starters hand over by. */
static const struct agreement_choices *
starter_choices(struct request *req)
{
	const struct agreement_choices *c = agreement_choices(req->db, req, 0, req->now);
	const struct term_choice *gate = choice_of_slug(c->terms, c->term_count, starter_gate_slug);

	return gate ? agreement_choices(req->db, req, gate->id, req->now) : c;
}

/* Whether the term that starters count is there and agreed; if not, the way to mend it. */
static struct term_missing
missing_of(struct request *req, const struct agreement_choices *c)
{
	const struct term_choice *gate = choice_of_slug(c->terms, c->term_count, starter_gate_slug);
	const struct term *term = gate ? NULL : term_find(req->db, req, starter_gate_slug);

	if (gate && gate->agreed)
		return (struct term_missing){ 0 };
	if (gate)
		return (struct term_missing){ text_format(req, "“%s”, which this counts, is not agreed yet. Both teams sign it first, or on one charter"
		    " sheet with the agreement.", gate->name), text_format(req, "/glossary/%s", gate->slug), "Read it" };
	if (term)
		return (struct term_missing){ text_format(req, "“%s”, which this counts, is retired or has no wording yet. Mend that, or choose another"
		    " term.", term->name), text_format(req, "/glossary/%s", term->slug), "Open it" };
	if (!c->term_count)
		return (struct term_missing){ "This counts marketing-qualified leads, and the glossary has no terms to count by yet.", "/glossary",
			"Begin the glossary" };
	return (struct term_missing){ "This counts marketing-qualified leads, and the glossary has no such term. Propose it, or choose another term.",
		text_format(req, "/glossary/new?kind=stage&name=%s", url_encode(req, starter_gate_name)), "Propose it" };
}

bool
starter_taken(struct request *req, const char *code, struct agreement *a, struct term_missing *missing)
{
	const struct starter *starter = starter_find(code);
	const struct agreement_choices *choices;

	if (text_equal(code, "empty")) {
		*a = (struct agreement)AGREEMENT_BLANK;
		return true;
	}
	if (!starter)
		return false;
	choices = starter_choices(req);
	*a = starter_begin(req, starter, choices);
	*missing = missing_of(req, choices);
	return true;
}

struct response
agreement_start_page(struct request *req)
{
	const struct agreement_choices *choices = starter_choices(req);
	struct agreement drafts[STARTERS_MOST];
	size_t count;
	const struct agreement_row *rows = agreements_all(req->db, req, req->now, OPEN_LOOKED_AT, &count), *open = agreement_open(rows, count);
	struct agreement_start start = { .starters = starters, .drafts = drafts, .missing = missing_of(req, choices),
		.open_number = open ? open->number : 0, .in_force = agreement_in_force_number(req->db, req->now) };

	for (size_t i = 0; i < STARTERS_MOST && starters[i].code; i++) {
		drafts[i] = starter_begin(req, &starters[i], choices);
		agreement_name(problems_new(req), &drafts[i], choices);
	}
	return show(req, 200, agreement_start_view(req, &start));
}
