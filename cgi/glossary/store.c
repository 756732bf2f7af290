/* Terms: finding, making and editing what needs no signature. */
#include "glossary/store_parts.h"

#include "base/text.h"
#include "data/content.h"

#include <inttypes.h>
#include <sodium.h>
#include <string.h>
#include <talloc.h>

static const struct column term_columns[] = { TERM_SHAPE(struct term, ), { 0 } };
static const struct shape term_shape = { sizeof(struct term), term_columns };

void
glossary_touch(struct db *db)
{
	content_touch(db, "glossary");
}

int64_t
glossary_content_version(struct db *db)
{
	return content_version(db, "glossary");
}

const char *
ids_json(const void *ctx, const int64_t *ids, size_t count)
{
	struct buffer *json = buffer_new(ctx);

	for (size_t i = 0; i < count; i++)
		buffer_format(json, "%s%lld", i ? "," : "[", (long long)ids[i]);
	buffer_text(json, count ? "]" : "[]");
	return buffer_take(ctx, json);
}

struct term *
term_find(struct db *db, const void *ctx, const char *slug)
{
	return db_one(db, ctx, &term_shape, "SELECT" TERM_COLUMNS " FROM term t" TERM_JOINS " WHERE t.slug = ?", "s", slug);
}

struct term *
term_find_id(struct db *db, const void *ctx, int64_t id)
{
	return db_one(db, ctx, &term_shape, "SELECT" TERM_COLUMNS " FROM term t" TERM_JOINS " WHERE t.id = ?", "i", id);
}

static const struct column related_columns[] = {
	COLUMN(INT, struct related_term, id),
	COLUMN(TEXT, struct related_term, slug),
	COLUMN(TEXT, struct related_term, name),
	CODE_COLUMN(struct related_term, kind, term_kind_names),
	COLUMN(BOOL, struct related_term, retired),
	COLUMN(BOOL, struct related_term, named_here),
	{ 0 }
};
static const struct shape related_shape = { sizeof(struct related_term), related_columns };

struct related_term *
term_related(struct db *db, const void *ctx, int64_t term_id, size_t *count)
{
	return db_list(db, ctx, &related_shape, count, "SELECT t.id, t.slug, t.name, t.kind,"
	    " t.deprecated_at IS NOT NULL AS retired, MAX(r.here) AS named_here FROM"
	    " (SELECT related_id AS id, TRUE AS here FROM term_relation WHERE term_id = ?"
	    " UNION ALL SELECT term_id, FALSE FROM term_relation WHERE related_id = ?) r"
	    " JOIN term t ON t.id = r.id GROUP BY t.id ORDER BY t.name", "ii", term_id, term_id);
}

struct related_term *
term_choices(struct db *db, const void *ctx, size_t *count)
{
	return db_list(db, ctx, &related_shape, count, "SELECT id, slug, name, kind, FALSE AS retired, FALSE AS named_here"
	    " FROM term WHERE deprecated_at IS NULL ORDER BY name", "");
}

static const struct column person_columns[] = {
	COLUMN(INT, struct person, id),
	COLUMN(TEXT, struct person, name),
	CODE_COLUMN(struct person, team, team_names),
	COLUMN(BOOL, struct person, is_signatory),
	COLUMN(BOOL, struct person, is_point_person),
	{ 0 }
};
static const struct shape person_shape = { sizeof(struct person), person_columns };

const struct person *
people_choices(struct db *db, const void *ctx, size_t *count)
{
	struct person *list = db_kept_list(db, "people", 0, count);

	if (list)
		return list;
	list = db_list(db, db_rememberer(db, ctx), &person_shape, count, "SELECT id, name, team, is_signatory, is_point_person FROM person"
	    " WHERE disabled_at IS NULL AND team <> 'observer' ORDER BY name, id", "");
	db_keep_list(db, "people", 0, list, *count);
	return list;
}

static const struct column edit_columns[] = {
	COLUMN(INT, struct term_edit, id),
	COLUMN(INT, struct term_edit, revision),
	COLUMN(TEXT, struct term_edit, person_name),
	CODE_COLUMN(struct term_edit, team, team_names),
	COLUMN(TIME, struct term_edit, at),
	COLUMN(TEXT, struct term_edit, field),
	COLUMN(TEXT, struct term_edit, before_text),
	COLUMN(TEXT, struct term_edit, after_text),
	{ 0 }
};
static const struct shape edit_shape = { sizeof(struct term_edit), edit_columns };

