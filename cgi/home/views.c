/* Fills home. */
#include "home/views.h"

#include "auth/session.h"
#include "base/days.h"
#include "base/text.h"
#include "glossary/views_parts.h"
#include "leads/views_parts.h"
#include "web/form.h"
#include "web/urlencode.h"

#include <string.h>

enum {
	LINE = 180,		/* characters of a meaning in a list */
	SHOWN_MOST = 20,	/* rows of one sort; a last one tells how many more there are */
};

struct view *
need_row(struct view *view, const char *href, const char *title, const char *line)
{
	struct view *row = view_row(view, home_show_NEED_ROW);

	view_text(row, home_show_NEED_HREF, href);
	view_text(row, home_show_NEED_TITLE, title);
	view_text(row, home_show_NEED_LINE, line);
	return row;
}

struct view *
need_fill(struct view *view, const char *href, const char *title, const char *line, enum need_tag tag, const char *words)
{
	static const enum tag tags[] = { [NEED_WAIT] = TAG_WAIT, [NEED_WARN] = TAG_WARN, [NEED_INFO] = TAG_INFO };
	struct view *row = need_row(view, href, title, line);

	tag_fill(row, tags[tag], words);
	return row;
}

struct view *
need_act(struct view *row, const char *path, int64_t revision)
{
	struct view *form = view_row(row, home_show_ACT_FORM);

	view_show_if(row, home_show_HAS_ACTS, true);
	view_text(form, home_show_ACT_PATH, path);
	if (revision)
		form_hidden_fill(form, home_show_FORM_HIDDEN, revision);
	return form;
}

void
need_button(struct view *form, const char *name, const char *value, const char *label, const char *about)
{
	struct view *button = view_row(form, *name ? home_show_ACT_BUTTON : home_show_PLAIN_BUTTON);

	if (*name) {
		view_text(button, home_show_ACT_NAME, name);
		view_text(button, home_show_ACT_VALUE, value);
	}
	view_text(button, home_show_ACT_LABEL, label);
	view_text(button, home_show_ACT_ABOUT, about);
}

const char *
version_href(const void *ctx, const char *slug, int64_t number)
{
	return text_format(ctx, "/glossary/%s#version-%lld", url_encode(ctx, slug), (long long)number);
}

/* Whether only the own team's signature is missing. */
static bool
other_signed(const struct request *req, const struct version_row *v)
{
	return req->user->team == TEAM_MARKETING ? v->sales_signed : v->marketing_signed;
}

/* "Lewis Grant, last edited by Marta Lindqvist, 21 Nov 2026, 20:18: What changes" */
static const char *
author_line(struct request *req, const struct version_row *v)
{
	return text_format(req, "%s%s%s, %s%s%s", v->author_name, v->edited_by == v->author_id ? "" : ", last edited by ",
	    v->edited_by == v->author_id ? "" : v->editor_name, instant_short(req, v->edited_at, req->user->time_zone),
	    *v->change_note ? ": " : "", v->change_note);
}

/* Somebody's objection: an act for whoever wrote it, news for whoever had signed. */
static void
sent_back_fill(struct request *req, struct view *view, const struct version_news *n)
{
	tag_fill(need_row(view, version_href(req, n->slug, n->number), text_format(req, "Sent back: %s, version %lld", n->name,
	    (long long)n->number), text_format(req, "%s asked for a change: %s", n->person_name,
	    text_first_sentence(req, n->words, LINE))), TAG_WARN, "Sent back");
}

/* Who edited a version after the reader had signed it; NULL: nobody. */
static const struct version_news *
edited_since(const struct home *home, const struct version_row *v)
{
	for (size_t i = 0; i < home->edited_count; i++)
		if (home->edited[i].version_id == v->id)
			return &home->edited[i];
	return NULL;
}

/* A version that the own team has not signed: an act for signatories, news for the others. */
static void
sign_fill(struct request *req, struct view *view, const struct home *home, const struct version_row *v)
{
	const char *team = team_label(req->user->team);
	bool other = other_signed(req, v);
	const struct version_news *edit = edited_since(home, v);
	struct view *row;
	const char *title = req->user->is_signatory
	    ? text_format(req, "Sign for %s, or ask for a change: %s, version %lld", team, v->name, (long long)v->number)
	    : text_format(req, "Read and discuss: %s, version %lld", v->name, (long long)v->number);
	const char *line = text_format(req, "%s%s%s", edit ? text_format(req, "%s edited it after you signed. ", edit->person_name)
	    : "", other ? text_format(req, "%s has signed. ", team_label(team_other(req->user->team))) : "", author_line(req, v));

	row = need_fill(view, version_href(req, v->slug, v->number), title, line, NEED_WAIT, text_format(req, "Awaiting %s", other ? team : "both teams"));
	if (req->user->is_signatory)
		need_button(need_act(row, text_format(req, "/glossary/%s/versions/%lld/signature", url_encode(req, v->slug), (long long)v->number),
		    v->revision), "", "", text_format(req, "Sign for %s", team), text_format(req, "%s, version %lld", v->name, (long long)v->number));
}

