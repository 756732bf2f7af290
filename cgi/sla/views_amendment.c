/* Fills the pages of amendments. */
#include "sla/views_amendment.h"

#include "auth/session.h"
#include "base/text.h"
#include "sla/views_agreement.h"
#include "sla/views_live.h"

enum { LINE = 160 };		/* characters of a reason in a list */

static const struct crumb above[] = { { "/sla", "Agreement" }, { "/sla/amendments", "Amendments" }, { 0 } };

const char *
amendment_url(const void *ctx, int64_t number, const char *act)
{
	return text_format(ctx, "/sla/amendments/%lld%s%s", (long long)number, act ? "/" : "", act ? act : "");
}

static void
state_fill(struct view *view, int state, bool marketing, bool sales)
{
	switch (state) {
	case STATE_RATIFIED:
		tag_fill(view, TAG_OK, "Applied");
		break;
	case STATE_IN_REVIEW:
		tag_fill(view, TAG_WAIT, marketing ? "Awaiting Sales" : sales ? "Awaiting Marketing" : "Awaiting both teams");
		break;
	case STATE_DRAFT:
		tag_fill(view, TAG_INFO, "Draft");
		break;
	default:
		tag_fill(view, TAG_PLAIN, "Withdrawn");
	}
}

static const char *
counted(const void *ctx, int64_t count, const char *one, const char *many)
{
	return count == 1 ? text_format(ctx, "1 %s", one) : text_format(ctx, "%lld %s", (long long)count, many);
}

struct view *
amendment_index_view(struct request *req, const struct amendment_row *rows, size_t count)
{
	struct view *view = page(req, TPL_AMENDMENT_INDEX, "Amendments – Agreement");

	crumbs_fill(view, (const struct crumb[]){ { "/sla", "Agreement" }, { 0 } });
	view_show_if(view, amendment_index_MAY_PROPOSE, !amendment_may(req->user, STEP_EDIT));
	view_show(view, count ? amendment_index_HAS_AMENDMENTS : amendment_index_NO_AMENDMENTS);
	for (size_t i = 0; i < count; i++) {
		const struct amendment_row *a = &rows[i];
		struct view *row = view_row(view, amendment_index_AMENDMENT_ROW);

		view_number(row, amendment_index_AMENDMENT_NUMBER, a->number);
		view_format(row, amendment_index_AMENDMENT_LINE, "%s: %s %s", a->calendar_name, text_first_sentence(row, a->reason, LINE),
		    a->applied_at ? text_format(row, "%s changed, %s.", counted(row, a->flipped, "result", "results"), day_words_at(req, a->applied_at))
		    : text_format(row, "%s, %s.", a->author_name, moment_words(req, a->edited_at)));
		state_fill(row, a->state, a->marketing_signed, a->sales_signed);
	}
	return view;
}

const struct signature *
amendment_signed_now(const struct amendment_page *p, int team)
{
	const struct signature *s = amendment_signature(p->amendment, team);

	return s && p->effects && !text_equal(s->sha256, p->effects->sha256) ? NULL : s;
}

static const struct act *
last_act(const struct amendment_page *p, enum act_kind kind)
{
	for (size_t i = p->act_count; i-- > 0;)
		if (p->acts[i].kind == (int)kind)
			return &p->acts[i];
	return NULL;
}

static const char *
life_words(struct request *req, const struct amendment_page *p)
{
	const struct amendment *a = p->amendment;
	const struct act *last = last_act(p, HAPPENED_WITHDRAWAL);

	switch (a->state) {
	case STATE_RATIFIED:
		return text_format(req, "Corrects the past of %s. Signed by both teams and applied on %s.", a->calendar_name, day_words_at(req, a->applied_at));
	case STATE_IN_REVIEW:
		return text_format(req, "Corrects the past of %s. A signatory of each team signs it; nothing changes before.", a->calendar_name);
	case STATE_WITHDRAWN:
		return last ? text_format(req, "Withdrawn by %s, %s. It changed nothing.", last->person_name, moment_words(req, last->at)) : "Withdrawn.";
	default:
		return text_format(req, "A draft that corrects the past of %s. Nothing changes before both teams have signed.", a->calendar_name);
	}
}

static const char *
hours_words(const void *ctx, const struct day_hours *hours)
{
	return sentence_case(ctx, hours_print(ctx, hours));
}