struct term_edit *
term_edits(struct db *db, const void *ctx, int64_t term_id, int64_t limit, size_t *count)
{
	return db_list(db, ctx, &edit_shape, count, "SELECT h.id, h.revision, p.name AS person_name, h.team, h.at, h.field,"
	    " h.before_text, h.after_text FROM term_edit h JOIN person p ON p.id = h.person_id WHERE h.term_id = ?"
	    " ORDER BY h.id DESC LIMIT ?", "ii", term_id, limit);
}

/* Words that stand behind /glossary/ as pages, and so cannot be a term's address. */
static const char *const reserved_slugs[] = {
	"new", "import", "imports", "export", "print", "search", "charter", "sheets", "stages", "starter", "versions", "terms",
	"history", "directory", NULL
};

static bool
slug_is_free(struct db *db, const char *slug)
{
	return db_integer(db, 0, "SELECT 1 FROM term WHERE slug = ?", "s", slug) == 0;
}

/*
 * An address for a name: lead, lead-2, lead-3 …, and term-N where nothing of the name can stand in one. From the second
 * try on by chance further up, because what another transaction has just taken cannot be seen from this one.
 */
static const char *
slug_for(struct db *db, const void *ctx, const char *name, uint32_t tries)
{
	const char *base = text_slug(ctx, name), *slug = base ? base : "term";
	int64_t last, chance = 1 + randombytes_uniform(1 + 40 * tries);

	if (text_in(slug, reserved_slugs))
		slug = base = text_format(ctx, "%s-term", slug);
	if (tries == 0 && slug_is_free(db, slug))
		return slug;
	if (!base)
		return text_format(ctx, "term-%" PRId64,
		    db_integer(db, 0, "SELECT COALESCE(MAX(id), 0) FROM term", "") + chance);
	base = text_format(ctx, "%.70s", base);
	last = db_integer(db, 1, "SELECT MAX(CAST(SUBSTRING(slug, CHAR_LENGTH(?) + 2) AS UNSIGNED)) FROM term"
	    " WHERE slug LIKE ? AND SUBSTRING(slug, CHAR_LENGTH(?) + 2) REGEXP '^[0-9]{1,9}$'", "sss", base,
	    text_format(ctx, "%s-%%", base), base);
	return text_slug(ctx, text_format(ctx, "%s-%" PRId64, base, last + chance));
}

static int64_t
term_insert(struct db *db, const struct actor *actor, const struct term *t)
{
	return db_insert(db, "INSERT INTO term (slug, name, kind, abbreviations, synonyms, marketing_says, sales_says,"
	    " examples, counter_examples, bindings, owner_id, created_by, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
	    " (SELECT p.id FROM person p WHERE p.id = ? AND p.team <> 'observer'), ?, ?)", "ssssssssssiit", t->slug, t->name,
	    term_kind_names[t->kind], t->abbreviations, t->synonyms, t->marketing_says, t->sales_says, t->examples,
	    t->counter_examples, t->bindings, t->owner_id, actor->person_id, actor->now);
}

enum act_result
term_add(struct db *db, const void *ctx, const struct actor *actor, struct term *term)
{
	bool taken = true;

	for (uint32_t tries = 0; taken && tries < 5; tries++) {
		term->slug = slug_for(db, ctx, term->name, tries);
		term->id = term_insert(db, actor, term);
		taken = db_taken(db);
		if (taken && db_integer(db, 0, "SELECT id FROM term WHERE name = ? LOCK IN SHARE MODE", "s", term->name))
			return RESULT_TAKEN;
	}
	if (taken)
		return RESULT_TAKEN;
	term->revision = 1;
	term->created_at = actor->now;
	audit_add(db, actor, "term.create", "term", term->id, term_kind_names[term->kind]);
	return RESULT_DONE;
}

enum act_result
term_create(struct db *db, const void *ctx, const struct actor *actor, struct term *term)
{
	enum act_result result = term_add(db, ctx, actor, term);

	if (result == RESULT_DONE)
		glossary_touch(db);
	return result;
}