/* Whether an agreement that waits is on this charter sheet. */
static bool
agreement_on(const struct home *home, int64_t charter_id)
{
	for (size_t i = 0; i < home->agreements_to_sign_count; i++)
		if (home->agreements_to_sign[i].charter_id == charter_id)
			return true;
	return false;
}

/* All versions on one open charter sheet, which is signed as a whole. */
static void
sheet_fill(struct request *req, struct view *view, const struct home *home, const struct version_row *first)
{
	const char *team = team_label(req->user->team), *names = "";
	const struct version_news *edit = NULL;
	bool other = other_signed(req, first);
	size_t n = 0;

	for (size_t i = 0; i < home->to_sign_count; i++) {
		const struct version_row *v = &home->to_sign[i];

		if (v->charter_id != first->charter_id)
			continue;
		names = text_format(req, "%s%s%s", names, n++ ? ", " : "", v->name);
		if (!edit)
			edit = edited_since(home, v);
	}
	tag_fill(need_row(view, text_format(req, "/charter/%lld", (long long)first->charter_id),
	    text_format(req, "%s %s%zu version%s as one sheet", req->user->is_signatory ? "Sign" : "Read",
	    agreement_on(home, first->charter_id) ? "the agreement and " : "", n, n == 1 ? "" : "s"),
	    text_format(req, "%s%s%s", edit ? text_format(req, "%s edited %s after you signed. ", edit->person_name, edit->name) : "",
	    other ? text_format(req, "%s has signed. ", team_label(team_other(req->user->team))) : "",
	    text_clip(req, names, LINE))), TAG_WAIT, text_format(req, "Awaiting %s", other ? team : "both teams"));
}

/* Whether another version of the same sheet stands before it in the list, and speaks for all of them. */
static bool
told_by_sheet(const struct home *home, size_t at)
{
	for (size_t i = 0; home->to_sign[at].charter_id && i < at; i++)
		if (home->to_sign[i].charter_id == home->to_sign[at].charter_id)
			return true;
	return false;
}

/* What was edited under the reader's signature first, then what only their team has to sign. */
static int
urgency(const struct request *req, const struct home *home, const struct version_row *v)
{
	return edited_since(home, v) ? 0 : other_signed(req, v) ? 1 : 2;
}

static void
to_sign_fill(struct request *req, struct view *view, const struct home *home)
{
	size_t shown = 0, left = 0;

	for (int turn = 0; turn <= 2; turn++)
		for (size_t i = 0; i < home->to_sign_count; i++) {
			const struct version_row *v = &home->to_sign[i];

			if (urgency(req, home, v) != turn || told_by_sheet(home, i))
				continue;
			if (shown++ >= SHOWN_MOST)
				left++;
			else if (v->charter_id)
				sheet_fill(req, view, home, v);
			else
				sign_fill(req, view, home, v);
		}
	if (left)
		tag_fill(need_row(view, "/glossary?show=proposed", text_format(req, "%zu more to sign", left), "All that is proposed."),
		    TAG_WAIT, "To sign");
}

static bool
due_confirmed(const struct request *req, const struct due_row *d)
{
	return req->user->team == TEAM_MARKETING ? d->marketing_confirmed : d->sales_confirmed;
}

static void
due_row_fill(struct request *req, struct view *view, const struct due_row *d, bool has_come)
{
	const char *path = text_format(req, "/glossary/%s", url_encode(req, d->slug));
	struct view *row = need_fill(view, path, text_format(req, "Still right? %s", d->name), has_come
	    ? "Its review date has come: confirm it unchanged, or propose a change."
	    : "The other team has confirmed it ahead of its date: confirm it unchanged too, or propose a change.", NEED_WARN, "Review due");

	need_button(need_act(row, text_format(req, "%s/confirmation", path), d->revision), "", "", "Confirm unchanged", d->name);
}

static void
due_fill(struct request *req, struct view *view, const struct home *home)
{
	const char *today = day_print(req, day_of(req->now, req->session->organisation_zone));
	size_t shown = 0, left = 0;

	for (size_t i = 0; i < home->due_count; i++) {
		const struct due_row *d = &home->due[i];

		if (due_confirmed(req, d))
			continue;
		if (shown++ >= SHOWN_MOST)
			left++;
		else
			due_row_fill(req, view, d, strcmp(d->review_due, today) <= 0);
	}
	if (left)
		tag_fill(need_row(view, "/glossary?show=due", text_format(req, "%zu more to look at again", left),
		    "All whose review date has come."), TAG_WARN, "Review due");
}

