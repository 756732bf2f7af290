/* People in the database. */
#include "accounts/store.h"

static const struct column account_columns[] = {
	COLUMN(INT, struct account, id),
	COLUMN(TEXT, struct account, email),
	COLUMN(TEXT, struct account, name),
	CODE_COLUMN(struct account, team, team_names),
	COLUMN(TEXT, struct account, password_hash),
	COLUMN(TIME, struct account, created_at),
	COLUMN(BOOL, struct account, is_signatory),
	COLUMN(BOOL, struct account, is_point_person),
	COLUMN(BOOL, struct account, is_administrator),
	COLUMN(BOOL, struct account, disabled),
	{ 0 }
};
static const struct shape account_shape = { sizeof(struct account), account_columns };

#define ACCOUNT "SELECT id, email, name, team, password_hash, created_at, is_signatory, is_point_person," \
	" is_administrator, disabled_at IS NOT NULL AS disabled FROM person"

struct account *
account_by_email(struct db *db, const void *ctx, const char *email)
{
	return db_one(db, ctx, &account_shape, ACCOUNT " WHERE email = ?", "s", email);
}

struct account *
account_find(struct db *db, const void *ctx, int64_t id)
{
	return db_one(db, ctx, &account_shape, ACCOUNT " WHERE id = ?", "i", id);
}

int64_t
account_create(struct db *db, const struct account *a, int64_t now)
{
	return db_insert(db, "INSERT INTO person (email, name, team, is_signatory, is_point_person, is_administrator,"
	    " password_hash, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", "sssiiist", a->email, a->name, team_names[a->team],
	    (int64_t)a->is_signatory, (int64_t)a->is_point_person, (int64_t)a->is_administrator, a->password_hash, now);
}

void
account_password_set(struct db *db, int64_t id, const char *hash)
{
	db_run(db, "UPDATE person SET password_hash = ? WHERE id = ?", "si", hash, id);
}

void
organisation_set(struct db *db, const char *name, const char *time_zone)
{
	db_run(db, "UPDATE organisation SET name = ?, time_zone = ?, counted_zone = time_zone, revision = revision + 1 WHERE id = 1", "ss", name, time_zone);
}

bool
organisation_change(struct db *db, const struct organisation *to)
{
	return db_run(db, "UPDATE organisation SET name = ?, time_zone = ?, revision = revision + 1 WHERE id = 1 AND revision = ?", "ssi", to->name, to->time_zone,
	    to->revision) == 1;
}

static const struct column organisation_columns[] = {
	COLUMN(TEXT, struct organisation, name),
	COLUMN(TEXT, struct organisation, time_zone),
	COLUMN(INT, struct organisation, revision),
	{ 0 }
};
static const struct shape organisation_shape = { sizeof(struct organisation), organisation_columns };

struct organisation *
organisation_find(struct db *db, const void *ctx)
{
	return db_one(db, ctx, &organisation_shape, "SELECT name, time_zone, revision FROM organisation WHERE id = 1", "");
}

const char *
organisation_name(struct db *db, const void *ctx)
{
	const struct organisation *row = organisation_find(db, ctx);

	return row ? row->name : "";
}

bool
people_exist(struct db *db)
{
	return db_integer(db, 0, "SELECT 1 FROM person LIMIT 1", "") != 0;
}

int64_t
accounts_count(struct db *db)
{
	return db_integer(db, 0, "SELECT COUNT(*) FROM person", "");
}

static const struct column settings_columns[] = {
	COLUMN(TEXT, struct settings, time_zone),
	COLUMN(BOOL, struct settings, shortcuts),
	COLUMN(TEXT, struct settings, out_until),
	COLUMN(INT, struct settings, deputy_id),
	COLUMN(INT, struct settings, revision),
	{ 0 }
};
static const struct shape settings_shape = { sizeof(struct settings), settings_columns };

static const struct column colleague_columns[] = {
	COLUMN(INT, struct colleague, id),
	COLUMN(TEXT, struct colleague, name),
	{ 0 }
};
static const struct shape colleague_shape = { sizeof(struct colleague), colleague_columns };

struct settings *
settings_find(struct db *db, const void *ctx, int64_t person_id)
{
	return db_one(db, ctx, &settings_shape, "SELECT COALESCE(time_zone, '') AS time_zone, shortcuts, out_until, deputy_id,"
	    " revision FROM person WHERE id = ?", "i", person_id);
}

bool
settings_save(struct db *db, int64_t person_id, const struct settings *s)
{
	return db_run(db, "UPDATE person SET time_zone = NULLIF(?, ''), shortcuts = ?, out_until = ?, deputy_id = ?,"
	    " revision = revision + 1 WHERE id = ? AND revision = ?", "sisnii", s->time_zone, (int64_t)s->shortcuts, s->out_until,
	    s->deputy_id, person_id, s->revision) == 1;
}

struct colleague *
colleagues_of(struct db *db, const void *ctx, int team, int64_t but, size_t *count)
{
	return db_list(db, ctx, &colleague_shape, count, "SELECT id, name FROM person WHERE team = ? AND disabled_at IS NULL"
	    " AND id <> ? ORDER BY name, id", "si", team_names[team], but);
}
