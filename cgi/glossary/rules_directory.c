/* Finds gaps and doubles in the directory. */
#include "glossary/rules_directory.h"

#include "base/text.h"
#include "glossary/rules.h"

#include <talloc.h>

enum { SENTENCES = 8 };		/* more than a duty can have, and the NULL */

static const char **
sentences_new(const void *ctx)
{
	return memory_need(talloc_zero_array(ctx, const char *, SENTENCES));
}

/* Why a contact answers for nothing although somebody is named, or NULL. */
static const char *
contact_problem(const void *ctx, const struct contact *c, int team)
{
	if (c->id && c->has_left)
		return text_format(ctx, "%s, whom to ask in %s, has left.", c->name, team_label(team));
	if (c->id && c->team != team)
		return text_format(ctx, "%s, whom to ask in %s, is no longer in that team.", c->name, team_label(team));
	return NULL;
}

const char *const *
duty_gaps(const void *ctx, const struct duty *d)
{
	const char **said = sentences_new(ctx), *problem;
	const struct contact *m = &d->points[TEAM_MARKETING], *s = &d->points[TEAM_SALES];
	size_t n = 0;

	if (!d->by[TEAM_MARKETING] && !d->by[TEAM_SALES] && d->topic_id)
		said[n++] = "Neither team does it.";
	if (!d->by[TEAM_MARKETING] && !d->by[TEAM_SALES] && d->kind == KIND_STAGE)
		said[n++] = "No version in force says which team owns it.";
	if (!m->id && !s->id)
		said[n++] = "There is nobody to ask in either team.";
	else if (!m->id || !s->id)
		said[n++] = text_format(ctx, "There is nobody to ask in %s.", team_label(m->id ? TEAM_SALES : TEAM_MARKETING));
	for (int team = TEAM_MARKETING; team <= TEAM_SALES; team++) {
		problem = contact_problem(ctx, &d->points[team], team);
		if (problem)
			said[n++] = problem;
	}
	return said;
}

const char *const *
duty_doubles(const void *ctx, const struct duty *d)
{
	const char **said = sentences_new(ctx);
	size_t n = 0;

	if (d->by[TEAM_MARKETING] && d->by[TEAM_SALES])
		said[n++] = "Both teams do it.";
	if (d->twin_name)
		said[n++] = text_format(ctx, "It is listed twice: %s is also a term of the glossary.", d->twin_name);
	return said;
}
