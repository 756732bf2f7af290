/* Fills the charter's pages. */
#include "sla/views_charter.h"

#include "base/text.h"

#include <talloc.h>

enum { NAMES_TOLD = 4, TITLE_MOST = 120, LINE_MOST = 240 };

static const struct crumb above[] = { { "/glossary", "Glossary" }, { 0 } };
static const struct crumb above_one[] = { { "/glossary", "Glossary" }, { "/charter", "Charter" }, { 0 } };

const char *
sheet_title(const void *ctx, const char *const *names, size_t count)
{
	struct buffer *title = buffer_new(ctx);
	size_t told = count > NAMES_TOLD ? NAMES_TOLD - 1 : count;

	for (size_t i = 0; i < told; i++)
		buffer_format(title, "%s%s", i == 0 ? "" : i + 1 == count ? " and " : ", ", names[i]);
	if (told < count)
		buffer_format(title, " and %zu more", count - told);
	return text_clip(ctx, buffer_take(ctx, title), TITLE_MOST);
}

/* "Charter sheet 3": what every page calls it. */
static const char *
sheet_number(const void *ctx, int64_t id)
{
	return text_format(ctx, "Charter sheet %lld", (long long)id);
}

/* What a sheet waits for. */
static void
sheet_tag_fill(struct view *view, int state, bool stuck, bool marketing, bool sales)
{
	if (state == SHEET_RATIFIED)
		tag_fill(view, TAG_OK, "Agreed");
	else if (state == SHEET_WITHDRAWN)
		tag_fill(view, TAG_PLAIN, "Withdrawn");
	else if (stuck)
		tag_fill(view, TAG_WARN, "Cannot be signed now");
	else
		tag_fill(view, TAG_WAIT, marketing ? "Awaiting Sales" : sales ? "Awaiting Marketing" : "Awaiting both teams");
}

static void
sheet_rows_fill(struct request *req, struct view *view, const struct charter_page *what)
{
	view_show_if(view, M_HAS_SHEETS, what->sheet_count > 0);
	for (size_t i = 0; i < what->sheet_count; i++) {
		const struct charter_row *sheet = &what->sheets[i];
		struct view *row = view_row(view, M_SHEET_ROW);

		view_number(row, M_SHEET_ID, sheet->id);
		view_text(row, M_SHEET_TITLE, what->names[i]);
		view_format(row, M_SHEET_LINE, "%s, put together by %s on %s", sheet_number(req, sheet->id), sheet->person_name,
		    day_words_at(req, sheet->created_at));
		sheet_tag_fill(row, sheet->state, sheet->stuck, sheet->marketing_signed, sheet->sales_signed);
	}
}

/* Ticked, and with the very words that were ticked. */
static bool
chosen(struct request *req, const char *kind, int64_t id, int64_t revision)
{
	return text_equal(request_field(req, text_format(req, "%s_%lld", kind, (long long)id)),
	    text_format(req, "%lld", (long long)revision));
}

/* The same, and all of the first sheet before anything was sent. */
static bool
ticked(struct request *req, const struct charter_page *what, const char *kind, int64_t id, int64_t revision)
{
	return req->method == GET ? what->is_first : chosen(req, kind, id, revision);
}

/* The version's change in a line, else who wrote it. */
static const char *
version_line(struct request *req, const struct version_row *v)
{
	if (*v->change_note)
		return v->change_note;
	return text_format(req, "By %s, %s", v->author_name, moment_words(req, v->edited_at));
}

/* Why a version in review cannot go on a new sheet. */
static const char *
left_why(const void *ctx, const struct version_row *v)
{
	int team = v->marketing_signed ? TEAM_MARKETING : TEAM_SALES;

	if (v->charter_id)
		return text_format(ctx, "it is on charter sheet %lld already.", (long long)v->charter_id);
	return text_format(ctx, "%s has signed it by itself, so %s signs it there too.", team_label(team),
	    team_label(team_other(team)));
}

