/* Lines of canonical texts, and what is signed of them. */
#include "base/canonical.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <talloc.h>

void
canonical_text(struct buffer *text, const char *name, const char *value)
{
	buffer_format(text, "%s %zu:", name, value ? strlen(value) : 0);
	buffer_text(text, value ? value : "");
	buffer_byte(text, '\n');
}

void
canonical_code(struct buffer *text, const char *name, const char *const *names, int code)
{
	canonical_text(text, name, code < 0 ? NULL : names[code]);
}

void
canonical_number(struct buffer *text, const char *name, int64_t number)
{
	char digits[24];

	snprintf(digits, sizeof digits, "%lld", (long long)number);
	canonical_text(text, name, number ? digits : NULL);
}

const char *
canonical_digest(const void *ctx, const char *text)
{
	unsigned char hash[crypto_hash_sha256_BYTES];
	char *hex = memory_need(talloc_size(ctx, 2 * sizeof hash + 1));

	crypto_hash_sha256(hash, (const unsigned char *)text, strlen(text));
	return sodium_bin2hex(hex, 2 * sizeof hash + 1, hash, sizeof hash);
}
