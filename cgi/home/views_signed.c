/* What the reader's team has signed and the other one has not yet. */
#include "home/views.h"

#include "base/days.h"
#include "base/text.h"
#include "glossary/views_parts.h"

enum { SHOWN = 5, LINE = 180 };

static bool
same_sheet(const struct half_signed *a, const struct half_signed *b)
{
	return a->charter_id && a->charter_id == b->charter_id;
}

/* Whether another one of the same sheet stands before it in the list, and speaks for all of them. */
static bool
told_by_sheet(const struct home *home, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (same_sheet(&home->half_signed[i], &home->half_signed[at]))
			return true;
	return false;
}

static const char *
own_title(const void *ctx, const struct half_signed *h)
{
	if (h->what == HALF_VERSION)
		return text_format(ctx, "%s, version %lld", h->name, (long long)h->number);
	return h->what == HALF_AMENDMENT ? text_format(ctx, "Amendment %lld of %s", (long long)h->number, h->name)
	    : text_format(ctx, "The agreement, version %lld", (long long)h->number);
}

/* "One sheet: the agreement, Lead, Marketing-qualified lead" */
static const char *
sheet_title(const void *ctx, const struct home *home, const struct half_signed *first)
{
	const char *names = "";

	for (size_t i = 0; i < home->half_signed_count; i++)
		if (same_sheet(&home->half_signed[i], first))
			names = text_format(ctx, "%s%s%s", names, *names ? ", " : "", home->half_signed[i].what == HALF_AGREEMENT ? "the agreement"
			    : home->half_signed[i].name);
	return text_format(ctx, "One sheet: %s", text_clip(ctx, names, LINE));
}

const char *
half_signed_href(const void *ctx, const struct half_signed *h)
{
	if (h->charter_id)
		return text_format(ctx, "/charter/%lld", (long long)h->charter_id);
	if (h->what == HALF_VERSION)
		return version_href(ctx, h->slug, h->number);
	return h->what == HALF_AGREEMENT ? agreement_href(ctx, h->number) : text_format(ctx, "/sla/amendments/%lld", (long long)h->number);
}

void
half_signed_fill(struct request *req, struct view *view, const struct home *home)
{
	const char *team = team_label(req->user->team), *other = team_label(team_other(req->user->team));
	size_t shown = 0, left = 0;

	for (size_t i = 0; i < home->half_signed_count; i++) {
		const struct half_signed *h = &home->half_signed[i];
		struct view *row;

		if (told_by_sheet(home, i))
			continue;
		if (shown >= SHOWN) {
			left++;
			continue;
		}
		shown++;
		row = view_row(view, home_show_SIGNED_ROW);
		view_text(row, home_show_NEED_HREF, half_signed_href(req, h));
		view_text(row, home_show_NEED_TITLE, h->charter_id ? sheet_title(row, home, h) : own_title(row, h));
		view_format(row, home_show_NEED_LINE, "%s signed for %s on %s.", h->signer_name, team, day_long(row, day_of(h->signed_at, req->user->time_zone)));
		tag_fill(row, TAG_WAIT, text_format(row, "Awaiting %s", other));
	}
	view_show_if(view, home_show_HAS_SIGNED, shown);
	view_format(view, home_show_SIGNED_TITLE, "Waits for %s", other);
	if (left)
		view_maybe(view, home_show_MORE_SIGNED, home_show_SIGNED_LEFT, text_format(req, "%zu more", left));
}