static void
days_fill(struct view *view, const struct amendment_page *p)
{
	for (size_t i = 0; i < p->amendment->day_count; i++) {
		const struct exception *e = &p->amendment->days[i];
		struct view *row = view_row(view, amendment_show_DAY_ROW);

		view_text(row, amendment_show_DAY_STAMP, day_print(row, e->day));
		view_format(row, amendment_show_DAY_WORDS, "%s %s", weekday_short(day_weekday(e->day)), day_short(row, e->day));
		view_text(row, amendment_show_DAY_NAME, e->name);
		view_text(row, amendment_show_HOURS_BEFORE, p->before[i]);
		view_text(row, amendment_show_HOURS_AFTER, hours_words(row, &e->hours));
	}
}

static void
line_fill(struct view *card, const char *words)
{
	view_text(view_row(card, amendment_show_EFFECT_LINE), amendment_show_EFFECT_WORDS, words);
}

static void
summary_fill(struct view *card, const struct amendment_page *p)
{
	const struct amendment_effects *e = p->effects;
	const struct amendment *a = p->amendment;
	int64_t flipped = e ? e->flipped : a->flipped, running = e ? e->running : a->running, moved = e ? e->moved : a->moved;

	view_text(card, amendment_show_EFFECTS_TITLE, e ? "What it would change" : "What it has changed");
	if (!flipped && !running && !moved) {
		line_fill(card, e ? "No clock ran over these days, so no result and no deadline changes. The calendar is put right all the same."
		    : "No clock ran over these days, so no result and no deadline was changed.");
		return;
	}
	line_fill(card, flipped ? text_format(card, "%s %s.", counted(card, flipped, "result", "results"), e ? flipped == 1 ? "changes" : "change"
	    : flipped == 1 ? "was changed" : "were changed") : e ? "No result changes." : "No result was changed.");
	if (moved)
		line_fill(card, text_format(card, "%s, with another deadline.", counted(card, moved, e ? "result stays as it is" : "result stayed as it was",
		    e ? "results stay as they are" : "results stayed as they were")));
	if (running)
		line_fill(card, text_format(card, "%s another deadline.", counted(card, running, e ? "clock that runs gets" : "clock that ran got",
		    e ? "clocks that run get" : "clocks that ran got")));
}

static const char *
sum_words(const void *ctx, int64_t numerator, int64_t denominator)
{
	return denominator ? text_format(ctx, "%lld of %lld, %s", (long long)numerator, (long long)denominator, share_words(ctx, numerator, denominator))
	    : "No cases";
}

static void
months_fill(struct view *card, const struct amendment_page *p)
{
	view_show_if(card, amendment_show_HAS_MONTHS, p->month_count > 0);
	for (size_t i = 0; i < p->month_count; i++) {
		const struct month_shift *m = &p->months[i];
		struct day first = { (int)(m->month / 12), (int)(m->month % 12) + 1, 1 };
		struct view *row = view_row(card, amendment_show_MONTH_ROW);

		view_format(row, amendment_show_MONTH_HREF, "/sla/promises/%lld?month=%04d-%02d", (long long)m->line_id, first.year, first.month);
		view_text(row, amendment_show_KIND_LABEL, promise_kind_label(m->kind));
		view_text(row, amendment_show_MONTH_WORDS, month_long(row, first));
		view_text(row, amendment_show_BEFORE_WORDS, sum_words(row, m->old_numerator, m->old_denominator));
		view_text(row, amendment_show_AFTER_WORDS, sum_words(row, m->new_numerator, m->new_denominator));
	}
}

static const char *
subject_words(const void *ctx, const struct amendment_page *p, int64_t timer_id)
{
	for (size_t i = 0; i < p->subject_count; i++)
		if (p->subjects[i].timer_id == timer_id)
			return record_words(ctx, p->subjects[i].subject, p->subjects[i].subject_id, p->subjects[i].record_name);
	return text_format(ctx, "Clock %lld", (long long)timer_id);
}

static void
deadline_fill(struct view *row, enum marker stamp, enum marker words, struct request *req, int64_t at)
{
	if (at) {
		moment_fill(row, stamp, words, req, at);
		return;
	}
	view_text(row, stamp, "");
	view_text(row, words, "–");
}

