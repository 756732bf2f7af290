/* What several pages of leads show alike. */
#include "leads/views.h"

#include "base/text.h"
#include "web/urlencode.h"

#include <ctype.h>
#include <string.h>
#include <talloc.h>

const char *
undo_words(const void *ctx, const struct handoff *h, const struct handoff_event *e)
{
	const char *title = lead_title(ctx, h->lead_id, h->lead_name, h->lead_company);
	const char *words = sentence_case(ctx, text_replace(ctx, e->detail, "_", " "));

	if (e->move == MOVE_ATTEMPT)
		return text_format(ctx, "Logged for %s: %s.", title, text_blank(words) ? "an attempt" : words);
	if (e->move == MOVE_OUTCOME)
		return text_format(ctx, "%s: %s.", title, text_lower(ctx, words));
	return text_format(ctx, "%s: %s.", title, e->move == MOVE_RETURN ? "returned" : "accepted");
}

void
undo_fill(struct view *view, const struct undo *undo)
{
	struct view *part;

	if (!undo->event_id)
		return;
	part = view_part(view, M_UNDO_BANNER, TPL_UNDO_BANNER);
	if (undo->deal_id)
		view_format(part, undo_banner_UNDO_ACTION, "/deals/%lld/undo", (long long)undo->deal_id);
	else
		view_format(part, undo_banner_UNDO_ACTION, "/handoffs/%lld/undo", (long long)undo->handoff_id);
	view_number(part, undo_banner_EVENT_ID, undo->event_id);
	view_text(part, undo_banner_FROM_PLACE, undo->place);
	view_text(part, undo_banner_UNDO_WORDS, undo->words);
	view_number(part, undo_banner_SECONDS_LEFT, undo->seconds);
}

void
queue_clock_fill(struct view *view, const struct queue_clock *clock)
{
	static const enum marker sections[] = {
		[CLOCK_NONE] = clock_tag_IS_NONE, [CLOCK_PLAIN] = clock_tag_IS_CALM, [CLOCK_TODAY] = clock_tag_IS_TODAY,
		[CLOCK_SHORT] = clock_tag_IS_SHORT, [CLOCK_LATE] = clock_tag_IS_CALM, [CLOCK_PAUSED] = clock_tag_IS_CALM
	};
	struct view *part = view_part(view, M_CLOCK_TAG, TPL_CLOCK_TAG);

	view_show(part, sections[clock_look(clock)]);
	view_text(part, clock_tag_CLOCK_WORDS, clock_words(part, clock));
	view_maybe(part, clock_tag_HAS_RESUMES, clock_tag_RESUMES_WORDS, clock_rests(clock));
}

void
handoff_tag_fill(struct view *view, int state, bool is_final)
{
	static const enum tag tags[] = {
		[HANDOFF_SUBMITTED] = TAG_WAIT, [HANDOFF_INFO_REQUESTED] = TAG_WARN, [HANDOFF_ACCEPTED] = TAG_OK, [HANDOFF_WORKING] = TAG_OK,
		[HANDOFF_RETURNED] = TAG_WARN, [HANDOFF_APPEALED] = TAG_WARN, [HANDOFF_QUALIFIED] = TAG_OK
	};

	tag_fill(view, state >= HANDOFF_DISQUALIFIED || is_final ? TAG_PLAIN : tags[state], handoff_state_label(state, is_final));
}

/* What a telephone can dial. */
static const char *
digits_of(const void *ctx, const char *phone)
{
	struct buffer *out = buffer_new(ctx);

	for (const char *c = phone; *c; c++)
		if (isdigit((unsigned char)*c) || (*c == '+' && !out->length))
			buffer_byte(out, *c);
	return buffer_take(ctx, out);
}

/* An address as a link takes it (RFC 6068): what would begin a copy to somebody else, or a subject, is a part of it. */
static const char *
mail_address(const void *ctx, const char *email)
{
	const char *at = email ? strrchr(email, '@') : NULL;

	if (!at)
		return "";
	return text_format(ctx, "%s@%s", url_encode(ctx, text_copy_bytes(ctx, email, (size_t)(at - email))), url_encode(ctx, at + 1));
}

void
reach_fill(struct view *view, const struct user *user, const char *phone, const char *email, bool do_not_contact)
{
	bool may = (user_roles(user) & MEMBER) && !do_not_contact;
	const char *masked;

	if (may && (!text_blank(phone) || !text_blank(email))) {
		view_show(view, M_HAS_REACH);
		view_maybe(view, M_HAS_PHONE, M_LEAD_PHONE, phone ? text_replace(view, phone, " ", "\u00a0") : NULL);
		view_text(view, M_PHONE_DIGITS, digits_of(view, phone ? phone : ""));
		view_maybe(view, M_HAS_MAIL, M_LEAD_EMAIL, email);
		view_text(view, M_MAIL_ADDRESS, mail_address(view, email));
		return;
	}
	masked = text_format(view, "%s %s", phone_masked(view, phone), email_masked(view, email));
	view_maybe(view, M_HAS_MASKED, M_MASKED_WORDS, do_not_contact ? "Do not contact" : text_trim(view, masked));
}