/* The members that are edited freely, as the history names them. */
static const struct { const char *field; size_t member; } free_texts[] = {
	{ "abbreviations", offsetof(struct term, abbreviations) },
	{ "synonyms", offsetof(struct term, synonyms) },
	{ "marketing_says", offsetof(struct term, marketing_says) },
	{ "sales_says", offsetof(struct term, sales_says) },
	{ "examples", offsetof(struct term, examples) },
	{ "counter_examples", offsetof(struct term, counter_examples) },
	{ "bindings", offsetof(struct term, bindings) },
	{ "owner", offsetof(struct term, owner_name) },
	{ "point_marketing", offsetof(struct term, point_marketing_name) },
	{ "point_sales", offsetof(struct term, point_sales_name) },
};

static const char *
text_of(const struct term *term, size_t member)
{
	const char *text = *(const char *const *)((const char *)term + member);

	return text ? text : "";
}

static void
edit_add(struct db *db, const struct actor *actor, int64_t term_id, int64_t revision, const char *field, const char *before,
    const char *after)
{
	db_run(db, "INSERT INTO term_edit (term_id, revision, person_id, team, at, field, before_text, after_text)"
	    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)", "iiistsss", term_id, revision, actor->person_id, team_names[actor->team],
	    actor->now, field, before, after);
}

/* The names of the related terms this one names, as lines. */
static const char *
related_names(struct db *db, const void *ctx, int64_t term_id)
{
	struct buffer *names = buffer_new(ctx);
	size_t count;
	struct related_term *rows = term_related(db, ctx, term_id, &count);

	for (size_t i = 0; i < count; i++)
		if (rows[i].named_here)
			buffer_format(names, "%s%s", names->length ? "\n" : "", rows[i].name);
	return buffer_take(ctx, names);
}

static void
relations_replace(struct db *db, int64_t term_id, const int64_t *related, size_t count)
{
	db_run(db, "DELETE FROM term_relation WHERE term_id = ?", "i", term_id);
	for (size_t i = 0; i < count; i++)
		db_run(db, "INSERT IGNORE INTO term_relation (term_id, related_id) SELECT ?, id FROM term WHERE id = ? AND id <> ?",
		    "iii", term_id, related[i], term_id);
}

/* Locks the term and compares its revision. */
static enum act_result
term_lock(struct db *db, int64_t term_id, int64_t revision)
{
	int64_t now = db_integer(db, 0, "SELECT revision FROM term WHERE id = ? FOR UPDATE", "i", term_id);

	return !now ? RESULT_GONE : now != revision ? RESULT_STALE : RESULT_DONE;
}

enum act_result
term_edit_words(struct db *db, const void *ctx, const struct actor *actor, const struct term *term, const int64_t *related,
    size_t related_count)
{
	const char *related_before = "", *related_after = "";
	enum act_result result = term_lock(db, term->id, term->revision);
	const struct term *before, *after;
	bool changed;

	if (result != RESULT_DONE)
		return result;
	before = term_find_id(db, ctx, term->id);
	if (related) {
		related_before = related_names(db, ctx, term->id);
		relations_replace(db, term->id, related, related_count);
		related_after = related_names(db, ctx, term->id);
	}
	db_run(db, "UPDATE term SET abbreviations = ?, synonyms = ?, marketing_says = ?, sales_says = ?, examples = ?,"
	    " counter_examples = ?, bindings = ?,"
	    " owner_id = (SELECT p.id FROM person p WHERE p.id = ? AND p.team <> 'observer'),"
	    " point_marketing_id = (SELECT p.id FROM person p WHERE p.id = ? AND p.team = 'marketing'),"
	    " point_sales_id = (SELECT p.id FROM person p WHERE p.id = ? AND p.team = 'sales')"
	    " WHERE id = ? AND revision = ?", "sssssssiiiii", term->abbreviations, term->synonyms, term->marketing_says,
	    term->sales_says, term->examples, term->counter_examples, term->bindings, term->owner_id,
	    term->point_marketing_id, term->point_sales_id, term->id, term->revision);
	after = term_find_id(db, ctx, term->id);
	if (!before || !after)
		return RESULT_GONE;
	changed = before->owner_id != after->owner_id || before->point_marketing_id != after->point_marketing_id
	    || before->point_sales_id != after->point_sales_id;
	for (size_t i = 0; i < sizeof free_texts / sizeof *free_texts; i++) {
		const char *a = text_of(before, free_texts[i].member), *b = text_of(after, free_texts[i].member);

		if (strcmp(a, b) == 0)
			continue;
		edit_add(db, actor, term->id, term->revision + 1, free_texts[i].field, a, b);
		changed = true;
	}
	if (strcmp(related_before, related_after) != 0) {
		edit_add(db, actor, term->id, term->revision + 1, "related", related_before, related_after);
		changed = true;
	}
	if (!changed)
		return RESULT_DONE;
	db_run(db, "UPDATE term SET revision = revision + 1 WHERE id = ?", "i", term->id);
	audit_add(db, actor, "term.edit", "term", term->id, NULL);
	glossary_touch(db);
	return RESULT_DONE;
}

