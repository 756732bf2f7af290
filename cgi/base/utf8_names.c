/* What counts in a name: characters that can be seen, and letters or digits among them. */
#include "base/utf8.h"

#include "base/text.h"

#include <stddef.h>

struct range {
	int32_t first, last;
};

static bool
within(const struct range *ranges, size_t count, int32_t c)
{
	for (size_t i = 0; i < count; i++)
		if (c >= ranges[i].first && c <= ranges[i].last)
			return true;
	return false;
}
#define WITHIN(ranges, c) within(ranges, sizeof ranges / sizeof *ranges, c)

static bool
unseen(int32_t c)
{
	static const struct range ranges[] = {
		{ 0xAD, 0xAD }, { 0x61C, 0x61C }, { 0x180E, 0x180E }, { 0x200B, 0x200F }, { 0x202A, 0x202E }, { 0x2060, 0x206F },
		{ 0xFEFF, 0xFEFF }
	};

	return WITHIN(ranges, c);
}

char *
utf8_visible(const void *ctx, const char *s)
{
	struct buffer *kept = buffer_new(ctx);
	const char *next = s;
	int32_t c, last = 0;

	for (const char *at = s; (c = utf8_next(&next)) >= 0; at = next) {
		const char *after = next;

		if (unseen(c) && !((c == 0x200C || c == 0x200D) && last >= 0x600 && utf8_next(&after) >= 0x600))
			continue;
		buffer_add(kept, at, (size_t)(next - at));
		last = c;
	}
	return buffer_take(ctx, kept);
}

bool
utf8_has_word(const char *s)
{
	static const struct range signs[] = {
		{ 0x80, 0xA9 }, { 0xAB, 0xB4 }, { 0xB6, 0xB9 }, { 0xBB, 0xBF }, { 0xD7, 0xD7 }, { 0xF7, 0xF7 }, { 0x300, 0x36F },
		{ 0x61C, 0x61C }, { 0x180E, 0x180E }, { 0x2000, 0x2BFF }, { 0x2E00, 0x2E7F }, { 0x3000, 0x3004 },
		{ 0x3008, 0x3020 }, { 0x3030, 0x3030 }, { 0xE000, 0xF8FF }, { 0xFE00, 0xFE6F }, { 0xFEFF, 0xFF0F },
		{ 0xFF1A, 0xFF20 }, { 0xFF3B, 0xFF40 }, { 0xFF5B, 0xFF65 }, { 0xFFE0, 0xFFFF }, { 0x1D000, 0x1D1FF },
		{ 0x1F000, 0x1FAFF }, { 0xE0000, 0x10FFFF }
	};
	int32_t c;

	while ((c = utf8_next(&s)) >= 0) {
		bool ascii = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');

		if (ascii || (c >= 0x80 && !WITHIN(signs, c)))
			return true;
	}
	return false;
}