/* The latest drafts written by hand, and a row for the rest, such as those out of a file. */
static void
drafts_fill(struct request *req, struct view *view, const struct home *home)
{
	int64_t told = (int64_t)home->draft_count;

	for (size_t i = 0; i < home->draft_count; i++) {
		const struct version_row *v = &home->drafts[i];

		tag_fill(need_row(view, version_href(req, v->slug, v->number),
		    text_format(req, "Finish your draft: %s, version %lld", v->name, (long long)v->number),
		    v->edited_by != v->author_id ? author_line(req, v)
		    : *v->change_note ? v->change_note : "Send it to review when it is ready."), TAG_INFO, "Draft");
	}
	if (home->draft_counts.by_hand <= told && !home->draft_counts.imported)
		return;
	tag_fill(need_row(view, "/glossary?show=discussed", home->draft_counts.all == 1 ? "One draft of yours"
	    : text_format(req, "%lld drafts of yours", (long long)home->draft_counts.all), !home->draft_counts.imported
	    ? "All that is being discussed." : home->draft_counts.imported == home->draft_counts.all ? "All of them came with a list."
	    : text_format(req, "%lld of them came with a list.", (long long)home->draft_counts.imported)), TAG_INFO, "Drafts");
}

static void
needs_fill(struct request *req, struct view *view, const struct home *home)
{
	handoffs_pressing_fill(req, view, home);
	tasks_pressing_fill(req, view, home);
	for (size_t i = 0; i < home->sent_back_count; i++)
		sent_back_fill(req, view, &home->sent_back[i]);
	agreement_needs_fill(req, view, home);
	to_sign_fill(req, view, home);
	due_fill(req, view, home);
	tasks_calm_fill(req, view, home);
	handoffs_calm_fill(req, view, home);
	handoff_drafts_fill(req, view, home);
	drafts_fill(req, view, home);
	agreement_drafts_fill(req, view, home);
}

static void
recent_fill(struct request *req, struct view *view, const struct home *home)
{
	view_show(view, home->recent_count ? home_show_HAS_RECENT : home_show_NO_RECENT);
	for (size_t i = 0; i < home->recent_count; i++) {
		const struct agreed_row *a = &home->recent[i];
		struct view *row = view_row(view, home_show_RECENT_ROW);

		view_text(row, home_show_TERM_SLUG, a->slug);
		view_text(row, home_show_TERM_NAME, a->name);
		view_text(row, home_show_TERM_LINE, text_first_sentence(req, a->meaning, LINE));
		view_number(row, home_show_VERSION_NUMBER, a->number);
		view_text(row, home_show_AGREED_STAMP, instant_print(req, a->in_force_at));
		view_format(row, home_show_AGREED_WORDS, "since %s", day_long(req, day_of(a->in_force_at, req->user->time_zone)));
	}
}

static const char *
greeting(struct request *req)
{
	int hour = local_clock(req->now, req->user->time_zone).hour;
	const char *part = hour < 12 ? "morning" : hour < 18 ? "afternoon" : "evening";

	return text_format(req, "Good %s, %s", part, text_split(req, req->user->name, " ", NULL)[0]);
}

/* Things that wait, shown or not; a sheet is one, and so is whatever came out of files. */
static size_t
needs_count(const struct request *req, const struct home *home)
{
	size_t n = home->sent_back_count + agreement_needs_count(home) + handoff_needs_count(home) + task_needs_count(home);

	for (size_t i = 0; i < home->to_sign_count; i++)
		n += !told_by_sheet(home, i);
	for (size_t i = 0; i < home->due_count; i++)
		n += !due_confirmed(req, &home->due[i]);
	n += (size_t)home->draft_counts.by_hand + (home->draft_counts.imported > 0);
	return n;
}

static const char *
summary(const void *ctx, size_t waiting, size_t today)
{
	const char *words = waiting == 0 ? "Nothing is waiting for you." : waiting == 1 ? "One thing is waiting for you."
	    : text_format(ctx, "%zu things are waiting for you.", waiting);

	if (!today)
		return words;
	return text_format(ctx, "%s %s", words, today == 1 ? "One clock ends today." : text_format(ctx, "%zu clocks end today.", today));
}

struct view *
home_show_view(struct request *req, const struct home *home, const struct undo *undo)
{
	struct view *view = page(req, TPL_HOME_SHOW, "Home");
	struct day today = day_of(req->now, req->user->time_zone);
	size_t n = needs_count(req, home);

	view_text(view, home_show_GREETING_WORDS, greeting(req));
	view_format(view, home_show_TODAY_WORDS, "%s %s", weekday_name(day_weekday(today)), day_long(req, today));
	view_text(view, home_show_SUMMARY_WORDS, summary(req, n, clocks_today(home)));
	view_show(view, n ? home_show_HAS_NEEDS : home_show_NO_NEEDS);
	view_text(view, home_show_NEED_COUNT, n == 1 ? "1 item" : text_format(req, "%zu items, most urgent first", n));
	undo_fill(view, undo);
	needs_fill(req, view, home);
	half_signed_fill(req, view, home);
	setup_fill(req, view, home);
	promise_tiles_fill(req, view, home);
	meeting_fill(req, view, home);
	wins_fill(req, view, home);
	recent_fill(req, view, home);
	return view;
}
