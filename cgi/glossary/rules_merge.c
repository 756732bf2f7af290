/* Fingerprints of texts, and what they tell of who changed them. */
#include "glossary/rules_merge.h"

#include <inttypes.h>
#include <string.h>

/* FNV-1a in 64 bits: it only has to differ where texts do. */
const char *
fingerprint(const void *ctx, const char *text)
{
	uint64_t hash = UINT64_C(14695981039346656037);

	if (!text)
		return "";
	for (; *text; text++)
		hash = (hash ^ (unsigned char)*text) * UINT64_C(1099511628211);
	return text_format(ctx, "%016" PRIx64, hash);
}

void
base_add(struct buffer *base, const char *name, const char *value)
{
	buffer_format(base, "%s%s:%s", base->length ? " " : "", name, fingerprint(base, value ? value : ""));
}

/* The fingerprint a form carries for a name; "" for none. */
static const char *
base_of(const void *ctx, const char *base, const char *name)
{
	const char *sought = text_format(ctx, " %s:", name);
	const char *found = strstr(text_format(ctx, " %s", base), sought);

	return found ? text_copy_bytes(ctx, found + strlen(sought), strcspn(found + strlen(sought), " ")) : "";
}

enum merge_side
merge_side(const void *ctx, const char *base, const char *name, const char *mine, const char *theirs)
{
	const char *before;

	if (text_equal(mine, theirs))
		return MERGE_SAME;
	if (text_blank(base))
		return MERGE_CLASH;
	before = base_of(ctx, base, name);
	if (text_equal(fingerprint(ctx, mine), before))
		return MERGE_THEIRS;
	return text_equal(fingerprint(ctx, theirs), before) ? MERGE_MINE : MERGE_CLASH;
}

bool
merge_changed(const void *ctx, const char *base, const char *name, const char *value)
{
	return text_blank(base) || !text_equal(fingerprint(ctx, value), base_of(ctx, base, name));
}
