/* Fills the search. */
#include "home/views.h"

#include "base/text.h"
#include "glossary/views_parts.h"
#include "leads/views_parts.h"
#include "web/urlencode.h"

enum { LINE = 180 };		/* characters of a meaning in a list */

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
		view_show(row, search_results_TERM_LINE);
		view_text(row, search_results_RESULT_LINE, hits[i].meaning ? text_first_sentence(req, hits[i].meaning, LINE)
		    : "Nobody has written what it means yet.");
		hit_tag(row, &hits[i]);
	}
}

/* Companies in the line below, so that two of one name are told apart. */
static void
leads_fill(struct view *view, const struct search_found *found)
{
	struct view *group = view_row(view, search_results_RESULT_GROUP);
	size_t shown = found->lead_count > MOST_LEADS ? MOST_LEADS : found->lead_count;

	view_text(group, search_results_GROUP_CODE, "leads");
	view_text(group, search_results_GROUP_NAME, "Leads");
	view_format(group, search_results_GROUP_COUNT, found->lead_count > shown ? "the first %zu" : "%zu", shown);
	for (size_t i = 0; i < shown; i++) {
		const struct lead_row *lead = &found->leads[i];
		struct view *row = view_row(group, search_results_RESULT_ROW);

		view_format(row, search_results_RESULT_HREF, "/leads/%lld", (long long)lead->id);
		view_text(row, search_results_RESULT_NAME, lead_title(row, lead->id, lead->name, lead->company));
		view_show(row, search_results_LEAD_LINE);
		view_text(row, search_results_RESULT_LINE, lead->company ? lead->company : "");
		if (lead->handoff_id)
			handoff_tag_fill(row, lead->handoff_state, lead->handoff_final);
		else
			tag_fill(row, TAG_PLAIN, "Not handed over");
	}
	view_show_if(group, search_results_MORE_LEADS, found->lead_count > shown && !found->asked.any);
}

static void
handoffs_fill(struct view *view, const struct search_found *found)
{
	struct view *group = view_row(view, search_results_RESULT_GROUP);

	view_text(group, search_results_GROUP_CODE, "handoffs");
	view_text(group, search_results_GROUP_NAME, "Leads that were handed over");
	view_format(group, search_results_GROUP_COUNT, found->more_handoffs ? "the first %zu" : "%zu", found->handoff_count);
	for (size_t i = 0; i < found->handoff_count; i++) {
		const struct queue_row *h = &found->handoffs[i];
		struct view *row = view_row(group, search_results_RESULT_ROW);

		view_format(row, search_results_RESULT_HREF, "/handoffs/%lld", (long long)h->id);
		view_text(row, search_results_RESULT_NAME, lead_title(row, h->lead_id, h->lead_name, h->lead_company));
		view_maybe(row, search_results_HAS_ALSO, search_results_RESULT_ALSO, text_blank(h->lead_name) ? NULL : h->lead_company);
		view_show(row, search_results_LEAD_LINE);
		view_text(row, search_results_RESULT_LINE, h->words);
		handoff_tag_fill(row, h->state, h->is_final);
	}
}

/* What the prefixes say, each with the way to lift it. */
static void
parts_fill(struct request *req, struct view *view, const struct search_found *found)
{
	static const char *const names[] = { "Owner", "Status", "Source", "Persona", "Only in" };

	view_show_if(view, search_results_HAS_PARTS, found->asked.any);
	for (int i = 0; i < SEARCH_PARTS; i++) {
		struct view *row;

		if (!found->asked.parts[i])
			continue;
		row = view_row(view, search_results_PART_ROW);
		view_format(row, search_results_PART_WORDS, "%s: %s", names[i], found->asked.parts[i]);
		view_format(row, search_results_LIFT_HREF, "/search?q=%s", url_encode(req, search_without(req, &found->asked, i)));
	}
}

static const char *
found_words(const void *ctx, const struct search_found *found, size_t count)
{
	if (!*found->typed)
		return "Type a name or a word above.";
	if (found->problem)
		return found->problem;
	if (found->handoffs_looked)
		return text_format(ctx, "%zu found among the first %lld that were looked at: others may fit", count, (long long)found->handoffs_looked);
	if (found->lead_count > MOST_LEADS || found->more_handoffs)
		return text_format(ctx, "More than %zu found", found->more_handoffs ? count : count - 1);
	return count ? text_format(ctx, "%zu found", count) : "Nothing found";
}

struct view *
search_results_view(struct request *req, const struct search_found *found)
{
	const char *title = *found->typed ? text_format(req, "Search: %s", found->typed) : "Search";
	struct view *view = page(req, TPL_SEARCH_RESULTS, title);
	size_t count = found->lead_count + found->handoff_count + found->hit_count + found->meeting_count + found->issue_count;

	view_text(view, search_results_SEARCH_TITLE, title);
	view_text(view, search_results_SEARCH_WORDS, found->asked.words);
	view_text(view, search_results_FOUND_WORDS, found_words(req, found, count));
	parts_fill(req, view, found);
	if (found->lead_count)
		leads_fill(view, found);
	if (found->handoff_count)
		handoffs_fill(view, found);
	if (found->hit_count)
		hits_fill(req, view, found->hits, found->hit_count);
	meeting_hits_fill(req, view, found);
	if (count)
		return view;
	view_show(view, !*found->typed ? search_results_NO_WORDS : found->handoffs_looked ? search_results_NOT_ALL : found->asked.any ? search_results_NO_ROWS
	    : search_results_NO_RESULTS);
	view_show(view, search_results_PREFIX_HELP);
	return view;
}
