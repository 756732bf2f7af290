/* What several pages of the agreement show alike: tags, promises by party, differences, the two keys. */
#include "sla/views_agreement.h"

#include "base/text.h"

#include <string.h>
#include <talloc.h>

const char *
agreement_url(const void *ctx, int64_t number, const char *act)
{
	return text_format(ctx, "/sla/versions/%lld%s%s", (long long)number, act ? "/" : "", act ? act : "");
}

const char *
agreement_author(const void *ctx, const struct agreement *a)
{
	return a->edited_by == a->author_id ? a->author_name
	    : text_format(ctx, "%s, last edited by %s", a->author_name, a->editor_name);
}

int64_t
agreement_moment(const struct agreement *a)
{
	return a->edited_by == a->author_id ? a->created_at : a->edited_at;
}

void
agreement_tag_fill(struct view *view, struct request *req, int status, int64_t in_force_at, bool marketing, bool sales)
{
	switch (status) {
	case STATUS_IN_FORCE:
		tag_fill(view, TAG_OK, "In force");
		break;
	case STATUS_RATIFIED:
		tag_fill(view, TAG_OK, text_format(req, "Agreed, from %s", day_words_at(req, in_force_at)));
		break;
	case STATUS_IN_REVIEW:
		tag_fill(view, TAG_WAIT, marketing ? "Awaiting Sales" : sales ? "Awaiting Marketing" : "Awaiting both teams");
		break;
	case STATUS_DRAFT:
		tag_fill(view, TAG_INFO, "Draft");
		break;
	default:
		tag_fill(view, TAG_PLAIN, version_status_label(status));
	}
}

/* BY_MARKETING, BY_SALES or BY_BOTH. */
static void
party_fill(struct view *view, int party)
{
	if (party == PARTY_BOTH)
		view_show(view, M_BY_BOTH);
	else
		team_fill(view, party);
}

/* The sentence, parted where it names the term that is counted: that is a link. */
static void
sentence_fill(struct view *row, const struct promise *p)
{
	const char *sentence = promise_sentence(row, p), *counted = promise_counted(row, p);
	const char *at = counted && p->definition_slug ? strstr(sentence, counted) : NULL;

	view_maybe(row, M_HAS_FEED, M_FEED_WORDS, p->measured == MEASURED_FEED ? "Measured by what another system sends." : NULL);
	if (!at) {
		view_text(row, M_SENTENCE_START, sentence);
		view_text(row, M_SENTENCE_END, "");
		return;
	}
	view_text(row, M_SENTENCE_START, text_copy_bytes(row, sentence, (size_t)(at - sentence)));
	view_show(row, M_HAS_COUNTED);
	view_text(row, M_TERM_SLUG, p->definition_slug);
	view_text(row, M_TERM_WORDS, counted);
	view_text(row, M_SENTENCE_END, at + strlen(counted));
}

void
promises_fill(struct view *view, const struct agreement *a)
{
	static const char *const titles[] = { "Marketing promises", "Sales promises", "Both teams promise" };
	struct view *part = NULL;

	for (int party = PARTY_MARKETING; party <= PARTY_BOTH; party++) {
		struct view *side = NULL;

		for (size_t i = 0; i < a->promise_count; i++) {
			if (a->promises[i].party != party)
				continue;
			part = part ? part : view_part(view, M_PROMISE_LIST, TPL_PROMISE_LIST);
			if (!side) {
				side = view_row(part, M_PARTY_ROW);
				party_fill(side, party);
				view_text(side, M_PARTY_TITLE, titles[party]);
			}
			sentence_fill(view_row(side, M_PROMISE_ROW), &a->promises[i]);
		}
	}
}

static void
change_fill(struct view *row, const struct promise_change *c, const struct agreement *before, const struct agreement *after)
{
	static const enum marker sections[] = {
		[CHANGE_NONE] = M_ROW_SAME, [CHANGE_CHANGED] = M_ROW_CHANGED, [CHANGE_ADDED] = M_ROW_ADDED,
		[CHANGE_REMOVED] = M_ROW_REMOVED
	};
	const struct promise *p = c->after ? c->after : c->before;

	view_show(row, c->moved ? M_ROW_CHANGED : sections[c->kind]);
	view_text(row, M_PARTY_NAME, party_label(p->party));
	diff_runs_fill(row, c->sentence ? c->sentence : diff_words(row, promise_sentence(row, p), promise_sentence(row, p)));
	if (c->moved)
		view_maybe(row, M_MOVED_LINE, M_MOVED_WORDS, text_format(row, "Moved from place %d to %d.",
		    (int)(c->before - before->promises) + 1, (int)(c->after - after->promises) + 1));
}

static void
fact_fill(struct view *part, const char *name, const char *before, const char *words)
{
	struct view *row = view_row(part, M_FACT_ROW);

	view_text(row, M_FACT_NAME, name);
	view_text(row, M_FACT_WORDS, words);
	if (before)
		view_maybe(row, M_HAS_BEFORE, M_FACT_BEFORE, before);
	else
		view_show(row, M_NO_BEFORE);
}

