/* Why an agreement cannot be signed yet, and what to do about it. */
#include "sla/said_agreement.h"

#include "base/days.h"
#include "base/text.h"

#include <talloc.h>

enum { TOLD_MOST = 5 };

static const char *
one_wanted(const void *ctx, const struct term_wanted *w)
{
	if (w->retired)
		return text_format(ctx, "“%s” is retired: bring it back into use, or take it out of the agreement.", w->name);
	if (w->open_charter)
		return text_format(ctx, "“%s” has no version in force: version %lld is on charter sheet %lld, which both teams sign first.",
		    w->name, (long long)w->open_number, (long long)w->open_charter);
	if (w->open_number && w->open_state == STATE_IN_REVIEW)
		return text_format(ctx, "“%s” has no version in force: sign version %lld first, or put it on one charter sheet with the"
		    " agreement.", w->name, (long long)w->open_number);
	if (w->open_number)
		return text_format(ctx, "“%s” has no version in force: send the draft of version %lld to both teams, then sign it, or put it"
		    " on one charter sheet with the agreement.", w->name, (long long)w->open_number);
	if (w->coming_at)
		return text_format(ctx, "“%s” comes into force later than the agreement, at %s: let the agreement begin then.", w->name,
		    instant_print(ctx, w->coming_at));
	return text_format(ctx, "“%s” has no version in force: write one, and let both teams sign it.", w->name);
}

const char *
wanted_words(const void *ctx, const struct term_wanted *wanted, size_t count)
{
	struct buffer *words = buffer_new(ctx);

	buffer_text(words, "This agreement cannot be signed yet. ");
	for (size_t i = 0; i < count && i < TOLD_MOST; i++)
		buffer_format(words, "%s%s", i ? " " : "", one_wanted(ctx, &wanted[i]));
	if (count > TOLD_MOST)
		buffer_format(words, " And %zu more.", count - TOLD_MOST);
	return buffer_take(ctx, words);
}