static void
left_fill(struct view *view, const struct charter_page *what)
{
	view_show_if(view, M_HAS_LEFT, what->left_count > 0);
	for (size_t i = 0; i < what->left_count; i++) {
		const struct version_row *v = &what->left[i];
		struct view *row = view_row(view, M_LEFT_ROW);

		view_text(row, M_LEFT_HREF, v->charter_id ? text_format(row, "/charter/%lld", (long long)v->charter_id)
		    : text_format(row, "/glossary/%s", v->slug));
		view_number(row, M_VERSION_NUMBER, v->number);
		view_text(row, M_TERM_NAME, v->name);
		view_text(row, M_LEFT_WHY, left_why(row, v));
	}
}

static void
agreement_choices_fill(struct request *req, struct view *view, const struct charter_page *what)
{
	view_show_if(view, M_HAS_AGREEMENTS, what->agreement_count > 0);
	for (size_t i = 0; i < what->agreement_count; i++) {
		const struct agreement_row *a = &what->agreements[i];
		struct view *row = view_row(view, M_AGREEMENT_ROW);

		view_number(row, M_AGREEMENT_NUMBER, a->number);
		view_number(row, M_AGREEMENT_REVISION, a->revision);
		view_text(row, M_AGREEMENT_LINE, *a->change_note ? a->change_note
		    : text_format(row, "By %s, %s", a->author_name, moment_words(req, a->edited_at)));
		view_show_if(row, M_IS_CHOSEN, ticked(req, what, "agreement", a->number, a->revision));
		view_show_if(row, M_IS_DRAFT, a->state == STATE_DRAFT);
	}
}

static void
drafts_fill(struct request *req, struct view *view, const struct charter_page *what)
{
	view_show_if(view, M_HAS_DRAFTS, what->draft_count > 0);
	for (size_t i = 0; i < what->draft_count; i++) {
		const struct version_row *v = &what->drafts[i];
		struct view *row = view_row(view, M_DRAFT_ROW);

		view_number(row, M_VERSION_ID, v->id);
		view_number(row, M_VERSION_REVISION, v->revision);
		view_number(row, M_VERSION_NUMBER, v->number);
		view_text(row, M_TERM_NAME, v->name);
		view_text(row, M_TERM_SLUG, v->slug);
		view_text(row, M_TERM_LINE, text_blank(v->beginning) ? version_line(req, v) : text_first_sentence(row, v->beginning, LINE_MOST));
		view_show_if(row, M_HAS_CRITERIA, v->asks);
		view_show_if(row, M_IS_CHOSEN, ticked(req, what, "version", v->id, v->revision));
	}
}

/* The form of a new sheet; whoever may make none does not see it. */
static void
choices_fill(struct request *req, struct view *view, const struct charter_page *what)
{
	if (glossary_may_write(req->user)) {
		view_show_if(view, M_NO_SHEETS, !what->sheet_count);
		return;
	}
	view_show(view, M_MAY_MAKE);
	left_fill(view, what);
	agreement_choices_fill(req, view, what);
	drafts_fill(req, view, what);
	view_show_if(view, M_HAS_REVIEWED, what->version_count > 0);
	if (what->version_count || what->draft_count)
		view_show(view, M_HAS_VERSIONS);
	else
		view_maybe(view, M_NO_VERSIONS, M_NO_VERSIONS_WORDS, what->left_count ? "No other version is waiting for signatures."
		    : "No version is waiting for signatures. Send a draft to both teams first; then it can go on a sheet.");
	for (size_t i = 0; i < what->version_count; i++) {
		const struct version_row *v = &what->versions[i];
		struct view *row = view_row(view, M_VERSION_ROW);

		view_number(row, M_VERSION_ID, v->id);
		view_number(row, M_VERSION_REVISION, v->revision);
		view_number(row, M_VERSION_NUMBER, v->number);
		view_text(row, M_TERM_NAME, v->name);
		view_text(row, M_TERM_LINE, version_line(req, v));
		view_show_if(row, M_IS_CHOSEN, chosen(req, "version", v->id, v->revision));
	}
}