static void
results_fill(struct view *card, struct request *req, const struct amendment_page *p)
{
	int64_t all = p->effects ? p->effects->flipped : p->amendment->flipped;
	struct view *list;

	if (!p->result_count)
		return;
	list = view_row(card, amendment_show_HAS_RESULTS);
	view_text(list, amendment_show_RESULTS_TITLE, p->effects ? "Results that change" : "Results that were changed");
	view_text(list, amendment_show_RESULTS_COUNT, p->result_count == (size_t)all ? text_format(list, "%lld", (long long)all)
	    : text_format(list, "%zu of %lld shown", p->result_count, (long long)all));
	view_text(list, amendment_show_LIST_WORDS, "Each result with its deadline, before and after");
	for (size_t i = 0; i < p->result_count; i++) {
		const struct clock_effect *e = &p->results[i];
		struct view *row = view_row(list, amendment_show_RESULT_ROW);

		view_number(row, amendment_show_TIMER_ID, e->timer_id);
		view_text(row, amendment_show_RECORD_WORDS, subject_words(row, p, e->timer_id));
		view_text(row, amendment_show_KIND_LABEL, promise_kind_label(e->kind));
		deadline_fill(row, amendment_show_OLD_STAMP, amendment_show_OLD_WORDS, req, e->old_deadline);
		deadline_fill(row, amendment_show_NEW_STAMP, amendment_show_NEW_WORDS, req, e->new_deadline);
		view_text(row, amendment_show_OLD_RESULT, result_words(e->old_state));
		view_text(row, amendment_show_NEW_RESULT, result_words(e->new_state));
	}
	if (p->more) {
		struct view *more = view_row(list, amendment_show_MORE_LINK);

		view_format(more, amendment_show_MORE_HREF, "%s?after=%lld#results", amendment_url(more, p->amendment->number, NULL),
		    (long long)p->results[p->result_count - 1].timer_id);
		view_number(more, amendment_show_MORE_COUNT, RESULTS_SHOWN);
	}
}

static bool
offers(const struct amendment_page *p, enum version_step step)
{
	const struct user *user = p->reader->req->user;

	if (amendment_may(user, step) || !version_can(p->amendment->state, step))
		return false;
	return step != STEP_SIGN || !amendment_signed_now(p, user->team);
}

static const char *
unsigned_note(const struct amendment_page *p, int team)
{
	const struct signature *earlier = amendment_signature(p->amendment, team);
	const struct reader *r = p->reader;
	const char *no = earlier ? text_format(r, "%s signed an earlier list.", earlier->person_name) : "Not signed.";

	if (offers(p, STEP_SIGN) && r->req->user->team == team)
		return text_format(r, "%s You can sign for %s.", no, team_label(team));
	return text_format(r, "%s %s can sign for %s.", no, signatories_words(r, team), team_label(team));
}

static void
keys_fill(struct view *view, const struct amendment_page *p)
{
	const struct amendment *a = p->amendment;
	const struct user *user = p->reader->req->user;
	struct signing signing = { .revision = a->revision, .number = a->number, .reply = p->reply };

	if (a->state != STATE_IN_REVIEW && a->state != STATE_RATIFIED)
		return;
	for (int team = TEAM_MARKETING; team <= TEAM_SALES; team++) {
		struct side *side = &signing.sides[team];

		side->signature = amendment_signed_now(p, team);
		side->note = unsigned_note(p, team);
		if (user->team != team)
			continue;
		side->sign_label = text_format(view, "Sign amendment %lld", (long long)a->number);
		if (offers(p, STEP_SIGN))
			side->sign_action = text_format(view, "%s?list=%s", amendment_url(view, a->number, "signature"), p->effects->sha256);
		if (offers(p, STEP_OBJECT))
			side->object_action = amendment_url(view, a->number, "objection");
	}
	signing_fill(view, p->reader, &signing);
}

static const char *
act_note(const struct amendment_page *p)
{
	bool may_write = !amendment_may(p->reader->req->user, STEP_EDIT);

	switch (p->amendment->state) {
	case STATE_DRAFT:
		return may_write ? "Anyone in either team can edit this draft. Send it when it is ready; then a signatory of each team signs."
		    : "Members of Marketing and Sales can edit this draft and send it to be signed.";
	case STATE_IN_REVIEW:
		return "What is signed are the days and every result that changes. With the second signature it is applied at once; old values stay beside the new.";
	case STATE_WITHDRAWN:
		return "Nobody signs it any more.";
	}
	return NULL;
}