/* What both teams are deciding on, or have decided for later, must not vanish under them. */
const char *
retire_problem(struct db *db, const void *ctx, int64_t term_id, int64_t now)
{
	int64_t number = db_integer(db, 0, "SELECT number FROM term_version WHERE term_id = ? AND state = 'in_review'"
	    " ORDER BY number DESC LIMIT 1 LOCK IN SHARE MODE", "i", term_id);

	if (number)
		return text_format(ctx, "Version %lld is being signed, so the term cannot be retired now. Withdraw that version first, or"
		    " wait until it is agreed.", (long long)number);
	number = db_integer(db, 0, "SELECT number FROM term_version WHERE term_id = ? AND in_force_at > ? ORDER BY number DESC"
	    " LIMIT 1 LOCK IN SHARE MODE", "it", term_id, now);
	return number ? text_format(ctx, "Both teams have signed version %lld, which waits for its date, so the term cannot be"
	    " retired before it.", (long long)number) : NULL;
}

enum act_result
term_deprecate(struct db *db, const void *ctx, const struct actor *actor, int64_t term_id, int64_t revision,
    const char *why, int64_t instead_id)
{
	enum act_result result = term_lock(db, term_id, revision);

	if (result != RESULT_DONE)
		return result;
	if (retire_problem(db, ctx, term_id, actor->now))
		return RESULT_MOVED;
	if (db_run(db, "UPDATE term SET deprecated_at = ?, deprecated_why = ?, revision = revision + 1,"
	    " use_instead_id = (SELECT u.id FROM term u WHERE u.id = ? AND u.id <> ? AND u.deprecated_at IS NULL)"
	    " WHERE id = ? AND deprecated_at IS NULL", "tsiii", actor->now, why, instead_id, term_id, term_id) != 1)
		return RESULT_MOVED;
	edit_add(db, actor, term_id, revision + 1, "retired", "", text_trim(ctx, why));
	audit_add(db, actor, "term.deprecate", "term", term_id, NULL);
	glossary_touch(db);
	return RESULT_DONE;
}

enum act_result
term_restore(struct db *db, const void *ctx, const struct actor *actor, int64_t term_id, int64_t revision)
{
	enum act_result result = term_lock(db, term_id, revision);
	const struct term *before = result == RESULT_DONE ? term_find_id(db, ctx, term_id) : NULL;

	if (!before)
		return result == RESULT_DONE ? RESULT_GONE : result;
	if (db_run(db, "UPDATE term SET deprecated_at = NULL, deprecated_why = NULL, use_instead_id = NULL,"
	    " revision = revision + 1 WHERE id = ? AND deprecated_at IS NOT NULL", "i", term_id) != 1)
		return RESULT_MOVED;
	edit_add(db, actor, term_id, revision + 1, "retired", before->deprecated_why ? before->deprecated_why : "", "");
	audit_add(db, actor, "term.restore", "term", term_id, NULL);
	glossary_touch(db);
	return RESULT_DONE;
}

const char *
reasons_unknown(struct db *db, const void *ctx, const char *lines)
{
	struct buffer *unknown = buffer_new(ctx);
	char **slugs = lines_read(ctx, lines, NULL);

	for (size_t i = 0; slugs[i]; i++)
		if (!db_integer(db, 0, "SELECT id FROM term WHERE slug = ? AND kind = 'reason' AND deprecated_at IS NULL", "s",
		    slugs[i]))
			buffer_format(unknown, "%s%s", unknown->length ? "\n" : "", slugs[i]);
	return unknown->length ? buffer_take(ctx, unknown) : NULL;
}