struct view *
charter_view(struct request *req, const struct charter_page *what)
{
	struct view *view = page(req, TPL_CHARTER_SHOW, "Charter – Glossary");

	crumbs_fill(view, above);
	page_notice(view, what->notice);
	if (what->form)
		form_errors_fill(view, charter_show_FORM_ERRORS, what->form);
	sheet_rows_fill(req, view, what);
	choices_fill(req, view, what);
	return view;
}

/* The signature a team gave to this sheet; all its versions bear the same. */
static const struct signature *
signature_on(const struct sheet_page *what, int team)
{
	const struct signature *s = what->count ? version_signature(what->parts[0].version, team) : NULL;

	return s && s->sheet_id == what->sheet->id ? s : NULL;
}

/* The first version that keeps the sheet from being signed, or NULL. */
static const struct sheet_part *
part_fallen(const struct sheet_page *what)
{
	for (size_t i = 0; i < what->count; i++)
		if (version_refusal(what->parts, what->parts[i].version, STEP_SIGN))
			return &what->parts[i];
	return NULL;
}

/* Whether the agreement on it keeps the sheet from being signed. */
static bool
agreement_fallen(const struct sheet_page *what)
{
	return what->agreement && what->sheet->state == SHEET_OPEN && (what->wanted || what->agreement->state != STATE_IN_REVIEW);
}

/* What was edited since the sheet was made: "“Lead” was edited by Ada Kern, 3 Aug 2026, 14:02." */
static const char *
edited_words(struct request *req, const struct sheet_page *what)
{
	struct buffer *words = buffer_new(req);
	const struct agreement *a = what->agreement;

	if (a && a->revision > 1 && a->edited_at >= what->sheet->created_at)
		buffer_format(words, "The agreement was edited by %s, %s. ", a->editor_name, moment_words(req, a->edited_at));
	for (size_t i = 0; i < what->count; i++) {
		const struct version *v = what->parts[i].version;

		if (v->revision > 1 && v->edited_at >= what->sheet->created_at)
			buffer_format(words, "“%s” was edited by %s, %s. ", what->parts[i].term->name, v->editor_name,
			    moment_words(req, v->edited_at));
	}
	return words->length ? buffer_take(req, words) : "Something on it was sent back and has come again. ";
}

/* What stands in the way of signing, or should be known before. */
static const char *
stale_words(struct request *req, const struct sheet_page *what)
{
	const struct sheet_part *fallen = part_fallen(what);

	if (what->problem)
		return what->problem;
	if (what->sheet->state != SHEET_OPEN)
		return NULL;
	if (fallen && fallen->version->state == STATE_DRAFT)
		return text_format(req, "“%s” went back to a draft, so this sheet cannot be signed. Send that draft to both teams"
		    " again, or withdraw the sheet.", fallen->term->name);
	if (fallen)
		return text_format(req, "“%s” keeps this sheet from being signed: %s", fallen->term->name,
		    version_refusal(req, fallen->version, STEP_SIGN));
	if (what->agreement && what->agreement->state == STATE_DRAFT)
		return "The agreement went back to a draft, so this sheet cannot be signed. Send that draft to both teams again, or"
		    " withdraw the sheet.";
	if (what->wanted)
		return what->wanted;
	if (what->sheet->revision > 1)
		return text_format(req, "%sSignatures given before were cleared: read the sheet again before you sign.",
		    edited_words(req, what));
	return NULL;
}

static const char *
sheet_words(struct request *req, const struct sheet *sheet, const struct sheet_page *what)
{
	const char *made = text_format(req, "%s, put together by %s on %s.", sheet_number(req, sheet->id), sheet->person_name,
	    day_words_at(req, sheet->created_at));
	int64_t at = what->count ? what->parts[0].version->in_force_at : 0;

	if (sheet->state == SHEET_WITHDRAWN)
		return text_format(req, "%s Withdrawn; what was on it can go on another sheet.", made);
	if (sheet->state == SHEET_OPEN)
		return text_format(req, "%s Each team signs it once, and all of it comes into force together. To ask for a change,"
		    " open what it is about.", made);
	at = what->agreement ? what->agreement->in_force_at : at;
	return text_format(req, at > req->now ? "%s Agreed, in force from %s." : "%s Agreed, in force since %s.", made,
	    day_words_at(req, at));
}

