/* Keeps wishes about mail. */
#include "auth/mail_wish.h"

#include "auth/session.h"
#include "base/text.h"
#include "data/db.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

const char *const mail_kind_names[] = { "to_sign", "own", "clocks", "meetings", "brief", "watch", "daily", NULL };

const char *
mail_kind_words(int kind)
{
	static const char *const words[] = { "when words wait for your signature",
	    "when your version is sent back, or agreed by both teams",
	    "when the clock of a promise runs out",
	    "about meetings and what you take on",
	    "with the figures both teams begin a week with",
	    "about what you watch",
	    "once a day, with what you have gathered" };

	return kind >= 0 && kind < MAIL_KINDS ? words[kind] : "";
}

struct refused_row {
	const char *kind;
};
static const struct column refused_columns[] = {
	COLUMN(TEXT, struct refused_row, kind),
	{ 0 }
};
static const struct shape refused_shape = { sizeof(struct refused_row), refused_columns };

/* The kinds that some rows name. */
static int64_t
kinds_of(const struct refused_row *rows, size_t count)
{
	int64_t kinds = 0;

	for (size_t i = 0; i < count; i++)
		for (int kind = 0; kind < MAIL_KINDS; kind++)
			if (strcmp(rows[i].kind, mail_kind_names[kind]) == 0)
				kinds |= (int64_t)1 << kind;
	return kinds;
}

int64_t
mail_wishes(struct db *db, const void *ctx, int64_t person_id)
{
	size_t count;
	const struct refused_row *rows = db_list(db, ctx, &refused_shape, &count, "SELECT kind FROM mail_wish WHERE person_id = ?"
	    " AND NOT wanted", "i", person_id);

	return ((1 << MAIL_KINDS) - 1) & ~kinds_of(rows, count);
}

int64_t
mail_dailies(struct db *db, const void *ctx, int64_t person_id)
{
	size_t count;
	const struct refused_row *rows = db_list(db, ctx, &refused_shape, &count, "SELECT kind FROM mail_wish WHERE person_id = ? AND daily", "i", person_id);

	return kinds_of(rows, count);
}

static void
wish_set(struct db *db, int64_t person_id, int kind, bool wanted, bool daily)
{
	db_run(db, "INSERT INTO mail_wish (person_id, kind, wanted, daily) VALUES (?, ?, ?, ?) ON DUPLICATE KEY UPDATE wanted = ?, daily = ?", "isiiii",
	    person_id, mail_kind_names[kind], (int64_t)wanted, (int64_t)daily, (int64_t)wanted, (int64_t)daily);
}

void
mail_wishes_set(struct db *db, int64_t person_id, int64_t wanted, int64_t daily)
{
	for (int kind = 0; kind < MAIL_KINDS; kind++)
		wish_set(db, person_id, kind, wanted >> kind & 1, daily >> kind & 1);
}

void
mail_wish_end(struct db *db, int64_t person_id, int kind)
{
	wish_set(db, person_id, kind, false, false);
}

static void
proof_make(const unsigned char secret[32], int64_t person_id, int kind, char proof[TOKEN_TEXT])
{
	char label[80];
	unsigned char bytes[32];

	snprintf(label, sizeof label, "mail off %lld %s", (long long)person_id, mail_kind_names[kind]);
	crypto_auth_hmacsha256(bytes, (const unsigned char *)label, strlen(label), secret);
	sodium_bin2base64(proof, TOKEN_TEXT, bytes, sizeof bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

const char *
mail_off_query(const void *ctx, const unsigned char secret[32], int64_t person_id, int kind)
{
	char proof[TOKEN_TEXT];

	proof_make(secret, person_id, kind, proof);
	return text_format(ctx, "for=%lld&kind=%s&proof=%s", (long long)person_id, mail_kind_names[kind], proof);
}

bool
mail_off_proved(const unsigned char secret[32], int64_t person_id, int kind, const char *proof)
{
	char right[TOKEN_TEXT];

	if (kind < 0 || kind >= MAIL_KINDS || !proof || strlen(proof) != TOKEN_TEXT - 1)
		return false;
	proof_make(secret, person_id, kind, right);
	return sodium_memcmp(right, proof, TOKEN_TEXT - 1) == 0;
}
