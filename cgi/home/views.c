/* Fills home and search. */
#include "home/views.h"

#include "auth/session.h"
#include "base/days.h"
#include "base/text.h"
#include "web/urlencode.h"

#include <string.h>

enum { LINE = 180 };	/* characters of a meaning in a list */

enum { TAG_OK, TAG_INFO, TAG_WAIT, TAG_WARN, TAG_PLAIN };

static void
tag_fill(struct view *view, int kind, const char *words)
{
	static const enum marker kinds[] = { M_IS_OK, M_IS_INFO, M_IS_WAIT, M_IS_WARN, M_IS_PLAIN };
	struct view *tag = view_part(view, M_STATE_TAG, TPL_STATE_TAG);

	view_show(tag, kinds[kind]);
	view_text(tag, M_TAG_WORDS, words);
}

static struct view *
need(struct view *view, const char *href, const char *title, const char *line)
{
	struct view *row = view_row(view, home_show_NEED_ROW);

	view_text(row, home_show_NEED_HREF, href);
	view_text(row, home_show_NEED_TITLE, title);
	view_text(row, home_show_NEED_LINE, line);
	return row;
}

static const char *
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

/* A version that the own team has not signed: an act for signatories, news for the others. */
static void
sign_fill(struct request *req, struct view *view, const struct version_row *v)
{
	const char *team = team_label(req->user->team);
	bool other = other_signed(req, v);
	const char *href = v->charter_id ? text_format(req, "/charter/%lld", (long long)v->charter_id)
	    : version_href(req, v->slug, v->number);
	const char *title = req->user->is_signatory
	    ? text_format(req, "Sign for %s, or ask for a change: %s, version %lld", team, v->name, (long long)v->number)
	    : text_format(req, "Read and discuss: %s, version %lld", v->name, (long long)v->number);
	const char *line = text_format(req, "%s%s%s%s", other ? text_format(req, "%s has signed. ",
	    team_label(team_other(req->user->team))) : "", v->author_name, *v->change_note ? ": " : "", v->change_note);

	tag_fill(need(view, href, title, line), TAG_WAIT, text_format(req, "Awaiting %s", other ? team : "both teams"));
}

static void
needs_fill(struct request *req, struct view *view, const struct home *home)
{
	for (int last = 1; last >= 0; last--)
		for (size_t i = 0; i < home->to_sign_count; i++)
			if (other_signed(req, &home->to_sign[i]) == last)
				sign_fill(req, view, &home->to_sign[i]);
	for (size_t i = 0; i < home->due_count; i++) {
		const struct due_row *d = &home->due[i];

		if (req->user->team == TEAM_MARKETING ? d->marketing_confirmed : d->sales_confirmed)
			continue;
		tag_fill(need(view, text_format(req, "/glossary/%s", url_encode(req, d->slug)),
		    text_format(req, "Still right? %s", d->name), "Its review date has come: confirm it unchanged, or propose a change."),
		    TAG_WARN, "Review due");
	}
	for (size_t i = 0; i < home->draft_count; i++) {
		const struct version_row *v = &home->drafts[i];

		tag_fill(need(view, version_href(req, v->slug, v->number),
		    text_format(req, "Finish your draft: %s, version %lld", v->name, (long long)v->number),
		    *v->change_note ? v->change_note : "Send it to review when it is ready."), TAG_INFO, "Draft");
	}
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
	const char *part = hour < 5 ? "evening" : hour < 12 ? "morning" : hour < 18 ? "afternoon" : "evening";

	return text_format(req, "Good %s, %s", part, text_split(req, req->user->name, " ", NULL)[0]);
}

static size_t
needs_count(const struct request *req, const struct home *home)
{
	size_t n = home->to_sign_count + home->draft_count;

	for (size_t i = 0; i < home->due_count; i++)
		n += !(req->user->team == TEAM_MARKETING ? home->due[i].marketing_confirmed : home->due[i].sales_confirmed);
	return n;
}

struct view *
home_show_view(struct request *req, const struct home *home)
{
	struct view *view = page(req, TPL_HOME_SHOW, "Home");
	struct day today = day_of(req->now, req->user->time_zone);
	size_t n = needs_count(req, home);

	view_text(view, home_show_GREETING_WORDS, greeting(req));
	view_format(view, home_show_TODAY_WORDS, "%s %s", weekday_name(day_weekday(today)), day_long(req, today));
	view_text(view, home_show_SUMMARY_WORDS, n == 0 ? "Nothing is waiting for you."
	    : n == 1 ? "One thing is waiting for you." : text_format(req, "%zu things are waiting for you.", n));
	view_show(view, n ? home_show_HAS_NEEDS : home_show_NO_NEEDS);
	view_text(view, home_show_NEED_COUNT, n == 1 ? "1 item" : text_format(req, "%zu items", n));
	needs_fill(req, view, home);
	recent_fill(req, view, home);
	return view;
}

static void
hit_tag(struct view *row, const struct term_hit *hit)
{
	if (hit->retired)
		tag_fill(row, TAG_PLAIN, "Retired");
	else if (hit->in_force)
		tag_fill(row, TAG_OK, "Agreed");
	else
		tag_fill(row, TAG_INFO, "Not agreed yet");
}

static void
hits_fill(struct request *req, struct view *view, const struct term_hit *hits, size_t count)
{
	struct view *group = view_row(view, search_results_RESULT_GROUP);

	view_text(group, search_results_GROUP_CODE, "terms");
	view_text(group, search_results_GROUP_NAME, "Terms");
	view_number(group, search_results_GROUP_COUNT, (int64_t)count);
	for (size_t i = 0; i < count; i++) {
		struct view *row = view_row(group, search_results_RESULT_ROW);
		const char *lines = text_format(req, "%s\n%s", hits[i].abbreviations, hits[i].synonyms);
		const char *also = text_join(req, (const char *const *)text_split_lines(req, lines, NULL), ", ");

		view_format(row, search_results_RESULT_HREF, "/glossary/%s", url_encode(req, hits[i].slug));
		view_text(row, search_results_RESULT_NAME, hits[i].name);
		view_maybe(row, search_results_HAS_ALSO, search_results_RESULT_ALSO, also);
		view_text(row, search_results_RESULT_LINE, hits[i].meaning ? text_first_sentence(req, hits[i].meaning, LINE)
		    : "Nobody has written what it means yet.");
		hit_tag(row, &hits[i]);
	}
}

struct view *
search_results_view(struct request *req, const char *words, const struct term_hit *hits, size_t count)
{
	const char *title = *words ? text_format(req, "Search: %s", words) : "Search";
	struct view *view = page(req, TPL_SEARCH_RESULTS, title);

	view_text(view, search_results_SEARCH_TITLE, title);
	view_text(view, search_results_SEARCH_WORDS, words);
	view_text(view, search_results_FOUND_WORDS, !*words ? "Type a word above."
	    : count == 1 ? "1 found" : text_format(req, "%zu found", count));
	if (count)
		hits_fill(req, view, hits, count);
	else
		view_show(view, *words ? search_results_NO_RESULTS : search_results_NO_WORDS);
	return view;
}