static void
part_fill(struct view *row, struct reader *r, const struct sheet_part *part)
{
	view_number(row, M_VERSION_ID, part->version->id);
	view_text(row, M_TERM_SLUG, part->term->slug);
	view_text(row, M_TERM_NAME, part->term->name);
	view_number(row, M_VERSION_NUMBER, part->version->number);
	wording_fill(row, r, part->before, part->version);
	facts_fill(row, r, part->before, part->version);
}

/* Both sides of the foot; whoever may sign finds the button. */
static void
sides_fill(struct view *view, struct reader *r, const struct sheet_page *what)
{
	const struct user *user = r->req->user;
	bool may = what->sheet->state == SHEET_OPEN && !glossary_may_sign(user) && !part_fallen(what)
	    && !agreement_fallen(what);
	struct signing signing = { .revision = what->sheet->revision };

	if (what->sheet->state == SHEET_WITHDRAWN)
		return;
	for (int team = TEAM_MARKETING; team <= TEAM_SALES; team++) {
		struct side *side = &signing.sides[team];

		side->signature = signature_on(what, team);
		side->note = text_format(r, "Not signed. A signatory of %s signs for %s.", team_label(team), team_label(team));
		if (side->signature || !may || user->team != team)
			continue;
		side->note = text_format(r, "Not signed. You can sign for %s.", team_label(team));
		side->sign_label = what->agreement ? "Sign the agreement and its terms" : what->count == 1 ? "Sign the sheet"
		    : what->count == 2 ? "Sign both versions" : text_format(r, "Sign all %zu versions", what->count);
		side->sign_action = text_format(r, "/charter/%lld/signature", (long long)what->sheet->id);
	}
	signing_fill(view, r, &signing);
}

static const char *
parts_title(struct request *req, const struct sheet_page *what)
{
	const char **names = memory_need(talloc_zero_array(req, const char *, what->count + 2));
	size_t count = 0;

	if (what->agreement)
		names[count++] = "Agreement";
	for (size_t i = 0; i < what->count; i++)
		names[count++] = what->parts[i].term->name;
	return count ? sheet_title(req, names, count) : sheet_number(req, what->sheet->id);
}

struct view *
sheet_view(struct request *req, const struct sheet_page *what)
{
	const struct sheet *sheet = what->sheet;
	const char *title = parts_title(req, what);
	struct view *view = page(req, TPL_SHEET_SHOW, text_format(req, "%s – Charter", title));
	struct reader *r = reader_new(req, NULL);

	crumbs_fill(view, above_one);
	page_notice(view, what->notice);
	view_number(view, M_SHEET_ID, sheet->id);
	view_text(view, M_SHEET_TITLE, title);
	view_text(view, M_SHEET_WORDS, sheet_words(req, sheet, what));
	sheet_tag_fill(view, sheet->state, part_fallen(what) || agreement_fallen(what), signature_on(what, TEAM_MARKETING), signature_on(what, TEAM_SALES));
	view_maybe(view, M_STALE_NOTICE, M_STALE_WORDS, stale_words(req, what));
	view_show_if(view_page(view), M_HAS_PROBLEMS, what->problem != NULL);
	if (what->agreement) {
		struct view *part = view_row(view, M_AGREEMENT_ROW);

		view_number(part, M_AGREEMENT_NUMBER, what->agreement->number);
		agreement_words_fill(part, r, what->agreement_before, what->agreement);
	}
	for (size_t i = 0; i < what->count; i++)
		part_fill(view_row(view, M_VERSION_ROW), r, &what->parts[i]);
	sides_fill(view, r, what);
	view_show_if(view, M_MAY_WITHDRAW, sheet->state == SHEET_OPEN && !glossary_may_write(req->user));
	form_hidden_fill(view, M_FORM_HIDDEN, sheet->revision);
	return view;
}