void
agreement_facts_fill(struct view *view, struct reader *r, const struct agreement *before, const struct agreement *a)
{
	size_t count;
	const struct agreement_fact *now = agreement_facts(r, a, &count), *then = before ? agreement_facts(r, before, &count) : now;
	bool starts = a->valid_from && a->state != STATE_RATIFIED;
	struct view *part = NULL;

	for (size_t i = 0; i < count; i++) {
		bool differs = strcmp(now[i].words, then[i].words) != 0;

		if (before && !differs)
			continue;
		part = part ? part : view_part(view, M_FACT_LIST, TPL_FACT_LIST);
		fact_fill(part, now[i].label, differs ? then[i].words : NULL, now[i].words);
	}
	if (starts) {
		part = part ? part : view_part(view, M_FACT_LIST, TPL_FACT_LIST);
		fact_fill(part, "In force from", NULL, day_words_of(r, a->valid_from));
	}
	if (part)
		view_show(view, M_HAS_FACTS);
}

void
agreement_words_fill(struct view *view, struct reader *r, const struct agreement *before, const struct agreement *a)
{
	struct view *part = view_part(view, M_AGREEMENT_WORDS, TPL_AGREEMENT_WORDS), *changes;
	const struct agreement_difference *d;

	agreement_facts_fill(part, r, before, a);
	if (!before) {
		view_show(part, M_NO_DIFF);
		prose_blocks(part, M_MEANING_PART, a->text, &r->prose);
		view_show_if(part, M_HAS_PROMISES, a->promise_count > 0);
		promises_fill(part, a);
		return;
	}
	d = agreement_difference(r, before, a);
	view_show(part, M_HAS_DIFF);
	diff_fill(part, d->text);
	if (!d->promise_count)
		return;
	view_show(part, M_HAS_PROMISE_DIFF);
	changes = view_part(part, M_PROMISE_DIFF, TPL_PROMISE_DIFF);
	for (size_t i = 0; i < d->promise_count; i++)
		change_fill(view_row(changes, M_PROMISE_ROW), &d->promises[i], before, a);
}

const struct signature *
agreement_signature_shown(const void *ctx, const struct agreement *a, int team)
{
	const struct agreement_signature *s = agreement_signature(a, team);
	struct signature *shown;

	if (!s)
		return NULL;
	shown = memory_need(talloc_zero(ctx, struct signature));
	*shown = (struct signature){ .sheet_id = s->sheet_id, .team = s->team, .person_id = s->person_id, .person_name = s->person_name,
		.is_signatory = s->is_signatory, .given_at = s->given_at, .given_by = s->given_by,
		.revision = s->revision, .sha256 = s->sha256, .at = s->at };
	return shown;
}

void
retired_fill(struct view *view, struct request *req, const struct term_retired *terms, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct view *row = view_row(view, M_RETIRED_ROW);

		view_text(row, M_TERM_SLUG, terms[i].slug);
		view_text(row, M_TERM_NAME, terms[i].name);
		view_maybe(row, M_HAS_INSTEAD, M_INSTEAD_SLUG, terms[i].instead_slug);
		view_text(row, M_INSTEAD_NAME, terms[i].instead_name);
		view_show_if(row, M_MAY_MEND, !agreement_may_write(req->user));
	}
}

const char *
signatories_words(const struct reader *r, int team)
{
	struct buffer *names = buffer_new(r);

	for (size_t i = 0; i < r->people_count; i++)
		if (r->people[i].team == team && r->people[i].is_signatory)
			buffer_format(names, "%s%s", names->length ? " or " : "", r->people[i].name);
	if (!names->length)
		buffer_format(names, "A signatory of %s", team_label(team));
	return buffer_take(r, names);
}

static const char *
unsigned_note(const struct reader *r, const struct agreement *a, int team, bool held)
{
	if (a->charter_id)
		return text_format(r, "Not signed. It is signed together with others on charter sheet %lld.", (long long)a->charter_id);
	if (held)
		return "Not signed. It cannot be signed before its terms are agreed.";
	if (agreement_offers(a, r->req->user, STEP_SIGN) && r->req->user->team == team)
		return text_format(r, "Not signed. You can sign for %s.", team_label(team));
	return text_format(r, "Not signed. %s can sign for %s.", signatories_words(r, team), team_label(team));
}

void
agreement_signing_fill(struct view *view, struct reader *r, const struct agreement *a, bool held, const struct reply *reply)
{
	const struct user *user = r->req->user;
	struct signing signing = { .revision = a->revision, .number = a->number, .reply = reply };

	if (a->state != STATE_IN_REVIEW && a->state != STATE_RATIFIED)
		return;
	for (int team = TEAM_MARKETING; team <= TEAM_SALES; team++) {
		struct side *side = &signing.sides[team];

		side->signature = agreement_signature_shown(r, a, team);
		side->note = unsigned_note(r, a, team, held);
		if (user->team != team)
			continue;
		side->sign_label = text_format(r, "Sign version %lld", (long long)a->number);
		if (agreement_offers(a, user, STEP_SIGN) && !held)
			side->sign_action = agreement_url(r, a->number, "signature");
		if (agreement_offers(a, user, STEP_OBJECT))
			side->object_action = agreement_url(r, a->number, "objection");
	}
	signing_fill(view, r, &signing);
}
