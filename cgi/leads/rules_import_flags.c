/* Days that cannot have been so: they are kept, told and counted. */
#include "leads/rules_import.h"

#include "base/text.h"

static int64_t
flag(const int64_t times[], int first, int second, int64_t bit)
{
	return times[first] && times[second] && times[second] < times[first] ? bit : 0;
}

int64_t
import_flags(const int64_t times[], int64_t now)
{
	static const int told[] = { TO_MQL_AT, TO_SAL_AT, TO_SQL_AT, TO_WON_AT, TO_LOST_AT, TO_OPENED_AT, TO_FIRST_ATTEMPT_AT };
	int64_t flags = 0;

	flags |= flag(times, TO_MQL_AT, TO_SAL_AT, FLAG_SAL_FIRST);
	flags |= flag(times, TO_MQL_AT, TO_SQL_AT, FLAG_SQL_FIRST);
	flags |= flag(times, TO_SAL_AT, TO_SQL_AT, FLAG_SQL_FIRST);
	for (size_t i = 0; i < 3; i++) {
		flags |= flag(times, told[i], TO_WON_AT, FLAG_WON_FIRST);
		flags |= flag(times, told[i], TO_LOST_AT, FLAG_LOST_FIRST);
	}
	flags |= flag(times, TO_OPENED_AT, TO_WON_AT, FLAG_WON_FIRST);
	flags |= flag(times, TO_OPENED_AT, TO_LOST_AT, FLAG_LOST_FIRST);
	for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
		flags |= flag(times, TO_CREATED_AT, told[i], FLAG_BEFORE_CREATED);
		if (times[told[i]] > now)
			flags |= FLAG_AHEAD;
	}
	if (times[TO_WON_AT] && times[TO_LOST_AT])
		flags |= FLAG_BOTH_ENDS;
	return flags;
}

const char *
import_flag_words(const void *ctx, int64_t flags)
{
	static const struct { int64_t bit; const char *words; } all[] = {
		{ FLAG_SAL_FIRST, "accepted before it was an MQL" }, { FLAG_SQL_FIRST, "an SQL before it was an MQL or accepted" },
		{ FLAG_WON_FIRST, "won before it was opened or an MQL" }, { FLAG_LOST_FIRST, "lost before it was opened or an MQL" },
		{ FLAG_BEFORE_CREATED, "before the record was made" }, { FLAG_AHEAD, "in the future" }, { FLAG_BOTH_ENDS, "both won and lost" }
	};
	struct buffer *words = buffer_new(ctx);

	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (flags & all[i].bit)
			buffer_format(words, "%s%s", words->length ? ", " : "", all[i].words);
	buffer_text(words, "");
	return buffer_take(ctx, words);
}