static void
notices_fill(struct view *view, struct request *req, const struct amendment_page *p)
{
	const struct act *objection = last_act(p, HAPPENED_OBJECTION), *review = last_act(p, HAPPENED_REVIEW);

	for (size_t i = 0; p->effects && i < p->amendment->signature_count; i++)
		if (!amendment_signed_now(p, p->amendment->signatures[i].team))
			view_maybe(view, amendment_show_CHANGED_NOTICE, amendment_show_CHANGED_WORDS, text_format(view,
			    "The results that change are others than those %s signed, %s. Read the list as it stands now: it wants both signatures again.",
			    p->amendment->signatures[i].person_name, moment_words(req, p->amendment->signatures[i].at)));
	if (p->amendment->state == STATE_DRAFT && objection && (!review || review->id < objection->id)) {
		struct view *row = view_row(view, amendment_show_OBJECTION_ROW);

		view_text(row, amendment_show_OBJECTOR_NAME, objection->person_name);
		moment_fill(row, amendment_show_OBJECTED_STAMP, amendment_show_OBJECTED_WORDS, req, objection->at);
		view_text(row, amendment_show_OBJECTION_REASON, objection->words);
	}
}

static void
acts_fill(struct view *view, struct request *req, const struct amendment_page *p)
{
	static const char *const verbs[] = {
		[HAPPENED_DRAFT] = "wrote it", [HAPPENED_EDIT] = "edited it", [HAPPENED_REVIEW] = "sent it to both teams",
		[HAPPENED_SIGNATURE] = "signed it", [HAPPENED_OBJECTION] = "asked for a change", [HAPPENED_WITHDRAWAL] = "withdrew it",
		[HAPPENED_RATIFIED] = "gave the second signature: applied", [HAPPENED_COMMENT] = "", [HAPPENED_CONFIRMATION] = ""
	};

	for (size_t i = 0; i < p->act_count; i++) {
		const struct act *act = &p->acts[i];
		struct view *row = view_row(view, amendment_show_ACT_ROW);

		moment_fill(row, amendment_show_ACT_STAMP, amendment_show_ACT_MOMENT, req, act->at);
		view_format(row, amendment_show_ACT_WORDS, "%s, %s, %s%s%s", act->person_name, team_label(act->team), verbs[act->kind],
		    *act->words ? ": " : ".", act->words);
	}
}

struct view *
amendment_view(struct request *req, const struct amendment_page *p)
{
	const struct amendment *a = p->amendment;
	struct view *view = page(req, TPL_AMENDMENT_SHOW, text_format(req, "Amendment %lld – Agreement", (long long)a->number));

	crumbs_fill(view, above);
	reply_errors_fill(view, p->reply);
	page_notice(view, p->notice);
	view_number(view, amendment_show_AMENDMENT_NUMBER, a->number);
	view_text(view, amendment_show_LIFE_WORDS, life_words(req, p));
	view_number(view, amendment_show_CALENDAR_ID, a->calendar_id);
	view_text(view, amendment_show_CALENDAR_NAME, a->calendar_name);
	view_show_if(view, amendment_show_MAY_EDIT, offers(p, STEP_EDIT));
	notices_fill(view, req, p);
	state_fill(view, a->state, amendment_signed_now(p, TEAM_MARKETING), amendment_signed_now(p, TEAM_SALES));
	view_text(view, amendment_show_AUTHOR_NAME, a->edited_by == a->author_id ? a->author_name
	    : text_format(view, "%s, last edited by %s", a->author_name, a->editor_name));
	moment_fill(view, amendment_show_WRITTEN_STAMP, amendment_show_WRITTEN_WORDS, req, a->edited_at);
	prose_blocks(view, M_BLOCK_PART, a->reason, &p->reader->prose);
	days_fill(view, p);
	if (a->state != STATE_WITHDRAWN) {
		struct view *card = view_row(view, amendment_show_HAS_EFFECTS);

		summary_fill(card, p);
		months_fill(card, p);
		results_fill(card, req, p);
	}
	view_text(view, amendment_show_KEYS_TITLE, a->state == STATE_RATIFIED ? "Signed by both teams" : "Two keys");
	view_maybe(view, amendment_show_ACT_NOTE, amendment_show_NOTE_WORDS, act_note(p));
	view_show_if(view, amendment_show_MAY_REVIEW, offers(p, STEP_REVIEW));
	view_show_if(view, amendment_show_MAY_WITHDRAW, offers(p, STEP_WITHDRAW));
	form_hidden_fill(view, amendment_show_FORM_HIDDEN, a->revision);
	keys_fill(view, p);
	acts_fill(view, req, p);
	return view;
}
